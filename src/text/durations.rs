//! Times as people say them: «3 min», «hace 1 h 12 min», «hoy 9:41», «12 de noviembre».

use jiff::civil::Date;

use super::tone::Tone;
use crate::domain::ids::Timestamp;

const MINUTE_MS: i64 = 60_000;
/// The last moment that is shown, in the year 9999; later ones are shown as this.
const LAST_MS: i64 = 253_370_764_800_000;
const MONTHS: [&str; 12] = [
    "month-1", "month-2", "month-3", "month-4", "month-5", "month-6", "month-7", "month-8",
    "month-9", "month-10", "month-11", "month-12",
];

/// How long something takes: «menos de 1 min», «3 min», «1 h 12 min», «2 días 3 h».
#[must_use]
pub fn length(ms: i64, tone: &Tone) -> String {
    let all = ms.max(0) / MINUTE_MS;
    let (days, hours, minutes) = (all / 1440, all / 60 % 24, all % 60);
    match (days, hours, minutes) {
        (0, 0, 0) => tone.text("length-moment"),
        (0, 0, _) => tone.with("length-minutes", &[("minutes", minutes.into())]),
        (0, _, 0) => tone.with("length-hours", &[("hours", hours.into())]),
        (0, _, _) => tone
            .with("length-hours-minutes", &[("hours", hours.into()), ("minutes", minutes.into())]),
        (_, 0, _) => tone.with("length-days", &[("days", days.into())]),
        (_, _, _) => {
            tone.with("length-days-hours", &[("days", days.into()), ("hours", hours.into())])
        }
    }
}

/// How long ago something was: «recién», «hace 3 min».
#[must_use]
pub fn ago(ms: i64, tone: &Tone) -> String {
    if ms < MINUTE_MS {
        return tone.text("ago-now");
    }
    tone.with("ago", &[("length", length(ms, tone).into())])
}

/// When something was, in the reader's zone: «hoy 9:41», «ayer 18:05», «12 de noviembre», and the year
/// where it is another one.
#[must_use]
pub fn when(at: Timestamp, tone: &Tone) -> String {
    let there = |at: Timestamp| {
        let moment = jiff::Timestamp::from_millisecond(at.0.clamp(0, LAST_MS)).unwrap_or_default();
        moment.to_zoned(tone.time_zone.clone())
    };
    let (then, now) = (there(at), there(tone.now));
    let time = format!("{}:{:02}", then.hour(), then.minute());
    let (day, today): (Date, Date) = (then.date(), now.date());
    if day == today {
        return tone.with("when-today", &[("time", time.into())]);
    }
    if today.yesterday().is_ok_and(|yesterday| day == yesterday) {
        return tone.with("when-yesterday", &[("time", time.into())]);
    }
    let month = month(day, tone);
    let number = i64::from(day.day());
    if day.year() == today.year() {
        return tone.with("when-this-year", &[("day", number.into()), ("month", month.into())]);
    }
    let year = day.year().to_string();
    tone.with(
        "when-other-year",
        &[("day", number.into()), ("month", month.into()), ("year", year.into())],
    )
}

/// The name of a day's month.
pub(super) fn month(day: Date, tone: &Tone) -> String {
    let month = usize::try_from(day.month() - 1).ok().and_then(|month| MONTHS.get(month)).copied();
    month.map(|key| tone.text(key)).unwrap_or_default()
}
