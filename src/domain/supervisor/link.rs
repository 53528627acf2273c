//! The line's own connection: short drops are nobody's affair, longer ones are said over what still works, and once
//! when it is back.

use super::Supervisor;
use crate::domain::event::Event;
use crate::domain::ids::Timestamp;
use crate::domain::inbound::Connection;
use crate::domain::message::{LinkIs, OtherLine, Proclaim, Tell};
use crate::domain::notice::Notice;
use crate::domain::outcome::Outcome;
use crate::domain::purpose::Purpose;

/// A drop that is over within this time (milliseconds) is not spoken of.
pub const FLAP_MS: i64 = 2 * 60_000;

/// The line is without its connection.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Down {
    since: Timestamp,
    /// It has lasted long enough to be said.
    told: bool,
}

impl Supervisor {
    /// Takes in since when the line has been without its connection, where that was said.
    pub fn restore_link(&mut self, down_since: Option<Timestamp>) {
        self.down = down_since.map(|since| Down { since, told: true });
    }

    /// How the line is connected.
    pub fn link_is(&mut self, msg: LinkIs, now: Timestamp) -> Outcome {
        let mut outcome = Outcome::default();
        match msg.state {
            Connection::Connected => {
                self.was_up = true;
                if let Some(Down { since, told: true }) = self.down.take() {
                    outcome = self.back(since, now);
                }
                self.gather(now);
            }
            // Every line begins so.
            Connection::Connecting if !self.was_up => {}
            Connection::Connecting | Connection::WaitingForQr | Connection::Disconnected => {
                self.down = self.down.or(Some(Down { since: now, told: false }));
            }
        }
        outcome.tells.push(Tell::Line(msg.into()));
        outcome
    }

    /// Said where the line was missed. Other lines hear of it once it is stored.
    fn back(&self, since: Timestamp, now: Timestamp) -> Outcome {
        let mut outcome = Outcome::default();
        outcome.events.push(Event::LineUp { since, at: now });
        let notice = Notice::LineWasDown { from: since, to: now };
        match &self.chat {
            Some(chat) => outcome.post(chat, Purpose::Alert, notice, None),
            None => outcome.tells.push(Tell::Line(Proclaim { notice }.into())),
        }
        outcome
    }

    /// The drop has lasted too long.
    pub(super) fn find_down(&mut self, now: Timestamp) -> Outcome {
        let mut outcome = Outcome::default();
        if self.down_due().is_none_or(|due| due > now) {
            return outcome;
        }
        if let Some(down) = &mut self.down {
            down.told = true;
            outcome.events.push(Event::LineDown { since: down.since, at: now });
        }
        outcome
    }

    /// When a drop has lasted too long. A line that nobody attends yet is missed by nobody.
    pub(super) fn down_due(&self) -> Option<Timestamp> {
        let in_use = self.chat.is_some() || !self.free.is_empty();
        let down = self.down.filter(|down| !down.told && in_use)?;
        Some(down.since.plus(FLAP_MS))
    }

    /// Another line lost its connection, or has it again.
    pub fn other_line(&mut self, msg: OtherLine) -> Outcome {
        let mut outcome = Outcome::default();
        if let Some(chat) = &self.chat {
            let OtherLine { line, since, back } = msg;
            outcome.post(chat, Purpose::Alert, Notice::OtherLine { line, since, back }, None);
        }
        outcome
    }
}
