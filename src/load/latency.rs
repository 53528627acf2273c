//! How long things take: by step, and by second.

use std::time::{Duration, Instant};

use hdrhistogram::Histogram;
use serde::Serialize;

/// The longest time told apart (microseconds): an hour.
const LONGEST_US: u64 = 3_600_000_000;

/// A step of a case that somebody waits for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// A webhook, until its 2xx.
    WebhookAcknowledged,
    /// A person's words, until they are in the other chat.
    MessageRelayed,
    /// A claim, until its confirmation is in the main group.
    ClaimAssigned,
    /// A case, from the customer's first message to its end in the personal group.
    Case,
}

/// Times of one step, in milliseconds.
#[derive(Debug, Clone, Copy, PartialEq, Default, Serialize)]
pub struct Spread {
    /// How many were measured.
    pub count: u64,
    /// Half of them took at most this.
    pub p50: f64,
    /// Nine of ten.
    pub p90: f64,
    /// 99 of a hundred.
    pub p99: f64,
    /// 999 of a thousand.
    pub p999: f64,
    /// The longest.
    pub max: f64,
}

/// All steps.
#[derive(Debug, Clone, Copy, PartialEq, Default, Serialize)]
pub struct Latencies {
    /// See [`Step::WebhookAcknowledged`].
    pub webhook_acknowledged: Spread,
    /// See [`Step::MessageRelayed`].
    pub message_relayed: Spread,
    /// See [`Step::ClaimAssigned`].
    pub claim_assigned: Spread,
    /// See [`Step::Case`].
    pub case: Spread,
}

/// The times of all steps.
#[derive(Debug, Clone)]
struct Times {
    webhook: Histogram<u64>,
    relay: Histogram<u64>,
    claim: Histogram<u64>,
    case: Histogram<u64>,
}

/// Where times are gathered.
#[derive(Debug)]
pub struct Stopwatch {
    all: Times,
    /// Of the phase under way.
    phase: Times,
    /// Webhooks of the second under way.
    second: Histogram<u64>,
}

impl Times {
    fn new() -> Result<Self, hdrhistogram::CreationError> {
        let empty = || Histogram::new_with_bounds(1, LONGEST_US, 3);
        Ok(Self { webhook: empty()?, relay: empty()?, claim: empty()?, case: empty()? })
    }

    fn record(&mut self, step: Step, us: u64) {
        let histogram = match step {
            Step::WebhookAcknowledged => &mut self.webhook,
            Step::MessageRelayed => &mut self.relay,
            Step::ClaimAssigned => &mut self.claim,
            Step::Case => &mut self.case,
        };
        histogram.saturating_record(us);
    }

    fn latencies(&self) -> Latencies {
        Latencies {
            webhook_acknowledged: spread(&self.webhook),
            message_relayed: spread(&self.relay),
            claim_assigned: spread(&self.claim),
            case: spread(&self.case),
        }
    }

    fn reset(&mut self) {
        for histogram in [&mut self.webhook, &mut self.relay, &mut self.claim, &mut self.case] {
            histogram.reset();
        }
    }
}

impl Stopwatch {
    /// Nothing measured yet.
    ///
    /// # Errors
    /// Never: its bounds are right.
    pub fn new() -> Result<Self, hdrhistogram::CreationError> {
        let second = Histogram::new_with_bounds(1, LONGEST_US, 3)?;
        Ok(Self { all: Times::new()?, phase: Times::new()?, second })
    }

    /// Takes a time down.
    pub fn took(&mut self, step: Step, from: Instant, to: Instant) {
        let took = to.saturating_duration_since(from);
        let us = u64::try_from(took.as_micros()).unwrap_or(LONGEST_US).clamp(1, LONGEST_US);
        self.all.record(step, us);
        self.phase.record(step, us);
        if step == Step::WebhookAcknowledged {
            self.second.saturating_record(us);
        }
    }

    /// The p50 and the p99 of the webhooks acknowledged since the last call (milliseconds).
    pub fn second(&mut self) -> [f64; 2] {
        let times = [0.5, 0.99].map(|quantile| ms(self.second.value_at_quantile(quantile)));
        self.second.reset();
        times
    }

    /// All of it since the last call: a phase ends.
    pub fn phase(&mut self) -> Latencies {
        let latencies = self.phase.latencies();
        self.phase.reset();
        latencies
    }

    /// All of it.
    #[must_use]
    pub fn latencies(&self) -> Latencies {
        self.all.latencies()
    }
}

fn spread(histogram: &Histogram<u64>) -> Spread {
    let at = |quantile| ms(histogram.value_at_quantile(quantile));
    Spread {
        count: histogram.len(),
        p50: at(0.5),
        p90: at(0.9),
        p99: at(0.99),
        p999: at(0.999),
        max: ms(histogram.max()),
    }
}

fn ms(us: u64) -> f64 {
    Duration::from_micros(us).as_secs_f64() * 1_000.0
}
