//! What a run comes to: plain data, for JSON, for the text below and for whoever draws it.

use std::collections::BTreeMap;
use std::fmt;

use serde::Serialize;

use super::audit::carried::{Carried, Tale};
use super::disturbance::Burden;
use super::fairness::Fairness;
use super::finding::{AlertFindings, Findings};
use super::floors::{Floors, Measured};
use super::latency::{Latencies, Spread};
use super::plan::Plan;

/// A run's result. The names of its fields are kept: others build on them.
#[derive(Debug, Clone, Serialize)]
pub struct Report {
    /// The scenario.
    pub scenario: &'static str,
    /// Cases over.
    pub cases: u64,
    /// From the first case's begin to the last one's end.
    pub seconds: f64,
    /// Cases in a second.
    pub cases_per_s: f64,
    /// Messages in a second: webhooks acknowledged and messages sent.
    pub messages_per_s: f64,
    /// Webhooks acknowledged in a second.
    pub webhooks_per_s: f64,
    /// Messages sent in a second.
    pub sends_per_s: f64,
    /// How long the steps took.
    pub latency_ms: Latencies,
    /// What the server used.
    pub server: ServerUse,
    /// What this program used.
    pub generator: GeneratorUse,
    /// Ratios to floors that were measured in the same run, by name.
    pub floors: BTreeMap<&'static str, f64>,
    /// What these ratios are of, and what they should be.
    pub floors_measured: Vec<Measured>,
    /// What was to be measured and could not, and why.
    pub floors_unmeasured: Vec<String>,
    /// What went wrong.
    pub audit: Findings,
    /// What was carried, kind by kind, in a run with more than texts.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub carried: Option<Carried>,
    /// What came back.
    pub answers: Answers,
    /// What was to be done.
    pub plan: Plan,
    /// Phase by phase.
    pub phases: Vec<PhaseReport>,
    /// Second by second.
    pub series: Vec<Second>,
    /// What the others noticed of those who disturbed them, in a run in which some did.
    pub fairness: Option<Fairness>,
}

/// What a phase came to. What was begun in it may have ended after it.
#[derive(Debug, Clone, PartialEq, Default, Serialize)]
pub struct PhaseReport {
    /// What it was for.
    pub name: &'static str,
    /// How long it took.
    pub seconds: f64,
    /// Cases begun in it.
    pub begun: u64,
    /// The same in a second: what was offered.
    pub offered_per_s: f64,
    /// Cases that ended in it.
    pub cases: u64,
    /// The same in a second.
    pub cases_per_s: f64,
    /// Webhooks answered with 503.
    pub busy_503: u64,
    /// From its end until all its cases were over (seconds), to the second.
    pub backlog_s: Option<f64>,
    /// The server's memory at its end (MiB).
    pub rss_mib: Option<f64>,
    /// The server's processor time in it; 100 is one core.
    pub cpu_percent: Option<f64>,
    /// The load generator's processor time in it.
    pub generator_cpu_percent: Option<f64>,
    /// What was done in it to disturb the others.
    pub burden: Option<Burden>,
    /// How long the steps took that ended in it.
    pub latency_ms: Latencies,
}

/// What a server used during the run.
#[derive(Debug, Clone, Default, Serialize)]
pub struct ServerUse {
    /// Processor time by the clock's; 100 is one core.
    pub cpu_percent: Option<f64>,
    /// Processor time for one case (seconds).
    pub cpu_s_per_case: Option<f64>,
    /// The most memory (MiB).
    pub rss_mib_peak: Option<f64>,
    /// How fast its memory grew in the second half of a run of ten minutes and more (MiB an hour).
    pub rss_mib_growth_per_hour: Option<f64>,
    /// How often it was started; 0 if somebody else did.
    pub starts: u32,
    /// Lines of its log with errors or panics, and unexpected ends.
    pub errors_logged: usize,
    /// The first of them.
    pub errors: Vec<String>,
}

/// What the load generator used during the run.
#[derive(Debug, Clone, Copy, Default, Serialize)]
pub struct GeneratorUse {
    /// Processor time by the clock's; 100 is one core, and all that it has.
    pub cpu_percent: Option<f64>,
    /// Processor time for one HTTP exchange (microseconds).
    pub cpu_us_per_exchange: Option<f64>,
}

/// What came back from the server.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Answers {
    /// Webhooks acknowledged.
    pub acknowledged: u64,
    /// Times that a webhook was answered with 503.
    pub busy_503: u64,
    /// Times that a webhook failed otherwise.
    pub failed: u64,
    /// Messages that it sent.
    pub sent: u64,
    /// Claims that it turned down.
    pub turned_down: u64,
    /// Calls of the gateway that failed on purpose, or whose answer did not come.
    pub failed_calls: u64,
    /// What it asked the gateway for that a load run does not know, and how often.
    pub unknown: BTreeMap<String, u64>,
    /// What it said that a load run does not understand, and how often.
    pub puzzling: BTreeMap<String, u64>,
}

/// One second of a run.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Second {
    /// Since the begin (seconds).
    pub at: f64,
    /// Cases that ended in it.
    pub cases: u64,
    /// Cases under way at its end.
    pub under_way: u64,
    /// The p50 of the webhooks acknowledged in it (milliseconds).
    pub ack_p50_ms: f64,
    /// Their p99 (milliseconds).
    pub ack_p99_ms: f64,
    /// Webhooks answered with 503 in it.
    pub busy_503: u64,
    /// The server's memory at its end (MiB).
    pub rss_mib: Option<f64>,
    /// The server's processor time in it; 100 is one core.
    pub cpu_percent: Option<f64>,
}

/// How fast memory grew (MiB an hour), by least squares over the second half of a curve that is long
/// enough to tell.
#[must_use]
pub fn growth_per_hour(series: &[Second]) -> Option<f64> {
    if series.len() < GROWTH_SECONDS_LEAST {
        return None;
    }
    let half = series.get(series.len() / 2..)?;
    let points: Vec<(f64, f64)> =
        half.iter().filter_map(|second| Some((second.at, second.rss_mib?))).collect();
    #[allow(clippy::cast_precision_loss, reason = "seconds of a run, far below 2^52")]
    let count = points.len() as f64;
    let mean = |of: fn(&(f64, f64)) -> f64| points.iter().map(of).sum::<f64>() / count;
    let (at, rss) = (mean(|point| point.0), mean(|point| point.1));
    let covariance: f64 = points.iter().map(|(x, y)| (x - at) * (y - rss)).sum();
    let variance: f64 = points.iter().map(|(x, _)| (x - at).powi(2)).sum();
    (variance > 0.0).then(|| covariance / variance * 3_600.0)
}

/// Seconds that a curve needs for its slope to mean something.
const GROWTH_SECONDS_LEAST: usize = 600;

impl Report {
    /// Whether nothing went wrong.
    #[must_use]
    pub fn is_clean(&self) -> bool {
        self.audit.is_clean() && self.server.errors_logged == 0
    }

    /// Takes in what was measured beside it.
    pub fn take_floors(&mut self, floors: Floors) {
        self.floors = floors.measured.iter().map(|floor| (floor.name, floor.ratio)).collect();
        self.floors_measured = floors.measured;
        self.floors_unmeasured = floors.unmeasured;
    }
}

/// For people.
impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let known = |value: Option<f64>, unit: &str| {
            value.map_or_else(|| String::from("unknown"), |value| format!("{value:.1} {unit}"))
        };
        writeln!(f, "{} cases in {:.1} s", self.cases, self.seconds)?;
        writeln!(f, "  {:>10.1} cases/s", self.cases_per_s)?;
        writeln!(
            f,
            "  {:>10.1} messages/s ({:.1} webhooks, {:.1} sends)",
            self.messages_per_s, self.webhooks_per_s, self.sends_per_s
        )?;
        if self.phases.len() > 1 {
            for phase in &self.phases {
                writeln!(f, "  {phase}")?;
            }
        }
        self.latency_ms.fmt(f)?;
        let per_case = self.server.cpu_s_per_case.map(|seconds| seconds * 1_000.0);
        writeln!(
            f,
            "\nserver: processor {}, {} a case; memory {} at most; {} errors in its log",
            known(self.server.cpu_percent, "%"),
            known(per_case, "ms"),
            known(self.server.rss_mib_peak, "MiB"),
            self.server.errors_logged,
        )?;
        if let Some(growth) = self.server.rss_mib_growth_per_hour {
            writeln!(f, "server: memory grew by {growth:.1} MiB an hour in the second half")?;
        }
        for line in &self.server.errors {
            writeln!(f, "  {line}")?;
        }
        writeln!(
            f,
            "generator: processor {}, {} an exchange",
            known(self.generator.cpu_percent, "%"),
            known(self.generator.cpu_us_per_exchange, "µs"),
        )?;
        writeln!(
            f,
            "answers: {} webhooks acknowledged, {} times 503, {} failures, {} claims turned down",
            self.answers.acknowledged,
            self.answers.busy_503,
            self.answers.failed,
            self.answers.turned_down
        )?;
        for (what, times) in self.answers.unknown.iter().chain(&self.answers.puzzling) {
            writeln!(f, "  not understood, {times} times: {what}")?;
        }
        for floor in &self.floors_measured {
            writeln!(f, "{floor}")?;
        }
        for why in &self.floors_unmeasured {
            writeln!(f, "floor not measured: {why}")?;
        }
        if let Some(fairness) = &self.fairness {
            writeln!(f, "{fairness}")?;
        }
        if let Some(carried) = &self.carried {
            carried.fmt(f)?;
            writeln!(f, "  {} calls of the gateway failed on purpose", self.answers.failed_calls)?;
        }
        write!(f, "{}", self.audit)
    }
}

impl fmt::Display for Carried {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (direction, tales) in self.directions() {
            let head = format!("carried, {direction}");
            writeln!(f, "{head:<30} sent  arrived repeated     moot     lost")?;
            for (kind, Tale { sent, arrived, repeated, moot, lost }) in tales {
                let name = kind.name();
                writeln!(
                    f,
                    "  {name:<24} {sent:>8} {arrived:>8} {repeated:>8} {moot:>8} {lost:>8}"
                )?;
            }
        }
        writeln!(f, "  {} replies without their quote, for a reason", self.unquoted)
    }
}

impl fmt::Display for PhaseReport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{}: {:.1} s, {:.1} cases/s offered, {:.1} done; webhook p99 {:.1} ms, {} times 503",
            self.name,
            self.seconds,
            self.offered_per_s,
            self.cases_per_s,
            self.latency_ms.webhook_acknowledged.p99,
            self.busy_503,
        )?;
        match self.backlog_s {
            Some(seconds) => write!(f, "; its cases over {seconds:.1} s after it"),
            None => Ok(()),
        }
    }
}

impl fmt::Display for Latencies {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f)?;
        writeln!(f, "latency, ms                    p50       p90       p99     p99.9       max")?;
        let steps = [
            ("webhook → acknowledged", self.webhook_acknowledged),
            ("message → relayed", self.message_relayed),
            ("claim → assigned", self.claim_assigned),
            ("case, first word to end", self.case),
        ];
        for (name, Spread { p50, p90, p99, p999, max, .. }) in steps {
            let name = format!("{name:<24}");
            writeln!(f, "  {name} {p50:>8.2}  {p90:>8.2}  {p99:>8.2}  {p999:>8.2}  {max:>8.2}")?;
        }
        Ok(())
    }
}

impl fmt::Display for Findings {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(
            f,
            "audit: {} lost, {} doubled, {} out of order, {} misdelivered, {} altered, {} double-claimed; \
             {} rejected, {} unfinished; {} repeats that a crash or a broken connection explains",
            self.lost,
            self.doubled,
            self.out_of_order,
            self.misdelivered,
            self.altered,
            self.double_claimed,
            self.rejected,
            self.unfinished,
            self.ambiguous_repeats,
        )?;
        if let Some(alerts) = &self.alerts {
            let AlertFindings {
                given,
                reminded,
                agents_reminded,
                unanswered_given,
                only_counted,
                after_claim,
                late_ms,
                ..
            } = alerts;
            writeln!(
                f,
                "alerts: {} early, {} doubled, {} forgotten, {} after the end; {given} given, {reminded} reminders, \
                 {unanswered_given} without an answer, {agents_reminded} agents reminded ({only_counted} only counted, {after_claim} just claimed); late by {} ms (p50), {} ms (p99), {} ms at \
                 most",
                alerts.early,
                alerts.doubled,
                alerts.forgotten,
                alerts.after_end,
                late_ms.p50,
                late_ms.p99,
                late_ms.max,
            )?;
        }
        for finding in &self.listed {
            let ticket = finding.ticket.map_or_else(|| "?".into(), |no| no.to_string());
            writeln!(
                f,
                "  {:?}: case {}, ticket {ticket}: {} [{}]",
                finding.fault,
                finding.case.0,
                finding.what,
                finding.chats.join(", "),
            )?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn curve(seconds: u32, rss: impl Fn(f64) -> f64) -> Vec<Second> {
        let second = |at: f64| Second {
            at,
            cases: 0,
            under_way: 0,
            ack_p50_ms: 1.0,
            ack_p99_ms: 0.0,
            busy_503: 0,
            rss_mib: Some(rss(at)),
            cpu_percent: None,
        };
        (0..seconds).map(|at| second(f64::from(at))).collect()
    }

    #[test]
    fn growth_is_that_of_the_second_half_and_short_runs_have_none() {
        let leak = growth_per_hour(&curve(1_200, |at| 50.0 + at / 60.0)).unwrap();
        assert!((leak - 60.0).abs() < 0.1, "{leak}");
        let warm = growth_per_hour(&curve(1_200, |at| at.min(300.0))).unwrap();
        assert!(warm.abs() < 0.1, "{warm}");
        assert_eq!(growth_per_hour(&curve(599, |at| at)), None);
    }
}
