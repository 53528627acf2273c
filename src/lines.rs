//! From a line's row to a running line: its gateway, and the tasks that carry events in.

use std::path::Path;
use std::sync::{Arc, RwLock};
use std::time::Duration;

use serde::{Deserialize, Serialize};
use tokio::sync::Semaphore;

use crate::domain::ids::LineId;
use crate::domain::inbound::{Connection, Inbound};
use crate::engine::keeper::LineSpec;
use crate::engine::run::LinkView;
use crate::engine::{Clock, Engine, GatewayKind, Topic};
use crate::gateway::Gateway;
use crate::gateway::courier::Link;
use crate::gateway::evolution::{ConfigError, Evolution, EvolutionConfig, WebhookSecrets};
use crate::gateway::simulator::{OpenError, Simulator};
use crate::secrets::{SecretError, Vault};
use crate::store::lines::LineRow;

/// Simulated events that may be under way at once.
const UNDER_WAY_MOST: usize = 64;
/// How often a gateway is asked how its connection stands.
const WATCH_EVERY: Duration = Duration::from_secs(15);
/// The first wait before a webhook is set again that could not be set; it doubles.
const WEBHOOK_AGAIN_FIRST: Duration = Duration::from_secs(1);
/// The longest such wait.
const WEBHOOK_AGAIN_MOST: Duration = Duration::from_secs(60);

/// What is kept, encrypted, of a line on Evolution API.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EvolutionSecret {
    /// How to reach it.
    pub config: EvolutionConfig,
    /// How its webhooks are known.
    pub webhook: WebhookSecrets,
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

/// Carries a simulator's events to its line, chats side by side, and tells the panel of its phones.
pub async fn pump(engine: Engine, line: LineId, simulator: Arc<Simulator>) {
    let permits = Arc::new(Semaphore::new(UNDER_WAY_MOST));
    loop {
        let Ok(permit) = Arc::clone(&permits).acquire_owned().await else { return };
        let (id, inbound) = simulator.next_delivery().await;
        let (engine, simulator) = (engine.clone(), Arc::clone(&simulator));
        tokio::spawn(async move {
            match engine.accept(line, inbound).await {
                Ok(()) => simulator.ack(id),
                Err(error) => {
                    tracing::debug!(line.id = line.0, %error, "a simulated event is brought again");
                    simulator.nack(id);
                }
            }
            drop(permit);
        });
    }
}

/// Makes an Evolution server report to `url`; tries until it works, for the server may still be starting, and
/// does it again when the line wants to be told of something else.
pub async fn set_webhook(
    engine: Engine,
    line: LineId,
    evolution: Arc<Evolution>,
    url: String,
    header: String,
) {
    let mut wait = WEBHOOK_AGAIN_FIRST;
    let typing = || engine.run(line).is_some_and(|run| run.house.settings().typing);
    let mut set_for = None;
    loop {
        let wanted = typing();
        if set_for == Some(wanted) {
            tokio::time::sleep(WATCH_EVERY).await;
            continue;
        }
        match evolution.ensure_instance(&url, &header, wanted).await {
            Ok(()) => {
                set_for = Some(wanted);
                wait = WEBHOOK_AGAIN_FIRST;
                // It answers now, whatever the first look at the connection found.
                look(&engine, line).await;
            }
            Err(error) => {
                tracing::warn!(line.id = line.0, %error, again_s = wait.as_secs(), "the webhook could not be set at the Evolution server; messages do not arrive until it is");
                tokio::time::sleep(wait).await;
                wait = (wait * 2).min(WEBHOOK_AGAIN_MOST);
            }
        }
    }
}

/// Keeps an eye on a line's connection: asks at times, and at once when the simulator changes.
pub async fn watch(engine: Engine, line: LineId, simulator: Option<Arc<Simulator>>) {
    let mut changes = simulator.as_ref().map(|simulator| simulator.changes());
    loop {
        look(&engine, line).await;
        match &mut changes {
            Some(changes) => {
                if changes.changed().await.is_err() {
                    return;
                }
                engine.tell_feed(line, Topic::Simulator);
            }
            None => tokio::time::sleep(WATCH_EVERY).await,
        }
    }
}

async fn look(engine: &Engine, line: LineId) {
    let Some(run) = engine.run(line) else { return };
    let before = run.link();
    match run.gateway.link_state().await {
        Ok(state) => {
            // Evolution says «connecting» while somebody has to scan.
            let still_waits = state.connection == Connection::Connecting
                && before.connection == Connection::WaitingForQr;
            if still_waits || (state.connection == before.connection && state.qr == before.qr) {
                return;
            }
            run.set_connection(state.connection, None);
            if state.qr.is_some() {
                run.set_qr(state.qr);
            }
            if let Some(courier) = run.house.directory.courier() {
                courier.do_send(Link(state.connection));
            }
            engine.tell_link(line, before.connection, state.connection, None);
            engine.tell_feed(line, Topic::Line);
        }
        Err(error) => {
            tracing::warn!(line.id = line.0, %error, "the gateway does not say how the connection stands");
            let down = Inbound::Connection {
                state: Connection::Disconnected,
                reason: Some(error.to_string()),
            };
            if let Err(error) = engine.accept(line, down).await {
                tracing::debug!(line.id = line.0, %error, "told of the connection at the next look");
            }
        }
    }
}
