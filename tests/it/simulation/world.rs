//! The world: a line's owners with their mailboxes, the journal, the disk, the gateway, people and time,
//! moved one step at a time by one seeded generator.

use std::collections::{BTreeMap, VecDeque};

use fastrand::Rng;
use relevo::domain::acts::By;
use relevo::domain::cargo::{Cargo, Target};
use relevo::domain::courier::SendError;
use relevo::domain::event::Event;
use relevo::domain::identity::Identity;
use relevo::domain::ids::{ReceiptId, SendId, TicketNo, Timestamp, WaId};
use relevo::domain::inbound::{Connection, Delivery, Inbound, MemberChange};
use relevo::domain::intake::{Menu, MenuOption};
use relevo::domain::message::{
    ActOnCase, AddAgent, AddGroup, Arrival, BlockCustomer, CallDone, CustomerFound, DropFromGroup,
    EditGroup, InviteAgent, JoinGroup, Labels, LinkIs, OpenTicket, RemoveAgent, RetireGroup,
    RetryJob, Tell, UndoBinding,
};
use relevo::domain::message_map::MessageMap;
use relevo::domain::outcome::{
    Body, Call, CallFault, CallReply, Letter, Outcome, PlacedCall, Receipt, Send,
};
use relevo::domain::owners::{Address, Owners};
use relevo::domain::record::Record;
use relevo::domain::settings::{Department, GroupKind, IntakeMode, LineSettings};

use super::check::Model;
use super::people::People;
use super::wire::{Arrived, Wire};

/// A rule of the shell that is broken on purpose, to see that the simulation notices.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sabotage {
    /// Webhooks are acknowledged before the change is on disk.
    AcknowledgeEarly,
    /// What was handled is not remembered on disk.
    ForgetSeen,
    /// Messages leave before the change is on disk.
    SendEarly,
    /// Messages between owners overtake each other.
    ShuffleMailboxes,
    /// An agent forgets which rooms are taken.
    ForgetRooms,
    /// A message for a customer goes to another.
    WrongChat,
    /// Alerts are forgotten on a restart.
    ForgetAlerts,
    /// An answer between owners is lost.
    LoseSeatRefused,
    /// The line lets messages pass while a customer moves.
    ForgetBacklog,
    /// A change of a message is not carried over.
    LoseChange,
    /// A change hits another message of the chat.
    ChangeAnother,
    /// A case that is handed on comes without what was said.
    ForgetStory,
    /// The slot that a case has left is free for another before that is on disk.
    FreeEarly,
}

/// A message in an owner's mailbox.
#[derive(Debug, Clone)]
#[allow(clippy::large_enum_variant, reason = "a few at a time, in a test")]
pub enum Mail {
    Tell(Tell),
    Arrival(Arrival),
    Found(CustomerFound),
    AddGroup(AddGroup),
    AddAgent(AddAgent),
    EditGroup(EditGroup),
    Invite(InviteAgent),
    Drop(DropFromGroup),
    Join(JoinGroup),
    Undo(UndoBinding),
    Retry(RetryJob),
}

#[derive(Debug, Clone)]
struct Change {
    events: Vec<Event>,
    sends: Vec<Send>,
    receipts: Vec<Receipt>,
    calls: Vec<PlacedCall>,
}

/// How much goes wrong.
#[derive(Debug, Clone, Copy)]
pub struct Weather {
    /// Crashes, per thousand steps.
    pub crash: u32,
    /// Gateway failures, per hundred calls.
    pub failure: u32,
    /// Repeated webhooks, per hundred.
    pub repeat: u32,
    /// The gateway brings events in any order.
    pub reorder: bool,
}

/// How long alerts are watched in the end: who waits is alerted of again and again.
const DRAIN_MS: i64 = 20 * 3_600_000;

pub struct World {
    pub rng: Rng,
    pub now: Timestamp,
    pub steps: Vec<String>,
    pub weather: Weather,
    pub sabotage: Option<Sabotage>,
    pub owners: Owners,
    mailboxes: BTreeMap<Address, VecDeque<Mail>>,
    journal: VecDeque<Change>,
    lookups: Vec<Identity>,
    sending: Vec<Letter>,
    calling: Vec<PlacedCall>,
    receipts: BTreeMap<ReceiptId, Option<usize>>,
    next_receipt: u64,
    pub disk: Record,
    last_send: i64,
    /// The messages table, as far as the ids of copies go.
    copies: BTreeMap<(TicketNo, u32), WaId>,
    pub wire: Wire,
    pub people: People,
    pub model: Model,
    /// Shifts begin and end for ever.
    has_shifts: bool,
}

impl World {
    pub fn new(seed: u64) -> Self {
        let mut rng = Rng::with_seed(seed);
        let mut settings = LineSettings {
            intake: match rng.u8(0..9) {
                0..4 => IntakeMode::Menu,
                4..8 => IntakeMode::Direct,
                _ => IntakeMode::External,
            },
            menu: if rng.bool() { Menu::default() } else { menu(&mut rng) },
            reopen: rng.u8(0..4) > 0,
            reopen_ms: rng.i64(1..4) * 3_600_000,
            // How fast people write here says nothing.
            messages_per_minute: 100_000,
            undo_window_ms: if rng.u8(0..4) == 0 { 3_000 } else { 0 },
            delivery_marks: rng.bool(),
            sends_per_second: 50.0,
            group_spacing_ms: 5_000,
            step_spacing_ms: 100,
            closing: super::commands::closing(&mut rng),
            ..super::alerts::settings(seed)
        };
        let now = Timestamp(1_780_000_000_000);
        let has_shifts = super::shifts::shuffle(seed, now, &mut settings);
        let disk = Record::new(settings.clone());
        let external = disk.settings.intake == IntakeMode::External;
        let owners = disk.owners(now);
        let weather = Weather {
            crash: [0, 2, 10, 30][rng.usize(0..4)],
            failure: [0, 5, 20][rng.usize(0..3)],
            repeat: [0, 10, 30][rng.usize(0..3)],
            reorder: rng.bool(),
        };
        let mut world = Self {
            people: People::new(&mut rng),
            rng,
            now,
            steps: Vec::new(),
            weather,
            sabotage: None,
            owners,
            mailboxes: BTreeMap::new(),
            journal: VecDeque::new(),
            lookups: Vec::new(),
            sending: Vec::new(),
            calling: Vec::new(),
            receipts: BTreeMap::new(),
            next_receipt: 0,
            disk,
            last_send: 0,
            copies: BTreeMap::new(),
            wire: Wire::default(),
            model: Model::default(),
            has_shifts,
        };
        world.model.alerts.settings = settings;
        world.model.external = external;
        if world.rng.u8(0..4) > 0 {
            world.head_start();
        }
        world
    }

    /// Most runs begin with a company that is set up; the others do that in the storm too.
    fn head_start(&mut self) {
        let weather = self.weather;
        for _ in 0..20 {
            let Some(act) = self.people.set_up(&mut self.rng, &self.wire, &self.disk) else {
                break;
            };
            self.do_act(act);
            if let Err(violation) = self.drain() {
                self.model.violate(format!("while setting up: {violation}"));
            }
        }
        if self.has_shifts {
            // Somewhere for tickets to go when a shift ends.
            let (kind, name) = (GroupKind::Support, "Grupo de tarde".to_owned());
            self.do_act(super::people::Act::AddGroup { kind, name });
        }
        self.weather = weather;
    }

    /// One step, whatever the dice say.
    pub fn step(&mut self) {
        match self.rng.u32(0..100) {
            0..10 => self.people_act(),
            10..24 => self.bring_inbound(),
            24..60 => self.run_owner(),
            60..74 => self.commit(),
            74..90 => self.send(),
            90..92 => self.answer_call(),
            92..95 => self.answer_lookup(),
            95..98 => self.time_passes(),
            98 => self.link_flaps(),
            _ => {
                if self.rng.u32(0..1_000) < self.weather.crash * 10 {
                    self.crash();
                }
            }
        }
    }

    /// Fair weather until nothing is left to do. Says what does not end.
    pub fn drain(&mut self) -> Result<(), String> {
        self.weather = Weather { crash: 0, failure: 0, repeat: 0, reorder: false };
        self.link_is(Connection::Connected);
        let afterwards = if self.has_shifts { super::shifts::AFTERWARDS_MS } else { 0 };
        let until = self.now.plus(DRAIN_MS.max(afterwards));
        // Cases that go round with the shifts take many.
        for _ in 0..150_000 {
            if !self.mailboxes.values().all(VecDeque::is_empty) {
                self.run_owner();
            } else if !self.lookups.is_empty() {
                self.answer_lookup();
            } else if !self.journal.is_empty() {
                self.commit();
            } else if !self.sending.is_empty() {
                self.send();
            } else if !self.calling.is_empty() {
                self.answer_call();
            } else if self
                .wire
                .inbound
                .iter()
                .any(|pending| !pending.acked && pending.under_way.is_none())
            {
                self.bring_inbound();
            } else if let Some(at) =
                self.next_deadline().filter(|at| *at <= until || self.is_building())
            {
                self.now = self.now.max(at);
                self.wake();
            } else {
                self.model.check_alerted(&self.disk, self.now)?;
                return self.model.check_quiet(
                    &self.disk,
                    &self.owners,
                    &self.wire,
                    self.receipts.len(),
                );
            }
            if let Some(violation) = self.model.violation.clone() {
                return Err(violation);
            }
        }
        Err(format!(
            "it does not drain: mail {:?}",
            self.mailboxes.values().map(VecDeque::len).sum::<usize>()
        ))
    }

    /// Whether something else than waits comes to its end.
    fn is_building(&self) -> bool {
        self.owners.provisioning.next_deadline().is_some()
            || self.owners.supervisor.next_deadline().is_some()
            || self.owners.courier.next_deadline(self.now).is_some()
    }

    fn note(&mut self, what: String) {
        self.steps.push(what);
    }

    fn people_act(&mut self) {
        if let Some(act) = self.people.act(&mut self.rng, &self.wire, &self.disk) {
            self.do_act(act);
        }
    }

    fn do_act(&mut self, act: super::people::Act) {
        self.note(format!("{act:?}"));
        match act {
            super::people::Act::Write { chat, author, name, content, quote } => {
                self.wire.person_writes(&chat, &author, &name, content, quote, self.now);
            }
            super::people::Act::Edit { chat, id, text } => {
                self.model.count("edited");
                self.changes_unkept(&id);
                self.wire.person_edits(&chat, &id, &text, self.now);
            }
            super::people::Act::Delete { chat, id } => {
                self.model.count("deleted");
                self.changes_unkept(&id);
                self.wire.person_deletes(&chat, &id);
            }
            super::people::Act::React { chat, author, target, emoji } => {
                self.model.count("reacted");
                self.wire.person_reacts(&chat, &author, &target, emoji);
            }
            super::people::Act::AddGroup { kind, name } => {
                let receipt = self.issue(None);
                let (first_member, adopt, labels) = (None, None, Labels::default());
                let msg = AddGroup { kind, name, first_member, adopt, labels, receipt };
                self.mail(Address::Provisioning, Mail::AddGroup(msg));
            }
            super::people::Act::AddAgent { name, phone, slots } => {
                let receipt = self.issue(None);
                let msg =
                    AddAgent { name, phone, active: true, slots, groups: Vec::new(), receipt };
                self.mail(Address::Provisioning, Mail::AddAgent(msg));
            }
            super::people::Act::OnCase { customer, ticket, deed, reason } => {
                let receipt = self.issue(None);
                let by = By::Panel { name: "Mariela".into() };
                let act = ActOnCase { customer, ticket, deed, by, reason, receipt };
                self.mail(Address::Line, Mail::Tell(Tell::Line(act.into())));
            }
            super::people::Act::EditAgent { agent, name, active, slots } => {
                if self.owners.agents.contains_key(&agent) {
                    let receipt = self.issue(None);
                    let msg = relevo::domain::message::EditAgent { name, active, slots, receipt };
                    self.mail(Address::Agent(agent), Mail::Tell(Tell::Agent(agent, msg.into())));
                }
            }
            super::people::Act::Block { customer, blocked } => {
                let Some(customer) = self.disk.customers.get(&customer).cloned() else { return };
                let (who, reason) = (String::from("Mariela"), None);
                let (by, receipt) = (By::Panel { name: who.clone() }, self.issue(None));
                let block = BlockCustomer { customer, blocked, by, who, reason, receipt };
                self.mail(Address::Line, Mail::Tell(Tell::Line(block.into())));
            }
            super::people::Act::Order { who } => {
                let order = OpenTicket {
                    identity: who,
                    name: "Cliente".into(),
                    department: Department::Sales,
                    speciality: None,
                    text: "llamó por teléfono".into(),
                    by: By::Panel { name: "Mariela".into() },
                    tell: true,
                    receipt: self.issue(None),
                };
                self.mail(Address::Line, Mail::Tell(Tell::Line(order.into())));
            }
            super::people::Act::Wander { chat, who } => {
                let change = match self.wire.has_member(&chat, &who) {
                    true => MemberChange::Left,
                    false => MemberChange::Joined,
                };
                self.model.wandered = true;
                self.wire.member(&chat, &who, change);
            }
            other => self.do_staff_act(other),
        }
    }

    fn do_staff_act(&mut self, act: super::people::Act) {
        use super::people::Act;
        let receipt = self.issue(None);
        let labels = Labels::default();
        let mail = match act {
            Act::EditGroup { group, name } => {
                Mail::EditGroup(EditGroup { group, name, labels, receipt })
            }
            Act::Invite { agent, to } => Mail::Invite(InviteAgent { agent, to, receipt }),
            Act::Drop { agent, group } => Mail::Drop(DropFromGroup { agent, group, receipt }),
            Act::Join { agent, group } => Mail::Join(JoinGroup { agent, group, receipt }),
            Act::Undo { agent } => Mail::Undo(UndoBinding { agent, receipt }),
            Act::Retry { job, give_up } => {
                self.model.gave_up |= give_up;
                Mail::Retry(RetryJob { job, give_up, receipt })
            }
            Act::RetireGroup { group, retired } if self.owners.groups.contains_key(&group) => {
                let tell = Tell::Group(group, RetireGroup { retired, receipt }.into());
                return self.mail(tell.to(), Mail::Tell(tell));
            }
            Act::Remove { agent } if self.owners.agents.contains_key(&agent) => {
                let tell = Tell::Agent(agent, RemoveAgent { receipt }.into());
                return self.mail(tell.to(), Mail::Tell(tell));
            }
            _ => {
                // The line was rebuilt meanwhile, and does not know it yet.
                self.receipts.remove(&receipt.id);
                return;
            }
        };
        self.mail(Address::Provisioning, mail);
    }

    /// The gateway brings an event, again and again until it is acknowledged, and sometimes after.
    fn bring_inbound(&mut self) {
        let repeat = self.rng.u32(0..100) < self.weather.repeat;
        let open: Vec<usize> = (0..self.wire.inbound.len())
            .filter(|i| {
                let pending = &self.wire.inbound[*i];
                pending.under_way.is_none() && (repeat || !pending.acked)
            })
            .collect();
        let index = match (open.first(), self.weather.reorder || repeat) {
            (None, _) => return,
            (Some(_), true) => open[self.rng.usize(0..open.len())],
            (Some(first), false) => *first,
        };
        let receipt = self.issue(Some(index));
        let inbound = self.wire.inbound[index].inbound.clone();
        self.note(format!("bring {}", brief(&inbound)));
        self.wire.inbound[index].under_way = Some(receipt.id);
        if let Inbound::Message(message) = &inbound {
            self.model.arrived(receipt.id, message);
        }
        self.mail(Address::Line, Mail::Arrival(Arrival { receipt, inbound }));
    }

    fn run_owner(&mut self) {
        let busy: Vec<Address> = self
            .mailboxes
            .iter()
            .filter(|(_, box_)| !box_.is_empty())
            .map(|(address, _)| *address)
            .collect();
        if busy.is_empty() {
            return;
        }
        let address = busy[self.rng.usize(0..busy.len())];
        let shuffle = self.sabotage == Some(Sabotage::ShuffleMailboxes);
        let Some(mailbox) = self.mailboxes.get_mut(&address) else { return };
        let mail = if shuffle {
            mailbox.remove(self.rng.usize(0..mailbox.len()))
        } else {
            mailbox.pop_front()
        };
        let Some(mail) = mail else { return };
        self.sabotage_owner(&mail);
        self.steps.push(format!("{address:?} <- {}", brief(&mail)));
        let now = self.now;
        let wanted = super::shifts::wanted(&mail);
        let outcome = match mail {
            Mail::Tell(tell) => self.owners.deliver(tell, now),
            Mail::Arrival(msg) => self.owners.line.arrival(msg, now),
            Mail::Found(msg) => self.owners.line.customer_found(msg, now),
            Mail::AddGroup(msg) => self.owners.provisioning.add_group(msg, now),
            Mail::AddAgent(msg) => self.owners.provisioning.add_agent(msg, now),
            Mail::EditGroup(msg) => self.owners.provisioning.edit_group(msg, now),
            Mail::Invite(msg) => self.owners.provisioning.invite_agent(&msg, now),
            Mail::Drop(msg) => self.owners.provisioning.drop_from_group(&msg, now),
            Mail::Join(msg) => self.owners.provisioning.join_group(&msg, now),
            Mail::Undo(msg) => self.owners.provisioning.undo_binding(&msg, now),
            Mail::Retry(msg) => self.owners.provisioning.retry_job(&msg, now),
        };
        if let Some(department) = wanted {
            match super::shifts::check(department, &outcome, &self.owners.line, now) {
                Ok(what) => self.model.count(what),
                Err(violation) => self.model.violate(violation),
            }
        }
        self.settle(outcome);
    }

    fn sabotage_owner(&mut self, mail: &Mail) {
        if let (Some(Sabotage::ForgetRooms), Mail::Tell(Tell::Agent(agent, _))) =
            (self.sabotage, mail)
            && let Some(agent) = self.owners.agents.get_mut(agent)
        {
            agent.rooms.values_mut().for_each(|room| room.case = None);
        }
    }

    /// The shell's work: journal first, then the other owners.
    fn settle(&mut self, mut outcome: Outcome) {
        if let Some(fault) = outcome.fault {
            self.model.violate(format!("the protocol broke: {fault}"));
            return;
        }
        for (receipt, refusal) in outcome.refused.drain(..) {
            self.model.refused_in_the_panel(&refusal);
            self.receipts.remove(&receipt);
        }
        if self.sabotage == Some(Sabotage::AcknowledgeEarly) {
            for receipt in &outcome.receipts {
                self.acknowledge(receipt.id);
            }
        }
        let Outcome { events, mut sends, calls, tells, receipts, lookups, .. } = outcome;
        if self.sabotage == Some(Sabotage::WrongChat)
            && self.rng.u8(0..10) == 0
            && let Some(send) = sends.iter_mut().find(|send| send.chat.is_direct())
        {
            send.chat = self.people.any_customer_chat(&mut self.rng);
        }
        if self.sabotage == Some(Sabotage::LoseChange) {
            sends.retain(|send| !matches!(send.body, Body::Changed { .. }));
        }
        if self.sabotage == Some(Sabotage::ChangeAnother) {
            for send in &mut sends {
                if let Body::Deleted { of, .. } = &mut send.body
                    && let Some(first) = self.wire.chats.get(&send.chat).and_then(|all| all.first())
                {
                    of.id = Target::Known(first.id.clone());
                }
            }
        }
        if self.sabotage == Some(Sabotage::SendEarly) && !sends.is_empty() {
            let letters = self.letters(&sends);
            drop(self.owners.courier.queue(letters));
        }
        let anything =
            !events.is_empty() || !sends.is_empty() || !calls.is_empty() || !receipts.is_empty();
        if anything {
            self.journal.push_back(Change { events, sends, receipts, calls });
        }
        for mut tell in tells {
            match (self.sabotage, &mut tell) {
                (
                    Some(Sabotage::LoseSeatRefused),
                    Tell::Group(_, relevo::domain::message::ToGroup::SeatRefused(_)),
                ) => continue,
                (
                    Some(Sabotage::ForgetBacklog),
                    Tell::Slot(_, relevo::domain::message::ToSlot::TakeCase(take)),
                ) => {
                    take.backlog.pop();
                }
                (
                    Some(Sabotage::ForgetStory),
                    Tell::Slot(_, relevo::domain::message::ToSlot::TakeCase(take)),
                ) => {
                    take.before = MessageMap::default();
                }
                (
                    Some(Sabotage::FreeEarly),
                    Tell::Slot(_, relevo::domain::message::ToSlot::TakeCase(take)),
                ) => {
                    if let Some(left) = &take.left
                        && let Some(agent) = self.owners.agents.get_mut(&left.seat.agent)
                        && let Some(room) = agent.room_mut(left.seat.slot)
                    {
                        room.case = None;
                    }
                }
                _ => {}
            }
            self.mail(tell.to(), Mail::Tell(tell));
        }
        self.lookups.extend(lookups);
    }

    /// The journal writes what is queued, as one; or the machine dies around it.
    fn commit(&mut self) {
        if self.journal.is_empty() {
            return;
        }
        let most = self.rng.usize(1..=self.journal.len());
        let batch: Vec<Change> = self.journal.drain(..most).collect();
        let dies_before = self.rng.u32(0..1_000) < self.weather.crash;
        if dies_before {
            self.crash();
            return;
        }
        self.note(format!("commit {}", batch.len()));
        let mut released = Vec::new();
        for change in batch {
            let is_durable = !change.events.is_empty() || !change.sends.is_empty();
            for event in &change.events {
                self.model.committed(event, &change.receipts);
                self.disk.apply(event);
                if let Event::Transferred { ticket, .. } | Event::Returned { ticket, .. } = event {
                    // Shown again in the next slot.
                    let model = &self.model;
                    self.copies
                        .retain(|(no, seq), _| no != ticket || !model.is_customers(*no, *seq));
                }
                self.model.check_staff(event, &self.disk, &self.wire);
                if let Event::Sent { purpose, wa_id, .. } = event
                    && let Some(copy) = purpose.copy()
                    && self.model.is_shown_there(*purpose)
                {
                    self.copies.insert((copy.ticket, copy.seq), wa_id.clone());
                }
            }
            let letters = if self.sabotage == Some(Sabotage::SendEarly) {
                Vec::new()
            } else {
                self.letters(&change.sends)
            };
            for letter in &letters {
                self.disk.put(letter.clone());
            }
            for receipt in &change.receipts {
                if let (Some(key), true) = (receipt.key, is_durable)
                    && self.sabotage != Some(Sabotage::ForgetSeen)
                {
                    self.disk.mark_seen(key, self.now);
                }
            }
            released.push((letters, change.receipts, change.calls, change.events));
        }
        self.model.check_disk(&self.disk);
        if self.rng.u32(0..1_000) < self.weather.crash {
            self.crash();
            return;
        }
        for (letters, receipts, calls, events) in released {
            for receipt in receipts {
                self.acknowledge(receipt.id);
            }
            let merged = self.owners.courier.queue(letters);
            self.settle(merged);
            for event in &events {
                if let Event::Sent { send, chat, .. } = event {
                    self.owners.courier.recorded(chat, *send);
                }
            }
            self.calling.extend(calls);
        }
    }

    fn letters(&mut self, sends: &[Send]) -> Vec<Letter> {
        sends
            .iter()
            .map(|send| {
                self.last_send += 1;
                Letter {
                    id: SendId(self.last_send),
                    chat: send.chat.clone(),
                    purpose: send.purpose,
                    text: serde_json::to_string(&send.body).expect("a body is written as JSON"),
                    cargo: cargo(&send.body),
                    quote: send.quote.clone(),
                    queued_at: self.now,
                    attempts: 0,
                    not_before: send.not_before.unwrap_or(self.now),
                }
            })
            .collect()
    }

    fn acknowledge(&mut self, id: ReceiptId) {
        if let Some(Some(index)) = self.receipts.remove(&id) {
            let pending = &mut self.wire.inbound[index];
            pending.acked = true;
            if pending.under_way == Some(id) {
                pending.under_way = None;
            }
            if let Some(message) = self.wire.inbound[index].message() {
                self.model.acknowledged(message);
            }
        }
    }

    /// The courier sends what it may, and the gateway does with one of them what it does.
    fn send(&mut self) {
        let letters = self.owners.courier.next(self.now);
        self.sending.extend(letters);
        if self.sending.is_empty() {
            return;
        }
        let letter = self.sending.remove(self.rng.usize(0..self.sending.len()));
        let fails = self.rng.u32(0..100) < self.weather.failure;
        let arrives = !fails || self.rng.bool();
        let resolved = self.resolved(&letter);
        let result = if resolved.is_none() {
            Err(SendError::Moot("not there".into()))
        } else if arrives {
            self.arrive(&resolved.unwrap_or(letter.clone()), fails)
        } else if self.rng.bool() {
            Err(SendError::Again("rate-overlimit".into()))
        } else {
            Err(SendError::NotConnected("offline".into()))
        };
        self.note(format!("send {} to {}: {:?}", letter.id, letter.chat, result.is_ok()));
        let outcome = match result {
            Ok(wa_id) => self.owners.courier.sent(&letter.chat, letter.id, wa_id, self.now),
            Err(error) => self.owners.courier.failed(&letter.chat, letter.id, &error, self.now),
        };
        self.settle(outcome);
    }

    /// The gateway takes a letter.
    fn arrive(&mut self, letter: &Letter, answer_lost: bool) -> Result<WaId, SendError> {
        const REPORTS: [Delivery; 3] = [Delivery::Sent, Delivery::Delivered, Delivery::Read];
        let reports = &REPORTS[..self.rng.usize(0..4)];
        let wa_id = match self.wire.relevo_sends(letter, reports) {
            Arrived::New(wa_id) => {
                self.model.delivered(letter, &self.people);
                wa_id
            }
            Arrived::Known(wa_id) => wa_id,
            Arrived::Astray => {
                self.model
                    .violate(format!("a change in {} of a message that is elsewhere", letter.chat));
                return Err(SendError::Never("no such message".into()));
            }
        };
        if answer_lost { Err(SendError::Unknown("the answer was lost".into())) } else { Ok(wa_id) }
    }

    /// A letter with the ids of what it is about, as the store has them; nothing if that never arrived.
    fn resolved(&mut self, letter: &Letter) -> Option<Letter> {
        let mut letter = letter.clone();
        let about = match &mut letter.cargo {
            Some(Cargo::Edit { of, .. } | Cargo::Revoke { of } | Cargo::React { of, .. }) => of,
            _ => return Some(letter),
        };
        if let Target::Copy(copy) = about.id {
            if !self.model.is_shown_there(letter.purpose) {
                return None;
            }
            let found = self.copies.get(&(copy.ticket, copy.seq)).cloned()?;
            about.id = Target::Known(found);
            self.model.count("change of what was on its way");
        }
        Some(letter)
    }

    fn answer_call(&mut self) {
        if self.calling.is_empty() {
            return;
        }
        let PlacedCall { job, step, call } = self.calling.remove(0);
        let fails = self.rng.u32(0..100) < self.weather.failure;
        let again = || Err(CallFault { again: true, said: "unknown error".into() });
        let result = match call {
            Call::LookUp { phone } if !fails => {
                Ok(CallReply::LookedUp { identity: self.people.look_up(&phone) })
            }
            Call::CreateGroup { subject, known, search_first, members } => {
                let is_theirs = |chat| members.iter().all(|who| self.wire.has_member(chat, who));
                let found = self.wire.groups.iter().find(|(chat, name)| {
                    search_first && **name == subject && !known.contains(chat) && is_theirs(chat)
                });
                let found = found.map(|(chat, _)| chat.clone());
                // A false failure: the group is there, and the answer says otherwise.
                let created = found.or_else(|| {
                    (!fails || self.rng.bool()).then(|| self.wire.create_group(&subject, &members))
                });
                match created {
                    Some(chat) if !fails => Ok(CallReply::Created { chat, invite: None }),
                    Some(_) | None => again(),
                }
            }
            Call::FindGroup { subject, members, known } if !fails => {
                let is_theirs = |chat| members.iter().all(|who| self.wire.has_member(chat, who));
                let found = self.wire.groups.iter().find(|(chat, name)| {
                    **name == subject && !known.contains(chat) && is_theirs(chat)
                });
                Ok(found.map_or(CallReply::NotThere, |(chat, _)| CallReply::Created {
                    chat: chat.clone(),
                    invite: None,
                }))
            }
            Call::AddMember { chat, who } => {
                if !fails || self.rng.bool() {
                    self.wire.member(&chat, &who, MemberChange::Joined);
                }
                if fails { again() } else { Ok(CallReply::Joined { admin: self.rng.bool() }) }
            }
            Call::RemoveMember { chat, who } => {
                if !fails || self.rng.bool() {
                    self.wire.member(&chat, &who, MemberChange::Left);
                }
                if fails { again() } else { Ok(CallReply::Changed) }
            }
            Call::Leave { chat, who } => {
                if !fails || self.rng.bool() {
                    self.wire.member(&chat, &who, MemberChange::Left);
                }
                if !fails || self.rng.bool() {
                    self.wire.leave(&chat);
                }
                if fails { again() } else { Ok(CallReply::Changed) }
            }
            Call::Rename { chat, subject } => {
                if let Some(name) = self.wire.groups.get_mut(&chat) {
                    *name = subject;
                }
                if fails { again() } else { Ok(CallReply::Changed) }
            }
            Call::Link { .. } if !fails => {
                Ok(CallReply::Link { link: "https://chat.whatsapp.com/x".into() })
            }
            Call::Inspect { .. } if !fails => {
                Ok(CallReply::Inspected { subject: "adopted".into(), admin: Some(true) })
            }
            Call::LookUp { .. }
            | Call::FindGroup { .. }
            | Call::Link { .. }
            | Call::Inspect { .. } => again(),
        };
        self.note(format!("call {job}/{step}: {:?}", result.is_ok()));
        let done = CallDone { job, step, result };
        self.mail(Address::Provisioning, Mail::Tell(Tell::Provisioning(done.into())));
    }

    fn answer_lookup(&mut self) {
        if self.lookups.is_empty() {
            return;
        }
        let asked = self.lookups.remove(self.rng.usize(0..self.lookups.len()));
        let by_phone = self.disk.customers.values().find(|customer| {
            let key = |identity: &Identity| {
                identity.phone.as_ref().map(relevo::domain::phone::Phone::key)
            };
            key(&asked).is_some()
                && customer.identities().any(|identity| key(identity) == key(&asked))
        });
        let same =
            |customer: &&std::sync::Arc<relevo::domain::ticket::Customer>| customer.may_be(&asked);
        let by_lid = self.disk.customers.values().filter(same);
        let mut found: Vec<_> = by_phone.into_iter().chain(by_lid).cloned().collect();
        found.dedup_by_key(|customer| customer.id);
        let mut found = found.into_iter();
        let (found, other) = (found.next(), found.next());
        self.mail(Address::Line, Mail::Found(CustomerFound { asked, found, other }));
    }

    /// A change of a message that was read and kept nowhere: if it is brought again later, it is as it was.
    fn changes_unkept(&mut self, id: &WaId) {
        if self.model.is_unkept(id) {
            self.wire.hasty.insert(id.clone());
        }
    }

    fn time_passes(&mut self) {
        let jump = match (self.rng.u8(0..4), self.next_deadline()) {
            // Less than it takes until what was brought before is forgotten, however far away the next shift is.
            (0, Some(at)) => at.since(self.now).min(20 * 60_000),
            (1, _) => self.rng.i64(0..400_000),
            (_, _) => self.rng.i64(0..5_000),
        };
        self.now = self.now.plus(jump);
        self.wake();
    }

    fn wake(&mut self) {
        let outcome = self.owners.wake(self.now);
        self.settle(outcome);
        let letters = self.owners.courier.next(self.now);
        self.sending.extend(letters);
    }

    fn next_deadline(&self) -> Option<Timestamp> {
        self.owners
            .next_deadline()
            .into_iter()
            .chain(self.owners.courier.next_deadline(self.now))
            .min()
    }

    fn link_flaps(&mut self) {
        let state = if self.rng.bool() { Connection::Disconnected } else { Connection::Connected };
        self.link_is(state);
    }

    fn link_is(&mut self, state: Connection) {
        self.owners.courier.connection(state, self.now);
        self.mail(Address::Supervisor, Mail::Tell(Tell::Supervisor(LinkIs { state }.into())));
    }

    /// `kill -9`: all that is not on disk is gone; then the line is built again.
    fn crash(&mut self) {
        self.note(String::from("CRASH"));
        self.model.count("crash");
        self.mailboxes.clear();
        self.journal.clear();
        self.lookups.clear();
        self.sending.clear();
        self.calling.clear();
        self.receipts.clear();
        for pending in &mut self.wire.inbound {
            pending.under_way = None;
        }
        if self.sabotage == Some(Sabotage::ForgetAlerts) {
            self.disk.alerts.clear();
        }
        self.owners = self.disk.owners(self.now);
        let outcome = self.owners.resume(self.now);
        self.settle(outcome);
        self.link_is(Connection::Connected);
    }

    fn issue(&mut self, inbound: Option<usize>) -> Receipt {
        self.next_receipt += 1;
        let id = ReceiptId(self.next_receipt);
        self.receipts.insert(id, inbound);
        Receipt { id, key: None }
    }

    fn mail(&mut self, to: Address, mail: Mail) {
        self.mailboxes.entry(to).or_default().push_back(mail);
    }
}

/// Options, some with options within them.
fn menu(rng: &mut Rng) -> Menu {
    let option = |label: &str, options| MenuOption {
        label: label.into(),
        words: Vec::new(),
        department: if label == "Ventas" { Department::Sales } else { Department::Support },
        speciality: None,
        options,
    };
    let inner = match rng.bool() {
        true => vec![option("Wifi", Vec::new()), option("Cable", Vec::new())],
        false => Vec::new(),
    };
    let options = vec![option("Internet", inner), option("Ventas", Vec::new())];
    Menu { greeting: None, options }
}

/// What the text layer makes of a change; words of a merged edit stay a body.
fn cargo(body: &Body) -> Option<Cargo> {
    match body {
        Body::Changed { of, content, .. } => {
            let words = Body::Relay {
                name: None,
                content: content.clone(),
                replies_to: None,
                edited: false,
            };
            let text = serde_json::to_string(&words).expect("a body is written as JSON");
            Some(Cargo::Edit { of: of.clone(), text })
        }
        Body::Deleted { of, .. } => Some(Cargo::Revoke { of: of.clone() }),
        Body::Reacted { of, emoji, .. } | Body::Mark { of, emoji } => {
            Some(Cargo::React { of: of.clone(), emoji: emoji.clone() })
        }
        _ => None,
    }
}

fn brief(what: &impl std::fmt::Debug) -> String {
    let text = format!("{what:?}");
    // Whole where one run is looked at.
    let most = if std::env::var_os("RELEVO_SEED").is_some() { 4_000 } else { 160 };
    text.chars().take(most).collect()
}
