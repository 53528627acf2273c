//! What people do with a case beyond talking: who may have done it, what it is, where a case can go.
//!
//! The panel and, later, commands in a slot say it with the same message,
//! [`ActOnCase`](super::message::ActOnCase).

use serde::{Deserialize, Serialize};

use super::ids::{AgentId, GroupId, Timestamp};
use super::ticket::Seat;

/// Characters of a reason that are kept.
pub const REASON_MOST: usize = 500;
/// Characters of a note that are kept.
pub const NOTE_MOST: usize = 2_000;
/// Notes of a case that go along with it; older ones are in its history.
pub const NOTES_MOST: usize = 50;

/// Who did what nobody did.
pub const RELEVO: &str = "Relevo";

/// Who did something with a case.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum By {
    /// An agent, on WhatsApp.
    Agent(AgentId),
    /// Somebody in the panel.
    Panel {
        /// The name of then: users may be renamed or removed.
        name: String,
    },
    /// Somebody in the group that alerts go to.
    Supervisor {
        /// The agent, where it is one.
        agent: Option<AgentId>,
        /// The name.
        name: String,
    },
    /// Nobody: a limit passed, and Relevo did it by itself.
    Limit,
}

impl By {
    /// The name to show, where that of an agent is found by `agent`.
    #[must_use]
    pub fn name(&self, agent: impl FnOnce(AgentId) -> String) -> String {
        match self {
            Self::Agent(id) => agent(*id),
            Self::Panel { name } | Self::Supervisor { name, .. } => name.clone(),
            Self::Limit => String::from(RELEVO),
        }
    }
}

/// Something to do with a case.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "deed", rename_all = "snake_case")]
pub enum Deed {
    /// A pending case goes to this agent.
    Assign {
        /// Who is to attend it.
        agent: AgentId,
    },
    /// A case in progress goes to another agent, with its conversation and its notes.
    Transfer {
        /// Who is to attend it from now on.
        agent: AgentId,
    },
    /// A case in progress waits in a main group again.
    Return {
        /// Which; the one that announced it if none is named.
        group: Option<GroupId>,
    },
    /// A pending case waits in another main group.
    Move {
        /// Which.
        group: GroupId,
    },
    /// The case is over.
    Close,
    /// Supervisors are alerted at once; the case stays where it is.
    Escalate,
    /// Something to remember, which the customer never sees.
    Note {
        /// It.
        text: String,
    },
}

impl Deed {
    /// The agent whom it asks to attend.
    #[must_use]
    pub fn agent(&self) -> Option<AgentId> {
        match self {
            Self::Assign { agent } | Self::Transfer { agent } => Some(*agent),
            Self::Return { .. }
            | Self::Move { .. }
            | Self::Close
            | Self::Escalate
            | Self::Note { .. } => None,
        }
    }

    /// The main group that it names.
    #[must_use]
    pub fn group(&self) -> Option<GroupId> {
        match self {
            Self::Move { group } => Some(*group),
            Self::Return { group } => *group,
            Self::Assign { .. }
            | Self::Transfer { .. }
            | Self::Close
            | Self::Escalate
            | Self::Note { .. } => None,
        }
    }
}

/// Where a case goes from who holds it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Destination {
    /// Into a personal group, which its agent keeps free for it.
    Slot(Seat),
    /// Into a main group, as pending.
    Group(GroupId),
    /// Nowhere: it is over, and its customer with intake again.
    Over,
}

/// A note of a case.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Note {
    /// When. No two of one case have the same.
    pub at: Timestamp,
    /// The name of who wrote it.
    pub who: String,
    /// What it says.
    pub text: String,
}
