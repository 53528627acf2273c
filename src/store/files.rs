//! Files of messages, as far as they were brought. The journal writes them, `media` has the bytes.

use std::collections::BTreeMap;

use diesel::prelude::*;

use super::Conn;
use super::columns::content;
use super::schema::{files, messages};
use crate::domain::content::Content;
use crate::domain::file::{FileFault, FileKey};
use crate::domain::ids::{LineId, TicketNo, Timestamp};

/// Files asked for in one statement.
const AT_ONCE: usize = 500;

/// What became of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FileState {
    /// It is in the media folder.
    Stored {
        /// SHA-256 of its bytes.
        hash: String,
        /// How many there are.
        size: u64,
        /// What they are, found out from themselves.
        mime: String,
    },
    /// It is not.
    Missing {
        /// Why not.
        why: FileFault,
        /// What the gateway or the check said.
        error: String,
    },
}

/// A file of a message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileRow {
    /// What became of it.
    pub state: FileState,
    /// When.
    pub at: Timestamp,
}

type Columns = (String, String, Option<String>, i64, String, Option<String>, i64);

/// A file; `None` if nobody has asked for it yet.
///
/// # Errors
/// Those of the database.
pub fn find(conn: &mut Conn, line: LineId, key: FileKey) -> QueryResult<Option<FileRow>> {
    Ok(of(conn, line, &[key])?.remove(&key))
}

/// Those of these files that somebody has asked for.
///
/// # Errors
/// Those of the database.
pub fn of(
    conn: &mut Conn,
    line: LineId,
    keys: &[FileKey],
) -> QueryResult<BTreeMap<FileKey, FileRow>> {
    let mut found = BTreeMap::new();
    for some in keys.chunks(AT_ONCE) {
        let names: Vec<String> = some.iter().map(ToString::to_string).collect();
        let rows: Vec<Columns> = files::table
            .filter(files::line_id.eq(line.0))
            .filter(files::file_key.eq_any(names))
            .select((
                files::file_key,
                files::state,
                files::hash,
                files::size,
                files::mime,
                files::error,
                files::at,
            ))
            .load(conn)?;
        found.extend(rows.into_iter().filter_map(row));
    }
    Ok(found)
}

/// Whether another file than this one has the same bytes.
///
/// # Errors
/// Those of the database.
pub fn is_shared(conn: &mut Conn, hash: &str, line: LineId, key: FileKey) -> QueryResult<bool> {
    let others = files::table
        .filter(files::hash.eq(hash))
        .filter(files::state.eq("stored"))
        .filter(files::line_id.ne(line.0).or(files::file_key.ne(key.to_string())));
    diesel::select(diesel::dsl::exists(others)).get_result(conn)
}

/// What a message of a case says; `None` if there is no such message.
///
/// # Errors
/// Those of the database.
pub fn message(
    conn: &mut Conn,
    line: LineId,
    no: TicketNo,
    seq: u32,
) -> QueryResult<Option<Content>> {
    let text: Option<String> = messages::table
        .find((line.0, no.0, i64::from(seq)))
        .select(messages::content)
        .first(conn)
        .optional()?;
    Ok(text.as_deref().map(content))
}

/// A row of a newer version, with a state that is not known here, counts as none: the file is asked for.
fn row((key, state, hash, size, mime, error, at): Columns) -> Option<(FileKey, FileRow)> {
    let missing = |why| FileState::Missing { why, error: error.clone().unwrap_or_default() };
    let state = match (state.as_str(), hash) {
        ("stored", Some(hash)) => {
            FileState::Stored { hash, size: u64::try_from(size).unwrap_or(0), mime }
        }
        ("lost", _) => missing(FileFault::Lost),
        ("refused", _) => missing(FileFault::Refused),
        ("used", _) => missing(FileFault::Used),
        _ => return None,
    };
    Some((FileKey::parse(&key)?, FileRow { state, at: Timestamp(at) }))
}
