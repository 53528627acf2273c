//! The seconds of a run, few enough to be drawn: those of a long run are taken together.

use super::super::report::Second;

/// Points of a curve, at the most.
const POINTS_MOST: usize = 180;

/// One second, or some of them together.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Span {
    /// From the begin to its end (seconds).
    pub(super) at: f64,
    /// Cases that ended, in a second.
    pub(super) cases_per_s: f64,
    /// Cases under way at its end.
    pub(super) under_way: u64,
    /// The middle of its seconds' p50 (milliseconds).
    pub(super) ack_p50_ms: f64,
    /// The worst of its seconds' p99 (milliseconds).
    pub(super) ack_p99_ms: f64,
    /// Webhooks answered with 503.
    pub(super) busy_503: u64,
    /// The most memory in it (MiB).
    pub(super) rss_mib: Option<f64>,
    /// Processor time; 100 is one core.
    pub(super) cpu_percent: Option<f64>,
}

/// Takes seconds together, so that few enough are left; says how many are in each.
pub(super) fn spans(seconds: &[Second]) -> (Vec<Span>, usize) {
    let together = seconds.len().div_ceil(POINTS_MOST).max(1);
    (seconds.chunks(together).filter_map(span).collect(), together)
}

fn span(seconds: &[Second]) -> Option<Span> {
    let last = seconds.last()?;
    let of = |value: fn(&Second) -> f64| seconds.iter().map(value);
    let known = |value: fn(&Second) -> Option<f64>| -> Vec<f64> {
        seconds.iter().filter_map(value).collect()
    };
    let (memory, cpu) = (known(|second| second.rss_mib), known(|second| second.cpu_percent));
    let mut p50: Vec<f64> = of(|second| second.ack_p50_ms).collect();
    p50.sort_by(f64::total_cmp);
    #[allow(clippy::cast_precision_loss, reason = "counts of some seconds")]
    let cases: Vec<f64> = seconds.iter().map(|second| second.cases as f64).collect();
    Some(Span {
        at: last.at,
        cases_per_s: mean(&cases).unwrap_or(0.0),
        under_way: last.under_way,
        ack_p50_ms: p50.get(p50.len() / 2).copied().unwrap_or(0.0),
        ack_p99_ms: of(|second| second.ack_p99_ms).fold(0.0, f64::max),
        busy_503: seconds.iter().map(|second| second.busy_503).sum(),
        rss_mib: memory.into_iter().reduce(f64::max),
        cpu_percent: mean(&cpu),
    })
}

#[allow(clippy::cast_precision_loss, reason = "some seconds")]
fn mean(values: &[f64]) -> Option<f64> {
    (!values.is_empty()).then(|| values.iter().sum::<f64>() / values.len() as f64)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn many_seconds_become_few_spans_and_the_worst_stays_visible() {
        let second = |n: u32| Second {
            at: f64::from(n),
            cases: u64::from(n % 2) * 100,
            under_way: 7,
            ack_p50_ms: 1.0,
            ack_p99_ms: if n == 500 { 900.0 } else { 3.0 },
            busy_503: 1,
            rss_mib: Some(f64::from(n)),
            cpu_percent: None,
        };
        let seconds: Vec<Second> = (1..=1_000).map(second).collect();
        let (spans, together) = spans(&seconds);
        assert_eq!((spans.len(), together), (167, 6));
        assert!((spans[0].cases_per_s - 50.0).abs() < 1e-9);
        assert_eq!(spans.iter().map(|span| span.busy_503).sum::<u64>(), 1_000);
        assert!(spans.iter().any(|span| span.ack_p99_ms > 899.0));
        assert_eq!(spans.last().map(|span| span.at), Some(1_000.0));
        assert_eq!(spans[0].cpu_percent, None);
    }

    #[test]
    fn no_second_is_no_span() {
        assert_eq!(spans(&[]).0, []);
    }
}
