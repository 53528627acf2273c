//! The keeper: builds lines from the store. A start, the recovery from a panic and the recovery from a
//! failed commit are the same few lines.

use std::sync::atomic::AtomicUsize;
use std::sync::{Arc, RwLock};
use std::time::Duration;

use dashmap::DashMap;
use tokio::sync::{mpsc, oneshot};

use super::StartError;
use super::clock::Clock;
use super::directory::Directory;
use super::house::{Broken, House, Spoken};
use super::receipts::Receipts;
use super::run::{Changed, GatewayKind, LineInfo, LineRun, LinkView};
use crate::domain::ids::{LineId, Timestamp};
use crate::domain::inbound::Connection;
use crate::domain::own_words::OwnWords;
use crate::domain::owners::Owners;
use crate::domain::settings::LineSettings;
use crate::gateway::Gateway;
use crate::gateway::courier::{CourierActor, Rest};
use crate::gateway::evolution::{Evolution, WebhookSecrets};
use crate::gateway::simulator::Simulator;
use crate::media::Media;
use crate::store::journal::Journal;
use crate::store::{Database, load, words};

/// Waits between two rebuilds of a line that keeps breaking.
const REBUILD_WAITS: [Duration; 5] = [
    Duration::ZERO,
    Duration::from_millis(200),
    Duration::from_secs(1),
    Duration::from_secs(5),
    Duration::from_secs(30),
];
/// How long a stop waits for the gateway.
const REST_MOST: Duration = Duration::from_secs(10);
/// A line that ran this long is thought healthy again (milliseconds).
const HEALTHY_MS: i64 = 60_000;

/// What a line is made of, besides its rows.
#[derive(Clone)]
pub struct LineSpec {
    /// Its number.
    pub id: LineId,
    /// Its name.
    pub name: String,
    /// Which provider.
    pub kind: GatewayKind,
    /// Its way to WhatsApp.
    pub gateway: Arc<dyn Gateway>,
    /// The simulator, where that is the provider.
    pub simulator: Option<Arc<Simulator>>,
    /// The Evolution server, where that is the provider.
    pub evolution: Option<Arc<Evolution>>,
    /// Its settings.
    pub settings: LineSettings,
    /// Whether it is in service.
    pub active: bool,
    /// The secrets of its webhook, where it has one.
    pub webhook: Option<WebhookSecrets>,
    /// How its connection stands; outlives a rebuild.
    pub link: Arc<RwLock<LinkView>>,
}

impl LineSpec {
    /// As the panel shows it.
    #[must_use]
    pub fn info(&self) -> LineInfo {
        let link = self.link.read().map(|link| link.clone()).unwrap_or_default();
        LineInfo {
            id: self.id,
            name: self.name.clone(),
            gateway: self.kind,
            connection: if self.active { link.connection } else { Connection::Disconnected },
            settings: self.settings.clone(),
            capabilities: self.gateway.capabilities(),
            qr: link.qr,
            active: self.active,
        }
    }
}

/// Builds lines, and builds them again.
#[derive(Clone)]
pub(super) struct Keeper {
    pub(super) clock: Clock,
    pub(super) runs: Arc<DashMap<LineId, Arc<LineRun>>>,
    pub(super) specs: Arc<DashMap<LineId, LineSpec>>,
    pub(super) receipts: Arc<Receipts>,
    pub(super) database: Database,
    pub(super) media: Arc<Media>,
    pub(super) journal: Journal,
    pub(super) broken: mpsc::UnboundedSender<Broken>,
    /// Where changes of connections are noted.
    pub(super) changed: mpsc::UnboundedSender<Changed>,
    /// The latest epoch of each line: none is ever used twice.
    pub(super) epochs: Arc<DashMap<LineId, u64>>,
    /// Held by whoever builds a line or takes one down: breakages and people take turns.
    pub(super) turn: Arc<tokio::sync::Mutex<()>>,
}

impl Keeper {
    /// Rebuilds whatever breaks, for as long as the engine lives.
    pub(super) async fn keep(self, mut breakages: mpsc::UnboundedReceiver<Broken>) {
        let mut history: std::collections::BTreeMap<LineId, (usize, i64)> =
            std::collections::BTreeMap::new();
        while let Some(broken) = breakages.recv().await {
            let _turn = self.turn.lock().await;
            let current = self.runs.get(&broken.line).map(|run| run.house.epoch);
            if current != Some(broken.epoch) {
                continue;
            }
            tracing::error!(line.id = broken.line.0, epoch = broken.epoch, why = %broken.why, "a line broke and is rebuilt from the store");
            let now = self.clock.now().0;
            let (times, last) = history.entry(broken.line).or_insert((0, now));
            if now - *last > HEALTHY_MS {
                *times = 0;
            }
            let wait = REBUILD_WAITS.get(*times).copied().unwrap_or(Duration::from_secs(30));
            *times += 1;
            *last = now;
            self.take_down(broken.line).await;
            tokio::time::sleep(wait).await;
            while let Err(error) = self.build(broken.line).await {
                tracing::error!(line.id = broken.line.0, %error, "a line cannot be built; trying again");
                tokio::time::sleep(Duration::from_secs(2)).await;
            }
        }
    }

    /// Builds a line that is not there yet, if it is in service.
    pub(super) async fn begin(&self, id: LineId) -> Result<(), StartError> {
        let _turn = self.turn.lock().await;
        if self.runs.contains_key(&id) { Ok(()) } else { self.build(id).await }
    }

    /// Takes a line down in order, what is under way finished first; then builds it again from the store.
    pub(super) async fn restart(&self, id: LineId) -> Result<(), StartError> {
        let _turn = self.turn.lock().await;
        self.rest(id).await;
        self.take_down(id).await;
        self.build(id).await
    }

    /// Takes a line down in order, to stay down.
    pub(super) async fn end(&self, id: LineId) {
        let _turn = self.turn.lock().await;
        self.rest(id).await;
        self.take_down(id).await;
    }

    /// Builds a line from the store and starts its owners.
    async fn build(&self, id: LineId) -> Result<(), StartError> {
        let words = self.words(id).await?;
        if let Some(mut spec) = self.specs.get_mut(&id) {
            spec.settings.words = words;
        }
        let spec = self.specs.get(&id).map(|spec| spec.value().clone());
        let Some(spec) = spec.filter(|spec| spec.active) else {
            return Ok(());
        };
        let epoch = {
            let mut latest = self.epochs.entry(id).or_insert(0);
            *latest += 1;
            *latest
        };
        let now = self.clock.now();
        let mut owners = self.load(id, spec.settings.clone(), now).await?;
        let arbiter = super::arbiter::begin()?;
        let directory = Arc::new(Directory::new(arbiter.handle()));
        let house = Arc::new(House {
            line: id,
            epoch,
            clock: self.clock.clone(),
            directory: Arc::clone(&directory),
            settings: RwLock::new(Spoken::new(spec.settings.clone())),
            capabilities: spec.gateway.capabilities(),
            journal: self.journal.clone(),
            receipts: Arc::clone(&self.receipts),
            database: self.database.clone(),
            media: Arc::clone(&self.media),
            broken: self.broken.clone(),
            outbox: AtomicUsize::new(0),
        });
        let run = LineRun::new(
            house.clone(),
            Arc::clone(&spec.gateway),
            Arc::clone(&spec.link),
            self.changed.clone(),
            arbiter,
        );
        owners.courier.connection(run.link().connection, now);
        let gateway = Arc::clone(&spec.gateway);
        let courier_house = house.clone();
        // Known before anybody runs: the first verdict must find its line.
        self.runs.insert(id, Arc::new(run));
        directory.start(
            owners,
            move |courier| CourierActor::new(courier, gateway, courier_house),
            &house,
            now,
        );
        tracing::info!(line.id = id.0, epoch, owners = directory.size(), "a line is up");
        Ok(())
    }

    /// What the company says on this line in its own words.
    async fn words(&self, id: LineId) -> Result<Arc<OwnWords>, StartError> {
        let database = self.database.clone();
        let work = move || {
            let fault = |error: &dyn std::fmt::Display| StartError::Database(error.to_string());
            let mut conn = database.readers().get().map_err(|error| fault(&error))?;
            words::of_line(&mut conn, id).map(Arc::new).map_err(|error| fault(&error))
        };
        let joined = tokio::task::spawn_blocking(work).await;
        joined.map_err(|error| StartError::Database(error.to_string()))?
    }

    /// The owners as the store has them, built where blocking is allowed: there may be many.
    async fn load(
        &self,
        id: LineId,
        settings: LineSettings,
        now: Timestamp,
    ) -> Result<Owners, StartError> {
        let database = self.database.clone();
        let work = move || {
            let mut conn = database
                .readers()
                .get()
                .map_err(|error| StartError::Database(error.to_string()))?;
            let mut record = load::record(&mut conn, id)
                .map_err(|error| StartError::Database(error.to_string()))?;
            // The gateway may know more of the line than the row: its own identity.
            record.settings = settings;
            Ok(record.into_owners(now))
        };
        let joined = tokio::task::spawn_blocking(work).await;
        joined.map_err(|error| StartError::Database(error.to_string()))?
    }

    /// Stops a line's owners, and waits until all they gave to the journal is decided.
    async fn take_down(&self, id: LineId) {
        let Some((_, run)) = self.runs.remove(&id) else { return };
        let (line, epoch) = (run.house.line, run.house.epoch);
        run.arbiter.stop();
        // An owner that is still at work comes too late from here on; what was submitted before counts.
        if self.journal.retire(line, epoch).await.is_err() {
            tracing::error!(line.id = line.0, "the journal is gone");
        }
        self.receipts.drop_line(line, epoch);
    }

    /// Lets the courier finish what is under way: what was sent and not recorded would be sent again.
    async fn rest(&self, id: LineId) {
        let run = self.runs.get(&id).map(|run| Arc::clone(run.value()));
        let Some(courier) = run.and_then(|run| run.house.directory.courier().cloned()) else {
            return;
        };
        let (rested, done) = oneshot::channel();
        courier.do_send(Rest(rested));
        if tokio::time::timeout(REST_MOST, done).await.is_err() {
            tracing::warn!(
                line.id = id.0,
                "the gateway did not answer in time; a message may be sent again"
            );
        }
    }

    /// Stops everything, what was decided first brought to disk.
    pub(super) async fn stop(&self) {
        let ids: Vec<LineId> = self.runs.iter().map(|run| *run.key()).collect();
        for id in ids {
            self.rest(id).await;
            self.take_down(id).await;
        }
    }
}
