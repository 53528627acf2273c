//! What is left behind by who or what is not wanted any more: steps that need not be done, groups of former
//! agents, personal groups too many; and what it means to give a job up.

use super::{Job, Membership, Provisioning, Step, StepState, Subject, Task};
use crate::domain::agent::slot_id;
use crate::domain::event::Event;
use crate::domain::ids::{AgentId, GroupId, JobId, SlotId, Timestamp};
use crate::domain::message::{AgentLeft, Lowered, MemberStands, RoomFree, Tell};
use crate::domain::outcome::Outcome;

impl Provisioning {
    /// An agent attends no more: out of the main groups. Whoever is told twice does it once.
    pub fn agent_left(&mut self, msg: AgentLeft, now: Timestamp) -> Outcome {
        let AgentLeft { agent, identity } = msg;
        let Some(entry) = self.agents.get_mut(&agent) else { return Outcome::default() };
        entry.removed = true;
        entry.identity = entry.identity.joined(&identity);
        let groups: Vec<GroupId> = entry.groups.keys().copied().collect();
        let mut outcome = self.skip_moot(now);
        let tasks = groups.into_iter().map(|group| Task::Drop { agent, group });
        let tasks: Vec<Task> = tasks.filter(|task| !self.is_planned(task)).collect();
        if !tasks.is_empty() {
            self.plan(Subject::Agent(agent), tasks, now, &mut outcome);
        }
        outcome.absorb(self.wake(now));
        outcome
    }

    /// No case is in a personal group that is not wanted any more. Whoever is told twice does it once.
    pub fn room_free(&mut self, msg: RoomFree, now: Timestamp) -> Outcome {
        let RoomFree { agent, slot } = msg;
        let removed = self.agents.get(&agent).is_some_and(|entry| entry.removed);
        let task = if removed { Task::CloseSlot { slot } } else { Task::RetireSlot { slot } };
        let mut outcome = Outcome::default();
        // Its name is just being given back: it is taken again after that.
        let revives = !removed && self.is_planned(&Task::ReviveSlot { slot });
        if (revives || !self.is_moot(&task)) && !self.is_planned(&task) {
            self.plan(Subject::Agent(agent), vec![task], now, &mut outcome);
            outcome.absorb(self.wake(now));
        }
        outcome
    }

    /// Retired personal groups up to `wanted` that get their names back.
    pub(super) fn plan_revivals(&self, agent: AgentId, wanted: u8) -> Vec<Task> {
        let tasks = (1..=wanted).map(|number| Task::ReviveSlot { slot: slot_id(agent, number) });
        tasks.filter(|task| !self.is_moot(task) && !self.is_planned(task)).collect()
    }

    /// Whether nothing is left to do: what a step is about is so already, or is not wanted any more.
    #[must_use]
    pub fn is_moot(&self, task: &Task) -> bool {
        let removed = |agent: &AgentId| self.agents.get(agent).is_none_or(|entry| entry.removed);
        let member = |agent: &AgentId, group: &GroupId| {
            let entry = self.agents.get(agent);
            entry.is_some_and(|entry| entry.groups.contains_key(group))
        };
        match task {
            Task::CreateGroup { group, .. } | Task::Adopt { group, .. } => {
                self.groups.get(group).is_none_or(|entry| entry.chat.is_some())
            }
            Task::CheckNumber { agent } => removed(agent),
            Task::Join { agent, group }
            | Task::AskReady { agent, group }
            | Task::Invite { agent, group } => {
                removed(agent) || !member(agent, group) || !self.groups.contains_key(group)
            }
            Task::Rename { group, .. } => {
                self.groups.get(group).is_none_or(|entry| entry.chat.is_none())
            }
            Task::Drop { agent, group } => !member(agent, group),
            Task::CreateSlot { slot } => {
                let wanted = |slot| self.is_wanted(slot) && self.slot_chat(slot).is_none();
                !wanted(*slot)
            }
            Task::InviteToSlot { slot } => {
                !self.is_wanted(*slot) || self.slot_chat(*slot).is_none()
            }
            Task::RetireSlot { slot } => {
                self.is_wanted(*slot) || self.is_retired(*slot) || self.slot_chat(*slot).is_none()
            }
            Task::ReviveSlot { slot } => {
                !self.is_wanted(*slot) || !self.is_retired(*slot) || self.slot_chat(*slot).is_none()
            }
            Task::CloseSlot { slot } => self.slot_chat(*slot).is_none(),
        }
    }

    /// Whether a step need not be done. A personal group that is not wanted any more and may have been made by an
    /// earlier try is looked for all the same: nobody is to be left in a group that Relevo does not know.
    pub(super) fn is_over(&self, step: &Step) -> bool {
        self.is_moot(&step.task) && !self.is_lost(step) && !self.is_being_undone(&step.task)
    }

    /// Whether what a step is to bring about is so only until the step that is under way has come back.
    fn is_being_undone(&self, task: &Task) -> bool {
        let Some((job, step)) = self.in_flight else { return false };
        let under_way = self.jobs.get(&job).and_then(|job| job.steps.get(step as usize));
        let under_way = under_way.map(|step| &step.task);
        matches!(
            (task, under_way),
            (Task::RetireSlot { slot }, Some(Task::ReviveSlot { slot: other }))
            | (Task::ReviveSlot { slot }, Some(Task::RetireSlot { slot: other }))
            if slot == other
        )
    }

    /// Whether a step may have made a personal group that is not wanted any more.
    fn is_lost(&self, step: &Step) -> bool {
        matches!(&step.task, Task::CreateSlot { slot }
            if step.attempts > 0 && self.slots.contains_key(slot) && self.slot_chat(*slot).is_none())
    }

    /// Ends the steps of which nothing is left to do, so that what comes after them need not wait.
    pub(super) fn skip_moot(&mut self, now: Timestamp) -> Outcome {
        let mut outcome = Outcome::default();
        let moot = |job: &Job| {
            let open = job.steps.iter().enumerate().filter_map(|(index, step)| {
                let index = u32::try_from(index).ok()?;
                let busy = self.in_flight == Some((job.id, index));
                let stays = step.state == StepState::Done || busy || !self.is_over(step);
                (!stays).then_some((job.id, index))
            });
            open.collect::<Vec<_>>()
        };
        let moot: Vec<(JobId, u32)> = self.jobs.values().flat_map(moot).collect();
        for (job, step) in moot {
            let done = Event::StepDone { job, step, at: now };
            self.apply(&done);
            outcome.events.push(done);
        }
        // What could not be created is only looked for now: all its tries again.
        let looks = |step: &Step| {
            step.state == StepState::Failed && self.is_moot(&step.task) && self.is_lost(step)
        };
        let stuck = self.jobs.values().filter(|job| job.steps.iter().any(looks));
        for job in stuck.map(|job| job.id).collect::<Vec<_>>() {
            let retried = Event::JobRetried { job, at: now };
            self.apply(&retried);
            outcome.events.push(retried);
        }
        outcome
    }

    /// Gives a job up. What it was for is then wanted no longer: it must not come back after a restart.
    pub(super) fn give_up(&mut self, job: JobId, now: Timestamp) -> Outcome {
        let mut outcome = Outcome::default();
        let Some(given_up) = self.jobs.get(&job).cloned() else { return outcome };
        let dropped = Event::JobDropped { job };
        self.apply(&dropped);
        outcome.events.push(dropped);
        let open = |step: &&Step| step.state != StepState::Done && !self.is_moot(&step.task);
        let open: Vec<Step> = given_up.steps.iter().filter(open).cloned().collect();
        for step in &open {
            self.give_up_task(&step.task, now, &mut outcome);
        }
        let lost: Vec<Task> =
            open.iter().filter(|step| self.is_lost(step)).map(|step| step.task.clone()).collect();
        if !lost.is_empty() {
            let mut job = Job::new(self.last_job.next(), given_up.subject, lost, now);
            job.steps.iter_mut().for_each(|step| step.attempts = 1);
            self.begin_job(job, &mut outcome);
        }
        outcome.absorb(self.skip_moot(now));
        outcome
    }

    fn give_up_task(&mut self, task: &Task, now: Timestamp, outcome: &mut Outcome) {
        match task {
            Task::CreateSlot { slot } => {
                let Some(agent) = self.slots.get(slot).map(|entry| entry.agent) else { return };
                self.settle_for_less(agent, outcome);
            }
            Task::Join { agent, group } => {
                let membership = self.agents.get(agent).and_then(|entry| entry.groups.get(group));
                if membership == Some(&Membership::Pending) {
                    self.end_membership(*agent, *group, outcome);
                }
            }
            Task::Drop { agent, group } => {
                if self.agents.get(agent).is_some_and(|entry| entry.removed) {
                    self.end_membership(*agent, *group, outcome);
                }
            }
            Task::RetireSlot { slot } => {
                self.set_retired(*slot, true);
                outcome.events.push(Event::SlotRetired { slot: *slot, at: now });
            }
            Task::ReviveSlot { slot } => {
                self.set_retired(*slot, false);
                outcome.events.push(Event::SlotRevived { slot: *slot });
            }
            Task::CloseSlot { slot } => self.slot_closed(*slot, outcome),
            Task::CreateGroup { .. }
            | Task::Adopt { .. }
            | Task::CheckNumber { .. }
            | Task::AskReady { .. }
            | Task::Rename { .. }
            | Task::Invite { .. }
            | Task::InviteToSlot { .. } => {}
        }
    }

    /// As many personal groups as there are, from the first on.
    fn settle_for_less(&mut self, agent: AgentId, outcome: &mut Outcome) {
        let there = |number: &u8| self.slot_chat(slot_id(agent, *number)).is_some();
        let wanted = self.agents.get(&agent).map_or(0, |entry| entry.wanted);
        let lowered = (1..=wanted).take_while(there).last().unwrap_or(0);
        if let Some(entry) = self.agents.get_mut(&agent).filter(|entry| entry.wanted > lowered) {
            entry.wanted = lowered;
            outcome.events.push(Event::WantedLowered { agent, wanted: lowered });
            outcome.tells.push(Tell::Agent(agent, Lowered { wanted: lowered }.into()));
        }
    }

    pub(super) fn end_membership(&mut self, agent: AgentId, group: GroupId, outcome: &mut Outcome) {
        if let Some(entry) = self.agents.get_mut(&agent) {
            entry.groups.remove(&group);
        }
        outcome.tells.push(Tell::Line(MemberStands { agent, group, is_in: false }.into()));
        outcome.events.push(Event::MembershipEnded { agent, group });
    }

    /// Whether somebody who still attends is in a group with the same number: who came back is not thrown out.
    pub(super) fn came_back(&self, agent: AgentId, group: GroupId) -> bool {
        let Some(gone) = self.agents.get(&agent) else { return false };
        self.agents.iter().any(|(other, entry)| {
            *other != agent
                && !entry.removed
                && entry.phone.key() == gone.phone.key()
                && entry.groups.contains_key(&group)
        })
    }

    pub(super) fn set_retired(&mut self, slot: SlotId, retired: bool) {
        if let Some(entry) = self.slots.get_mut(&slot) {
            entry.retired = retired;
        }
    }

    fn is_wanted(&self, slot: SlotId) -> bool {
        let Some(entry) = self.slots.get(&slot) else { return false };
        let agent = self.agents.get(&entry.agent);
        agent.is_some_and(|agent| !agent.removed && entry.number <= agent.wanted)
    }

    fn is_retired(&self, slot: SlotId) -> bool {
        self.slots.get(&slot).is_some_and(|entry| entry.retired)
    }

    fn slot_chat(&self, slot: SlotId) -> Option<&crate::domain::ids::ChatId> {
        self.slots.get(&slot)?.chat.as_ref()
    }
}
