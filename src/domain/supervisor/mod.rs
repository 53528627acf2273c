//! The supervisor: alerts about what somebody has to look at, each once, many at a time as one digest; and what people
//! answer to them.
//!
//! Here: which alerts there are, and where they go. What is answered is in `orders`, the line's own connection in
//! `link`.

mod link;
mod orders;

use std::collections::{BTreeMap, BTreeSet};

use super::calendar::Calendar;
use super::event::Event;
use super::ids::{AgentId, ChatId, GroupId, ReceiptId, TicketNo, Timestamp};
use super::message::{
    AgentForgotten, Availability, ChatReady, ChatRetired, GroupWrote, Overdue, PostExpected, Raise,
    Resolved, Tell,
};
use super::notice::{Cause, FreeAgent, Notice, OverdueTicket};
use super::outcome::Outcome;
use super::purpose::Purpose;
use super::settings::LineSettings;

use link::Down;
use orders::Asked;

/// Alerts that come due within this time (milliseconds) are one message.
const GATHER_MS: i64 = 2_000;
/// A case for which help was just asked is not asked for again within this time (milliseconds): a form sent twice.
const RAISE_EVERY_MS: i64 = 30_000;
/// Angry customers that are remembered; of older ones nobody speaks any more.
const ANGERED_MOST: usize = 10_000;

/// The supervisor's state.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Supervisor {
    /// The Supervisor group, where there is one.
    pub chat: Option<ChatId>,
    /// Its number.
    group: Option<GroupId>,
    alerted: BTreeMap<TicketNo, u32>,
    /// Tickets whose customers are known to be angry.
    angered: BTreeSet<TicketNo>,
    due: BTreeMap<(TicketNo, Cause), Overdue>,
    flush_at: Option<Timestamp>,
    free: BTreeMap<AgentId, FreeAgent>,
    /// When agents are on shift, where that counts.
    shifts: BTreeMap<AgentId, Calendar>,
    /// When help was asked for, just now.
    raised: BTreeMap<TicketNo, Timestamp>,
    /// What was wanted here and is being done.
    asked: BTreeMap<ReceiptId, Asked>,
    down: Option<Down>,
    /// The line has been connected since it was started.
    was_up: bool,
}

impl Supervisor {
    /// A supervisor who has alerted nobody yet.
    #[must_use]
    pub fn new(place: Option<(GroupId, ChatId)>) -> Self {
        let (group, chat) = place.unzip();
        Self { chat, group, ..Self::default() }
    }

    /// Takes over changed settings.
    pub fn change_settings(&mut self, settings: &LineSettings) {
        let rules = &settings.rules;
        let shift = |agent: &AgentId| (*agent, rules.agent_shift(*agent, &settings.time_zone));
        let kept = rules.agents.keys().filter(|_| !settings.shifts.off_shift_claims);
        self.shifts = kept.map(shift).collect();
    }

    /// Takes in an alert that was given.
    pub fn restore_alert(&mut self, ticket: TicketNo, level: u32) {
        self.alerted.insert(ticket, level);
    }

    /// Takes in that supervisors know of an angry customer.
    pub fn restore_anger(&mut self, ticket: TicketNo) {
        self.angered.insert(ticket);
        if self.angered.len() > ANGERED_MOST {
            self.angered.pop_first();
        }
    }

    /// Forgets the alerts of a ticket that waits no longer.
    pub fn forget(&mut self, ticket: TicketNo) {
        self.alerted.remove(&ticket);
        self.due.remove(&(ticket, Cause::Pending));
    }

    /// The Supervisor group exists on WhatsApp.
    pub fn chat_ready(&mut self, msg: ChatReady) -> Outcome {
        self.chat = Some(msg.chat);
        self.group = msg.group;
        Outcome::default()
    }

    /// The Supervisor group was retired: alerts go to the main groups.
    pub fn chat_retired(&mut self, _: ChatRetired) -> Outcome {
        (self.chat, self.group) = (None, None);
        Outcome::default()
    }

    /// Something has to be looked at. Being told twice changes nothing.
    pub fn overdue(&mut self, msg: Overdue, now: Timestamp) -> Outcome {
        let ticket = msg.card.ticket;
        let is_new = match msg.cause {
            // After a restart what is said again may come behind what has come due since.
            Cause::Pending => {
                let known = self.due.get(&(ticket, Cause::Pending)).map(|due| due.level);
                let told = self.alerted.get(&ticket).copied();
                known.max(told).is_none_or(|level| level < msg.level)
            }
            Cause::Angry => !self.angered.contains(&ticket),
            // Their slots tell once.
            Cause::Unanswered { .. } | Cause::AgentGone { .. } | Cause::LeftMain { .. } => true,
        };
        if is_new {
            self.due.insert((ticket, msg.cause.clone()), msg);
            self.gather(now);
        }
        Outcome::default()
    }

    /// Whatever is due is told a moment from now, with what else comes due until then.
    fn gather(&mut self, now: Timestamp) {
        if !self.due.is_empty() {
            self.flush_at = self.flush_at.or(Some(now.plus(GATHER_MS)));
        }
    }

    /// Somebody asks for help with a case: alerted at once, in the main group where there is no Supervisor group.
    pub fn raise(&mut self, msg: Raise, now: Timestamp) -> Outcome {
        let Raise { card, by, who, reason, seat, group, receipt } = msg;
        let ticket = card.ticket;
        let mut outcome = Outcome::done(receipt);
        self.raised.retain(|_, at| now.since(*at) < RAISE_EVERY_MS);
        if self.raised.contains_key(&ticket) {
            return outcome;
        }
        self.raised.insert(ticket, now);
        outcome.events.push(Event::Raised { ticket, by, reason: reason.clone(), at: now });
        let (group_chat, group_name) = group.unzip();
        let (agent, place) = match seat {
            Some(seat) => (Some(seat.agent_name), seat.slot_name),
            None => (None, group_name.unwrap_or_default()),
        };
        let (waited_ms, free) = (now.since(card.opened_at).max(0), self.free_agents(now));
        let by = who;
        let notice = Notice::Raised { card, by, reason, agent, place, waited_ms, free };
        match (self.chat.clone(), self.group, group_chat) {
            (Some(chat), Some(group), _) => outcome.absorb(alert(&chat, group, ticket, notice)),
            (Some(chat), None, _) | (None, _, Some(chat)) => {
                outcome.post(&chat, Purpose::Alert, notice, None);
            }
            (None, _, None) => {}
        }
        outcome
    }

    /// A ticket was taken.
    pub fn resolved(&mut self, msg: Resolved) -> Outcome {
        self.forget(msg.ticket);
        Outcome::default()
    }

    /// An agent has more or fewer free slots.
    pub fn availability(&mut self, msg: Availability) -> Outcome {
        self.free.insert(msg.agent, FreeAgent { name: msg.name, free: msg.free });
        Outcome::default()
    }

    /// An agent attends no more: nobody gives them a ticket.
    pub fn agent_forgotten(&mut self, msg: AgentForgotten) -> Outcome {
        self.free.remove(&msg.agent);
        Outcome::default()
    }

    /// Somebody wrote in the Supervisor group. What is said about an alert is for the group, which knows its messages.
    pub fn group_wrote(&mut self, msg: GroupWrote) -> Outcome {
        let Some(group) = self.group else { return Outcome::done(msg.receipt) };
        Outcome { tells: vec![Tell::Group(group, msg.into())], ..Outcome::default() }
    }

    /// Gives the alerts that have gathered, and says that the line is down: the main groups are reminded, the
    /// Supervisor group is alerted. Without a Supervisor group the alert goes to the main group.
    ///
    /// While the line is down nobody reads alerts: of tickets that go on waiting there is one when it is back.
    pub fn wake(&mut self, now: Timestamp) -> Outcome {
        let mut outcome = self.find_down(now);
        if self.flush_at.is_none_or(|at| at > now) {
            return outcome;
        }
        self.flush_at = None;
        let mut groups: BTreeMap<(GroupId, ChatId), Vec<OverdueTicket>> = BTreeMap::new();
        let mut all: Vec<OverdueTicket> = Vec::new();
        let is_down = self.down.is_some();
        let all_due = std::mem::take(&mut self.due).into_iter();
        let (due, held): (BTreeMap<_, _>, BTreeMap<_, _>) =
            all_due.partition(|((_, cause), _)| !is_down || *cause != Cause::Pending);
        self.due = held;
        for ((_, cause), overdue) in due {
            outcome.events.extend(self.told(&overdue, now));
            let shown = OverdueTicket {
                card: overdue.card,
                waited_ms: now.since(overdue.since),
                group_name: overdue.group_name,
                cause,
            };
            all.push(shown.clone());
            let in_main = match &self.chat {
                Some(_) => shown.cause == Cause::Pending,
                None => !overdue.announced,
            };
            if in_main {
                let place = (overdue.group, overdue.group_chat);
                groups.entry(place).or_default().push(shown);
            }
        }
        let free = self.free_agents(now);
        for ((group, chat), tickets) in groups {
            let only = only(&tickets);
            let notice = match &self.chat {
                Some(_) => Notice::Reminder { tickets },
                None => Notice::Alert { tickets, free: free.clone() },
            };
            outcome.absorb(post(&chat, Some(group), only, notice));
        }
        if let Some(chat) = self.chat.as_ref().filter(|_| !all.is_empty()) {
            let only = only(&all);
            let notice = Notice::Alert { tickets: all, free };
            outcome.absorb(post(chat, self.group, only, notice));
        }
        outcome
    }

    /// Who has room for a case, and is on shift.
    fn free_agents(&self, now: Timestamp) -> Vec<FreeAgent> {
        let is_on = |agent: &AgentId| self.shifts.get(agent).is_none_or(|shift| shift.is_open(now));
        let free = self.free.iter().filter(|(id, agent)| agent.free > 0 && is_on(id));
        free.map(|(_, agent)| agent.clone()).collect()
    }

    /// What is stored of an alert, so that it is not given again.
    fn told(&mut self, overdue: &Overdue, now: Timestamp) -> Option<Event> {
        let (ticket, level, at) = (overdue.card.ticket, overdue.level, now);
        match overdue.cause {
            Cause::Pending => {
                self.alerted.insert(ticket, level);
                Some(Event::Alerted { ticket, level, at })
            }
            Cause::Angry => {
                self.restore_anger(ticket);
                Some(Event::AngerAlerted { ticket, at })
            }
            Cause::Unanswered { .. } => {
                let (slot, seq) = overdue.unanswered?;
                Some(Event::AnswerLate { ticket, slot, seq, level: 2, at })
            }
            Cause::AgentGone { .. } | Cause::LeftMain { .. } => None,
        }
    }

    /// When alerts are to be given, if any have gathered.
    #[must_use]
    pub fn next_deadline(&self) -> Option<Timestamp> {
        self.flush_at.into_iter().chain(self.down_due()).min()
    }
}

/// The ticket that an alert is about, if it is about one.
fn only(tickets: &[OverdueTicket]) -> Option<TicketNo> {
    match tickets {
        [only] => Some(only.card.ticket),
        [] | [_, ..] => None,
    }
}

/// A message about tickets; one about a single ticket can be quoted.
fn post(chat: &ChatId, group: Option<GroupId>, only: Option<TicketNo>, notice: Notice) -> Outcome {
    match group.zip(only) {
        Some((group, ticket)) => alert(chat, group, ticket, notice),
        None => {
            let mut outcome = Outcome::default();
            outcome.post(chat, Purpose::Alert, notice, None);
            outcome
        }
    }
}

/// A message about a ticket, which can be quoted like its announcement.
fn alert(chat: &ChatId, group: GroupId, ticket: TicketNo, notice: Notice) -> Outcome {
    let mut outcome = Outcome::default();
    outcome.post(chat, Purpose::Announcement { group, ticket }, notice, None);
    outcome.tells.push(Tell::Group(group, PostExpected.into()));
    outcome
}
