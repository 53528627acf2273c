//! The simulator's phones as cards: whose they are, what was written, who may write there.

use std::collections::BTreeMap;

use super::chat_text::{Span, said, spans};
use super::tickets::Choice;
use crate::domain::ids::{ChatId, Timestamp};
use crate::domain::settings::Language;
use crate::engine::LineInfo;
use crate::gateway::simulator::chats::Author;
use crate::gateway::simulator::people::{PersonId, PersonKind};
use crate::gateway::simulator::view::{ChatView, PhoneView, RowView};
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

/// A message chosen to be quoted, and on which phone.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Citing {
    /// The phone.
    pub phone: String,
    /// The message.
    pub message: String,
    /// Who writes there.
    pub writer: Option<i64>,
}

/// A phone.
#[derive(Debug, Clone)]
#[allow(missing_docs, reason = "as in the template")]
pub struct PhoneCard {
    pub id: String,
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
    pub writers: Vec<Choice>,
    pub cited: String,
    pub quoting: Option<Quoted>,
    pub uncite: String,
}

/// What stands in a chat.
#[derive(Debug, Clone)]
pub enum Entry {
    /// A new day.
    Day(String),
    /// A message.
    Message(Box<Row>),
}

/// A message.
#[derive(Debug, Clone)]
#[allow(missing_docs, reason = "as in the template")]
pub struct Row {
    pub key: String,
    pub class: String,
    pub turn: bool,
    pub who: String,
    pub quote: Option<Quoted>,
    pub spans: Vec<Span>,
    pub invite: Option<String>,
    pub cite: String,
    pub time: String,
    pub own: bool,
    pub delivered: bool,
}

/// A quoted message.
#[derive(Debug, Clone)]
#[allow(missing_docs, reason = "as in the template")]
pub struct Quoted {
    pub key: String,
    pub who: String,
    pub text: String,
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
    let own = line
        .settings
        .own
        .phone
        .as_ref()
        .map(crate::domain::phone::Phone::pretty)
        .unwrap_or_default();
    let desk = Desk { line: line.id.0, company: &line.settings.company, own, citing, when };
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

/// What all cards need.
struct Desk<'a> {
    line: i64,
    company: &'a str,
    /// The line's own number, as the simulator calls it.
    own: String,
    citing: &'a Citing,
    when: &'a When,
}

impl Desk<'_> {
    fn direct(&self, phone: &PhoneView) -> PhoneCard {
        let words = self.when.words();
        let customer = phone.kind == PersonKind::Customer;
        let id = format!("p-{}", phone.person.0);
        let (key, class) = if customer {
            ("sim-phone-customer", "phone is-customer")
        } else {
            ("sim-phone-agent", "phone is-agent")
        };
        PhoneCard {
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
            entries: self.entries(&id, &phone.direct, Some(phone.person), false),
            writers: vec![Choice {
                value: phone.person.0.to_string(),
                text: phone.name.clone(),
                chosen: true,
            }],
            cited: self.cited(&id),
            quoting: self.quoting(&id, &phone.direct),
            uncite: self.address(&id, None),
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
                let owner = phones.iter().find(|view| view.phone == *phone).map(|view| view.person);
                owner.filter(|owner| group.members.iter().any(|member| member.person == *owner))
            }
            Some(Role::Main) | None => None,
        };
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
        let writers = group.members.iter().map(|member| Choice {
            value: member.person.0.to_string(),
            text: member.name.clone(),
            chosen: chosen(member.person),
        });
        PhoneCard {
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
            entries: self.entries(&id, &group.rows, owner, true),
            writers: writers.collect(),
            cited: self.cited(&id),
            quoting: self.quoting(&id, &group.rows),
            uncite: self.address(&id, None),
            id,
        }
    }

    fn entries(
        &self,
        phone: &str,
        rows: &[RowView],
        owner: Option<PersonId>,
        in_group: bool,
    ) -> Vec<Entry> {
        let mut entries = Vec::with_capacity(rows.len() + 1);
        let (mut before, mut last): (Option<Timestamp>, Option<Author>) = (None, None);
        for row in rows {
            if self.when.is_new_day(before, row.at) {
                entries.push(Entry::Day(self.when.day(row.at)));
                last = None;
            }
            let own = owner.is_some_and(|owner| row.by == Author::Person(owner));
            let turn = last != Some(row.by);
            let mut class = String::from("msg");
            for (is, name) in
                [(own, " out"), (turn, " turn"), (in_group && row.by == Author::Line, " is-notice")]
            {
                if is {
                    class.push_str(name);
                }
            }
            let language: Language = self.when.words().0;
            entries.push(Entry::Message(Box::new(Row {
                key: key(row.id.as_str()),
                class,
                turn: turn && in_group && !own,
                who: self.who(row.by, &row.author),
                quote: row.quote.as_ref().map(|quote| Quoted {
                    key: key(quote.id.as_str()),
                    who: if quote.author == self.own {
                        String::from("Relevo")
                    } else {
                        quote.author.clone()
                    },
                    text: excerpt(&quote.text),
                }),
                spans: spans(&said(&row.content, language)),
                invite: row.invite.clone().filter(|_| !in_group),
                cite: self.address(phone, Some(row.id.as_str())),
                time: self.when.clock(row.at),
                own: own || (in_group && matches!(row.by, Author::Person(_))),
                delivered: row.delivered,
            })));
            before = Some(row.at);
            last = Some(row.by);
        }
        entries
    }

    fn who(&self, by: Author, name: &str) -> String {
        match by {
            Author::Line => String::from("Relevo"),
            Author::Person(_) => name.to_owned(),
        }
    }

    fn cited(&self, phone: &str) -> String {
        if self.citing.phone == phone { self.citing.message.clone() } else { String::new() }
    }

    fn quoting(&self, phone: &str, rows: &[RowView]) -> Option<Quoted> {
        if self.citing.phone != phone || self.citing.message.is_empty() {
            return None;
        }
        let row = rows.iter().find(|row| row.id.as_str() == self.citing.message)?;
        Some(Quoted {
            key: key(row.id.as_str()),
            who: self.when.words().name("sim-quoting", &self.who(row.by, &row.author)),
            text: excerpt(&row.text),
        })
    }

    /// This page with a message of a phone to be quoted, or none.
    fn address(&self, phone: &str, message: Option<&str>) -> String {
        let query = match message {
            Some(message) => format!("&en={phone}&citar={}", percent(message)),
            None => String::new(),
        };
        format!("/simulador?linea={}{query}#{phone}", self.line)
    }
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

/// A part of an HTML id: whatever an id of WhatsApp has in it.
fn key(id: &str) -> String {
    id.chars().filter(char::is_ascii_alphanumeric).take(64).collect()
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
