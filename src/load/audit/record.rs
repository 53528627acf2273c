//! What is known of one case: what was said in it, what of that came, and what is still to come.

use super::super::cast::{Place, Seat, customer_of};
use super::super::token::{CaseNo, Side, Token};

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

    pub(super) fn name(self) -> &'static str {
        Self::ALL.iter().find(|(notice, _)| *notice == self).map_or("", |(_, name)| name)
    }
}

/// The texts of one person, by number: one who floods writes tens of thousands.
#[derive(Debug, Default)]
struct Lines {
    lines: Vec<Line>,
    /// Not both acknowledged and arrived.
    open: usize,
    /// The latest moment at which one was written that has arrived.
    newest_arrived: u64,
}

/// One text of one person; times are counted in things that happened to any.
#[derive(Debug, Clone, Copy)]
pub(super) struct Line {
    pub(super) token: Token,
    pub(super) tried: u64,
    pub(super) taken: Option<u64>,
    pub(super) arrived: Option<u64>,
    /// It was deleted before it came: nobody has to see it.
    pub(super) excused: bool,
}

#[derive(Debug, Default)]
pub(super) struct Record {
    pub(super) ticket: Option<i64>,
    /// The main group in which it was announced.
    pub(super) group: Option<u32>,
    /// As the main group was told.
    pub(super) confirmed: Option<Seat>,
    /// As the header showed.
    pub(super) opened: Option<Seat>,
    /// What Relevo has said, a bit for each notice.
    heard: u8,
    pub(super) claim_taken: bool,
    pub(super) close_taken: bool,
    customer: Lines,
    agent: Lines,
}

/// What became of words that came.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Arrival {
    InOrder,
    /// Others came before that were written when these had been acknowledged.
    Overtaken,
    Again,
    NeverWritten,
}

impl Lines {
    fn of(&mut self, token: Token) -> Option<&mut Line> {
        // Everybody counts from 1, in the order of writing.
        let at = usize::try_from(token.number).ok()?.checked_sub(1)?;
        self.lines.get_mut(at).filter(|line| line.token == token)
    }
}

impl Record {
    /// Whether all has come that had to, by what was acknowledged; what is missing otherwise.
    pub(super) fn missing(&self) -> impl Iterator<Item = Notice> + '_ {
        let written = self.lines().any(|line| line.taken.is_some());
        Notice::ALL.into_iter().map(|(notice, _)| notice).filter(move |notice| {
            let due = match notice {
                Notice::Placed | Notice::Announced => written,
                Notice::Assigned | Notice::Opened => self.claim_taken,
                Notice::Closed | Notice::ClosedInGroup | Notice::Goodbye => self.close_taken,
            };
            due && self.heard & notice.bit() == 0
        })
    }

    pub(super) fn is_over(&self) -> bool {
        self.close_taken
            && self.missing().next().is_none()
            && self.customer.open == 0
            && self.agent.open == 0
    }

    pub(super) fn has_heard(&self, notice: Notice) -> bool {
        self.heard & notice.bit() != 0
    }

    pub(super) fn hear(&mut self, notice: Notice) {
        self.heard |= notice.bit();
    }

    /// Where a person's words are to come out, as far as that is known.
    pub(super) fn home_of(&self, side: Side, case: CaseNo, first_customer: u64) -> Option<Place> {
        match side {
            Side::Customer => self.opened.map(Place::Slot),
            Side::Agent => Some(Place::Customer(customer_of(first_customer, case))),
        }
    }

    /// Where Relevo is to say something; `None` where it may choose.
    pub(super) fn place_of(
        &self,
        notice: Notice,
        case: CaseNo,
        first_customer: u64,
    ) -> Option<Place> {
        match notice {
            Notice::Placed | Notice::Goodbye => {
                Some(Place::Customer(customer_of(first_customer, case)))
            }
            Notice::Announced | Notice::Opened => None,
            Notice::Assigned | Notice::ClosedInGroup => self.group.map(Place::Main),
            Notice::Closed => self.opened.map(Place::Slot),
        }
    }

    /// A person wrote.
    pub(super) fn wrote(&mut self, token: Token, tried: u64) {
        let lines = self.side_mut(token.side);
        lines.lines.push(Line { token, tried, taken: None, arrived: None, excused: false });
        lines.open += 1;
    }

    /// Their words were acknowledged.
    pub(super) fn taken(&mut self, token: Token, at: u64) {
        let lines = self.side_mut(token.side);
        if let Some(line) = lines.of(token)
            && line.taken.is_none()
        {
            line.taken = Some(at);
            lines.open -= usize::from(line.arrived.is_some());
        }
    }

    /// Their words came.
    pub(super) fn arrived(&mut self, token: Token, at: u64) -> Arrival {
        let lines = self.side_mut(token.side);
        let newest_arrived = lines.newest_arrived;
        let Some(line) = lines.of(token) else { return Arrival::NeverWritten };
        if line.arrived.is_some() {
            return Arrival::Again;
        }
        line.arrived = Some(at);
        let line = *line;
        lines.open -= usize::from(line.taken.is_some() && !line.excused);
        lines.newest_arrived = newest_arrived.max(line.tried);
        // Something is here already that was written only when this was taken.
        match line.taken {
            Some(taken) if taken < newest_arrived => Arrival::Overtaken,
            Some(_) | None => Arrival::InOrder,
        }
    }

    /// Nobody has to see their words any more.
    pub(super) fn excuse(&mut self, token: Token) {
        let lines = self.side_mut(token.side);
        if let Some(line) = lines.of(token)
            && line.arrived.is_none()
            && !line.excused
        {
            line.excused = true;
            lines.open -= usize::from(line.taken.is_some());
        }
    }

    /// All that people wrote.
    pub(super) fn lines(&self) -> impl Iterator<Item = &Line> {
        self.customer.lines.iter().chain(&self.agent.lines)
    }

    fn side_mut(&mut self, side: Side) -> &mut Lines {
        match side {
            Side::Customer => &mut self.customer,
            Side::Agent => &mut self.agent,
        }
    }

    /// How far it came, in words.
    pub(super) fn progress(&self) -> &'static str {
        let last = Notice::ALL.iter().rev().find(|(notice, _)| self.has_heard(*notice));
        match last {
            Some((_, name)) => name,
            None if self.lines().any(|line| line.taken.is_some()) => "the customer's words",
            None => "nothing acknowledged",
        }
    }
}
