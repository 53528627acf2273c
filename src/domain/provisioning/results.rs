//! What follows from a step: groups and slots that exist, people who are in them, another try later.

use super::{Membership, Provisioning, SlotEntry, Step, Subject, Task};
use crate::domain::event::Event;
use crate::domain::ids::{AgentId, ChatId, GroupId, JobId, SlotId, Timestamp};
use crate::domain::message::{
    ChatOwned, ChatOwner, ChatReady, ChatReleased, NumberChecked, RoomGone, SlotLeft, SlotUsable,
    Tell,
};
use crate::domain::notice::Notice;
use crate::domain::outcome::{CallFault, CallReply, Outcome};
use crate::domain::reason;
use crate::domain::settings::GroupKind;

/// A step is tried this often by itself before a person has to look at it.
pub const TRIES_MOST: u32 = 6;
/// The longest wait between two tries (milliseconds).
const BACKOFF_MOST_MS: i64 = 30 * 60_000;

/// The answer to one call came to another.
struct MixedUp;

impl Provisioning {
    pub(super) fn succeed(
        &mut self,
        job: &JobId,
        index: u32,
        step: &Step,
        reply: CallReply,
        now: Timestamp,
    ) -> Outcome {
        let mut outcome = Outcome::default();
        let failure = match self.take_in(&step.task, reply, now, &mut outcome) {
            Ok(failure) => failure,
            Err(MixedUp) => {
                return Outcome::broken("a gateway call was answered with the answer to another");
            }
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

    /// Takes in what a step found or did. The answer is why the step failed all the same, a key of the catalogue.
    fn take_in(
        &mut self,
        task: &Task,
        reply: CallReply,
        now: Timestamp,
        outcome: &mut Outcome,
    ) -> Result<Option<&'static str>, MixedUp> {
        match task {
            Task::CreateGroup { group, .. } => {
                let CallReply::Created { chat, .. } = reply else { return Err(MixedUp) };
                let name = self.group_name(*group);
                self.group_ready(*group, chat, name, outcome);
            }
            Task::Adopt { group, chat } => {
                let CallReply::Inspected { subject, admin } = reply else { return Err(MixedUp) };
                if admin == Some(false) {
                    return Ok(Some(reason::ADOPT_NOT_ADMIN));
                }
                self.group_ready(*group, chat.clone(), subject, outcome);
            }
            Task::CheckNumber { agent } => {
                let CallReply::LookedUp { identity } = reply else { return Err(MixedUp) };
                let Some(identity) = identity else { return Ok(Some(reason::NOT_ON_WHATSAPP)) };
                if let Some(entry) = self.agents.get_mut(agent) {
                    entry.identity = identity.joined(&entry.identity);
                    let (agent, identity) = (*agent, entry.identity.clone());
                    outcome.events.push(Event::AgentChecked { agent, identity: identity.clone() });
                    outcome.tells.push(Tell::Agent(agent, NumberChecked { identity }.into()));
                }
            }
            Task::Join { agent, group } => match reply {
                CallReply::Joined { admin } => {
                    let membership = if admin { Membership::Admin } else { Membership::Member };
                    self.membership(*agent, *group, membership, outcome);
                }
                CallReply::NotAllowed { invite } => {
                    self.membership(*agent, *group, Membership::Invited, outcome);
                    if let Some(link) = invite.clone() {
                        outcome.events.push(Event::GroupLink { group: *group, link });
                    }
                    self.invite(*agent, self.group_name(*group), invite, outcome);
                }
                CallReply::LookedUp { .. }
                | CallReply::Created { .. }
                | CallReply::NotThere
                | CallReply::Inspected { .. }
                | CallReply::Link { .. }
                | CallReply::Changed => return Err(MixedUp),
            },
            Task::CreateSlot { slot } => {
                match reply {
                    CallReply::Created { chat, invite } => {
                        self.slot_ready(*slot, chat, invite, outcome);
                    }
                    // It was looked for only because it is not wanted any more.
                    CallReply::NotThere => {}
                    CallReply::LookedUp { .. }
                    | CallReply::Joined { .. }
                    | CallReply::NotAllowed { .. }
                    | CallReply::Inspected { .. }
                    | CallReply::Link { .. }
                    | CallReply::Changed => return Err(MixedUp),
                }
            }
            Task::Rename { group, name } => {
                let CallReply::Changed = reply else { return Err(MixedUp) };
                self.group_renamed(*group, name, outcome);
            }
            Task::Invite { agent, group } => {
                let CallReply::Link { link } = reply else { return Err(MixedUp) };
                outcome.events.push(Event::GroupLink { group: *group, link: link.clone() });
                let entry = self.agents.get(agent).and_then(|entry| entry.groups.get(group));
                if entry.is_some_and(|membership| !membership.is_inside()) {
                    self.membership(*agent, *group, Membership::Invited, outcome);
                }
                self.invite(*agent, self.group_name(*group), Some(link), outcome);
            }
            Task::InviteToSlot { slot } => {
                let CallReply::Link { link } = reply else { return Err(MixedUp) };
                let Some(entry) = self.slots.get(slot) else { return Ok(None) };
                outcome.events.push(Event::SlotLink { slot: *slot, link: Some(link.clone()) });
                self.invite(entry.agent, entry.name.clone(), Some(link), outcome);
            }
            Task::Drop { agent, group } => {
                let CallReply::Changed = reply else { return Err(MixedUp) };
                self.end_membership(*agent, *group, outcome);
            }
            Task::RetireSlot { slot } | Task::ReviveSlot { slot } => {
                let CallReply::Changed = reply else { return Err(MixedUp) };
                let retired = matches!(task, Task::RetireSlot { .. });
                self.slot_stands(*slot, retired, now, outcome);
            }
            Task::CloseSlot { slot } => {
                let CallReply::Changed = reply else { return Err(MixedUp) };
                self.slot_closed(*slot, outcome);
            }
            // Said, not asked: nothing is answered to it.
            Task::AskReady { .. } => return Err(MixedUp),
        }
        Ok(None)
    }

    pub(super) fn fail(
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
        let ready = ChatReady { chat: chat.clone(), name, group: Some(group) };
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
        outcome.tells.push(Tell::Slot(
            slot,
            ChatReady { chat: chat.clone(), name: name.clone(), group: None }.into(),
        ));
        outcome.tells.push(Tell::Line(ChatOwned { chat, owner: ChatOwner::Slot(slot) }.into()));
        outcome.tells.push(Tell::Agent(agent, SlotUsable { number }.into()));
        if let Some(link) = invite {
            outcome.events.push(Event::SlotLink { slot, link: Some(link.clone()) });
            self.invite(agent, name, Some(link), outcome);
        }
    }

    fn group_renamed(&mut self, group: GroupId, name: &str, outcome: &mut Outcome) {
        let Some(entry) = self.groups.get_mut(&group) else { return };
        name.clone_into(&mut entry.name);
        let (kind, chat, name) = (entry.kind, entry.chat.clone(), name.to_owned());
        outcome.events.push(Event::GroupRenamed { group, name: name.clone() });
        if let Some(chat) = chat {
            let ready = ChatReady { chat, name, group: Some(group) };
            outcome.tells.push(Tell::Group(group, ready.clone().into()));
            if kind == GroupKind::Supervisor && !self.is_group_retired(group) {
                outcome.tells.push(Tell::Supervisor(ready.into()));
            }
        }
    }

    /// A personal group bears the name of one that is not wanted, or that is again. Who was overtaken by
    /// another change of the number gets the other name next.
    fn slot_stands(&mut self, slot: SlotId, retired: bool, now: Timestamp, outcome: &mut Outcome) {
        self.set_retired(slot, retired);
        outcome.events.push(if retired {
            Event::SlotRetired { slot, at: now }
        } else {
            Event::SlotRevived { slot }
        });
        let Some(entry) = self.slots.get(&slot) else { return };
        let (agent, chat) = (entry.agent, entry.chat.clone());
        let other = if retired { Task::ReviveSlot { slot } } else { Task::RetireSlot { slot } };
        if !self.is_moot(&other) {
            // One that is not wanted again by now is retired when its agent says that it is free.
            if retired && !self.is_planned(&other) {
                self.plan(Subject::Agent(agent), vec![other], now, outcome);
            }
        } else if let Some(chat) = chat {
            let notice = if retired { Notice::SlotRetired } else { Notice::SlotRevived };
            outcome.say(&chat, notice);
        }
    }

    pub(super) fn slot_closed(&mut self, slot: SlotId, outcome: &mut Outcome) {
        let Some(entry) = self.slots.get_mut(&slot) else { return };
        let (agent, number) = (entry.agent, entry.number);
        if let Some(chat) = entry.chat.take() {
            outcome.events.push(Event::SlotClosed { slot });
            outcome.tells.push(Tell::Line(ChatReleased { chat }.into()));
            outcome.tells.push(Tell::Slot(slot, SlotLeft.into()));
            outcome.tells.push(Tell::Agent(agent, RoomGone { number }.into()));
        }
    }

    fn group_name(&self, group: GroupId) -> String {
        self.groups.get(&group).map(|entry| entry.name.clone()).unwrap_or_default()
    }

    fn is_group_retired(&self, group: GroupId) -> bool {
        self.groups.get(&group).is_some_and(|entry| entry.retired)
    }

    pub(super) fn membership(
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
}
