//! Whose a case is: what has to be known before somebody acts on it, and who may look at it.

use diesel::prelude::*;

use super::super::Conn;
use super::super::schema::{ticket_events, tickets};
use crate::domain::ids::{AgentId, CustomerId, LineId, TicketNo, Timestamp};

/// Whose a case is, and whether it is over.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Whose {
    /// Whose it is.
    pub customer: CustomerId,
    /// Who attends it, or attended it last.
    pub agent: Option<AgentId>,
    /// If it is over, the name of who closed it, and when.
    pub closed: Option<(String, Timestamp)>,
}

/// Whose a case is; none if there is no such case.
///
/// # Errors
/// Those of the database.
pub fn whose(conn: &mut Conn, line: LineId, no: TicketNo) -> QueryResult<Option<Whose>> {
    type Row = (i64, Option<i64>, Option<i64>, Option<String>, Option<String>);
    let row: Option<Row> = tickets::table
        .find((line.0, no.0))
        .select((
            tickets::customer_id,
            tickets::agent_id,
            tickets::closed_at,
            tickets::closed_by_name,
            tickets::agent_name,
        ))
        .first(conn)
        .optional()?;
    Ok(row.map(|(customer, agent, closed_at, by_name, agent_name)| Whose {
        customer: CustomerId(customer),
        agent: agent.map(AgentId),
        closed: closed_at.map(|at| (by_name.or(agent_name).unwrap_or_default(), Timestamp(at))),
    }))
}

/// Whether an agent attends a case, or has attended it.
///
/// # Errors
/// Those of the database.
pub fn has_attended(
    conn: &mut Conn,
    line: LineId,
    no: TicketNo,
    agent: AgentId,
) -> QueryResult<bool> {
    let known = whose(conn, line, no)?;
    if known.is_some_and(|whose| whose.agent == Some(agent)) {
        return Ok(true);
    }
    let taken = ticket_events::table
        .filter(ticket_events::line_id.eq(line.0))
        .filter(ticket_events::ticket.eq(no.0))
        .filter(ticket_events::kind.eq_any(["claimed", "transferred"]))
        .filter(ticket_events::agent_id.eq(agent.0));
    diesel::select(diesel::dsl::exists(taken)).get_result(conn)
}
