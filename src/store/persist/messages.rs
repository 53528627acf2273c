//! Facts about the messages of tickets.

use diesel::prelude::*;

use super::super::schema::tickets;
use super::super::search::fold;
use super::super::statement::Rows;
use super::{Batch, json};
use crate::domain::cargo::CopyRef;
use crate::domain::content::Content;
use crate::domain::ids::{SlotId, TicketNo, Timestamp};
use crate::domain::message_map::Carried;
use crate::domain::ticket::{CaseMessage, Cited, Fate, Side};

/// What messages have made of a ticket.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Grown {
    /// The last one's number.
    last_seq: u32,
    /// When an agent wrote the first of them that is an agent's.
    answered_at: Option<i64>,
}

/// Messages to be added.
pub(super) fn message_rows<'a>() -> Rows<'a> {
    Rows::new(
        "INSERT INTO messages (line_id, ticket, seq, side, agent_id, at, wa_id, content, words, state, \
         quote_seq, quote, edited_at, deleted_at)",
        14,
        "",
    )
}

/// Ids of further parts of messages to be added.
pub(super) fn part_rows<'a>() -> Rows<'a> {
    Rows::new(
        "INSERT INTO message_parts (line_id, ticket, seq, part, wa_id)",
        5,
        " ON CONFLICT DO NOTHING",
    )
}

impl<'a> Batch<'_, 'a> {
    pub(super) fn relayed(
        &mut self,
        ticket: TicketNo,
        message: &'a CaseMessage,
    ) -> QueryResult<()> {
        let grown = self.last_seqs.entry((self.line, ticket.0)).or_default();
        grown.last_seq = grown.last_seq.max(message.seq);
        if let Side::Agent(_) = message.from
            && grown.answered_at.is_none()
        {
            grown.answered_at = Some(message.at.0);
        }
        self.message(ticket, message, "queued")
    }

    /// A message, or a part of it, is on the other side: `slot` names that side where it is a slot, which may have
    /// lost the case since.
    pub(super) fn message_sent(
        &mut self,
        copy: CopyRef,
        slot: Option<SlotId>,
        wa_id: &'a str,
    ) -> QueryResult<()> {
        let CopyRef { ticket, seq, part } = copy;
        let slot = slot.map_or(0, |slot| slot.0);
        if part == 0 {
            self.ended.insert((self.line, ticket.0, i64::from(seq), slot), wa_id);
            return Ok(());
        }
        self.settle_message(ticket)?;
        if slot != 0 && !self.is_in(ticket, slot)? {
            return Ok(());
        }
        let touched = self.run(
            "UPDATE messages SET error = CASE WHEN state IN ('queued', 'withdrawn') THEN NULL ELSE error END, \
             state = CASE WHEN state IN ('queued', 'withdrawn') THEN 'sent' ELSE state END \
             WHERE line_id = ? AND ticket = ? AND seq = ?",
            [self.line.into(), ticket.0.into(), seq.into()],
        )?;
        // Old messages may have been erased while the rest of one was on its way.
        if touched > 0 {
            self.parts.push::<5>([
                self.line.into(),
                ticket.0.into(),
                seq.into(),
                part.into(),
                wa_id.into(),
            ]);
        }
        Ok(())
    }

    /// A message that was to be carried over is not, or is to be after all; `slot` as above.
    pub(super) fn message_ended(
        &mut self,
        copy: CopyRef,
        slot: Option<SlotId>,
        state: &'static str,
        error: Option<&'a str>,
    ) -> QueryResult<()> {
        self.settle_message(copy.ticket)?;
        if let Some(slot) = slot
            && !self.is_in(copy.ticket, slot.0)?
        {
            return Ok(());
        }
        self.run(
            "UPDATE messages SET state = ?, error = ? WHERE line_id = ? AND ticket = ? AND seq = ?",
            [state.into(), error.into(), self.line.into(), copy.ticket.0.into(), copy.seq.into()],
        )?;
        Ok(())
    }

    /// Whether this slot has the case, or had it last.
    fn is_in(&mut self, ticket: TicketNo, slot: i64) -> QueryResult<bool> {
        self.settle_ticket(ticket)?;
        let found: Option<Option<i64>> = tickets::table
            .find((self.line, ticket.0))
            .select(tickets::slot_id)
            .first(self.conn)
            .optional()?;
        Ok(found.flatten() == Some(slot))
    }

    pub(super) fn edited(
        &mut self,
        ticket: TicketNo,
        seq: u32,
        content: &'a Content,
        at: Timestamp,
    ) -> QueryResult<()> {
        self.settle_message(ticket)?;
        self.drop_dead(ticket, seq)?;
        self.run(
            "INSERT INTO message_edits (line_id, ticket, seq, at, content) \
             SELECT line_id, ticket, seq, ?, content FROM messages WHERE line_id = ? AND ticket = ? AND seq = ? \
             AND deleted_at IS NULL ON CONFLICT DO NOTHING",
            [at.0.into(), self.line.into(), ticket.0.into(), seq.into()],
        )?;
        self.run(
            "UPDATE messages SET content = ?, words = ?, edited_at = ? WHERE line_id = ? AND ticket = ? AND seq = ? \
             AND deleted_at IS NULL",
            [
                json(content)?.into(),
                fold(content.words().unwrap_or_default()).into(),
                at.0.into(),
                self.line.into(),
                ticket.0.into(),
                seq.into(),
            ],
        )?;
        Ok(())
    }

    pub(super) fn deleted(&mut self, ticket: TicketNo, seq: u32, at: Timestamp) -> QueryResult<()> {
        self.settle_message(ticket)?;
        self.drop_dead(ticket, seq)?;
        self.run(
            "UPDATE messages SET deleted_at = ? WHERE line_id = ? AND ticket = ? AND seq = ?",
            [at.0.into(), self.line.into(), ticket.0.into(), seq.into()],
        )?;
        Ok(())
    }

    /// Nobody may send what its writer has changed or deleted since it was given up.
    fn drop_dead(&mut self, ticket: TicketNo, seq: u32) -> QueryResult<()> {
        self.run(
            "DELETE FROM outbox WHERE line_id = ? AND dead_at IS NOT NULL AND ticket = ? AND seq = ? \
             AND purpose IN ('to_slot', 'to_customer')",
            [self.line.into(), ticket.0.into(), seq.into()],
        )?;
        Ok(())
    }

    pub(super) fn reacted(
        &mut self,
        ticket: TicketNo,
        seq: u32,
        by: Side,
        emoji: &'a str,
    ) -> QueryResult<()> {
        self.settle_message(ticket)?;
        let emoji = (!emoji.is_empty()).then_some(emoji);
        let sql = match by {
            Side::Customer => {
                "UPDATE messages SET customer_reaction = ? WHERE line_id = ? AND ticket = ? AND seq = ?"
            }
            Side::Agent(_) => {
                "UPDATE messages SET agent_reaction = ? WHERE line_id = ? AND ticket = ? AND seq = ?"
            }
        };
        self.run(sql, [emoji.into(), self.line.into(), ticket.0.into(), seq.into()])?;
        Ok(())
    }

    pub(super) fn progressed(
        &mut self,
        ticket: TicketNo,
        seq: u32,
        carried: Carried,
        at: Timestamp,
    ) -> QueryResult<()> {
        self.settle_message(ticket)?;
        let sql = match carried {
            Carried::Delivered => {
                "UPDATE messages SET state = ?, delivered_at = ? WHERE line_id = ? AND ticket = ? AND seq = ?"
            }
            Carried::Read => {
                "UPDATE messages SET state = ?, read_at = ? WHERE line_id = ? AND ticket = ? AND seq = ?"
            }
            Carried::Waiting | Carried::Withdrawn | Carried::Sent | Carried::Failed => {
                let copy = CopyRef { ticket, seq, part: 0 };
                return self.message_ended(copy, None, carried.name(), None);
            }
        };
        self.run(
            sql,
            [carried.name().into(), at.0.into(), self.line.into(), ticket.0.into(), seq.into()],
        )?;
        Ok(())
    }

    /// Makes sure that the messages of a ticket are in their table before one is changed there.
    pub(super) fn settle_message(&mut self, ticket: TicketNo) -> QueryResult<()> {
        if self.new_messages.contains(&(self.line, ticket.0)) {
            self.flush_messages()?;
        }
        let of_ticket = (self.line, ticket.0, 0, 0)..=(self.line, ticket.0, i64::MAX, i64::MAX);
        if self.ended.range(of_ticket).next().is_some() {
            self.flush_endings()?;
        }
        Ok(())
    }

    pub(super) fn flush_messages(&mut self) -> QueryResult<()> {
        self.flush_tickets()?;
        self.new_messages.clear();
        self.messages.flush(self.conn)
    }

    pub(super) fn flush_endings(&mut self) -> QueryResult<()> {
        let mut rows = Rows::new(
            "UPDATE messages SET state = 'sent', error = NULL, sent_wa_id = ended.column4 FROM (",
            5,
            ") AS ended WHERE messages.line_id = ended.column1 AND messages.ticket = ended.column2 \
             AND messages.seq = ended.column3 AND (ended.column5 = 0 OR ended.column5 = (SELECT slot_id FROM tickets \
             WHERE tickets.line_id = ended.column1 AND tickets.no = ended.column2))",
        );
        for ((line, ticket, seq, slot), sent_as) in std::mem::take(&mut self.ended) {
            rows.push::<5>([line.into(), ticket.into(), seq.into(), sent_as.into(), slot.into()]);
        }
        rows.flush(self.conn)?;
        self.parts.flush(self.conn)
    }

    pub(super) fn flush_last_seqs(&mut self) -> QueryResult<()> {
        let mut rows = Rows::new(
            "UPDATE tickets SET last_seq = grown.column3, \
             first_answer_at = coalesce(tickets.first_answer_at, grown.column4) FROM (",
            4,
            ") AS grown WHERE tickets.line_id = grown.column1 AND tickets.no = grown.column2 \
             AND tickets.last_seq < grown.column3",
        );
        for ((line, ticket), grown) in std::mem::take(&mut self.last_seqs) {
            let Grown { last_seq, answered_at } = grown;
            rows.push::<4>([line.into(), ticket.into(), last_seq.into(), answered_at.into()]);
        }
        rows.flush(self.conn)
    }

    pub(super) fn message(
        &mut self,
        ticket: TicketNo,
        message: &'a CaseMessage,
        state: &'static str,
    ) -> QueryResult<()> {
        let (side, agent) = match message.from {
            Side::Customer => ("customer", None),
            Side::Agent(agent) => ("agent", Some(agent.0)),
        };
        self.new_messages.insert((self.line, ticket.0));
        let (quote_seq, quote) = match &message.cites {
            Some(Cited::Message(seq)) => (Some(i64::from(*seq)), None),
            Some(Cited::Elsewhere(excerpt)) => (None, Some(&**excerpt)),
            None => (None, None),
        };
        let (edited_at, deleted_at) = match message.fate {
            Fate::AsWritten => (None, None),
            Fate::Edited { at } => (Some(at.0), None),
            Fate::Deleted { at } => (None, Some(at.0)),
        };
        self.messages.push::<14>([
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
            quote_seq.into(),
            quote.into(),
            edited_at.into(),
            deleted_at.into(),
        ]);
        Ok(())
    }
}
