//! Plausible histories of a line, from a seed: what the owners could have decided, one change at a time.

use std::sync::Arc;

use std::collections::BTreeSet;

use relevo::domain::acts::{By, Note};
use relevo::domain::agent::Attended;
use relevo::domain::agent::slot_id;
use relevo::domain::cargo::Cargo;
use relevo::domain::content::{ContactCard, Content, MediaKind};
use relevo::domain::customer;
use relevo::domain::event::Event;
use relevo::domain::file::{FileFault, FileKey};
use relevo::domain::identity::Identity;
use relevo::domain::ids::{
    AgentId, ChatId, CustomerId, GroupId, JobId, LineId, ReceiptId, SlotId, TicketNo, Timestamp,
    WaId,
};
use relevo::domain::intake::{Conversation, Phase, Request};
use relevo::domain::message::Labels;
use relevo::domain::message_map::Carried;
use relevo::domain::outcome::{EventKey, Letter, QuoteRef, Receipt};
use relevo::domain::phone::Phone;
use relevo::domain::provisioning::{Job, Membership, Subject, Task};
use relevo::domain::purpose::Purpose;
use relevo::domain::record::Record;
use relevo::domain::registration::Proof;
use relevo::domain::settings::{Department, GroupKind, Language, LineSettings};
use relevo::domain::ticket::{
    Blocked, CaseMessage, Cited, Customer, Seat, Sentiment, Side, Ticket,
};
use relevo::store::journal::{Change, Draft, Verdict};

/// A line as it should be on disk, and where its next facts come from.
pub struct History {
    pub line: LineId,
    pub record: Record,
    /// All letter ids ever given.
    pub letters: Vec<i64>,
    /// Letters that were given up.
    dead: Vec<Letter>,
    /// What was done, for whoever reads a failure.
    pub log: Vec<&'static str>,
    random: fastrand::Rng,
    /// For what came later: the histories of old seeds stay what they were.
    also: fastrand::Rng,
    now: i64,
    counter: u64,
}

impl History {
    pub fn new(line: LineId, seed: u64) -> Self {
        Self {
            line,
            record: Record::new(LineSettings::default()),
            letters: Vec::new(),
            dead: Vec::new(),
            log: Vec::new(),
            random: fastrand::Rng::with_seed(seed),
            also: fastrand::Rng::with_seed(seed),
            now: 1_700_000_000_000,
            counter: 0,
        }
    }

    /// The next change, already taken in by the record (but for its letters).
    pub fn change(&mut self) -> Change {
        self.now += if self.random.u8(..) < 3 { 9 * 3_600_000 } else { self.random.i64(0..90_000) };
        let mut change = Change {
            line: self.line,
            epoch: 1,
            at: Timestamp(self.now),
            events: Vec::new(),
            drafts: Vec::new(),
            receipts: Vec::new(),
            calls: Vec::new(),
        };
        for _ in 0..self.random.usize(1..4) {
            let from = change.events.len();
            let done = self.act(&mut change);
            self.log.push(done);
            for event in &change.events[from..] {
                self.record.apply(event);
            }
        }
        for _ in 0..self.random.usize(0..3) {
            let key = self.random.bool().then(|| EventKey(self.random.u128(..)));
            change.receipts.push(Receipt { id: ReceiptId(self.count()), key });
        }
        if change.is_durable() {
            for key in change.receipts.iter().filter_map(|receipt| receipt.key) {
                self.record.mark_seen(key, change.at);
            }
        }
        change
    }

    /// A customer is blocked, writes all the same, or is heard again; or what was begun with them is dropped.
    fn heard_or_not(&mut self, customer: CustomerId, change: &mut Change) {
        let at = change.at;
        let event = match self.also.u8(0..8) {
            0 | 1 => {
                let reason = self.also.bool().then(|| "'; DROP TABLE customers; --".to_owned());
                let blocked = Blocked { at, by: "Mariela".to_owned(), reason };
                Event::CustomerBlocked { customer, blocked }
            }
            2 => Event::CustomerUnblocked { customer },
            3 => Event::Unheard { customer, count: self.also.u32(1..9) },
            4 => Event::IntakeDropped { customer },
            _ => return,
        };
        change.events.push(event);
    }

    /// Takes in what the journal said.
    pub fn settle(&mut self, verdict: Verdict) {
        match verdict {
            Verdict::Committed { letters, .. } => {
                for letter in letters {
                    self.letters.push(letter.id.0);
                    self.record.put(letter);
                }
            }
            Verdict::Failed { error, .. } => panic!("{error}; after {:?}", self.log),
        }
    }

    #[allow(clippy::too_many_lines, reason = "one arm for each thing that can happen")]
    fn act(&mut self, change: &mut Change) -> &'static str {
        let at = change.at;
        match self.random.u32(0..100) {
            0..4 if self.record.groups.len() < 5 => {
                let group = GroupId(self.record.groups.len() as i64 + 1);
                let kind = GroupKind::ALL[self.random.usize(0..3)];
                change.events.push(Event::GroupPlanned { group, kind, name: self.words() });
                let member = self.random.bool().then(|| self.phone());
                let tasks = vec![Task::CreateGroup { group, member }];
                change.events.push(self.job(Subject::Group(group), tasks, at));
                "plan a group"
            }
            4..8 => {
                let Some(group) = pick(&mut self.random, self.record.groups.keys().copied()) else {
                    return "nothing";
                };
                let chat = format!("12036300{}@g.us", group.0).into();
                change.events.push(Event::GroupReady { group, chat, name: self.words() });
                "group ready"
            }
            8..11 if self.record.agents.len() < 6 => {
                let agent = AgentId(self.record.agents.len() as i64 + 1);
                let (name, wanted) = (self.words(), self.random.u8(0..4));
                change.events.push(Event::AgentAdded {
                    agent,
                    name,
                    phone: self.phone(),
                    active: self.random.bool(),
                    wanted,
                    at,
                });
                let mut tasks = vec![Task::CheckNumber { agent }];
                for number in 1..=wanted {
                    let slot = slot_id(agent, number);
                    change.events.push(Event::SlotPlanned {
                        slot,
                        agent,
                        number,
                        name: self.words(),
                    });
                    tasks.push(Task::CreateSlot { slot });
                }
                for group in self.record.groups.keys().copied().collect::<Vec<_>>() {
                    change.events.push(Event::MembershipChanged {
                        agent,
                        group,
                        membership: Membership::Pending,
                    });
                    tasks.push(Task::AskReady { agent, group });
                }
                change.events.push(self.job(Subject::Agent(agent), tasks, at));
                "add an agent"
            }
            11..18 => {
                let Some(agent) = pick(&mut self.random, self.record.agents.keys().copied()) else {
                    return "nothing";
                };
                let identity = self.identity();
                let wanted = self.random.u8(0..5);
                // What was said is kept under the name of then, and read under that of now.
                let name = match self.has_said(agent) {
                    true => self.record.agents[&agent].name.clone(),
                    false => self.words(),
                };
                change.events.push(match self.random.u8(0..8) {
                    4 => Event::AgentUnbound { agent, at },
                    5 => Event::WantedLowered { agent, wanted },
                    6 if self.random.u8(0..4) == 0 => Event::AgentRemoved { agent, at },
                    6 | 7 => {
                        let entry = &self.record.provisioning.agents[&agent];
                        let Some(group) = pick(&mut self.random, entry.groups.keys().copied())
                        else {
                            return "nothing";
                        };
                        Event::MembershipEnded { agent, group }
                    }
                    0 => Event::AgentEdited { agent, name, active: true, wanted },
                    1 => Event::AgentChecked { agent, identity },
                    2 => {
                        let proof = if self.random.bool() {
                            Proof::Number
                        } else {
                            Proof::QuoteAndMembership
                        };
                        Event::AgentBound { agent, identity, proof, at }
                    }
                    _ => {
                        let Some(group) =
                            pick(&mut self.random, self.record.groups.keys().copied())
                        else {
                            return "nothing";
                        };
                        let all = [
                            Membership::Pending,
                            Membership::Member,
                            Membership::Admin,
                            Membership::Invited,
                            Membership::Left,
                        ];
                        let membership = all[self.random.usize(0..all.len())];
                        Event::MembershipChanged { agent, group, membership }
                    }
                });
                "an agent changes"
            }
            18..23 => {
                let Some(slot) = pick(&mut self.random, self.record.slots.keys().copied()) else {
                    return "nothing";
                };
                let chat = format!("12036399{}@g.us", slot.0).into();
                let is_busy = self.record.slots[&slot].case().is_some();
                change.events.push(match self.random.u8(0..8) {
                    0 => Event::SlotRetired { slot, at },
                    1 => Event::SlotRevived { slot },
                    2 if !is_busy => Event::SlotClosed { slot },
                    3 => {
                        let link = self.random.bool().then(|| self.words());
                        Event::SlotLink { slot, link }
                    }
                    _ => Event::SlotReady { slot, chat },
                });
                "a slot changes"
            }
            23..29 => {
                let id = CustomerId(self.record.last_customer.0 + 1);
                let identity = self.identity();
                let customer = Customer {
                    id,
                    name: self.words(),
                    chat: identity.chat().unwrap_or_else(|| ChatId::from("?@lid")),
                    identity,
                    closed_cases: 0,
                    recent: Vec::new(),
                    about: Default::default(),
                    blocked: None,
                    asked: None,
                };
                change.events.push(Event::CustomerKnown { customer: customer.into() });
                "a customer"
            }
            29..32 => {
                let Some(mut customer) =
                    pick(&mut self.random, self.record.customers.values().cloned())
                else {
                    return "nothing";
                };
                self.heard_or_not(customer.id, change);
                // Whoever says something of a customer knows what was said just before.
                match change.events.last() {
                    Some(Event::CustomerBlocked { blocked, .. }) => {
                        Arc::make_mut(&mut customer).blocked = Some(blocked.clone().into());
                    }
                    Some(Event::CustomerUnblocked { .. }) => {
                        Arc::make_mut(&mut customer).blocked = None;
                    }
                    _ => {}
                }
                if self.also.bool() {
                    return self.who_they_are(change, &customer);
                }
                let changed = Arc::make_mut(&mut customer);
                changed.name = self.words();
                changed.identity = changed.identity.joined(&self.identity());
                change.events.push(Event::CustomerKnown { customer });
                "a customer is known better"
            }
            32..40 => {
                let Some(customer) = self.idle_customer() else { return "nothing" };
                let mut messages = match self.record.conversations.get(&customer) {
                    Some(conversation) => conversation.messages.clone(),
                    None => Vec::new(),
                };
                messages.push(self.message(messages.len() as u32 + 1, Side::Customer, at));
                let phase = match self.random.u8(0..3) {
                    0 => Phase::NoPlace { department: Department::Sales },
                    times => Phase::Asked { times },
                };
                let request = Request {
                    department: self.also.bool().then_some(Department::Sales),
                    speciality: self.also.bool().then(|| "Redes; --".to_owned()),
                    previous: self.also.bool().then_some(TicketNo(3)),
                    group: self.also.bool().then_some(GroupId(1)),
                    first: self.also.bool().then_some(AgentId(2)),
                };
                let path = (0..self.also.u8(0..3)).collect();
                let since = messages[0].at;
                let conversation = Conversation { customer, phase, since, messages, path, request };
                change.events.push(Event::IntakeKept { conversation });
                "intake"
            }
            40..50 => self.open(change),
            50..58 => {
                let Some(ticket) = self.pending() else { return "nothing" };
                change.events.push(match self.random.u8(0..6) {
                    0..3 => {
                        let message = self.message(ticket.last_seq + 1, Side::Customer, at);
                        Event::Kept { ticket: ticket.no, message }
                    }
                    3 => Event::Noted { ticket: ticket.no, at },
                    4 => Event::Escalated { ticket: ticket.no, level: self.random.u32(1..4), at },
                    5 if self.random.bool() => Event::AngerAlerted { ticket: ticket.no, at },
                    _ => Event::Alerted { ticket: ticket.no, level: self.random.u32(1..4), at },
                });
                "a ticket waits"
            }
            58..66 => self.claim(change),
            66..73 => self.relay(change),
            73..76 => self.hand_on(change),
            76..79 => {
                let case = pick(
                    &mut self.random,
                    self.record.slots.values().filter_map(|slot| slot.case()),
                );
                let Some(case) = case.cloned() else { return "nothing" };
                let reason = self.random.bool().then(|| self.words());
                let (ticket, slot, agent) = (case.ticket.no, case.seat.slot, case.seat.agent);
                let by = self.by(agent);
                change.events.push(Event::Closed { ticket, slot: Some(slot), by, reason, at });
                let chat = case.ticket.customer.chat.clone();
                change.drafts.push(self.draft(&chat, Purpose::Answer));
                // With dice of its own: the histories of known seeds stay as they are.
                let mut random = fastrand::Rng::with_seed(at.0.unsigned_abs());
                if random.bool() {
                    let customer = case.ticket.customer.id;
                    change.events.push(Event::RatingAsked { customer, ticket, at });
                    for _ in 0..random.usize(0..3) {
                        let comment = ["", "tardaron", "'; DROP TABLE tickets; --"];
                        let comment = comment[random.usize(0..3)].to_owned();
                        let (rating, comment) = (random.u8(1..6), random.bool().then_some(comment));
                        change.events.push(Event::Rated { customer, ticket, rating, comment, at });
                    }
                }
                "close"
            }
            79..88 => self.send(change),
            88..94 => self.afterwards(change),
            94..97 => self.step(change),
            97 => {
                let groups = self.record.groups.keys().copied();
                let Some(group) = pick(&mut self.random, groups) else { return "nothing" };
                let labels = Labels { speciality: self.words(), shift: self.words() };
                change.events.push(match self.random.u8(0..5) {
                    0 => Event::GroupRenamed { group, name: self.words() },
                    1 => Event::GroupLabelled { group, labels },
                    2 => Event::GroupRetired { group, at },
                    3 => Event::GroupRevived { group },
                    _ => Event::GroupLink { group, link: self.words() },
                });
                "a group changes"
            }
            98 if self.random.bool() => {
                let since = at;
                change.events.push(match self.record.down_since {
                    Some(since) => Event::LineUp { since, at },
                    None => Event::LineDown { since, at },
                });
                "the line drops or is back"
            }
            98 => {
                let chat = ChatId::from("1@g.us");
                change.drafts.push(self.draft(&chat, Purpose::Alert));
                "say something"
            }
            _ => {
                let customers = self.record.customers.keys().copied();
                let Some(customer) = pick(&mut self.random, customers) else { return "nothing" };
                change.events.push(Event::ToldClosed { customer, at });
                "told that nobody is there"
            }
        }
    }

    fn open(&mut self, change: &mut Change) -> &'static str {
        let places = self.record.groups.values().filter(|group| group.chat.is_some());
        let Some(group) = pick(&mut self.random, places).map(|group| group.id) else {
            return "nothing";
        };
        let Some(customer) = self.idle_customer() else { return "nothing" };
        let customer = self.record.customers[&customer].clone();
        let no = self.record.last_ticket.next();
        let mut backlog = match self.record.conversations.get(&customer.id) {
            Some(conversation) => conversation.messages.clone(),
            None => Vec::new(),
        };
        for _ in 0..self.random.usize(0..3) {
            backlog.push(self.message(backlog.len() as u32 + 1, Side::Customer, change.at));
        }
        let chat = self.record.groups[&group].chat.clone().unwrap();
        change.drafts.push(self.draft(&chat, Purpose::Announcement { group, ticket: no }));
        change.drafts.push(self.draft(&customer.chat, Purpose::Answer));
        let ticket = Ticket {
            no,
            customer,
            department: if self.random.bool() { Department::Support } else { Department::Sales },
            sentiment: [Sentiment::Happy, Sentiment::Neutral, Sentiment::Angry]
                [self.random.usize(0..3)],
            opened_at: change.at,
            group,
            last_seq: backlog.len() as u32,
            notes: Vec::new(),
            summary: None,
            previous: self.also.bool().then_some(TicketNo(1)),
        };
        change.events.push(Event::Opened { ticket, backlog });
        "open"
    }

    fn claim(&mut self, change: &mut Change) -> &'static str {
        let Some(ticket) = self.pending() else { return "nothing" };
        let rooms = self.record.agents.values().flat_map(|agent| {
            agent
                .rooms
                .values()
                .filter(|room| room.usable && room.case.is_none())
                .map(move |room| (agent, room))
        });
        let Some((agent, room)) = pick(&mut self.random, rooms) else { return "nothing" };
        let seat = Seat {
            agent: agent.id,
            agent_name: agent.name.clone(),
            slot: room.slot,
            slot_name: room.name.clone(),
        };
        let chat = self.record.slots[&seat.slot].chat.clone().unwrap();
        let slot = seat.slot;
        let by = self.by(seat.agent);
        change.events.push(Event::Claimed { ticket: ticket.no, seat, by, at: change.at });
        for seq in 1..=ticket.last_seq {
            change
                .drafts
                .push(self.draft(&chat, Purpose::ToSlot { slot, ticket: ticket.no, seq, part: 0 }));
        }
        "claim"
    }

    /// A case goes elsewhere, or somebody says something about it.
    fn hand_on(&mut self, change: &mut Change) -> &'static str {
        let at = change.at;
        let reason = self.random.bool().then(|| self.words());
        let by = By::Panel { name: self.words() };
        let groups = self.record.groups.values().filter(|group| group.chat.is_some());
        let Some(group) = pick(&mut self.random, groups).map(|group| group.id) else {
            return "nothing";
        };
        let case = pick(&mut self.random, self.record.slots.values().filter_map(|s| s.case()));
        let case = case.map(|case| (case.ticket.clone(), case.seat.clone()));
        let free = self.record.agents.values().flat_map(|agent| {
            let rooms = agent.rooms.values();
            rooms.filter(|room| room.usable && room.case.is_none()).map(move |room| (agent, room))
        });
        let free = pick(&mut self.random, free).map(|(agent, room)| Seat {
            agent: agent.id,
            agent_name: agent.name.clone(),
            slot: room.slot,
            slot_name: room.name.clone(),
        });
        let department = if self.random.bool() { Department::Support } else { Department::Sales };
        match (self.random.u8(0..8), case, self.pending(), free) {
            (0, Some((ticket, _)), _, Some(seat)) => {
                let (ticket, last, slot) = (ticket.no, ticket.last_seq, seat.slot);
                let chat = self.record.slots[&slot].chat.clone().unwrap();
                change.events.push(Event::Transferred { ticket, seat, by, reason, at });
                for seq in 1..=last.min(3) {
                    let purpose = Purpose::ToSlot { slot, ticket, seq, part: 0 };
                    change.drafts.push(self.draft(&chat, purpose));
                }
                "transfer"
            }
            (1, Some((ticket, seat)), _, _) => {
                let (ticket, agent) = (ticket.no, seat.agent);
                change.events.push(Event::Returned {
                    ticket,
                    agent,
                    group,
                    department,
                    by,
                    reason,
                    at,
                });
                let chat = self.record.groups[&group].chat.clone().unwrap();
                change.drafts.push(self.draft(&chat, Purpose::Announcement { group, ticket }));
                "return"
            }
            (2, _, Some(ticket), _) if ticket.group != group => {
                let ticket = ticket.no;
                change.events.push(Event::Moved { ticket, group, department, by, reason, at });
                let chat = self.record.groups[&group].chat.clone().unwrap();
                change.drafts.push(self.draft(&chat, Purpose::Announcement { group, ticket }));
                "move"
            }
            (3, _, Some(ticket), _) if self.random.bool() => {
                let ticket = ticket.no;
                change.events.push(Event::Closed { ticket, slot: None, by, reason, at });
                "close what nobody took"
            }
            (4, Some((ticket, _)), _, _) | (4, None, Some(ticket), _) => {
                let ticket = ticket.no;
                change.events.push(Event::Raised { ticket, by, reason, at });
                "ask for help"
            }
            (5, Some((ticket, _)), _, _) if at.0 % 2 == 0 => {
                let (ticket, seq) = (ticket.no, ticket.last_seq);
                change.events.push(Event::SilenceWarned { ticket, seq, at });
                "warn"
            }
            (5, Some((ticket, _)), _, _) | (5, None, Some(ticket), _) => {
                let (ticket, summary) = (ticket.no, self.words().into());
                change.events.push(Event::Summarised { ticket, summary, at });
                "summary"
            }
            (6, Some((ticket, _)), _, _) | (6, None, Some(ticket), _) => {
                let moods = [Sentiment::Happy, Sentiment::Neutral, Sentiment::Angry];
                let (ticket, sentiment) = (ticket.no, moods[self.random.usize(0..3)]);
                change.events.push(Event::SentimentChanged { ticket, sentiment, at });
                "mood"
            }
            (_, Some((ticket, _)), _, _) | (_, None, Some(ticket), _) => {
                let who = by.name(|_| String::new());
                // As in the panel, where a NUL does not get so far.
                let note = Note { at: ticket.note_time(at), who, text: self.words() };
                change.events.push(Event::NoteAdded { ticket: ticket.no, by, note });
                "note"
            }
            (_, None, None, _) => "nothing",
        }
    }

    fn by(&mut self, agent: AgentId) -> By {
        match self.random.u8(0..8) {
            // An agent among them goes by the name that agents have.
            0 | 1 => By::Supervisor { agent: None, name: self.words() },
            2 => By::Relevo,
            3 | 4 => By::Panel { name: self.words() },
            _ => By::Agent(agent),
        }
    }

    /// Whether something of an agent's goes along with a case.
    fn has_said(&self, agent: AgentId) -> bool {
        let before = self.record.groups.values().flat_map(|group| group.pending());
        let before = before.flat_map(|pending| pending.before.entries());
        let cases = self.record.slots.values().filter_map(|slot| slot.case());
        let mut said = before.chain(cases.flat_map(|case| case.map.entries()));
        said.any(|entry| entry.message.from == Side::Agent(agent))
    }

    fn relay(&mut self, change: &mut Change) -> &'static str {
        let case =
            pick(&mut self.random, self.record.slots.values().filter_map(|slot| slot.case()));
        let Some(case) = case.cloned() else { return "nothing" };
        if self.random.u8(0..4) == 0 {
            let (ticket, slot, at) = (case.ticket.no, case.seat.slot, change.at);
            let (seq, level) = (self.random.u32(1..9), self.random.u8(1..3));
            change.events.push(match self.random.u8(0..3) {
                0 => Event::AngerAlerted { ticket, at },
                _ => Event::AnswerLate { ticket, slot, seq, level, at },
            });
            return "a customer waits";
        }
        let (slot, ticket, seq) = (case.seat.slot, case.ticket.no, case.ticket.last_seq + 1);
        let (from, purpose) = if self.random.bool() {
            (Side::Customer, Purpose::ToSlot { slot, ticket, seq, part: 0 })
        } else {
            (Side::Agent(case.seat.agent), Purpose::ToCustomer { slot, ticket, seq, part: 0 })
        };
        let message = self.message(seq, from, change.at);
        change.events.push(Event::Relayed { ticket, message });
        let chat = case.ticket.customer.chat.clone();
        for part in 0..self.random.u8(1..4) {
            change.drafts.push(self.draft(&chat, purpose.part(part)));
        }
        "relay"
    }

    fn send(&mut self, change: &mut Change) -> &'static str {
        let Some(letter) = pick(&mut self.random, self.record.outbox.values()).cloned() else {
            return "nothing";
        };
        let (send, purpose, at) = (letter.id, letter.purpose, change.at);
        // The parts of a message leave in order.
        let comes_first = |other: &Letter| match (other.purpose.copy(), purpose.copy()) {
            (Some(other), Some(this)) => {
                (other.ticket, other.seq) == (this.ticket, this.seq) && other.part < this.part
            }
            _ => false,
        };
        if self.record.outbox.values().any(comes_first) {
            return "nothing";
        }
        change.events.push(match self.random.u8(0..9) {
            6 => Event::Withdrawn { send, purpose },
            7 => Event::Reworded { send, text: self.words(), cargo: None },
            0 => {
                let until = at.plus(self.random.i64(0..60_000));
                Event::SendDelayed {
                    send,
                    attempts: letter.attempts + 1,
                    until,
                    error: self.words(),
                }
            }
            1 => {
                // Those of messages are thrown away with the next change of the message.
                if purpose.copy().is_none() {
                    self.dead.push(letter);
                }
                Event::SendFailed { send, purpose, at, error: self.words() }
            }
            _ => Event::Sent { send, chat: letter.chat, purpose, wa_id: self.wa_id(), at },
        });
        "send"
    }

    /// Something happens to a message after it was written.
    fn afterwards(&mut self, change: &mut Change) -> &'static str {
        let at = change.at;
        if self.random.u8(0..6) == 0 {
            let file = FileKey(self.random.u128(0..5));
            change.events.push(if self.random.bool() {
                Event::FileKept { file, hash: self.words(), size: 7, mime: "image/png".into(), at }
            } else {
                Event::FileMissing { file, why: FileFault::Lost, error: self.words(), at }
            });
            return "a file";
        }
        if self.random.u8(0..4) == 0
            && let Some(at) = (!self.dead.is_empty()).then(|| self.random.usize(0..self.dead.len()))
        {
            let letter = self.dead.remove(at);
            change.events.push(if self.random.bool() {
                Event::Revived { letter: Letter { attempts: 0, ..letter } }
            } else {
                Event::Discarded { send: letter.id }
            });
            return "a dead letter";
        }
        let waiting = self.record.groups.values().flat_map(|group| group.pending());
        let waiting = waiting.flat_map(|pending| {
            pending.backlog.iter().map(move |message| (pending.ticket.no, message.seq))
        });
        let cases = self.record.slots.values().filter_map(|slot| slot.case());
        let carried = cases.flat_map(|case| {
            case.map.entries().map(move |entry| (case.ticket.no, entry.message.seq))
        });
        let all: Vec<(TicketNo, u32)> = waiting.chain(carried).collect();
        let Some((ticket, seq)) = pick(&mut self.random, all.iter().copied()) else {
            return "nothing";
        };
        change.events.push(match self.random.u8(0..5) {
            0 | 1 => Event::Edited { ticket, seq, content: Content::text(self.words()), at },
            2 => Event::Deleted { ticket, seq, at },
            3 => Event::Reacted { ticket, seq, by: Side::Customer, emoji: self.words() },
            _ => {
                let sent =
                    self.record.slots.values().filter_map(|slot| slot.case()).find_map(|case| {
                        let entry =
                            case.map.entries().find(|entry| entry.carried == Carried::Sent)?;
                        Some((case.ticket.no, entry.message.seq))
                    });
                let Some((ticket, seq)) = sent else { return "nothing" };
                let all = [Carried::Delivered, Carried::Read, Carried::Failed];
                Event::Progressed { ticket, seq, carried: all[self.random.usize(0..3)], at }
            }
        });
        "afterwards"
    }

    fn step(&mut self, change: &mut Change) -> &'static str {
        let at = change.at;
        let Some(found) = pick(&mut self.random, self.record.provisioning.jobs.values()) else {
            return "nothing";
        };
        let job = found.id;
        let Some((step, _)) = found.current() else {
            change.events.push(if self.random.bool() {
                Event::JobRetried { job, at }
            } else {
                Event::JobDropped { job }
            });
            return "retry or drop";
        };
        change.events.push(match self.random.u8(0..8) {
            0..3 => Event::StepStarted { job, step, at },
            3..6 => Event::StepDone { job, step, at },
            6 => Event::StepDelayed { job, step, until: at.plus(5_000), error: self.words() },
            _ => Event::StepFailed { job, step, at, error: self.words() },
        });
        "a step"
    }

    fn job(&self, subject: Subject, tasks: Vec<Task>, at: Timestamp) -> Event {
        let last = self.record.provisioning.last_job;
        Event::JobPlanned { job: Job::new(JobId(last.0 + 1), subject, tasks, at) }
    }

    /// What is known of a customer, who is perhaps another one, or is to be forgotten.
    fn who_they_are(&mut self, change: &mut Change, customer: &Arc<Customer>) -> &'static str {
        let at = change.at;
        let tags = (0..self.random.usize(0..3)).filter_map(|_| customer::tag(&self.words()));
        let tags = customer::ordered(tags.collect());
        let idle = self.idle_customer();
        let talks = |id: &CustomerId| self.record.conversations.contains_key(id);
        let language = Some(Language::Pt).filter(|_| self.random.bool());
        match (self.random.u8(0..4), idle.filter(|id| !talks(id))) {
            (0, Some(gone)) if gone != customer.id => {
                let other = Arc::clone(&self.record.customers[&gone]);
                let kept = Arc::new(customer.united(&other));
                change.events.push(Event::CustomersMerged { kept, gone, at });
                "two customers are one"
            }
            (1, Some(customer)) if self.dead.is_empty() => {
                change.events.push(Event::CustomerErased { customer, at });
                "a customer is erased"
            }
            (2, _) if self.dead.is_empty() => {
                let pending = self.record.groups.values().flat_map(|group| group.pending());
                let cases = self.record.slots.values().filter_map(|slot| slot.case());
                let open: BTreeSet<TicketNo> = pending
                    .map(|pending| pending.ticket.no)
                    .chain(cases.map(|case| case.ticket.no))
                    .collect();
                let closed = (1..=self.record.last_ticket.0).map(TicketNo);
                let tickets = closed.filter(|no| !open.contains(no)).take(3).collect();
                change.events.push(Event::CasesErased { tickets, until: at, at });
                "old cases are erased"
            }
            _ => {
                let customer = customer.id;
                change.events.push(Event::CustomerTended { customer, language, tags });
                "a customer is tended"
            }
        }
    }

    fn idle_customer(&mut self) -> Option<CustomerId> {
        let pending = self
            .record
            .groups
            .values()
            .flat_map(|group| group.pending())
            .map(|p| p.ticket.customer.id);
        let cases = self
            .record
            .slots
            .values()
            .filter_map(|slot| slot.case())
            .map(|case| case.ticket.customer.id);
        let busy: BTreeSet<CustomerId> = pending.chain(cases).collect();
        pick(
            &mut self.random,
            self.record.customers.keys().copied().filter(|id| !busy.contains(id)),
        )
    }

    fn pending(&mut self) -> Option<Ticket> {
        let pending = self.record.groups.values().flat_map(|group| group.pending());
        pick(&mut self.random, pending).map(|pending| pending.ticket.clone())
    }

    fn draft(&mut self, chat: &ChatId, purpose: Purpose) -> Draft {
        let quote = self.random.bool().then(|| QuoteRef {
            id: self.wa_id().into(),
            from_us: self.random.bool(),
            author: self.identity(),
            text: self.words(),
        });
        let cargo = (self.random.u8(0..4) == 0).then(|| Cargo::Location {
            latitude: 0.5,
            longitude: -65.2,
            name: Some(self.words()),
        });
        let not_before = self.random.bool().then(|| Timestamp(self.random.i64(0..1_000_000)));
        Draft { quote, cargo, not_before, ..Draft::words(chat.clone(), purpose, self.words()) }
    }

    fn message(&mut self, seq: u32, from: Side, at: Timestamp) -> CaseMessage {
        let content = match self.random.u8(0..5) {
            0 => Content::Media {
                media: MediaKind::Voice,
                caption: self.random.bool().then(|| self.words()),
                file_name: None,
                view_once: self.random.bool(),
                file: None,
            },
            1 => Content::Location {
                latitude: -26.808_3,
                longitude: 0.1 + 0.2,
                name: None,
                live: false,
            },
            2 => Content::Contacts { cards: vec![self.card(), self.card()] },
            3 => Content::text("con un \0 en el medio"),
            _ => Content::text(self.words()),
        };
        let cites = match self.random.u8(0..6) {
            0 if seq > 1 => Some(Cited::Message(self.random.u32(1..seq))),
            1 => Some(Cited::Elsewhere(self.words().into())),
            _ => None,
        };
        CaseMessage { cites, ..CaseMessage::new(seq, from, at, self.wa_id(), content) }
    }

    fn wa_id(&mut self) -> WaId {
        format!("3EB0{:08X}", self.count()).into()
    }

    fn card(&mut self) -> ContactCard {
        ContactCard { name: self.words(), phones: vec![self.words()] }
    }

    fn words(&mut self) -> String {
        const WORDS: [&str; 10] = [
            "hola",
            "¿Cómo?",
            "'; DROP TABLE tickets; --",
            "👩🏽‍🔧",
            "Ñandú",
            "100%",
            "\"x\"",
            "a\nb",
            "",
            "?$1",
        ];
        (0..self.random.usize(1..4))
            .map(|_| WORDS[self.random.usize(0..10)])
            .collect::<Vec<_>>()
            .join(" ")
    }

    fn phone(&mut self) -> Phone {
        Phone::from_digits(&format!("549381555{:04}", self.random.u16(0..10_000))).unwrap()
    }

    fn identity(&mut self) -> Identity {
        let phone = format!("{}@s.whatsapp.net", self.phone().digits());
        let lid = format!("{}@lid", self.random.u32(1..1_000_000));
        match self.random.u8(0..3) {
            0 => Identity::from_jid(&phone),
            1 => Identity::from_jid(&lid),
            _ => Identity::from_jids([phone.as_str(), lid.as_str()]),
        }
    }

    fn count(&mut self) -> u64 {
        self.counter += 1;
        self.counter
    }
}

/// A record without what a rebuild leaves out: idle customers, the order within one moment, and that a
/// room remembers the customer's name of the time of the claim.
pub fn normalised(mut record: Record) -> Record {
    let pending =
        record.groups.values().flat_map(|group| group.pending()).map(|p| p.ticket.customer.id);
    let cases = record.slots.values().filter_map(|slot| slot.case());
    let names: Vec<(AgentId, SlotId, Attended)> = cases
        .clone()
        .map(|case| {
            let attended = Attended {
                ticket: case.ticket.no,
                customer: case.ticket.customer.name.clone(),
                phone: case.ticket.customer.identity.phone.clone(),
            };
            (case.seat.agent, case.seat.slot, attended)
        })
        .collect();
    let mut busy: BTreeSet<CustomerId> =
        pending.chain(cases.map(|case| case.ticket.customer.id)).collect();
    busy.extend(record.conversations.keys());
    record.customers.retain(|id, _| busy.contains(id));
    for (agent, slot, case) in names {
        if let Some(room) = record.agents.get_mut(&agent).and_then(|agent| agent.room_mut(slot)) {
            room.case = Some(case);
        }
    }
    let newest = record.seen.iter().map(|(at, _)| *at).max().unwrap_or_default();
    record.seen.retain(|(at, _)| newest.since(*at) <= relevo::domain::line::SEEN_MS);
    record.seen.make_contiguous().sort();
    record
}

fn pick<T>(random: &mut fastrand::Rng, from: impl Iterator<Item = T>) -> Option<T> {
    let all: Vec<T> = from.collect();
    let chosen = if all.is_empty() { return None } else { random.usize(0..all.len()) };
    all.into_iter().nth(chosen)
}
