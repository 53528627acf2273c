//! How a step is done: what is asked of the gateway, or said, or found to be done already.

use super::{Provisioning, Step, Task};
use crate::domain::event::Event;
use crate::domain::identity::Identity;
use crate::domain::ids::{AgentId, GroupId, JobId, Timestamp};
use crate::domain::message::{PostExpected, Tell};
use crate::domain::notice::Notice;
use crate::domain::outcome::{Call, Outcome, PlacedCall};
use crate::domain::purpose::Purpose;
use crate::domain::reason;
use crate::domain::settings::GroupKind;

/// Before the name of a personal group that takes no cases any more.
const RETIRED_MARK: &str = "⏸ ";

impl Provisioning {
    pub(super) fn begin(&mut self, job: JobId, index: u32, now: Timestamp) -> Outcome {
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
            Prepared::MembershipOver(agent, group) => {
                let mut outcome = Outcome::default();
                self.end_membership(agent, group, &mut outcome);
                let done = Event::StepDone { job, step: index, at: now };
                self.apply(&done);
                outcome.events.push(done);
                outcome
            }
            Prepared::NotNeeded => {
                let done = Event::StepDone { job, step: index, at: now };
                self.apply(&done);
                Outcome { events: vec![done], ..Outcome::default() }
            }
        }
    }

    fn call(&self, step: &Step) -> Prepared {
        if self.is_over(step) {
            return Prepared::NotNeeded;
        }
        self.prepared(step).unwrap_or(Prepared::NotNeeded)
    }

    /// What has to be done; nothing if what the step is about is not there.
    fn prepared(&self, step: &Step) -> Option<Prepared> {
        let call = match &step.task {
            Task::CreateGroup { group, member } => Call::CreateGroup {
                subject: self.groups.get(group)?.name.clone(),
                members: member.iter().cloned().map(Identity::of_phone).collect(),
                known: self.known_chats(),
                search_first: step.attempts > 0,
            },
            Task::Adopt { chat, .. } => Call::Inspect { chat: chat.clone() },
            Task::CheckNumber { agent } => {
                Call::LookUp { phone: self.agents.get(agent)?.phone.clone() }
            }
            Task::Join { agent, group } => Call::AddMember {
                chat: self.groups.get(group)?.chat.clone()?,
                who: self.agents.get(agent)?.identity.clone(),
            },
            Task::CreateSlot { slot } => {
                let entry = self.slots.get(slot)?;
                let subject = entry.name.clone();
                let members = vec![self.agents.get(&entry.agent)?.identity.clone()];
                let known = self.known_chats();
                if self.is_moot(&step.task) {
                    Call::FindGroup { subject, members, known }
                } else {
                    let search_first = step.attempts > 0;
                    Call::CreateGroup { subject, members, known, search_first }
                }
            }
            Task::AskReady { agent, group } => return self.ask_ready(*agent, *group),
            Task::Rename { group, name } => {
                Call::Rename { chat: self.groups.get(group)?.chat.clone()?, subject: name.clone() }
            }
            Task::Invite { group, .. } => {
                Call::Link { chat: self.groups.get(group)?.chat.clone()? }
            }
            Task::InviteToSlot { slot } => Call::Link { chat: self.slots.get(slot)?.chat.clone()? },
            Task::Drop { agent, group } => {
                let chat = self.groups.get(group).and_then(|entry| entry.chat.clone());
                match chat.filter(|_| !self.came_back(*agent, *group)) {
                    Some(chat) => {
                        Call::RemoveMember { chat, who: self.agents.get(agent)?.identity.clone() }
                    }
                    None => return Some(Prepared::MembershipOver(*agent, *group)),
                }
            }
            Task::RetireSlot { slot } => {
                let entry = self.slots.get(slot)?;
                let subject = format!("{RETIRED_MARK}{}", entry.name);
                Call::Rename { chat: entry.chat.clone()?, subject }
            }
            Task::ReviveSlot { slot } => {
                let entry = self.slots.get(slot)?;
                Call::Rename { chat: entry.chat.clone()?, subject: entry.name.clone() }
            }
            Task::CloseSlot { slot } => {
                let entry = self.slots.get(slot)?;
                let who = self.agents.get(&entry.agent)?.identity.clone();
                Call::Leave { chat: entry.chat.clone()?, who }
            }
        };
        Some(Prepared::Call(call))
    }

    fn ask_ready(&self, agent: AgentId, group: GroupId) -> Option<Prepared> {
        let (entry, place) = (self.agents.get(&agent)?, self.groups.get(&group)?);
        let chat = place.chat.as_ref()?;
        if place.kind == GroupKind::Supervisor {
            return Some(Prepared::Impossible(reason::GROUP_NOT_FOR_TICKETS));
        }
        let mut outcome = Outcome::default();
        let notice = Notice::AskReady { agent: entry.name.clone(), number: entry.phone.pretty() };
        outcome.post(chat, Purpose::AskReady { group, agent }, notice, None);
        // Who is quick answers before the request's id is known.
        outcome.tells.push(Tell::Group(group, PostExpected.into()));
        Some(Prepared::Say(outcome))
    }
}

/// What a step comes down to.
enum Prepared {
    /// Ask the gateway.
    Call(Call),
    /// Say something; that is all.
    Say(Outcome),
    /// Nobody has to be asked: the agent is not to be in the group, and that is all.
    MembershipOver(AgentId, GroupId),
    /// Nothing is left to do.
    NotNeeded,
    /// It cannot be done; a key of the catalogue.
    Impossible(&'static str),
}
