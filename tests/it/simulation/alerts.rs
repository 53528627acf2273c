//! Alerts: none before its limit of open time, none twice, none forgotten, whatever happens. Limits and hours are
//! others in each run.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::people::THANKS;
use fastrand::Rng;
use relevo::domain::acts::By;
use relevo::domain::calendar::{Calendar, Schedule, Span, Week};
use relevo::domain::content::Content;
use relevo::domain::event::Event;
use relevo::domain::ids::{GroupId, TicketNo, Timestamp};
use relevo::domain::message_map::Carried;
use relevo::domain::notice::{Cause, Notice};
use relevo::domain::outcome::{Body, Letter};
use relevo::domain::record::Record;
use relevo::domain::rules::{GroupRules, Rules};
use relevo::domain::settings::LineSettings;
use relevo::domain::slot::Case;
use relevo::domain::ticket::{Fate, Side};

use super::check::Model;

const MINUTE: i64 = 60_000;

/// Other limits and hours for each run; its own dice, so that what people do does not depend on them.
pub fn settings(seed: u64) -> LineSettings {
    let mut rng = Rng::with_seed(seed ^ 0x00A1_E275);
    let first = rng.i64(1..8);
    let answer = rng.i64(1..12);
    let mut rules = Rules::default();
    if rng.bool() {
        let spans = [Span { from: 9 * 60, to: 13 * 60 }, Span { from: 14 * 60, to: 20 * 60 }];
        rules.hours = Schedule { week: Week::working_days(&spans), ..Schedule::default() };
    }
    if rng.bool() {
        let own = GroupRules {
            first_limit_ms: Some(rng.i64(1..20) * MINUTE),
            second_limit_ms: Some(rng.i64(1..40) * MINUTE),
            answer_limit_ms: Some(rng.i64(1..10) * MINUTE),
            ..GroupRules::default()
        };
        rules.groups.insert(GroupId(1), own);
    }
    LineSettings {
        first_limit_ms: first * MINUTE,
        urgent_limit_ms: MINUTE,
        second_limit_ms: (first + rng.i64(0..15)) * MINUTE,
        repeat_ms: rng.i64(10..90) * MINUTE,
        answer_limit_ms: answer * MINUTE,
        answer_alert_ms: (answer + rng.i64(0..15)) * MINUTE,
        give_back_ms: if rng.bool() { (answer + rng.i64(1..30)) * MINUTE } else { 0 },
        rules: Arc::new(rules),
        ..LineSettings::default()
    }
}

/// A pending ticket, as its alerts go.
#[derive(Debug, Clone, Copy)]
struct Waiting {
    since: Timestamp,
    group: GroupId,
    level: u32,
    last: Timestamp,
    alerted: u32,
}

/// What was said of waits, told by the facts on disk and by WhatsApp.
#[derive(Debug, Default)]
pub struct Alerts {
    pub settings: LineSettings,
    pending: BTreeMap<TicketNo, Waiting>,
    group: BTreeMap<TicketNo, GroupId>,
    seated: BTreeMap<TicketNo, Timestamp>,
    /// What was said of a wait that began with this message, since the ticket was given to somebody: how much its
    /// agent had written by then, and the level.
    late: BTreeMap<(TicketNo, Timestamp, u32), (usize, u8)>,
    angry: BTreeSet<TicketNo>,
    /// How often each alert may be in a chat: it was stored so often.
    stored: BTreeMap<(TicketNo, &'static str), u32>,
    seen: BTreeMap<(TicketNo, &'static str, &'static str), u32>,
}

impl Alerts {
    fn own(&self, group: GroupId) -> GroupRules {
        self.settings.rules.group(group)
    }

    fn hours(&self) -> Calendar {
        self.settings.rules.business_hours(&self.settings.time_zone)
    }

    fn first(&self, group: GroupId) -> i64 {
        self.own(group).first_limit_ms.unwrap_or(self.settings.first_limit_ms)
    }

    fn second(&self, group: GroupId) -> i64 {
        let second = self.own(group).second_limit_ms.unwrap_or(self.settings.second_limit_ms);
        second.max(self.first(group))
    }

    fn answer(&self, group: GroupId) -> (i64, i64) {
        let first = self.own(group).answer_limit_ms.unwrap_or(self.settings.answer_limit_ms);
        (first, self.settings.answer_alert_ms.max(first))
    }

    fn waits(&mut self, ticket: TicketNo, group: GroupId, since: Timestamp) {
        let waiting = Waiting { since, group, level: 0, last: since, alerted: 0 };
        self.pending.insert(ticket, waiting);
        self.group.insert(ticket, group);
    }
}

impl Model {
    /// A fact about a wait: it is in time, and new.
    pub(super) fn check_wait(&mut self, event: &Event) {
        let hours = self.alerts.hours();
        match event {
            Event::Opened { ticket, .. } => {
                self.alerts.waits(ticket.no, ticket.group, ticket.opened_at);
            }
            Event::Returned { ticket, group, at, by, .. } => {
                if *by == By::Relevo {
                    self.count("given back");
                }
                self.alerts.waits(*ticket, *group, *at);
            }
            Event::Moved { ticket, group, .. } => {
                self.alerts.group.insert(*ticket, *group);
                if let Some(waiting) = self.alerts.pending.get_mut(ticket) {
                    waiting.group = *group;
                }
            }
            Event::Claimed { ticket, at, by, .. } | Event::Transferred { ticket, at, by, .. } => {
                if matches!(by, By::Supervisor { .. }) {
                    self.count("ordered");
                }
                self.alerts.pending.remove(ticket);
                self.alerts.seated.insert(*ticket, *at);
            }
            Event::Closed { ticket, .. } => {
                self.alerts.pending.remove(ticket);
            }
            Event::Escalated { ticket, level, at } => {
                self.count(if *level > 2 { "repeated" } else { "escalated" });
                // Taken or moved meanwhile: the fact says nothing any more.
                let Some(waiting) = self.alerts.pending.get(ticket).copied() else { return };
                let (since, limit) = match level {
                    1 => (waiting.since, self.alerts.first(waiting.group)),
                    2 => (waiting.since, self.alerts.second(waiting.group)),
                    _ => (waiting.last, self.alerts.settings.repeat_ms),
                };
                let open = hours.open_ms(since, *at);
                if open < limit {
                    self.violate(format!("early: {ticket} passed {level} after {open} of {limit}"));
                }
                if *level <= waiting.level {
                    self.violate(format!("ticket {ticket} passed its limit {level} twice"));
                }
                let waiting = Waiting { level: *level, last: *at, ..waiting };
                self.alerts.pending.insert(*ticket, waiting);
            }
            Event::Alerted { ticket, level, .. } => {
                *self.alerts.stored.entry((*ticket, "pending")).or_default() += 1;
                let Some(waiting) = self.alerts.pending.get(ticket).copied() else { return };
                if *level <= waiting.alerted || *level > waiting.level {
                    let (was, at) = (waiting.alerted, waiting.level);
                    self.violate(format!(
                        "{ticket} was alerted of at {level} after {was}, being at {at}"
                    ));
                }
                let waiting = Waiting { alerted: *level, ..waiting };
                self.alerts.pending.insert(*ticket, waiting);
            }
            Event::AnswerLate { ticket, seq, level, at, .. } => {
                self.check_late(*ticket, *seq, *level, *at)
            }
            Event::AngerAlerted { ticket, .. } if !self.alerts.angry.insert(*ticket) => {
                self.violate(format!("the anger of {ticket} was told twice"));
            }
            _ => {}
        }
    }

    fn check_late(&mut self, ticket: TicketNo, seq: u32, level: u8, at: Timestamp) {
        self.count(if level == 1 { "agent reminded" } else { "alerted of silence" });
        *self
            .alerts
            .stored
            .entry((ticket, if level == 1 { "reminder" } else { "unanswered" }))
            .or_default() += 1;
        let (Some(seated), Some(group)) =
            (self.alerts.seated.get(&ticket).copied(), self.alerts.group.get(&ticket).copied())
        else {
            return self.violate(format!("an agent was late with {ticket}, which nobody has"));
        };
        let Some(message) = self.ticket_messages.get(&(ticket, seq)).cloned() else {
            return self.violate(format!(
                "the answer to message {seq} of {ticket} is late, and it is not stored"
            ));
        };
        let (answer, alert) = self.alerts.answer(group);
        let limit = if level == 1 { answer } else { alert };
        let since = message.at.max(seated);
        let open = self.alerts.hours().open_ms(since, at);
        // Supervisors may hear of a wait under the agent before.
        if message.from != Side::Customer || (open < limit && level == 1) {
            self.violate(format!("early: the answer to {seq} of {ticket} after {open} of {limit}"));
        }
        // An answer that never arrived is none: the wait goes on, and is told of anew.
        let of_ticket = self.ticket_messages.range((ticket, 0)..=(ticket, u32::MAX));
        let answers = of_ticket.filter(|(_, message)| message.from != Side::Customer).count();
        let said = self.alerts.late.get(&(ticket, seated, seq)).copied();
        let now = match (level, said) {
            (1, None) => (answers, 1),
            (1, Some((before, _))) if answers > before => (answers, 1),
            (2, Some((before, 1))) => (before, 2),
            // Of the wait under another agent, a moment ago.
            (2, None) => return,
            _ => {
                let what =
                    format!("the answer to {seq} of {ticket} was late at {level} after {said:?}");
                return self.violate(what);
            }
        };
        self.alerts.late.insert((ticket, seated, seq), now);
    }

    /// An alert is in a chat: not more often than it was stored.
    pub(super) fn check_alert(&mut self, letter: &Letter, body: &Body) {
        let _ = letter;
        let (tickets, place) = match body {
            Body::Say(Notice::Alert { tickets, .. }) => (tickets, "alert"),
            Body::Say(Notice::Reminder { tickets }) => (tickets, "reminder"),
            _ => return,
        };
        self.count("alerted");
        for told in tickets {
            let no = told.card.ticket;
            let what = match told.cause {
                Cause::Pending => "pending",
                Cause::Unanswered { .. } => "unanswered",
                Cause::Angry | Cause::AgentGone { .. } | Cause::LeftMain { .. } => continue,
            };
            let times = self.alerts.seen.entry((no, what, place)).or_default();
            *times += 1;
            let times = *times;
            let stored = self.alerts.stored.get(&(no, what)).copied().unwrap_or(0);
            if times > stored {
                self.violate(format!(
                    "ticket {no}: alert {times} of «{what}», stored {stored} times"
                ));
            }
        }
    }

    /// In the end nobody has waited beyond a limit without an alert.
    pub(super) fn check_alerted(&self, disk: &Record, now: Timestamp) -> Result<(), String> {
        let (alerts, hours) = (&self.alerts, self.alerts.hours());
        for (id, group) in disk.groups.iter().filter(|(_, group)| group.chat.is_some()) {
            for pending in group.pending() {
                let (no, level) = (pending.ticket.no, pending.level);
                let open = hours.open_ms(pending.waits_since, now);
                let least =
                    u32::from(open >= alerts.first(*id)) + u32::from(open >= alerts.second(*id));
                let again = hours.open_ms(pending.escalated_at, now) >= alerts.settings.repeat_ms;
                if level < least || (level >= 2 && again) {
                    return Err(format!("forgotten: {no} is at level {level} after {open} ms"));
                }
                if level > 0 && disk.alerts.get(&no) != Some(&level) {
                    return Err(format!("forgotten: nobody was alerted of {no} at level {level}"));
                }
            }
        }
        for slot in disk.slots.values().filter(|slot| slot.chat.is_some()) {
            let Some((case, (since, seq))) = slot.case().and_then(|case| Some((case, wait(case)?)))
            else {
                continue;
            };
            let (answer, alert) = alerts.answer(case.ticket.group);
            let open = hours.open_ms(since, now);
            let least = u8::from(open >= answer) + u8::from(open >= alert);
            let level = if case.late.seq == seq { case.late.level } else { 0 };
            if level < least {
                let no = case.ticket.no;
                return Err(format!(
                    "forgotten: {no} waits for an answer to {seq} since {open} ms, level {level}: {:?}",
                    (
                        case.late,
                        case.seated_at,
                        case.warned,
                        case.map.entries().collect::<Vec<_>>()
                    )
                ));
            }
        }
        Ok(())
    }
}

/// Since when the customer of a case waits, and for an answer to which message.
fn wait(case: &Case) -> Option<(Timestamp, u32)> {
    let mut first = None;
    for entry in case.map.entries() {
        match (entry.message.from, entry.carried, entry.message.fate) {
            (Side::Agent(_), Carried::Withdrawn | Carried::Failed, _) => {}
            (Side::Agent(_), _, _) => first = None,
            (Side::Customer, _, Fate::Deleted { .. }) => {}
            // Bare thanks ask for no answer.
            (Side::Customer, _, _) if is_bare_thanks(&entry.message.content) => {}
            (Side::Customer, _, _) => first = first.or(Some(&entry.message)),
        }
    }
    first.map(|message| (message.at.max(case.seated_at), message.seq))
}

fn is_bare_thanks(content: &Content) -> bool {
    matches!(content, Content::Text { text } if text == THANKS)
}
