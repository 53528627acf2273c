//! Axes: round numbers at even distances, so that their labels need no positions of their own.

/// Labels of an axis, from its foot to its end, all at the same distance.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Axis {
    /// What its end stands for.
    pub(super) end: f64,
    /// From 0 to the end.
    pub(super) ticks: Vec<f64>,
}

impl Axis {
    /// An axis for values from 0 to `most`: in steps of 1, 2, 2.5 or 5 times a power of ten, four at the most.
    pub(super) fn of_values(most: f64) -> Self {
        let most = if most.is_finite() && most > 0.0 { most } else { 1.0 };
        let power = 10_f64.powf((most / 4.0).log10().floor());
        let step = [1.0, 2.0, 2.5, 5.0]
            .map(|factor| factor * power)
            .into_iter()
            .find(|step| step * 4.0 >= most)
            .unwrap_or(power * 10.0);
        // A hair less: what is one step, but for its last digit, is one step.
        Self::even(step, ((most / step) - 1e-9).ceil().max(1.0))
    }

    /// An axis for so many seconds: always in four steps, and hardly longer than what it shows.
    pub(super) fn of_time(seconds: f64) -> Self {
        const UNITS: [f64; 8] = [0.25, 0.5, 1.0, 5.0, 10.0, 60.0, 300.0, 3_600.0];
        let quarter = if seconds.is_finite() && seconds > 0.0 { seconds / 4.0 } else { 0.25 };
        let unit = UNITS.into_iter().rev().find(|unit| unit * 6.0 <= quarter).unwrap_or(0.25);
        // Seconds are counted a few milliseconds late: that is no reason for a longer axis.
        Self::even(((quarter / unit) - 0.02).ceil().max(1.0) * unit, 4.0)
    }

    fn even(step: f64, steps: f64) -> Self {
        let numbers = std::iter::successors(Some(0.0), |number| Some(number + 1.0));
        let ticks = numbers.take_while(|number| *number <= steps).map(|number| number * step);
        Self { end: steps * step, ticks: ticks.collect() }
    }

    /// Where a value is, from 0 to 1.
    pub(super) fn share(&self, value: f64) -> f64 {
        (value / self.end).clamp(0.0, 1.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn steps_are_round_and_hold_the_highest_value() {
        for (most, end, steps) in [
            (1_234.0, 1_500.0, 3),
            (1.0, 1.0, 4),
            (0.0, 1.0, 4),
            (f64::NAN, 1.0, 4),
            (87.3, 100.0, 4),
            (0.003, 0.003, 3),
            (6.1, 8.0, 4),
            (9_999.0, 10_000.0, 4),
        ] {
            let axis = Axis::of_values(most);
            assert!((axis.end - end).abs() < 1e-9, "{most}: {axis:?}");
            assert_eq!(axis.ticks.len(), steps + 1, "{most}: {axis:?}");
        }
    }

    #[test]
    fn any_highest_value_has_its_place() {
        for n in 1..5_000_u32 {
            let most = f64::from(n) * 0.37;
            let axis = Axis::of_values(most);
            assert!(
                axis.end >= most * (1.0 - 1e-9) && (2..=5).contains(&axis.ticks.len()),
                "{most}: {axis:?}"
            );
            let time = Axis::of_time(most);
            assert!(time.end >= most * 0.98 - 0.02 && time.ticks.len() == 5, "{most}: {time:?}");
            assert!(most < 10.0 || time.end <= most * 1.17, "{most}: {time:?}");
        }
    }
}
