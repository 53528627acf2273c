//! The simulator's phones as cards: whose they are, what was written, who may write there.

use std::collections::BTreeMap;

use super::bubbles::{self, Entry, Eyes, Quoted};
use super::chat_text::spans;
use super::choice::Choice;
use crate::domain::ids::ChatId;
use crate::engine::LineInfo;
use crate::gateway::simulator::chats::{Author, Ticks};
use crate::gateway::simulator::people::{PersonId, PersonKind};
use crate::gateway::simulator::view::{ChatView, MemberView, PhoneView, RowView};
use crate::web::when::When;

/// Customers drawn at the most, the newest.
const CUSTOMERS_MOST: usize = 8;
/// Groups drawn at the most.
const GROUPS_MOST: usize = 24;

/// What a group is to Relevo.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Role {
    /// A main group.
    Main,
    /// A personal group: its agent's name, and the case in it.
    Slot {
        /// The agent's number, to find whose phone it is.
        phone: String,
        /// Its case, as a short text; empty if it has none.
        case: String,
    },
}

/// What is to be done with a message.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Act {
    /// Write a reply to it.
    #[default]
    Quote,
    /// Change its words.
    Edit,
    /// Delete it for everyone.
    Delete,
    /// React to it.
    React,
}

impl Act {
    /// The name in addresses.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Quote => "citar",
            Self::Edit => "editar",
            Self::Delete => "eliminar",
            Self::React => "reaccionar",
        }
    }
}

/// The page that phones are drawn on.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Home {
    /// `/simulador`: everybody's.
    #[default]
    Simulator,
    /// `/ayuda/entrenamiento`: one at a time.
    Training,
}

impl Home {
    /// Its address.
    #[must_use]
    pub fn path(self) -> &'static str {
        match self {
            Self::Simulator => "/simulador",
            Self::Training => "/ayuda/entrenamiento",
        }
    }

    /// Reads [`Self::path`]; anything else is the simulator.
    #[must_use]
    pub fn of(path: &str) -> Self {
        if path == Self::Training.path() { Self::Training } else { Self::Simulator }
    }
}

/// A message chosen, what is to be done with it, and on which phone.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Citing {
    /// On which page.
    pub home: Home,
    /// The phone.
    pub phone: String,
    /// The message.
    pub message: String,
    /// What is to be done with it.
    pub act: Act,
    /// Who does it there.
    pub writer: Option<i64>,
}

/// What stands below a chat.
#[derive(Debug, Clone)]
#[allow(missing_docs, reason = "as in the template")]
pub enum Foot {
    Nobody,
    /// Somebody else's phone: it is only looked at.
    Watch,
    Write,
    Edit {
        text: String,
    },
    Delete,
    React,
}

/// A phone.
#[derive(Debug, Clone)]
#[allow(missing_docs, reason = "as in the template")]
pub struct PhoneCard {
    pub id: String,
    pub home: &'static str,
    pub class: &'static str,
    pub customer: bool,
    pub initials: String,
    pub title: String,
    pub short: String,
    pub subtitle: String,
    pub messages_label: String,
    pub write_label: String,
    pub send_label: String,
    pub owner: u32,
    pub chat: String,
    pub entries: Vec<Entry>,
    pub typing: bool,
    pub off: bool,
    pub read_label: String,
    pub unread: bool,
    pub foot: Foot,
    pub writers: Vec<Choice>,
    pub cited: String,
    pub quoting: Option<Quoted>,
    pub uncite: String,
}

/// All phones: customers, then main groups, then personal groups, then agents who got a message of their
/// own. Also how many were left out.
#[must_use]
pub fn cards(
    phones: &[PhoneView],
    groups: &[ChatView],
    roles: &BTreeMap<ChatId, Role>,
    line: &LineInfo,
    citing: &Citing,
    when: &When,
) -> (Vec<PhoneCard>, usize) {
    let desk = Desk::new(line, citing, when);
    let customers: Vec<&PhoneView> =
        phones.iter().filter(|phone| phone.kind == PersonKind::Customer).collect();
    let left_out =
        customers.len().saturating_sub(CUSTOMERS_MOST) + groups.len().saturating_sub(GROUPS_MOST);
    let newest = customers.len().saturating_sub(CUSTOMERS_MOST);
    let mut cards: Vec<PhoneCard> =
        customers.into_iter().skip(newest).map(|phone| desk.direct(phone)).collect();
    let is_slot = |group: &&ChatView| matches!(roles.get(&group.chat), Some(Role::Slot { .. }));
    let mains = groups.iter().filter(|group| !is_slot(group));
    let slots = groups.iter().filter(is_slot);
    cards.extend(
        mains
            .chain(slots)
            .take(GROUPS_MOST)
            .map(|group| desk.group(group, roles.get(&group.chat), phones)),
    );
    let written_to =
        phones.iter().filter(|phone| phone.kind == PersonKind::Agent && !phone.direct.is_empty());
    cards.extend(written_to.map(|phone| desk.direct(phone)));
    (cards, left_out)
}

/// The chats of one person, who alone may write there: these groups, and the phones of these customers to be
/// looked at.
#[must_use]
pub fn cards_of(
    owner: PersonId,
    (groups, customers): (&[(ChatView, Role)], &[PhoneView]),
    phones: &[PhoneView],
    line: &LineInfo,
    citing: &Citing,
    when: &When,
) -> Vec<PhoneCard> {
    let desk = Desk { only: Some(owner), ..Desk::new(line, citing, when) };
    let groups = groups.iter().map(|(group, role)| desk.group(group, Some(role), phones));
    let watched = customers.iter().map(|phone| PhoneCard {
        foot: Foot::Watch,
        quoting: None,
        unread: false,
        entries: bubbles::unmoved(desk.direct(phone).entries),
        ..desk.direct(phone)
    });
    groups.chain(watched).collect()
}

/// What all cards need.
struct Desk<'a> {
    line: i64,
    company: &'a str,
    /// The line's own number, as the simulator calls it.
    own: String,
    citing: &'a Citing,
    when: &'a When,
    /// Nobody else may write.
    only: Option<PersonId>,
}

impl<'a> Desk<'a> {
    fn new(line: &'a LineInfo, citing: &'a Citing, when: &'a When) -> Self {
        let own = line
            .settings
            .own
            .phone
            .as_ref()
            .map(crate::domain::phone::Phone::pretty)
            .unwrap_or_default();
        let company = &line.settings.company;
        Self { line: line.id.0, company, own, citing, when, only: None }
    }

    fn direct(&self, phone: &PhoneView) -> PhoneCard {
        let words = self.when.words();
        let customer = phone.kind == PersonKind::Customer;
        let id = format!("p-{}", phone.person.0);
        let eyes = self.eyes(&id, Some(phone.person), false, false);
        let writer =
            Choice { value: phone.person.0.to_string(), text: phone.name.clone(), chosen: true };
        let Below { foot, writers, cited, quoting } =
            self.foot(&eyes, &phone.direct, &[], vec![writer]);
        let (key, class) = if customer {
            ("sim-phone-customer", "phone is-customer")
        } else {
            ("sim-phone-agent", "phone is-agent")
        };
        PhoneCard {
            home: self.citing.home.path(),
            class,
            customer,
            initials: initials(&phone.name),
            title: self.company.to_owned(),
            short: first_word(&phone.name),
            subtitle: words.name(key, &phone.name),
            messages_label: words.name("sim-messages", &phone.name),
            write_label: words.name("sim-write-as", &first_word(&phone.name)),
            send_label: words.name("sim-send-as", &first_word(&phone.name)),
            owner: phone.person.0,
            chat: String::new(),
            entries: eyes.entries(&phone.direct),
            typing: phone.typing,
            off: phone.off,
            read_label: words.name("sim-read", &phone.name),
            unread: has_unread(&phone.direct) && !phone.off,
            uncite: eyes.address(None),
            foot,
            writers,
            cited,
            quoting,
            id,
        }
    }

    fn group(&self, group: &ChatView, role: Option<&Role>, phones: &[PhoneView]) -> PhoneCard {
        let words = self.when.words();
        let digits: String =
            group.chat.as_str().chars().filter(char::is_ascii_alphanumeric).take(40).collect();
        let id = format!("g-{digits}");
        let owner = match role {
            Some(Role::Slot { phone, .. }) => {
                phones.iter().find(|view| view.phone == *phone).map(|view| view.person)
            }
            Some(Role::Main) | None => None,
        };
        let owner = self.only.or(owner);
        let owner =
            owner.filter(|owner| group.members.iter().any(|member| member.person == *owner));
        let owner_name =
            phones.iter().find(|view| Some(view.person) == owner).map(|view| view.name.clone());
        let names: Vec<String> =
            group.members.iter().map(|member| first_word(&member.name)).take(6).collect();
        let subtitle = match role {
            Some(Role::Slot { case, .. }) if !case.is_empty() => {
                format!("{} · {case}", names.join(", "))
            }
            Some(Role::Slot { .. }) => format!("{} · {}", names.join(", "), words.t("sim-no-case")),
            Some(Role::Main) | None if names.is_empty() => words.t("sim-group-empty"),
            Some(Role::Main) | None => words.name("sim-group-members", &names.join(", ")),
        };
        let chosen = |person: PersonId| {
            self.citing.phone == id && self.citing.writer == Some(i64::from(person.0))
                || owner == Some(person)
        };
        let choice = |member: &MemberView| Choice {
            value: member.person.0.to_string(),
            text: member.name.clone(),
            chosen: chosen(member.person),
        };
        let admins: Vec<String> = group
            .members
            .iter()
            .filter(|member| member.admin)
            .map(|member| member.person.0.to_string())
            .collect();
        let eyes = self.eyes(&id, owner, true, !admins.is_empty());
        let may_write = |member: &&MemberView| self.only.is_none_or(|only| member.person == only);
        let members = group.members.iter().filter(may_write).map(choice).collect();
        let Below { foot, writers, cited, quoting } =
            self.foot(&eyes, &group.rows, &admins, members);
        PhoneCard {
            home: self.citing.home.path(),
            class: if owner.is_some() { "phone is-agent" } else { "phone" },
            customer: false,
            initials: owner_name.map_or_else(|| initials(&group.subject), |name| initials(&name)),
            title: group.subject.clone(),
            short: group.subject.chars().take(22).collect(),
            subtitle,
            messages_label: words.name("sim-messages", &group.subject),
            write_label: words.t("sim-write-group"),
            send_label: words.name("sim-send-group", &group.subject),
            owner: owner.map_or(0, |person| person.0),
            chat: group.chat.to_string(),
            entries: eyes.entries(&group.rows),
            typing: group.typing,
            off: phones.iter().any(|view| Some(view.person) == owner && view.off),
            read_label: words.name("sim-read", &group.subject),
            unread: has_unread(&group.rows) && !group.members.is_empty(),
            uncite: eyes.address(None),
            foot,
            writers,
            cited,
            quoting,
            id,
        }
    }

    fn eyes<'b>(
        &'b self,
        phone: &'b str,
        owner: Option<PersonId>,
        in_group: bool,
        has_admin: bool,
    ) -> Eyes<'b> {
        let (line, own, when, home) = (self.line, self.own.as_str(), self.when, self.citing.home);
        Eyes { line, own, when, home, phone, owner, in_group, has_admin }
    }

    /// What stands below a chat, who may do it, and which message it is about.
    fn foot(
        &self,
        eyes: &Eyes<'_>,
        rows: &[RowView],
        admins: &[String],
        writers: Vec<Choice>,
    ) -> Below {
        let words = self.when.words();
        let plain = |writers: Vec<Choice>| {
            let foot = if writers.is_empty() { Foot::Nobody } else { Foot::Write };
            Below { foot, writers, cited: String::new(), quoting: None }
        };
        if self.citing.phone != eyes.phone || self.citing.message.is_empty() {
            return plain(writers);
        }
        let found = rows.iter().find(|row| row.id.as_str() == self.citing.message && !row.deleted);
        let Some(row) = found else { return plain(writers) };
        let author = match row.by {
            Author::Person(person) => Some(person.0.to_string()),
            Author::Line => None,
        };
        let is_author = |choice: &Choice| Some(&choice.value) == author.as_ref();
        let (foot, key, writers) = match self.citing.act {
            Act::Quote => (Foot::Write, "sim-quoting", writers),
            Act::React => (Foot::React, "sim-reacting", writers),
            Act::Edit => {
                let mine = writers.into_iter().filter(is_author).collect();
                (Foot::Edit { text: row.text.clone() }, "sim-editing", mine)
            }
            Act::Delete => {
                let mut may: Vec<Choice> = writers
                    .into_iter()
                    .filter(|choice| is_author(choice) || admins.contains(&choice.value))
                    .collect();
                let first = may.iter().position(is_author).unwrap_or(0);
                may.iter_mut().enumerate().for_each(|(at, choice)| choice.chosen = at == first);
                (Foot::Delete, "sim-deleting", may)
            }
        };
        if writers.is_empty() {
            return plain(writers);
        }
        let mut quoting = eyes.quoted(row);
        quoting.who = words.name(key, &quoting.who);
        Below { foot, writers, cited: self.citing.message.clone(), quoting: Some(quoting) }
    }
}

/// What stands below a chat.
struct Below {
    foot: Foot,
    writers: Vec<Choice>,
    cited: String,
    quoting: Option<Quoted>,
}

/// Whether the line wrote something that not everybody has read.
fn has_unread(rows: &[RowView]) -> bool {
    rows.iter().any(|row| row.by == Author::Line && row.ticks != Ticks::Read && !row.deleted)
}

/// Two letters for a picture: of a name, or its emoji.
#[must_use]
pub fn initials(name: &str) -> String {
    let first = |word: &str| word.chars().next();
    let letters: String =
        name.split_whitespace().filter_map(first).filter(|c| c.is_alphanumeric()).take(2).collect();
    match first(name.trim()) {
        Some(emoji) if !emoji.is_alphanumeric() && !emoji.is_ascii() => emoji.to_string(),
        _ => letters.to_uppercase(),
    }
}

fn first_word(name: &str) -> String {
    name.split_whitespace().next().unwrap_or(name).chars().take(24).collect()
}

/// The first words, on one line, without marks.
#[must_use]
pub fn excerpt(text: &str) -> String {
    let shown: String = spans(text).into_iter().map(|span| span.text).collect();
    let line: Vec<&str> = shown.split_whitespace().take(24).collect();
    line.join(" ").chars().take(120).collect()
}

/// For a query.
#[must_use]
pub fn percent(text: &str) -> String {
    text.bytes()
        .map(|byte| match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'_' | b'.' | b'~' => {
                char::from(byte).to_string()
            }
            other => format!("%{other:02X}"),
        })
        .collect()
}
