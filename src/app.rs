//! All the wiring: database, engine, lines, tasks. Started in order, stopped in order.

use std::fs::{File, TryLockError};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::classify::Key;
use crate::config::Config;
use crate::domain::ids::LineId;
use crate::domain::settings::LineSettings;
use crate::engine::ahead;
use crate::engine::{Clock, Engine, GatewayKind, StartError};
use crate::lines::{self, Fleet, FleetError};
use crate::media::Media;
use crate::secrets::{SecretError, Vault};
use crate::store::lines::{LineRow, NewLine};
use crate::store::{self, Database, OpenError};

/// Why Relevo does not start.
#[derive(Debug, thiserror::Error)]
pub enum AppError {
    /// The database cannot be used.
    #[error(transparent)]
    Open(#[from] OpenError),
    /// A query failed.
    #[error("the database does not answer: {0}")]
    Query(String),
    /// The key to the secrets cannot be used.
    #[error(transparent)]
    Secret(#[from] SecretError),
    /// A line cannot be brought up.
    #[error(transparent)]
    Line(#[from] FleetError),
    /// The engine does not start.
    #[error(transparent)]
    Engine(#[from] StartError),
    /// Another Relevo uses the data folder.
    #[error("the data folder {folder} is in use by another Relevo")]
    InUse {
        /// The folder.
        folder: PathBuf,
    },
    /// The data folder cannot be used.
    #[error("the data folder {folder} cannot be used: {source}")]
    Folder {
        /// The folder.
        folder: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// A background task died.
    #[error("a start-up task failed: {0}")]
    Task(String),
}

/// A Relevo with all its lines running, without its web server.
pub struct App {
    /// The running lines.
    pub engine: Engine,
    /// The database.
    pub database: Database,
    /// Files of messages.
    pub media: Arc<Media>,
    /// The settings it was started with.
    pub config: Config,
    /// The lines and what goes on beside them.
    pub fleet: Arc<Fleet>,
    /// Held as long as this Relevo lives; the system lets go of it whatever way the process ends.
    _lock: File,
}

impl App {
    /// Opens the database and brings up all lines; a fresh one gets a line on the simulator.
    ///
    /// # Errors
    /// [`AppError`] says what is wrong and where.
    pub async fn start(config: Config, clock: Clock) -> Result<Self, AppError> {
        let opening = (config.clone(), clock.clone());
        let Opened { lock, database, vault, rows, fresh, keys } =
            blocking(move || open(&opening.0, &opening.1)).await??;
        let media = Arc::new(Media::new(config.data.join("media")));
        let engine = Engine::start(database.clone(), Arc::clone(&media), clock.clone())?;
        for (line, key) in keys {
            engine.classifier().set_key(line, Some(key));
        }
        let fleet = Arc::new(Fleet::new(engine.clone(), vault, &config));
        for row in rows {
            let is_new = fresh == Some(row.id);
            fleet.bring_up(row, is_new).await?;
        }
        Ok(Self { engine, database, media, config, fleet, _lock: lock })
    }

    /// Stops all lines; what was decided is on disk when this returns.
    pub async fn stop(&self) {
        self.fleet.leave_all();
        self.engine.stop().await;
    }
}

/// What a start begins with.
struct Opened {
    lock: File,
    database: Database,
    vault: Vault,
    rows: Vec<LineRow>,
    /// The line that was created just now.
    fresh: Option<LineId>,
    /// The keys to models, by line.
    keys: Vec<(LineId, Key)>,
}

fn open(config: &Config, clock: &Clock) -> Result<Opened, AppError> {
    let data: PathBuf = config.data.clone();
    let lock = lock(&data)?;
    let database = Database::open(&config.database())?;
    let vault = Vault::open(&data)?;
    let mut conn = database.writer()?;
    let query = |error: diesel::result::Error| AppError::Query(error.to_string());
    let mut rows = store::lines::all(&mut conn).map_err(query)?;
    let is_simulated =
        |row: &LineRow| row.ended_at.is_some() || row.gateway == GatewayKind::Simulator.name();
    ahead::resume(&mut conn, clock, rows.iter().all(is_simulated)).map_err(query)?;
    let mut fresh = None;
    if rows.is_empty() {
        let settings = lines::simulated(LineSettings {
            company: config.company.clone(),
            country: config.country.clone(),
            time_zone: config.time_zone.clone(),
            ..LineSettings::default()
        });
        let line = NewLine {
            name: String::from("Simulador"),
            gateway: String::from(GatewayKind::Simulator.name()),
            settings,
            secret: None,
            webhook_token_hash: None,
            created_at: clock.now(),
        };
        fresh = Some(store::lines::create(&mut conn, &line).map_err(query)?);
        rows = store::lines::all(&mut conn).map_err(query)?;
    }
    let sealed = store::model_keys::all(&mut conn).map_err(query)?;
    let keys = sealed.into_iter().filter_map(|(line, sealed)| {
        let key = vault.open_sealed(&sealed).ok().and_then(|key| Key::new(&key));
        if key.is_none() {
            // The rules stand; whoever asks for a model is told to give the key again.
            tracing::warn!(line.id = line.0, "the key to a line's model cannot be read");
        }
        Some((line, key?))
    });
    let keys = keys.collect();
    Ok(Opened { lock, database, vault, rows, fresh, keys })
}

/// Two at once would each number tickets from where they began.
fn lock(data: &Path) -> Result<File, AppError> {
    let cannot = |source| AppError::Folder { folder: data.to_owned(), source };
    std::fs::create_dir_all(data).map_err(cannot)?;
    let file = File::create(data.join("relevo.lock")).map_err(cannot)?;
    match file.try_lock() {
        Ok(()) => Ok(file),
        Err(TryLockError::WouldBlock) => Err(AppError::InUse { folder: data.to_owned() }),
        Err(TryLockError::Error(source)) => Err(cannot(source)),
    }
}

/// Runs work that blocks, off the actors' threads.
async fn blocking<T: Send + 'static>(
    work: impl FnOnce() -> T + Send + 'static,
) -> Result<T, AppError> {
    tokio::task::spawn_blocking(work).await.map_err(|error| AppError::Task(error.to_string()))
}
