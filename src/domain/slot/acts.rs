//! What people do with the case in a slot as a whole: pass it on, close it, note something, ask for help.

use super::{Leaving, Slot};
use crate::domain::acts::{By, Deed, Destination, NOTE_MOST, Note, REASON_MOST};
use crate::domain::event::Event;
use crate::domain::ids::{AgentId, Timestamp};
use crate::domain::main_group::{card, cut};
use crate::domain::message::{
    ActOnCase, Asker, Denied, HandOver, Raise, SeatRefused, SeatWanted, Tell,
};
use crate::domain::notice::Notice;
use crate::domain::outcome::Outcome;
use crate::domain::refusal::Refusal;
use crate::domain::ticket::Seat;

impl Slot {
    /// Somebody acts on the case: from the panel, or with a command here.
    pub fn act(&mut self, msg: ActOnCase, now: Timestamp) -> Outcome {
        let Some(case) = self.case.as_ref().filter(|case| case.ticket.no == msg.ticket) else {
            return Outcome::broken("a deed came to a slot that does not hold the case");
        };
        let kept = |reason: String| match msg.deed == Deed::Close {
            true => self.closing.kept(reason),
            false => reason,
        };
        let reason = msg.reason.map(|reason| cut(&kept(reason), REASON_MOST));
        let msg = ActOnCase { reason, ..msg };
        let (ticket, holder) = (msg.ticket, case.seat.agent_name.clone());
        let (customer, group) = (&case.ticket.customer, case.ticket.group);
        let hand_over = |to| HandOver { customer: customer.id, ticket, to, group };
        let tell = match &msg.deed {
            Deed::Note { .. } => return self.note(msg, now),
            Deed::Escalate => return self.ask_for_help(msg),
            Deed::Assign { .. } | Deed::Move { .. } => {
                return self.deny(&msg, Refusal::AlreadyTaken { ticket, holder });
            }
            Deed::Transfer { agent } if *agent == case.seat.agent => {
                return self.deny(&msg, Refusal::AlreadyTaken { ticket, holder });
            }
            Deed::Transfer { agent } => {
                let wanted = SeatWanted {
                    ticket,
                    customer: customer.id,
                    customer_name: customer.name.clone(),
                    customer_phone: customer.identity.phone.clone(),
                    group,
                    decided: msg.by.clone(),
                    asker: Asker::Slot(self.id),
                };
                Tell::Agent(*agent, wanted.into())
            }
            Deed::Return { group: to } => {
                Tell::Line(hand_over(Destination::Group(to.unwrap_or(group))).into())
            }
            Deed::Close | Deed::Block => Tell::Line(hand_over(Destination::Over).into()),
        };
        if let Some(leaving) = &mut self.leaving {
            leaving.acts.push(msg);
            return Outcome::default();
        }
        self.leaving = Some(Box::new(Leaving { act: msg, after: Vec::new(), acts: Vec::new() }));
        Outcome { tells: vec![tell], ..Outcome::default() }
    }

    /// The agent who was to have the case has no free slot, or may not take cases: it stays here, and so does what
    /// was written meanwhile.
    pub fn seat_refused(&mut self, msg: SeatRefused, now: Timestamp) -> Outcome {
        let Some(leaving) = self.leaving.take() else {
            return Outcome::broken("a seat was refused that the slot had not asked for");
        };
        let Leaving { act, after, acts } = *leaving;
        self.watch();
        let mut outcome = self.deny(&act, msg.refusal);
        for act in acts {
            outcome.absorb(self.act(act, now));
        }
        for wrote in after {
            outcome.absorb(self.group_wrote(wrote, now));
        }
        outcome
    }

    fn note(&mut self, msg: ActOnCase, now: Timestamp) -> Outcome {
        let mut outcome = Outcome::done(msg.receipt);
        let Deed::Note { text } = &msg.deed else { return outcome };
        let who = self.name_of(&msg.by);
        let Some(case) = &mut self.case else { return outcome };
        let text = cut(text, NOTE_MOST);
        let note = Note { at: case.ticket.note_time(now), who, text };
        case.ticket.remember(note.clone());
        if let Some(chat) = &self.chat {
            let (who, text) = (note.who.clone(), note.text.clone());
            outcome.say(chat, Notice::Note { who, text });
        }
        outcome.events.push(Event::NoteAdded { ticket: msg.ticket, by: msg.by, note });
        outcome
    }

    fn ask_for_help(&self, msg: ActOnCase) -> Outcome {
        let Some(case) = &self.case else { return Outcome::done(msg.receipt) };
        let mut outcome = Outcome::default();
        if let (By::Agent(_), Some(chat)) = (&msg.by, &self.chat) {
            outcome.say(chat, Notice::HelpAsked { ticket: msg.ticket });
        }
        let raise = Raise {
            card: card(&case.ticket),
            who: self.name_of(&msg.by),
            by: msg.by,
            reason: msg.reason,
            seat: Some(case.seat.clone()),
            group: None,
            receipt: msg.receipt,
        };
        let group = case.ticket.group;
        outcome.tells.push(Tell::Group(group, raise.into()));
        outcome
    }

    /// Whoever acts is told no: in the panel, or here.
    fn deny(&self, msg: &ActOnCase, refusal: Refusal) -> Outcome {
        match (&msg.by, &self.chat) {
            (By::Agent(_), Some(chat)) => {
                let mut outcome = Outcome::done(msg.receipt);
                outcome.say(chat, Notice::Refused { refusal });
                outcome
            }
            (By::Supervisor { .. }, _) => {
                let denied = Denied { refusal, receipt: msg.receipt };
                Outcome { tells: vec![Tell::Supervisor(denied.into())], ..Outcome::default() }
            }
            (By::Panel { .. } | By::Relevo, _) | (By::Agent(_), None) => {
                Outcome::refuse(msg.receipt, refusal)
            }
        }
    }

    /// The name of who acts, as far as it is known here.
    pub(super) fn name_of(&self, by: &By) -> String {
        by.name(|agent| match &self.case {
            Some(case) => self.called(&case.seat, agent),
            None => self.names.get(&agent).cloned().unwrap_or_default(),
        })
    }

    /// What an agent is called who wrote in a case with this seat.
    pub(super) fn called(&self, seat: &Seat, agent: AgentId) -> String {
        if seat.agent == agent {
            return seat.agent_name.clone();
        }
        self.names.get(&agent).cloned().unwrap_or_default()
    }
}
