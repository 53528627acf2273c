//! One ticket with all that is known of it.

use std::collections::BTreeMap;

use diesel::prelude::*;

use super::super::columns::{CustomerRow, MessageColumns, content, u32_of};
use super::super::files::{self, FileRow};
use super::super::schema::{
    agents as agent_rows, customers, main_groups, message_edits, messages, ticket_events, tickets,
};
use super::super::{Conn, about, agents, customers as people, groups, open};
use super::{Columns, Joined, TicketRow, row};
use crate::domain::content::Content;
use crate::domain::file::FileKey;
use crate::domain::ids::{AgentId, CustomerId, GroupId, LineId, TicketNo, Timestamp, WaId};
use crate::domain::ticket::{Cited, Customer, Fate, Side};

/// Messages of one ticket that are shown at once.
const MESSAGES_MOST: i64 = 2_000;
/// Earlier versions of its messages that are shown at once.
const EDITS_MOST: i64 = 1_000;
/// Events of one ticket that are shown at once.
const EVENTS_MOST: i64 = 2_000;
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
    /// On the other side's phone.
    Delivered,
    /// Read there.
    Read,
    /// Never sent.
    Failed,
    /// Taken back by its writer before it left.
    Withdrawn,
}

impl MessageState {
    fn from_name(name: &str) -> Self {
        match name {
            "kept" => Self::Kept,
            "sent" => Self::Sent,
            "delivered" => Self::Delivered,
            "read" => Self::Read,
            "failed" => Self::Failed,
            "withdrawn" => Self::Withdrawn,
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
    /// What it says now.
    pub content: Content,
    /// What it said before, oldest first, each with when that was changed.
    pub edits: Vec<(Timestamp, Content)>,
    /// What it replies to.
    pub cites: Option<Cited>,
    /// What its writer did to it afterwards.
    pub fate: Fate,
    /// What became of it.
    pub state: MessageState,
    /// Why it failed, in the gateway's words.
    pub error: Option<String>,
    /// When it came to the other side's phone.
    pub delivered_at: Option<Timestamp>,
    /// When it was read there.
    pub read_at: Option<Timestamp>,
    /// The customer's reaction to it.
    pub customer_reaction: Option<String>,
    /// The agent's.
    pub agent_reaction: Option<String>,
    /// What became of the file in it; nothing, too, while nobody has asked for it.
    pub file: Option<FileRow>,
    /// WhatsApp's id where it was written.
    pub wa_id: WaId,
}

/// Something that happened to a ticket.
#[derive(Debug, Clone, PartialEq)]
pub struct TicketEventRow {
    /// `opened`, `claimed`, `escalated`, `alerted`, `closed`, `transferred`, `returned`, `moved`, `raised`, `note`,
    /// `mood`, `summary`.
    pub kind: String,
    /// When.
    pub at: Timestamp,
    /// Which limit, for `escalated` and `alerted`.
    pub level: Option<u32>,
    /// Whom it is about, with the name of now: who has the case since, for `returned` who had it, and for `closed`
    /// who closed it on WhatsApp.
    pub agent: Option<(AgentId, String)>,
    /// The slot's name for `claimed`, the note for `note`, the mood's name for `mood`, the line for `summary`, else the reason.
    pub detail: Option<String>,
    /// Who decided it, where that is kept.
    pub by: Option<Decider>,
    /// The main group that the case came to.
    pub group: Option<String>,
    /// The slot that it came to, for `transferred`.
    pub place: Option<String>,
}

/// Who decided something about a case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Decider {
    /// An agent on WhatsApp, with the name of now.
    Agent(String),
    /// Somebody in the panel, with the name of then.
    Panel(String),
    /// Somebody in the Supervisor group who is no agent, with the name of then.
    Supervisor(String),
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
        let Some(head) = head(conn, line, no)? else { return Ok(None) };
        Ok(Some(TicketPage { messages: messages_of(conn, line, no)?, ..head }))
    })
}

/// The same without its messages.
///
/// # Errors
/// Those of the database.
pub fn head(conn: &mut Conn, line: LineId, no: TicketNo) -> QueryResult<Option<TicketPage>> {
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
        messages: Vec::new(),
        events: events_of(conn, line, no)?,
        customer: about::filled(conn, line, customer.customer(recent))?,
        previous: previous.into_iter().map(row).collect(),
        ticket,
    }))
}

/// What `messages` has beyond a [`CaseMessage`](crate::domain::ticket::CaseMessage).
#[derive(Debug, Queryable, Selectable)]
#[diesel(table_name = messages)]
struct Afterwards {
    customer_reaction: Option<String>,
    agent_reaction: Option<String>,
    delivered_at: Option<i64>,
    read_at: Option<i64>,
    error: Option<String>,
}

fn messages_of(conn: &mut Conn, line: LineId, no: TicketNo) -> QueryResult<Vec<MessageRow>> {
    let mut rows: Vec<(MessageColumns, Afterwards, Option<String>)> = messages::table
        .left_join(
            agent_rows::table.on(agent_rows::line_id
                .eq(messages::line_id)
                .and(agent_rows::id.nullable().eq(messages::agent_id))),
        )
        .filter(messages::line_id.eq(line.0))
        .filter(messages::ticket.eq(no.0))
        .order(messages::seq.desc())
        .limit(MESSAGES_MOST)
        .select((MessageColumns::as_select(), Afterwards::as_select(), agent_rows::name.nullable()))
        .load(conn)?;
    rows.reverse();
    let shown = rows.into_iter().map(|(columns, after, agent)| message(columns, after, agent));
    complete(conn, line, no, shown.collect())
}

/// Messages, in order, with what they said before and with their files.
fn complete(
    conn: &mut Conn,
    line: LineId,
    no: TicketNo,
    mut shown: Vec<MessageRow>,
) -> QueryResult<Vec<MessageRow>> {
    let (Some(first), Some(last)) = (shown.first(), shown.last()) else { return Ok(shown) };
    let mut edits = edits_of(conn, line, no, first.seq, last.seq)?;
    let keys: Vec<FileKey> =
        shown.iter().filter_map(|message| message.content.file()).map(|file| file.key).collect();
    let files = files::of(conn, line, &keys)?;
    for message in &mut shown {
        message.edits = edits.remove(&message.seq).unwrap_or_default();
        message.file = message.content.file().and_then(|file| files.get(&file.key).cloned());
    }
    Ok(shown)
}

fn message(columns: MessageColumns, after: Afterwards, agent_name: Option<String>) -> MessageRow {
    let state = MessageState::from_name(&columns.state);
    let message = columns.message();
    // A reaction that was taken back is none.
    let reaction = |emoji: Option<String>| emoji.filter(|emoji| !emoji.is_empty());
    MessageRow {
        seq: message.seq,
        from: message.from,
        agent_name,
        at: message.at,
        content: message.content,
        edits: Vec::new(),
        cites: message.cites,
        fate: message.fate,
        state,
        error: after.error,
        delivered_at: after.delivered_at.map(Timestamp),
        read_at: after.read_at.map(Timestamp),
        customer_reaction: reaction(after.customer_reaction),
        agent_reaction: reaction(after.agent_reaction),
        file: None,
        wa_id: message.wa_id,
    }
}

/// What messages said before they were changed, oldest first; the latest changes where there are very many.
fn edits_of(
    conn: &mut Conn,
    line: LineId,
    no: TicketNo,
    first: u32,
    last: u32,
) -> QueryResult<BTreeMap<u32, Vec<(Timestamp, Content)>>> {
    let mut rows: Vec<(i64, i64, String)> = message_edits::table
        .filter(message_edits::line_id.eq(line.0))
        .filter(message_edits::ticket.eq(no.0))
        .filter(message_edits::seq.between(i64::from(first), i64::from(last)))
        .order((message_edits::seq.desc(), message_edits::at.desc()))
        .limit(EDITS_MOST)
        .select((message_edits::seq, message_edits::at, message_edits::content))
        .load(conn)?;
    rows.reverse();
    let mut edits: BTreeMap<u32, Vec<(Timestamp, Content)>> = BTreeMap::new();
    for (seq, at, text) in rows {
        edits.entry(u32_of(seq)).or_default().push((Timestamp(at), content(&text)));
    }
    Ok(edits)
}

#[derive(Debug, Queryable, Selectable)]
#[diesel(table_name = ticket_events)]
struct EventRow {
    kind: String,
    at: i64,
    level: Option<i64>,
    agent_id: Option<i64>,
    detail: Option<String>,
    by_agent: Option<i64>,
    by_name: Option<String>,
    group_id: Option<i64>,
    place: Option<String>,
    by_supervisor: bool,
}

fn events_of(conn: &mut Conn, line: LineId, no: TicketNo) -> QueryResult<Vec<TicketEventRow>> {
    let mut rows: Vec<EventRow> = ticket_events::table
        .filter(ticket_events::line_id.eq(line.0))
        .filter(ticket_events::ticket.eq(no.0))
        .order(ticket_events::n.desc())
        .limit(EVENTS_MOST)
        .select(EventRow::as_select())
        .load(conn)?;
    rows.reverse();
    let agents: BTreeMap<AgentId, String> = agents::names(conn, line)?.into_iter().collect();
    let groups: BTreeMap<GroupId, String> = groups::names(conn, line)?.into_iter().collect();
    let named = |id: i64| agents.get(&AgentId(id)).cloned();
    let event = |row: EventRow| {
        let role = if row.by_supervisor { Decider::Supervisor } else { Decider::Panel };
        let somebody = row.by_name.map(role);
        TicketEventRow {
            kind: row.kind,
            at: Timestamp(row.at),
            level: row.level.map(u32_of),
            agent: row.agent_id.and_then(|id| Some((AgentId(id), named(id)?))),
            detail: row.detail,
            by: somebody.or_else(|| row.by_agent.and_then(named).map(Decider::Agent)),
            group: row.group_id.and_then(|id| groups.get(&GroupId(id)).cloned()),
            place: row.place,
        }
    };
    Ok(rows.into_iter().map(event).collect())
}

/// Messages of a ticket with a number above `after`, oldest first, at most `most`.
///
/// # Errors
/// Those of the database.
pub fn messages_after(
    conn: &mut Conn,
    line: LineId,
    no: TicketNo,
    after: u32,
    most: u32,
) -> QueryResult<Vec<MessageRow>> {
    let rows: Vec<(MessageColumns, Afterwards, Option<String>)> = messages::table
        .left_join(
            agent_rows::table.on(agent_rows::line_id
                .eq(messages::line_id)
                .and(agent_rows::id.nullable().eq(messages::agent_id))),
        )
        .filter(messages::line_id.eq(line.0))
        .filter(messages::ticket.eq(no.0))
        .filter(messages::seq.gt(i64::from(after)))
        .order(messages::seq.asc())
        .limit(i64::from(most))
        .select((MessageColumns::as_select(), Afterwards::as_select(), agent_rows::name.nullable()))
        .load(conn)?;
    let shown = rows.into_iter().map(|(columns, after, agent)| message(columns, after, agent));
    complete(conn, line, no, shown.collect())
}

/// A customer's tickets, newest first, at most `most`.
///
/// # Errors
/// Those of the database.
pub fn of_customer(
    conn: &mut Conn,
    line: LineId,
    customer: CustomerId,
    most: i64,
) -> QueryResult<Vec<TicketRow>> {
    let rows: Vec<Joined> = joined!(line)
        .filter(tickets::customer_id.eq(customer.0))
        .order(tickets::no.desc())
        .limit(most)
        .select((Columns::as_select(), customers::name, customers::phone, main_groups::name))
        .load(conn)?;
    Ok(rows.into_iter().map(row).collect())
}

/// The first of a customer's tickets with a number above `after`.
///
/// # Errors
/// Those of the database.
pub fn next_of_customer(
    conn: &mut Conn,
    line: LineId,
    customer: CustomerId,
    after: TicketNo,
) -> QueryResult<Option<TicketNo>> {
    let no: Option<i64> = tickets::table
        .filter(tickets::line_id.eq(line.0))
        .filter(tickets::customer_id.eq(customer.0))
        .filter(tickets::no.gt(after.0))
        .order(tickets::no.asc())
        .select(tickets::no)
        .first(conn)
        .optional()?;
    Ok(no.map(TicketNo))
}
