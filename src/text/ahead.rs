//! A moment to come, as people say it: «hoy a las 16:00», «mañana a las 9:00», «el lunes a las 9:00».

use jiff::civil::Date;

use super::catalogue::FluentValue;
use super::durations::month;
use super::tone::Tone;
use crate::domain::ids::Timestamp;

/// The last moment that is shown, in the year 9999; later ones are shown as this.
const LAST_MS: i64 = 253_370_764_800_000;
/// The days of the week, Monday first.
pub const DAYS: [&str; 7] =
    ["weekday-1", "weekday-2", "weekday-3", "weekday-4", "weekday-5", "weekday-6", "weekday-7"];

/// When something will be, in the reader's zone. A weekday is named within the next six days.
#[must_use]
pub fn ahead(at: Timestamp, tone: &Tone) -> String {
    let there = |at: Timestamp| {
        let moment = jiff::Timestamp::from_millisecond(at.0.clamp(0, LAST_MS)).unwrap_or_default();
        moment.to_zoned(tone.time_zone.clone())
    };
    let (then, now) = (there(at), there(tone.now));
    let time = format!("{}:{:02}", then.hour(), then.minute());
    let (day, today): (Date, Date) = (then.date(), now.date());
    let mut values: Vec<(&str, FluentValue<'_>)> =
        vec![("time", time.into()), ("hour", i64::from(then.hour()).into())];
    if day <= today {
        return tone.with("ahead-today", &values);
    }
    if today.tomorrow().is_ok_and(|tomorrow| day == tomorrow) {
        return tone.with("ahead-tomorrow", &values);
    }
    let days = (day - today).get_days();
    if days < 7 {
        values.push(("weekday", weekday(day, tone).into()));
        return tone.with("ahead-weekday", &values);
    }
    values.push(("day", i64::from(day.day()).into()));
    values.push(("month", month(day, tone).into()));
    tone.with("ahead-date", &values)
}

/// Whether something will be on this very day, in the reader's zone.
#[must_use]
pub fn is_today(at: Timestamp, tone: &Tone) -> bool {
    let day = |at: Timestamp| {
        let moment = jiff::Timestamp::from_millisecond(at.0.clamp(0, LAST_MS)).unwrap_or_default();
        moment.to_zoned(tone.time_zone.clone()).date()
    };
    day(at) == day(tone.now)
}

/// The name of a day of the week.
fn weekday(day: Date, tone: &Tone) -> String {
    let place = usize::try_from(day.weekday().to_monday_zero_offset()).unwrap_or_default();
    DAYS.get(place).map(|key| tone.text(key)).unwrap_or_default()
}
