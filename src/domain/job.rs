//! Jobs: what has to be created on WhatsApp, as steps that belong together.

use serde::{Deserialize, Serialize};

use super::ids::{AgentId, ChatId, GroupId, JobId, SlotId, Timestamp};
use super::phone::Phone;

/// How an agent stands to a main group.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Membership {
    /// To be added.
    Pending,
    /// In it.
    Member,
    /// In it, as administrator.
    Admin,
    /// Could not be added (privacy) and has been sent the link.
    Invited,
    /// Was in it and left, or was removed by somebody on WhatsApp.
    Left,
}

impl Membership {
    /// The name in the database.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Pending => "pending",
            Self::Member => "member",
            Self::Admin => "admin",
            Self::Invited => "invited",
            Self::Left => "left",
        }
    }

    /// Reads [`Self::name`].
    #[must_use]
    pub fn from_name(name: &str) -> Self {
        match name {
            "member" => Self::Member,
            "admin" => Self::Admin,
            "invited" => Self::Invited,
            "left" => Self::Left,
            _ => Self::Pending,
        }
    }

    /// Whether the agent is in the group.
    #[must_use]
    pub fn is_inside(self) -> bool {
        match self {
            Self::Member | Self::Admin => true,
            Self::Pending | Self::Invited | Self::Left => false,
        }
    }
}

/// One thing to do.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "step", rename_all = "snake_case")]
pub enum Task {
    /// Create a main group.
    CreateGroup {
        /// Which.
        group: GroupId,
        /// Who is in it from the start, where the gateway needs somebody.
        member: Option<Phone>,
    },
    /// Use an existing group as a main group.
    Adopt {
        /// As which.
        group: GroupId,
        /// The chat.
        chat: ChatId,
    },
    /// Look an agent's number up on WhatsApp.
    CheckNumber {
        /// Whose.
        agent: AgentId,
    },
    /// Add an agent to a main group.
    Join {
        /// Who.
        agent: AgentId,
        /// Where.
        group: GroupId,
    },
    /// Create a personal group.
    CreateSlot {
        /// Which.
        slot: SlotId,
    },
    /// Ask an agent for LISTO in a main group.
    AskReady {
        /// Who.
        agent: AgentId,
        /// Where.
        group: GroupId,
    },
    /// Give a main group another name.
    Rename {
        /// Which.
        group: GroupId,
        /// The name.
        name: String,
    },
    /// Send an agent the link into a main group.
    Invite {
        /// Who.
        agent: AgentId,
        /// Where.
        group: GroupId,
    },
    /// Send an agent the link into a personal group.
    InviteToSlot {
        /// Which.
        slot: SlotId,
    },
    /// Take an agent out of a main group.
    Drop {
        /// Who.
        agent: AgentId,
        /// Where.
        group: GroupId,
    },
    /// Say in a personal group that it is not wanted any more, and mark its name.
    RetireSlot {
        /// Which.
        slot: SlotId,
    },
    /// Give a retired personal group its name back.
    ReviveSlot {
        /// Which.
        slot: SlotId,
    },
    /// Take a former agent out of a personal group, and leave it.
    CloseSlot {
        /// Which.
        slot: SlotId,
    },
}

impl Task {
    /// Whether it creates a group, which WhatsApp limits.
    #[must_use]
    pub fn creates(&self) -> bool {
        matches!(self, Self::CreateGroup { .. } | Self::CreateSlot { .. })
    }
}

/// How far a step is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum StepState {
    /// To be done.
    Waiting,
    /// Being done; after a restart: maybe done.
    Started,
    /// Done.
    Done,
    /// Failed for good.
    Failed,
}

impl StepState {
    /// The name in the database.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Waiting => "waiting",
            Self::Started => "started",
            Self::Done => "done",
            Self::Failed => "failed",
        }
    }

    /// Reads [`Self::name`].
    #[must_use]
    pub fn from_name(name: &str) -> Self {
        match name {
            "started" => Self::Started,
            "done" => Self::Done,
            "failed" => Self::Failed,
            _ => Self::Waiting,
        }
    }
}

/// A step of a job.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Step {
    /// What.
    pub task: Task,
    /// How far.
    pub state: StepState,
    /// How often it was begun.
    pub attempts: u32,
    /// Not before this.
    pub not_before: Timestamp,
    /// When it last changed.
    pub changed_at: Timestamp,
    /// What the gateway said last, when it failed.
    pub error: Option<String>,
}

/// Whom a job is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Subject {
    /// A main group.
    Group(GroupId),
    /// An agent.
    Agent(AgentId),
}

/// Steps that belong together, done in order.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Job {
    /// Its number.
    pub id: JobId,
    /// Whom it is for.
    pub subject: Subject,
    /// When it was asked for.
    pub created_at: Timestamp,
    /// What to do.
    pub steps: Vec<Step>,
}

impl Job {
    /// Steps of `tasks`, all to be done.
    #[must_use]
    pub fn new(id: JobId, subject: Subject, tasks: Vec<Task>, now: Timestamp) -> Self {
        let step = |task| Step {
            task,
            state: StepState::Waiting,
            attempts: 0,
            not_before: now,
            changed_at: now,
            error: None,
        };
        Self { id, subject, created_at: now, steps: tasks.into_iter().map(step).collect() }
    }

    /// The step to be done next: the first that is not done; none if one before it failed for good.
    #[must_use]
    pub fn current(&self) -> Option<(u32, &Step)> {
        let (index, step) =
            self.steps.iter().enumerate().find(|(_, step)| step.state != StepState::Done)?;
        let index = u32::try_from(index).ok()?;
        (step.state != StepState::Failed).then_some((index, step))
    }

    /// Whether all steps are done.
    #[must_use]
    pub fn is_done(&self) -> bool {
        self.steps.iter().all(|step| step.state == StepState::Done)
    }
}
