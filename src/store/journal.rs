//! The only thread that writes case data. Whatever is queued becomes one transaction, so that the price of
//! a commit is shared; nobody is told of a change before it is on disk.

use std::collections::BTreeMap;
use std::sync::mpsc;
use std::thread::JoinHandle;

use diesel::prelude::*;
use diesel::r2d2::R2D2Connection as _;
use tokio::sync::oneshot;

use super::Conn;
use super::open::within;
use super::persist::{Batch, Marks};
use crate::domain::cargo::Cargo;
use crate::domain::event::Event;
use crate::domain::ids::{ChatId, LineId, ReceiptId, SendId, Timestamp};
use crate::domain::outcome::{Letter, PlacedCall, QuoteRef, Receipt};
use crate::domain::purpose::Purpose;

/// Changes in one transaction, at the most.
const MAX_BATCH: usize = 512;

/// A message to send, before it has an id.
#[derive(Debug, Clone, PartialEq)]
pub struct Draft {
    /// Where.
    pub chat: ChatId,
    /// What for.
    pub purpose: Purpose,
    /// The words.
    pub text: String,
    /// What is sent, where that is more than words.
    pub cargo: Option<Cargo>,
    /// What it replies to.
    pub quote: Option<QuoteRef>,
    /// Not to leave before this; at once, if nothing is said.
    pub not_before: Option<Timestamp>,
}

impl Draft {
    /// Plain words that reply to nothing and may leave at once.
    pub fn words(chat: ChatId, purpose: Purpose, text: impl Into<String>) -> Self {
        Self { chat, purpose, text: text.into(), cargo: None, quote: None, not_before: None }
    }
}

/// What one owner decided at once: on disk all of it or nothing.
#[derive(Debug, Clone, PartialEq)]
pub struct Change {
    /// The line.
    pub line: LineId,
    /// Counts how often the line's owners were rebuilt.
    pub epoch: u64,
    /// When.
    pub at: Timestamp,
    /// Facts, in order.
    pub events: Vec<Event>,
    /// Messages to send.
    pub drafts: Vec<Draft>,
    /// Who waits for it.
    pub receipts: Vec<Receipt>,
    /// Gateway calls to be made once it is on disk.
    pub calls: Vec<PlacedCall>,
}

impl Change {
    /// Whether any of it has to be on disk.
    #[must_use]
    pub fn is_durable(&self) -> bool {
        !self.events.is_empty() || !self.drafts.is_empty()
    }
}

/// What became of a change. Verdicts come in the order of the changes.
#[derive(Debug, Clone, PartialEq)]
pub enum Verdict {
    /// It is on disk, and may leave the house.
    Committed {
        /// The line.
        line: LineId,
        /// As in the change.
        epoch: u64,
        /// Who waits for it.
        receipts: Vec<ReceiptId>,
        /// Its messages, with their ids.
        letters: Vec<Letter>,
        /// Its gateway calls.
        calls: Vec<PlacedCall>,
        /// Its facts.
        events: Vec<Event>,
    },
    /// It could not be written. Said once for a line and epoch: all that the line submits afterwards with this
    /// epoch or an earlier one is refused without a word.
    Failed {
        /// The line.
        line: LineId,
        /// As in the change.
        epoch: u64,
        /// What the database said.
        error: String,
    },
}

/// Why the journal did not start.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
    /// No thread could be had.
    #[error("cannot start the journal's thread")]
    Thread(#[from] std::io::Error),
}

/// The way to the journal. Dropping the last one ends the thread, after all that was submitted is written.
#[derive(Debug, Clone)]
pub struct Journal {
    queue: mpsc::Sender<Job>,
}

/// What waits for the journal.
#[derive(Debug)]
enum Job {
    Write(Change),
    /// A line is taken down: what its owners still submit comes too late.
    Retire {
        line: LineId,
        epoch: u64,
        done: oneshot::Sender<()>,
    },
}

impl Journal {
    /// Starts the thread that writes through `conn`, which nobody else has.
    ///
    /// # Errors
    /// [`StartError`] if there is no thread to be had.
    pub fn start(
        conn: Conn,
        on_verdict: impl FnMut(Verdict) + Send + 'static,
    ) -> Result<(Self, JoinHandle<()>), StartError> {
        Self::start_reopening(conn, || None, on_verdict)
    }

    /// As [`Self::start`]; a connection that broke is replaced by what `reopen` gives.
    ///
    /// # Errors
    /// [`StartError`] if there is no thread to be had.
    pub fn start_reopening(
        conn: Conn,
        reopen: impl FnMut() -> Option<Conn> + Send + 'static,
        on_verdict: impl FnMut(Verdict) + Send + 'static,
    ) -> Result<(Self, JoinHandle<()>), StartError> {
        let (queue, waiting) = mpsc::channel();
        let writer =
            Writer { conn, reopen, on_verdict, marks: Marks::default(), dead: BTreeMap::new() };
        let thread = std::thread::Builder::new()
            .name("journal".into())
            .spawn(move || writer.work(&waiting))?;
        Ok((Self { queue }, thread))
    }

    /// Queues a change. How much may be queued is bounded where things come in, by whoever holds a receipt.
    pub fn submit(&self, change: Change) {
        // The thread ends after the last sender; if it panicked, no receipt is ever given, as it must be.
        let _gone = self.queue.send(Job::Write(change));
    }

    /// Ends an epoch of a line. The answer comes when all that was submitted before is decided; what is
    /// submitted afterwards with this epoch or an earlier one is refused without a word.
    pub fn retire(&self, line: LineId, epoch: u64) -> oneshot::Receiver<()> {
        let (done, retired) = oneshot::channel();
        let _gone = self.queue.send(Job::Retire { line, epoch, done });
        retired
    }
}

struct Writer<R, V> {
    conn: Conn,
    reopen: R,
    on_verdict: V,
    marks: Marks,
    /// Up to which epoch a line's changes are refused.
    dead: BTreeMap<LineId, u64>,
}

impl<R: FnMut() -> Option<Conn>, V: FnMut(Verdict)> Writer<R, V> {
    fn work(mut self, waiting: &mpsc::Receiver<Job>) {
        let mut batch = Vec::with_capacity(MAX_BATCH);
        while let Ok(first) = waiting.recv() {
            let mut next = Some(first);
            while let Some(job) = next {
                match job {
                    Job::Write(change) => batch.push(change),
                    Job::Retire { line, epoch, done } => {
                        self.write(&mut batch);
                        let dead = self.dead.entry(line).or_insert(epoch);
                        *dead = (*dead).max(epoch);
                        // Whoever asked may have gone.
                        let _gone = done.send(());
                    }
                }
                next = if batch.len() < MAX_BATCH { waiting.try_recv().ok() } else { None };
            }
            self.write(&mut batch);
        }
    }

    fn write(&mut self, batch: &mut Vec<Change>) {
        batch.retain(|change| !self.is_dead(change));
        match persist(&mut self.conn, &mut self.marks, batch) {
            Ok(firsts) => {
                for (change, first) in batch.drain(..).zip(firsts) {
                    (self.on_verdict)(committed(change, first));
                }
            }
            Err(error) => {
                tracing::warn!(%error, changes = batch.len(), "a batch could not be written; each change is tried alone");
                self.heal();
                for change in batch.drain(..) {
                    self.write_alone(change);
                }
            }
        }
    }

    /// One bad change must not sink the others of its batch, but all that follows it on its line.
    fn write_alone(&mut self, change: Change) {
        if self.is_dead(&change) {
            return;
        }
        match persist(&mut self.conn, &mut self.marks, std::slice::from_ref(&change)) {
            Ok(firsts) => {
                let first = firsts.first().copied().unwrap_or(0);
                (self.on_verdict)(committed(change, first));
            }
            Err(error) => {
                let Change { line, epoch, .. } = change;
                tracing::error!(%error, line.id = line.0, line.epoch = epoch, "a change could not be written");
                self.dead.insert(line, epoch);
                (self.on_verdict)(Verdict::Failed { line, epoch, error: error.to_string() });
            }
        }
    }

    fn is_dead(&self, change: &Change) -> bool {
        self.dead.get(&change.line).is_some_and(|epoch| change.epoch <= *epoch)
    }

    /// Replaces a connection that broke.
    fn heal(&mut self) {
        if (self.conn.is_broken() || self.conn.ping().is_err())
            && let Some(conn) = (self.reopen)()
        {
            tracing::info!("the database is reachable again");
            self.conn = conn;
        }
    }
}

/// Writes changes in one transaction, or none of them; the answer is each one's first letter id.
fn persist(conn: &mut Conn, marks: &mut Marks, changes: &[Change]) -> QueryResult<Vec<i64>> {
    if !changes.iter().any(Change::is_durable) {
        return Ok(vec![0; changes.len()]);
    }
    let (firsts, after) = within(conn, |conn| {
        let mut batch = Batch::new(conn, marks.clone());
        let mut firsts = Vec::with_capacity(changes.len());
        for change in changes {
            firsts.push(if change.is_durable() { batch.change(change)? } else { 0 });
        }
        Ok((firsts, batch.finish()?))
    })?;
    *marks = after;
    Ok(firsts)
}

fn committed(change: Change, first: i64) -> Verdict {
    let Change { line, epoch, at, events, drafts, receipts, calls } = change;
    let letters = (first..).zip(drafts).map(|(id, draft)| Letter {
        id: SendId(id),
        chat: draft.chat,
        purpose: draft.purpose,
        text: draft.text,
        cargo: draft.cargo,
        quote: draft.quote,
        queued_at: at,
        attempts: 0,
        not_before: draft.not_before.unwrap_or(at),
    });
    Verdict::Committed {
        line,
        epoch,
        receipts: receipts.iter().map(|receipt| receipt.id).collect(),
        letters: letters.collect(),
        calls,
        events,
    }
}
