//! `relevo load`: what a server can take.

mod options;
mod page;
mod progress;

use std::process::ExitCode;

use clap::{Args, Subcommand};

use self::options::{CastOptions, Options, PastOptions};
use self::progress::Progress;
use super::{CliError, say};
use crate::config::Config;
use crate::load::Watcher;
use crate::load::floors::server;
use crate::load::plan::Past;
use crate::load::prepare::{add_disturbers, prepare};
use crate::load::run::run;

/// Put a running Relevo under load and say what it takes, and whether anything went wrong
///
/// Plays the gateway (in Evolution's wire format), the customers and the agents, all over HTTP. Every message is
/// followed from who wrote it to who reads it: whatever is lost, doubled, out of order, misdelivered, altered or
/// claimed twice is listed, and the exit status is 1 then. So is, with --scenario escalation, every alert that is too early,
/// doubled or forgotten.
#[derive(Debug, Args)]
#[command(args_conflicts_with_subcommands = true, after_help = AFTER)]
pub struct Load {
    #[command(subcommand)]
    command: Option<Command>,
    #[command(flatten)]
    options: Options,
}

const AFTER: &str = "\
Examples:
  relevo load --spawn --cases 5000 --json           one command, one JSON object
  relevo load --spawn --scenario crash              kill -9 every two seconds, and nothing may be lost
  relevo load --spawn --scenario soak --messages 50000   every kind of message, edits, deletions, two kills
  relevo load --spawn --scenario escalation --kills 1 --json   thousands of limits that pass, and one kill in between
  relevo load --spawn --rate 300 --duration 5m      an open loop: latencies count from when a case was due
  relevo load prepare --data /srv/load && relevo --data /srv/load &
  relevo load --data /srv/load --server http://127.0.0.1:8080 --pid $!";

#[derive(Debug, Subcommand)]
enum Command {
    /// Only write a data folder for a run: one line, its groups and agents
    ///
    /// Then start `relevo --data FOLDER`, and `relevo load --data FOLDER --server http://…`.
    Prepare {
        /// The port at which the load generator will play the gateway
        #[arg(long, default_value_t = 8099)]
        gateway_port: u16,
        /// For --scenario fair: also a second line, whose gateway will be dead at this port, and a user of the panel
        #[arg(long, value_name = "PORT")]
        dead_gateway_port: Option<u16>,
        #[command(flatten)]
        cast: CastOptions,
        #[command(flatten)]
        past: PastOptions,
    },
    /// Serve what a webhook is measured against; a run starts it by itself
    #[command(hide = true)]
    FloorServer,
}

impl Load {
    /// Does it.
    ///
    /// # Errors
    /// What kept it from being done at all.
    pub fn run(self, config: &Config) -> Result<ExitCode, CliError> {
        match self.command {
            Some(Command::Prepare { gateway_port, dead_gateway_port, cast, past }) => {
                let past = past.over(Past::default());
                let mut progress = Progress::new();
                let mut told = |written| progress.past(written, past.closed + past.waiting);
                let prepared = prepare(config, cast.cast(), past, gateway_port, &mut told);
                let mut prepared = prepared.map_err(CliError::new)?;
                if let Some(port) = dead_gateway_port {
                    add_disturbers(config, &mut prepared, port).map_err(CliError::new)?;
                }
                drop(progress);
                say(&format!(
                    "{} is prepared. The gateway of its line will be at port {gateway_port}.",
                    config.data.display()
                ));
                Ok(ExitCode::SUCCESS)
            }
            Some(Command::FloorServer) => {
                server::run(say).map_err(CliError::new)?;
                Ok(ExitCode::SUCCESS)
            }
            None => play(&self.options, config),
        }
    }
}

fn play(options: &Options, config: &Config) -> Result<ExitCode, CliError> {
    let (plan, target) = (options.plan()?, options.target()?);
    let mut report = run(plan, target, config, &mut Progress::new()).map_err(CliError::new)?;
    report.scenario = options.scenario.name();
    if options.json {
        say(&serde_json::to_string(&report).map_err(CliError::new)?);
    } else {
        say(&report.to_string());
    }
    if let Some(file) = &options.html {
        page::write(file, &report)?;
    }
    Ok(if report.is_clean() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}
