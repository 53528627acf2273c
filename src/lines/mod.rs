//! From a line's row to a running line: its gateway ([`spec`]), the [`tasks`] that carry events in, all of them
//! together as a [`Fleet`], and how a number is linked ([`linking`]).

pub mod address;
pub mod fleet;
pub mod linking;
pub mod tasks;

use std::path::Path;
use std::sync::{Arc, RwLock};

use base64::Engine as _;
use serde::{Deserialize, Serialize};

use crate::domain::ids::LineId;
use crate::domain::settings::LineSettings;
use crate::engine::keeper::LineSpec;
use crate::engine::run::LinkView;
use crate::engine::{Clock, GatewayKind};
use crate::gateway::Gateway;
use crate::gateway::evolution::{ConfigError, Evolution, EvolutionConfig, WebhookSecrets};
use crate::gateway::simulator::{OpenError, Simulator};
use crate::secrets::{SecretError, Vault};
use crate::store::lines::LineRow;

pub use fleet::{Fleet, FleetError};

/// What is kept, encrypted, of a line on Evolution API.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EvolutionSecret {
    /// How to reach it.
    pub config: EvolutionConfig,
    /// How its webhooks are known.
    pub webhook: WebhookSecrets,
}

impl EvolutionSecret {
    /// A connection with new secrets for its webhook.
    ///
    /// # Errors
    /// [`SecretError::Random`] when there are no random bytes.
    pub fn new(config: EvolutionConfig) -> Result<Self, SecretError> {
        Ok(Self { config, webhook: WebhookSecrets { path: random()?, header: random()? } })
    }

    /// Encrypted, as a line's row keeps it.
    ///
    /// # Errors
    /// [`SecretError`] when it cannot be encrypted.
    pub fn seal(&self, vault: &Vault) -> Result<String, SecretError> {
        let plain = serde_json::to_string(self).map_err(|_unfit| SecretError::Sealed)?;
        vault.seal(&plain)
    }
}

/// 32 random bytes, as letters and digits that fit an address.
fn random() -> Result<String, SecretError> {
    let mut bytes = [0; 32];
    getrandom::fill(&mut bytes).map_err(|_no_entropy| SecretError::Random)?;
    Ok(base64::engine::general_purpose::URL_SAFE_NO_PAD.encode(bytes))
}

/// Time between two creations of groups on the simulator (milliseconds): slow enough to be watched.
const SIMULATED_SPACING_MS: i64 = 1_500;

/// The settings of a line on the simulator, where nobody blocks who is fast.
#[must_use]
pub fn simulated(settings: LineSettings) -> LineSettings {
    LineSettings {
        group_spacing_ms: SIMULATED_SPACING_MS,
        step_spacing_ms: SIMULATED_SPACING_MS / 5,
        sends_per_second: 50.0,
        send_burst: 100.0,
        ..settings
    }
}

/// Why a line cannot be brought up.
#[derive(Debug, thiserror::Error)]
pub enum LineError {
    /// The row names a gateway that this version does not have.
    #[error("line {line} uses the gateway {gateway:?}, which is not known")]
    Gateway {
        /// The line.
        line: LineId,
        /// What the row says.
        gateway: String,
    },
    /// The gateway's secret is missing or unreadable.
    #[error("line {line}: {source}")]
    Secret {
        /// The line.
        line: LineId,
        /// Why.
        source: SecretError,
    },
    /// The gateway's settings are unusable.
    #[error("line {line}: {reason}")]
    Config {
        /// The line.
        line: LineId,
        /// Which setting, and why.
        reason: String,
    },
    /// The simulator's file cannot be used.
    #[error("line {line}: {source}")]
    Simulator {
        /// The line.
        line: LineId,
        /// Why.
        source: OpenError,
    },
}

/// What a line is made of. `fresh` says that it was created just now.
///
/// # Errors
/// [`LineError`] names the line and what is wrong.
pub fn spec(
    row: LineRow,
    data: &Path,
    vault: &Vault,
    clock: &Clock,
    fresh: bool,
) -> Result<LineSpec, LineError> {
    let line = row.id;
    let Some(kind) = GatewayKind::from_name(&row.gateway) else {
        return Err(LineError::Gateway { line, gateway: row.gateway });
    };
    let mut settings = row.settings;
    let (gateway, simulator, evolution, webhook): (Arc<dyn Gateway>, _, _, _) = match kind {
        GatewayKind::Simulator => {
            let now = clock.clone();
            let simulator = Simulator::open(
                &data.join(format!("simulator-{line}")),
                Arc::new(move || now.now()),
            )
            .map_err(|source| LineError::Simulator { line, source })?;
            if fresh {
                // A new database counts its messages from 1: phones that remember older ones would mix them up.
                simulator.reset();
            }
            settings.own = simulator.read(|network| network.own().clone());
            let simulator = Arc::new(simulator);
            (Arc::<Simulator>::clone(&simulator), Some(simulator), None, None)
        }
        GatewayKind::Evolution => {
            let secret = open_secret(row.secret.as_deref(), vault)
                .map_err(|source| LineError::Secret { line, source })?;
            let gateway = Evolution::new(&secret.config).map_err(|error: ConfigError| {
                LineError::Config { line, reason: error.to_string() }
            })?;
            let gateway = Arc::new(gateway);
            (Arc::<Evolution>::clone(&gateway), None, Some(gateway), Some(secret.webhook))
        }
    };
    let link = Arc::new(RwLock::new(LinkView::default()));
    Ok(LineSpec {
        id: line,
        name: row.name,
        kind,
        gateway,
        simulator,
        evolution,
        settings,
        active: row.ended_at.is_none(),
        webhook,
        link,
    })
}

/// Reads what is kept, encrypted, of a line on Evolution API.
///
/// # Errors
/// [`SecretError::Sealed`] when there is nothing, or it was sealed with another key.
pub fn open_secret(sealed: Option<&str>, vault: &Vault) -> Result<EvolutionSecret, SecretError> {
    let plain = vault.open_sealed(sealed.unwrap_or_default())?;
    serde_json::from_str(&plain).map_err(|_other_version| SecretError::Sealed)
}
