//! How a case leaves its slot: over, or on to another agent or a main group with all that was said.

use std::sync::Arc;

use super::{Case, Slot};
use crate::domain::acts::{By, Deed, Destination};
use crate::domain::escalation::Limits;
use crate::domain::event::Event;
use crate::domain::ids::{ChatId, GroupId, Timestamp};
use crate::domain::main_group::Pending;
use crate::domain::message::{
    ActOnCase, CaseEnded, Former, GroupWrote, Holder, Left, Moved, PassOn, RatingStands, TakeCase,
    TakeTicket, Tell,
};
use crate::domain::notice::Notice;
use crate::domain::outcome::Outcome;
use crate::domain::rating::{Asked, is_to_be_asked};
use crate::domain::ticket::Seat;

/// A case is on its way out: an agent looks for a free slot, or the line is being asked to hold the customer.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Leaving {
    /// Why, and where to.
    pub act: ActOnCase,
    /// What was written in the slot since.
    pub after: Vec<GroupWrote>,
    /// What else was to be done with the case.
    pub acts: Vec<ActOnCase>,
}

impl Slot {
    /// The line holds the customer: the case goes where it was to go.
    pub fn pass_on(&mut self, msg: PassOn, now: Timestamp) -> Outcome {
        let (Some(leaving), Some(chat)) = (self.leaving.take(), self.chat.clone()) else {
            return Outcome::broken("a case was to be passed on that does not leave");
        };
        let Leaving { act, after, acts } = *leaving;
        let limits = self.limits();
        if act.by == By::Relevo && act.deed == Deed::Close && self.is_waited_for() {
            return self.stay(act, after, acts, now);
        }
        let who = self.name_of(&act.by);
        let warning_over = self.warning_over();
        let Some(mut case) = self.remove_case().filter(|case| case.ticket.no == msg.ticket) else {
            return Outcome::broken("a case was to be passed on that is not here");
        };
        case.ticket.department = msg.department.unwrap_or(case.ticket.department);
        let mut outcome = match msg.to {
            Destination::Slot(seat) => {
                self.pass_to_slot(case, act, seat, (chat, msg.group_chat), limits)
            }
            Destination::Group(group) => self.pass_to_group(case, act, who, group, chat),
            Destination::Over => self.close(case, act, who, &chat, msg.group_chat, now),
        };
        outcome.tells.extend(warning_over);
        // Whoever has the case now sees to it.
        outcome.tells.extend(acts.into_iter().map(|act| Tell::Line(act.into())));
        for wrote in after {
            outcome.absorb(self.group_wrote(wrote, now));
        }
        outcome
    }

    /// The customer wrote while a case was about to be closed for silence: it stays, and the line hears so.
    fn stay(
        &mut self,
        act: ActOnCase,
        after: Vec<GroupWrote>,
        acts: Vec<ActOnCase>,
        now: Timestamp,
    ) -> Outcome {
        let mut outcome = Outcome::done(act.receipt);
        // The line says again how it is connected.
        self.silence.link_forgotten();
        let to = Holder::Slot(self.id, act.ticket);
        let moved = Moved { customer: act.customer, to, ended: None };
        outcome.tells.push(Tell::Line(moved.into()));
        // While it was leaving nobody was reminded of it.
        self.watch();
        for act in acts {
            outcome.absorb(self.act(act, now));
        }
        for wrote in after {
            outcome.absorb(self.group_wrote(wrote, now));
        }
        outcome
    }

    fn pass_to_slot(
        &mut self,
        case: Case,
        act: ActOnCase,
        seat: Seat,
        (chat, group_chat): (ChatId, Option<ChatId>),
        limits: Arc<Limits>,
    ) -> Outcome {
        let (ticket, slot) = (case.ticket.no, seat.slot);
        let customer = case.ticket.customer.id;
        let moved = Moved { customer, to: Holder::Slot(slot, ticket), ended: None };
        let take = TakeCase {
            before: case.map.handed_over(|agent| self.called(&case.seat, agent)),
            backlog: Vec::new(),
            since: case.since,
            claimed_at: Some(case.claimed_at),
            seat,
            by: act.by,
            reason: act.reason,
            left: Some(Left { seat: case.seat.clone(), chat }),
            group_chat,
            quote: None,
            receipts: vec![act.receipt],
            limits,
            ticket: case.ticket.clone(),
        };
        self.keep_written(case);
        let tells = vec![Tell::Slot(slot, take.into()), Tell::Line(moved.into())];
        Outcome { tells, ..Outcome::default() }
    }

    fn pass_to_group(
        &mut self,
        case: Case,
        act: ActOnCase,
        who: String,
        group: GroupId,
        chat: ChatId,
    ) -> Outcome {
        let ticket = case.ticket.no;
        let customer = case.ticket.customer.id;
        let moved = Moved { customer, to: Holder::Group(group, ticket), ended: None };
        let before = case.map.handed_over(|agent| self.called(&case.seat, agent));
        let since = case.since;
        let take = TakeTicket {
            // When it waits again is for the group to say.
            pending: Pending::again(case.ticket.clone(), before, since, since),
            from: Former::Slot(Left { seat: case.seat.clone(), chat }),
            by: act.by,
            who,
            reason: act.reason,
            receipts: vec![act.receipt],
        };
        self.keep_written(case);
        let tells = vec![Tell::Group(group, take.into()), Tell::Line(moved.into())];
        Outcome { tells, ..Outcome::default() }
    }

    fn close(
        &mut self,
        case: Case,
        act: ActOnCase,
        who: String,
        chat: &ChatId,
        group_chat: Option<ChatId>,
        now: Timestamp,
    ) -> Outcome {
        let ticket = case.ticket.no;
        let ActOnCase { by, reason, receipt, deed, .. } = act;
        // Who did not answer any more will not answer this, and who is blocked is not asked.
        let is_kept_up = by != By::Relevo && deed != Deed::Block;
        let mut outcome = Outcome::done(receipt);
        outcome.events.push(Event::Closed {
            ticket,
            slot: Some(self.id),
            by,
            reason: reason.clone(),
            at: now,
        });
        let customer = &case.ticket.customer;
        if deed != Deed::Block {
            outcome.say(&customer.chat, Notice::Goodbye { ticket });
        }
        if is_kept_up && is_to_be_asked(&self.closing, customer.asked.as_ref(), now) {
            let asked = Asked::now(ticket, now);
            outcome.say(&customer.chat, Notice::AskRating);
            outcome.events.push(Event::RatingAsked { customer: customer.id, ticket, at: now });
            // Before what has waited for this customer flows on: it may be the answer.
            let stands = RatingStands { customer: customer.id, asked };
            outcome.tells.push(Tell::Line(stands.into()));
        }
        let reason_said = reason.clone();
        outcome.say(
            chat,
            match deed {
                Deed::Block => Notice::CustomerBlocked { ticket, reason: reason_said },
                Deed::Assign { .. }
                | Deed::Transfer { .. }
                | Deed::Return { .. }
                | Deed::Move { .. }
                | Deed::Close
                | Deed::Escalate
                | Deed::Note { .. } => Notice::CaseClosed { ticket, reason: reason_said },
            },
        );
        if let Some(group_chat) = group_chat {
            // Not left to the group: a crash between its change and this one would lose it.
            let (agent, reason) = (who.clone(), reason.clone());
            outcome.say(&group_chat, Notice::ClosedInGroup { ticket, agent, reason });
        }
        let ended = CaseEnded { ticket, seat: case.seat.clone(), by: who, at: now };
        let past = case.ticket.past(now, reason, Some(case.seat.agent));
        let moved =
            Moved { customer: case.ticket.customer.id, to: Holder::Intake, ended: Some(past) };
        outcome.tells.push(Tell::Agent(ended.seat.agent, ended.clone().into()));
        outcome.tells.push(Tell::Group(case.ticket.group, ended.into()));
        outcome.tells.push(Tell::Line(moved.into()));
        self.before = Some(Box::new(case));
        outcome
    }

    /// Of a case that goes on elsewhere only what was written here is still this slot's affair.
    fn keep_written(&mut self, case: Case) {
        let map = case.map.written_here();
        self.before = Some(Box::new(Case { map, ..case }));
    }
}
