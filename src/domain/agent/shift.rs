//! An agent's shift: no cases are taken outside it, and at its end the open ones are handed over, where that is set.

use std::collections::BTreeMap;

use super::Agent;
use crate::domain::acts::By;
use crate::domain::calendar::Calendar;
use crate::domain::ids::{SlotId, Timestamp};
use crate::domain::message::{ShiftEnding, ShiftOver, Tell};
use crate::domain::outcome::Outcome;
use crate::domain::refusal::Refusal;
use crate::domain::settings::LineSettings;
use crate::domain::shifts::{ShiftEnd, WARNED_MS, last_end};

/// A case that was just taken reaches its slot within this time (milliseconds).
const ARRIVES_MS: i64 = 2_000;

/// What an agent knows of shifts.
#[derive(Debug, Clone, PartialEq)]
pub struct Shift {
    calendar: Calendar,
    /// Cases may be taken outside it.
    is_free: bool,
    /// Open cases are handed over so long after its end (milliseconds); nothing where they stay.
    hands_over_ms: Option<i64>,
    /// The end of the shift of which a slot was told.
    warned: BTreeMap<SlotId, Timestamp>,
    /// The end of the shift whose cases were handed over.
    handed: Option<Timestamp>,
    /// When to look whether something is to be done.
    look: Option<Timestamp>,
}

impl Default for Shift {
    fn default() -> Self {
        Self {
            calendar: Calendar::always(),
            is_free: true,
            hands_over_ms: None,
            warned: BTreeMap::new(),
            handed: None,
            look: None,
        }
    }
}

impl Agent {
    /// Takes over changed settings.
    pub fn change_settings(&mut self, settings: &LineSettings) {
        let rules = &settings.shifts;
        self.shift.calendar = settings.rules.agent_shift(self.id, &settings.time_zone);
        self.shift.is_free = rules.off_shift_claims;
        self.shift.hands_over_ms = match rules.shift_end {
            ShiftEnd::Keep => None,
            ShiftEnd::Offer => Some(rules.grace_ms.max(0)),
        };
        self.shift.look = Some(Timestamp(0));
    }

    /// Why the agent may not take a case now; supervisors, in the panel or in their group, may decide otherwise.
    pub(super) fn off_shift(&self, decided: &By, now: Timestamp) -> Option<Refusal> {
        let shift = &self.shift;
        let is_ordered = matches!(decided, By::Panel { .. } | By::Supervisor { .. });
        if is_ordered || shift.is_free || shift.calendar.is_open(now) {
            return None;
        }
        let begins = shift.calendar.next_open(now);
        Some(Refusal::OffShift { agent: self.name.clone(), begins })
    }

    /// A case is on its way to one of the slots: the end of the shift may be near.
    pub(super) fn took_case(&mut self, now: Timestamp) {
        let soon = now.plus(ARRIVES_MS);
        self.shift.look = Some(self.shift.look.map_or(soon, |look| look.min(soon)));
    }

    /// When the agent next wants to be woken.
    #[must_use]
    pub fn next_deadline(&self) -> Option<Timestamp> {
        self.shift.look
    }

    /// Does what is due about the shift.
    pub fn wake(&mut self, now: Timestamp) -> Outcome {
        let mut outcome = Outcome::default();
        if self.shift.look.take_if(|at| *at <= now).is_none() {
            return outcome;
        }
        let busy: Vec<SlotId> =
            self.rooms.values().filter(|room| room.case.is_some()).map(|room| room.slot).collect();
        let Some(grace) = self.shift.hands_over_ms.filter(|_| !busy.is_empty()) else {
            return outcome;
        };
        let shift = &mut self.shift;
        if shift.calendar.is_open(now) {
            let Some(ends) = shift.calendar.next_change(now) else { return outcome };
            let warns = ends.plus(-WARNED_MS);
            if warns > now {
                shift.look = Some(warns);
                return outcome;
            }
            let leaves = ends.plus(grace);
            for slot in busy {
                if shift.warned.insert(slot, ends) != Some(ends) {
                    let ending = ShiftEnding { ends, leaves };
                    outcome.tells.push(Tell::Slot(slot, ending.into()));
                }
            }
            shift.look = Some(ends);
            return outcome;
        }
        let ended = last_end(&shift.calendar, now).filter(|ended| shift.handed != Some(*ended));
        match ended {
            Some(ended) if ended.plus(grace) > now => shift.look = Some(ended.plus(grace)),
            Some(ended) => {
                shift.handed = Some(ended);
                shift.look = shift.calendar.next_open(now);
                let over = |slot| Tell::Slot(slot, ShiftOver { ended }.into());
                outcome.tells.extend(busy.into_iter().map(over));
            }
            None => shift.look = shift.calendar.next_open(now),
        }
        outcome
    }
}
