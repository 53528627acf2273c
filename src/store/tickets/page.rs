//! One ticket with all that is known of it.

use diesel::prelude::*;

use super::super::columns::{CustomerRow, MessageColumns, u8_of};
use super::super::schema::{agents, customers, main_groups, messages, ticket_events, tickets};
use super::super::{Conn, customers as people, open};
use super::{Columns, Joined, TicketRow, row};
use crate::domain::content::Content;
use crate::domain::ids::{AgentId, LineId, TicketNo, Timestamp, WaId};
use crate::domain::ticket::{Customer, Side};

/// Messages of one ticket that are shown at once.
const MESSAGES_MOST: i64 = 2_000;
/// Earlier cases of a customer that are shown beside a ticket.
const PREVIOUS_MOST: i64 = 20;

/// What became of a message.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MessageState {
    /// Kept for the agent who takes the ticket.
    Kept,
    /// On its way.
    Queued,
    /// With the gateway.
    Sent,
    /// Never sent.
    Failed,
}

impl MessageState {
    fn from_name(name: &str) -> Self {
        match name {
            "kept" => Self::Kept,
            "sent" => Self::Sent,
            "failed" => Self::Failed,
            _ => Self::Queued,
        }
    }
}

/// A message of a ticket.
#[derive(Debug, Clone, PartialEq)]
pub struct MessageRow {
    /// Place in the history, from 1.
    pub seq: u32,
    /// Who wrote it.
    pub from: Side,
    /// The agent's name now, where an agent wrote it.
    pub agent_name: Option<String>,
    /// When.
    pub at: Timestamp,
    /// What it says.
    pub content: Content,
    /// What became of it.
    pub state: MessageState,
    /// WhatsApp's id where it was written.
    pub wa_id: WaId,
}

/// Something that happened to a ticket.
#[derive(Debug, Clone, PartialEq)]
pub struct TicketEventRow {
    /// `opened`, `claimed`, `escalated`, `alerted`, `closed`.
    pub kind: String,
    /// When.
    pub at: Timestamp,
    /// Which limit, for `escalated` and `alerted`.
    pub level: Option<u8>,
    /// Who, with the name of now.
    pub agent: Option<(AgentId, String)>,
    /// The slot's name for `claimed`, the reason for `closed`.
    pub detail: Option<String>,
}

/// A ticket with all that is known of it.
#[derive(Debug, Clone, PartialEq)]
pub struct TicketPage {
    /// The ticket.
    pub ticket: TicketRow,
    /// Whose it is.
    pub customer: Customer,
    /// What was written, oldest first.
    pub messages: Vec<MessageRow>,
    /// What happened, oldest first.
    pub events: Vec<TicketEventRow>,
    /// The customer's other tickets, newest first.
    pub previous: Vec<TicketRow>,
}

/// A ticket with its messages, its events, its customer and the customer's other tickets.
///
/// # Errors
/// Those of the database.
pub fn find(conn: &mut Conn, line: LineId, no: TicketNo) -> QueryResult<Option<TicketPage>> {
    open::snapshot(conn, |conn| {
        let found: Option<Joined> = joined!(line)
            .filter(tickets::no.eq(no.0))
            .select((Columns::as_select(), customers::name, customers::phone, main_groups::name))
            .first(conn)
            .optional()?;
        let Some(ticket) = found.map(row) else { return Ok(None) };
        let customer: CustomerRow = customers::table
            .find((line.0, ticket.customer.0))
            .select(CustomerRow::as_select())
            .first(conn)?;
        let recent = people::recent_of(conn, line, ticket.customer)?;
        let previous: Vec<Joined> = joined!(line)
            .filter(tickets::customer_id.eq(ticket.customer.0))
            .filter(tickets::no.ne(no.0))
            .order(tickets::no.desc())
            .limit(PREVIOUS_MOST)
            .select((Columns::as_select(), customers::name, customers::phone, main_groups::name))
            .load(conn)?;
        Ok(Some(TicketPage {
            messages: messages_of(conn, line, no)?,
            events: events_of(conn, line, no)?,
            customer: customer.customer(recent),
            previous: previous.into_iter().map(row).collect(),
            ticket,
        }))
    })
}

fn messages_of(conn: &mut Conn, line: LineId, no: TicketNo) -> QueryResult<Vec<MessageRow>> {
    let mut rows: Vec<(MessageColumns, String, Option<String>)> = messages::table
        .left_join(agents::table.on(
            agents::line_id.eq(messages::line_id).and(agents::id.nullable().eq(messages::agent_id)),
        ))
        .filter(messages::line_id.eq(line.0))
        .filter(messages::ticket.eq(no.0))
        .order(messages::seq.desc())
        .limit(MESSAGES_MOST)
        .select((MessageColumns::as_select(), messages::state, agents::name.nullable()))
        .load(conn)?;
    rows.reverse();
    let message = |(columns, state, agent_name): (MessageColumns, String, Option<String>)| {
        let message = columns.message();
        MessageRow {
            seq: message.seq,
            from: message.from,
            agent_name,
            at: message.at,
            content: message.content,
            state: MessageState::from_name(&state),
            wa_id: message.wa_id,
        }
    };
    Ok(rows.into_iter().map(message).collect())
}

type EventRow = (String, i64, Option<i64>, Option<i64>, Option<String>, Option<String>);

fn events_of(conn: &mut Conn, line: LineId, no: TicketNo) -> QueryResult<Vec<TicketEventRow>> {
    let rows: Vec<EventRow> = ticket_events::table
        .left_join(
            agents::table.on(agents::line_id
                .eq(ticket_events::line_id)
                .and(agents::id.nullable().eq(ticket_events::agent_id))),
        )
        .filter(ticket_events::line_id.eq(line.0))
        .filter(ticket_events::ticket.eq(no.0))
        .order(ticket_events::n.asc())
        .select((
            ticket_events::kind,
            ticket_events::at,
            ticket_events::level,
            ticket_events::agent_id,
            agents::name.nullable(),
            ticket_events::detail,
        ))
        .load(conn)?;
    let event = |(kind, at, level, agent, name, detail): EventRow| TicketEventRow {
        kind,
        at: Timestamp(at),
        level: level.map(u8_of),
        agent: agent.map(AgentId).zip(name),
        detail,
    };
    Ok(rows.into_iter().map(event).collect())
}
