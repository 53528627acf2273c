//! What a company says in its own words: canned replies, and texts of Relevo's that it has changed.

use std::collections::BTreeMap;

use super::accents::plain;
use super::settings::Language;

/// The longest name of a canned reply, in characters.
pub const NAME_MOST: usize = 30;
/// The longest canned reply, in characters: what WhatsApp takes as one message.
pub const REPLY_MOST: usize = 4_000;
/// Names offered in place of one that does not exist.
const NEAR_MOST: usize = 5;
/// Mistakes within which a name is near another.
const MISTAKES_MOST: usize = 2;

/// A line's own words.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct OwnWords {
    /// Canned replies by name.
    pub replies: BTreeMap<String, String>,
    /// Changed texts by language and key, as they were typed.
    pub texts: BTreeMap<(Language, String), String>,
}

/// What a canned reply can name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Named<'a> {
    /// `{nombre}`: the customer.
    pub customer: &'a str,
    /// `{agente}`: who attends.
    pub agent: &'a str,
    /// `{empresa}`: the company.
    pub company: &'a str,
    /// `{caso}`: the number of the case.
    pub ticket: i64,
}

impl OwnWords {
    /// The canned reply of this name, in any case and with or without accents.
    #[must_use]
    pub fn reply(&self, asked: &str) -> Option<&str> {
        let asked = reply_name(asked);
        self.replies.get(&asked).map(String::as_str)
    }

    /// Names that may have been meant by `asked`, nearest first.
    #[must_use]
    pub fn near(&self, asked: &str) -> Vec<String> {
        let asked = reply_name(asked);
        let mut near: Vec<(usize, &String)> = self
            .replies
            .keys()
            .filter_map(|name| {
                let inside = asked.chars().count() >= 2
                    && (name.contains(asked.as_str()) || asked.contains(name.as_str()));
                let mistakes = distance(name, &asked);
                let fits = mistakes <= MISTAKES_MOST && mistakes < name.chars().count();
                (inside || fits).then_some((mistakes, name))
            })
            .collect();
        near.sort();
        near.into_iter().take(NEAR_MOST).map(|(_, name)| name.clone()).collect()
    }
}

/// A name as it is kept and looked for: lower case, without accents, at most [`NAME_MOST`] characters.
#[must_use]
pub fn reply_name(typed: &str) -> String {
    typed.trim().to_lowercase().chars().map(plain).take(NAME_MOST).collect()
}

/// What can be wrong with a canned reply.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ReplyFault {
    /// It names something that there is not: what stands between the braces.
    Unknown(String),
    /// A brace is not closed.
    Open,
}

/// A canned reply with everything in it named.
///
/// # Errors
/// [`ReplyFault`], the first one.
pub fn fill(text: &str, named: Named<'_>) -> Result<String, ReplyFault> {
    let mut said = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('{') {
        let (word, after) = after.split_once('}').ok_or(ReplyFault::Open)?;
        said.push_str(before);
        let ticket = named.ticket.to_string();
        let value = match reply_name(word).as_str() {
            "nombre" | "nome" | "name" => named.customer,
            "agente" | "agent" => named.agent,
            "empresa" | "company" => named.company,
            "caso" | "case" => &ticket,
            _ => return Err(ReplyFault::Unknown(word.chars().take(NAME_MOST).collect())),
        };
        let value = one_line(value);
        if value.is_empty() && said.ends_with(' ') {
            // «Hola {nombre}, ¿cómo estás?» to somebody without a name.
            said.pop();
        }
        said.push_str(&value);
        rest = after;
    }
    said.push_str(rest);
    Ok(said)
}

fn one_line(value: &str) -> String {
    let shown = value.split_whitespace().collect::<Vec<_>>().join(" ");
    shown.chars().filter(|c| !c.is_control()).take(60).collect()
}

/// How many characters have to be changed, added or left out to make one word of the other.
pub(in crate::domain) fn distance(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().collect();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, from) in a.chars().enumerate() {
        let mut diagonal = row[0];
        row[0] = i + 1;
        for (j, to) in b.iter().enumerate() {
            let replaced = diagonal + usize::from(from != *to);
            diagonal = row[j + 1];
            row[j + 1] = replaced.min(row[j] + 1).min(diagonal + 1);
        }
    }
    row[b.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words() -> OwnWords {
        let names = ["demora", "factura", "horario", "horarios-feriado"];
        let replies = names.map(|name| (name.to_owned(), format!("texto de {name}")));
        OwnWords { replies: replies.into(), ..OwnWords::default() }
    }

    #[test]
    fn a_reply_is_found_in_any_case_and_the_near_ones_are_offered() {
        let words = words();
        assert_eq!(words.reply(" HORÁRIO "), Some("texto de horario"));
        assert_eq!(words.reply("horari"), None);
        assert_eq!(words.near("horari"), ["horario", "horarios-feriado"]);
        assert_eq!(words.near("fatcura"), ["factura"]);
        assert_eq!(words.near("xyz"), Vec::<String>::new());
        assert_eq!(words.near(""), Vec::<String>::new());
        assert_eq!(words.near(&"x".repeat(100_000)), Vec::<String>::new());
    }

    #[test]
    fn a_reply_names_the_customer_the_agent_the_company_and_the_case() {
        let named =
            Named { customer: "Marta", agent: "Juan", company: "Fibra\ndel Valle", ticket: 12 };
        let text = "Hola {nombre}, soy { AGENTE } de {empresa}: caso #{caso}";
        assert_eq!(fill(text, named).unwrap(), "Hola Marta, soy Juan de Fibra del Valle: caso #12");
        let nobody = Named { customer: "", ..named };
        assert_eq!(fill("Hola {nombre}, ¿seguís ahí?", nobody).unwrap(), "Hola, ¿seguís ahí?");
        assert_eq!(fill("a {precio} b", named), Err(ReplyFault::Unknown("precio".into())));
        assert_eq!(fill("a {nombre", named), Err(ReplyFault::Open));
        let braces = Named { customer: "{caso} {", ..named };
        assert_eq!(fill("{nombre}!", braces).unwrap(), "{caso} {!", "a name is never filled in");
    }
}
