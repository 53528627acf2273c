//! Lists and counts without a search. A group's tickets in one state lie beside each other in an index, in the
//! order of their numbers; what is asked of all groups is asked of each, for there are few.

use diesel::prelude::*;
use diesel::sql_types::BigInt;

use super::super::columns::u32_of;
use super::super::schema::{main_groups, tickets};
use super::super::{Conn, MultiBackend};
use super::{COUNT_MOST, OPEN_COUNT_MOST, Order, Selection, TicketCounts, TicketState};
use crate::domain::ids::{GroupId, LineId, TicketNo};

/// Where some tickets lie beside each other.
#[derive(Debug, Clone, Copy)]
enum Shelf {
    /// All of the line.
    All,
    /// Those of a group in a state.
    Group(GroupId, TicketState),
    /// Those that an agent took, in a state; perhaps only those of a group.
    Agent(i64, TicketState, Option<GroupId>),
}

/// The numbers of one page.
pub(super) fn page(
    conn: &mut Conn,
    wanted: &Selection,
    state: Option<TicketState>,
    order: Order,
    after: Option<TicketNo>,
    most: u32,
) -> QueryResult<Vec<i64>> {
    let mut numbers = Vec::new();
    for shelf in shelves(conn, wanted, state)? {
        numbers.extend(shelf.page(conn, wanted.line, order, after, most)?);
    }
    match order {
        Order::NewestFirst => numbers.sort_unstable_by(|a, b| b.cmp(a)),
        Order::OldestFirst => numbers.sort_unstable(),
    }
    numbers.truncate(usize::try_from(most).unwrap_or(usize::MAX));
    Ok(numbers)
}

pub(super) fn counts(conn: &mut Conn, wanted: &Selection) -> QueryResult<TicketCounts> {
    let line = wanted.line;
    let mut closed = 0;
    for shelf in shelves(conn, wanted, Some(TicketState::Closed))? {
        closed += shelf.count(conn, line, COUNT_MOST - closed)?;
        if closed >= COUNT_MOST {
            break;
        }
    }
    let mut open_in = |state| match wanted.agent {
        None => open(conn, line, state, wanted.group),
        Some(agent) => {
            Shelf::Agent(agent.0, state, wanted.group).count(conn, line, OPEN_COUNT_MOST)
        }
    };
    Ok(TicketCounts {
        pending: open_in(TicketState::Pending)?,
        in_progress: open_in(TicketState::InProgress)?,
        closed,
    })
}

/// How many are open in this state, of the line or of one group.
pub(super) fn open(
    conn: &mut Conn,
    line: LineId,
    state: TicketState,
    group: Option<GroupId>,
) -> QueryResult<u32> {
    let group = group.map(|group| format!(" AND group_id = {group}")).unwrap_or_default();
    let which = format!("closed_at IS NULL AND state = '{}'{group}", state.name());
    count(conn, line, &which, OPEN_COUNT_MOST)
}

pub(super) fn pending_of(conn: &mut Conn, line: LineId, group: GroupId) -> QueryResult<u32> {
    Shelf::Group(group, TicketState::Pending).count(conn, line, COUNT_MOST)
}

fn shelves(
    conn: &mut Conn,
    wanted: &Selection,
    state: Option<TicketState>,
) -> QueryResult<Vec<Shelf>> {
    let states = state.map_or(TicketState::ALL.to_vec(), |state| vec![state]);
    if let Some(agent) = wanted.agent {
        let of_agent = |state| Shelf::Agent(agent.0, state, wanted.group);
        return Ok(states.into_iter().map(of_agent).collect());
    }
    let groups = match (wanted.group, state) {
        (None, None) => return Ok(vec![Shelf::All]),
        (Some(group), _) => vec![group],
        (None, Some(_)) => groups(conn, wanted.line)?,
    };
    let of_group = |group: GroupId| states.iter().map(move |state| Shelf::Group(group, *state));
    Ok(groups.into_iter().flat_map(of_group).collect())
}

fn groups(conn: &mut Conn, line: LineId) -> QueryResult<Vec<GroupId>> {
    let groups: Vec<i64> = main_groups::table
        .filter(main_groups::line_id.eq(line.0))
        .order(main_groups::id.asc())
        .select(main_groups::id)
        .load(conn)?;
    Ok(groups.into_iter().map(GroupId).collect())
}

impl Shelf {
    fn page(
        self,
        conn: &mut Conn,
        line: LineId,
        order: Order,
        after: Option<TicketNo>,
        most: u32,
    ) -> QueryResult<Vec<i64>> {
        let mut query = tickets::table
            .filter(tickets::line_id.eq(line.0))
            .select(tickets::no)
            .limit(i64::from(most))
            .into_boxed::<MultiBackend>();
        query = match self {
            Self::All => query,
            Self::Group(group, TicketState::Closed) => {
                query.filter(tickets::group_id.eq(group.0)).filter(tickets::closed_at.is_not_null())
            }
            Self::Group(group, state) => query
                .filter(tickets::closed_at.is_null())
                .filter(tickets::state.eq(state.name()))
                .filter(tickets::group_id.eq(group.0)),
            Self::Agent(agent, state, None) => {
                query.filter(tickets::agent_id.eq(agent)).filter(tickets::state.eq(state.name()))
            }
            Self::Agent(agent, state, Some(group)) => query
                .filter(tickets::agent_id.eq(agent))
                .filter(tickets::state.eq(state.name()))
                .filter(tickets::group_id.eq(group.0)),
        };
        if let Some(after) = after {
            query = match order {
                Order::NewestFirst => query.filter(tickets::no.lt(after.0)),
                Order::OldestFirst => query.filter(tickets::no.gt(after.0)),
            };
        }
        match order {
            Order::NewestFirst => query.order(tickets::no.desc()).load(conn),
            Order::OldestFirst => query.order(tickets::no.asc()).load(conn),
        }
    }

    fn count(self, conn: &mut Conn, line: LineId, most: u32) -> QueryResult<u32> {
        let which = match self {
            Self::All => String::from("TRUE"),
            Self::Group(group, TicketState::Closed) => {
                format!("group_id = {group} AND closed_at IS NOT NULL")
            }
            Self::Group(group, state) => {
                format!("closed_at IS NULL AND state = '{}' AND group_id = {group}", state.name())
            }
            Self::Agent(agent, state, group) => {
                let group =
                    group.map(|group| format!(" AND group_id = {group}")).unwrap_or_default();
                format!("agent_id = {agent} AND state = '{}'{group}", state.name())
            }
        };
        count(conn, line, &which, most)
    }
}

#[derive(QueryableByName)]
struct Count {
    #[diesel(sql_type = BigInt)]
    n: i64,
}

/// Counts up to `most`, inside the database.
fn count(conn: &mut Conn, line: LineId, which: &str, most: u32) -> QueryResult<u32> {
    let sql = format!(
        "SELECT count(*) AS n FROM (SELECT 1 FROM tickets WHERE line_id = {line} AND {which} LIMIT {most}) AS counted"
    );
    Ok(u32_of(diesel::sql_query(sql).get_result::<Count>(conn)?.n))
}
