//! Who is a burden to the others: a customer who floods, a group that talks, a line whose gateway is dead,
//! people who read the panel slowly. What the others notice of it is in [`fairness`](super::fairness).

pub mod dead_gateway;
pub mod readers;

use serde::Serialize;

/// A burden.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Disturbance {
    /// A customer with a case in progress writes as fast as it is taken.
    Flood,
    /// People talk in a main group, hundreds of messages a second.
    Crowd,
    /// Customers write to a second line, whose gateway takes connections and never answers.
    DeadLine,
    /// People open pages of the panel and hardly read them.
    SlowReader,
}

impl Disturbance {
    /// All of them, in the order of a run.
    pub const ALL: [Self; 4] = [Self::Flood, Self::Crowd, Self::DeadLine, Self::SlowReader];

    /// Its name in reports.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Flood => "flood",
            Self::Crowd => "crowd",
            Self::DeadLine => "dead_line",
            Self::SlowReader => "slow_reader",
        }
    }
}

/// What a disturbance came to. None of it is counted elsewhere.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
pub struct Burden {
    /// Webhooks acknowledged.
    pub acknowledged: u64,
    /// Times that one was answered with 503.
    pub busy_503: u64,
    /// Times that one failed otherwise.
    pub failed: u64,
    /// Pages of the panel of which some was read.
    pub pages: u64,
    /// Pages that the panel did not give.
    pub pages_refused: u64,
}
