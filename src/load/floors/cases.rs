//! The changes of whole cases, as the owners of a line submit them: what the journal and its floor both write.
//!
//! Cases are under way together, in cohorts, each a wave ahead of the next one, so that no two waves of a case
//! are ever nearer to each other than [`SPACING`] changes: a letter has left the house before it is said that
//! it has.

use std::collections::VecDeque;
use std::sync::Arc;

use crate::domain::acts::By;
use crate::domain::content::Content;
use crate::domain::event::Event;
use crate::domain::identity::{Identity, Lid};
use crate::domain::ids::{
    AgentId, ChatId, CustomerId, GroupId, LineId, ReceiptId, SendId, SlotId, TicketNo, Timestamp,
    WaId,
};
use crate::domain::outcome::{EventKey, QuoteRef, Receipt};
use crate::domain::phone::Phone;
use crate::domain::purpose::Purpose;
use crate::domain::settings::{Department, GroupKind};
use crate::domain::ticket::{CaseMessage, Customer, Seat, Sentiment, Side, Ticket};
use crate::store::journal::{Change, Draft};

/// Changes of one case, from the customer's first word to the last notice that is out.
pub const PER_CASE: usize = 14;
/// Changes between two waves of a case, at the least.
pub const SPACING: usize = COHORT * PER_CASE;
/// Cases that are at the same wave.
const COHORT: usize = 10;
/// Steps of a case that wait for the one before.
const WAVES: usize = 8;
const GROUPS: i64 = 16;
const AGENTS: i64 = 64;
const MORNING: Timestamp = Timestamp(1_795_000_000_000);

const CUSTOMER_SAYS: &str =
    "Buenas tardes, sigo sin internet desde anoche y ya reinicié el equipo, ¿me ayudan?";
const AGENT_SAYS: &str = "Ya lo estoy revisando, en unos minutos le confirmo, gracias por esperar";
const ANNOUNCED: &str = "🎫 *Caso 1234* · Soporte\n👤 Ana Gómez · +54 9 381 500-0000\n🙂 Neutro\n💬 Buenas tardes, sigo sin internet desde anoche y ya reinicié el equipo, ¿me ayudan?\n\nPara tomarlo, respondé citando este mensaje.";
const PLACED: &str =
    "Gracias por escribirnos. Tu consulta tiene el número 1234; en breve te atiende una persona.";
const ASSIGNED: &str = "✅ Caso 1234 tomado por Juan en «Chat soporte Juan N°1».";
const HEADER: &str =
    "🎫 *Caso 1234* · Soporte\n👤 Ana Gómez · +54 9 381 500-0000\n⏱ Esperó 12 s\n🙂 Neutro";
const GOODBYE: &str = "Tu consulta 1234 quedó cerrada. Si necesitás algo más, escribinos.";
const CLOSED: &str = "Caso 1234 cerrado: Quedó resuelto. Este grupo está libre.";
const CLOSED_IN_GROUP: &str = "☑️ Caso 1234 cerrado por Juan: Quedó resuelto.";

/// A case under way.
#[derive(Debug)]
struct Case {
    ticket: Ticket,
    seat: Seat,
    /// Letters that are on their way.
    letters: VecDeque<(SendId, ChatId, Purpose)>,
    wave: usize,
}

/// An endless row of changes.
#[derive(Debug)]
pub struct Cases {
    line: LineId,
    cohorts: VecDeque<Vec<Case>>,
    next_case: i64,
    last_send: i64,
    said: u64,
    ready: VecDeque<Change>,
}

impl Cases {
    /// The cases of a line with nothing on it yet.
    #[must_use]
    pub fn new(line: LineId) -> Self {
        let (cohorts, ready) = (VecDeque::new(), VecDeque::new());
        Self { line, cohorts, next_case: 1, last_send: 0, said: 0, ready }
    }

    /// What has to be on the line before the first case.
    #[must_use]
    pub fn scene(line: LineId) -> Change {
        let groups = (1..=GROUPS).flat_map(|group| {
            let (group, name) = (GroupId(group), format!("🎫 Soporte {group}"));
            [
                Event::GroupPlanned { group, kind: GroupKind::Support, name: name.clone() },
                Event::GroupReady { group, chat: main_chat(group), name },
            ]
        });
        Change { events: groups.collect(), ..empty(line, MORNING) }
    }

    /// The next changes, in groups of a size.
    pub fn batches(&mut self, batches: usize, size: usize) -> Vec<Vec<Change>> {
        (0..batches).map(|_| self.by_ref().take(size).collect()).collect()
    }

    fn go_on(&mut self) {
        let cohort = (0..COHORT).map(|_| self.begin()).collect();
        // The youngest first: so waves of a case are a whole round apart, or more.
        self.cohorts.push_front(cohort);
        let mut cohorts = std::mem::take(&mut self.cohorts);
        for case in cohorts.iter_mut().flatten() {
            self.wave(case);
        }
        cohorts.truncate(WAVES - 1);
        self.cohorts = cohorts;
    }

    fn begin(&mut self) -> Case {
        let no = self.next_case;
        self.next_case += 1;
        let phone = Phone::from_digits(&format!("54938{:08}", 15_000_000 + no));
        let identity = Identity { phone, lid: Some(Lid(format!("8{no:014}").into())) };
        let customer = Arc::new(Customer {
            id: CustomerId(no),
            name: "Ana Gómez".into(),
            identity,
            chat: format!("54938{:08}@s.whatsapp.net", 15_000_000 + no).into(),
            closed_cases: 0,
            recent: Vec::new(),
            about: Default::default(),
            blocked: None,
            asked: None,
        });
        let ticket = Ticket {
            no: TicketNo(no),
            customer,
            department: Department::Support,
            sentiment: Sentiment::Neutral,
            opened_at: self.now(),
            group: GroupId(no % GROUPS + 1),
            last_seq: 1,
            notes: Vec::new(),
            summary: None,
            previous: None,
        };
        let agent = no % AGENTS + 1;
        let seat = Seat {
            agent: AgentId(agent),
            agent_name: format!("Agente{agent} Prueba"),
            slot: SlotId(agent * 100 + 1),
            slot_name: format!("Chat soporte Agente{agent} N°1"),
        };
        Case { ticket, seat, letters: VecDeque::new(), wave: 0 }
    }

    fn wave(&mut self, case: &mut Case) {
        match case.wave {
            0 => self.open(case),
            2 => self.claim(case),
            4 => self.answer(case),
            6 => self.close(case),
            _ => self.sent(case),
        }
        case.wave += 1;
    }

    fn open(&mut self, case: &mut Case) {
        let ticket = case.ticket.clone();
        let known = Event::CustomerKnown { customer: Arc::clone(&ticket.customer) };
        self.tell(Change { events: vec![known], ..empty(self.line, self.now()) });
        let purpose = Purpose::Announcement { group: ticket.group, ticket: ticket.no };
        let drafts = vec![
            draft(main_chat(ticket.group), purpose, ANNOUNCED),
            draft(ticket.customer.chat.clone(), Purpose::Answer, PLACED),
        ];
        let backlog = vec![self.message(1, Side::Customer, CUSTOMER_SAYS)];
        self.settle(case, Event::Opened { ticket, backlog }, drafts);
    }

    fn claim(&mut self, case: &mut Case) {
        let (ticket, seat) = (case.ticket.no, case.seat.clone());
        let chat = slot_chat(seat.slot);
        let quote = QuoteRef {
            id: WaId::from(format!("AC{:030X}", self.said)).into(),
            from_us: false,
            author: case.ticket.customer.identity.clone(),
            text: "lo tomo".into(),
        };
        let assigned = draft(main_chat(case.ticket.group), Purpose::Answer, ASSIGNED);
        let purpose = Purpose::ToSlot { slot: seat.slot, ticket, seq: 1, part: 0 };
        let drafts = vec![
            Draft { quote: Some(quote), ..assigned },
            draft(chat.clone(), Purpose::Answer, HEADER),
            draft(chat, purpose, CUSTOMER_SAYS),
        ];
        let by = By::Agent(seat.agent);
        self.settle(case, Event::Claimed { ticket, seat, by, at: self.now() }, drafts);
    }

    fn answer(&mut self, case: &mut Case) {
        let (ticket, slot, seq) = (case.ticket.no, case.seat.slot, case.ticket.take_seq());
        let message = self.message(seq, Side::Agent(case.seat.agent), AGENT_SAYS);
        let chat = case.ticket.customer.chat.clone();
        let drafts =
            vec![draft(chat, Purpose::ToCustomer { slot, ticket, seq, part: 0 }, AGENT_SAYS)];
        self.settle(case, Event::Relayed { ticket, message }, drafts);
    }

    fn close(&mut self, case: &mut Case) {
        let closed = Event::Closed {
            ticket: case.ticket.no,
            slot: Some(case.seat.slot),
            by: By::Agent(case.seat.agent),
            reason: Some("Quedó resuelto".into()),
            at: self.now(),
        };
        let drafts = vec![
            draft(case.ticket.customer.chat.clone(), Purpose::Answer, GOODBYE),
            draft(slot_chat(case.seat.slot), Purpose::Answer, CLOSED),
            draft(main_chat(case.ticket.group), Purpose::Answer, CLOSED_IN_GROUP),
        ];
        self.settle(case, closed, drafts);
    }

    /// What was to be sent is out: a change for each.
    fn sent(&mut self, case: &mut Case) {
        for (send, chat, purpose) in case.letters.drain(..) {
            let wa_id = format!("3EB0{:018X}", send.0).into();
            let sent = Event::Sent { send, chat, purpose, wa_id, at: self.now() };
            self.tell(Change { events: vec![sent], ..empty(self.line, self.now()) });
        }
    }

    /// What follows from a webhook.
    fn settle(&mut self, case: &mut Case, event: Event, drafts: Vec<Draft>) {
        for draft in &drafts {
            self.last_send += 1;
            case.letters.push_back((SendId(self.last_send), draft.chat.clone(), draft.purpose));
        }
        let key = EventKey(u128::from(self.said).wrapping_mul(SCATTER));
        let receipts = vec![Receipt { id: ReceiptId(self.said), key: Some(key) }];
        self.tell(Change { events: vec![event], drafts, receipts, ..empty(self.line, self.now()) });
    }

    fn message(&self, seq: u32, from: Side, text: &str) -> CaseMessage {
        let wa_id = format!("AC{:030X}", self.said).into();
        CaseMessage::new(seq, from, self.now(), wa_id, Content::text(text))
    }

    fn tell(&mut self, change: Change) {
        self.said += 1;
        self.ready.push_back(change);
    }

    fn now(&self) -> Timestamp {
        MORNING.plus(i64::try_from(self.said / 16).unwrap_or(i64::MAX))
    }
}

/// Keys of events are hashes: they fall anywhere.
const SCATTER: u128 = 0x9e37_79b9_7f4a_7c15_f39c_c060_5ced_c835;

impl Iterator for Cases {
    type Item = Change;

    fn next(&mut self) -> Option<Change> {
        if self.ready.is_empty() {
            self.go_on();
        }
        self.ready.pop_front()
    }
}

/// A change in which nothing happens.
#[must_use]
pub fn empty(line: LineId, at: Timestamp) -> Change {
    Change {
        line,
        epoch: 1,
        at,
        events: Vec::new(),
        drafts: Vec::new(),
        receipts: Vec::new(),
        calls: Vec::new(),
    }
}

fn draft(chat: ChatId, purpose: Purpose, text: &str) -> Draft {
    Draft::words(chat, purpose, text)
}

fn main_chat(group: GroupId) -> ChatId {
    format!("120363100{:09}@g.us", group.0).into()
}

fn slot_chat(slot: SlotId) -> ChatId {
    format!("120363200{:09}@g.us", slot.0).into()
}
