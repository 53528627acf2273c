//! What is to be delivered to Relevo: brought again until acknowledged, in order within a chat.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::chats::Place;
use super::faults::Faults;
use crate::domain::ids::WaId;
use crate::domain::inbound::Inbound;

/// One thing to deliver; never given twice.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct DeliveryId(pub u64);

/// Something that Relevo has not acknowledged.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Pending {
    /// Which delivery.
    pub id: DeliveryId,
    /// The chat whose order it keeps; none for news of the connection.
    pub place: Option<Place>,
    /// The message that is delivered by it.
    pub message: Option<WaId>,
    /// What Relevo gets to see.
    pub inbound: Inbound,
}

/// All that waits, oldest first.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub(super) struct Deliveries {
    waiting: BTreeMap<DeliveryId, Pending>,
    last: u64,
}

impl Deliveries {
    pub fn push(&mut self, place: Option<Place>, message: Option<WaId>, inbound: Inbound) {
        self.last += 1;
        let id = DeliveryId(self.last);
        self.waiting.insert(id, Pending { id, place, message, inbound });
    }

    pub fn iter(&self) -> impl Iterator<Item = &Pending> {
        self.waiting.values()
    }

    pub fn acknowledge(&mut self, id: DeliveryId) -> Option<Pending> {
        self.waiting.remove(&id)
    }

    /// Nothing waits any more; ids are not given again.
    pub fn clear(&mut self) {
        self.waiting.clear();
    }

    /// What is delivered next while `busy` are on their way, as the dice fall.
    pub fn choose(
        &self,
        busy: &BTreeSet<DeliveryId>,
        faults: &Faults,
        roll: u64,
    ) -> Option<&Pending> {
        let window = usize::try_from(faults.reorder).unwrap_or(usize::MAX).max(1);
        let mut taken: BTreeSet<&Option<Place>> = busy
            .iter()
            .filter_map(|id| self.waiting.get(id))
            .map(|pending| &pending.place)
            .collect();
        let mut candidates = Vec::new();
        for pending in self.waiting.values() {
            if busy.contains(&pending.id) || (faults.is_down() && pending.place.is_some()) {
                continue;
            }
            if taken.insert(&pending.place) || faults.reorder_within_chat {
                candidates.push(pending);
                if candidates.len() >= window {
                    break;
                }
            }
        }
        let count = u64::try_from(candidates.len()).ok().filter(|count| *count > 0)?;
        candidates.get(usize::try_from(roll % count).ok()?).copied()
    }
}
