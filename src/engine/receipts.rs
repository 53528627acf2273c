//! Receipts: who waits for a change to be on disk.

use std::sync::atomic::{AtomicU64, Ordering};

use dashmap::DashMap;
use tokio::sync::oneshot;

use crate::domain::ids::{LineId, ReceiptId};
use crate::domain::refusal::Refusal;

/// What whoever waits is told. A receipt that is dropped says «bring it again».
pub type Answer = Result<(), Refusal>;

struct Waiter {
    line: LineId,
    epoch: u64,
    answer: oneshot::Sender<Answer>,
}

/// All who wait.
#[derive(Default)]
pub struct Receipts {
    next: AtomicU64,
    waiting: DashMap<ReceiptId, Waiter>,
}

impl Receipts {
    /// A new receipt (0 is nobody's) for something that a line was given in this epoch.
    pub fn issue(&self, line: LineId, epoch: u64) -> (ReceiptId, oneshot::Receiver<Answer>) {
        let id = ReceiptId(1 + self.next.fetch_add(1, Ordering::Relaxed));
        let (answer, answered) = oneshot::channel();
        self.waiting.insert(id, Waiter { line, epoch, answer });
        (id, answered)
    }

    /// Answers one.
    pub fn answer(&self, id: ReceiptId, answer: Answer) {
        if let Some((_, waiter)) = self.waiting.remove(&id) {
            // Whoever waited may have gone away: the answer is theirs to miss.
            drop(waiter.answer.send(answer));
        }
    }

    /// Drops all of a line up to an epoch: what they wait for will not happen.
    pub fn drop_line(&self, line: LineId, epoch: u64) {
        self.waiting.retain(|_, waiter| waiter.line != line || waiter.epoch > epoch);
    }

    /// Forgets one whose holder stopped waiting.
    pub fn forget(&self, id: ReceiptId) {
        self.waiting.remove(&id);
    }

    /// How many wait.
    #[must_use]
    pub fn waiting(&self) -> usize {
        self.waiting.len()
    }
}
