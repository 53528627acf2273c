//! What was said about the waits of open tickets.

use std::collections::BTreeMap;

use diesel::prelude::*;

use super::super::Conn;
use super::super::schema::{ticket_waits, tickets};
use crate::domain::ids::LineId;

#[derive(Queryable, Selectable, Default)]
#[diesel(table_name = ticket_waits)]
pub(super) struct WaitColumns {
    ticket: i64,
    pub escalated_at: Option<i64>,
    pub anger_told_at: Option<i64>,
    pub seated_at: Option<i64>,
    pub late_seq: i64,
    pub late_level: i64,
}

pub(super) fn of_open_tickets(
    conn: &mut Conn,
    line: LineId,
) -> QueryResult<BTreeMap<i64, WaitColumns>> {
    let open = tickets::table
        .filter(tickets::line_id.eq(line.0))
        .filter(tickets::closed_at.is_null())
        .select(tickets::no);
    let rows: Vec<WaitColumns> = ticket_waits::table
        .filter(ticket_waits::line_id.eq(line.0))
        .filter(ticket_waits::ticket.eq_any(open))
        .order(ticket_waits::ticket.asc())
        .select(WaitColumns::as_select())
        .load(conn)?;
    Ok(rows.into_iter().map(|row| (row.ticket, row)).collect())
}
