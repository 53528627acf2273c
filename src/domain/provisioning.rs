//! Provisioning: creates groups and adds people, step by step. WhatsApp limits how fast that may go, so
//! steps are spaced, tried again, and go on after a restart; no group is created twice.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::agent::{Agent, SLOTS_MOST, slot_id};
use super::event::Event;
use super::identity::Identity;
use super::ids::{AgentId, ChatId, GroupId, JobId, SlotId, Timestamp};
use super::main_group::MainGroup;
use super::message::{
    AddAgent, AddGroup, CallDone, ChatOwned, ChatOwner, ChatReady, JoinGroup, NumberChecked,
    PostExpected, RetryJob, SlotUsable, SlotsWanted, Tell,
};
use super::notice::Notice;
use super::outcome::{Call, CallFault, CallReply, Outcome, PlacedCall, Purpose};
use super::phone::Phone;
use super::refusal::Refusal;
use super::settings::{GroupKind, LineSettings};

/// A step is tried this often by itself before a person has to look at it.
pub const TRIES_MOST: u32 = 6;
/// The longest wait between two tries (milliseconds).
const BACKOFF_MOST_MS: i64 = 30 * 60_000;
/// WhatsApp's limit for the name of a group, in characters.
pub const NAME_MOST: usize = 100;

/// How an agent stands to a main group.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Membership {
    /// To be added.
    Pending,
    /// In it.
    Member,
    /// Could not be added (privacy) and has been sent the link.
    Invited,
}

impl Membership {
    /// The name in the database.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Pending => "pending",
            Self::Member => "member",
            Self::Invited => "invited",
        }
    }

    /// Reads [`Self::name`].
    #[must_use]
    pub fn from_name(name: &str) -> Self {
        match name {
            "member" => Self::Member,
            "invited" => Self::Invited,
            _ => Self::Pending,
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
}

impl Task {
    fn creates(&self) -> bool {
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

/// A main group, as provisioning knows it.
#[derive(Debug, Clone, PartialEq)]
pub struct GroupEntry {
    /// What for.
    pub kind: GroupKind,
    /// Its name.
    pub name: String,
    /// Its chat, once created.
    pub chat: Option<ChatId>,
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

    /// A new main group, created on WhatsApp or adopted.
    pub fn add_group(&mut self, msg: AddGroup, now: Timestamp) -> Outcome {
        let name = match valid_name(&msg.name, NAME_MOST) {
            Ok(name) => name,
            Err(problem) => return Outcome::refuse(msg.receipt, Refusal::field("nombre", problem)),
        };
        if let Some(chat) = &msg.adopt
            && (!chat.is_group() || self.known_chats().contains(chat))
        {
            return Outcome::refuse(msg.receipt, Refusal::field("chat", "field-group-chat"));
        }
        let group = self.groups.keys().last().copied().unwrap_or(GroupId(0)).next();
        let mut outcome = Outcome::done(msg.receipt);
        outcome.events.push(Event::GroupPlanned { group, kind: msg.kind, name: name.clone() });
        let entry = GroupEntry { kind: msg.kind, name: name.clone(), chat: None };
        self.groups.insert(group, entry);
        let started = MainGroup::new(group, msg.kind, name, None, self.settings.clone());
        outcome.tells.push(Tell::StartGroup(Box::new(started)));
        let task = match msg.adopt {
            Some(chat) => Task::Adopt { group, chat },
            None => Task::CreateGroup { group, member: msg.first_member },
        };
        self.plan(Subject::Group(group), vec![task], now, &mut outcome);
        outcome.absorb(self.wake(now));
        outcome
    }

    /// A new agent, or an existing one for another main group.
    pub fn add_agent(&mut self, msg: AddAgent, now: Timestamp) -> Outcome {
        let name = match valid_name(&msg.name, 60) {
            Ok(name) => name,
            Err(problem) => return Outcome::refuse(msg.receipt, Refusal::field("nombre", problem)),
        };
        if msg.slots > SLOTS_MOST {
            return Outcome::refuse(msg.receipt, Refusal::field("cantidad", "field-slots-range"));
        }
        if let Some(unknown) = msg.groups.iter().find(|group| !self.groups.contains_key(group)) {
            return Outcome::refuse(msg.receipt, Refusal::Unknown { what: unknown.to_string() });
        }
        if let Some(same) = self.agents.values().find(|agent| agent.phone.key() == msg.phone.key())
        {
            return Outcome::refuse(msg.receipt, Refusal::NumberTaken { agent: same.name.clone() });
        }
        let groups = if msg.groups.is_empty() { self.ticket_groups() } else { msg.groups };
        let id = self.agents.keys().last().copied().unwrap_or(AgentId(0)).next();
        let mut outcome = Outcome::done(msg.receipt);
        outcome.events.push(Event::AgentAdded {
            agent: id,
            name: name.clone(),
            phone: msg.phone.clone(),
            active: msg.active,
            wanted: msg.slots,
            at: now,
        });
        let mut agent = Agent::new(id, name.clone(), msg.phone.clone(), msg.active, msg.slots);
        let rooms: Vec<Outcome> = (1..=msg.slots).map(|number| agent.plan_room(number)).collect();
        outcome.tells.push(Tell::StartAgent(Box::new(agent.clone())));
        outcome.tells.push(Tell::Line(agent.known().into()));
        for room in rooms {
            outcome.absorb(room);
        }
        let entry = AgentEntry {
            name,
            phone: msg.phone.clone(),
            identity: Identity::of_phone(msg.phone),
            wanted: msg.slots,
            groups: groups.iter().map(|group| (*group, Membership::Pending)).collect(),
        };
        self.agents.insert(id, entry);
        for group in &groups {
            let (agent, group, membership) = (id, *group, Membership::Pending);
            outcome.events.push(Event::MembershipChanged { agent, group, membership });
        }
        let mut tasks = vec![Task::CheckNumber { agent: id }];
        tasks.extend(groups.iter().map(|group| Task::Join { agent: id, group: *group }));
        tasks.extend(groups.iter().map(|group| Task::AskReady { agent: id, group: *group }));
        tasks.extend(self.plan_slots(id, msg.slots));
        self.plan(Subject::Agent(id), tasks, now, &mut outcome);
        outcome.absorb(self.wake(now));
        outcome
    }

    /// An agent was edited: slots that do not exist yet are created.
    pub fn slots_wanted(&mut self, msg: SlotsWanted, now: Timestamp) -> Outcome {
        let Some(entry) = self.agents.get_mut(&msg.agent) else {
            return Outcome::broken(
                "slots were wanted for an agent that provisioning does not know",
            );
        };
        entry.name = msg.name;
        entry.wanted = msg.wanted;
        let mut outcome = Outcome::default();
        let tasks = self.plan_slots(msg.agent, msg.wanted);
        if !tasks.is_empty() {
            self.plan(Subject::Agent(msg.agent), tasks, now, &mut outcome);
        }
        outcome.absorb(self.wake(now));
        outcome
    }

    /// An agent is to join a main group, or is asked for LISTO there again.
    pub fn join_group(&mut self, msg: &JoinGroup, now: Timestamp) -> Outcome {
        let (agent, group) = (msg.agent, msg.group);
        let Some(kind) = self.groups.get(&group).map(|entry| entry.kind) else {
            return Outcome::refuse(msg.receipt, Refusal::Unknown { what: group.to_string() });
        };
        let Some(entry) = self.agents.get_mut(&agent) else {
            return Outcome::refuse(msg.receipt, Refusal::Unknown { what: agent.to_string() });
        };
        let mut outcome = Outcome::done(msg.receipt);
        let mut tasks = Vec::new();
        if entry.groups.get(&group) != Some(&Membership::Member) {
            let membership = Membership::Pending;
            entry.groups.insert(group, membership);
            outcome.events.push(Event::MembershipChanged { agent, group, membership });
            tasks.push(Task::Join { agent, group });
        }
        // Nobody takes tickets in the Supervisor group: no LISTO there.
        if kind != GroupKind::Supervisor {
            tasks.push(Task::AskReady { agent, group });
        }
        if !tasks.is_empty() {
            self.plan(Subject::Agent(agent), tasks, now, &mut outcome);
        }
        outcome.absorb(self.wake(now));
        outcome
    }

    /// An admin wants a failed job tried again, or given up.
    pub fn retry_job(&mut self, msg: &RetryJob, now: Timestamp) -> Outcome {
        if !self.jobs.contains_key(&msg.job) {
            return Outcome::refuse(msg.receipt, Refusal::Unknown { what: msg.job.to_string() });
        }
        let mut outcome = Outcome::done(msg.receipt);
        if msg.give_up {
            outcome.events.push(Event::JobDropped { job: msg.job });
        } else {
            outcome.events.push(Event::JobRetried { job: msg.job, at: now });
        }
        self.apply_all(&outcome.events);
        outcome.absorb(self.wake(now));
        outcome
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

    fn plan(&mut self, subject: Subject, tasks: Vec<Task>, now: Timestamp, outcome: &mut Outcome) {
        let job = Job::new(self.last_job.next(), subject, tasks, now);
        let event = Event::JobPlanned { job };
        self.apply(&event);
        outcome.events.push(event);
    }

    /// Tasks for the slots up to `wanted` that neither exist nor are being created.
    fn plan_slots(&mut self, agent: AgentId, wanted: u8) -> Vec<Task> {
        let Some(entry) = self.agents.get(&agent) else { return Vec::new() };
        let name = entry.name.clone();
        let planned: Vec<SlotId> = self
            .jobs
            .values()
            .flat_map(|job| &job.steps)
            .filter_map(|step| match step.task {
                Task::CreateSlot { slot } => Some(slot),
                Task::CreateGroup { .. }
                | Task::Adopt { .. }
                | Task::CheckNumber { .. }
                | Task::Join { .. }
                | Task::AskReady { .. } => None,
            })
            .collect();
        let mut tasks = Vec::new();
        for number in 1..=wanted {
            let slot = slot_id(agent, number);
            let entry = self.slots.entry(slot).or_insert_with(|| SlotEntry {
                agent,
                number,
                name: super::agent::slot_name(&name, number),
                chat: None,
            });
            if entry.chat.is_none() && !planned.contains(&slot) {
                tasks.push(Task::CreateSlot { slot });
            }
        }
        tasks
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
                self.groups.get(group).is_some_and(|entry| entry.chat.is_none())
            }
            Task::CreateGroup { .. }
            | Task::Adopt { .. }
            | Task::CheckNumber { .. }
            | Task::CreateSlot { .. } => false,
        }
    }

    fn begin(&mut self, job: JobId, index: u32, now: Timestamp) -> Outcome {
        let Some(step) = self.jobs.get(&job).and_then(|job| job.steps.get(index as usize)).cloned()
        else {
            return Outcome::default();
        };
        let started = Event::StepStarted { job, step: index, at: now };
        match self.call(&step) {
            Prepared::Call(call) => {
                self.apply(&started);
                self.in_flight = Some((job, index));
                if step.task.creates() {
                    self.last_creation = Some(now);
                }
                let call = PlacedCall { job, step: index, call };
                Outcome { events: vec![started], calls: vec![call], ..Outcome::default() }
            }
            Prepared::Say(mut outcome) => {
                outcome.events.push(Event::StepDone { job, step: index, at: now });
                self.apply_all(&outcome.events);
                self.last_step = Some(now);
                outcome
            }
            Prepared::Impossible(error) => {
                let failed =
                    Event::StepFailed { job, step: index, at: now, error: error.to_owned() };
                self.apply(&failed);
                Outcome { events: vec![failed], ..Outcome::default() }
            }
            Prepared::NotNeeded => {
                let done = Event::StepDone { job, step: index, at: now };
                self.apply(&done);
                Outcome { events: vec![done], ..Outcome::default() }
            }
        }
    }

    fn call(&self, step: &Step) -> Prepared {
        match &step.task {
            Task::CreateGroup { group, member } => match self.groups.get(group) {
                Some(entry) if entry.chat.is_some() => Prepared::NotNeeded,
                Some(entry) => Prepared::Call(Call::CreateGroup {
                    subject: entry.name.clone(),
                    members: member.iter().cloned().map(Identity::of_phone).collect(),
                    known: self.known_chats(),
                    search_first: step.attempts > 0,
                }),
                None => Prepared::NotNeeded,
            },
            Task::Adopt { chat, .. } => Prepared::Call(Call::Inspect { chat: chat.clone() }),
            Task::CheckNumber { agent } => match self.agents.get(agent) {
                Some(entry) => Prepared::Call(Call::LookUp { phone: entry.phone.clone() }),
                None => Prepared::NotNeeded,
            },
            Task::Join { agent, group } => {
                let chat = self.groups.get(group).and_then(|entry| entry.chat.clone());
                match (self.agents.get(agent), chat) {
                    (Some(agent), Some(chat)) => {
                        Prepared::Call(Call::AddMember { chat, who: agent.identity.clone() })
                    }
                    (_, None) | (None, _) => Prepared::NotNeeded,
                }
            }
            Task::CreateSlot { slot } => {
                let Some(entry) = self.slots.get(slot) else { return Prepared::NotNeeded };
                let Some(agent) = self.agents.get(&entry.agent) else { return Prepared::NotNeeded };
                // Lowered meanwhile, or made by an earlier job.
                if entry.number > agent.wanted || entry.chat.is_some() {
                    return Prepared::NotNeeded;
                }
                Prepared::Call(Call::CreateGroup {
                    subject: entry.name.clone(),
                    members: vec![agent.identity.clone()],
                    known: self.known_chats(),
                    search_first: step.attempts > 0,
                })
            }
            Task::AskReady { agent, group } => {
                let (Some(entry), Some(place)) = (self.agents.get(agent), self.groups.get(group))
                else {
                    return Prepared::NotNeeded;
                };
                let Some(chat) = &place.chat else { return Prepared::NotNeeded };
                let mut outcome = Outcome::default();
                let purpose = Purpose::AskReady { group: *group, agent: *agent };
                let notice =
                    Notice::AskReady { agent: entry.name.clone(), number: entry.phone.pretty() };
                outcome.post(chat, purpose, notice, None);
                if place.kind == GroupKind::Supervisor {
                    Prepared::Impossible("group-not-for-tickets")
                } else {
                    // Who is quick answers before the request's id is known.
                    outcome.tells.push(Tell::Group(*group, PostExpected.into()));
                    Prepared::Say(outcome)
                }
            }
        }
    }

    fn succeed(
        &mut self,
        job: &JobId,
        index: u32,
        step: &Step,
        reply: CallReply,
        now: Timestamp,
    ) -> Outcome {
        let mut outcome = Outcome::default();
        let failure = match (&step.task, reply) {
            (Task::CreateGroup { group, .. }, CallReply::Created { chat, .. }) => {
                let name =
                    self.groups.get(group).map(|entry| entry.name.clone()).unwrap_or_default();
                self.group_ready(*group, chat, name, &mut outcome);
                None
            }
            (Task::Adopt { group, chat }, CallReply::Inspected { subject }) => {
                self.group_ready(*group, chat.clone(), subject, &mut outcome);
                None
            }
            (Task::CheckNumber { agent }, CallReply::LookedUp { identity }) => match identity {
                Some(identity) => {
                    if let Some(entry) = self.agents.get_mut(agent) {
                        entry.identity = identity.joined(&entry.identity);
                        let identity = entry.identity.clone();
                        outcome.events.push(Event::AgentChecked {
                            agent: *agent,
                            identity: identity.clone(),
                        });
                        outcome.tells.push(Tell::Agent(*agent, NumberChecked { identity }.into()));
                    }
                    None
                }
                None => Some("not-on-whatsapp"),
            },
            (Task::Join { agent, group }, CallReply::Joined) => {
                self.membership(*agent, *group, Membership::Member, &mut outcome);
                None
            }
            (Task::Join { agent, group }, CallReply::NotAllowed { invite }) => {
                self.membership(*agent, *group, Membership::Invited, &mut outcome);
                let name =
                    self.groups.get(group).map(|entry| entry.name.clone()).unwrap_or_default();
                self.invite(*agent, name, invite, &mut outcome);
                None
            }
            (Task::CreateSlot { slot }, CallReply::Created { chat, invite }) => {
                self.slot_ready(*slot, chat, invite, &mut outcome);
                None
            }
            (
                Task::CreateGroup { .. }
                | Task::Adopt { .. }
                | Task::CheckNumber { .. }
                | Task::Join { .. }
                | Task::CreateSlot { .. }
                | Task::AskReady { .. },
                CallReply::LookedUp { .. }
                | CallReply::Created { .. }
                | CallReply::Joined
                | CallReply::NotAllowed { .. }
                | CallReply::Inspected { .. },
            ) => return Outcome::broken("a gateway call was answered with the answer to another"),
        };
        let (job, step) = (*job, index);
        let event = match failure {
            None => Event::StepDone { job, step, at: now },
            Some(error) => Event::StepFailed { job, step, at: now, error: error.to_owned() },
        };
        self.apply(&event);
        outcome.events.push(event);
        outcome
    }

    fn fail(
        &mut self,
        job: JobId,
        index: u32,
        step: &Step,
        fault: &CallFault,
        now: Timestamp,
    ) -> Outcome {
        let error: String = fault.said.chars().take(300).collect();
        let event = if fault.again && step.attempts < TRIES_MOST {
            let first = if step.task.creates() {
                self.settings.group_spacing_ms
            } else {
                self.settings.step_spacing_ms
            };
            let wait = first.max(1_000) << step.attempts.min(10);
            Event::StepDelayed {
                job,
                step: index,
                until: now.plus(wait.min(BACKOFF_MOST_MS)),
                error,
            }
        } else {
            Event::StepFailed { job, step: index, at: now, error }
        };
        self.apply(&event);
        Outcome { events: vec![event], ..Outcome::default() }
    }

    fn group_ready(&mut self, group: GroupId, chat: ChatId, name: String, outcome: &mut Outcome) {
        let Some(entry) = self.groups.get_mut(&group) else { return };
        entry.chat = Some(chat.clone());
        entry.name.clone_from(&name);
        let kind = entry.kind;
        outcome.events.push(Event::GroupReady { group, chat: chat.clone(), name: name.clone() });
        let ready = ChatReady { chat: chat.clone(), name };
        outcome.tells.push(Tell::Group(group, ready.clone().into()));
        if kind == GroupKind::Supervisor {
            outcome.tells.push(Tell::Supervisor(ready.into()));
        }
        outcome
            .tells
            .push(Tell::Line(ChatOwned { chat, owner: ChatOwner::Group(group, kind) }.into()));
    }

    fn slot_ready(
        &mut self,
        slot: SlotId,
        chat: ChatId,
        invite: Option<String>,
        outcome: &mut Outcome,
    ) {
        let Some(entry) = self.slots.get_mut(&slot) else { return };
        entry.chat = Some(chat.clone());
        let SlotEntry { agent, number, name, .. } = entry.clone();
        outcome.events.push(Event::SlotReady { slot, chat: chat.clone() });
        outcome
            .tells
            .push(Tell::Slot(slot, ChatReady { chat: chat.clone(), name: name.clone() }.into()));
        outcome.tells.push(Tell::Line(ChatOwned { chat, owner: ChatOwner::Slot(slot) }.into()));
        outcome.tells.push(Tell::Agent(agent, SlotUsable { number }.into()));
        if invite.is_some() {
            self.invite(agent, name, invite, outcome);
        }
    }

    fn membership(
        &mut self,
        agent: AgentId,
        group: GroupId,
        membership: Membership,
        outcome: &mut Outcome,
    ) {
        if let Some(entry) = self.agents.get_mut(&agent) {
            entry.groups.insert(group, membership);
        }
        outcome.events.push(Event::MembershipChanged { agent, group, membership });
    }

    /// Sends the way in to an agent who cannot be added.
    fn invite(&self, agent: AgentId, group: String, link: Option<String>, outcome: &mut Outcome) {
        let chat = self.agents.get(&agent).and_then(|entry| entry.identity.chat());
        if let (Some(chat), Some(link)) = (chat, link) {
            outcome
                .say(&chat, Notice::Invite { group, link, company: self.settings.company.clone() });
        }
    }

    fn ticket_groups(&self) -> Vec<GroupId> {
        let tickets = self.groups.iter().filter(|(_, entry)| entry.kind != GroupKind::Supervisor);
        tickets.map(|(group, _)| *group).collect()
    }

    fn known_chats(&self) -> Vec<ChatId> {
        let groups = self.groups.values().filter_map(|entry| entry.chat.clone());
        groups.chain(self.slots.values().filter_map(|entry| entry.chat.clone())).collect()
    }
}

/// What a step comes down to.
enum Prepared {
    /// Ask the gateway.
    Call(Call),
    /// Say something; that is all.
    Say(Outcome),
    /// Nothing is left to do.
    NotNeeded,
    /// It cannot be done; a key of the catalogue.
    Impossible(&'static str),
}

/// A name that people can read: trimmed, one line, with something visible in it.
fn valid_name(name: &str, most: usize) -> Result<String, &'static str> {
    let name = name.split_whitespace().collect::<Vec<_>>().join(" ");
    if !name.chars().any(|c| c.is_alphanumeric()) {
        return Err("field-required");
    }
    if name.chars().count() > most {
        return Err("field-too-long");
    }
    if name.chars().any(char::is_control) {
        return Err("field-control");
    }
    Ok(name)
}
