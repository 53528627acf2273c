//! What people say to alerts: `/asignar Juan`, «lo tomo». The supervisor finds out who is meant.

use super::posts::Puzzling;
use super::{MainGroup, quote_of};
use crate::domain::command::Command;
use crate::domain::ids::{TicketNo, Timestamp};
use crate::domain::message::{GroupWrote, LiftBlock, Order, Post, Tell, Whom};
use crate::domain::outcome::Outcome;
use crate::domain::people_named::is_taking;
use crate::domain::settings::GroupKind;

impl MainGroup {
    /// Somebody wants a ticket for an agent, or, in the Supervisor group, for themselves. Whatever else is said here
    /// comes back.
    pub(super) fn ordered(
        &mut self,
        msg: GroupWrote,
        now: Timestamp,
    ) -> Result<Outcome, Box<GroupWrote>> {
        let supervises = self.kind == GroupKind::Supervisor;
        let typed = msg.message.content.typed().unwrap_or_default();
        let (named, whom) = match Command::parse(typed) {
            Some(Command::Assign { ticket, name }) => {
                (ticket, name.map_or(Whom::Nobody, Whom::Named))
            }
            None if supervises && is_taking(typed) && msg.message.quote.is_some() => {
                (None, Whom::Author)
            }
            Some(Command::Unblock { number }) if supervises => {
                let (chat, quote) = (msg.message.chat.clone(), quote_of(&msg.message));
                let lift = LiftBlock { number, chat, quote, receipt: msg.receipt };
                return Ok(Outcome { tells: vec![Tell::Line(lift.into())], ..Outcome::default() });
            }
            Some(_) | None => return Err(Box::new(msg)),
        };
        let quoted = msg.message.quote.as_ref();
        let about = quoted.and_then(|quote| self.posts.get(&quote.id)).and_then(ticket_of);
        if named.or(about).is_none() && quoted.is_some() && self.unposted > 0 {
            // WhatsApp may show an alert before its id reaches us.
            return Ok(self.puzzled(Puzzling::Wrote(msg.into()), now));
        }
        if named.or(about).is_none() && whom == Whom::Author {
            // To something that is no alert.
            return Ok(Outcome::done(msg.receipt));
        }
        let order = Order {
            ticket: named.or(about),
            whom,
            quote: quote_of(&msg.message),
            who: msg.message.name,
            author: msg.author,
            supervises,
            chat: msg.message.chat,
            receipt: msg.receipt,
        };
        Ok(Outcome { tells: vec![Tell::Supervisor(order.into())], ..Outcome::default() })
    }
}

fn ticket_of(post: &Post) -> Option<TicketNo> {
    match post {
        Post::Announcement(ticket) => Some(*ticket),
        Post::AskReady(_) => None,
    }
}
