//! Facts about groups and agents that are there already: renamed, retired, invited, removed.

use diesel::prelude::*;

use super::Batch;
use crate::domain::ids::{AgentId, GroupId, SlotId, Timestamp};
use crate::domain::message::Labels;

impl<'a> Batch<'_, 'a> {
    pub(super) fn group_renamed(&mut self, group: GroupId, name: &'a str) -> QueryResult<()> {
        self.run(
            "UPDATE main_groups SET name = ? WHERE line_id = ? AND id = ?",
            [name.into(), self.line.into(), group.0.into()],
        )?;
        Ok(())
    }

    pub(super) fn group_labelled(&mut self, group: GroupId, labels: &'a Labels) -> QueryResult<()> {
        self.run(
            "UPDATE main_groups SET speciality = ?, shift = ? WHERE line_id = ? AND id = ?",
            [
                labels.speciality.as_str().into(),
                labels.shift.as_str().into(),
                self.line.into(),
                group.0.into(),
            ],
        )?;
        Ok(())
    }

    pub(super) fn group_stands(
        &mut self,
        group: GroupId,
        retired_at: Option<Timestamp>,
    ) -> QueryResult<()> {
        self.run(
            "UPDATE main_groups SET retired_at = ? WHERE line_id = ? AND id = ?",
            [retired_at.map(|at| at.0).into(), self.line.into(), group.0.into()],
        )?;
        Ok(())
    }

    /// Nothing refers to it: it was never on WhatsApp, and the memberships ended before.
    pub(super) fn group_forgotten(&mut self, group: GroupId) -> QueryResult<()> {
        self.run(
            "DELETE FROM main_groups WHERE line_id = ? AND id = ?",
            [self.line.into(), group.0.into()],
        )?;
        Ok(())
    }

    pub(super) fn group_link(&mut self, group: GroupId, link: &'a str) -> QueryResult<()> {
        self.run(
            "UPDATE main_groups SET invite = ? WHERE line_id = ? AND id = ?",
            [link.into(), self.line.into(), group.0.into()],
        )?;
        Ok(())
    }

    pub(super) fn agent_unbound(&mut self, agent: AgentId) -> QueryResult<()> {
        self.run(
            "UPDATE agents SET bound_phone = NULL, bound_lid = NULL, proof = NULL, bound_at = NULL \
             WHERE line_id = ? AND id = ?",
            [self.line.into(), agent.0.into()],
        )?;
        Ok(())
    }

    pub(super) fn agent_removed(&mut self, agent: AgentId, at: Timestamp) -> QueryResult<()> {
        self.run(
            "UPDATE agents SET removed_at = ? WHERE line_id = ? AND id = ?",
            [at.0.into(), self.line.into(), agent.0.into()],
        )?;
        Ok(())
    }

    pub(super) fn wanted_lowered(&mut self, agent: AgentId, wanted: u8) -> QueryResult<()> {
        self.run(
            "UPDATE agents SET wanted = ? WHERE line_id = ? AND id = ?",
            [wanted.into(), self.line.into(), agent.0.into()],
        )?;
        Ok(())
    }

    pub(super) fn membership_ended(&mut self, agent: AgentId, group: GroupId) -> QueryResult<()> {
        self.run(
            "DELETE FROM memberships WHERE line_id = ? AND agent_id = ? AND group_id = ?",
            [self.line.into(), agent.0.into(), group.0.into()],
        )?;
        Ok(())
    }

    pub(super) fn slot_stands(
        &mut self,
        slot: SlotId,
        retired_at: Option<Timestamp>,
    ) -> QueryResult<()> {
        self.run(
            "UPDATE slots SET retired_at = ? WHERE line_id = ? AND id = ?",
            [retired_at.map(|at| at.0).into(), self.line.into(), slot.0.into()],
        )?;
        Ok(())
    }

    pub(super) fn slot_closed(&mut self, slot: SlotId) -> QueryResult<()> {
        self.run(
            "UPDATE slots SET chat = NULL, invite = NULL WHERE line_id = ? AND id = ?",
            [self.line.into(), slot.0.into()],
        )?;
        Ok(())
    }

    pub(super) fn slot_link(&mut self, slot: SlotId, link: Option<&'a str>) -> QueryResult<()> {
        self.run(
            "UPDATE slots SET invite = ? WHERE line_id = ? AND id = ?",
            [link.into(), self.line.into(), slot.0.into()],
        )?;
        Ok(())
    }
}
