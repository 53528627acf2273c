//! A line: one WhatsApp number. The single door in: it knows who holds a customer, who writes in a
//! group, and what arrived before. While a customer moves from one owner to the next, the messages wait
//! here, so that they keep their order.

mod afterwards;
mod known_ids;
mod orders;

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::sync::Arc;

use super::event::Event;
use super::identity::{Identity, Lid};
use super::ids::{AgentId, ChatId, CustomerId, GroupId, ReceiptId, TicketNo, Timestamp, WaId};
use super::inbound::{Inbound, Incoming, MemberChange};
use super::message::{
    ActOnCase, AgentForgotten, AgentKnown, Arrival, Author, Change, ChatOwned, ChatOwner,
    ChatReleased, CustomerChanged, CustomerFound, CustomerWrote, GroupWrote, HandOver, Holder,
    MembersChanged, Moved, PassOn, Place, PlaceClosed, Placed, PlacesReady, Tell,
};
use super::outcome::{EventKey, Outcome, Receipt};
use super::phone::Phone;
use super::refusal::Refusal;
use super::routing;
use super::settings::{GroupKind, LineSettings};
use super::ticket::Customer;

pub use known_ids::MessageOf;

use known_ids::KnownIds;
use orders::deny;

/// An inbound event is known again for at least this long (milliseconds), unless more than
/// [`SEEN_MOST`] came since. Evolution repeats for at most half an hour.
pub const SEEN_MS: i64 = 24 * 3_600_000;
/// How many inbound events are remembered at the most.
pub const SEEN_MOST: usize = 200_000;
/// A message cannot be older than this (milliseconds): WhatsApp keeps what it could not deliver for a month.
const OLDEST_MS: i64 = 31 * 24 * 3_600_000;
/// A customer without a ticket is forgotten (the store keeps them) after this long without a word: far
/// longer than the journal takes to write what is known of them.
const IDLE_MS: i64 = 2 * 60_000;
/// Characters of a customer's name that are kept.
const NAME_MOST: usize = 80;

/// Who holds a customer, or what waits while the customer is passed on.
#[derive(Debug, Clone, PartialEq)]
enum Route {
    Held(Holder),
    Moving { waiting: Vec<(Act, Receipt)> },
}

/// What a customer did.
#[derive(Debug, Clone, PartialEq)]
enum Act {
    Wrote(Box<Incoming>),
    Changed {
        id: WaId,
        change: Change,
    },
    /// Not the customer's: somebody acts on their case.
    Acted(Box<ActOnCase>),
}

#[derive(Debug, Clone, PartialEq)]
struct Known {
    customer: Arc<Customer>,
    route: Route,
    last_heard: Timestamp,
}

/// The line's state.
#[derive(Debug, Clone, PartialEq)]
pub struct Line {
    settings: LineSettings,
    customers: BTreeMap<CustomerId, Known>,
    by_phone: BTreeMap<Box<str>, CustomerId>,
    by_lid: BTreeMap<Lid, CustomerId>,
    asked: BTreeMap<Identity, Vec<(Incoming, Receipt)>>,
    next_customer: CustomerId,
    next_ticket: TicketNo,
    agents: BTreeMap<AgentId, AgentKnown>,
    agent_by_phone: BTreeMap<Box<str>, AgentId>,
    agent_by_lid: BTreeMap<Lid, AgentId>,
    chats: BTreeMap<ChatId, ChatOwner>,
    places: BTreeMap<GroupId, routing::Place>,
    group_chats: BTreeMap<GroupId, ChatId>,
    seen: BTreeSet<EventKey>,
    seen_order: VecDeque<(Timestamp, EventKey)>,
    /// Whose messages are whose, for what happens to them afterwards.
    known_ids: KnownIds,
    /// Customers without a ticket, and when to look whether they have been silent.
    idle: VecDeque<(Timestamp, CustomerId)>,
}

impl Line {
    /// A line as the store has it. Customers with a ticket or a conversation come with their holder.
    #[must_use]
    pub fn new(settings: LineSettings, last_customer: CustomerId, last_ticket: TicketNo) -> Self {
        Self {
            settings,
            customers: BTreeMap::new(),
            by_phone: BTreeMap::new(),
            by_lid: BTreeMap::new(),
            asked: BTreeMap::new(),
            next_customer: last_customer.next(),
            next_ticket: last_ticket.next(),
            agents: BTreeMap::new(),
            agent_by_phone: BTreeMap::new(),
            agent_by_lid: BTreeMap::new(),
            chats: BTreeMap::new(),
            places: BTreeMap::new(),
            group_chats: BTreeMap::new(),
            seen: BTreeSet::new(),
            seen_order: VecDeque::new(),
            known_ids: KnownIds::default(),
            idle: VecDeque::new(),
        }
    }

    /// Takes in whose message this is.
    pub fn restore_message(&mut self, id: &WaId, of: MessageOf) {
        self.known_ids.insert(id, of);
    }

    /// Takes in a customer from the store.
    pub fn restore_customer(&mut self, customer: Arc<Customer>, holder: Holder, now: Timestamp) {
        self.index(&customer);
        if holder == Holder::Intake {
            self.idle.push_back((now.plus(IDLE_MS), customer.id));
        }
        let known = Known { customer, route: Route::Held(holder), last_heard: now };
        self.customers.insert(known.customer.id, known);
    }

    /// Takes in an inbound event that was handled before, oldest first.
    pub fn restore_seen(&mut self, key: EventKey, at: Timestamp) {
        self.remember(key, at);
    }

    /// The settings.
    #[must_use]
    pub fn settings(&self) -> &LineSettings {
        &self.settings
    }

    /// Replaces the settings.
    pub fn change_settings(&mut self, settings: LineSettings) {
        self.settings = settings;
    }

    /// Something arrived from WhatsApp.
    pub fn arrival(&mut self, arrival: Arrival, now: Timestamp) -> Outcome {
        let Arrival { receipt, inbound } = arrival;
        let mut message = match inbound {
            Inbound::Message(message) => message,
            Inbound::Edited { id, chat, content, at } => {
                let key = EventKey::of_edit(&id, &content, at);
                return self.changed(key, id, chat, Change::Edited { content, at }, receipt, now);
            }
            Inbound::Revoked { id, chat } => {
                let key = EventKey::of_revoke(&id);
                return self.changed(key, id, chat, Change::Revoked, receipt, now);
            }
            Inbound::Reaction { id, chat, author, target, emoji } => {
                let key = EventKey::of(&chat, &id);
                return self.reacted(key, (chat, author), target, emoji, receipt, now);
            }
            Inbound::Delivery { id, chat, state } => {
                return self.delivery(id, &chat, state, receipt);
            }
            Inbound::Typing { chat, author, on } => {
                return self.typing(&chat, &author, on, receipt);
            }
            Inbound::Members { chat, people, change } => {
                return self.members(&chat, &people, change, receipt);
            }
            // What the line's own phone writes and the connection are others' affair.
            Inbound::Echo { .. }
            | Inbound::Group { .. }
            | Inbound::Connection { .. }
            | Inbound::Qr { .. }
            | Inbound::Ignored { .. } => return Outcome::done(receipt),
        };
        // A wrong clock on the other side must not make waits of years.
        if message.at > now || now.since(message.at) > OLDEST_MS {
            message.at = now;
        }
        let key = EventKey::of(&message.chat, &message.id);
        if self.seen.contains(&key) {
            return Outcome::done(receipt);
        }
        let receipt = Receipt { key: Some(key), ..receipt };
        self.name_mentions(&mut message);
        if message.chat.is_group() {
            self.remember(key, now);
            return self.group_message(message, receipt, now);
        }
        if !message.chat.is_direct()
            || message.author.is_unknown()
            || message.author.is_same(&self.settings.own)
            || self.agent_of(&message.author).is_some()
        {
            return Outcome::done(receipt);
        }
        self.remember(key, now);
        self.customer_message(message, receipt, now)
    }

    /// The store has answered who a person is.
    pub fn customer_found(&mut self, answer: CustomerFound, now: Timestamp) -> Outcome {
        let Some(waiting) = self.asked.remove(&answer.asked) else { return Outcome::default() };
        let mut outcome = Outcome::default();
        // Somebody with the same number may have been taken in meanwhile, under another address.
        if self.find(&answer.asked).is_none() {
            let customer = match answer.found {
                Some(customer) => customer,
                None => {
                    let id = self.next_customer;
                    self.next_customer = id.next();
                    let chat = waiting.first().map(|(message, _)| message.chat.clone());
                    let Some(chat) = chat.or_else(|| answer.asked.chat()) else {
                        return Outcome::default();
                    };
                    let customer = Arc::new(Customer {
                        id,
                        name: String::new(),
                        identity: answer.asked.clone(),
                        chat,
                        closed_cases: 0,
                        recent: Vec::new(),
                    });
                    outcome.events.push(Event::CustomerKnown { customer: customer.clone() });
                    customer
                }
            };
            if !self.customers.contains_key(&customer.id) {
                self.restore_customer(customer, Holder::Intake, now);
            }
        }
        for (message, receipt) in waiting {
            outcome.absorb(self.customer_message(message, receipt, now));
        }
        outcome
    }

    /// Intake wants a ticket for a customer.
    pub fn place(&mut self, msg: Place, now: Timestamp) -> Outcome {
        let customer = msg.customer.id;
        let mut outcome = Outcome::default();
        let Some(group) = routing::choose(&self.places, msg.department) else {
            let refused = Placed { customer, place: None };
            outcome.tells.push(Tell::Intake(refused.into()));
            return outcome;
        };
        if !self.customers.contains_key(&customer) {
            self.restore_customer(msg.customer, Holder::Intake, now);
        }
        let Some(known) = self
            .customers
            .get_mut(&customer)
            .filter(|known| known.route == Route::Held(Holder::Intake))
        else {
            return Outcome::broken("intake placed a customer that it does not hold");
        };
        known.route = Route::Moving { waiting: Vec::new() };
        if let Some(place) = self.places.get_mut(&group) {
            place.sent += 1;
        }
        let ticket = self.next_ticket;
        self.next_ticket = ticket.next();
        let placed = Placed { customer, place: Some((ticket, group)) };
        outcome.tells.push(Tell::Intake(placed.into()));
        outcome
    }

    /// An owner wants to pass a case on: from now on its customer's messages wait here.
    pub fn hand_over(&mut self, msg: HandOver) -> Outcome {
        let HandOver { customer, ticket, to, group } = msg;
        let Some(known) = self.customers.get_mut(&customer) else {
            return Outcome::broken("a case was handed over whose customer the line does not know");
        };
        let group_chat = self.group_chats.get(&group).cloned();
        let pass_on = PassOn { ticket, to, group_chat };
        let tell = match &known.route {
            Route::Held(Holder::Group(group, held)) if *held == ticket => {
                Tell::Group(*group, pass_on.into())
            }
            Route::Held(Holder::Slot(slot, held)) if *held == ticket => {
                Tell::Slot(*slot, pass_on.into())
            }
            Route::Held(_) | Route::Moving { .. } => {
                return Outcome::broken("a case was handed over by who does not hold it");
            }
        };
        known.route = Route::Moving { waiting: Vec::new() };
        Outcome { tells: vec![tell], ..Outcome::default() }
    }

    /// Somebody acts on a case: whoever holds it does that. While it is on its way it waits here, with what its
    /// customer writes.
    pub fn act(&mut self, msg: ActOnCase) -> Outcome {
        if let Some(nobody) = self.unknown_target(&msg) {
            return deny(&msg.by, msg.receipt, nobody);
        }
        let ticket = msg.ticket;
        match self.customers.get_mut(&msg.customer).map(|known| &mut known.route) {
            Some(Route::Moving { waiting }) => {
                let receipt = msg.receipt;
                waiting.push((Act::Acted(msg.into()), receipt));
                Outcome::default()
            }
            Some(Route::Held(Holder::Group(group, held))) if *held == ticket => {
                Outcome { tells: vec![Tell::Group(*group, msg.into())], ..Outcome::default() }
            }
            Some(Route::Held(Holder::Slot(slot, held))) if *held == ticket => {
                Outcome { tells: vec![Tell::Slot(*slot, msg.into())], ..Outcome::default() }
            }
            Some(Route::Held(_)) | None => deny(&msg.by, msg.receipt, Refusal::NotOpen { ticket }),
        }
    }

    /// A case can only go to whom the line knows, and no case waits in the Supervisor group.
    fn unknown_target(&self, msg: &ActOnCase) -> Option<Refusal> {
        if let Some(agent) = msg.deed.agent().filter(|agent| !self.agents.contains_key(agent)) {
            return Some(Refusal::Unknown { what: agent.to_string() });
        }
        let group = msg.deed.group()?;
        match self.places.get(&group).map(|place| place.kind) {
            Some(GroupKind::Support | GroupKind::Sales) => None,
            Some(GroupKind::Supervisor) => Some(Refusal::field("grupo", "group-not-for-tickets")),
            None => Some(Refusal::Unknown { what: group.to_string() }),
        }
    }

    /// The case has been passed on: what waited goes to the new owner.
    pub fn moved(&mut self, msg: Moved, now: Timestamp) -> Outcome {
        let Some(known) = self.customers.get_mut(&msg.customer) else {
            return Outcome::broken("a customer moved whom the line does not know");
        };
        let Route::Moving { waiting } = std::mem::replace(&mut known.route, Route::Held(msg.to))
        else {
            return Outcome::broken("a customer moved without being held");
        };
        if msg.to == Holder::Intake {
            known.last_heard = now;
            self.idle.push_back((now.plus(IDLE_MS), msg.customer));
        }
        if let Some(ended) = msg.ended {
            Arc::make_mut(&mut known.customer).remember(ended);
        }
        let mut outcome = Outcome::default();
        for (act, receipt) in waiting {
            outcome.absorb(self.pass(msg.customer, act, receipt, now));
        }
        outcome
    }

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
        self.places.remove(&msg.group);
        Outcome::default()
    }

    /// Members of a group came, left or changed rank: agents among them are provisioning's affair.
    fn members(
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
            self.places.entry(group).or_insert(routing::Place { kind, sent: 0 });
            if kind != GroupKind::Supervisor {
                outcome.tells.push(Tell::Intake(PlacesReady.into()));
            }
        }
        self.chats.insert(msg.chat, msg.owner);
        outcome
    }

    /// An agent already bound to one of these identities.
    fn agent_of(&self, identity: &Identity) -> Option<&AgentKnown> {
        let by_phone =
            identity.phone.as_ref().and_then(|phone| self.agent_by_phone.get(&phone.key()));
        let by_lid = || identity.lid.as_ref().and_then(|lid| self.agent_by_lid.get(lid));
        by_phone.or_else(by_lid).and_then(|agent| self.agents.get(agent))
    }

    /// Who wrote: the number the admin gave, the account bound by LISTO, or a LID seen with either.
    fn author(&mut self, identity: &Identity) -> Author {
        let Some(agent) = self.agent_of(identity) else { return Author::Stranger };
        let (id, name, bound) = (agent.agent, agent.name.clone(), agent.bound.is_some());
        if let (Some(_), Some(lid)) = (&identity.phone, &identity.lid) {
            self.agent_by_lid.insert(lid.clone(), id);
        }
        if bound { Author::Agent { id, name } } else { Author::Unregistered { id, name } }
    }

    fn group_message(&mut self, message: Incoming, receipt: Receipt, now: Timestamp) -> Outcome {
        let Some(owner) = self.chats.get(&message.chat).copied() else {
            return Outcome::done(receipt);
        };
        if message.author.is_same(&self.settings.own) {
            return Outcome::done(receipt);
        }
        let wrote = GroupWrote { author: self.author(&message.author), message, receipt };
        let tell = match owner {
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

    fn customer_message(&mut self, message: Incoming, receipt: Receipt, now: Timestamp) -> Outcome {
        if let Some(waiting) = self.asked.get_mut(&message.author) {
            waiting.push((message, receipt));
            return Outcome::default();
        }
        let Some(id) = self.find(&message.author) else {
            let asked = message.author.clone();
            self.asked.insert(asked.clone(), vec![(message, receipt)]);
            return Outcome { lookups: vec![asked], ..Outcome::default() };
        };
        let mut outcome = self.learn(id, &message, now);
        let wa_id = message.id.clone();
        self.known_ids.insert(&wa_id, MessageOf::Customer(id));
        outcome.absorb(self.customer_act(id, Act::Wrote(message.into()), receipt, now));
        outcome.absorb(self.early_changes(&wa_id, now));
        self.forget_idle(now);
        outcome
    }

    /// Passes on what a customer did, or keeps it while the customer is passed on.
    fn customer_act(
        &mut self,
        id: CustomerId,
        act: Act,
        receipt: Receipt,
        now: Timestamp,
    ) -> Outcome {
        match self.customers.get_mut(&id).map(|known| &mut known.route) {
            Some(Route::Moving { waiting }) => {
                waiting.push((act, receipt));
                Outcome::default()
            }
            Some(Route::Held(_)) => self.pass(id, act, receipt, now),
            // Forgotten since: whoever is silent has no case, but intake may still have their words.
            None => match act {
                Act::Wrote(_) => Outcome::broken(
                    "a message was passed for a customer whom the line does not know",
                ),
                Act::Changed { id: wa_id, change } => {
                    let changed = CustomerChanged { customer: id, id: wa_id, change, receipt };
                    Outcome { tells: vec![Tell::Intake(changed.into())], ..Outcome::default() }
                }
                Act::Acted(msg) => self.act(*msg),
            },
        }
    }

    /// Gives what a customer did to whoever holds the customer.
    fn pass(&mut self, id: CustomerId, act: Act, receipt: Receipt, now: Timestamp) -> Outcome {
        let act = match act {
            Act::Acted(msg) => return self.act(*msg),
            act @ (Act::Wrote(_) | Act::Changed { .. }) => act,
        };
        let Some(known) = self.customers.get_mut(&id) else {
            return Outcome::broken("a message waited for a customer whom the line does not know");
        };
        known.last_heard = now;
        let customer = Arc::clone(&known.customer);
        let Route::Held(holder) = &known.route else {
            return Outcome::broken("a message was passed while its customer moves");
        };
        let tell = match act {
            Act::Acted(_) => return Outcome::default(),
            Act::Wrote(message) => {
                let message = *message;
                let wrote = CustomerWrote { customer, message, receipt };
                match holder {
                    Holder::Intake => Tell::Intake(wrote.into()),
                    Holder::Group(group, _) => Tell::Group(*group, wrote.into()),
                    Holder::Slot(slot, _) => Tell::Slot(*slot, wrote.into()),
                }
            }
            Act::Changed { id, change } => {
                let changed = CustomerChanged { customer: customer.id, id, change, receipt };
                match holder {
                    Holder::Intake => Tell::Intake(changed.into()),
                    Holder::Group(group, _) => Tell::Group(*group, changed.into()),
                    Holder::Slot(slot, _) => Tell::Slot(*slot, changed.into()),
                }
            }
        };
        Outcome { tells: vec![tell], ..Outcome::default() }
    }

    /// The customer with this identity. Where phone and LID lead to two, the one with a ticket counts,
    /// then the phone.
    fn find(&self, identity: &Identity) -> Option<CustomerId> {
        let by_phone =
            identity.phone.as_ref().and_then(|phone| self.by_phone.get(&phone.key())).copied();
        let by_lid = identity.lid.as_ref().and_then(|lid| self.by_lid.get(lid)).copied();
        match (by_phone, by_lid) {
            (Some(a), Some(b))
                if a != b
                    && !self.has_ticket(a)
                    && self.has_ticket(b)
                    && self.may_be(b, identity) =>
            {
                Some(b)
            }
            (Some(a), _) => Some(a),
            (None, Some(b)) if self.may_be(b, identity) => Some(b),
            (None, _) => None,
        }
    }

    fn has_ticket(&self, id: CustomerId) -> bool {
        self.customers.get(&id).is_some_and(|known| known.route != Route::Held(Holder::Intake))
    }

    /// Whether nothing speaks against it: WhatsApp may give a LID to somebody else one day.
    fn may_be(&self, id: CustomerId, identity: &Identity) -> bool {
        self.customers.get(&id).is_some_and(|known| known.customer.identity.is_same(identity))
    }

    /// Takes in what a message says about its author.
    fn learn(&mut self, id: CustomerId, message: &Incoming, now: Timestamp) -> Outcome {
        let Some(known) = self.customers.get_mut(&id) else { return Outcome::default() };
        known.last_heard = now;
        let identity = known.customer.identity.joined(&message.author);
        let name =
            if message.name.trim().is_empty() { &known.customer.name } else { &message.name };
        let name: String = name.trim().chars().take(NAME_MOST).collect();
        let same = known.customer.identity == identity
            && known.customer.chat == message.chat
            && known.customer.name == name;
        if same {
            return Outcome::default();
        }
        let changed = Arc::make_mut(&mut known.customer);
        changed.identity = identity;
        changed.chat = message.chat.clone();
        changed.name = name;
        let customer = Arc::clone(&known.customer);
        self.index(&customer);
        Outcome { events: vec![Event::CustomerKnown { customer }], ..Outcome::default() }
    }

    fn index(&mut self, customer: &Customer) {
        if let Some(phone) = &customer.identity.phone {
            self.by_phone.insert(phone.key(), customer.id);
        }
        if let Some(lid) = &customer.identity.lid {
            self.by_lid.insert(lid.clone(), customer.id);
        }
    }

    fn remember(&mut self, key: EventKey, at: Timestamp) {
        if self.seen.insert(key) {
            self.seen_order.push_back((at, key));
        }
        while let Some((oldest, key)) = self.seen_order.front().copied() {
            if self.seen_order.len() <= SEEN_MOST && at.since(oldest) <= SEEN_MS {
                break;
            }
            self.seen.remove(&key);
            self.seen_order.pop_front();
        }
    }

    /// Drops customers without a ticket who have been silent: the store knows them, memory need not.
    fn forget_idle(&mut self, now: Timestamp) {
        while let Some((_, id)) = self.idle.front().copied().filter(|(due, _)| *due <= now) {
            self.idle.pop_front();
            let Some(known) = self.customers.get(&id) else { continue };
            if known.route != Route::Held(Holder::Intake) {
                // Comes back here when the case ends.
                continue;
            }
            let silent_until = known.last_heard.plus(IDLE_MS);
            if silent_until > now {
                self.idle.push_back((silent_until, id));
            } else {
                self.forget(id);
            }
        }
    }

    fn forget(&mut self, id: CustomerId) {
        let Some(known) = self.customers.remove(&id) else { return };
        let identity = &known.customer.identity;
        // Another customer may have taken over the address.
        if let Some(key) = identity.phone.as_ref().map(Phone::key)
            && self.by_phone.get(&key) == Some(&id)
        {
            self.by_phone.remove(&key);
        }
        if let Some(lid) = &identity.lid
            && self.by_lid.get(lid) == Some(&id)
        {
            self.by_lid.remove(lid);
        }
    }

    /// Who waits for something that this line still holds back; for tests of quiescence.
    #[must_use]
    pub fn held_back(&self) -> Vec<ReceiptId> {
        let moving = self.customers.values().filter_map(|known| match &known.route {
            Route::Moving { waiting } => Some(waiting),
            Route::Held(_) => None,
        });
        let moving = moving.flatten().map(|(_, receipt)| receipt.id);
        let asked = self.asked.values().flatten().map(|(_, receipt)| receipt.id);
        moving.chain(asked).chain(self.known_ids.held_back()).collect()
    }
}
