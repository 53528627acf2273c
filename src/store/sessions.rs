//! Who is signed in to the panel. Only hashes of tokens are stored.

use diesel::prelude::*;

use super::Conn;
use super::open::within;
use super::schema::{sessions, users};
use super::users::{Columns as UserColumns, UserId, UserRow};
use crate::domain::ids::Timestamp;

/// A session, or what is left of one whose token was changed: for a short while both tokens open it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SessionRow {
    /// A hash of the token in the cookie.
    pub token_hash: String,
    /// Whose.
    pub user: UserId,
    /// What ties its forms and live pages to it; the same in all rows of one session.
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

/// Gives a session a new token; the old one opens it until `grace` at the most. Of several requests that ask for
/// this at once, one is told that it was done.
///
/// # Errors
/// Those of the database.
pub fn rotate(
    conn: &mut Conn,
    old: &str,
    grace: Timestamp,
    session: &SessionRow,
) -> QueryResult<bool> {
    within(conn, |conn| {
        let retired = diesel::update(sessions::table.find(old))
            .filter(sessions::expires_at.gt(grace.0))
            .set(sessions::expires_at.eq(grace.0))
            .execute(conn)?;
        if retired > 0 {
            create(conn, session)?;
        }
        Ok(retired > 0)
    })
}

/// Whether a session goes on, by what ties its pages to it.
///
/// # Errors
/// Those of the database.
pub fn is_alive(conn: &mut Conn, csrf: &str, now: Timestamp) -> QueryResult<bool> {
    let rows =
        sessions::table.filter(sessions::csrf.eq(csrf)).filter(sessions::expires_at.gt(now.0));
    diesel::select(diesel::dsl::exists(rows)).get_result(conn)
}

/// What ties pages to the sessions of a user.
///
/// # Errors
/// Those of the database.
pub fn of_user(conn: &mut Conn, user: UserId) -> QueryResult<Vec<String>> {
    sessions::table
        .filter(sessions::user_id.eq(user.0))
        .select(sessions::csrf)
        .distinct()
        .order(sessions::csrf.asc())
        .load(conn)
}

/// Ends a session, whatever tokens open it.
///
/// # Errors
/// Those of the database.
pub fn end(conn: &mut Conn, csrf: &str) -> QueryResult<()> {
    diesel::delete(sessions::table.filter(sessions::csrf.eq(csrf))).execute(conn)?;
    Ok(())
}

/// Forgets one token of a session.
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
