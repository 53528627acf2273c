//! What people write and do to what they wrote, on its way from the line to who holds it.

use std::sync::Arc;

use crate::domain::content::Content;
use crate::domain::identity::Identity;
use crate::domain::ids::{AgentId, CustomerId, TicketNo, Timestamp, WaId};
use crate::domain::inbound::{Inbound, Incoming};
use crate::domain::outcome::Receipt;
use crate::domain::ticket::Customer;

/// Something a gateway reported, at the line's door.
#[derive(Debug, Clone, PartialEq)]
pub struct Arrival {
    /// Who waits for it to be safe.
    pub receipt: Receipt,
    /// It.
    pub inbound: Inbound,
}

/// The store's answer to a look-up of a person.
#[derive(Debug, Clone, PartialEq)]
pub struct CustomerFound {
    /// Who was asked for.
    pub asked: Identity,
    /// What the store has.
    pub found: Option<Arc<Customer>>,
    /// Somebody else who was asked for by the other address: the same person, known twice.
    pub other: Option<Arc<Customer>>,
}

/// A customer wrote; for whoever holds that customer now.
#[derive(Debug, Clone, PartialEq)]
pub struct CustomerWrote {
    /// Who, with all that is known.
    pub customer: Arc<Customer>,
    /// The message.
    pub message: Incoming,
    /// Who waits.
    pub receipt: Receipt,
}

/// What somebody did to a message after it was written.
#[derive(Debug, Clone, PartialEq)]
pub enum Change {
    /// It says something else now.
    Edited {
        /// What.
        content: Content,
        /// Since when, by the gateway's clock.
        at: Option<Timestamp>,
    },
    /// Its writer deleted it for everyone.
    Revoked,
    /// Somebody reacted to it.
    Reacted {
        /// One emoji; empty when the reaction was taken back.
        emoji: String,
    },
}

/// A customer changed a message, or reacted to one; for whoever holds that customer now.
#[derive(Debug, Clone, PartialEq)]
pub struct CustomerChanged {
    /// Who.
    pub customer: CustomerId,
    /// Which message, by its id in the customer's chat.
    pub id: WaId,
    /// What was done to it.
    pub change: Change,
    /// Who waits.
    pub receipt: Receipt,
}

/// Somebody changed a message in a slot's group, or reacted to one.
#[derive(Debug, Clone, PartialEq)]
pub struct GroupChanged {
    /// Who, where the gateway says so: for reactions. Only its writer can change a message.
    pub author: Author,
    /// Which message, by its id in the group.
    pub id: WaId,
    /// What was done to it.
    pub change: Change,
    /// Who waits.
    pub receipt: Receipt,
}

/// For a slot: somebody is writing on one side.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SomebodyTypes {
    /// The customer; else an agent.
    pub customer: bool,
    /// They are at it, or have stopped.
    pub on: bool,
}

/// Who wrote in a group, as far as the line knows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Author {
    /// A registered agent.
    Agent {
        /// Which.
        id: AgentId,
        /// The name.
        name: String,
    },
    /// The number is that of an agent who has not answered LISTO.
    Unregistered {
        /// Which.
        id: AgentId,
        /// The name.
        name: String,
    },
    /// Nobody that this line knows.
    Stranger,
}

/// Somebody wrote in a group of the line.
#[derive(Debug, Clone, PartialEq)]
pub struct GroupWrote {
    /// Who.
    pub author: Author,
    /// The message.
    pub message: Incoming,
    /// Who waits.
    pub receipt: Receipt,
}

/// What a model made of a case; for the line, which gives it to whoever holds the case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Classified {
    /// Whose case.
    pub customer: CustomerId,
    /// The ticket.
    pub ticket: TicketNo,
    /// The last message that the model has read.
    pub seq: u32,
    /// The mood; nothing where it did not answer, or nothing that can be used.
    pub sentiment: Option<crate::domain::ticket::Sentiment>,
    /// What the case is about, in one line.
    pub summary: Option<Box<str>>,
}

/// Somebody raised a hand at a message of a main group.
#[derive(Debug, Clone, PartialEq)]
pub struct HandRaised {
    /// Who.
    pub author: Author,
    /// At which message.
    pub target: WaId,
    /// Who waits.
    pub receipt: Receipt,
}
