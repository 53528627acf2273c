//! What a run does: in which phases cases begin, with whom, and what goes wrong on purpose.

use std::time::Duration;

use serde::{Serialize, Serializer};

use super::cast::Cast;
use super::disturbance::Disturbance;
use super::mixed::Mix;

/// When cases begin.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Pace {
    /// A new case begins when one ends: so many at the same time.
    Closed {
        /// Cases under way.
        in_flight: u64,
    },
    /// Cases begin by the clock, whatever becomes of those before. Their times count from the moment at
    /// which they were to begin.
    Open {
        /// Cases per second.
        per_second: f64,
    },
    /// The same, at so many times the rate of the closed phase before.
    Share {
        /// Of that rate.
        times: f64,
    },
    /// Nothing for a while, then many at once.
    Burst {
        /// Customers who write at the same moment.
        customers: u64,
        /// From one burst to the next.
        #[serde(serialize_with = "seconds", rename = "every_s")]
        every: Duration,
    },
}

/// When a phase ends.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Extent {
    /// After so many cases have begun.
    Cases(u64),
    /// After people have written so many messages, or done as much to them.
    Messages(u64),
    /// After so long.
    #[serde(rename = "seconds", serialize_with = "seconds")]
    Time(Duration),
}

/// A part of a run.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Phase {
    /// What it is for.
    pub name: &'static str,
    /// When cases begin.
    pub pace: Pace,
    /// When no more of them begin.
    pub extent: Extent,
    /// Whether the gateway misbehaves as planned.
    pub faulty: bool,
    /// Who is a burden to the others in it.
    pub disturbance: Option<Disturbance>,
}

/// What is said in a case.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Talk {
    /// Messages that the customer writes before anybody answers, at least 1.
    pub before: u32,
    /// Answers of the agent, at least 1.
    pub answers: u32,
    /// Messages that the customer writes after each answer.
    pub again: u32,
    /// How long people think before they write, on average (milliseconds).
    pub think_ms: u64,
    /// Customers' messages that are pictures with a caption, as a share of all.
    pub pictures: f64,
}

impl Talk {
    /// Messages of a case, both sides together.
    #[must_use]
    pub fn messages(&self) -> u64 {
        u64::from(self.before) + u64::from(self.answers) * (1 + u64::from(self.again))
    }
}

impl Default for Talk {
    fn default() -> Self {
        Self { before: 1, answers: 1, again: 0, think_ms: 0, pictures: 0.0 }
    }
}

/// What goes wrong on purpose. Shares are between 0 and 1.
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
    /// Sends whose connection breaks when the message is out: the server cannot know that it is.
    pub drops_after: f64,
    /// Webhooks that come twice.
    pub duplicates: f64,
    /// Customers with several messages to write who write them at once, so that they overtake one another.
    pub reorder: f64,
    /// Announcements that two agents claim at the same time.
    pub rivals: f64,
    /// From one `kill -9` of the server to the next; 0 for none.
    #[serde(serialize_with = "seconds", rename = "kill_every_s")]
    pub kill_every: Duration,
    /// So many `kill -9` of the server, spread evenly over the run.
    #[serde(skip_serializing_if = "is_none")]
    pub kills: u32,
    /// Webhooks that are brought late.
    #[serde(skip_serializing_if = "is_nothing")]
    pub late_webhooks: f64,
}

/// When tickets that nobody takes are alerted, in milliseconds since the customer wrote.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Limits {
    /// The first time.
    pub first_ms: u64,
    /// The second time.
    pub second_ms: u64,
    /// From then on each time so much later.
    pub repeat_ms: u64,
    /// Repetitions that the agents wait for, in one case of fifty.
    pub repeats: u32,
    /// Whoever attends and does not answer is reminded after this.
    pub answer_ms: u64,
    /// Supervisors are told of it after this.
    pub answer_alert_ms: u64,
}

impl Limits {
    /// How often a ticket has come due that has waited for so long.
    #[must_use]
    pub fn due(&self, waited_ms: u64) -> u32 {
        if waited_ms < self.second_ms {
            return u32::from(waited_ms >= self.first_ms);
        }
        let repeated = (waited_ms - self.second_ms) / self.repeat_ms.max(1);
        u32::try_from(repeated).unwrap_or(u32::MAX).saturating_add(2)
    }

    /// For how long nothing may be said of a ticket that waits, although all is well.
    #[must_use]
    pub fn longest_silence(&self) -> Duration {
        let repeat_ms = if self.repeats > 0 { self.repeat_ms } else { 0 };
        Duration::from_millis(self.second_ms.saturating_sub(self.first_ms).max(repeat_ms))
    }
}

/// What the line has behind it when the run begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
pub struct Past {
    /// Tickets that are over.
    pub closed: u64,
    /// Messages of each of them.
    pub messages: u64,
    /// Tickets that wait, and that nobody claims in the run.
    pub waiting: u64,
}

/// A whole run.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Plan {
    /// Its parts, in order.
    pub phases: Vec<Phase>,
    /// Who takes part.
    pub cast: Cast,
    /// What is behind it; only a server of the run's own is given a past.
    pub past: Past,
    /// What is said.
    pub talk: Talk,
    /// What is more than texts; nothing where all are texts.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub mix: Option<Mix>,
    /// What goes wrong.
    pub faults: Faults,
    /// When alerts are given, in a run about them; in others there is none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub limits: Option<Limits>,
    /// Connections over which webhooks come, at the most; more webhooks wait at the gateway.
    pub connections: usize,
    /// The first wait before a webhook is brought again that was not taken; it doubles (milliseconds).
    pub retry_ms: u64,
    /// When nothing is heard of the server for so long, while something should be, the run is over.
    #[serde(serialize_with = "seconds", rename = "patience_s")]
    pub patience: Duration,
    /// Chooses who meets a fault.
    pub seed: u64,
}

impl Plan {
    /// Whether somebody disturbs the others in it: then each phase begins when all of the one before is over.
    #[must_use]
    pub fn has_disturbances(&self) -> bool {
        self.phases.iter().any(|phase| phase.disturbance.is_some())
    }
}

fn seconds<S: Serializer>(time: &Duration, to: S) -> Result<S::Ok, S::Error> {
    to.serialize_f64(time.as_secs_f64())
}

#[allow(clippy::trivially_copy_pass_by_ref, reason = "as serde asks")]
fn is_none(count: &u32) -> bool {
    *count == 0
}

#[allow(clippy::trivially_copy_pass_by_ref, reason = "as serde asks")]
fn is_nothing(share: &f64) -> bool {
    *share <= 0.0
}
