//! Messages that have not left, as people look at them. The journal writes them, the courier sends them.

use std::collections::BTreeMap;

use diesel::dsl::{count, count_star, min};
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

/// Which of the messages that were given up.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DeadOf {
    /// All of the line.
    All,
    /// Those of which this was said last.
    Reason(String),
    /// Those of a chat.
    Chat(ChatId),
}

/// The messages given up, oldest first, at most `most`.
///
/// # Errors
/// Those of the database.
pub fn dead_ids(
    conn: &mut Conn,
    line: LineId,
    which: &DeadOf,
    most: u32,
) -> QueryResult<Vec<SendId>> {
    let all = || {
        outbox::table
            .filter(outbox::line_id.eq(line.0))
            .filter(outbox::dead_at.is_not_null())
            .order(outbox::id.asc())
            .limit(i64::from(most))
            .select(outbox::id)
    };
    let ids: Vec<i64> = match which {
        DeadOf::All => all().load(conn)?,
        DeadOf::Reason(error) => all().filter(outbox::error.eq(error)).load(conn)?,
        DeadOf::Chat(chat) => all().filter(outbox::chat.eq(chat.as_str())).load(conn)?,
    };
    Ok(ids.into_iter().map(SendId).collect())
}

/// How many messages were given up for each reason, the commonest first, at most `most` reasons.
///
/// # Errors
/// Those of the database.
pub fn dead_by_reason(conn: &mut Conn, line: LineId, most: u32) -> QueryResult<Vec<(String, u32)>> {
    let rows: Vec<(Option<String>, i64)> = outbox::table
        .filter(outbox::line_id.eq(line.0))
        .filter(outbox::dead_at.is_not_null())
        .group_by(outbox::error)
        .order((count_star().desc(), outbox::error.asc()))
        .limit(i64::from(most))
        .select((outbox::error, count_star()))
        .load(conn)?;
    Ok(rows.into_iter().map(|(error, n)| (error.unwrap_or_default(), u32_of(n))).collect())
}

/// How many messages were given up for each chat, the most first, at most `most` chats.
///
/// # Errors
/// Those of the database.
pub fn dead_by_chat(
    conn: &mut Conn,
    line: LineId,
    most: u32,
) -> QueryResult<Vec<(ChatId, Option<Recipient>, u32)>> {
    let rows: Vec<(String, i64)> = outbox::table
        .filter(outbox::line_id.eq(line.0))
        .filter(outbox::dead_at.is_not_null())
        .group_by(outbox::chat)
        .order((count_star().desc(), outbox::chat.asc()))
        .limit(i64::from(most))
        .select((outbox::chat, count_star()))
        .load(conn)?;
    let rows: Vec<(ChatId, i64)> =
        rows.into_iter().map(|(chat, n)| (ChatId::from(chat), n)).collect();
    let chats: Vec<&ChatId> = rows.iter().map(|(chat, _)| chat).collect();
    let mut names = recipients(conn, line, &chats)?;
    let named = rows.into_iter().map(|(chat, n)| {
        let to = names.remove(&chat);
        (chat, to, u32_of(n))
    });
    Ok(named.collect())
}

/// What waits to be sent.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Waiting {
    /// How many messages.
    pub count: u32,
    /// To how many chats.
    pub chats: u32,
    /// Since when the oldest waits.
    pub oldest: Option<Timestamp>,
    /// How many did not get through at their last try.
    pub retried: u32,
    /// When the first of these is tried again, and what was said at its last try.
    pub next_try: Option<(Timestamp, String)>,
    /// How many still wait for the time in which an agent can take them back.
    pub held: u32,
}

/// What waits to be sent on a line, as of `now`.
///
/// # Errors
/// Those of the database.
pub fn waiting(conn: &mut Conn, line: LineId, now: Timestamp) -> QueryResult<Waiting> {
    let unsent =
        || outbox::table.filter(outbox::line_id.eq(line.0)).filter(outbox::dead_at.is_null());
    let (count, chats, oldest): (i64, i64, Option<i64>) = unsent()
        .select((count_star(), count(outbox::chat).aggregate_distinct(), min(outbox::created_at)))
        .first(conn)?;
    if count == 0 {
        return Ok(Waiting::default());
    }
    let retried: i64 = unsent().filter(outbox::attempts.gt(0)).count().get_result(conn)?;
    let next_try: Option<(i64, Option<String>)> = unsent()
        .filter(outbox::attempts.gt(0))
        .order((outbox::not_before.asc(), outbox::id.asc()))
        .select((outbox::not_before, outbox::error))
        .first(conn)
        .optional()?;
    let held: i64 = unsent()
        .filter(outbox::attempts.eq(0))
        .filter(outbox::not_before.gt(now.0))
        .count()
        .get_result(conn)?;
    Ok(Waiting {
        count: u32_of(count),
        chats: u32_of(chats),
        oldest: oldest.map(Timestamp),
        retried: u32_of(retried),
        next_try: next_try.map(|(at, error)| (Timestamp(at), error.unwrap_or_default())),
        held: u32_of(held),
    })
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
