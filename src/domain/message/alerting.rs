//! What supervisors have to know, and what they want done.

use super::Author;
use crate::domain::acts::By;
use crate::domain::ids::{AgentId, ChatId, GroupId, SlotId, TicketNo, Timestamp};
use crate::domain::outcome::{QuoteRef, Receipt};
use crate::domain::refusal::Refusal;
use crate::domain::ticket::Seat;

/// For the supervisor: a ticket waits too long.
#[derive(Debug, Clone, PartialEq)]
pub struct Overdue {
    /// The ticket, as people should see it.
    pub card: crate::domain::notice::TicketCard,
    /// Since when the customer waits.
    pub since: Timestamp,
    /// Which limit passed, from 1.
    pub level: u32,
    /// The main group that is reminded.
    pub group_chat: ChatId,
    /// Its name.
    pub group_name: String,
    /// Its number.
    pub group: GroupId,
    /// Why people are to be told.
    pub cause: crate::domain::notice::Cause,
    /// Where the customer waits for an answer, and the first message without one.
    pub unanswered: Option<(SlotId, u32)>,
    /// It was announced as what it is just now: without a Supervisor group nobody need be told again.
    pub announced: bool,
}

/// For the main group that announced a case: supervisors have to know of it.
#[derive(Debug, Clone, PartialEq)]
pub struct Pressing {
    /// The ticket, as people should see it.
    pub card: crate::domain::notice::TicketCard,
    /// Since when it is so.
    pub since: Timestamp,
    /// Why.
    pub cause: crate::domain::notice::Cause,
    /// Where the customer waits for an answer, and the first message without one.
    pub unanswered: Option<(SlotId, u32)>,
}

/// For a slot: its agent is in a group no longer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AgentGone {
    /// The main group that was left; else it is the slot's own group.
    pub main: bool,
}

/// For the supervisor: somebody wants a ticket for an agent, or for themselves.
#[derive(Debug, Clone, PartialEq)]
pub struct Order {
    /// The ticket, where it was named or quoted.
    pub ticket: Option<TicketNo>,
    /// The agent's name, or a part of it; the author where nobody is named.
    pub whom: Whom,
    /// Who wants it.
    pub author: Author,
    /// The name that they go by on WhatsApp.
    pub who: String,
    /// It was said in the Supervisor group; else in a main group.
    pub supervises: bool,
    /// Where the answer goes.
    pub chat: ChatId,
    /// What it replies to.
    pub quote: QuoteRef,
    /// Who waits.
    pub receipt: Receipt,
}

/// For whom a ticket is wanted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Whom {
    /// For an agent with this name.
    Named(String),
    /// For who says so.
    Author,
    /// It was not said.
    Nobody,
}

/// For the line: a ticket, wherever it is, goes to this agent.
#[derive(Debug, Clone, PartialEq)]
pub struct Give {
    /// The ticket.
    pub ticket: TicketNo,
    /// To whom.
    pub agent: AgentId,
    /// Who decided that.
    pub by: By,
    /// Who waits.
    pub receipt: Receipt,
}

/// For the supervisor: what was wanted there cannot be done.
#[derive(Debug, Clone, PartialEq)]
pub struct Denied {
    /// Why.
    pub refusal: Refusal,
    /// Who waits.
    pub receipt: Receipt,
}

/// For the supervisor: what was wanted there is done, and on its way to the disk.
#[derive(Debug, Clone, PartialEq)]
pub struct Granted {
    /// Of which ticket.
    pub ticket: TicketNo,
    /// Who attends it now, and where.
    pub seat: Seat,
    /// Who waited.
    pub receipts: Vec<Receipt>,
}

/// For the supervisor, who tells the line, which tells the slots: how the line is connected.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LinkIs {
    /// How.
    pub state: crate::domain::inbound::Connection,
}

/// For the supervisor of another line: a line lost its connection, or has it again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OtherLine {
    /// That line's name.
    pub line: String,
    /// Since when it is, or was, without it.
    pub since: Timestamp,
    /// When it came back.
    pub back: Option<Timestamp>,
}

/// For the line: something to be said in each main group where tickets are announced.
#[derive(Debug, Clone, PartialEq)]
pub struct Proclaim {
    /// What.
    pub notice: crate::domain::notice::Notice,
}

/// For the supervisor: a ticket waits no longer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Resolved {
    /// The ticket.
    pub ticket: TicketNo,
}

/// For the supervisor: who has how many slots free.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Availability {
    /// Who.
    pub agent: AgentId,
    /// The name.
    pub name: String,
    /// Free slots; 0 for who takes no cases.
    pub free: usize,
}
