//! The feed: what changed, told after each commit to whoever shows it.

use crate::domain::event::Event;
use crate::domain::ids::LineId;

/// A part of a line that somebody may be looking at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Topic {
    /// Tickets and their conversations.
    Tickets,
    /// Agents and their slots.
    Agents,
    /// Main groups and who is in them.
    Groups,
    /// Jobs of provisioning.
    Jobs,
    /// The line's connection.
    Line,
    /// The simulator's phones.
    Simulator,
}

/// Something changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Feed {
    /// On which line.
    pub line: LineId,
    /// What.
    pub topic: Topic,
}

/// What a fact changes on the panel.
#[must_use]
pub fn topic_of(event: &Event) -> Option<Topic> {
    match event {
        Event::Opened { .. }
        | Event::Kept { .. }
        | Event::Escalated { .. }
        | Event::AnswerLate { .. }
        | Event::AngerAlerted { .. }
        | Event::Alerted { .. }
        | Event::Claimed { .. }
        | Event::Relayed { .. }
        | Event::Closed { .. }
        | Event::Transferred { .. }
        | Event::Returned { .. }
        | Event::Moved { .. }
        | Event::Raised { .. }
        | Event::NoteAdded { .. }
        | Event::Edited { .. }
        | Event::Deleted { .. }
        | Event::Reacted { .. }
        | Event::Progressed { .. }
        | Event::Withdrawn { .. }
        | Event::Revived { .. }
        | Event::Discarded { .. }
        | Event::FileKept { .. }
        | Event::FileMissing { .. }
        | Event::SendFailed { .. } => Some(Topic::Tickets),
        Event::AgentAdded { .. }
        | Event::AgentEdited { .. }
        | Event::AgentChecked { .. }
        | Event::AgentBound { .. }
        | Event::AgentUnbound { .. }
        | Event::AgentRemoved { .. }
        | Event::WantedLowered { .. }
        | Event::SlotRetired { .. }
        | Event::SlotRevived { .. }
        | Event::SlotClosed { .. }
        | Event::SlotLink { .. }
        | Event::SlotPlanned { .. }
        | Event::SlotReady { .. } => Some(Topic::Agents),
        Event::GroupPlanned { .. }
        | Event::GroupReady { .. }
        | Event::GroupRenamed { .. }
        | Event::GroupLabelled { .. }
        | Event::GroupRetired { .. }
        | Event::GroupRevived { .. }
        | Event::GroupForgotten { .. }
        | Event::GroupLink { .. }
        | Event::MembershipEnded { .. }
        | Event::MembershipChanged { .. } => Some(Topic::Groups),
        Event::JobPlanned { .. }
        | Event::StepStarted { .. }
        | Event::StepDone { .. }
        | Event::StepDelayed { .. }
        | Event::StepFailed { .. }
        | Event::JobRetried { .. }
        | Event::JobDropped { .. } => Some(Topic::Jobs),
        Event::LineDown { .. } | Event::LineUp { .. } => Some(Topic::Line),
        Event::CustomerKnown { .. }
        | Event::IntakeKept { .. }
        | Event::Noted { .. }
        | Event::Sent { .. }
        | Event::Reworded { .. }
        | Event::SendDelayed { .. } => None,
    }
}
