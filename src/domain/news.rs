//! News: what people at the console are told of, from the facts. Without a word that a customer wrote.

use super::acts::By;
use super::event::Event;
use super::ids::{AgentId, JobId, SendId, TicketNo, Timestamp};
use super::inbound::Connection;
use super::purpose::Purpose;

/// Something that happened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct News {
    /// When.
    pub at: Timestamp,
    /// What.
    pub what: What,
}

/// What happened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum What {
    /// Something happened to a case.
    Case {
        /// Which.
        no: TicketNo,
        /// As in the table of what happened to tickets: `opened`, `claimed`, `escalated`, `alerted`, `closed`,
        /// `transferred`, `returned`, `moved`, `raised`, `note`, `mood`, `late`, `angry`, `rated` (the rating as
        /// `level`), `silence`.
        kind: String,
        /// Which limit it passed.
        level: Option<u32>,
        /// Who attends it then, or did until then.
        agent: Option<AgentId>,
        /// Who decided it.
        by: Option<By>,
        /// The personal group's name for `claimed`, the mood's for `mood`, else the reason; never the words of a note.
        detail: Option<String>,
    },
    /// A person attends from now on.
    AgentAdded(AgentId),
    /// An agent answered LISTO.
    AgentBound(AgentId),
    /// An agent's registration was undone.
    AgentUnbound(AgentId),
    /// A person attends no more.
    AgentRemoved(AgentId),
    /// Something is to be created on WhatsApp.
    JobPlanned(JobId),
    /// A step of that was done, or failed for good.
    Step {
        /// Of which job.
        job: JobId,
        /// Which step, from 0.
        step: u32,
        /// What the gateway said, where it failed.
        error: Option<String>,
    },
    /// A message was given up.
    GivenUp {
        /// Which.
        send: SendId,
        /// Of which case, where it is about one.
        ticket: Option<TicketNo>,
        /// What the gateway said.
        error: String,
    },
    /// The line's connection changed.
    Link {
        /// What it is now.
        connection: Connection,
        /// Why, where the gateway says so.
        reason: Option<String>,
    },
}

impl What {
    /// The case that it happened to.
    #[must_use]
    pub fn case(&self) -> Option<TicketNo> {
        match self {
            Self::Case { no, .. } => Some(*no),
            Self::GivenUp { ticket, .. } => *ticket,
            Self::AgentAdded(_)
            | Self::AgentBound(_)
            | Self::AgentUnbound(_)
            | Self::AgentRemoved(_)
            | Self::JobPlanned(_)
            | Self::Step { .. }
            | Self::Link { .. } => None,
        }
    }

    /// The job that it is a part of.
    #[must_use]
    pub fn job(&self) -> Option<JobId> {
        match self {
            Self::JobPlanned(job) | Self::Step { job, .. } => Some(*job),
            Self::Case { .. }
            | Self::GivenUp { .. }
            | Self::AgentAdded(_)
            | Self::AgentBound(_)
            | Self::AgentUnbound(_)
            | Self::AgentRemoved(_)
            | Self::Link { .. } => None,
        }
    }
}

/// What people are told of a fact.
#[must_use]
pub fn news_of(event: &Event) -> Option<News> {
    let case = |no: TicketNo, kind: &str, level| What::Case {
        no,
        kind: kind.to_owned(),
        level,
        agent: None,
        by: None,
        detail: None,
    };
    let deed = |no: TicketNo, kind: &str, agent, by: &By, detail: Option<&String>| What::Case {
        no,
        kind: kind.to_owned(),
        level: None,
        agent,
        by: Some(by.clone()),
        detail: detail.cloned(),
    };
    let (at, what) = match event {
        Event::Opened { ticket, .. } => (ticket.opened_at, case(ticket.no, "opened", None)),
        Event::Escalated { ticket, level, at } => (*at, case(*ticket, "escalated", Some(*level))),
        Event::Alerted { ticket, level, at } => (*at, case(*ticket, "alerted", Some(*level))),
        Event::AnswerLate { ticket, level, at, .. } => {
            (*at, case(*ticket, "late", Some((*level).into())))
        }
        Event::AngerAlerted { ticket, at } => (*at, case(*ticket, "angry", None)),
        Event::Claimed { ticket, seat, by, at } => {
            (*at, deed(*ticket, "claimed", Some(seat.agent), by, Some(&seat.slot_name)))
        }
        Event::Transferred { ticket, seat, by, reason, at } => {
            (*at, deed(*ticket, "transferred", Some(seat.agent), by, reason.as_ref()))
        }
        Event::Returned { ticket, agent, by, reason, at, .. } => {
            (*at, deed(*ticket, "returned", Some(*agent), by, reason.as_ref()))
        }
        Event::Moved { ticket, by, reason, at, .. } => {
            (*at, deed(*ticket, "moved", None, by, reason.as_ref()))
        }
        Event::Raised { ticket, by, reason, at } => {
            (*at, deed(*ticket, "raised", None, by, reason.as_ref()))
        }
        Event::NoteAdded { ticket, by, note } => (note.at, deed(*ticket, "note", None, by, None)),
        Event::SentimentChanged { ticket, sentiment, at } => {
            let mut what = case(*ticket, "mood", None);
            if let What::Case { detail, .. } = &mut what {
                *detail = Some(sentiment.name().to_owned());
            }
            (*at, what)
        }
        Event::Closed { ticket, by, reason, at, .. } => {
            (*at, deed(*ticket, "closed", None, by, reason.as_ref()))
        }
        Event::Rated { ticket, rating, at, .. } => {
            (*at, case(*ticket, "rated", Some((*rating).into())))
        }
        Event::SilenceWarned { ticket, at, .. } => (*at, case(*ticket, "silence", None)),
        Event::AgentAdded { agent, at, .. } => (*at, What::AgentAdded(*agent)),
        Event::AgentBound { agent, at, .. } => (*at, What::AgentBound(*agent)),
        Event::AgentUnbound { agent, at } => (*at, What::AgentUnbound(*agent)),
        Event::AgentRemoved { agent, at } => (*at, What::AgentRemoved(*agent)),
        Event::JobPlanned { job } => (job.created_at, What::JobPlanned(job.id)),
        Event::StepDone { job, step, at } => {
            (*at, What::Step { job: *job, step: *step, error: None })
        }
        Event::StepFailed { job, step, at, error } => {
            (*at, What::Step { job: *job, step: *step, error: Some(error.clone()) })
        }
        Event::SendFailed { send, purpose, at, error } => {
            let (send, ticket, error) = (*send, ticket_of(*purpose), error.clone());
            (*at, What::GivenUp { send, ticket, error })
        }
        Event::CustomerKnown { .. }
        | Event::IntakeKept { .. }
        | Event::CustomerTended { .. }
        | Event::CustomersMerged { .. }
        | Event::CustomerErased { .. }
        | Event::CasesErased { .. }
        | Event::Kept { .. }
        | Event::Noted { .. }
        | Event::RatingAsked { .. }
        | Event::Relayed { .. }
        | Event::Edited { .. }
        | Event::Deleted { .. }
        | Event::Reacted { .. }
        | Event::Progressed { .. }
        | Event::GroupPlanned { .. }
        | Event::GroupReady { .. }
        | Event::GroupRenamed { .. }
        | Event::GroupLabelled { .. }
        | Event::GroupRetired { .. }
        | Event::GroupRevived { .. }
        | Event::GroupForgotten { .. }
        | Event::GroupLink { .. }
        | Event::WantedLowered { .. }
        | Event::MembershipEnded { .. }
        | Event::SlotRetired { .. }
        | Event::SlotRevived { .. }
        | Event::SlotClosed { .. }
        | Event::SlotLink { .. }
        | Event::AgentEdited { .. }
        | Event::AgentChecked { .. }
        | Event::MembershipChanged { .. }
        | Event::SlotPlanned { .. }
        | Event::SlotReady { .. }
        | Event::StepStarted { .. }
        | Event::StepDelayed { .. }
        | Event::JobRetried { .. }
        | Event::JobDropped { .. }
        | Event::FileKept { .. }
        | Event::FileMissing { .. }
        | Event::Sent { .. }
        | Event::SendDelayed { .. }
        | Event::Withdrawn { .. }
        | Event::Reworded { .. }
        | Event::Revived { .. }
        | Event::Discarded { .. }
        | Event::Summarised { .. }
        | Event::LineDown { .. }
        | Event::LineUp { .. }
        | Event::ToldClosed { .. } => return None,
        Event::CustomerBlocked { .. }
        | Event::CustomerUnblocked { .. }
        | Event::Unheard { .. }
        | Event::IntakeDropped { .. } => return None,
    };
    Some(News { at, what })
}

/// The case that a message is about.
fn ticket_of(purpose: Purpose) -> Option<TicketNo> {
    match purpose {
        Purpose::ToSlot { ticket, .. }
        | Purpose::ToCustomer { ticket, .. }
        | Purpose::ChangeForSlot { ticket, .. }
        | Purpose::ChangeForCustomer { ticket, .. }
        | Purpose::Announcement { ticket, .. }
        | Purpose::Addition { ticket, .. }
        | Purpose::SilenceWarning { ticket, .. } => Some(ticket),
        Purpose::Answer | Purpose::AskReady { .. } | Purpose::Alert | Purpose::Mark => None,
    }
}
