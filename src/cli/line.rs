//! `relevo line`: the company's WhatsApp numbers.

use clap::{Subcommand, ValueEnum};

use super::{CliError, say};
use crate::config::Config;
use crate::domain::settings::{IntakeMode, LineSettings};
use crate::engine::{Clock, GatewayKind};
use crate::gateway::evolution::{EvolutionConfig, TOKEN_HEADER, WebhookSecrets};
use crate::lines::{EvolutionSecret, open_secret};
use crate::secrets::Vault;
use crate::store::lines::{self, NewLine};
use crate::store::{Conn, Database};

/// What can be done with lines.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Connect a number through Evolution API v2. A running server takes it up at its next start
    Add {
        /// What people call it
        #[arg(long)]
        name: String,
        /// The Evolution server, such as http://localhost:8081
        #[arg(long)]
        url: String,
        /// The instance on that server; created if there is none
        #[arg(long)]
        instance: String,
        /// The server's key; better given in RELEVO_EVOLUTION_KEY, which other users cannot see
        #[arg(long)]
        key: Option<String>,
        /// How customers get a ticket
        #[arg(long, value_enum, default_value_t = IntakeName::Menu)]
        intake: IntakeName,
    },
    /// List the lines with the addresses of their webhooks
    List,
}

/// A way to open tickets, as typed.
#[derive(Debug, Clone, Copy, ValueEnum)]
pub enum IntakeName {
    /// A greeting and «1 Soporte, 2 Ventas»
    Menu,
    /// Every first message opens a ticket
    Direct,
    /// Only the API opens tickets
    External,
}

impl Command {
    /// Does it.
    ///
    /// # Errors
    /// What did not work.
    pub fn run(self, config: &Config) -> Result<(), CliError> {
        let database = Database::open(&config.database()).map_err(CliError::new)?;
        let vault = Vault::open(&config.data).map_err(CliError::new)?;
        let mut conn = database.writer().map_err(CliError::new)?;
        match self {
            Self::Add { name, url, instance, key, intake } => {
                let key = key.or_else(|| std::env::var("RELEVO_EVOLUTION_KEY").ok());
                let api_key = key.ok_or_else(|| {
                    CliError::new("give the key with RELEVO_EVOLUTION_KEY or --key")
                })?;
                let server = EvolutionConfig { base_url: url, instance, api_key };
                server.check().map_err(CliError::new)?;
                add(&mut conn, &vault, config, name, server, intake)
            }
            Self::List => list(&mut conn, &vault, config),
        }
    }
}

fn add(
    conn: &mut Conn,
    vault: &Vault,
    config: &Config,
    name: String,
    server: EvolutionConfig,
    intake: IntakeName,
) -> Result<(), CliError> {
    if name.trim().is_empty() {
        return Err(CliError::new("--name must not be empty"));
    }
    let secret = EvolutionSecret::new(server).map_err(CliError::new)?;
    let settings = LineSettings {
        company: config.company.clone(),
        country: config.country.clone(),
        time_zone: config.time_zone.clone(),
        intake: match intake {
            IntakeName::Menu => IntakeMode::Menu,
            IntakeName::Direct => IntakeMode::Direct,
            IntakeName::External => IntakeMode::External,
        },
        ..LineSettings::default()
    };
    let line = NewLine {
        name: name.trim().to_owned(),
        gateway: GatewayKind::Evolution.name().to_owned(),
        settings,
        secret: Some(secret.seal(vault).map_err(CliError::new)?),
        webhook_token_hash: None,
        created_at: Clock::system().now(),
    };
    let id = lines::create(conn, &line).map_err(CliError::new)?;
    say(&format!(
        "Line {id} «{}» is set up. At its next start Relevo sets the webhook at the server itself:",
        line.name
    ));
    say(&webhook_of(config, &secret));
    Ok(())
}

fn list(conn: &mut Conn, vault: &Vault, config: &Config) -> Result<(), CliError> {
    for row in lines::all(conn).map_err(CliError::new)? {
        say(&format!("{}  {}  {}", row.id, row.gateway, row.name));
        if row.secret.is_some() {
            let secret = open_secret(row.secret.as_deref(), vault).map_err(CliError::new)?;
            say(&webhook_of(config, &secret));
        }
    }
    Ok(())
}

fn webhook_of(config: &Config, secret: &EvolutionSecret) -> String {
    let WebhookSecrets { path, header } = &secret.webhook;
    format!("  {}/hooks/evolution/{path}\n  with the header {TOKEN_HEADER}: {header}", config.url())
}
