//! A help desk of one group and two agents, all owners in one hand: what the rules' examples act on.

use std::collections::VecDeque;

use relevo::domain::acts::{By, Deed};
use relevo::domain::agent::slot_id;
use relevo::domain::content::Content;
use relevo::domain::event::Event;
use relevo::domain::identity::Identity;
use relevo::domain::ids::{
    AgentId, ChatId, CustomerId, GroupId, ReceiptId, SendId, TicketNo, Timestamp, WaId,
};
use relevo::domain::inbound::{Delivery, Inbound, Incoming, Quote};
use relevo::domain::message::{
    ActOnCase, Arrival, CallDone, CopyKnown, CopySent, CustomerFound, Post, Posted, Tell, WarningIs,
};
use relevo::domain::notice::Notice;
use relevo::domain::outcome::{
    Body, Call, CallFault, CallReply, Hint, Outcome, PlacedCall, Receipt, Send,
};
use relevo::domain::owners::Owners;
use relevo::domain::phone::Phone;
use relevo::domain::provisioning::Provisioning;
use relevo::domain::purpose::Purpose;
use relevo::domain::record::Record;
use relevo::domain::refusal::Refusal;
use relevo::domain::registration::Proof;
use relevo::domain::sentiment::MoodAsked;
use relevo::domain::settings::{GroupKind, IntakeMode, LineSettings};

pub const NOW: Timestamp = Timestamp(1_780_000_000_000);
pub const GROUP: &str = "120363000000000001@g.us";
pub const ANA: &str = "5493816660001@s.whatsapp.net";
pub const RUI: &str = "5493816660002@s.whatsapp.net";
pub const MARTA: &str = "5493815550001@s.whatsapp.net";
pub const HUGO: &str = "5493815550002@s.whatsapp.net";

/// All owners, and what came out of them since the last look.
pub struct Desk {
    pub owners: Owners,
    pub sends: Vec<Send>,
    pub events: Vec<Event>,
    written: u64,
    pub now: Timestamp,
    /// What was to be shown on WhatsApp meanwhile.
    pub hints: Vec<Hint>,
    /// How many webhooks were answered.
    pub answered: usize,
    /// How many commands were refused.
    pub refused: usize,
    /// Why, in order.
    pub refusals: Vec<Refusal>,
    /// What the gateway was asked, and has not answered.
    pub calls: Vec<PlacedCall>,
    /// What a model was to be asked.
    pub asks: Vec<MoodAsked>,
    /// What is on disk.
    pub record: Record,
}

impl Desk {
    /// Ana and Rui, one slot each; Ana is registered, Rui where the test says so.
    pub fn new(rui_registered: bool, intake: IntakeMode) -> Self {
        let settings = LineSettings { intake, ..LineSettings::default() };
        Self::of(settings, rui_registered, 1)
    }

    /// The same with these settings, and so many slots for each.
    pub fn of(settings: LineSettings, rui_registered: bool, slots: u8) -> Self {
        let mut record = Record::new(settings);
        let group = GroupId(1);
        record.apply(&Event::GroupPlanned {
            group,
            kind: GroupKind::Support,
            name: "Soporte".into(),
        });
        record.apply(&Event::GroupReady { group, chat: GROUP.into(), name: "Soporte".into() });
        for (id, name, jid) in [(1, "Ana", ANA), (2, "Rui", RUI)] {
            let (agent, identity) = (AgentId(id), Identity::from_jid(jid));
            let phone: Phone = identity.phone.clone().unwrap();
            record.apply(&Event::AgentAdded {
                agent,
                name: name.into(),
                phone,
                active: true,
                wanted: slots,
                at: NOW,
            });
            for number in 1..=slots {
                let slot = slot_id(agent, number);
                let name = format!("Chat soporte {name} N°{number}");
                record.apply(&Event::SlotPlanned { slot, agent, number, name });
                let chat = slot_chat(id + 10 * i64::from(number - 1));
                record.apply(&Event::SlotReady { slot, chat });
            }
            if id == 1 || rui_registered {
                record.apply(&Event::AgentBound { agent, identity, proof: Proof::Number, at: NOW });
            }
        }
        let owners = record.owners(NOW);
        Self {
            owners,
            sends: Vec::new(),
            events: Vec::new(),
            written: 0,
            now: NOW,
            hints: Vec::new(),
            answered: 0,
            refused: 0,
            refusals: Vec::new(),
            calls: Vec::new(),
            asks: Vec::new(),
            record,
        }
    }

    /// The gateway answers the oldest call that is open; what the call was.
    pub fn answers(&mut self, result: Result<CallReply, CallFault>) -> Call {
        let PlacedCall { job, step, call } = self.calls.remove(0);
        self.tell(Tell::Provisioning(CallDone { job, step, result }.into()));
        call
    }

    /// A command of the panel to provisioning; everything that follows happens.
    pub fn asks(&mut self, command: impl FnOnce(&mut Provisioning, Receipt, Timestamp) -> Outcome) {
        let receipt = Receipt { id: ReceiptId(0), key: None };
        let first = command(&mut self.owners.provisioning, receipt, self.now);
        self.follow(first);
    }

    /// Somebody writes; everything that follows happens.
    pub fn says(&mut self, chat: &str, author: &str, text: &str, quote: Option<&WaId>) -> Incoming {
        self.writes(chat, author, Content::text(text), quote)
    }

    /// Somebody sends something; everything that follows happens.
    pub fn writes(
        &mut self,
        chat: &str,
        author: &str,
        content: Content,
        quote: Option<&WaId>,
    ) -> Incoming {
        self.written += 1;
        let message = Incoming {
            id: WaId::from(format!("P{}", self.written)),
            chat: ChatId::from(chat),
            author: Identity::from_jid(author),
            name: if author == MARTA { "Marta".into() } else { "Alguien".into() },
            at: self.now,
            content,
            quote: quote.map(|id| Quote {
                id: id.clone(),
                author: Identity::default(),
                chat: None,
                excerpt: "lo citado".into(),
            }),
            mentions: Vec::new(),
            preview: Vec::new(),
        };
        self.arrives(message.clone());
        message
    }

    /// A message arrives, perhaps not for the first time.
    pub fn arrives(&mut self, message: Incoming) {
        let receipt = Receipt { id: ReceiptId(self.written), key: None };
        let arrival = Arrival { receipt, inbound: Inbound::Message(message) };
        let first = self.owners.line.arrival(arrival, self.now);
        self.follow(first);
    }

    /// Something else than a message arrives.
    pub fn comes(&mut self, inbound: Inbound) {
        self.written += 1;
        let receipt = Receipt { id: ReceiptId(self.written), key: None };
        let first = self.owners.line.arrival(Arrival { receipt, inbound }, self.now);
        self.follow(first);
    }

    /// An owner is told something.
    pub fn tell(&mut self, tell: Tell) {
        let outcome = self.owners.deliver(tell, self.now);
        self.follow(outcome);
    }

    /// Somebody changes a message.
    pub fn edits(&mut self, id: &WaId, text: &str, at: Option<Timestamp>) {
        let (id, content) = (id.clone(), Content::text(text));
        self.comes(Inbound::Edited { id, chat: None, content, at });
    }

    /// Somebody deletes a message for everyone.
    pub fn deletes(&mut self, id: &WaId) {
        self.comes(Inbound::Revoked { id: id.clone(), chat: None });
    }

    /// Somebody reacts to a message.
    pub fn reacts(&mut self, chat: &str, author: &str, target: &WaId, emoji: &str) {
        self.written += 1;
        self.comes(Inbound::Reaction {
            id: WaId::from(format!("R{}", self.written)),
            chat: ChatId::from(chat),
            author: Identity::from_jid(author),
            target: target.clone(),
            emoji: emoji.into(),
        });
    }

    /// WhatsApp says how far a message of ours has come.
    pub fn reports(&mut self, chat: &str, id: &WaId, state: Delivery) {
        self.comes(Inbound::Delivery { id: id.clone(), chat: ChatId::from(chat), state });
    }

    /// Everything that was to be carried over is on the other side; its ids there, in order.
    pub fn deliver_all(&mut self) -> Vec<WaId> {
        let carried: Vec<_> = self
            .sends
            .iter()
            .filter_map(|send| {
                let slot = match send.purpose {
                    Purpose::ToSlot { slot, .. } => (slot, false),
                    Purpose::ToCustomer { slot, .. } => (slot, true),
                    _ => return None,
                };
                Some((slot, send.purpose.copy()?))
            })
            .collect();
        let mut ids = Vec::new();
        for ((slot, to_customer), copy) in carried {
            let wa_id = WaId::from(format!("C{}-{}", copy.ticket, copy.seq));
            let sent = CopySent { copy, wa_id: wa_id.clone() };
            let outcome = self.owners.deliver(Tell::Slot(slot, sent.into()), self.now);
            self.follow(outcome);
            if to_customer {
                let known = CopyKnown { wa_id: wa_id.clone(), slot };
                let outcome = self.owners.deliver(Tell::Line(known.into()), self.now);
                self.follow(outcome);
            }
            ids.push(wa_id);
        }
        ids
    }

    /// The warnings to silent customers that were to leave have left, or never will.
    pub fn warnings_leave(&mut self, leave: bool) {
        let warnings = self.sends.iter().filter_map(|send| {
            let (slot, ticket, seq) = send.purpose.warning()?;
            Some((send.chat.clone(), send.purpose, slot, ticket, seq))
        });
        for (chat, purpose, slot, ticket, seq) in warnings.collect::<Vec<_>>() {
            let (send, at) = (SendId(900), self.now);
            let event = if leave {
                Event::Sent { send, chat, purpose, wa_id: "W".into(), at }
            } else {
                Event::SendFailed { send, purpose, at, error: "nobody".into() }
            };
            self.record.apply(&event);
            let warning = WarningIs { ticket, seq, left: leave.then_some(at) };
            self.tell(Tell::Slot(slot, warning.into()));
        }
    }

    /// A supervisor acts on a case of this customer in the panel.
    pub fn acts(&mut self, customer: i64, ticket: TicketNo, deed: Deed, reason: Option<&str>) {
        self.written += 1;
        let act = ActOnCase {
            customer: CustomerId(customer),
            ticket,
            deed,
            by: By::Panel { name: "Mariela".into() },
            reason: reason.map(str::to_owned),
            receipt: Receipt { id: ReceiptId(self.written), key: None },
        };
        self.tell(Tell::Line(act.into()));
    }

    /// Marta's case is open in Ana's first slot; the ids of what she wrote and of its copy there.
    pub fn case(&mut self) -> (WaId, WaId) {
        let (_, quote) = self.ticket(MARTA);
        let first = WaId::from(format!("P{}", self.written));
        self.says(GROUP, ANA, "mío", Some(&quote));
        let copies = self.deliver_all();
        self.look_away();
        (first, copies[0].clone())
    }

    /// Marta opens a ticket; the id under which its announcement can be quoted.
    pub fn ticket(&mut self, customer: &str) -> (TicketNo, WaId) {
        self.says(customer, customer, "no tengo internet", None);
        let announced = self.sends.iter().rev().find_map(|send| match send.purpose {
            Purpose::Announcement { ticket, .. } => Some(ticket),
            _ => None,
        });
        let ticket = announced.unwrap();
        let wa_id = WaId::from(format!("S{ticket}"));
        let posted = Posted { post: Post::Announcement(ticket), wa_id: wa_id.clone() };
        let outcome = self.owners.deliver(Tell::Group(GroupId(1), posted.into()), self.now);
        self.follow(outcome);
        (ticket, wa_id)
    }

    /// What Relevo said in a chat since the last look, in order; relayed texts are left out.
    pub fn notices(&mut self, chat: &str) -> Vec<Notice> {
        let said = self.sends.iter().filter(|send| send.chat.as_str() == chat);
        let said = said.filter_map(|send| match &send.body {
            Body::Say(notice) => Some(notice.clone()),
            _ => None,
        });
        said.collect()
    }

    /// The texts that were carried to a chat, in order.
    pub fn relayed(&self, chat: &str) -> Vec<String> {
        let carried = self.sends.iter().filter(|send| send.chat.as_str() == chat);
        let carried = carried.filter_map(|send| match &send.body {
            Body::Relay { content, .. } => content.words().map(str::to_owned),
            _ => None,
        });
        carried.collect()
    }

    /// All that is not on disk is gone, and the line is built again.
    pub fn restarts(&mut self) {
        self.owners = self.record.owners(self.now);
        let unfinished = self.owners.resume(self.now);
        self.follow(unfinished);
    }

    /// Forgets what was said and stored so far.
    pub fn look_away(&mut self) {
        self.sends.clear();
        self.hints.clear();
        self.events.clear();
    }

    /// Time passes, and whoever waited for it is woken.
    pub fn later(&mut self, ms: i64) {
        self.now = self.now.plus(ms);
        for _ in 0..3 {
            let outcome = self.owners.wake(self.now);
            self.follow(outcome);
            self.now = self.now.plus(2_000);
        }
    }

    fn follow(&mut self, first: Outcome) {
        let mut mail: VecDeque<Tell> = VecDeque::new();
        let mut next = Some(first);
        while let Some(outcome) = next.take() {
            assert_eq!(outcome.fault, None);
            outcome.events.iter().for_each(|event| self.record.apply(event));
            self.sends.extend(outcome.sends);
            self.events.extend(outcome.events);
            self.calls.extend(outcome.calls);
            self.asks.extend(outcome.asks);
            self.hints.extend(outcome.hints);
            self.answered += outcome.receipts.len();
            self.refused += outcome.refused.len();
            self.refusals.extend(outcome.refused.into_iter().map(|(_, refusal)| refusal));
            mail.extend(outcome.tells);
            if let Some(asked) = outcome.lookups.into_iter().next() {
                next =
                    Some(self.owners.line.customer_found(
                        CustomerFound { asked, found: None, other: None },
                        self.now,
                    ));
                continue;
            }
            next = mail.pop_front().map(|tell| self.owners.deliver(tell, self.now));
        }
    }
}

/// The personal group of an agent.
pub fn slot_chat(agent: i64) -> ChatId {
    format!("12036300000000010{agent}@g.us").into()
}
