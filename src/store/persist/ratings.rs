//! Facts about what customers were asked after a case, and about those who do not answer.

use diesel::prelude::*;

use super::Batch;
use super::history::Kind;
use crate::domain::ids::{CustomerId, TicketNo, Timestamp};
use crate::domain::purpose::Purpose;

impl<'a> Batch<'_, 'a> {
    pub(super) fn rating_asked(
        &mut self,
        customer: CustomerId,
        ticket: TicketNo,
        at: Timestamp,
    ) -> QueryResult<()> {
        self.flush_customers()?;
        self.run(
            "UPDATE customers SET asked_at = ?, asked_ticket = ?, asked_rating = NULL, asked_rated_at = NULL \
             WHERE line_id = ? AND id = ?",
            [at.0.into(), ticket.0.into(), self.line.into(), customer.0.into()],
        )?;
        Ok(())
    }

    pub(super) fn rated(
        &mut self,
        customer: CustomerId,
        ticket: TicketNo,
        rating: u8,
        comment: Option<&'a str>,
        at: Timestamp,
    ) -> QueryResult<()> {
        self.settle_ticket(ticket)?;
        let said = comment.filter(|comment| !comment.is_empty());
        let touched = self.run(
            "UPDATE tickets SET rating = ?, rating_comment = COALESCE(?, rating_comment), rated_at = ? \
             WHERE line_id = ? AND no = ? AND customer_id = ? AND state = 'closed'",
            [
                rating.into(),
                said.into(),
                at.0.into(),
                self.line.into(),
                ticket.0.into(),
                customer.0.into(),
            ],
        )?;
        // As long as nothing was said about it, something may be.
        let open_since = comment.is_none().then_some(at.0);
        self.run(
            "UPDATE customers SET asked_rating = ?, asked_rated_at = ? \
             WHERE line_id = ? AND id = ? AND asked_ticket = ?",
            [
                rating.into(),
                open_since.into(),
                self.line.into(),
                customer.0.into(),
                ticket.0.into(),
            ],
        )?;
        if touched > 0 {
            self.history(ticket, Kind::Rated, at, Some(rating.into()), None, said);
        }
        Ok(())
    }

    /// The warning to a silent customer has left, or does not leave any more.
    pub(super) fn warning_is(
        &mut self,
        purpose: Purpose,
        left: Option<Timestamp>,
    ) -> QueryResult<()> {
        let Some((slot, ticket, seq)) = purpose.warning() else { return Ok(()) };
        self.settle_ticket(ticket)?;
        match left {
            Some(at) => self.run(
                "UPDATE tickets SET silence_seq = ?, silence_at = ? \
                 WHERE line_id = ? AND no = ? AND slot_id = ? AND state = 'in_progress'",
                [seq.into(), at.0.into(), self.line.into(), ticket.0.into(), slot.0.into()],
            )?,
            None => self.run(
                "UPDATE tickets SET silence_seq = NULL, silence_at = NULL \
                 WHERE line_id = ? AND no = ? AND slot_id = ? AND silence_seq = ?",
                [self.line.into(), ticket.0.into(), slot.0.into(), seq.into()],
            )?,
        };
        Ok(())
    }

    pub(super) fn silence_warned(
        &mut self,
        ticket: TicketNo,
        seq: u32,
        at: Timestamp,
    ) -> QueryResult<()> {
        self.settle_ticket(ticket)?;
        let touched = self.run(
            "UPDATE tickets SET silence_seq = ?, silence_at = ? \
             WHERE line_id = ? AND no = ? AND state = 'in_progress'",
            [seq.into(), at.0.into(), self.line.into(), ticket.0.into()],
        )?;
        if touched > 0 {
            self.history(ticket, Kind::Silence, at, None, None, None);
        }
        Ok(())
    }
}
