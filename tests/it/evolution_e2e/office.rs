//! A company on Evolution: a real Relevo with its web server, a fake Evolution server, HTTP both ways.

use std::net::TcpListener;
use std::time::Duration;

use actix_web::dev::ServerHandle;
use relevo::app::App;
use relevo::config::Config;
use relevo::domain::ids::LineId;
use relevo::domain::phone::Phone;
use relevo::domain::settings::{GroupKind, LineSettings};
use relevo::engine::{Clock, GatewayKind};
use relevo::gateway::evolution::WebhookSecrets;
use relevo::lines::EvolutionSecret;
use relevo::secrets::Vault;
use relevo::store::jobs::{self, JobRow};
use relevo::store::lines::{self, NewLine};
use relevo::store::tickets::{self, TicketPage};
use relevo::store::{Conn, Database};
use relevo::web;

use crate::evolution::fake::{FakeEvolution, Person, SentMessage};

/// Nothing that a test waits for takes longer, unless it never comes.
const PATIENCE: Duration = Duration::from_secs(30);
pub const LINE: LineId = LineId(1);
pub const SUPPORT: &str = "Soporte";
pub const SALES: &str = "Ventas";
pub const SUPERVISOR: &str = "Supervisión";

/// The secrets of the line's webhook.
pub const PATH: &str = "un-camino-que-nadie-adivina";
pub const HEADER: &str = "un-secreto-que-nadie-adivina";

pub struct Office {
    pub fake: FakeEvolution,
    pub app: App,
    /// Where Relevo is served.
    pub url: String,
    server: ServerHandle,
    data: tempfile::TempDir,
    clock: Clock,
}

/// The people who attend.
pub struct Team {
    pub juan: Person,
    pub carla: Person,
}

impl Office {
    /// A Relevo that has just been connected to Evolution, with nobody in it.
    pub async fn open() -> Self {
        Self::open_with(FakeEvolution::start().await, LineSettings::default()).await
    }

    /// The same, on this server and with these settings; only what slows tests down is changed.
    pub async fn open_with(fake: FakeEvolution, settings: LineSettings) -> Self {
        let settings = LineSettings {
            company: "Fibra Norte".into(),
            group_spacing_ms: 0,
            step_spacing_ms: 0,
            sends_per_second: 10_000.0,
            send_burst: 10_000.0,
            ..settings
        };
        let data = tempfile::tempdir().unwrap();
        create_line(&data, &fake, &settings);
        let clock = Clock::system();
        let (app, url, server) = start(&data, &clock, None).await;
        let office = Self { fake, app, url, server, data, clock };
        office.until("the webhook is set", |office| office.has_asked("/settings/set")).await;
        office
    }

    /// Stops Relevo. What happens meanwhile happens without it.
    pub async fn close(self) -> Closed {
        let Self { fake, app, url, server, data, clock } = self;
        server.stop(true).await;
        app.stop().await;
        Closed { fake, url, data, clock }
    }

    pub async fn stop(self) {
        drop(self.close().await);
    }

    /// The three groups, two agents with two personal groups each, both registered.
    pub async fn set_up(&self) -> Team {
        let juan = self.fake.person("Juan Pérez", "5493815551234", "301301301301301");
        let carla = self.fake.person("Carla Ibáñez", "5493815552210", "302302302302302");
        self.create_groups(&juan).await;
        for person in [&juan, &carla] {
            self.hire(person).await;
        }
        Team { juan, carla }
    }

    /// The three groups. Evolution makes no group without a member.
    pub async fn create_groups(&self, first: &Person) {
        for (kind, name) in [
            (GroupKind::Support, SUPPORT),
            (GroupKind::Sales, SALES),
            (GroupKind::Supervisor, SUPERVISOR),
        ] {
            let first = Some(phone(first));
            self.app
                .engine
                .add_group(LINE, kind, name.into(), first, None, Default::default())
                .await
                .unwrap();
        }
        self.until("three groups", |office| office.jobs().is_empty()).await;
    }

    /// An agent with two personal groups, added and registered.
    pub async fn hire(&self, person: &Person) {
        self.add_agent(person).await;
        self.until("all steps done", |office| office.jobs().is_empty()).await;
        self.register(person, SUPPORT).await;
    }

    /// An agent with two personal groups.
    pub async fn add_agent(&self, person: &Person) {
        let engine = &self.app.engine;
        let name = person.name.clone();
        engine.add_agent(LINE, name, phone(person), true, 2, Vec::new()).await.unwrap();
    }

    /// LISTO, quoting the request.
    pub async fn register(&self, person: &Person, group: &str) {
        let asked = self.see(group, &format!("👋 {}", person.name)).await;
        self.say(person, group, "¡Listo!", Some(&asked.id));
        self.see(group, &format!("✅ Listo, {}", person.name)).await;
    }

    /// A person writes in a group.
    pub fn say(&self, person: &Person, group: &str, text: &str, quote: Option<&str>) -> String {
        self.fake.group_say(person, &self.chat(group), text, quote)
    }

    /// The address of a group.
    pub fn chat(&self, subject: &str) -> String {
        let groups = self.fake.groups();
        let found = groups.iter().find(|(_, name)| name == subject);
        found.unwrap_or_else(|| panic!("no group «{subject}»")).0.clone()
    }

    /// How many groups have this name.
    pub fn groups_named(&self, subject: &str) -> usize {
        self.fake.groups().iter().filter(|(_, name)| name == subject).count()
    }

    /// Moves the clock.
    pub fn later(&self, ms: i64) {
        self.app.engine.advance(ms);
    }

    /// What provisioning has not finished.
    pub fn jobs(&self) -> Vec<JobRow> {
        jobs::open(&mut self.conn(), LINE).unwrap()
    }

    /// A ticket with its history.
    pub fn ticket(&self, no: i64) -> Option<TicketPage> {
        tickets::find(&mut self.conn(), LINE, relevo::domain::ids::TicketNo(no)).unwrap()
    }

    /// Whether a request with this in its path came to the fake server.
    pub fn has_asked(&self, path: &str) -> bool {
        self.fake.asked().iter().any(|asked| asked.path.contains(path))
    }

    /// Waits for a text of Relevo's with these words in a group; the newest counts.
    pub async fn see(&self, group: &str, words: &str) -> SentMessage {
        self.until(&format!("«{words}» in {group}"), |office| {
            office.find(group, words).is_some()
        })
        .await;
        self.find(group, words).unwrap()
    }

    pub fn find(&self, group: &str, words: &str) -> Option<SentMessage> {
        self.shown(group).into_iter().rev().find(|sent| sent.text.contains(words))
    }

    /// All texts of Relevo's in a group, in order.
    pub fn shown(&self, group: &str) -> Vec<SentMessage> {
        let chat = self.chat(group);
        self.fake.sent().into_iter().filter(|sent| sent.chat == chat).collect()
    }

    /// Waits for a text of Relevo's with these words on a person's phone.
    pub async fn hear(&self, person: &Person, words: &str) -> SentMessage {
        let find = |office: &Self| {
            office.heard(person).into_iter().rev().find(|sent| sent.text.contains(words))
        };
        self.until(&format!("«{words}» on the phone of {}", person.name), |o| find(o).is_some())
            .await;
        find(self).unwrap()
    }

    /// All texts of Relevo's on a person's phone, in order.
    pub fn heard(&self, person: &Person) -> Vec<SentMessage> {
        let own = [person.phone_jid(), person.lid_jid()];
        self.fake.sent().into_iter().filter(|sent| own.contains(&sent.chat)).collect()
    }

    /// Waits for a condition, looking again whenever a request was answered or the store changed.
    pub async fn until(&self, what: &str, condition: impl Fn(&Self) -> bool) {
        let (mut answers, mut feed) = (self.fake.changes(), self.app.engine.changes());
        let wait = async {
            while !condition(self) {
                tokio::select! {
                    answered = answers.changed() => answered.unwrap(),
                    told = feed.recv() => drop(told),
                }
            }
        };
        if tokio::time::timeout(PATIENCE, wait).await.is_err() {
            panic!("never came: {what}\n{}", self.picture());
        }
    }

    /// All chats as people see them (what Relevo wrote), and what provisioning is at.
    fn picture(&self) -> String {
        let sent = self.fake.sent();
        let lines = sent.iter().map(|sent| {
            let groups = self.fake.groups();
            let group = groups.iter().find(|(chat, _)| *chat == sent.chat);
            let chat = group.map_or(&sent.chat, |(_, subject)| subject);
            format!("  {chat}: {}\n", sent.text.replace('\n', " / "))
        });
        format!("{}{:#?}", lines.collect::<String>(), self.jobs())
    }

    fn conn(&self) -> Conn {
        self.app.database.writer().unwrap()
    }
}

/// A company whose Relevo is switched off.
pub struct Closed {
    pub fake: FakeEvolution,
    url: String,
    data: tempfile::TempDir,
    clock: Clock,
}

impl Closed {
    /// Starts it again on the same data, under the same address.
    pub async fn open(self) -> Office {
        let Self { fake, url, data, clock } = self;
        let port = url.rsplit(':').next().and_then(|port| port.parse().ok());
        let (app, url, server) = start(&data, &clock, port).await;
        Office { fake, app, url, server, data, clock }
    }
}

/// Writes the line's row, as `relevo line add` does.
fn create_line(data: &tempfile::TempDir, fake: &FakeEvolution, settings: &LineSettings) {
    let config = Config { data: data.path().to_owned(), ..Config::default() };
    let database = Database::open(&config.database()).unwrap();
    let webhook = WebhookSecrets { path: PATH.into(), header: HEADER.into() };
    let secret = EvolutionSecret { config: fake.config(), webhook };
    let plain = serde_json::to_string(&secret).unwrap();
    let line = NewLine {
        name: "Fibra Norte".into(),
        gateway: GatewayKind::Evolution.name().into(),
        settings: settings.clone(),
        secret: Some(Vault::open(data.path()).unwrap().seal(&plain).unwrap()),
        webhook_token_hash: None,
        created_at: Clock::system().now(),
    };
    lines::create(&mut database.writer().unwrap(), &line).unwrap();
}

/// Starts Relevo with its web server; the gateway is told an address before anybody listens there.
async fn start(
    data: &tempfile::TempDir,
    clock: &Clock,
    port: Option<u16>,
) -> (App, String, ServerHandle) {
    let port = port.unwrap_or_else(free_port);
    let config = Config {
        data: data.path().to_owned(),
        listen: ([127, 0, 0, 1], port).into(),
        public_url: Some(format!("http://127.0.0.1:{port}")),
        ..Config::default()
    };
    let app = App::start(config, clock.clone()).await.unwrap();
    let server = web::serve(&app).await.unwrap();
    actix_web::rt::spawn(server.running);
    (app, format!("http://127.0.0.1:{port}"), server.handle)
}

fn free_port() -> u16 {
    TcpListener::bind(("127.0.0.1", 0)).unwrap().local_addr().unwrap().port()
}

pub fn phone(person: &Person) -> Phone {
    Phone::parse(&person.phone[3..], "AR").unwrap()
}
