//! A company with one group and one agent with one slot, and whole cases through all its owners.
#![allow(clippy::wildcard_enum_match_arm, reason = "a bench looks for one thing at a time")]

use std::collections::VecDeque;

use relevo::domain::content::Content;
use relevo::domain::event::Event;
use relevo::domain::identity::Identity;
use relevo::domain::ids::{AgentId, ChatId, GroupId, ReceiptId, SendId, WaId};
use relevo::domain::inbound::{Inbound, Incoming, Quote};
use relevo::domain::message::{Arrival, CustomerFound, Post, Posted, Tell};
use relevo::domain::outcome::{Outcome, Receipt};
use relevo::domain::owners::Owners;
use relevo::domain::phone::Phone;
use relevo::domain::purpose::Purpose;
use relevo::domain::record::Record;
use relevo::domain::registration::Proof;
use relevo::domain::settings::{GroupKind, IntakeMode, LineSettings};

use super::NOW;

const GROUP: GroupId = GroupId(1);
const GROUP_CHAT: &str = "120363000000000001@g.us";
const SLOT_CHAT: &str = "120363000000000002@g.us";
const AGENT: &str = "5493816660000@s.whatsapp.net";

/// The owners, and a count of the messages given to them.
pub struct Company {
    owners: Owners,
    given: u64,
}

impl Company {
    /// A company where nobody has written yet.
    pub fn new() -> Self {
        let mut record = Record::new(settings());
        founding().iter().for_each(|event| record.apply(event));
        Self { owners: record.owners(NOW), given: 0 }
    }

    /// One case from the first message to `/fin`: everything that its owners decided, in order.
    pub fn case(&mut self, number: u64) -> Vec<Outcome> {
        let customer = format!("54938{:08}@s.whatsapp.net", number % 100_000_000);
        let mut all = self.says(&customer, &customer, "Hola, no tengo internet", None);
        let announced =
            all.iter().flat_map(|outcome| &outcome.sends).find_map(|send| match send.purpose {
                Purpose::Announcement { ticket, .. } => Some(ticket),
                _ => None,
            });
        let ticket = announced.expect("a first message opens a ticket");
        let wa_id = WaId::from(format!("S{}", SendId(ticket.0)));
        let posted = Posted { post: Post::Announcement(ticket), wa_id: wa_id.clone() };
        let done = self.owners.deliver(Tell::Group(GROUP, posted.into()), NOW);
        all.extend(self.run(done));
        all.extend(self.says(GROUP_CHAT, AGENT, "mío", Some(wa_id)));
        all.extend(self.says(SLOT_CHAT, AGENT, "Hola, ya lo reviso", None));
        all.extend(self.says(&customer, &customer, "Gracias!", None));
        all.extend(self.says(SLOT_CHAT, AGENT, "/fin reinicio", None));
        assert!(self.owners.slots.values().all(|slot| slot.case().is_none()), "the case is closed");
        all
    }

    fn says(&mut self, chat: &str, author: &str, text: &str, quote: Option<WaId>) -> Vec<Outcome> {
        self.given += 1;
        let message = Incoming {
            id: WaId::from(format!("P{}", self.given)),
            chat: ChatId::from(chat),
            author: Identity::from_jid(author),
            name: "Alguien".into(),
            at: NOW,
            content: Content::text(text),
            quote: quote.map(|id| Quote {
                id,
                author: Identity::default(),
                chat: None,
                excerpt: String::new(),
            }),
            mentions: Vec::new(),
            preview: Vec::new(),
        };
        let receipt = Receipt { id: ReceiptId(self.given), key: None };
        let first =
            self.owners.line.arrival(Arrival { receipt, inbound: Inbound::Message(message) }, NOW);
        self.run(first)
    }

    /// Delivers until nobody has anything left to say.
    fn run(&mut self, first: Outcome) -> Vec<Outcome> {
        let mut all = vec![first];
        let mut mail: VecDeque<Tell> = VecDeque::new();
        let mut at = 0;
        while at < all.len() {
            let outcome = &mut all[at];
            assert!(outcome.fault.is_none(), "{:?}", outcome.fault);
            mail.extend(outcome.tells.drain(..));
            let lookups: Vec<Identity> = outcome.lookups.drain(..).collect();
            for asked in lookups {
                let answer = self
                    .owners
                    .line
                    .customer_found(CustomerFound { asked, found: None, other: None }, NOW);
                all.push(answer);
            }
            while let Some(tell) = mail.pop_front() {
                let answer = self.owners.deliver(tell, NOW);
                all.push(answer);
            }
            at += 1;
        }
        all
    }
}

/// Every first message opens a ticket.
pub fn settings() -> LineSettings {
    LineSettings { intake: IntakeMode::Direct, ..LineSettings::default() }
}

/// How the company came to be.
pub fn founding() -> Vec<Event> {
    let agent = AgentId(1);
    let slot = relevo::domain::agent::slot_id(agent, 1);
    let phone = Phone::from_digits("5493816660000").expect("digits");
    let identity = Identity::of_phone(phone.clone());
    vec![
        Event::GroupPlanned { group: GROUP, kind: GroupKind::Support, name: "Soporte".into() },
        Event::GroupReady { group: GROUP, chat: GROUP_CHAT.into(), name: "Soporte".into() },
        Event::AgentAdded { agent, name: "Ana".into(), phone, active: true, wanted: 1, at: NOW },
        Event::SlotPlanned { slot, agent, number: 1, name: "Chat soporte Ana N°1".into() },
        Event::SlotReady { slot, chat: SLOT_CHAT.into() },
        Event::AgentBound { agent, identity, proof: Proof::Number, at: NOW },
    ]
}
