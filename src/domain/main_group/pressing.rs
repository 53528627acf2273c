//! What supervisors have to know of a ticket: that it waits too long, or that its customer is angry.

use super::{MainGroup, Pending, card};
use crate::domain::event::Event;
use crate::domain::ids::{TicketNo, Timestamp};
use crate::domain::message::{Classified, Overdue, Pressing, Tell};
use crate::domain::notice::Cause;
use crate::domain::outcome::Outcome;
use crate::domain::sentiment::{self, MoodAsked};

impl MainGroup {
    /// A model has read what the customer wrote.
    pub fn classified(&mut self, msg: Classified, now: Timestamp) -> Outcome {
        let mut outcome = Outcome::default();
        let Some(pending) = self.pending.get_mut(&msg.ticket) else { return outcome };
        let made = sentiment::settle(self.mood, &pending.ticket, pending.newest_first(), &msg);
        let events = pending.ticket.take_in(made, now);
        self.felt(msg.ticket, events, &mut outcome);
        outcome
    }

    /// The mood after what the customer of a pending ticket has just written.
    pub(super) fn feel(&mut self, ticket: TicketNo, now: Timestamp, outcome: &mut Outcome) {
        let Some(pending) = self.pending.get_mut(&ticket) else { return };
        let felt = sentiment::hear(self.mood, &pending.ticket, pending.newest_first());
        outcome.asks.extend(MoodAsked::of(self.mood, &pending.ticket, pending.newest_first()));
        let events = pending.ticket.take_in(felt, now);
        self.felt(ticket, events, outcome);
    }

    /// Its limit is another one from now on; who turned angry is told of at once.
    fn felt(&mut self, ticket: TicketNo, events: Vec<Event>, outcome: &mut Outcome) {
        if events.is_empty() {
            return;
        }
        outcome.events.extend(events);
        outcome.tells.extend(self.became_angry(ticket));
    }

    /// A ticket that has waited too long passes a limit; of several that came due, the last.
    pub(super) fn escalate(&mut self, ticket: TicketNo, now: Timestamp, outcome: &mut Outcome) {
        let Some(pending) = self.pending.get_mut(&ticket) else { return };
        let (urgent, since) = (pending.ticket.is_urgent(), pending.waits_since);
        let passed = self.limits.passed(urgent, since, pending.level, pending.escalated_at, now);
        let Some(level) = passed else { return };
        (pending.level, pending.escalated_at) = (level, now);
        outcome.events.push(Event::Escalated { ticket, level, at: now });
        let told = self.pending.get(&ticket).and_then(|pending| self.overdue(pending));
        outcome.tells.extend(told);
    }

    pub(super) fn overdue(&self, pending: &Pending) -> Option<Tell> {
        let overdue = Overdue {
            card: card(&pending.ticket),
            since: pending.waits_since,
            level: pending.level,
            group_chat: self.chat.clone()?,
            group_name: self.name.clone(),
            group: self.id,
            cause: Cause::Pending,
            unanswered: None,
            announced: false,
        };
        Some(Tell::Supervisor(overdue.into()))
    }

    /// Supervisors have to know of an angry customer whose ticket is pending here. To be called when the ticket has
    /// become urgent: its limit is another one from now on. Who was told is not told again.
    #[must_use]
    pub fn became_angry(&mut self, ticket: TicketNo) -> Option<Tell> {
        self.schedule(ticket);
        self.angry(ticket, false)
    }

    pub(super) fn angry(&self, ticket: TicketNo, announced: bool) -> Option<Tell> {
        let pending = self.pending.get(&ticket).filter(|pending| pending.ticket.is_urgent())?;
        let overdue = Overdue {
            card: card(&pending.ticket),
            since: pending.since,
            level: 0,
            group_chat: self.chat.clone()?,
            group_name: self.name.clone(),
            group: self.id,
            cause: Cause::Angry,
            unanswered: None,
            announced,
        };
        Some(Tell::Supervisor(overdue.into()))
    }

    /// Supervisors have to know of a case that was announced here, and that an agent has.
    pub fn pressing(&mut self, msg: Pressing) -> Outcome {
        let Pressing { card, since, cause, unanswered } = msg;
        let Some(group_chat) = self.chat.clone() else {
            return Outcome::broken("a case came from a group that does not exist on WhatsApp");
        };
        let overdue = Overdue {
            card,
            since,
            level: 0,
            group_chat,
            group_name: self.name.clone(),
            group: self.id,
            cause,
            unanswered,
            announced: false,
        };
        Outcome { tells: vec![Tell::Supervisor(overdue.into())], ..Outcome::default() }
    }
}
