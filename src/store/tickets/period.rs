//! What happened in a period. What happened to tickets lies in one index in the order of time; tickets are numbered
//! as they are opened, so that a period is a range of numbers. Neither costs more with a line's years.

use diesel::prelude::*;
use diesel::sql_types::{BigInt, Text};

use super::super::Conn;
use super::super::columns::u32_of;
use super::super::persist::history::PLACES;
use super::{Selection, TicketState};
use crate::domain::ids::{AgentId, LineId, Timestamp};
use crate::domain::ticket::Sentiment;

/// Tickets are counted in steps of this (milliseconds): the clocks of all countries differ by multiples of it.
pub const QUARTER_MS: i64 = 15 * 60_000;
/// A ticket gets its number before it is opened: by this much at the most (milliseconds).
const MARGIN_MS: i64 = 3_600_000;
/// Of a period's tickets at most so many are counted, the newest.
const TICKETS_MOST: u32 = 200_000;
/// Of what happened in it at most so much.
const EVENTS_MOST: u32 = 500_000;

/// Tickets that are alike and were opened in the same quarter of an hour.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Opened {
    /// When that quarter began.
    pub quarter: Timestamp,
    /// How far they are now.
    pub state: TicketState,
    /// Mood of their customers.
    pub sentiment: Sentiment,
    /// They passed a limit before anybody took them.
    pub late: bool,
    /// How many.
    pub count: u32,
}

/// How often something was done to tickets.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Deeds {
    /// Somebody took one.
    pub claimed: u32,
    /// One was closed.
    pub closed: u32,
    /// Supervisors were alerted of one.
    pub alerted: u32,
}

#[derive(QueryableByName)]
struct OpenedRow {
    #[diesel(sql_type = BigInt)]
    quarter: i64,
    #[diesel(sql_type = Text)]
    state: String,
    #[diesel(sql_type = Text)]
    sentiment: String,
    #[diesel(sql_type = BigInt)]
    late: i64,
    #[diesel(sql_type = BigInt)]
    n: i64,
}

#[derive(QueryableByName)]
struct DeedRow {
    #[diesel(sql_type = Text)]
    kind: String,
    #[diesel(sql_type = BigInt)]
    n: i64,
}

#[derive(QueryableByName)]
struct Number {
    #[diesel(sql_type = BigInt)]
    ticket: i64,
}

/// The tickets opened since then, of all or only those that this agent took.
///
/// # Errors
/// Those of the database.
pub fn opened_since(
    conn: &mut Conn,
    line: LineId,
    agent: Option<AgentId>,
    from: Timestamp,
) -> QueryResult<Vec<Opened>> {
    let Some(first) = first_after(conn, line, from.plus(-MARGIN_MS))? else {
        return Ok(Vec::new());
    };
    let of_agent = agent.map(|agent| format!(" AND agent_id = {agent}")).unwrap_or_default();
    let sql = format!(
        "SELECT opened_at / {QUARTER_MS} AS quarter, state, sentiment, \
         CAST(CASE WHEN level > 0 THEN 1 ELSE 0 END AS BIGINT) AS late, count(*) AS n \
         FROM (SELECT opened_at, state, sentiment, level, agent_id FROM tickets \
         WHERE line_id = {line} AND no >= {first} ORDER BY no DESC LIMIT {TICKETS_MOST}) AS latest \
         WHERE opened_at >= {}{of_agent} GROUP BY 1, 2, 3, 4 ORDER BY 1, 2, 3, 4",
        from.0
    );
    let rows: Vec<OpenedRow> = diesel::sql_query(sql).load(conn)?;
    let opened = |row: OpenedRow| Opened {
        quarter: Timestamp(row.quarter.saturating_mul(QUARTER_MS)),
        state: TicketState::from_name(&row.state).unwrap_or(TicketState::Closed),
        sentiment: Sentiment::from_name(&row.sentiment),
        late: row.late > 0,
        count: u32_of(row.n),
    };
    Ok(rows.into_iter().map(opened).collect())
}

/// What was done since then, to all tickets or only to those that this agent took.
///
/// # Errors
/// Those of the database.
pub fn deeds_since(
    conn: &mut Conn,
    line: LineId,
    agent: Option<AgentId>,
    from: Timestamp,
) -> QueryResult<Deeds> {
    let of_agent = agent.map(|agent| {
        format!(
            " INNER JOIN tickets ON tickets.line_id = {line} AND tickets.no = latest.ticket AND tickets.agent_id = {agent}"
        )
    });
    let sql = format!(
        "SELECT latest.kind AS kind, count(*) AS n FROM (SELECT kind, ticket FROM ticket_events \
         WHERE line_id = {line} AND n >= {} ORDER BY n DESC LIMIT {EVENTS_MOST}) AS latest{} GROUP BY latest.kind",
        place(from),
        of_agent.unwrap_or_default()
    );
    let mut deeds = Deeds::default();
    for row in diesel::sql_query(sql).load::<DeedRow>(conn)? {
        match row.kind.as_str() {
            "claimed" => deeds.claimed = u32_of(row.n),
            "closed" => deeds.closed = u32_of(row.n),
            "alerted" => deeds.alerted = u32_of(row.n),
            _ => {}
        }
    }
    Ok(deeds)
}

/// What customers said of their cases.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Ratings {
    /// How many did.
    pub count: u32,
    /// All of their ratings together.
    pub sum: u32,
}

#[derive(QueryableByName)]
struct RatingsRow {
    #[diesel(sql_type = BigInt)]
    n: i64,
    #[diesel(sql_type = BigInt)]
    total: i64,
}

/// The ratings given since then, of all tickets or only of those that this agent had.
///
/// # Errors
/// Those of the database.
pub fn ratings_since(
    conn: &mut Conn,
    line: LineId,
    agent: Option<AgentId>,
    from: Timestamp,
) -> QueryResult<Ratings> {
    let of_agent = agent.map(|agent| format!(" AND agent_id = {agent}")).unwrap_or_default();
    let sql = format!(
        "SELECT count(*) AS n, CAST(COALESCE(sum(rating), 0) AS BIGINT) AS total FROM tickets \
         WHERE line_id = {line} AND rated_at IS NOT NULL AND rated_at >= {}{of_agent}",
        from.0
    );
    let row: RatingsRow = diesel::sql_query(sql).get_result(conn)?;
    Ok(Ratings { count: u32_of(row.n), sum: u32_of(row.total) })
}

/// Tickets of a selection without a text that were closed since then, the last first.
pub(super) fn closed_since(
    conn: &mut Conn,
    wanted: &Selection,
    since: Timestamp,
    most: u32,
) -> QueryResult<Vec<i64>> {
    let line = wanted.line;
    let group = wanted.group.map(|group| format!(" AND group_id = {group}")).unwrap_or_default();
    let agent = wanted.agent.map(|agent| format!(" AND agent_id = {agent}")).unwrap_or_default();
    let sql = format!(
        "SELECT tickets.no AS ticket FROM (SELECT n, ticket FROM ticket_events WHERE line_id = {line} AND n >= {} \
         AND kind = 'closed' ORDER BY n DESC LIMIT {}) AS latest \
         INNER JOIN tickets ON tickets.line_id = {line} AND tickets.no = latest.ticket \
         WHERE closed_at >= {}{group}{agent} AND {} ORDER BY latest.n DESC LIMIT {most}",
        place(since),
        super::LOOKED_MOST,
        since.0,
        wanted.narrow.condition()
    );
    let rows: Vec<Number> = diesel::sql_query(sql).load(conn)?;
    Ok(rows.into_iter().map(|row| row.ticket).collect())
}

/// The numbers among which tickets opened from and before these times are; none where there is no bound.
pub(in crate::store) fn numbers(
    conn: &mut Conn,
    line: LineId,
    from: Option<Timestamp>,
    before: Option<Timestamp>,
) -> QueryResult<(Option<i64>, Option<i64>)> {
    let first = match from {
        // Nothing was opened since: no number is that high.
        Some(from) => Some(first_after(conn, line, from.plus(-MARGIN_MS))?.unwrap_or(i64::MAX)),
        None => None,
    };
    let last = match before {
        Some(before) => first_after(conn, line, before.plus(MARGIN_MS))?,
        None => None,
    };
    Ok((first, last))
}

/// The first ticket that was opened then or later.
fn first_after(conn: &mut Conn, line: LineId, at: Timestamp) -> QueryResult<Option<i64>> {
    let sql = format!(
        "SELECT ticket FROM ticket_events WHERE line_id = {line} AND n >= {} AND kind = 'opened' ORDER BY n LIMIT 1",
        place(at)
    );
    Ok(diesel::sql_query(sql).get_result::<Number>(conn).optional()?.map(|row| row.ticket))
}

fn place(at: Timestamp) -> i64 {
    at.0.saturating_mul(PLACES)
}
