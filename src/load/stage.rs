//! Where a run takes place: the data folder, the server on it, the way to its webhook.

use std::net::TcpListener;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use super::clock;
use super::disturbance::readers::Account;
use super::event::Verdict;
use super::gateway;
use super::plan::Plan;
use super::play::Watcher;
use super::post::Door;
use super::prepare::{FILE, PrepareError, Prepared, add_disturbers, add_supervision, prepare};
use super::run::{LoadError, Target};
use super::server::{Server, Settings, Watch, complaints, free_address};
use crate::config::Config;

/// How long a server may take to serve; one with years behind it takes its time.
const START_PATIENCE: Duration = Duration::from_secs(300);
/// How often it is asked meanwhile.
const KNOCK_EVERY: Duration = Duration::from_millis(20);

/// More than any run has.
const CUSTOMERS_RESERVED: u64 = 10_000_000;

/// What a run needs of its server.
pub(super) struct Stage {
    /// What is in the folder.
    pub(super) prepared: Prepared,
    /// The way to the webhook.
    pub(super) door: Door,
    /// What disturbs the others, in a run in which something does.
    pub(super) disturbers: Option<Disturbing>,
    /// The server, if it is the run's own.
    pub(super) server: Option<Server>,
    /// What it uses, if that can be known.
    pub(super) watch: Option<Arc<Watch>>,
    /// The folder.
    pub(super) data: PathBuf,
    /// Goes away at the end.
    _folder: Option<tempfile::TempDir>,
}

/// What disturbs the others, ready to begin.
pub(super) struct Disturbing {
    /// The webhook of the line with the dead gateway.
    pub(super) door: Door,
    /// That gateway.
    pub(super) listener: TcpListener,
    /// Who reads the panel.
    pub(super) account: Account,
}

impl Stage {
    /// Prepares what is not there yet. The listener is the gateway's.
    pub(super) fn set(
        plan: &Plan,
        target: Target,
        config: &Config,
        watcher: &mut dyn Watcher,
    ) -> Result<(Self, TcpListener), LoadError> {
        match target {
            Target::Spawned { program, folder, .. } => {
                Self::spawn(plan, program, folder, config, watcher)
            }
            Target::Running { server, pid } => {
                let prepared = Prepared::read(&config.data)?.next_run();
                // If this run breaks off, the next one must not meet its customers.
                prepared.used(CUSTOMERS_RESERVED).write(&config.data)?;
                let door = Door::new(&server, &prepared.webhook)?;
                let listener = listen(prepared.gateway_port)?;
                let disturbers = match &prepared.disturbers {
                    _ if !plan.has_disturbances() => None,
                    Some(known) => Some(Disturbing {
                        door: Door::new(&server, &known.webhook)?,
                        listener: listen(known.dead_gateway_port)?,
                        account: known.account.clone(),
                    }),
                    None => {
                        let file = config.data.join(FILE);
                        return Err(PrepareError::NoDisturbers { file }.into());
                    }
                };
                let watch = pid.map(|pid| Arc::new(Watch::of(pid)));
                let data = config.data.clone();
                let stage =
                    Self { prepared, door, disturbers, server: None, watch, data, _folder: None };
                Ok((stage, listener))
            }
        }
    }

    fn spawn(
        plan: &Plan,
        program: PathBuf,
        kept: Option<PathBuf>,
        config: &Config,
        watcher: &mut dyn Watcher,
    ) -> Result<(Self, TcpListener), LoadError> {
        let system = |what| move |error| LoadError::System(what, error);
        let listener = listen(0)?;
        let port = listener.local_addr().map_err(system("no port"))?.port();
        let (data, folder) = match kept {
            Some(kept) => (std::path::absolute(kept).map_err(system("no folder"))?, None),
            None => {
                let folder = tempfile::tempdir().map_err(system("no folder for the data"))?;
                (folder.path().to_owned(), Some(folder))
            }
        };
        let config = Config { data: data.clone(), ..config.clone() };
        let tickets = plan.past.closed + plan.past.waiting;
        let mut told = |written| watcher.past(written, tickets);
        let mut prepared = prepare(&config, plan.cast, plan.past, port, &mut told)?;
        if let Some(limits) = plan.limits {
            add_supervision(&config, limits)?;
        }
        let dead = plan.has_disturbances().then(|| listen(0)).transpose()?;
        if let Some(dead) = &dead {
            let port = dead.local_addr().map_err(system("no port"))?.port();
            add_disturbers(&config, &mut prepared, port)?;
        }
        let settings = Settings {
            program,
            data: data.clone(),
            database_url: config.database_url,
            listen: free_address(&mut fastrand::Rng::new()).map_err(system("no port"))?,
        };
        let address = format!("http://{}", settings.listen);
        let door = Door::new(&address, &prepared.webhook)?;
        let disturbers = match (&prepared.disturbers, dead) {
            (Some(known), Some(listener)) => Some(Disturbing {
                door: Door::new(&address, &known.webhook)?,
                listener,
                account: known.account.clone(),
            }),
            _ => None,
        };
        let server = Server::start(settings).map_err(system("cannot start the server"))?;
        let watch = Some(server.watch());
        let server = Some(server);
        Ok((Self { prepared, door, disturbers, server, watch, data, _folder: folder }, listener))
    }

    /// Tells the server that the line is linked, until it is there to hear it.
    pub(super) async fn await_server(&mut self) -> Result<(), LoadError> {
        let begun = clock::now();
        loop {
            let verdict = self.door.knock().await;
            if verdict == Verdict::Taken {
                return Ok(());
            }
            if verdict == Verdict::Rejected(404) && self.server.is_none() {
                let said = "it does not know the line; does it run on this data folder?";
                return Err(LoadError::NotServing(said.into()));
            }
            if let Some(how) = self.server.as_mut().and_then(Server::ended) {
                let (lines, _) = complaints(&self.data);
                let said = format!("it ended ({how}); {}", lines.join("; "));
                return Err(LoadError::NotServing(said));
            }
            if clock::now().saturating_duration_since(begun) > START_PATIENCE {
                return Err(LoadError::NotServing(format!("{verdict:?} for minutes")));
            }
            tokio::time::sleep(KNOCK_EVERY).await;
        }
    }

    /// So many customers have written: the next run begins after them.
    pub(super) fn settle(&mut self, customers: u64) -> Result<(), LoadError> {
        Ok(self.prepared.used(customers).write(&self.data)?)
    }
}

fn listen(port: u16) -> Result<TcpListener, LoadError> {
    gateway::listen(port).map_err(|source| LoadError::Listen { port, source })
}
