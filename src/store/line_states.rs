//! How the connections of the lines stood, and since when: a row for each change, kept for a month.

use diesel::prelude::*;

use super::Conn;
use super::columns::unreadable;
use super::open::within;
use super::schema::line_states;
use crate::domain::ids::{LineId, Timestamp};
use crate::domain::inbound::Connection;

/// For how long changes are kept (milliseconds); the latest is kept whatever its age.
pub const KEPT_MS: i64 = 31 * 24 * 3_600_000;
/// Changes of one line that are kept: a connection that flaps all day must not fill the disk.
pub const KEPT_MOST: i64 = 2_000;
/// Characters of a detail.
const DETAIL_MOST: usize = 300;

/// A change to be written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewState {
    /// Of which line.
    pub line: LineId,
    /// When.
    pub at: Timestamp,
    /// What it is from then on.
    pub state: Connection,
    /// Why: a key of [`reason`](crate::domain::reason), or the gateway's words.
    pub detail: Option<String>,
}

/// How a connection stood from a moment on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LineState {
    /// From when on.
    pub at: Timestamp,
    /// How.
    pub state: Connection,
    /// Why: a key of [`reason`](crate::domain::reason), or the gateway's words.
    pub detail: Option<String>,
}

/// Writes a change down, unless the line stood so already (as after a start of the program), and forgets what
/// is too old.
///
/// # Errors
/// Those of the database.
pub fn note(conn: &mut Conn, new: &NewState) -> QueryResult<()> {
    within(conn, |conn| {
        let last = latest(conn, new.line)?;
        if last.as_ref().is_some_and(|last| last.state == new.state) {
            return Ok(());
        }
        // The clock may have been set back; the order must stay.
        let at = last.map_or(new.at.0, |last| new.at.0.max(last.at.0 + 1));
        let detail = new.detail.as_deref().map(|detail| {
            let clean = detail.chars().filter(|c| *c != '\0');
            clean.take(DETAIL_MOST).collect::<String>()
        });
        diesel::insert_into(line_states::table)
            .values((
                line_states::line_id.eq(new.line.0),
                line_states::at.eq(at),
                line_states::state.eq(name(new.state)),
                line_states::detail.eq(detail),
            ))
            .execute(conn)?;
        let of_line = || line_states::table.filter(line_states::line_id.eq(new.line.0));
        let too_many: Option<i64> = of_line()
            .order(line_states::at.desc())
            .offset(KEPT_MOST)
            .select(line_states::at)
            .first(conn)
            .optional()?;
        let until = (at - KEPT_MS).max(too_many.map_or(i64::MIN, |at| at + 1));
        diesel::delete(of_line().filter(line_states::at.lt(until.min(at)))).execute(conn)?;
        Ok(())
    })
}

/// How a line stands, and since when; nothing before it was first connected.
///
/// # Errors
/// Those of the database.
pub fn latest(conn: &mut Conn, line: LineId) -> QueryResult<Option<LineState>> {
    let row: Option<Row> = line_states::table
        .filter(line_states::line_id.eq(line.0))
        .order(line_states::at.desc())
        .select(Row::as_select())
        .first(conn)
        .optional()?;
    row.map(Row::state).transpose()
}

/// How a line stood from `from` on, oldest first, beginning with how it stood then; at most the latest `most`.
///
/// # Errors
/// Those of the database.
pub fn since(
    conn: &mut Conn,
    line: LineId,
    from: Timestamp,
    most: u32,
) -> QueryResult<Vec<LineState>> {
    let of_line = || line_states::table.filter(line_states::line_id.eq(line.0));
    let mut rows: Vec<Row> = of_line()
        .filter(line_states::at.gt(from.0))
        .order(line_states::at.desc())
        .limit(i64::from(most))
        .select(Row::as_select())
        .load(conn)?;
    let before: Option<Row> = of_line()
        .filter(line_states::at.le(from.0))
        .order(line_states::at.desc())
        .select(Row::as_select())
        .first(conn)
        .optional()?;
    rows.extend(before);
    rows.into_iter().rev().map(Row::state).collect()
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = line_states)]
struct Row {
    at: i64,
    state: String,
    detail: Option<String>,
}

impl Row {
    fn state(self) -> QueryResult<LineState> {
        let state = match self.state.as_str() {
            "connected" => Connection::Connected,
            "connecting" => Connection::Connecting,
            "waiting_for_qr" => Connection::WaitingForQr,
            "disconnected" => Connection::Disconnected,
            other => return Err(unreadable("line_states.state", other)),
        };
        Ok(LineState { at: Timestamp(self.at), state, detail: self.detail })
    }
}

fn name(state: Connection) -> &'static str {
    match state {
        Connection::Connected => "connected",
        Connection::Connecting => "connecting",
        Connection::WaitingForQr => "waiting_for_qr",
        Connection::Disconnected => "disconnected",
    }
}
