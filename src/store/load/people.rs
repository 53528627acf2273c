//! The people of a line and where they work: main groups, agents, memberships, slots.

use diesel::prelude::*;

use super::super::Conn;
use super::super::columns::{identity, u8_of, unreadable};
use super::super::schema::{agents, main_groups, memberships, slots};
use crate::domain::agent::{Agent, Room};
use crate::domain::ids::{AgentId, ChatId, GroupId, LineId, SlotId};
use crate::domain::main_group::MainGroup;
use crate::domain::message::Labels;
use crate::domain::phone::Phone;
use crate::domain::provisioning::{AgentEntry, GroupEntry, Membership, SlotEntry};
use crate::domain::record::Record;
use crate::domain::settings::GroupKind;
use crate::domain::slot::Slot;

pub(super) fn groups(conn: &mut Conn, line: LineId, record: &mut Record) -> QueryResult<()> {
    let rows: Vec<GroupColumns> = main_groups::table
        .filter(main_groups::line_id.eq(line.0))
        .select(GroupColumns::as_select())
        .load(conn)?;
    for row in rows {
        let GroupColumns { id, kind, name, chat, speciality, shift, retired_at } = row;
        let (id, retired) = (GroupId(id), retired_at.is_some());
        let kind =
            GroupKind::from_name(&kind).ok_or_else(|| unreadable("main_groups.kind", &kind))?;
        let chat: Option<ChatId> = chat.map(Into::into);
        let settings = record.settings.clone();
        let mut group = MainGroup::new(id, kind, name.clone(), chat.clone(), settings);
        group.retired = retired;
        record.groups.insert(id, group);
        let labels = Labels { speciality, shift };
        record.provisioning.groups.insert(id, GroupEntry { kind, name, chat, labels, retired });
    }
    Ok(())
}

type SlotColumns = (i64, i64, i64, String, Option<String>, Option<i64>);

#[derive(Queryable, Selectable)]
#[diesel(table_name = main_groups)]
struct GroupColumns {
    id: i64,
    kind: String,
    name: String,
    chat: Option<String>,
    speciality: String,
    shift: String,
    retired_at: Option<i64>,
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = agents)]
struct AgentColumns {
    id: i64,
    name: String,
    phone: String,
    active: bool,
    wanted: i64,
    checked_phone: Option<String>,
    checked_lid: Option<String>,
    bound_phone: Option<String>,
    bound_lid: Option<String>,
    bound_at: Option<i64>,
    removed_at: Option<i64>,
}

pub(super) fn agents_and_slots(
    conn: &mut Conn,
    line: LineId,
    record: &mut Record,
) -> QueryResult<()> {
    let rows: Vec<AgentColumns> = agents::table
        .filter(agents::line_id.eq(line.0))
        .select(AgentColumns::as_select())
        .load(conn)?;
    for row in rows {
        let id = AgentId(row.id);
        let phone = Phone::from_digits(&row.phone)
            .ok_or_else(|| unreadable("agents.phone", "not a number"))?;
        let wanted = u8_of(row.wanted);
        let mut agent = Agent::new(id, row.name.clone(), phone.clone(), row.active, wanted);
        agent.checked = identity(row.checked_phone.as_deref(), row.checked_lid.as_deref());
        agent.bound =
            row.bound_at.map(|_| identity(row.bound_phone.as_deref(), row.bound_lid.as_deref()));
        agent.removed = row.removed_at.is_some();
        let entry = AgentEntry {
            identity: agent.checked.clone(),
            removed: agent.removed,
            ..AgentEntry::new(row.name, phone, wanted)
        };
        record.agents.insert(id, agent);
        record.provisioning.agents.insert(id, entry);
    }
    let rows: Vec<(i64, i64, String)> = memberships::table
        .filter(memberships::line_id.eq(line.0))
        .select((memberships::agent_id, memberships::group_id, memberships::state))
        .load(conn)?;
    for (agent, group, state) in rows {
        if let Some(entry) = record.provisioning.agents.get_mut(&AgentId(agent)) {
            entry.groups.insert(GroupId(group), Membership::from_name(&state));
        }
    }
    let columns =
        (slots::id, slots::agent_id, slots::number, slots::name, slots::chat, slots::retired_at);
    let rows: Vec<SlotColumns> =
        slots::table.filter(slots::line_id.eq(line.0)).select(columns).load(conn)?;
    for (id, agent, number, name, chat, retired_at) in rows {
        let (slot, agent, number) = (SlotId(id), AgentId(agent), u8_of(number));
        let chat: Option<ChatId> = chat.map(Into::into);
        if let Some(owner) = record.agents.get_mut(&agent) {
            let room = Room { slot, name: name.clone(), usable: chat.is_some(), case: None };
            owner.rooms.insert(number, room);
        }
        record.slots.insert(slot, Slot::new(slot, agent, name.clone(), chat.clone()));
        record.provisioning.slots.insert(
            slot,
            SlotEntry {
                chat,
                retired: retired_at.is_some(),
                ..SlotEntry::new(agent, number, name)
            },
        );
    }
    Ok(())
}
