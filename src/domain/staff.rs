//! What is asked and told about groups and the people in them, after they were made: renaming, inviting,
//! removing, retiring. Plain structs, as in [`message`](super::message).

use serde::{Deserialize, Serialize};

use super::identity::Identity;
use super::ids::{AgentId, ChatId, GroupId, SlotId};
use super::inbound::MemberChange;
use super::message::ChatOwner;
use super::outcome::Receipt;

/// What tells main groups of one kind apart, in people's words; empty where nothing has to.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Labels {
    /// What its agents know best: «Facturas y pagos».
    pub speciality: String,
    /// When it is on: «mañana».
    pub shift: String,
}

/// Admin: another name for a main group, on WhatsApp too, and other labels.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EditGroup {
    /// Which.
    pub group: GroupId,
    /// The name from now on.
    pub name: String,
    /// The labels from now on.
    pub labels: Labels,
    /// Who waits.
    pub receipt: Receipt,
}

/// Admin: a main group that could not be created is tried again from the start, or forgotten.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SettleGroup {
    /// Which.
    pub group: GroupId,
    /// Try again; else it is forgotten.
    pub again: bool,
    /// Who waits.
    pub receipt: Receipt,
}

/// Admin: a main group gets no tickets any more, or gets them again. Its WhatsApp group stays as it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RetireGroup {
    /// It is retired; else it is taken back.
    pub retired: bool,
    /// Who waits.
    pub receipt: Receipt,
}

/// For provisioning: a main group was retired, or taken back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct GroupStands {
    /// Which.
    pub group: GroupId,
    /// It gets no tickets.
    pub retired: bool,
}

/// For the line: a main group gets no new tickets.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PlaceClosed {
    /// Which.
    pub group: GroupId,
}

/// For the supervisor: the Supervisor group was retired.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ChatRetired;

/// A group that an agent is to be in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Door {
    /// A main group.
    Group(GroupId),
    /// One of the agent's personal groups.
    Slot(SlotId),
}

/// Admin: the way into a group, sent to an agent and shown in the panel.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InviteAgent {
    /// Who.
    pub agent: AgentId,
    /// Where.
    pub to: Door,
    /// Who waits.
    pub receipt: Receipt,
}

/// Admin: an agent is taken out of a main group, on WhatsApp too.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DropFromGroup {
    /// Who.
    pub agent: AgentId,
    /// Where.
    pub group: GroupId,
    /// Who waits.
    pub receipt: Receipt,
}

/// For provisioning: WhatsApp says that agents came into a group, left it, or changed rank there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MembersChanged {
    /// Which group.
    pub place: ChatOwner,
    /// Who.
    pub agents: Vec<AgentId>,
    /// What happened to them.
    pub change: MemberChange,
    /// Who waits.
    pub receipt: Receipt,
}

/// Admin: the account bound by LISTO is not the agent's; LISTO is asked for again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UndoBinding {
    /// Whose.
    pub agent: AgentId,
    /// Who waits.
    pub receipt: Receipt,
}

/// For an agent: the account bound by LISTO is theirs no longer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unbound {
    /// Who waits.
    pub receipt: Receipt,
}

/// Admin: an agent attends no more.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RemoveAgent {
    /// Who waits.
    pub receipt: Receipt,
}

/// For provisioning: an agent attends no more, and is taken out of all groups.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AgentLeft {
    /// Who.
    pub agent: AgentId,
    /// Who that is on WhatsApp, as far as is known.
    pub identity: Identity,
}

/// For the line: an agent attends no more. Whoever writes from that number is not one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AgentForgotten {
    /// Who.
    pub agent: AgentId,
}

/// For provisioning: no case is in a personal group that is not wanted any more.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RoomFree {
    /// Whose.
    pub agent: AgentId,
    /// Which.
    pub slot: SlotId,
}

/// For an agent: fewer personal groups are wanted, because no more could be created.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Lowered {
    /// How many.
    pub wanted: u8,
}

/// For an agent: the line has left one of the personal groups.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RoomGone {
    /// Which of the agent's, from 1.
    pub number: u8,
}

/// For a slot: the line has left its group.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SlotLeft;

/// For the line: a group chat has no owner any more.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChatReleased {
    /// Which.
    pub chat: ChatId,
}
