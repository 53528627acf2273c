//! What becomes of messages that are carried over, and of those that Relevo sends.

use serde::{Deserialize, Serialize};

use crate::domain::cargo::CopyRef;
use crate::domain::ids::{AgentId, ChatId, SendId, SlotId, TicketNo, Timestamp, WaId};
use crate::domain::inbound::Delivery;
use crate::domain::message_map::Carried;
use crate::domain::outcome::{Letter, Receipt};
use crate::domain::purpose::Purpose;

/// For a slot: how far a message of ours has come.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DeliveryReport {
    /// Which message, by its id where it was sent to.
    pub id: WaId,
    /// How far.
    pub state: Delivery,
    /// Who waits.
    pub receipt: Receipt,
}

/// For a slot: a message of its case was carried over.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CopySent {
    /// Which message.
    pub copy: CopyRef,
    /// Its id there.
    pub wa_id: WaId,
}

/// For a slot: what became of a message of its case that did not leave, or is to leave after all.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CopyIs {
    /// Which message.
    pub copy: CopyRef,
    /// How far it has come.
    pub carried: Carried,
}

/// For the line: a message was sent to a customer; what happens to it concerns this slot.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CopyKnown {
    /// Its id in the customer's chat.
    pub wa_id: WaId,
    /// The slot.
    pub slot: SlotId,
}

/// For a slot: something could not be carried as what it is, and was told in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reworded {
    /// What it was for.
    pub purpose: Purpose,
    /// Why.
    pub why: String,
}

/// For the courier: a ticket no longer waits, or its customer has written; what still says otherwise need not leave.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OfferOver {
    /// The ticket.
    pub ticket: TicketNo,
    /// Where it is said: the main group's chat, or the customer's.
    pub chat: ChatId,
}

/// For a slot: what became of the warning to a customer who does not answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct WarningIs {
    /// The ticket.
    pub ticket: TicketNo,
    /// The agent's message that the customer has not answered.
    pub seq: u32,
    /// When it left; none where it does not leave any more.
    pub left: Option<Timestamp>,
}

/// Admin: a message that was given up is to be sent after all, or never. What is shown in a slot goes by way of
/// the slot.
#[derive(Debug, Clone, PartialEq)]
pub struct SettleLetter {
    /// The message.
    pub letter: Letter,
    /// Try again; else it is thrown away.
    pub again: bool,
    /// Who waits.
    pub receipt: Receipt,
}

/// Somebody else posts in the main group what people will quote: its id is still to come.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PostExpected;

/// A message of the main group is on WhatsApp and can be quoted.
#[derive(Debug, Clone, PartialEq)]
pub struct Posted {
    /// What was posted.
    pub post: Post,
    /// Its id there.
    pub wa_id: WaId,
}

/// A message of the main group will not be on WhatsApp: it was given up.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PostLost;

/// A message of Relevo's that people quote.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Post {
    /// The announcement of a ticket.
    Announcement(TicketNo),
    /// The request for LISTO.
    AskReady(AgentId),
}

/// For a slot: a message of the agent's did not reach the customer.
#[derive(Debug, Clone, PartialEq)]
pub struct NotDelivered {
    /// The message that is given up.
    pub send: SendId,
    /// What it was for.
    pub purpose: Purpose,
    /// When it was given up.
    pub at: Timestamp,
    /// Its first words.
    pub excerpt: String,
    /// What the gateway said.
    pub why: String,
}
