//! Calendars against a slow computation that looks at the wall clock minute by minute.

use jiff::civil::Date;
use jiff::tz::TimeZone;
use proptest::prelude::*;
use relevo::domain::calendar::{Calendar, Holiday, Schedule, Span, Week};
use relevo::domain::ids::Timestamp;
use relevo::domain::shifts::last_end;

const MINUTE: i64 = 60_000;
/// Minutes that are looked through.
const MINUTES: i64 = 4 * 24 * 60;

/// Three days before a change of clocks in New York, or some other days.
fn begins() -> impl Strategy<Value = i64> {
    let days = ["2026-03-06T15:00:00Z", "2026-10-30T15:00:00Z", "2026-11-24T00:00:00Z"];
    let days = days.map(|day| day.parse::<jiff::Timestamp>().unwrap().as_millisecond());
    (prop::sample::select(days.to_vec()), 0..2_880_i64).prop_map(|(day, at)| day + at * MINUTE)
}

fn zones() -> impl Strategy<Value = &'static str> {
    prop::sample::select(vec![
        "America/New_York",
        "America/Argentina/Tucuman",
        "Asia/Kolkata",
        "UTC",
    ])
}

/// Whole hours; clocks are changed by whole hours too.
fn week() -> impl Strategy<Value = Week> {
    let span = (0_u16..24, 1_u16..=24).prop_filter("a span", |(from, to)| from != to);
    let spans = prop::collection::vec(span, 0..3);
    let day = spans.prop_map(|spans| {
        spans.into_iter().map(|(from, to)| Span { from: from * 60, to: to * 60 }).collect()
    });
    prop::collection::vec(day, 7).prop_map(|days: Vec<Vec<Span>>| Week(days.try_into().unwrap()))
}

fn holidays() -> impl Strategy<Value = Vec<Holiday>> {
    let days = ["2026-03-08", "2026-11-01", "2026-11-25", "2020-11-26"];
    let day = (prop::sample::select(days.to_vec()), any::<bool>());
    let holiday = day.prop_map(|(date, yearly)| Holiday {
        date: date.parse().unwrap(),
        yearly,
        name: String::new(),
    });
    prop::collection::vec(holiday, 0..3)
}

/// Whether it is open, by the clock on the wall.
fn slowly_open(schedule: &Schedule, zone: &TimeZone, at: i64) -> bool {
    let there = jiff::Timestamp::from_millisecond(at).unwrap().to_zoned(zone.clone()).datetime();
    let minute = u16::try_from(there.hour()).unwrap() * 60 + u16::try_from(there.minute()).unwrap();
    let is_off = |date: Date| {
        schedule.holidays.iter().any(|holiday| {
            holiday.date == date
                || (holiday.yearly
                    && (holiday.date.month(), holiday.date.day()) == (date.month(), date.day()))
        })
    };
    let of = |date: Date| {
        let day = usize::try_from(date.weekday().to_monday_zero_offset()).unwrap();
        let set = if schedule.week.is_always() {
            vec![Span { from: 0, to: 1_440 }]
        } else {
            schedule.week.0[day].clone()
        };
        if is_off(date) { Vec::new() } else { set }
    };
    let (today, yesterday) = (there.date(), there.date().yesterday().unwrap());
    of(today).iter().any(|span| span.from <= minute && (minute < span.to || span.to < span.from))
        || of(yesterday).iter().any(|span| span.to < span.from && minute < span.to)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, ..ProptestConfig::default() })]

    #[test]
    fn a_calendar_says_what_the_clock_on_the_wall_says(
        begins in begins(),
        zone in zones(),
        week in week(),
        holidays in holidays(),
    ) {
        let schedule = Schedule { week, holidays, zone: Some(zone.to_owned()) };
        let calendar = Calendar::new(&schedule, "UTC");
        let zone = TimeZone::get(zone).unwrap();
        let begins = begins - begins.rem_euclid(MINUTE);
        let open: Vec<bool> =
            (0..MINUTES).map(|n| slowly_open(&schedule, &zone, begins + n * MINUTE)).collect();
        let at = |n: usize| Timestamp(begins + i64::try_from(n).unwrap() * MINUTE);
        for n in (0..open.len()).step_by(17) {
            prop_assert_eq!(calendar.is_open(at(n)), open[n], "open at {}", n);
        }
        let first = open.iter().position(|open| *open);
        let opens = calendar.next_open(at(0)).filter(|opens| *opens < at(open.len()));
        prop_assert_eq!(opens, first.map(at));
        let change = open.iter().position(|now| *now != open[0]);
        let changes = calendar.next_change(at(0)).filter(|change| *change < at(open.len()));
        prop_assert_eq!(changes, change.map(at));
        let counted = i64::try_from(open.iter().filter(|open| **open).count()).unwrap() * MINUTE;
        prop_assert_eq!(calendar.open_ms(at(0), at(open.len())), counted);
        if counted > 0 {
            let last = open.iter().rposition(|open| *open).unwrap() + 1;
            prop_assert_eq!(calendar.after(at(0), counted), Some(at(last)));
        }
        let ended = (1..open.len()).rev().find(|n| open[n - 1] && !open[*n]);
        if let Some(ended) = ended {
            prop_assert_eq!(last_end(&calendar, at(open.len() - 1)), Some(at(ended)));
        }
    }
}

#[test]
fn what_falls_into_the_gap_begins_when_the_gap_ends() {
    let week = Week(std::array::from_fn(|_| vec![Span { from: 150, to: 300 }]));
    let schedule = Schedule { week, ..Schedule::default() };
    let place = Calendar::new(&schedule, "America/New_York");
    let at = |text: &str| {
        let there: jiff::Zoned = format!("{text}[America/New_York]").parse().unwrap();
        Timestamp(there.timestamp().as_millisecond())
    };
    assert_eq!(place.next_open(at("2026-03-08T00:00:00")), Some(at("2026-03-08T03:00:00")));
}
