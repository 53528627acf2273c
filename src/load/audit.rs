//! The audit: told of all that was written, acknowledged and received, it says what went wrong. It knows
//! neither times nor sockets, so that it can be put to the test itself.

use std::collections::BTreeMap;

use super::cast::{Place, Seat, customer_of};
use super::finding::{Fault, Findings};
use super::token::{CaseNo, Run, Side, Token};

/// Something Relevo itself says in the course of a case, once each.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Notice {
    /// To the customer: the ticket's number.
    Placed,
    /// In a main group: it can be taken.
    Announced,
    /// In that group: who has it.
    Assigned,
    /// In a personal group: it begins.
    Opened,
    /// In that group: it is over.
    Closed,
    /// In the main group: it is over.
    ClosedInGroup,
    /// To the customer: it is over.
    Goodbye,
}

impl Notice {
    const ALL: [(Self, &'static str); 7] = [
        (Self::Placed, "the ticket's number to the customer"),
        (Self::Announced, "the announcement"),
        (Self::Assigned, "the confirmation of the claim"),
        (Self::Opened, "the header in the personal group"),
        (Self::Closed, "the end in the personal group"),
        (Self::ClosedInGroup, "the end in the main group"),
        (Self::Goodbye, "the goodbye to the customer"),
    ];

    fn bit(self) -> u8 {
        1 << self as u8
    }

    fn name(self) -> &'static str {
        Self::ALL.iter().find(|(notice, _)| *notice == self).map_or("", |(_, name)| name)
    }
}

/// One text of one person; times are counted in things that happened to any.
#[derive(Debug, Clone, Copy)]
struct Line {
    token: Token,
    tried: u64,
    taken: Option<u64>,
    arrived: Option<u64>,
}

#[derive(Debug, Default)]
struct Record {
    ticket: Option<i64>,
    group: Option<u32>,
    /// As the main group was told.
    confirmed: Option<Seat>,
    /// As the header showed.
    opened: Option<Seat>,
    heard: u8,
    claim_taken: bool,
    close_taken: bool,
    lines: Vec<Line>,
}

impl Record {
    /// Whether all has come that had to, by what was acknowledged; what is missing otherwise.
    fn missing(&self) -> impl Iterator<Item = Notice> + '_ {
        let written = self.lines.iter().any(|line| line.taken.is_some());
        Notice::ALL.into_iter().map(|(notice, _)| notice).filter(move |notice| {
            let due = match notice {
                Notice::Placed | Notice::Announced => written,
                Notice::Assigned | Notice::Opened => self.claim_taken,
                Notice::Closed | Notice::ClosedInGroup | Notice::Goodbye => self.close_taken,
            };
            due && self.heard & notice.bit() == 0
        })
    }

    fn is_over(&self) -> bool {
        self.close_taken
            && self.missing().next().is_none()
            && self.lines.iter().all(|line| line.taken.is_some() && line.arrived.is_some())
    }
}

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
        }
    }

    /// A person wrote, and the gateway is about to bring it.
    pub fn wrote(&mut self, token: Token) {
        let tried = self.tick();
        self.next_case = self.next_case.max(CaseNo(token.case.0 + 1));
        let line = Line { token, tried, taken: None, arrived: None };
        self.cases.entry(token.case).or_default().lines.push(line);
    }

    /// A person's words were acknowledged.
    pub fn taken(&mut self, token: Token) {
        let now = self.tick();
        if let Some(line) = self.line(token) {
            line.taken.get_or_insert(now);
        }
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
        let known = token.case < self.next_case;
        let Some(record) = self.cases.get_mut(&token.case) else {
            let fault = if known { Fault::Doubled } else { Fault::Misdelivered };
            self.findings.add(fault, token.case, None, token.to_string(), &[place]);
            return false;
        };
        let ticket = record.ticket;
        let belongs = match token.side {
            Side::Customer => record.opened.map(Place::Slot),
            Side::Agent => Some(Place::Customer(customer_of(self.first_customer, token.case))),
        };
        let mut found = |fault, what: String, chats: &[Place]| {
            self.findings.add(fault, token.case, ticket, what, chats);
        };
        if belongs != Some(place) {
            let chats: Vec<Place> = [place].into_iter().chain(belongs).collect();
            found(Fault::Misdelivered, token.to_string(), &chats);
            return false;
        }
        let Some(at) = record.lines.iter().position(|line| line.token == token) else {
            found(Fault::Misdelivered, format!("{token}, which nobody wrote"), &[place]);
            return false;
        };
        let Some(line) = record.lines.get_mut(at) else { return false };
        if line.arrived.is_some() {
            found(Fault::Doubled, token.to_string(), &[place]);
            return false;
        }
        line.arrived = Some(now);
        let line = *line;
        let overtaken = record.lines.iter().any(|other| {
            let after = line.taken.is_some_and(|taken| taken < other.tried);
            other.token.side == token.side && after && other.arrived.is_some_and(|at| at < now)
        });
        if overtaken {
            found(Fault::OutOfOrder, token.to_string(), &[place]);
        }
        true
    }

    /// Relevo said something in the course of a case. Whether it is news.
    pub fn notice(&mut self, notice: Notice, case: CaseNo, ticket: i64, place: Place) -> bool {
        let known = case < self.next_case;
        let Some(record) = self.cases.get_mut(&case) else {
            let fault = if known { Fault::Doubled } else { Fault::Misdelivered };
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
        self.tickets.entry(ticket).or_insert(case);
        let customer = Place::Customer(customer_of(self.first_customer, case));
        let belongs = match notice {
            Notice::Placed | Notice::Goodbye => Some(customer),
            // Where it is announced first, there it is at home.
            Notice::Announced | Notice::Opened => None,
            Notice::Assigned | Notice::ClosedInGroup => record.group.map(Place::Main),
            Notice::Closed => record.opened.map(Place::Slot),
        };
        if belongs.is_some_and(|belongs| belongs != place) {
            found(Fault::Misdelivered, notice.name(), &[place]);
            return false;
        }
        if record.heard & notice.bit() != 0 {
            let twice = match (notice, place, record.opened) {
                (Notice::Opened, Place::Slot(seat), Some(opened)) if seat != opened => {
                    Fault::DoubleClaimed
                }
                _ => Fault::Doubled,
            };
            let before = record.opened.map(Place::Slot);
            let chats: Vec<Place> = [place].into_iter().chain(before).collect();
            found(twice, notice.name(), &chats);
            return false;
        }
        record.heard |= notice.bit();
        match (notice, place) {
            (Notice::Announced, Place::Main(group)) => record.group = Some(group),
            (Notice::Opened, Place::Slot(seat)) => {
                record.opened = Some(seat);
                if let Some(other) = self.slots.insert(seat, case) {
                    found(
                        Fault::DoubleClaimed,
                        &format!("a case in a personal group that has case {} still", other.0),
                        &[place],
                    );
                }
                if record.confirmed.is_some_and(|confirmed| confirmed != seat) {
                    found(Fault::DoubleClaimed, notice.name(), &[place]);
                }
            }
            (Notice::Closed, Place::Slot(seat)) => {
                self.slots.remove(&seat);
            }
            (Notice::Announced | Notice::Opened | Notice::Closed, _) => {
                found(Fault::Misdelivered, notice.name(), &[place]);
            }
            (
                Notice::Placed | Notice::Assigned | Notice::ClosedInGroup | Notice::Goodbye,
                Place::Main(_) | Place::Slot(_) | Place::Customer(_) | Place::Elsewhere,
            ) => {}
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
        if let Some(ticket) = self.cases.remove(&case).and_then(|record| record.ticket) {
            self.tickets.remove(&ticket);
        }
    }

    /// Closes the books: what was acknowledged and has not come is lost.
    #[must_use]
    pub fn end(mut self) -> Findings {
        for (case, record) in &self.cases {
            if record.is_over() {
                continue;
            }
            self.findings.unfinished += 1;
            for line in record.lines.iter().filter(|line| line.taken.is_some()) {
                if line.arrived.is_none() {
                    let belongs: Vec<Place> = match line.token.side {
                        Side::Customer => record.opened.map(Place::Slot).into_iter().collect(),
                        Side::Agent => {
                            vec![Place::Customer(customer_of(self.first_customer, *case))]
                        }
                    };
                    // A ticket that nobody claimed keeps its messages.
                    if line.token.side == Side::Agent || record.claim_taken {
                        let what = line.token.to_string();
                        self.findings.add(Fault::Lost, *case, record.ticket, what, &belongs);
                    }
                }
            }
            for notice in record.missing() {
                let what = notice.name().to_owned();
                self.findings.add(Fault::Lost, *case, record.ticket, what, &[]);
            }
        }
        self.findings
    }

    fn line(&mut self, token: Token) -> Option<&mut Line> {
        let record = self.cases.get_mut(&token.case)?;
        record.lines.iter_mut().find(|line| line.token == token)
    }

    fn tick(&mut self) -> u64 {
        self.clock += 1;
        self.clock
    }
}
