//! Who is on shift, and what a line does when nobody is or a shift ends.

use serde::{Deserialize, Serialize};

use super::calendar::{Calendar, Schedule};
use super::ids::{AgentId, GroupId, Timestamp};
use super::rules::Rules;

/// An agent is told so long before the end of a shift that the open cases go back (milliseconds).
pub const WARNED_MS: i64 = 10 * 60_000;
/// How far back the end of a shift is looked for (milliseconds): a week, and a holiday more.
const BACK_MS: i64 = 8 * 24 * 3_600_000;

/// Which of several main groups that could all attend gets a ticket.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Balance {
    /// The one with the fewest tickets waiting or just sent there.
    #[default]
    Load,
    /// One after the other.
    Turns,
}

impl Balance {
    /// All of them, in the order people see them.
    pub const ALL: [Self; 2] = [Self::Load, Self::Turns];

    /// The name in forms.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Load => "load",
            Self::Turns => "turns",
        }
    }
}

/// What happens to an agent's open cases at the end of the shift.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ShiftEnd {
    /// They stay with the agent.
    #[default]
    Keep,
    /// They wait in a main group again, for whoever is on shift.
    Offer,
}

impl ShiftEnd {
    /// All of them, in the order people see them.
    pub const ALL: [Self; 2] = [Self::Keep, Self::Offer];

    /// The name in forms.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Keep => "keep",
            Self::Offer => "offer",
        }
    }
}

/// What a line does about hours and shifts. Times are in milliseconds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ShiftRules {
    /// Which of several groups gets a ticket.
    pub balance: Balance,
    /// Agents may take cases outside their own shift.
    pub off_shift_claims: bool,
    /// What happens to open cases at the end of an agent's shift.
    pub shift_end: ShiftEnd,
    /// How long after the end of the shift.
    pub grace_ms: i64,
    /// Tickets that wait in a group whose shift is over are moved to one that is on.
    pub move_pending: bool,
    /// Customers are told, once, that nobody is there before the next opening.
    pub tell_closed: bool,
}

impl Default for ShiftRules {
    fn default() -> Self {
        Self {
            balance: Balance::Load,
            off_shift_claims: false,
            shift_end: ShiftEnd::Keep,
            grace_ms: 10 * 60_000,
            move_pending: true,
            tell_closed: true,
        }
    }
}

/// How a main group gives its tickets out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Assignment {
    /// Whoever takes one first has it.
    #[default]
    Claim,
    /// Relevo offers each to one agent after the other.
    Auto,
}

impl Assignment {
    /// Both, in the order people see them.
    pub const ALL: [Self; 2] = [Self::Claim, Self::Auto];

    /// The name in forms.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Claim => "claim",
            Self::Auto => "auto",
        }
    }
}

impl Rules {
    /// When a main group is on shift. One without hours of its own is so when the company is open; the company's
    /// holidays are everybody's, unless it works on them.
    #[must_use]
    pub fn group_shift(&self, group: GroupId, zone: &str) -> Calendar {
        let Some(rules) = self.groups.get(&group) else { return self.business_hours(zone) };
        let mut shift = rules.shift.clone();
        if shift.week.is_always() {
            shift.week = self.hours.week.clone();
            shift.zone = shift.zone.or_else(|| self.hours.zone.clone());
        }
        Calendar::new(&self.with_holidays(shift, rules.works_holidays), zone)
    }

    /// When an agent is on shift: always, where no hours were set for the agent.
    #[must_use]
    pub fn agent_shift(&self, agent: AgentId, zone: &str) -> Calendar {
        let Some(rules) = self.agents.get(&agent) else { return Calendar::always() };
        let off = rules.works_holidays || rules.shift.week.is_always();
        Calendar::new(&self.with_holidays(rules.shift.clone(), off), zone)
    }

    fn with_holidays(&self, shift: Schedule, works: bool) -> Schedule {
        let mut shift = shift;
        if !works {
            shift.holidays.extend(self.hours.holidays.iter().cloned());
        }
        shift
    }
}

/// When the last shift before `now` ended, while none is on; nothing if that is longer ago than a week.
#[must_use]
pub fn last_end(shift: &Calendar, now: Timestamp) -> Option<Timestamp> {
    let mut at = now.plus(-BACK_MS);
    let mut end = None;
    while let Some(change) = shift.next_change(at).filter(|change| *change <= now) {
        if !shift.is_open(change) {
            end = Some(change);
        }
        at = change;
    }
    end
}
