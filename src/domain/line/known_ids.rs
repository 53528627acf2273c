//! Which message is whose: changes, reactions and delivery reports name a message by its id, and some
//! gateways do not even say in which chat.

use std::collections::{BTreeMap, VecDeque};
use std::hash::{DefaultHasher, Hash, Hasher};

use crate::domain::ids::{ChatId, CustomerId, ReceiptId, SlotId, Timestamp, WaId};
use crate::domain::inbound::Delivery;
use crate::domain::message::Change;
use crate::domain::outcome::Receipt;

/// Messages known at the most; the oldest are forgotten first.
const IDS_MOST: usize = 100_000;
/// A change of a message that has not arrived waits this long for it (milliseconds): webhooks come in any
/// order.
pub(super) const EARLY_MS: i64 = 15_000;
/// Changes that wait at the most.
const EARLY_MOST: usize = 256;
/// Delivery reports of messages that are not known yet, kept at the most.
const REPORTS_MOST: usize = 1_024;

/// Whom a message concerns.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MessageOf {
    /// A customer wrote it.
    Customer(CustomerId),
    /// It was written in a slot's group, or sent from there to the customer.
    Slot(SlotId),
}

/// A change whose message has not arrived.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Early {
    pub id: WaId,
    pub chat: Option<ChatId>,
    pub change: Change,
    pub receipt: Receipt,
    pub until: Timestamp,
}

/// The messages. By a hash of their ids, which are long and many; who is told looks at the id itself.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct KnownIds {
    of: BTreeMap<u64, MessageOf>,
    order: VecDeque<u64>,
    early: Vec<Early>,
    reports: VecDeque<(u64, Delivery)>,
}

impl KnownIds {
    /// From now on this message is known.
    pub fn insert(&mut self, id: &WaId, of: MessageOf) {
        let key = hash(id);
        if self.of.insert(key, of).is_none() {
            self.order.push_back(key);
        }
        while self.order.len() > IDS_MOST {
            let Some(oldest) = self.order.pop_front() else { break };
            self.of.remove(&oldest);
        }
    }

    /// Whom a message concerns.
    pub fn get(&self, id: &WaId) -> Option<MessageOf> {
        self.of.get(&hash(id)).copied()
    }

    /// Keeps a change until its message arrives; gives back what there is no room for.
    pub fn keep(&mut self, early: Early) -> Option<Early> {
        if self.early.len() >= EARLY_MOST {
            return Some(early);
        }
        self.early.push(early);
        None
    }

    /// The changes that waited for this message, in the order of their arrival.
    pub fn early(&mut self, id: &WaId) -> Vec<Early> {
        if self.early.is_empty() {
            return Vec::new();
        }
        self.early.extract_if(.., |early| early.id == *id).collect()
    }

    /// The changes that have waited long enough.
    pub fn overdue(&mut self, now: Timestamp) -> Vec<Early> {
        self.early.extract_if(.., |early| early.until <= now).collect()
    }

    /// When the first of them has.
    pub fn next_deadline(&self) -> Option<Timestamp> {
        self.early.iter().map(|early| early.until).min()
    }

    /// A report of a message that is not known yet: its gateway was faster than its own answer.
    pub fn report(&mut self, id: &WaId, state: Delivery) {
        self.reports.push_back((hash(id), state));
        if self.reports.len() > REPORTS_MOST {
            self.reports.pop_front();
        }
    }

    /// The reports that came before the message was known.
    pub fn early_reports(&mut self, id: &WaId) -> Vec<Delivery> {
        if self.reports.is_empty() {
            return Vec::new();
        }
        let key = hash(id);
        let found = self.reports.iter().filter(|(of, _)| *of == key).map(|(_, state)| *state);
        let found = found.collect();
        self.reports.retain(|(of, _)| *of != key);
        found
    }

    /// Who waits for a change that waits.
    pub fn held_back(&self) -> impl Iterator<Item = ReceiptId> {
        self.early.iter().map(|early| early.receipt.id)
    }
}

fn hash(id: &WaId) -> u64 {
    let mut hasher = DefaultHasher::new();
    id.as_str().hash(&mut hasher);
    hasher.finish()
}
