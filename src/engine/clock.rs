//! The clock: the system's, moved forward by the simulator page, or wholly a test's.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::{SystemTime, UNIX_EPOCH};

use crate::domain::ids::Timestamp;

/// What time it is. Clones show the same time.
#[derive(Debug, Clone)]
pub struct Clock {
    /// Milliseconds to add to the system's time; the whole time where `manual`.
    offset: Arc<AtomicI64>,
    manual: bool,
}

impl Clock {
    /// The system's time.
    #[must_use]
    pub fn system() -> Self {
        Self { offset: Arc::new(AtomicI64::new(0)), manual: false }
    }

    /// A clock that stands still until it is moved.
    #[must_use]
    pub fn manual(start: Timestamp) -> Self {
        Self { offset: Arc::new(AtomicI64::new(start.0)), manual: true }
    }

    /// The time now.
    #[must_use]
    pub fn now(&self) -> Timestamp {
        let offset = self.offset.load(Ordering::Relaxed);
        if self.manual {
            return Timestamp(offset);
        }
        #[allow(clippy::disallowed_methods, reason = "this is the one place that asks the system")]
        let since_epoch = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
        Timestamp(i64::try_from(since_epoch.as_millis()).unwrap_or(i64::MAX).saturating_add(offset))
    }

    /// The time by the system, however far ahead of it the lines are: for what goes on between people and the panel.
    /// A test's clock has no other time.
    #[must_use]
    pub fn wall(&self) -> Timestamp {
        self.now().plus(-self.ahead_ms())
    }

    /// How far it is ahead of the system's time (milliseconds); nothing for a test's clock.
    #[must_use]
    pub fn ahead_ms(&self) -> i64 {
        if self.manual { 0 } else { self.offset.load(Ordering::Relaxed) }
    }

    /// Puts it so far ahead of the system's time (milliseconds), forward or back. A test's clock stays.
    pub fn set_ahead(&self, ms: i64) {
        if !self.manual {
            self.offset.store(ms.max(0), Ordering::Relaxed);
        }
    }

    /// Moves the clock forward. Whoever waits for a time is woken by
    /// [`Engine::advance`](super::Engine::advance), which calls this.
    pub fn advance(&self, ms: i64) {
        self.offset.fetch_add(ms.max(0), Ordering::Relaxed);
    }
}
