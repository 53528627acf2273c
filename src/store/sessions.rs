//! Who is signed in to the panel. Only hashes of tokens are stored.

use diesel::prelude::*;

use super::Conn;
use super::schema::{sessions, users};
use super::users::{Columns as UserColumns, UserId, UserRow};
use crate::domain::ids::Timestamp;

/// A session.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SessionRow {
    /// A hash of the token in the cookie.
    pub token_hash: String,
    /// Whose.
    pub user: UserId,
    /// What forms have to carry.
    pub csrf: String,
    /// Since when.
    pub created_at: Timestamp,
    /// Until when.
    pub expires_at: Timestamp,
}

/// Begins a session.
///
/// # Errors
/// Those of the database.
pub fn create(conn: &mut Conn, session: &SessionRow) -> QueryResult<()> {
    diesel::insert_into(sessions::table)
        .values((
            sessions::token_hash.eq(&session.token_hash),
            sessions::user_id.eq(session.user.0),
            sessions::csrf.eq(&session.csrf),
            sessions::created_at.eq(session.created_at.0),
            sessions::expires_at.eq(session.expires_at.0),
        ))
        .execute(conn)?;
    Ok(())
}

/// The session with this token, unless it has expired, and its user.
///
/// # Errors
/// Those of the database.
pub fn find(
    conn: &mut Conn,
    token_hash: &str,
    now: Timestamp,
) -> QueryResult<Option<(SessionRow, UserRow)>> {
    let row: Option<(String, i64, i64, UserColumns)> = sessions::table
        .inner_join(users::table.on(users::id.eq(sessions::user_id)))
        .filter(sessions::token_hash.eq(token_hash))
        .filter(sessions::expires_at.gt(now.0))
        .select((
            sessions::csrf,
            sessions::created_at,
            sessions::expires_at,
            UserColumns::as_select(),
        ))
        .first(conn)
        .optional()?;
    Ok(row.map(|(csrf, created_at, expires_at, user)| {
        let user = user.row();
        let session = SessionRow {
            token_hash: token_hash.to_owned(),
            user: user.id,
            csrf,
            created_at: Timestamp(created_at),
            expires_at: Timestamp(expires_at),
        };
        (session, user)
    }))
}

/// Ends a session.
///
/// # Errors
/// Those of the database.
pub fn delete(conn: &mut Conn, token_hash: &str) -> QueryResult<()> {
    diesel::delete(sessions::table.find(token_hash)).execute(conn)?;
    Ok(())
}

/// Removes sessions that have expired; says how many.
///
/// # Errors
/// Those of the database.
pub fn delete_expired(conn: &mut Conn, now: Timestamp) -> QueryResult<usize> {
    diesel::delete(sessions::table.filter(sessions::expires_at.le(now.0))).execute(conn)
}
