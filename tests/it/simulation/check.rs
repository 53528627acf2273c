//! What must hold, whatever happens. Each rule is a named check; the first violation is kept.

use std::collections::{BTreeMap, BTreeSet};

use relevo::domain::acts::By;
use relevo::domain::agent::{Agent, Shift};
use relevo::domain::cargo::Cargo;
use relevo::domain::content::Content;
use relevo::domain::event::Event;
use relevo::domain::ids::{
    AgentId, ChatId, CustomerId, ReceiptId, SlotId, TicketNo, Timestamp, WaId,
};
use relevo::domain::inbound::Incoming;
use relevo::domain::message_map::{Entry, MessageMap};
use relevo::domain::notice::Notice;
use relevo::domain::outcome::{Body, Letter, Receipt};
use relevo::domain::owners::Owners;
use relevo::domain::phone::Phone;
use relevo::domain::provisioning::{Job, Subject};
use relevo::domain::purpose::Purpose;
use relevo::domain::record::Record;
use relevo::domain::refusal::Refusal;
use relevo::domain::slot::Case;
use relevo::domain::ticket::{CaseMessage, Fate, Side, Ticket};

use super::alerts::Alerts;
use super::people::{People, THANKS};
use super::wire::{Pending, Wire};

/// What the world has seen happen, told by the facts on disk and by WhatsApp.
#[derive(Debug, Default)]
pub struct Model {
    /// The first rule that was broken.
    pub violation: Option<String>,
    /// Customers' messages in the order in which they were stored.
    accepted: Vec<(CustomerId, WaId)>,
    accepted_ids: BTreeSet<WaId>,
    /// The last arrival stored of each customer.
    last_arrival: BTreeMap<CustomerId, ReceiptId>,
    /// Receipts of messages; those of edits and reactions say nothing about the order of messages.
    of_messages: BTreeSet<ReceiptId>,
    /// Which arrivals brought a message.
    arrivals: BTreeMap<WaId, Vec<ReceiptId>>,
    acked: BTreeSet<WaId>,
    customer_chats: BTreeSet<ChatId>,
    chat_of: BTreeMap<WaId, ChatId>,
    ticket_customer: BTreeMap<TicketNo, CustomerId>,
    /// Where each ticket is, or was last.
    ticket_slot: BTreeMap<TicketNo, SlotId>,
    /// Every slot that had it: how often, and the last message that was there when it left.
    legs: BTreeMap<(TicketNo, SlotId), (u32, u32)>,
    claims: BTreeMap<TicketNo, u32>,
    returns: BTreeMap<TicketNo, u32>,
    /// Closed before anybody took them.
    untaken: BTreeSet<TicketNo>,
    pub(super) ticket_messages: BTreeMap<(TicketNo, u32), CaseMessage>,
    /// Whose customers were asked how it was.
    rating_asked: BTreeSet<TicketNo>,
    /// All that a message has ever said.
    versions: BTreeMap<(TicketNo, u32), Vec<Content>>,
    /// Where a message was carried to, and as which.
    copies: BTreeMap<(TicketNo, u32), (ChatId, WaId)>,
    slot_chat: BTreeMap<SlotId, ChatId>,
    /// Messages that were deleted before they could be shown.
    withdrawn: BTreeSet<WaId>,
    /// The last message shown of a ticket in a slot, and how often it began anew there.
    shown: BTreeMap<(TicketNo, SlotId), (u32, u32)>,
    shown_ids: Vec<(TicketNo, SlotId, WaId)>,
    answered: BTreeMap<TicketNo, u32>,
    /// What was said of waits.
    pub(super) alerts: Alerts,
    assigned: BTreeMap<TicketNo, u32>,
    /// Agents who may not write to customers, and how much was written before that.
    silenced: BTreeMap<AgentId, u64>,
    removed: BTreeSet<AgentId>,
    /// Customers whom nobody hears, and how much was written before that.
    unheard: BTreeMap<CustomerId, u64>,
    /// The chats of customers who were blocked at some time: what they wrote then is nowhere.
    blocked_once: BTreeSet<ChatId>,
    /// Cases that somebody opened for a customer who had not written, and where that one is told.
    ordered: BTreeMap<TicketNo, ChatId>,
    /// When the last warning to a silent customer left, and about which message.
    warned: BTreeMap<TicketNo, (u32, Timestamp)>,
    /// Cases that are over.
    over: BTreeSet<TicketNo>,
    /// Only others open cases: what customers without one write is not kept.
    pub external: bool,
    /// Somebody gave a job up: what it was for may be half done.
    pub gave_up: bool,
    /// Somebody came into a group or left it without Relevo's doing.
    pub wandered: bool,
    /// How often what happened: a simulation in which nothing happens proves nothing.
    pub tally: BTreeMap<&'static str, u64>,
}

impl Model {
    pub fn violate(&mut self, what: String) {
        self.violation.get_or_insert(what);
    }

    pub fn count(&mut self, what: &'static str) {
        *self.tally.entry(what).or_default() += 1;
    }

    pub fn arrived(&mut self, receipt: ReceiptId, message: &Incoming) {
        self.of_messages.insert(receipt);
        self.arrivals.entry(message.id.clone()).or_default().push(receipt);
        if message.chat.is_direct() {
            self.customer_chats.insert(message.chat.clone());
            self.chat_of.insert(message.id.clone(), message.chat.clone());
        }
    }

    /// A customer's message was acknowledged: it must be on disk by now.
    pub fn acknowledged(&mut self, message: &Incoming) {
        if message.chat.is_direct() {
            self.acked.insert(message.id.clone());
            if !self.accepted_ids.contains(&message.id) && !self.may_be_unread(message) {
                self.violate(format!("lost: {} was acknowledged and is not stored", message.id));
            }
        }
    }

    /// Whether a message was acknowledged, and is nowhere.
    pub fn is_unkept(&self, id: &WaId) -> bool {
        self.acked.contains(id) && !self.accepted_ids.contains(id)
    }

    /// Whether a message may be nowhere: it asks for nothing, or nobody hears who wrote it.
    fn may_be_unread(&self, message: &Incoming) -> bool {
        self.external
            || message.content.words() == Some(THANKS)
            || self.blocked_once.contains(&message.chat)
    }

    /// A case begins: goes on from one of the same customer that is over, and not for thanks.
    fn begins(&mut self, ticket: &Ticket, backlog: &[CaseMessage]) {
        if backlog.is_empty() {
            self.count("opened by somebody else");
            self.ordered.insert(ticket.no, ticket.customer.chat.clone());
        }
        let Some(previous) = ticket.previous else { return };
        self.count("reopened");
        let same = self.ticket_customer.get(&previous) == Some(&ticket.customer.id);
        if !same || !self.over.contains(&previous) {
            self.violate(format!("ticket {} goes on from {previous}", ticket.no));
        }
        // A picture says more than the thanks below it.
        let is_bare =
            |content: &Content| matches!(content, Content::Text { text } if text == THANKS);
        if backlog.first().is_some_and(|message| is_bare(&message.content)) {
            self.violate(format!("thanks opened ticket {}", ticket.no));
        }
    }

    /// Nobody hears what a customer wrote while they are blocked.
    fn check_heard(&mut self, event: &Event) {
        let (customer, messages): (Option<CustomerId>, Vec<&CaseMessage>) = match event {
            Event::Opened { ticket, backlog } => {
                (Some(ticket.customer.id), backlog.iter().collect())
            }
            Event::Kept { ticket, message } | Event::Relayed { ticket, message }
                if message.from == Side::Customer =>
            {
                (self.ticket_customer.get(ticket).copied(), vec![message])
            }
            _ => return,
        };
        let before = customer.and_then(|customer| self.unheard.get(&customer)).copied();
        let Some(before) = before else { return };
        if messages.iter().any(|message| number_of(&message.wa_id) > before) {
            self.violate(format!("a blocked customer was heard: {customer:?}"));
        }
    }

    /// A fact reached the disk.
    pub fn committed(&mut self, event: &Event, receipts: &[Receipt]) {
        self.check_wait(event);
        match event {
            Event::IntakeKept { conversation } => {
                let messages = conversation.messages.clone();
                self.accept_all(conversation.customer, &messages, receipts);
            }
            Event::Opened { ticket, backlog } => {
                self.ticket_customer.insert(ticket.no, ticket.customer.id);
                self.begins(ticket, backlog);
                self.accept_all(ticket.customer.id, backlog, receipts);
                for message in backlog {
                    self.ticket_messages.insert((ticket.no, message.seq), message.clone());
                    self.versions.insert((ticket.no, message.seq), vec![message.content.clone()]);
                }
            }
            Event::Kept { ticket, message } | Event::Relayed { ticket, message } => {
                let known = self.ticket_messages.insert((*ticket, message.seq), message.clone());
                self.versions.insert((*ticket, message.seq), vec![message.content.clone()]);
                if known.is_some() {
                    self.violate(format!(
                        "message {} of ticket {ticket} was stored twice",
                        message.seq
                    ));
                }
                match (message.from, self.ticket_customer.get(ticket).copied()) {
                    (Side::Customer, Some(customer)) => {
                        self.accept(customer, message, receipts, true)
                    }
                    (Side::Customer, None) => {
                        self.violate(format!("ticket {ticket} was never opened"))
                    }
                    (Side::Agent(_), _) => {}
                }
            }
            Event::Edited { ticket, seq, content, at } => {
                self.count("edit kept");
                if let Some(message) = self.ticket_messages.get_mut(&(*ticket, *seq)) {
                    if matches!(message.fate, Fate::Deleted { .. }) {
                        self.violation
                            .get_or_insert(format!("message {seq} of {ticket} came back"));
                    }
                    message.content.clone_from(content);
                    message.fate = Fate::Edited { at: *at };
                }
                self.versions.entry((*ticket, *seq)).or_default().push(content.clone());
            }
            Event::Deleted { ticket, seq, at } => {
                self.count("deletion kept");
                if let Some(message) = self.ticket_messages.get_mut(&(*ticket, *seq)) {
                    message.fate = Fate::Deleted { at: *at };
                }
            }
            Event::Reacted { .. } => self.count("reaction kept"),
            Event::Progressed { .. } => self.count("delivery kept"),
            Event::Withdrawn { purpose, .. } => {
                self.count("withdrawn");
                if let Some(copy) = purpose.copy()
                    && let Some(message) = self.ticket_messages.get(&(copy.ticket, copy.seq))
                {
                    if !matches!(message.fate, Fate::Deleted { .. }) {
                        self.violation.get_or_insert(format!("{} was taken back", message.wa_id));
                    }
                    self.withdrawn.insert(message.wa_id.clone());
                }
            }
            Event::Reworded { .. } => self.count("changed before it left"),
            Event::Sent { chat, purpose, wa_id, at, .. } => {
                if let Some((_, ticket, seq)) = purpose.warning() {
                    self.warned.insert(ticket, (seq, *at));
                }
                if let Some(copy) = purpose.copy()
                    && self.is_shown_there(*purpose)
                {
                    let place = (chat.clone(), wa_id.clone());
                    self.copies.insert((copy.ticket, copy.seq), place);
                }
            }
            Event::Claimed { ticket, seat, .. } => {
                self.count("claimed");
                *self.claims.entry(*ticket).or_default() += 1;
                if self.ticket_slot.insert(*ticket, seat.slot).is_some() {
                    self.violate(format!("ticket {ticket} was claimed twice"));
                }
                self.legs.entry((*ticket, seat.slot)).or_default().0 += 1;
            }
            Event::Transferred { ticket, seat, .. } => {
                self.count("transferred");
                self.leaves(*ticket);
                self.ticket_slot.insert(*ticket, seat.slot);
                self.legs.entry((*ticket, seat.slot)).or_default().0 += 1;
            }
            Event::Returned { ticket, by, .. } => {
                if *by == By::Relevo {
                    self.count("handed over at the end of a shift");
                }
                self.count("returned");
                *self.returns.entry(*ticket).or_default() += 1;
                self.leaves(*ticket);
                self.ticket_slot.remove(ticket);
            }
            Event::Moved { by, .. } if *by == By::Relevo => {
                self.count("moved at the end of a shift");
            }
            Event::Moved { .. } => self.count("moved"),
            Event::ToldClosed { .. } => self.count("told closed"),
            Event::CustomersMerged { kept, gone, .. } => {
                self.count("two were one person");
                for customer in self.ticket_customer.values_mut().filter(|id| **id == *gone) {
                    *customer = kept.id;
                }
            }
            Event::Raised { .. } => self.count("raised"),
            Event::NoteAdded { .. } => self.count("note"),
            Event::RatingAsked { ticket, .. } => {
                self.count("rating asked");
                if !self.rating_asked.insert(*ticket) {
                    self.violate(format!("it was asked twice how ticket {ticket} was"));
                }
            }
            Event::Rated { ticket, comment, .. } => {
                self.count(if comment.is_some() { "commented" } else { "rated" });
                if !self.rating_asked.contains(ticket) {
                    self.violate(format!("ticket {ticket} was rated, and nobody asked"));
                }
                self.accept_rating(receipts);
            }
            Event::SilenceWarned { ticket, seq, .. } => {
                self.count("silence warned");
                self.check_silence(*ticket, *seq);
            }
            Event::Closed { ticket, by: By::Relevo, at, .. } => {
                self.count("closed for silence");
                let patience = self.alerts.settings.closing.silence_close_ms;
                let warned = self.warned.get(ticket);
                if warned.is_none_or(|(_, left)| at.since(*left) < patience) {
                    self.violate(format!("{ticket} was closed at {at:?}, warned {warned:?}"));
                }
                self.over.insert(*ticket);
                let last = self.ticket_messages.range((*ticket, 0)..=(*ticket, u32::MAX));
                let last = last.map(|((_, seq), _)| *seq).max().unwrap_or(0);
                self.check_silence(*ticket, last);
            }
            Event::Closed { slot: None, ticket, .. } => {
                self.count("closed untaken");
                self.untaken.insert(*ticket);
                self.over.insert(*ticket);
            }
            Event::SlotReady { slot, chat } => {
                self.slot_chat.insert(*slot, chat.clone());
            }
            Event::Closed { ticket, .. } => {
                self.count("closed");
                self.over.insert(*ticket);
            }
            Event::IntakeDropped { customer } => {
                let kept: BTreeSet<&WaId> =
                    self.ticket_messages.values().map(|message| &message.wa_id).collect();
                self.accepted.retain(|(who, id)| who != customer || kept.contains(id));
            }
            Event::AgentBound { .. } => self.count("registered"),
            Event::StepDelayed { .. } => self.count("step delayed"),
            Event::SendDelayed { .. } => self.count("send delayed"),
            Event::Noted { .. } => self.count("noted"),
            _ => {}
        }
    }

    /// A ticket leaves its slot: what its customer wrote is to be shown again elsewhere.
    fn leaves(&mut self, ticket: TicketNo) {
        let of_ticket = (ticket, 0)..=(ticket, u32::MAX);
        let last = self.ticket_messages.range(of_ticket.clone()).last().map_or(0, |((_, n), _)| *n);
        if let Some(slot) = self.ticket_slot.get(&ticket) {
            self.legs.entry((ticket, *slot)).or_default().1 = last;
        }
        for ((_, seq), message) in self.ticket_messages.range(of_ticket) {
            if message.from == Side::Customer {
                self.withdrawn.remove(&message.wa_id);
                self.copies.remove(&(ticket, *seq));
            }
        }
    }

    /// Whether a customer wrote this message.
    pub fn is_customers(&self, ticket: TicketNo, seq: u32) -> bool {
        self.ticket_messages.get(&(ticket, seq)).is_some_and(|m| m.from == Side::Customer)
    }

    /// Whether what was sent for this is shown where the ticket is now: not if its slot has lost it.
    pub fn is_shown_there(&self, purpose: Purpose) -> bool {
        purpose.shown_in().is_none_or(|(slot, ticket)| self.ticket_slot.get(&ticket) == Some(&slot))
    }

    /// Whether a ticket is, or was, in a slot.
    fn was_in(&self, ticket: TicketNo, slot: SlotId) -> bool {
        self.legs.contains_key(&(ticket, slot))
    }

    pub fn refused_in_the_panel(&mut self, refusal: &Refusal) {
        self.count(match refusal {
            Refusal::AlreadyTaken { .. } => "panel refused: taken",
            Refusal::NotTaken { .. } => "panel refused: pending",
            Refusal::NotOpen { .. } => "panel refused: not open",
            Refusal::AllBusy { .. } => "panel refused: busy",
            Refusal::Inactive { .. } => "panel refused: inactive",
            _ => "panel refused: other",
        });
    }

    /// Nothing is relayed for somebody who is no longer the slot's agent, nor from anybody who is not registered.
    pub fn check_staff(&mut self, event: &Event, disk: &Record, wire: &Wire) {
        self.check_heard(event);
        match event {
            Event::CustomerBlocked { customer, .. } => {
                self.count("blocked");
                self.unheard.insert(*customer, wire.written());
                let chat = disk.customers.get(customer).map(|customer| customer.chat.clone());
                self.blocked_once.extend(chat);
            }
            Event::CustomerUnblocked { customer } => {
                self.unheard.remove(customer);
            }
            Event::AgentUnbound { agent, .. } => {
                self.count("unbound");
                self.silenced.insert(*agent, wire.written());
            }
            Event::AgentRemoved { agent, .. } => {
                self.count("removed");
                self.silenced.insert(*agent, wire.written());
                self.removed.insert(*agent);
            }
            Event::AgentBound { agent, .. } => {
                self.silenced.remove(agent);
                if self.removed.contains(agent) {
                    self.violate(format!("agent {agent} registered after leaving"));
                }
            }
            Event::Claimed { ticket, seat, .. } if self.removed.contains(&seat.agent) => {
                self.violate(format!("ticket {ticket} went to a former agent"));
            }
            Event::Relayed { ticket, message } => {
                let slot = self.ticket_slot.get(ticket).and_then(|slot| disk.slots.get(slot));
                if slot.is_some_and(|slot| self.removed.contains(&slot.agent)) {
                    self.violate(format!("ticket {ticket} went on in a former agent's group"));
                }
                if let Side::Agent(by) = message.from
                    && let Some(before) = self.silenced.get(&by)
                    && number_of(&message.wa_id) > *before
                {
                    self.violate(format!("agent {by} wrote to a customer without being one"));
                }
            }
            Event::SlotRetired { .. } => self.count("slot retired"),
            Event::SlotRevived { .. } => self.count("slot revived"),
            Event::SlotClosed { .. } => self.count("slot closed"),
            Event::GroupRetired { .. } => self.count("group retired"),
            Event::GroupRenamed { .. } => self.count("group renamed"),
            Event::MembershipEnded { .. } => self.count("membership ended"),
            _ => {}
        }
    }

    /// In the end everybody is where they are wanted, and nobody else.
    fn check_settled(&self, disk: &Record, wire: &Wire) -> Result<(), String> {
        let busy = |agent: AgentId| {
            let of = |job: &Job| job.subject == Subject::Agent(agent);
            disk.provisioning.jobs.values().any(of)
        };
        for agent in disk.agents.values().filter(|agent| !busy(agent.id)) {
            for (number, room) in &agent.rooms {
                let (slot, surplus) =
                    (&disk.provisioning.slots[&room.slot], *number > agent.wanted);
                let free = room.case.is_none();
                if agent.removed && slot.chat.is_some() {
                    return Err(format!("former agent {} has group {number}", agent.id));
                }
                if !agent.removed && slot.chat.is_some() && free && slot.retired != surplus {
                    return Err(format!("room {number} of {} is not as wanted", agent.id));
                }
                if !agent.removed && !surplus && slot.chat.is_none() && !self.gave_up {
                    return Err(format!("room {number} of {} was never made", agent.id));
                }
            }
            let entry = &disk.provisioning.agents[&agent.id];
            if agent.removed && !entry.groups.is_empty() {
                return Err(format!("former agent {} is in groups", agent.id));
            }
            if agent.removed && !self.gave_up {
                let attends = |phone: &Phone| {
                    disk.agents.values().any(|other| !other.removed && other.phone == *phone)
                };
                let inside = wire.members.values().flatten().any(|who| who.is_same(&agent.checked));
                if inside && !attends(&agent.phone) && !self.wandered {
                    return Err(format!("former agent {} is in a WhatsApp group", agent.id));
                }
            }
        }
        Ok(())
    }

    /// What a customer wrote was a rating: it is in no ticket, and was taken in all the same.
    fn accept_rating(&mut self, receipts: &[Receipt]) {
        let of_receipts = |ids: &Vec<ReceiptId>| {
            ids.iter().any(|id| receipts.iter().any(|receipt| receipt.id == *id))
        };
        let found =
            self.arrivals.iter().find(|(_, ids)| of_receipts(ids)).map(|(id, _)| id.clone());
        let Some(id) = found else {
            return self.violate("a rating came from nowhere".to_owned());
        };
        if !self.accepted_ids.insert(id.clone()) {
            self.violate(format!("doubled: {id} was a rating and something else"));
        }
    }

    /// Nobody is told that they do not answer while they wait for an answer.
    fn check_silence(&mut self, ticket: TicketNo, seq: u32) {
        let later = self.ticket_messages.range((ticket, seq)..=(ticket, u32::MAX));
        if later.into_iter().any(|(_, message)| message.from == Side::Customer) {
            self.violate(format!("the customer of {ticket} waits, and was told to answer"));
        }
    }

    fn accept_all(&mut self, customer: CustomerId, messages: &[CaseMessage], receipts: &[Receipt]) {
        for message in messages {
            if !self.accepted_ids.contains(&message.wa_id) {
                self.accept(customer, message, receipts, false);
            }
        }
    }

    fn accept(
        &mut self,
        customer: CustomerId,
        message: &CaseMessage,
        receipts: &[Receipt],
        alone: bool,
    ) {
        if !self.accepted_ids.insert(message.wa_id.clone()) {
            self.violate(format!("doubled: {} was stored twice", message.wa_id));
        }
        // One message, one receipt: its arrival must be later than that of the message before.
        let receipts: Vec<Receipt> = receipts
            .iter()
            .filter(|receipt| self.of_messages.contains(&receipt.id))
            .copied()
            .collect();
        if let (true, Some(receipt)) = (alone, receipts.first()) {
            let last = self.last_arrival.insert(customer, receipt.id);
            if last.is_some_and(|last| last > receipt.id) {
                self.violate(format!("out of order: {} overtook another message", message.wa_id));
            }
        } else if let Some(last) = receipts.iter().map(|receipt| receipt.id).max() {
            self.last_arrival.insert(customer, last);
        }
        self.accepted.push((customer, message.wa_id.clone()));
    }

    /// Whether these words are some that the message has said; of a deleted one, that it is gone.
    fn said(&self, body: &Body, ticket: TicketNo, seq: u32) -> bool {
        let is_deleted = || {
            self.ticket_messages
                .get(&(ticket, seq))
                .is_some_and(|message| matches!(message.fate, Fate::Deleted { .. }))
        };
        match body {
            Body::Relay { content, .. } => {
                self.versions.get(&(ticket, seq)).is_some_and(|all| all.contains(content))
            }
            Body::Gone { .. } => is_deleted(),
            _ => false,
        }
    }

    /// A message of Relevo's is in a chat, for the first time.
    pub fn delivered(&mut self, letter: &Letter, people: &People) {
        let _ = people;
        if let Some(cargo) = &letter.cargo {
            return self.changed(letter, cargo);
        }
        let body: Body =
            serde_json::from_str(&letter.text).expect("the simulation's letters are bodies");
        self.check_alert(letter, &body);
        match letter.purpose {
            Purpose::ToSlot { slot, ticket, seq, .. } => {
                let is_there = self.ticket_slot.get(&ticket) == Some(&slot);
                let in_time = self.legs.get(&(ticket, slot)).is_some_and(|(_, last)| seq <= *last);
                let right =
                    (is_there || in_time) && self.slot_chat.get(&slot) == Some(&letter.chat);
                if !right {
                    self.violate(format!(
                        "wrong chat: message {seq} of ticket {ticket} was shown in {}",
                        letter.chat
                    ));
                }
                let Some(message) = self.ticket_messages.get(&(ticket, seq)).cloned() else {
                    return self.violate(format!(
                        "message {seq} of ticket {ticket} was shown before it was stored"
                    ));
                };
                if !self.said(&body, ticket, seq) {
                    self.violate(format!(
                        "message {seq} of ticket {ticket} was shown with other words"
                    ));
                }
                self.count("shown to an agent");
                let (last, anew) = self.shown.entry((ticket, slot)).or_default();
                let before = *last;
                if before >= seq {
                    // The case came back, and its story is told from the beginning.
                    *anew += 1;
                    self.shown_ids.retain(|(no, place, _)| (*no, *place) != (ticket, slot));
                }
                let times = 1 + *anew;
                *last = seq;
                if times > self.legs.get(&(ticket, slot)).map_or(0, |(legs, _)| *legs) {
                    self.violate(format!(
                        "ticket {ticket}: message {seq} was shown after {before}"
                    ));
                }
                self.shown_ids.push((ticket, slot, message.wa_id));
            }
            Purpose::ToCustomer { slot, ticket, seq, .. } => {
                if !self.was_in(ticket, slot) {
                    self.violate(format!(
                        "slot {slot} answered ticket {ticket}, which it does not hold"
                    ));
                }
                self.check_customer_chat(ticket, &letter.chat);
                let Some(message) = self.ticket_messages.get(&(ticket, seq)).cloned() else {
                    return self.violate(format!(
                        "answer {seq} of ticket {ticket} was sent before it was stored"
                    ));
                };
                if !self.said(&body, ticket, seq) || !matches!(message.from, Side::Agent(_)) {
                    self.violate(format!(
                        "answer {seq} of ticket {ticket} was sent with other words"
                    ));
                }
                self.count("answered");
                let last = self.answered.insert(ticket, seq).unwrap_or(0);
                if last >= seq {
                    self.violate(format!("ticket {ticket}: answer {seq} was sent after {last}"));
                }
            }
            Purpose::Answer => match &body {
                Body::Say(Notice::Assigned { ticket, .. } | Notice::AssignedBy { ticket, .. }) => {
                    let times = self.assigned.entry(*ticket).or_default();
                    *times += 1;
                    if *times > self.claims.get(ticket).copied().unwrap_or(0) {
                        self.violate(format!("ticket {ticket} was assigned twice"));
                    }
                }
                Body::Say(
                    Notice::Note { .. } | Notice::Continued { .. } | Notice::CaseLeft { .. },
                )
                | Body::Relay { .. }
                    if letter.chat.is_direct() =>
                {
                    self.violate(format!("{} was told what is not for it", letter.chat));
                }
                Body::Relay { .. } => self.count("told again"),
                Body::Say(Notice::Note { .. }) => self.count("note shown"),
                Body::Say(Notice::Goodbye { ticket } | Notice::Placed { ticket, .. }) => {
                    self.check_customer_chat(*ticket, &letter.chat);
                }
                Body::Say(Notice::Refused { refusal }) => {
                    self.check_refusal(refusal);
                    self.count(match refusal {
                        Refusal::AlreadyTaken { .. } => "refused: taken",
                        Refusal::AlreadyYours { .. } => "refused: yours",
                        Refusal::AlreadyClosed { .. } => "refused: closed",
                        Refusal::AllBusy { .. } => "refused: busy",
                        Refusal::NotRegistered { .. } => "refused: not registered",
                        Refusal::Inactive { .. } => "refused: inactive",
                        Refusal::OffShift { .. } => "refused: off shift",
                        Refusal::NotAnAgent => "refused: stranger",
                        Refusal::WrongNumber { .. } | Refusal::IdentityTaken { .. } => {
                            "refused: not your LISTO"
                        }
                        _ => "refused",
                    })
                }
                Body::Say(Notice::NoCase) => self.count("no case"),
                Body::Say(Notice::UnknownCommand { .. }) => self.count("unknown command"),
                Body::Say(Notice::CaseInfo { .. }) => self.count("info"),
                Body::Say(
                    Notice::QueueNow { .. }
                    | Notice::TeamNow { .. }
                    | Notice::UnknownDestination { .. }
                    | Notice::ManyDestinations { .. }
                    | Notice::HelpAsked { .. }
                    | Notice::SilenceTold { .. }
                    | Notice::WhyClose { .. },
                ) if letter.chat.is_direct() => {
                    self.violate(format!("{} was told what is not for it", letter.chat));
                }
                Body::Say(Notice::SilenceWarning { ticket, .. }) => {
                    self.check_customer_chat(*ticket, &letter.chat);
                }
                Body::Say(notice) => self.count_answer(notice),
                _ => {}
            },
            _ => {}
        }
    }

    /// A change of Relevo's is in a chat: it is the right chat, and the case is there.
    fn changed(&mut self, letter: &Letter, cargo: &Cargo) {
        match letter.purpose {
            Purpose::ChangeForSlot { slot, ticket, .. } => {
                let right =
                    self.was_in(ticket, slot) && self.slot_chat.get(&slot) == Some(&letter.chat);
                if !right {
                    self.violate(format!(
                        "wrong chat: ticket {ticket} was changed in {}",
                        letter.chat
                    ));
                }
            }
            Purpose::ChangeForCustomer { ticket, .. } => {
                self.check_customer_chat(ticket, &letter.chat);
            }
            _ => {}
        }
        self.count(match cargo {
            Cargo::Edit { .. } => "edit carried",
            Cargo::Revoke { .. } => "deletion carried",
            _ => "reaction carried",
        });
    }

    /// In the end both sides show the same: what was changed on one is changed on the other.
    fn check_changes(&self, wire: &Wire) -> Result<(), String> {
        for ((ticket, seq), message) in &self.ticket_messages {
            let Some((chat, id)) = self.copies.get(&(*ticket, *seq)) else { continue };
            let Some(copy) = wire.bubble(chat, id) else {
                return Err(format!("the copy of message {seq} of {ticket} is nowhere"));
            };
            let is_deleted = matches!(message.fate, Fate::Deleted { .. });
            let said_so = matches!(copy.sent, Some((_, _, Body::Gone { .. })));
            if is_deleted != (copy.deleted || said_so) {
                return Err(format!("message {seq} of {ticket} is deleted on one side only"));
            }
            if !is_deleted && copy.content.as_ref() != Some(&message.content) {
                return Err(format!(
                    "message {seq} of {ticket}: {:?} became {:?}",
                    message.content, copy.content
                ));
            }
        }
        Ok(())
    }

    /// What a customer made of their messages is what is kept of those whose case is open.
    fn check_kept(&self, disk: &Record, wire: &Wire) -> Result<(), String> {
        let open = |no: &TicketNo| {
            disk.groups.values().any(|group| group.has(*no))
                || disk.slots.values().any(|slot| slot.case().is_some_and(|c| c.ticket.no == *no))
        };
        let kept =
            self.ticket_messages.iter().filter(|((no, _), m)| open(no) && m.from == Side::Customer);
        for ((ticket, seq), message) in kept {
            let written = wire.chats.values().flatten().find(|bubble| bubble.id == message.wa_id);
            let Some(written) = written.filter(|bubble| !wire.hasty.contains(&bubble.id)) else {
                continue;
            };
            let is_deleted = matches!(message.fate, Fate::Deleted { .. });
            if written.deleted != is_deleted
                || (!is_deleted && written.content.as_ref() != Some(&message.content))
            {
                return Err(format!(
                    "message {seq} of {ticket} is {:?} ({:?}) and was made {:?} (deleted: {})",
                    message.content, message.fate, written.content, written.deleted
                ));
            }
        }
        Ok(())
    }

    /// Nobody is told of what is not on disk.
    fn check_refusal(&mut self, refusal: &Refusal) {
        let spoken_of = match refusal {
            Refusal::AlreadyTaken { ticket, .. } | Refusal::AlreadyYours { ticket, .. } => *ticket,
            _ => return,
        };
        if !self.claims.contains_key(&spoken_of) {
            self.violate(format!(
                "somebody was told that ticket {spoken_of} is taken, and it is not"
            ));
        }
    }

    /// A text for the customer of a ticket may only be in a chat in which that customer wrote.
    fn check_customer_chat(&mut self, ticket: TicketNo, chat: &ChatId) {
        let Some(customer) = self.ticket_customer.get(&ticket) else {
            return self.violate(format!("ticket {ticket} was answered and never opened"));
        };
        let theirs = self
            .accepted
            .iter()
            .any(|(who, id)| who == customer && self.chat_of.get(id) == Some(chat))
            || self.ordered.get(&ticket) == Some(chat);
        if !theirs {
            self.violate(format!("wrong chat: ticket {ticket} was answered in {chat}"));
        }
    }

    /// A ticket has one owner, a customer one ticket, a slot one case, an agent's rooms tell the truth.
    pub fn check_disk(&mut self, disk: &Record) {
        let mut owners: BTreeMap<TicketNo, u32> = BTreeMap::new();
        let mut customers: BTreeMap<CustomerId, u32> = BTreeMap::new();
        let pending =
            disk.groups.values().flat_map(|group| group.pending()).map(|pending| &pending.ticket);
        let held = disk.slots.values().filter_map(|slot| slot.case()).map(|case| &case.ticket);
        for ticket in pending.chain(held) {
            *owners.entry(ticket.no).or_default() += 1;
            *customers.entry(ticket.customer.id).or_default() += 1;
        }
        customers.extend(
            disk.conversations
                .keys()
                .filter(|c| customers.contains_key(c))
                .map(|c| (*c, 2))
                .collect::<Vec<_>>(),
        );
        if let Some((ticket, _)) = owners.iter().find(|(_, count)| **count > 1) {
            self.violate(format!("ticket {ticket} has two owners"));
        }
        if let Some((customer, _)) = customers.iter().find(|(_, count)| **count > 1) {
            self.violate(format!("customer {customer} has two requests at once"));
        }
        for agent in disk.agents.values() {
            for room in agent.rooms.values() {
                let case = disk
                    .slots
                    .get(&room.slot)
                    .and_then(|slot| slot.case())
                    .map(|case| case.ticket.no);
                if room.case.as_ref().map(|case| case.ticket) != case {
                    self.violate(format!("agent {} is wrong about slot {}", agent.id, room.slot));
                }
            }
        }
    }

    /// When nothing is left to do: everybody was answered, everything stored is where it belongs, and
    /// memory says what the disk says.
    pub fn check_quiet(
        &mut self,
        disk: &Record,
        owners: &Owners,
        wire: &Wire,
        receipts: usize,
    ) -> Result<(), String> {
        if receipts > 0 || !owners.line.held_back().is_empty() {
            return Err(format!("{receipts} receipts were never answered"));
        }
        if !disk.outbox.is_empty() {
            return Err(format!("{} messages stay in the outbox", disk.outbox.len()));
        }
        if owners.intake.is_opening()
            || owners.groups.values().any(|group| !group.is_quiet())
            || owners.slots.values().any(|slot| !slot.is_quiet())
        {
            return Err("somebody waits in the middle of a move".into());
        }
        if let Some(lost) = wire.inbound.iter().filter_map(Pending::message).find(|message| {
            message.chat.is_direct()
                && !message.id.0.is_empty()
                && !self.accepted_ids.contains(&message.id)
                && !self.may_be_unread(message)
                && !owners_know_as_agent(disk, message)
        }) {
            return Err(format!("lost: {} is nowhere", lost.id));
        }
        let open = |id: &CustomerId| {
            let waits = disk.groups.values().any(|group| group.ticket_of(*id).is_some());
            let mut cases = disk.slots.values().filter_map(|slot| slot.case());
            waits || cases.any(|case| case.ticket.customer.id == *id)
        };
        if let Some(id) = self.unheard.keys().find(|id| open(id)) {
            return Err(format!("the case of blocked customer {id} goes on"));
        }
        self.check_settled(disk, wire)?;
        self.check_shown(disk)?;
        self.check_changes(wire)?;
        self.check_kept(disk, wire)?;
        for (id, group) in &owners.groups {
            let on_disk: Vec<_> = disk.groups[id]
                .pending()
                .map(|p| {
                    (
                        without_question(&p.ticket),
                        p.backlog.clone(),
                        own(&p.before),
                        p.level,
                        p.waits_since,
                    )
                })
                .collect();
            let live: Vec<_> = group
                .pending()
                .map(|p| {
                    (
                        without_question(&p.ticket),
                        p.backlog.clone(),
                        own(&p.before),
                        p.level,
                        p.waits_since,
                    )
                })
                .collect();
            if on_disk != live {
                return Err(format!(
                    "group {id} remembers other tickets than the disk:\n{live:?}\n{on_disk:?}"
                ));
            }
        }
        for (id, slot) in &owners.slots {
            let same = match (slot.case(), disk.slots[id].case()) {
                (Some(live), Some(kept)) => {
                    let of = |case: &Case| {
                        (without_question(&case.ticket), case.seat.clone(), case.since)
                    };
                    of(live) == of(kept)
                        && live.claimed_at == kept.claimed_at
                        && own(&live.map) == own(&kept.map)
                }
                (None, None) => true,
                (Some(_), None) | (None, Some(_)) => false,
            };
            if !same {
                let (live, kept) = (slot.case(), disk.slots[id].case());
                return Err(format!(
                    "slot {id} remembers another case than the disk:\n{live:?}\n{kept:?}"
                ));
            }
        }
        // What is due about shifts is worked out anew.
        let known = |agent: &Agent| Agent { shift: Shift::default(), ..agent.clone() };
        if owners.agents.values().map(known).ne(disk.agents.values().map(known)) {
            return Err("an agent remembers something else than the disk".into());
        }
        if owners.provisioning.jobs != disk.provisioning.jobs {
            return Err("provisioning remembers other jobs than the disk".into());
        }
        match &self.violation {
            Some(violation) => Err(violation.clone()),
            None => Ok(()),
        }
    }

    /// What was accepted is shown in the slots once and in that order, or waits with its ticket.
    fn check_shown(&self, disk: &Record) -> Result<(), String> {
        for customer in self.ticket_customer.values().collect::<BTreeSet<_>>() {
            let mut tickets: Vec<TicketNo> = self
                .ticket_customer
                .iter()
                .filter(|(_, who)| *who == customer)
                .map(|(no, _)| *no)
                .collect();
            tickets.sort();
            let waiting = |no: TicketNo| {
                disk.groups.values().any(|group| group.pending().any(|p| p.ticket.no == no))
                    || self.untaken.contains(&no)
            };
            let mut somewhere: Vec<WaId> = Vec::new();
            for no in tickets {
                let shown = self
                    .shown_ids
                    .iter()
                    .filter(|(ticket, slot, _)| {
                        *ticket == no && self.ticket_slot.get(&no) == Some(slot)
                    })
                    .map(|(_, _, id)| id.clone());
                if waiting(no) {
                    let kept = self
                        .ticket_messages
                        .range((no, 0)..=(no, u32::MAX))
                        .filter(|(_, m)| m.from == Side::Customer)
                        .map(|(_, m)| m.wa_id.clone());
                    somewhere.extend(kept);
                } else {
                    somewhere.extend(shown);
                }
            }
            if let Some(conversation) = disk.conversations.get(customer) {
                somewhere.extend(conversation.messages.iter().map(|message| message.wa_id.clone()));
            }
            let accepted: Vec<WaId> = self
                .accepted
                .iter()
                .filter(|(who, id)| {
                    who == customer && (!self.withdrawn.contains(id) || somewhere.contains(id))
                })
                .map(|(_, id)| id.clone())
                .collect();
            if accepted != somewhere {
                return Err(format!(
                    "customer {customer}: stored {accepted:?}, shown or waiting {somewhere:?}"
                ));
            }
        }
        Ok(())
    }
}

/// What a holder knows of its messages; what agents wrote for an earlier one is that one's affair.
fn own(map: &MessageMap) -> Vec<(u32, Option<Entry>)> {
    let entry = |entry: &Entry| entry.past.is_none().then(|| entry.clone());
    map.entries().map(|one| (one.message.seq, entry(one))).collect()
}

/// The number of a message that a person wrote.
fn number_of(id: &WaId) -> u64 {
    id.as_str().trim_start_matches('P').parse().unwrap_or(0)
}

fn owners_know_as_agent(disk: &Record, message: &Incoming) -> bool {
    disk.agents.values().any(|agent| agent.checked.is_same(&message.author))
}

/// What customers were asked is the line's to know: a ticket has it from when its holder heard of them last.
fn without_question(ticket: &relevo::domain::ticket::Ticket) -> relevo::domain::ticket::Ticket {
    let mut ticket = ticket.clone();
    std::sync::Arc::make_mut(&mut ticket.customer).asked = None;
    ticket
}
