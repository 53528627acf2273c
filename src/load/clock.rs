//! Real time: a load run measures, so here it is read and not injected.
#![allow(clippy::disallowed_methods, reason = "latencies are measured in real time")]

use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

/// This moment, for measuring.
pub(super) fn now() -> Instant {
    Instant::now()
}

/// What comes of some work, and how long it took.
pub(super) fn timed<T>(work: impl FnOnce() -> T) -> (T, Duration) {
    let begun = now();
    let done = work();
    (done, begun.elapsed())
}

/// Seconds since 1970, as phones stamp their messages.
pub(super) fn wall_seconds() -> u64 {
    SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or(Duration::ZERO).as_secs()
}

/// Milliseconds since 1970, as phones stamp their edits.
pub(super) fn wall_millis() -> u64 {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or(Duration::ZERO);
    u64::try_from(since.as_millis()).unwrap_or(0)
}
