//! The floor of a webhook: a server with nothing around it, in a process of its own as Relevo is.

use std::io::{BufRead, BufReader, Read};
use std::net::SocketAddr;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use actix_web::dev::Server;
use actix_web::web::{Bytes, Data, post};
use actix_web::{App, HttpResponse, HttpServer};

use super::FloorError;
use super::cases::empty;
use crate::domain::event::Event;
use crate::domain::ids::{GroupId, LineId, Timestamp};
use crate::domain::inbound::Inbound;
use crate::domain::outcome::Receipt;
use crate::domain::settings::GroupKind;
use crate::engine::receipts::Receipts;
use crate::gateway::evolution::{WebhookSecrets, understand};
use crate::load::post::Door;
use crate::store::journal::{Change, Journal, Verdict};
use crate::store::{Database, lines};

/// The environment of a floor's process names its database here.
pub const DATABASE: &str = "RELEVO_FLOOR_DATABASE";
/// Where one row is written.
const ROW: &str = "row";
/// Where nothing is done.
const ANSWER: &str = "answer";

/// What writes one row.
struct OneRow {
    line: LineId,
    journal: Journal,
    receipts: Arc<Receipts>,
    next: AtomicI64,
}

/// Serves both routes on any free port of this machine, with as many workers as Relevo has.
///
/// # Errors
/// [`FloorError`].
pub fn serve(database: &Database) -> Result<(SocketAddr, Server), FloorError> {
    let Some(line) = lines::all(&mut database.writer()?)?.into_iter().next() else {
        return Err(FloorError::Unexpected("no line".into()));
    };
    let receipts = Arc::new(Receipts::default());
    let waiting = Arc::clone(&receipts);
    let (journal, _thread) = database.start_journal(move |verdict| {
        if let Verdict::Committed { receipts, .. } = verdict {
            receipts.into_iter().for_each(|id| waiting.answer(id, Ok(())));
        }
    })?;
    let next = AtomicI64::new(1);
    let row = Data::new(OneRow { line: line.id, journal, receipts, next });
    let server = HttpServer::new(move || {
        App::new()
            .app_data(row.clone())
            .route(&format!("/hooks/evolution/{ROW}"), post().to(write_one_row))
            .route(&format!("/hooks/evolution/{ANSWER}"), post().to(only_answer))
    })
    .bind((std::net::Ipv4Addr::LOCALHOST, 0))?;
    let address = server.addrs().first().copied();
    let address = address.ok_or_else(|| FloorError::Unexpected("no address".into()))?;
    Ok((address, server.run()))
}

async fn write_one_row(floor: Data<OneRow>, body: Bytes) -> HttpResponse {
    let words = match understand(&body).ok().and_then(|events| events.into_iter().next()) {
        Some(Inbound::Message(message)) => message.content.words().map(str::to_owned),
        Some(_) | None => None,
    };
    let Some(name) = words else { return HttpResponse::BadRequest().finish() };
    let (id, answered) = floor.receipts.issue(floor.line, 1);
    // A narrow table without an index: there is none with less to write.
    let group = GroupId(floor.next.fetch_add(1, Ordering::Relaxed));
    floor.journal.submit(Change {
        events: vec![Event::GroupPlanned { group, kind: GroupKind::Support, name }],
        receipts: vec![Receipt { id, key: None }],
        ..empty(floor.line, Timestamp(0))
    });
    match answered.await {
        Ok(_) => HttpResponse::Ok().finish(),
        Err(_dropped) => HttpResponse::ServiceUnavailable().finish(),
    }
}

async fn only_answer(_: Bytes) -> HttpResponse {
    HttpResponse::Ok().finish()
}

/// The process itself: says its address, and serves until nobody holds its standard input any more.
///
/// # Errors
/// [`FloorError`].
pub fn run(say: impl FnOnce(&str)) -> Result<(), FloorError> {
    let url = std::env::var(DATABASE)
        .map_err(|_unset| FloorError::Unexpected(format!("{DATABASE} is not set")))?;
    actix_web::rt::System::new().block_on(async move {
        let (address, server) = serve(&Database::open(&url)?)?;
        let handle = server.handle();
        let system = actix_web::rt::System::current();
        std::thread::spawn(move || {
            // Whoever started this has gone when it ends.
            let _ended = std::io::stdin().read_to_end(&mut Vec::new());
            let _stopping = handle.stop(false);
            system.stop();
        });
        say(&format!("http://{address}"));
        Ok(server.await?)
    })
}

/// A floor's process, gone when this is dropped.
#[derive(Debug)]
pub struct FloorServer {
    child: Child,
    base: String,
}

impl FloorServer {
    /// Starts it on a database with a line.
    ///
    /// # Errors
    /// [`FloorError`].
    pub fn start(program: &Path, folder: &Path, url: &str) -> Result<Self, FloorError> {
        let mut command = Command::new(program);
        // Ctrl-C ends the run, and with its standard input this one.
        #[cfg(unix)]
        std::os::unix::process::CommandExt::process_group(&mut command, 0);
        let mut child = command
            .args(["load", "floor-server"])
            .env(DATABASE, url)
            .current_dir(folder)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()?;
        let mut base = String::new();
        let said = match child.stdout.take() {
            Some(stdout) => BufReader::new(stdout).read_line(&mut base),
            None => Ok(0),
        };
        let server = Self { child, base: base.trim().to_owned() };
        if said? == 0 {
            return Err(FloorError::Unexpected("the floor's server did not start".into()));
        }
        Ok(server)
    }

    /// The way to the route that writes one row.
    pub(super) fn row(&self) -> Result<Door, FloorError> {
        self.door(ROW)
    }

    /// The way to the route that only answers.
    pub(super) fn answer(&self) -> Result<Door, FloorError> {
        self.door(ANSWER)
    }

    fn door(&self, route: &str) -> Result<Door, FloorError> {
        let secrets = WebhookSecrets { path: route.into(), header: "x".repeat(43) };
        Ok(Door::new(&self.base, &secrets)?)
    }
}

impl Drop for FloorServer {
    fn drop(&mut self) {
        // It may have ended already.
        let _ended = self.child.kill();
        let _ended = self.child.wait();
    }
}
