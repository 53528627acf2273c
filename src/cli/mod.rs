//! The command line: what can be typed, and what is said when it does not work.

mod explain;
mod line;
mod load;
mod serve;
mod user;

use std::io::{IsTerminal, Write};
use std::net::SocketAddr;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Args, Parser, Subcommand};
use tracing_subscriber::EnvFilter;

use crate::config::{Config, ConfigError};

/// Relevo turns WhatsApp groups into a help desk: customers write to one number, agents answer from their
/// own groups.
///
/// Without a command it serves the panel, the webhooks and all lines. A first start needs nothing else: it
/// creates its data folder, a line on the built-in simulator, and prints a one-time link for the first
/// administrator.
#[derive(Debug, Parser)]
#[command(name = "relevo", version, after_help = AFTER)]
struct Cli {
    #[command(flatten)]
    settings: Settings,
    #[command(subcommand)]
    command: Option<Command>,
}

const AFTER: &str = "\
Settings come from relevo.toml (or --config FILE), then the environment, then these options:
  RELEVO_LISTEN      address and port                     127.0.0.1:8080
  RELEVO_DATA        folder for everything Relevo keeps   ./data
  DATABASE_URL       postgres://… in place of SQLite      data/relevo.db
  RELEVO_PUBLIC_URL  how people and gateways reach it     http://127.0.0.1:8080
  RELEVO_COMPANY, RELEVO_COUNTRY, RELEVO_TIME_ZONE        for the line of a first start
  RELEVO_BEHIND_PROXY  believe X-Forwarded-For            false
  RELEVO_LOG         what is logged                       info

Examples:
  relevo                                      everything on, panel at http://127.0.0.1:8080
  RELEVO_LISTEN=0.0.0.0:80 relevo serve       the same for a whole network
  relevo user add --login ana --name Ana --role supervisor
  relevo line add --name Soporte --url http://localhost:8081 --instance soporte
  relevo explain --gateway evolution body.json  what Relevo makes of a recorded webhook
  relevo load --spawn                         what this machine takes, and that nothing is lost";

#[derive(Debug, Args)]
struct Settings {
    /// The settings file [default: relevo.toml, if it is there]
    #[arg(long, global = true, value_name = "FILE")]
    config: Option<PathBuf>,
    /// The folder for everything Relevo keeps
    #[arg(long, global = true, value_name = "FOLDER")]
    data: Option<PathBuf>,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Serve the panel, the webhooks and all lines (what happens without a command, too)
    Serve(Serve),
    /// Users of the panel
    #[command(subcommand)]
    User(user::Command),
    /// Lines: the company's WhatsApp numbers
    #[command(subcommand)]
    Line(line::Command),
    /// Say what Relevo understands from a recorded webhook body, as JSON
    Explain(explain::Explain),
    Load(Box<load::Load>),
}

#[derive(Debug, Default, Args)]
struct Serve {
    /// Address and port to serve on
    #[arg(long, value_name = "ADDRESS:PORT")]
    listen: Option<SocketAddr>,
}

/// Why a command did not work.
#[derive(Debug, thiserror::Error)]
#[error("{said}")]
pub struct CliError {
    said: String,
}

impl CliError {
    fn new(said: impl std::fmt::Display) -> Self {
        Self { said: said.to_string() }
    }
}

impl From<ConfigError> for CliError {
    fn from(error: ConfigError) -> Self {
        Self::new(error)
    }
}

/// Runs the command that was typed.
#[must_use]
pub fn run() -> ExitCode {
    let cli = Cli::parse();
    match dispatch(cli) {
        Ok(code) => code,
        Err(error) => {
            say_error(&error);
            ExitCode::FAILURE
        }
    }
}

fn dispatch(cli: Cli) -> Result<ExitCode, CliError> {
    let command = cli.command.unwrap_or(Command::Serve(Serve::default()));
    if let Command::Explain(explain) = &command {
        return explain.run().map(|()| ExitCode::SUCCESS);
    }
    let mut config = Config::load(cli.settings.config.as_deref(), |key| std::env::var(key).ok())?;
    if let Some(data) = cli.settings.data {
        config.data = data;
    }
    match command {
        Command::Serve(serve) => {
            config.listen = serve.listen.unwrap_or(config.listen);
            log_to_stderr(&config);
            serve::serve(config)
        }
        Command::User(command) => command.run(&config),
        Command::Line(command) => command.run(&config),
        Command::Explain(explain) => explain.run(),
        Command::Load(load) => return load.run(&config),
    }
    .map(|()| ExitCode::SUCCESS)
}

fn log_to_stderr(config: &Config) {
    let filter =
        EnvFilter::try_new(&config.log).unwrap_or_else(|_checked_before| EnvFilter::new("info"));
    tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_writer(std::io::stderr)
        .with_ansi(std::io::stderr().is_terminal())
        .init();
}

/// Writes to standard output; a reader that went away is no error of ours.
fn say(text: &str) {
    let _gone = writeln!(std::io::stdout(), "{text}");
}

fn say_error(error: &CliError) {
    let _gone = writeln!(std::io::stderr(), "relevo: {error}");
}
