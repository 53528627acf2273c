//! Days, hours and weeks as clocks of a place show them, also when clocks are changed: a day has 23, 24 or 25 hours.

use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{Timestamp as Moment, ToSpan as _, Zoned};

use crate::domain::ids::Timestamp;

const HOUR_MS: i64 = 3_600_000;
const DAY_MS: i64 = 24 * HOUR_MS;
/// More steps of a period than this are not made.
const STEPS_MOST: usize = 10_000;

/// Into what a period is divided.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs, reason = "as they are called")]
pub enum Unit {
    Hour,
    Day,
    Week,
    Month,
    Year,
}

/// Some days of a place, in steps.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Span {
    /// When each step begins (milliseconds); the first one is when the period does.
    pub starts: Vec<i64>,
    /// When the last step is over.
    pub before: Timestamp,
    /// What a step is.
    pub unit: Unit,
}

impl Unit {
    /// The unit that divides so many days into as many steps as can be looked at.
    #[must_use]
    pub fn for_days(days: i32) -> Self {
        match days {
            ..=1 => Self::Hour,
            2..=31 => Self::Day,
            32..=217 => Self::Week,
            218..=1_100 => Self::Month,
            1_101.. => Self::Year,
        }
    }
}

impl Span {
    /// From the beginning of one day to the end of another, in steps that begin when clocks say so.
    #[must_use]
    pub fn new(zone: &TimeZone, first: Date, last: Date, unit: Unit) -> Self {
        let before = last.tomorrow().map_or(i64::MAX, |next| start_of(zone, next));
        let mut starts = vec![start_of(zone, first)];
        let mut date = first;
        while starts.len() < STEPS_MOST {
            let next = match unit {
                Unit::Hour => starts.last().map(|start| start + HOUR_MS),
                Unit::Day | Unit::Week | Unit::Month | Unit::Year => {
                    let Some(next) = following(date, unit) else { break };
                    date = next;
                    Some(start_of(zone, next))
                }
            };
            match next.filter(|next| *next < before) {
                Some(next) => starts.push(next),
                None => break,
            }
        }
        Self { starts, before: Timestamp(before), unit }
    }

    /// When it begins.
    #[must_use]
    pub fn from(&self) -> Timestamp {
        Timestamp(self.starts.first().copied().unwrap_or(self.before.0))
    }

    /// Which step a moment within it is in.
    #[must_use]
    pub fn step(&self, at: i64) -> usize {
        self.starts.partition_point(|start| *start <= at).saturating_sub(1)
    }

    /// When a step is over.
    #[must_use]
    pub fn end(&self, step: usize) -> i64 {
        self.starts.get(step + 1).copied().unwrap_or(self.before.0)
    }
}

/// The day after, the next Monday, the next first of a month.
fn following(date: Date, unit: Unit) -> Option<Date> {
    match unit {
        Unit::Hour | Unit::Day => date.tomorrow().ok(),
        Unit::Week => {
            let days = 7 - i64::from(date.weekday().to_monday_zero_offset());
            date.checked_add(days.days()).ok()
        }
        Unit::Month => date.first_of_month().checked_add(1.month()).ok(),
        Unit::Year => date.first_of_year().checked_add(1.year()).ok(),
    }
}

fn start_of(zone: &TimeZone, date: Date) -> i64 {
    // Clocks of a place do not reach as far as dates do.
    let end = if date.year() < 0 { Moment::MIN } else { Moment::MAX };
    let start = date.to_zoned(zone.clone()).map_or(end, |start: Zoned| start.timestamp());
    start.as_millisecond()
}

/// What clocks of a place show at moments of a period: what they differ from UTC by is looked up once.
#[derive(Debug, Clone)]
pub struct LocalClock {
    /// From when on (milliseconds) clocks differ from UTC by how much (milliseconds).
    offsets: Vec<(i64, i64)>,
}

impl LocalClock {
    /// The clocks of a place during a period.
    #[must_use]
    pub fn new(zone: &TimeZone, from: Timestamp, before: Timestamp) -> Self {
        let moment = |at: i64| Moment::from_millisecond(at).unwrap_or(Moment::UNIX_EPOCH);
        let ms = |offset: jiff::tz::Offset| i64::from(offset.seconds()) * 1_000;
        let mut offsets = vec![(i64::MIN, ms(zone.to_offset(moment(from.0))))];
        for change in zone.following(moment(from.0)) {
            let at = change.timestamp().as_millisecond();
            if at >= before.0 || offsets.len() >= STEPS_MOST {
                break;
            }
            offsets.push((at, ms(change.offset())));
        }
        Self { offsets }
    }

    /// Day of the week (Monday is 0) and hour.
    #[must_use]
    pub fn hour_of_week(&self, at: i64) -> (usize, usize) {
        let known = self.offsets.partition_point(|(from, _)| *from <= at).saturating_sub(1);
        let local = at.saturating_add(self.offsets.get(known).map_or(0, |(_, offset)| *offset));
        // 1970 began with a Thursday.
        let weekday = (local.div_euclid(DAY_MS) + 3).rem_euclid(7);
        let hour = local.rem_euclid(DAY_MS) / HOUR_MS;
        (usize::try_from(weekday).unwrap_or(0), usize::try_from(hour).unwrap_or(0))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn span(zone: &str, first: &str, last: &str, unit: Unit) -> Span {
        let zone = TimeZone::get(zone).unwrap();
        Span::new(&zone, first.parse().unwrap(), last.parse().unwrap(), unit)
    }

    fn hours(span: &Span) -> Vec<i64> {
        (0..span.starts.len()).map(|n| (span.end(n) - span.starts[n]) / HOUR_MS).collect()
    }

    #[test]
    fn days_have_23_or_25_hours_when_clocks_are_changed() {
        // Chile: forward on 2026-09-06 at midnight, back on 2026-04-05 at midnight.
        let spring = span("America/Santiago", "2026-09-05", "2026-09-07", Unit::Day);
        assert_eq!(hours(&spring), [24, 23, 24]);
        let autumn = span("America/Santiago", "2026-04-03", "2026-04-05", Unit::Day);
        assert_eq!(hours(&autumn), [24, 25, 24]);
        assert_eq!(span("Europe/Madrid", "2026-03-29", "2026-03-29", Unit::Hour).starts.len(), 23);
        assert_eq!(span("Europe/Madrid", "2026-10-25", "2026-10-25", Unit::Hour).starts.len(), 25);
    }

    #[test]
    fn weeks_begin_on_mondays_and_months_on_their_first() {
        let weeks = span("UTC", "2026-11-18", "2026-12-01", Unit::Week);
        assert_eq!(hours(&weeks), [5 * 24, 7 * 24, 2 * 24]);
        let months = span("UTC", "2026-01-31", "2026-03-02", Unit::Month);
        assert_eq!(hours(&months), [24, 28 * 24, 2 * 24]);
        assert_eq!(months.step(months.starts[1] - 1), 0);
        assert_eq!(months.step(months.starts[1]), 1);
    }

    #[test]
    fn clocks_show_what_jiff_says_whatever_the_place() {
        for zone in [
            "America/Santiago",
            "Europe/Madrid",
            "Australia/Lord_Howe",
            "Asia/Kathmandu",
            "UTC",
            "America/Argentina/Buenos_Aires",
        ] {
            let zone = TimeZone::get(zone).unwrap();
            let (from, step) = (1_767_225_600_000, 7 * HOUR_MS + 123_457);
            let clock = LocalClock::new(&zone, Timestamp(from), Timestamp(from + 400 * DAY_MS));
            for n in 0..1_300 {
                let at = from + n * step;
                let told = Moment::from_millisecond(at).unwrap().to_zoned(zone.clone());
                let weekday = usize::try_from(told.weekday().to_monday_zero_offset()).unwrap();
                let hour = usize::try_from(told.hour()).unwrap();
                assert_eq!(clock.hour_of_week(at), (weekday, hour), "{told}");
            }
        }
    }

    #[test]
    fn dates_out_of_all_proportion_end() {
        let all = Span::new(&TimeZone::UTC, Date::MIN, Date::MAX, Unit::Hour);
        assert_eq!(all.starts.len(), STEPS_MOST);
        let none = span("UTC", "2026-02-02", "2026-02-01", Unit::Day);
        assert_eq!(none.starts.len(), 1);
    }
}
