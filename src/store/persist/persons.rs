//! Facts about who customers are: what is noted of them, two that are one, and what is forgotten.

use std::collections::BTreeSet;

use diesel::connection::SimpleConnection as _;
use diesel::prelude::*;

use super::super::columns::content;
use super::super::schema::{conversations, customers, files, message_edits, messages, tickets};
use super::super::{Conn, statement};
use super::Batch;
use crate::domain::customer::{FORGOTTEN, tag_key};
use crate::domain::file::FileRef;
use crate::domain::ids::{CustomerId, TicketNo, Timestamp};
use crate::domain::phone::Phone;
use crate::domain::settings::Language;
use crate::domain::ticket::{CaseMessage, Customer};

/// A name shorter than this many characters may be a piece of other words.
const NAME_LEAST: usize = 3;
/// Files looked up in one statement.
const AT_ONCE: usize = 500;

/// How much of a case is forgotten.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Wipe {
    /// What was said, and files.
    Talk,
    /// All that may speak of its customer.
    Person,
}

impl<'a> Batch<'_, 'a> {
    pub(super) fn customer_tended(
        &mut self,
        customer: CustomerId,
        language: Option<Language>,
        tags: &'a [Box<str>],
    ) -> QueryResult<()> {
        self.flush_customers()?;
        self.run(
            "UPDATE customers SET language = ? WHERE line_id = ? AND id = ?",
            [language.map(Language::code).into(), self.line.into(), customer.0.into()],
        )?;
        self.put_tags(customer, tags)
    }

    fn put_tags(&mut self, customer: CustomerId, tags: &'a [Box<str>]) -> QueryResult<()> {
        self.of_customer(
            "DELETE FROM customer_tags WHERE line_id = ? AND customer_id = ?",
            customer,
        )?;
        for tag in tags {
            self.run(
                "INSERT INTO customer_tags (line_id, customer_id, tag_key, tag) VALUES (?, ?, ?, ?) \
                 ON CONFLICT DO NOTHING",
                [self.line.into(), customer.0.into(), tag_key(tag).into(), (&**tag).into()],
            )?;
        }
        Ok(())
    }

    pub(super) fn customers_merged(
        &mut self,
        kept: &'a Customer,
        gone: CustomerId,
    ) -> QueryResult<()> {
        self.settle_all()?;
        self.customer_known(kept);
        self.flush_customers()?;
        let (into, from) = (kept.id.0, gone.0);
        self.run(
            "UPDATE tickets SET customer_id = ? WHERE line_id = ? AND customer_id = ?",
            [into.into(), self.line.into(), from.into()],
        )?;
        self.run(
            "UPDATE customer_notes SET customer_id = ? WHERE line_id = ? AND customer_id = ?",
            [into.into(), self.line.into(), from.into()],
        )?;
        self.of_customer("DELETE FROM customer_tags WHERE line_id = ? AND customer_id = ?", gone)?;
        self.of_customer("DELETE FROM conversations WHERE line_id = ? AND customer_id = ?", gone)?;
        self.run(
            "UPDATE customers SET closed_cases = closed_cases + \
             (SELECT closed_cases FROM customers WHERE line_id = ? AND id = ?) WHERE line_id = ? AND id = ?",
            [self.line.into(), from.into(), self.line.into(), into.into()],
        )?;
        // The question that was asked last is the one that an answer answers.
        self.run(
            "UPDATE customers SET (asked_at, asked_ticket, asked_rating, asked_rated_at) = \
             (SELECT asked_at, asked_ticket, asked_rating, asked_rated_at FROM customers AS gone \
             WHERE gone.line_id = ? AND gone.id = ?) \
             WHERE line_id = ? AND id = ? AND EXISTS (SELECT 1 FROM customers AS gone \
             WHERE gone.line_id = ? AND gone.id = ? AND gone.asked_at >= COALESCE(customers.asked_at, gone.asked_at))",
            [self.line, from, self.line, into, self.line, from].map(Into::into),
        )?;
        self.run(
            "UPDATE customers SET merged_into = ? WHERE line_id = ? AND merged_into = ?",
            [into.into(), self.line.into(), from.into()],
        )?;
        self.run(
            "UPDATE customers SET merged_into = ?, closed_cases = 0 WHERE line_id = ? AND id = ?",
            [into.into(), self.line.into(), from.into()],
        )?;
        if let Some(blocked) = kept.blocked.as_deref() {
            self.customer_blocked(kept.id, blocked)?;
        }
        self.customer_tended(kept.id, kept.about.language, &kept.about.tags)
    }

    /// Forgets a customer: what was said is deleted, what says who they are is emptied. What remains of their cases
    /// is when, where and by whom.
    pub(super) fn customer_erased(
        &mut self,
        customer: CustomerId,
        at: Timestamp,
    ) -> QueryResult<()> {
        self.settle_all()?;
        self.secure(true)?;
        let cases: Vec<i64> = tickets::table
            .filter(tickets::line_id.eq(self.line))
            .filter(tickets::customer_id.eq(customer.0))
            .select(tickets::no)
            .load(self.conn)?;
        let said: Option<String> = conversations::table
            .find((self.line, customer.0))
            .select(conversations::messages)
            .first(self.conn)
            .optional()?;
        // What cannot be read names no file.
        let said = said.and_then(|said| serde_json::from_str::<Vec<CaseMessage>>(&said).ok());
        let said = said.unwrap_or_default();
        let sent = said.iter().filter_map(|message| message.content.file()).cloned();
        self.doom(sent.collect(), at)?;
        self.of_customer(
            "DELETE FROM conversations WHERE line_id = ? AND customer_id = ?",
            customer,
        )?;
        for no in &cases {
            self.wipe(TicketNo(*no), Wipe::Person, at)?;
        }
        self.drop_letters(&cases)?;
        type Who = (i64, String, Option<String>, Option<String>, String);
        let rows: Vec<Who> = customers::table
            .filter(customers::line_id.eq(self.line))
            .filter(customers::id.eq(customer.0).or(customers::merged_into.eq(customer.0)))
            .select((
                customers::id,
                customers::name,
                customers::phone,
                customers::lid,
                customers::chat,
            ))
            .load(self.conn)?;
        for (id, name, phone, lid, chat) in rows {
            self.drop_traces(&name, phone.as_deref(), lid.as_deref(), &chat)?;
            let id = CustomerId(id);
            self.of_customer(
                "DELETE FROM customer_tags WHERE line_id = ? AND customer_id = ?",
                id,
            )?;
            self.of_customer(
                "DELETE FROM customer_notes WHERE line_id = ? AND customer_id = ?",
                id,
            )?;
            self.run(
                "UPDATE customers SET name = ?, phone = NULL, phone_key = NULL, lid = NULL, chat = '', words = '', \
                 language = NULL, blocked_at = NULL, \
                 blocked_by = NULL, blocked_reason = NULL, erased_at = ? WHERE line_id = ? AND id = ?",
                [FORGOTTEN.into(), at.0.into(), self.line.into(), id.0.into()],
            )?;
        }
        self.secure(false)
    }

    pub(super) fn cases_erased(
        &mut self,
        cases: &'a [TicketNo],
        until: Timestamp,
        at: Timestamp,
    ) -> QueryResult<()> {
        self.settle_all()?;
        self.secure(true)?;
        for no in cases {
            self.wipe(*no, Wipe::Talk, at)?;
        }
        let numbers: Vec<i64> = cases.iter().map(|no| no.0).collect();
        self.drop_letters(&numbers)?;
        self.run(
            "INSERT INTO retention (line_id, done_until, changed_at) VALUES (?, ?, ?) \
             ON CONFLICT (line_id) DO UPDATE SET done_until = excluded.done_until, changed_at = excluded.changed_at",
            [self.line.into(), until.0.into(), at.0.into()],
        )?;
        self.secure(false)
    }

    fn wipe(&mut self, no: TicketNo, what: Wipe, at: Timestamp) -> QueryResult<()> {
        let mut said: Vec<String> = messages::table
            .filter(messages::line_id.eq(self.line))
            .filter(messages::ticket.eq(no.0))
            .select(messages::content)
            .load(self.conn)?;
        let before: Vec<String> = message_edits::table
            .filter(message_edits::line_id.eq(self.line))
            .filter(message_edits::ticket.eq(no.0))
            .select(message_edits::content)
            .load(self.conn)?;
        said.extend(before);
        let sent = said.iter().filter_map(|text| content(text).file().cloned()).collect();
        self.doom(sent, at)?;
        for sql in [
            "DELETE FROM message_edits WHERE line_id = ? AND ticket = ?",
            "DELETE FROM message_parts WHERE line_id = ? AND ticket = ?",
            "DELETE FROM messages WHERE line_id = ? AND ticket = ?",
            "DELETE FROM ticket_events WHERE line_id = ? AND ticket = ? AND kind = 'note'",
            "UPDATE tickets SET rating_comment = NULL WHERE line_id = ? AND no = ?",
        ] {
            self.run(sql, [self.line.into(), no.0.into()])?;
        }
        if what == Wipe::Person {
            for sql in [
                // The detail of a claim is the slot's name.
                "UPDATE ticket_events SET detail = NULL WHERE line_id = ? AND ticket = ? AND kind <> 'claimed'",
                "UPDATE tickets SET close_reason = NULL WHERE line_id = ? AND no = ?",
            ] {
                self.run(sql, [self.line.into(), no.0.into()])?;
            }
        }
        Ok(())
    }

    /// Files of messages that go: their bytes follow once this is on disk, unless another message has the same.
    fn doom(&mut self, sent: Vec<FileRef>, at: Timestamp) -> QueryResult<()> {
        let mut hashes = BTreeSet::new();
        for some in sent.chunks(AT_ONCE) {
            let keys: Vec<String> = some.iter().map(|file| file.key.to_string()).collect();
            let known: Vec<Option<String>> = files::table
                .filter(files::line_id.eq(self.line))
                .filter(files::file_key.eq_any(&keys))
                .select(files::hash)
                .load(self.conn)?;
            hashes.extend(known.into_iter().flatten());
            diesel::delete(files::table)
                .filter(files::line_id.eq(self.line))
                .filter(files::file_key.eq_any(&keys))
                .execute(self.conn)?;
        }
        hashes.extend(sent.into_iter().filter_map(|file| file.preview).map(String::from));
        for hash in hashes {
            self.run(
                "INSERT INTO doomed_files (hash, at) VALUES (?, ?) ON CONFLICT DO NOTHING",
                [hash.into(), at.0.into()],
            )?;
        }
        Ok(())
    }

    /// Letters about cases that were given up. None is on its way: whoever asks has looked.
    fn drop_letters(&mut self, cases: &[i64]) -> QueryResult<()> {
        if cases.is_empty() {
            return Ok(());
        }
        let head = "DELETE FROM outbox WHERE line_id = ? AND dead_at IS NOT NULL AND ticket IN ";
        statement::delete(self.conn, head, self.line, cases)
    }

    /// What names somebody where no case says so: letters that were given up, and the trail.
    fn drop_traces(
        &mut self,
        name: &str,
        phone: Option<&str>,
        lid: Option<&str>,
        chat: &str,
    ) -> QueryResult<()> {
        self.run(
            "DELETE FROM outbox WHERE line_id = ? AND dead_at IS NOT NULL AND chat = ?",
            [self.line.into(), chat.into()],
        )?;
        let pretty = phone.and_then(Phone::from_digits).map(|phone| phone.pretty());
        let numbers = [phone, pretty.as_deref(), lid].into_iter().flatten();
        let telling = Some(name).filter(|name| name.chars().count() >= NAME_LEAST);
        for trace in numbers.chain(telling) {
            let like = format!("%{}%", escaped(trace));
            self.run(
                "DELETE FROM outbox WHERE line_id = ? AND dead_at IS NOT NULL AND ticket IS NULL AND seq IS NULL \
                 AND (text LIKE ? ESCAPE '\\' OR quote LIKE ? ESCAPE '\\')",
                [self.line.into(), like.as_str().into(), like.as_str().into()],
            )?;
            let whole = if Some(trace) == telling { escaped(trace) } else { like };
            self.run(
                "UPDATE audit SET subject = ? WHERE subject LIKE ? ESCAPE '\\'",
                // A name may be a piece of another one.
                [FORGOTTEN.into(), whole.into()],
            )?;
        }
        if let Some(phone) = phone {
            self.run(
                "UPDATE training SET customer = NULL WHERE line_id = ? AND customer LIKE ? ESCAPE '\\'",
                [self.line.into(), format!("%{}%", escaped(phone)).into()],
            )?;
        }
        Ok(())
    }

    fn of_customer(&mut self, sql: &'static str, customer: CustomerId) -> QueryResult<()> {
        self.run(sql, [self.line.into(), customer.0.into()]).map(|_| ())
    }

    /// SQLite overwrites what is deleted, not only takes it out of its lists. Not always: deleting is part of every
    /// message's way. (What stood in a page remains in the write-ahead log until that is used again, and in backups.)
    fn secure(&mut self, on: bool) -> QueryResult<()> {
        match self.conn {
            Conn::Sqlite(conn) => {
                let how = if on { "ON" } else { "OFF" };
                conn.batch_execute(&format!("PRAGMA secure_delete = {how}"))
            }
            #[cfg(feature = "postgres")]
            Conn::Postgres(_) => Ok(()),
        }
    }

    /// Everything gathered so far is in its table: what is changed may be among it.
    fn settle_all(&mut self) -> QueryResult<()> {
        self.flush_customers()?;
        self.flush_messages()?;
        self.count_closed()?;
        self.flush_endings()?;
        self.flush_last_seqs()?;
        self.history.flush(self.conn)?;
        self.deeds.flush(self.conn)?;
        self.drop_conversations()
    }
}

/// This text as a pattern for `LIKE … ESCAPE '\'`.
fn escaped(text: &str) -> String {
    let mut pattern = String::new();
    for c in text.chars() {
        if matches!(c, '%' | '_' | '\\') {
            pattern.push('\\');
        }
        pattern.push(c);
    }
    pattern
}
