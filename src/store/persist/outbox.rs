//! Messages to send, what became of them, and inbound events that were handled.

use diesel::prelude::*;

use super::super::journal::Change;
use super::super::schema::lines;
use super::super::statement::{self, Rows};
use super::{Batch, json};
use crate::domain::cargo::Cargo;
use crate::domain::ids::{ChatId, LineId, SendId, SlotId, Timestamp, WaId};
use crate::domain::line::SEEN_MS;
use crate::domain::message::Post;
use crate::domain::outcome::Letter;
use crate::domain::purpose::Purpose;

/// `seen` is pruned once in so many rows of a line …
const PRUNE_EVERY: u32 = 64;
/// … by up to so many times the rows that came since: a small bite, and never falling behind.
const PRUNE_SHARE: u32 = 4;

/// Letters to be added.
pub(super) fn letter_rows<'a>() -> Rows<'a> {
    Rows::new(
        "INSERT INTO outbox (line_id, id, chat, purpose, slot_id, ticket, seq, group_id, agent_id, text, quote, \
         created_at, attempts, not_before, part, cargo)",
        16,
        "",
    )
}

/// Messages that people may quote, to be added.
pub(super) fn post_rows<'a>() -> Rows<'a> {
    Rows::new(
        "INSERT INTO posts (line_id, chat, wa_id, group_id, ticket, agent_id, at)",
        7,
        " ON CONFLICT (line_id, chat, wa_id) DO UPDATE SET group_id = excluded.group_id, ticket = excluded.ticket, \
         agent_id = excluded.agent_id, at = excluded.at",
    )
}

/// Handled events to be added.
pub(super) fn seen_rows<'a>() -> Rows<'a> {
    Rows::new("INSERT INTO seen (line_id, at, event_key)", 3, " ON CONFLICT DO NOTHING")
}

/// A purpose as columns.
#[derive(Debug, Clone, Copy, Default)]
pub(in crate::store) struct PurposeColumns {
    pub name: &'static str,
    pub slot: Option<i64>,
    pub ticket: Option<i64>,
    pub seq: Option<i64>,
    pub part: i64,
    pub group: Option<i64>,
    pub agent: Option<i64>,
}

impl From<Purpose> for PurposeColumns {
    fn from(purpose: Purpose) -> Self {
        let case = |name, slot: i64, ticket: i64, seq: u32, part: u8| Self {
            name,
            slot: Some(slot),
            ticket: Some(ticket),
            seq: Some(i64::from(seq)),
            part: i64::from(part),
            ..Self::default()
        };
        match purpose {
            Purpose::ToSlot { slot, ticket, seq, part } => {
                case("to_slot", slot.0, ticket.0, seq, part)
            }
            Purpose::ToCustomer { slot, ticket, seq, part } => {
                case("to_customer", slot.0, ticket.0, seq, part)
            }
            Purpose::Answer => Self { name: "answer", ..Self::default() },
            Purpose::Announcement { group, ticket } => Self {
                name: "announcement",
                group: Some(group.0),
                ticket: Some(ticket.0),
                ..Self::default()
            },
            Purpose::AskReady { group, agent } => Self {
                name: "ask_ready",
                group: Some(group.0),
                agent: Some(agent.0),
                ..Self::default()
            },
            Purpose::Alert => Self { name: "alert", ..Self::default() },
            Purpose::ChangeForSlot { slot, ticket, seq } => {
                case("change_for_slot", slot.0, ticket.0, seq, 0)
            }
            Purpose::ChangeForCustomer { slot, ticket, seq } => {
                case("change_for_customer", slot.0, ticket.0, seq, 0)
            }
            Purpose::Addition { group, ticket } => Self {
                name: "addition",
                group: Some(group.0),
                ticket: Some(ticket.0),
                ..Self::default()
            },
            Purpose::Mark => Self { name: "mark", ..Self::default() },
            Purpose::SilenceWarning { slot, ticket, seq } => {
                case("silence_warning", slot.0, ticket.0, seq, 0)
            }
        }
    }
}

impl<'a> Batch<'_, 'a> {
    /// Gathers the letters of a change; the answer is the id of the first.
    pub(super) fn letters(&mut self, change: &'a Change) -> QueryResult<i64> {
        if change.drafts.is_empty() {
            return Ok(0);
        }
        let last = match self.marks.sends.get(&change.line) {
            Some(last) => *last,
            None => lines::table
                .find(change.line.0)
                .select(lines::last_send)
                .first::<i64>(self.conn)
                .optional()?
                .unwrap_or(0),
        };
        let mut id = last;
        for draft in &change.drafts {
            id += 1;
            let purpose = PurposeColumns::from(draft.purpose);
            let quote = draft.quote.as_ref().map(json).transpose()?;
            let cargo = draft.cargo.as_ref().map(json).transpose()?;
            self.outbox.push::<16>([
                self.line.into(),
                id.into(),
                draft.chat.as_str().into(),
                purpose.name.into(),
                purpose.slot.into(),
                purpose.ticket.into(),
                purpose.seq.into(),
                purpose.group.into(),
                purpose.agent.into(),
                draft.text.as_str().into(),
                quote.into(),
                change.at.0.into(),
                0_i64.into(),
                draft.not_before.unwrap_or(change.at).0.into(),
                purpose.part.into(),
                cargo.into(),
            ]);
        }
        self.marks.sends.insert(change.line, id);
        self.new_sends.entry(change.line).or_insert(last + 1);
        Ok(last + 1)
    }

    pub(super) fn keep_last_sends(&mut self) -> QueryResult<()> {
        let touched: Vec<LineId> = self.new_sends.keys().copied().collect();
        for line in touched {
            let last = self.marks.sends.get(&line).copied().unwrap_or(0);
            self.run(
                "UPDATE lines SET last_send = ? WHERE id = ? AND last_send < ?",
                [last.into(), line.0.into(), last.into()],
            )?;
        }
        Ok(())
    }

    pub(super) fn flush_letters(&mut self) -> QueryResult<()> {
        self.outbox.flush(self.conn)
    }

    /// Gathers which inbound events a change settles.
    pub(super) fn seen(&mut self, change: &'a Change) {
        for key in change.receipts.iter().filter_map(|receipt| receipt.key) {
            self.seen.push::<3>([
                self.line.into(),
                change.at.0.into(),
                format!("{:032x}", key.0).into(),
            ]);
            let (count, newest) = self.new_seen.entry(change.line).or_insert((0, change.at));
            *count += 1;
            *newest = (*newest).max(change.at);
        }
    }

    pub(super) fn prune_seen(&mut self) -> QueryResult<()> {
        for (line, (count, newest)) in std::mem::take(&mut self.new_seen) {
            let since = self.marks.unpruned.entry(line).or_default();
            *since += count;
            if *since < PRUNE_EVERY {
                continue;
            }
            let bite = std::mem::take(since).saturating_mul(PRUNE_SHARE);
            self.run(
                "DELETE FROM seen WHERE line_id = ? AND at < ? AND at <= \
                 (SELECT max(at) FROM (SELECT at FROM seen WHERE line_id = ? ORDER BY at LIMIT ?) AS oldest)",
                [line.0.into(), newest.plus(-SEEN_MS).0.into(), line.0.into(), bite.into()],
            )?;
        }
        Ok(())
    }

    pub(super) fn sent(
        &mut self,
        send: SendId,
        chat: &'a ChatId,
        purpose: Purpose,
        wa_id: &'a WaId,
        at: Timestamp,
    ) -> QueryResult<()> {
        self.left.entry(LineId(self.line)).or_default().push(send.0);
        if let Some((group, post)) = purpose.post() {
            let (ticket, agent) = match post {
                Post::Announcement(ticket) => (Some(ticket.0), None),
                Post::AskReady(agent) => (None, Some(agent.0)),
            };
            self.posts.push::<7>([
                self.line.into(),
                chat.as_str().into(),
                wa_id.as_str().into(),
                group.0.into(),
                ticket.into(),
                agent.into(),
                at.0.into(),
            ]);
        }
        self.warning_is(purpose, Some(at))?;
        if let Some(copy) = purpose.copy() {
            self.message_sent(copy, shown_in(purpose), wa_id.as_str())?;
        }
        Ok(())
    }

    pub(super) fn send_delayed(
        &mut self,
        send: SendId,
        attempts: u32,
        until: Timestamp,
        error: &'a str,
    ) -> QueryResult<()> {
        self.settle_letter(send)?;
        self.run(
            "UPDATE outbox SET attempts = ?, not_before = ?, error = ? WHERE line_id = ? AND id = ?",
            [attempts.into(), until.0.into(), error.into(), self.line.into(), send.0.into()],
        )?;
        Ok(())
    }

    pub(super) fn send_failed(
        &mut self,
        send: SendId,
        purpose: Purpose,
        at: Timestamp,
        error: &'a str,
    ) -> QueryResult<()> {
        self.settle_letter(send)?;
        self.run(
            "UPDATE outbox SET dead_at = ?, error = ? WHERE line_id = ? AND id = ?",
            [at.0.into(), error.into(), self.line.into(), send.0.into()],
        )?;
        self.warning_is(purpose, None)?;
        let Some(copy) = purpose.copy() else { return Ok(()) };
        self.message_ended(copy, shown_in(purpose), "failed", Some(error))?;
        // What was changed or deleted while it waited is not kept for another try.
        self.run(
            "DELETE FROM outbox WHERE line_id = ? AND id = ? AND EXISTS (SELECT 1 FROM messages \
             WHERE line_id = ? AND ticket = ? AND seq = ? AND (deleted_at IS NOT NULL OR edited_at IS NOT NULL))",
            [
                self.line.into(),
                send.0.into(),
                self.line.into(),
                copy.ticket.0.into(),
                copy.seq.into(),
            ],
        )?;
        Ok(())
    }

    /// A letter that does not leave after all.
    pub(super) fn withdrawn(&mut self, send: SendId, purpose: Purpose) -> QueryResult<()> {
        self.settle_letter(send)?;
        self.left.entry(LineId(self.line)).or_default().push(send.0);
        self.warning_is(purpose, None)?;
        match purpose.copy() {
            Some(copy) => self.message_ended(copy, shown_in(purpose), "withdrawn", None),
            None => Ok(()),
        }
    }

    pub(super) fn reworded(
        &mut self,
        send: SendId,
        text: &'a str,
        cargo: Option<&'a Cargo>,
    ) -> QueryResult<()> {
        self.settle_letter(send)?;
        let cargo = cargo.map(json).transpose()?;
        self.run(
            "UPDATE outbox SET text = ?, cargo = ?, attempts = 0 WHERE line_id = ? AND id = ?",
            [text.into(), cargo.into(), self.line.into(), send.0.into()],
        )?;
        Ok(())
    }

    /// A letter that was given up is to be sent after all.
    pub(super) fn revived(&mut self, letter: &'a Letter) -> QueryResult<()> {
        self.run(
            "UPDATE outbox SET dead_at = NULL, error = NULL, attempts = 0, not_before = ? \
             WHERE line_id = ? AND id = ?",
            [letter.not_before.0.into(), self.line.into(), letter.id.0.into()],
        )?;
        match letter.purpose.copy() {
            Some(copy) => self.message_ended(copy, shown_in(letter.purpose), "queued", None),
            None => Ok(()),
        }
    }

    /// A letter that was given up is thrown away.
    pub(super) fn discarded(&mut self, send: SendId) -> QueryResult<()> {
        self.run(
            "DELETE FROM outbox WHERE line_id = ? AND id = ? AND dead_at IS NOT NULL",
            [self.line.into(), send.0.into()],
        )?;
        Ok(())
    }

    /// Takes letters that have left out of their table.
    pub(super) fn drop_left(&mut self) -> QueryResult<()> {
        for (line, letters) in std::mem::take(&mut self.left) {
            statement::delete(
                self.conn,
                "DELETE FROM outbox WHERE line_id = ? AND id IN ",
                line.0,
                &letters,
            )?;
        }
        Ok(())
    }

    /// Makes sure that a letter is in its table before it is changed there.
    fn settle_letter(&mut self, send: SendId) -> QueryResult<()> {
        let gathered = self.new_sends.get(&LineId(self.line)).is_some_and(|first| send.0 >= *first);
        if gathered { self.flush_letters() } else { Ok(()) }
    }
}

/// The slot that a message is shown in: what becomes of it there is nothing to a slot that has the case since.
fn shown_in(purpose: Purpose) -> Option<SlotId> {
    purpose.shown_in().map(|(slot, _)| slot)
}
