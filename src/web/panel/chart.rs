//! Charts of the cases of a period: by hour, state and mood. Drawn here, as paths in a square of 100 by 100.

use crate::domain::ticket::Sentiment;
use crate::store::tickets::{Opened, TicketState};
use crate::web::when::When;
use crate::web::words::{FluentValue, Words};

use super::numbers::Numbers;

const HOURS: usize = 24;
/// Lines across the chart.
const STEPS: u32 = 3;

/// The period that the board shows.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Period {
    /// Since midnight, where the line is.
    #[default]
    Today,
    /// Today and the six days before.
    Week,
}

impl Period {
    /// Both, in order.
    pub const ALL: [Self; 2] = [Self::Today, Self::Week];

    /// As in the address.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Today => "hoy",
            Self::Week => "semana",
        }
    }

    /// Reads [`Self::name`]; anything else is today.
    #[must_use]
    pub fn from_name(name: &str) -> Self {
        if name == "semana" { Self::Week } else { Self::Today }
    }

    /// How many days before today it begins.
    #[must_use]
    pub fn days_back(self) -> i32 {
        match self {
            Self::Today => 0,
            Self::Week => 6,
        }
    }
}

/// A bar with its number.
#[derive(Debug, Clone, PartialEq, Eq)]
#[allow(missing_docs, reason = "as in the template")]
pub struct Bar {
    pub name: String,
    pub class: &'static str,
    /// Of 100.
    pub width: u32,
    pub count: String,
}

/// An hour in the table of numbers.
#[derive(Debug, Clone, PartialEq, Eq)]
#[allow(missing_docs, reason = "as in the template")]
pub struct Hour {
    pub name: String,
    pub in_time: u32,
    pub late: u32,
}

/// The charts.
#[derive(Debug, Clone, Default)]
#[allow(missing_docs, reason = "as in the template")]
pub struct Charts {
    pub total: u32,
    pub title: String,
    /// What the picture says, for who does not see it.
    pub spoken: String,
    pub takeaway: String,
    pub scale: Vec<u32>,
    pub in_time: String,
    pub late: String,
    /// Hours with a case; the table leaves the others out.
    pub hours: Vec<Hour>,
    pub axis: Vec<usize>,
    pub states: Vec<Bar>,
    pub moods: Vec<Bar>,
}

impl Charts {
    /// The charts of these cases.
    #[must_use]
    pub fn new(opened: &[Opened], period: Period, when: &When) -> Self {
        let words = when.words();
        let mut by_hour = [(0_u32, 0_u32); HOURS];
        for some in opened {
            let hour = usize::try_from(when.hour(some.quarter)).unwrap_or(0).min(HOURS - 1);
            let place = &mut by_hour[hour];
            if some.late { place.1 += some.count } else { place.0 += some.count }
        }
        let total = opened.iter().map(|some| some.count).sum();
        let most = by_hour.iter().map(|(in_time, late)| in_time + late).max().unwrap_or(0);
        let top = most.div_ceil(STEPS).max(1) * STEPS;
        let hour = |(n, (in_time, late)): (usize, &(u32, u32))| Hour {
            name: words.with(
                "chart-hour",
                &[("from", FluentValue::from(n)), ("to", FluentValue::from(n + 1))],
            ),
            in_time: *in_time,
            late: *late,
        };
        let hours: Vec<Hour> = by_hour
            .iter()
            .enumerate()
            .map(hour)
            .filter(|hour| hour.in_time + hour.late > 0)
            .collect();
        let takeaway = takeaway(&by_hour, total, period, words);
        Self {
            total,
            title: words.t(&format!("chart-title-{}", period.name())),
            spoken: format!("{}. {takeaway}", words.count("chart-cases", total)),
            takeaway,
            scale: (0..=STEPS).rev().map(|step| top / STEPS * step).collect(),
            in_time: bars(&by_hour, top, |(in_time, _)| (0, in_time)),
            late: bars(&by_hour, top, |(in_time, late)| (in_time, late)),
            hours,
            axis: (0..HOURS).collect(),
            states: states(opened, total, words),
            moods: moods(opened, total, when),
        }
    }
}

/// The path of one colour: above what is below it, so high.
fn bars(
    by_hour: &[(u32, u32); HOURS],
    top: u32,
    part: impl Fn((u32, u32)) -> (u32, u32),
) -> String {
    let width = 100.0 / 24.0;
    let mut path = String::new();
    for (n, counts) in (0_u32..).zip(by_hour) {
        let (below, high) = part(*counts);
        if high > 0 {
            let share = |count: u32| f64::from(count) * 100.0 / f64::from(top);
            let (left, foot, rise) =
                (f64::from(n) * width + 0.55, 100.0 - share(below), share(high));
            path.push_str(&format!(
                "M{left:.2} {foot:.1}v-{rise:.1}h{:.2}v{rise:.1}z",
                width - 1.1
            ));
        }
    }
    path
}

fn takeaway(by_hour: &[(u32, u32); HOURS], total: u32, period: Period, words: Words) -> String {
    let peak = (0..HOURS).rev().max_by_key(|hour| by_hour[*hour].0 + by_hour[*hour].1).unwrap_or(0);
    let late: u32 = by_hour.iter().map(|(_, late)| late).sum();
    if total == 0 {
        return words.t(&format!("chart-none-{}", period.name()));
    }
    let peak_count = by_hour[peak].0 + by_hour[peak].1;
    words.with(
        if late == 0 { "chart-takeaway" } else { "chart-takeaway-late" },
        &[
            ("hour", FluentValue::from(peak)),
            ("n", FluentValue::from(peak_count)),
            ("late", FluentValue::from(late)),
        ],
    )
}

fn states(opened: &[Opened], total: u32, words: Words) -> Vec<Bar> {
    let numbers = Numbers::new(words);
    let bar = |state| {
        let (key, class) = match state {
            TicketState::Pending => ("state-pending", "w"),
            TicketState::InProgress => ("state-progress", "h"),
            TicketState::Closed => ("state-closed", "g"),
        };
        let count = count(opened, |some| some.state == state);
        Bar { name: words.t(key), class, width: share(count, total), count: numbers.count(count) }
    };
    TicketState::ALL.map(bar).into()
}

fn moods(opened: &[Opened], total: u32, when: &When) -> Vec<Bar> {
    let numbers = Numbers::new(when.words());
    let bar = |(sentiment, class)| {
        let count = count(opened, |some| some.sentiment == sentiment);
        let name = when.tone().mood(sentiment);
        Bar { name, class, width: share(count, total), count: numbers.count(count) }
    };
    [(Sentiment::Happy, "o"), (Sentiment::Neutral, "g"), (Sentiment::Angry, "x")].map(bar).into()
}

fn count(opened: &[Opened], is_meant: impl Fn(&Opened) -> bool) -> u32 {
    opened.iter().filter(|some| is_meant(some)).map(|some| some.count).sum()
}

fn share(count: u32, total: u32) -> u32 {
    (u64::from(count) * 100).div_ceil(u64::from(total.max(1))).try_into().unwrap_or(100)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::ids::Timestamp;

    const HOUR: i64 = 3_600_000;

    fn opened(at: i64, late: bool, count: u32) -> Opened {
        let (state, sentiment) = (TicketState::Closed, Sentiment::Neutral);
        Opened { quarter: Timestamp(at), state, sentiment, late, count }
    }

    #[test]
    fn cases_stand_at_the_hour_that_clocks_showed_also_when_clocks_were_changed() {
        // In Chile clocks went forward on 2026-09-06: from 23:59 to 1:00.
        let now = Timestamp(1_788_796_800_000);
        let when = When::new(Words::default(), "America/Santiago", now);
        let midnight = when.days_back(1);
        let before = opened(midnight.0 - HOUR, false, 1);
        let after = opened(midnight.0, false, 2);
        let charts = Charts::new(&[before, after], Period::Week, &when);
        let hours: Vec<_> =
            charts.hours.iter().map(|hour| (hour.name.as_str(), hour.in_time)).collect();
        assert_eq!(hours, [("1 a 2", 2), ("23 a 24", 1)], "{midnight:?}");
        // That day had 23 hours.
        assert_eq!(when.days_back(0).0 - midnight.0, 23 * HOUR);
    }

    #[test]
    fn a_chart_ends_in_a_sentence_and_its_bars_stay_within() {
        let when = When::new(Words::default(), "UTC", Timestamp(40 * HOUR));
        let some =
            [opened(24 * HOUR, false, 5), opened(24 * HOUR, true, 2), opened(33 * HOUR, false, 1)];
        let charts = Charts::new(&some, Period::Today, &when);
        assert_eq!((charts.total, charts.scale.as_slice()), (8, &[9, 6, 3, 0][..]));
        assert!(
            charts.takeaway.contains('7') && charts.takeaway.contains('2'),
            "{}",
            charts.takeaway
        );
        assert_eq!(charts.late, "M0.55 44.4v-22.2h3.07v22.2z");
        let none = Charts::new(&[], Period::Today, &when);
        assert_eq!((none.total, none.in_time.as_str(), none.scale[0]), (0, "", 3));
        assert!(none.takeaway.contains("ningún caso"), "{}", none.takeaway);
    }
}
