//! Who gets a ticket: exactly one agent, and the others are told who.

use std::sync::Arc;

use super::posts::Puzzling;
use super::{MainGroup, Past, Stage, Wish, quote_of};
use crate::domain::acts::By;
use crate::domain::identity::Identity;
use crate::domain::ids::{AgentId, TicketNo, Timestamp};
use crate::domain::message::{
    Asker, Author, CaseTaken, Claim, Denied, GroupWrote, HandRaised, Holder, Moved, OfferOver,
    Post, Ready, Resolved, SeatRefused, SeatWanted, TakeCase, Tell,
};
use crate::domain::notice::Notice;
use crate::domain::outcome::{Outcome, QuoteRef, Receipt};
use crate::domain::refusal::Refusal;
use crate::domain::registration;
use crate::domain::ticket::Seat;

impl MainGroup {
    /// An agent wants a ticket. Exactly one gets it.
    pub fn claim(&mut self, claim: Claim) -> Outcome {
        if let Some(refusal) = self.not_for(&claim) {
            return self.turn_down(claim, refusal);
        }
        if let Some(pending) = self.pending.get_mut(&claim.ticket) {
            return match &mut pending.stage {
                Stage::Waiting => {
                    let wanted = SeatWanted {
                        ticket: claim.ticket,
                        customer: pending.ticket.customer.id,
                        customer_name: pending.ticket.customer.name.clone(),
                        customer_phone: pending.ticket.customer.identity.phone.clone(),
                        group: self.id,
                        decided: claim.decided.clone(),
                        asker: Asker::Group(self.id),
                    };
                    let tell = Tell::Agent(claim.by, wanted.into());
                    pending.stage = Stage::Seating { claim, others: Vec::new() };
                    Outcome { tells: vec![tell], ..Outcome::default() }
                }
                Stage::Seating { others, .. } | Stage::Leaving { others, .. } => {
                    others.push(Wish::Claim(claim));
                    Outcome::default()
                }
            };
        }
        if let Some(others) = self.leaving.get_mut(&claim.ticket) {
            others.push(claim);
            return Outcome::default();
        }
        let refusal = match self.past.get(&claim.ticket) {
            Some(Past::Held { agent, slot_name, .. })
                if *agent == claim.by && claim.decided == By::Agent(*agent) =>
            {
                Refusal::AlreadyYours { ticket: claim.ticket, slot_name: slot_name.clone() }
            }
            Some(Past::Held { agent_name, .. }) => {
                Refusal::AlreadyTaken { ticket: claim.ticket, holder: agent_name.clone() }
            }
            Some(Past::Closed { by, at }) => {
                Refusal::AlreadyClosed { ticket: claim.ticket, by: by.clone(), at: *at }
            }
            Some(Past::Elsewhere { group_name }) => {
                Refusal::Elsewhere { ticket: claim.ticket, group_name: group_name.clone() }
            }
            None => Refusal::Unknown { what: claim.ticket.to_string() },
        };
        self.turn_down(claim, refusal)
    }

    /// The agent who asked has no free slot, or may not take cases: the next in line is asked.
    pub fn seat_refused(&mut self, msg: SeatRefused, now: Timestamp) -> Outcome {
        let Some(pending) = self.pending.get_mut(&msg.ticket) else {
            return Outcome::broken("a seat was refused for a ticket that is not here");
        };
        let Stage::Seating { claim, others } =
            std::mem::replace(&mut pending.stage, Stage::Waiting)
        else {
            return Outcome::broken("a seat was refused that nobody asked for");
        };
        let ticket = claim.ticket;
        let mut outcome = self.turn_down(claim, msg.refusal);
        for other in others {
            outcome.absorb(match other {
                Wish::Claim(claim) => self.claim(claim),
                Wish::Act(act) => self.act(act, now),
            });
        }
        outcome.absorb(self.offer_on(ticket, now));
        outcome
    }

    /// The ticket goes to its slot with its backlog. Who else claimed it waits until that is on its way to the disk;
    /// whatever else was wanted of it is for its new owner.
    pub(super) fn pass_to_slot(&mut self, ticket: TicketNo, seat: Seat) -> Outcome {
        let Some(pending) = self.remove(ticket) else {
            return Outcome::broken("a ticket was to be passed on that is not here");
        };
        let Stage::Seating { claim, others } = pending.stage else {
            return Outcome::broken("a ticket was to be passed on that nobody claimed");
        };
        let moved = Moved {
            customer: pending.ticket.customer.id,
            to: Holder::Slot(seat.slot, ticket),
            ended: None,
        };
        let slot = seat.slot;
        let take = TakeCase {
            ticket: pending.ticket,
            before: pending.before,
            backlog: pending.backlog,
            since: pending.since,
            claimed_at: None,
            seat,
            by: claim.decided,
            reason: None,
            left: None,
            group_chat: self.chat.clone(),
            quote: claim.quote,
            receipts: vec![claim.receipt],
            limits: Arc::clone(&self.limits),
        };
        let mut outcome = Outcome {
            tells: vec![
                Tell::Slot(slot, take.into()),
                Tell::Line(moved.into()),
                Tell::Supervisor(Resolved { ticket }.into()),
            ],
            ..Outcome::default()
        };
        outcome.tells.extend(self.offer_over(ticket));
        outcome.tells.extend(self.wait_for(ticket, others));
        outcome
    }

    /// What still offers a ticket need not leave.
    pub(super) fn offer_over(&self, ticket: TicketNo) -> Option<Tell> {
        let chat = self.chat.clone()?;
        Some(Tell::Courier(OfferOver { ticket, chat }.into()))
    }

    /// Claims of a ticket that leaves wait until it has; what else was wanted of it goes by way of the line to its
    /// new owner.
    pub(super) fn wait_for(&mut self, ticket: TicketNo, others: Vec<Wish>) -> Vec<Tell> {
        let mut acts = Vec::new();
        let claims = self.leaving.entry(ticket).or_default();
        for other in others {
            match other {
                Wish::Claim(claim) => claims.push(claim),
                Wish::Act(act) => acts.push(Tell::Line(act.into())),
            }
        }
        acts
    }

    /// The ticket is somebody else's: whoever asked for it meanwhile is told.
    pub fn case_taken(&mut self, msg: CaseTaken) -> Outcome {
        let others = self.leaving.remove(&msg.ticket).unwrap_or_default();
        self.restore_past(msg.ticket, msg.past);
        let mut outcome = Outcome::default();
        for other in others {
            outcome.absorb(self.claim(other));
        }
        outcome
    }

    /// Somebody raised a hand at a message here: at an announcement it claims, as a reply would.
    pub fn hand_raised(&mut self, msg: HandRaised, now: Timestamp) -> Outcome {
        let ticket = match self.posts.get(&msg.target) {
            Some(Post::Announcement(ticket)) => *ticket,
            // WhatsApp may show our message before its id reaches us.
            None if self.unposted > 0 => return self.puzzled(Puzzling::Raised(msg.into()), now),
            Some(Post::AskReady(_)) | None => return Outcome::done(msg.receipt),
        };
        let HandRaised { author, target, receipt } = msg;
        // There is no reply to quote: the announcement stands for it.
        let text = format!("#{ticket}");
        let quote =
            QuoteRef { id: target.into(), from_us: true, author: Identity::default(), text };
        self.claim_by(ticket, author, quote, receipt)
    }

    pub(super) fn claim_by_quote(&mut self, ticket: TicketNo, msg: GroupWrote) -> Outcome {
        let quote = quote_of(&msg.message);
        self.claim_by(ticket, msg.author, quote, msg.receipt)
    }

    fn claim_by(
        &mut self,
        ticket: TicketNo,
        author: Author,
        quote: QuoteRef,
        receipt: Receipt,
    ) -> Outcome {
        match author {
            Author::Agent { id, .. } => {
                let (quote, decided) = (Some(quote), By::Agent(id));
                self.claim(Claim { ticket, by: id, quote, decided, receipt })
            }
            Author::Unregistered { name, .. } => {
                self.answer(quote, receipt, Refusal::NotRegistered { agent: name })
            }
            Author::Stranger => self.answer(quote, receipt, Refusal::NotAnAgent),
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
        match (claim.quote, claim.decided) {
            (None, By::Supervisor { .. }) => {
                let denied = Denied { refusal, receipt: claim.receipt };
                Outcome { tells: vec![Tell::Supervisor(denied.into())], ..Outcome::default() }
            }
            (Some(quote), _) => self.answer(quote, claim.receipt, refusal),
            // Asked first, because the agent had attended the customer: nobody waits for the answer.
            (None, By::Agent(agent)) if agent == claim.by => Outcome::default(),
            (None, By::Agent(_) | By::Panel { .. } | By::Relevo) => {
                Outcome::refuse(claim.receipt, refusal)
            }
        }
    }

    fn answer(&self, quote: QuoteRef, receipt: Receipt, refusal: Refusal) -> Outcome {
        let mut outcome = Outcome::done(receipt);
        if let Some(chat) = &self.chat {
            outcome.reply(chat, quote, Notice::Refused { refusal });
        }
        outcome
    }
}
