//! What people ask about a customer, not about a case: open one for them, do not hear them any more, hear them again.

use std::sync::Arc;

use super::{Act, Asked, Holder, Line, Route};
use crate::domain::acts::{By, Deed, REASON_MOST};
use crate::domain::event::Event;
use crate::domain::identity::Identity;
use crate::domain::ids::{CustomerId, Timestamp};
use crate::domain::main_group::cut;
use crate::domain::message::{
    ActOnCase, BlockCustomer, LiftBlock, OpenTicket, Ordered, Silenced, Tell,
};
use crate::domain::notice::Notice;
use crate::domain::outcome::{Outcome, Receipt};
use crate::domain::phone::Phone;
use crate::domain::refusal::Refusal;
use crate::domain::ticket::Blocked;

/// The customer was blocked: what has begun of theirs ends.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Silence {
    by: By,
    reason: Option<String>,
    receipt: Receipt,
}

impl Line {
    /// Asks the store who somebody is.
    pub(super) fn look_up(&mut self, asked: Identity, waits: Asked) -> Outcome {
        self.asked.insert(asked.clone(), vec![waits]);
        Outcome { lookups: vec![asked], ..Outcome::default() }
    }

    /// Somebody opens a ticket for a customer, who may be new.
    pub fn open_ticket(&mut self, msg: OpenTicket, now: Timestamp) -> Outcome {
        if self.is_staff(&msg.identity) {
            return Outcome::refuse(msg.receipt, Refusal::field("telefono", "open-agent"));
        }
        if let Some(waiting) = self.asked.get_mut(&msg.identity) {
            waiting.push(Asked::Ordered(msg.into()));
            return Outcome::default();
        }
        if self.find(&msg.identity).is_none() {
            return self.look_up(msg.identity.clone(), Asked::Ordered(msg.into()));
        }
        self.order_now(msg, now)
    }

    /// The customer is known: nobody has two cases at a time.
    pub(super) fn order_now(&mut self, msg: OpenTicket, now: Timestamp) -> Outcome {
        let known = self.find(&msg.identity).and_then(|id| self.customers.get_mut(&id));
        let Some(known) = known else {
            let what = msg.identity.phone.map(|phone| phone.pretty()).unwrap_or_default();
            return Outcome::refuse(msg.receipt, Refusal::Unknown { what });
        };
        if known.customer.blocked.is_some() {
            return Outcome::refuse(msg.receipt, Refusal::field("telefono", "open-blocked"));
        }
        known.last_heard = now;
        let mut outcome = Outcome::default();
        match &mut known.route {
            Route::Moving { waiting } => {
                let receipt = msg.receipt;
                waiting.push((Act::Ordered(msg.into()), receipt));
            }
            Route::Held(Holder::Group(_, ticket) | Holder::Slot(_, ticket)) => {
                return Outcome::refuse(msg.receipt, Refusal::HasTicket { ticket: *ticket });
            }
            Route::Held(Holder::Intake) => {
                // The name on WhatsApp is the customer's own.
                if known.customer.name.is_empty() && !msg.name.trim().is_empty() {
                    let name = msg.name.trim().chars().take(super::NAME_MOST).collect();
                    Arc::make_mut(&mut known.customer).name = name;
                    let customer = Arc::clone(&known.customer);
                    outcome.events.push(Event::CustomerKnown { customer });
                }
                let customer = Arc::clone(&known.customer);
                outcome.tells.push(Tell::Intake(Ordered { customer, order: msg }.into()));
            }
        }
        outcome
    }

    /// Nobody is to hear a customer any more, or they are to be heard again. An open case of theirs is closed, and
    /// they are told nothing.
    pub fn block(&mut self, msg: BlockCustomer, now: Timestamp) -> Outcome {
        let BlockCustomer { customer, blocked, by, who, reason, receipt } = msg;
        let id = customer.id;
        if !self.customers.contains_key(&id) {
            self.restore_customer(customer, Holder::Intake, now);
        }
        let Some(known) = self.customers.get_mut(&id) else {
            return Outcome::refuse(receipt, Refusal::Unknown { what: id.to_string() });
        };
        // Not forgotten before that is on disk.
        known.last_heard = now;
        if known.customer.blocked.is_some() == blocked {
            return Outcome::done(receipt);
        }
        if !blocked {
            return self.lift(id, receipt);
        }
        let reason = reason.map(|reason| cut(reason.trim(), REASON_MOST));
        let reason = reason.filter(|reason| !reason.is_empty());
        let blocked = Blocked { at: now, by: who, reason: reason.clone() };
        Arc::make_mut(&mut known.customer).blocked = Some(Box::new(blocked.clone()));
        let blocked = Event::CustomerBlocked { customer: id, blocked };
        let mut outcome = Outcome { events: vec![blocked], ..Outcome::default() };
        let silence = Silence { by, reason, receipt };
        match &mut known.route {
            Route::Moving { waiting } => {
                waiting.push((Act::Silenced(silence.into()), receipt));
            }
            Route::Held(_) => outcome.absorb(self.silence(id, silence)),
        }
        outcome
    }

    /// What a blocked customer has begun ends: with whoever holds it.
    pub(super) fn silence(&self, id: CustomerId, silence: Silence) -> Outcome {
        let Silence { by, reason, receipt } = silence;
        let Some(known) = self.customers.get(&id) else { return Outcome::done(receipt) };
        let close = |ticket| {
            let deed = Deed::Block;
            ActOnCase { customer: id, ticket, deed, by, reason, receipt }
        };
        let tell = match &known.route {
            Route::Moving { .. } => return Outcome::done(receipt),
            Route::Held(Holder::Intake) => {
                let mut outcome = Outcome::done(receipt);
                outcome.tells.push(Tell::Intake(Silenced { customer: id }.into()));
                return outcome;
            }
            Route::Held(Holder::Group(group, ticket)) => Tell::Group(*group, close(*ticket).into()),
            Route::Held(Holder::Slot(slot, ticket)) => Tell::Slot(*slot, close(*ticket).into()),
        };
        Outcome { tells: vec![tell], ..Outcome::default() }
    }

    /// What is unfinished after a restart: cases of customers who were blocked in the last moment before it.
    #[must_use]
    pub fn resume(&self) -> Outcome {
        let mut outcome = Outcome::default();
        for (id, known) in &self.customers {
            let Some(blocked) = &known.customer.blocked else { continue };
            if known.route != Route::Held(Holder::Intake) {
                let by = By::Panel { name: blocked.by.clone() };
                // Acknowledged, or brought again, by whoever asked for it.
                let receipt = Receipt::NOBODY;
                let silence = Silence { by, reason: blocked.reason.clone(), receipt };
                outcome.absorb(self.silence(*id, silence));
            }
        }
        outcome
    }

    /// Somebody in the Supervisor group wants a customer to be heard again.
    pub fn lift_block(&mut self, msg: LiftBlock) -> Outcome {
        let phone = match Phone::parse(&msg.number, &self.settings.country) {
            Ok(phone) => phone,
            Err(_) => {
                let mut outcome = Outcome::done(msg.receipt);
                outcome.reply(&msg.chat, msg.quote, Notice::UnblockHow);
                return outcome;
            }
        };
        let identity = Identity::of_phone(phone);
        if let Some(waiting) = self.asked.get_mut(&identity) {
            waiting.push(Asked::Lifted(msg.into()));
            return Outcome::default();
        }
        if self.find(&identity).is_none() {
            return self.look_up(identity, Asked::Lifted(msg.into()));
        }
        self.lift_now(msg)
    }

    /// The customer is known, if they are a customer at all.
    pub(super) fn lift_now(&mut self, msg: LiftBlock) -> Outcome {
        let LiftBlock { number, chat, quote, receipt } = msg;
        let phone = Phone::parse(&number, &self.settings.country).ok();
        let id = phone.as_ref().and_then(|phone| self.find(&Identity::of_phone(phone.clone())));
        let (Some(id), Some(phone)) = (id.filter(|id| self.is_blocked(*id)), phone) else {
            let mut outcome = Outcome::done(receipt);
            outcome.reply(&chat, quote, Notice::NotBlocked { number: cut(&number, 30) });
            return outcome;
        };
        let known = self.customers.get(&id);
        let customer = known.map(|known| known.customer.name.clone()).unwrap_or_default();
        let mut outcome = self.lift(id, receipt);
        let number = phone.pretty();
        outcome.reply(&chat, quote, Notice::CustomerUnblocked { customer, number });
        outcome
    }

    fn lift(&mut self, id: CustomerId, receipt: Receipt) -> Outcome {
        let mut outcome = Outcome::done(receipt);
        if let Some(known) = self.customers.get_mut(&id) {
            Arc::make_mut(&mut known.customer).blocked = None;
            outcome.events.push(Event::CustomerUnblocked { customer: id });
            self.idle.push_back((known.last_heard.plus(super::IDLE_MS), id));
        }
        outcome
    }
}
