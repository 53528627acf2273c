//! Shifts, and who could be given a ticket.

use crate::domain::ids::{AgentId, CustomerId, GroupId, TicketNo, Timestamp};
use crate::domain::settings::Department;

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
