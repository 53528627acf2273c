//! «Mensajes que no salieron»: what the gateway refused for good, to be sent again or given up.

use super::phones::excerpt;
use crate::domain::cargo::Cargo;
use crate::domain::identity::Identity;
use crate::domain::ids::{ChatId, LineId, TicketNo};
use crate::domain::purpose::Purpose;
use crate::engine::LineInfo;
use crate::store::outbox::{DeadLetter, Recipient};
use crate::text::{plain, reasons};
use crate::web::when::When;
use crate::web::words::Words;

/// Messages on a page.
pub const PAGE: usize = 50;
/// Longest reason of a gateway shown, in characters.
const REASON_MOST: usize = 200;

/// A message.
#[derive(Debug, Clone, PartialEq, Eq)]
#[allow(missing_docs, reason = "as in the template")]
pub struct LetterLine {
    pub id: i64,
    pub when: String,
    pub to: String,
    pub purpose: String,
    /// The case that it belongs to; empty if none.
    pub href: String,
    pub text: String,
    pub why: String,
    pub action: String,
}

/// Messages that have something in common.
#[derive(Debug, Clone, PartialEq, Eq)]
#[allow(missing_docs, reason = "as in the template")]
pub struct Heap {
    /// For the dialog that asks first.
    pub id: String,
    pub text: String,
    pub count: String,
    /// Field and value that name them in the form.
    pub field: &'static str,
    pub value: String,
    pub drop_question: String,
}

/// The card of one line.
#[derive(Debug, Clone)]
#[allow(missing_docs, reason = "as in the template")]
pub struct Letters {
    pub line: String,
    pub rows: Vec<LetterLine>,
    pub older: Option<String>,
    /// All of them, those of each reason and those of each chat, where there are several.
    pub heaps: Vec<Heap>,
    pub action: String,
    /// Whether this reader may do something about them.
    pub acts: bool,
}

impl Letters {
    /// The card; `found` has one more than a page, where there are older ones.
    #[must_use]
    pub fn new(
        line: &LineInfo,
        found: &[DeadLetter],
        shared: &Shared,
        acts: bool,
        when: &When,
    ) -> Self {
        let shown = found.get(..PAGE).unwrap_or(found);
        let last = shown.last().filter(|_| found.len() > PAGE);
        Self {
            line: when.words().name("letters-line", &line.name),
            rows: shown.iter().map(|dead| row(line.id, dead, when)).collect(),
            older: last.map(|last| {
                format!("/ajustes/lineas?linea={}&antes={}#mensajes", line.id, last.letter.id.0)
            }),
            heaps: if acts { heaps(shared, when.words()) } else { Vec::new() },
            action: format!("/ajustes/lineas/{}/mensajes", line.id),
            acts,
        }
    }
}

/// What messages that did not leave have in common.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Shared {
    /// How many there are in all.
    pub all: u32,
    /// Reasons, and how many of each.
    pub reasons: Vec<(String, u32)>,
    /// Chats, and how many of each.
    pub chats: Vec<(ChatId, Option<Recipient>, u32)>,
}

/// Nothing where each message is alone anyhow.
fn heaps(shared: &Shared, words: Words) -> Vec<Heap> {
    if shared.all < 2 {
        return Vec::new();
    }
    let heap = |id: String, text: String, n: u32, field, value: &str| Heap {
        id,
        text,
        count: words.count("letters-count", n),
        field,
        value: value.to_owned(),
        drop_question: words.count("letters-drop-question", n),
    };
    let all = heap(String::from("todos"), words.t("letters-all"), shared.all, "todos", "si");
    let many = |n: u32| n > 1 && n < shared.all;
    let reasons = shared.reasons.iter().enumerate().filter(|(_, (_, n))| many(*n));
    let reasons = reasons
        .map(|(at, (why, n))| heap(format!("motivo-{at}"), reason(why, words), *n, "motivo", why));
    let chats = shared.chats.iter().enumerate().filter(|(_, (.., n))| many(*n));
    let chats = chats.map(|(at, (chat, to, n))| {
        let to = words.name("letters-for", &recipient(to.as_ref(), chat, words));
        heap(format!("chat-{at}"), to, *n, "chat", chat.as_str())
    });
    [all].into_iter().chain(reasons).chain(chats).collect()
}

/// Why, in a sentence of ours or in the gateway's words.
fn reason(error: &str, words: Words) -> String {
    reasons::sentence(error, words.0).unwrap_or_else(|| {
        let said = plain::quote(error, REASON_MOST);
        if said.is_empty() { words.t("letters-unsaid") } else { words.name("link-said", &said) }
    })
}

fn row(line: LineId, dead: &DeadLetter, when: &When) -> LetterLine {
    let (words, letter) = (when.words(), &dead.letter);
    let (purpose, case) = purpose(letter.purpose, words);
    let text = excerpt(&letter.text);
    LetterLine {
        id: letter.id.0,
        when: when.moment(dead.dead_at),
        to: recipient(dead.to.as_ref(), &letter.chat, words),
        purpose,
        href: case.map(|no| format!("/tickets/{no}?linea={line}")).unwrap_or_default(),
        text: match &letter.cargo {
            Some(Cargo::File { .. }) if text.is_empty() => words.t("letters-file"),
            Some(_) | None => text,
        },
        why: reason(&dead.error, words),
        action: format!("/ajustes/lineas/{line}/mensajes/{}", letter.id.0),
    }
}

fn recipient(to: Option<&Recipient>, chat: &ChatId, words: Words) -> String {
    match to {
        Some(Recipient::Group(name)) => name.clone(),
        Some(Recipient::Customer { name, phone }) => match phone {
            _ if !name.trim().is_empty() => name.clone(),
            Some(phone) => phone.pretty(),
            None => words.t("letters-to-customer"),
        },
        None => match Identity::from_jid(chat.as_str()).phone {
            Some(phone) => phone.pretty(),
            None => words.t("letters-to-unknown"),
        },
    }
}

fn purpose(purpose: Purpose, words: Words) -> (String, Option<TicketNo>) {
    match purpose {
        Purpose::ToSlot { ticket, .. } => (words.count("letters-to-slot", ticket.0), Some(ticket)),
        Purpose::ToCustomer { ticket, .. } => {
            (words.count("letters-from-agent", ticket.0), Some(ticket))
        }
        Purpose::Announcement { ticket, .. } => {
            (words.count("letters-announcement", ticket.0), Some(ticket))
        }
        Purpose::ChangeForSlot { ticket, .. } => {
            (words.count("letters-change-slot", ticket.0), Some(ticket))
        }
        Purpose::ChangeForCustomer { ticket, .. } => {
            (words.count("letters-change-customer", ticket.0), Some(ticket))
        }
        Purpose::Addition { ticket, .. } => {
            (words.count("letters-addition", ticket.0), Some(ticket))
        }
        Purpose::Mark => (words.t("letters-mark"), None),
        Purpose::Answer => (words.t("letters-answer"), None),
        Purpose::SilenceWarning { ticket, .. } => (words.t("letters-answer"), Some(ticket)),
        Purpose::AskReady { .. } => (words.t("letters-ask-ready"), None),
        Purpose::Alert => (words.t("letters-alert"), None),
    }
}
