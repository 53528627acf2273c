//! The keys to the models that read customers' moods, encrypted, by line: among the settings of the program, which no
//! page shows.

use diesel::prelude::*;

use super::schema::app_settings;
use super::{Conn, settings};
use crate::domain::ids::LineId;

const NAME: &str = "model-key-";

/// All of them.
///
/// # Errors
/// Those of the database.
pub fn all(conn: &mut Conn) -> QueryResult<Vec<(LineId, String)>> {
    let rows: Vec<(String, String)> = app_settings::table
        .filter(app_settings::name.like(format!("{NAME}%")))
        .order(app_settings::name.asc())
        .select((app_settings::name, app_settings::value))
        .load(conn)?;
    let of_line = |(name, sealed): (String, String)| {
        let line = name.strip_prefix(NAME)?.parse().ok()?;
        Some((LineId(line), sealed))
    };
    Ok(rows.into_iter().filter_map(of_line).collect())
}

/// Replaces that of a line, or takes it away.
///
/// # Errors
/// Those of the database.
pub fn keep(conn: &mut Conn, line: LineId, sealed: Option<&str>) -> QueryResult<()> {
    let name = format!("{NAME}{line}");
    match sealed {
        Some(sealed) => settings::set(conn, &name, sealed),
        None => settings::remove(conn, &name),
    }
}
