//! The customers: they write numbered messages as fast as those are taken, a few at most ahead of what
//! has been shown to an agent.

use std::collections::BTreeSet;

use super::post::Post;
use super::scene::Scene;

/// A customer waits when this many messages have not been shown to anybody.
const AHEAD_MOST: usize = 8;
/// Each customer writes at least this many.
const WRITTEN_LEAST: usize = 40;
/// These send several messages at once, so that their order is not settled before they arrive.
const IMPATIENT: usize = 3;

/// A message of a customer.
pub struct Written {
    pub id: String,
    pub token: String,
}

pub struct Customers {
    /// Of each customer, in the order of writing.
    pub written: Vec<Vec<Written>>,
    shown: Vec<BTreeSet<String>>,
}

impl Customers {
    pub fn new(scene: &Scene) -> Self {
        let count = scene.customers.len();
        Self {
            written: (0..count).map(|_| Vec::new()).collect(),
            shown: vec![BTreeSet::new(); count],
        }
    }

    /// Nobody ever takes this customer's ticket.
    pub fn is_neglected(&self, customer: usize) -> bool {
        customer + 1 == self.written.len()
    }

    /// Whether this customer sends a message only after the one before was taken.
    pub fn is_patient(customer: usize) -> bool {
        customer >= IMPATIENT
    }

    /// Everybody who may writes. `busy`: also those who have written enough.
    pub fn write(
        &mut self,
        scene: &Scene,
        post: &mut Post,
        random: &mut fastrand::Rng,
        busy: bool,
    ) {
        for (customer, person) in scene.customers.iter().enumerate() {
            let written = &mut self.written[customer];
            while written.len() < self.shown[customer].len() + AHEAD_MOST
                && (busy || written.len() < WRITTEN_LEAST)
            {
                let number = written.len();
                let token = format!("c{customer:02}-{number:04}");
                let lane =
                    if Self::is_patient(customer) { format!("c{customer}") } else { token.clone() };
                let (id, event) = scene.say(|fake| fake.dm(person, &format!("{token} no me anda")));
                post.hand_in(&lane, &id, event, random);
                written.push(Written { id, token });
            }
        }
    }

    /// A message was shown in a personal group.
    pub fn shown(&mut self, customer: usize, token: &str) {
        self.shown[customer].insert(token.into());
    }

    /// Whether all that a customer wrote was shown to somebody.
    pub fn is_served(&self, customer: usize) -> bool {
        self.written[customer].len() == self.shown[customer].len()
    }

    /// Whether everybody is served, but for who is neglected.
    pub fn are_served(&self) -> bool {
        self.unserved().is_empty()
    }

    /// What was written and not shown to anybody, but for who is neglected.
    pub fn unserved(&self) -> Vec<&str> {
        let waiting =
            (0..self.written.len()).filter(|n| !self.is_neglected(*n) && !self.is_served(*n));
        let written = waiting.flat_map(|n| self.written[n].iter().map(move |written| (n, written)));
        let unseen = written.filter(|(n, written)| !self.shown[*n].contains(&written.token));
        unseen.map(|(_, written)| written.token.as_str()).collect()
    }
}
