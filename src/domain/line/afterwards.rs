//! What happens to messages after they arrived, on its way to whoever holds them: changes, reactions,
//! delivery reports, «is writing».

use super::known_ids::{EARLY_MS, Early, MessageOf};
use super::{Act, Holder, Line, Route};
use crate::domain::content::Content;
use crate::domain::identity::Identity;
use crate::domain::ids::{ChatId, CustomerId, SlotId, Timestamp, WaId};
use crate::domain::inbound::{Delivery, Incoming};
use crate::domain::message::{
    Author, Change, ChatOwner, CopyKnown, DeliveryReport, GroupChanged, HandRaised, SomebodyTypes,
    Tell,
};
use crate::domain::outcome::{EventKey, Outcome, Receipt};
use crate::domain::settings::GroupKind;

impl Line {
    /// A message was changed by its writer.
    pub(super) fn changed(
        &mut self,
        key: EventKey,
        id: WaId,
        chat: Option<ChatId>,
        change: Change,
        receipt: Receipt,
        now: Timestamp,
    ) -> Outcome {
        if self.seen.contains(&key) {
            return Outcome::done(receipt);
        }
        let receipt = Receipt { key: Some(key), ..receipt };
        let is_ours = chat.as_ref().is_none_or(|chat| {
            chat.is_direct() || matches!(self.chats.get(chat), Some(ChatOwner::Slot(_)))
        });
        if !is_ours {
            return Outcome::done(receipt);
        }
        match self.known_ids.get(&id) {
            Some(of) => {
                self.remember(key, now);
                self.pass_change(of, Author::Stranger, id, change, receipt, now)
            }
            None => {
                let until = now.plus(EARLY_MS);
                let early = Early { id, chat, change, receipt, until };
                self.known_ids
                    .keep(early)
                    .map_or_else(Outcome::default, |early| Outcome::done(early.receipt))
            }
        }
    }

    /// Somebody reacted to a message.
    pub(super) fn reacted(
        &mut self,
        key: EventKey,
        (chat, author): (ChatId, Identity),
        target: WaId,
        emoji: String,
        receipt: Receipt,
        now: Timestamp,
    ) -> Outcome {
        if self.seen.contains(&key) || author.is_same(&self.settings.own) {
            return Outcome::done(receipt);
        }
        let receipt = Receipt { key: Some(key), ..receipt };
        if let Some(ChatOwner::Group(group, GroupKind::Support | GroupKind::Sales)) =
            self.chats.get(&chat).copied()
            && is_raised_hand(&emoji)
            && self.settings.rules.groups.get(&group).is_some_and(|rules| rules.claim_by_reaction)
        {
            self.remember(key, now);
            let author = self.author(&author);
            let raised = HandRaised { author, target, receipt };
            return Outcome {
                tells: vec![Tell::Group(group, raised.into())],
                ..Outcome::default()
            };
        }
        let change = Change::Reacted { emoji };
        if let Some(ChatOwner::Slot(slot)) = self.chats.get(&chat).copied() {
            self.remember(key, now);
            let author = self.author(&author);
            return Self::tell_slot(slot, author, target, change, receipt);
        }
        if !chat.is_direct() || self.is_staff(&author) {
            return Outcome::done(receipt);
        }
        // To a customer's own message or to one of ours: the customer is who reacted.
        let Some(customer) = self.find(&author) else { return Outcome::done(receipt) };
        self.remember(key, now);
        self.customer_act(customer, Act::Changed { id: target, change }, receipt, now)
    }

    /// A message of ours got on.
    pub(super) fn delivery(
        &mut self,
        id: WaId,
        chat: &ChatId,
        state: Delivery,
        receipt: Receipt,
    ) -> Outcome {
        let slot = match (self.chats.get(chat), self.known_ids.get(&id)) {
            (Some(ChatOwner::Slot(slot)), _) => *slot,
            (Some(ChatOwner::Group(..)), _) => return Outcome::done(receipt),
            (None, Some(MessageOf::Slot(slot))) => slot,
            (None, Some(MessageOf::Customer(_))) => return Outcome::done(receipt),
            (None, None) => {
                if state != Delivery::Sent {
                    self.known_ids.report(&id, state);
                }
                return Outcome::done(receipt);
            }
        };
        let report = DeliveryReport { id, state, receipt };
        Outcome { tells: vec![Tell::Slot(slot, report.into())], ..Outcome::default() }
    }

    /// Somebody is writing.
    pub(super) fn typing(
        &mut self,
        chat: &ChatId,
        author: &Identity,
        on: bool,
        receipt: Receipt,
    ) -> Outcome {
        let mut outcome = Outcome::done(receipt);
        if !self.settings.typing {
            return outcome;
        }
        let found = match self.chats.get(chat).copied() {
            Some(ChatOwner::Slot(slot)) => matches!(self.author(author), Author::Agent { .. })
                .then_some((slot, SomebodyTypes { customer: false, on })),
            Some(ChatOwner::Group(..)) => None,
            None => self.slot_of(author).map(|slot| (slot, SomebodyTypes { customer: true, on })),
        };
        outcome.tells.extend(found.map(|(slot, types)| Tell::Slot(slot, types.into())));
        outcome
    }

    /// A message was sent to a customer: what happens to it there concerns its slot.
    pub fn copy_known(&mut self, msg: CopyKnown) -> Outcome {
        let CopyKnown { wa_id, slot } = msg;
        self.known_ids.insert(&wa_id, MessageOf::Slot(slot));
        let reports = self.known_ids.early_reports(&wa_id);
        let tell = |state| {
            // Acknowledged when it came; nobody waits.
            let receipt = Receipt::NOBODY;
            let report = DeliveryReport { id: wa_id.clone(), state, receipt };
            Tell::Slot(slot, report.into())
        };
        Outcome { tells: reports.into_iter().map(tell).collect(), ..Outcome::default() }
    }

    /// Changes that arrived before their message.
    pub(super) fn early_changes(&mut self, id: &WaId, now: Timestamp) -> Outcome {
        let mut outcome = Outcome::default();
        for early in self.known_ids.early(id) {
            let again = Receipt { key: None, ..early.receipt };
            if let Some(key) = early.receipt.key {
                outcome.absorb(self.changed(key, early.id, early.chat, early.change, again, now));
            }
        }
        outcome
    }

    /// Changes whose message did not arrive in time: it is none of ours, or from before. And shifts that began or
    /// ended.
    pub fn wake(&mut self, now: Timestamp) -> Outcome {
        let receipts = self.known_ids.overdue(now).into_iter().map(|early| early.receipt);
        let mut outcome = Outcome { receipts: receipts.collect(), ..Outcome::default() };
        outcome.absorb(self.look_at_shifts(now));
        outcome
    }

    /// When the next of them is given up, or shifts are looked at.
    #[must_use]
    pub fn next_deadline(&self) -> Option<Timestamp> {
        self.known_ids.next_deadline().into_iter().chain(self.places.next_look()).min()
    }

    fn pass_change(
        &mut self,
        of: MessageOf,
        author: Author,
        id: WaId,
        change: Change,
        receipt: Receipt,
        now: Timestamp,
    ) -> Outcome {
        match of {
            MessageOf::Slot(slot) => Self::tell_slot(slot, author, id, change, receipt),
            MessageOf::Customer(customer) => {
                let customer = self.now_known_as(customer);
                self.customer_act(customer, Act::Changed { id, change }, receipt, now)
            }
        }
    }

    fn tell_slot(
        slot: SlotId,
        author: Author,
        id: WaId,
        change: Change,
        receipt: Receipt,
    ) -> Outcome {
        let changed = GroupChanged { author, id, change, receipt };
        Outcome { tells: vec![Tell::Slot(slot, changed.into())], ..Outcome::default() }
    }

    /// The slot that attends a person.
    fn slot_of(&self, identity: &Identity) -> Option<SlotId> {
        let customer: CustomerId = self.find(identity)?;
        match self.customers.get(&customer)?.route {
            Route::Held(Holder::Slot(slot, _)) => Some(slot),
            Route::Held(Holder::Intake | Holder::Group(..)) | Route::Moving { .. } => None,
        }
    }

    /// Puts names where WhatsApp has `@` and digits: on the other side the digits are nobody.
    pub(super) fn name_mentions(&self, message: &mut Incoming) {
        for mentioned in &message.mentions {
            let name = if mentioned.is_same(&self.settings.own) {
                Some(self.settings.company.clone())
            } else {
                let agent = self.agent_of(mentioned).map(|agent| agent.name.clone());
                agent.or_else(|| {
                    let known = self.customers.get(&self.find(mentioned)?)?;
                    Some(known.customer.name.clone()).filter(|name| !name.is_empty())
                })
            };
            let digits = mentioned
                .phone
                .iter()
                .map(|phone| phone.digits().to_owned())
                .chain(mentioned.lid.iter().map(|lid| lid.0.to_string()));
            for digits in digits.filter(|digits| !digits.is_empty()) {
                let shown = name.clone().unwrap_or_else(|| "…".to_owned());
                replace(&mut message.content, &format!("@{digits}"), &format!("@{shown}"));
            }
        }
    }
}

/// ✋ in any colour of skin, and the hands that look like it.
fn is_raised_hand(emoji: &str) -> bool {
    let plain = emoji.trim_end_matches([
        '\u{1f3fb}',
        '\u{1f3fc}',
        '\u{1f3fd}',
        '\u{1f3fe}',
        '\u{1f3ff}',
        '\u{fe0f}',
    ]);
    matches!(plain, "✋" | "🖐" | "🤚")
}

fn replace(content: &mut Content, what: &str, with: &str) {
    match content {
        Content::Text { text } | Content::Media { caption: Some(text), .. } => {
            *text = text.replace(what, with);
        }
        Content::Media { caption: None, .. }
        | Content::Location { .. }
        | Content::Contacts { .. }
        | Content::Poll { .. }
        | Content::Choice { .. }
        | Content::Unknown { .. } => {}
    }
}
