//! Lists narrowed by what no index knows: department, mood, lateness, when opened, how rated. The tickets are gone through in
//! the order of an index, so many of them and no more; the page says where the search stopped and goes on from there.

use diesel::prelude::*;
use diesel::sql_types::{BigInt, Nullable};

use super::super::Conn;
use super::super::columns::u32_of;
use super::super::schema::tickets;
use super::period;
use super::sought::Hit;
use super::{COUNT_MOST, Limits, Order, Selection, TicketCounts, TicketFilter, TicketState};
use crate::domain::ids::{LineId, TicketNo};

/// So many tickets are looked at for one page of a narrowed list.
pub const LOOKED_MOST: u32 = 20_000;

/// What of a ticket is asked for that no index knows.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable)]
#[diesel(table_name = tickets)]
pub(super) struct Told {
    pub state: String,
    department: String,
    sentiment: String,
    since: i64,
    opened_at: i64,
    level: i64,
    rating: Option<i64>,
}

/// What is asked.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Narrow {
    department: Option<&'static str>,
    sentiment: Option<&'static str>,
    late: Option<Limits>,
    opened_from: Option<i64>,
    opened_before: Option<i64>,
    rating: Option<u8>,
    /// The numbers among which the dates lie: from, to.
    numbers: (Option<i64>, Option<i64>),
}

impl Narrow {
    pub fn of(conn: &mut Conn, line: LineId, filter: &TicketFilter) -> QueryResult<Self> {
        Ok(Self {
            department: filter.department.map(|department| department.name()),
            sentiment: filter.sentiment.map(|sentiment| sentiment.name()),
            late: filter.late,
            opened_from: filter.opened_from.map(|at| at.0),
            opened_before: filter.opened_before.map(|at| at.0),
            rating: filter.rating,
            numbers: period::numbers(conn, line, filter.opened_from, filter.opened_before)?,
        })
    }

    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// Whether a ticket that was found otherwise is meant.
    pub fn admits(&self, hit: &Hit) -> bool {
        let told = &hit.told;
        let is_late = |limits: Limits| {
            let limit = if told.sentiment == "angry" { limits.urgent_ms } else { limits.first_ms };
            told.level > 0 || (told.state == "pending" && told.since < limits.now.0 - limit)
        };
        self.department.is_none_or(|department| told.department == department)
            && self.sentiment.is_none_or(|sentiment| told.sentiment == sentiment)
            && self.late.is_none_or(is_late)
            && self.opened_from.is_none_or(|from| told.opened_at >= from)
            && self.opened_before.is_none_or(|before| told.opened_at < before)
            && self.rating.is_none_or(|rating| told.rating == Some(i64::from(rating)))
    }

    /// The same as a condition. Nothing of it was typed by anybody: numbers, and names of ours.
    pub fn condition(&self) -> String {
        let mut all = vec![String::from("TRUE")];
        all.extend(self.department.map(|name| format!("department = '{name}'")));
        all.extend(self.sentiment.map(|name| format!("sentiment = '{name}'")));
        all.extend(self.late.map(|Limits { now, first_ms, urgent_ms }| {
            format!(
                "(level > 0 OR (state = 'pending' AND since < {} - CASE sentiment WHEN 'angry' THEN {urgent_ms} \
                 ELSE {first_ms} END))",
                now.0
            )
        }));
        all.extend(self.opened_from.map(|from| format!("opened_at >= {from}")));
        all.extend(self.opened_before.map(|before| format!("opened_at < {before}")));
        all.extend(self.rating.map(|rating| format!("rating = {rating}")));
        all.join(" AND ")
    }
}

/// The way through the tickets of one index.
struct Path {
    line: LineId,
    /// What the index knows.
    within: String,
    /// What is left out of what is met there.
    meant: String,
}

#[derive(QueryableByName)]
struct No {
    #[diesel(sql_type = BigInt)]
    no: i64,
}

#[derive(QueryableByName)]
struct Looked {
    #[diesel(sql_type = BigInt)]
    n: i64,
    #[diesel(sql_type = Nullable<BigInt>)]
    low: Option<i64>,
    #[diesel(sql_type = Nullable<BigInt>)]
    high: Option<i64>,
}

#[derive(QueryableByName)]
struct Counted {
    #[diesel(sql_type = BigInt)]
    looked: i64,
    #[diesel(sql_type = Nullable<BigInt>)]
    meant: Option<i64>,
}

/// The numbers of one page, and the last that was looked at where that is why it ends.
pub(super) fn page(
    conn: &mut Conn,
    wanted: &Selection,
    state: Option<TicketState>,
    order: Order,
    after: Option<TicketNo>,
    most: u32,
) -> QueryResult<(Vec<i64>, Option<i64>)> {
    let full = usize::try_from(most).unwrap_or(usize::MAX);
    let (mut numbers, mut end) = (Vec::new(), None);
    for path in paths(wanted, state) {
        let found = path.page(conn, order, after, most)?;
        if found.len() < full {
            let here = path.end(conn, order, after)?;
            end = match order {
                Order::NewestFirst => end.max(here),
                Order::OldestFirst => [end, here].into_iter().flatten().min(),
            };
        }
        numbers.extend(found);
    }
    // Behind the first end, one of the paths has not been gone.
    match order {
        Order::NewestFirst => {
            numbers.sort_unstable_by(|a, b| b.cmp(a));
            numbers.retain(|no| end.is_none_or(|end| *no >= end));
        }
        Order::OldestFirst => {
            numbers.sort_unstable();
            numbers.retain(|no| end.is_none_or(|end| *no <= end));
        }
    }
    numbers.truncate(full);
    let is_full = numbers.len() == full;
    Ok((numbers, end.filter(|_| !is_full)))
}

/// How many there are in each state among those looked at, and whether there are more.
pub(super) fn counts(conn: &mut Conn, wanted: &Selection) -> QueryResult<(TicketCounts, bool)> {
    let mut more = false;
    let mut of = |state| -> QueryResult<u32> {
        let mut sum = 0;
        for path in paths(wanted, Some(state)) {
            let counted = path.count(conn)?;
            more |= u32_of(counted.looked) >= LOOKED_MOST;
            sum += u32_of(counted.meant.unwrap_or(0));
        }
        Ok(sum)
    };
    let counts = TicketCounts {
        pending: of(TicketState::Pending)?,
        in_progress: of(TicketState::InProgress)?,
        closed: of(TicketState::Closed)?.min(COUNT_MOST),
    };
    Ok((counts, more))
}

fn paths(wanted: &Selection, state: Option<TicketState>) -> Vec<Path> {
    let meant = wanted.narrow.condition();
    let path = |within: String, and: &str| Path {
        line: wanted.line,
        within: format!("{within}{}", between(&wanted.narrow)),
        meant: format!("{meant}{and}"),
    };
    let states = state.map_or(TicketState::ALL.to_vec(), |state| vec![state]);
    let of_group = wanted.group.map(|group| format!(" AND group_id = {group}")).unwrap_or_default();
    if let Some(agent) = wanted.agent {
        let of_agent = |state: TicketState| {
            path(format!("agent_id = {agent} AND state = '{}'{of_group}", state.name()), "")
        };
        return states.into_iter().map(of_agent).collect();
    }
    let in_state = |state| match (state, wanted.group) {
        (TicketState::Pending | TicketState::InProgress, _) => path(
            format!("closed_at IS NULL AND state = '{}'{of_group}", TicketState::name(state)),
            "",
        ),
        (TicketState::Closed, Some(group)) => {
            path(format!("group_id = {group} AND closed_at IS NOT NULL"), "")
        }
        (TicketState::Closed, None) => path(String::from("TRUE"), " AND closed_at IS NOT NULL"),
    };
    match (state, wanted.group) {
        (None, None) => vec![path(String::from("TRUE"), "")],
        (_, _) => states.into_iter().map(in_state).collect(),
    }
}

/// Where among the numbers the dates lie.
fn between(narrow: &Narrow) -> String {
    let (from, to) = narrow.numbers;
    let from = from.map(|from| format!(" AND no >= {from}")).unwrap_or_default();
    let to = to.map(|to| format!(" AND no <= {to}")).unwrap_or_default();
    format!("{from}{to}")
}

impl Path {
    fn looked(&self, order: Order, after: Option<TicketNo>) -> String {
        let (direction, beyond) = match order {
            Order::NewestFirst => ("DESC", "<"),
            Order::OldestFirst => ("ASC", ">"),
        };
        let after = after.map(|after| format!(" AND no {beyond} {after}")).unwrap_or_default();
        format!(
            "(SELECT no, state, department, sentiment, since, opened_at, level, rating, closed_at FROM tickets \
             WHERE line_id = {} AND {}{after} ORDER BY no {direction} LIMIT {LOOKED_MOST}) AS looked",
            self.line, self.within
        )
    }

    fn page(
        &self,
        conn: &mut Conn,
        order: Order,
        after: Option<TicketNo>,
        most: u32,
    ) -> QueryResult<Vec<i64>> {
        let direction = match order {
            Order::NewestFirst => "DESC",
            Order::OldestFirst => "ASC",
        };
        let sql = format!(
            "SELECT no FROM {} WHERE {} ORDER BY no {direction} LIMIT {most}",
            self.looked(order, after),
            self.meant
        );
        let rows: Vec<No> = diesel::sql_query(sql).load(conn)?;
        Ok(rows.into_iter().map(|row| row.no).collect())
    }

    /// The last one looked at, unless the path ends before that.
    fn end(
        &self,
        conn: &mut Conn,
        order: Order,
        after: Option<TicketNo>,
    ) -> QueryResult<Option<i64>> {
        let sql = format!(
            "SELECT count(*) AS n, min(no) AS low, max(no) AS high FROM {}",
            self.looked(order, after)
        );
        let looked: Looked = diesel::sql_query(sql).get_result(conn)?;
        let last = match order {
            Order::NewestFirst => looked.low,
            Order::OldestFirst => looked.high,
        };
        Ok(last.filter(|_| u32_of(looked.n) >= LOOKED_MOST))
    }

    fn count(&self, conn: &mut Conn) -> QueryResult<Counted> {
        let sql = format!(
            "SELECT count(*) AS looked, CAST(sum(CASE WHEN {} THEN 1 ELSE 0 END) AS BIGINT) AS meant FROM {}",
            self.meant,
            self.looked(Order::NewestFirst, None)
        );
        diesel::sql_query(sql).get_result(conn)
    }
}
