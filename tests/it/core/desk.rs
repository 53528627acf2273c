//! A help desk of one group and two agents, all owners in one hand: what the rules' examples act on.

use std::collections::VecDeque;

use relevo::domain::agent::slot_id;
use relevo::domain::content::Content;
use relevo::domain::event::Event;
use relevo::domain::identity::Identity;
use relevo::domain::ids::{AgentId, ChatId, GroupId, ReceiptId, TicketNo, Timestamp, WaId};
use relevo::domain::inbound::{Inbound, Incoming, Quote};
use relevo::domain::message::{Arrival, CustomerFound, Post, Posted, Tell};
use relevo::domain::notice::Notice;
use relevo::domain::outcome::{Body, Outcome, Purpose, Receipt, Send};
use relevo::domain::owners::Owners;
use relevo::domain::phone::Phone;
use relevo::domain::record::Record;
use relevo::domain::registration::Proof;
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
}

impl Desk {
    /// Ana and Rui, one slot each; Ana is registered, Rui where the test says so.
    pub fn new(rui_registered: bool, intake: IntakeMode) -> Self {
        let mut record = Record::new(LineSettings { intake, ..LineSettings::default() });
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
            let slot = slot_id(agent, 1);
            record.apply(&Event::AgentAdded {
                agent,
                name: name.into(),
                phone,
                active: true,
                wanted: 1,
                at: NOW,
            });
            let slot_name = format!("Chat soporte {name} N°1");
            record.apply(&Event::SlotPlanned { slot, agent, number: 1, name: slot_name });
            record.apply(&Event::SlotReady { slot, chat: slot_chat(id) });
            if id == 1 || rui_registered {
                record.apply(&Event::AgentBound { agent, identity, proof: Proof::Number, at: NOW });
            }
        }
        let owners = record.owners(NOW);
        Self { owners, sends: Vec::new(), events: Vec::new(), written: 0, now: NOW }
    }

    /// Somebody writes; everything that follows happens.
    pub fn says(&mut self, chat: &str, author: &str, text: &str, quote: Option<&WaId>) -> Incoming {
        self.written += 1;
        let message = Incoming {
            id: WaId::from(format!("P{}", self.written)),
            chat: ChatId::from(chat),
            author: Identity::from_jid(author),
            name: if author == MARTA { "Marta".into() } else { "Alguien".into() },
            at: self.now,
            content: Content::text(text),
            quote: quote.map(|id| Quote {
                id: id.clone(),
                author: Identity::default(),
                chat: None,
                excerpt: String::new(),
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

    /// Forgets what was said and stored so far.
    pub fn look_away(&mut self) {
        self.sends.clear();
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
            self.sends.extend(outcome.sends);
            self.events.extend(outcome.events);
            mail.extend(outcome.tells);
            if let Some(asked) = outcome.lookups.into_iter().next() {
                next = Some(
                    self.owners.line.customer_found(CustomerFound { asked, found: None }, self.now),
                );
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
