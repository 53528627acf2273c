//! What follows from a step: groups and slots that exist, people who are in them, another try later.

use super::{Membership, Provisioning, SlotEntry, Step, Task};
use crate::domain::event::Event;
use crate::domain::ids::{AgentId, ChatId, GroupId, JobId, SlotId, Timestamp};
use crate::domain::message::{ChatOwned, ChatOwner, ChatReady, NumberChecked, SlotUsable, Tell};
use crate::domain::notice::Notice;
use crate::domain::outcome::{CallFault, CallReply, Outcome};
use crate::domain::reason;
use crate::domain::settings::GroupKind;

/// A step is tried this often by itself before a person has to look at it.
pub const TRIES_MOST: u32 = 6;
/// The longest wait between two tries (milliseconds).
const BACKOFF_MOST_MS: i64 = 30 * 60_000;

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
                None => Some(reason::NOT_ON_WHATSAPP),
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
}
