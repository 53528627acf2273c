//! What the end of its agent's shift means for the case in a slot.

use super::Slot;
use crate::domain::message::{ReturnToShift, ShiftEnding, ShiftOver, Tell};
use crate::domain::notice::Notice;
use crate::domain::outcome::Outcome;
use crate::domain::ticket::Ticket;

impl Slot {
    /// The agent is told that the case leaves soon.
    pub fn shift_ending(&mut self, msg: ShiftEnding) -> Outcome {
        let mut outcome = Outcome::default();
        if let (Some(_), Some(chat)) = (&self.case, &self.chat) {
            let ShiftEnding { ends, leaves } = msg;
            outcome.say(chat, Notice::ShiftEnding { ends, leaves });
        }
        outcome
    }

    /// A case that was here when the shift ended goes to whoever is on shift.
    pub fn shift_over(&mut self, msg: ShiftOver) -> Outcome {
        let mut outcome = Outcome::default();
        if let Some(case) = self.case.as_ref().filter(|case| case.seated_at < msg.ended) {
            let Ticket { no: ticket, department, customer, group, .. } = &case.ticket;
            let (customer, ticket, group) = (customer.id, *ticket, *group);
            let (department, words) = (*department, case.telling_words());
            let go = ReturnToShift { customer, ticket, group, department, words };
            outcome.tells.push(Tell::Line(go.into()));
        }
        outcome
    }
}
