//! Tickets as people look at them: lists, counts, and one with its whole history.

use diesel::dsl::{count_star, exists};
use diesel::prelude::*;

use super::columns::u8_of;
use super::schema::{customers, main_groups, messages, tickets};
use super::search::{fold, pattern};
use super::{Conn, MultiBackend};
use crate::domain::ids::{AgentId, CustomerId, GroupId, LineId, SlotId, TicketNo, Timestamp};
use crate::domain::phone::Phone;
use crate::domain::settings::Department;
use crate::domain::ticket::Sentiment;

/// Closed tickets are counted up to here: the count must not cost more with every year.
pub const COUNT_MOST: u32 = 1_000;
/// So many digits may be a piece of a phone number; fewer are a ticket's number.
const PHONE_LEAST: usize = 4;

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
    pub level: u8,
    /// When it was taken.
    pub claimed_at: Option<Timestamp>,
    /// When it was closed.
    pub closed_at: Option<Timestamp>,
    /// Why, where it was said.
    pub close_reason: Option<String>,
}

/// How many tickets there are in each state.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct TicketCounts {
    /// Pendientes.
    pub pending: u32,
    /// En Progreso.
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
}

diesel::alias! {
    const WHOSE: Alias<Whose> = customers as whose;
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
        level: u8_of(row.level),
        claimed_at: row.claimed_at.map(Timestamp),
        closed_at: row.closed_at.map(Timestamp),
        close_reason: row.close_reason,
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

mod page;

pub use page::{MessageRow, MessageState, TicketEventRow, TicketPage, find};

/// A ticket's customer, if the pattern is in their name or number. An alias: lists join the table as well.
macro_rules! of_customer {
    ($pattern:expr) => {
        WHOSE
            .filter(WHOSE.field(customers::line_id).eq(tickets::line_id))
            .filter(WHOSE.field(customers::id).eq(tickets::customer_id))
            .filter(WHOSE.field(customers::words).like($pattern).escape('\\'))
    };
}

/// What a filter asks for, but for the state.
macro_rules! narrowed {
    ($query:expr, $line:expr, $filter:expr) => {{
        let mut query = $query;
        if let Some(group) = $filter.group {
            query = query.filter(tickets::group_id.eq(group.0));
        }
        if let Some(agent) = $filter.agent {
            query = query.filter(tickets::agent_id.eq(agent.0));
        }
        let sought = Sought::of(&$filter.text);
        match sought {
            Sought::All => {}
            Sought::Exactly { no } => query = query.filter(tickets::no.eq(no)),
            Sought::Number { no, pattern } => {
                query = query.filter(tickets::no.eq(no).or(exists(of_customer!(pattern))));
            }
            Sought::Words { pattern } => {
                let written = messages::table
                    .filter(messages::line_id.eq($line.0))
                    .filter(messages::ticket.eq(tickets::no))
                    .filter(messages::words.like(pattern.clone()).escape('\\'));
                query = query.filter(exists(of_customer!(pattern)).or(exists(written)));
            }
        }
        query
    }};
}

/// What a search text asks for.
enum Sought {
    All,
    /// A ticket's number.
    Exactly {
        no: i64,
    },
    /// A ticket's number, or a piece of a phone number.
    Number {
        no: i64,
        pattern: String,
    },
    /// A name, or something written.
    Words {
        pattern: String,
    },
}

impl Sought {
    fn of(typed: &str) -> Self {
        let typed = typed.trim();
        if fold(typed).is_empty() {
            return Self::All;
        }
        let digits: String = typed.chars().filter(char::is_ascii_digit).collect();
        if digits.is_empty() || !typed.chars().all(|c| c.is_ascii_digit() || " -.()+/#".contains(c))
        {
            return Self::Words { pattern: pattern(typed) };
        }
        // Longer than any ticket's number: only a phone number can be meant.
        let no = digits.parse().unwrap_or(-1);
        if typed.starts_with('#') || digits.len() < PHONE_LEAST {
            return Self::Exactly { no };
        }
        Self::Number { no, pattern: pattern(&digits) }
    }
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
    let mut query = narrowed!(joined!(line).into_boxed::<MultiBackend>(), line, filter);
    if let Some(state) = filter.state {
        query = query.filter(tickets::state.eq(state.name()));
    }
    if let Some(before) = before {
        query = query.filter(tickets::no.lt(before.0));
    }
    let rows: Vec<Joined> = query
        .order(tickets::no.desc())
        .limit(i64::from(most))
        .select((Columns::as_select(), customers::name, customers::phone, main_groups::name))
        .load(conn)?;
    Ok(rows.into_iter().map(row).collect())
}

/// How many tickets of a filter there are in each state; the filter's own state is left out of account.
///
/// # Errors
/// Those of the database.
pub fn counts(conn: &mut Conn, line: LineId, filter: &TicketFilter) -> QueryResult<TicketCounts> {
    let of_line =
        || tickets::table.filter(tickets::line_id.eq(line.0)).into_boxed::<MultiBackend>();
    let open: Vec<String> = narrowed!(of_line(), line, filter)
        .filter(tickets::closed_at.is_null())
        .select(tickets::state)
        .load(conn)?;
    let closed: Vec<i64> = narrowed!(of_line(), line, filter)
        .filter(tickets::state.eq(TicketState::Closed.name()))
        .order(tickets::no.desc())
        .limit(i64::from(COUNT_MOST))
        .select(tickets::no)
        .load(conn)?;
    let pending = open.iter().filter(|state| *state == TicketState::Pending.name()).count();
    Ok(TicketCounts {
        pending: size(pending),
        in_progress: size(open.len() - pending),
        closed: size(closed.len()),
    })
}

/// How many tickets are open now; the closed ones are not counted.
///
/// # Errors
/// Those of the database.
pub fn open_counts(conn: &mut Conn, line: LineId) -> QueryResult<TicketCounts> {
    let rows: Vec<(String, i64)> = tickets::table
        .filter(tickets::line_id.eq(line.0))
        .filter(tickets::closed_at.is_null())
        .group_by(tickets::state)
        .select((tickets::state, count_star()))
        .load(conn)?;
    let of = |state: TicketState| {
        let count =
            rows.iter().find(|(name, _)| name == state.name()).map_or(0, |(_, count)| *count);
        super::columns::u32_of(count)
    };
    Ok(TicketCounts {
        pending: of(TicketState::Pending),
        in_progress: of(TicketState::InProgress),
        closed: 0,
    })
}

fn size(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}
