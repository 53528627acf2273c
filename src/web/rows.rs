//! What pages are built from: rows of the store, in the core's words.

use crate::domain::content::Content;
use crate::domain::ids::{AgentId, ChatId, GroupId, LineId, TicketNo, Timestamp};
use crate::domain::identity::Identity;
use crate::domain::phone::Phone;
use crate::domain::provisioning::Membership;
use crate::domain::registration::Proof;
use crate::domain::settings::{Department, GroupKind};
use crate::domain::ticket::{Sentiment, Side};

/// How far a case is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[allow(missing_docs, reason = "the names say it")]
pub enum CaseState {
    Pending,
    InProgress,
    Closed,
}

/// How many cases there are.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
#[allow(missing_docs, reason = "the names say it")]
pub struct Counts {
    pub pending: usize,
    pub in_progress: usize,
    pub closed: usize,
}

/// A case.
#[derive(Debug, Clone)]
#[allow(missing_docs, reason = "the names say it")]
pub struct CaseRow {
    pub line: LineId,
    pub no: TicketNo,
    pub customer: String,
    /// The customer's number as people read it; empty where WhatsApp hides it.
    pub number: String,
    pub state: CaseState,
    pub department: Department,
    pub sentiment: Sentiment,
    pub opened_at: Timestamp,
    /// When the customer wrote first.
    pub since: Timestamp,
    pub claimed_at: Option<Timestamp>,
    pub closed_at: Option<Timestamp>,
    pub reason: Option<String>,
    pub agent: Option<String>,
    pub slot_name: Option<String>,
    /// The last message.
    pub last: Option<Content>,
    pub last_at: Timestamp,
}

/// How far a message got.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Passage {
    /// It waits with its case.
    Kept,
    /// It is on its way.
    Queued,
    /// The gateway has it.
    Sent,
    /// It will not arrive.
    Failed,
}

/// A message of a case.
#[derive(Debug, Clone)]
#[allow(missing_docs, reason = "the names say it")]
pub struct MessageRow {
    pub seq: u32,
    pub from: Side,
    /// The agent's name, where one wrote it.
    pub agent: String,
    pub at: Timestamp,
    pub content: Content,
    pub passage: Passage,
}

/// Something that happened to a case.
#[derive(Debug, Clone, PartialEq, Eq)]
#[allow(missing_docs, reason = "the names say it")]
pub struct CaseEvent {
    pub at: Timestamp,
    pub kind: CaseEventKind,
}

/// What happened.
#[derive(Debug, Clone, PartialEq, Eq)]
#[allow(missing_docs, reason = "the names say it")]
pub enum CaseEventKind {
    Opened,
    Claimed { agent: String },
    Escalated,
    Alerted,
    Closed { agent: String, reason: Option<String> },
}

/// A main group.
#[derive(Debug, Clone)]
#[allow(missing_docs, reason = "the names say it")]
pub struct GroupRow {
    pub id: GroupId,
    pub kind: GroupKind,
    pub name: String,
    pub chat: Option<ChatId>,
}

/// A personal group.
#[derive(Debug, Clone)]
#[allow(missing_docs, reason = "the names say it")]
pub struct SlotRow {
    pub number: u8,
    pub name: String,
    pub chat: Option<ChatId>,
    /// Its case, and the customer's name.
    pub case: Option<(TicketNo, String)>,
}

/// The account that answered LISTO.
#[derive(Debug, Clone)]
#[allow(missing_docs, reason = "the names say it")]
pub struct BoundRow {
    pub identity: Identity,
    pub proof: Proof,
    pub at: Timestamp,
}

/// An agent.
#[derive(Debug, Clone)]
#[allow(missing_docs, reason = "the names say it")]
pub struct AgentRow {
    pub id: AgentId,
    pub name: String,
    pub phone: Phone,
    pub active: bool,
    pub wanted: u8,
    pub bound: Option<BoundRow>,
    pub groups: Vec<(GroupId, Membership)>,
    pub slots: Vec<SlotRow>,
}
