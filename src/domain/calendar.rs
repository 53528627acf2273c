//! Weekly hours, holidays and time zones: when something is open, and how much open time lies between two moments.
//!
//! Hours are those of the wall clock of a place. When clocks there are put forward, what falls into the gap begins
//! when the gap ends; when they are put back, the repeated hour is counted as often as it passes.

use jiff::civil::Date;
use jiff::tz::{AmbiguousOffset, TimeZone};
use serde::{Deserialize, Serialize};

use super::ids::Timestamp;

/// Minutes in a day.
pub const DAY_MINUTES: u16 = 24 * 60;
/// Hours of one day, at the most: split shifts have two.
pub const SPANS_MOST: usize = 4;
/// Holidays that can be listed.
pub const HOLIDAYS_MOST: usize = 200;
/// How far ahead an opening is looked for (days).
const HORIZON_DAYS: i32 = 400;
/// The last moment that is still counted with: the year 9999.
const LAST_MS: i64 = 253_370_764_800_000;

/// Hours within a day, in minutes since its midnight. Those that end before they begin end on the next day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Span {
    /// The first minute, 0 to 1439.
    pub from: u16,
    /// The minute after the last one, 1 to 1440; not `from` itself.
    pub to: u16,
}

/// The hours of each day of the week, Monday first. A week without any hours is always open: none were set.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Week(pub [Vec<Span>; 7]);

impl Week {
    /// Whether no hours were set.
    #[must_use]
    pub fn is_always(&self) -> bool {
        self.0.iter().all(Vec::is_empty)
    }

    /// The same hours from Monday to Friday.
    #[must_use]
    pub fn working_days(spans: &[Span]) -> Self {
        let mut week = Self::default();
        week.0.iter_mut().take(5).for_each(|day| *day = spans.to_vec());
        week
    }
}

/// A day on which nothing opens.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Holiday {
    /// The day, or its first occurrence.
    pub date: Date,
    /// It comes again on this day of every year.
    pub yearly: bool,
    /// What people call it; may be empty.
    pub name: String,
}

impl Holiday {
    fn is_on(&self, date: Date) -> bool {
        self.date == date
            || (self.yearly && self.date.month() == date.month() && self.date.day() == date.day())
    }
}

/// Hours as they are set and stored.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Schedule {
    /// Weekly hours.
    pub week: Week,
    /// Days on which nothing opens. Hours that began the evening before still end after midnight.
    pub holidays: Vec<Holiday>,
    /// Time zone (IANA), where it is not the line's.
    pub zone: Option<String>,
}

/// A [`Schedule`] in its place, ready to be asked.
#[derive(Debug, Clone, PartialEq)]
pub struct Calendar {
    week: Week,
    holidays: Vec<Holiday>,
    zone: TimeZone,
}

impl Calendar {
    /// A schedule, where the line is in the time zone named `zone` (IANA). An unknown zone is UTC.
    #[must_use]
    pub fn new(schedule: &Schedule, zone: &str) -> Self {
        let zone = schedule.zone.as_deref().unwrap_or(zone);
        Self {
            week: schedule.week.clone(),
            holidays: schedule.holidays.clone(),
            zone: TimeZone::get(zone).unwrap_or(TimeZone::UTC),
        }
    }

    /// Open at all times.
    #[must_use]
    pub fn always() -> Self {
        Self { week: Week::default(), holidays: Vec::new(), zone: TimeZone::UTC }
    }

    /// Whether it is open at all times: no hours and no holidays.
    #[must_use]
    pub fn is_always(&self) -> bool {
        self.week.is_always() && self.holidays.is_empty()
    }

    /// Whether it is open at this moment.
    #[must_use]
    pub fn is_open(&self, at: Timestamp) -> bool {
        self.is_always()
            || self
                .opened(at)
                .take_while(|(start, _)| *start <= at.0)
                .any(|(start, end)| start <= at.0 && at.0 < end)
    }

    /// The first open moment from `at` on, which is `at` itself when it is open; nothing if it does not open within
    /// a year.
    #[must_use]
    pub fn next_open(&self, at: Timestamp) -> Option<Timestamp> {
        if self.is_always() {
            return Some(at);
        }
        self.opened(at).next().map(|(start, _)| Timestamp(start.max(at.0)))
    }

    /// The first moment after `at` from which it is open where it was closed, or closed where it was open; nothing if
    /// that does not change within a year.
    #[must_use]
    pub fn next_change(&self, at: Timestamp) -> Option<Timestamp> {
        if self.is_always() {
            return None;
        }
        let mut spans = self.opened(at);
        let (start, mut end) = spans.next()?;
        if start > at.0 {
            return Some(Timestamp(start));
        }
        // One span may go on in the next one.
        for (start, until) in spans {
            if start > end {
                return Some(Timestamp(end));
            }
            end = end.max(until);
        }
        // Without an end in sight.
        None
    }

    /// How much open time lies between two moments (milliseconds).
    #[must_use]
    pub fn open_ms(&self, from: Timestamp, to: Timestamp) -> i64 {
        if self.is_always() {
            return to.since(from).max(0);
        }
        let (mut counted, mut until) = (0, from.0);
        for (start, end) in self.opened(from) {
            if start >= to.0 {
                break;
            }
            let (start, end) = (start.max(until), end.min(to.0));
            counted += (end - start).max(0);
            until = until.max(end);
        }
        counted
    }

    /// The moment at which so much open time (milliseconds) has passed since `from`; nothing if that takes more than
    /// a year.
    #[must_use]
    pub fn after(&self, from: Timestamp, open_ms: i64) -> Option<Timestamp> {
        if self.is_always() {
            return Some(from.plus(open_ms));
        }
        let (mut left, mut until) = (open_ms.max(0), from.0);
        for (start, end) in self.opened(from) {
            let start = start.max(until);
            if end <= start {
                continue;
            }
            if left <= end - start {
                return Some(Timestamp(start + left));
            }
            left -= end - start;
            until = end;
        }
        None
    }

    /// The open spans that end after `at`, by their beginning (milliseconds UTC, the end not included); they may touch.
    fn opened(&self, at: Timestamp) -> impl Iterator<Item = (i64, i64)> + '_ {
        let moment = jiff::Timestamp::from_millisecond(at.0.clamp(0, LAST_MS)).unwrap_or_default();
        // What began the evening before may still be open.
        let first = moment.to_zoned(self.zone.clone()).date().yesterday().ok();
        let days = std::iter::successors(first, |date| date.tomorrow().ok());
        let days = days.take(usize::try_from(HORIZON_DAYS).unwrap_or(usize::MAX));
        days.flat_map(move |date| self.spans_of(date)).filter(move |(_, end)| *end > at.0)
    }

    /// The open spans that begin on a day.
    fn spans_of(&self, date: Date) -> Vec<(i64, i64)> {
        if self.holidays.iter().any(|holiday| holiday.is_on(date)) {
            return Vec::new();
        }
        const ALL_DAY: [Span; 1] = [Span { from: 0, to: DAY_MINUTES }];
        let day = usize::try_from(date.weekday().to_monday_zero_offset()).unwrap_or_default();
        let set = self.week.0.get(day).map(Vec::as_slice).unwrap_or_default();
        let spans = if self.week.is_always() { &ALL_DAY } else { set };
        let mut spans: Vec<(i64, i64)> = spans
            .iter()
            .filter_map(|span| {
                let ends = if span.to > span.from { date } else { date.tomorrow().ok()? };
                Some((self.moment(date, span.from)?, self.moment(ends, span.to)?))
            })
            .filter(|(start, end)| start < end)
            .collect();
        spans.sort_unstable();
        spans
    }

    /// When the wall clock shows so many minutes after midnight of a day.
    fn moment(&self, date: Date, minutes: u16) -> Option<i64> {
        let date = if minutes >= DAY_MINUTES { date.tomorrow().ok()? } else { date };
        let minutes = minutes % DAY_MINUTES;
        let (hour, minute) = (i8::try_from(minutes / 60).ok()?, i8::try_from(minutes % 60).ok()?);
        let there = self.zone.to_ambiguous_zoned(date.at(hour, minute, 0, 0));
        let is_skipped = matches!(there.offset(), AmbiguousOffset::Gap { .. });
        let moment = there.compatible().ok()?.timestamp();
        if !is_skipped {
            return Some(moment.as_millisecond());
        }
        // The change itself is not before the moment, if that is where the gap begins.
        let after = jiff::Timestamp::from_millisecond(moment.as_millisecond() + 1).ok()?;
        let change = self.zone.preceding(after).next();
        Some(change.map_or(moment, |change| change.timestamp()).as_millisecond())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NINE_TO_SIX: [Span; 2] = [Span { from: 540, to: 780 }, Span { from: 960, to: 1_200 }];

    fn at(text: &str) -> Timestamp {
        Timestamp(text.parse::<jiff::Zoned>().unwrap().timestamp().as_millisecond())
    }

    fn calendar(week: Week, zone: &str) -> Calendar {
        Calendar::new(&Schedule { week, ..Schedule::default() }, zone)
    }

    #[test]
    fn a_split_shift_is_closed_over_noon_and_at_the_weekend() {
        let shop = calendar(Week::working_days(&NINE_TO_SIX), "America/Argentina/Tucuman");
        let when = |text: &str| at(&format!("{text}[America/Argentina/Tucuman]"));
        assert!(shop.is_open(when("2026-11-23T09:00:00")));
        assert!(!shop.is_open(when("2026-11-23T13:00:00")));
        assert_eq!(shop.next_open(when("2026-11-23T14:00:00")), Some(when("2026-11-23T16:00:00")));
        assert_eq!(shop.next_open(when("2026-11-27T20:00:00")), Some(when("2026-11-30T09:00:00")));
        assert_eq!(
            shop.next_change(when("2026-11-23T10:00:00")),
            Some(when("2026-11-23T13:00:00"))
        );
        // From noon on Friday to Monday at ten: one hour, four in the afternoon, one on Monday.
        let (from, to) = (when("2026-11-27T12:00:00"), when("2026-11-30T10:00:00"));
        assert_eq!(shop.open_ms(from, to), 6 * 3_600_000);
        assert_eq!(shop.after(from, 6 * 3_600_000), Some(to));
    }

    #[test]
    fn a_night_shift_ends_on_the_next_day_and_a_holiday_cancels_what_begins_on_it() {
        let week = Week::working_days(&[Span { from: 22 * 60, to: 6 * 60 }]);
        let holiday =
            Holiday { date: "2020-11-24".parse().unwrap(), yearly: true, name: String::new() };
        let schedule = Schedule { week, holidays: vec![holiday], zone: Some("UTC".into()) };
        let night = Calendar::new(&schedule, "America/Sao_Paulo");
        assert!(night.is_open(at("2026-11-24T05:59:00[UTC]")), "began on Monday");
        assert!(!night.is_open(at("2026-11-24T23:00:00[UTC]")), "begins on the holiday");
        assert_eq!(
            night.next_open(at("2026-11-24T06:00:00[UTC]")),
            Some(at("2026-11-25T22:00:00[UTC]"))
        );
    }

    #[test]
    fn hours_follow_the_wall_clock_when_clocks_are_changed() {
        let week = Week(std::array::from_fn(|_| vec![Span { from: 0, to: 240 }]));
        let place = calendar(week, "America/New_York");
        let day = |text: &str| at(&format!("{text}T12:00:00[America/New_York]"));
        // Forward on 8 March 2026, back on 1 November.
        assert_eq!(place.open_ms(day("2026-03-06"), day("2026-03-07")), 4 * 3_600_000);
        assert_eq!(place.open_ms(day("2026-03-07"), day("2026-03-08")), 3 * 3_600_000);
        assert_eq!(place.open_ms(day("2026-10-31"), day("2026-11-01")), 5 * 3_600_000);
    }

    #[test]
    fn without_hours_it_is_always_open_except_on_holidays() {
        assert_eq!(Calendar::always().next_change(Timestamp(5)), None);
        assert_eq!(Calendar::always().after(Timestamp(5), 10), Some(Timestamp(15)));
        let holiday =
            Holiday { date: "2026-12-25".parse().unwrap(), yearly: false, name: "Navidad".into() };
        let schedule = Schedule { holidays: vec![holiday], ..Schedule::default() };
        let place = Calendar::new(&schedule, "UTC");
        assert!(!place.is_open(at("2026-12-25T10:00:00[UTC]")));
        assert_eq!(
            place.next_change(at("2026-12-20T10:00:00[UTC]")),
            Some(at("2026-12-25T00:00:00[UTC]"))
        );
        assert_eq!(
            place.open_ms(at("2026-12-24T00:00:00[UTC]"), at("2026-12-27T00:00:00[UTC]")),
            48 * 3_600_000
        );
    }
}
