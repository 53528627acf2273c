//! Facts to rows: what each fact changes in the tables. The reference for their meaning is
//! [`Record::apply`](crate::domain::record::Record::apply); rows are the only state, nothing is mirrored here.

mod customers;
mod files;
mod handing;
pub(super) mod history;
mod jobs;
mod messages;
mod moods;
mod outbox;
mod people;
mod persons;
mod ratings;
mod staff;
mod tickets;
mod waits;

use std::collections::{BTreeMap, BTreeSet};

use diesel::prelude::*;
use serde::Serialize;

use super::Conn;
use super::journal::Change;
use super::statement::{Rows, Value, run};
use crate::domain::event::Event;
use crate::domain::ids::{LineId, Timestamp};
use crate::domain::ticket::Customer;

/// What the journal knows between transactions.
#[derive(Debug, Clone, Default)]
pub(super) struct Marks {
    /// The highest outbox id given, by line; kept in `lines.last_send` as well.
    sends: BTreeMap<LineId, i64>,
    /// Rows of `seen` written since the last pruning.
    unpruned: BTreeMap<LineId, u32>,
}

/// Changes of one transaction. What is the same for many cases is gathered and done in one statement: rows
/// are added in the order of the tables' references, and changed after they are there.
pub(super) struct Batch<'c, 'a> {
    conn: &'c mut Conn,
    marks: Marks,
    line: i64,
    at: Timestamp,
    /// Customers as they are known at last: (line, customer).
    known: BTreeMap<(i64, i64), &'a Customer>,
    /// Tickets whose customers have one closed case more: (line, ticket).
    cases_closed: Vec<(i64, i64)>,
    tickets: Rows<'a>,
    /// Which tickets are gathered: (line, ticket).
    new_tickets: BTreeSet<(i64, i64)>,
    messages: Rows<'a>,
    /// Which tickets have messages gathered: (line, ticket).
    new_messages: BTreeSet<(i64, i64)>,
    /// Messages that were carried over: (line, ticket, seq, slot or 0) → id on WhatsApp.
    ended: BTreeMap<(i64, i64, i64, i64), &'a str>,
    /// Ids of their further parts.
    parts: Rows<'a>,
    /// What messages have made of tickets: (line, ticket).
    last_seqs: BTreeMap<(i64, i64), messages::Grown>,
    history: Rows<'a>,
    /// Events of tickets that people decided in the panel, or that say where a case went.
    deeds: Rows<'a>,
    posts: Rows<'a>,
    /// Conversations that have become tickets: line → customers.
    talked: BTreeMap<i64, BTreeSet<i64>>,
    outbox: Rows<'a>,
    /// The first of the gathered letters, by line.
    new_sends: BTreeMap<LineId, i64>,
    /// Letters that have left, by line: their rows go together.
    left: BTreeMap<LineId, Vec<i64>>,
    seen: Rows<'a>,
    new_seen: BTreeMap<LineId, (u32, Timestamp)>,
}

impl<'c, 'a> Batch<'c, 'a> {
    /// A transaction's changes; `conn` is in that transaction.
    pub fn new(conn: &'c mut Conn, marks: Marks) -> Self {
        Self {
            conn,
            marks,
            line: 0,
            at: Timestamp(0),
            known: BTreeMap::new(),
            cases_closed: Vec::new(),
            tickets: tickets::ticket_rows(),
            new_tickets: BTreeSet::new(),
            messages: messages::message_rows(),
            new_messages: BTreeSet::new(),
            ended: BTreeMap::new(),
            parts: messages::part_rows(),
            last_seqs: BTreeMap::new(),
            history: history::history_rows(),
            deeds: handing::deed_rows(),
            posts: outbox::post_rows(),
            talked: BTreeMap::new(),
            outbox: outbox::letter_rows(),
            new_sends: BTreeMap::new(),
            left: BTreeMap::new(),
            seen: outbox::seen_rows(),
            new_seen: BTreeMap::new(),
        }
    }

    /// Writes one change; the answer is the id of its first letter.
    pub fn change(&mut self, change: &'a Change) -> QueryResult<i64> {
        self.line = change.line.0;
        self.at = change.at;
        for event in &change.events {
            self.event(event)?;
        }
        let first = self.letters(change)?;
        self.seen(change);
        Ok(first)
    }

    /// Writes what was gathered. The marks hold once the transaction is committed.
    pub fn finish(mut self) -> QueryResult<Marks> {
        self.flush_messages()?;
        self.count_closed()?;
        self.flush_endings()?;
        self.flush_last_seqs()?;
        self.history.flush(self.conn)?;
        self.deeds.flush(self.conn)?;
        self.posts.flush(self.conn)?;
        self.drop_conversations()?;
        self.keep_last_sends()?;
        self.flush_letters()?;
        self.drop_left()?;
        self.seen.flush(self.conn)?;
        self.prune_seen()?;
        Ok(self.marks)
    }

    fn event(&mut self, event: &'a Event) -> QueryResult<()> {
        match event {
            Event::CustomerKnown { customer } => {
                self.customer_known(customer);
                Ok(())
            }
            Event::IntakeKept { conversation } => self.intake_kept(conversation),
            Event::CustomerTended { customer, language, tags } => {
                self.customer_tended(*customer, *language, tags)
            }
            Event::CustomersMerged { kept, gone, .. } => self.customers_merged(kept, *gone),
            Event::CustomerErased { customer, at } => self.customer_erased(*customer, *at),
            Event::CasesErased { tickets, until, at } => self.cases_erased(tickets, *until, *at),
            Event::Opened { ticket, backlog } => self.opened(ticket, backlog),
            Event::Kept { ticket, message } => self.kept(*ticket, message),
            Event::Noted { ticket, at } => self.noted(*ticket, *at),
            Event::Escalated { ticket, level, at } => self.escalated(*ticket, *level, *at),
            Event::Alerted { ticket, level, at } => self.alerted(*ticket, *level, *at),
            Event::AnswerLate { ticket, slot, seq, level, at } => {
                self.answer_late(*ticket, *slot, (*seq, *level), *at)
            }
            Event::AngerAlerted { ticket, at } => self.anger_alerted(*ticket, *at),
            Event::LineDown { since, .. } => self.line_is_down(Some(*since)),
            Event::LineUp { .. } => self.line_is_down(None),
            Event::Claimed { ticket, seat, by, at } => self.claimed(*ticket, seat, by, *at),
            Event::Transferred { ticket, seat, by, reason, at } => {
                self.transferred(*ticket, seat, by, reason.as_deref(), *at)
            }
            Event::Returned { ticket, agent, group, department, by, reason, at } => {
                self.returned(*ticket, *agent, (*group, *department), by, reason.as_deref(), *at)
            }
            Event::Moved { ticket, group, department, by, reason, at } => {
                self.moved(*ticket, (*group, *department), by, reason.as_deref(), *at)
            }
            Event::Raised { ticket, by, reason, at } => {
                self.raised(*ticket, by, reason.as_deref(), *at)
            }
            Event::NoteAdded { ticket, by, note } => self.note_added(*ticket, by, note),
            Event::Relayed { ticket, message } => self.relayed(*ticket, message),
            Event::Closed { ticket, slot, by, reason, at } => {
                self.closed(*ticket, *slot, by, reason.as_deref(), *at)
            }
            Event::GroupPlanned { group, kind, name } => self.group_planned(*group, *kind, name),
            Event::GroupReady { group, chat, name } => self.group_ready(*group, chat, name),
            Event::GroupRenamed { group, name } => self.group_renamed(*group, name),
            Event::GroupLabelled { group, labels } => self.group_labelled(*group, labels),
            Event::GroupRetired { group, at } => self.group_stands(*group, Some(*at)),
            Event::GroupRevived { group } => self.group_stands(*group, None),
            Event::GroupForgotten { group } => self.group_forgotten(*group),
            Event::GroupLink { group, link } => self.group_link(*group, link),
            Event::AgentAdded { agent, name, phone, active, wanted, at } => {
                self.agent_added(*agent, name, phone, *active, *wanted, *at)
            }
            Event::AgentEdited { agent, name, active, wanted } => {
                self.agent_edited(*agent, name, *active, *wanted)
            }
            Event::AgentChecked { agent, identity } => self.agent_checked(*agent, identity),
            Event::AgentBound { agent, identity, proof, at } => {
                self.agent_bound(*agent, identity, *proof, *at)
            }
            Event::AgentUnbound { agent, .. } => self.agent_unbound(*agent),
            Event::AgentRemoved { agent, at } => self.agent_removed(*agent, *at),
            Event::WantedLowered { agent, wanted } => self.wanted_lowered(*agent, *wanted),
            Event::MembershipEnded { agent, group } => self.membership_ended(*agent, *group),
            Event::SlotRetired { slot, at } => self.slot_stands(*slot, Some(*at)),
            Event::SlotRevived { slot } => self.slot_stands(*slot, None),
            Event::SlotClosed { slot } => self.slot_closed(*slot),
            Event::SlotLink { slot, link } => self.slot_link(*slot, link.as_deref()),
            Event::MembershipChanged { agent, group, membership } => {
                self.membership_changed(*agent, *group, *membership)
            }
            Event::SlotPlanned { slot, agent, number, name } => {
                self.slot_planned(*slot, *agent, *number, name)
            }
            Event::SlotReady { slot, chat } => self.slot_ready(*slot, chat),
            Event::JobPlanned { job } => self.job_planned(job),
            Event::StepStarted { job, step, at } => self.step_started(*job, *step, *at),
            Event::StepDone { job, step, at } => self.step_done(*job, *step, *at),
            Event::StepDelayed { job, step, until, error } => {
                self.step_delayed(*job, *step, *until, error)
            }
            Event::StepFailed { job, step, at, error } => self.step_failed(*job, *step, *at, error),
            Event::JobRetried { job, at } => self.job_retried(*job, *at),
            Event::JobDropped { job } => self.job_dropped(*job),
            Event::Edited { ticket, seq, content, at } => self.edited(*ticket, *seq, content, *at),
            Event::Deleted { ticket, seq, at } => self.deleted(*ticket, *seq, *at),
            Event::Reacted { ticket, seq, by, emoji } => self.reacted(*ticket, *seq, *by, emoji),
            Event::Progressed { ticket, seq, carried, at } => {
                self.progressed(*ticket, *seq, *carried, *at)
            }
            Event::Withdrawn { send, purpose } => self.withdrawn(*send, *purpose),
            Event::Reworded { send, text, cargo } => self.reworded(*send, text, cargo.as_ref()),
            Event::Revived { letter } => self.revived(letter),
            Event::Discarded { send } => self.discarded(*send),
            Event::ToldClosed { customer, at } => self.told_closed(*customer, *at),
            Event::FileKept { file, hash, size, mime, at } => {
                self.file_kept(*file, hash, *size, mime, *at)
            }
            Event::FileMissing { file, why, error, at } => {
                self.file_missing(*file, *why, error, *at)
            }
            Event::RatingAsked { customer, ticket, at } => {
                self.rating_asked(*customer, *ticket, *at)
            }
            Event::Rated { customer, ticket, rating, comment, at } => {
                self.rated(*customer, *ticket, *rating, comment.as_deref(), *at)
            }
            Event::SilenceWarned { ticket, seq, at } => self.silence_warned(*ticket, *seq, *at),
            Event::Sent { send, chat, purpose, wa_id, at } => {
                self.sent(*send, chat, *purpose, wa_id, *at)
            }
            Event::SendDelayed { send, attempts, until, error } => {
                self.send_delayed(*send, *attempts, *until, error)
            }
            Event::SendFailed { send, purpose, at, error } => {
                self.send_failed(*send, *purpose, *at, error)
            }
            Event::SentimentChanged { ticket, sentiment, at } => {
                self.sentiment_changed(*ticket, *sentiment, *at)
            }
            Event::Summarised { ticket, summary, at } => self.summarised(*ticket, summary, *at),
            Event::CustomerBlocked { customer, blocked } => {
                self.customer_blocked(*customer, blocked)
            }
            Event::CustomerUnblocked { customer } => self.customer_unblocked(*customer),
            Event::Unheard { customer, count } => self.unheard(*customer, *count),
            Event::IntakeDropped { customer } => {
                self.intake_dropped(*customer);
                Ok(())
            }
        }
    }

    fn run<const N: usize>(&mut self, sql: &str, values: [Value<'_>; N]) -> QueryResult<usize> {
        run(self.conn, sql, values.into())
    }
}

/// A value as JSON.
fn json(value: &impl Serialize) -> QueryResult<String> {
    serde_json::to_string(value)
        .map_err(|error| diesel::result::Error::SerializationError(error.into()))
}
