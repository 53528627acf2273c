//! Main groups as people look at them: who is in them, and what is still being set up.

use std::collections::BTreeMap;

use diesel::prelude::*;

use super::Conn;
use super::columns::{identity, unreadable};
use super::load::jobs::open_jobs;
use super::schema::{agents, main_groups, memberships, slots};
use super::tickets::pending_of;
use crate::domain::identity::Identity;
use crate::domain::ids::{AgentId, ChatId, GroupId, LineId, Timestamp};
use crate::domain::message::Labels;
use crate::domain::provisioning::{Job, Membership, Subject};
use crate::domain::settings::GroupKind;

/// A main group.
#[derive(Debug, Clone, PartialEq)]
pub struct GroupRow {
    /// Its number.
    pub id: GroupId,
    /// What it is for.
    pub kind: GroupKind,
    /// Its name.
    pub name: String,
    /// Its chat, once it exists on WhatsApp.
    pub chat: Option<ChatId>,
    /// What tells it from others of its kind.
    pub labels: Labels,
    /// The way in, once somebody needed it.
    pub invite: Option<String>,
    /// Its agents, by name.
    pub members: Vec<MemberRow>,
    /// What is being done about it: creating it, renaming it.
    pub job: Option<Job>,
    /// Tickets that wait in it; more than a thousand are not counted.
    pub pending: u32,
}

/// An agent of a main group.
#[derive(Debug, Clone, PartialEq)]
pub struct MemberRow {
    /// Who.
    pub agent: AgentId,
    /// The name.
    pub name: String,
    /// The WhatsApp number, digits with country code.
    pub phone: String,
    /// Takes cases.
    pub active: bool,
    /// The account bound by LISTO; none while the agent is not registered.
    pub bound: Option<Identity>,
    /// How the agent stands to the group.
    pub membership: Membership,
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = agents)]
struct MemberColumns {
    id: i64,
    name: String,
    phone: String,
    active: bool,
    bound_phone: Option<String>,
    bound_lid: Option<String>,
    bound_at: Option<i64>,
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = main_groups)]
struct GroupColumns {
    id: i64,
    kind: String,
    name: String,
    chat: Option<String>,
    speciality: String,
    shift: String,
    invite: Option<String>,
}

/// A main group that gets no tickets any more, and can be taken back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RetiredRow {
    /// Its number.
    pub id: GroupId,
    /// What it was for.
    pub kind: GroupKind,
    /// Its name.
    pub name: String,
    /// Since when.
    pub at: Timestamp,
}

/// The main groups that were retired, the latest first; a hundred at the most.
///
/// # Errors
/// Those of the database.
pub fn retired(conn: &mut Conn, line: LineId) -> QueryResult<Vec<RetiredRow>> {
    let rows: Vec<(i64, String, String, Option<i64>)> = main_groups::table
        .filter(main_groups::line_id.eq(line.0))
        .filter(main_groups::retired_at.is_not_null())
        .order((main_groups::retired_at.desc(), main_groups::id.desc()))
        .limit(100)
        .select((main_groups::id, main_groups::kind, main_groups::name, main_groups::retired_at))
        .load(conn)?;
    let row = |(id, kind, name, at): (i64, String, String, Option<i64>)| {
        let kind = GroupKind::from_name(&kind);
        let kind = kind.ok_or_else(|| unreadable("main_groups.kind", "not a kind"))?;
        Ok(RetiredRow { id: GroupId(id), kind, name, at: Timestamp(at.unwrap_or_default()) })
    };
    rows.into_iter().map(row).collect()
}

/// The chats that are in use: of main groups, retired ones too, and personal groups.
///
/// # Errors
/// Those of the database.
pub fn chats(conn: &mut Conn, line: LineId) -> QueryResult<Vec<ChatId>> {
    let groups: Vec<Option<String>> = main_groups::table
        .filter(main_groups::line_id.eq(line.0))
        .order(main_groups::id.asc())
        .select(main_groups::chat)
        .load(conn)?;
    let personal: Vec<Option<String>> = slots::table
        .filter(slots::line_id.eq(line.0))
        .order(slots::id.asc())
        .select(slots::chat)
        .load(conn)?;
    Ok(groups.into_iter().chain(personal).flatten().map(Into::into).collect())
}

/// All main groups in use, by number.
///
/// # Errors
/// Those of the database.
pub fn all(conn: &mut Conn, line: LineId) -> QueryResult<Vec<GroupRow>> {
    super::open::snapshot(conn, |conn| {
        let rows: Vec<GroupColumns> = main_groups::table
            .filter(main_groups::line_id.eq(line.0))
            .filter(main_groups::retired_at.is_null())
            .order(main_groups::id.asc())
            .select(GroupColumns::as_select())
            .load(conn)?;
        let mut members = members(conn, line)?;
        let mut jobs: BTreeMap<GroupId, Job> = BTreeMap::new();
        for job in open_jobs(conn, line)? {
            match job.subject {
                Subject::Group(group) => jobs.insert(group, job),
                Subject::Agent(_) => None,
            };
        }
        let mut groups = Vec::with_capacity(rows.len());
        for GroupColumns { id, kind, name, chat, speciality, shift, invite } in rows {
            groups.push(GroupRow {
                id: GroupId(id),
                kind: GroupKind::from_name(&kind)
                    .ok_or_else(|| unreadable("main_groups.kind", &kind))?,
                name,
                chat: chat.map(Into::into),
                labels: Labels { speciality, shift },
                invite,
                members: members.remove(&id).unwrap_or_default(),
                job: jobs.remove(&GroupId(id)),
                pending: pending_of(conn, line, GroupId(id))?,
            });
        }
        Ok(groups)
    })
}

/// Numbers and names of the main groups that attend customers.
///
/// # Errors
/// Those of the database.
pub fn names(conn: &mut Conn, line: LineId) -> QueryResult<Vec<(GroupId, String)>> {
    let rows: Vec<(i64, String)> = main_groups::table
        .filter(main_groups::line_id.eq(line.0))
        .filter(main_groups::kind.ne(GroupKind::Supervisor.name()))
        .order(main_groups::id.asc())
        .select((main_groups::id, main_groups::name))
        .load(conn)?;
    Ok(rows.into_iter().map(|(id, name)| (GroupId(id), name)).collect())
}

/// The specialities of the main groups that get tickets, by name.
///
/// # Errors
/// Those of the database.
pub fn specialities(conn: &mut Conn, line: LineId) -> QueryResult<Vec<String>> {
    main_groups::table
        .filter(main_groups::line_id.eq(line.0))
        .filter(main_groups::retired_at.is_null())
        .filter(main_groups::speciality.ne(""))
        .order(main_groups::speciality.asc())
        .select(main_groups::speciality)
        .distinct()
        .limit(100)
        .load(conn)
}

/// One main group.
///
/// # Errors
/// Those of the database.
pub fn find(conn: &mut Conn, line: LineId, group: GroupId) -> QueryResult<Option<GroupRow>> {
    Ok(all(conn, line)?.into_iter().find(|row| row.id == group))
}

fn members(conn: &mut Conn, line: LineId) -> QueryResult<BTreeMap<i64, Vec<MemberRow>>> {
    let rows: Vec<(i64, String, MemberColumns)> =
        memberships::table
            .inner_join(agents::table.on(
                agents::line_id.eq(memberships::line_id).and(agents::id.eq(memberships::agent_id)),
            ))
            .filter(memberships::line_id.eq(line.0))
            .filter(agents::removed_at.is_null())
            .order((agents::name.asc(), agents::id.asc()))
            .select((memberships::group_id, memberships::state, MemberColumns::as_select()))
            .load(conn)?;
    let mut of_group: BTreeMap<i64, Vec<MemberRow>> = BTreeMap::new();
    for (group, state, agent) in rows {
        of_group.entry(group).or_default().push(MemberRow {
            agent: AgentId(agent.id),
            bound: agent
                .bound_at
                .map(|_| identity(agent.bound_phone.as_deref(), agent.bound_lid.as_deref())),
            name: agent.name,
            phone: agent.phone,
            active: agent.active,
            membership: Membership::from_name(&state),
        });
    }
    Ok(of_group)
}
