//! A ticket: one request of one customer, as it moves from owner to owner.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::acts::{NOTES_MOST, Note};
use super::content::Content;
use super::customer::About;
use super::identity::Identity;
use super::ids::{AgentId, ChatId, CustomerId, GroupId, SlotId, TicketNo, Timestamp, WaId};
use super::inbound::Quote;
use super::main_group::{OPENING_MOST, cut};
use super::message::Change;
use super::rating::Asked;
use super::settings::Department;

/// Mood of the customer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Sentiment {
    /// Contento.
    Happy,
    /// Neutro.
    #[default]
    Neutral,
    /// Enojado: makes a ticket urgent.
    Angry,
}

impl Sentiment {
    /// The name in the database.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Happy => "happy",
            Self::Neutral => "neutral",
            Self::Angry => "angry",
        }
    }

    /// Reads [`Self::name`]; anything else is neutral.
    #[must_use]
    pub fn from_name(name: &str) -> Self {
        match name {
            "happy" => Self::Happy,
            "angry" => Self::Angry,
            _ => Self::Neutral,
        }
    }
}

/// A closed case, as remembered with its customer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PastCase {
    /// Its number.
    pub ticket: TicketNo,
    /// When it was closed.
    pub closed_at: Timestamp,
    /// The reason given with `/fin`.
    pub reason: Option<String>,
    /// What it was about.
    pub department: Department,
    /// The main group that announced it last.
    pub group: GroupId,
    /// Who attended it last; nobody where it was closed untaken.
    pub agent: Option<AgentId>,
}

/// Somebody does not want to hear of a customer any more.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Blocked {
    /// Since when.
    pub at: Timestamp,
    /// The name of who decided that.
    pub by: String,
    /// Why, where it was said.
    pub reason: Option<String>,
}

/// How many past cases are kept beside a customer; older ones are in the history.
pub const RECENT_CASES: usize = 3;

/// A person who writes to the line.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Customer {
    /// Number within the line.
    pub id: CustomerId,
    /// The name on WhatsApp; empty until known.
    pub name: String,
    /// Who it is.
    pub identity: Identity,
    /// Where to write to: the chat of the last message, exactly as received.
    pub chat: ChatId,
    /// How many cases were closed before.
    pub closed_cases: u32,
    /// The latest of them, newest first, at most [`RECENT_CASES`].
    pub recent: Vec<PastCase>,
    /// What else is known of them.
    #[serde(default)]
    pub about: About,
    /// Nobody hears them, since when and why.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub blocked: Option<Box<Blocked>>,
    /// What they were last asked about a case.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub asked: Option<Asked>,
}

impl Customer {
    /// Remembers a case that was just closed.
    pub fn remember(&mut self, case: PastCase) {
        self.closed_cases += 1;
        self.recent.insert(0, case);
        // Of two customers who have become one, the cases may end in another order.
        self.recent.sort_by_key(|case| std::cmp::Reverse(case.ticket));
        self.recent.truncate(RECENT_CASES);
    }
}

/// One request of one customer. Whoever has this value owns the ticket.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Ticket {
    /// The number people see.
    pub no: TicketNo,
    /// Whose it is.
    pub customer: Arc<Customer>,
    /// What it is about.
    pub department: Department,
    /// Mood of the customer.
    pub sentiment: Sentiment,
    /// When the ticket was opened.
    pub opened_at: Timestamp,
    /// The main group that announced it.
    pub group: GroupId,
    /// Number of the last message in its history; the first is 1.
    pub last_seq: u32,
    /// What was noted of it, oldest first, at most [`NOTES_MOST`].
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub notes: Vec<Note>,
    /// What it is about, in one line of somebody else's making: see [`sentiment`](super::sentiment).
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub summary: Option<Box<str>>,
    /// The case that it goes on from: its customer wrote again soon after that was closed.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub previous: Option<TicketNo>,
}

impl Ticket {
    /// Takes in a note.
    pub fn remember(&mut self, note: Note) {
        self.notes.push(note);
        if self.notes.len() > NOTES_MOST {
            self.notes.remove(0);
        }
    }

    /// A moment for the next note: none has that of another.
    #[must_use]
    pub fn note_time(&self, now: Timestamp) -> Timestamp {
        self.notes.last().map_or(now, |last| now.max(last.at.plus(1)))
    }

    /// Whether an agent should see it before others.
    #[must_use]
    pub fn is_urgent(&self) -> bool {
        self.sentiment == Sentiment::Angry
    }

    /// As it is remembered once it is closed.
    #[must_use]
    pub fn past(
        &self,
        closed_at: Timestamp,
        reason: Option<String>,
        agent: Option<AgentId>,
    ) -> PastCase {
        let (ticket, department, group) = (self.no, self.department, self.group);
        PastCase { ticket, closed_at, reason, department, group, agent }
    }

    /// The number for the next message of its history.
    pub fn take_seq(&mut self) -> u32 {
        self.last_seq += 1;
        self.last_seq
    }
}

/// Who wrote a message of a case.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Side {
    /// The customer.
    Customer,
    /// An agent, from the slot.
    Agent(AgentId),
}

/// A message in the history of a case.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct CaseMessage {
    /// Place in the history, from 1.
    pub seq: u32,
    /// Who wrote it.
    pub from: Side,
    /// When, by the gateway's clock.
    pub at: Timestamp,
    /// WhatsApp's id where it was written.
    pub wa_id: WaId,
    /// What it says now.
    pub content: Content,
    /// What it replies to.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub cites: Option<Cited>,
    /// What its writer did to it afterwards.
    #[serde(skip_serializing_if = "Fate::is_as_written", default)]
    pub fate: Fate,
}

impl CaseMessage {
    /// A message that replies to nothing, as it was written.
    #[must_use]
    pub fn new(seq: u32, from: Side, at: Timestamp, wa_id: WaId, content: Content) -> Self {
        Self { seq, from, at, wa_id, content, cites: None, fate: Fate::AsWritten }
    }

    /// Takes in a change that its writer made. `false` if nothing is different afterwards: it came twice,
    /// or after a later one.
    pub fn change(&mut self, change: &Change, now: Timestamp) -> bool {
        let before = (self.fate, self.content.clone());
        match (self.fate, change) {
            (Fate::Deleted { .. }, _) | (_, Change::Reacted { .. }) => {}
            (Fate::Edited { at: last }, Change::Edited { at: Some(at), .. }) if *at < last => {}
            (Fate::AsWritten | Fate::Edited { .. }, Change::Edited { content, at }) => {
                let changed = self.content.edited(content);
                if changed != self.content {
                    self.content = changed;
                    // A wrong clock on the other side must not keep later changes out.
                    self.fate = Fate::Edited { at: at.unwrap_or(now).min(now) };
                }
            }
            (Fate::AsWritten | Fate::Edited { .. }, Change::Revoked) => {
                self.fate = Fate::Deleted { at: now };
            }
        }
        before != (self.fate, self.content.clone())
    }
}

/// What a message of a case replies to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Cited {
    /// A message of the same case.
    Message(u32),
    /// Something else, of which these are the first words.
    Elsewhere(Box<str>),
}

impl Cited {
    /// What a quote is of: a message of the case, if `seq_of` knows its number there, or words from elsewhere.
    #[must_use]
    pub fn of(quote: Option<&Quote>, seq_of: impl Fn(&WaId) -> Option<u32>) -> Option<Self> {
        let quote = quote?;
        if let Some(seq) = seq_of(&quote.id) {
            return Some(Self::Message(seq));
        }
        let words = cut(quote.excerpt.trim(), OPENING_MOST);
        (!words.is_empty()).then(|| Self::Elsewhere(words.into()))
    }

    /// The same where the case has not been taken yet: among the messages that wait.
    #[must_use]
    pub fn among(backlog: &[CaseMessage], quote: Option<&Quote>) -> Option<Self> {
        Self::of(quote, |id| Some(backlog.iter().find(|message| message.wa_id == *id)?.seq))
    }
}

/// What the writer of a message did to it after it was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Fate {
    /// Nothing.
    #[default]
    AsWritten,
    /// Its words were changed.
    Edited {
        /// When, the last time.
        at: Timestamp,
    },
    /// It was deleted.
    Deleted {
        /// When.
        at: Timestamp,
    },
}

impl Fate {
    /// Whether nothing was done to it.
    #[must_use]
    pub fn is_as_written(&self) -> bool {
        *self == Self::AsWritten
    }
}

/// The place that an agent has in a case.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Seat {
    /// Who attends.
    pub agent: AgentId,
    /// The agent's name.
    pub agent_name: String,
    /// Where.
    pub slot: SlotId,
    /// The name of that personal group.
    pub slot_name: String,
}
