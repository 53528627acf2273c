//! What is known of customers beyond their rows: tags, and who else they are on WhatsApp.

use std::collections::BTreeMap;

use diesel::prelude::*;

use super::Conn;
use super::columns::identity;
use super::schema::{customer_tags, customers};
use crate::domain::ids::{CustomerId, LineId};
use crate::domain::ticket::Customer;

/// Customers asked for in one statement.
const AT_ONCE: usize = 500;

/// Fills in what the rows of these customers do not say.
///
/// # Errors
/// Those of the database.
pub(super) fn fill(
    conn: &mut Conn,
    line: LineId,
    known: &mut BTreeMap<CustomerId, Customer>,
) -> QueryResult<()> {
    let all: Vec<i64> = known.keys().map(|id| id.0).collect();
    for ids in all.chunks(AT_ONCE) {
        let tags: Vec<(i64, String)> = customer_tags::table
            .filter(customer_tags::line_id.eq(line.0))
            .filter(customer_tags::customer_id.eq_any(ids))
            .order((customer_tags::customer_id.asc(), customer_tags::tag_key.asc()))
            .select((customer_tags::customer_id, customer_tags::tag))
            .load(conn)?;
        for (id, tag) in tags {
            if let Some(customer) = known.get_mut(&CustomerId(id)) {
                customer.about.tags.push(tag.into());
            }
        }
        type Alias = (Option<i64>, Option<String>, Option<String>);
        let aliases: Vec<Alias> = customers::table
            .filter(customers::line_id.eq(line.0))
            .filter(customers::merged_into.is_not_null())
            .filter(customers::merged_into.eq_any(ids))
            .order(customers::id.asc())
            .select((customers::merged_into, customers::phone, customers::lid))
            .load(conn)?;
        for (id, phone, lid) in aliases {
            let also = identity(phone.as_deref(), lid.as_deref());
            let customer = id.and_then(|id| known.get_mut(&CustomerId(id)));
            if let Some(customer) = customer.filter(|_| !also.is_unknown()) {
                let same = customer.identity.joined(&also) == customer.identity
                    && also.phone.as_ref().is_none_or(|_| customer.identity.phone == also.phone)
                    && also.lid.as_ref().is_none_or(|_| customer.identity.lid == also.lid);
                if !same {
                    customer.about.also.push(also);
                }
            }
        }
        for customer in ids.iter().map(|id| CustomerId(*id)) {
            if let Some(customer) = known.get_mut(&customer) {
                customer.about.also.sort();
                customer.about.also.dedup();
            }
        }
    }
    Ok(())
}

/// The same for one.
///
/// # Errors
/// Those of the database.
pub(super) fn filled(conn: &mut Conn, line: LineId, customer: Customer) -> QueryResult<Customer> {
    let id = customer.id;
    let mut one = BTreeMap::from([(id, customer.clone())]);
    fill(conn, line, &mut one)?;
    Ok(one.remove(&id).unwrap_or(customer))
}
