//! How a case goes from one owner to the next: claimed, given, passed on, closed.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::domain::acts::{By, Deed, Destination};
use crate::domain::ids::{AgentId, ChatId, CustomerId, GroupId, SlotId, TicketNo, Timestamp};
use crate::domain::main_group::{Past, Pending};
use crate::domain::message_map::MessageMap;
use crate::domain::outcome::{QuoteRef, Receipt};
use crate::domain::phone::Phone;
use crate::domain::refusal::Refusal;
use crate::domain::settings::Department;
use crate::domain::ticket::{CaseMessage, PastCase, Seat, Ticket};
use crate::domain::wrong_room::OtherCase;

/// For a slot: the other open cases of its agent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OtherCases(pub Vec<OtherCase>);

/// An agent wants a pending ticket.
#[derive(Debug, Clone, PartialEq)]
pub struct Claim {
    /// The ticket.
    pub ticket: TicketNo,
    /// Who wants it.
    pub by: AgentId,
    /// The claiming message, quoted in the answer; none where somebody else gave the ticket to the agent.
    pub quote: Option<QuoteRef>,
    /// Who gave it to the agent; the agent, where it was claimed.
    pub decided: By,
    /// Who waits.
    pub receipt: Receipt,
}

/// Somebody acts on a case: from the panel, or with a command. The line gives it to whoever holds the case.
#[derive(Debug, Clone, PartialEq)]
pub struct ActOnCase {
    /// Whose case.
    pub customer: CustomerId,
    /// The ticket.
    pub ticket: TicketNo,
    /// What is to be done.
    pub deed: Deed,
    /// Who acts.
    pub by: By,
    /// Why, where it was said.
    pub reason: Option<String>,
    /// Who waits.
    pub receipt: Receipt,
}

/// Whoever holds a case asks an agent for a free slot.
#[derive(Debug, Clone, PartialEq)]
pub struct SeatWanted {
    /// For which ticket.
    pub ticket: TicketNo,
    /// Whose it is.
    pub customer: CustomerId,
    /// The customer's name.
    pub customer_name: String,
    /// The customer's number, where WhatsApp shows it.
    pub customer_phone: Option<Phone>,
    /// The main group that announced it last.
    pub group: GroupId,
    /// Who decided that the agent is to have it.
    pub decided: By,
    /// Who asks.
    pub asker: Asker,
}

/// Who holds a ticket and asks for a seat.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Asker {
    /// A main group: it is pending.
    Group(GroupId),
    /// A slot: another agent attends it.
    Slot(SlotId),
}

/// An agent cannot take the ticket.
#[derive(Debug, Clone, PartialEq)]
pub struct SeatRefused {
    /// The ticket.
    pub ticket: TicketNo,
    /// Why.
    pub refusal: Refusal,
}

/// Asks the line to hold a customer's messages, so that the case can be passed on in order.
#[derive(Debug, Clone, PartialEq)]
pub struct HandOver {
    /// Whose.
    pub customer: CustomerId,
    /// The ticket.
    pub ticket: TicketNo,
    /// Where to.
    pub to: Destination,
    /// The main group that announced it last.
    pub group: GroupId,
}

/// The line holds the customer: whoever has the ticket passes it on, or ends it.
#[derive(Debug, Clone, PartialEq)]
pub struct PassOn {
    /// The ticket.
    pub ticket: TicketNo,
    /// Where to.
    pub to: Destination,
    /// The chat of the main group that announced it last.
    pub group_chat: Option<ChatId>,
    /// What it is about from now on, where it goes to another department.
    pub department: Option<Department>,
}

/// A slot that a case has left.
#[derive(Debug, Clone, PartialEq)]
pub struct Left {
    /// Who attended there.
    pub seat: Seat,
    /// Its chat.
    pub chat: ChatId,
}

/// A case comes to its slot.
#[derive(Debug, Clone, PartialEq)]
pub struct TakeCase {
    /// The ticket.
    pub ticket: Ticket,
    /// What was said while others attended it.
    pub before: MessageMap,
    /// What the customer has written since, or so far.
    pub backlog: Vec<CaseMessage>,
    /// When the customer wrote first.
    pub since: Timestamp,
    /// When it was taken first; none if that is now.
    pub claimed_at: Option<Timestamp>,
    /// Whose slot it is.
    pub seat: Seat,
    /// Who decided that.
    pub by: By,
    /// Why, where it was said.
    pub reason: Option<String>,
    /// The slot that it comes from, where it does.
    pub left: Option<Left>,
    /// The main group's chat, where the assignment is confirmed.
    pub group_chat: Option<ChatId>,
    /// The claiming message.
    pub quote: Option<QuoteRef>,
    /// Who waits.
    pub receipts: Vec<Receipt>,
    /// How long its customer may wait for an answer.
    pub limits: Arc<crate::domain::escalation::Limits>,
}

/// A ticket comes to a main group, pending.
#[derive(Debug, Clone, PartialEq)]
pub struct TakeTicket {
    /// The ticket, with what was written.
    pub pending: Pending,
    /// Where it comes from.
    pub from: Former,
    /// Who decided that.
    pub by: By,
    /// The name of who decided it.
    pub who: String,
    /// Why, where it was said.
    pub reason: Option<String>,
    /// Who waits.
    pub receipts: Vec<Receipt>,
}

/// Where a pending ticket comes from.
#[derive(Debug, Clone, PartialEq)]
pub enum Former {
    /// A slot.
    Slot(Left),
    /// Another main group.
    Group {
        /// Which.
        group: GroupId,
        /// Its name.
        name: String,
        /// Its chat.
        chat: ChatId,
    },
}

/// Somebody asks supervisors for help. From a slot it goes by way of the main group, which knows its chat.
#[derive(Debug, Clone, PartialEq)]
pub struct Raise {
    /// The ticket, as people should see it.
    pub card: crate::domain::notice::TicketCard,
    /// Who asks.
    pub by: By,
    /// The name of who asks.
    pub who: String,
    /// Why, where it was said.
    pub reason: Option<String>,
    /// Who attends it, and where.
    pub seat: Option<Seat>,
    /// The main group, where there is no Supervisor group: its chat and its name.
    pub group: Option<(ChatId, String)>,
    /// Who waits.
    pub receipt: Receipt,
}

/// Whom the line's route leads to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Holder {
    /// No ticket.
    Intake,
    /// A pending ticket in a main group.
    Group(GroupId, TicketNo),
    /// A case in a slot.
    Slot(SlotId, TicketNo),
}

/// The old owner has passed the customer on: the line may let the messages it held flow.
#[derive(Debug, Clone, PartialEq)]
pub struct Moved {
    /// Who.
    pub customer: CustomerId,
    /// Who holds the customer now.
    pub to: Holder,
    /// The case that ended with it.
    pub ended: Option<PastCase>,
}

/// For the main group that announced it: the ticket is somebody else's, and that is on its way to the disk.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CaseTaken {
    /// The ticket.
    pub ticket: TicketNo,
    /// Whose it is.
    pub past: Past,
}

/// A case has left its slot, for the agent; or is over, for the main group.
#[derive(Debug, Clone, PartialEq)]
pub struct CaseEnded {
    /// The ticket.
    pub ticket: TicketNo,
    /// Where it was attended.
    pub seat: Seat,
    /// The name of who ended it there.
    pub by: String,
    /// When.
    pub at: Timestamp,
}

/// A slot asks the line whom an agent means.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WhereTo {
    /// Who asks.
    pub slot: SlotId,
    /// Whose slot it is: a case is not given to who has it.
    pub holder: AgentId,
    /// The main group that announced the case last.
    pub group: GroupId,
    /// What the case is about.
    pub department: Department,
    /// What the customer wrote, as far as it may tell the speciality.
    pub words: String,
    /// What was written; none to give the case back.
    pub asked: Option<String>,
}

/// The line answers [`WhereTo`].
#[derive(Debug, Clone, PartialEq)]
pub enum Directions {
    /// The case is to go there.
    Go {
        /// What is to be done.
        deed: Deed,
        /// What was written after the name.
        rest: Option<String>,
    },
    /// Nobody knows where.
    Say(Box<crate::domain::notice::Notice>),
}
