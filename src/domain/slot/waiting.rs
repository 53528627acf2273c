//! A customer who waits for an answer: the agent is reminded, supervisors are alerted, and where a company wants that,
//! the case goes back.
//!
//! Nothing of the waiting is stored but what was said about it: since when it lasts follows from the messages.

use std::sync::Arc;

use super::{Case, Slot};
use crate::domain::acts::{By, Deed};
use crate::domain::content::{Content, MediaKind};
use crate::domain::escalation::Limits;
use crate::domain::event::Event;
use crate::domain::ids::{GroupId, Timestamp};
use crate::domain::main_group::{card, cut};
use crate::domain::message::{ActOnCase, AgentGone, Pressing, Tell};
use crate::domain::message_map::{Carried, Entry};
use crate::domain::notice::{Cause, Notice};
use crate::domain::outcome::{Outcome, Receipt};
use crate::domain::purpose::Purpose;
use crate::domain::settings::LineSettings;
use crate::domain::thanks::is_thanks;
use crate::domain::ticket::{CaseMessage, Fate, Side};

/// A case that should have gone back so long ago (milliseconds) was not watched meanwhile, by Relevo or by a rule …
const UNWATCHED_MS: i64 = 60_000;
/// … and its agent is given this long (milliseconds) from the reminder on.
const CHANCE_MS: i64 = 5 * 60_000;
/// Who left a group is told of once in this time (milliseconds).
const GONE_EVERY_MS: i64 = 10 * 60_000;
/// Characters of a customer's message in a reminder.
const EXCERPT_MOST: usize = 120;

/// What was said about a customer's waiting.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Late {
    /// The first message without an answer.
    pub seq: u32,
    /// 1: the agent was reminded; 2: supervisors were alerted.
    pub level: u8,
}

/// Since when a customer waits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Wait {
    since: Timestamp,
    seq: u32,
}

/// What a slot keeps beside its case to see to it.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct Watch {
    /// The limits of its main group.
    limits: Option<Arc<Limits>>,
    wait: Option<Wait>,
    due: Option<Timestamp>,
    /// Until when the agent may still answer, where the case should have gone back while nobody watched.
    chance: Option<Timestamp>,
    gone_told: Option<Timestamp>,
}

impl Case {
    /// Since when its customer waits: from the first message after the agent's last answer, but not from before this
    /// agent had the case. Thanks ask for no answer.
    fn wait(&self) -> Option<Wait> {
        let is_answer = |entry: &&Entry| match (entry.message.from, entry.carried) {
            (Side::Agent(_), Carried::Withdrawn | Carried::Failed) => false,
            (Side::Agent(_), _) => true,
            (Side::Customer, _) => false,
        };
        let unanswered = self.map.entries().rev().take_while(|entry| !is_answer(entry));
        let first = unanswered.filter(|entry| asks(&entry.message)).last()?;
        let since = first.message.at.max(self.seated_at);
        Some(Wait { since, seq: first.message.seq })
    }
}

impl Slot {
    /// Looks anew at who waits, and when something is due.
    pub(super) fn watch(&mut self) {
        let Some(case) = &self.case else {
            self.watch = Watch::default();
            return;
        };
        let wait = case.wait();
        if wait != self.watch.wait {
            self.watch.wait = wait;
            self.watch.chance = None;
        }
        self.schedule();
    }

    /// The customer wrote: no need to look at all that was said.
    pub(super) fn watch_customer(&mut self, message: &CaseMessage) {
        if self.watch.wait.is_none() && asks(message) {
            let seated_at = self.case.as_ref().map_or(message.at, |case| case.seated_at);
            self.watch.wait = Some(Wait { since: message.at.max(seated_at), seq: message.seq });
            self.schedule();
        }
    }

    /// The agent answered.
    pub(super) fn watch_answer(&mut self) {
        (self.watch.wait, self.watch.due, self.watch.chance) = (None, None, None);
    }

    /// The settings of the line were changed: they count for who waits already.
    pub(super) fn watch_by(&mut self, settings: &LineSettings) {
        if let Some(case) = &self.case {
            self.watch.limits = Some(Arc::new(Limits::of(settings, case.ticket.group)));
        }
        self.watch();
    }

    /// A case begins here, under the limits of its main group.
    pub(super) fn watch_case(&mut self, limits: &Arc<Limits>) {
        self.watch.limits = Some(Arc::clone(limits));
        self.watch();
    }

    /// The limits that the case is under, for whoever has it next.
    pub(super) fn limits(&self) -> Arc<Limits> {
        let of_line = || Arc::new(Limits::of(&LineSettings::default(), GroupId(0)));
        self.watch.limits.clone().unwrap_or_else(of_line)
    }

    /// The level reached by who waits now.
    fn level(&self, wait: Wait) -> u8 {
        self.case
            .as_ref()
            .filter(|case| case.late.seq == wait.seq)
            .map_or(0, |case| case.late.level)
    }

    fn schedule(&mut self) {
        self.watch.due = self.next_due();
    }

    fn next_due(&self) -> Option<Timestamp> {
        let (wait, limits) = (self.watch.wait?, self.watch.limits.as_deref()?);
        let level = self.level(wait);
        if level == 0 {
            return limits.answer(wait.since);
        }
        let alert = if level == 1 { limits.answer_alert(wait.since) } else { None };
        let back = limits.give_back(wait.since).map(|at| self.watch.chance.unwrap_or(at).max(at));
        alert.into_iter().chain(back).min()
    }

    /// When the customer will have waited too long, if nobody answers first.
    pub(super) fn answer_due(&self) -> Option<Timestamp> {
        self.watch.due
    }

    /// The customer has waited too long.
    pub(super) fn wait_over(&mut self, now: Timestamp) -> Outcome {
        let mut outcome = Outcome::default();
        if self.watch.due.is_none_or(|due| due > now) {
            return outcome;
        }
        let (Some(wait), Some(limits)) = (self.watch.wait, self.watch.limits.clone()) else {
            return outcome;
        };
        if self.leaving.is_some() || self.chat.is_none() {
            // Looked at again when it stays after all, and by who gets it when it goes.
            self.watch.due = None;
            return outcome;
        }
        let is_over = |limit: Option<Timestamp>| limit.is_some_and(|limit| limit <= now);
        if self.level(wait) == 0 && is_over(limits.answer(wait.since)) {
            self.remind(wait, now, &mut outcome);
        }
        if self.level(wait) == 1 && is_over(limits.answer_alert(wait.since)) {
            self.alert(wait, &mut outcome);
        }
        if let Some(at) = limits.give_back(wait.since).filter(|at| *at <= now) {
            match self.watch.chance {
                None if now.since(at) > UNWATCHED_MS => {
                    self.watch.chance = Some(now.plus(CHANCE_MS))
                }
                Some(chance) if chance > now => {}
                None | Some(_) => outcome.absorb(self.give_back(now)),
            }
        }
        self.schedule();
        outcome
    }

    fn remind(&mut self, wait: Wait, now: Timestamp, outcome: &mut Outcome) {
        let quote = self.quote_of_case(wait.seq, Side::Customer);
        let (Some(case), Some(chat)) = (&mut self.case, &self.chat) else { return };
        let (ticket, seq, level) = (case.ticket.no, wait.seq, 1);
        case.late = Late { seq, level };
        outcome.events.push(Event::AnswerLate { ticket, slot: self.id, seq, level, at: now });
        let excerpt = case.map.get(seq).map(Entry::excerpt).unwrap_or_default();
        let notice = Notice::AnswerReminder {
            customer: case.ticket.customer.name.clone(),
            excerpt: cut(&excerpt, EXCERPT_MOST),
            waited_ms: now.since(wait.since),
        };
        outcome.post(chat, Purpose::Alert, notice, quote);
    }

    /// By way of the main group; what is stored of it goes with the alert itself, so that neither is without the other.
    fn alert(&mut self, wait: Wait, outcome: &mut Outcome) {
        let slot = self.id;
        let Some(case) = &mut self.case else { return };
        case.late = Late { seq: wait.seq, level: 2 };
        let cause = Cause::Unanswered {
            agent: case.seat.agent_name.clone(),
            place: case.seat.slot_name.clone(),
        };
        let unanswered = Some((slot, wait.seq));
        let pressing = Pressing { card: card(&case.ticket), since: wait.since, cause, unanswered };
        outcome.tells.push(Tell::Group(case.ticket.group, pressing.into()));
    }

    fn give_back(&mut self, now: Timestamp) -> Outcome {
        let Some(case) = &self.case else { return Outcome::default() };
        let act = ActOnCase {
            customer: case.ticket.customer.id,
            ticket: case.ticket.no,
            deed: Deed::Return { group: None },
            by: By::Relevo,
            reason: None,
            receipt: Receipt::NOBODY,
        };
        self.act(act, now)
    }

    /// The agent is in a group no longer: whoever supervises has to know, if there is a case.
    pub fn agent_gone(&mut self, msg: AgentGone, now: Timestamp) -> Outcome {
        let mut outcome = Outcome::default();
        let Some(case) = &self.case else { return outcome };
        if self.watch.gone_told.is_some_and(|told| now.since(told) < GONE_EVERY_MS) {
            return outcome;
        }
        self.watch.gone_told = Some(now);
        let (agent, place) = (case.seat.agent_name.clone(), case.seat.slot_name.clone());
        let cause = match msg.main {
            true => Cause::LeftMain { agent, place },
            false => Cause::AgentGone { agent, place },
        };
        let (card, since) = (card(&case.ticket), case.seated_at);
        let pressing = Pressing { card, since, cause, unanswered: None };
        outcome.tells.push(Tell::Group(case.ticket.group, pressing.into()));
        outcome
    }

    /// Supervisors have to know of an angry customer. To be called when the case has become urgent; who was told
    /// is not told again.
    #[must_use]
    pub fn became_angry(&self) -> Option<Tell> {
        let case = self.case.as_ref().filter(|case| case.ticket.is_urgent())?;
        let (card, since) = (card(&case.ticket), case.since);
        let pressing = Pressing { card, since, cause: Cause::Angry, unanswered: None };
        Some(Tell::Group(case.ticket.group, pressing.into()))
    }

    /// What is unfinished after a restart: supervisors may not have been told of an angry customer.
    #[must_use]
    pub fn resume(&self) -> Outcome {
        Outcome { tells: self.became_angry().into_iter().collect(), ..Outcome::default() }
    }
}

/// Whether a message asks for an answer.
fn asks(message: &CaseMessage) -> bool {
    if message.from != Side::Customer || matches!(message.fate, Fate::Deleted { .. }) {
        return false;
    }
    match &message.content {
        Content::Text { text } => !is_thanks(text),
        Content::Media { media, .. } => *media != MediaKind::Sticker,
        Content::Location { .. }
        | Content::Contacts { .. }
        | Content::Poll { .. }
        | Content::Choice { .. }
        | Content::Unknown { .. } => true,
    }
}
