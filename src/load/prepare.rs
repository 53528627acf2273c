//! A data folder to be put under load: one line whose gateway is the load generator, main groups, and
//! agents who are registered and have their personal groups, as if an admin had set all of it up.

use std::path::{Path, PathBuf};
use std::sync::mpsc;

use base64::Engine as _;
use serde::{Deserialize, Serialize};

use super::cast::{
    CUSTOMERS_MOST, Cast, OWN, SUPERVISOR_CHAT, Seat, agent_id, agent_identity, agent_name,
    agent_phone, group_id, main_chat,
};
use super::disturbance::readers::Account;
use super::history::{History, fill};
use super::plan::{Limits, Past};
use super::wire::INSTANCE;
use crate::config::Config;
use crate::domain::agent::slot_name;
use crate::domain::event::Event;
use crate::domain::identity::Identity;
use crate::domain::ids::{GroupId, LineId, Timestamp};
use crate::domain::provisioning::Membership;
use crate::domain::registration::Proof;
use crate::domain::settings::{GroupKind, IntakeMode, Language, LineSettings, MoodReader};
use crate::engine::{Clock, GatewayKind};
use crate::gateway::evolution::{EvolutionConfig, WebhookSecrets};
use crate::lines::EvolutionSecret;
use crate::secrets::Vault;
use crate::store::journal::{Change, Verdict};
use crate::store::lines::{self, NewLine};
use crate::store::users::{self, NewUser, Role};
use crate::store::{Conn, Database};
use crate::web::password;

/// Where a prepared folder says what is in it.
pub const FILE: &str = "load.json";
/// Agents written in one change.
const AGENTS_AT_ONCE: u32 = 200;
/// The line whose gateway is dead: its customers get no further than to a main group.
const DEAD_LINE: Cast = Cast { agents: 0, slots: 0, groups: 4 };
/// The number of the Supervisor group: after all main groups.
const SUPERVISOR_GROUP: i64 = 1_000_001;
/// No reminders during a run: a day (milliseconds).
const LIMIT_MS: i64 = 24 * 3_600_000;

/// What the generator must know of a prepared folder.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Prepared {
    /// Who is in it.
    pub cast: Cast,
    /// The port of the gateway that its line is connected to, on this machine.
    pub gateway_port: u16,
    /// The secrets of the line's webhook.
    pub webhook: WebhookSecrets,
    /// Customers who have written in earlier runs: the next one is this one.
    pub next_customer: u64,
    /// Runs so far.
    pub runs: u16,
    /// What the scenario `fair` needs beside it.
    #[serde(default)]
    pub disturbers: Option<Disturbers>,
}

/// What disturbs the others: a line with a dead gateway, and an account of the panel.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Disturbers {
    /// The port at which the line's gateway takes connections and never answers.
    pub dead_gateway_port: u16,
    /// The secrets of that line's webhook.
    pub webhook: WebhookSecrets,
    /// Who reads the panel.
    pub account: Account,
}

/// Why a folder could not be prepared, or is not a prepared one.
#[derive(Debug, thiserror::Error)]
pub enum PrepareError {
    /// It has lines already.
    #[error("{database} has lines already; a load run needs an empty one")]
    NotEmpty {
        /// The database.
        database: String,
    },
    /// The file is missing or unreadable.
    #[error("{file}: {source}; `relevo load prepare` writes it")]
    File {
        /// The file.
        file: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// The file is not one of ours.
    #[error("{file} is not right: {source}")]
    Syntax {
        /// The file.
        file: PathBuf,
        /// What is wrong.
        source: serde_json::Error,
    },
    /// There is nobody in it who could disturb the others.
    #[error(
        "{file} names nobody who disturbs; `relevo load prepare --dead-gateway-port` writes it"
    )]
    NoDisturbers {
        /// The file.
        file: PathBuf,
    },
    /// Something of Relevo's own refused.
    #[error("{0}")]
    Store(String),
}

impl Prepared {
    /// Reads what [`prepare`] left in a folder.
    ///
    /// # Errors
    /// [`PrepareError`] names the file.
    pub fn read(data: &Path) -> Result<Self, PrepareError> {
        let file = data.join(FILE);
        let text = std::fs::read(&file)
            .map_err(|source| PrepareError::File { file: file.clone(), source })?;
        serde_json::from_slice(&text).map_err(|source| PrepareError::Syntax { file, source })
    }

    /// As it is when so many more customers have written.
    #[must_use]
    pub fn used(&self, customers: u64) -> Self {
        let next = self.next_customer + customers;
        Self { next_customer: if next < CUSTOMERS_MOST { next } else { 0 }, ..self.clone() }
    }

    /// As it is for the run that begins.
    #[must_use]
    pub fn next_run(self) -> Self {
        Self { runs: self.runs.wrapping_add(1), ..self }
    }

    /// Keeps it in a folder.
    ///
    /// # Errors
    /// [`PrepareError`] names the file.
    pub fn write(&self, data: &Path) -> Result<(), PrepareError> {
        let file = data.join(FILE);
        let text = serde_json::to_vec_pretty(self)
            .map_err(|source| PrepareError::Syntax { file: file.clone(), source })?;
        std::fs::write(&file, text).map_err(|source| PrepareError::File { file, source })
    }
}

/// Writes the line, its groups, its agents and its past. `config` says which folder and which database;
/// `told` hears how many tickets of the past are written.
///
/// # Errors
/// [`PrepareError`]; nothing must have been in the database.
pub fn prepare(
    config: &Config,
    cast: Cast,
    past: Past,
    gateway_port: u16,
    told: &mut dyn FnMut(u64),
) -> Result<Prepared, PrepareError> {
    let store = |error: &dyn std::fmt::Display| PrepareError::Store(error.to_string());
    let database = Database::open(&config.database()).map_err(|error| store(&error))?;
    let mut conn = database.writer().map_err(|error| store(&error))?;
    if !lines::all(&mut conn).map_err(|error| store(&error))?.is_empty() {
        return Err(PrepareError::NotEmpty { database: shown(config) });
    }
    let vault = Vault::open(&config.data).map_err(|error| store(&error))?;
    let now = Clock::system().now();
    let (line, webhook) = connected(&mut conn, &vault, config, "Carga", gateway_port, now)?;
    drop(conn);
    write(&database, line, cast, now)?;
    if past.closed + past.waiting > 0 {
        let Past { closed, messages, waiting } = past;
        let history =
            History { closed, messages_per_ticket: messages, open: waiting, ..History::until(now) };
        fill(&database, line, &history, told).map_err(|error| store(&error))?;
    }
    let prepared =
        Prepared { cast, gateway_port, webhook, next_customer: 0, runs: 0, disturbers: None };
    prepared.write(&config.data)?;
    Ok(prepared)
}

/// Adds to a prepared folder what the scenario `fair` needs.
///
/// # Errors
/// [`PrepareError`].
pub fn add_disturbers(
    config: &Config,
    prepared: &mut Prepared,
    dead_gateway_port: u16,
) -> Result<(), PrepareError> {
    let store = |error: &dyn std::fmt::Display| PrepareError::Store(error.to_string());
    let database = Database::open(&config.database()).map_err(|error| store(&error))?;
    let mut conn = database.writer().map_err(|error| store(&error))?;
    let vault = Vault::open(&config.data).map_err(|error| store(&error))?;
    let now = Clock::system().now();
    let (line, webhook) = connected(&mut conn, &vault, config, "Muda", dead_gateway_port, now)?;
    let account = Account { login: "lector".into(), password: random()? };
    let user = NewUser {
        login: account.login.clone(),
        name: "Lector Lento".into(),
        password_hash: password::hash_now(&account.password).map_err(|error| store(&error))?,
        role: Role::Supervisor,
        language: Language::Es,
        created_at: now,
    };
    users::create(&mut conn, &user).map_err(|error| store(&error))?;
    drop(conn);
    write(&database, line, DEAD_LINE, now)?;
    prepared.disturbers = Some(Disturbers { dead_gateway_port, webhook, account });
    prepared.write(&config.data)
}

/// Adds to a prepared folder what a run about alerts needs: a Supervisor group, and limits on the line.
///
/// # Errors
/// [`PrepareError`].
pub fn add_supervision(config: &Config, limits: Limits) -> Result<(), PrepareError> {
    let store = |error: &dyn std::fmt::Display| PrepareError::Store(error.to_string());
    let database = Database::open(&config.database()).map_err(|error| store(&error))?;
    let mut conn = database.writer().map_err(|error| store(&error))?;
    for line in lines::all(&mut conn).map_err(|error| store(&error))? {
        let ms = |limit: u64| i64::try_from(limit).unwrap_or(LIMIT_MS);
        let settings = LineSettings {
            first_limit_ms: ms(limits.first_ms),
            urgent_limit_ms: ms(limits.first_ms),
            second_limit_ms: ms(limits.second_ms),
            repeat_ms: ms(limits.repeat_ms),
            answer_limit_ms: ms(limits.answer_ms),
            answer_alert_ms: ms(limits.answer_alert_ms),
            ..line.settings
        };
        lines::update_settings(&mut conn, line.id, &settings).map_err(|error| store(&error))?;
        submit(&database, line.id, Clock::system().now(), [supervisor_group().to_vec()])?;
    }
    Ok(())
}

/// A line connected to an Evolution server on this machine.
fn connected(
    conn: &mut Conn,
    vault: &Vault,
    config: &Config,
    name: &str,
    gateway_port: u16,
    at: Timestamp,
) -> Result<(LineId, WebhookSecrets), PrepareError> {
    let store = |error: &dyn std::fmt::Display| PrepareError::Store(error.to_string());
    let webhook = WebhookSecrets { path: random()?, header: random()? };
    let server = EvolutionConfig {
        base_url: format!("http://127.0.0.1:{gateway_port}"),
        instance: INSTANCE.into(),
        api_key: random()?,
    };
    let secret = EvolutionSecret { config: server, webhook: webhook.clone() };
    let secret = serde_json::to_string(&secret).map_err(|error| store(&error))?;
    let line = NewLine {
        name: name.into(),
        gateway: GatewayKind::Evolution.name().into(),
        settings: settings(config),
        secret: Some(vault.seal(&secret).map_err(|error| store(&error))?),
        webhook_token_hash: None,
        created_at: at,
    };
    let line = lines::create(conn, &line).map_err(|error| store(&error))?;
    Ok((line, webhook))
}

/// Nothing that would hold a run back: no menu, no pacing, no reminders.
fn settings(config: &Config) -> LineSettings {
    LineSettings {
        company: config.company.clone(),
        country: config.country.clone(),
        time_zone: config.time_zone.clone(),
        intake: IntakeMode::Direct,
        // Every case is announced and taken, also of those who come back; and floods are part of the run.
        reopen: false,
        // Moods are read as on any line, which costs what it costs; what people say in a run is neutral.
        mood: MoodReader::Rules,
        messages_per_minute: u32::MAX,
        first_limit_ms: LIMIT_MS,
        urgent_limit_ms: LIMIT_MS,
        second_limit_ms: LIMIT_MS,
        answer_limit_ms: LIMIT_MS,
        answer_alert_ms: LIMIT_MS,
        sends_per_second: 1e6,
        send_burst: 1e6,
        own: Identity::from_jid(&format!("{OWN}@s.whatsapp.net")),
        ..LineSettings::default()
    }
}

/// The groups and agents of a line, as they would have come about.
fn write(database: &Database, line: LineId, cast: Cast, at: Timestamp) -> Result<(), PrepareError> {
    let agents = (1..=cast.agents).step_by(AGENTS_AT_ONCE as usize).map(|first| {
        let last = cast.agents.min(first.saturating_add(AGENTS_AT_ONCE - 1));
        (first..=last).flat_map(|agent| attending(agent, cast, at)).collect()
    });
    let groups = (1..=cast.groups).flat_map(main_group).collect();
    submit(database, line, at, std::iter::once(groups).chain(agents))
}

/// Facts through the journal.
fn submit(
    database: &Database,
    line: LineId,
    at: Timestamp,
    facts: impl IntoIterator<Item = Vec<Event>>,
) -> Result<(), PrepareError> {
    let (tell, verdicts) = mpsc::channel();
    let (journal, thread) = database
        .start_journal(move |verdict| {
            // Whoever waits for it has not gone before the thread ends.
            let _gone = tell.send(verdict);
        })
        .map_err(|error| PrepareError::Store(error.to_string()))?;
    for events in facts {
        journal.submit(Change {
            line,
            epoch: 1,
            at,
            events,
            drafts: Vec::new(),
            receipts: Vec::new(),
            calls: Vec::new(),
        });
    }
    drop(journal);
    for verdict in verdicts {
        if let Verdict::Failed { error, .. } = verdict {
            return Err(PrepareError::Store(error));
        }
    }
    thread.join().map_err(|_panic| PrepareError::Store("the journal panicked".into()))
}

fn supervisor_group() -> [Event; 2] {
    let (id, name) = (GroupId(SUPERVISOR_GROUP), String::from("👔 Supervisión"));
    [
        Event::GroupPlanned { group: id, kind: GroupKind::Supervisor, name: name.clone() },
        Event::GroupReady { group: id, chat: SUPERVISOR_CHAT.into(), name },
    ]
}

fn main_group(group: u32) -> [Event; 2] {
    let (id, name) = (group_id(group), format!("🎫 Soporte {group}"));
    [
        Event::GroupPlanned { group: id, kind: GroupKind::Support, name: name.clone() },
        Event::GroupReady { group: id, chat: main_chat(group).into(), name },
    ]
}

/// An agent in all main groups, with all personal groups.
fn attending(agent: u32, cast: Cast, at: Timestamp) -> Vec<Event> {
    let (id, name) = (agent_id(agent), agent_name(agent));
    let Some(phone) = agent_phone(agent) else { return Vec::new() };
    let identity = agent_identity(agent);
    let mut events = vec![
        Event::AgentAdded {
            agent: id,
            name: name.clone(),
            phone,
            active: true,
            wanted: cast.slots,
            at,
        },
        Event::AgentChecked { agent: id, identity: identity.clone() },
        Event::AgentBound { agent: id, identity, proof: Proof::Number, at },
    ];
    events.extend((1..=cast.groups).map(|group| Event::MembershipChanged {
        agent: id,
        group: group_id(group),
        membership: Membership::Member,
    }));
    for number in 1..=cast.slots {
        let seat = Seat { agent, number };
        let slot = seat.id();
        let name = slot_name(&name, number);
        events.push(Event::SlotPlanned { slot, agent: id, number, name });
        events.push(Event::SlotReady { slot, chat: seat.chat().into() });
    }
    events
}

fn shown(config: &Config) -> String {
    match &config.database_url {
        Some(_) => "the database in DATABASE_URL".into(),
        None => config.database(),
    }
}

fn random() -> Result<String, PrepareError> {
    let mut bytes = [0; 32];
    getrandom::fill(&mut bytes).map_err(|error| PrepareError::Store(error.to_string()))?;
    Ok(base64::engine::general_purpose::URL_SAFE_NO_PAD.encode(bytes))
}
