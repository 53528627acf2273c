//! How a case begins, and what people ask about a customer who has none.

use std::sync::Arc;

use crate::domain::acts::By;
use crate::domain::identity::Identity;
use crate::domain::ids::{AgentId, ChatId, CustomerId, GroupId, TicketNo, Timestamp};
use crate::domain::outcome::{QuoteRef, Receipt};
use crate::domain::settings::Department;
use crate::domain::ticket::{CaseMessage, Customer, Ticket};

/// Intake asks the line: which ticket number, which main group?
#[derive(Debug, Clone, PartialEq)]
pub struct Place {
    /// Whose request; in full, because the line may have forgotten who has been silent.
    pub customer: Arc<Customer>,
    /// What it is about.
    pub department: Department,
    /// The speciality that was asked for by name: by an entry of the menu, or by another program.
    pub speciality: Option<String>,
    /// What the customer wrote first, as far as it may tell the speciality.
    pub words: String,
    /// The main group that had the case before, where it goes on from one.
    pub group: Option<GroupId>,
    /// The customer has not written, and is to be told nothing.
    pub is_quiet: bool,
}

/// The line answers [`Place`]: pass the customer on. What arrives meanwhile waits at the line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Placed {
    /// Whose request.
    pub customer: CustomerId,
    /// Where it goes; `None` while no main group is ready.
    pub place: Option<(TicketNo, GroupId)>,
}

/// A main group is ready: whoever waited for one may ask again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlacesReady;

/// A ticket begins, in its main group.
#[derive(Debug, Clone, PartialEq)]
pub struct NewTicket {
    /// The ticket.
    pub ticket: Ticket,
    /// What the customer has written so far.
    pub backlog: Vec<CaseMessage>,
    /// When the customer wrote first.
    pub since: Timestamp,
    /// Who waits.
    pub receipts: Vec<Receipt>,
    /// Who attended the case that this one goes on from: asked before it is offered to all.
    pub first: Option<AgentId>,
    /// Somebody opened it for the customer, and what they said of it.
    pub opened_by: Option<OpenedBy>,
}

/// Opens a ticket for a customer who has not asked for one here: from the panel, or for other software.
#[derive(Debug, Clone, PartialEq)]
pub struct OpenTicket {
    /// Who; nothing may be known of them yet.
    pub identity: Identity,
    /// The name, for whom WhatsApp does not name; may be empty.
    pub name: String,
    /// What it is about.
    pub department: Department,
    /// The speciality within the department, where one is wanted.
    pub speciality: Option<String>,
    /// What is to be known of it, for the agents; may be empty.
    pub text: String,
    /// Who opens it.
    pub by: By,
    /// Its customer is told.
    pub tell: bool,
    /// Who waits.
    pub receipt: Receipt,
}

/// What somebody said who opened a ticket for a customer.
#[derive(Debug, Clone, PartialEq)]
pub struct OpenedBy {
    /// Who.
    pub by: By,
    /// What is to be known of it, for the agents; may be empty.
    pub text: String,
    /// Its customer is told.
    pub tell: bool,
}

/// For intake: somebody opens a ticket for a customer without one.
#[derive(Debug, Clone, PartialEq)]
pub struct Ordered {
    /// For whom, with all that is known.
    pub customer: Arc<Customer>,
    /// What.
    pub order: OpenTicket,
}

/// Nobody is to hear a customer any more, or they are to be heard again.
#[derive(Debug, Clone, PartialEq)]
pub struct BlockCustomer {
    /// Who; in full, because the line may have forgotten who has been silent.
    pub customer: Arc<Customer>,
    /// Blocked from now on.
    pub blocked: bool,
    /// Who decides that.
    pub by: By,
    /// The name of who decides that.
    pub who: String,
    /// Why, where it was said.
    pub reason: Option<String>,
    /// Who waits.
    pub receipt: Receipt,
}

/// Somebody in the Supervisor group wants the customer with this number to be heard again.
#[derive(Debug, Clone, PartialEq)]
pub struct LiftBlock {
    /// The number, as it was written.
    pub number: String,
    /// The Supervisor group's chat.
    pub chat: ChatId,
    /// The message, quoted in the answer.
    pub quote: QuoteRef,
    /// Who waits.
    pub receipt: Receipt,
}

/// For intake: a customer is blocked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Silenced {
    /// Who.
    pub customer: CustomerId,
}

/// For the line: what a customer was asked about a case, and what has come of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RatingStands {
    /// Who.
    pub customer: CustomerId,
    /// The question.
    pub asked: crate::domain::rating::Asked,
}
