//! What a search text finds. Customers are found among all, through an index of their words; what was written is
//! looked for in the latest messages only: an index of every message would be paid for with every message.

use std::collections::BTreeMap;

use diesel::prelude::*;
use diesel::sql_types::{BigInt, Text};

use super::super::schema::{customers, tickets};
use super::super::search::{Term, fold, pattern, terms};
use super::super::{Conn, MultiBackend};
use super::narrow::Told;
use super::{Order, TicketCounts, TicketState, size};
use crate::domain::ids::{AgentId, GroupId, LineId, TicketNo, Timestamp};

/// A search finds at most so many tickets, the newest.
pub const HITS_MOST: usize = 1_000;
/// It looks at the tickets of at most so many customers, those who came last.
pub const CUSTOMERS_MOST: u32 = 150;
/// It reads so many of the latest tickets' messages.
pub const SEARCHED_MESSAGES: u32 = 20_000;
/// So many digits may be a piece of a phone number; fewer are a ticket's number.
const PHONE_LEAST: usize = 4;

/// A ticket that was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Hit {
    no: i64,
    state: TicketState,
    pub group: GroupId,
    pub agent: Option<AgentId>,
    /// The rest, for what is asked besides.
    pub told: Told,
    closed_at: Option<i64>,
}

/// What a search text asks for.
#[derive(Debug)]
pub(super) enum Sought {
    /// A ticket's number.
    Exactly(i64),
    /// A ticket's number, or the beginning or end of a phone number.
    Number { no: i64, digits: String },
    /// A name, or something written.
    Words(String),
}

impl Sought {
    /// None, where nothing is sought.
    pub fn of(typed: &str) -> Option<Self> {
        let typed = typed.trim();
        if fold(typed).is_empty() {
            return None;
        }
        let digits: String = typed.chars().filter(char::is_ascii_digit).collect();
        if digits.is_empty() || !typed.chars().all(|c| c.is_ascii_digit() || " -.()+/#".contains(c))
        {
            return Some(Self::Words(typed.to_owned()));
        }
        // Longer than any ticket's number: only a phone number can be meant.
        let no = digits.parse().unwrap_or(-1);
        if typed.starts_with('#') || digits.len() < PHONE_LEAST {
            return Some(Self::Exactly(no));
        }
        Some(Self::Number { no, digits })
    }

    /// The tickets, newest first.
    pub fn hits(&self, conn: &mut Conn, line: LineId) -> QueryResult<Vec<Hit>> {
        let mut hits = Hits { line, found: BTreeMap::new() };
        match self {
            Self::Exactly(no) => hits.tickets(conn, &[*no])?,
            Self::Number { no, digits } => {
                hits.tickets(conn, &[*no])?;
                let customers = by_number(conn, line, digits)?;
                hits.of_customers(conn, &customers)?;
            }
            Self::Words(typed) => {
                let customers = by_terms(conn, line, &terms(typed))?;
                hits.of_customers(conn, &customers)?;
                let written = written(conn, line, typed)?;
                hits.tickets(conn, &written)?;
            }
        }
        Ok(hits.found.into_values().rev().take(HITS_MOST).collect())
    }
}

/// A page of what was found.
pub(super) fn page(
    hits: &[Hit],
    state: Option<TicketState>,
    order: Order,
    after: Option<TicketNo>,
    most: u32,
) -> Vec<i64> {
    let most = usize::try_from(most).unwrap_or(usize::MAX);
    let in_state = |hit: &&Hit| state.is_none_or(|state| hit.state == state);
    let numbers = hits.iter().filter(in_state).map(|hit| hit.no);
    match order {
        Order::NewestFirst => {
            numbers.filter(|no| after.is_none_or(|after| *no < after.0)).take(most).collect()
        }
        Order::OldestFirst => {
            numbers.rev().filter(|no| after.is_none_or(|after| *no > after.0)).take(most).collect()
        }
    }
}

/// Those closed since then, the last first.
pub(super) fn closed_since(hits: &[Hit], since: Timestamp, most: u32) -> Vec<i64> {
    let mut closed: Vec<(i64, i64)> = hits
        .iter()
        .filter_map(|hit| Some((hit.closed_at.filter(|at| *at >= since.0)?, hit.no)))
        .collect();
    closed.sort_unstable_by(|a, b| b.cmp(a));
    closed.into_iter().take(usize::try_from(most).unwrap_or(usize::MAX)).map(|(_, no)| no).collect()
}

pub(super) fn counts(hits: &[Hit]) -> TicketCounts {
    let of = |state| size(hits.iter().filter(|hit| hit.state == state).count());
    TicketCounts {
        pending: of(TicketState::Pending),
        in_progress: of(TicketState::InProgress),
        closed: of(TicketState::Closed),
    }
}

/// The columns of a [`HitRow`].
fn columns() -> (
    tickets::no,
    tickets::group_id,
    tickets::agent_id,
    diesel::helper_types::AsSelect<Told, MultiBackend>,
    tickets::closed_at,
) {
    (tickets::no, tickets::group_id, tickets::agent_id, Told::as_select(), tickets::closed_at)
}

struct Hits {
    line: LineId,
    found: BTreeMap<i64, Hit>,
}

type HitRow = (i64, i64, Option<i64>, Told, Option<i64>);

impl Hits {
    fn tickets(&mut self, conn: &mut Conn, numbers: &[i64]) -> QueryResult<()> {
        if numbers.is_empty() {
            return Ok(());
        }
        let rows = tickets::table
            .filter(tickets::line_id.eq(self.line.0))
            .filter(tickets::no.eq_any(numbers))
            .select(columns())
            .load(conn)?;
        self.take(rows);
        Ok(())
    }

    fn of_customers(&mut self, conn: &mut Conn, customers: &[i64]) -> QueryResult<()> {
        if customers.is_empty() {
            return Ok(());
        }
        let rows = tickets::table
            .filter(tickets::line_id.eq(self.line.0))
            .filter(tickets::customer_id.eq_any(customers))
            .select(columns())
            .load(conn)?;
        self.take(rows);
        Ok(())
    }

    fn take(&mut self, rows: Vec<HitRow>) {
        for (no, group, agent, told, closed_at) in rows {
            let state = TicketState::from_name(&told.state).unwrap_or(TicketState::Closed);
            let (group, agent) = (GroupId(group), agent.map(AgentId));
            self.found.insert(no, Hit { no, state, group, agent, told, closed_at });
        }
    }
}

#[derive(QueryableByName)]
struct Id {
    #[diesel(sql_type = BigInt)]
    id: i64,
}

/// Customers in whose words each of these begins one.
fn by_terms(conn: &mut Conn, line: LineId, terms: &[Term]) -> QueryResult<Vec<i64>> {
    if terms.is_empty() {
        return Ok(Vec::new());
    }
    let found = matching(conn, line, terms, " ", " & ")?;
    now_known_as(conn, line, &found)
}

/// Who these are now: some have gone up in others.
fn now_known_as(conn: &mut Conn, line: LineId, found: &[i64]) -> QueryResult<Vec<i64>> {
    let rows: Vec<(i64, Option<i64>)> = customers::table
        .filter(customers::line_id.eq(line.0))
        .filter(customers::id.eq_any(found))
        .filter(customers::merged_into.is_not_null())
        .select((customers::id, customers::merged_into))
        .load(conn)?;
    let became = |id: &i64| rows.iter().find(|(was, _)| was == id).and_then(|(_, now)| *now);
    Ok(found.iter().map(|id| became(id).unwrap_or(*id)).collect())
}

/// Customers whom a search text finds by name or number, who came last; none where it asks for something else.
///
/// # Errors
/// Those of the database.
pub fn customers(conn: &mut Conn, line: LineId, typed: &str) -> QueryResult<Vec<i64>> {
    let digits: String = typed.chars().filter(char::is_ascii_digit).collect();
    let is_number = typed.chars().all(|c| c.is_ascii_digit() || " -.()+/#".contains(c));
    let mut ids = if digits.len() >= PHONE_LEAST && is_number {
        by_number(conn, line, &digits)?
    } else {
        by_terms(conn, line, &terms(typed))?
    };
    ids.sort_unstable_by(|a, b| b.cmp(a));
    ids.dedup();
    Ok(ids)
}

/// Customers whose number begins or ends with these digits.
fn by_number(conn: &mut Conn, line: LineId, digits: &str) -> QueryResult<Vec<i64>> {
    let ends =
        [Term::beginning(digits), Term::beginning(&digits.chars().rev().collect::<String>())];
    let found = matching(conn, line, &ends, " OR ", " | ")?;
    if found.is_empty() {
        let ids = written_otherwise(conn, line, digits)?;
        return now_known_as(conn, line, &ids);
    }
    let rows: Vec<(i64, Option<String>, Option<String>)> = customers::table
        .filter(customers::line_id.eq(line.0))
        .filter(customers::id.eq_any(found))
        .select((customers::id, customers::phone, customers::lid))
        .load(conn)?;
    // What begins with the digits read backwards was found as well.
    let is_meant = |number: &Option<String>| number.as_ref().is_some_and(|n| n.contains(digits));
    let mut ids: Vec<i64> = rows
        .into_iter()
        .filter(|(_, phone, lid)| is_meant(phone) || is_meant(lid))
        .map(|(id, ..)| id)
        .collect();
    ids.extend(written_otherwise(conn, line, digits)?);
    now_known_as(conn, line, &ids)
}

/// Customers with this number, written the other way: with or without the mobile digit.
fn written_otherwise(conn: &mut Conn, line: LineId, digits: &str) -> QueryResult<Vec<i64>> {
    customers::table
        .filter(customers::line_id.eq(line.0))
        .filter(customers::phone_key.eq(digits))
        .limit(i64::from(CUSTOMERS_MOST))
        .select(customers::id)
        .load(conn)
}

/// Asks the index of customers' words, which each database has its own kind of.
fn matching(
    conn: &mut Conn,
    line: LineId,
    terms: &[Term],
    sqlite_joint: &str,
    postgres_joint: &str,
) -> QueryResult<Vec<i64>> {
    let joined = |joint: &str, write: fn(&Term) -> String| {
        terms.iter().map(write).collect::<Vec<_>>().join(joint)
    };
    let (sql, wanted) = match conn {
        Conn::Sqlite(_) => {
            // The index knows a customer by one number: the line's above the customer's own.
            let sql = format!(
                "SELECT rowid - ({line} << 40) AS id FROM found_customers WHERE found_customers MATCH $1 \
                 AND rowid BETWEEN ({line} << 40) AND (({line} + 1) << 40) - 1 ORDER BY rowid DESC LIMIT {CUSTOMERS_MOST}"
            );
            (sql, joined(sqlite_joint, Term::for_sqlite))
        }
        #[cfg(feature = "postgres")]
        Conn::Postgres(_) => {
            let sql = format!(
                "WITH found AS MATERIALIZED (SELECT id FROM customers WHERE line_id = {line} \
                 AND to_tsvector('simple', words) @@ to_tsquery('simple', $1)) \
                 SELECT id FROM found ORDER BY id DESC LIMIT {CUSTOMERS_MOST}"
            );
            (sql, joined(postgres_joint, Term::for_postgres))
        }
    };
    #[cfg(not(feature = "postgres"))]
    let _ = postgres_joint;
    let rows: Vec<Id> = diesel::sql_query(sql).bind::<Text, _>(wanted).load(conn)?;
    Ok(rows.into_iter().map(|row| row.id).collect())
}

/// Tickets among whose messages, if they are of the latest, one says this; newest first.
fn written(conn: &mut Conn, line: LineId, typed: &str) -> QueryResult<Vec<i64>> {
    let sql = format!(
        "SELECT DISTINCT ticket AS id FROM (SELECT ticket, words FROM messages WHERE line_id = {line} \
         ORDER BY ticket DESC, seq DESC LIMIT {SEARCHED_MESSAGES}) AS latest WHERE words LIKE $1 ESCAPE '\\' \
         ORDER BY id DESC LIMIT {HITS_MOST}"
    );
    let rows: Vec<Id> = diesel::sql_query(sql).bind::<Text, _>(pattern(typed)).load(conn)?;
    Ok(rows.into_iter().map(|row| row.id).collect())
}
