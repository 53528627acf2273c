//! How a ticket and its messages are shown: cut to a readable length.

use crate::domain::inbound::Incoming;
use crate::domain::notice::TicketCard;
use crate::domain::outcome::QuoteRef;
use crate::domain::phone::Phone;
use crate::domain::ticket::{CaseMessage, Fate, Ticket};

/// How much of a customer's text an announcement shows, in characters.
pub const OPENING_MOST: usize = 300;

/// A ticket as people see it.
#[must_use]
pub fn card(ticket: &Ticket) -> TicketCard {
    TicketCard {
        ticket: ticket.no,
        department: ticket.department,
        customer: ticket.customer.name.clone(),
        number: ticket.customer.identity.phone.as_ref().map(Phone::pretty),
        sentiment: ticket.sentiment,
        opened_at: ticket.opened_at,
        closed_cases: ticket.customer.closed_cases,
        previous: ticket.previous,
    }
}

/// The incoming message, as something to reply to.
#[must_use]
pub fn quote_of(message: &Incoming) -> QuoteRef {
    QuoteRef {
        id: message.id.clone().into(),
        from_us: false,
        author: message.author.clone(),
        text: cut(message.content.words().unwrap_or_default(), OPENING_MOST),
    }
}

/// The first words of a message, or its kind.
#[must_use]
pub fn excerpt(message: &CaseMessage, most: usize) -> String {
    match message.fate {
        Fate::Deleted { .. } => String::new(),
        Fate::AsWritten | Fate::Edited { .. } => {
            cut(message.content.words().unwrap_or_default(), most)
        }
    }
}

/// What a customer wrote first, in up to [`OPENING_MOST`] characters: menu answers are left out where
/// there is more to show.
pub(super) fn opening<'a>(backlog: impl Iterator<Item = &'a CaseMessage>) -> String {
    let words: Vec<&str> = backlog
        .filter(|message| !matches!(message.fate, Fate::Deleted { .. }))
        .filter_map(|message| message.content.words())
        .map(str::trim)
        .filter(|words| !words.is_empty())
        .collect();
    let telling = words.iter().filter(|words| words.chars().count() > 1).copied();
    let all = telling.collect::<Vec<_>>().join(" · ");
    cut(
        if all.is_empty() { words.first().copied().unwrap_or_default() } else { &all },
        OPENING_MOST,
    )
}

/// At most `most` characters, with an ellipsis where something was left out.
#[must_use]
pub fn cut(text: &str, most: usize) -> String {
    if text.chars().count() <= most {
        return text.to_owned();
    }
    let head: String = text.chars().take(most.saturating_sub(1)).collect();
    format!("{}…", head.trim_end())
}
