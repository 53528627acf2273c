//! Going on from a case that was closed a short while ago.

use super::{Intake, Request};
use crate::domain::content::{Content, MediaKind};
use crate::domain::inbound::Incoming;
use crate::domain::thanks::is_thanks;
use crate::domain::ticket::Customer;

/// What a message is, to somebody whose case was closed.
pub(super) enum After {
    /// The end of what was said: it opens nothing.
    Nothing,
    /// The case goes on.
    Reopen(Request),
    /// Something new.
    New,
}

impl Intake {
    /// What the first message after a case is. Counted from when it was written: a gateway may bring it late.
    pub(super) fn after_a_case(&self, customer: &Customer, message: &Incoming) -> After {
        if self.conversations.contains_key(&customer.id) {
            return After::New;
        }
        let Some(past) = customer.recent.first() else { return After::New };
        if message.at.since(past.closed_at) >= self.settings.reopen_ms {
            return After::New;
        }
        if is_goodbye(&message.content) {
            return After::Nothing;
        }
        if !self.settings.reopen {
            return After::New;
        }
        After::Reopen(Request {
            department: Some(past.department),
            speciality: None,
            previous: Some(past.ticket),
            group: Some(past.group),
            first: past.agent,
        })
    }
}

/// Whether it only says thanks or goodbye.
fn is_goodbye(content: &Content) -> bool {
    match content {
        Content::Media { media: MediaKind::Sticker, .. } => true,
        Content::Text { text } | Content::Choice { title: text } => is_thanks(text),
        Content::Media { .. }
        | Content::Location { .. }
        | Content::Contacts { .. }
        | Content::Poll { .. }
        | Content::Unknown { .. } => false,
    }
}
