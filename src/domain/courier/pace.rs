//! How fast a line writes: so many messages a second on average, some at once after a rest, and unevenly, as
//! people write.

use crate::domain::ids::{SendId, Timestamp};
use crate::domain::settings::LineSettings;

/// A bucket of tokens: a message takes about one, and time brings them back.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Pace {
    per_second: f64,
    burst: f64,
    jitter: f64,
    tokens: f64,
    filled_at: Timestamp,
}

impl Pace {
    /// A full one.
    pub fn new(settings: &LineSettings, now: Timestamp) -> Self {
        let mut pace =
            Self { per_second: 0.0, burst: 0.0, jitter: 0.0, tokens: 0.0, filled_at: now };
        pace.change_settings(settings);
        pace.tokens = pace.burst;
        pace
    }

    /// Takes over a changed pace.
    pub fn change_settings(&mut self, settings: &LineSettings) {
        self.per_second = settings.sends_per_second.max(0.01);
        self.burst = settings.send_burst.max(1.0);
        self.jitter = settings.send_jitter.clamp(0.0, 0.9);
    }

    /// When it was last refilled.
    pub fn filled_at(&self) -> Timestamp {
        self.filled_at
    }

    /// Brings the tokens up to date.
    pub fn refill(&mut self, now: Timestamp) {
        #[allow(clippy::cast_precision_loss, reason = "milliseconds between two calls")]
        let seconds = now.since(self.filled_at) as f64 / 1_000.0;
        self.tokens = (self.tokens + seconds * self.per_second).min(self.burst);
        self.filled_at = self.filled_at.max(now);
    }

    /// Whether a message may leave.
    pub fn has_room(&self) -> bool {
        self.tokens >= 1.0
    }

    /// When a message may leave.
    pub fn room_at(&self, now: Timestamp) -> Timestamp {
        if self.has_room() {
            return now;
        }
        // At most a few seconds: both numbers are small and positive.
        #[allow(clippy::cast_possible_truncation, reason = "bounded by the rate's minimum")]
        let wait = ((1.0 - self.tokens) / self.per_second * 1_000.0).ceil() as i64;
        self.filled_at.plus(wait)
    }

    /// A message leaves.
    pub fn spend(&mut self, id: SendId) {
        self.tokens -= cost(id, self.jitter);
    }
}

/// What a message costs of the burst: about one. The same for the same message, and uneven from one to the
/// next, as people write.
fn cost(id: SendId, jitter: f64) -> f64 {
    // The well mixed upper bits of a multiplication (Fibonacci hashing), as a number from -1 to 1.
    let mixed = id.0.cast_unsigned().wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 40;
    #[allow(clippy::cast_precision_loss, reason = "24 bits")]
    let share = mixed as f64 / f64::from(1_u32 << 23) - 1.0;
    1.0 + jitter * share
}
