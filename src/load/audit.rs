//! The audit: told of all that was written, acknowledged and received, it says what went wrong. It knows
//! neither times nor sockets, so that it can be put to the test itself.

pub mod alerts;
pub mod carried;
pub mod ledger;
mod mixed;
mod record;
#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, HashMap};

use self::carried::Carried;
use self::ledger::Ledger;
use self::record::{Arrival, Record};
use super::cast::{Place, Seat};
use super::finding::{Fault, Findings};
use super::token::{CaseNo, Run, Side, Token};

pub use self::record::Notice;

/// The books of a run.
#[derive(Debug)]
pub struct Audit {
    run: Run,
    /// The first customer of this run.
    first_customer: u64,
    cases: BTreeMap<CaseNo, Record>,
    tickets: BTreeMap<i64, CaseNo>,
    slots: BTreeMap<Seat, CaseNo>,
    /// The first ticket and the next case that nothing was heard of yet.
    first_ticket: Option<i64>,
    next_case: CaseNo,
    clock: u64,
    findings: Findings,
    /// The messages of the cases, where there is more than texts.
    ledgers: BTreeMap<CaseNo, Ledger>,
    /// Which message a message of Relevo's is a copy of, by its id.
    copies: HashMap<String, Token>,
    /// The last message that came in a chat, and in which life of the server.
    last_shown: HashMap<Place, (Token, u32)>,
    carried: Carried,
    /// The server's last life that was heard of.
    life: u32,
}

impl Audit {
    /// Empty books.
    #[must_use]
    pub fn new(run: Run, first_customer: u64) -> Self {
        Self {
            run,
            first_customer,
            cases: BTreeMap::new(),
            tickets: BTreeMap::new(),
            slots: BTreeMap::new(),
            first_ticket: None,
            next_case: CaseNo(0),
            clock: 0,
            findings: Findings::default(),
            ledgers: BTreeMap::new(),
            copies: HashMap::new(),
            last_shown: HashMap::new(),
            carried: Carried::default(),
            life: 0,
        }
    }

    /// A person wrote, and the gateway is about to bring it.
    pub fn wrote(&mut self, token: Token) {
        let tried = self.tick();
        self.next_case = self.next_case.max(CaseNo(token.case.0 + 1));
        self.cases.entry(token.case).or_default().wrote(token, tried);
    }

    /// A person's words were acknowledged.
    pub fn taken(&mut self, token: Token) {
        let now = self.tick();
        if let Some(record) = self.cases.get_mut(&token.case) {
            record.taken(token, now);
        }
        self.message_taken(token);
    }

    /// A claim of a case was acknowledged.
    pub fn claim_taken(&mut self, case: CaseNo) {
        if let Some(record) = self.cases.get_mut(&case) {
            record.claim_taken = true;
        }
    }

    /// `/fin` of a case was acknowledged.
    pub fn close_taken(&mut self, case: CaseNo) {
        if let Some(record) = self.cases.get_mut(&case) {
            record.close_taken = true;
        }
    }

    /// A webhook was refused for good.
    pub fn rejected(&mut self) {
        self.findings.rejected += 1;
    }

    /// The last message of a chat came again, and the server could not know better.
    pub fn repeated(&mut self) {
        self.findings.ambiguous_repeats += 1;
    }

    /// A person's words came out somewhere. Whether they are news there.
    pub fn words(&mut self, token: Token, place: Place) -> bool {
        if token.run != self.run {
            return false;
        }
        let now = self.tick();
        let first_customer = self.first_customer;
        let Some(record) = self.cases.get_mut(&token.case) else {
            let fault = self.fault_of_unknown(token.case);
            self.findings.add(fault, token.case, None, token.to_string(), &[place]);
            return false;
        };
        let ticket = record.ticket;
        let mut found = |fault, what: String, chats: &[Place]| {
            self.findings.add(fault, token.case, ticket, what, chats);
        };
        let home = record.home_of(token.side, token.case, first_customer);
        if home != Some(place) {
            let chats: Vec<Place> = [place].into_iter().chain(home).collect();
            found(Fault::Misdelivered, token.to_string(), &chats);
            return false;
        }
        match record.arrived(token, now) {
            Arrival::InOrder => {}
            Arrival::Overtaken => found(Fault::OutOfOrder, token.to_string(), &[place]),
            Arrival::Again => {
                found(Fault::Doubled, token.to_string(), &[place]);
                return false;
            }
            Arrival::NeverWritten => {
                found(Fault::Misdelivered, format!("{token}, which nobody wrote"), &[place]);
                return false;
            }
        }
        true
    }

    /// Relevo said something in the course of a case. Whether it is news.
    pub fn notice(&mut self, notice: Notice, case: CaseNo, ticket: i64, place: Place) -> bool {
        let first_customer = self.first_customer;
        let Some(record) = self.cases.get_mut(&case) else {
            let fault = self.fault_of_unknown(case);
            self.findings.add(fault, case, Some(ticket), notice.name().into(), &[place]);
            return false;
        };
        let mut found = |fault, what: &str, chats: &[Place]| {
            self.findings.add(fault, case, Some(ticket), what.to_owned(), chats);
        };
        if *record.ticket.get_or_insert(ticket) != ticket {
            found(Fault::Misdelivered, notice.name(), &[place]);
            return false;
        }
        self.first_ticket = Some(self.first_ticket.map_or(ticket, |first| first.min(ticket)));
        if *self.tickets.entry(ticket).or_insert(case) != case {
            found(Fault::Doubled, "a ticket's number, given to another case too", &[place]);
            return false;
        }
        let home = record.place_of(notice, case, first_customer);
        if home.is_some_and(|home| home != place) && !record.has_heard(notice) {
            found(Fault::Misdelivered, notice.name(), &[place]);
            return false;
        }
        if record.has_heard(notice) {
            let elsewhere = record.opened.map(Place::Slot).filter(|opened| *opened != place);
            let fault = match (notice, elsewhere) {
                (Notice::Opened, Some(_)) => Fault::DoubleClaimed,
                _ => Fault::Doubled,
            };
            let chats: Vec<Place> = [place].into_iter().chain(elsewhere).collect();
            found(fault, notice.name(), &chats);
            return false;
        }
        record.hear(notice);
        match (notice, place) {
            (Notice::Announced, Place::Main(group)) => record.group = Some(group),
            (Notice::Opened, Place::Slot(seat)) => {
                record.opened = Some(seat);
                if let Some(other) = self.slots.insert(seat, case) {
                    let what =
                        format!("opened in a personal group that still has case {}", other.0);
                    found(Fault::DoubleClaimed, &what, &[place]);
                }
                if let Some(other) = record.confirmed.filter(|confirmed| *confirmed != seat) {
                    found(Fault::DoubleClaimed, notice.name(), &[place, Place::Slot(other)]);
                }
            }
            (Notice::Closed, Place::Slot(seat)) => {
                self.slots.remove(&seat);
            }
            (Notice::Announced | Notice::Opened | Notice::Closed, _) => {
                found(Fault::Misdelivered, notice.name(), &[place]);
            }
            (Notice::Placed | Notice::Assigned | Notice::ClosedInGroup | Notice::Goodbye, _) => {}
        }
        true
    }

    /// A claim was confirmed to somebody. Whether it is news.
    pub fn assigned(&mut self, case: CaseNo, ticket: i64, seat: Seat, place: Place) -> bool {
        let before = self.cases.get(&case).and_then(|record| record.confirmed.or(record.opened));
        if before.is_some_and(|before| before != seat) {
            let chats: Vec<Place> =
                [Place::Slot(seat)].into_iter().chain(before.map(Place::Slot)).collect();
            let what = Notice::Assigned.name().to_owned();
            self.findings.add(Fault::DoubleClaimed, case, Some(ticket), what, &chats);
            return false;
        }
        if !self.notice(Notice::Assigned, case, ticket, place) {
            return false;
        }
        if let Some(record) = self.cases.get_mut(&case) {
            record.confirmed = Some(seat);
        }
        true
    }

    /// A claim was confirmed to an agent who made none.
    pub fn unasked(&mut self, case: CaseNo, ticket: i64, seat: Seat) {
        let what = "a claim confirmed to an agent who made none".to_owned();
        self.findings.add(Fault::Misdelivered, case, Some(ticket), what, &[Place::Slot(seat)]);
    }

    /// The case with this number. A ticket of this run whose case is over should not be heard of again:
    /// that is taken down.
    pub fn case_of(&mut self, ticket: i64, place: Place) -> Option<CaseNo> {
        let case = self.tickets.get(&ticket).copied();
        if case.is_none() && self.first_ticket.is_some_and(|first| ticket >= first) {
            let what = "a word on a ticket that is over or was never announced".to_owned();
            self.findings.add(Fault::Doubled, self.next_case, Some(ticket), what, &[place]);
        }
        case
    }

    /// Whether nothing more is to come of a case.
    #[must_use]
    pub fn is_over(&self, case: CaseNo) -> bool {
        self.cases.get(&case).is_none_or(Record::is_over)
    }

    /// Forgets a case that is over; whatever is heard of it from now on is a repetition.
    pub fn forget(&mut self, case: CaseNo) {
        self.judge(case);
        if let Some(ticket) = self.cases.remove(&case).and_then(|record| record.ticket) {
            self.tickets.remove(&ticket);
        }
    }

    /// Closes the books: what was acknowledged and has not come is lost.
    #[must_use]
    pub fn end(mut self) -> (Findings, Carried) {
        let ledgers = std::mem::take(&mut self.ledgers);
        for (case, ledger) in &ledgers {
            self.judge_ledger(*case, ledger);
        }
        for (case, record) in self.cases.iter().filter(|(_, record)| !record.is_over()) {
            let mut found = |fault, what: String, chats: &[Place]| {
                self.findings.add(fault, *case, record.ticket, what, chats);
            };
            found(Fault::Unfinished, format!("the last of it: {}", record.progress()), &[]);
            for line in record.lines() {
                // A ticket that nobody has claimed keeps what its customer wrote.
                let is_due = line.taken.is_some()
                    && !line.excused
                    && (line.token.side == Side::Agent || record.claim_taken);
                if is_due && line.arrived.is_none() {
                    let kind = ledgers.get(case).and_then(|ledger| ledger.kind_of(line.token));
                    if let Some(kind) = kind {
                        self.carried.tale(line.token.side, kind).lost += 1;
                    }
                    let home = record.home_of(line.token.side, *case, self.first_customer);
                    let chats: Vec<Place> = home.into_iter().collect();
                    found(Fault::Lost, line.token.to_string(), &chats);
                }
            }
            for notice in record.missing() {
                found(Fault::Lost, notice.name().to_owned(), &[]);
            }
        }
        (self.findings, self.carried)
    }

    /// What a case is over of should not be heard of again; others were never begun.
    fn fault_of_unknown(&self, case: CaseNo) -> Fault {
        if case < self.next_case { Fault::Doubled } else { Fault::Misdelivered }
    }

    fn tick(&mut self) -> u64 {
        self.clock += 1;
        self.clock
    }
}
