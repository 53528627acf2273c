//! A line with years behind it: closed tickets with their messages, events and customers, and tickets that
//! wait, written into a prepared line's tables as if it had all happened.
//!
//! The rows are made inside the database, some ten thousand tickets a transaction: millions of them take
//! minutes. The values follow from a row's number, so that two fills of one plan are alike. Nobody else may
//! write to the line meanwhile: its server is not running.

mod rows;
mod words;

use diesel::connection::SimpleConnection;
use diesel::prelude::*;
use diesel::sql_types::BigInt;

use crate::domain::ids::{LineId, Timestamp};
use crate::domain::line::{SEEN_MOST, SEEN_MS};
use crate::store::{Conn, Database, OpenError};
use rows::Rows;

/// Tickets written in one transaction.
const CHUNK: u64 = 10_000;
/// Tickets that wait were opened between so long ago …
const OLDEST_OPEN_MS: i64 = 6 * 3_600_000;
/// … and so long ago (milliseconds): all are overdue, and their alerts were given.
const NEWEST_OPEN_MS: i64 = 3_600_000;
/// The closed tickets' last one was opened so long ago (milliseconds): it is over by now.
const CLOSED_UNTIL_MS: i64 = 6 * 3_600_000;

/// What a line is to have behind it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct History {
    /// Tickets that are over.
    pub closed: u64,
    /// Messages in each of those, from customer and agent in turn.
    pub messages_per_ticket: u64,
    /// Customers who wrote them; at least as many as there are open tickets.
    pub customers: u64,
    /// Tickets that nobody has taken yet, with one message each, spread over the groups.
    pub open: u64,
    /// Inbound events that are still known.
    pub seen: u64,
    /// How far back it goes (days).
    pub days: u32,
    /// When it ends.
    pub now: Timestamp,
}

impl History {
    /// Two years of a busy company, up to `now`.
    #[must_use]
    pub fn until(now: Timestamp) -> Self {
        Self {
            closed: 1_000_000,
            messages_per_ticket: 20,
            customers: 300_000,
            open: 100_000,
            seen: 200_000,
            days: 730,
            now,
        }
    }
}

/// Where a line's numbers stand after a fill.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Filled {
    /// The last ticket's number.
    pub last_ticket: i64,
    /// The first of the tickets that wait; they are the newest.
    pub first_open: i64,
    /// The last customer's number.
    pub last_customer: i64,
    /// The last number of a message sent.
    pub last_send: i64,
}

/// Why a line could not be filled.
#[derive(Debug, thiserror::Error)]
pub enum FillError {
    /// The database cannot be opened.
    #[error(transparent)]
    Open(#[from] OpenError),
    /// A statement failed.
    #[error("cannot write the history: {0}")]
    Query(#[from] diesel::result::Error),
    /// Nobody could have attended.
    #[error(
        "line {0} has no agent with a personal group in a main group that is on WhatsApp; prepare those first"
    )]
    NobodyAttends(LineId),
}

#[derive(QueryableByName)]
struct Number {
    #[diesel(sql_type = BigInt)]
    n: i64,
}

/// Writes a history after what a line already has; `progress` hears how many tickets are done.
///
/// While it runs, SQLite does not wait for the disk: a power failure then may cost the file.
///
/// # Errors
/// [`FillError`]; what was written until then stays.
pub fn fill(
    database: &Database,
    line: LineId,
    plan: &History,
    mut progress: impl FnMut(u64),
) -> Result<Filled, FillError> {
    let conn = &mut database.writer()?;
    hurry(conn)?;
    let plan = History { customers: plan.customers.max(plan.open).max(1), ..plan.clone() };
    let rows = prepare(conn, line, &plan)?;
    let mut done = 0;
    for (from, to) in chunks(plan.customers) {
        transaction(conn, &[rows.customers(from, to)])?;
    }
    for (from, to) in chunks(plan.closed) {
        let mut statements = vec![rows.closed_tickets(from, to), rows.closed_messages(from, to)];
        statements.extend(rows.events(from, to));
        statements.push(rows.posts(from, to));
        transaction(conn, &statements)?;
        done += to - from;
        progress(done);
    }
    for (from, to) in chunks(plan.open) {
        let (from, to) = (from + plan.closed, to + plan.closed);
        let mut statements = vec![rows.open_tickets(from, to), rows.open_messages(from, to)];
        statements.extend(rows.events(from, to));
        statements.push(rows.posts(from, to));
        transaction(conn, &statements)?;
        done += to - from;
        progress(done);
    }
    for (from, to) in chunks(plan.seen.min(SEEN_MOST as u64)) {
        transaction(conn, &[rows.seen(from, to)])?;
    }
    transaction(conn, &[rows.last_send()])?;
    settle(conn)?;
    let last_send = number(conn, &format!("SELECT last_send AS n FROM lines WHERE id = {line}"))?;
    Ok(Filled {
        last_ticket: rows.ticket(plan.closed + plan.open),
        first_open: rows.ticket(plan.closed + 1),
        last_customer: rows.last_customer(),
        last_send,
    })
}

/// Tables of names, phrases and seats to choose from, for this connection only.
fn prepare(conn: &mut Conn, line: LineId, plan: &History) -> Result<Rows, FillError> {
    conn.batch_execute(&words::tables(is_sqlite(conn), CHUNK.max(plan.messages_per_ticket)))?;
    words::fill(conn)?;
    conn.batch_execute(&rows::seats(line))?;
    let seats = number(conn, "SELECT count(*) AS n FROM fill_seats")?;
    if seats == 0 {
        return Err(FillError::NobodyAttends(line));
    }
    let of_line = |what: &str, table: &str| {
        format!("SELECT coalesce(max({what}), 0) AS n FROM {table} WHERE line_id = {line}")
    };
    Ok(Rows {
        sqlite: is_sqlite(conn),
        line: line.0,
        seats,
        groups: number(conn, "SELECT count(*) AS n FROM fill_groups")?,
        ticket_base: number(conn, &of_line("no", "tickets"))?,
        customer_base: number(conn, &of_line("id", "customers"))?,
        closed: integer(plan.closed),
        open: integer(plan.open),
        customers: integer(plan.customers),
        stride: stride(plan.customers),
        messages: integer(plan.messages_per_ticket),
        seen: integer(plan.seen),
        begin: plan.now.0 - CLOSED_UNTIL_MS - i64::from(plan.days) * 86_400_000,
        end: plan.now.0 - CLOSED_UNTIL_MS,
        open_begin: plan.now.0 - OLDEST_OPEN_MS,
        open_end: plan.now.0 - NEWEST_OPEN_MS,
        seen_begin: plan.now.0 - SEEN_MS,
        now: plan.now.0,
    })
}

/// The history can be written again: nothing waits for the disk, and much is kept in memory.
fn hurry(conn: &mut Conn) -> QueryResult<()> {
    conn.batch_execute(if is_sqlite(conn) {
        "PRAGMA synchronous = OFF; PRAGMA cache_size = -262144; PRAGMA wal_autocheckpoint = 20000"
    } else {
        "SET synchronous_commit = off"
    })
}

/// Everything to the disk; PostgreSQL's planner hears what became of the tables (SQLite's was told by the migration).
fn settle(conn: &mut Conn) -> QueryResult<()> {
    if is_sqlite(conn) {
        conn.batch_execute("PRAGMA synchronous = FULL; PRAGMA wal_checkpoint(TRUNCATE)")
    } else {
        // One statement each: several at once would be a transaction, in which neither can run.
        conn.batch_execute(
            "VACUUM (ANALYZE) customers, tickets, messages, ticket_events, posts, seen",
        )?;
        conn.batch_execute("CHECKPOINT")
    }
}

fn transaction(conn: &mut Conn, statements: &[String]) -> QueryResult<()> {
    conn.transaction(|conn| {
        for statement in statements {
            diesel::sql_query(statement).execute(conn)?;
        }
        Ok(())
    })
}

fn is_sqlite(conn: &Conn) -> bool {
    match conn {
        Conn::Sqlite(_) => true,
        #[cfg(feature = "postgres")]
        Conn::Postgres(_) => false,
    }
}

fn number(conn: &mut Conn, sql: &str) -> QueryResult<i64> {
    Ok(diesel::sql_query(sql).get_result::<Number>(conn)?.n)
}

fn integer(count: u64) -> i64 {
    i64::try_from(count).unwrap_or(i64::MAX)
}

/// `0..count` in pieces.
fn chunks(count: u64) -> impl Iterator<Item = (u64, u64)> {
    (0..count.div_ceil(CHUNK)).map(move |n| (n * CHUNK, ((n + 1) * CHUNK).min(count)))
}

/// A step that visits each of `count` customers once before it comes back to the first, in no order that
/// an index would like.
fn stride(count: u64) -> (i64, i64) {
    let count = integer(count);
    let near = (count * 618) / 1000;
    let step = (near.max(1)..).find(|step| gcd(*step, count) == 1).unwrap_or(1);
    (step, inverse(step, count))
}

fn gcd(a: i64, b: i64) -> i64 {
    if b == 0 { a } else { gcd(b, a % b) }
}

/// What `step` must be multiplied with to give 1 modulo `count`.
fn inverse(step: i64, count: i64) -> i64 {
    let (mut a, mut b, mut x, mut y) = (step, count, 1, 0);
    while b != 0 {
        (a, b, x, y) = (b, a % b, y, x - (a / b) * y);
    }
    x.rem_euclid(count.max(1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_customer_is_visited_once_a_round_and_knows_their_turn() {
        for count in [1, 2, 3, 10, 500, 999] {
            let (step, back) = stride(count);
            let count = integer(count);
            let mut visited: Vec<i64> = (0..count).map(|turn| turn * step % count).collect();
            (0..count).for_each(|turn| {
                assert_eq!(visited[usize::try_from(turn).unwrap()] * back % count, turn);
            });
            visited.sort_unstable();
            assert!(visited.into_iter().eq(0..count), "{count}");
        }
    }
}
