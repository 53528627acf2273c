//! A line as its tables have it: the record that its owners are rebuilt from. One question per table,
//! whose cost depends on what is open and not on how long the history is.

mod people;
mod waits;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use diesel::connection::DefaultLoadingMode;
use diesel::dsl::max;
use diesel::prelude::*;

use super::Conn;
use super::columns::{LetterRow, MessageColumns, json, u8_of, u32_of, unreadable};
use super::schema::{
    conversations, customers, jobs, lines, message_parts, messages, outbox, posts, seen, steps,
    ticket_events, tickets, told_closed as told,
};
use super::{customers as known, open};
use crate::domain::acts::Note;
use crate::domain::agent::Attended;
use crate::domain::ids::{
    AgentId, CustomerId, GroupId, JobId, LineId, SlotId, TicketNo, Timestamp, WaId,
};
use crate::domain::intake::{Conversation, Phase};
use crate::domain::line::{SEEN_MOST, SEEN_MS};
use crate::domain::main_group::{Past, Pending, held};
use crate::domain::message::Post;
use crate::domain::message_map::{Carried, MessageMap};
use crate::domain::outcome::EventKey;
use crate::domain::provisioning::{Job, Step, StepState, Subject};
use crate::domain::record::Record;
use crate::domain::settings::Department;
use crate::domain::slot::{Case, Late};
use crate::domain::ticket::{CaseMessage, Customer, Seat, Sentiment, Side, Ticket};

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
        open_tickets(conn, line, &mut record)?;
        past_tickets(conn, line, &mut record)?;
        jobs(conn, line, &mut record)?;
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

fn open_tickets(conn: &mut Conn, line: LineId, record: &mut Record) -> QueryResult<()> {
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

#[derive(Queryable, Selectable)]
#[diesel(table_name = steps)]
pub(super) struct StepColumns {
    pub job: i64,
    task: String,
    state: String,
    attempts: i64,
    not_before: i64,
    changed_at: i64,
    error: Option<String>,
}

impl StepColumns {
    pub fn step(self) -> QueryResult<Step> {
        Ok(Step {
            task: json(&self.task, "steps.task")?,
            state: StepState::from_name(&self.state),
            attempts: u32_of(self.attempts),
            not_before: Timestamp(self.not_before),
            changed_at: Timestamp(self.changed_at),
            error: self.error,
        })
    }
}

fn jobs(conn: &mut Conn, line: LineId, record: &mut Record) -> QueryResult<()> {
    let last: Option<i64> =
        jobs::table.filter(jobs::line_id.eq(line.0)).select(max(jobs::id)).first(conn)?;
    record.provisioning.last_job = JobId(last.unwrap_or(0));
    record.provisioning.last_creation = last_creation(conn, line)?;
    record.provisioning.jobs =
        open_jobs(conn, line)?.into_iter().map(|job| (job.id, job)).collect();
    Ok(())
}

/// When a group was last created on WhatsApp, or tried to be: its limit does not know that we were restarted.
pub(super) fn last_creation(conn: &mut Conn, line: LineId) -> QueryResult<Option<Timestamp>> {
    let creation: Option<i64> = steps::table
        .filter(steps::line_id.eq(line.0))
        .filter(steps::attempts.gt(0))
        .filter(steps::task.like(r#"{"step":"create%"#))
        .select(max(steps::changed_at))
        .first(conn)?;
    Ok(creation.map(Timestamp))
}

/// Jobs that are not over, with their steps, oldest first.
pub(super) fn open_jobs(conn: &mut Conn, line: LineId) -> QueryResult<Vec<Job>> {
    let open = || jobs::table.filter(jobs::line_id.eq(line.0)).filter(jobs::ended_at.is_null());
    let rows: Vec<(i64, String, i64, i64)> = open()
        .order(jobs::id.asc())
        .select((jobs::id, jobs::subject, jobs::subject_id, jobs::created_at))
        .load(conn)?;
    let steps: Vec<StepColumns> = steps::table
        .filter(steps::line_id.eq(line.0))
        .filter(steps::job.eq_any(open().select(jobs::id)))
        .order((steps::job.asc(), steps::n.asc()))
        .select(StepColumns::as_select())
        .load(conn)?;
    let mut of_job: BTreeMap<i64, Vec<Step>> = BTreeMap::new();
    for row in steps {
        of_job.entry(row.job).or_default().push(row.step()?);
    }
    let job = |(id, subject, subject_id, created_at): (i64, String, i64, i64)| Job {
        id: JobId(id),
        subject: if subject == "group" {
            Subject::Group(GroupId(subject_id))
        } else {
            Subject::Agent(AgentId(subject_id))
        },
        created_at: Timestamp(created_at),
        steps: of_job.remove(&id).unwrap_or_default(),
    };
    Ok(rows.into_iter().map(job).collect())
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
