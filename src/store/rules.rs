//! What a company has set for the line's hours, its main groups and its agents.

use diesel::prelude::*;
use diesel::result::Error;
use serde::Serialize;

use super::Conn;
use super::columns::{json, unreadable};
use super::schema::rules;
use super::statement::run;
use crate::domain::calendar::Schedule;
use crate::domain::ids::{AgentId, GroupId, LineId, Timestamp};
use crate::domain::rules::{AgentRules, GroupRules, Rules};

/// Whose rules they are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Whose {
    Hours,
    Group(GroupId),
    Agent(AgentId),
}

impl Whose {
    fn columns(self) -> (&'static str, i64) {
        match self {
            Self::Hours => ("hours", 0),
            Self::Group(id) => ("group", id.0),
            Self::Agent(id) => ("agent", id.0),
        }
    }
}

/// All of a line's rules.
///
/// # Errors
/// Those of the database, and rules that cannot be read.
pub fn of_line(conn: &mut Conn, line: LineId) -> QueryResult<Rules> {
    let rows: Vec<(String, i64, String)> = rules::table
        .filter(rules::line_id.eq(line.0))
        .order((rules::kind.asc(), rules::id.asc()))
        .select((rules::kind, rules::id, rules::settings))
        .load(conn)?;
    let mut found = Rules::default();
    for (kind, id, text) in rows {
        match kind.as_str() {
            "hours" => found.hours = json(&text, "rules")?,
            "group" => drop(found.groups.insert(GroupId(id), json(&text, "rules")?)),
            "agent" => drop(found.agents.insert(AgentId(id), json(&text, "rules")?)),
            other => return Err(unreadable("rules", &format!("unknown kind {other}"))),
        }
    }
    Ok(found)
}

/// Keeps the company's hours.
///
/// # Errors
/// Those of the database.
pub fn keep_hours(
    conn: &mut Conn,
    line: LineId,
    hours: &Schedule,
    now: Timestamp,
) -> QueryResult<()> {
    keep(conn, line, Whose::Hours, hours, now)
}

/// Keeps a main group's rules.
///
/// # Errors
/// Those of the database.
pub fn keep_group(
    conn: &mut Conn,
    line: LineId,
    group: GroupId,
    kept: &GroupRules,
    now: Timestamp,
) -> QueryResult<()> {
    keep(conn, line, Whose::Group(group), kept, now)
}

/// Keeps an agent's rules.
///
/// # Errors
/// Those of the database.
pub fn keep_agent(
    conn: &mut Conn,
    line: LineId,
    agent: AgentId,
    kept: &AgentRules,
    now: Timestamp,
) -> QueryResult<()> {
    keep(conn, line, Whose::Agent(agent), kept, now)
}

fn keep(
    conn: &mut Conn,
    line: LineId,
    whose: Whose,
    kept: &impl Serialize,
    now: Timestamp,
) -> QueryResult<()> {
    let (kind, id) = whose.columns();
    let text =
        serde_json::to_string(kept).map_err(|error| Error::SerializationError(error.into()))?;
    run(
        conn,
        "INSERT INTO rules (line_id, kind, id, settings, changed_at) VALUES (?, ?, ?, ?, ?) \
         ON CONFLICT (line_id, kind, id) DO UPDATE SET settings = excluded.settings, changed_at = excluded.changed_at",
        vec![line.0.into(), kind.into(), id.into(), text.into(), now.0.into()],
    )?;
    Ok(())
}
