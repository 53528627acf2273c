//! Who is heard at the door: not whom the company has blocked, not its own agents, and nobody without a case who
//! writes faster than people do.

use super::{Holder, Line, Route};
use crate::domain::event::Event;
use crate::domain::identity::Identity;
use crate::domain::ids::{CustomerId, Timestamp};
use crate::domain::inbound::Incoming;
use crate::domain::notice::Notice;
use crate::domain::outcome::{Outcome, Receipt};

/// What somebody writes is counted over this time (milliseconds).
const COUNTED_MS: i64 = 60_000;
/// An agent who writes to the company's number is told this often (milliseconds) where to write.
const TELL_AGENTS_MS: i64 = 24 * 3_600_000;
/// How often it is written down how much a blocked customer wrote (milliseconds).
const UNHEARD_EVERY_MS: i64 = 60_000;

/// How fast a customer writes.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Pace {
    /// Since when it is counted.
    since: Timestamp,
    count: u32,
    /// Told, since then, that it is too fast.
    told: bool,
    /// What a blocked customer wrote and was not written down yet.
    unheard: u32,
    /// When it was written down last.
    unheard_at: Timestamp,
}

impl Line {
    /// Whether somebody is an agent who is not to be taken for a customer.
    pub(super) fn is_staff(&self, identity: &Identity) -> bool {
        !self.settings.agents_are_customers && self.agent_of(identity).is_some()
    }

    /// An agent wrote to the company's number: told where to write, once a day.
    pub(super) fn answer_staff(
        &mut self,
        message: &Incoming,
        receipt: Receipt,
        now: Timestamp,
    ) -> Outcome {
        let mut outcome = Outcome::done(receipt);
        let Some(agent) = self.agent_of(&message.author) else { return outcome };
        let (id, agent) = (agent.agent, agent.name.clone());
        if self.told_agents.get(&id).is_none_or(|told| now.since(*told) >= TELL_AGENTS_MS) {
            self.told_agents.insert(id, now);
            let company = self.settings.company.clone();
            outcome.say(&message.chat, Notice::NotForAgents { agent, company });
        }
        outcome
    }

    /// Whether nobody hears a customer.
    pub(super) fn is_blocked(&self, id: CustomerId) -> bool {
        self.customers.get(&id).is_some_and(|known| known.customer.blocked.is_some())
    }

    /// What comes of a message that nobody reads: of a blocked customer, or one too many of a customer without a
    /// case. Nothing if it is to be read.
    pub(super) fn leave_unread(
        &mut self,
        id: CustomerId,
        receipt: Receipt,
        now: Timestamp,
    ) -> Option<Outcome> {
        let most = self.settings.messages_per_minute;
        let known = self.customers.get_mut(&id)?;
        let pace = &mut known.pace;
        let mut outcome = Outcome::done(receipt);
        if known.customer.blocked.is_some() {
            known.last_heard = now;
            pace.unheard += 1;
            if now.since(pace.unheard_at) >= UNHEARD_EVERY_MS {
                let count = std::mem::take(&mut pace.unheard);
                pace.unheard_at = now;
                outcome.events.push(Event::Unheard { customer: id, count });
            }
            return Some(outcome);
        }
        if known.route != Route::Held(Holder::Intake) {
            return None;
        }
        if now.since(pace.since) >= COUNTED_MS {
            (pace.since, pace.count, pace.told) = (now, 0, false);
        }
        pace.count += 1;
        if pace.count <= most {
            return None;
        }
        known.last_heard = now;
        if !std::mem::replace(&mut pace.told, true) {
            outcome.say(&known.customer.chat.clone(), Notice::TooMany);
        }
        Some(outcome)
    }
}
