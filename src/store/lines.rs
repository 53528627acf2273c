//! Lines: the company's WhatsApp numbers and what is set for each.

use diesel::prelude::*;

use super::Conn;
use super::columns::json;
use super::open::within;
use super::schema::lines;
use crate::domain::ids::{LineId, Timestamp};
use crate::domain::settings::LineSettings;

/// A line as it is stored.
#[derive(Debug, Clone, PartialEq)]
pub struct LineRow {
    /// Its number.
    pub id: LineId,
    /// What people call it.
    pub name: String,
    /// Which gateway it is connected through.
    pub gateway: String,
    /// What is set for it.
    pub settings: LineSettings,
    /// The gateway's key, encrypted.
    pub secret: Option<String>,
    /// A hash of the token in its webhook's address.
    pub webhook_token_hash: Option<String>,
    /// Since when.
    pub created_at: Timestamp,
    /// When it was taken out of service; nothing while it is in service.
    pub ended_at: Option<Timestamp>,
}

/// A line to be created.
#[derive(Debug, Clone, PartialEq)]
pub struct NewLine {
    /// What people call it.
    pub name: String,
    /// Which gateway it is connected through.
    pub gateway: String,
    /// What is set for it.
    pub settings: LineSettings,
    /// The gateway's key, encrypted.
    pub secret: Option<String>,
    /// A hash of the token in its webhook's address.
    pub webhook_token_hash: Option<String>,
    /// Now.
    pub created_at: Timestamp,
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = lines)]
struct Columns {
    id: i64,
    name: String,
    gateway: String,
    settings: String,
    secret: Option<String>,
    webhook_token_hash: Option<String>,
    created_at: i64,
    ended_at: Option<i64>,
}

impl Columns {
    fn row(self) -> QueryResult<LineRow> {
        Ok(LineRow {
            id: LineId(self.id),
            name: self.name,
            gateway: self.gateway,
            settings: json(&self.settings, "lines.settings")?,
            secret: self.secret,
            webhook_token_hash: self.webhook_token_hash,
            created_at: Timestamp(self.created_at),
            ended_at: self.ended_at.map(Timestamp),
        })
    }
}

/// All lines, oldest first.
///
/// # Errors
/// Those of the database.
pub fn all(conn: &mut Conn) -> QueryResult<Vec<LineRow>> {
    let rows: Vec<Columns> =
        lines::table.order(lines::id.asc()).select(Columns::as_select()).load(conn)?;
    rows.into_iter().map(Columns::row).collect()
}

/// One line.
///
/// # Errors
/// Those of the database.
pub fn find(conn: &mut Conn, line: LineId) -> QueryResult<Option<LineRow>> {
    let row: Option<Columns> =
        lines::table.find(line.0).select(Columns::as_select()).first(conn).optional()?;
    row.map(Columns::row).transpose()
}

/// The line whose webhook has the token with this hash.
///
/// # Errors
/// Those of the database.
pub fn by_webhook(conn: &mut Conn, token_hash: &str) -> QueryResult<Option<LineRow>> {
    let row: Option<Columns> = lines::table
        .filter(lines::webhook_token_hash.eq(token_hash))
        .select(Columns::as_select())
        .first(conn)
        .optional()?;
    row.map(Columns::row).transpose()
}

/// Creates a line.
///
/// # Errors
/// Those of the database.
pub fn create(conn: &mut Conn, line: &NewLine) -> QueryResult<LineId> {
    let settings = settings_json(&line.settings)?;
    within(conn, |conn| {
        let last: Option<i64> = lines::table.select(diesel::dsl::max(lines::id)).first(conn)?;
        let id = last.unwrap_or(0) + 1;
        diesel::insert_into(lines::table)
            .values((
                lines::id.eq(id),
                lines::name.eq(&line.name),
                lines::gateway.eq(&line.gateway),
                lines::settings.eq(settings),
                lines::secret.eq(&line.secret),
                lines::webhook_token_hash.eq(&line.webhook_token_hash),
                lines::created_at.eq(line.created_at.0),
                lines::last_send.eq(0),
            ))
            .execute(conn)?;
        Ok(LineId(id))
    })
}

/// Replaces what is set for a line.
///
/// # Errors
/// Those of the database.
pub fn update_settings(conn: &mut Conn, line: LineId, settings: &LineSettings) -> QueryResult<()> {
    let settings = settings_json(settings)?;
    diesel::update(lines::table.find(line.0)).set(lines::settings.eq(settings)).execute(conn)?;
    Ok(())
}

/// Changes some of what is set for a line, and leaves the rest as it is stored. The answer is all of it; nothing
/// for a line that does not exist.
///
/// # Errors
/// Those of the database.
pub fn change_settings(
    conn: &mut Conn,
    line: LineId,
    change: impl FnOnce(&mut LineSettings),
) -> QueryResult<Option<LineSettings>> {
    within(conn, |conn| {
        let Some(mut row) = find(conn, line)? else { return Ok(None) };
        change(&mut row.settings);
        update_settings(conn, line, &row.settings)?;
        Ok(Some(row.settings))
    })
}

/// Replaces a line's name and how it is connected.
///
/// # Errors
/// Those of the database.
pub fn update_gateway(
    conn: &mut Conn,
    line: LineId,
    name: &str,
    gateway: &str,
    secret: Option<&str>,
    webhook_token_hash: Option<&str>,
) -> QueryResult<()> {
    diesel::update(lines::table.find(line.0))
        .set((
            lines::name.eq(name),
            lines::gateway.eq(gateway),
            lines::secret.eq(secret),
            lines::webhook_token_hash.eq(webhook_token_hash),
        ))
        .execute(conn)?;
    Ok(())
}

/// Gives a line another name. The answer is whether there is such a line.
///
/// # Errors
/// Those of the database.
pub fn rename(conn: &mut Conn, line: LineId, name: &str) -> QueryResult<bool> {
    let changed =
        diesel::update(lines::table.find(line.0)).set(lines::name.eq(name)).execute(conn)?;
    Ok(changed > 0)
}

/// Replaces the secret of a line's gateway. The answer is whether there is such a line.
///
/// # Errors
/// Those of the database.
pub fn update_secret(conn: &mut Conn, line: LineId, sealed: &str) -> QueryResult<bool> {
    let changed =
        diesel::update(lines::table.find(line.0)).set(lines::secret.eq(sealed)).execute(conn)?;
    Ok(changed > 0)
}

/// Takes a line out of service (`ended_at`), or back into it (nothing).
///
/// # Errors
/// Those of the database.
pub fn set_ended(conn: &mut Conn, line: LineId, ended_at: Option<Timestamp>) -> QueryResult<bool> {
    let changed = diesel::update(lines::table.find(line.0))
        .set(lines::ended_at.eq(ended_at.map(|at| at.0)))
        .execute(conn)?;
    Ok(changed > 0)
}

fn settings_json(settings: &LineSettings) -> QueryResult<String> {
    serde_json::to_string(settings)
        .map_err(|error| diesel::result::Error::SerializationError(error.into()))
}
