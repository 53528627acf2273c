//! Facts about waits: what was said of one is not said again.

use diesel::prelude::*;

use super::Batch;
use super::history::Kind;
use crate::domain::ids::{SlotId, TicketNo, Timestamp};

impl Batch<'_, '_> {
    /// A pending ticket passed a limit.
    pub(super) fn passed_limit(&mut self, ticket: TicketNo, at: Timestamp) -> QueryResult<()> {
        self.run(
            "INSERT INTO ticket_waits (line_id, ticket, escalated_at) VALUES (?, ?, ?) \
             ON CONFLICT (line_id, ticket) DO UPDATE SET escalated_at = excluded.escalated_at",
            [self.line.into(), ticket.0.into(), at.0.into()],
        )?;
        Ok(())
    }

    /// Another agent has a case: its customer waits for that one.
    pub(super) fn seated(&mut self, ticket: TicketNo, at: Timestamp) -> QueryResult<()> {
        self.run(
            "INSERT INTO ticket_waits (line_id, ticket, seated_at) VALUES (?, ?, ?) \
             ON CONFLICT (line_id, ticket) DO UPDATE SET seated_at = excluded.seated_at, late_seq = 0, late_level = 0",
            [self.line.into(), ticket.0.into(), at.0.into()],
        )?;
        Ok(())
    }

    /// A case waits in a main group again: only that its customer is angry is still known of it.
    pub(super) fn waits_again(&mut self, ticket: TicketNo) -> QueryResult<()> {
        self.run(
            "UPDATE ticket_waits SET escalated_at = NULL, seated_at = NULL, late_seq = 0, late_level = 0 \
             WHERE line_id = ? AND ticket = ?",
            [self.line.into(), ticket.0.into()],
        )?;
        Ok(())
    }

    pub(super) fn answer_late(
        &mut self,
        ticket: TicketNo,
        slot: SlotId,
        (seq, level): (u32, u8),
        at: Timestamp,
    ) -> QueryResult<()> {
        self.settle_ticket(ticket)?;
        let touched = self.run(
            "INSERT INTO ticket_waits (line_id, ticket, late_seq, late_level) \
             SELECT line_id, no, CAST(? AS BIGINT), CAST(? AS BIGINT) FROM tickets \
             WHERE line_id = ? AND no = ? AND slot_id = ? AND state = 'in_progress' \
             ON CONFLICT (line_id, ticket) DO UPDATE SET late_seq = excluded.late_seq, late_level = excluded.late_level",
            [seq.into(), level.into(), self.line.into(), ticket.0.into(), slot.0.into()],
        )?;
        if touched > 0 {
            self.history(ticket, Kind::Late, at, Some(level.into()), None, None);
        }
        Ok(())
    }

    pub(super) fn anger_alerted(&mut self, ticket: TicketNo, at: Timestamp) -> QueryResult<()> {
        self.settle_ticket(ticket)?;
        let touched = self.run(
            "INSERT INTO ticket_waits (line_id, ticket, anger_told_at) \
             SELECT line_id, no, CAST(? AS BIGINT) FROM tickets WHERE line_id = ? AND no = ? AND closed_at IS NULL \
             ON CONFLICT (line_id, ticket) DO UPDATE SET anger_told_at = excluded.anger_told_at",
            [at.0.into(), self.line.into(), ticket.0.into()],
        )?;
        if touched > 0 {
            self.history(ticket, Kind::Angry, at, None, None, None);
        }
        Ok(())
    }

    /// The line has been without its connection since then, or has it.
    pub(super) fn line_is_down(&mut self, since: Option<Timestamp>) -> QueryResult<()> {
        self.run(
            "UPDATE lines SET down_since = ? WHERE id = ?",
            [since.map(|since| since.0).into(), self.line.into()],
        )?;
        Ok(())
    }
}
