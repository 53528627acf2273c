//! Facts about cases that are handed on, and about what people noted or asked for.

use diesel::prelude::*;

use super::super::statement::Rows;
use super::Batch;
use super::history::Kind;
use crate::domain::acts::{By, Note, RELEVO};
use crate::domain::ids::{AgentId, GroupId, TicketNo, Timestamp};
use crate::domain::settings::Department;
use crate::domain::ticket::Seat;

/// Events with who decided them, to be added.
pub(super) fn deed_rows<'a>() -> Rows<'a> {
    Rows::new(
        "INSERT INTO ticket_events (line_id, ticket, n, kind, at, agent_id, detail, by_agent, by_name, group_id, place, \
         by_supervisor)",
        12,
        " ON CONFLICT DO NOTHING",
    )
}

/// An event that somebody decided.
#[derive(Debug, Clone, Copy)]
pub(super) struct Deed<'a> {
    pub kind: Kind,
    pub by: &'a By,
    pub at: Timestamp,
    pub agent: Option<AgentId>,
    pub detail: Option<&'a str>,
    pub group: Option<GroupId>,
    pub place: Option<&'a str>,
}

impl<'a> Deed<'a> {
    pub fn of(kind: Kind, by: &'a By, at: Timestamp) -> Self {
        Self { kind, by, at, agent: None, detail: None, group: None, place: None }
    }
}

/// Who decided: an agent's number, or a name.
pub(super) fn deciders(by: &By) -> (Option<i64>, Option<&str>) {
    match by {
        By::Agent(agent) => (Some(agent.0), None),
        By::Panel { name } => (None, Some(name)),
        By::Supervisor { agent: Some(agent), .. } => (Some(agent.0), None),
        By::Supervisor { agent: None, name } => (None, Some(name)),
        By::Relevo => (None, Some(RELEVO)),
    }
}

impl<'a> Batch<'_, 'a> {
    pub(super) fn transferred(
        &mut self,
        ticket: TicketNo,
        seat: &'a Seat,
        by: &'a By,
        reason: Option<&'a str>,
        at: Timestamp,
    ) -> QueryResult<()> {
        self.settle_case(ticket)?;
        let touched = self.run(
            "UPDATE tickets SET agent_id = ?, agent_name = ?, slot_id = ?, slot_name = ?, handed_seq = last_seq, \
             silence_seq = NULL, silence_at = NULL WHERE line_id = ? AND no = ? AND state = 'in_progress'",
            [
                seat.agent.0.into(),
                seat.agent_name.as_str().into(),
                seat.slot.0.into(),
                seat.slot_name.as_str().into(),
                self.line.into(),
                ticket.0.into(),
            ],
        )?;
        if touched == 0 {
            return Ok(());
        }
        self.seated(ticket, at)?;
        self.show_again(ticket)?;
        let deed = Deed {
            agent: Some(seat.agent),
            detail: reason,
            place: Some(&seat.slot_name),
            ..Deed::of(Kind::Transferred, by, at)
        };
        self.deed(ticket, deed);
        Ok(())
    }

    pub(super) fn returned(
        &mut self,
        ticket: TicketNo,
        agent: AgentId,
        (group, department): (GroupId, Department),
        by: &'a By,
        reason: Option<&'a str>,
        at: Timestamp,
    ) -> QueryResult<()> {
        self.settle_case(ticket)?;
        let touched = self.run(
            "UPDATE tickets SET state = 'pending', group_id = ?, department = ?, agent_id = NULL, agent_name = NULL, slot_id = NULL, \
             slot_name = NULL, claimed_at = NULL, level = 0, alert_level = NULL, noted_at = ?, unnoted = 0, \
             waits_since = ?, handed_seq = last_seq, silence_seq = NULL, silence_at = NULL \
             WHERE line_id = ? AND no = ? AND state = 'in_progress'",
            [
                group.0.into(),
                department.name().into(),
                at.0.into(),
                at.0.into(),
                self.line.into(),
                ticket.0.into(),
            ],
        )?;
        if touched == 0 {
            return Ok(());
        }
        self.waits_again(ticket)?;
        self.show_again(ticket)?;
        let (agent, group) = (Some(agent), Some(group));
        let deed = Deed { agent, detail: reason, group, ..Deed::of(Kind::Returned, by, at) };
        self.deed(ticket, deed);
        Ok(())
    }

    pub(super) fn moved(
        &mut self,
        ticket: TicketNo,
        (group, department): (GroupId, Department),
        by: &'a By,
        reason: Option<&'a str>,
        at: Timestamp,
    ) -> QueryResult<()> {
        self.settle_ticket(ticket)?;
        let touched = self.run(
            "UPDATE tickets SET group_id = ?, department = ?, noted_at = ?, unnoted = 0 WHERE line_id = ? AND no = ? AND state = 'pending'",
            [
                group.0.into(),
                department.name().into(),
                at.0.into(),
                self.line.into(),
                ticket.0.into(),
            ],
        )?;
        if touched > 0 {
            let group = Some(group);
            self.deed(ticket, Deed { detail: reason, group, ..Deed::of(Kind::Moved, by, at) });
        }
        Ok(())
    }

    pub(super) fn raised(
        &mut self,
        ticket: TicketNo,
        by: &'a By,
        reason: Option<&'a str>,
        at: Timestamp,
    ) -> QueryResult<()> {
        self.settle_ticket(ticket)?;
        self.deed(ticket, Deed { detail: reason, ..Deed::of(Kind::Raised, by, at) });
        Ok(())
    }

    pub(super) fn note_added(
        &mut self,
        ticket: TicketNo,
        by: &'a By,
        note: &'a Note,
    ) -> QueryResult<()> {
        self.settle_ticket(ticket)?;
        let detail = Some(note.text.as_str());
        self.deed(ticket, Deed { detail, ..Deed::of(Kind::Note, by, note.at) });
        Ok(())
    }

    pub(super) fn deed(&mut self, ticket: TicketNo, deed: Deed<'a>) {
        let (by_agent, by_name) = deciders(deed.by);
        let by_supervisor = matches!(deed.by, By::Supervisor { .. });
        self.deeds.push::<12>([
            self.line.into(),
            ticket.0.into(),
            deed.kind.place(deed.at).into(),
            deed.kind.name().into(),
            deed.at.0.into(),
            deed.agent.map(|agent| agent.0).into(),
            deed.detail.into(),
            by_agent.into(),
            by_name.into(),
            deed.group.map(|group| group.0).into(),
            deed.place.into(),
            by_supervisor.into(),
        ]);
    }

    /// Makes sure that a case is in its tables as it stands before it is handed on.
    fn settle_case(&mut self, ticket: TicketNo) -> QueryResult<()> {
        self.settle_ticket(ticket)?;
        self.settle_message(ticket)?;
        if self.last_seqs.contains_key(&(self.line, ticket.0)) {
            self.flush_last_seqs()?;
        }
        Ok(())
    }

    /// The next slot is shown the customer's messages from the first on: where they were shown before says nothing.
    fn show_again(&mut self, ticket: TicketNo) -> QueryResult<()> {
        self.run(
            "DELETE FROM message_parts WHERE line_id = ? AND ticket = ? AND seq IN \
             (SELECT seq FROM messages WHERE line_id = ? AND ticket = ? AND side = 'customer')",
            [self.line.into(), ticket.0.into(), self.line.into(), ticket.0.into()],
        )?;
        self.run(
            "UPDATE messages SET state = 'queued', sent_wa_id = NULL, error = NULL, delivered_at = NULL, read_at = NULL \
             WHERE line_id = ? AND ticket = ? AND side = 'customer'",
            [self.line.into(), ticket.0.into()],
        )?;
        Ok(())
    }
}
