//! Messages that have not left, as people look at them. The journal writes them, the courier sends them.

use diesel::prelude::*;

use super::Conn;
use super::columns::{LetterRow, u32_of};
use super::schema::outbox;
use crate::domain::ids::{LineId, SendId, Timestamp};
use crate::domain::outcome::Letter;

/// A message that was given up.
#[derive(Debug, Clone, PartialEq)]
pub struct DeadLetter {
    /// The message.
    pub letter: Letter,
    /// When it was given up.
    pub dead_at: Timestamp,
    /// What the gateway said last.
    pub error: String,
}

/// Messages given up, newest first, at most `most`, from the one before `before` on.
///
/// # Errors
/// Those of the database.
pub fn dead(
    conn: &mut Conn,
    line: LineId,
    before: Option<SendId>,
    most: u32,
) -> QueryResult<Vec<DeadLetter>> {
    let before = before.map_or(i64::MAX, |before| before.0);
    let rows: Vec<(LetterRow, Option<i64>, Option<String>)> = outbox::table
        .filter(outbox::line_id.eq(line.0))
        .filter(outbox::dead_at.is_not_null())
        .filter(outbox::id.lt(before))
        .order(outbox::id.desc())
        .limit(i64::from(most))
        .select((LetterRow::as_select(), outbox::dead_at, outbox::error))
        .load(conn)?;
    rows.into_iter()
        .map(|(row, dead_at, error)| {
            Ok(DeadLetter {
                letter: row.letter()?,
                dead_at: Timestamp(dead_at.unwrap_or_default()),
                error: error.unwrap_or_default(),
            })
        })
        .collect()
}

/// A message that was given up.
///
/// # Errors
/// Those of the database.
pub fn dead_one(conn: &mut Conn, line: LineId, send: SendId) -> QueryResult<Option<Letter>> {
    outbox::table
        .find((line.0, send.0))
        .filter(outbox::dead_at.is_not_null())
        .select(LetterRow::as_select())
        .first(conn)
        .optional()?
        .map(LetterRow::letter)
        .transpose()
}

/// How many messages wait to be sent, and how many were given up.
///
/// # Errors
/// Those of the database.
pub fn counts(conn: &mut Conn, line: LineId) -> QueryResult<(u32, u32)> {
    let of_line = || outbox::table.filter(outbox::line_id.eq(line.0));
    let waiting: i64 = of_line().filter(outbox::dead_at.is_null()).count().get_result(conn)?;
    let dead: i64 = of_line().filter(outbox::dead_at.is_not_null()).count().get_result(conn)?;
    Ok((u32_of(waiting), u32_of(dead)))
}
