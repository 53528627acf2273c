//! Tickets as people look at them: lists, counts, and one with its whole history.
//!
//! What a page asks costs the same whatever the line has behind it: a list follows one index from where the page
//! begins, a count ends at a most, a search has bounds that the page names.

use diesel::prelude::*;

use super::Conn;
use super::columns::{u8_of, u32_of};
use super::schema::{customers, main_groups, tickets};
use crate::domain::ids::{AgentId, CustomerId, GroupId, LineId, SlotId, TicketNo, Timestamp};
use crate::domain::phone::Phone;
use crate::domain::settings::Department;
use crate::domain::ticket::Sentiment;

/// Closed tickets are counted up to here: the count must not cost more with every year.
pub const COUNT_MOST: u32 = 1_000;
/// Open tickets of one state are counted up to here.
pub const OPEN_COUNT_MOST: u32 = 10_000;

/// How far a ticket is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum TicketState {
    /// Pendiente.
    Pending,
    /// En Progreso.
    InProgress,
    /// Cerrado.
    Closed,
}

impl TicketState {
    /// All states, in the order of a ticket's life.
    pub const ALL: [Self; 3] = [Self::Pending, Self::InProgress, Self::Closed];

    /// The name in the database and in addresses.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Pending => "pending",
            Self::InProgress => "in_progress",
            Self::Closed => "closed",
        }
    }

    /// Reads [`Self::name`].
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.name() == name)
    }
}

/// Which tickets to show.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct TicketFilter {
    /// Only those in this state.
    pub state: Option<TicketState>,
    /// Only those of this main group.
    pub group: Option<GroupId>,
    /// Only those that this agent took.
    pub agent: Option<AgentId>,
    /// Only those with this in the customer's name or number, the ticket's number, or what was written.
    pub text: String,
    /// Only those about this.
    pub department: Option<Department>,
    /// Only those of customers in this mood.
    pub sentiment: Option<Sentiment>,
    /// Only those that passed their limit untaken, or are past it now.
    pub late: Option<Limits>,
    /// Only those opened then or later.
    pub opened_from: Option<Timestamp>,
    /// Only those opened before.
    pub opened_before: Option<Timestamp>,
    /// Only those that the customer rated so, 1 to 5.
    pub rating: Option<u8>,
}

/// When a ticket that nobody has taken is late.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// The time that is now.
    pub now: Timestamp,
    /// The wait of most tickets (milliseconds).
    pub first_ms: i64,
    /// The wait of an angry customer's (milliseconds).
    pub urgent_ms: i64,
}

/// A ticket in a list.
#[derive(Debug, Clone, PartialEq)]
pub struct TicketRow {
    /// Its number.
    pub no: TicketNo,
    /// How far it is.
    pub state: TicketState,
    /// What it is about.
    pub department: Department,
    /// Mood of the customer.
    pub sentiment: Sentiment,
    /// Whose it is.
    pub customer: CustomerId,
    /// The customer's name; empty if unknown.
    pub customer_name: String,
    /// The customer's number, where WhatsApp shows it.
    pub phone: Option<Phone>,
    /// The main group that announced it.
    pub group: GroupId,
    /// That group's name.
    pub group_name: String,
    /// Who took it, with the name of then.
    pub agent: Option<(AgentId, String)>,
    /// Where, with the name of then.
    pub slot: Option<(SlotId, String)>,
    /// When it was opened.
    pub opened_at: Timestamp,
    /// When the customer wrote first.
    pub since: Timestamp,
    /// The last limit that it passed while pending.
    pub level: u32,
    /// When it was taken.
    pub claimed_at: Option<Timestamp>,
    /// When it was closed.
    pub closed_at: Option<Timestamp>,
    /// Why, where it was said.
    pub close_reason: Option<String>,
    /// How the customer rated it, 1 to 5.
    pub rating: Option<u8>,
    /// The case that it goes on from.
    pub previous: Option<TicketNo>,
}

/// How many tickets there are in each state.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct TicketCounts {
    /// Pendientes; more than [`OPEN_COUNT_MOST`] are not counted.
    pub pending: u32,
    /// En Progreso; more than [`OPEN_COUNT_MOST`] are not counted.
    pub in_progress: u32,
    /// Cerrados; more than [`COUNT_MOST`] are not counted.
    pub closed: u32,
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = tickets)]
struct Columns {
    no: i64,
    customer_id: i64,
    state: String,
    department: String,
    sentiment: String,
    group_id: i64,
    opened_at: i64,
    since: i64,
    level: i64,
    agent_id: Option<i64>,
    agent_name: Option<String>,
    slot_id: Option<i64>,
    slot_name: Option<String>,
    claimed_at: Option<i64>,
    closed_at: Option<i64>,
    close_reason: Option<String>,
    rating: Option<i64>,
    previous: Option<i64>,
}

type Joined = (Columns, String, Option<String>, String);

fn row((row, customer_name, phone, group_name): Joined) -> TicketRow {
    TicketRow {
        no: TicketNo(row.no),
        state: TicketState::from_name(&row.state).unwrap_or(TicketState::Closed),
        department: Department::from_name(&row.department).unwrap_or(Department::Support),
        sentiment: Sentiment::from_name(&row.sentiment),
        customer: CustomerId(row.customer_id),
        customer_name,
        phone: phone.as_deref().and_then(Phone::from_digits),
        group: GroupId(row.group_id),
        group_name,
        agent: row.agent_id.map(AgentId).zip(row.agent_name),
        slot: row.slot_id.map(SlotId).zip(row.slot_name),
        opened_at: Timestamp(row.opened_at),
        since: Timestamp(row.since),
        level: u32_of(row.level),
        claimed_at: row.claimed_at.map(Timestamp),
        closed_at: row.closed_at.map(Timestamp),
        close_reason: row.close_reason,
        rating: row.rating.map(u8_of),
        previous: row.previous.map(TicketNo),
    }
}

/// Tickets with their customer and group.
macro_rules! joined {
    ($line:expr) => {
        tickets::table
            .inner_join(customers::table.on(
                customers::line_id.eq(tickets::line_id).and(customers::id.eq(tickets::customer_id)),
            ))
            .inner_join(
                main_groups::table.on(main_groups::line_id
                    .eq(tickets::line_id)
                    .and(main_groups::id.eq(tickets::group_id))),
            )
            .filter(tickets::line_id.eq($line.0))
    };
}

mod browse;
mod narrow;
mod page;
mod period;
mod sought;
mod whose;

pub use narrow::LOOKED_MOST;
pub use page::{
    Decider, MessageRow, MessageState, TicketEventRow, TicketPage, find, head, messages_after,
    next_of_customer, of_customer,
};
pub(in crate::store) use period::numbers;
pub use period::{Deeds, Opened, Ratings, deeds_since, opened_since, ratings_since};
pub use sought::{CUSTOMERS_MOST, HITS_MOST, SEARCHED_MESSAGES, customers};
pub use whose::{Whose, has_attended, whose};

use narrow::Narrow;
use sought::{Hit, Sought};

/// Which end of a list comes first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Order {
    /// The highest number.
    NewestFirst,
    /// The lowest number.
    OldestFirst,
}

/// The tickets of a filter, whatever their state: what a page lists and counts, searched for once.
#[derive(Debug)]
pub struct Selection {
    line: LineId,
    group: Option<GroupId>,
    agent: Option<AgentId>,
    /// What is asked that no index knows.
    narrow: Narrow,
    /// What a search text has found, newest first; none where there is no text.
    hits: Option<Vec<Hit>>,
}

/// Part of a list.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Walk {
    /// What was found, in order.
    pub rows: Vec<TicketRow>,
    /// The last ticket that was looked at, where the list ends there only because [`LOOKED_MOST`] were: it goes
    /// on behind it.
    pub looked_to: Option<TicketNo>,
}

impl Selection {
    /// The tickets of a filter; its state is left out of account.
    ///
    /// # Errors
    /// Those of the database.
    pub fn of(conn: &mut Conn, line: LineId, filter: &TicketFilter) -> QueryResult<Self> {
        let (group, agent) = (filter.group, filter.agent);
        let narrow = Narrow::of(conn, line, filter)?;
        let is_meant = |hit: &Hit| {
            group.is_none_or(|group| hit.group == group)
                && agent.is_none_or(|agent| hit.agent == Some(agent))
                && narrow.admits(hit)
        };
        let hits = match Sought::of(&filter.text) {
            None => None,
            Some(sought) => Some(sought.hits(conn, line)?.into_iter().filter(is_meant).collect()),
        };
        Ok(Self { line, group, agent, narrow, hits })
    }

    /// At most `most` of them, in this state, from the one after `after` on.
    ///
    /// # Errors
    /// Those of the database.
    pub fn list(
        &self,
        conn: &mut Conn,
        state: Option<TicketState>,
        order: Order,
        after: Option<TicketNo>,
        most: u32,
    ) -> QueryResult<Vec<TicketRow>> {
        Ok(self.walk(conn, state, order, after, most)?.rows)
    }

    /// The same, with how far was looked: at most [`LOOKED_MOST`] tickets, where much has to be left out.
    ///
    /// # Errors
    /// Those of the database.
    pub fn walk(
        &self,
        conn: &mut Conn,
        state: Option<TicketState>,
        order: Order,
        after: Option<TicketNo>,
        most: u32,
    ) -> QueryResult<Walk> {
        let (numbers, looked_to) = match &self.hits {
            Some(hits) => (sought::page(hits, state, order, after, most), None),
            None if self.narrow.is_empty() => {
                (browse::page(conn, self, state, order, after, most)?, None)
            }
            None => narrow::page(conn, self, state, order, after, most)?,
        };
        let mut rows = numbered(conn, self.line, &numbers)?;
        if order == Order::OldestFirst {
            rows.reverse();
        }
        Ok(Walk { rows, looked_to: looked_to.map(TicketNo) })
    }

    /// Those closed since then, the last first.
    ///
    /// # Errors
    /// Those of the database.
    pub fn closed_since(
        &self,
        conn: &mut Conn,
        since: Timestamp,
        most: u32,
    ) -> QueryResult<Vec<TicketRow>> {
        let numbers = match &self.hits {
            Some(hits) => sought::closed_since(hits, since, most),
            None => period::closed_since(conn, self, since, most)?,
        };
        let mut rows = numbered(conn, self.line, &numbers)?;
        rows.sort_by_key(|row| std::cmp::Reverse(row.closed_at));
        Ok(rows)
    }

    /// How many there are in each state, and whether there may be more than were looked at.
    ///
    /// # Errors
    /// Those of the database.
    pub fn tally(&self, conn: &mut Conn) -> QueryResult<(TicketCounts, bool)> {
        match &self.hits {
            Some(hits) => Ok((sought::counts(hits), false)),
            None if self.narrow.is_empty() => Ok((browse::counts(conn, self)?, false)),
            None => narrow::counts(conn, self),
        }
    }

    /// How many there are in each state.
    ///
    /// # Errors
    /// Those of the database.
    pub fn counts(&self, conn: &mut Conn) -> QueryResult<TicketCounts> {
        Ok(self.tally(conn)?.0)
    }
}

/// The tickets with these numbers, newest first.
///
/// # Errors
/// Those of the database.
pub fn numbered(conn: &mut Conn, line: LineId, numbers: &[i64]) -> QueryResult<Vec<TicketRow>> {
    if numbers.is_empty() {
        return Ok(Vec::new());
    }
    let rows: Vec<Joined> = joined!(line)
        .filter(tickets::no.eq_any(numbers))
        .order(tickets::no.desc())
        .select((Columns::as_select(), customers::name, customers::phone, main_groups::name))
        .load(conn)?;
    Ok(rows.into_iter().map(row).collect())
}

/// Tickets newest first, at most `most`, from the one before `before` on.
///
/// # Errors
/// Those of the database.
pub fn list(
    conn: &mut Conn,
    line: LineId,
    filter: &TicketFilter,
    before: Option<TicketNo>,
    most: u32,
) -> QueryResult<Vec<TicketRow>> {
    Selection::of(conn, line, filter)?.list(conn, filter.state, Order::NewestFirst, before, most)
}

/// How many tickets of a filter there are in each state; the filter's own state is left out of account.
///
/// # Errors
/// Those of the database.
pub fn counts(conn: &mut Conn, line: LineId, filter: &TicketFilter) -> QueryResult<TicketCounts> {
    Selection::of(conn, line, filter)?.counts(conn)
}

/// How many tickets are open now; the closed ones are not counted.
///
/// # Errors
/// Those of the database.
pub fn open_counts(conn: &mut Conn, line: LineId) -> QueryResult<TicketCounts> {
    Ok(TicketCounts {
        pending: browse::open(conn, line, TicketState::Pending, None)?,
        in_progress: browse::open(conn, line, TicketState::InProgress, None)?,
        closed: 0,
    })
}

/// How many tickets wait in a main group; more than [`COUNT_MOST`] are not counted, since all groups are asked at once.
///
/// # Errors
/// Those of the database.
pub fn pending_of(conn: &mut Conn, line: LineId, group: GroupId) -> QueryResult<u32> {
    browse::pending_of(conn, line, group)
}

fn size(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}
