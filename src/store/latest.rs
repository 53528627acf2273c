//! The latest message of each of a few cases, for lists.

use std::collections::BTreeMap;

use diesel::prelude::*;

use super::Conn;
use super::schema::{messages, tickets};
use crate::domain::content::Content;
use crate::domain::ids::{LineId, TicketNo, Timestamp};

/// The latest message by case.
pub type Latest = BTreeMap<TicketNo, (Timestamp, Content)>;

/// The latest message of each of `cases`.
///
/// # Errors
/// Those of the database.
pub fn of(conn: &mut Conn, line: LineId, cases: &[TicketNo]) -> QueryResult<Latest> {
    let numbers: Vec<i64> = cases.iter().map(|no| no.0).collect();
    let is_last = messages::line_id
        .eq(tickets::line_id)
        .and(messages::ticket.eq(tickets::no))
        .and(messages::seq.eq(tickets::last_seq));
    let rows: Vec<(i64, i64, String)> = tickets::table
        .inner_join(messages::table.on(is_last))
        .filter(tickets::line_id.eq(line.0))
        .filter(tickets::no.eq_any(numbers))
        .select((tickets::no, messages::at, messages::content))
        .load(conn)?;
    let read = |(no, at, content): (i64, i64, String)| {
        Some((TicketNo(no), (Timestamp(at), serde_json::from_str(&content).ok()?)))
    };
    Ok(rows.into_iter().filter_map(read).collect())
}
