//! The agents: they race for what is announced, answer what is shown in their groups, and close.

use std::collections::{BTreeMap, BTreeSet};

use super::customers::Customers;
use super::post::Post;
use super::scene::{Scene, SlotChat};

/// Turns of the load between two attempts at a ticket that nobody got.
const TRY_AGAIN_AFTER: u64 = 100;

/// A case that an agent sees in a personal group.
struct Case {
    no: i64,
    customer: usize,
    /// Messages of the customer's after which the agent closes.
    enough: usize,
    heard: BTreeSet<String>,
    closing: bool,
}

impl Case {
    fn close(&mut self, slot: usize, scene: &Scene, post: &mut Post, random: &mut fastrand::Rng) {
        self.closing = true;
        let SlotChat { chat, agent, .. } = &scene.slots[slot];
        let text = format!("/fin caso {}", self.no);
        let (id, event) =
            scene.say(|fake| fake.group_say(&scene.agents[*agent], chat, &text, None));
        post.hand_in(&lane(slot), &id, event, random);
    }
}

/// What is written in a slot arrives in order.
fn lane(slot: usize) -> String {
    format!("slot {slot}")
}

/// An announced ticket.
struct Offer {
    customer: usize,
    /// The announcement's ids; more than one where a crash repeated it.
    copies: Vec<String>,
    assigned: bool,
    tried_at: Option<u64>,
    claims: Vec<String>,
}

/// What an agent wrote to a customer.
pub struct Answer {
    pub id: String,
    pub token: String,
    pub slot: usize,
    pub customer: usize,
}

pub struct Agents {
    cases: Vec<Option<Case>>,
    offers: BTreeMap<i64, Offer>,
    /// All that was written to customers, in order.
    pub answers: Vec<Answer>,
    pub claims: usize,
    turn: u64,
}

impl Agents {
    pub fn new(scene: &Scene) -> Self {
        let cases = scene.slots.iter().map(|_| None).collect();
        Self { cases, offers: BTreeMap::new(), answers: Vec::new(), claims: 0, turn: 0 }
    }

    /// A ticket was announced.
    pub fn announced(&mut self, no: i64, customer: usize, id: &str) {
        let offer = Offer {
            customer,
            copies: Vec::new(),
            assigned: false,
            tried_at: None,
            claims: Vec::new(),
        };
        let offer = self.offers.entry(no).or_insert(offer);
        offer.copies.push(id.into());
        // The first copy may be one that Relevo knows nothing of.
        offer.tried_at = None;
    }

    /// A ticket was given to somebody.
    pub fn assigned(&mut self, no: i64) {
        if let Some(offer) = self.offers.get_mut(&no) {
            offer.assigned = true;
        }
    }

    /// A case begins in a slot.
    pub fn opened(&mut self, slot: usize, no: i64, customer: usize, random: &mut fastrand::Rng) {
        if self.cases[slot].as_ref().is_some_and(|case| case.no == no) {
            return;
        }
        let enough = random.usize(4..14);
        self.cases[slot] =
            Some(Case { no, customer, enough, heard: BTreeSet::new(), closing: false });
    }

    /// The case in a slot is over.
    pub fn closed(&mut self, slot: usize, no: i64) {
        if self.cases[slot].as_ref().is_some_and(|case| case.no == no) {
            self.cases[slot] = None;
        }
    }

    /// A customer's message was shown: the agent answers every other one, and closes in the end.
    pub fn heard(
        &mut self,
        slot: usize,
        token: &str,
        scene: &Scene,
        post: &mut Post,
        random: &mut fastrand::Rng,
    ) {
        let Some(case) = &mut self.cases[slot] else { return };
        if !case.heard.insert(token.into()) || case.closing {
            return;
        }
        let person = &scene.agents[scene.slots[slot].agent];
        let chat = &scene.slots[slot].chat;
        if random.bool() {
            let token = format!("r{slot}-{:04}", self.answers.len());
            let text = format!("{token} para c{:02}", case.customer);
            let (id, event) = scene.say(|fake| fake.group_say(person, chat, &text, None));
            post.hand_in(&lane(slot), &id, event, random);
            self.answers.push(Answer { id, token, slot, customer: case.customer });
        }
        if case.heard.len() >= case.enough {
            case.close(slot, scene, post, random);
        }
    }

    /// Makes room for a ticket that waits: closes a case whose customer has nothing left to say.
    pub fn make_room(
        &mut self,
        scene: &Scene,
        post: &mut Post,
        random: &mut fastrand::Rng,
        customers: &Customers,
    ) {
        let mut offers = self.offers.values();
        if !offers.any(|offer| !offer.assigned && !customers.is_neglected(offer.customer)) {
            return;
        }
        for (slot, case) in self.cases.iter_mut().enumerate() {
            if let Some(case) =
                case.as_mut().filter(|case| !case.closing && customers.is_served(case.customer))
            {
                case.close(slot, scene, post, random);
            }
        }
    }

    /// Two agents try for each ticket that waits, at first blindly, later when somebody has room.
    pub fn claim(
        &mut self,
        scene: &Scene,
        post: &mut Post,
        random: &mut fastrand::Rng,
        neglected: usize,
    ) {
        self.turn += 1;
        let has_room = self.cases.iter().any(Option::is_none);
        for offer in
            self.offers.values_mut().filter(|offer| !offer.assigned && offer.customer != neglected)
        {
            let is_due = match offer.tried_at {
                None => true,
                Some(at) => has_room && self.turn > at + TRY_AGAIN_AFTER,
            };
            if !is_due || !offer.claims.iter().all(|claim| post.is_taken(claim)) {
                continue;
            }
            offer.tried_at = Some(self.turn);
            let mut agents: Vec<usize> = (0..scene.agents.len()).collect();
            random.shuffle(&mut agents);
            for agent in &agents[..2] {
                let person = &scene.agents[*agent];
                let copy = offer.copies.last().map(String::as_str);
                let (id, event) =
                    scene.say(|fake| fake.group_say(person, &scene.main, "lo tomo", copy));
                post.hand_in(&format!("agent {agent}"), &id, event, random);
                offer.claims.push(id);
                self.claims += 1;
            }
        }
    }
}
