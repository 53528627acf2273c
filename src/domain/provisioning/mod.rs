//! Provisioning: creates groups and adds people, step by step. WhatsApp limits how fast that may go, so
//! steps are spaced, tried again, and go on after a restart; no group is created twice.
//!
//! Here: what it knows, and which step is next. What an admin asks is in `commands` (what is new) and `changes`
//! (what is there already), how a step is done in `steps`, what follows from its result in `results`, and what
//! is left behind by who or what is not wanted any more in `leftovers`.

mod changes;
mod commands;
mod leftovers;
mod results;
mod steps;

use std::collections::BTreeMap;

use super::event::Event;
use super::identity::Identity;
use super::ids::{AgentId, ChatId, GroupId, JobId, SlotId, Timestamp};
use super::message::{CallDone, Labels};
use super::outcome::Outcome;
use super::phone::Phone;
use super::settings::{GroupKind, LineSettings};

pub use super::job::{Job, Membership, Step, StepState, Subject, Task};
pub use commands::{LABEL_MOST, NAME_MOST};
pub use results::TRIES_MOST;

/// A main group, as provisioning knows it.
#[derive(Debug, Clone, PartialEq)]
pub struct GroupEntry {
    /// What for.
    pub kind: GroupKind,
    /// Its name.
    pub name: String,
    /// Its chat, once created.
    pub chat: Option<ChatId>,
    /// What tells it from others of its kind.
    pub labels: Labels,
    /// It gets no tickets.
    pub retired: bool,
}

impl GroupEntry {
    /// A group that is not there yet.
    #[must_use]
    pub fn new(kind: GroupKind, name: String) -> Self {
        Self { kind, name, chat: None, labels: Labels::default(), retired: false }
    }
}

/// An agent, as provisioning knows them.
#[derive(Debug, Clone, PartialEq)]
pub struct AgentEntry {
    /// The name.
    pub name: String,
    /// The number.
    pub phone: Phone,
    /// Who that is, once looked up.
    pub identity: Identity,
    /// How many personal groups are wanted.
    pub wanted: u8,
    /// The main groups.
    pub groups: BTreeMap<GroupId, Membership>,
    /// Attends no more.
    pub removed: bool,
}

impl AgentEntry {
    /// An agent whose number was not looked up yet.
    #[must_use]
    pub fn new(name: String, phone: Phone, wanted: u8) -> Self {
        let identity = Identity::of_phone(phone.clone());
        Self { name, phone, identity, wanted, groups: BTreeMap::new(), removed: false }
    }
}

/// A slot, as provisioning knows it.
#[derive(Debug, Clone, PartialEq)]
pub struct SlotEntry {
    /// Whose.
    pub agent: AgentId,
    /// Which of the agent's.
    pub number: u8,
    /// Its name.
    pub name: String,
    /// Its chat, once created.
    pub chat: Option<ChatId>,
    /// It has said that it is not wanted any more, and bears the name for that.
    pub retired: bool,
}

impl SlotEntry {
    /// A slot that is not there yet.
    #[must_use]
    pub fn new(agent: AgentId, number: u8, name: String) -> Self {
        Self { agent, number, name, chat: None, retired: false }
    }
}

/// Provisioning's state.
#[derive(Debug, Clone, PartialEq)]
pub struct Provisioning {
    settings: LineSettings,
    /// Main groups.
    pub groups: BTreeMap<GroupId, GroupEntry>,
    /// Agents.
    pub agents: BTreeMap<AgentId, AgentEntry>,
    /// Slots.
    pub slots: BTreeMap<SlotId, SlotEntry>,
    /// Jobs that are not over.
    pub jobs: BTreeMap<JobId, Job>,
    /// The highest job number ever given.
    pub last_job: JobId,
    /// When a group was last created or tried to be.
    pub last_creation: Option<Timestamp>,
    last_step: Option<Timestamp>,
    in_flight: Option<(JobId, u32)>,
}

impl Provisioning {
    /// Provisioning with nothing to do.
    #[must_use]
    pub fn new(settings: LineSettings) -> Self {
        Self {
            settings,
            groups: BTreeMap::new(),
            agents: BTreeMap::new(),
            slots: BTreeMap::new(),
            jobs: BTreeMap::new(),
            last_job: JobId(0),
            last_creation: None,
            last_step: None,
            in_flight: None,
        }
    }

    /// Replaces the settings.
    pub fn change_settings(&mut self, settings: LineSettings) {
        self.settings = settings;
    }

    /// A gateway call came back.
    pub fn call_done(&mut self, msg: CallDone, now: Timestamp) -> Outcome {
        if self.in_flight != Some((msg.job, msg.step)) {
            return Outcome::default();
        }
        self.in_flight = None;
        let found =
            self.jobs.get(&msg.job).and_then(|job| job.steps.get(msg.step as usize)).cloned();
        let Some(step) = found else { return self.wake(now) };
        if step.task.creates() {
            self.last_creation = Some(now);
        }
        self.last_step = Some(now);
        let mut outcome = match msg.result {
            Ok(reply) => self.succeed(&msg.job, msg.step, &step, reply, now),
            Err(fault) => self.fail(msg.job, msg.step, &step, &fault, now),
        };
        outcome.absorb(self.wake(now));
        outcome
    }

    /// Begins the next step that is due.
    pub fn wake(&mut self, now: Timestamp) -> Outcome {
        let mut outcome = Outcome::default();
        while self.in_flight.is_none() {
            let Some((at, job, index)) = self.next_step() else { break };
            if at > now {
                break;
            }
            outcome.absorb(self.begin(job, index, now));
        }
        outcome
    }

    /// When the next step is due, if none is being done.
    #[must_use]
    pub fn next_deadline(&self) -> Option<Timestamp> {
        if self.in_flight.is_some() {
            return None;
        }
        self.next_step().map(|(at, _, _)| at)
    }

    /// When a step would be begun, with the spacing that WhatsApp needs.
    #[must_use]
    pub fn due_at(&self, step: &Step) -> Timestamp {
        let (last, spacing) = if step.task.creates() {
            (self.last_creation, self.settings.group_spacing_ms)
        } else {
            (self.last_step, self.settings.step_spacing_ms)
        };
        last.map_or(step.not_before, |last| step.not_before.max(last.plus(spacing)))
    }

    /// Takes in a fact about a job.
    #[allow(clippy::wildcard_enum_match_arm, reason = "facts about jobs only")]
    pub fn apply(&mut self, event: &Event) {
        match event {
            Event::JobPlanned { job } => {
                self.last_job = self.last_job.max(job.id);
                self.jobs.insert(job.id, job.clone());
            }
            Event::StepStarted { job, step, at } => {
                self.change(*job, *step, |step| {
                    step.state = StepState::Started;
                    step.attempts += 1;
                    step.changed_at = *at;
                });
            }
            Event::StepDone { job, step, at } => {
                self.change(*job, *step, |step| {
                    step.state = StepState::Done;
                    step.changed_at = *at;
                    step.error = None;
                });
                if self.jobs.get(job).is_some_and(Job::is_done) {
                    self.jobs.remove(job);
                }
            }
            Event::StepDelayed { job, step, until, error } => {
                self.change(*job, *step, |step| {
                    step.state = StepState::Waiting;
                    step.not_before = *until;
                    step.error = Some(error.clone());
                });
            }
            Event::StepFailed { job, step, at, error } => {
                self.change(*job, *step, |step| {
                    step.state = StepState::Failed;
                    step.changed_at = *at;
                    step.error = Some(error.clone());
                });
            }
            Event::JobRetried { job, at } => {
                if let Some(job) = self.jobs.get_mut(job) {
                    for step in job.steps.iter_mut().filter(|step| step.state != StepState::Done) {
                        step.state = StepState::Waiting;
                        step.not_before = *at;
                        // All its tries again; that it was tried is not forgotten, so it is looked for first.
                        step.attempts = step.attempts.min(1);
                    }
                }
            }
            Event::JobDropped { job } => {
                self.jobs.remove(job);
            }
            _ => {}
        }
    }

    fn apply_all(&mut self, events: &[Event]) {
        events.iter().for_each(|event| self.apply(event));
    }

    fn change(&mut self, job: JobId, step: u32, how: impl FnOnce(&mut Step)) {
        if let Some(step) = self.jobs.get_mut(&job).and_then(|job| job.steps.get_mut(step as usize))
        {
            how(step);
            if step.task.creates() && step.attempts > 0 {
                self.last_creation = self.last_creation.max(Some(step.changed_at));
            }
        }
    }

    fn next_step(&self) -> Option<(Timestamp, JobId, u32)> {
        self.jobs
            .values()
            .filter_map(|job| job.current().map(|(index, step)| (job.id, index, step)))
            .filter(|(_, _, step)| !self.waits_for_group(&step.task))
            .map(|(job, index, step)| (self.due_at(step), job, index))
            .min()
    }

    /// Whether a step has to wait until its main group exists on WhatsApp.
    #[must_use]
    pub fn waits_for_group(&self, task: &Task) -> bool {
        match task {
            Task::Join { group, .. } | Task::AskReady { group, .. } => {
                !self.is_moot(task)
                    && self.groups.get(group).is_some_and(|entry| entry.chat.is_none())
            }
            Task::CreateGroup { .. }
            | Task::Adopt { .. }
            | Task::CheckNumber { .. }
            | Task::CreateSlot { .. }
            | Task::Rename { .. }
            | Task::Invite { .. }
            | Task::InviteToSlot { .. }
            | Task::Drop { .. }
            | Task::RetireSlot { .. }
            | Task::ReviveSlot { .. }
            | Task::CloseSlot { .. } => false,
        }
    }

    fn ticket_groups(&self) -> Vec<GroupId> {
        let tickets = self
            .groups
            .iter()
            .filter(|(_, entry)| entry.kind != GroupKind::Supervisor && !entry.retired);
        tickets.map(|(group, _)| *group).collect()
    }

    fn known_chats(&self) -> Vec<ChatId> {
        let groups = self.groups.values().filter_map(|entry| entry.chat.clone());
        groups.chain(self.slots.values().filter_map(|entry| entry.chat.clone())).collect()
    }
}
