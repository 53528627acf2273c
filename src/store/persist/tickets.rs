//! Facts about tickets and their messages.

use diesel::prelude::*;

use super::super::search::fold;
use super::super::statement::{Rows, Value};
use super::{Batch, json};
use crate::domain::ids::{AgentId, SlotId, TicketNo, Timestamp};
use crate::domain::ticket::{CaseMessage, Seat, Side, Ticket};

/// Messages to be added.
pub(super) fn message_rows<'a>() -> Rows<'a> {
    Rows::new(
        "INSERT INTO messages (line_id, ticket, seq, side, agent_id, at, wa_id, content, words, state)",
        10,
        "",
    )
}

impl<'a> Batch<'_, 'a> {
    pub(super) fn opened(
        &mut self,
        ticket: &'a Ticket,
        backlog: &'a [CaseMessage],
    ) -> QueryResult<()> {
        let since = backlog.first().map_or(ticket.opened_at, |message| message.at);
        self.run(
            "INSERT INTO tickets (line_id, no, customer_id, state, department, sentiment, group_id, opened_at, since, \
             level, noted_at, unnoted, last_seq) VALUES (?, ?, ?, 'pending', ?, ?, ?, ?, ?, 0, ?, 0, ?)",
            [
                self.line.into(),
                ticket.no.0.into(),
                ticket.customer.id.0.into(),
                ticket.department.name().into(),
                ticket.sentiment.name().into(),
                ticket.group.0.into(),
                ticket.opened_at.0.into(),
                since.0.into(),
                ticket.opened_at.0.into(),
                ticket.last_seq.into(),
            ],
        )?;
        self.run(
            "DELETE FROM conversations WHERE line_id = ? AND customer_id = ?",
            [self.line.into(), ticket.customer.id.0.into()],
        )?;
        for message in backlog {
            self.message(ticket.no, message, "kept")?;
        }
        self.history(ticket.no, "opened", ticket.opened_at, None, None, None)
    }

    pub(super) fn kept(&mut self, ticket: TicketNo, message: &'a CaseMessage) -> QueryResult<()> {
        self.run(
            "UPDATE tickets SET last_seq = CASE WHEN last_seq < ? THEN ? ELSE last_seq END, unnoted = unnoted + 1 \
             WHERE line_id = ? AND no = ? AND state = 'pending'",
            [message.seq.into(), message.seq.into(), self.line.into(), ticket.0.into()],
        )?;
        self.message(ticket, message, "kept")
    }

    pub(super) fn noted(&mut self, ticket: TicketNo, at: Timestamp) -> QueryResult<()> {
        self.run(
            "UPDATE tickets SET unnoted = 0, noted_at = ? WHERE line_id = ? AND no = ? AND state = 'pending'",
            [at.0.into(), self.line.into(), ticket.0.into()],
        )?;
        Ok(())
    }

    pub(super) fn escalated(
        &mut self,
        ticket: TicketNo,
        level: u8,
        at: Timestamp,
    ) -> QueryResult<()> {
        let touched = self.run(
            "UPDATE tickets SET level = ? WHERE line_id = ? AND no = ? AND state = 'pending'",
            [level.into(), self.line.into(), ticket.0.into()],
        )?;
        if touched == 0 {
            Ok(())
        } else {
            self.history(ticket, "escalated", at, Some(level), None, None)
        }
    }

    pub(super) fn alerted(
        &mut self,
        ticket: TicketNo,
        level: u8,
        at: Timestamp,
    ) -> QueryResult<()> {
        let touched = self.run(
            "UPDATE tickets SET alert_level = ? WHERE line_id = ? AND no = ? AND state = 'pending'",
            [level.into(), self.line.into(), ticket.0.into()],
        )?;
        if touched == 0 {
            Ok(())
        } else {
            self.history(ticket, "alerted", at, Some(level), None, None)
        }
    }

    pub(super) fn claimed(
        &mut self,
        ticket: TicketNo,
        seat: &'a Seat,
        at: Timestamp,
    ) -> QueryResult<()> {
        let touched = self.run(
            "UPDATE tickets SET state = 'in_progress', agent_id = ?, agent_name = ?, slot_id = ?, slot_name = ?, \
             claimed_at = ? WHERE line_id = ? AND no = ? AND state = 'pending'",
            [
                seat.agent.0.into(),
                seat.agent_name.as_str().into(),
                seat.slot.0.into(),
                seat.slot_name.as_str().into(),
                at.0.into(),
                self.line.into(),
                ticket.0.into(),
            ],
        )?;
        if touched == 0 {
            return Ok(());
        }
        // The backlog is in the outbox from here on, for the slot.
        let gathered = (self.line, ticket.0, i64::MIN)..=(self.line, ticket.0, i64::MAX);
        if self.new_messages.range(gathered).next().is_some() {
            self.flush_messages()?;
        }
        self.run(
            "UPDATE messages SET state = 'queued' WHERE line_id = ? AND ticket = ? AND state = 'kept'",
            [self.line.into(), ticket.0.into()],
        )?;
        self.history(ticket, "claimed", at, None, Some(seat.agent), Some(&seat.slot_name))
    }

    pub(super) fn relayed(
        &mut self,
        ticket: TicketNo,
        message: &'a CaseMessage,
    ) -> QueryResult<()> {
        self.run(
            "UPDATE tickets SET last_seq = ? WHERE line_id = ? AND no = ? AND last_seq < ?",
            [message.seq.into(), self.line.into(), ticket.0.into(), message.seq.into()],
        )?;
        self.message(ticket, message, "queued")
    }

    pub(super) fn closed(
        &mut self,
        ticket: TicketNo,
        slot: SlotId,
        by: AgentId,
        reason: Option<&'a str>,
        at: Timestamp,
    ) -> QueryResult<()> {
        let touched = self.run(
            "UPDATE tickets SET state = 'closed', closed_at = ?, closed_by = ?, close_reason = ? \
             WHERE line_id = ? AND no = ? AND slot_id = ? AND state = 'in_progress'",
            [
                at.0.into(),
                by.0.into(),
                reason.into(),
                self.line.into(),
                ticket.0.into(),
                slot.0.into(),
            ],
        )?;
        if touched == 0 {
            return Ok(());
        }
        self.run(
            "UPDATE customers SET closed_cases = closed_cases + 1 WHERE line_id = ? \
             AND id = (SELECT customer_id FROM tickets WHERE line_id = ? AND no = ?)",
            [self.line.into(), self.line.into(), ticket.0.into()],
        )?;
        self.history(ticket, "closed", at, None, Some(by), reason)
    }

    /// A message that was to be sent has been, or never will be.
    pub(super) fn message_ended(
        &mut self,
        ticket: TicketNo,
        seq: u32,
        state: &'static str,
        sent_as: Option<&str>,
    ) -> QueryResult<()> {
        if self.new_messages.contains(&(self.line, ticket.0, i64::from(seq))) {
            self.flush_messages()?;
        }
        self.run(
            "UPDATE messages SET state = ?, sent_wa_id = ? WHERE line_id = ? AND ticket = ? AND seq = ?",
            [state.into(), sent_as.into(), self.line.into(), ticket.0.into(), seq.into()],
        )?;
        Ok(())
    }

    pub(super) fn flush_messages(&mut self) -> QueryResult<()> {
        self.new_messages.clear();
        self.messages.flush(self.conn)
    }

    fn message(
        &mut self,
        ticket: TicketNo,
        message: &'a CaseMessage,
        state: &'static str,
    ) -> QueryResult<()> {
        let (side, agent) = match message.from {
            Side::Customer => ("customer", None),
            Side::Agent(agent) => ("agent", Some(agent.0)),
        };
        self.new_messages.insert((self.line, ticket.0, i64::from(message.seq)));
        self.messages.push::<10>([
            self.line.into(),
            ticket.0.into(),
            message.seq.into(),
            side.into(),
            agent.into(),
            message.at.0.into(),
            message.wa_id.as_str().into(),
            json(&message.content)?.into(),
            fold(message.content.words().unwrap_or_default()).into(),
            state.into(),
        ]);
        Ok(())
    }

    fn history(
        &mut self,
        ticket: TicketNo,
        kind: &'static str,
        at: Timestamp,
        level: Option<u8>,
        agent: Option<AgentId>,
        detail: Option<&str>,
    ) -> QueryResult<()> {
        let agent: Value<'_> = agent.map(|agent| agent.0).into();
        self.run(
            "INSERT INTO ticket_events (line_id, ticket, n, kind, at, level, agent_id, detail) VALUES (?, ?, \
             (SELECT coalesce(max(n), 0) + 1 FROM ticket_events WHERE line_id = ? AND ticket = ?), ?, ?, ?, ?, ?)",
            [
                self.line.into(),
                ticket.0.into(),
                self.line.into(),
                ticket.0.into(),
                kind.into(),
                at.0.into(),
                level.map(i64::from).into(),
                agent,
                detail.into(),
            ],
        )?;
        Ok(())
    }
}
