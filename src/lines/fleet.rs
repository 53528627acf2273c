//! The lines while the program runs: brought up at the start and from the panel, changed, taken down.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};

use tokio::task::JoinHandle;

use super::{EvolutionSecret, LineError, open_secret, spec, tasks};
use crate::classify::Key;
use crate::config::Config;
use crate::domain::ids::LineId;
use crate::engine::keeper::LineSpec;
use crate::engine::{Engine, GatewayKind, StartError};
use crate::secrets::{SecretError, Vault};
use crate::store::lines::LineRow;

/// Why a line cannot be brought up or changed.
#[derive(Debug, thiserror::Error)]
pub enum FleetError {
    /// Its row cannot be used.
    #[error(transparent)]
    Line(#[from] LineError),
    /// Its owners cannot be built.
    #[error(transparent)]
    Start(#[from] StartError),
}

/// All lines, each with the tasks beside it.
pub struct Fleet {
    engine: Engine,
    vault: Vault,
    data: PathBuf,
    url: String,
    tasks: Mutex<BTreeMap<LineId, Vec<JoinHandle<()>>>>,
    turn: tokio::sync::Mutex<()>,
}

impl Fleet {
    /// A fleet with no lines yet.
    #[must_use]
    pub fn new(engine: Engine, vault: Vault, config: &Config) -> Self {
        Self {
            engine,
            vault,
            data: config.data.clone(),
            url: config.url(),
            tasks: Mutex::new(BTreeMap::new()),
            turn: tokio::sync::Mutex::new(()),
        }
    }

    /// Whoever adds or changes a line holds this meanwhile: two at once would not see each other.
    pub async fn turn(&self) -> tokio::sync::MutexGuard<'_, ()> {
        self.turn.lock().await
    }

    /// The address under which gateways reach Relevo, without a slash at the end.
    #[must_use]
    pub fn url(&self) -> &str {
        &self.url
    }

    /// Where a gateway reports to.
    #[must_use]
    pub fn webhook_url(&self, secret: &EvolutionSecret) -> String {
        format!("{}/hooks/evolution/{}", self.url, secret.webhook.path)
    }

    /// Encrypts how a line is connected.
    ///
    /// # Errors
    /// [`SecretError`].
    pub fn seal(&self, secret: &EvolutionSecret) -> Result<String, SecretError> {
        secret.seal(&self.vault)
    }

    /// Encrypts the key to a model.
    ///
    /// # Errors
    /// [`SecretError`].
    pub fn seal_key(&self, key: &Key) -> Result<String, SecretError> {
        self.vault.seal(key.reveal())
    }

    /// How a line is connected.
    ///
    /// # Errors
    /// [`SecretError`] when it was sealed with another key.
    pub fn secret(&self, row: &LineRow) -> Result<EvolutionSecret, SecretError> {
        open_secret(row.secret.as_deref(), &self.vault)
    }

    /// Brings one line up, if it is in service: its owners, the tasks around it, and its webhook at the gateway.
    /// `fresh` says that it was created just now.
    ///
    /// # Errors
    /// [`FleetError`].
    pub async fn bring_up(&self, row: LineRow, fresh: bool) -> Result<(), FleetError> {
        let spec = spec(row, &self.data, &self.vault, self.engine.clock(), fresh)?;
        self.engine.add_line(spec.clone()).await?;
        self.attend(spec);
        Ok(())
    }

    /// Connects a line as its row says now. It goes on where it was.
    ///
    /// # Errors
    /// [`FleetError`]; the line may be down then.
    pub async fn reconnect(&self, row: LineRow) -> Result<(), FleetError> {
        let spec = spec(row, &self.data, &self.vault, self.engine.clock(), false)?;
        self.leave(spec.id);
        self.engine.replace_line(spec.clone()).await?;
        self.attend(spec);
        Ok(())
    }

    /// Takes a line out of service, what is under way finished first.
    pub async fn take_down(&self, row: &LineRow) {
        self.leave(row.id);
        self.engine.end_line(row.id).await;
        let Ok(secret) = self.secret(row) else { return };
        let Ok(gateway) = crate::gateway::evolution::Evolution::new(&secret.config) else { return };
        let url = self.webhook_url(&secret);
        // It is told not to report any more; what it reports nevertheless is turned away.
        if let Err(error) = gateway.silence(&url).await {
            tracing::warn!(line.id = row.id.0, %error, "the server goes on reporting to a line that is out of service");
        }
    }

    /// Ends all tasks.
    pub fn leave_all(&self) {
        let all = std::mem::take(&mut *self.lock());
        all.values().flatten().for_each(JoinHandle::abort);
    }

    fn leave(&self, line: LineId) {
        let tasks = self.lock().remove(&line).unwrap_or_default();
        tasks.iter().for_each(JoinHandle::abort);
    }

    fn attend(&self, spec: LineSpec) {
        if !spec.active {
            return;
        }
        let (line, simulator) = (spec.id, spec.simulator);
        let mut begun = Vec::new();
        if let Some(simulator) = simulator.clone() {
            begun.push(tokio::spawn(tasks::pump(self.engine.clone(), line, simulator)));
        }
        begun.push(tokio::spawn(tasks::watch(self.engine.clone(), line, simulator)));
        if let (GatewayKind::Evolution, Some(evolution), Some(webhook)) =
            (spec.kind, spec.evolution, spec.webhook)
        {
            let url = format!("{}/hooks/evolution/{}", self.url, webhook.path);
            let engine = self.engine.clone();
            begun.push(tokio::spawn(tasks::set_webhook(
                engine,
                line,
                Arc::clone(&evolution),
                url,
                webhook.header,
            )));
        }
        let before = self.lock().insert(line, begun).unwrap_or_default();
        before.iter().for_each(JoinHandle::abort);
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, BTreeMap<LineId, Vec<JoinHandle<()>>>> {
        self.tasks.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
