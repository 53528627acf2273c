//! Agents as people look at them: what they can take, and what they have.

use std::collections::BTreeMap;

use diesel::dsl::count_star;
use diesel::prelude::*;

use super::Conn;
use super::columns::{identity, u8_of, u32_of};
use super::schema::{agents, customers, memberships, messages, slots, tickets};
use crate::domain::identity::Identity;
use crate::domain::ids::{AgentId, GroupId, LineId, SlotId, TicketNo, Timestamp};
use crate::domain::provisioning::Membership;
use crate::domain::registration::Proof;

/// An agent.
#[derive(Debug, Clone, PartialEq)]
pub struct AgentRow {
    /// The number.
    pub id: AgentId,
    /// The name.
    pub name: String,
    /// The WhatsApp number that the admin gave, digits with country code.
    pub phone: String,
    /// Takes cases.
    pub active: bool,
    /// How many personal groups are wanted.
    pub wanted: u8,
    /// Since when.
    pub added_at: Timestamp,
    /// Who the number is on WhatsApp.
    pub checked: Identity,
    /// The account bound by LISTO; none while the agent is not registered.
    pub registration: Option<RegistrationRow>,
    /// The main groups, and how the agent stands to each.
    pub memberships: BTreeMap<GroupId, Membership>,
    /// The personal groups, by number.
    pub slots: Vec<SlotRow>,
    /// Cases taken since the day began.
    pub cases_today: u32,
}

impl AgentRow {
    /// How many cases the agent has now.
    #[must_use]
    pub fn busy(&self) -> usize {
        self.slots.iter().filter(|slot| slot.case.is_some()).count()
    }

    /// How many more the agent could take now.
    #[must_use]
    pub fn free(&self) -> usize {
        let usable =
            |slot: &&SlotRow| slot.ready && slot.case.is_none() && slot.number <= self.wanted;
        if self.active && self.registration.is_some() {
            self.slots.iter().filter(usable).count()
        } else {
            0
        }
    }
}

/// How an agent is registered.
#[derive(Debug, Clone, PartialEq)]
pub struct RegistrationRow {
    /// The account.
    pub identity: Identity,
    /// What it rests on.
    pub proof: Proof,
    /// Since when.
    pub at: Timestamp,
}

/// A personal group.
#[derive(Debug, Clone, PartialEq)]
pub struct SlotRow {
    /// Its number.
    pub id: SlotId,
    /// Which one of the agent's.
    pub number: u8,
    /// Its name.
    pub name: String,
    /// It exists on WhatsApp.
    pub ready: bool,
    /// The way in, while the agent could not be added to it.
    pub invite: Option<String>,
    /// The case in it.
    pub case: Option<SlotCase>,
}

/// The case in a personal group.
#[derive(Debug, Clone, PartialEq)]
pub struct SlotCase {
    /// The ticket.
    pub ticket: TicketNo,
    /// The customer's name; empty if unknown.
    pub customer_name: String,
    /// When the agent took it.
    pub claimed_at: Timestamp,
    /// Since when the customer waits for an answer, if the last word is the customer's.
    pub waiting_since: Option<Timestamp>,
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = agents)]
struct Columns {
    id: i64,
    name: String,
    phone: String,
    active: bool,
    wanted: i64,
    added_at: i64,
    checked_phone: Option<String>,
    checked_lid: Option<String>,
    bound_phone: Option<String>,
    bound_lid: Option<String>,
    proof: Option<String>,
    bound_at: Option<i64>,
}

/// All agents who attend, by number; `midnight` is when the line's day began.
///
/// # Errors
/// Those of the database.
pub fn all(conn: &mut Conn, line: LineId, midnight: Timestamp) -> QueryResult<Vec<AgentRow>> {
    super::open::snapshot(conn, |conn| {
        let rows: Vec<Columns> = agents::table
            .filter(agents::line_id.eq(line.0))
            .filter(agents::removed_at.is_null())
            .order(agents::id.asc())
            .select(Columns::as_select())
            .load(conn)?;
        let mut memberships = memberships(conn, line)?;
        let mut slots = slots(conn, line)?;
        let today = cases_since(conn, line, midnight)?;
        let agent = |row: Columns| {
            let bound = identity(row.bound_phone.as_deref(), row.bound_lid.as_deref());
            let proof = Proof::from_name(row.proof.as_deref().unwrap_or_default());
            AgentRow {
                id: AgentId(row.id),
                name: row.name,
                phone: row.phone,
                active: row.active,
                wanted: u8_of(row.wanted),
                added_at: Timestamp(row.added_at),
                checked: identity(row.checked_phone.as_deref(), row.checked_lid.as_deref()),
                registration: row.bound_at.map(|at| RegistrationRow {
                    identity: bound,
                    proof,
                    at: Timestamp(at),
                }),
                memberships: memberships.remove(&row.id).unwrap_or_default(),
                slots: slots.remove(&row.id).unwrap_or_default(),
                cases_today: today.get(&row.id).copied().unwrap_or(0),
            }
        };
        Ok(rows.into_iter().map(agent).collect())
    })
}

/// Numbers and names of all agents, former ones too: their cases are in the history.
///
/// # Errors
/// Those of the database.
pub fn names(conn: &mut Conn, line: LineId) -> QueryResult<Vec<(AgentId, String)>> {
    let rows: Vec<(i64, String)> = agents::table
        .filter(agents::line_id.eq(line.0))
        .order(agents::id.asc())
        .select((agents::id, agents::name))
        .load(conn)?;
    Ok(rows.into_iter().map(|(id, name)| (AgentId(id), name)).collect())
}

/// One agent; `midnight` is when the line's day began.
///
/// # Errors
/// Those of the database.
pub fn find(
    conn: &mut Conn,
    line: LineId,
    agent: AgentId,
    midnight: Timestamp,
) -> QueryResult<Option<AgentRow>> {
    // There are few agents, and all of them cost five questions.
    Ok(all(conn, line, midnight)?.into_iter().find(|row| row.id == agent))
}

fn memberships(
    conn: &mut Conn,
    line: LineId,
) -> QueryResult<BTreeMap<i64, BTreeMap<GroupId, Membership>>> {
    let rows: Vec<(i64, i64, String)> = memberships::table
        .filter(memberships::line_id.eq(line.0))
        .select((memberships::agent_id, memberships::group_id, memberships::state))
        .load(conn)?;
    let mut of_agent: BTreeMap<i64, BTreeMap<GroupId, Membership>> = BTreeMap::new();
    for (agent, group, state) in rows {
        of_agent.entry(agent).or_default().insert(GroupId(group), Membership::from_name(&state));
    }
    Ok(of_agent)
}

fn slots(conn: &mut Conn, line: LineId) -> QueryResult<BTreeMap<i64, Vec<SlotRow>>> {
    let mut cases = cases(conn, line)?;
    let columns =
        (slots::id, slots::agent_id, slots::number, slots::name, slots::chat, slots::invite);
    let rows: Vec<SlotColumns> = slots::table
        .filter(slots::line_id.eq(line.0))
        .order((slots::agent_id.asc(), slots::number.asc()))
        .select(columns)
        .load(conn)?;
    let mut of_agent: BTreeMap<i64, Vec<SlotRow>> = BTreeMap::new();
    for (id, agent, number, name, chat, invite) in rows {
        let (number, ready, case) = (u8_of(number), chat.is_some(), cases.remove(&id));
        of_agent.entry(agent).or_default().push(SlotRow {
            id: SlotId(id),
            number,
            name,
            ready,
            invite,
            case,
        });
    }
    Ok(of_agent)
}

type SlotColumns = (i64, i64, i64, String, Option<String>, Option<String>);
type CaseRow = (Option<i64>, i64, String, Option<i64>, Option<String>, Option<i64>);

/// The cases in progress, by slot.
fn cases(conn: &mut Conn, line: LineId) -> QueryResult<BTreeMap<i64, SlotCase>> {
    let last_message = messages::line_id
        .eq(tickets::line_id)
        .and(messages::ticket.eq(tickets::no))
        .and(messages::seq.eq(tickets::last_seq));
    let rows: Vec<CaseRow> = tickets::table
        .inner_join(customers::table.on(
            customers::line_id.eq(tickets::line_id).and(customers::id.eq(tickets::customer_id)),
        ))
        .left_join(messages::table.on(last_message))
        .filter(tickets::line_id.eq(line.0))
        .filter(tickets::closed_at.is_null())
        .filter(tickets::state.eq("in_progress"))
        .select((
            tickets::slot_id,
            tickets::no,
            customers::name,
            tickets::claimed_at,
            messages::side.nullable(),
            messages::at.nullable(),
        ))
        .load(conn)?;
    let case = |(slot, no, customer_name, claimed_at, side, at): CaseRow| {
        let waiting = side.as_deref() == Some("customer");
        let case = SlotCase {
            ticket: TicketNo(no),
            customer_name,
            claimed_at: Timestamp(claimed_at.unwrap_or_default()),
            waiting_since: at.filter(|_| waiting).map(Timestamp),
        };
        Some((slot?, case))
    };
    Ok(rows.into_iter().filter_map(case).collect())
}

fn cases_since(
    conn: &mut Conn,
    line: LineId,
    midnight: Timestamp,
) -> QueryResult<BTreeMap<i64, u32>> {
    let rows: Vec<(Option<i64>, i64)> = tickets::table
        .filter(tickets::line_id.eq(line.0))
        .filter(tickets::claimed_at.is_not_null())
        .filter(tickets::claimed_at.ge(midnight.0))
        .group_by(tickets::agent_id)
        .select((tickets::agent_id, count_star()))
        .load(conn)?;
    Ok(rows.into_iter().filter_map(|(agent, count)| Some((agent?, u32_of(count)))).collect())
}
