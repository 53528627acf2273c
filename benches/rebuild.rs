//! The rebuild of a line with a long history and many open tickets, beside bare `SELECT`s of the same rows;
//! then the whole start of the program on it, up to the first answer.
//!
//! `RELEVO_BENCH_DATA` names a data folder (or, with `DATABASE_URL`, a PostgreSQL database): it is filled where it
//! is empty, and kept. `RELEVO_BENCH_CLOSED`, `_MESSAGES`, `_CUSTOMERS`, `_OPEN` and `_AGENTS` say with how much.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::print_stdout,
    clippy::cast_possible_wrap,
    reason = "a bench stops at the first surprise"
)]
#![allow(clippy::disallowed_methods, reason = "a bench reads the clock")]

use std::path::PathBuf;
use std::sync::mpsc;
use std::time::Instant;

use relevo::app::App;
use relevo::config::Config;
use relevo::domain::agent::slot_id;
use relevo::domain::content::Content;
use relevo::domain::event::Event;
use relevo::domain::identity::Identity;
use relevo::domain::ids::{AgentId, GroupId, LineId, Timestamp};
use relevo::domain::inbound::{Inbound, Incoming};
use relevo::domain::phone::Phone;
use relevo::domain::provisioning::Membership;
use relevo::domain::registration::Proof;
use relevo::domain::settings::{GroupKind, LineSettings};
use relevo::engine::Clock;
use relevo::load::floors::rebuild;
use relevo::load::history::{self, History};
use relevo::store::Database;
use relevo::store::journal::Change;
use relevo::store::lines::{self, NewLine};

const LINE: LineId = LineId(1);
const TURNS: u32 = 5;

fn main() {
    let temporary = tempfile::tempdir().expect("a folder");
    let data = std::env::var_os("RELEVO_BENCH_DATA")
        .map_or_else(|| temporary.path().to_owned(), PathBuf::from);
    let config = Config {
        data,
        database_url: std::env::var("DATABASE_URL").ok(),
        listen: "127.0.0.1:0".parse().expect("an address"),
        ..Config::default()
    };
    let now = Clock::system().now();
    let database = Database::open(&config.database()).expect("a database");
    if lines::all(&mut database.writer().unwrap()).unwrap().is_empty() {
        fill(&database, now);
    }
    let measured = rebuild::measure(&database, LINE, now, TURNS).expect("a rebuild");
    println!(
        "{} rows: floor {:?}, record {:?}, owners {:?}, ratio {:.2}; resident {} MiB",
        measured.rows,
        measured.floor,
        measured.record,
        measured.owners,
        measured.ratio(),
        resident() / 1_048_576,
    );
    drop(database);
    actix_web::rt::System::new().block_on(start(config, measured.floor.as_secs_f64()));
}

/// The program's own start, without its web server.
async fn start(config: Config, floor: f64) {
    let begun = Instant::now();
    let app = App::start(config, Clock::system()).await.expect("relevo starts");
    let up = begun.elapsed();
    // From a chat that is nobody's: answered by the line at once.
    let message = Incoming {
        chat: "1@g.us".into(),
        author: Identity::from_jid("5493815550000@s.whatsapp.net"),
        name: String::new(),
        id: "FIRST".into(),
        at: Clock::system().now(),
        content: Content::text("Hola"),
        quote: None,
        mentions: Vec::new(),
        preview: Vec::new(),
    };
    app.engine.accept(LINE, Inbound::Message(message)).await.expect("an answer");
    let served = begun.elapsed();
    println!(
        "start: up after {up:?}, serving after {served:?}, {:.2} of the floor; resident {} MiB",
        served.as_secs_f64() / floor,
        resident() / 1_048_576,
    );
    if std::env::var_os("RELEVO_BENCH_STAY").is_some() {
        std::future::pending::<()>().await;
    }
    std::process::exit(0);
}

fn of(name: &str, otherwise: u64) -> u64 {
    std::env::var(format!("RELEVO_BENCH_{name}"))
        .map_or(otherwise, |text| text.parse().expect("a number"))
}

fn fill(database: &Database, now: Timestamp) {
    let settings =
        LineSettings { sends_per_second: 1e6, send_burst: 1e6, ..LineSettings::default() };
    let line = NewLine {
        name: "bench".into(),
        gateway: "simulator".into(),
        settings,
        secret: None,
        webhook_token_hash: None,
        created_at: now,
    };
    lines::create(&mut database.writer().unwrap(), &line).unwrap();
    let (tell, verdicts) = mpsc::channel();
    let (journal, thread) =
        database.start_journal(move |verdict| tell.send(verdict).unwrap_or_default()).unwrap();
    journal.submit(Change {
        line: LINE,
        epoch: 1,
        at: now,
        events: people(of("AGENTS", 50) as i64, now),
        drafts: Vec::new(),
        receipts: Vec::new(),
        calls: Vec::new(),
    });
    verdicts.recv().expect("a verdict");
    drop(journal);
    thread.join().unwrap();
    let plan = History {
        closed: of("CLOSED", 50_000),
        messages_per_ticket: of("MESSAGES", 4),
        customers: of("CUSTOMERS", 100_000),
        open: of("OPEN", 100_000),
        ..History::until(now)
    };
    let begun = Instant::now();
    let mut told = 0;
    let filled = history::fill(database, LINE, &plan, |done| {
        if done >= told + 100_000 {
            told = done;
            println!("  {done} tickets, {:?}", begun.elapsed());
        }
    });
    println!("filled in {:?}: {:?}", begun.elapsed(), filled.expect("a history"));
}

/// Four main groups, the Supervisor group, and agents with three slots each.
fn people(agents: i64, at: Timestamp) -> Vec<Event> {
    let mut events = Vec::new();
    let kinds = [
        GroupKind::Support,
        GroupKind::Support,
        GroupKind::Sales,
        GroupKind::Sales,
        GroupKind::Supervisor,
    ];
    for (n, kind) in (1..).zip(kinds) {
        let (group, name) = (GroupId(n), format!("Grupo {n}"));
        events.push(Event::GroupPlanned { group, kind, name: name.clone() });
        events.push(Event::GroupReady { group, chat: format!("12036300{n}@g.us").into(), name });
    }
    for n in 1..=agents {
        let (agent, name) = (AgentId(n), format!("Agente {n}"));
        let phone = Phone::from_digits(&format!("549381{:07}", 1_000_000 + n)).expect("a number");
        let identity = Identity::of_phone(phone.clone());
        events.push(Event::AgentAdded { agent, name, phone, active: true, wanted: 3, at });
        events.push(Event::AgentBound { agent, identity, proof: Proof::Number, at });
        for group in [GroupId(1 + n % 2), GroupId(3 + n % 2)] {
            events.push(Event::MembershipChanged { agent, group, membership: Membership::Member });
        }
        for number in 1..=3 {
            let slot = slot_id(agent, number);
            let name = format!("Agente {n} {number}");
            events.push(Event::SlotPlanned { slot, agent, number, name });
            events.push(Event::SlotReady { slot, chat: format!("12036399{}@g.us", slot.0).into() });
        }
    }
    events
}

/// Memory of this process (bytes).
fn resident() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find(|line| line.starts_with("VmRSS")).unwrap_or_default();
    line.split_whitespace().nth(1).and_then(|kib| kib.parse::<u64>().ok()).unwrap_or(0) * 1_024
}
