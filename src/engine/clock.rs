//! The clock: the system's, put ahead by the simulator page; or wholly a test's.

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
    /// How far the lines are ahead of that (milliseconds); see [`ahead`](super::ahead).
    ahead: Arc<AtomicI64>,
}

impl Clock {
    /// The system's time.
    #[must_use]
    pub fn system() -> Self {
        Self { offset: Arc::default(), manual: false, ahead: Arc::default() }
    }

    /// A clock that stands still until it is moved.
    #[must_use]
    pub fn manual(start: Timestamp) -> Self {
        Self { offset: Arc::new(AtomicI64::new(start.0)), manual: true, ahead: Arc::default() }
    }

    /// The time now, on the lines.
    #[must_use]
    pub fn now(&self) -> Timestamp {
        self.wall().plus(self.ahead_ms())
    }

    /// The time outside of the lines, however far they are ahead of it: for what goes on between people and the panel.
    #[must_use]
    pub fn wall(&self) -> Timestamp {
        let offset = self.offset.load(Ordering::Relaxed);
        if self.manual {
            return Timestamp(offset);
        }
        #[allow(clippy::disallowed_methods, reason = "this is the one place that asks the system")]
        let since_epoch = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
        Timestamp(i64::try_from(since_epoch.as_millis()).unwrap_or(i64::MAX).saturating_add(offset))
    }

    /// How far the lines are ahead (milliseconds).
    #[must_use]
    pub fn ahead_ms(&self) -> i64 {
        self.ahead.load(Ordering::Relaxed)
    }

    /// Puts the lines so far ahead (milliseconds), forward or back.
    pub(super) fn set_ahead(&self, ms: i64) {
        self.ahead.store(ms.max(0), Ordering::Relaxed);
    }

    /// Moves the clock forward, and the time outside with it. Whoever waits for a time is woken by
    /// [`Engine::advance`](super::Engine::advance), which calls this.
    pub fn advance(&self, ms: i64) {
        self.offset.fetch_add(ms.max(0), Ordering::Relaxed);
    }
}
