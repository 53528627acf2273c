//! What is older than a line keeps, and files that nobody has a use for any more.

use diesel::prelude::*;

use super::Conn;
use super::schema::{conversations, customers, doomed_files, files, outbox, retention, tickets};
use crate::domain::ids::{CustomerId, LineId, TicketNo, Timestamp};

/// Cases whose time would be over are counted up to here.
pub const COUNT_MOST: u32 = 10_000;

/// The next cases whose time is over.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Bite {
    /// Which; of some of them a customer's last.
    pub cases: Vec<TicketNo>,
    /// Customers of whom nothing newer is left.
    pub customers: Vec<CustomerId>,
    /// All cases closed up to this are among those of this bite, or of those before.
    pub until: Timestamp,
}

/// Up to when a line's closed cases are done with.
///
/// # Errors
/// Those of the database.
pub fn done_until(conn: &mut Conn, line: LineId) -> QueryResult<Option<Timestamp>> {
    let until: Option<i64> =
        retention::table.find(line.0).select(retention::done_until).first(conn).optional()?;
    Ok(until.map(Timestamp))
}

/// Cases closed before `cutoff` that are not done with, the oldest first, about `most` of them; none if there are
/// none.
///
/// # Errors
/// Those of the database.
pub fn next_bite(
    conn: &mut Conn,
    line: LineId,
    cutoff: Timestamp,
    most: i64,
) -> QueryResult<Option<Bite>> {
    let from = done_until(conn, line)?.map_or(i64::MIN, |until| until.0);
    let of_line = || {
        tickets::table
            .filter(tickets::line_id.eq(line.0))
            .filter(tickets::closed_at.is_not_null())
            .filter(tickets::closed_at.gt(from))
            .filter(tickets::closed_at.lt(cutoff.0))
            .order((tickets::closed_at.asc(), tickets::no.asc()))
    };
    let times: Vec<Option<i64>> = of_line().limit(most).select(tickets::closed_at).load(conn)?;
    let Some(until) = times.into_iter().flatten().last() else { return Ok(None) };
    // Whatever was closed in the same moment goes with it.
    let rows: Vec<(i64, i64)> = of_line()
        .filter(tickets::closed_at.le(until))
        .select((tickets::no, tickets::customer_id))
        .load(conn)?;
    let mut people: Vec<i64> = rows.iter().map(|(_, customer)| *customer).collect();
    people.sort_unstable();
    people.dedup();
    let mut known: Vec<i64> = tickets::table
        .filter(tickets::line_id.eq(line.0))
        .filter(tickets::customer_id.eq_any(&people))
        .filter(tickets::closed_at.is_null().or(tickets::closed_at.gt(until)))
        .select(tickets::customer_id)
        .distinct()
        .load(conn)?;
    let talking: Vec<i64> = conversations::table
        .filter(conversations::line_id.eq(line.0))
        .filter(conversations::customer_id.eq_any(&people))
        .select(conversations::customer_id)
        .load(conn)?;
    known.extend(talking);
    let erased: Vec<i64> = customers::table
        .filter(customers::line_id.eq(line.0))
        .filter(customers::id.eq_any(&people))
        .filter(customers::erased_at.is_not_null())
        .select(customers::id)
        .load(conn)?;
    known.extend(erased);
    people.retain(|id| !known.contains(id));
    Ok(Some(Bite {
        cases: rows.into_iter().map(|(no, _)| TicketNo(no)).collect(),
        customers: people.into_iter().map(CustomerId).collect(),
        until: Timestamp(until),
    }))
}

/// Whether a message to this customer, or about a case of theirs, has not left yet.
///
/// # Errors
/// Those of the database.
pub fn has_letters(
    conn: &mut Conn,
    line: LineId,
    customer: CustomerId,
    chat: &str,
) -> QueryResult<bool> {
    let cases = tickets::table
        .filter(tickets::line_id.eq(line.0))
        .filter(tickets::customer_id.eq(customer.0))
        .select(tickets::no.nullable());
    let waiting = outbox::table
        .filter(outbox::line_id.eq(line.0))
        .filter(outbox::dead_at.is_null())
        .filter(outbox::chat.eq(chat).or(outbox::ticket.eq_any(cases)));
    diesel::select(diesel::dsl::exists(waiting)).get_result(conn)
}

/// Files whose bytes are to go, at most `most`: each with whether another message has the same.
///
/// # Errors
/// Those of the database.
pub fn doomed(conn: &mut Conn, most: i64) -> QueryResult<Vec<String>> {
    doomed_files::table
        .order((doomed_files::at.asc(), doomed_files::hash.asc()))
        .limit(most)
        .select(doomed_files::hash)
        .load(conn)
}

/// Whether any message has these bytes.
///
/// # Errors
/// Those of the database.
pub fn is_used(conn: &mut Conn, hash: &str) -> QueryResult<bool> {
    let used = files::table.filter(files::hash.eq(hash)).filter(files::state.eq("stored"));
    diesel::select(diesel::dsl::exists(used)).get_result(conn)
}

/// These bytes are gone, or are needed after all.
///
/// # Errors
/// Those of the database.
pub fn settled(conn: &mut Conn, hashes: &[String]) -> QueryResult<()> {
    diesel::delete(doomed_files::table).filter(doomed_files::hash.eq_any(hashes)).execute(conn)?;
    Ok(())
}

/// The numbers of a customer's cases.
///
/// # Errors
/// Those of the database.
pub fn cases_of(conn: &mut Conn, line: LineId, customer: CustomerId) -> QueryResult<Vec<TicketNo>> {
    let numbers: Vec<i64> = tickets::table
        .filter(tickets::line_id.eq(line.0))
        .filter(tickets::customer_id.eq(customer.0))
        .select(tickets::no)
        .load(conn)?;
    Ok(numbers.into_iter().map(TicketNo).collect())
}

/// How many cases were closed before `cutoff` and are not done with, counted up to [`COUNT_MOST`].
///
/// # Errors
/// Those of the database.
pub fn due(conn: &mut Conn, line: LineId, cutoff: Timestamp) -> QueryResult<u32> {
    let from = done_until(conn, line)?.map_or(i64::MIN, |until| until.0);
    let some: Vec<i64> = tickets::table
        .filter(tickets::line_id.eq(line.0))
        .filter(tickets::closed_at.is_not_null())
        .filter(tickets::closed_at.gt(from))
        .filter(tickets::closed_at.lt(cutoff.0))
        .limit(i64::from(COUNT_MOST))
        .select(tickets::no)
        .load(conn)?;
    Ok(u32::try_from(some.len()).unwrap_or(COUNT_MOST))
}
