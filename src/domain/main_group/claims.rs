//! Who gets a ticket: exactly one agent, and the others are told who.

use super::{MainGroup, Past, Stage, held, quote_of};
use crate::domain::ids::{AgentId, TicketNo};
use crate::domain::message::{
    Author, CaseTaken, Claim, GroupWrote, Holder, Moved, OfferOver, PassOn, Ready, Resolved,
    SeatRefused, SeatWanted, TakeCase, Tell,
};
use crate::domain::notice::Notice;
use crate::domain::outcome::{Outcome, QuoteRef, Receipt};
use crate::domain::refusal::Refusal;
use crate::domain::registration;

impl MainGroup {
    /// An agent wants a ticket. Exactly one gets it.
    pub fn claim(&mut self, claim: Claim) -> Outcome {
        if let Some(pending) = self.pending.get_mut(&claim.ticket) {
            return match &mut pending.stage {
                Stage::Waiting => {
                    let wanted = SeatWanted {
                        ticket: claim.ticket,
                        customer: pending.ticket.customer.id,
                        customer_name: pending.ticket.customer.name.clone(),
                        customer_phone: pending.ticket.customer.identity.phone.clone(),
                        group: self.id,
                    };
                    let tell = Tell::Agent(claim.by, wanted.into());
                    pending.stage = Stage::Seating { claim, others: Vec::new() };
                    Outcome { tells: vec![tell], ..Outcome::default() }
                }
                Stage::Seating { others, .. } => {
                    others.push(claim);
                    Outcome::default()
                }
            };
        }
        if let Some((_, others)) = self.leaving.get_mut(&claim.ticket) {
            others.push(claim);
            return Outcome::default();
        }
        let refusal = match self.past.get(&claim.ticket) {
            Some(Past::Held { agent, slot_name, .. }) if *agent == claim.by => {
                Refusal::AlreadyYours { ticket: claim.ticket, slot_name: slot_name.clone() }
            }
            Some(Past::Held { agent_name, .. }) => {
                Refusal::AlreadyTaken { ticket: claim.ticket, holder: agent_name.clone() }
            }
            Some(Past::Closed { by, at }) => {
                Refusal::AlreadyClosed { ticket: claim.ticket, by: by.clone(), at: *at }
            }
            None => Refusal::Unknown { what: claim.ticket.to_string() },
        };
        self.turn_down(claim, refusal)
    }

    /// The agent who asked has no free slot, or may not take cases: the next in line is asked.
    pub fn seat_refused(&mut self, msg: SeatRefused) -> Outcome {
        let Some(pending) = self.pending.get_mut(&msg.ticket) else {
            return Outcome::broken("a seat was refused for a ticket that is not here");
        };
        let Stage::Seating { claim, others } =
            std::mem::replace(&mut pending.stage, Stage::Waiting)
        else {
            return Outcome::broken("a seat was refused that nobody asked for");
        };
        let mut outcome = self.turn_down(claim, msg.refusal);
        for other in others {
            outcome.absorb(self.claim(other));
        }
        outcome
    }

    /// The line holds the customer: the ticket goes to its slot with its backlog.
    pub fn pass_on(&mut self, msg: PassOn) -> Outcome {
        let (Some(pending), Some(chat)) = (self.remove(msg.ticket), self.chat.clone()) else {
            return Outcome::broken("a ticket was to be passed on that is not here");
        };
        let Stage::Seating { claim, others } = pending.stage else {
            return Outcome::broken("a ticket was to be passed on that nobody claimed");
        };
        let PassOn { ticket, seat } = msg;
        self.leaving.insert(ticket, (held(&seat), others));
        let moved = Moved {
            customer: pending.ticket.customer.id,
            to: Holder::Slot(seat.slot, ticket),
            ended: None,
        };
        let slot = seat.slot;
        let take = TakeCase {
            ticket: pending.ticket,
            backlog: pending.backlog,
            since: pending.since,
            seat,
            group_chat: chat.clone(),
            quote: claim.quote,
            receipts: vec![claim.receipt],
        };
        Outcome {
            tells: vec![
                Tell::Slot(slot, take.into()),
                Tell::Line(moved.into()),
                Tell::Supervisor(Resolved { ticket }.into()),
                Tell::Courier(OfferOver { ticket, chat }.into()),
            ],
            ..Outcome::default()
        }
    }

    /// The slot has the case: whoever asked for it meanwhile is told.
    pub fn case_taken(&mut self, msg: CaseTaken) -> Outcome {
        let Some((past, others)) = self.leaving.remove(&msg.ticket) else {
            return Outcome::broken("a slot took a case that was not on its way");
        };
        self.restore_past(msg.ticket, past);
        let mut outcome = Outcome::default();
        for other in others {
            outcome.absorb(self.claim(other));
        }
        outcome
    }

    pub(super) fn claim_by_quote(&mut self, ticket: TicketNo, msg: GroupWrote) -> Outcome {
        let quote = quote_of(&msg.message);
        match msg.author {
            Author::Agent { id, .. } => {
                self.claim(Claim { ticket, by: id, quote, receipt: msg.receipt })
            }
            Author::Unregistered { name, .. } => {
                self.answer(quote, msg.receipt, Refusal::NotRegistered { agent: name })
            }
            Author::Stranger => self.answer(quote, msg.receipt, Refusal::NotAnAgent),
        }
    }

    pub(super) fn answer_ready(agent: AgentId, msg: GroupWrote) -> Outcome {
        if !msg.message.content.typed().is_some_and(registration::is_ready) {
            return Outcome::done(msg.receipt);
        }
        let bound_to = match msg.author {
            Author::Agent { id, name } => Some((id, name)),
            Author::Unregistered { .. } | Author::Stranger => None,
        };
        let ready = Ready {
            agent,
            identity: msg.message.author.clone(),
            bound_to,
            chat: msg.message.chat.clone(),
            quote: quote_of(&msg.message),
            receipt: msg.receipt,
        };
        Outcome { tells: vec![Tell::Agent(agent, ready.into())], ..Outcome::default() }
    }

    fn turn_down(&self, claim: Claim, refusal: Refusal) -> Outcome {
        self.answer(claim.quote, claim.receipt, refusal)
    }

    fn answer(&self, quote: QuoteRef, receipt: Receipt, refusal: Refusal) -> Outcome {
        let mut outcome = Outcome::done(receipt);
        if let Some(chat) = &self.chat {
            outcome.reply(chat, quote, Notice::Refused { refusal });
        }
        outcome
    }
}
