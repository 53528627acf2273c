//! What people do with a pending ticket other than claiming it: give it to an agent, move it, close it, note
//! something, ask for help.

use super::{MainGroup, Past, Pending, Stage, Wish, card, cut, opening};
use crate::domain::acts::{By, Deed, Destination, NOTE_MOST, Note, REASON_MOST};
use crate::domain::event::Event;
use crate::domain::ids::{GroupId, TicketNo, Timestamp};
use crate::domain::message::{
    ActOnCase, CaseEnded, CaseTaken, Claim, Former, HandOver, Holder, Moved, NobodyThere, PassOn,
    Raise, Resolved, ReturnToShift, TakeTicket, Tell,
};
use crate::domain::notice::Notice;
use crate::domain::outcome::Outcome;
use crate::domain::purpose::Purpose;
use crate::domain::refusal::Refusal;
use crate::domain::routing::telling_words;
use crate::domain::settings::Department;
use crate::domain::ticket::Ticket;

impl MainGroup {
    /// Somebody acts on a ticket that is pending here.
    pub fn act(&mut self, msg: ActOnCase, now: Timestamp) -> Outcome {
        let kept = |reason: String| match msg.deed == Deed::Close {
            true => self.closing.kept(reason),
            false => reason,
        };
        let reason = msg.reason.map(|reason| cut(&kept(reason), REASON_MOST));
        let msg = ActOnCase { reason, ..msg };
        let Some(pending) = self.pending.get_mut(&msg.ticket) else {
            return Outcome::broken("a deed came to a group that does not hold the ticket");
        };
        let ticket = msg.ticket;
        let to = match &msg.deed {
            Deed::Note { text } => {
                let text = cut(text, NOTE_MOST);
                let note = Note { at: pending.ticket.note_time(now), who: who(&msg.by), text };
                pending.ticket.remember(note.clone());
                let mut outcome = Outcome::done(msg.receipt);
                outcome.events.push(Event::NoteAdded { ticket, by: msg.by, note });
                return outcome;
            }
            Deed::Escalate => {
                let raise = Raise {
                    card: card(&pending.ticket),
                    who: who(&msg.by),
                    by: msg.by,
                    reason: msg.reason,
                    seat: None,
                    group: None,
                    receipt: msg.receipt,
                };
                return self.raise(raise);
            }
            Deed::Transfer { .. } | Deed::Return { .. } => {
                return Outcome::refuse(msg.receipt, Refusal::NotTaken { ticket });
            }
            // A form that was sent twice.
            Deed::Move { group } if *group == self.id => return Outcome::done(msg.receipt),
            Deed::Assign { .. } => None,
            Deed::Move { group } => Some(Destination::Group(*group)),
            Deed::Close | Deed::Block => Some(Destination::Over),
        };
        match &mut pending.stage {
            Stage::Seating { others, .. } | Stage::Leaving { others, .. } => {
                others.push(Wish::Act(msg));
                return Outcome::default();
            }
            Stage::Waiting => {}
        }
        match (to, msg.deed.agent()) {
            (Some(to), _) => {
                let customer = pending.ticket.customer.id;
                pending.stage = Stage::Leaving { act: msg, others: Vec::new() };
                let hand_over = HandOver { customer, ticket, to, group: self.id };
                Outcome { tells: vec![Tell::Line(hand_over.into())], ..Outcome::default() }
            }
            (None, Some(by)) => {
                let (decided, receipt) = (msg.by, msg.receipt);
                self.claim(Claim { ticket, by, quote: None, decided, receipt })
            }
            (None, None) => Outcome::broken("a deed led nowhere"),
        }
    }

    /// The line holds the customer: the ticket goes where it was to go.
    pub fn pass_on(&mut self, msg: PassOn, now: Timestamp) -> Outcome {
        match msg.to {
            Destination::Slot(seat) => self.pass_to_slot(msg.ticket, seat),
            Destination::Group(group) => self.pass_to_group(msg.ticket, group, msg.department),
            Destination::Over => self.end(msg.ticket, now),
        }
    }

    fn pass_to_group(
        &mut self,
        ticket: TicketNo,
        group: GroupId,
        department: Option<Department>,
    ) -> Outcome {
        let Some((mut pending, act, others)) = self.leave(ticket) else {
            return Outcome::broken("a ticket was to be moved that does not leave");
        };
        let Some(chat) = self.chat.clone() else {
            return Outcome::broken("a ticket left a group that does not exist on WhatsApp");
        };
        let about = &mut pending.ticket.department;
        *about = department.unwrap_or(*about);
        let to = Holder::Group(group, ticket);
        let moved = Moved { customer: pending.ticket.customer.id, to, ended: None };
        let take = TakeTicket {
            pending,
            from: Former::Group { group: self.id, name: self.name.clone(), chat },
            who: who(&act.by),
            by: act.by,
            reason: act.reason,
            receipts: vec![act.receipt],
        };
        let tells = vec![Tell::Group(group, take.into()), Tell::Line(moved.into())];
        let mut outcome = Outcome { tells, ..Outcome::default() };
        outcome.tells.extend(self.offer_over(ticket));
        outcome.tells.extend(self.wait_for(ticket, others));
        outcome
    }

    /// Nobody takes the ticket any more.
    fn end(&mut self, ticket: TicketNo, now: Timestamp) -> Outcome {
        let Some((pending, act, others)) = self.leave(ticket) else {
            return Outcome::broken("a ticket was to be closed that does not leave");
        };
        let customer = &pending.ticket.customer;
        let (by, reason) = (who(&act.by), act.reason);
        let mut outcome = Outcome::done(act.receipt);
        let closed =
            Event::Closed { ticket, slot: None, by: act.by, reason: reason.clone(), at: now };
        outcome.events.push(closed);
        if act.deed != Deed::Block {
            outcome.say(&customer.chat, Notice::Goodbye { ticket });
        }
        if let Some(chat) = &self.chat {
            let reason = reason.clone();
            outcome.say(chat, Notice::ClosedInGroup { ticket, agent: by.clone(), reason });
        }
        let ended = Some(pending.ticket.past(now, reason, None));
        let moved = Moved { customer: customer.id, to: Holder::Intake, ended };
        outcome.tells.push(Tell::Line(moved.into()));
        outcome.tells.push(Tell::Supervisor(Resolved { ticket }.into()));
        outcome.tells.extend(self.offer_over(ticket));
        self.restore_past(ticket, Past::Closed { by, at: now });
        for other in others {
            match other {
                Wish::Claim(claim) => outcome.absorb(self.claim(claim)),
                Wish::Act(act) => outcome.tells.push(Tell::Line(act.into())),
            }
        }
        outcome
    }

    /// A ticket comes here from an agent, or from another group: announced, and to be taken.
    pub fn take_ticket(&mut self, msg: TakeTicket, now: Timestamp) -> Outcome {
        let Some(chat) = self.chat.clone() else {
            return Outcome::broken("a ticket came to a group that does not exist on WhatsApp");
        };
        let TakeTicket { mut pending, from, by, who, reason, receipts } = msg;
        let (ticket, group, department) = (pending.ticket.no, self.id, pending.ticket.department);
        let announced_in = std::mem::replace(&mut pending.ticket.group, group);
        let mut outcome = Outcome { receipts, ..Outcome::default() };
        let group_name = self.name.clone();
        let source = match from {
            Former::Slot(left) => {
                pending = Pending::again(pending.ticket, pending.before, pending.since, now);
                // At the end of a shift Relevo says so.
                let limit = by == By::Relevo && reason.is_none();
                pending.unanswered = limit;
                pending.left_by = Some(left.seat.agent);
                let (agent, reason) = (left.seat.agent, reason.clone());
                let why = reason.clone();
                let returned =
                    Event::Returned { ticket, agent, group, department, by, reason: why, at: now };
                outcome.events.push(returned);
                let (seat, to) = (left.seat, group_name.clone());
                outcome.say(
                    &left.chat,
                    match limit {
                        true => Notice::GivenBack { ticket, to },
                        false => Notice::CaseLeft { ticket, to, by: who.clone(), reason },
                    },
                );
                let agent_name = seat.agent_name.clone();
                let freed = CaseEnded { ticket, seat, by: who, at: now };
                outcome.tells.push(Tell::Agent(freed.seat.agent, freed.into()));
                agent_name
            }
            Former::Group { chat, name, .. } => {
                let reason = reason.clone();
                let why = reason.clone();
                let moved = Event::Moved { ticket, group, department, by, reason: why, at: now };
                outcome.events.push(moved);
                let group_name = group_name.clone();
                outcome.say(&chat, Notice::MovedAway { ticket, group_name, by: who, reason });
                name
            }
        };
        if announced_in != group {
            let past = Past::Elsewhere { group_name };
            outcome.tells.push(Tell::Group(announced_in, CaseTaken { ticket, past }.into()));
        }
        (pending.noted_at, pending.unnoted) = (now, 0);
        let announcement = Notice::AnnouncedAgain {
            card: card(&pending.ticket),
            opening: opening(pending.written()),
            waited_ms: now.since(pending.since),
            from: source,
            reason,
        };
        outcome.post(&chat, Purpose::Announcement { group, ticket }, announcement, None);
        self.unposted += 1;
        self.receive(pending);
        outcome.absorb(self.offer_on(ticket, now));
        outcome
    }

    /// Somebody asks supervisors for help with a case that was announced here.
    pub fn raise(&mut self, msg: Raise) -> Outcome {
        let group = self.chat.clone().map(|chat| (chat, self.name.clone()));
        let raise = Raise { group, ..msg };
        Outcome { tells: vec![Tell::Supervisor(raise.into())], ..Outcome::default() }
    }

    /// Nobody is here, and somebody is elsewhere: the line finds out who suits each ticket that waits.
    pub fn nobody_there(&self, _: NobodyThere) -> Outcome {
        let waits = self.pending.values().filter(|pending| match pending.stage {
            Stage::Waiting | Stage::Seating { .. } => true,
            Stage::Leaving { .. } => false,
        });
        let go = waits.map(|pending| {
            let Ticket { no: ticket, department, customer, .. } = &pending.ticket;
            let words = telling_words(pending.written());
            let (customer, ticket, department) = (customer.id, *ticket, *department);
            let go = ReturnToShift { customer, ticket, group: self.id, department, words };
            Tell::Line(go.into())
        });
        Outcome { tells: go.collect(), ..Outcome::default() }
    }

    /// Removes a ticket that leaves, with why and who else wants something of it.
    fn leave(&mut self, ticket: TicketNo) -> Option<(Pending, ActOnCase, Vec<Wish>)> {
        let mut pending = self.remove(ticket)?;
        match std::mem::replace(&mut pending.stage, Stage::Waiting) {
            Stage::Leaving { act, others } => Some((pending, act, others)),
            Stage::Waiting | Stage::Seating { .. } => None,
        }
    }
}

/// The name of who acts. Agents act on pending tickets only by claiming them.
fn who(by: &By) -> String {
    by.name(|agent| agent.to_string())
}
