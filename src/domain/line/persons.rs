//! Who customers are: what the company notes of them, two that are one person, and one who is to be forgotten.
//!
//! Whoever goes up in another or is forgotten must first be let go by intake, which may be in the middle of opening
//! a case: meanwhile their messages wait here, as on the way from one owner to the next.

use std::sync::Arc;

use super::{Act, Holder, IDLE_MS, Line, Route};
use crate::domain::customer::{
    EraseCustomer, LetGo, LetGone, MergeCustomers, TendCustomer, ordered,
};
use crate::domain::event::Event;
use crate::domain::identity::Identity;
use crate::domain::ids::{CustomerId, Timestamp};
use crate::domain::message::Tell;
use crate::domain::outcome::{Outcome, Receipt};
use crate::domain::refusal::Refusal;
use crate::domain::ticket::Customer;

/// Somebody whom intake is to let go.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Parting {
    /// Who they go up in; none where they are forgotten.
    into: Option<CustomerId>,
    /// Who waits; nobody where WhatsApp itself has said that two are one.
    receipt: Option<Receipt>,
}

impl Line {
    /// The company notes something of a customer.
    pub fn tend_customer(&mut self, msg: TendCustomer) -> Outcome {
        let TendCustomer { customer, language, tags, receipt } = msg;
        let tags = ordered(tags);
        if let Some(known) = self.customers.get_mut(&customer) {
            let about = &mut Arc::make_mut(&mut known.customer).about;
            about.language = language;
            about.tags.clone_from(&tags);
        }
        let tended = Event::CustomerTended { customer, language, tags };
        Outcome { events: vec![tended], receipts: vec![receipt], ..Outcome::default() }
    }

    /// Two customers are one person.
    pub fn merge_customers(&mut self, msg: MergeCustomers, now: Timestamp) -> Outcome {
        let MergeCustomers { keep, gone, receipt } = msg;
        if keep.id == gone.id {
            return Outcome::refuse(receipt, Refusal::field("cliente", "flash-bad-customer-same"));
        }
        if self.is_unsettled(&keep) || self.is_unsettled(&gone) {
            return Outcome::refuse(receipt, Refusal::field("cliente", "flash-bad-customer-busy"));
        }
        let (kept, gone) = if self.has_ticket(gone.id) { (gone, keep) } else { (keep, gone) };
        if self.has_ticket(gone.id) {
            return Outcome::refuse(
                receipt,
                Refusal::field("cliente", "flash-bad-customers-both-open"),
            );
        }
        self.part(gone, Some(kept), Some(receipt), now)
    }

    /// A customer is to be forgotten.
    pub fn erase_customer(&mut self, msg: EraseCustomer, now: Timestamp) -> Outcome {
        let EraseCustomer { customer, receipt } = msg;
        if self.has_ticket(customer.id) && !self.parting.contains_key(&customer.id) {
            return Outcome::refuse(
                receipt,
                Refusal::field("cliente", "flash-bad-customer-has-case"),
            );
        }
        if self.is_unsettled(&customer) {
            return Outcome::refuse(receipt, Refusal::field("cliente", "flash-bad-customer-busy"));
        }
        self.part(customer, None, Some(receipt), now)
    }

    /// A message or the store says that these two are one person. Where both have a case, or are on their way, it
    /// stays as it is: a person can join them later.
    pub(super) fn unite(
        &mut self,
        one: CustomerId,
        other: CustomerId,
        proof: &Identity,
        now: Timestamp,
    ) -> Outcome {
        let customer = |id| self.customers.get(&id).map(|known| Arc::clone(&known.customer));
        let (Some(one), Some(other)) = (customer(one), customer(other)) else {
            return Outcome::default();
        };
        let proven = one.id != other.id && one.may_be(proof) && other.may_be(proof);
        if !proven || self.is_unsettled(&one) || self.is_unsettled(&other) {
            return Outcome::default();
        }
        let (kept, gone) = match (self.has_ticket(one.id), self.has_ticket(other.id)) {
            (true, true) => return Outcome::default(),
            (false, true) => (other, one),
            // Whoever was known first goes on.
            (false, false) if other.id < one.id => (other, one),
            (_, false) => (one, other),
        };
        self.part(gone, Some(kept), None, now)
    }

    /// Holds the messages of somebody who is to be let go, and asks intake to.
    fn part(
        &mut self,
        gone: Arc<Customer>,
        into: Option<Arc<Customer>>,
        receipt: Option<Receipt>,
        now: Timestamp,
    ) -> Outcome {
        let (customer, kept) = (gone.id, into.as_ref().map(|kept| kept.id));
        for known in into.into_iter().chain([gone]) {
            let id = known.id;
            if !self.customers.contains_key(&id) {
                self.restore_customer(known, Holder::Intake, now);
            } else if let Some(known) = self.customers.get_mut(&id) {
                // Not forgotten meanwhile.
                known.last_heard = now;
            }
        }
        if let Some(known) = self.customers.get_mut(&customer) {
            known.route = Route::Moving { waiting: Vec::new() };
        }
        self.parting.insert(customer, Parting { into: kept, receipt });
        let has_case = kept.is_some_and(|kept| self.has_ticket(kept));
        let into = kept.and_then(|kept| self.customers.get(&kept));
        let into = into.map(|known| Arc::clone(&known.customer));
        let let_go = LetGo { customer, into, has_case };
        Outcome { tells: vec![Tell::Intake(let_go.into())], ..Outcome::default() }
    }

    /// Intake has let somebody go, or cannot.
    pub fn let_gone(&mut self, msg: LetGone, now: Timestamp) -> Outcome {
        if !msg.gone {
            return self.stay(msg.customer, "flash-bad-customer-busy", now);
        }
        // Not there: they stayed, because intake had asked for a case before.
        let Some(Parting { into, receipt }) = self.parting.remove(&msg.customer) else {
            return Outcome::default();
        };
        let Some(gone) = self.customers.get(&msg.customer).map(|known| Arc::clone(&known.customer))
        else {
            return Outcome::broken("intake let somebody go whom the line does not know");
        };
        let waiting = match self.customers.get_mut(&msg.customer).map(|known| &mut known.route) {
            Some(Route::Moving { waiting }) => std::mem::take(waiting),
            Some(Route::Held(_)) | None => Vec::new(),
        };
        self.forget(msg.customer);
        let mut outcome = Outcome::default();
        match into {
            Some(kept) => {
                let Some(known) = self.customers.get_mut(&kept) else {
                    return Outcome::broken("somebody went up in a customer who was forgotten");
                };
                let united = Arc::new(known.customer.united(&gone));
                known.customer = Arc::clone(&united);
                known.last_heard = now;
                self.index(&united);
                self.became.insert(msg.customer, kept);
                let (kept, gone, at) = (united, msg.customer, now);
                outcome.events.push(Event::CustomersMerged { kept, gone, at });
            }
            None => {
                self.erased.retain(|_, at| now.since(*at) <= IDLE_MS);
                self.erased.insert(msg.customer, now);
                let erased = Event::CustomerErased { customer: msg.customer, at: now };
                outcome.events.push(erased);
            }
        }
        outcome.receipts.extend(receipt);
        for (act, receipt) in waiting {
            let what = match (act, into) {
                // Who writes after having been forgotten is somebody new.
                (Act::Wrote(message), _) => self.customer_message(*message, receipt, now),
                (act @ Act::Changed { .. }, Some(kept)) => {
                    self.customer_act(kept, act, receipt, now)
                }
                (Act::Changed { .. }, None) => Outcome::done(receipt),
                (Act::Acted(msg), _) => self.act(*msg),
                (Act::Ordered(order), _) => self.open_ticket(*order, now),
                (Act::Silenced(silence), Some(kept)) => self.silence(kept, *silence),
                (Act::Silenced(_), None) => Outcome::done(receipt),
            };
            outcome.absorb(what);
        }
        outcome
    }

    /// Somebody stays who was to be let go: what waited goes on to intake.
    pub(super) fn stay(
        &mut self,
        customer: CustomerId,
        why: &'static str,
        now: Timestamp,
    ) -> Outcome {
        let Some(parting) = self.parting.remove(&customer) else { return Outcome::default() };
        let mut outcome = Outcome::default();
        if let Some(receipt) = parting.receipt {
            outcome.absorb(Outcome::refuse(receipt, Refusal::field("cliente", why)));
        }
        let Some(known) = self.customers.get_mut(&customer) else { return outcome };
        let route = std::mem::replace(&mut known.route, Route::Held(Holder::Intake));
        known.last_heard = now;
        self.idle.push_back((now.plus(IDLE_MS), customer));
        if let Route::Moving { waiting } = route {
            for (act, receipt) in waiting {
                outcome.absorb(self.pass(customer, act, receipt, now));
            }
        }
        outcome
    }

    /// Who somebody is since two became one.
    pub(super) fn now_known_as(&self, customer: CustomerId) -> CustomerId {
        // Each goes up in somebody who is there, so this ends.
        let mut id = customer;
        while let Some(next) = self.became.get(&id) {
            id = *next;
        }
        id
    }

    /// The store knows a person under both their addresses, as two.
    pub(super) fn known_twice(
        &mut self,
        answer: &crate::domain::message::CustomerFound,
        now: Timestamp,
    ) -> Outcome {
        let (Some(found), Some(other)) = (&answer.found, &answer.other) else {
            return Outcome::default();
        };
        let (one, two) = (self.now_known_as(found.id), self.now_known_as(other.id));
        if one == two {
            return Outcome::default();
        }
        for customer in [found, other] {
            // Not the index of somebody who is in memory: that one is newer.
            let there = self.customers.contains_key(&self.now_known_as(customer.id));
            if !there {
                self.restore_customer(Arc::clone(customer), Holder::Intake, now);
            }
        }
        self.unite(one, two, &answer.asked, now)
    }

    /// Whether somebody is being looked up, moved or let go just now: who they are may be about to change.
    fn is_unsettled(&self, customer: &Arc<Customer>) -> bool {
        let known = self.customers.get(&customer.id);
        let is_moving = known.is_some_and(|known| matches!(known.route, Route::Moving { .. }));
        let customer = known.map_or(customer, |known| &known.customer);
        let is_asked = || {
            let mut asked = self.asked.keys();
            asked.any(|asked| customer.may_be(asked))
        };
        // Somebody else may be about to go up in this one.
        let takes_in = || self.parting.values().any(|parting| parting.into == Some(customer.id));
        is_moving || is_asked() || takes_in()
    }
}
