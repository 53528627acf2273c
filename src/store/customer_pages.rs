//! Customers as people look at them: the list, and one with all that is known of them.

use diesel::prelude::*;
use diesel::sql_types::{BigInt, Nullable, Text};

use super::Conn;
use super::open::{snapshot, within};
use super::schema::{customer_notes, customer_tags, customers, tickets};
use super::{customers as known, tickets as cases};
use crate::domain::customer::tag_key;
use crate::domain::ids::{AgentId, CustomerId, LineId, TicketNo, Timestamp};
use crate::domain::phone::Phone;
use crate::domain::ticket::Customer;
use crate::store::tickets::TicketRow;

/// Tags that are offered, at the most.
pub const TAGS_OFFERED: i64 = 60;
/// Notes that are shown of one customer.
pub const NOTES_SHOWN: i64 = 200;
/// Notes that are kept of one customer.
pub const NOTES_MOST: i64 = 500;
/// Cases that are shown of one customer.
pub const CASES_SHOWN: i64 = 100;

/// Which customers to show.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct CustomerFilter {
    /// Only those with this in their name or number.
    pub text: String,
    /// Only those with this tag.
    pub tag: String,
    /// Only those of whom this agent attends or has attended a case last.
    pub agent: Option<AgentId>,
}

/// Where a page of the list begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum From {
    /// At the newest.
    Start,
    /// After this one.
    After(CustomerId),
    /// Before this one.
    Before(CustomerId),
}

/// A customer in the list.
#[derive(Debug, Clone, PartialEq)]
pub struct CustomerEntry {
    /// Who.
    pub id: CustomerId,
    /// The name; empty if unknown.
    pub name: String,
    /// The number, where WhatsApp shows it.
    pub phone: Option<Phone>,
    /// Closed cases.
    pub closed: u32,
    /// The open case.
    pub open: Option<TicketNo>,
    /// When they wrote or were written to last.
    pub last: Option<Timestamp>,
    /// Tags, in order.
    pub tags: Vec<String>,
    /// Nobody hears them.
    pub blocked: bool,
}

/// A note about a customer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NoteRow {
    /// Its number within the line.
    pub id: i64,
    /// When.
    pub at: Timestamp,
    /// Who wrote it, by the name of then.
    pub by: String,
    /// It.
    pub text: String,
}

/// All that is known of one customer.
#[derive(Debug, Clone, PartialEq)]
pub struct CustomerFound {
    /// Who.
    pub customer: Customer,
    /// When they wrote first.
    pub since: Option<Timestamp>,
    /// When they wrote or were written to last.
    pub last: Option<Timestamp>,
    /// Their cases, newest first.
    pub cases: Vec<TicketRow>,
    /// Notes, newest first.
    pub notes: Vec<NoteRow>,
}

#[derive(QueryableByName)]
struct Moments {
    #[diesel(sql_type = BigInt)]
    id: i64,
    #[diesel(sql_type = Nullable<BigInt>)]
    since: Option<i64>,
    #[diesel(sql_type = Nullable<BigInt>)]
    last: Option<i64>,
    #[diesel(sql_type = Nullable<BigInt>)]
    open: Option<i64>,
}

/// Customers, the newest first, at most `most`: from a place on, or up to one (then in the other order).
///
/// # Errors
/// Those of the database.
pub fn list(
    conn: &mut Conn,
    line: LineId,
    filter: &CustomerFilter,
    from: From,
    most: i64,
) -> QueryResult<Vec<CustomerEntry>> {
    snapshot(conn, |conn| {
        let mut query = customers::table
            .filter(customers::line_id.eq(line.0))
            .filter(customers::merged_into.is_null())
            .filter(customers::erased_at.is_null())
            .select((
                customers::id,
                customers::name,
                customers::phone,
                customers::closed_cases,
                customers::blocked_at,
            ))
            .limit(most)
            .into_boxed();
        if !filter.text.trim().is_empty() {
            let ids = cases::customers(conn, line, filter.text.trim())?;
            query = query.filter(customers::id.eq_any(ids));
        }
        if !filter.tag.is_empty() {
            let tagged = customer_tags::table
                .filter(customer_tags::line_id.eq(line.0))
                .filter(customer_tags::tag_key.eq(tag_key(&filter.tag)))
                .select(customer_tags::customer_id);
            query = query.filter(customers::id.eq_any(tagged));
        }
        if let Some(agent) = filter.agent {
            let attended = tickets::table
                .filter(tickets::line_id.eq(line.0))
                .filter(tickets::agent_id.eq(agent.0))
                .select(tickets::customer_id);
            query = query.filter(customers::id.eq_any(attended));
        }
        query = match from {
            From::Start => query.order(customers::id.desc()),
            From::After(id) => query.filter(customers::id.lt(id.0)).order(customers::id.desc()),
            From::Before(id) => query.filter(customers::id.gt(id.0)).order(customers::id.asc()),
        };
        type Listed = (i64, String, Option<String>, i64, Option<i64>);
        let rows: Vec<Listed> = query.load(conn)?;
        let ids: Vec<i64> = rows.iter().map(|(id, ..)| *id).collect();
        let moments = moments(conn, line, &ids)?;
        let tags = tags_of(conn, line, &ids)?;
        let entry = |(id, name, phone, closed, blocked_at): Listed| {
            let moment = moments.iter().find(|moment| moment.id == id);
            CustomerEntry {
                id: CustomerId(id),
                name,
                phone: phone.as_deref().and_then(Phone::from_digits),
                closed: u32::try_from(closed).unwrap_or(0),
                open: moment.and_then(|moment| moment.open).map(TicketNo),
                last: moment.and_then(|moment| moment.last).map(Timestamp),
                blocked: blocked_at.is_some(),
                tags: tags.iter().filter(|(of, _)| *of == id).map(|(_, tag)| tag.clone()).collect(),
            }
        };
        Ok(rows.into_iter().map(entry).collect())
    })
}

fn tags_of(conn: &mut Conn, line: LineId, ids: &[i64]) -> QueryResult<Vec<(i64, String)>> {
    customer_tags::table
        .filter(customer_tags::line_id.eq(line.0))
        .filter(customer_tags::customer_id.eq_any(ids))
        .order((customer_tags::customer_id.asc(), customer_tags::tag_key.asc()))
        .select((customer_tags::customer_id, customer_tags::tag))
        .load(conn)
}

/// When these customers wrote first and last, from their cases and from what they say in the menu.
fn moments(conn: &mut Conn, line: LineId, ids: &[i64]) -> QueryResult<Vec<Moments>> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let list = ids.iter().map(i64::to_string).collect::<Vec<_>>().join(",");
    let sql = format!(
        "SELECT c.id AS id, \
           coalesce((SELECT min(t.since) FROM tickets t WHERE t.line_id = c.line_id AND t.customer_id = c.id), \
             (SELECT v.since FROM conversations v WHERE v.line_id = c.line_id AND v.customer_id = c.id)) AS since, \
           coalesce((SELECT v.since FROM conversations v WHERE v.line_id = c.line_id AND v.customer_id = c.id), \
             (SELECT m.at FROM messages m WHERE m.line_id = c.line_id AND m.ticket = \
               (SELECT max(t.no) FROM tickets t WHERE t.line_id = c.line_id AND t.customer_id = c.id) \
               ORDER BY m.seq DESC LIMIT 1), \
             (SELECT max(t.closed_at) FROM tickets t WHERE t.line_id = c.line_id AND t.customer_id = c.id)) AS last, \
           (SELECT max(t.no) FROM tickets t WHERE t.line_id = c.line_id AND t.customer_id = c.id \
             AND t.closed_at IS NULL) AS open \
         FROM customers c WHERE c.line_id = {line} AND c.id IN ({list})"
    );
    diesel::sql_query(sql).load(conn)
}

/// All that is known of a customer. Who has gone up in another is that other one; who was forgotten is nobody.
///
/// # Errors
/// Those of the database.
pub fn find(conn: &mut Conn, line: LineId, id: CustomerId) -> QueryResult<Option<CustomerFound>> {
    snapshot(conn, |conn| {
        let Some(customer) = known::by_id(conn, line, id)? else { return Ok(None) };
        let id = customer.id;
        let moments = moments(conn, line, &[id.0])?;
        let cases = cases::of_customer(conn, line, id, CASES_SHOWN)?;
        let notes = notes(conn, line, id, NOTES_SHOWN)?;
        let moment = moments.first();
        Ok(Some(CustomerFound {
            customer,
            since: moment.and_then(|moment| moment.since).map(Timestamp),
            last: moment.and_then(|moment| moment.last).map(Timestamp),
            cases,
            notes,
        }))
    })
}

/// The notes about a customer, newest first, at most `most`.
///
/// # Errors
/// Those of the database.
pub fn notes(
    conn: &mut Conn,
    line: LineId,
    customer: CustomerId,
    most: i64,
) -> QueryResult<Vec<NoteRow>> {
    let rows: Vec<(i64, i64, String, String)> = customer_notes::table
        .filter(customer_notes::line_id.eq(line.0))
        .filter(customer_notes::customer_id.eq(customer.0))
        .order(customer_notes::id.desc())
        .limit(most)
        .select((
            customer_notes::id,
            customer_notes::at,
            customer_notes::by_name,
            customer_notes::text,
        ))
        .load(conn)?;
    let note = |(id, at, by, text)| NoteRow { id, at: Timestamp(at), by, text };
    Ok(rows.into_iter().map(note).collect())
}

/// Whether this agent attends or has attended a case of this customer.
///
/// # Errors
/// Those of the database.
pub fn is_attended_by(
    conn: &mut Conn,
    line: LineId,
    customer: CustomerId,
    agent: AgentId,
) -> QueryResult<bool> {
    let theirs = tickets::table
        .filter(tickets::line_id.eq(line.0))
        .filter(tickets::customer_id.eq(customer.0))
        .filter(tickets::agent_id.eq(agent.0));
    diesel::select(diesel::dsl::exists(theirs)).get_result(conn)
}

#[derive(QueryableByName)]
struct Offered {
    #[diesel(sql_type = Text)]
    tag: String,
}

/// The tags of a line, the commonest first, each as it is written once.
///
/// # Errors
/// Those of the database.
pub fn tags(conn: &mut Conn, line: LineId) -> QueryResult<Vec<String>> {
    let sql = format!(
        "SELECT max(tag) AS tag FROM customer_tags WHERE line_id = {line} GROUP BY tag_key \
         ORDER BY count(*) DESC, tag_key LIMIT {TAGS_OFFERED}"
    );
    let rows: Vec<Offered> = diesel::sql_query(sql).load(conn)?;
    Ok(rows.into_iter().map(|row| row.tag).collect())
}

/// Keeps a note about a customer. `false` where there is no such customer, or too many notes.
///
/// # Errors
/// Those of the database.
pub fn add_note(
    conn: &mut Conn,
    line: LineId,
    customer: CustomerId,
    by: &str,
    text: &str,
    now: Timestamp,
) -> QueryResult<bool> {
    within(conn, |conn| {
        let there: i64 = customers::table
            .filter(customers::line_id.eq(line.0))
            .filter(customers::id.eq(customer.0))
            .filter(customers::merged_into.is_null())
            .filter(customers::erased_at.is_null())
            .count()
            .get_result(conn)?;
        let of_customer = customer_notes::table
            .filter(customer_notes::line_id.eq(line.0))
            .filter(customer_notes::customer_id.eq(customer.0));
        let notes: i64 = of_customer.count().get_result(conn)?;
        if there == 0 || notes >= NOTES_MOST {
            return Ok(false);
        }
        let last: Option<i64> = customer_notes::table
            .filter(customer_notes::line_id.eq(line.0))
            .select(diesel::dsl::max(customer_notes::id))
            .first(conn)?;
        diesel::insert_into(customer_notes::table)
            .values((
                customer_notes::line_id.eq(line.0),
                customer_notes::id.eq(last.unwrap_or(0) + 1),
                customer_notes::customer_id.eq(customer.0),
                customer_notes::at.eq(now.0),
                customer_notes::by_name.eq(by.replace('\0', "")),
                customer_notes::text.eq(text.replace('\0', "")),
            ))
            .execute(conn)?;
        Ok(true)
    })
}

/// Drops a note. `false` where there is no such note of this customer.
///
/// # Errors
/// Those of the database.
pub fn drop_note(
    conn: &mut Conn,
    line: LineId,
    customer: CustomerId,
    note: i64,
) -> QueryResult<bool> {
    let gone = diesel::delete(customer_notes::table)
        .filter(customer_notes::line_id.eq(line.0))
        .filter(customer_notes::id.eq(note))
        .filter(customer_notes::customer_id.eq(customer.0))
        .execute(conn)?;
    Ok(gone > 0)
}
