//! Limits: when a ticket has waited too long, for somebody to take it or for an answer. Nights, holidays and
//! whatever else is closed do not count.

use super::calendar::Calendar;
use super::ids::{GroupId, Timestamp};
use super::rules::GroupRules;
use super::settings::LineSettings;

/// The level of a pending ticket's second limit; those after it are repetitions.
const SECOND: u32 = 2;

/// What waiting is measured by in one main group. Lengths are in milliseconds of business hours.
#[derive(Debug, Clone, PartialEq)]
pub struct Limits {
    first_ms: i64,
    urgent_ms: i64,
    second_ms: i64,
    repeat_ms: i64,
    answer_ms: i64,
    answer_alert_ms: i64,
    give_back_ms: Option<i64>,
    hours: Calendar,
}

impl Limits {
    /// Those of a main group; where it sets none, those of its line.
    #[must_use]
    pub fn of(settings: &LineSettings, group: GroupId) -> Self {
        let default = GroupRules::default();
        let own = settings.rules.groups.get(&group).unwrap_or(&default);
        let hours = settings.rules.business_hours(&settings.time_zone);
        let ms = |own: Option<i64>, of_line: i64| own.unwrap_or(of_line).max(0);
        let give_back = ms(own.give_back_ms, settings.give_back_ms);
        Self {
            first_ms: ms(own.first_limit_ms, settings.first_limit_ms),
            urgent_ms: ms(own.urgent_limit_ms, settings.urgent_limit_ms),
            second_ms: ms(own.second_limit_ms, settings.second_limit_ms),
            repeat_ms: ms(own.repeat_ms, settings.repeat_ms).max(60_000),
            answer_ms: ms(own.answer_limit_ms, settings.answer_limit_ms),
            answer_alert_ms: ms(own.answer_alert_ms, settings.answer_alert_ms),
            give_back_ms: (give_back > 0).then_some(give_back),
            hours,
        }
    }

    /// When a pending ticket that waits since then passes its first limit.
    #[must_use]
    pub fn first(&self, urgent: bool, since: Timestamp) -> Option<Timestamp> {
        self.hours.after(since, self.first_ms(urgent))
    }

    /// When it passes the limit after `level`, which it passed at `escalated_at`.
    #[must_use]
    pub fn next(
        &self,
        urgent: bool,
        since: Timestamp,
        level: u32,
        escalated_at: Timestamp,
    ) -> Option<Timestamp> {
        match level {
            0 => self.first(urgent, since),
            1 => self.second(urgent, since),
            SECOND.. => self.hours.after(escalated_at, self.repeat_ms),
        }
    }

    /// The limit that it has passed by now and not before: one, however many came due.
    #[must_use]
    pub fn passed(
        &self,
        urgent: bool,
        since: Timestamp,
        level: u32,
        escalated_at: Timestamp,
        now: Timestamp,
    ) -> Option<u32> {
        let is_over = |limit: Option<Timestamp>| limit.is_some_and(|limit| limit <= now);
        if level < SECOND && is_over(self.second(urgent, since)) {
            return Some(SECOND);
        }
        is_over(self.next(urgent, since, level, escalated_at)).then(|| level.saturating_add(1))
    }

    /// When an agent is reminded, where the customer waits since then.
    #[must_use]
    pub fn answer(&self, since: Timestamp) -> Option<Timestamp> {
        self.hours.after(since, self.answer_ms)
    }

    /// When supervisors are alerted of that.
    #[must_use]
    pub fn answer_alert(&self, since: Timestamp) -> Option<Timestamp> {
        self.hours.after(since, self.answer_alert_ms.max(self.answer_ms))
    }

    /// When the case waits in its main group again, if that is wanted.
    #[must_use]
    pub fn give_back(&self, since: Timestamp) -> Option<Timestamp> {
        self.hours.after(since, self.give_back_ms?.max(self.answer_ms + 60_000))
    }

    fn first_ms(&self, urgent: bool) -> i64 {
        if urgent { self.urgent_ms.min(self.first_ms) } else { self.first_ms }
    }

    fn second(&self, urgent: bool, since: Timestamp) -> Option<Timestamp> {
        self.hours.after(since, self.second_ms.max(self.first_ms(urgent)))
    }
}
