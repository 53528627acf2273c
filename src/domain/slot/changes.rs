//! What happens to the messages of a case after they were written: changed, deleted, reacted to, delivered,
//! read, failed. Carried over to the other side, and kept.

use super::held::Held;
use super::{Case, Slot};
use crate::domain::command::Command;
use crate::domain::content::Content;
use crate::domain::event::Event;
use crate::domain::ids::{AgentId, ChatId, TicketNo, Timestamp, WaId};
use crate::domain::inbound::Delivery;
use crate::domain::message::{
    Author, Change, CopyIs, CopySent, CustomerChanged, DeliveryReport, GroupChanged, NotDelivered,
    Reworded, SettleLetter, SomebodyTypes, Tell,
};
use crate::domain::message_map::{Carried, Entry, MessageMap};
use crate::domain::notice::Notice;
use crate::domain::outcome::{Body, Hint, Outcome, QuoteRef, Send};
use crate::domain::purpose::Purpose;
use crate::domain::refusal::Refusal;
use crate::domain::settings::ReadMarks;
use crate::domain::ticket::{CaseMessage, Side};

/// Reactions that wait for the id of their message, at the most.
const UNPLACED_MOST: usize = 16;

/// A reaction to a message whose id is not known yet.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Unplaced {
    id: WaId,
    by: Side,
    change: Change,
}

/// An edit that is not carried.
struct Withheld {
    /// Why.
    notice: Notice,
    /// It, where the agent may insist on it.
    edit: Option<Change>,
}

impl Slot {
    /// The customer changed a message, or reacted to one.
    pub fn customer_changed(&mut self, msg: CustomerChanged, now: Timestamp) -> Outcome {
        let CustomerChanged { customer, id, change, receipt } = msg;
        let mut outcome = Outcome::done(receipt);
        let Some(case) = &self.case else { return outcome };
        if case.ticket.customer.id != customer {
            return outcome;
        }
        let Some(entry) = case.map.find(&id).cloned() else {
            self.await_id(id, Side::Customer, change);
            return outcome;
        };
        if entry.past.is_some() {
            // In this slot there is nothing to react to: it is kept for the history.
            if let Change::Reacted { emoji } = change {
                let (ticket, seq) = (case.ticket.no, entry.message.seq);
                let emoji = emoji.chars().take(16).collect();
                outcome.events.push(Event::Reacted { ticket, seq, by: Side::Customer, emoji });
            }
            return outcome;
        }
        let is_own = entry.message.from == Side::Customer && entry.message.wa_id == id;
        if is_own || matches!(change, Change::Reacted { .. }) {
            let ticket = case.ticket.no;
            outcome.absorb(self.carry_change(Side::Customer, ticket, &entry, &change, now));
        }
        if matches!(change, Change::Edited { .. } | Change::Revoked) {
            // What asked for nothing may ask now, and what asked may be gone.
            self.watch();
        }
        outcome
    }

    /// Somebody in the group changed a message, or reacted to one.
    ///
    /// Only its writer can change a message, so the one who wrote it counts, not who the gateway names; a
    /// reaction counts if it is an agent's. What was written just before `/fin` can still be changed.
    pub fn group_changed(&mut self, msg: GroupChanged, now: Timestamp) -> Outcome {
        let GroupChanged { author, id, change, receipt } = msg;
        let mut outcome = Outcome::done(receipt);
        if self.change_held(&id, &change) {
            return outcome;
        }
        let Some(chat) = self.chat.clone() else { return outcome };
        let here = self.case.as_deref().filter(|case| case.map.find(&id).is_some());
        let Some(case) =
            here.or(self.before.as_deref()).filter(|case| case.map.find(&id).is_some())
        else {
            if let Author::Agent { id: by, .. } = author {
                self.await_id(id, Side::Agent(by), change);
            }
            return outcome;
        };
        let (ticket, is_open) = (case.ticket.no, here.is_some());
        let found = case.map.find(&id).filter(|entry| entry.past.is_none());
        let Some(entry) = found.cloned() else { return outcome };
        let by = match (&change, author, entry.message.from) {
            (Change::Reacted { .. }, Author::Agent { id, .. }, _) if is_open => Side::Agent(id),
            (Change::Edited { .. } | Change::Revoked, _, by @ Side::Agent(_))
                if entry.message.wa_id == id =>
            {
                by
            }
            // Strangers' reactions, and deletions of what Relevo wrote.
            (Change::Reacted { .. } | Change::Edited { .. } | Change::Revoked, _, _) => {
                return outcome;
            }
        };
        let change = match self.checked(change) {
            Ok(change) => change,
            Err(withheld) => {
                let Withheld { notice, edit } = *withheld;
                outcome.reply(&chat, self.own_quote(&entry), notice);
                if let Some(change) = edit {
                    self.hold(Held::Edit { id, change });
                }
                return outcome;
            }
        };
        outcome.absorb(self.carry_change(by, ticket, &entry, &change, now));
        outcome
    }

    /// An agent insists on an edit that was held back.
    pub(super) fn carry_held_edit(
        &mut self,
        by: AgentId,
        id: &WaId,
        change: &Change,
        now: Timestamp,
    ) -> Outcome {
        let Some(case) = &self.case else { return Outcome::default() };
        let Some(entry) = case.map.find(id).cloned() else { return Outcome::default() };
        let ticket = case.ticket.no;
        self.carry_change(Side::Agent(by), ticket, &entry, change, now)
    }

    /// An edit is held to the rules of a new message: no command leaks, and no other case is named, unless it is
    /// told to.
    fn checked(&self, change: Change) -> Result<Change, Box<Withheld>> {
        let Change::Edited { content, at } = change else { return Ok(change) };
        match content.typed().and_then(Command::parse) {
            None => {}
            Some(Command::ToCustomer { text }) if !text.is_empty() => {
                return Ok(Change::Edited { content: content.edited(&Content::text(text)), at });
            }
            Some(
                Command::ToCustomer { .. }
                | Command::Info
                | Command::Close { .. }
                | Command::Canned { .. }
                | Command::Help
                | Command::Assign { .. }
                | Command::Block { .. }
                | Command::Unblock { .. }
                | Command::Note { .. }
                | Command::Transfer { .. }
                | Command::Return { .. }
                | Command::Escalate { .. }
                | Command::Status
                | Command::Agents
                | Command::Unknown { .. },
            ) => {
                let notice = Notice::EditNotCarried;
                return Err(Withheld { notice, edit: None }.into());
            }
        }
        match self.wrong_room(&content) {
            Some(notice) => {
                let edit = Some(Change::Edited { content, at });
                Err(Withheld { notice, edit }.into())
            }
            None => Ok(Change::Edited { content, at }),
        }
    }

    /// Keeps a change and carries it to the other side.
    fn carry_change(
        &mut self,
        by: Side,
        ticket: TicketNo,
        entry: &Entry,
        change: &Change,
        now: Timestamp,
    ) -> Outcome {
        let mut outcome = Outcome::default();
        let seq = entry.message.seq;
        let event = match change {
            Change::Reacted { emoji } => {
                let emoji: String = emoji.chars().take(16).collect();
                Event::Reacted { ticket, seq, by, emoji }
            }
            Change::Edited { .. } | Change::Revoked => {
                let changed_now = self.map_of(ticket).and_then(|map| map.change(seq, change, now));
                let Some(message) = changed_now else { return outcome };
                changed(ticket, &message, change, now)
            }
        };
        let Some(case) = self.case_of(ticket) else { return outcome };
        let name = case.ticket.customer.name.clone();
        let of = self.reference(case, entry, by);
        let body = match (&event, change) {
            (Event::Reacted { emoji, .. }, _) => {
                Body::Reacted { of, emoji: emoji.clone(), excerpt: entry.excerpt() }
            }
            (Event::Edited { content, .. }, _) => {
                let name = (by == Side::Customer && !name.is_empty()).then_some(name);
                Body::Changed { of, name, content: content.clone() }
            }
            (_, Change::Edited { .. } | Change::Revoked | Change::Reacted { .. }) => {
                Body::Deleted { of, excerpt: entry.excerpt() }
            }
        };
        // What is not on the other side cannot be changed there; a reaction may be to the other side's own.
        let is_there = match change {
            Change::Reacted { .. } => entry.is_carried() || !same_side(entry.message.from, by),
            Change::Edited { .. } | Change::Revoked => entry.is_carried(),
        };
        if let (true, Some((chat, purpose))) = (is_there, self.change_to(by, case, seq)) {
            let quote = Some(self.quote(case, entry, by));
            outcome.sends.push(Send { chat, purpose, body, quote, not_before: None });
        }
        outcome.events.push(event);
        outcome
    }

    fn change_to(&self, by: Side, case: &Case, seq: u32) -> Option<(ChatId, Purpose)> {
        let (slot, ticket) = (self.id, case.ticket.no);
        match by {
            Side::Customer => {
                Some((self.chat.clone()?, Purpose::ChangeForSlot { slot, ticket, seq }))
            }
            Side::Agent(_) => {
                let chat = case.ticket.customer.chat.clone();
                Some((chat, Purpose::ChangeForCustomer { slot, ticket, seq }))
            }
        }
    }

    /// People can be faster than a gateway's answer: a reaction to what is being sent waits for its id. A restart
    /// meanwhile loses it.
    fn await_id(&mut self, id: WaId, by: Side, change: Change) {
        if self.case.is_none() || !matches!(change, Change::Reacted { .. }) {
            return;
        }
        if self.unplaced.len() >= UNPLACED_MOST {
            self.unplaced.remove(0);
        }
        self.unplaced.push(Unplaced { id, by, change });
    }

    /// A message was carried over: from now on its id there is known.
    pub fn copy_sent(&mut self, msg: CopySent, now: Timestamp) -> Outcome {
        let CopySent { copy, wa_id } = msg;
        let mut outcome = Outcome::default();
        let read_now = self.rules.read_marks == ReadMarks::WhenRelayed;
        let Some(map) = self.map_of(copy.ticket) else { return outcome };
        map.sent(copy.seq, copy.part, &wa_id);
        let origin =
            map.get(copy.seq).map(|entry| (entry.message.from, entry.message.wa_id.clone()));
        if let (true, Some((Side::Customer, origin))) = (read_now, origin) {
            outcome.hints.extend(self.read_hint(copy.ticket, origin));
        }
        for Unplaced { by, change, .. } in
            self.unplaced.extract_if(.., |one| one.id == wa_id).collect::<Vec<_>>()
        {
            let entry = self.case_of(copy.ticket).and_then(|case| case.map.get(copy.seq)).cloned();
            if let Some(entry) = entry {
                outcome.absorb(self.carry_change(by, copy.ticket, &entry, &change, now));
            }
        }
        outcome
    }

    /// A message was taken back, given up, or is to leave after all.
    pub fn copy_is(&mut self, msg: CopyIs) -> Outcome {
        if let Some(map) = self.map_of(msg.copy.ticket) {
            map.carried(msg.copy.seq, msg.carried);
        }
        if matches!(msg.carried, Carried::Withdrawn | Carried::Failed) {
            // What did not get there is no answer.
            self.watch();
        }
        Outcome::default()
    }

    /// WhatsApp says how far a message of ours has come.
    pub fn delivery(&mut self, msg: DeliveryReport, now: Timestamp) -> Outcome {
        let DeliveryReport { id, state, receipt } = msg;
        let mut outcome = Outcome::done(receipt);
        let carried = match state {
            Delivery::Sent => return outcome,
            Delivery::Delivered => Carried::Delivered,
            Delivery::Read | Delivery::Played => Carried::Read,
            Delivery::Failed => Carried::Failed,
        };
        let Some((ticket, map)) = self.map_with(&id) else { return outcome };
        let Some(entry) = map.find(&id).cloned() else { return outcome };
        if entry.message.wa_id == id || !entry.carried.goes_on_to(carried) {
            return outcome;
        }
        let seq = entry.message.seq;
        map.carried(seq, carried);
        outcome.events.push(Event::Progressed { ticket, seq, carried, at: now });
        if carried == Carried::Failed {
            self.watch();
        }
        if entry.past.is_some() {
            if let (Carried::Failed, Some(chat)) = (carried, &self.chat) {
                let (excerpt, why) = (entry.excerpt(), String::new());
                outcome.say(chat, Notice::NotDelivered { excerpt, why });
            }
            return outcome;
        }
        match entry.message.from {
            Side::Customer => {
                if carried == Carried::Read && self.rules.read_marks == ReadMarks::WhenSeen {
                    outcome.hints.extend(self.read_hint(ticket, entry.message.wa_id));
                }
            }
            Side::Agent(_) if carried == Carried::Failed => {
                outcome.absorb(self.tell_not_delivered(&entry, entry.excerpt(), String::new()));
            }
            Side::Agent(_) if self.rules.delivery_marks => {
                let emoji = if carried == Carried::Read { "👀" } else { "✅" };
                outcome.sends.extend(self.mark(&entry, emoji));
            }
            Side::Agent(_) => {}
        }
        outcome
    }

    /// A message did not reach the customer: the agent must know, and it is given up only with that.
    pub fn not_delivered(&mut self, msg: NotDelivered) -> Outcome {
        let NotDelivered { send, purpose, at, excerpt, why } = msg;
        let mut outcome = Outcome::default();
        outcome.events.push(Event::SendFailed { send, purpose, at, error: why.clone() });
        let copy = purpose.copy();
        let entry = copy.and_then(|copy| {
            let map = self.map_of(copy.ticket)?;
            map.carried(copy.seq, Carried::Failed);
            map.get(copy.seq).cloned()
        });
        self.watch();
        match (entry, &self.chat) {
            (Some(entry), _) => outcome.absorb(self.tell_not_delivered(&entry, excerpt, why)),
            (None, Some(chat)) => outcome.say(chat, Notice::NotDelivered { excerpt, why }),
            (None, None) => {}
        }
        outcome
    }

    /// An admin decides about a message that was given up: what was to be shown here is of no use once another
    /// case is in it.
    pub fn settle_letter(&mut self, msg: SettleLetter) -> Outcome {
        let here = self.case.as_ref().map(|case| (self.id, case.ticket.no));
        if msg.again && msg.letter.purpose.shown_in() != here {
            let what = msg.letter.id.0.to_string();
            return Outcome::refuse(msg.receipt, Refusal::Unknown { what });
        }
        Outcome { tells: vec![Tell::Courier(msg.into())], ..Outcome::default() }
    }

    /// Something was told in words instead of being carried: a file that cannot be had is named to who sent it.
    pub fn reworded(&mut self, msg: Reworded) -> Outcome {
        let mut outcome = Outcome::default();
        let Some(copy) = msg.purpose.copy() else { return outcome };
        let Some(entry) = self.map_of(copy.ticket).and_then(|map| map.get(copy.seq)).cloned()
        else {
            return outcome;
        };
        if entry.message.content.file().is_none() {
            return outcome;
        }
        let (Some(case), Some(chat)) = (self.case_of(copy.ticket), &self.chat) else {
            return outcome;
        };
        match entry.message.from {
            Side::Customer => {
                let customer = &case.ticket.customer;
                let quote = QuoteRef {
                    id: entry.message.wa_id.clone().into(),
                    from_us: false,
                    author: customer.identity.clone(),
                    text: entry.excerpt(),
                };
                outcome.reply(&customer.chat, quote, Notice::FileNotCarried);
            }
            Side::Agent(_) => {
                let quote = self.own_quote(&entry);
                outcome.reply(chat, quote, Notice::FileNotCarriedToCustomer { why: msg.why });
            }
        }
        outcome
    }

    /// Somebody is writing: shown on the other side.
    pub fn somebody_types(&mut self, msg: SomebodyTypes) -> Outcome {
        let mut outcome = Outcome::default();
        if let (Some(case), Some(chat)) = (&self.case, &self.chat) {
            let chat = if msg.customer { chat } else { &case.ticket.customer.chat };
            outcome.hints.push(Hint::Typing { chat: chat.clone(), on: msg.on });
        }
        outcome
    }

    /// ❌ on the agent's very message, with a reply that says why.
    fn tell_not_delivered(&self, entry: &Entry, excerpt: String, why: String) -> Outcome {
        let mut outcome = Outcome::default();
        let Some(chat) = &self.chat else { return outcome };
        outcome.sends.extend(self.mark(entry, "❌"));
        outcome.reply(chat, self.own_quote(entry), Notice::NotDelivered { excerpt, why });
        outcome
    }

    /// A reaction of Relevo's to an agent's message, in the slot.
    fn mark(&self, entry: &Entry, emoji: &str) -> Option<Send> {
        let QuoteRef { id, from_us, author, .. } = self.own_quote(entry);
        let of = crate::domain::cargo::MessageRef { id, from_us, author };
        let body = Body::Mark { of, emoji: emoji.to_owned() };
        let chat = self.chat.clone()?;
        Some(Send { chat, purpose: Purpose::Mark, body, quote: None, not_before: None })
    }

    fn read_hint(&self, ticket: TicketNo, message: WaId) -> Option<Hint> {
        let case = self.case.as_ref().filter(|case| case.ticket.no == ticket)?;
        let chat = case.ticket.customer.chat.clone();
        Some(Hint::Read { chat, messages: vec![message] })
    }

    /// A case that is here, or was the last one.
    fn case_of(&self, ticket: TicketNo) -> Option<&Case> {
        let cases = [self.case.as_deref(), self.before.as_deref()];
        cases.into_iter().flatten().find(|case| case.ticket.no == ticket)
    }

    fn map_of(&mut self, ticket: TicketNo) -> Option<&mut MessageMap> {
        let cases = [self.case.as_deref_mut(), self.before.as_deref_mut()];
        let case = cases.into_iter().flatten().find(|case| case.ticket.no == ticket);
        case.map(|case| &mut case.map)
    }

    fn map_with(&mut self, id: &WaId) -> Option<(TicketNo, &mut MessageMap)> {
        let cases = [self.case.as_deref_mut(), self.before.as_deref_mut()];
        let case = cases.into_iter().flatten().find(|case| case.map.find(id).is_some());
        case.map(|case| (case.ticket.no, &mut case.map))
    }
}

/// A writer's change as a fact.
pub(in crate::domain) fn changed(
    ticket: TicketNo,
    message: &CaseMessage,
    change: &Change,
    now: Timestamp,
) -> Event {
    let seq = message.seq;
    match (change, message.fate) {
        (Change::Edited { .. }, crate::domain::ticket::Fate::Edited { at }) => {
            Event::Edited { ticket, seq, content: message.content.clone(), at }
        }
        (Change::Edited { .. } | Change::Revoked | Change::Reacted { .. }, _) => {
            Event::Deleted { ticket, seq, at: now }
        }
    }
}

fn same_side(one: Side, other: Side) -> bool {
    matches!((one, other), (Side::Customer, Side::Customer) | (Side::Agent(_), Side::Agent(_)))
}
