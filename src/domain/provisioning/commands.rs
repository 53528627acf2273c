//! What an admin asks of provisioning: groups, agents, another try.

use super::{
    AgentEntry, GroupEntry, Job, Membership, Provisioning, SlotEntry, StepState, Subject, Task,
};
use crate::domain::agent::{Agent, SLOTS_MOST, slot_id, slot_name};
use crate::domain::event::Event;
use crate::domain::ids::{AgentId, GroupId, SlotId, Timestamp};
use crate::domain::main_group::MainGroup;
use crate::domain::message::{AddAgent, AddGroup, JoinGroup, Labels, RetryJob, SlotsWanted, Tell};
use crate::domain::outcome::Outcome;
use crate::domain::refusal::Refusal;
use crate::domain::settings::GroupKind;

/// WhatsApp's limit for the name of a group, in characters.
pub const NAME_MOST: usize = 100;
/// Characters of a speciality or shift.
pub const LABEL_MOST: usize = 40;

impl Provisioning {
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
        if let Err(refusal) = valid_labels(&msg.labels) {
            return Outcome::refuse(msg.receipt, refusal);
        }
        let group = self.groups.keys().last().copied().unwrap_or(GroupId(0)).next();
        let mut outcome = Outcome::done(msg.receipt);
        outcome.events.push(Event::GroupPlanned { group, kind: msg.kind, name: name.clone() });
        let mut entry = GroupEntry::new(msg.kind, name.clone());
        if msg.labels != Labels::default() {
            entry.labels.clone_from(&msg.labels);
            outcome.events.push(Event::GroupLabelled { group, labels: msg.labels });
        }
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
        let is_known = |group: &&GroupId| self.groups.get(group).is_some_and(|g| !g.retired);
        if let Some(unknown) = msg.groups.iter().find(|group| !is_known(group)) {
            return Outcome::refuse(msg.receipt, Refusal::Unknown { what: unknown.to_string() });
        }
        let mut there = self.agents.values().filter(|agent| !agent.removed);
        if let Some(same) = there.find(|agent| agent.phone.key() == msg.phone.key()) {
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
        agent.change_settings(&self.settings);
        let rooms: Vec<Outcome> = (1..=msg.slots).map(|number| agent.plan_room(number)).collect();
        outcome.tells.push(Tell::StartAgent(Box::new(agent.clone())));
        outcome.tells.push(Tell::Line(agent.known().into()));
        for room in rooms {
            outcome.absorb(room);
        }
        let groups_of = groups.iter().map(|group| (*group, Membership::Pending)).collect();
        let entry = AgentEntry { groups: groups_of, ..AgentEntry::new(name, msg.phone, msg.slots) };
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
        if entry.removed {
            return Outcome::default();
        }
        entry.name = msg.name;
        entry.wanted = msg.wanted;
        let mut outcome = self.skip_moot(now);
        let known: Vec<SlotId> = self.slots.keys().copied().collect();
        let mut tasks = self.plan_revivals(msg.agent, msg.wanted);
        tasks.extend(self.plan_slots(msg.agent, msg.wanted));
        if !tasks.is_empty() {
            let mut job = Job::new(self.last_job.next(), Subject::Agent(msg.agent), tasks, now);
            for step in &mut job.steps {
                // An earlier job may have made it unnoticed: it is looked for first.
                let is_known = |slot| known.contains(slot);
                let tried = matches!(&step.task, Task::CreateSlot { slot } if is_known(slot));
                step.attempts = u32::from(tried);
            }
            self.begin_job(job, &mut outcome);
        }
        outcome.absorb(self.wake(now));
        outcome
    }

    /// An agent is to join a main group, or is asked for LISTO there again.
    pub fn join_group(&mut self, msg: &JoinGroup, now: Timestamp) -> Outcome {
        let (agent, group) = (msg.agent, msg.group);
        let wanted = self.groups.get(&group).filter(|entry| !entry.retired);
        let Some(kind) = wanted.map(|entry| entry.kind) else {
            return Outcome::refuse(msg.receipt, Refusal::Unknown { what: group.to_string() });
        };
        let Some(entry) = self.agents.get_mut(&agent).filter(|entry| !entry.removed) else {
            return Outcome::refuse(msg.receipt, Refusal::Unknown { what: agent.to_string() });
        };
        let mut outcome = Outcome::done(msg.receipt);
        let mut tasks = Vec::new();
        if !entry.groups.get(&group).is_some_and(|membership| membership.is_inside()) {
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
            outcome.absorb(self.give_up(msg.job, now));
        } else {
            let retried = Event::JobRetried { job: msg.job, at: now };
            self.apply(&retried);
            outcome.events.push(retried);
        }
        outcome.absorb(self.wake(now));
        outcome
    }

    pub(super) fn plan(
        &mut self,
        subject: Subject,
        tasks: Vec<Task>,
        now: Timestamp,
        outcome: &mut Outcome,
    ) {
        let job = Job::new(self.last_job.next(), subject, tasks, now);
        self.begin_job(job, outcome);
    }

    pub(super) fn begin_job(&mut self, job: Job, outcome: &mut Outcome) {
        let event = Event::JobPlanned { job };
        self.apply(&event);
        outcome.events.push(event);
    }

    /// Tasks for the slots up to `wanted` that neither exist nor are being created.
    fn plan_slots(&mut self, agent: AgentId, wanted: u8) -> Vec<Task> {
        let Some(entry) = self.agents.get(&agent) else { return Vec::new() };
        let name = entry.name.clone();
        let mut tasks = Vec::new();
        for number in 1..=wanted {
            let slot = slot_id(agent, number);
            let task = Task::CreateSlot { slot };
            let is_planned = self.is_planned(&task);
            let entry = self
                .slots
                .entry(slot)
                .or_insert_with(|| SlotEntry::new(agent, number, slot_name(&name, number)));
            if entry.chat.is_none() && !is_planned {
                tasks.push(task);
            }
        }
        tasks
    }

    /// Whether an open job has this to do.
    pub(super) fn is_planned(&self, task: &Task) -> bool {
        let open = |job: &Job| {
            job.steps.iter().any(|step| step.task == *task && step.state != StepState::Done)
        };
        self.jobs.values().any(open)
    }
}

/// Labels that people can read.
pub(super) fn valid_labels(labels: &Labels) -> Result<(), Refusal> {
    for (field, label) in [("especialidad", &labels.speciality), ("turno", &labels.shift)] {
        if label.chars().count() > LABEL_MOST {
            return Err(Refusal::field(field, "field-too-long"));
        }
        if label.chars().any(char::is_control) {
            return Err(Refusal::field(field, "field-control"));
        }
    }
    Ok(())
}

/// A name that people can read: trimmed, one line, with something visible in it.
pub(super) fn valid_name(name: &str, most: usize) -> Result<String, &'static str> {
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
