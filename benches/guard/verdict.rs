//! Whether what was measured is as good as the baseline. Pure: the tests hold it against made-up counts.

use std::collections::BTreeSet;
use std::fmt;

use super::baseline::Baseline;

/// A count may be so much above its baseline (percent) …
pub const TOLERANCE: f64 = 5.0;
/// … or so much, where the compiler or the processor is not the baseline's: both move counts by themselves.
pub const TOLERANCE_ELSEWHERE: f64 = 25.0;
/// What must not cost more with size: the small case, the large one.
pub const FLAT: [(&str, &str); 3] = [
    ("main_group_waiting_100", "main_group_waiting_10000"),
    ("courier_chats_100", "courier_chats_5000"),
    ("line_customers_100", "line_customers_100000"),
];
/// The large case may take so many times the instructions of the small one: trees are deeper.
pub const FLAT_FACTOR: f64 = 2.0;

/// What came of a comparison, line by line.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Report {
    lines: Vec<String>,
    failures: Vec<String>,
}

impl Report {
    /// Whether nothing is worse.
    #[must_use]
    pub fn is_well(&self) -> bool {
        self.failures.is_empty()
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.lines.iter().try_for_each(|line| writeln!(f, "{line}"))?;
        if self.is_well() {
            return write!(f, "instruction counts: as they should be");
        }
        writeln!(f, "\ninstruction counts: FAILED")?;
        self.failures.iter().try_for_each(|line| writeln!(f, "  {line}"))?;
        write!(
            f,
            "where that is wanted: `cargo guard -- --accept`, and commit the new baseline with the reason"
        )
    }
}

/// Holds what was measured against the baseline.
#[must_use]
pub fn compare(baseline: &Baseline, measured: &Baseline) -> Report {
    let mut report = Report::default();
    let is_same = baseline.built == measured.built;
    let tolerance = if is_same { TOLERANCE } else { TOLERANCE_ELSEWHERE };
    if !is_same {
        report.lines.push(format!(
            "NOTICE: the baseline was made with another compiler or processor, so {tolerance} % are tolerated \
             instead of {TOLERANCE} %.\n  baseline: {:?}\n  here:     {:?}\n  `cargo guard -- --accept` makes one for this one.",
            baseline.built, measured.built
        ));
    }
    let names: BTreeSet<&String> = baseline.counts.keys().chain(measured.counts.keys()).collect();
    for name in names {
        match (baseline.counts.get(name), measured.counts.get(name)) {
            (_, Some(0)) => report.failures.push(format!(
                "{name}: nothing was counted; was the function that the count begins with renamed?"
            )),
            (Some(before), Some(now)) => {
                let change = (ratio(*now, *before) - 1.0) * 100.0;
                report
                    .lines
                    .push(format!("{name:<32}{now:>12}  baseline {before:>12}  {change:+.1} %"));
                if change > tolerance {
                    report.failures.push(format!(
                        "{name}: {now} instructions, {change:.1} % more than the baseline's {before} ({tolerance} % are tolerated)"
                    ));
                }
            }
            (None, Some(now)) => {
                report
                    .failures
                    .push(format!("{name}: {now} instructions, and not in the baseline"));
            }
            (Some(_), None) => {
                report.failures.push(format!("{name}: in the baseline, and not measured any more"));
            }
            (None, None) => {}
        }
    }
    for (small, large) in FLAT {
        let (Some(few), Some(many)) = (measured.counts.get(small), measured.counts.get(large))
        else {
            report.failures.push(format!("{small} and {large}: not measured"));
            continue;
        };
        let factor = ratio(*many, *few);
        report.lines.push(format!("{large}: {factor:.2} × {small}"));
        if factor > FLAT_FACTOR {
            report.failures.push(format!(
                "{large} takes {factor:.2} times the instructions of {small}: the cost grows with size"
            ));
        }
    }
    report
}

#[allow(clippy::cast_precision_loss, reason = "a count is far below 2^53")]
fn ratio(a: u64, b: u64) -> f64 {
    a as f64 / b.max(1) as f64
}
