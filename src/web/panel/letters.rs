//! «Mensajes que no salieron»: what the gateway refused for good, to be sent again or given up.

use super::phones::excerpt;
use crate::domain::cargo::Cargo;
use crate::domain::ids::{LineId, TicketNo};
use crate::domain::purpose::Purpose;
use crate::engine::LineInfo;
use crate::store::outbox::{DeadLetter, Recipient};
use crate::text::plain;
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

/// The card of one line.
#[derive(Debug, Clone)]
#[allow(missing_docs, reason = "as in the template")]
pub struct Letters {
    pub line: String,
    pub rows: Vec<LetterLine>,
    pub older: Option<String>,
    /// Whether this reader may do something about them.
    pub acts: bool,
}

impl Letters {
    /// The card; `found` has one more than a page, where there are older ones.
    #[must_use]
    pub fn new(line: &LineInfo, found: &[DeadLetter], acts: bool, when: &When) -> Self {
        let shown = found.get(..PAGE).unwrap_or(found);
        let last = shown.last().filter(|_| found.len() > PAGE);
        Self {
            line: when.words().name("letters-line", &line.name),
            rows: shown.iter().map(|dead| row(line.id, dead, when)).collect(),
            older: last.map(|last| {
                format!("/ajustes/lineas?linea={}&antes={}#mensajes", line.id, last.letter.id.0)
            }),
            acts,
        }
    }
}

fn row(line: LineId, dead: &DeadLetter, when: &When) -> LetterLine {
    let (words, letter) = (when.words(), &dead.letter);
    let (purpose, case) = purpose(letter.purpose, words);
    let text = excerpt(&letter.text);
    LetterLine {
        id: letter.id.0,
        when: when.moment(dead.dead_at),
        to: recipient(dead.to.as_ref(), words),
        purpose,
        href: case.map(|no| format!("/tickets/{no}?linea={line}")).unwrap_or_default(),
        text: match &letter.cargo {
            Some(Cargo::File { .. }) if text.is_empty() => words.t("letters-file"),
            Some(_) | None => text,
        },
        why: plain::quote(&dead.error, REASON_MOST),
        action: format!("/ajustes/lineas/{line}/mensajes/{}", letter.id.0),
    }
}

fn recipient(to: Option<&Recipient>, words: Words) -> String {
    match to {
        Some(Recipient::Group(name)) => name.clone(),
        Some(Recipient::Customer { name, phone }) => match phone {
            _ if !name.trim().is_empty() => name.clone(),
            Some(phone) => phone.pretty(),
            None => words.t("letters-to-customer"),
        },
        None => words.t("letters-to-unknown"),
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
        Purpose::AskReady { .. } => (words.t("letters-ask-ready"), None),
        Purpose::Alert => (words.t("letters-alert"), None),
    }
}
