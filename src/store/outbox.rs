//! Messages that have not left, as people look at them. The journal writes them, the courier sends them.

use std::collections::BTreeMap;

use diesel::prelude::*;

use super::columns::{LetterRow, u32_of};
use super::schema::{main_groups, outbox, slots};
use super::{Conn, customers};
use crate::domain::identity::Identity;
use crate::domain::ids::{ChatId, LineId, SendId, Timestamp};
use crate::domain::outcome::Letter;
use crate::domain::phone::Phone;

/// Whom a message was for.
#[derive(Debug, Clone, PartialEq)]
pub enum Recipient {
    /// A main group or a personal group, by its name.
    Group(String),
    /// A customer.
    Customer {
        /// The name; empty if unknown.
        name: String,
        /// The number, where WhatsApp shows it.
        phone: Option<Phone>,
    },
}

/// A message that was given up.
#[derive(Debug, Clone, PartialEq)]
pub struct DeadLetter {
    /// The message.
    pub letter: Letter,
    /// Whom it was for; nothing for a chat that belongs to nobody here any more.
    pub to: Option<Recipient>,
    /// When it was given up.
    pub dead_at: Timestamp,
    /// What the gateway said last.
    pub error: String,
}

/// Messages given up, newest first, at most `most`, from the one before `before` on.
///
/// # Errors
/// Those of the database.
pub fn dead(
    conn: &mut Conn,
    line: LineId,
    before: Option<SendId>,
    most: u32,
) -> QueryResult<Vec<DeadLetter>> {
    let before = before.map_or(i64::MAX, |before| before.0);
    let rows: Vec<(LetterRow, Option<i64>, Option<String>)> = outbox::table
        .filter(outbox::line_id.eq(line.0))
        .filter(outbox::dead_at.is_not_null())
        .filter(outbox::id.lt(before))
        .order(outbox::id.desc())
        .limit(i64::from(most))
        .select((LetterRow::as_select(), outbox::dead_at, outbox::error))
        .load(conn)?;
    let mut dead = Vec::with_capacity(rows.len());
    for (row, dead_at, error) in rows {
        dead.push(DeadLetter {
            letter: row.letter()?,
            to: None,
            dead_at: Timestamp(dead_at.unwrap_or_default()),
            error: error.unwrap_or_default(),
        });
    }
    let chats: Vec<&ChatId> = dead.iter().map(|dead| &dead.letter.chat).collect();
    let names = recipients(conn, line, &chats)?;
    for letter in &mut dead {
        letter.to = names.get(&letter.letter.chat).cloned();
    }
    Ok(dead)
}

/// Who is behind these chats.
fn recipients(
    conn: &mut Conn,
    line: LineId,
    chats: &[&ChatId],
) -> QueryResult<BTreeMap<ChatId, Recipient>> {
    let names: Vec<&str> = chats.iter().map(|chat| chat.as_str()).collect();
    let mut found: Vec<(Option<String>, String)> = main_groups::table
        .filter(main_groups::line_id.eq(line.0))
        .filter(main_groups::chat.eq_any(&names))
        .select((main_groups::chat, main_groups::name))
        .load(conn)?;
    found.extend(
        slots::table
            .filter(slots::line_id.eq(line.0))
            .filter(slots::chat.eq_any(&names))
            .select((slots::chat, slots::name))
            .load::<(Option<String>, String)>(conn)?,
    );
    let mut known: BTreeMap<ChatId, Recipient> = found
        .into_iter()
        .filter_map(|(chat, name)| Some((ChatId::from(chat?), Recipient::Group(name))))
        .collect();
    for chat in chats {
        if known.contains_key(*chat) {
            continue;
        }
        let asked = Identity::from_jid(chat.as_str());
        if let Some(customer) = customers::find(conn, line, &asked)? {
            let phone = customer.identity.phone;
            known.insert((*chat).clone(), Recipient::Customer { name: customer.name, phone });
        }
    }
    Ok(known)
}

/// A message that was given up.
///
/// # Errors
/// Those of the database.
pub fn dead_one(conn: &mut Conn, line: LineId, send: SendId) -> QueryResult<Option<Letter>> {
    outbox::table
        .find((line.0, send.0))
        .filter(outbox::dead_at.is_not_null())
        .select(LetterRow::as_select())
        .first(conn)
        .optional()?
        .map(LetterRow::letter)
        .transpose()
}

/// How many messages wait to be sent, and how many were given up.
///
/// # Errors
/// Those of the database.
pub fn counts(conn: &mut Conn, line: LineId) -> QueryResult<(u32, u32)> {
    let of_line = || outbox::table.filter(outbox::line_id.eq(line.0));
    let waiting: i64 = of_line().filter(outbox::dead_at.is_null()).count().get_result(conn)?;
    let dead: i64 = of_line().filter(outbox::dead_at.is_not_null()).count().get_result(conn)?;
    Ok((u32_of(waiting), u32_of(dead)))
}
