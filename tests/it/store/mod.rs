//! The store, on both databases: every test runs on SQLite and on PostgreSQL.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stderr,
    clippy::cast_possible_truncation,
    clippy::cast_possible_wrap,
    clippy::redundant_clone,
    reason = "what the tests are built of is a test itself"
)]

mod access;
mod facts;
mod files;
mod history;
mod journal;
mod line_rows;
mod load;
mod migrations;
mod overview;
mod panel;
mod plans;
pub mod server;
mod training;
mod users;

use std::sync::mpsc;
use std::thread::JoinHandle;

use relevo::domain::ids::{LineId, Timestamp};
use relevo::domain::settings::LineSettings;
use relevo::store::journal::{Change, Journal, Verdict};
use relevo::store::lines::{self, NewLine};
use relevo::store::{Conn, Database};

/// A fresh database of one kind.
pub struct Place {
    pub kind: &'static str,
    pub database: Database,
    _file: Option<tempfile::TempDir>,
    #[cfg(feature = "postgres")]
    _server: Option<std::sync::Arc<server::Server>>,
}

impl Place {
    pub fn conn(&self) -> Conn {
        self.database.writer().unwrap()
    }

    pub fn line(&self) -> LineId {
        let new = NewLine {
            name: "Línea".into(),
            gateway: "simulator".into(),
            settings: LineSettings::default(),
            secret: None,
            webhook_token_hash: None,
            created_at: Timestamp(1),
        };
        lines::create(&mut self.conn(), &new).unwrap()
    }

    pub fn journal(&self) -> Running {
        let (tell, verdicts) = mpsc::channel();
        let (journal, thread) = self
            .database
            .start_journal(move |verdict| tell.send(verdict).unwrap_or_default())
            .unwrap();
        Running { journal, verdicts, thread }
    }
}

/// A journal at work.
pub struct Running {
    pub journal: Journal,
    pub verdicts: mpsc::Receiver<Verdict>,
    thread: JoinHandle<()>,
}

impl Running {
    pub fn submit(&self, change: Change) {
        self.journal.submit(change);
    }

    pub fn verdict(&self) -> Verdict {
        self.verdicts.recv_timeout(std::time::Duration::from_secs(30)).expect("a verdict")
    }

    /// Ends the journal; the answer is what it still had to say.
    pub fn end(self) -> Vec<Verdict> {
        drop(self.journal);
        self.thread.join().unwrap();
        self.verdicts.try_iter().collect()
    }
}

/// Runs a test on each kind of database.
pub fn on_both(test: impl Fn(&Place)) {
    let folder = tempfile::tempdir().unwrap();
    let url = folder.path().join("relevo.db").to_str().unwrap().to_owned();
    let database = Database::open(&url).unwrap();
    test(&Place {
        kind: "sqlite",
        database,
        _file: Some(folder),
        #[cfg(feature = "postgres")]
        _server: None,
    });
    #[cfg(feature = "postgres")]
    if let Some(server) = server::Server::shared() {
        let url = server.new_database();
        let database = Database::open(&url).unwrap();
        test(&Place { kind: "postgres", database, _file: None, _server: Some(server) });
    }
}
