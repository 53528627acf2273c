//! Cases on their way to the disk: the changes that the engine would submit, and a journal on a database of
//! its own that writes them one by one.

use std::sync::mpsc;
use std::thread::JoinHandle;

use relevo::domain::event::Event;
use relevo::domain::ids::{LineId, SendId, WaId};
use relevo::domain::outcome::{Outcome, Send};
use relevo::domain::settings::Language;
use relevo::store::Database;
use relevo::store::journal::{Change, Draft, Journal, Verdict};
use relevo::store::lines::{self, NewLine};
use relevo::text::{self, Tone};

use super::NOW;
use super::company::{Company, founding, settings};
use super::facts::tone;

/// A journal on a fresh database, and the changes of a company's first cases.
pub struct FirstCases {
    journal: Journal,
    thread: JoinHandle<()>,
    verdicts: mpsc::Receiver<Verdict>,
    changes: Vec<Change>,
    _folder: tempfile::TempDir,
}

impl FirstCases {
    /// So many cases, none of them written yet.
    pub fn new(cases: u64) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let file = folder.path().join("relevo.db");
        let database = Database::open(file.to_str().expect("UTF-8")).expect("a database");
        let new = NewLine {
            name: "Principal".into(),
            gateway: "simulator".into(),
            settings: settings(),
            secret: None,
            webhook_token_hash: None,
            created_at: NOW,
        };
        let mut conn = database.writer().expect("a connection");
        let line = lines::create(&mut conn, &new).expect("a line");
        let (tell, verdicts) = mpsc::channel();
        let (journal, thread) = database
            .start_journal(move |verdict| tell.send(verdict).unwrap_or_default())
            .expect("a journal");
        let (mut company, mut sends) = (Company::new(), 0);
        let mut changes = vec![change(line, founding())];
        for number in 1..=cases {
            changes.extend(written(line, company.case(number), &mut sends));
        }
        Self { journal, thread, verdicts, changes, _folder: folder }
    }

    /// Writes them, each change in a transaction of its own.
    pub fn write(&mut self) {
        for change in self.changes.drain(..) {
            self.journal.submit(change);
            match self.verdicts.recv().expect("a verdict") {
                Verdict::Committed { .. } => {}
                Verdict::Failed { error, .. } => unreachable!("{error}"),
            }
        }
    }

    /// Ends the journal.
    pub fn end(self) {
        drop(self.journal);
        self.thread.join().expect("the journal ends well");
    }
}

/// What the owners decided, and after it that each message has been sent.
fn written(line: LineId, outcomes: Vec<Outcome>, sends: &mut i64) -> Vec<Change> {
    let tone = tone(Language::Es);
    let mut changes = Vec::new();
    for outcome in outcomes.into_iter().filter(Outcome::is_durable) {
        let sent: Vec<Event> = outcome.sends.iter().map(|send| sent(send, sends)).collect();
        let drafts = outcome.sends.into_iter().map(|send| draft(send, &tone)).collect();
        changes.push(Change { drafts, receipts: outcome.receipts, ..change(line, outcome.events) });
        changes.extend(sent.into_iter().map(|event| change(line, vec![event])));
    }
    changes
}

fn sent(send: &Send, sends: &mut i64) -> Event {
    *sends += 1;
    let (purpose, chat) = (send.purpose, send.chat.clone());
    Event::Sent {
        send: SendId(*sends),
        chat,
        purpose,
        wa_id: WaId::from(format!("S{sends}")),
        at: NOW,
    }
}

fn draft(send: Send, tone: &Tone) -> Draft {
    let text = text::body(&send.body, tone);
    Draft { quote: send.quote, ..Draft::words(send.chat, send.purpose, text) }
}

fn change(line: LineId, events: Vec<Event>) -> Change {
    Change {
        line,
        epoch: 1,
        at: NOW,
        events,
        drafts: Vec::new(),
        receipts: Vec::new(),
        calls: Vec::new(),
    }
}
