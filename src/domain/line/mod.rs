//! A line: one WhatsApp number. The single door in: it knows who holds a customer, who writes in a
//! group, and what arrived before. While a customer moves from one owner to the next, the messages wait
//! here, so that they keep their order.
//!
//! Here: what comes in, and whom it is passed to. Agents and groups are in `groups`, what is remembered in `memory`, who
//! is heard at all in `door`, where tickets go in `places`.

mod afterwards;
mod door;
mod groups;
mod known_ids;
mod memory;
mod orders;
mod persons;
mod places;
mod requests;
mod round;

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::sync::Arc;

use super::acts::{Deed, Destination};
use super::customer::About;
use super::event::Event;
use super::identity::{Identity, Lid};
use super::ids::{AgentId, ChatId, CustomerId, GroupId, ReceiptId, TicketNo, Timestamp, WaId};
use super::inbound::{Connection, Inbound, Incoming};
use super::message::{
    ActOnCase, AgentKnown, Arrival, Change, ChatOwner, Classified, CustomerChanged, CustomerFound,
    CustomerWrote, HandOver, Holder, LiftBlock, LinkIs, Moved, OpenTicket, PassOn, Tell,
};
use super::outcome::{EventKey, Outcome, Receipt};
use super::refusal::Refusal;
use super::settings::{Department, GroupKind, LineSettings};
use super::ticket::Customer;

pub use known_ids::MessageOf;

use door::Pace;
use known_ids::KnownIds;
use orders::deny;
use persons::Parting;
use places::Places;
use requests::Silence;

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
    /// Somebody opens a case for them.
    Ordered(Box<OpenTicket>),
    /// They were blocked.
    Silenced(Box<Silence>),
}

#[derive(Debug, Clone, PartialEq)]
struct Known {
    customer: Arc<Customer>,
    route: Route,
    last_heard: Timestamp,
    pace: Pace,
}

/// What waits for the store's answer about a person.
#[derive(Debug, Clone, PartialEq)]
enum Asked {
    Wrote(Box<Incoming>, Receipt),
    Ordered(Box<OpenTicket>),
    Lifted(Box<LiftBlock>),
}

/// The line's state.
#[derive(Debug, Clone, PartialEq)]
pub struct Line {
    settings: LineSettings,
    customers: BTreeMap<CustomerId, Known>,
    by_phone: BTreeMap<Box<str>, CustomerId>,
    by_lid: BTreeMap<Lid, CustomerId>,
    asked: BTreeMap<Identity, Vec<Asked>>,
    next_customer: CustomerId,
    next_ticket: TicketNo,
    agents: BTreeMap<AgentId, AgentKnown>,
    agent_by_phone: BTreeMap<Box<str>, AgentId>,
    agent_by_lid: BTreeMap<Lid, AgentId>,
    chats: BTreeMap<ChatId, ChatOwner>,
    places: Places,
    group_chats: BTreeMap<GroupId, ChatId>,
    /// What main groups are called.
    group_names: BTreeMap<GroupId, String>,
    seen: BTreeSet<EventKey>,
    seen_order: VecDeque<(Timestamp, EventKey)>,
    /// Whose messages are whose, for what happens to them afterwards.
    known_ids: KnownIds,
    /// Customers without a ticket, and when to look whether they have been silent.
    idle: VecDeque<(Timestamp, CustomerId)>,
    /// Whom intake is to let go; their route is moving meanwhile.
    parting: BTreeMap<CustomerId, Parting>,
    /// Who went up in whom since the start: messages may still be known under the number of before.
    became: BTreeMap<CustomerId, CustomerId>,
    /// Who was forgotten just now: an answer of the store may be older than that.
    erased: BTreeMap<CustomerId, Timestamp>,
    /// When agents who wrote to the company's number were last told where to write; not kept over a restart.
    told_agents: BTreeMap<AgentId, Timestamp>,
    /// How the line is connected, where that is known.
    link: Connection,
}

impl Line {
    /// A line as the store has it. Customers with a ticket or a conversation come with their holder.
    #[must_use]
    pub fn new(settings: LineSettings, last_customer: CustomerId, last_ticket: TicketNo) -> Self {
        Self {
            places: Places::new(&settings),
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
            group_chats: BTreeMap::new(),
            group_names: BTreeMap::new(),
            seen: BTreeSet::new(),
            seen_order: VecDeque::new(),
            known_ids: KnownIds::default(),
            idle: VecDeque::new(),
            parting: BTreeMap::new(),
            became: BTreeMap::new(),
            erased: BTreeMap::new(),
            told_agents: BTreeMap::new(),
            link: Connection::Connected,
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
        if let Holder::Group(group, _) = holder {
            self.places.came(group);
        }
        let (route, pace) = (Route::Held(holder), Pace::default());
        let known = Known { customer, route, last_heard: now, pace };
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
        self.places.change_settings(&settings);
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
        {
            return Outcome::done(receipt);
        }
        if self.is_staff(&message.author) {
            return self.answer_staff(&message, receipt, now);
        }
        self.remember(key, now);
        self.customer_message(message, receipt, now)
    }

    /// The store has answered who a person is.
    pub fn customer_found(&mut self, answer: CustomerFound, now: Timestamp) -> Outcome {
        let CustomerFound { asked, found, other } = answer;
        let still = |known: &Arc<Customer>| !self.erased.contains_key(&known.id);
        let (found, other) = (found.filter(still), other.filter(still));
        let answer = CustomerFound { asked, found, other };
        let Some(waiting) = self.asked.remove(&answer.asked) else {
            // Looked up to see whether they are known twice.
            return self.known_twice(&answer, now);
        };
        let mut outcome = Outcome::default();
        // Somebody with the same number may have been taken in meanwhile, under another address.
        if self.find(&answer.asked).is_none() {
            let customer = answer.found.clone().or_else(|| {
                let customer = self.newcomer(&answer.asked, &waiting)?;
                outcome.events.push(Event::CustomerKnown { customer: customer.clone() });
                Some(customer)
            });
            if let Some(customer) = customer
                && !self.customers.contains_key(&customer.id)
            {
                self.restore_customer(customer, Holder::Intake, now);
            }
        }
        outcome.absorb(self.known_twice(&answer, now));
        for asked in waiting {
            outcome.absorb(match asked {
                Asked::Wrote(message, receipt) => self.customer_message(*message, receipt, now),
                Asked::Ordered(order) => self.order_now(*order, now),
                Asked::Lifted(lift) => self.lift_now(*lift),
            });
        }
        outcome
    }

    /// Somebody whom the store does not know, if anything of theirs has come or is to go to them.
    fn newcomer(&mut self, identity: &Identity, waiting: &[Asked]) -> Option<Arc<Customer>> {
        let chat = waiting.iter().find_map(|asked| match asked {
            Asked::Wrote(message, _) => Some(message.chat.clone()),
            Asked::Ordered(_) => identity.chat(),
            Asked::Lifted(_) => None,
        })?;
        let id = self.next_customer;
        self.next_customer = id.next();
        Some(Arc::new(Customer {
            id,
            name: String::new(),
            identity: identity.clone(),
            chat,
            closed_cases: 0,
            recent: Vec::new(),
            about: About::default(),
            blocked: None,
            asked: None,
        }))
    }

    /// An owner wants to pass a case on: from now on its customer's messages wait here.
    pub fn hand_over(&mut self, msg: HandOver, now: Timestamp) -> Outcome {
        let HandOver { customer, ticket, to, group } = msg;
        let group_chat = self.group_chats.get(&group).cloned();
        let to = self.still_open(to, now);
        let comes_to = match &to {
            Destination::Group(group) => Some(*group),
            Destination::Slot(_) | Destination::Over => None,
        };
        let department = comes_to.and_then(|to| self.other_department(group, to));
        let pass_on = PassOn { ticket, to, group_chat, department };
        let Some(known) = self.customers.get_mut(&customer) else {
            return Outcome::broken("a case was handed over whose customer the line does not know");
        };
        let tell = match &known.route {
            Route::Held(Holder::Group(group, held)) if *held == ticket => {
                self.places.left(*group);
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
        if let Some(group) = comes_to {
            self.places.came(group);
            self.places.plan_look(now);
        }
        Outcome { tells: vec![tell], ..Outcome::default() }
    }

    /// The destination; in place of a main group that takes no tickets any more, one of its kind that does.
    fn still_open(&self, to: Destination, now: Timestamp) -> Destination {
        let Destination::Group(group) = to else { return to };
        let other = match (self.places.kind(group), self.kind_of(group)) {
            (None, Some(kind)) => self.places.instead_of(kind, now),
            (Some(_), _) | (None, None) => None,
        };
        Destination::Group(other.unwrap_or(group))
    }

    /// What a main group is for, whether or not it still takes tickets.
    fn kind_of(&self, group: GroupId) -> Option<GroupKind> {
        match self.chats.get(self.group_chats.get(&group)?)? {
            ChatOwner::Group(_, kind) => Some(*kind),
            ChatOwner::Slot(_) => None,
        }
    }

    /// The department of a main group, if it is another one than that of the group a case comes from.
    fn other_department(&self, from: GroupId, to: GroupId) -> Option<Department> {
        let department = |group| self.kind_of(group).and_then(GroupKind::department);
        department(to).filter(|there| department(from).is_some_and(|here| here != *there))
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
            // It was closed meanwhile, which is what was wanted.
            Some(Route::Held(_)) | None if msg.deed == Deed::Block => Outcome::done(msg.receipt),
            Some(Route::Held(_)) | None => deny(&msg.by, msg.receipt, Refusal::NotOpen { ticket }),
        }
    }

    /// What a model made of a case, for whoever holds it. What comes while it is being passed on is late.
    pub fn classified(&mut self, msg: Classified) -> Outcome {
        let ticket = msg.ticket;
        let tell = match self.customers.get(&msg.customer).map(|known| &known.route) {
            Some(Route::Held(Holder::Group(group, held))) if *held == ticket => {
                Tell::Group(*group, msg.into())
            }
            Some(Route::Held(Holder::Slot(slot, held))) if *held == ticket => {
                Tell::Slot(*slot, msg.into())
            }
            Some(Route::Held(_) | Route::Moving { .. }) | None => return Outcome::default(),
        };
        Outcome { tells: vec![tell], ..Outcome::default() }
    }

    /// A case can only go to whom the line knows, and no case waits in the Supervisor group.
    fn unknown_target(&self, msg: &ActOnCase) -> Option<Refusal> {
        if let Some(agent) = msg.deed.agent().filter(|agent| !self.agents.contains_key(agent)) {
            return Some(Refusal::Unknown { what: agent.to_string() });
        }
        let group = msg.deed.group()?;
        match self.places.kind(group) {
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
        if let Holder::Slot(slot, _) = msg.to
            && self.link != Connection::Connected
        {
            outcome.tells.push(Tell::Slot(slot, LinkIs { state: self.link }.into()));
        }
        for (act, receipt) in waiting {
            outcome.absorb(self.pass(msg.customer, act, receipt, now));
        }
        outcome
    }

    /// The line lost its connection, or has it again: nobody is silent who cannot be heard.
    pub fn link_is(&mut self, msg: LinkIs) -> Outcome {
        self.link = msg.state;
        let slots = self.customers.values().filter_map(|known| match known.route {
            Route::Held(Holder::Slot(slot, _)) => Some(slot),
            Route::Held(Holder::Intake | Holder::Group(..)) | Route::Moving { .. } => None,
        });
        let tells = slots.map(|slot| Tell::Slot(slot, msg.into())).collect();
        Outcome { tells, ..Outcome::default() }
    }

    fn customer_message(&mut self, message: Incoming, receipt: Receipt, now: Timestamp) -> Outcome {
        let is_it = |(asked, _): &(&Identity, _)| asked.is_same(&message.author);
        if let Some((_, waiting)) = self.asked.iter_mut().find(is_it) {
            waiting.push(Asked::Wrote(message.into(), receipt));
            return Outcome::default();
        }
        let Some(id) = self.find(&message.author) else {
            let asked = message.author.clone();
            return self.look_up(asked, Asked::Wrote(message.into(), receipt));
        };
        if let Some(unread) = self.leave_unread(id, receipt, now) {
            self.forget_idle(now);
            return unread;
        }
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
        if self.is_blocked(id) {
            return Outcome::done(receipt);
        }
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
                Act::Ordered(_) | Act::Silenced(_) => Outcome::done(receipt),
            },
        }
    }

    /// Gives what a customer did to whoever holds the customer.
    fn pass(&mut self, id: CustomerId, act: Act, receipt: Receipt, now: Timestamp) -> Outcome {
        let act = match act {
            Act::Acted(msg) => return self.act(*msg),
            Act::Ordered(order) => return self.order_now(*order, now),
            Act::Silenced(silence) => return self.silence(id, *silence),
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
        if *holder == Holder::Intake && customer.blocked.is_some() {
            return Outcome::done(receipt);
        }
        let tell = match act {
            Act::Acted(_) | Act::Ordered(_) | Act::Silenced(_) => return Outcome::default(),
            Act::Wrote(message) => {
                let message = *message;
                let wrote = CustomerWrote { customer, message, receipt };
                match holder {
                    Holder::Intake => Tell::Intake(wrote.into()),
                    Holder::Group(group, _) => {
                        let (customer, group) = (Arc::clone(&wrote.customer), *group);
                        let mut outcome = self.tell_closed(&customer, group, now);
                        outcome.tells.push(Tell::Group(group, wrote.into()));
                        return outcome;
                    }
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

    /// Who waits for something that this line still holds back; for tests of quiescence.
    #[must_use]
    pub fn held_back(&self) -> Vec<ReceiptId> {
        let moving = self.customers.values().filter_map(|known| match &known.route {
            Route::Moving { waiting } => Some(waiting),
            Route::Held(_) => None,
        });
        let moving = moving.flatten().map(|(_, receipt)| receipt.id);
        let asked = self.asked.values().flatten().map(|asked| match asked {
            Asked::Wrote(_, receipt) => receipt.id,
            Asked::Ordered(order) => order.receipt.id,
            Asked::Lifted(lift) => lift.receipt.id,
        });
        moving.chain(asked).chain(self.known_ids.held_back()).collect()
    }
}
