//! What an admin asks of provisioning: groups, agents, another try.

use super::{AgentEntry, GroupEntry, Job, Membership, Provisioning, SlotEntry, Subject, Task};
use crate::domain::agent::{Agent, SLOTS_MOST, slot_id, slot_name};
use crate::domain::event::Event;
use crate::domain::identity::Identity;
use crate::domain::ids::{AgentId, GroupId, SlotId, Timestamp};
use crate::domain::main_group::MainGroup;
use crate::domain::message::{AddAgent, AddGroup, JoinGroup, RetryJob, SlotsWanted, Tell};
use crate::domain::outcome::Outcome;
use crate::domain::refusal::Refusal;
use crate::domain::settings::GroupKind;

/// WhatsApp's limit for the name of a group, in characters.
pub const NAME_MOST: usize = 100;

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
                name: slot_name(&name, number),
                chat: None,
            });
            if entry.chat.is_none() && !planned.contains(&slot) {
                tasks.push(Task::CreateSlot { slot });
            }
        }
        tasks
    }
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
