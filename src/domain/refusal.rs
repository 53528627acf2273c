//! Why something was turned down. Not a fault: the person can be told, and can act.

use serde::{Deserialize, Serialize};

use super::ids::{TicketNo, Timestamp};

/// An open case of an agent, as shown when all slots are taken.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OpenCase {
    /// The personal group.
    pub slot_name: String,
    /// The case in it.
    pub ticket: TicketNo,
    /// Whose case.
    pub customer: String,
}

/// Why a claim, a registration or a form was turned down.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
pub enum Refusal {
    /// Somebody else has the ticket.
    #[error("ticket {ticket} is held by {holder}")]
    AlreadyTaken {
        /// The ticket.
        ticket: TicketNo,
        /// Name of who has it.
        holder: String,
    },
    /// The agent asked for a ticket that is theirs already.
    #[error("ticket {ticket} is already in {slot_name}")]
    AlreadyYours {
        /// The ticket.
        ticket: TicketNo,
        /// Where it is.
        slot_name: String,
    },
    /// The case is over.
    #[error("ticket {ticket} was closed")]
    AlreadyClosed {
        /// The ticket.
        ticket: TicketNo,
        /// Name of who closed it.
        by: String,
        /// When.
        at: Timestamp,
    },
    /// The case is over, or there is none with that number.
    #[error("ticket {ticket} is not open")]
    NotOpen {
        /// The ticket.
        ticket: TicketNo,
    },
    /// Nobody attends the case yet.
    #[error("ticket {ticket} is pending")]
    NotTaken {
        /// The ticket.
        ticket: TicketNo,
    },
    /// The case waits in another main group now.
    #[error("ticket {ticket} waits in {group_name}")]
    Elsewhere {
        /// The ticket.
        ticket: TicketNo,
        /// The name of that group.
        group_name: String,
    },
    /// All personal groups are taken.
    #[error("all slots are busy")]
    AllBusy {
        /// What is in them.
        cases: Vec<OpenCase>,
    },
    /// The agent has no personal group that is ready.
    #[error("the agent has no slot")]
    NoSlots,
    /// The agent has not answered LISTO.
    #[error("{agent} is not registered")]
    NotRegistered {
        /// The agent's name.
        agent: String,
    },
    /// The agent is switched off.
    #[error("{agent} is inactive")]
    Inactive {
        /// The agent's name.
        agent: String,
    },
    /// The author is no agent of this line.
    #[error("the author is not an agent")]
    NotAnAgent,
    /// LISTO came from another number than the agent's.
    #[error("the answer came from another number than that of {agent}")]
    WrongNumber {
        /// The agent's name.
        agent: String,
    },
    /// The WhatsApp account is bound to another agent.
    #[error("that account already belongs to {agent}")]
    IdentityTaken {
        /// That other agent's name.
        agent: String,
    },
    /// An agent with that number exists.
    #[error("an agent with that number exists: {agent}")]
    NumberTaken {
        /// That agent's name.
        agent: String,
    },
    /// The agent has open cases.
    #[error("{agent} has open cases")]
    HasCases {
        /// The agent's name.
        agent: String,
        /// What they are.
        cases: Vec<OpenCase>,
    },
    /// Tickets wait in the main group.
    #[error("{count} tickets wait in the group")]
    TicketsWait {
        /// How many.
        count: usize,
    },
    /// A field of a form or setting is unusable.
    #[error("field {field}: {problem}")]
    Field {
        /// Name of the field.
        field: String,
        /// What is wrong with it, a key of the catalogue.
        problem: String,
    },
    /// The customer has an open case already.
    #[error("the customer has an open ticket: {ticket}")]
    HasTicket {
        /// Its number.
        ticket: TicketNo,
    },
    /// The thing named does not exist (any more).
    #[error("{what} does not exist")]
    Unknown {
        /// What was named.
        what: String,
    },
}

impl Refusal {
    /// A field that cannot be used.
    #[must_use]
    pub fn field(field: &str, problem: &str) -> Self {
        Self::Field { field: field.into(), problem: problem.into() }
    }
}
