//! Facts about the mood of customers, and what a model says a case is about.

use diesel::prelude::*;

use super::Batch;
use super::history::Kind;
use crate::domain::ids::{TicketNo, Timestamp};
use crate::domain::ticket::Sentiment;

impl<'a> Batch<'_, 'a> {
    pub(super) fn sentiment_changed(
        &mut self,
        ticket: TicketNo,
        sentiment: Sentiment,
        at: Timestamp,
    ) -> QueryResult<()> {
        self.settle_ticket(ticket)?;
        let touched = self.run(
            "UPDATE tickets SET sentiment = ? WHERE line_id = ? AND no = ? AND state <> 'closed'",
            [sentiment.name().into(), self.line.into(), ticket.0.into()],
        )?;
        if touched > 0 {
            self.history(ticket, Kind::Mood, at, None, None, Some(sentiment.name()));
        }
        Ok(())
    }

    /// Kept as something that happened, like a note: few cases have one, and the last one counts.
    pub(super) fn summarised(
        &mut self,
        ticket: TicketNo,
        summary: &'a str,
        at: Timestamp,
    ) -> QueryResult<()> {
        self.settle_ticket(ticket)?;
        self.history(ticket, Kind::Summary, at, None, None, Some(summary));
        Ok(())
    }
}
