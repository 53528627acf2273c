//! What the store knows of a line, as the owners that it is rebuilt from. A restart, the recovery from a
//! panic and the simulation's crash all start from this value, and the store's tests hold the tables
//! against it.

mod applying;

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::sync::Arc;

use super::agent::Agent;
use super::courier::Courier;
use super::ids::{AgentId, CustomerId, GroupId, SendId, SlotId, TicketNo, Timestamp};
use super::intake::{Conversation, Intake};
use super::line::{Line, MessageOf, SEEN_MOST};
use super::main_group::{MainGroup, Past};
use super::message::{
    ChatOwned, ChatOwner, GroupNamed, Holder, MemberStands, OtherCases, PlaceClosed, PlaceLabelled,
};
use super::outcome::{EventKey, Letter};
use super::owners::Owners;
use super::provisioning::Provisioning;
use super::settings::{GroupKind, LineSettings};
use super::slot::Slot;
use super::supervisor::Supervisor;
use super::ticket::{Customer, Side};

/// A line on disk.
#[derive(Debug, Clone, PartialEq)]
pub struct Record {
    /// Its settings.
    pub settings: LineSettings,
    /// Customers. A rebuild needs those with a ticket or a conversation; the others may be left out.
    pub customers: BTreeMap<CustomerId, Arc<Customer>>,
    /// The highest customer number ever given.
    pub last_customer: CustomerId,
    /// The highest ticket number ever given.
    pub last_ticket: TicketNo,
    /// Conversations without a ticket.
    pub conversations: BTreeMap<CustomerId, Conversation>,
    /// Main groups with their pending tickets.
    pub groups: BTreeMap<GroupId, MainGroup>,
    /// Agents.
    pub agents: BTreeMap<AgentId, Agent>,
    /// Slots with their cases.
    pub slots: BTreeMap<SlotId, Slot>,
    /// Alerts given for tickets that still wait.
    pub alerts: BTreeMap<TicketNo, u32>,
    /// Open tickets whose customers supervisors know to be angry.
    pub angered: BTreeSet<TicketNo>,
    /// Since when the line has been without its connection, where that was said.
    pub down_since: Option<Timestamp>,
    /// Groups, agents, slots and jobs.
    pub provisioning: Provisioning,
    /// Messages not sent yet.
    pub outbox: BTreeMap<SendId, Letter>,
    /// Customers who were told that nobody is there, and when.
    pub told_closed: BTreeMap<CustomerId, Timestamp>,
    /// Inbound events that were handled, oldest first.
    pub seen: VecDeque<(Timestamp, EventKey)>,
}

impl Record {
    /// A line that nobody has written to.
    #[must_use]
    pub fn new(settings: LineSettings) -> Self {
        Self {
            provisioning: Provisioning::new(settings.clone()),
            settings,
            customers: BTreeMap::new(),
            last_customer: CustomerId(0),
            last_ticket: TicketNo(0),
            conversations: BTreeMap::new(),
            groups: BTreeMap::new(),
            agents: BTreeMap::new(),
            slots: BTreeMap::new(),
            alerts: BTreeMap::new(),
            angered: BTreeSet::new(),
            down_since: None,
            outbox: BTreeMap::new(),
            told_closed: BTreeMap::new(),
            seen: VecDeque::new(),
        }
    }

    /// Takes in a message of the outbox.
    pub fn put(&mut self, letter: Letter) {
        self.outbox.insert(letter.id, letter);
    }

    /// Takes in that an inbound event was handled.
    pub fn mark_seen(&mut self, key: EventKey, at: Timestamp) {
        self.seen.push_back((at, key));
        while self.seen.len() > SEEN_MOST {
            self.seen.pop_front();
        }
    }

    /// The owners as they stand on disk.
    #[must_use]
    pub fn owners(&self, now: Timestamp) -> Owners {
        self.clone().into_owners(now)
    }

    /// The owners as they stand on disk; nothing is copied that one of them can have.
    #[must_use]
    pub fn into_owners(mut self, now: Timestamp) -> Owners {
        let mut line = Line::new(self.settings.clone(), self.last_customer, self.last_ticket);
        let mut intake = Intake::new(self.settings.clone());
        self.say_where_tickets_went();
        // What was read from disk knows nothing of what is kept in other tables.
        for group in self.groups.values_mut() {
            group.change_settings(self.settings.clone());
        }
        for agent in self.agents.values_mut() {
            agent.change_settings(&self.settings);
        }
        self.provisioning.change_settings(self.settings.clone());
        for (customer, at) in &self.told_closed {
            line.restore_told(*customer, *at);
        }
        for (agent, entry) in &self.provisioning.agents {
            for (group, membership) in entry.groups.iter().filter(|_| !entry.removed) {
                let is_in = membership.is_inside();
                let stands = MemberStands { agent: *agent, group: *group, is_in };
                drop(line.member_stands(stands));
            }
        }
        for (group, entry) in &self.provisioning.groups {
            let speciality = entry.labels.speciality.clone();
            drop(line.place_labelled(PlaceLabelled { group: *group, speciality }));
        }
        for agent in self.agents.values().filter(|agent| !agent.removed) {
            line.agent_known(agent.known());
        }
        for (id, group) in &mut self.groups {
            group.change_settings(self.settings.clone());
            if let Some(chat) = &group.chat {
                line.chat_owned(ChatOwned {
                    chat: chat.clone(),
                    owner: ChatOwner::Group(*id, group.kind),
                });
                line.group_named(GroupNamed { group: *id, name: group.name.clone() });
                if group.retired {
                    line.place_closed(PlaceClosed { group: *id });
                }
            }
            for pending in group.pending() {
                let holder = Holder::Group(*id, pending.ticket.no);
                let customer = &pending.ticket.customer;
                for entry in pending.before.entries() {
                    if entry.message.from == Side::Customer {
                        let of = MessageOf::Customer(customer.id);
                        line.restore_message(&entry.message.wa_id, of);
                    }
                }
                for message in &pending.backlog {
                    line.restore_message(&message.wa_id, MessageOf::Customer(customer.id));
                }
                let known = self.customers.remove(&customer.id);
                line.restore_customer(known.unwrap_or_else(|| customer.clone()), holder, now);
            }
        }
        for (id, slot) in &mut self.slots {
            slot.change_settings(&self.settings);
            slot.restore_link(self.down_since);
            if let Some(chat) = &slot.chat {
                line.chat_owned(ChatOwned { chat: chat.clone(), owner: ChatOwner::Slot(*id) });
            }
            if let Some(case) = slot.case() {
                let holder = Holder::Slot(*id, case.ticket.no);
                let customer = &case.ticket.customer;
                let known = self.customers.remove(&customer.id);
                line.restore_customer(known.unwrap_or_else(|| customer.clone()), holder, now);
                let mut people = BTreeSet::from([case.seat.agent]);
                for entry in case.map.entries() {
                    let of = match entry.message.from {
                        Side::Customer => MessageOf::Customer(customer.id),
                        Side::Agent(agent) => {
                            people.insert(agent);
                            MessageOf::Slot(*id)
                        }
                    };
                    line.restore_message(&entry.message.wa_id, of);
                    if let Side::Agent(_) = entry.message.from {
                        entry.copies.iter().for_each(|copy| line.restore_message(copy, of));
                    }
                }
                let others = self.agents.get(&case.seat.agent).map(|agent| agent.others(*id));
                for agent in people {
                    if let Some(agent) = self.agents.get(&agent)
                        && let Some(bound) = agent.bound.clone()
                    {
                        slot.restore_person(agent.id, bound, agent.name.clone());
                    }
                }
                slot.other_cases(OtherCases(others.unwrap_or_default()));
            }
        }
        for conversation in self.conversations.into_values() {
            if let Some(customer) = self.customers.remove(&conversation.customer) {
                for message in &conversation.messages {
                    line.restore_message(&message.wa_id, MessageOf::Customer(customer.id));
                }
                line.restore_customer(customer.clone(), Holder::Intake, now);
                intake.restore(conversation, customer);
            }
        }
        drop(self.customers);
        for (at, key) in self.seen {
            line.restore_seen(key, at);
        }
        let supervisor_chat = self
            .groups
            .values()
            .filter(|group| group.kind == GroupKind::Supervisor && !group.retired)
            .find_map(|group| Some((group.id, group.chat.clone()?)));
        let mut supervisor = Supervisor::new(supervisor_chat);
        self.angered.into_iter().for_each(|ticket| supervisor.restore_anger(ticket));
        supervisor.restore_link(self.down_since);
        supervisor.change_settings(&self.settings);
        for (ticket, level) in self.alerts {
            supervisor.restore_alert(ticket, level);
        }
        for letter in self.outbox.values() {
            if let Some((group, _)) = letter.purpose.post()
                && let Some(group) = self.groups.get_mut(&group)
            {
                group.expect_post();
            }
            if let Some((slot, ticket, seq)) = letter.purpose.warning()
                && let Some(slot) = self.slots.get_mut(&slot)
            {
                slot.expect_warning(ticket, seq);
            }
        }
        let mut courier = Courier::new(&self.settings, now);
        courier.restore(self.outbox.into_values());
        Owners {
            line,
            intake,
            groups: self.groups,
            agents: self.agents,
            slots: self.slots,
            supervisor,
            provisioning: self.provisioning,
            courier,
        }
    }

    /// A group that has announced a ticket which waits, or is attended, in the name of another now says so.
    fn say_where_tickets_went(&mut self) {
        let pending = self.groups.values().flat_map(MainGroup::pending);
        let cases = self.slots.values().filter_map(Slot::case);
        let tickets = pending.map(|pending| &pending.ticket).chain(cases.map(|case| &case.ticket));
        let places: BTreeMap<TicketNo, GroupId> =
            tickets.map(|ticket| (ticket.no, ticket.group)).collect();
        let names: BTreeMap<GroupId, String> =
            self.groups.iter().map(|(id, group)| (*id, group.name.clone())).collect();
        for (id, group) in &mut self.groups {
            let left: Vec<(TicketNo, GroupId)> = group
                .announced()
                .filter_map(|ticket| Some((ticket, *places.get(&ticket)?)))
                .filter(|(_, place)| place != id)
                .collect();
            for (ticket, place) in left {
                let group_name = names.get(&place).cloned().unwrap_or_default();
                group.restore_past(ticket, Past::Elsewhere { group_name });
            }
        }
    }
}
