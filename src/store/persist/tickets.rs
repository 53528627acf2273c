//! Facts about tickets.

use diesel::prelude::*;

use super::super::statement::{self, Rows};
use super::Batch;
use super::handing::{Deed, deciders};
use super::history::Kind;
use crate::domain::acts::By;
use crate::domain::ids::{SlotId, TicketNo, Timestamp};
use crate::domain::ticket::{CaseMessage, Seat, Ticket};

/// Tickets to be added.
pub(super) fn ticket_rows<'a>() -> Rows<'a> {
    Rows::new(
        "INSERT INTO tickets (line_id, no, customer_id, state, department, sentiment, group_id, opened_at, since, \
         level, noted_at, unnoted, last_seq, previous)",
        14,
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
        self.new_tickets.insert((self.line, ticket.no.0));
        self.tickets.push::<14>([
            self.line.into(),
            ticket.no.0.into(),
            ticket.customer.id.0.into(),
            "pending".into(),
            ticket.department.name().into(),
            ticket.sentiment.name().into(),
            ticket.group.0.into(),
            ticket.opened_at.0.into(),
            since.0.into(),
            0_i64.into(),
            ticket.opened_at.0.into(),
            0_i64.into(),
            ticket.last_seq.into(),
            ticket.previous.map(|previous| previous.0).into(),
        ]);
        self.talked.entry(self.line).or_default().insert(ticket.customer.id.0);
        for message in backlog {
            self.message(ticket.no, message, "kept")?;
        }
        self.history(ticket.no, Kind::Opened, ticket.opened_at, None, None, None);
        Ok(())
    }

    pub(super) fn kept(&mut self, ticket: TicketNo, message: &'a CaseMessage) -> QueryResult<()> {
        self.settle_ticket(ticket)?;
        self.run(
            "UPDATE tickets SET last_seq = CASE WHEN last_seq < ? THEN ? ELSE last_seq END, unnoted = unnoted + 1 \
             WHERE line_id = ? AND no = ? AND state = 'pending'",
            [message.seq.into(), message.seq.into(), self.line.into(), ticket.0.into()],
        )?;
        self.message(ticket, message, "kept")
    }

    pub(super) fn noted(&mut self, ticket: TicketNo, at: Timestamp) -> QueryResult<()> {
        self.settle_ticket(ticket)?;
        self.run(
            "UPDATE tickets SET unnoted = 0, noted_at = ? WHERE line_id = ? AND no = ? AND state = 'pending'",
            [at.0.into(), self.line.into(), ticket.0.into()],
        )?;
        Ok(())
    }

    pub(super) fn escalated(
        &mut self,
        ticket: TicketNo,
        level: u32,
        at: Timestamp,
    ) -> QueryResult<()> {
        self.settle_ticket(ticket)?;
        let touched = self.run(
            "UPDATE tickets SET level = ? WHERE line_id = ? AND no = ? AND state = 'pending'",
            [level.into(), self.line.into(), ticket.0.into()],
        )?;
        if touched > 0 {
            self.passed_limit(ticket, at)?;
            self.history(ticket, Kind::Escalated, at, Some(level), None, None);
        }
        Ok(())
    }

    pub(super) fn alerted(
        &mut self,
        ticket: TicketNo,
        level: u32,
        at: Timestamp,
    ) -> QueryResult<()> {
        self.settle_ticket(ticket)?;
        let touched = self.run(
            "UPDATE tickets SET alert_level = ? WHERE line_id = ? AND no = ? AND state = 'pending'",
            [level.into(), self.line.into(), ticket.0.into()],
        )?;
        if touched > 0 {
            self.history(ticket, Kind::Alerted, at, Some(level), None, None);
        }
        Ok(())
    }

    pub(super) fn claimed(
        &mut self,
        ticket: TicketNo,
        seat: &'a Seat,
        by: &'a By,
        at: Timestamp,
    ) -> QueryResult<()> {
        self.settle_ticket(ticket)?;
        self.settle_message(ticket)?;
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
        self.run(
            "UPDATE messages SET state = 'queued' WHERE line_id = ? AND ticket = ? AND state = 'kept'",
            [self.line.into(), ticket.0.into()],
        )?;
        let (agent, place) = (Some(seat.agent), Some(seat.slot_name.as_str()));
        match by {
            By::Agent(_) => self.history(ticket, Kind::Claimed, at, None, agent, place),
            By::Panel { .. } | By::Supervisor { .. } | By::Relevo => {
                let deed = Deed { agent, detail: place, ..Deed::of(Kind::Claimed, by, at) };
                self.deed(ticket, deed);
            }
        }
        Ok(())
    }

    pub(super) fn closed(
        &mut self,
        ticket: TicketNo,
        slot: Option<SlotId>,
        by: &'a By,
        reason: Option<&'a str>,
        at: Timestamp,
    ) -> QueryResult<()> {
        self.settle_ticket(ticket)?;
        let (agent, name) = deciders(by);
        let sql = match slot {
            Some(_) => {
                "UPDATE tickets SET state = 'closed', closed_at = ?, closed_by = ?, closed_by_name = ?, \
                 close_reason = ? WHERE line_id = ? AND no = ? AND slot_id = ? AND state = 'in_progress'"
            }
            None => {
                "UPDATE tickets SET state = 'closed', closed_at = ?, closed_by = ?, closed_by_name = ?, \
                 close_reason = ? WHERE line_id = ? AND no = ? AND state = 'pending'"
            }
        };
        let mut values = vec![
            at.0.into(),
            agent.into(),
            name.into(),
            reason.into(),
            self.line.into(),
            ticket.0.into(),
        ];
        values.extend(slot.map(|slot| slot.0.into()));
        let touched = statement::run(self.conn, sql, values)?;
        if touched == 0 {
            return Ok(());
        }
        self.cases_closed.push((self.line, ticket.0));
        match by {
            By::Agent(by) => self.history(ticket, Kind::Closed, at, None, Some(*by), reason),
            By::Panel { .. } | By::Supervisor { .. } | By::Relevo => {
                self.deed(ticket, Deed { detail: reason, ..Deed::of(Kind::Closed, by, at) });
            }
        }
        Ok(())
    }

    /// Makes sure that a ticket is in its table before it is changed there.
    pub(super) fn settle_ticket(&mut self, ticket: TicketNo) -> QueryResult<()> {
        if self.new_tickets.contains(&(self.line, ticket.0)) {
            self.flush_tickets()
        } else {
            Ok(())
        }
    }

    pub(super) fn flush_tickets(&mut self) -> QueryResult<()> {
        self.flush_customers()?;
        self.new_tickets.clear();
        self.tickets.flush(self.conn)
    }

    /// Counts the cases that were closed, once all customers are in their table.
    pub(super) fn count_closed(&mut self) -> QueryResult<()> {
        for (line, ticket) in std::mem::take(&mut self.cases_closed) {
            self.run(
                "UPDATE customers SET closed_cases = closed_cases + 1 WHERE line_id = ? \
                 AND id = (SELECT customer_id FROM tickets WHERE line_id = ? AND no = ?)",
                [line.into(), line.into(), ticket.into()],
            )?;
        }
        Ok(())
    }

    /// Conversations that have become tickets go.
    pub(super) fn drop_conversations(&mut self) -> QueryResult<()> {
        for (line, customers) in std::mem::take(&mut self.talked) {
            let customers: Vec<i64> = customers.into_iter().collect();
            let head = "DELETE FROM conversations WHERE line_id = ? AND customer_id IN ";
            statement::delete(self.conn, head, line, &customers)?;
        }
        Ok(())
    }
}
