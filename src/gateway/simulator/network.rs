//! The simulated WhatsApp as a pure state machine: people, chats, groups, and what is on its way to
//! Relevo. Knows no clock, no disk and no chance: time and dice are arguments.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::chats::{Author, Group, Log, Message, Place, Ticks};
use super::deliveries::{Deliveries, DeliveryId, Pending};
use super::error::SimulatorError;
use super::faults::Faults;
use super::numbering::lid_of;
use super::people::{People, Person, PersonId, PersonKind};
use super::sending::Change;
use crate::domain::identity::Identity;
use crate::domain::ids::{ChatId, SendId, WaId};
use crate::domain::inbound::{Connection, Inbound, MemberChange};
use crate::domain::phone::Phone;
use crate::domain::reason;

/// The line's own number.
const OWN_NUMBER: &str = "5493815550100";
/// Who is there at first.
const SEED: [(&str, &str); 3] = [
    ("Marta Quiroga", "5493815550134"),
    ("Hugo Barrionuevo", "5491155500178"),
    ("Ana Luz Medina", "5493515550126"),
];

/// What the line did, counted for tests.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Tally {
    /// Messages that the line sent.
    pub sent: u64,
    /// Sends of a message that was there already; no second message came of them.
    pub repeated: u64,
    /// Repeated sends whose words were not those of the first: two messages were given one id.
    pub conflicting: u64,
    /// Groups created.
    pub groups: u64,
    /// Changes of messages that the line made.
    #[serde(default)]
    pub changed: u64,
}

/// The whole of the simulated WhatsApp.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Network {
    pub(super) own: Identity,
    pub(super) people: People,
    pub(super) directs: BTreeMap<PersonId, Log>,
    pub(super) groups: BTreeMap<ChatId, Group>,
    pub(super) deliveries: Deliveries,
    pub(super) faults: Faults,
    pub(super) tally: Tally,
    pub(super) last_group: u64,
    pub(super) last_message: u64,
    /// What the line changed, by the id it was asked with.
    #[serde(default)]
    pub(super) changes: BTreeMap<SendId, Change>,
}

impl Default for Network {
    fn default() -> Self {
        Self::new()
    }
}

impl Network {
    /// A WhatsApp with nobody but the line.
    #[must_use]
    pub fn new() -> Self {
        let phone = Phone::from_digits(OWN_NUMBER);
        let lid = phone.as_ref().map(|phone| lid_of(phone, 0));
        Self {
            own: Identity { phone, lid },
            people: People::default(),
            directs: BTreeMap::new(),
            groups: BTreeMap::new(),
            deliveries: Deliveries::default(),
            faults: Faults::default(),
            tally: Tally::default(),
            last_group: 0,
            last_message: 0,
            changes: BTreeMap::new(),
        }
    }

    /// A WhatsApp with three customers.
    #[must_use]
    pub fn seeded() -> Self {
        let mut network = Self::new();
        network.seed();
        network
    }

    /// Everybody and everything goes, faults too; the three customers of the start are back. Ids go on
    /// counting, so that nothing new is taken for something old.
    pub fn reset(&mut self) {
        self.people.clear();
        self.directs.clear();
        self.groups.clear();
        self.deliveries.clear();
        self.changes.clear();
        self.faults = Faults::default();
        self.tally = Tally::default();
        self.seed();
    }

    /// The line's own identity.
    #[must_use]
    pub fn own(&self) -> &Identity {
        &self.own
    }

    /// Everybody, in the order in which they came.
    pub fn people(&self) -> impl Iterator<Item = &Person> {
        self.people.iter()
    }

    /// One person.
    #[must_use]
    pub fn person(&self, id: PersonId) -> Option<&Person> {
        self.people.get(id).ok()
    }

    /// The person with this number, however it is written.
    #[must_use]
    pub fn person_with(&self, phone: &Phone) -> Option<&Person> {
        self.person(self.people.with_phone(phone)?)
    }

    /// All groups, by chat.
    #[must_use]
    pub fn all_groups(&self) -> &BTreeMap<ChatId, Group> {
        &self.groups
    }

    /// What was written in a chat; empty where nothing was.
    pub fn log(&self, place: &Place) -> impl DoubleEndedIterator<Item = &Message> + use<'_> {
        self.log_of(place).into_iter().flat_map(Log::iter)
    }

    /// What the line did so far.
    #[must_use]
    pub fn tally(&self) -> Tally {
        self.tally
    }

    /// What goes wrong at the moment.
    #[must_use]
    pub fn faults(&self) -> &Faults {
        &self.faults
    }

    /// What goes wrong from now on. Relevo is told when the line's connection changes with it.
    pub fn set_faults(&mut self, faults: Faults) {
        let before = self.connection();
        let were_off = std::mem::replace(&mut self.faults, faults).off;
        if !were_off.is_subset(&self.faults.off) {
            self.catch_up();
        }
        let state = self.connection();
        if state != before {
            let reason = (state != Connection::Connected).then(|| reason::SIMULATED.to_owned());
            self.report(None, None, Inbound::Connection { state, reason });
        }
    }

    /// The line's connection.
    #[must_use]
    pub fn connection(&self) -> Connection {
        match (self.faults.offline, self.faults.unlinked) {
            (true, _) => Connection::Disconnected,
            (false, true) => Connection::WaitingForQr,
            (false, false) => Connection::Connected,
        }
    }

    /// Everything that Relevo has not acknowledged, in the order in which it happened.
    pub fn pending_deliveries(&self) -> impl Iterator<Item = &Pending> {
        self.deliveries.iter()
    }

    /// What is delivered next while `busy` are on their way: the oldest, or another one where the faults
    /// reorder. Within a chat one at a time, unless the faults say otherwise.
    #[must_use]
    pub fn next_delivery(&self, busy: &BTreeSet<DeliveryId>, roll: u64) -> Option<&Pending> {
        self.deliveries.choose(busy, &self.faults, roll)
    }

    /// Relevo has it. Acknowledging twice is harmless.
    pub fn delivered(&mut self, id: DeliveryId) {
        let Some(pending) = self.deliveries.acknowledge(id) else { return };
        if let (Some(place), Some(message)) = (&pending.place, &pending.message)
            && let Some(message) = self.log_mut(place).and_then(|log| log.get_mut(message))
        {
            message.delivered = true;
            match message.author {
                Author::Person(_) => message.ticks = message.ticks.max(Ticks::Delivered),
                // Its ticks tell of the other phones.
                Author::Line => {}
            }
        }
    }

    /// The hashes of all files that messages have, deleted ones too: they may still be fetched.
    pub(super) fn files(&self) -> BTreeSet<String> {
        let logs = self.directs.values().chain(self.groups.values().map(|group| &group.log));
        let contents = logs.flat_map(Log::iter).map(Message::first_content);
        let of_messages = contents.filter_map(|content| content.file());
        // What waits for Relevo may be forgotten in its chat.
        let waiting = self.deliveries.iter().filter_map(|pending| match &pending.inbound {
            Inbound::Message(message) => message.content.file(),
            Inbound::Echo { content, .. } | Inbound::Edited { content, .. } => content.file(),
            Inbound::Revoked { .. }
            | Inbound::Reaction { .. }
            | Inbound::Delivery { .. }
            | Inbound::Typing { .. }
            | Inbound::Members { .. }
            | Inbound::Group { .. }
            | Inbound::Connection { .. }
            | Inbound::Qr { .. }
            | Inbound::Ignored { .. } => None,
        });
        of_messages.chain(waiting).map(|file| file.source.to_string()).collect()
    }

    pub(super) fn is_own(&self, who: &Identity) -> bool {
        self.own.is_same(who)
    }

    pub(super) fn log_of(&self, place: &Place) -> Option<&Log> {
        match place {
            Place::Direct(person) => self.directs.get(person),
            Place::Group(chat) => self.groups.get(chat).map(|group| &group.log),
        }
    }

    pub(super) fn log_mut(&mut self, place: &Place) -> Option<&mut Log> {
        match place {
            Place::Direct(person) => self.directs.get_mut(person),
            Place::Group(chat) => self.groups.get_mut(chat).map(|group| &mut group.log),
        }
    }

    /// The chat of a place, as the line knows it.
    pub(super) fn chat_of(&self, place: &Place) -> Option<ChatId> {
        match place {
            Place::Direct(person) => self.person(*person).map(Person::chat),
            Place::Group(chat) => Some(chat.clone()),
        }
    }

    /// Something for Relevo.
    pub(super) fn report(&mut self, place: Option<Place>, message: Option<WaId>, inbound: Inbound) {
        if self.faults.duplicates {
            self.deliveries.push(place.clone(), message.clone(), inbound.clone());
        }
        self.deliveries.push(place, message, inbound);
    }

    pub(super) fn report_member(&mut self, chat: &ChatId, id: PersonId, change: MemberChange) {
        let people = self.person(id).map(Person::identity).into_iter().collect();
        let news = Inbound::Members { chat: chat.clone(), people, change };
        self.report(Some(Place::Group(chat.clone())), None, news);
    }

    fn seed(&mut self) {
        for (name, number) in SEED {
            let added: Option<Result<PersonId, SimulatorError>> = Phone::from_digits(number)
                .map(|phone| self.people.add(name, phone, PersonKind::Customer));
            debug_assert!(matches!(added, Some(Ok(_))), "the seed is three proper numbers");
        }
    }
}

/// The first words of a text, on one line.
pub(super) fn excerpt(text: &str) -> String {
    text.chars().take(160).map(|c| if c.is_control() { ' ' } else { c }).collect()
}
