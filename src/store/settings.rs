//! Settings of the program itself, by name.

use diesel::prelude::*;

use super::Conn;
use super::schema::app_settings;
use super::statement::run;

/// The value of a setting.
///
/// # Errors
/// Those of the database.
pub fn get(conn: &mut Conn, name: &str) -> QueryResult<Option<String>> {
    app_settings::table.find(name).select(app_settings::value).first(conn).optional()
}

/// Sets a value.
///
/// # Errors
/// Those of the database.
pub fn set(conn: &mut Conn, name: &str, value: &str) -> QueryResult<()> {
    run(
        conn,
        "INSERT INTO app_settings (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value",
        vec![name.into(), value.into()],
    )?;
    Ok(())
}

/// Removes a setting.
///
/// # Errors
/// Those of the database.
pub fn remove(conn: &mut Conn, name: &str) -> QueryResult<()> {
    diesel::delete(app_settings::table.find(name)).execute(conn)?;
    Ok(())
}
