//! The journal against its floor: the changes of whole cases, in batches of the same size.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, PoisonError, mpsc};
use std::thread::JoinHandle;
use std::time::Duration;

use super::bare::Bare;
use super::cases::{Cases, empty};
use super::home::{Home, Place};
use super::rows::{Batch, Rows};
use super::{FloorError, Pair, median};
use crate::domain::ids::{LineId, Timestamp};
use crate::load::clock::timed;
use crate::store::journal::{Change, Journal, Verdict};

/// Changes in one transaction, on both sides.
pub const BATCH: usize = 128;
/// Transactions in one turn.
const BATCHES: usize = 32;
/// Until the first case is over, and all tables have rows.
const WARM_UP: usize = 16;
/// Each side's turns.
const TURNS: usize = 5;

/// Measures both sides in turns.
///
/// # Errors
/// [`FloorError`].
pub fn measure(home: &mut Home) -> Result<Pair, FloorError> {
    let mut journal = Subject::new(home.place("journal")?, BATCH)?;
    let mut floor = Floor::new(home.place("bare")?, BATCH)?;
    journal.turn(WARM_UP)?;
    floor.turn(WARM_UP)?;
    let (mut ours, mut bare) = (Vec::new(), Vec::new());
    for _ in 0..TURNS {
        ours.push(rate(journal.turn(BATCHES)?));
        bare.push(rate(floor.turn(BATCHES)?));
    }
    journal.end();
    Ok(Pair { ours: median(&mut ours), floor: median(&mut bare) })
}

fn rate(took: Duration) -> f64 {
    let changes = f64::from(u32::try_from(BATCHES * BATCH).unwrap_or(u32::MAX));
    changes / took.as_secs_f64().max(1e-9)
}

/// The real journal, given the next batch at the moment at which it has decided the last one: so its batches
/// are exactly as large as the floor's.
#[derive(Debug)]
pub struct Subject {
    size: usize,
    line: LineId,
    cases: Cases,
    journal: Journal,
    feed: Arc<Mutex<Feed>>,
    over: mpsc::Receiver<()>,
    thread: JoinHandle<()>,
    _place: Place,
}

/// What the journal's thread finds when it has decided a batch.
#[derive(Debug, Default)]
struct Feed {
    journal: Option<Journal>,
    batches: VecDeque<Vec<Change>>,
    /// Verdicts that are still to come of the batch under way.
    awaited: usize,
    /// Kept until the turn is over: to let them go is not the journal's work.
    verdicts: Vec<Verdict>,
}

impl Subject {
    /// A journal on a database of its own, with so many changes in a batch.
    ///
    /// # Errors
    /// [`FloorError`].
    pub fn new(place: Place, size: usize) -> Result<Self, FloorError> {
        let feed = Arc::new(Mutex::new(Feed::default()));
        let (tell, over) = mpsc::channel();
        let fed = Arc::clone(&feed);
        let (journal, thread) = place.database.start_journal(move |verdict| {
            if fed.lock().unwrap_or_else(PoisonError::into_inner).decided(verdict) {
                // Whoever measures waits for it.
                let _gone = tell.send(());
            }
        })?;
        feed.lock().unwrap_or_else(PoisonError::into_inner).journal = Some(journal.clone());
        let line = place.line;
        let mut subject = Self {
            size,
            line,
            cases: Cases::new(line),
            journal,
            feed,
            over,
            thread,
            _place: place,
        };
        subject.write(VecDeque::from([vec![Cases::scene(line)]]))?;
        Ok(subject)
    }

    /// Writes so many batches; how long that took, without what comes before and after.
    ///
    /// # Errors
    /// [`FloorError`]: something could not be written.
    pub fn turn(&mut self, batches: usize) -> Result<Duration, FloorError> {
        let changes = self.cases.batches(batches, self.size);
        self.write(changes.into())
    }

    fn write(&mut self, batches: VecDeque<Vec<Change>>) -> Result<Duration, FloorError> {
        {
            let mut feed = self.feed.lock().unwrap_or_else(PoisonError::into_inner);
            feed.batches = batches;
            feed.awaited = 1;
        }
        let starter = empty(self.line, Timestamp(0));
        let (decided, took) = timed(|| {
            // Nothing to write: its verdict comes at once, and with it the first batch goes in.
            self.journal.submit(starter);
            self.over.recv()
        });
        decided.map_err(|_gone| FloorError::Unexpected("the journal ended".into()))?;
        let verdicts =
            std::mem::take(&mut self.feed.lock().unwrap_or_else(PoisonError::into_inner).verdicts);
        for verdict in verdicts {
            if let Verdict::Failed { error, .. } = verdict {
                return Err(FloorError::Unexpected(error));
            }
        }
        Ok(took)
    }

    /// Ends the journal's thread.
    pub fn end(self) {
        self.feed.lock().unwrap_or_else(PoisonError::into_inner).journal = None;
        drop(self.journal);
        if self.thread.join().is_err() {
            tracing::error!("the journal of a floor panicked");
        }
    }
}

impl Feed {
    /// Takes a verdict; whether the last batch is decided.
    fn decided(&mut self, verdict: Verdict) -> bool {
        let failed = matches!(verdict, Verdict::Failed { .. });
        self.verdicts.push(verdict);
        self.awaited = self.awaited.saturating_sub(1);
        if failed {
            return true;
        }
        if self.awaited > 0 {
            return false;
        }
        match (self.batches.pop_front(), &self.journal) {
            (Some(batch), Some(journal)) => {
                self.awaited = batch.len();
                batch.into_iter().for_each(|change| journal.submit(change));
                false
            }
            (None, _) | (_, None) => true,
        }
    }
}

/// The same rows by bare prepared statements.
pub struct Floor {
    size: usize,
    bare: Bare,
    cases: Cases,
    rows: Rows,
    _place: Place,
}

impl Floor {
    /// On a database of its own, with so many changes in a batch.
    ///
    /// # Errors
    /// [`FloorError`].
    pub fn new(place: Place, size: usize) -> Result<Self, FloorError> {
        // Main groups are set up as ever; only cases are measured.
        let (journal, thread) = place.database.start_journal(drop)?;
        journal.submit(Cases::scene(place.line));
        drop(journal);
        thread.join().map_err(|_panic| FloorError::Unexpected("the journal panicked".into()))?;
        let (cases, rows) = (Cases::new(place.line), Rows::new(place.line));
        Ok(Self { size, bare: Bare::open(&place)?, cases, rows, _place: place })
    }

    /// Writes so many batches; how long that took, without making the rows.
    ///
    /// # Errors
    /// [`FloorError`]: something could not be written.
    pub fn turn(&mut self, batches: usize) -> Result<Duration, FloorError> {
        let changes = self.cases.batches(batches, self.size);
        let rows = changes.iter().map(|changes| self.rows.batch(changes));
        let rows: Vec<Batch> = rows.collect::<Result<_, _>>()?;
        let (written, took) = timed(|| rows.iter().try_for_each(|batch| self.bare.write(batch)));
        written?;
        Ok(took)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Tables that cases are written to.
    const TABLES: [&str; 7] =
        ["customers", "tickets", "messages", "ticket_events", "outbox", "posts", "seen"];

    #[test]
    fn the_floor_writes_the_rows_that_the_journal_writes() {
        for size in [7, BATCH] {
            let folder = tempfile::tempdir().unwrap();
            let mut home = Home::new(folder.path(), None).unwrap();
            let (ours, bare) = (home.place("journal").unwrap(), home.place("bare").unwrap());
            let (our_file, bare_file) = (ours.url.clone(), bare.url.clone());
            let (mut journal, mut floor) =
                (Subject::new(ours, size).unwrap(), Floor::new(bare, size).unwrap());
            // Until there are cases in each state, whatever the size; and once more, on rows that are there.
            for _ in 0..2 {
                journal.turn(1_400 / size).unwrap();
                floor.turn(1_400 / size).unwrap();
            }
            journal.end();
            for table in TABLES {
                let (ours, bare) = (rows(&our_file, table), rows(&bare_file, table));
                assert!(!ours.is_empty(), "{table}");
                let other = ours.iter().zip(&bare).find(|(ours, bare)| ours != bare);
                assert_eq!(other, None, "{table}, {size} changes at once");
                assert_eq!(ours.len(), bare.len(), "{table}, {size} changes at once");
            }
            let last = |file| rows(file, "lines").pop().unwrap().pop().unwrap();
            assert_eq!(last(&our_file), last(&bare_file));
        }
    }

    #[test]
    fn letters_are_out_a_batch_after_they_were_written() {
        let mut written = std::collections::BTreeMap::new();
        let mut next = 0;
        for (n, change) in Cases::new(LineId(1)).take(5_000).enumerate() {
            for _ in &change.drafts {
                next += 1;
                written.insert(next, n);
            }
            for event in &change.events {
                if let crate::domain::event::Event::Sent { send, .. } = event {
                    let since = n - written.remove(&send.0).unwrap();
                    assert!(n < 2_000 || since >= BATCH, "{n}: {since}");
                }
            }
        }
        // What is on its way at the end is of the cases that are under way.
        assert!(written.len() < 200, "{}", written.len());
    }

    fn rows(file: &str, table: &str) -> Vec<Vec<rusqlite::types::Value>> {
        let conn = rusqlite::Connection::open(file).unwrap();
        let mut statement =
            conn.prepare(&format!("SELECT * FROM {table} ORDER BY 1, 2, 3")).unwrap();
        let columns = statement.column_count();
        let row = |row: &rusqlite::Row<'_>| (0..columns).map(|column| row.get(column)).collect();
        statement.query_map([], row).unwrap().collect::<Result<_, _>>().unwrap()
    }
}
