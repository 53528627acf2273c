//! `relevo load`: what a server can take.

use std::path::PathBuf;
use std::process::ExitCode;
use std::time::Duration;

use clap::{Args, Subcommand};

use super::{CliError, say};
use crate::config::Config;
use crate::load::Watcher;
use crate::load::cast::Cast;
use crate::load::floors::server;
use crate::load::plan::{Extent, Faults, Pace, Plan, Talk};
use crate::load::prepare::prepare;
use crate::load::report::Second;
use crate::load::run::{Target, run};

/// Cases in flight, where nothing else is said.
const IN_FLIGHT: u64 = 64;

/// Put a running Relevo under load, as gateway, customers and agents at once, and say what it can take and
/// whether anything went wrong
#[derive(Debug, Args)]
#[command(args_conflicts_with_subcommands = true)]
pub struct Load {
    #[command(subcommand)]
    command: Option<Command>,
    #[command(flatten)]
    options: Options,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Only write a data folder for a run: one line, its groups and agents. Then start `relevo --data FOLDER`,
    /// and `relevo load --data FOLDER --server http://…`
    Prepare {
        /// The port at which the load generator will play the gateway
        #[arg(long, default_value_t = 8099)]
        gateway_port: u16,
        #[command(flatten)]
        cast: CastOptions,
    },
    /// Serve what a webhook is measured against; a run starts it by itself
    #[command(hide = true)]
    FloorServer,
}

#[derive(Debug, Args)]
struct CastOptions {
    /// Agents who attend
    #[arg(long, default_value_t = 64, value_parser = clap::value_parser!(u32).range(1..=1_000_000))]
    agents: u32,
    /// Personal groups of each agent
    #[arg(long, default_value_t = 3, value_parser = clap::value_parser!(u8).range(1..=10))]
    slots: u8,
    /// Main groups; messages of one group are sent one after another, so few groups bound the rate
    #[arg(long, default_value_t = 16, value_parser = clap::value_parser!(u32).range(1..=100_000))]
    groups: u32,
}

impl CastOptions {
    fn cast(&self) -> Cast {
        Cast { agents: self.agents, slots: self.slots, groups: self.groups }
    }
}

#[derive(Debug, Args)]
struct Options {
    /// Start a server for this run, on a data folder of its own
    #[arg(long, conflicts_with_all = ["server", "pid"])]
    spawn: bool,
    /// The running server, on a folder that `relevo load prepare` wrote
    #[arg(long, value_name = "URL", required_unless_present = "spawn")]
    server: Option<String>,
    /// The running server's process, to measure what it uses
    #[arg(long)]
    pid: Option<u32>,
    /// Keep the spawned server's data in this folder
    #[arg(long, value_name = "FOLDER", requires = "spawn")]
    keep: Option<PathBuf>,
    /// Cases to be played [default: 2000]
    #[arg(long, conflicts_with = "duration", value_parser = clap::value_parser!(u64).range(1..))]
    cases: Option<u64>,
    /// Begin cases for so long: 30s, 10m, 1h
    #[arg(long, value_name = "TIME", value_parser = time)]
    duration: Option<Duration>,
    /// Cases under way at the same time [default: as many as there are personal groups, 64 at most]
    #[arg(long, value_parser = clap::value_parser!(u64).range(1..))]
    in_flight: Option<u64>,
    #[command(flatten)]
    cast: CastOptions,
    /// Do not measure what the machine could do with nothing around it (a spawned server only; some seconds)
    #[arg(long)]
    no_floors: bool,
    /// Print one JSON object instead of text
    #[arg(long)]
    json: bool,
}

impl Load {
    /// Does it.
    ///
    /// # Errors
    /// What kept it from being done at all.
    pub fn run(self, config: &Config) -> Result<ExitCode, CliError> {
        match self.command {
            Some(Command::Prepare { gateway_port, cast }) => {
                prepare(config, cast.cast(), gateway_port).map_err(CliError::new)?;
                say(&format!(
                    "{} is prepared; its line's gateway is to be at port {gateway_port}",
                    config.data.display()
                ));
                Ok(ExitCode::SUCCESS)
            }
            Some(Command::FloorServer) => {
                server::run(say).map_err(CliError::new)?;
                Ok(ExitCode::SUCCESS)
            }
            None => self.options.run(config),
        }
    }
}

impl Options {
    fn run(self, config: &Config) -> Result<ExitCode, CliError> {
        let target = if self.spawn {
            let program = std::env::current_exe().map_err(CliError::new)?;
            Target::Spawned { program, folder: self.keep.clone(), floors: !self.no_floors }
        } else {
            Target::Running { server: self.server.clone().unwrap_or_default(), pid: self.pid }
        };
        let report = run(self.plan(), target, config, &mut Silent).map_err(CliError::new)?;
        if self.json {
            say(&serde_json::to_string(&report).map_err(CliError::new)?);
        } else {
            say(&report.to_string());
        }
        Ok(if report.is_clean() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
    }

    fn plan(&self) -> Plan {
        let cast = self.cast.cast();
        let extent = match self.duration {
            Some(time) => Extent::Time { time },
            None => Extent::Cases { cases: self.cases.unwrap_or(2_000) },
        };
        let in_flight = self.in_flight.unwrap_or_else(|| cast.seats().min(IN_FLIGHT));
        Plan {
            extent,
            pace: Pace::Closed { in_flight },
            cast,
            talk: Talk::default(),
            faults: Faults::default(),
            connections: 4_096,
            retry_ms: 500,
            patience: Duration::from_secs(30),
            seed: 1,
        }
    }
}

struct Silent;

impl Watcher for Silent {
    fn second(&mut self, _: &Second, _: u64, _: u64) {}
}

fn time(typed: &str) -> Result<Duration, String> {
    let expected = || String::from("a time such as 500ms, 30s, 10m or 1h");
    let end = typed.find(|c: char| !c.is_ascii_digit()).ok_or_else(expected)?;
    let (number, unit) = typed.split_at(end);
    let number: u64 = number.parse().map_err(|_no_number| expected())?;
    match unit {
        "ms" => Ok(Duration::from_millis(number)),
        "s" => Ok(Duration::from_secs(number)),
        "m" => Ok(Duration::from_secs(number * 60)),
        "h" => Ok(Duration::from_secs(number * 3_600)),
        _ => Err(expected()),
    }
}
