//! Customers: who somebody is, and what became of their cases.

use std::collections::BTreeMap;

use diesel::connection::DefaultLoadingMode;
use diesel::prelude::*;
use diesel::query_builder::SqlQuery;
use diesel::sql_types::{BigInt, Nullable, Text};

use super::columns::CustomerRow;
use super::schema::{conversations, customers, tickets};
use super::{Conn, about};
use crate::domain::identity::Identity;
use crate::domain::ids::{AgentId, ChatId, CustomerId, GroupId, LineId, TicketNo, Timestamp};
use crate::domain::settings::{Department, Language};
use crate::domain::ticket::{Customer, PastCase, RECENT_CASES};

/// The customer with this phone number, else with this LID where nothing speaks against it.
///
/// # Errors
/// Those of the database.
pub fn find(conn: &mut Conn, line: LineId, asked: &Identity) -> QueryResult<Option<Customer>> {
    Ok(find_both(conn, line, asked)?.0)
}

/// The same; and who else is found by the LID, where nothing speaks against it that they are one person.
///
/// # Errors
/// Those of the database.
pub fn find_both(
    conn: &mut Conn,
    line: LineId,
    asked: &Identity,
) -> QueryResult<(Option<Customer>, Option<Customer>)> {
    let mut found: Option<CustomerRow> = None;
    if let Some(phone) = &asked.phone {
        found = customers::table
            .filter(customers::line_id.eq(line.0))
            .filter(customers::phone_key.eq(phone.key().into_string()))
            .order(customers::id.desc())
            .select(CustomerRow::as_select())
            .first(conn)
            .optional()?;
    }
    let mut other = None;
    // A customer whom WhatsApp shows with both is known by both, and nobody else has them.
    let is_whole = found.as_ref().is_some_and(|row| row.is_lid(asked.lid.as_ref()));
    if let (false, Some(lid)) = (is_whole, &asked.lid) {
        let rows: Vec<CustomerRow> = customers::table
            .filter(customers::line_id.eq(line.0))
            .filter(customers::lid.eq(&*lid.0))
            .order(customers::id.desc())
            .limit(10)
            .select(CustomerRow::as_select())
            .load(conn)?;
        // WhatsApp may give a LID to somebody else one day: another phone number is another person.
        let by_lid =
            rows.into_iter().find(|row| row.clone().customer(Vec::new()).identity.is_same(asked));
        if found.is_some() {
            other = by_lid;
        } else {
            found = by_lid;
        }
    }
    let Some(found) = found else { return Ok((None, None)) };
    let found = whole(conn, line, found)?;
    let other = other.map(|row| whole(conn, line, row)).transpose()?;
    let other = other.filter(|other| other.id != found.id);
    Ok((Some(found), other))
}

/// A customer by number; whoever has gone up in another is that other one.
///
/// # Errors
/// Those of the database.
pub fn by_id(conn: &mut Conn, line: LineId, id: CustomerId) -> QueryResult<Option<Customer>> {
    let row: Option<CustomerRow> = customers::table
        .find((line.0, id.0))
        .filter(customers::erased_at.is_null())
        .select(CustomerRow::as_select())
        .first(conn)
        .optional()?;
    row.map(|row| whole(conn, line, row)).transpose()
}

/// A customer with all that is known of them, from their row or from that of an address of theirs.
fn whole(conn: &mut Conn, line: LineId, row: CustomerRow) -> QueryResult<Customer> {
    let row = match row.merged_into {
        None => row,
        Some(kept) => {
            customers::table.find((line.0, kept)).select(CustomerRow::as_select()).first(conn)?
        }
    };
    let mut customer = about::filled(conn, line, row.customer(Vec::new()))?;
    customer.recent = recent_of(conn, line, customer.id)?;
    Ok(customer)
}

/// The latest closed cases of a customer, newest first.
///
/// # Errors
/// Those of the database.
pub fn recent_of(
    conn: &mut Conn,
    line: LineId,
    customer: CustomerId,
) -> QueryResult<Vec<PastCase>> {
    let most = i64::try_from(RECENT_CASES).unwrap_or(i64::MAX);
    let rows: Vec<RecentRow> = tickets::table
        .filter(tickets::line_id.eq(line.0))
        .filter(tickets::customer_id.eq(customer.0))
        .filter(tickets::closed_at.is_not_null())
        .order(tickets::no.desc())
        .limit(most)
        .select(RecentRow::as_select())
        .load(conn)?;
    Ok(rows.into_iter().map(RecentRow::past).collect())
}

/// Customers with an open ticket or a conversation, each with their latest closed cases.
pub(super) fn busy(conn: &mut Conn, line: LineId) -> QueryResult<BTreeMap<CustomerId, Customer>> {
    let open = tickets::table
        .filter(tickets::line_id.eq(line.0))
        .filter(tickets::closed_at.is_null())
        .select(tickets::customer_id);
    let talking = conversations::table
        .filter(conversations::line_id.eq(line.0))
        .select(conversations::customer_id);
    let of_line =
        || customers::table.filter(customers::line_id.eq(line.0)).select(CustomerRow::as_select());
    let mut busy = BTreeMap::new();
    let mut take = |row: QueryResult<CustomerRow>| -> QueryResult<()> {
        let customer = row?.customer(Vec::new());
        busy.insert(customer.id, customer);
        Ok(())
    };
    of_line()
        .filter(customers::id.eq_any(open))
        .load_iter::<CustomerRow, DefaultLoadingMode>(conn)?
        .try_for_each(&mut take)?;
    of_line()
        .filter(customers::id.eq_any(talking))
        .load_iter::<CustomerRow, DefaultLoadingMode>(conn)?
        .try_for_each(&mut take)?;
    about::fill(conn, line, &mut busy)?;
    for row in recent_of_busy(line).load_iter::<RecentRow, DefaultLoadingMode>(conn)? {
        let row = row?;
        if let Some(customer) = busy.get_mut(&CustomerId(row.customer_id)) {
            customer.recent.reserve_exact(1);
            customer.recent.push(row.past());
        }
    }
    Ok(busy)
}

/// A closed case of a customer.
#[derive(Debug, Queryable, Selectable, QueryableByName)]
#[diesel(table_name = tickets)]
pub(crate) struct RecentRow {
    #[diesel(sql_type = BigInt)]
    customer_id: i64,
    #[diesel(sql_type = BigInt)]
    no: i64,
    #[diesel(sql_type = Nullable<BigInt>)]
    closed_at: Option<i64>,
    #[diesel(sql_type = Nullable<Text>)]
    close_reason: Option<String>,
    #[diesel(sql_type = Text)]
    department: String,
    #[diesel(sql_type = BigInt)]
    group_id: i64,
    #[diesel(sql_type = Nullable<BigInt>)]
    agent_id: Option<i64>,
}

impl RecentRow {
    fn past(self) -> PastCase {
        PastCase {
            ticket: TicketNo(self.no),
            closed_at: Timestamp(self.closed_at.unwrap_or_default()),
            reason: self.close_reason,
            department: Department::from_name(&self.department).unwrap_or(Department::Support),
            group: GroupId(self.group_id),
            agent: self.agent_id.map(AgentId),
        }
    }
}

/// One query for all, however many cases each of them has had.
pub(crate) fn recent_of_busy(line: LineId) -> SqlQuery {
    diesel::sql_query(format!(
        "SELECT customer_id, no, closed_at, close_reason, department, group_id, agent_id FROM ( \
           SELECT customer_id, no, closed_at, close_reason, department, group_id, agent_id, \
             row_number() OVER (PARTITION BY customer_id ORDER BY no DESC) AS place \
           FROM tickets WHERE line_id = {line} AND closed_at IS NOT NULL AND customer_id IN ( \
             SELECT customer_id FROM tickets WHERE line_id = {line} AND closed_at IS NULL \
             UNION SELECT customer_id FROM conversations WHERE line_id = {line}) \
         ) AS ranked WHERE place <= {RECENT_CASES} ORDER BY customer_id, no DESC"
    ))
}

/// The open ticket of a customer, if there is one.
///
/// # Errors
/// Those of the database.
pub fn open_ticket(
    conn: &mut Conn,
    line: LineId,
    customer: CustomerId,
) -> QueryResult<Option<TicketNo>> {
    let no: Option<i64> = tickets::table
        .filter(tickets::line_id.eq(line.0))
        .filter(tickets::customer_id.eq(customer.0))
        .filter(tickets::closed_at.is_null())
        .order(tickets::no.desc())
        .select(tickets::no)
        .first(conn)
        .optional()?;
    Ok(no.map(TicketNo))
}

/// Customers who are spoken to in a language of their own, by their chats.
///
/// # Errors
/// Those of the database.
pub fn tongues(conn: &mut Conn, line: LineId) -> QueryResult<Vec<(ChatId, Language)>> {
    let rows: Vec<(String, Option<String>)> = customers::table
        .filter(customers::line_id.eq(line.0))
        .filter(customers::language.is_not_null())
        .select((customers::chat, customers::language))
        .load(conn)?;
    let known = rows.into_iter().filter_map(|(chat, language)| {
        Some((ChatId::from(chat), Language::from_code(&language?)?))
    });
    Ok(known.collect())
}
