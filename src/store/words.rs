//! What a company says in its own words: canned replies, and texts of Relevo's that it has changed.

use diesel::prelude::*;

use super::Conn;
use super::open::within;
use super::schema::{canned_replies, templates};
use super::statement::run;
use crate::domain::ids::{LineId, Timestamp};
use crate::domain::own_words::OwnWords;
use crate::domain::settings::Language;

/// Canned replies of a line, at the most.
pub const REPLIES_MOST: i64 = 300;

/// All of a line's own words.
///
/// # Errors
/// Those of the database.
pub fn of_line(conn: &mut Conn, line: LineId) -> QueryResult<OwnWords> {
    let replies: Vec<(String, String)> = canned_replies::table
        .filter(canned_replies::line_id.eq(line.0))
        .order(canned_replies::name.asc())
        .limit(REPLIES_MOST)
        .select((canned_replies::name, canned_replies::text))
        .load(conn)?;
    let texts: Vec<(String, String, String)> = templates::table
        .filter(templates::line_id.eq(line.0))
        .order((templates::name.asc(), templates::language.asc()))
        .select((templates::language, templates::name, templates::text))
        .load(conn)?;
    let texts = texts
        .into_iter()
        .filter_map(|(language, name, text)| Some(((Language::from_code(&language)?, name), text)));
    Ok(OwnWords { replies: replies.into_iter().collect(), texts: texts.collect() })
}

/// What became of a canned reply that was to be kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kept {
    /// It is kept.
    Done,
    /// Another one has that name.
    NameTaken,
    /// There are too many already.
    Full,
}

/// Keeps a canned reply under a name, in place of the one that was called `before`.
///
/// # Errors
/// Those of the database.
pub fn keep_reply(
    conn: &mut Conn,
    line: LineId,
    before: Option<&str>,
    name: &str,
    text: &str,
    now: Timestamp,
) -> QueryResult<Kept> {
    within(conn, |conn| {
        let of_line = canned_replies::table.filter(canned_replies::line_id.eq(line.0));
        if before != Some(name) {
            let there: i64 =
                of_line.filter(canned_replies::name.eq(name)).count().get_result(conn)?;
            if there > 0 {
                return Ok(Kept::NameTaken);
            }
        }
        match before {
            Some(before) => drop_reply(conn, line, before)?,
            None => {
                let all: i64 = of_line.count().get_result(conn)?;
                if all >= REPLIES_MOST {
                    return Ok(Kept::Full);
                }
            }
        }
        diesel::insert_into(canned_replies::table)
            .values((
                canned_replies::line_id.eq(line.0),
                canned_replies::name.eq(name),
                canned_replies::text.eq(text),
                canned_replies::changed_at.eq(now.0),
            ))
            .execute(conn)?;
        Ok(Kept::Done)
    })
}

/// Drops a canned reply.
///
/// # Errors
/// Those of the database.
pub fn drop_reply(conn: &mut Conn, line: LineId, name: &str) -> QueryResult<()> {
    diesel::delete(canned_replies::table.find((line.0, name))).execute(conn)?;
    Ok(())
}

/// Keeps a text of the company's own.
///
/// # Errors
/// Those of the database.
pub fn keep_text(
    conn: &mut Conn,
    line: LineId,
    name: &str,
    language: Language,
    text: &str,
    now: Timestamp,
) -> QueryResult<()> {
    run(
        conn,
        "INSERT INTO templates (line_id, name, language, text, changed_at) VALUES (?, ?, ?, ?, ?) \
         ON CONFLICT (line_id, name, language) DO UPDATE SET text = excluded.text, changed_at = excluded.changed_at",
        vec![line.0.into(), name.into(), language.code().into(), text.into(), now.0.into()],
    )?;
    Ok(())
}

/// Goes back to ours.
///
/// # Errors
/// Those of the database.
pub fn drop_text(conn: &mut Conn, line: LineId, name: &str, language: Language) -> QueryResult<()> {
    diesel::delete(templates::table.find((line.0, name, language.code()))).execute(conn)?;
    Ok(())
}
