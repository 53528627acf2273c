//! Agents and groups as they come to be: what the panel asks for, and who is told that it is there.

use crate::domain::identity::Identity;
use crate::domain::ids::{AgentId, ChatId, GroupId, JobId, SlotId};
use crate::domain::outcome::{CallFault, CallReply, QuoteRef, Receipt};
use crate::domain::phone::Phone;
use crate::domain::settings::GroupKind;
use crate::domain::staff::Labels;

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

/// For the line: what a main group is called.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GroupNamed {
    /// Which.
    pub group: GroupId,
    /// Its name.
    pub name: String,
}
