//! Floors as bars: how far Relevo comes, and the mark where it should be.

use super::super::figure::figure;
use super::super::floors::{Measured, Target};

/// A floor, ready to be drawn. Lengths are in hundredths of the room.
#[derive(Debug, PartialEq)]
pub(super) struct Bar {
    pub(super) name: String,
    pub(super) ratio: String,
    pub(super) target: String,
    /// Whether it is as it should be; nothing where nothing is asked.
    pub(super) is_met: Option<bool>,
    pub(super) length: String,
    pub(super) mark: Option<String>,
    pub(super) ours: String,
    pub(super) floor: String,
    pub(super) meaning: String,
}

/// Bars for what was measured.
pub(super) fn bars(measured: &[Measured]) -> Vec<Bar> {
    measured.iter().map(bar).collect()
}

fn bar(measured: &Measured) -> Bar {
    let (goal, target) = match measured.target {
        Some(Target::AtLeast(least)) => (Some(least), format!("target at least {least}")),
        Some(Target::AtMost(most)) => (Some(most), format!("target at most {most}")),
        None => (None, String::from("no target")),
    };
    // A whole floor has its place, and whatever is beyond it too; the mark is never at the edge.
    let room = (goal.unwrap_or(0.0) * 1.1).max(measured.ratio).max(1.0);
    let share = |value: f64| format!("{:.1}", value / room * 100.0);
    Bar {
        name: measured.name.replace('_', ", "),
        ratio: format!("{:.2}", measured.ratio),
        target,
        is_met: measured.is_met(),
        length: share(measured.ratio),
        mark: goal.map(share),
        ours: format!("{} {}", figure(measured.ours), measured.unit),
        floor: format!("{} {}", figure(measured.floor), measured.unit),
        meaning: measured.meaning.clone(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bar_is_as_long_as_its_ratio_and_marked_at_its_target() {
        let measured = |ratio, target| Measured {
            name: "webhook_row",
            ratio,
            target,
            ours: 700.0,
            floor: 1_000.0,
            unit: "requests/s",
            meaning: "why".into(),
        };
        let below = bar(&measured(0.7, Some(Target::AtLeast(0.5))));
        assert_eq!((below.length.as_str(), below.mark.as_deref()), ("70.0", Some("50.0")));
        assert_eq!((below.name.as_str(), below.is_met), ("webhook, row", Some(true)));
        let beyond = bar(&measured(2.0, Some(Target::AtMost(1.0))));
        assert_eq!((beyond.length.as_str(), beyond.mark.as_deref()), ("100.0", Some("50.0")));
        assert_eq!(bar(&measured(0.2, None)).mark, None);
    }
}
