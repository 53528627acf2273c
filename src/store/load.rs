//! A line as its tables have it: the record that its owners are rebuilt from. One question per table,
//! whose cost depends on what is open and not on how long the history is.

pub(super) mod jobs;
mod open_tickets;
mod people;
mod waits;

use std::collections::BTreeSet;
use std::sync::Arc;

use diesel::connection::DefaultLoadingMode;
use diesel::dsl::max;
use diesel::prelude::*;

use super::Conn;
use super::columns::{LetterRow, json, u8_of, unreadable};
use super::schema::{
    conversations, customers, lines, outbox, posts, seen, tickets, told_closed as told,
};
use super::{customers as known, open};
use crate::domain::ids::{AgentId, CustomerId, LineId, TicketNo, Timestamp};
use crate::domain::intake::{Conversation, Phase};
use crate::domain::line::{SEEN_MOST, SEEN_MS};
use crate::domain::main_group::Past;
use crate::domain::message::Post;
use crate::domain::outcome::EventKey;
use crate::domain::record::Record;
use crate::domain::settings::Department;

/// Closed tickets that a main group still knows when it is rebuilt.
pub const PAST_MOST: i64 = 200;

/// Customers who were told that nobody is there, of whom a line that is rebuilt knows.
const TOLD_MOST: i64 = 20_000;

/// Why a line could not be loaded.
#[derive(Debug, thiserror::Error)]
pub enum LoadError {
    /// There is no such line.
    #[error("there is no line {0}")]
    NoLine(LineId),
    /// The database.
    #[error("cannot load the line: {0}")]
    Query(#[from] diesel::result::Error),
}

/// Everything a line's owners are rebuilt from, as of one moment.
///
/// # Errors
/// [`LoadError`] if there is no such line, or the database cannot be read.
pub fn record(conn: &mut Conn, line: LineId) -> Result<Record, LoadError> {
    let record = open::snapshot(conn, |conn| {
        let found: Option<(String, Option<i64>)> = lines::table
            .find(line.0)
            .select((lines::settings, lines::down_since))
            .first(conn)
            .optional()?;
        let Some((settings, down_since)) = found else { return Ok(None) };
        let mut record = Record::new(json(&settings, "lines.settings")?);
        record.down_since = down_since.map(Timestamp);
        people::groups(conn, line, &mut record)?;
        people::agents_and_slots(conn, line, &mut record)?;
        record.customers =
            known::busy(conn, line)?.into_iter().map(|(id, known)| (id, Arc::new(known))).collect();
        let last: Option<i64> = customers::table
            .filter(customers::line_id.eq(line.0))
            .select(max(customers::id))
            .first(conn)?;
        record.last_customer = CustomerId(last.unwrap_or(0));
        conversations(conn, line, &mut record)?;
        open_tickets::open_tickets(conn, line, &mut record)?;
        past_tickets(conn, line, &mut record)?;
        jobs::jobs(conn, line, &mut record)?;
        outbox(conn, line, &mut record)?;
        told_closed(conn, line, &mut record)?;
        seen(conn, line, &mut record)?;
        Ok(Some(record))
    })?;
    record.ok_or(LoadError::NoLine(line))
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = conversations)]
struct ConversationColumns {
    customer_id: i64,
    phase: String,
    asked_times: i64,
    department: Option<String>,
    since: i64,
    messages: String,
    request: Option<String>,
}

fn conversations(conn: &mut Conn, line: LineId, record: &mut Record) -> QueryResult<()> {
    let rows: Vec<ConversationColumns> = conversations::table
        .filter(conversations::line_id.eq(line.0))
        .select(ConversationColumns::as_select())
        .load(conn)?;
    for row in rows {
        let department = row.department.as_deref().and_then(Department::from_name);
        let phase = match (row.phase.as_str(), department) {
            ("no_place", Some(department)) => Phase::NoPlace { department },
            _ => Phase::Asked { times: u8_of(row.asked_times) },
        };
        let customer = CustomerId(row.customer_id);
        let messages = json(&row.messages, "conversations.messages")?;
        // What cannot be read is asked again.
        let request = row.request.and_then(|request| serde_json::from_str(&request).ok());
        let (path, request) = request.unwrap_or_default();
        let since = Timestamp(row.since);
        let conversation = Conversation { customer, phase, since, messages, path, request };
        record.conversations.insert(customer, conversation);
    }
    Ok(())
}

type ClosedRow = (i64, Option<String>, Option<String>, Option<i64>);

type PostRow = (String, Option<i64>, Option<i64>);

/// The newest closed tickets of each group, and what people may still quote there. Asked per group: there
/// are few, and the newest of each could not be found without reading all otherwise.
fn past_tickets(conn: &mut Conn, line: LineId, record: &mut Record) -> QueryResult<()> {
    for group in record.groups.values_mut() {
        let closed: Vec<ClosedRow> = tickets::table
            .filter(tickets::line_id.eq(line.0))
            .filter(tickets::group_id.eq(group.id.0))
            .filter(tickets::closed_at.is_not_null())
            .order(tickets::no.desc())
            .limit(PAST_MOST)
            .select((tickets::no, tickets::closed_by_name, tickets::agent_name, tickets::closed_at))
            .load(conn)?;
        let known: BTreeSet<i64> = closed.iter().map(|(no, ..)| *no).collect();
        let oldest = closed.last().map_or(i64::MAX, |(no, ..)| *no);
        let of_group = || {
            posts::table
                .filter(posts::line_id.eq(line.0))
                .filter(posts::group_id.eq(group.id.0))
                .select((posts::wa_id, posts::ticket, posts::agent_id))
        };
        let mut rows: Vec<PostRow> = of_group().filter(posts::ticket.ge(oldest)).load(conn)?;
        // Those that were closed in the name of another group are that one's.
        rows.retain(|(_, ticket, _)| ticket.is_some_and(|ticket| known.contains(&ticket)));
        let open = tickets::table
            .filter(tickets::line_id.eq(line.0))
            .filter(tickets::closed_at.is_null())
            .select(tickets::no.nullable());
        rows.extend(of_group().filter(posts::ticket.eq_any(open)).load::<PostRow>(conn)?);
        rows.extend(of_group().filter(posts::agent_id.is_not_null()).load::<PostRow>(conn)?);
        for (no, name, agent, at) in closed {
            let by = name.or(agent);
            let past =
                Past::Closed { by: by.unwrap_or_default(), at: Timestamp(at.unwrap_or_default()) };
            group.restore_past(TicketNo(no), past);
        }
        for (wa_id, ticket, agent) in rows {
            let post = match (ticket, agent) {
                (Some(ticket), _) => Post::Announcement(TicketNo(ticket)),
                (None, Some(agent)) => Post::AskReady(AgentId(agent)),
                (None, None) => continue,
            };
            group.restore_post(wa_id.into(), post);
        }
    }
    Ok(())
}

fn outbox(conn: &mut Conn, line: LineId, record: &mut Record) -> QueryResult<()> {
    let rows: Vec<LetterRow> = outbox::table
        .filter(outbox::line_id.eq(line.0))
        .filter(outbox::dead_at.is_null())
        .order(outbox::id.asc())
        .select(LetterRow::as_select())
        .load(conn)?;
    for row in rows {
        record.put(row.letter()?);
    }
    Ok(())
}

/// Customers who were told that nobody is there. What is older than the longest night is of no use.
fn told_closed(conn: &mut Conn, line: LineId, record: &mut Record) -> QueryResult<()> {
    let rows: Vec<(i64, i64)> = told::table
        .filter(told::line_id.eq(line.0))
        .order((told::at.desc(), told::customer_id.asc()))
        .limit(TOLD_MOST)
        .select((told::customer_id, told::at))
        .load(conn)?;
    let told = rows.into_iter().map(|(customer, at)| (CustomerId(customer), Timestamp(at)));
    record.told_closed = told.collect();
    Ok(())
}

/// Events handled within the window before the newest of them.
fn seen(conn: &mut Conn, line: LineId, record: &mut Record) -> QueryResult<()> {
    let newest: Option<i64> =
        seen::table.filter(seen::line_id.eq(line.0)).select(max(seen::at)).first(conn)?;
    let Some(newest) = newest else { return Ok(()) };
    let rows = seen::table
        .filter(seen::line_id.eq(line.0))
        .filter(seen::at.ge(newest.saturating_sub(SEEN_MS)))
        .order((seen::at.desc(), seen::event_key.desc()))
        .limit(i64::try_from(SEEN_MOST).unwrap_or(i64::MAX))
        .select((seen::at, seen::event_key))
        .load_iter::<(i64, String), DefaultLoadingMode>(conn)?;
    let mut newest_first = Vec::new();
    for row in rows {
        let (at, key) = row?;
        let key = u128::from_str_radix(&key, 16)
            .map_err(|error| unreadable("seen.event_key", &error.to_string()))?;
        newest_first.push((EventKey(key), Timestamp(at)));
    }
    newest_first.into_iter().rev().for_each(|(key, at)| record.mark_seen(key, at));
    Ok(())
}
