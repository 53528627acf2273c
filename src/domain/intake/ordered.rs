//! Cases that somebody else opens for a customer, and customers whom nobody is to hear.

use super::{Intake, Opening, Request};
use crate::domain::event::Event;
use crate::domain::ids::Timestamp;
use crate::domain::message::{OpenTicket, OpenedBy, Order, Silenced, Tell};
use crate::domain::outcome::Outcome;
use crate::domain::refusal::Refusal;

impl Intake {
    /// Somebody opens a ticket for a customer without one. What the customer has written so far goes along.
    pub fn order(&mut self, msg: Order, now: Timestamp) -> Outcome {
        let Order { customer, order } = msg;
        if self.opening.contains_key(&customer.id) {
            // The line knows by now that the customer is about to have a ticket.
            return Outcome { tells: vec![Tell::Line(order.into())], ..Outcome::default() };
        }
        let OpenTicket { department, speciality, text, by, tell, receipt, .. } = order;
        let known = self.conversations.get(&customer.id);
        let (since, messages) = match known {
            Some(conversation) => (conversation.since, conversation.messages.clone()),
            None => (now, Vec::new()),
        };
        let request = Request { department: Some(department), speciality, ..Request::default() };
        let ordered = Some((OpenedBy { by, text, tell }, receipt));
        let receipts = Vec::new();
        self.begin(Opening { customer, department, request, since, messages, receipts, ordered })
    }

    /// There is no main group for it: whoever ordered a ticket is told so, and a customer who wrote is kept.
    pub(super) fn without_place(&mut self, mut opening: Opening) -> Outcome {
        let Some((_, waits)) = opening.ordered.take() else { return self.keep_for_later(opening) };
        let mut outcome = Outcome::refuse(waits, Refusal::field("sector", "open-no-group"));
        if !opening.receipts.is_empty() {
            outcome.absorb(self.keep_for_later(opening));
        }
        outcome
    }

    /// A customer is blocked: what has begun of theirs is over.
    pub fn silenced(&mut self, msg: Silenced) -> Outcome {
        let customer = msg.customer;
        let mut outcome = Outcome::default();
        if let Some(opening) = self.opening.remove(&customer) {
            outcome.receipts.extend(opening.receipts);
            if let Some((_, waits)) = opening.ordered {
                let refusal = Refusal::field("telefono", "open-blocked");
                outcome.refused.push((waits.id, refusal));
            }
        }
        self.homeless.remove(&customer);
        if self.conversations.remove(&customer).is_some() {
            outcome.events.push(Event::IntakeDropped { customer });
        }
        outcome
    }
}
