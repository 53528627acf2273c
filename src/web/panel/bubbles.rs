//! Messages as the simulator's phones draw them: words, files, quotes, reactions, ticks, and what can be done
//! with each.

use super::attached_file;
use super::chat_text::{Span, said, spans};
use super::phones::{Act, Home, excerpt, percent};
use crate::domain::capabilities::Capabilities;
use crate::domain::content::{Content, MediaKind};
use crate::domain::ids::Timestamp;
use crate::gateway::simulator::chats::{Author, Ticks};
use crate::gateway::simulator::people::PersonId;
use crate::gateway::simulator::view::{FileView, RowView};
use crate::web::when::When;
use crate::web::words::Words;

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
    pub part: Part,
    pub once: bool,
    pub spans: Vec<Span>,
    pub invite: Option<String>,
    pub acts_label: String,
    pub acts: Vec<Link>,
    pub edited: bool,
    pub time: String,
    pub ticks: Option<Tick>,
    pub reactions: String,
    pub reactions_label: String,
}

/// What there is in a message besides words.
#[derive(Debug, Clone)]
#[allow(missing_docs, reason = "as in the template")]
pub enum Part {
    None,
    Deleted,
    Picture { href: String, label: String },
    Sticker { href: String, label: String },
    Sound { href: String, label: String },
    Film { href: String, label: String, class: &'static str },
    File { href: String, name: String, about: String },
    Place { href: String, name: String },
    Cards(Vec<Card>),
}

/// A contact card.
#[derive(Debug, Clone)]
#[allow(missing_docs, reason = "as in the template")]
pub struct Card {
    pub name: String,
    pub phones: String,
}

/// What can be done with a message.
#[derive(Debug, Clone)]
#[allow(missing_docs, reason = "as in the template")]
pub struct Link {
    pub href: String,
    pub text: String,
    pub focus: String,
}

/// How far a message got.
#[derive(Debug, Clone)]
#[allow(missing_docs, reason = "as in the template")]
pub struct Tick {
    pub icon: &'static str,
    pub class: &'static str,
    pub label: String,
}

/// A quoted message.
#[derive(Debug, Clone)]
#[allow(missing_docs, reason = "as in the template")]
pub struct Quoted {
    pub key: String,
    pub who: String,
    pub text: String,
}

/// Whose phone is drawn, and of which line.
pub(super) struct Eyes<'a> {
    pub line: i64,
    /// The line's own number, as the simulator calls it.
    pub own: &'a str,
    pub when: &'a When,
    /// The page.
    pub home: Home,
    /// The card's id.
    pub phone: &'a str,
    /// Whose phone it is.
    pub owner: Option<PersonId>,
    pub in_group: bool,
    /// The group has an administrator besides the line, who may delete anybody's messages.
    pub has_admin: bool,
}

impl Eyes<'_> {
    /// A chat.
    pub fn entries(&self, rows: &[RowView]) -> Vec<Entry> {
        let mut entries = Vec::with_capacity(rows.len() + 1);
        let (mut before, mut last): (Option<Timestamp>, Option<Author>) = (None, None);
        for row in rows {
            if self.when.is_new_day(before, row.at) {
                entries.push(Entry::Day(self.when.day(row.at)));
                last = None;
            }
            let turn = last != Some(row.by);
            entries.push(Entry::Message(Box::new(self.row(row, rows, turn))));
            before = Some(row.at);
            last = Some(row.by);
        }
        entries
    }

    /// A message as a few words, for a quote or for what is done with it.
    pub fn quoted(&self, row: &RowView) -> Quoted {
        let words = self.when.words();
        let text = if row.deleted { words.t("sim-deleted") } else { said(&row.content, words.0) };
        Quoted {
            key: key(row.id.as_str()),
            who: self.who(row.by, &row.author),
            text: excerpt(&text),
        }
    }

    fn row(&self, row: &RowView, rows: &[RowView], turn: bool) -> Row {
        let words = self.when.words();
        let own = self.owner.is_some_and(|owner| row.by == Author::Person(owner));
        let is_sticker = row.file.as_ref().is_some_and(|file| file.kind == MediaKind::Sticker);
        let mut class = String::from("msg");
        for (is, name) in [
            (own, " out"),
            (turn, " turn"),
            (self.in_group && row.by == Author::Line, " is-notice"),
            (row.deleted, " is-deleted"),
            (is_sticker, " is-sticker"),
        ] {
            if is {
                class.push_str(name);
            }
        }
        let who = self.who(row.by, &row.author);
        let by_person = matches!(row.by, Author::Person(_));
        let ticks = (own || (self.in_group && by_person)) && !row.deleted;
        let emojis: Vec<&str> =
            row.reactions.iter().map(|reaction| reaction.emoji.as_str()).collect();
        let reacted: Vec<String> = row
            .reactions
            .iter()
            .map(|reaction| {
                format!("{} {}", self.who(reaction.by, &reaction.author), reaction.emoji)
            })
            .collect();
        Row {
            key: key(row.id.as_str()),
            class,
            turn: turn && self.in_group && !own,
            quote: row.quote.as_ref().map(|quote| {
                let there = rows.iter().find(|other| other.id == quote.id);
                let text = match there {
                    Some(there) if quote.text.is_empty() => self.quoted(there).text,
                    Some(_) | None => excerpt(&quote.text),
                };
                let is_line = quote.author == self.own;
                let who = if is_line { String::from("Relevo") } else { quote.author.clone() };
                Quoted { key: key(quote.id.as_str()), who, text }
            }),
            part: self.part(row),
            once: row.file.as_ref().is_some_and(|file| file.view_once) && !row.deleted,
            spans: spans(&self.words(row)),
            invite: row.invite.clone().filter(|_| !self.in_group),
            acts_label: words.name("sim-acts", &format!("{who}, {}", self.when.clock(row.at))),
            acts: self.acts(row),
            edited: row.edited && !row.deleted,
            time: self.when.clock(row.at),
            ticks: ticks.then(|| tick(row.ticks, words)),
            reactions: emojis.concat(),
            reactions_label: words.name("sim-reactions", &reacted.join(", ")),
            who,
        }
    }

    /// The words of a message that are drawn as such; what the rest is, is drawn.
    fn words(&self, row: &RowView) -> String {
        let words = self.when.words();
        if row.deleted {
            return words.t("sim-deleted");
        }
        match (&row.content, &row.file) {
            (Content::Media { caption, .. }, Some(_)) => caption.clone().unwrap_or_default(),
            (Content::Location { .. } | Content::Contacts { .. }, _) => String::new(),
            (
                Content::Text { .. }
                | Content::Media { .. }
                | Content::Poll { .. }
                | Content::Choice { .. }
                | Content::Unknown { .. },
                _,
            ) => said(&row.content, words.0),
        }
    }

    fn part(&self, row: &RowView) -> Part {
        let words = self.when.words();
        if row.deleted {
            return Part::Deleted;
        }
        if let Some(file) = &row.file {
            return self.file(file);
        }
        match &row.content {
            Content::Location { latitude, longitude, name, live } => {
                let key = if *live { "sim-map-live" } else { "sim-map" };
                Part::Place {
                    href: format!(
                        "https://www.openstreetmap.org/?mlat={latitude}&mlon={longitude}"
                    ),
                    name: name
                        .clone()
                        .filter(|name| !name.is_empty())
                        .unwrap_or_else(|| words.t(key)),
                }
            }
            Content::Contacts { cards } => {
                let card = |card: &crate::domain::content::ContactCard| Card {
                    name: card.name.clone(),
                    phones: card.phones.join(" · "),
                };
                Part::Cards(cards.iter().map(card).collect())
            }
            Content::Text { .. }
            | Content::Media { .. }
            | Content::Poll { .. }
            | Content::Choice { .. }
            | Content::Unknown { .. } => Part::None,
        }
    }

    fn file(&self, file: &FileView) -> Part {
        let label = self.when.words().t(attached_file::name_of(file.kind));
        let href = format!("/simulador/archivo/{}?linea={}", file.hash, self.line);
        let mime = file.mime.as_deref().unwrap_or_default();
        match file.kind {
            MediaKind::Image => Part::Picture { href, label },
            MediaKind::Gif if mime.starts_with("image/") => Part::Picture { href, label },
            MediaKind::Sticker => Part::Sticker { href, label },
            MediaKind::Voice | MediaKind::Audio => Part::Sound { href, label },
            MediaKind::Video | MediaKind::Gif => Part::Film { href, label, class: "media" },
            MediaKind::VideoNote => Part::Film { href, label, class: "media is-round" },
            MediaKind::Document => {
                let name = file.name.clone().unwrap_or_else(|| label.clone());
                let ending = name.rsplit_once('.').map(|(_, ending)| ending.to_uppercase());
                let short = ending.filter(|ending| (1..=5).contains(&ending.chars().count()));
                let size = file.size.map(|size| self.size(size));
                let about: Vec<String> = short.into_iter().chain(size).collect();
                Part::File { href, name, about: about.join(" · ") }
            }
        }
    }

    fn acts(&self, row: &RowView) -> Vec<Link> {
        if row.deleted {
            return Vec::new();
        }
        let words = self.when.words();
        let age_ms = self.when.now().since(row.at);
        let is_within = |most: Option<i64>| most.is_some_and(|most| age_ms <= most);
        let has_words = match &row.content {
            Content::Text { .. } => true,
            Content::Media { media, .. } => media.takes_caption(),
            Content::Location { .. }
            | Content::Contacts { .. }
            | Content::Poll { .. }
            | Content::Choice { .. }
            | Content::Unknown { .. } => false,
        };
        let is_mine = match row.by {
            Author::Person(by) => self.in_group || self.owner == Some(by),
            Author::Line => false,
        };
        let young = is_within(Capabilities::ALL.revoke_within_ms);
        let offered = [
            (true, Act::Quote, "sim-quote", "texto"),
            (true, Act::React, "sim-react", "emojis"),
            (
                is_mine && has_words && is_within(Capabilities::ALL.edit_within_ms),
                Act::Edit,
                "sim-edit",
                "cambio",
            ),
            ((is_mine || self.has_admin) && young, Act::Delete, "sim-delete", "borrar"),
        ];
        let offered = offered.into_iter().filter(|(is, ..)| *is);
        offered
            .map(|(_, act, key, field)| Link {
                href: self.address(Some((act, row.id.as_str()))),
                text: words.t(key),
                focus: format!("{}-{field}", self.phone),
            })
            .collect()
    }

    /// This page with something to be done with a message of this phone, or nothing.
    pub fn address(&self, what: Option<(Act, &str)>) -> String {
        let (line, phone) = (self.line, self.phone);
        let query = match what {
            Some((act, message)) => format!("&en={phone}&{}={}", act.name(), percent(message)),
            None => match self.home {
                Home::Simulator => String::new(),
                Home::Training => format!("&en={phone}"),
            },
        };
        format!("{}?linea={line}{query}#{phone}", self.home.path())
    }

    fn who(&self, by: Author, name: &str) -> String {
        match by {
            Author::Line => String::from("Relevo"),
            Author::Person(_) => name.to_owned(),
        }
    }

    fn size(&self, bytes: u64) -> String {
        let tenths = bytes.saturating_mul(10) / 1_048_576;
        let comma = match self.when.words().tag() {
            "en" => '.',
            _ => ',',
        };
        match tenths {
            0 => format!("{} KB", bytes.div_ceil(1_024)),
            _ => format!("{}{comma}{} MB", tenths / 10, tenths % 10),
        }
    }
}

/// The same to be looked at: nothing can be done with a message, no group be entered.
pub(super) fn unmoved(entries: Vec<Entry>) -> Vec<Entry> {
    let still = |entry| match entry {
        Entry::Message(row) => {
            Entry::Message(Box::new(Row { acts: Vec::new(), invite: None, ..*row }))
        }
        Entry::Day(day) => Entry::Day(day),
    };
    entries.into_iter().map(still).collect()
}

fn tick(ticks: Ticks, words: Words) -> Tick {
    let (icon, class, key) = match ticks {
        Ticks::Sent => ("tick", "", "sim-tick-sent"),
        Ticks::Delivered => ("ticks", "", "sim-tick-delivered"),
        Ticks::Read => ("ticks", " read", "sim-tick-read"),
    };
    Tick { icon, class, label: words.t(key) }
}

/// A part of an HTML id: whatever an id of WhatsApp has in it.
fn key(id: &str) -> String {
    id.chars().filter(char::is_ascii_alphanumeric).take(64).collect()
}
