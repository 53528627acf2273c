//! Facts about customers, conversations, agents, their slots, and main groups.

use diesel::prelude::*;

use super::super::search::customer_words;
use super::super::statement::{Rows, Value};
use super::{Batch, json};
use crate::domain::identity::Identity;
use crate::domain::ids::{AgentId, ChatId, GroupId, SlotId, Timestamp};
use crate::domain::intake::{Conversation, Phase};
use crate::domain::phone::Phone;
use crate::domain::provisioning::Membership;
use crate::domain::registration::Proof;
use crate::domain::settings::GroupKind;
use crate::domain::ticket::Customer;

impl<'a> Batch<'_, 'a> {
    /// The count of closed cases is the table's own: the fact may have been decided before a case was closed.
    pub(super) fn customer_known(&mut self, customer: &'a Customer) {
        self.known.insert((self.line, customer.id.0), customer);
    }

    /// All customers of a batch in one statement: SQLite's index of their words is written once for each.
    pub(super) fn flush_customers(&mut self) -> QueryResult<()> {
        let mut rows = Rows::new(
            "INSERT INTO customers (line_id, id, name, phone, phone_key, lid, chat, closed_cases, words)",
            9,
            " ON CONFLICT (line_id, id) DO UPDATE SET name = excluded.name, phone = excluded.phone, \
             phone_key = excluded.phone_key, lid = excluded.lid, chat = excluded.chat, words = excluded.words",
        );
        for ((line, _), customer) in std::mem::take(&mut self.known) {
            rows.push::<9>(columns(line, customer));
        }
        rows.flush(self.conn)
    }

    pub(super) fn intake_kept(&mut self, conversation: &'a Conversation) -> QueryResult<()> {
        let (phase, times, department) = match conversation.phase {
            Phase::Asked { times } => ("asked", times, None),
            Phase::NoPlace { department } => ("no_place", 0, Some(department.name())),
        };
        let messages = json(&conversation.messages)?;
        let request = json(&(&conversation.path, &conversation.request))?;
        self.flush_customers()?;
        // One that became a ticket before, in this very batch, goes first.
        self.drop_conversations()?;
        self.run(
            "INSERT INTO conversations (line_id, customer_id, phase, asked_times, department, since, messages, \
             request) VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (line_id, customer_id) DO UPDATE SET phase = excluded.phase, \
             asked_times = excluded.asked_times, department = excluded.department, since = excluded.since, \
             messages = excluded.messages, request = excluded.request",
            [
                self.line.into(),
                conversation.customer.0.into(),
                phase.into(),
                times.into(),
                department.into(),
                conversation.since.0.into(),
                messages.into(),
                request.into(),
            ],
        )?;
        Ok(())
    }

    pub(super) fn group_planned(
        &mut self,
        group: GroupId,
        kind: GroupKind,
        name: &'a str,
    ) -> QueryResult<()> {
        self.run(
            "INSERT INTO main_groups (line_id, id, kind, name) VALUES (?, ?, ?, ?)",
            [self.line.into(), group.0.into(), kind.name().into(), name.into()],
        )?;
        Ok(())
    }

    pub(super) fn group_ready(
        &mut self,
        group: GroupId,
        chat: &'a ChatId,
        name: &'a str,
    ) -> QueryResult<()> {
        self.run(
            "UPDATE main_groups SET chat = ?, name = ? WHERE line_id = ? AND id = ?",
            [chat.as_str().into(), name.into(), self.line.into(), group.0.into()],
        )?;
        Ok(())
    }

    pub(super) fn agent_added(
        &mut self,
        agent: AgentId,
        name: &'a str,
        phone: &'a Phone,
        active: bool,
        wanted: u8,
        at: Timestamp,
    ) -> QueryResult<()> {
        self.run(
            "INSERT INTO agents (line_id, id, name, phone, active, wanted, added_at, checked_phone) \
             VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            [
                self.line.into(),
                agent.0.into(),
                name.into(),
                phone.digits().into(),
                active.into(),
                wanted.into(),
                at.0.into(),
                phone.digits().into(),
            ],
        )?;
        Ok(())
    }

    pub(super) fn agent_edited(
        &mut self,
        agent: AgentId,
        name: &'a str,
        active: bool,
        wanted: u8,
    ) -> QueryResult<()> {
        self.run(
            "UPDATE agents SET name = ?, active = ?, wanted = ? WHERE line_id = ? AND id = ?",
            [name.into(), active.into(), wanted.into(), self.line.into(), agent.0.into()],
        )?;
        Ok(())
    }

    pub(super) fn agent_checked(
        &mut self,
        agent: AgentId,
        identity: &'a Identity,
    ) -> QueryResult<()> {
        let (phone, lid) = parts(identity);
        self.run(
            "UPDATE agents SET checked_phone = ?, checked_lid = ? WHERE line_id = ? AND id = ?",
            [phone.into(), lid.into(), self.line.into(), agent.0.into()],
        )?;
        Ok(())
    }

    pub(super) fn agent_bound(
        &mut self,
        agent: AgentId,
        identity: &'a Identity,
        proof: Proof,
        at: Timestamp,
    ) -> QueryResult<()> {
        let (phone, lid) = parts(identity);
        self.run(
            "UPDATE agents SET bound_phone = ?, bound_lid = ?, proof = ?, bound_at = ? WHERE line_id = ? AND id = ?",
            [
                phone.into(),
                lid.into(),
                proof.name().into(),
                at.0.into(),
                self.line.into(),
                agent.0.into(),
            ],
        )?;
        Ok(())
    }

    pub(super) fn membership_changed(
        &mut self,
        agent: AgentId,
        group: GroupId,
        membership: Membership,
    ) -> QueryResult<()> {
        self.run(
            "INSERT INTO memberships (line_id, agent_id, group_id, state) VALUES (?, ?, ?, ?) \
             ON CONFLICT (line_id, agent_id, group_id) DO UPDATE SET state = excluded.state",
            [self.line.into(), agent.0.into(), group.0.into(), membership.name().into()],
        )?;
        Ok(())
    }

    pub(super) fn slot_planned(
        &mut self,
        slot: SlotId,
        agent: AgentId,
        number: u8,
        name: &'a str,
    ) -> QueryResult<()> {
        self.run(
            "INSERT INTO slots (line_id, id, agent_id, number, name) VALUES (?, ?, ?, ?, ?)",
            [self.line.into(), slot.0.into(), agent.0.into(), number.into(), name.into()],
        )?;
        Ok(())
    }

    pub(super) fn slot_ready(&mut self, slot: SlotId, chat: &'a ChatId) -> QueryResult<()> {
        self.run(
            "UPDATE slots SET chat = ? WHERE line_id = ? AND id = ?",
            [chat.as_str().into(), self.line.into(), slot.0.into()],
        )?;
        Ok(())
    }
}

/// An identity as two columns.
fn parts(identity: &Identity) -> (Option<&str>, Option<&str>) {
    (identity.phone.as_ref().map(Phone::digits), identity.lid.as_ref().map(|lid| &*lid.0))
}

/// A customer's row.
fn columns(line: i64, customer: &Customer) -> [Value<'_>; 9] {
    let (phone, lid) = parts(&customer.identity);
    let key = customer.identity.phone.as_ref().map(|phone| phone.key().into_string());
    [
        line.into(),
        customer.id.0.into(),
        customer.name.as_str().into(),
        phone.into(),
        key.into(),
        lid.into(),
        customer.chat.as_str().into(),
        customer.closed_cases.into(),
        customer_words(&customer.name, phone, lid).into(),
    ]
}
