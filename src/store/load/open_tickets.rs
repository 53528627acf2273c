//! Tickets that are open, with what their owners know of them.

use std::collections::BTreeMap;
use std::sync::Arc;

use diesel::connection::DefaultLoadingMode;
use diesel::dsl::max;
use diesel::prelude::*;

use super::super::Conn;
use super::super::columns::{MessageColumns, u8_of, u32_of, unreadable};
use super::super::schema::{message_parts, messages, ticket_events, tickets};
use super::waits;
use crate::domain::acts::Note;
use crate::domain::agent::Attended;
use crate::domain::ids::{AgentId, CustomerId, GroupId, LineId, SlotId, TicketNo, Timestamp, WaId};
use crate::domain::main_group::{Pending, held};
use crate::domain::message_map::{Carried, MessageMap};
use crate::domain::record::Record;
use crate::domain::settings::Department;
use crate::domain::slot::{Case, Late};
use crate::domain::ticket::{CaseMessage, Customer, Seat, Sentiment, Side, Ticket};

#[derive(Queryable, Selectable)]
#[diesel(table_name = tickets)]
struct TicketColumns {
    no: i64,
    customer_id: i64,
    state: String,
    department: String,
    sentiment: String,
    group_id: i64,
    opened_at: i64,
    since: i64,
    level: i64,
    noted_at: i64,
    unnoted: i64,
    alert_level: Option<i64>,
    agent_id: Option<i64>,
    agent_name: Option<String>,
    slot_id: Option<i64>,
    slot_name: Option<String>,
    claimed_at: Option<i64>,
    last_seq: i64,
    waits_since: Option<i64>,
    previous: Option<i64>,
    silence_seq: Option<i64>,
    silence_at: Option<i64>,
}

impl TicketColumns {
    fn ticket(&self, customers: &BTreeMap<CustomerId, Arc<Customer>>) -> QueryResult<Ticket> {
        let customer = customers.get(&CustomerId(self.customer_id)).cloned();
        Ok(Ticket {
            no: TicketNo(self.no),
            customer: customer
                .ok_or_else(|| unreadable("tickets.customer_id", "no such customer"))?,
            department: Department::from_name(&self.department)
                .ok_or_else(|| unreadable("tickets.department", &self.department))?,
            sentiment: Sentiment::from_name(&self.sentiment),
            opened_at: Timestamp(self.opened_at),
            group: GroupId(self.group_id),
            last_seq: u32_of(self.last_seq),
            notes: Vec::new(),
            summary: None,
            previous: self.previous.map(TicketNo),
        })
    }

    fn seat(&self) -> Option<Seat> {
        Some(Seat {
            agent: AgentId(self.agent_id?),
            agent_name: self.agent_name.clone()?,
            slot: SlotId(self.slot_id?),
            slot_name: self.slot_name.clone()?,
        })
    }
}

pub(super) fn open_tickets(conn: &mut Conn, line: LineId, record: &mut Record) -> QueryResult<()> {
    let last: Option<i64> =
        tickets::table.filter(tickets::line_id.eq(line.0)).select(max(tickets::no)).first(conn)?;
    record.last_ticket = TicketNo(last.unwrap_or(0));
    let mut backlogs = backlogs(conn, line)?;
    let names = agent_names(record);
    let mut maps = maps(conn, line, &names)?;
    let mut notes = notes(conn, line, &names)?;
    let mut summaries = summaries(conn, line)?;
    let mut waits = waits::of_open_tickets(conn, line)?;
    // Row by row, as with all that there may be many of: they are not in memory twice.
    let rows = tickets::table
        .filter(tickets::line_id.eq(line.0))
        .filter(tickets::closed_at.is_null())
        .select(TicketColumns::as_select())
        .load_iter::<TicketColumns, DefaultLoadingMode>(conn)?;
    for row in rows {
        let row = row?;
        let mut ticket = row.ticket(&record.customers)?;
        let no = ticket.no;
        ticket.summary = summaries.remove(&row.no);
        let wait = waits.remove(&row.no).unwrap_or_default();
        if wait.anger_told_at.is_some() {
            record.angered.insert(no);
        }
        notes.remove(&row.no).into_iter().flatten().for_each(|note| ticket.remember(note));
        if row.state == "pending" {
            let backlog = backlogs.remove(&row.no).unwrap_or_default();
            let mut pending = Pending::new(ticket, backlog, Timestamp(row.since));
            if let Some(before) = maps.remove(&row.no) {
                // What waits for an agent is beside it.
                pending.before = before.handed_over(|agent| name_of(&names, agent));
            }
            pending.waits_since = row.waits_since.map_or(pending.waits_since, Timestamp);
            pending.level = u32_of(row.level);
            pending.escalated_at = wait.escalated_at.map_or(pending.waits_since, Timestamp);
            pending.noted_at = Timestamp(row.noted_at);
            pending.unnoted = u32_of(row.unnoted);
            if let Some(group) = record.groups.get_mut(&GroupId(row.group_id)) {
                group.restore_pending(pending);
            }
            if let Some(level) = row.alert_level {
                record.alerts.insert(no, u32_of(level));
            }
            continue;
        }
        let seat = row
            .seat()
            .ok_or_else(|| unreadable("tickets.slot_id", "in progress without a slot"))?;
        if let Some(group) = record.groups.get_mut(&ticket.group) {
            group.restore_past(no, held(&seat));
        }
        if let Some(room) =
            record.agents.get_mut(&seat.agent).and_then(|agent| agent.room_mut(seat.slot))
        {
            room.case = Some(Attended {
                ticket: no,
                customer: ticket.customer.name.clone(),
                phone: ticket.customer.identity.phone.clone(),
            });
        }
        if let Some(slot) = record.slots.get_mut(&seat.slot) {
            let claimed_at = Timestamp(row.claimed_at.unwrap_or(row.opened_at));
            let (since, map) = (Timestamp(row.since), maps.remove(&row.no).unwrap_or_default());
            let seated_at = wait.seated_at.map_or(claimed_at, Timestamp);
            let late = Late { seq: u32_of(wait.late_seq), level: u8_of(wait.late_level) };
            let warned = row.silence_seq.zip(row.silence_at);
            let warned = warned.map(|(seq, at)| (u32_of(seq), Timestamp(at)));
            let case = Case { ticket, seat, since, claimed_at, map, seated_at, late, warned };
            slot.restore_case(case);
        }
    }
    Ok(())
}

/// What the customers of pending tickets have written.
fn backlogs(conn: &mut Conn, line: LineId) -> QueryResult<BTreeMap<i64, Vec<CaseMessage>>> {
    let pending = tickets::table
        .filter(tickets::line_id.eq(line.0))
        .filter(tickets::closed_at.is_null())
        .filter(tickets::state.eq("pending"))
        .select(tickets::no);
    let rows = messages::table
        .filter(messages::line_id.eq(line.0))
        .filter(messages::ticket.eq_any(pending))
        .filter(messages::state.eq("kept"))
        .order((messages::ticket.asc(), messages::seq.asc()))
        .select(MessageColumns::as_select())
        .load_iter::<MessageColumns, DefaultLoadingMode>(conn)?;
    let mut backlogs: BTreeMap<i64, Vec<CaseMessage>> = BTreeMap::new();
    for row in rows {
        let row = row?;
        // Most have written once.
        backlogs.entry(row.ticket).or_insert_with(|| Vec::with_capacity(1)).push(row.message());
    }
    Ok(backlogs)
}

/// What agents are called.
fn agent_names(record: &Record) -> BTreeMap<AgentId, String> {
    record.agents.iter().map(|(id, agent)| (*id, agent.name.clone())).collect()
}

fn name_of(names: &BTreeMap<AgentId, String>, agent: AgentId) -> String {
    names.get(&agent).cloned().unwrap_or_default()
}

/// Ticket, when, the agent or the name of who wrote it, what it says.
type NoteRow = (i64, i64, Option<i64>, Option<String>, Option<String>);

/// The latest notes of open tickets, oldest first.
fn notes(
    conn: &mut Conn,
    line: LineId,
    names: &BTreeMap<AgentId, String>,
) -> QueryResult<BTreeMap<i64, Vec<Note>>> {
    let open = tickets::table
        .filter(tickets::line_id.eq(line.0))
        .filter(tickets::closed_at.is_null())
        .select(tickets::no);
    let rows: Vec<NoteRow> = ticket_events::table
        .filter(ticket_events::line_id.eq(line.0))
        .filter(ticket_events::ticket.eq_any(open))
        .filter(ticket_events::kind.eq("note"))
        .order((ticket_events::ticket.asc(), ticket_events::n.asc()))
        .select((
            ticket_events::ticket,
            ticket_events::at,
            ticket_events::by_agent,
            ticket_events::by_name,
            ticket_events::detail,
        ))
        .load(conn)?;
    let mut notes: BTreeMap<i64, Vec<Note>> = BTreeMap::new();
    for (ticket, at, agent, name, text) in rows {
        let who = name.or_else(|| agent.map(|agent| name_of(names, AgentId(agent))));
        let (at, who, text) = (Timestamp(at), who.unwrap_or_default(), text.unwrap_or_default());
        notes.entry(ticket).or_default().push(Note { at, who, text });
    }
    Ok(notes)
}

/// What open tickets are about, where a model has said so: the latest counts.
fn summaries(conn: &mut Conn, line: LineId) -> QueryResult<BTreeMap<i64, Box<str>>> {
    let open = tickets::table
        .filter(tickets::line_id.eq(line.0))
        .filter(tickets::closed_at.is_null())
        .select(tickets::no);
    let rows: Vec<(i64, Option<String>)> = ticket_events::table
        .filter(ticket_events::line_id.eq(line.0))
        .filter(ticket_events::ticket.eq_any(open))
        .filter(ticket_events::kind.eq("summary"))
        .order((ticket_events::ticket.asc(), ticket_events::n.asc()))
        .select((ticket_events::ticket, ticket_events::detail))
        .load(conn)?;
    Ok(rows.into_iter().map(|(no, text)| (no, text.unwrap_or_default().into())).collect())
}

/// The messages of cases that agents attend or have attended, as both sides know them.
fn maps(
    conn: &mut Conn,
    line: LineId,
    names: &BTreeMap<AgentId, String>,
) -> QueryResult<BTreeMap<i64, MessageMap>> {
    let attended = || {
        let open =
            tickets::table.filter(tickets::line_id.eq(line.0)).filter(tickets::closed_at.is_null());
        open.filter(tickets::state.eq("in_progress").or(tickets::handed_seq.gt(0)))
            .select(tickets::no)
    };
    let handed: BTreeMap<i64, i64> = tickets::table
        .filter(tickets::line_id.eq(line.0))
        .filter(tickets::closed_at.is_null())
        .filter(tickets::handed_seq.gt(0))
        .select((tickets::no, tickets::handed_seq))
        .load::<(i64, i64)>(conn)?
        .into_iter()
        .collect();
    let mut parts: BTreeMap<(i64, i64), Vec<String>> = BTreeMap::new();
    let further = message_parts::table
        .filter(message_parts::line_id.eq(line.0))
        .filter(message_parts::ticket.eq_any(attended()))
        .order((message_parts::ticket.asc(), message_parts::seq.asc(), message_parts::part.asc()))
        .select((message_parts::ticket, message_parts::seq, message_parts::wa_id))
        .load_iter::<(i64, i64, String), DefaultLoadingMode>(conn)?;
    for row in further {
        let (ticket, seq, wa_id) = row?;
        parts.entry((ticket, seq)).or_default().push(wa_id);
    }
    let rows = messages::table
        .filter(messages::line_id.eq(line.0))
        .filter(messages::ticket.eq_any(attended()))
        .filter(messages::state.ne("kept"))
        .order((messages::ticket.asc(), messages::seq.asc()))
        .select(MessageColumns::as_select())
        .load_iter::<MessageColumns, DefaultLoadingMode>(conn)?;
    let mut maps: BTreeMap<i64, MessageMap> = BTreeMap::new();
    for row in rows {
        let mut row = row?;
        let further = parts.remove(&(row.ticket, row.seq())).unwrap_or_default();
        // Without the first part nobody counts the others.
        let copies = match row.sent_wa_id.take() {
            Some(first) => [first].into_iter().chain(further).map(WaId::from).collect(),
            None => Vec::new(),
        };
        let (ticket, carried) = (row.ticket, Carried::from_name(&row.state));
        let map = maps.entry(ticket).or_default();
        let is_past = handed.get(&ticket).is_some_and(|handed| row.seq() <= *handed);
        let message = row.message();
        match message.from {
            Side::Agent(agent) if is_past => {
                map.restore_past(&message, copies, carried, name_of(names, agent));
            }
            Side::Agent(_) | Side::Customer => map.restore(&message, copies, carried),
        }
    }
    Ok(maps)
}
