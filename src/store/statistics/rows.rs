//! The rows of a period's cases, read in order, each once, and kept as a few small numbers.

use std::collections::HashMap;

use diesel::connection::DefaultLoadingMode;
#[cfg(feature = "postgres")]
use diesel::pg::PgRowByRowLoadingMode;
use diesel::prelude::*;
use diesel::sql_types::{BigInt, Nullable, Text};

use super::Scope;
use crate::domain::ticket::Sentiment;
use crate::store::Conn;
use crate::store::search::fold;
use crate::store::tickets::{TicketState, numbers};

/// Of a reason that somebody typed so many characters are told apart.
const REASON_MOST: u8 = 120;

/// A case, as far as it is measured: small, since there may be a million.
#[derive(Debug, Clone, Copy)]
pub struct Case {
    pub(super) opened_at: i64,
    /// The measures (seconds).
    pub(super) waiting: Option<u32>,
    pub(super) first_answer: Option<u32>,
    pub(super) handling: Option<u32>,
    pub(super) resolution: Option<u32>,
    /// Places in [`Gathered::agents`], `groups` and `reasons`.
    pub(super) agent: u32,
    pub(super) group: u32,
    pub(super) reason: u32,
    pub(super) state: TicketState,
    pub(super) sales: bool,
    pub(super) sentiment: Sentiment,
    pub(super) late: bool,
    /// 1 to 5; 0 where there is none.
    pub(super) rating: u8,
}

/// A period's cases.
#[derive(Debug, Default)]
pub(super) struct Gathered {
    pub cases: Vec<Case>,
    /// Who attended; none: nobody.
    pub agents: Places<Option<i64>>,
    pub groups: Places<i64>,
    /// Why they were closed, as it was first written; none: it was not said.
    pub reasons: Vec<Option<String>>,
    /// Taken and closed, in progress meanwhile (milliseconds).
    pub held: Vec<(i64, Option<i64>)>,
    /// The last cases with a customer's comment, in order.
    pub commented: Vec<i64>,
}

/// Different things, each with its place.
#[derive(Debug)]
pub(super) struct Places<T> {
    pub all: Vec<T>,
    known: HashMap<T, u32>,
}

impl<T> Default for Places<T> {
    fn default() -> Self {
        Self { all: Vec::new(), known: HashMap::new() }
    }
}

impl<T: Copy + Eq + std::hash::Hash> Places<T> {
    fn place(&mut self, thing: T) -> u32 {
        let next = u32::try_from(self.all.len()).unwrap_or(u32::MAX);
        let place = *self.known.entry(thing).or_insert(next);
        if place == next {
            self.all.push(thing);
        }
        place
    }
}

/// Reasons as they are spelt, and what is the same but for case and accents.
#[derive(Default)]
struct Reasons {
    spelt: HashMap<String, u32>,
    folded: HashMap<String, u32>,
    all: Vec<Option<String>>,
}

impl Reasons {
    fn place(&mut self, reason: Option<String>) -> u32 {
        let reason = reason.unwrap_or_default();
        if let Some(place) = self.spelt.get(&reason) {
            return *place;
        }
        let next = u32::try_from(self.all.len()).unwrap_or(u32::MAX);
        let place = *self.folded.entry(fold(reason.trim())).or_insert(next);
        if place == next {
            let shown = reason.trim();
            self.all.push((!shown.is_empty()).then(|| shown.to_owned()));
        }
        self.spelt.insert(reason, place);
        place
    }
}

type Columns = (
    BigInt,
    BigInt,
    BigInt,
    BigInt,
    Nullable<BigInt>,
    Nullable<BigInt>,
    Nullable<BigInt>,
    Nullable<BigInt>,
    Nullable<Text>,
);
type Row = (i64, i64, i64, i64, Option<i64>, Option<i64>, Option<i64>, Option<i64>, Option<String>);

/// What is no number, in one number: bits 0–1 state, 2 department, 3–4 mood, 5 late, 6 a comment, then the rating.
const BITS: &str = "CASE tickets.state WHEN 'pending' THEN 0 WHEN 'in_progress' THEN 1 ELSE 2 END \
     + CASE tickets.department WHEN 'sales' THEN 4 ELSE 0 END \
     + CASE tickets.sentiment WHEN 'neutral' THEN 0 WHEN 'happy' THEN 8 WHEN 'angry' THEN 16 ELSE 0 END \
     + CASE WHEN tickets.level > 0 THEN 32 ELSE 0 END \
     + CASE WHEN tickets.rating_comment IS NULL THEN 0 ELSE 64 END + coalesce(tickets.rating, 0) * 128";

/// Reads a period's cases. `comments`: so many of the last with a comment are named.
pub(super) fn gather(conn: &mut Conn, scope: &Scope, comments: usize) -> QueryResult<Gathered> {
    let Some(within) = within(conn, scope)? else { return Ok(Gathered::default()) };
    let sql = format!(
        "SELECT tickets.no, tickets.opened_at, {BITS}, tickets.group_id, tickets.agent_id, tickets.claimed_at, \
         tickets.closed_at, tickets.first_answer_at, substr(tickets.close_reason, 1, {REASON_MOST}) \
         FROM tickets WHERE {within} ORDER BY tickets.no"
    );
    let mut gathered = Gathered::default();
    let mut reasons = Reasons::default();
    each(conn, &sql, |row| {
        let (no, opened_at, bits, group, agent, claimed, closed, answered, reason) = row;
        let state = match bits & 3 {
            0 => TicketState::Pending,
            1 => TicketState::InProgress,
            _ => TicketState::Closed,
        };
        let sentiment = match bits >> 3 & 3 {
            1 => Sentiment::Happy,
            2 => Sentiment::Angry,
            _ => Sentiment::Neutral,
        };
        if bits & 64 != 0 && comments > 0 {
            if gathered.commented.len() >= comments {
                gathered.commented.remove(0);
            }
            gathered.commented.push(no);
        }
        if let Some(claimed) = claimed {
            gathered.held.push((claimed, closed));
        }
        let case = Case {
            opened_at,
            waiting: claimed.map(|at| seconds(opened_at, at)),
            first_answer: answered.map(|at| seconds(opened_at, at)),
            handling: claimed.zip(closed).map(|(from, to)| seconds(from, to)),
            resolution: closed.map(|at| seconds(opened_at, at)),
            agent: gathered.agents.place(agent),
            group: gathered.groups.place(group),
            // What is not over has no reason to be.
            reason: if closed.is_some() { reasons.place(reason) } else { u32::MAX },
            state,
            sales: bits & 4 != 0,
            sentiment,
            late: bits & 32 != 0,
            rating: u8::try_from(bits >> 7).ok().filter(|rating| *rating <= 5).unwrap_or(0),
        };
        gathered.cases.push(case);
    })?;
    gathered.reasons = reasons.all;
    Ok(gathered)
}

/// A period's rows as a condition; none where there cannot be any.
pub(super) fn within(conn: &mut Conn, scope: &Scope) -> QueryResult<Option<String>> {
    let (from, before) = (scope.from, scope.before);
    if from >= before {
        return Ok(None);
    }
    let (first, last) = numbers(conn, scope.line, Some(from), Some(before))?;
    let first = first.map(|no| format!(" AND tickets.no >= {no}")).unwrap_or_default();
    let last = last.map(|no| format!(" AND tickets.no <= {no}")).unwrap_or_default();
    Ok(Some(format!(
        "tickets.line_id = {}{first}{last} AND tickets.opened_at >= {} AND tickets.opened_at < {}{}",
        scope.line,
        from.0,
        before.0,
        scope.condition()
    )))
}

/// From one moment to another; clocks that were set back make it no less than nothing.
fn seconds(from: i64, to: i64) -> u32 {
    u32::try_from((to.saturating_sub(from) / 1_000).max(0)).unwrap_or(u32::MAX)
}

/// Rows one by one: never all of them in memory.
fn each(conn: &mut Conn, sql: &str, mut take: impl FnMut(Row)) -> QueryResult<()> {
    let query = diesel::dsl::sql::<Columns>(sql);
    match conn {
        Conn::Sqlite(conn) => {
            for row in query.load_iter::<Row, DefaultLoadingMode>(conn)? {
                take(row?);
            }
        }
        #[cfg(feature = "postgres")]
        Conn::Postgres(conn) => {
            for row in query.load_iter::<Row, PgRowByRowLoadingMode>(conn)? {
                take(row?);
            }
        }
    }
    Ok(())
}

/// Pairs of numbers, one by one.
pub(super) fn each_pair(
    conn: &mut Conn,
    sql: &str,
    mut take: impl FnMut(i64, i64),
) -> QueryResult<()> {
    type Pair = (i64, i64);
    let query = diesel::dsl::sql::<(BigInt, BigInt)>(sql);
    match conn {
        Conn::Sqlite(conn) => {
            for row in query.load_iter::<Pair, DefaultLoadingMode>(conn)? {
                let (a, b) = row?;
                take(a, b);
            }
        }
        #[cfg(feature = "postgres")]
        Conn::Postgres(conn) => {
            for row in query.load_iter::<Pair, PgRowByRowLoadingMode>(conn)? {
                let (a, b) = row?;
                take(a, b);
            }
        }
    }
    Ok(())
}
