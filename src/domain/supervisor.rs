//! The supervisor: alerts about tickets that nobody takes, each once, many at a time as one digest.

use std::collections::BTreeMap;

use super::command::Command;
use super::event::Event;
use super::ids::{AgentId, ChatId, TicketNo, Timestamp};
use super::message::{
    Availability, ChatReady, ChatRetired, GroupWrote, Overdue, Raise, Resolved, Tell,
};
use super::notice::{FreeAgent, Notice, OverdueTicket};
use super::outcome::Outcome;
use super::purpose::Purpose;
use super::survey::{Question, Survey};

/// Alerts that come due within this time (milliseconds) are one message.
const GATHER_MS: i64 = 2_000;
/// A case for which help was just asked is not asked for again within this time (milliseconds): a form sent twice.
const RAISE_EVERY_MS: i64 = 30_000;

/// The supervisor's state.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Supervisor {
    /// The Supervisor group, where there is one.
    pub chat: Option<ChatId>,
    alerted: BTreeMap<TicketNo, u8>,
    due: BTreeMap<TicketNo, Overdue>,
    flush_at: Option<Timestamp>,
    free: BTreeMap<AgentId, FreeAgent>,
    /// When help was asked for, just now.
    raised: BTreeMap<TicketNo, Timestamp>,
}

impl Supervisor {
    /// A supervisor who has alerted nobody yet.
    #[must_use]
    pub fn new(chat: Option<ChatId>) -> Self {
        Self { chat, ..Self::default() }
    }

    /// Takes in an alert that was given.
    pub fn restore_alert(&mut self, ticket: TicketNo, level: u8) {
        self.alerted.insert(ticket, level);
    }

    /// Forgets the alerts of a ticket that waits no longer.
    pub fn forget(&mut self, ticket: TicketNo) {
        self.alerted.remove(&ticket);
        self.due.remove(&ticket);
    }

    /// The Supervisor group exists on WhatsApp.
    pub fn chat_ready(&mut self, msg: ChatReady) -> Outcome {
        self.chat = Some(msg.chat);
        Outcome::default()
    }

    /// The Supervisor group was retired: alerts go to the main groups.
    pub fn chat_retired(&mut self, _: ChatRetired) -> Outcome {
        self.chat = None;
        Outcome::default()
    }

    /// A ticket waits too long. Being told twice changes nothing.
    pub fn overdue(&mut self, msg: Overdue, now: Timestamp) -> Outcome {
        let ticket = msg.card.ticket;
        if self.alerted.get(&ticket).is_none_or(|level| *level < msg.level) {
            self.due.insert(ticket, msg);
            self.flush_at = self.flush_at.or(Some(now.plus(GATHER_MS)));
        }
        Outcome::default()
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
        if let Some(chat) = self.chat.clone().or(group_chat) {
            let notice = Notice::Raised { card, by: who, reason, agent, place };
            outcome.post(&chat, Purpose::Alert, notice, None);
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

    /// Somebody wrote in the Supervisor group: a command, or people talking. Who is in it may look.
    pub fn group_wrote(&mut self, msg: GroupWrote) -> Outcome {
        let chat = &msg.message.chat;
        let ask = |question| {
            let survey = Survey::new(question, chat.clone(), msg.receipt);
            Outcome { tells: vec![Tell::Line(survey.into())], ..Outcome::default() }
        };
        match msg.message.content.typed().and_then(Command::parse) {
            Some(Command::Help) => {
                let mut outcome = Outcome::done(msg.receipt);
                outcome.say(chat, Notice::HelpForSupervisors);
                outcome
            }
            Some(Command::Status) => ask(Question::Status),
            Some(Command::Agents) => ask(Question::Agents),
            Some(
                Command::Info
                | Command::ToCustomer { .. }
                | Command::Close { .. }
                | Command::Canned { .. }
                | Command::Note { .. }
                | Command::Transfer { .. }
                | Command::Return { .. }
                | Command::Escalate { .. }
                | Command::Unknown { .. },
            )
            | None => Outcome::done(msg.receipt),
        }
    }

    /// Gives the alerts that have gathered: the main groups are reminded, the Supervisor group is
    /// alerted. Without a Supervisor group the alert goes to the main group.
    pub fn wake(&mut self, now: Timestamp) -> Outcome {
        let mut outcome = Outcome::default();
        if self.flush_at.is_none_or(|at| at > now) {
            return outcome;
        }
        self.flush_at = None;
        let mut groups: BTreeMap<ChatId, Vec<OverdueTicket>> = BTreeMap::new();
        for (ticket, overdue) in std::mem::take(&mut self.due) {
            outcome.events.push(Event::Alerted { ticket, level: overdue.level, at: now });
            self.alerted.insert(ticket, overdue.level);
            groups.entry(overdue.group_chat).or_default().push(OverdueTicket {
                card: overdue.card,
                waited_ms: now.since(overdue.since),
                group_name: overdue.group_name,
            });
        }
        let free: Vec<FreeAgent> =
            self.free.values().filter(|agent| agent.free > 0).cloned().collect();
        let all: Vec<OverdueTicket> = groups.values().flatten().cloned().collect();
        if all.is_empty() {
            return outcome;
        }
        for (chat, tickets) in groups {
            let notice = match &self.chat {
                Some(_) => Notice::Reminder { tickets },
                None => Notice::Alert { tickets, free: free.clone() },
            };
            outcome.post(&chat, Purpose::Alert, notice, None);
        }
        if let Some(chat) = &self.chat {
            outcome.post(chat, Purpose::Alert, Notice::Alert { tickets: all, free }, None);
        }
        outcome
    }

    /// When alerts are to be given, if any have gathered.
    #[must_use]
    pub fn next_deadline(&self) -> Option<Timestamp> {
        self.flush_at
    }
}
