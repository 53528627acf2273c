//! Times as people say them, in the line's time zone.

use jiff::civil::Date;

use super::words::{FluentValue, Words};
use crate::domain::ids::Timestamp;
use crate::text::{Tone, durations};

const SECOND: i64 = 1_000;

/// Says times: whose words, where, and when is now.
#[derive(Debug, Clone)]
pub struct When {
    words: Words,
    tone: Tone,
}

impl When {
    /// An unknown time zone is UTC.
    #[must_use]
    pub fn new(words: Words, zone: &str, now: Timestamp) -> Self {
        Self { words, tone: Tone::new(words.0, zone, now) }
    }

    /// Whose words.
    #[must_use]
    pub fn words(&self) -> Words {
        self.words
    }

    /// The moment that is now.
    #[must_use]
    pub fn now(&self) -> Timestamp {
        self.tone.now
    }

    /// «9:41»
    #[must_use]
    pub fn clock(&self, at: Timestamp) -> String {
        let time = self.civil(at).time();
        format!("{}:{:02}", time.hour(), time.minute())
    }

    /// «10:42:08» today, «22/11 10:42:08» before.
    #[must_use]
    pub fn console_time(&self, at: Timestamp) -> String {
        let then = self.civil(at);
        let time = then.time();
        let clock = format!("{:02}:{:02}:{:02}", time.hour(), time.minute(), time.second());
        if self.is_today(at) { clock } else { format!("{}/{} {clock}", then.day(), then.month()) }
    }

    /// When the day began that was so many days before today.
    #[must_use]
    pub fn days_back(&self, days: i32) -> Timestamp {
        let date = self.civil(self.tone.now).date();
        let date = date.checked_sub(jiff::Span::new().days(days)).unwrap_or(date);
        self.start_of(date)
    }

    /// «12 de noviembre».
    #[must_use]
    pub fn date(&self, date: Date) -> String {
        self.date_words(date)
    }

    /// When a day begins where the line is.
    #[must_use]
    pub fn start_of(&self, date: Date) -> Timestamp {
        let start = date.to_zoned(self.tone.time_zone.clone());
        start.map_or(self.tone.now, |start| Timestamp(start.timestamp().as_millisecond()))
    }

    /// This hour of the next day, by the clocks of there.
    #[must_use]
    pub fn tomorrow_at(&self, hour: i8) -> Timestamp {
        let there = || {
            let next = self.civil(self.tone.now).date().tomorrow().ok()?;
            next.at(hour, 0, 0, 0).to_zoned(self.tone.time_zone.clone()).ok()
        };
        there().map_or(self.tone.now, |there| Timestamp(there.timestamp().as_millisecond()))
    }

    /// When the day after begins.
    #[must_use]
    pub fn end_of(&self, date: Date) -> Timestamp {
        date.tomorrow().map_or(Timestamp(i64::MAX), |next| self.start_of(next))
    }

    /// The hour of the day, by the clocks of there.
    #[must_use]
    pub fn hour(&self, at: Timestamp) -> i8 {
        self.civil(at).hour()
    }

    /// «hoy 9:41», «ayer 18:20», «12 de noviembre, 9:04».
    #[must_use]
    pub fn moment(&self, at: Timestamp) -> String {
        let clock = self.clock(at);
        let key = match self.days_ago(at) {
            0 => "when-today",
            1 => "when-yesterday",
            _ => return format!("{}, {clock}", self.date_words(self.civil(at).date())),
        };
        self.words.with(key, &[("time", FluentValue::from(clock))])
    }

    /// «Hoy», «Ayer», «lunes 23 de noviembre»: what stands between the messages of two days.
    #[must_use]
    pub fn day(&self, at: Timestamp) -> String {
        match self.days_ago(at) {
            0 => self.words.t("day-today"),
            1 => self.words.t("day-yesterday"),
            _ => {
                let date = self.civil(at).date();
                let weekday =
                    self.words.t(&format!("weekday-{}", date.weekday().to_monday_one_offset()));
                let day = self.date_words(date);
                self.words.with(
                    "day-named",
                    &[("weekday", FluentValue::from(weekday)), ("day", FluentValue::from(day))],
                )
            }
        }
    }

    /// «lunes 23 de noviembre, 10:42»
    #[must_use]
    pub fn full_now(&self) -> String {
        let date = self.civil(self.tone.now).date();
        let weekday = self.words.t(&format!("weekday-{}", date.weekday().to_monday_one_offset()));
        let day = self.date_words(date);
        let named = self.words.with(
            "day-named",
            &[("weekday", FluentValue::from(weekday)), ("day", FluentValue::from(day))],
        );
        format!("{named}, {}", self.clock(self.tone.now))
    }

    /// «2026-11-23T09:41:07-03:00»: for programs, and for files that are read elsewhere.
    #[must_use]
    pub fn exact(&self, at: Timestamp) -> String {
        self.civil(at).strftime("%Y-%m-%dT%H:%M:%S%:z").to_string()
    }

    /// Whether two moments are on different days.
    #[must_use]
    pub fn is_new_day(&self, before: Option<Timestamp>, at: Timestamp) -> bool {
        before.is_none_or(|before| self.civil(before).date() != self.civil(at).date())
    }

    /// When today began.
    #[must_use]
    pub fn midnight(&self) -> Timestamp {
        let start = self.civil(self.tone.now).start_of_day();
        start.map_or(self.tone.now, |start| Timestamp(start.timestamp().as_millisecond()))
    }

    /// Whether it was today.
    #[must_use]
    pub fn is_today(&self, at: Timestamp) -> bool {
        self.days_ago(at) == 0
    }

    /// «recién», «hace 3 min».
    #[must_use]
    pub fn ago(&self, at: Timestamp) -> String {
        durations::ago(self.tone.now.since(at), &self.tone)
    }

    /// «3 min», «1 h 12 min», «6 días».
    #[must_use]
    pub fn span(&self, ms: i64) -> String {
        durations::length(ms, &self.tone)
    }

    /// The reader, for texts that others write.
    #[must_use]
    pub fn tone(&self) -> &Tone {
        &self.tone
    }

    /// Minutes and seconds of a countdown: «4:10».
    #[must_use]
    pub fn countdown(&self, until: Timestamp) -> String {
        let seconds = until.since(self.tone.now).saturating_add(SECOND - 1) / SECOND;
        format!("{}:{:02}", seconds / 60, seconds % 60)
    }

    fn days_ago(&self, at: Timestamp) -> i32 {
        let (then, today) = (self.civil(at).date(), self.civil(self.tone.now).date());
        today.since(then).map_or(i32::MAX, |span| span.get_days())
    }

    fn date_words(&self, date: Date) -> String {
        let month = self.words.t(&format!("month-{}", date.month()));
        let key = if date.year() == self.civil(self.tone.now).year() {
            "when-this-year"
        } else {
            "when-other-year"
        };
        self.words.with(
            key,
            &[
                ("day", FluentValue::from(date.day().to_string())),
                ("month", FluentValue::from(month)),
                ("year", FluentValue::from(date.year().to_string())),
            ],
        )
    }

    fn civil(&self, at: Timestamp) -> jiff::Zoned {
        jiff::Timestamp::from_millisecond(at.0)
            .unwrap_or(jiff::Timestamp::UNIX_EPOCH)
            .to_zoned(self.tone.time_zone.clone())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const MINUTE: i64 = 60 * SECOND;
    const HOUR: i64 = 60 * MINUTE;
    const DAY: i64 = 24 * HOUR;

    #[test]
    fn times_are_said_as_people_say_them_where_the_line_is() {
        // 2026-11-23 13:42 UTC, a Monday.
        let now = Timestamp(1_795_441_320_000);
        let when = When::new(Words::default(), "America/Argentina/Buenos_Aires", now);
        assert_eq!(when.clock(now), "10:42");
        assert_eq!(when.full_now(), "lunes 23 de noviembre, 10:42");
        assert_eq!(when.moment(now.plus(-HOUR)), "hoy 9:42");
        assert_eq!(when.moment(now.plus(-16 * HOUR)), "ayer 18:42");
        assert_eq!(when.moment(now.plus(-11 * DAY)), "12 de noviembre, 10:42");
        assert_eq!(when.moment(now.plus(-365 * DAY)), "23 de noviembre de 2025, 10:42");
        assert_eq!(when.ago(now.plus(-5)), "recién");
        assert_eq!(when.ago(now.plus(-72 * MINUTE)), "hace 1 h 12 min");
        assert_eq!(when.span(6 * DAY), "6 días");
        assert_eq!(when.countdown(now.plus(84_000)), "1:24");
        assert_eq!(when.day(now.plus(-2 * DAY)), "sábado 21 de noviembre");
    }

    #[test]
    fn times_out_of_all_proportion_do_no_harm() {
        let when = When::new(Words::default(), "no such zone", Timestamp(0));
        for at in [i64::MIN, -1, 0, i64::MAX] {
            assert!(!when.moment(Timestamp(at)).is_empty());
            assert!(!when.ago(Timestamp(at)).is_empty());
            assert!(!when.countdown(Timestamp(at)).is_empty());
        }
    }
}
