//! What the line remembers: who customers are, until they have been silent, and what arrived before.

use std::sync::Arc;

use super::{IDLE_MS, Line, NAME_MOST, Route, SEEN_MOST, SEEN_MS};
use crate::domain::event::Event;
use crate::domain::identity::Identity;
use crate::domain::ids::{CustomerId, Timestamp};
use crate::domain::inbound::Incoming;
use crate::domain::message::Holder;
use crate::domain::outcome::{EventKey, Outcome};
use crate::domain::phone::Phone;
use crate::domain::ticket::Customer;

impl Line {
    /// The customer with this identity. Where phone and LID lead to two, the one with a ticket counts,
    /// then the phone.
    pub(super) fn find(&self, identity: &Identity) -> Option<CustomerId> {
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

    pub(super) fn has_ticket(&self, id: CustomerId) -> bool {
        self.customers.get(&id).is_some_and(|known| known.route != Route::Held(Holder::Intake))
    }

    /// Whether nothing speaks against it: WhatsApp may give a LID to somebody else one day.
    pub(super) fn may_be(&self, id: CustomerId, identity: &Identity) -> bool {
        self.customers.get(&id).is_some_and(|known| known.customer.may_be(identity))
    }

    /// Takes in what a message says about its author.
    pub(super) fn learn(&mut self, id: CustomerId, message: &Incoming, now: Timestamp) -> Outcome {
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
        // Who shows another side may be known by that side too.
        let lookups = if known.customer.identity == identity {
            Vec::new()
        } else {
            vec![message.author.joined(&identity)]
        };
        let changed = Arc::make_mut(&mut known.customer);
        changed.identity = identity;
        changed.chat = message.chat.clone();
        changed.name = name;
        let customer = Arc::clone(&known.customer);
        self.index(&customer);
        Outcome { events: vec![Event::CustomerKnown { customer }], lookups, ..Outcome::default() }
    }

    pub(super) fn index(&mut self, customer: &Customer) {
        for identity in customer.identities() {
            if let Some(phone) = &identity.phone {
                self.by_phone.insert(phone.key(), customer.id);
            }
            if let Some(lid) = &identity.lid {
                self.by_lid.insert(lid.clone(), customer.id);
            }
        }
    }

    pub(super) fn remember(&mut self, key: EventKey, at: Timestamp) {
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
    pub(super) fn forget_idle(&mut self, now: Timestamp) {
        while let Some((_, id)) = self.idle.front().copied().filter(|(due, _)| *due <= now) {
            self.idle.pop_front();
            let Some(known) = self.customers.get(&id) else { continue };
            if known.route != Route::Held(Holder::Intake) {
                // Comes back here when the case ends.
                continue;
            }
            if known.customer.blocked.is_some() {
                // Kept: a look-up that began before they were blocked would bring them back unblocked.
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

    pub(super) fn forget(&mut self, id: CustomerId) {
        let Some(known) = self.customers.remove(&id) else { return };
        for identity in known.customer.identities() {
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
    }
}
