//! The messages of one chat that wait: which is first, and when it may leave.

use std::collections::VecDeque;

use crate::domain::ids::{SendId, Timestamp};
use crate::domain::outcome::Letter;

/// The order in which chats that may send do so: when their first letter was queued, and some milliseconds
/// later for what is less urgent, or for a chat that has had its turn. So relays overtake announcements, nobody who
/// writes much delays the others, and nothing waits for ever.
pub(super) type Turn = (Timestamp, SendId);

/// Whoever has had a message brought lets others go first for so long (milliseconds) when the line is busy: a chat
/// with a hundred messages has them brought among those of the others, not before.
const SHARE_MS: i64 = 1_000;

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
    /// The next letter's turn is not before this: others go between the letters of one chat.
    after: Timestamp,
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
        Some((first.not_before, (self.turn_of(first), first.id)))
    }

    /// Takes out the first letter.
    pub fn pop(&mut self) -> Option<Letter> {
        let letter = self.letters.pop_front()?;
        self.after = self.turn_of(&letter).plus(SHARE_MS);
        Some(letter)
    }

    fn turn_of(&self, letter: &Letter) -> Timestamp {
        letter.queued_at.plus(letter.purpose.patience_ms()).max(self.after)
    }
}
