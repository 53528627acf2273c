//! What an admin asks of what is there already: other names, invitations, people out of groups; and what
//! WhatsApp tells of the members of groups.

use super::commands::{NAME_MOST, valid_labels, valid_name};
use super::{Job, Membership, Provisioning, StepState, Subject, Task};
use crate::domain::event::Event;
use crate::domain::ids::{AgentId, GroupId, Timestamp};
use crate::domain::inbound::MemberChange;
use crate::domain::message::{
    AgentGone, ChatOwner, Door, DropFromGroup, EditGroup, GroupStands, InviteAgent, MembersChanged,
    SettleGroup, Tell, Unbound, UndoBinding,
};
use crate::domain::outcome::Outcome;
use crate::domain::refusal::Refusal;
use crate::domain::settings::GroupKind;

impl Provisioning {
    /// Another name for a main group, and other labels.
    pub fn edit_group(&mut self, msg: EditGroup, now: Timestamp) -> Outcome {
        let EditGroup { group, name, labels, receipt } = msg;
        let name = match valid_name(&name, NAME_MOST) {
            Ok(name) => name,
            Err(problem) => return Outcome::refuse(receipt, Refusal::field("nombre", problem)),
        };
        if let Err(refusal) = valid_labels(&labels) {
            return Outcome::refuse(receipt, refusal);
        }
        let Some(entry) = self.groups.get_mut(&group).filter(|entry| entry.chat.is_some()) else {
            return Outcome::refuse(receipt, Refusal::Unknown { what: group.to_string() });
        };
        let mut outcome = Outcome::done(receipt);
        if entry.labels != labels {
            entry.labels.clone_from(&labels);
            outcome.events.push(Event::GroupLabelled { group, labels });
        }
        let is_named_otherwise = entry.name != name;
        let task = Task::Rename { group, name };
        // Sent twice, it is done once; and the last of several wins, for they are done in order.
        let changes = is_named_otherwise || self.is_being_renamed(group);
        if changes && !self.is_planned(&task) {
            self.plan(Subject::Group(group), vec![task], now, &mut outcome);
        }
        outcome.absorb(self.wake(now));
        outcome
    }

    /// A main group that could not be created: tried again from the start, or forgotten.
    pub fn settle_group(&mut self, msg: &SettleGroup, now: Timestamp) -> Outcome {
        let SettleGroup { group, again, receipt } = *msg;
        let missing = self.groups.get(&group).is_some_and(|entry| entry.chat.is_none());
        let creates = |task: &Task| matches!(task, Task::CreateGroup { group: of, .. } | Task::Adopt { group: of, .. } if *of == group);
        let open = |job: &&Job| job.steps.iter().any(|step| creates(&step.task));
        if !missing || self.jobs.values().any(|job| open(&job)) {
            return Outcome::refuse(receipt, Refusal::Unknown { what: group.to_string() });
        }
        let mut outcome = Outcome::done(receipt);
        if again {
            let tasks = vec![Task::CreateGroup { group, member: None }];
            let mut job = Job::new(self.last_job.next(), Subject::Group(group), tasks, now);
            // The tries that were given up may have made it: it is looked for first.
            job.steps.iter_mut().for_each(|step| step.attempts = 1);
            self.begin_job(job, &mut outcome);
        } else {
            for (agent, entry) in &mut self.agents {
                if entry.groups.remove(&group).is_some() {
                    outcome.events.push(Event::MembershipEnded { agent: *agent, group });
                }
            }
            self.groups.remove(&group);
            outcome.events.push(Event::GroupForgotten { group });
            outcome.absorb(self.skip_moot(now));
        }
        outcome.absorb(self.wake(now));
        outcome
    }

    /// A main group was retired, or taken back.
    pub fn group_stands(&mut self, msg: GroupStands) -> Outcome {
        if let Some(entry) = self.groups.get_mut(&msg.group) {
            entry.retired = msg.retired;
        }
        Outcome::default()
    }

    /// The way into a group, sent to an agent.
    pub fn invite_agent(&mut self, msg: &InviteAgent, now: Timestamp) -> Outcome {
        let InviteAgent { agent, to, receipt } = *msg;
        let is_there = self.agents.get(&agent).is_some_and(|entry| !entry.removed);
        let task = match to {
            Door::Group(group) => Task::Invite { agent, group },
            Door::Slot(slot) => Task::InviteToSlot { slot },
        };
        let is_theirs = match to {
            Door::Group(group) => {
                self.agents.get(&agent).is_some_and(|entry| entry.groups.contains_key(&group))
            }
            Door::Slot(slot) => self.slots.get(&slot).is_some_and(|entry| entry.agent == agent),
        };
        if !is_there || !is_theirs {
            return Outcome::refuse(receipt, Refusal::Unknown { what: agent.to_string() });
        }
        let mut outcome = Outcome::done(receipt);
        if !self.is_planned(&task) {
            self.plan(Subject::Agent(agent), vec![task], now, &mut outcome);
        }
        outcome.absorb(self.wake(now));
        outcome
    }

    /// An agent is taken out of a main group.
    pub fn drop_from_group(&mut self, msg: &DropFromGroup, now: Timestamp) -> Outcome {
        let DropFromGroup { agent, group, receipt } = *msg;
        let entry = self.agents.get(&agent).filter(|entry| !entry.removed);
        if !entry.is_some_and(|entry| entry.groups.contains_key(&group)) {
            return Outcome::refuse(receipt, Refusal::Unknown { what: agent.to_string() });
        }
        let mut outcome = Outcome::done(receipt);
        let task = Task::Drop { agent, group };
        if !self.is_planned(&task) {
            self.plan(Subject::Agent(agent), vec![task], now, &mut outcome);
        }
        outcome.absorb(self.wake(now));
        outcome
    }

    /// LISTO came from somebody else: it is asked for again, and the binding undone.
    pub fn undo_binding(&mut self, msg: &UndoBinding, now: Timestamp) -> Outcome {
        let UndoBinding { agent, receipt } = *msg;
        let Some(entry) = self.agents.get(&agent).filter(|entry| !entry.removed) else {
            return Outcome::refuse(receipt, Refusal::Unknown { what: agent.to_string() });
        };
        let takes_tickets = |group: &&GroupId| {
            self.groups.get(group).is_some_and(|entry| {
                entry.kind != GroupKind::Supervisor && entry.chat.is_some() && !entry.retired
            })
        };
        let asked = entry.groups.keys().filter(takes_tickets);
        let asked = asked.map(|group| Task::AskReady { agent, group: *group });
        let asked: Vec<Task> = asked.filter(|task| !self.is_planned(task)).collect();
        let mut outcome = Outcome::default();
        if !asked.is_empty() {
            self.plan(Subject::Agent(agent), asked, now, &mut outcome);
        }
        // Told after the request is on its way to the disk: a crash between leaves a request too many, not an
        // agent whom nobody asks.
        outcome.tells.push(Tell::Agent(agent, Unbound { receipt }.into()));
        outcome.absorb(self.wake(now));
        outcome
    }

    /// WhatsApp says that agents came into a group, left it, or changed rank there.
    pub fn members_changed(&mut self, msg: MembersChanged, now: Timestamp) -> Outcome {
        let MembersChanged { place, agents, change, receipt } = msg;
        let mut outcome = Outcome::done(receipt);
        for agent in agents {
            match place {
                ChatOwner::Group(group, _) => {
                    self.member_changed(agent, group, change, now, &mut outcome);
                }
                ChatOwner::Slot(slot) => {
                    let theirs = self.slots.get(&slot).is_some_and(|entry| entry.agent == agent);
                    if theirs && change == MemberChange::Joined {
                        outcome.events.push(Event::SlotLink { slot, link: None });
                    }
                    // One that Relevo leaves itself has no case.
                    if theirs && change == MemberChange::Left {
                        outcome.tells.push(Tell::Slot(slot, AgentGone { main: false }.into()));
                    }
                }
            }
        }
        outcome.absorb(self.wake(now));
        outcome
    }

    fn member_changed(
        &mut self,
        agent: AgentId,
        group: GroupId,
        change: MemberChange,
        now: Timestamp,
        outcome: &mut Outcome,
    ) {
        let Some(entry) = self.agents.get(&agent) else { return };
        // Somebody may be in the group without Relevo's doing: that is people's affair.
        let Some(before) = entry.groups.get(&group).copied() else { return };
        let after = match change {
            MemberChange::Joined if before.is_inside() => before,
            MemberChange::Joined | MemberChange::Demoted => Membership::Member,
            MemberChange::Promoted => Membership::Admin,
            MemberChange::Left => Membership::Left,
        };
        // Somebody who is being added now is told of twice.
        if before == after || (before == Membership::Pending && change == MemberChange::Left) {
            return;
        }
        self.membership(agent, group, after, outcome);
        let is_dropped = self.is_planned(&Task::Drop { agent, group });
        if before.is_inside() && after == Membership::Left && !is_dropped {
            // Whatever the agent attends is looked after there no longer, perhaps.
            let slots = self.slots.iter().filter(|(_, entry)| entry.agent == agent);
            let slots = slots.filter(|(_, entry)| entry.chat.is_some());
            let gone = slots.map(|(slot, _)| Tell::Slot(*slot, AgentGone { main: true }.into()));
            outcome.tells.extend(gone);
        }
        let join = Task::Join { agent, group };
        if before == Membership::Invited
            && change == MemberChange::Joined
            && !self.is_planned(&join)
        {
            // Came in by the link: made administrator like everybody who was added.
            self.plan(Subject::Agent(agent), vec![join], now, outcome);
        }
    }

    fn is_being_renamed(&self, group: GroupId) -> bool {
        self.jobs.values().flat_map(|job| &job.steps).any(|step| {
            step.state != StepState::Done
                && matches!(&step.task, Task::Rename { group: of, .. } if *of == group)
        })
    }
}
