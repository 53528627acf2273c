//! How a step is done: what is asked of the gateway, or said, or found to be done already.

use super::{Provisioning, Step, Task};
use crate::domain::event::Event;
use crate::domain::identity::Identity;
use crate::domain::ids::{JobId, Timestamp};
use crate::domain::message::{PostExpected, Tell};
use crate::domain::notice::Notice;
use crate::domain::outcome::{Call, Outcome, PlacedCall};
use crate::domain::purpose::Purpose;
use crate::domain::reason;
use crate::domain::settings::GroupKind;

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
                    Prepared::Impossible(reason::GROUP_NOT_FOR_TICKETS)
                } else {
                    // Who is quick answers before the request's id is known.
                    outcome.tells.push(Tell::Group(*group, PostExpected.into()));
                    Prepared::Say(outcome)
                }
            }
        }
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
