//! The figures as pictures, drawn here as paths in a square of 100 by 100; each ends in a sentence.

use super::names::Names;
use crate::store::statistics::{Figures, Load, Part, Spread};
use crate::web::panel::numbers::Numbers;
use crate::web::words::{FluentValue, Words};

/// Lines across a chart.
const LINES: u32 = 3;
/// Names below a chart, at the most.
const LABELS: usize = 8;

/// A picture with its words.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[allow(missing_docs, reason = "as in the template")]
pub struct Chart {
    pub id: &'static str,
    pub title: String,
    /// Class of the mark and of the path, and what it stands for.
    pub legend: Vec<(&'static str, String)>,
    /// Whether the legend's marks are lines.
    pub lines: bool,
    /// From the top down.
    pub scale: Vec<String>,
    /// Class and path.
    pub paths: Vec<(&'static str, String)>,
    pub axis: Vec<String>,
    /// The picture in a sentence; what it says to who does not see it.
    pub takeaway: String,
}

/// A bar with its number.
#[derive(Debug, Clone, PartialEq, Eq)]
#[allow(missing_docs, reason = "as in the template")]
pub struct Bar {
    pub name: String,
    pub class: &'static str,
    /// Of 100.
    pub width: u64,
    pub count: String,
}

/// What charts are drawn with.
#[derive(Debug, Clone, Copy)]
pub struct Pen<'a> {
    /// What is drawn.
    pub figures: &'a Figures,
    /// What its steps are called.
    pub names: &'a Names,
    /// Whose words.
    pub words: Words,
    /// How numbers are written.
    pub numbers: Numbers,
}

impl Pen<'_> {
    /// Cases by step: in time, and late.
    #[must_use]
    pub fn cases(&self) -> Chart {
        let steps: Vec<(u32, u32)> =
            self.figures.steps.iter().map(|part| (part.cases - part.late, part.late)).collect();
        let peak = self.peak(steps.iter().map(|(in_time, late)| in_time + late));
        let name = peak.and_then(|peak| self.names.steps.get(peak)).cloned().unwrap_or_default();
        let most = peak.and_then(|peak| steps.get(peak)).map_or(0, |step| step.0 + step.1);
        let takeaway = self.words.with(
            "stats-cases-take",
            &[
                ("when", FluentValue::from(name)),
                ("n", FluentValue::from(self.numbers.count(most))),
                ("late", FluentValue::from(self.numbers.count(self.figures.total.late))),
            ],
        );
        self.stacked("casos", "stats-chart-cases", &steps, sparse(&self.names.axis), takeaway)
    }

    /// Cases by hour of the day.
    #[must_use]
    pub fn hours(&self) -> Chart {
        let all = |hour: usize| -> u32 {
            self.figures.hours.iter().filter_map(|day| day.get(hour)).sum()
        };
        let steps: Vec<(u32, u32)> = (0..24)
            .zip(self.figures.late_hours)
            .map(|(hour, late)| (all(hour).saturating_sub(late), late))
            .collect();
        let peak = self.peak(steps.iter().map(|(in_time, late)| in_time + late)).unwrap_or(0);
        let (in_time, late) = steps.get(peak).copied().unwrap_or_default();
        let takeaway = self.words.with(
            "stats-hours-take",
            &[
                ("hour", FluentValue::from(peak.to_string())),
                ("n", FluentValue::from(self.numbers.count(in_time + late))),
                ("late", FluentValue::from(self.numbers.count(late))),
            ],
        );
        let axis: Vec<String> = (0..24).map(|hour: u8| hour.to_string()).collect();
        self.stacked("por-hora", "stats-chart-hours", &steps, sparse(&axis), takeaway)
    }

    /// A time by step: the middle, and the far end.
    #[must_use]
    pub fn times(&self, id: &'static str, key: &str, of: fn(&Part) -> Spread) -> Chart {
        let spreads: Vec<Spread> = self.figures.steps.iter().map(of).collect();
        let most = spreads.iter().filter_map(|spread| spread.p90).max().unwrap_or(0);
        let (unit, unit_key) = match most {
            0..180 => (1, "stats-in-seconds"),
            180..10_800 => (60, "stats-in-minutes"),
            10_800.. => (3_600, "stats-in-hours"),
        };
        let top = ceiling(most.div_ceil(unit)) * unit;
        let line = |pick: fn(&Spread) -> Option<u32>| {
            line(&spreads.iter().map(pick).collect::<Vec<_>>(), top)
        };
        let total = of(&self.figures.total);
        let takeaway = match total.median.zip(total.p90) {
            None => self.words.t(&format!("{key}-none")),
            Some((median, p90)) => self.words.with(
                &format!("{key}-take"),
                &[
                    ("median", FluentValue::from(self.numbers.time(median))),
                    ("p90", FluentValue::from(self.numbers.time(p90))),
                ],
            ),
        };
        Chart {
            id,
            title: format!("{}, {}", self.words.t(key), self.words.t(unit_key)),
            legend: vec![
                ("line-h", self.words.t("stats-median")),
                ("line-w", self.words.t("stats-p90")),
            ],
            lines: true,
            scale: scale(top / unit, &self.numbers),
            paths: vec![
                ("line-w", line(|spread| spread.p90)),
                ("line-h", line(|spread| spread.median)),
            ],
            axis: sparse(&self.names.axis),
            takeaway,
        }
    }

    /// Cases in progress by step, against personal groups. `places` is whether those can be told.
    #[must_use]
    pub fn load(&self, places: bool) -> Chart {
        let load = &self.figures.load;
        let pick = |of: fn(&Load) -> u32| load.iter().map(of).max().unwrap_or(0);
        let (peak, slots) =
            (pick(|load| load.peak), if places { pick(|load| load.slots) } else { 0 });
        let top = ceiling(peak.max(slots));
        let line_of = |of: fn(&Load) -> u32| {
            // What is still to come has no load.
            let value = |load: &Load| (load.span_ms > 0).then(|| of(load));
            line(&load.iter().map(value).collect::<Vec<_>>(), top)
        };
        let mut legend = vec![("line-h", self.words.t("stats-load-peak"))];
        let mut paths = vec![("line-h", line_of(|load| load.peak))];
        if places {
            legend.push(("limit", self.words.t("stats-load-slots")));
            paths.insert(0, ("limit", line_of(|load| load.slots)));
        }
        let full = load.iter().filter(|load| load.slots > 0 && load.peak >= load.slots).count();
        let key = match (places, full) {
            (false, _) => "stats-load-take-plain",
            (true, 0) => "stats-load-take",
            (true, _) => "stats-load-take-full",
        };
        let takeaway = self.words.with(
            key,
            &[
                ("peak", FluentValue::from(self.numbers.count(peak))),
                ("slots", FluentValue::from(self.numbers.count(slots))),
                ("n", FluentValue::from(full)),
            ],
        );
        Chart {
            id: "carga",
            title: self.words.t("stats-chart-load"),
            legend,
            lines: true,
            scale: scale(top, &self.numbers),
            paths,
            axis: sparse(&self.names.axis),
            takeaway,
        }
    }

    fn stacked(
        &self,
        id: &'static str,
        title: &str,
        steps: &[(u32, u32)],
        axis: Vec<String>,
        takeaway: String,
    ) -> Chart {
        let top = ceiling(steps.iter().map(|(below, above)| below + above).max().unwrap_or(0));
        let in_time: Vec<(u32, u32)> = steps.iter().map(|(in_time, _)| (0, *in_time)).collect();
        Chart {
            id,
            title: self.words.t(title),
            legend: vec![("h", self.words.t("chart-in-time")), ("w", self.words.t("chart-late"))],
            lines: false,
            scale: scale(top, &self.numbers),
            paths: vec![("h", bars(&in_time, top)), ("w", bars(steps, top))],
            axis,
            takeaway,
        }
    }

    /// The first of the highest.
    fn peak(&self, counts: impl Iterator<Item = u32>) -> Option<usize> {
        let mut best: Option<(usize, u32)> = None;
        for (n, count) in counts.enumerate() {
            if best.is_none_or(|(_, most)| count > most) {
                best = Some((n, count));
            }
        }
        best.map(|(n, _)| n)
    }
}

/// A bar for each, the longest of them full.
#[must_use]
pub fn lengths(counts: Vec<(String, &'static str, u32)>, numbers: &Numbers) -> Vec<Bar> {
    let most = u64::from(counts.iter().map(|(.., count)| *count).max().unwrap_or(0)).max(1);
    let bar = |(name, class, count): (String, &'static str, u32)| Bar {
        name,
        class,
        width: (u64::from(count) * 100).div_ceil(most),
        count: numbers.count(count),
    };
    counts.into_iter().map(bar).collect()
}

/// The least number that is not below and that lines divide evenly.
fn ceiling(most: u32) -> u32 {
    let step = most.div_ceil(LINES).max(1);
    // Round enough to be read: one digit and zeros, or 15 and zeros, as from 10 to 20 it is far.
    let digits = 10_u32.saturating_pow(step.ilog10());
    let halfway = digits + digits / 2;
    let round = if (digits + 1..=halfway).contains(&step) {
        halfway
    } else {
        step.div_ceil(digits).saturating_mul(digits)
    };
    round.saturating_mul(LINES)
}

fn scale(top: u32, numbers: &Numbers) -> Vec<String> {
    (0..=LINES).rev().map(|line| numbers.count(top / LINES * line)).collect()
}

/// Only some of the names: the others would be in their way.
fn sparse(names: &[String]) -> Vec<String> {
    let stride = names.len().div_ceil(LABELS).max(1);
    let pick = |(n, name): (usize, &String)| {
        if n.is_multiple_of(stride) { name.clone() } else { String::new() }
    };
    names.iter().enumerate().map(pick).collect()
}

fn place(n: usize) -> f64 {
    f64::from(u32::try_from(n).unwrap_or(u32::MAX))
}

/// Bars: above what is below them, so high.
fn bars(parts: &[(u32, u32)], top: u32) -> String {
    let width = 100.0 / place(parts.len().max(1));
    let share = |count: u32| f64::from(count) * 100.0 / f64::from(top.max(1));
    let mut path = String::new();
    for (n, (below, high)) in parts.iter().enumerate().filter(|(_, (_, high))| *high > 0) {
        let left = (place(n) + 0.15) * width;
        path.push_str(&format!(
            "M{left:.2} {:.1}v-{rise:.1}h{:.2}v{rise:.1}z",
            100.0 - share(*below),
            width * 0.7,
            rise = share(*high)
        ));
    }
    path
}

/// A line through the middles of the steps, with gaps where nothing is known.
fn line(values: &[Option<u32>], top: u32) -> String {
    let width = 100.0 / place(values.len().max(1));
    let mut path = String::new();
    for (n, value) in values.iter().enumerate() {
        let Some(value) = value else { continue };
        let (x, y) =
            ((place(n) + 0.5) * width, 100.0 - f64::from(*value) * 100.0 / f64::from(top.max(1)));
        let known = |n: Option<usize>| n.and_then(|n| values.get(n).copied().flatten()).is_some();
        if known(n.checked_sub(1)) {
            path.push_str(&format!("L{x:.1} {y:.1}"));
        } else if known(n.checked_add(1)) {
            path.push_str(&format!("M{x:.1} {y:.1}"));
        } else {
            // Alone, it would not be seen.
            path.push_str(&format!("M{:.1} {y:.1}h{:.1}", x - width * 0.35, width * 0.7));
        }
    }
    path
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scales_end_in_round_numbers_that_three_lines_divide() {
        let tops = [0, 1, 3, 4, 7, 12, 14, 31, 47, 100, 1_234, 98_765].map(ceiling);
        assert_eq!(tops, [3, 3, 3, 6, 9, 12, 15, 45, 60, 120, 1_500, 120_000]);
        for (most, top) in [0, 1, 3, 4, 7, 12, 14, 31, 47, 100, 1_234, 98_765].into_iter().zip(tops)
        {
            assert!(top >= most && top.is_multiple_of(3), "{most}");
        }
        assert!(ceiling(u32::MAX) >= u32::MAX - 3);
    }

    #[test]
    fn a_line_has_gaps_where_nothing_is_known() {
        assert_eq!(
            line(&[Some(0), Some(5), None, Some(10)], 10),
            "M12.5 100.0L37.5 50.0M78.8 0.0h17.5"
        );
        assert_eq!(line(&[], 3), "");
    }

    #[test]
    fn names_below_a_chart_leave_each_other_room() {
        let names: Vec<String> = (1..=31).map(|n: u8| n.to_string()).collect();
        let shown: Vec<String> =
            sparse(&names).into_iter().filter(|name| !name.is_empty()).collect();
        assert_eq!(shown, ["1", "5", "9", "13", "17", "21", "25", "29"]);
    }
}
