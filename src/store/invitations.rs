//! One-time links with which somebody sets a password. Only hashes of their tokens are stored.

use diesel::prelude::*;

use super::Conn;
use super::open::within;
use super::schema::{invitations, sessions, users};
use super::users::{Columns as UserColumns, UserId, UserRow};
use crate::domain::ids::Timestamp;

/// Makes a link the only one of a user; one from before stops working.
///
/// # Errors
/// Those of the database.
pub fn issue(
    conn: &mut Conn,
    user: UserId,
    token_hash: &str,
    expires_at: Timestamp,
) -> QueryResult<()> {
    within(conn, |conn| {
        diesel::delete(invitations::table.find(user.0)).execute(conn)?;
        diesel::insert_into(invitations::table)
            .values((
                invitations::user_id.eq(user.0),
                invitations::token_hash.eq(token_hash),
                invitations::expires_at.eq(expires_at.0),
            ))
            .execute(conn)?;
        Ok(())
    })
}

/// Whose link this is, unless it has expired or was used.
///
/// # Errors
/// Those of the database.
pub fn find(conn: &mut Conn, token_hash: &str, now: Timestamp) -> QueryResult<Option<UserRow>> {
    let row: Option<UserColumns> = invitations::table
        .inner_join(users::table.on(users::id.eq(invitations::user_id)))
        .filter(invitations::token_hash.eq(token_hash))
        .filter(invitations::expires_at.gt(now.0))
        .select(UserColumns::as_select())
        .first(conn)
        .optional()?;
    Ok(row.map(UserColumns::row))
}

/// Uses a link up: the password is replaced, and whatever session there was ends. Of two who try at once, one
/// gets nothing.
///
/// # Errors
/// Those of the database.
pub fn accept(
    conn: &mut Conn,
    token_hash: &str,
    now: Timestamp,
    password_hash: &str,
) -> QueryResult<Option<UserRow>> {
    within(conn, |conn| {
        let Some(user) = find(conn, token_hash, now)? else { return Ok(None) };
        diesel::delete(invitations::table.find(user.id.0)).execute(conn)?;
        diesel::delete(sessions::table.filter(sessions::user_id.eq(user.id.0))).execute(conn)?;
        diesel::update(users::table.find(user.id.0))
            .set(users::password_hash.eq(password_hash))
            .execute(conn)?;
        Ok(Some(user))
    })
}

/// Until when each user's link works; those that have expired are listed too.
///
/// # Errors
/// Those of the database.
pub fn all(conn: &mut Conn) -> QueryResult<Vec<(UserId, Timestamp)>> {
    let rows: Vec<(i64, i64)> = invitations::table
        .order(invitations::user_id.asc())
        .select((invitations::user_id, invitations::expires_at))
        .load(conn)?;
    Ok(rows.into_iter().map(|(user, until)| (UserId(user), Timestamp(until))).collect())
}
