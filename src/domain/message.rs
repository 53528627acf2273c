//! The typed messages between owners. Plain structs; who they are for is in [`Tell`].

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::acts::{By, Deed, Destination};
use super::cargo::CopyRef;
use super::content::Content;
use super::identity::Identity;
use super::ids::{
    AgentId, ChatId, CustomerId, GroupId, JobId, SendId, SlotId, TicketNo, Timestamp, WaId,
};
use super::inbound::{Delivery, Inbound, Incoming};
use super::main_group::{Past, Pending};
use super::message_map::{Carried, MessageMap};
use super::outcome::{CallFault, CallReply, Letter, QuoteRef, Receipt};
use super::phone::Phone;
use super::purpose::Purpose;
use super::refusal::Refusal;
use super::settings::{Department, GroupKind};
use super::ticket::{CaseMessage, Customer, PastCase, Seat, Ticket};
use super::wrong_room::OtherCase;

pub use super::customer::{
    CustomerForgotten, EraseCustomer, LetGo, LetGone, MergeCustomers, TendCustomer,
};
pub use super::survey::Survey;

pub use super::staff::{
    AgentForgotten, AgentLeft, ChatReleased, ChatRetired, Door, DropFromGroup, EditGroup,
    GroupStands, InviteAgent, Labels, Lowered, MembersChanged, PlaceClosed, RemoveAgent,
    RetireGroup, RoomFree, RoomGone, SettleGroup, SlotLeft, Unbound, UndoBinding,
};

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

/// For a slot: somebody is writing on one side.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SomebodyTypes {
    /// The customer; else an agent.
    pub customer: bool,
    /// They are at it, or have stopped.
    pub on: bool,
}

/// For a slot: the other open cases of its agent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OtherCases(pub Vec<OtherCase>);

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
    pub limits: Arc<super::escalation::Limits>,
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
    pub card: super::notice::TicketCard,
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

/// LISTO was answered.
#[derive(Debug, Clone, PartialEq)]
pub struct Ready {
    /// Who was asked.
    pub agent: AgentId,
    /// Who answered.
    pub identity: Identity,
    /// An agent already bound to that account.
    pub bound_to: Option<(AgentId, String)>,
    /// The main group's chat.
    pub chat: ChatId,
    /// The answer, quoted in the confirmation.
    pub quote: QuoteRef,
    /// Who waits.
    pub receipt: Receipt,
}

/// For the line: an agent, as the author of messages.
#[derive(Debug, Clone, PartialEq)]
pub struct AgentKnown {
    /// The number.
    pub agent: AgentId,
    /// The name.
    pub name: String,
    /// The WhatsApp number given by the admin.
    pub phone: Phone,
    /// The account bound by LISTO.
    pub bound: Option<Identity>,
}

/// For the line: a chat has an owner.
#[derive(Debug, Clone, PartialEq)]
pub struct ChatOwned {
    /// The chat.
    pub chat: ChatId,
    /// Whose it is.
    pub owner: ChatOwner,
}

/// The owner of a group chat.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum ChatOwner {
    /// A main group.
    Group(GroupId, GroupKind),
    /// A slot.
    Slot(SlotId),
}

/// A group or slot exists on WhatsApp.
#[derive(Debug, Clone, PartialEq)]
pub struct ChatReady {
    /// Its chat.
    pub chat: ChatId,
    /// Its name there.
    pub name: String,
    /// Its number, where it is a main group.
    pub group: Option<GroupId>,
}

/// For an agent: a slot exists on WhatsApp.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SlotUsable {
    /// Which of the agent's, from 1.
    pub number: u8,
}

/// For an agent: who the number is on WhatsApp.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NumberChecked {
    /// The identity found.
    pub identity: Identity,
}

/// For the supervisor: a ticket waits too long.
#[derive(Debug, Clone, PartialEq)]
pub struct Overdue {
    /// The ticket, as people should see it.
    pub card: super::notice::TicketCard,
    /// Since when the customer waits.
    pub since: Timestamp,
    /// Which limit passed, from 1.
    pub level: u8,
    /// The main group that is reminded.
    pub group_chat: ChatId,
    /// Its name.
    pub group_name: String,
    /// Its number.
    pub group: GroupId,
    /// Why people are to be told.
    pub cause: super::notice::Cause,
    /// Where the customer waits for an answer, and the first message without one.
    pub unanswered: Option<(SlotId, u32)>,
    /// It was announced as what it is just now: without a Supervisor group nobody need be told again.
    pub announced: bool,
}

/// For the main group that announced a case: supervisors have to know of it.
#[derive(Debug, Clone, PartialEq)]
pub struct Pressing {
    /// The ticket, as people should see it.
    pub card: super::notice::TicketCard,
    /// Since when it is so.
    pub since: Timestamp,
    /// Why.
    pub cause: super::notice::Cause,
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
    pub state: super::inbound::Connection,
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
    pub notice: super::notice::Notice,
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

/// For a slot: its agent's shift ends, and a case in it then leaves.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ShiftEnding {
    /// When it ends.
    pub ends: Timestamp,
    /// When the case leaves.
    pub leaves: Timestamp,
}

/// For a slot: its agent's shift is over, and a case that was in it waits in a main group again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ShiftOver {
    /// When it ended: what was taken since stays.
    pub ended: Timestamp,
}

/// For a main group: nobody is there, and somebody is elsewhere. What waits goes there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NobodyThere;

/// For the line: a case, pending or in a slot, goes to whoever is on shift.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReturnToShift {
    /// Whose case.
    pub customer: CustomerId,
    /// The ticket.
    pub ticket: TicketNo,
    /// The main group that announced it last.
    pub group: GroupId,
    /// What it is about.
    pub department: Department,
    /// What the customer wrote, as far as it may tell the speciality.
    pub words: String,
}

/// For the line: how an agent stands as somebody to give tickets to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AgentStands {
    /// Who.
    pub agent: AgentId,
    /// The name.
    pub name: String,
    /// Free slots; 0 for who takes no cases.
    pub free: usize,
    /// Open cases.
    pub open: usize,
}

/// For the line: an agent is in a main group, or not.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MemberStands {
    /// Who.
    pub agent: AgentId,
    /// Where.
    pub group: GroupId,
    /// In it.
    pub is_in: bool,
}

/// For the line: what a main group knows best, as its label says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlaceLabelled {
    /// Which.
    pub group: GroupId,
    /// Its speciality.
    pub speciality: String,
}

/// For a main group that gives its tickets out itself: how one of its agents stands; nothing for who is not in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StaffStands {
    /// Who.
    pub agent: AgentId,
    /// How.
    pub stands: Option<AgentStands>,
}

/// Admin: a new main group.
#[derive(Debug, Clone, PartialEq)]
pub struct AddGroup {
    /// What for.
    pub kind: GroupKind,
    /// Its name.
    pub name: String,
    /// Who is in it from the start, where the gateway needs somebody.
    pub first_member: Option<Phone>,
    /// An existing group to use in place of a new one.
    pub adopt: Option<ChatId>,
    /// What tells it from others of its kind.
    pub labels: Labels,
    /// Who waits.
    pub receipt: Receipt,
}

/// Admin: a new agent.
#[derive(Debug, Clone, PartialEq)]
pub struct AddAgent {
    /// The name.
    pub name: String,
    /// The WhatsApp number.
    pub phone: Phone,
    /// Takes cases.
    pub active: bool,
    /// How many personal groups.
    pub slots: u8,
    /// The main groups to be in; empty means all that are ready or planned.
    pub groups: Vec<GroupId>,
    /// Who waits.
    pub receipt: Receipt,
}

/// Admin: an agent changes.
#[derive(Debug, Clone, PartialEq)]
pub struct EditAgent {
    /// The name from now on.
    pub name: String,
    /// Takes cases from now on.
    pub active: bool,
    /// How many personal groups from now on.
    pub slots: u8,
    /// Who waits.
    pub receipt: Receipt,
}

/// For provisioning: an agent has new slots to create, or another name.
#[derive(Debug, Clone, PartialEq)]
pub struct SlotsWanted {
    /// Whose.
    pub agent: AgentId,
    /// The agent's name now.
    pub name: String,
    /// How many.
    pub wanted: u8,
}

/// Admin: ask an agent for LISTO again in a main group, adding them to it first where needed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct JoinGroup {
    /// Who.
    pub agent: AgentId,
    /// Where.
    pub group: GroupId,
    /// Who waits.
    pub receipt: Receipt,
}

/// Admin: try a failed job again, or give it up.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RetryJob {
    /// Which.
    pub job: JobId,
    /// Give it up instead.
    pub give_up: bool,
    /// Who waits.
    pub receipt: Receipt,
}

/// For provisioning: a gateway call came back.
#[derive(Debug, Clone, PartialEq)]
pub struct CallDone {
    /// The job.
    pub job: JobId,
    /// The step.
    pub step: u32,
    /// What came of it.
    pub result: Result<CallReply, CallFault>,
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
    pub sentiment: Option<super::ticket::Sentiment>,
    /// What the case is about, in one line.
    pub summary: Option<Box<str>>,
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
    Say(Box<super::notice::Notice>),
}

/// For the line: what a main group is called.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GroupNamed {
    /// Which.
    pub group: GroupId,
    /// Its name.
    pub name: String,
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
    pub asked: super::rating::Asked,
}

/// A message to another owner of the same line.
#[derive(Debug, Clone, PartialEq)]
#[allow(
    missing_docs,
    reason = "each variant is the address and the message, documented at its type"
)]
pub enum Tell {
    /// A main group starts its life.
    StartGroup(Box<super::main_group::MainGroup>),
    /// An agent starts its life.
    StartAgent(Box<super::agent::Agent>),
    /// A slot starts its life.
    StartSlot(Box<super::slot::Slot>),
    Line(ToLine),
    Intake(ToIntake),
    Group(GroupId, ToGroup),
    Agent(AgentId, ToAgent),
    Slot(SlotId, ToSlot),
    Supervisor(ToSupervisor),
    Provisioning(ToProvisioning),
    Courier(ToCourier),
}

macro_rules! envelope {
    ($(#[$doc:meta])* $name:ident { $($variant:ident),+ $(,)? }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq)]
        #[allow(missing_docs, reason = "each variant is the message of that name")]
        #[allow(clippy::large_enum_variant, reason = "moved once, into a mailbox that boxes it")]
        pub enum $name { $($variant($variant)),+ }

        $(impl From<$variant> for $name {
            fn from(message: $variant) -> Self { Self::$variant(message) }
        })+
    };
}

envelope! {
    /// What a line understands from inside the house.
    ToLine { Place, HandOver, Moved, ActOnCase, AgentKnown, ChatOwned, CopyKnown, AgentForgotten, ChatReleased, PlaceClosed, Classified, Give, Proclaim, ReturnToShift, AgentStands, MemberStands, PlaceLabelled, OpenTicket, BlockCustomer, LiftBlock, TendCustomer, MergeCustomers, EraseCustomer, LetGone, WhereTo, GroupNamed, Survey, RatingStands, LinkIs }
}
envelope! {
    /// What intake understands.
    ToIntake { CustomerWrote, CustomerChanged, Placed, PlacesReady, Ordered, Silenced, LetGo }
}
envelope! {
    /// What a main group understands.
    ToGroup { NewTicket, CustomerWrote, CustomerChanged, GroupWrote, Claim, ActOnCase, SeatRefused, PassOn, TakeTicket, Raise, CaseTaken, CaseEnded, PostExpected, Posted, PostLost, ChatReady, RetireGroup, Classified, Pressing, StaffStands, Survey, HandRaised, NobodyThere }
}
envelope! {
    /// What an agent understands.
    ToAgent {
        SeatWanted, CaseEnded, Ready, SlotUsable, NumberChecked, EditAgent, Lowered, RoomGone, Unbound, RemoveAgent, Survey
    }
}
envelope! {
    /// What a slot understands.
    ToSlot {
        TakeCase, CustomerWrote, CustomerChanged, GroupWrote, GroupChanged, ActOnCase, SeatRefused, PassOn, CopySent, CopyIs, DeliveryReport, NotDelivered, Reworded, SettleLetter, SomebodyTypes, OtherCases, ChatReady, SlotLeft, Classified, AgentGone, ShiftEnding, ShiftOver, Directions, LinkIs, WarningIs,
    }
}
envelope! {
    /// What the supervisor understands.
    ToSupervisor { GroupWrote, Overdue, Raise, Resolved, Availability, ChatReady, ChatRetired, Order, Denied, Granted, LinkIs, OtherLine, AgentForgotten }
}
envelope! {
    /// What provisioning understands from inside the house.
    ToProvisioning { SlotsWanted, CallDone, AgentLeft, RoomFree, MembersChanged, GroupStands }
}
envelope! {
    /// What the courier understands from inside the house.
    ToCourier { OfferOver, SettleLetter }
}
