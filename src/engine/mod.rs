//! The engine: the core's owners as actors, between the gateways and the store.
//!
//! A message comes in through [`ingress`], is given to its line's door, wanders from owner to owner (the
//! table is in [`handlers`]), and each owner's shell ([`actor`]) hands what was decided to the journal.
//! The journal's verdict ([`verdict`]) answers who waits, gives the courier what may leave, and tells the
//! panel. Whatever breaks is rebuilt from the store by the [`keeper`].

pub mod actor;
pub mod ahead;
mod arbiter;
pub mod calls;
pub mod cases;
pub mod clock;
pub mod customers;
pub mod directory;
pub mod feed;
pub mod handlers;
pub mod house;
pub mod ingress;
pub mod keeper;
mod links;
pub mod newsroom;
mod persons;
pub mod receipts;
mod retention;
pub mod run;
pub mod staff;
mod tongues;
pub mod verdict;

use std::sync::Arc;
use std::time::Duration;

use dashmap::DashMap;
use tokio::sync::{broadcast, mpsc};
use tokio::time::timeout;

pub use self::clock::Clock;
pub use self::feed::{Feed, Topic};
pub use self::ingress::AcceptError;
pub use self::run::{GatewayKind, LineInfo, LineRun, LinkView, Pairing};

use self::house::Broken;
use self::ingress::Ingress;
use self::keeper::{Keeper, LineSpec};
use self::newsroom::Newsroom;
use self::receipts::{Answer, Receipts};
use crate::classify::Classifier;
use crate::domain::ids::{AgentId, ChatId, GroupId, JobId, LineId, SendId};
use crate::domain::inbound::{Connection, Inbound};
use crate::domain::message::{
    AddAgent, AddGroup, EditAgent, JoinGroup, Labels, RetryJob, SettleLetter, Tell,
};
use crate::domain::outcome::{Letter, Receipt};
use crate::domain::own_words::OwnWords;
use crate::domain::phone::Phone;
use crate::domain::reason;
use crate::domain::refusal::Refusal;
use crate::domain::rules::Rules;
use crate::domain::settings::{GroupKind, LineSettings};
use crate::gateway::simulator::Simulator;
use crate::media::Media;
use crate::store::{Database, outbox};
use crate::text::usual;

/// How long the panel waits for a command to be on disk.
const PATIENCE: Duration = Duration::from_secs(20);

/// What can come back from the engine: a refusal for the person, or that it cannot be done now.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum EngineError {
    /// Turned down, with the reason.
    #[error(transparent)]
    Refused(#[from] Refusal),
    /// The line is being rebuilt, or the change could not be saved: nothing has happened.
    #[error("the line is not available")]
    Unavailable,
}

/// The running lines, and the doors to them. Clones lead to the same lines.
#[derive(Clone)]
pub struct Engine {
    shared: Arc<Shared>,
}

struct Shared {
    clock: Clock,
    ingress: Ingress,
    runs: Arc<DashMap<LineId, Arc<LineRun>>>,
    specs: Arc<DashMap<LineId, LineSpec>>,
    receipts: Arc<Receipts>,
    feed: broadcast::Sender<Feed>,
    news: Arc<Newsroom>,
    keeper: Keeper,
    /// Held while the clock is put ahead, or set right.
    ahead: tokio::sync::Mutex<()>,
}

impl Engine {
    /// Starts the journal and the keeper; lines are added with [`Self::add_line`].
    ///
    /// # Errors
    /// [`StartError`] when the database cannot be written.
    pub fn start(database: Database, media: Arc<Media>, clock: Clock) -> Result<Self, StartError> {
        let runs = Arc::new(DashMap::new());
        let specs = Arc::new(DashMap::new());
        let receipts = Arc::new(Receipts::default());
        let (feed, _) = broadcast::channel(1_024);
        let news = Arc::new(Newsroom::new(clock.now()));
        let (broken, breakages) = mpsc::unbounded_channel::<Broken>();
        let verdicts = verdict::Release {
            runs: Arc::clone(&runs),
            receipts: Arc::clone(&receipts),
            feed: feed.clone(),
            news: Arc::clone(&news),
            broken: broken.clone(),
            specs: Arc::clone(&specs),
        };
        // Not with the first message, which would wait for it.
        std::thread::spawn(crate::domain::sentiment::prepare);
        let (journal, _thread) = database
            .start_journal(move |verdict| verdicts.release(verdict))
            .map_err(|error| StartError::Database(error.to_string()))?;
        let (changed, changes) = mpsc::unbounded_channel();
        tokio::spawn(links::keep(database.clone(), feed.clone(), Arc::clone(&news), changes));
        let keeper = Keeper {
            changed,
            epochs: Arc::default(),
            turn: Arc::default(),
            classifier: Classifier::start(),
            clock: clock.clone(),
            runs: Arc::clone(&runs),
            specs: Arc::clone(&specs),
            receipts: Arc::clone(&receipts),
            database,
            media,
            journal,
            broken,
        };
        tokio::spawn(keeper.clone().keep(breakages));
        let shared = Shared {
            clock,
            ingress: Ingress::default(),
            runs,
            specs,
            receipts,
            feed,
            news,
            keeper,
            ahead: tokio::sync::Mutex::default(),
        };
        let shared = Arc::new(shared);
        tokio::spawn(retention::keep(Arc::downgrade(&shared)));
        Ok(Self { shared })
    }

    /// Builds a line from the store and lets it run.
    ///
    /// # Errors
    /// [`StartError`] when the store cannot be read.
    pub async fn add_line(&self, spec: LineSpec) -> Result<(), StartError> {
        let id = spec.id;
        self.shared.specs.insert(id, spec.clone());
        self.heed(&spec).await;
        self.shared.keeper.begin(id).await
    }

    /// Changes how a line is connected: it goes on with the new gateway where it was.
    ///
    /// # Errors
    /// [`StartError`] when the store cannot be read; the line is down then.
    pub async fn replace_line(&self, spec: LineSpec) -> Result<(), StartError> {
        let id = spec.id;
        self.shared.specs.insert(id, spec.clone());
        self.heed(&spec).await;
        self.restart_line(id).await
    }

    /// Gives a line another name, in memory: the caller has stored it.
    pub fn rename_line(&self, line: LineId, name: &str) {
        if let Some(mut spec) = self.shared.specs.get_mut(&line) {
            name.clone_into(&mut spec.name);
        }
    }

    /// Takes a line out of service, what is under way finished first. Nothing of it is lost.
    pub async fn end_line(&self, line: LineId) {
        if let Some(mut spec) = self.shared.specs.get_mut(&line) {
            spec.active = false;
        }
        if let Some(run) = self.run(line) {
            run.set_connection(Connection::Disconnected, Some(reason::LINE_OFF));
        }
        self.shared.keeper.end(line).await;
    }

    /// How a line's connection stands, and what helps to bring it up.
    #[must_use]
    pub fn link(&self, line: LineId) -> Option<LinkView> {
        self.run(line).map(|run| run.link())
    }

    /// Gives an inbound event to its line; `Ok` once all that follows from it is on disk.
    ///
    /// # Errors
    /// [`AcceptError`]: the event is to be brought again.
    pub async fn accept(&self, line: LineId, inbound: Inbound) -> Result<(), AcceptError> {
        let run = self.run(line).ok_or(AcceptError::NotReady)?;
        if let Inbound::Qr { code, pairing } = &inbound {
            run.set_connection(Connection::WaitingForQr, None);
            run.set_codes(Some(code.clone()), pairing.clone());
        }
        let is_link = matches!(inbound, Inbound::Qr { .. } | Inbound::Connection { .. });
        let result = self.shared.ingress.accept(run, inbound).await;
        if is_link {
            self.tell_feed(line, Topic::Line);
        }
        result
    }

    /// Creates a main group, or adopts an existing one.
    ///
    /// # Errors
    /// [`EngineError`].
    pub async fn add_group(
        &self,
        line: LineId,
        kind: GroupKind,
        name: String,
        first_member: Option<Phone>,
        adopt: Option<ChatId>,
        labels: Labels,
    ) -> Result<(), EngineError> {
        self.command(line, |run, receipt| {
            let msg = AddGroup { kind, name, first_member, adopt, labels, receipt };
            run.house.directory.provisioning().map(|owner| owner.do_send(msg))
        })
        .await
    }

    /// Adds an agent with so many personal groups to main groups (none named: to all for tickets).
    ///
    /// # Errors
    /// [`EngineError`].
    pub async fn add_agent(
        &self,
        line: LineId,
        name: String,
        phone: Phone,
        active: bool,
        slots: u8,
        groups: Vec<GroupId>,
    ) -> Result<(), EngineError> {
        self.command(line, |run, receipt| {
            let msg = AddAgent { name, phone, active, slots, groups, receipt };
            run.house.directory.provisioning().map(|owner| owner.do_send(msg))
        })
        .await
    }

    /// Changes an agent.
    ///
    /// # Errors
    /// [`EngineError`].
    pub async fn edit_agent(
        &self,
        line: LineId,
        agent: AgentId,
        name: String,
        active: bool,
        slots: u8,
    ) -> Result<(), EngineError> {
        let Some(owner) = self.run(line).and_then(|run| run.house.directory.agent(agent)) else {
            return Err(Refusal::Unknown { what: agent.to_string() }.into());
        };
        self.command(line, |_, receipt| {
            owner.do_send(EditAgent { name, active, slots, receipt });
            Some(())
        })
        .await
    }

    /// Adds an agent to a main group where needed, and asks for LISTO there.
    ///
    /// # Errors
    /// [`EngineError`].
    pub async fn join_group(
        &self,
        line: LineId,
        agent: AgentId,
        group: GroupId,
    ) -> Result<(), EngineError> {
        self.command(line, |run, receipt| {
            let msg = JoinGroup { agent, group, receipt };
            run.house.directory.provisioning().map(|owner| owner.do_send(msg))
        })
        .await
    }

    /// Tries a failed job again at once, or gives it up.
    ///
    /// # Errors
    /// [`EngineError`].
    pub async fn retry_job(
        &self,
        line: LineId,
        job: JobId,
        give_up: bool,
    ) -> Result<(), EngineError> {
        self.command(line, |run, receipt| {
            let msg = RetryJob { job, give_up, receipt };
            run.house.directory.provisioning().map(|owner| owner.do_send(msg))
        })
        .await
    }

    /// Sends a message after all that was given up.
    ///
    /// # Errors
    /// [`EngineError`]; there may be no such message any more.
    pub async fn retry_letter(&self, line: LineId, send: SendId) -> Result<(), EngineError> {
        self.settle_letter(line, send, true).await
    }

    /// Throws a message away that was given up.
    ///
    /// # Errors
    /// [`EngineError`]; there may be no such message any more.
    pub async fn drop_letter(&self, line: LineId, send: SendId) -> Result<(), EngineError> {
        self.settle_letter(line, send, false).await
    }

    async fn settle_letter(
        &self,
        line: LineId,
        send: SendId,
        again: bool,
    ) -> Result<(), EngineError> {
        let database = self.shared.keeper.database.clone();
        let look = move || {
            let mut conn = database.readers().get().ok()?;
            outbox::dead_one(&mut conn, line, send).ok()?
        };
        let found = tokio::task::spawn_blocking(look).await.ok().flatten();
        let letter = found.ok_or_else(|| Refusal::Unknown { what: send.0.to_string() })?;
        let now = self.shared.clock.now();
        let letter = Letter { attempts: 0, not_before: now, ..letter };
        self.command(line, |run, receipt| {
            let settle = SettleLetter { letter, again, receipt };
            let tell = match settle.letter.purpose.shown_in() {
                Some((slot, _)) => Tell::Slot(slot, settle.into()),
                None => Tell::Courier(settle.into()),
            };
            run.house.directory.tell(tell, &run.house).then_some(())
        })
        .await
    }

    /// What changes from now on, told after each commit.
    #[must_use]
    pub fn changes(&self) -> broadcast::Receiver<Feed> {
        self.shared.feed.subscribe()
    }

    /// Tells the panel that something changed that no commit tells of.
    pub fn tell_feed(&self, line: LineId, topic: Topic) {
        // Nobody may be looking.
        drop(self.shared.feed.send(Feed { line, topic }));
    }

    /// What the console tells of.
    #[must_use]
    pub fn news(&self) -> &Newsroom {
        &self.shared.news
    }

    /// The clock.
    #[must_use]
    pub fn clock(&self) -> &Clock {
        &self.shared.clock
    }

    /// Moves the clock forward and wakes whoever waits for a time.
    pub fn advance(&self, ms: i64) {
        self.shared.clock.advance(ms);
        self.wake_all();
    }

    fn wake_all(&self) {
        self.shared.runs.iter().for_each(|run| run.house.directory.wake_all());
    }

    /// What asks models how customers feel.
    #[must_use]
    pub fn classifier(&self) -> &Arc<Classifier> {
        &self.shared.keeper.classifier
    }

    /// Files of messages.
    #[must_use]
    pub fn media(&self) -> &Arc<Media> {
        &self.shared.keeper.media
    }

    /// The line whose webhook this is, by the secret in its path and that in its header.
    #[must_use]
    pub fn line_of_webhook(&self, path: &str, header: Option<&[u8]>) -> Option<LineId> {
        let found = self.shared.specs.iter().filter(|spec| spec.active).find(|spec| {
            spec.webhook.as_ref().is_some_and(|secrets| secrets.authentic(path, header))
        });
        found.map(|spec| spec.id)
    }

    /// The lines, in order.
    #[must_use]
    pub fn lines(&self) -> Vec<LineInfo> {
        let mut lines: Vec<LineInfo> = self.shared.specs.iter().map(|spec| spec.info()).collect();
        lines.sort_by_key(|line| line.id);
        lines
    }

    /// The simulator of a line, if that is its gateway.
    #[must_use]
    pub fn simulator(&self, line: LineId) -> Option<Arc<Simulator>> {
        self.shared.specs.get(&line).and_then(|spec| spec.simulator.clone())
    }

    /// A running line; none while it is being rebuilt.
    #[must_use]
    pub fn run(&self, line: LineId) -> Option<Arc<LineRun>> {
        self.shared.runs.get(&line).map(|run| Arc::clone(run.value()))
    }

    /// Changes a line's settings, in memory: the caller has stored them. Its own words and its rules stay.
    pub fn change_settings(&self, line: LineId, settings: LineSettings) {
        self.alter_settings(line, move |now| {
            let (words, rules) = (Arc::clone(&now.words), Arc::clone(&now.rules));
            *now = LineSettings { words, rules, ..settings };
        });
    }

    /// What the company says on this line in its own words, from now on: the caller has stored it.
    pub fn change_words(&self, line: LineId, words: Arc<OwnWords>) {
        self.alter_settings(line, move |settings| settings.words = words);
    }

    /// The hours, and what is set for groups and agents, from now on: the caller has stored it.
    pub fn change_rules(&self, line: LineId, rules: Arc<Rules>) {
        self.alter_settings(line, move |settings| settings.rules = rules);
    }

    /// Changes some of a line's settings, in memory, and leaves the rest as it is now.
    pub fn alter_settings(&self, line: LineId, change: impl FnOnce(&mut LineSettings)) {
        // Held to the end, so that of two changes the later one also reaches the owners later.
        let Some(mut spec) = self.shared.specs.get_mut(&line) else { return };
        change(&mut spec.settings);
        spec.settings.closing.usual = Arc::new(usual(spec.settings.language));
        let settings = spec.settings.clone();
        if let Some(run) = self.run(line) {
            run.house.directory.change_settings(&settings);
            run.house.change_settings(settings);
        }
    }

    /// Takes a line down, what is under way finished first, and builds it again from the store.
    ///
    /// # Errors
    /// [`StartError`] when the store cannot be read; the line is down then.
    pub async fn restart_line(&self, line: LineId) -> Result<(), StartError> {
        self.shared.keeper.restart(line).await
    }

    /// How many wait for something to be on disk; for tests.
    #[must_use]
    pub fn waiting(&self) -> usize {
        self.shared.receipts.waiting()
    }

    /// Stops all lines and waits until everything decided is on disk.
    pub async fn stop(&self) {
        self.shared.keeper.stop().await;
    }

    async fn command(
        &self,
        line: LineId,
        give: impl FnOnce(&LineRun, Receipt) -> Option<()>,
    ) -> Result<(), EngineError> {
        let run = self.run(line).ok_or(EngineError::Unavailable)?;
        let (id, answered) = self.shared.receipts.issue(line, run.house.epoch);
        if give(&run, Receipt { id, key: None }).is_none() {
            self.shared.receipts.forget(id);
            return Err(EngineError::Unavailable);
        }
        let answer: Result<Result<Answer, _>, _> = timeout(PATIENCE, answered).await;
        match answer {
            Ok(Ok(answer)) => Ok(answer?),
            Ok(Err(_dropped)) => Err(EngineError::Unavailable),
            Err(_elapsed) => {
                self.shared.receipts.forget(id);
                Err(EngineError::Unavailable)
            }
        }
    }
}

/// Why the engine or a line could not be started.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
    /// The database could not be read or written.
    #[error("the database cannot be used: {0}")]
    Database(String),
    /// The system has no thread for a line.
    #[error("no thread can be had for a line")]
    Thread(#[from] std::io::Error),
}
