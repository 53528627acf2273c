//! The simulator's memory on disk: a file of operations, one a line, replayed at the start. A thread of
//! its own writes, so that nobody waits for the disk but who asks to.
//!
//! What is written survives the end of the program, not the loss of power: it is no real WhatsApp.

use std::fs::File;
use std::io::{BufRead, BufReader, ErrorKind, Write};
use std::path::{Path, PathBuf};
use std::sync::mpsc;
use std::thread::JoinHandle;

use serde::{Deserialize, Serialize};
use tokio::sync::watch;

use super::network::Network;
use super::op::Op;

/// The file in the data folder.
const FILE: &str = "simulator.jsonl";
/// Operations written at once.
const BATCH_MOST: usize = 1_000;

/// Why the simulator could not be opened.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// The file cannot be read or written.
    #[error("cannot use {}", path.display())]
    File {
        /// Which file.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// The file holds something else. Moving it away starts the simulator afresh.
    #[error("line {line} of {} is damaged; move the file away to start the simulator afresh", path.display())]
    Damaged {
        /// Which file.
        path: PathBuf,
        /// Which line, from one.
        line: usize,
        /// What is wrong with it.
        source: serde_json::Error,
    },
}

/// A line of the file.
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Entry {
    /// Everything up to here.
    Snapshot(Box<Network>),
    /// What happened next.
    Op(Box<Op>),
}

/// How far the writing is.
#[derive(Debug, Clone, Copy, Default)]
struct Progress {
    written: u64,
    failed: bool,
}

/// The writing end; without a file, nothing is written and everything counts as written.
#[derive(Debug, Default)]
pub(super) struct Journal {
    queue: Option<mpsc::Sender<Op>>,
    queued: u64,
    progress: Option<watch::Receiver<Progress>>,
    thread: Option<JoinHandle<()>>,
}

/// A point in the journal that can be waited for.
pub(super) struct Mark {
    upto: u64,
    progress: Option<watch::Receiver<Progress>>,
}

impl Journal {
    /// Reads the file of `dir`, rewrites it as one snapshot, and goes on writing behind that.
    pub fn open(dir: &Path) -> Result<(Self, Network), OpenError> {
        let path = dir.join(FILE);
        let network = read(&path)?;
        let file = compact(&path, &network)
            .map_err(|source| OpenError::File { path: path.clone(), source })?;
        // Unbounded: what waits is what people typed and Relevo sent while the disk stood still.
        let (queue, waiting) = mpsc::channel();
        let (report, progress) = watch::channel(Progress::default());
        let thread = std::thread::Builder::new()
            .name("simulator-journal".to_owned())
            .spawn(move || write(file, &waiting, &report))
            .map_err(|source| OpenError::File { path, source })?;
        let (queue, progress, thread) = (Some(queue), Some(progress), Some(thread));
        Ok((Self { queue, queued: 0, progress, thread }, network))
    }

    /// Something happened. Called in the order in which it did.
    pub fn append(&mut self, op: Op) {
        if let Some(queue) = &self.queue {
            self.queued += 1;
            if queue.send(op).is_err() {
                // The writer has stopped, and has said why.
                self.queue = None;
            }
        }
    }

    /// Where the journal is now.
    pub fn mark(&self) -> Mark {
        Mark { upto: self.queued, progress: self.progress.clone() }
    }
}

impl Mark {
    /// Waits until all before it is on file; `false` if it will never be.
    pub async fn reached(self) -> bool {
        let Some(mut progress) = self.progress else { return true };
        let done = |progress: &Progress| progress.failed || progress.written >= self.upto;
        progress.wait_for(done).await.is_ok_and(|progress| progress.written >= self.upto)
    }
}

impl Drop for Journal {
    fn drop(&mut self) {
        self.queue = None;
        if let Some(thread) = self.thread.take()
            && thread.join().is_err()
        {
            tracing::error!("the simulator's journal panicked");
        }
    }
}

fn write(mut file: File, waiting: &mpsc::Receiver<Op>, report: &watch::Sender<Progress>) {
    let mut lines = Vec::new();
    let mut progress = Progress::default();
    while let Ok(first) = waiting.recv() {
        lines.clear();
        for op in std::iter::once(first).chain(waiting.try_iter().take(BATCH_MOST - 1)) {
            if let Err(error) = serde_json::to_writer(&mut lines, &Entry::Op(Box::new(op))) {
                tracing::error!(%error, "the simulator did something that cannot be written");
                progress.failed = true;
                break;
            }
            lines.push(b'\n');
            progress.written += 1;
        }
        if !progress.failed
            && let Err(error) = file.write_all(&lines)
        {
            tracing::error!(%error, "the simulator's journal cannot be written; it goes on in memory only");
            progress.failed = true;
        }
        if progress.failed {
            // Behind half a line nothing more may follow.
            report.send_replace(Progress { written: 0, failed: true });
            return;
        }
        report.send_replace(progress);
    }
}

fn read(path: &Path) -> Result<Network, OpenError> {
    let trouble = |source| OpenError::File { path: path.to_owned(), source };
    let mut file = match File::open(path) {
        Ok(file) => BufReader::new(file),
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(Network::seeded()),
        Err(error) => return Err(trouble(error)),
    };
    let mut network = Network::seeded();
    let mut bytes = Vec::new();
    for line in 1.. {
        bytes.clear();
        if file.read_until(b'\n', &mut bytes).map_err(trouble)? == 0 {
            break;
        }
        match serde_json::from_slice(&bytes) {
            Ok(Entry::Snapshot(snapshot)) => network = *snapshot,
            Ok(Entry::Op(op)) => op.replay(&mut network),
            // The program ended in the middle of writing it.
            Err(_) if !bytes.ends_with(b"\n") => break,
            Err(source) => return Err(OpenError::Damaged { path: path.to_owned(), line, source }),
        }
    }
    Ok(network)
}

/// Replaces the file by a snapshot, at once or not at all.
fn compact(path: &Path, network: &Network) -> std::io::Result<File> {
    if let Some(dir) = path.parent() {
        std::fs::create_dir_all(dir)?;
    }
    let fresh = path.with_extension("jsonl.new");
    let mut file = File::create(&fresh)?;
    let mut line = serde_json::to_vec(&Entry::Snapshot(Box::new(network.clone())))?;
    line.push(b'\n');
    file.write_all(&line)?;
    file.sync_all()?;
    std::fs::rename(&fresh, path)?;
    Ok(file)
}
