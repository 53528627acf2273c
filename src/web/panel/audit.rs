//! `/ajustes/auditoria`: who did what.

use askama::Template;

use super::choice::Choice;
use super::shell::Shell;
use crate::store::audit::Deed;
use crate::store::users::{UserId, UserRow};
use crate::web::when::When;
use crate::web::words::Words;

/// Rows on a page.
pub const PAGE: usize = 50;

/// What the page is asked for, as it was typed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[allow(missing_docs, reason = "as in the address")]
pub struct Wanted {
    pub user: Option<i64>,
    pub deed: String,
    pub from: String,
    pub until: String,
}

impl Wanted {
    fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    fn query(&self) -> String {
        let user = self.user.map(|user| user.to_string()).unwrap_or_default();
        let Self { deed, from, until, .. } = self;
        format!("usuario={user}&que={deed}&desde={from}&hasta={until}")
    }
}

/// A deed as it is shown.
#[derive(Debug, Clone)]
#[allow(missing_docs, reason = "as in the template")]
pub struct DeedLine {
    pub when: String,
    pub who: String,
    pub what: String,
    pub line: String,
    pub address: String,
}

/// The page.
#[derive(Debug, Template)]
#[template(path = "panel/audit.html")]
#[allow(missing_docs, reason = "named as on the page")]
pub struct AuditPage {
    pub shell: Shell,
    pub rows: Vec<DeedLine>,
    pub users: Vec<Choice>,
    pub deeds: Vec<Choice>,
    pub from: String,
    pub until: String,
    pub filtered: bool,
    pub older: Option<String>,
}

/// What was found.
pub struct Found {
    /// Deeds with their numbers, one more than fit.
    pub deeds: Vec<(i64, Deed)>,
    /// The kinds that there are.
    pub kinds: Vec<String>,
    /// Everybody.
    pub users: Vec<UserRow>,
    /// Names of lines.
    pub lines: Vec<(i64, String)>,
}

impl AuditPage {
    /// A page of the trail.
    #[must_use]
    pub fn new(shell: Shell, wanted: &Wanted, found: &Found, when: &When) -> Self {
        let words = shell.words;
        let shown = found.deeds.get(..PAGE).unwrap_or(&found.deeds);
        let has_more = found.deeds.len() > PAGE;
        let older = shown
            .last()
            .filter(|_| has_more)
            .map(|(id, _)| format!("/ajustes/auditoria?{}&antes={id}", wanted.query()));
        let rows = shown.iter().map(|(_, deed)| line(deed, found, when, words)).collect();
        let all = |text: &str, chosen| Choice { value: String::new(), text: words.t(text), chosen };
        let users = found.users.iter().map(|user| Choice {
            value: user.id.to_string(),
            text: user.name.clone(),
            chosen: wanted.user == Some(user.id.0),
        });
        let mut kinds: Vec<Choice> = found
            .kinds
            .iter()
            .filter(|kind| words.has(kind))
            .map(|kind| Choice {
                value: kind.clone(),
                text: said(kind, "…", words),
                chosen: wanted.deed == **kind,
            })
            .collect();
        kinds.sort_by(|a, b| a.text.cmp(&b.text));
        Self {
            rows,
            users: std::iter::once(all("audit-all-users", wanted.user.is_none()))
                .chain(users)
                .collect(),
            deeds: std::iter::once(all("audit-all-deeds", wanted.deed.is_empty()))
                .chain(kinds)
                .collect(),
            from: wanted.from.clone(),
            until: wanted.until.clone(),
            filtered: !wanted.is_empty(),
            older,
            shell,
        }
    }
}

fn line(deed: &Deed, found: &Found, when: &When, words: Words) -> DeedLine {
    let named = |user: UserId| found.users.iter().find(|row| row.id == user);
    let who = match deed.user {
        // Users are renamed, and their numbers stay.
        Some(user) => named(user).map_or_else(|| deed.login.clone(), |row| row.name.clone()),
        None => words.t("audit-nobody"),
    };
    let on = deed.line.and_then(|line| found.lines.iter().find(|(id, _)| *id == line.0));
    let several = found.lines.len() > 1;
    DeedLine {
        when: when.moment(deed.at),
        who,
        what: said(&deed.deed, &deed.subject, words),
        line: on.filter(|_| several).map(|(_, name)| name.clone()).unwrap_or_default(),
        address: deed.address.clone(),
    }
}

/// Stands for the name while a text is cut.
const NAME: &str = "\u{fffc}";

/// A deed in words: the first sentence of what was said to whoever did it; what they were to do next is over. One that
/// this version has no text for is told by its key.
fn said(deed: &str, subject: &str, words: Words) -> String {
    if !words.has(deed) {
        return words.name("audit-unknown", deed);
    }
    let subject = if subject.is_empty() { words.t("audit-no-name") } else { subject.to_owned() };
    let told = words.name(deed, NAME);
    let after_name = told.find(NAME).map_or(0, |at| at + NAME.len());
    let end = told[after_name..].find(". ").map_or(told.len(), |at| after_name + at + 1);
    told[..end].replace(NAME, &subject)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::ids::Timestamp;

    #[test]
    fn a_deed_is_told_in_the_reader_s_language_whatever_it_is_about() {
        let words = Words(crate::domain::settings::Language::En);
        let told = said("flash-user-deleted", "<b>Ana</b> { $name }", words);
        assert!(told.contains("<b>Ana</b> { $name }"), "{told}");
        assert!(said("no-such-key", "x", words).contains("no-such-key"));
        let words = Words(crate::domain::settings::Language::Es);
        assert_eq!(said("flash-agent-added", "J. Pérez. Jr", words), "Agregamos a J. Pérez. Jr.");
        let when = When::new(words, "UTC", Timestamp(0));
        let found =
            Found { deeds: Vec::new(), kinds: Vec::new(), users: Vec::new(), lines: Vec::new() };
        let deed = Deed {
            at: Timestamp(0),
            user: Some(UserId(7)),
            login: "gone".into(),
            address: "127.0.0.1".into(),
            line: None,
            deed: "audit-login".into(),
            subject: String::new(),
        };
        assert_eq!(line(&deed, &found, &when, words).who, "gone");
    }
}
