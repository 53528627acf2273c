//! People in a run about alerts: who lets a case wait, and what an alert makes them do.

use std::time::{Duration, Instant};

use super::People;
use crate::load::audit::alerts::Alerts;
use crate::load::case::{Move, Stage};
use crate::load::cast::Place;
use crate::load::clock;
use crate::load::event::Sent;
use crate::load::naming::{self, Naming};
use crate::load::token::CaseNo;
use crate::load::waiting::Waiting;

/// Whoever claims just in time does so when this share of the limit is left.
const LEFT: u32 = 8;

impl People {
    /// Milliseconds of the run.
    pub(super) fn ms(&self, at: Instant) -> u64 {
        let since = at.saturating_duration_since(self.began);
        u64::try_from(since.as_millis()).unwrap_or(u64::MAX)
    }

    /// Tells the judge of alerts something that happens now, if there is one.
    pub(super) fn tell_alerts(&mut self, tell: impl FnOnce(&mut Alerts, u64)) {
        let now = self.ms(clock::now());
        if let Some(alerts) = &mut self.alerts {
            tell(alerts, now);
        }
    }

    /// A case was announced: the agents take it in hand at once, or let it wait.
    pub(super) fn let_wait(&mut self, no: CaseNo) {
        let Some(limits) = self.plan.limits else { return };
        match Waiting::of(no, &limits) {
            Waiting::Attentive => {}
            Waiting::JustInTime => {
                let limit = Duration::from_millis(limits.first_ms);
                let Some(case) = self.cases.get(&no) else { return };
                let wait =
                    (case.since + limit - limit / LEFT).saturating_duration_since(clock::now());
                self.intend(no, Move::Claim, wait);
            }
            Waiting::Alerted(times) => {
                self.tell_alerts(|alerts, _| alerts.awaits(no, times));
                if let Some(case) = self.cases.get_mut(&no) {
                    case.is_left = true;
                }
            }
            Waiting::Silent => {
                self.tell_alerts(|alerts, _| alerts.falls_silent(no));
                if let Some(case) = self.cases.get_mut(&no) {
                    case.is_silent = true;
                }
            }
        }
    }

    /// Relevo told somebody of tickets that wait, or perhaps only said again what a crash had left in doubt. Whoever waited for that goes on now.
    pub(super) fn alerted(&mut self, place: Place, sent: &Sent, is_repeat: bool) {
        let at = self.ms(sent.at);
        let Some(alerts) = &mut self.alerts else { return };
        let naming = naming::read(&sent.text);
        if naming == Naming::default() {
            self.puzzled(&sent.text);
            return;
        }
        let mut meant: Vec<CaseNo> = Vec::new();
        if is_repeat {
            let own = naming.cases.iter().filter(|named| named.run == self.run);
            let own: Vec<_> = own.map(|named| (named.case, named.cause)).collect();
            alerts.repeated(&own, naming.more, place);
            meant
                .extend(own.iter().map(|(case, _)| *case).filter(|case| alerts.is_over_due(*case)));
            return self.go_on_after_alert(meant);
        }
        for named in naming.cases.into_iter().filter(|named| named.run == self.run) {
            alerts.named(&named, place, at);
            if alerts.is_over_due(named.case) {
                meant.push(named.case);
            }
        }
        alerts.counted(naming.more, place);
        if naming.more > 0 {
            meant.extend(alerts.overdue_in(place, at));
        }
        self.go_on_after_alert(meant);
    }

    fn go_on_after_alert(&mut self, meant: Vec<CaseNo>) {
        for no in meant {
            if let Some(case) = self.cases.get_mut(&no) {
                // Whoever is alerted of the one has not been told of the other.
                match case.stage {
                    Stage::Begun | Stage::Announced { .. } => case.is_left = false,
                    Stage::Claimed { .. }
                    | Stage::Attended { .. }
                    | Stage::Closing { .. }
                    | Stage::Closed => case.is_silent = false,
                }
            }
            self.go_on(no);
        }
    }
}
