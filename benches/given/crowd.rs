//! Owners with many tickets, chats or customers, and one thing that happens to them: it must cost the same
//! however many there are.

use std::sync::Arc;

use relevo::domain::content::Content;
use relevo::domain::courier::Courier;
use relevo::domain::identity::Identity;
use relevo::domain::ids::{ChatId, CustomerId, GroupId, ReceiptId, SendId, SlotId, TicketNo, WaId};
use relevo::domain::inbound::{Inbound, Incoming};
use relevo::domain::line::Line;
use relevo::domain::main_group::{MainGroup, Pending};
use relevo::domain::message::{Arrival, CustomerWrote, Holder};
use relevo::domain::outcome::{Letter, Outcome, Receipt};
use relevo::domain::purpose::Purpose;
use relevo::domain::settings::{Department, GroupKind, LineSettings};
use relevo::domain::ticket::{Customer, Sentiment, Ticket};

use super::NOW;

const GROUP: GroupId = GroupId(1);

/// Whose turn is next: all of them, scattered.
struct Turns {
    of: i64,
    next: i64,
}

impl Turns {
    fn new(of: i64) -> Self {
        Self { of, next: 0 }
    }

    /// How often before, and who, from 1.
    fn take(&mut self) -> (i64, i64) {
        self.next += 1;
        (self.next, self.next * 7_919 % self.of + 1)
    }
}

/// A main group in which so many tickets wait.
pub struct WaitingGroup {
    group: MainGroup,
    turns: Turns,
}

impl WaitingGroup {
    /// With so many tickets.
    pub fn new(tickets: i64) -> Self {
        let chat = ChatId::from("120363000000000001@g.us");
        let settings = LineSettings::default();
        let mut group =
            MainGroup::new(GROUP, GroupKind::Support, "Soporte".into(), Some(chat), settings);
        for no in 1..=tickets {
            let ticket = Ticket {
                no: TicketNo(no),
                customer: customer(no),
                department: Department::Support,
                sentiment: Sentiment::Neutral,
                opened_at: NOW,
                group: GROUP,
                last_seq: 0,
                notes: Vec::new(),
                summary: None,
                previous: None,
            };
            group.restore_pending(Pending::new(ticket, Vec::new(), NOW));
        }
        Self { group, turns: Turns::new(tickets) }
    }

    /// One of the customers writes once more.
    pub fn hear(&mut self) -> Outcome {
        let (n, who) = self.turns.take();
        let msg = CustomerWrote {
            customer: customer(who),
            message: written(n, who),
            receipt: receipt(n),
        };
        self.group.customer_wrote(msg, NOW)
    }
}

/// A line that so many customers have a case on.
pub struct KnownCrowd {
    line: Line,
    turns: Turns,
}

impl KnownCrowd {
    /// With so many customers.
    pub fn new(customers: i64) -> Self {
        let (last, none) = (CustomerId(customers), TicketNo(customers));
        let mut line = Line::new(LineSettings::default(), last, none);
        for n in 1..=customers {
            line.restore_customer(customer(n), Holder::Slot(SlotId(n), TicketNo(n)), NOW);
        }
        Self { line, turns: Turns::new(customers) }
    }

    /// One of the customers writes.
    pub fn hear(&mut self) -> Outcome {
        let (n, who) = self.turns.take();
        let inbound = Inbound::Message(written(n, who));
        let outcome = self.line.arrival(Arrival { receipt: receipt(n), inbound }, NOW);
        assert_eq!(outcome.tells.len(), 1, "the slot is told");
        outcome
    }
}

/// A courier with a letter in each of so many chats, as many of them under way as may be.
pub struct BusyCourier {
    courier: Courier,
    under_way: Vec<Letter>,
    turns: Turns,
}

impl BusyCourier {
    /// With so many chats; more than are served at once.
    pub fn new(chats: i64) -> Self {
        let fast =
            LineSettings { sends_per_second: 1e9, send_burst: 1e9, ..LineSettings::default() };
        let mut courier = Courier::new(&fast, NOW);
        let mut turns = Turns::new(chats);
        courier.queue((0..chats).map(|_| letter(turns.take())));
        let under_way = courier.next(NOW);
        assert!(courier.backlog() > under_way.len(), "some have to wait");
        Self { courier, under_way, turns }
    }

    /// One letter has arrived and is on disk as sent, another comes in, the next one leaves.
    pub fn deliver(&mut self) -> Outcome {
        let letter = std::mem::replace(&mut self.under_way[0], letter(self.turns.take()));
        let wa_id = WaId::from("3EB0A1B2C3D4E5F60718");
        let outcome = self.courier.sent(&letter.chat, letter.id, wa_id, NOW);
        self.courier.recorded(&letter.chat, letter.id);
        self.courier.queue([self.under_way.swap_remove(0)]);
        self.under_way.extend(self.courier.next(NOW));
        outcome
    }
}

fn customer(n: i64) -> Arc<Customer> {
    let identity = Identity::from_jid(&address(n));
    let chat = identity.chat().expect("a number has a chat");
    let (id, name) = (CustomerId(n), String::from("Ana Pérez"));
    Arc::new(Customer {
        id,
        name,
        identity,
        chat,
        closed_cases: 0,
        recent: Vec::new(),
        about: Default::default(),
        blocked: None,
        asked: None,
    })
}

fn address(n: i64) -> String {
    format!("54938{n:08}@s.whatsapp.net")
}

fn written(n: i64, who: i64) -> Incoming {
    Incoming {
        id: WaId::from(format!("3EB0{n:016X}")),
        chat: ChatId::from(address(who)),
        author: Identity::from_jid(&address(who)),
        name: "Ana Pérez".into(),
        at: NOW,
        content: Content::text("¿Hay alguna novedad?"),
        quote: None,
        mentions: Vec::new(),
        preview: Vec::new(),
    }
}

fn receipt(n: i64) -> Receipt {
    Receipt { id: ReceiptId(n.unsigned_abs()), key: None }
}

fn letter((n, who): (i64, i64)) -> Letter {
    Letter {
        cargo: None,
        queued_at: NOW,
        id: SendId(n),
        chat: ChatId::from(address(who)),
        purpose: Purpose::ToCustomer { slot: SlotId(who), ticket: TicketNo(who), seq: 1, part: 0 },
        text: "Ya lo reviso".into(),
        quote: None,
        attempts: 0,
        not_before: NOW,
    }
}
