//! A run from begin to end: what can be asked for, and what can keep it from happening.

use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use tokio::sync::mpsc;

use super::disturbance::dead_gateway;
use super::disturbance::readers::Readers;
use super::floors::Floors;
use super::gateway::Gateway;
use super::people::People;
use super::plan::Plan;
use super::play::{Play, Watcher};
use super::post::Post;
use super::prepare::PrepareError;
use super::report::Report;
use super::stage::{Disturbing, Stage};
use super::token::Run;
use crate::config::Config;

/// The server under load.
#[derive(Debug, Clone)]
pub enum Target {
    /// One that is started for the run.
    Spawned {
        /// The program.
        program: PathBuf,
        /// Keeps its folder: this one instead of one that goes away.
        folder: Option<PathBuf>,
        /// Whether floors are measured beside it.
        floors: bool,
    },
    /// One that runs already, on a prepared folder.
    Running {
        /// Its address.
        server: String,
        /// Its process, to know what it uses.
        pid: Option<u32>,
    },
}

/// Why a run came to nothing.
#[derive(Debug, thiserror::Error)]
pub enum LoadError {
    /// The folder.
    #[error(transparent)]
    Prepare(#[from] PrepareError),
    /// The server's address.
    #[error("--server {0}")]
    Door(#[from] super::post::DoorError),
    /// The gateway's port.
    #[error("cannot listen on port {port}, where the line's gateway is to be: {source}")]
    Listen {
        /// Which.
        port: u16,
        /// Why.
        source: std::io::Error,
    },
    /// The server did not come up.
    #[error("the server does not take webhooks: {0}")]
    NotServing(String),
    /// Something of the system's.
    #[error("{0}: {1}")]
    System(&'static str, std::io::Error),
}

/// Runs a plan against a target.
///
/// # Errors
/// [`LoadError`]: what kept it from being run at all. What went wrong in it is in the report.
pub fn run(
    plan: Plan,
    target: Target,
    config: &Config,
    watcher: &mut dyn Watcher,
) -> Result<Report, LoadError> {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .map_err(|error| LoadError::System("no runtime", error))?;
    runtime.block_on(play(plan, target, config, watcher))
}

async fn play(
    plan: Plan,
    target: Target,
    config: &Config,
    watcher: &mut dyn Watcher,
) -> Result<Report, LoadError> {
    let program = match &target {
        Target::Spawned { program, floors: true, .. } => Some(program.clone()),
        Target::Spawned { .. } | Target::Running { .. } => None,
    };
    let (mut stage, listener) = Stage::set(&plan, target, config, watcher)?;
    let plan = Plan { cast: stage.prepared.cast, ..plan };
    let run = Run(stage.prepared.runs);
    let (tell, events) = mpsc::unbounded_channel();
    let gateway = Arc::new(Gateway::new(run, &plan, tell.clone()));
    let listener = tokio::net::TcpListener::from_std(listener)
        .map_err(|error| LoadError::System("cannot listen", error))?;
    tokio::spawn(Arc::clone(&gateway).serve(listener));
    let disturbing = stage.disturbers.take();
    let (mut dead_line, mut account) = (None, None);
    if let Some(Disturbing { door, listener, account: known }) = disturbing {
        let listener = tokio::net::TcpListener::from_std(listener)
            .map_err(|error| LoadError::System("cannot listen", error))?;
        tokio::spawn(dead_gateway::serve(listener));
        (dead_line, account) = (Some(door), Some(known));
    }
    stage.await_server().await?;
    let readers = match account {
        Some(account) => Some(Readers::sign_in(stage.door.authority(), &account).await)
            .transpose()
            .map_err(|error| LoadError::System("the panel", error))?,
        None => None,
    };

    let retry = Duration::from_millis(plan.retry_ms);
    let post = Post::new(stage.door.clone(), plan.connections, retry, tell.clone())
        .with_dead_line(dead_line);
    let first = stage.prepared.next_customer;
    let people = People::new(plan.clone(), run, first, post)
        .map_err(|error| LoadError::System("no histograms", std::io::Error::other(error)))?;
    let keeper = stage.server.take().map(|server| {
        let every = plan.faults.kill_every;
        tokio::spawn(server.keep(every, Arc::clone(&gateway), tell))
    });
    let mut play = Play::new(plan, people, stage.watch.clone(), Arc::clone(&gateway), readers);
    play.perform(events, watcher).await;
    stage.settle(play.begun())?;
    let mut report = play.report(&stage.data);
    let mut floors = program
        .map(|program| Floors::new(program, stage.data.clone(), config.database_url.clone()));
    if let Some(floors) = &mut floors {
        gateway.misbehave(false);
        floors.webhooks(&stage.door).await;
    }
    if let Some(keeper) = keeper {
        // With it ends the server.
        keeper.abort();
        let _aborted = keeper.await;
    }
    if let Some(mut floors) = floors {
        floors.journal_and_rebuild();
        report.take_floors(floors);
    }
    Ok(report)
}
