//! What the others notice of a disturbance: their p99 in its phase, by what it is when nobody disturbs.

use std::fmt;

use serde::Serialize;

use super::disturbance::Burden;
use super::latency::Latencies;
use super::report::PhaseReport;

/// Nobody disturbs, before …
pub const ALONE: &str = "alone";
/// … and after.
pub const ALONE_AGAIN: &str = "alone_again";
/// What the others may notice: so many times their p99.
pub const TARGET: f64 = 1.5;

/// A value for each step that ordinary customers and agents wait for.
#[derive(Debug, Clone, Copy, PartialEq, Default, Serialize)]
pub struct Steps {
    /// A webhook, until its 2xx.
    pub webhook_acknowledged: f64,
    /// Words, until they are in the other chat.
    pub message_relayed: f64,
    /// A claim, until its confirmation.
    pub claim_assigned: f64,
}

/// How fair a server is.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Fairness {
    /// The ratio that none may exceed.
    pub target: f64,
    /// Whether none does.
    pub within_target: bool,
    /// p50 without a disturbance: the mean of both phases (milliseconds).
    pub alone_p50_ms: Steps,
    /// p99 without a disturbance: the mean of both phases (milliseconds).
    pub alone_p99_ms: Steps,
    /// The larger p99 of both phases by the smaller: what the machine does by itself.
    pub noise: Steps,
    /// Each disturbance, in order.
    pub disturbances: Vec<Disturbed>,
}

/// The others, while somebody disturbs them.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Disturbed {
    /// The phase.
    pub name: &'static str,
    /// p50 (milliseconds).
    pub p50_ms: Steps,
    /// p99 (milliseconds).
    pub p99_ms: Steps,
    /// p99 by the mean of the phases without a disturbance.
    pub p99_ratio: Steps,
    /// Whether all of them are within the target.
    pub within_target: bool,
    /// Webhooks of the others that were answered with 503.
    pub others_busy_503: u64,
    /// What was done to disturb them.
    pub burden: Burden,
}

impl Fairness {
    /// What the phases of a run say about it; nothing if nobody disturbed, or always somebody.
    #[must_use]
    pub fn of(phases: &[PhaseReport]) -> Option<Self> {
        let alone = |name| phases.iter().find(|phase| phase.name == name);
        let (before, after) = (alone(ALONE)?.latency_ms, alone(ALONE_AGAIN)?.latency_ms);
        let mean = |before: Steps, after: Steps| before.with(after, f64::midpoint);
        let alone_p99_ms = mean(Steps::p99(&before), Steps::p99(&after));
        let disturbances: Vec<Disturbed> = phases
            .iter()
            .filter_map(|phase| Some(Disturbed::of(phase, phase.burden?, alone_p99_ms)))
            .collect();
        Some(Self {
            target: TARGET,
            within_target: disturbances.iter().all(|disturbed| disturbed.within_target),
            alone_p50_ms: mean(Steps::p50(&before), Steps::p50(&after)),
            alone_p99_ms,
            noise: Steps::p99(&before).with(Steps::p99(&after), |a, b| ratio(a.max(b), a.min(b))),
            disturbances,
        })
    }
}

impl Disturbed {
    fn of(phase: &PhaseReport, burden: Burden, alone: Steps) -> Self {
        let p99_ms = Steps::p99(&phase.latency_ms);
        let p99_ratio = p99_ms.with(alone, ratio);
        Self {
            name: phase.name,
            p50_ms: Steps::p50(&phase.latency_ms),
            p99_ms,
            p99_ratio,
            within_target: p99_ratio.all().iter().all(|ratio| *ratio <= TARGET),
            others_busy_503: phase.busy_503,
            burden,
        }
    }
}

impl Steps {
    fn p50(latencies: &Latencies) -> Self {
        Self {
            webhook_acknowledged: latencies.webhook_acknowledged.p50,
            message_relayed: latencies.message_relayed.p50,
            claim_assigned: latencies.claim_assigned.p50,
        }
    }

    fn p99(latencies: &Latencies) -> Self {
        Self {
            webhook_acknowledged: latencies.webhook_acknowledged.p99,
            message_relayed: latencies.message_relayed.p99,
            claim_assigned: latencies.claim_assigned.p99,
        }
    }

    fn with(self, other: Self, join: impl Fn(f64, f64) -> f64) -> Self {
        Self {
            webhook_acknowledged: join(self.webhook_acknowledged, other.webhook_acknowledged),
            message_relayed: join(self.message_relayed, other.message_relayed),
            claim_assigned: join(self.claim_assigned, other.claim_assigned),
        }
    }

    /// In the order of the fields.
    #[must_use]
    pub fn all(self) -> [f64; 3] {
        [self.webhook_acknowledged, self.message_relayed, self.claim_assigned]
    }
}

/// Nothing measured is nothing to complain of.
fn ratio(value: f64, of: f64) -> f64 {
    if of > 0.0 { value / of } else { 0.0 }
}

/// For people.
impl fmt::Display for Fairness {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "\nfairness: p99 of the others, ms and × alone (target: at most {TARGET} ×)")?;
        writeln!(f, "                  acknowledged          relayed         assigned")?;
        let [acknowledged, relayed, assigned] = self.alone_p99_ms.all();
        let [a, b, c] = self.noise.all();
        writeln!(
            f,
            "  alone        {acknowledged:>8.2}         {relayed:>8.2}         {assigned:>8.2}         \
             before and after differ {a:.2}, {b:.2}, {c:.2} ×",
        )?;
        for disturbed in &self.disturbances {
            write!(f, "  {:<12}", disturbed.name)?;
            for (ms, ratio) in disturbed.p99_ms.all().into_iter().zip(disturbed.p99_ratio.all()) {
                let mark = if ratio > TARGET { "!" } else { " " };
                write!(f, " {ms:>8.2} {ratio:>5.2}×{mark}")?;
            }
            let Burden { acknowledged, busy_503, failed, pages, pages_refused } = disturbed.burden;
            write!(f, "   {} times 503;", disturbed.others_busy_503)?;
            if acknowledged + busy_503 + failed > 0 {
                write!(
                    f,
                    " disturbed by {acknowledged} messages, {busy_503} times 503, {failed} failures"
                )?;
            }
            if pages + pages_refused > 0 {
                write!(f, " disturbed by {pages} pages, {pages_refused} refused")?;
            }
            writeln!(f)?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::load::latency::Spread;

    fn phase(name: &'static str, p99: f64, burden: Option<Burden>) -> PhaseReport {
        let spread = Spread { p99, ..Spread::default() };
        let latency_ms = Latencies {
            webhook_acknowledged: spread,
            message_relayed: spread,
            claim_assigned: spread,
            case: spread,
        };
        PhaseReport { name, latency_ms, burden, ..PhaseReport::default() }
    }

    #[test]
    fn a_disturbance_is_measured_by_the_mean_of_before_and_after() {
        let burden = Some(Burden::default());
        let phases = [
            phase("search", 1_000.0, None),
            phase(ALONE, 8.0, None),
            phase("flood", 15.0, burden),
            phase("crowd", 15.1, burden),
            phase(ALONE_AGAIN, 12.0, None),
        ];
        let fairness = Fairness::of(&phases).unwrap();
        assert_eq!(fairness.alone_p99_ms.all(), [10.0; 3]);
        assert_eq!(fairness.noise.all(), [1.5; 3]);
        let judged: Vec<_> =
            fairness.disturbances.iter().map(|one| (one.name, one.within_target)).collect();
        assert_eq!(judged, [("flood", true), ("crowd", false)]);
        assert!(!fairness.within_target);
        assert!(fairness.to_string().contains("1.51×!"), "{fairness}");
        assert_eq!(Fairness::of(&phases[..3]), None);
    }
}
