//! Agents and groups as the line knows them: who writes there, and whose affair that is.

use super::Line;
use super::known_ids::MessageOf;
use crate::domain::identity::Identity;
use crate::domain::ids::{AgentId, ChatId, Timestamp};
use crate::domain::inbound::{Incoming, MemberChange};
use crate::domain::message::{
    AgentForgotten, AgentKnown, Author, ChatOwned, ChatOwner, ChatReleased, GroupWrote,
    MembersChanged, PlaceClosed, PlacesReady, Tell,
};
use crate::domain::outcome::{Outcome, Receipt};
use crate::domain::registration;
use crate::domain::settings::GroupKind;

impl Line {
    /// An agent is new, renamed or registered.
    pub fn agent_known(&mut self, msg: AgentKnown) -> Outcome {
        if self.agents.contains_key(&msg.agent) {
            // Changed by hand, which is rare: whatever led to this agent before does so no longer.
            self.agent_by_phone.retain(|_, agent| *agent != msg.agent);
            self.agent_by_lid.retain(|_, agent| *agent != msg.agent);
        }
        self.agent_by_phone.insert(msg.phone.key(), msg.agent);
        if let Some(identity) = &msg.bound {
            if let Some(phone) = &identity.phone {
                self.agent_by_phone.insert(phone.key(), msg.agent);
            }
            if let Some(lid) = &identity.lid {
                self.agent_by_lid.insert(lid.clone(), msg.agent);
            }
        }
        self.agents.insert(msg.agent, msg);
        Outcome::default()
    }

    /// An agent attends no more: whoever writes from there is not one.
    pub fn agent_forgotten(&mut self, msg: AgentForgotten) -> Outcome {
        self.agents.remove(&msg.agent);
        self.places.forget_agent(msg.agent);
        self.agent_by_phone.retain(|_, agent| *agent != msg.agent);
        self.agent_by_lid.retain(|_, agent| *agent != msg.agent);
        Outcome::default()
    }

    /// A group chat has no owner any more.
    pub fn chat_released(&mut self, msg: &ChatReleased) -> Outcome {
        self.chats.remove(&msg.chat);
        Outcome::default()
    }

    /// A main group gets no new tickets; what it has stays there.
    pub fn place_closed(&mut self, msg: PlaceClosed) -> Outcome {
        self.places.close(msg.group);
        Outcome::default()
    }

    /// Members of a group came, left or changed rank: agents among them are provisioning's affair.
    pub(super) fn members(
        &mut self,
        chat: &ChatId,
        people: &[Identity],
        change: MemberChange,
        receipt: Receipt,
    ) -> Outcome {
        let Some(place) = self.chats.get(chat).copied() else { return Outcome::done(receipt) };
        let agents = people.iter().filter_map(|person| self.agent_of(person));
        let agents: Vec<AgentId> = agents.map(|agent| agent.agent).collect();
        if agents.is_empty() {
            return Outcome::done(receipt);
        }
        let changed = MembersChanged { place, agents, change, receipt };
        Outcome { tells: vec![Tell::Provisioning(changed.into())], ..Outcome::default() }
    }

    /// A group chat has an owner.
    pub fn chat_owned(&mut self, msg: ChatOwned) -> Outcome {
        let mut outcome = Outcome::default();
        if let ChatOwner::Group(group, kind) = msg.owner {
            self.group_chats.insert(group, msg.chat.clone());
            self.places.open(group, kind, &self.settings);
            if kind != GroupKind::Supervisor {
                outcome.tells.push(Tell::Intake(PlacesReady.into()));
            }
        }
        self.chats.insert(msg.chat, msg.owner);
        outcome
    }

    /// An agent already bound to one of these identities.
    pub(super) fn agent_of(&self, identity: &Identity) -> Option<&AgentKnown> {
        let by_phone =
            identity.phone.as_ref().and_then(|phone| self.agent_by_phone.get(&phone.key()));
        let by_lid = || identity.lid.as_ref().and_then(|lid| self.agent_by_lid.get(lid));
        by_phone.or_else(by_lid).and_then(|agent| self.agents.get(agent))
    }

    /// Who wrote: the number the admin gave, the account bound by LISTO, or a LID seen with either.
    pub(super) fn author(&mut self, identity: &Identity) -> Author {
        let Some(agent) = self.agent_of(identity) else { return Author::Stranger };
        let (id, name, bound) = (agent.agent, agent.name.clone(), agent.bound.is_some());
        if let (Some(_), Some(lid)) = (&identity.phone, &identity.lid) {
            self.agent_by_lid.insert(lid.clone(), id);
        }
        if bound { Author::Agent { id, name } } else { Author::Unregistered { id, name } }
    }

    pub(super) fn group_message(
        &mut self,
        message: Incoming,
        receipt: Receipt,
        now: Timestamp,
    ) -> Outcome {
        let Some(owner) = self.chats.get(&message.chat).copied() else {
            return Outcome::done(receipt);
        };
        if message.author.is_same(&self.settings.own) {
            return Outcome::done(receipt);
        }
        let wrote = GroupWrote { author: self.author(&message.author), message, receipt };
        let tell = match owner {
            // Who answers LISTO there is registered as in any main group.
            ChatOwner::Group(group, GroupKind::Supervisor)
                if wrote.message.quote.is_some()
                    && wrote.message.content.typed().is_some_and(registration::is_ready) =>
            {
                Tell::Group(group, wrote.into())
            }
            ChatOwner::Group(_, GroupKind::Supervisor) => Tell::Supervisor(wrote.into()),
            ChatOwner::Group(group, GroupKind::Support | GroupKind::Sales) => {
                Tell::Group(group, wrote.into())
            }
            ChatOwner::Slot(slot) => {
                let id = wrote.message.id.clone();
                let mut outcome =
                    Outcome { tells: vec![Tell::Slot(slot, wrote.into())], ..Outcome::default() };
                self.known_ids.insert(&id, MessageOf::Slot(slot));
                outcome.absorb(self.early_changes(&id, now));
                return outcome;
            }
        };
        Outcome { tells: vec![tell], ..Outcome::default() }
    }
}
