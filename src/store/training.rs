//! How far somebody has come in the training, and what became of the cases in it.

use diesel::dsl::count_star;
use diesel::prelude::*;

use super::Conn;
use super::columns::{u8_of, u32_of};
use super::schema::{customers, messages, slots, tickets, training};
use super::statement::run;
use super::tickets::TicketState;
use super::users::UserId;
use crate::domain::ids::{AgentId, ChatId, GroupId, LineId, TicketNo, Timestamp, WaId};
use crate::domain::lesson::Step;
use crate::domain::phone::Phone;

/// Messages of one case that are looked at, the newest.
const MESSAGES_MOST: i64 = 500;

/// How far somebody has come.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TrainingRow {
    /// Who.
    pub user: UserId,
    /// On which line.
    pub line: LineId,
    /// How often it was begun.
    pub round: u32,
    /// When this round was.
    pub began_at: Timestamp,
    /// What is to be done now.
    pub step: Step,
    /// Since when.
    pub since: Timestamp,
    /// The first customer of this round.
    pub customer: Option<Phone>,
    /// The one who cannot wait.
    pub urgent: Option<Phone>,
}

/// The latest case of a simulated customer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PracticeCase {
    /// Its number.
    pub no: TicketNo,
    /// How far it is.
    pub state: TicketState,
    /// The main group that announced it.
    pub group: GroupId,
    /// Who took it, with the name of then.
    pub agent: Option<(AgentId, String)>,
    /// The personal group that it was taken to.
    pub slot: Option<i64>,
    /// Why it was closed, where that was said.
    pub reason: Option<String>,
    /// Agents' messages in it since the step began, by WhatsApp's id where they were written.
    pub replies: Vec<WaId>,
}

/// A personal group of the trainee's.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PracticeRoom {
    /// Its number in the database.
    pub id: i64,
    /// Which one of the agent's.
    pub number: u8,
    /// Its name.
    pub name: String,
    /// Its chat, once it exists.
    pub chat: Option<ChatId>,
    /// There is an open case in it.
    pub busy: bool,
}

/// How far a user has come; nothing, too, where what was stored cannot be read.
///
/// # Errors
/// Those of the database.
pub fn find(conn: &mut Conn, user: UserId) -> QueryResult<Option<TrainingRow>> {
    type Columns = (i64, i64, i64, String, i64, Option<String>, Option<String>);
    let found: Option<Columns> = training::table
        .find(user.0)
        .select((
            training::line_id,
            training::round,
            training::began_at,
            training::step,
            training::since,
            training::customer,
            training::urgent,
        ))
        .first(conn)
        .optional()?;
    let Some((line, round, began_at, step, since, customer, urgent)) = found else {
        return Ok(None);
    };
    let phone = |digits: Option<String>| Phone::from_digits(&digits?);
    Ok(Step::from_name(&step).map(|step| TrainingRow {
        user,
        line: LineId(line),
        round: u32_of(round),
        began_at: Timestamp(began_at),
        step,
        since: Timestamp(since),
        customer: phone(customer),
        urgent: phone(urgent),
    }))
}

/// Keeps how far a user has come.
///
/// # Errors
/// Those of the database.
pub fn save(conn: &mut Conn, row: &TrainingRow) -> QueryResult<()> {
    let digits = |phone: &Option<Phone>| phone.as_ref().map(|phone| phone.digits().to_owned());
    run(
        conn,
        "INSERT INTO training (user_id, line_id, round, began_at, step, since, customer, urgent) \
         VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (user_id) DO UPDATE SET \
         line_id = excluded.line_id, round = excluded.round, began_at = excluded.began_at, \
         step = excluded.step, since = excluded.since, customer = excluded.customer, \
         urgent = excluded.urgent",
        vec![
            row.user.0.into(),
            row.line.0.into(),
            row.round.into(),
            row.began_at.0.into(),
            row.step.name().into(),
            row.since.0.into(),
            digits(&row.customer).into(),
            digits(&row.urgent).into(),
        ],
    )?;
    Ok(())
}

/// The latest case of the customer with this number, with what agents wrote in it since then.
///
/// # Errors
/// Those of the database.
pub fn case_of(
    conn: &mut Conn,
    line: LineId,
    phone: &Phone,
    since: Timestamp,
) -> QueryResult<Option<PracticeCase>> {
    type Columns = (i64, String, i64, Option<i64>, Option<String>, Option<i64>, Option<String>);
    let found: Option<Columns> = tickets::table
        .inner_join(customers::table.on(
            customers::line_id.eq(tickets::line_id).and(customers::id.eq(tickets::customer_id)),
        ))
        .filter(tickets::line_id.eq(line.0))
        .filter(customers::phone_key.eq(phone.key().into_string()))
        .order(tickets::no.desc())
        .select((
            tickets::no,
            tickets::state,
            tickets::group_id,
            tickets::agent_id,
            tickets::agent_name,
            tickets::slot_id,
            tickets::close_reason,
        ))
        .first(conn)
        .optional()?;
    let Some((no, state, group, agent, name, slot, reason)) = found else { return Ok(None) };
    let replies: Vec<String> = messages::table
        .filter(messages::line_id.eq(line.0))
        .filter(messages::ticket.eq(no))
        .filter(messages::side.eq("agent"))
        .filter(messages::at.ge(since.0))
        .order(messages::seq.desc())
        .limit(MESSAGES_MOST)
        .select(messages::wa_id)
        .load(conn)?;
    Ok(Some(PracticeCase {
        no: TicketNo(no),
        state: TicketState::from_name(&state).unwrap_or(TicketState::Closed),
        group: GroupId(group),
        agent: agent.map(|agent| (AgentId(agent), name.unwrap_or_default())),
        slot,
        reason,
        replies: replies.into_iter().map(Into::into).collect(),
    }))
}

/// An agent's personal groups by number.
///
/// # Errors
/// Those of the database.
pub fn rooms(conn: &mut Conn, line: LineId, agent: AgentId) -> QueryResult<Vec<PracticeRoom>> {
    let rows: Vec<(i64, i64, String, Option<String>)> = slots::table
        .filter(slots::line_id.eq(line.0))
        .filter(slots::agent_id.eq(agent.0))
        .order(slots::number.asc())
        .select((slots::id, slots::number, slots::name, slots::chat))
        .load(conn)?;
    let mut rooms = Vec::with_capacity(rows.len());
    for (id, number, name, chat) in rows {
        let open: i64 = tickets::table
            .filter(tickets::line_id.eq(line.0))
            .filter(tickets::slot_id.eq(id))
            .filter(tickets::state.eq(TicketState::InProgress.name()))
            .filter(tickets::closed_at.is_null())
            .select(count_star())
            .first(conn)?;
        let (number, chat) = (u8_of(number), chat.map(Into::into));
        rooms.push(PracticeRoom { id, number, name, chat, busy: open > 0 });
    }
    Ok(rooms)
}
