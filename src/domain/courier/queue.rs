//! The messages of one chat that wait: which is first, and when it may leave.

use std::collections::VecDeque;

use crate::domain::ids::{SendId, Timestamp};
use crate::domain::outcome::Letter;

/// The order in which chats that may send do so: when their first letter was queued, and some milliseconds
/// later for what is less urgent. So relays overtake announcements, and nothing waits for ever.
pub(super) type Turn = (Timestamp, SendId);

/// The messages of one chat, in order.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct Queue {
    pub letters: VecDeque<Letter>,
    pub in_flight: bool,
    /// Sent, and not yet on disk as sent: a crash would send it again. The next one waits, so that a crash
    /// repeats the last message of a chat at the most, and never a series.
    pub unrecorded: Option<SendId>,
    /// When its first letter was tried last.
    pub tried_at: Option<Timestamp>,
    /// The first letter after a restart: it may have left before, unnoticed.
    pub suspect: Option<SendId>,
}

impl Queue {
    pub fn is_free(&self) -> bool {
        !self.in_flight && self.unrecorded.is_none()
    }

    pub fn is_done(&self) -> bool {
        self.is_free() && self.letters.is_empty()
    }

    /// When its first letter may be sent, and which that is; `None` while the chat waits for another.
    pub fn turn(&self) -> Option<(Timestamp, Turn)> {
        let first = self.letters.front().filter(|_| self.is_free())?;
        let turn = first.queued_at.plus(first.purpose.patience_ms());
        Some((first.not_before, (turn, first.id)))
    }
}
