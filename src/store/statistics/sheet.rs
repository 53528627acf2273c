//! The cases of a period one by one, for a spreadsheet: in pieces, since nobody holds a million of them.

use diesel::prelude::*;
use diesel::sql_types::{BigInt, Nullable, Text};

use super::Scope;
use super::rows::within;
use crate::store::Conn;

/// A case.
#[derive(Debug, Clone, PartialEq, Eq, QueryableByName)]
#[allow(missing_docs, reason = "the columns of `tickets`, and its group's name")]
pub struct SheetRow {
    #[diesel(sql_type = BigInt)]
    pub no: i64,
    #[diesel(sql_type = Text)]
    pub state: String,
    #[diesel(sql_type = Text)]
    pub department: String,
    #[diesel(sql_type = Text)]
    pub sentiment: String,
    #[diesel(sql_type = Nullable<Text>)]
    pub group_name: Option<String>,
    #[diesel(sql_type = Nullable<Text>)]
    pub agent_name: Option<String>,
    #[diesel(sql_type = BigInt)]
    pub opened_at: i64,
    #[diesel(sql_type = Nullable<BigInt>)]
    pub claimed_at: Option<i64>,
    #[diesel(sql_type = Nullable<BigInt>)]
    pub first_answer_at: Option<i64>,
    #[diesel(sql_type = Nullable<BigInt>)]
    pub closed_at: Option<i64>,
    #[diesel(sql_type = BigInt)]
    pub level: i64,
    #[diesel(sql_type = Nullable<Text>)]
    pub close_reason: Option<String>,
    #[diesel(sql_type = Nullable<BigInt>)]
    pub rating: Option<i64>,
    #[diesel(sql_type = Nullable<Text>)]
    pub rating_comment: Option<String>,
}

/// The next cases of a period after this number, in order, at most `most`.
///
/// # Errors
/// Those of the database.
pub fn sheet(conn: &mut Conn, scope: &Scope, after: i64, most: u32) -> QueryResult<Vec<SheetRow>> {
    let Some(within) = within(conn, scope)? else { return Ok(Vec::new()) };
    diesel::sql_query(format!(
        "SELECT tickets.no, tickets.state, tickets.department, tickets.sentiment, main_groups.name AS group_name, \
         tickets.agent_name, tickets.opened_at, tickets.claimed_at, tickets.first_answer_at, tickets.closed_at, \
         tickets.level, tickets.close_reason, tickets.rating, tickets.rating_comment FROM tickets \
         LEFT JOIN main_groups ON main_groups.line_id = tickets.line_id AND main_groups.id = tickets.group_id \
         WHERE {within} AND tickets.no > {after} ORDER BY tickets.no LIMIT {most}"
    ))
    .load(conn)
}
