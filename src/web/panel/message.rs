//! One message of a conversation, whatever its kind: what it says, what was done to it, what became of it.

use super::attachment::{Attachment, Place, attachment};
use super::chat_text::{Look, Span, said, spans};
use crate::domain::content::Content;
use crate::domain::ids::{LineId, TicketNo, Timestamp};
use crate::domain::ticket::{Cited, Fate, Side};
use crate::store::tickets::{MessageRow, MessageState};
use crate::text::{plain, reasons};
use crate::web::when::When;
use crate::web::words::Words;

/// Longest quoted text shown above a reply, in characters.
const QUOTE_MOST: usize = 160;
/// Characters of a reaction: one emoji may be many.
const EMOJI_MOST: usize = 12;
/// Longest reason of a gateway shown, in characters.
const REASON_MOST: usize = 200;

/// A message.
#[derive(Debug, Clone)]
#[allow(missing_docs, reason = "as in the template")]
pub struct Message {
    pub seq: u32,
    pub class: String,
    pub turn: bool,
    pub who: String,
    pub quote: Option<Quote>,
    pub attachment: Option<Attachment>,
    pub spans: Vec<Span>,
    /// Who deleted it, in words.
    pub deleted: Option<String>,
    pub edited: Option<Edited>,
    pub reactions: Vec<Reaction>,
    pub time: String,
    pub mark: Option<Mark>,
    pub fail: Option<String>,
    /// Where something can be done about that; empty if nowhere.
    pub settle: String,
}

/// What a message replies to.
#[derive(Debug, Clone, PartialEq, Eq)]
#[allow(missing_docs, reason = "as in the template")]
pub struct Quote {
    /// Where it stands on the page; empty where it does not.
    pub href: String,
    pub who: String,
    pub text: String,
}

/// What a message said before.
#[derive(Debug, Clone)]
#[allow(missing_docs, reason = "as in the template")]
pub struct Edited {
    pub label: String,
    pub versions: Vec<(String, Vec<Span>)>,
}

/// A reaction, and whose.
#[derive(Debug, Clone, PartialEq, Eq)]
#[allow(missing_docs, reason = "as in the template")]
pub struct Reaction {
    pub emoji: String,
    pub by: String,
}

/// How far a message came.
#[derive(Debug, Clone, PartialEq, Eq)]
#[allow(missing_docs, reason = "as in the template")]
pub struct Mark {
    pub icon: &'static str,
    pub class: &'static str,
    pub text: String,
}

/// The conversation that a message stands in.
pub(super) struct Talk<'a> {
    pub line: LineId,
    pub no: TicketNo,
    pub customer: &'a str,
    pub messages: &'a [MessageRow],
    pub when: &'a When,
}

impl Talk<'_> {
    /// A message as it is shown; `turn` says that its writer had not written the one before.
    pub fn message(&self, row: &MessageRow, turn: bool) -> Message {
        let words = self.when.words();
        let is_agent = matches!(row.from, Side::Agent(_));
        let who = self.who(row);
        let deleted_at = match row.fate {
            Fate::Deleted { at } => Some(at),
            Fate::AsWritten | Fate::Edited { .. } => None,
        };
        let is_deleted = deleted_at.is_some();
        let (mark, fail) = outcome(row, self.when);
        let mut class = String::from("msg");
        let failed = row.state == MessageState::Failed;
        let is_sticker = !is_deleted && super::attachment::is_sticker(&row.content);
        for (is, name) in [
            (is_agent, " out"),
            (turn, " turn"),
            (failed, " is-failed"),
            (is_deleted || row.state == MessageState::Withdrawn, " is-deleted"),
            (is_sticker, " is-sticker"),
        ] {
            if is {
                class.push_str(name);
            }
        }
        let place = Place { line: self.line, no: self.no, seq: row.seq };
        let settle = if failed {
            format!("/ajustes/lineas?linea={}#mensajes", self.line)
        } else {
            String::new()
        };
        Message {
            seq: row.seq,
            class,
            turn,
            quote: row.cites.as_ref().map(|cited| self.quote(cited)),
            attachment: attachment(&row.content, row.file.as_ref(), place, is_deleted, &who, words),
            spans: spoken(&row.content, words),
            deleted: deleted_at.map(|at| self.deleted(is_agent, at)),
            edited: self.edited(row),
            reactions: self.reactions(row),
            time: self.when.clock(row.at),
            mark,
            fail,
            settle,
            who,
        }
    }

    fn who(&self, row: &MessageRow) -> String {
        match row.from {
            Side::Agent(_) => row.agent_name.clone().unwrap_or_default(),
            Side::Customer => self.customer.to_owned(),
        }
    }

    fn quote(&self, cited: &Cited) -> Quote {
        let words = self.when.words();
        match cited {
            Cited::Message(seq) => {
                let found = self.messages.binary_search_by_key(seq, |row| row.seq).ok();
                match found.and_then(|at| self.messages.get(at)) {
                    Some(row) => Quote {
                        href: format!("#m-{seq}"),
                        who: self.who(row),
                        text: plain::quote(&said(&row.content, words.0), QUOTE_MOST),
                    },
                    None => Quote {
                        href: String::new(),
                        who: String::new(),
                        text: words.t("message-quote-earlier"),
                    },
                }
            }
            Cited::Elsewhere(text) => Quote {
                href: String::new(),
                who: words.t("message-quote-other"),
                text: plain::quote(text, QUOTE_MOST),
            },
        }
    }

    fn deleted(&self, is_agent: bool, at: Timestamp) -> String {
        let key = if is_agent { "message-deleted-agent" } else { "message-deleted-customer" };
        self.when.words().name(key, &self.when.clock(at))
    }

    fn edited(&self, row: &MessageRow) -> Option<Edited> {
        if !matches!(row.fate, Fate::Edited { .. }) && row.edits.is_empty() {
            return None;
        }
        let words = self.when.words();
        let version = |(at, content): &(Timestamp, Content)| {
            let until = words.name("message-until", &self.when.clock(*at));
            (until, spans(&said(content, words.0)))
        };
        Some(Edited {
            label: words.t("message-edited"),
            versions: row.edits.iter().map(version).collect(),
        })
    }

    fn reactions(&self, row: &MessageRow) -> Vec<Reaction> {
        let words = self.when.words();
        let of = |emoji: &Option<String>, by: String| {
            let emoji: String = emoji.as_deref()?.chars().take(EMOJI_MOST).collect();
            Some(Reaction { emoji, by })
        };
        let customer = words.name("message-reaction-of", self.customer);
        let agent = words.t("message-reaction-agent");
        [of(&row.customer_reaction, customer), of(&row.agent_reaction, agent)]
            .into_iter()
            .flatten()
            .collect()
    }
}

/// The words of a message. Whatever stands beside or above them as a picture, a place or a list is not
/// repeated.
fn spoken(content: &Content, words: Words) -> Vec<Span> {
    match content {
        Content::Text { text } if text.trim().is_empty() => {
            vec![Span { text: said(content, words.0), look: Look::default() }]
        }
        Content::Text { text } => spans(text),
        Content::Media { caption, .. } => spans(caption.as_deref().unwrap_or_default()),
        Content::Location { .. } | Content::Contacts { .. } | Content::Poll { .. } => Vec::new(),
        Content::Choice { .. } | Content::Unknown { .. } => spans(&said(content, words.0)),
    }
}

/// How far it came, and what went wrong.
fn outcome(row: &MessageRow, when: &When) -> (Option<Mark>, Option<String>) {
    let words = when.words();
    let why = |key: &str, bare: &str| match row.error.as_deref().map(str::trim) {
        Some(error) if !error.is_empty() => match reasons::sentence(error, words.0) {
            Some(because) => [words.t(bare), because].join(" "),
            None => words.name(key, &plain::quote(error, REASON_MOST)),
        },
        Some(_) | None => words.t(bare),
    };
    let mark = |icon, class, key: &str, at: Option<Timestamp>| {
        let at = at.map(|at| format!(" {}", when.clock(at))).unwrap_or_default();
        (Some(Mark { icon, class, text: format!("{}{at}", words.t(key)) }), None)
    };
    match (row.from, row.state) {
        (Side::Agent(_), MessageState::Kept | MessageState::Queued) => {
            mark("clock", "", "message-queued", None)
        }
        (Side::Agent(_), MessageState::Sent) => mark("tick", "", "message-sent", None),
        (Side::Agent(_), MessageState::Delivered) => {
            mark("ticks", "", "message-delivered", row.delivered_at)
        }
        (Side::Agent(_), MessageState::Read) => mark("ticks", "read", "message-read", row.read_at),
        (Side::Agent(_), MessageState::Failed) => {
            (None, Some(why("message-failed-why", "message-failed")))
        }
        (Side::Agent(_), MessageState::Withdrawn) => mark("ban", "", "message-withdrawn", None),
        (Side::Customer, MessageState::Failed) => {
            (None, Some(why("message-failed-slot-why", "message-failed-slot")))
        }
        (Side::Customer, MessageState::Withdrawn) => {
            mark("ban", "", "message-withdrawn-slot", None)
        }
        (
            Side::Customer,
            MessageState::Kept
            | MessageState::Queued
            | MessageState::Sent
            | MessageState::Delivered
            | MessageState::Read,
        ) => (None, None),
    }
}
