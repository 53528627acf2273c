//! The journal against the floor: how many relayed messages a second reach the disk, with 1, 16 and 128 in
//! flight, beside the same rows written by bare prepared statements in batches of the same size.
//!
//! Each change is one message of a case: a row of `messages`, one of `outbox`, one of `seen`, and the ticket's
//! last number. Both sides use SQLite with WAL and `synchronous=FULL` on the same disk, in turns.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::print_stdout,
    reason = "a bench, not the product"
)]
#![allow(clippy::disallowed_methods, reason = "a bench reads the clock")]
#![allow(missing_docs, reason = "criterion's macros make a function without them")]

use std::cell::RefCell;
use std::sync::{Arc, mpsc};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use relevo::domain::content::Content;
use relevo::domain::event::Event;
use relevo::domain::identity::Identity;
use relevo::domain::ids::{
    AgentId, CustomerId, GroupId, LineId, ReceiptId, SlotId, TicketNo, Timestamp,
};
use relevo::domain::outcome::{EventKey, Purpose, Receipt};
use relevo::domain::settings::{Department, GroupKind, LineSettings};
use relevo::domain::ticket::{CaseMessage, Customer, Seat, Sentiment, Side, Ticket};
use relevo::store::Database;
use relevo::store::journal::{Change, Draft, Journal, Verdict};
use relevo::store::lines::{self, NewLine};

/// Cases that messages are spread over.
const CASES: u64 = 64;
/// Changes that are measured at once.
const ROUND: u64 = 512;
const TEXT: &str =
    "Buenas tardes, desde ayer a la noche no tengo conexión en casa y ya reinicié el equipo";

fn journal(criterion: &mut Criterion) {
    let mut ratios = Vec::new();
    for in_flight in [1_u64, 16, 128] {
        let (ours, floors) = (RefCell::new(Vec::new()), RefCell::new(Vec::new()));
        let mut group = criterion.benchmark_group("journal");
        group
            .throughput(Throughput::Elements(ROUND))
            .sample_size(10)
            .measurement_time(Duration::from_secs(6));
        let mut subject = Subject::new();
        group.bench_function(BenchmarkId::new("journal", in_flight), |bencher| {
            bencher.iter_custom(|rounds| measured(rounds, &ours, || subject.round(in_flight)));
        });
        let mut floor = Floor::new();
        group.bench_function(BenchmarkId::new("floor", in_flight), |bencher| {
            bencher.iter_custom(|rounds| measured(rounds, &floors, || floor.round(in_flight)));
        });
        group.finish();
        let (ours, floor) = (per_second(ours), per_second(floors));
        ratios.push(format!(
            "{in_flight:>4} in flight: journal {ours:>8.0}/s, floor {floor:>8.0}/s, ratio {:.2}",
            ours / floor
        ));
        subject.end();
    }
    println!("\nchanges per second, medians; ratio of the journal to the floor:");
    ratios.iter().for_each(|line| println!("{line}"));
}

fn measured(rounds: u64, times: &RefCell<Vec<Duration>>, mut round: impl FnMut()) -> Duration {
    let mut all = Duration::ZERO;
    for _ in 0..rounds {
        let begun = Instant::now();
        round();
        let took = begun.elapsed();
        times.borrow_mut().push(took);
        all += took;
    }
    all
}

fn per_second(times: RefCell<Vec<Duration>>) -> f64 {
    let mut times = times.into_inner();
    times.sort();
    let median = times.get(times.len() / 2).copied().unwrap_or(Duration::MAX);
    f64::from(u32::try_from(ROUND).unwrap()) / median.as_secs_f64()
}

/// The journal, with a client that keeps so many changes in flight.
struct Subject {
    line: LineId,
    journal: Journal,
    verdicts: mpsc::Receiver<Verdict>,
    thread: JoinHandle<()>,
    next: u64,
    _folder: tempfile::TempDir,
}

impl Subject {
    fn new() -> Self {
        let (folder, database, line) = fresh();
        let (tell, verdicts) = mpsc::channel();
        let (journal, thread) =
            database.start_journal(move |verdict| tell.send(verdict).unwrap_or_default()).unwrap();
        let subject = Self { line, journal, verdicts, thread, next: 0, _folder: folder };
        subject.journal.submit(cases(line));
        subject.settle();
        subject
    }

    fn round(&mut self, in_flight: u64) {
        let (mut sent, mut done) = (0, 0);
        while done < ROUND {
            while sent < ROUND && sent - done < in_flight {
                self.journal.submit(relayed(self.line, self.next));
                self.next += 1;
                sent += 1;
            }
            self.settle();
            done += 1;
        }
    }

    fn settle(&self) {
        match self.verdicts.recv().unwrap() {
            Verdict::Committed { .. } => {}
            Verdict::Failed { error, .. } => panic!("{error}"),
        }
    }

    fn end(self) {
        drop(self.journal);
        self.thread.join().unwrap();
    }
}

/// The same rows by bare prepared statements, so many changes to a transaction.
struct Floor {
    conn: rusqlite::Connection,
    line: LineId,
    next: u64,
    _folder: tempfile::TempDir,
}

impl Floor {
    fn new() -> Self {
        let (folder, database, line) = fresh();
        let (journal, thread) = database.start_journal(|_| ()).unwrap();
        journal.submit(cases(line));
        drop(journal);
        thread.join().unwrap();
        let conn = rusqlite::Connection::open(folder.path().join("relevo.db")).unwrap();
        conn.execute_batch(
            "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; PRAGMA temp_store = MEMORY;",
        )
        .unwrap();
        Self { conn, line, next: 0, _folder: folder }
    }

    fn round(&mut self, batch: u64) {
        let mut left = ROUND;
        while left > 0 {
            let now = left.min(batch);
            self.batch(now);
            left -= now;
        }
    }

    fn batch(&mut self, size: u64) {
        let line = self.line.0;
        let transaction =
            self.conn.transaction_with_behavior(rusqlite::TransactionBehavior::Immediate).unwrap();
        {
            let mut ticket = transaction
                .prepare_cached(
                    "UPDATE tickets SET last_seq = ? WHERE line_id = ? AND no = ? AND last_seq < ?",
                )
                .unwrap();
            let mut message = transaction
                .prepare_cached(
                    "INSERT INTO messages (line_id, ticket, seq, side, agent_id, at, wa_id, content, words, state) \
                     VALUES (?, ?, ?, 'customer', NULL, ?, ?, ?, ?, 'queued')",
                )
                .unwrap();
            let mut letter = transaction
                .prepare_cached(
                    "INSERT INTO outbox (line_id, id, chat, purpose, slot_id, ticket, seq, group_id, agent_id, text, \
                     quote, created_at, attempts, not_before) VALUES (?, ?, ?, 'to_slot', ?, ?, ?, NULL, NULL, ?, NULL, \
                     ?, 0, ?)",
                )
                .unwrap();
            let mut seen = transaction
                .prepare_cached("INSERT INTO seen (line_id, at, event_key) VALUES (?, ?, ?) ON CONFLICT DO NOTHING")
                .unwrap();
            for _ in 0..size {
                let Numbers { n, no, seq } = Numbers::of(self.next);
                self.next += 1;
                let (key, wa_id) =
                    (format!("{:032x}", scattered(self.next)), format!("3EB0{n:016X}"));
                let content = format!("{{\"kind\":\"text\",\"text\":\"{TEXT}\"}}");
                ticket.execute((seq, line, no, seq)).unwrap();
                message.execute((line, no, seq, n, wa_id, content, TEXT)).unwrap();
                letter
                    .execute((line, n + 1, "120363000000000001@g.us", no, no, seq, TEXT, n, n))
                    .unwrap();
                seen.execute((line, n, key)).unwrap();
            }
            let mut last =
                transaction.prepare_cached("UPDATE lines SET last_send = ? WHERE id = ?").unwrap();
            last.execute((i64::try_from(self.next).unwrap(), line)).unwrap();
        }
        transaction.commit().unwrap();
    }
}

/// Which message of which case the n-th change is.
struct Numbers {
    n: i64,
    no: i64,
    seq: i64,
}

impl Numbers {
    fn of(n: u64) -> Self {
        let of = |value: u64| i64::try_from(value).unwrap();
        Self { n: of(n), no: of(n % CASES) + 1, seq: of(n / CASES) + 1 }
    }
}

fn scattered(n: u64) -> u128 {
    u128::from(n).wrapping_mul(0x9e37_79b9_7f4a_7c15_f39c_c060_5ced_c835)
}

fn fresh() -> (tempfile::TempDir, Database, LineId) {
    // On the disk of the build, not in a memory file system.
    let folder = tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR")).unwrap();
    let database = Database::open(folder.path().join("relevo.db").to_str().unwrap()).unwrap();
    let new = NewLine {
        name: "Línea".into(),
        gateway: "simulator".into(),
        settings: LineSettings::default(),
        secret: None,
        webhook_token_hash: None,
        created_at: Timestamp(0),
    };
    let line = lines::create(&mut database.writer().unwrap(), &new).unwrap();
    (folder, database, line)
}

/// Open cases, one for each ticket number up to [`CASES`].
fn cases(line: LineId) -> Change {
    let group = GroupId(1);
    let mut events =
        vec![Event::GroupPlanned { group, kind: GroupKind::Support, name: "Soporte".into() }];
    for no in 1..=i64::try_from(CASES).unwrap() {
        let identity = Identity::from_jid(&format!("549381555{no:04}@s.whatsapp.net"));
        let chat = identity.chat().unwrap();
        let name = String::from("Ana Pérez");
        let customer = Arc::new(Customer {
            id: CustomerId(no),
            name,
            identity,
            chat,
            closed_cases: 0,
            recent: Vec::new(),
        });
        events.push(Event::CustomerKnown { customer: Arc::clone(&customer) });
        let ticket = Ticket {
            no: TicketNo(no),
            customer,
            department: Department::Support,
            sentiment: Sentiment::Neutral,
            opened_at: Timestamp(0),
            group,
            last_seq: 0,
        };
        events.push(Event::Opened { ticket, backlog: Vec::new() });
        let (agent, slot) = (AgentId(no), SlotId(no));
        let seat = Seat {
            agent,
            agent_name: "Juan".into(),
            slot,
            slot_name: "Chat soporte Juan N°1".into(),
        };
        events.push(Event::Claimed { ticket: TicketNo(no), seat, at: Timestamp(0) });
    }
    Change { events, ..change(line, 0) }
}

fn relayed(line: LineId, n: u64) -> Change {
    let Numbers { n: at, no, seq } = Numbers::of(n);
    let (ticket, slot, seq) = (TicketNo(no), SlotId(no), u32::try_from(seq).unwrap());
    let message = CaseMessage {
        seq,
        from: Side::Customer,
        at: Timestamp(at),
        wa_id: format!("3EB0{at:016X}").into(),
        content: Content::text(TEXT),
    };
    let draft = Draft {
        chat: "120363000000000001@g.us".into(),
        purpose: Purpose::ToSlot { slot, ticket, seq },
        text: TEXT.into(),
        quote: None,
    };
    Change {
        events: vec![Event::Relayed { ticket, message }],
        drafts: vec![draft],
        receipts: vec![Receipt { id: ReceiptId(n), key: Some(EventKey(scattered(n))) }],
        ..change(line, at)
    }
}

fn change(line: LineId, at: i64) -> Change {
    Change {
        line,
        epoch: 1,
        at: Timestamp(at),
        events: Vec::new(),
        drafts: Vec::new(),
        receipts: Vec::new(),
        calls: Vec::new(),
    }
}

criterion_group!(benches, journal);
criterion_main!(benches);
