//! What a run does: how many cases, how fast, with whom, and what goes wrong on purpose.

use std::time::Duration;

use serde::Serialize;

use super::cast::Cast;

/// When cases begin.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
#[serde(tag = "pace", rename_all = "snake_case")]
pub enum Pace {
    /// A new case begins when one ends: so many at the same time.
    Closed {
        /// Cases under way.
        in_flight: u64,
    },
    /// Cases begin by the clock, whatever becomes of those before. Latencies count from the moment at
    /// which a case was to begin.
    Open {
        /// Cases per second.
        per_second: f64,
    },
}

/// When no more cases begin.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
#[serde(tag = "until", rename_all = "snake_case")]
pub enum Extent {
    /// After so many.
    Cases {
        /// How many.
        cases: u64,
    },
    /// After so long.
    Time {
        /// Seconds.
        #[serde(serialize_with = "seconds")]
        time: Duration,
    },
}

/// What is said in a case.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Talk {
    /// Messages that the customer writes before anybody answers, at least 1.
    pub before: u32,
    /// Answers of the agent, at least 1.
    pub answers: u32,
    /// Messages that the customer writes after each answer.
    pub again: u32,
    /// How long people think before they write, on average (milliseconds).
    pub think_ms: u64,
}

impl Default for Talk {
    fn default() -> Self {
        Self { before: 1, answers: 1, again: 0, think_ms: 0 }
    }
}

/// What goes wrong on purpose. Shares are between 0 and 1, each of all messages of its way.
#[derive(Debug, Clone, Copy, PartialEq, Default, Serialize)]
pub struct Faults {
    /// Sends that the gateway refuses with status 500.
    pub errors: f64,
    /// Sends that it answers late.
    pub late: f64,
    /// How late at the most (milliseconds).
    pub late_ms: u64,
    /// Sends whose connection breaks before anything is done.
    pub drops_before: f64,
    /// Sends whose connection breaks when the message is already out: the server cannot know.
    pub drops_after: f64,
    /// Webhooks that come twice.
    pub duplicates: f64,
    /// Customers who write several messages at once, so that their webhooks may overtake one another.
    pub reorder: f64,
    /// Announcements that two agents claim at the same time.
    pub rivals: f64,
    /// Seconds between two `kill -9` of the server; 0 for none.
    #[serde(serialize_with = "seconds")]
    pub kill_every: Duration,
}

/// A whole run.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Plan {
    /// When no more cases begin.
    pub extent: Extent,
    /// When cases begin.
    pub pace: Pace,
    /// With whom.
    pub cast: Cast,
    /// What is said.
    pub talk: Talk,
    /// What goes wrong.
    pub faults: Faults,
    /// Webhooks on their way at the same time, at the most; more wait at the gateway.
    pub connections: usize,
    /// The first wait before a webhook that was not taken is brought again; it doubles (milliseconds).
    pub retry_ms: u64,
    /// A run whose last cases get no further for so long is over.
    #[serde(serialize_with = "seconds")]
    pub patience: Duration,
    /// Chooses who meets a fault.
    pub seed: u64,
}

fn seconds<S: serde::Serializer>(time: &Duration, to: S) -> Result<S::Ok, S::Error> {
    to.serialize_f64(time.as_secs_f64())
}
