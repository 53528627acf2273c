//! The company before the load: a line at the fake server, a main group, three agents with two personal
//! groups each, all registered. Prepared in this process and stopped in order.

use std::time::Duration;

use relevo::app::App;
use relevo::domain::ids::{LineId, Timestamp};
use relevo::domain::phone::Phone;
use relevo::domain::settings::{GroupKind, IntakeMode, LineSettings};
use relevo::engine::{Clock, GatewayKind};
use relevo::gateway::evolution::WebhookSecrets;
use relevo::lines::EvolutionSecret;
use relevo::secrets::Vault;
use relevo::store::Database;
use relevo::store::lines::{self, NewLine};
use relevo::web;
use serde_json::Value;

use super::program::Place;
use crate::evolution::fake::{FakeEvolution, Person};

pub const LINE: LineId = LineId(1);
pub const CUSTOMERS: usize = 12;
pub const SLOTS_EACH: u8 = 2;
const AGENTS: [(&str, &str); 3] = [
    ("Juan Pérez", "5493815551234"),
    ("Carla Ibáñez", "5493815552210"),
    ("Pedro Luna", "5493815553320"),
];
const MAIN: &str = "Soporte";
const PATIENCE: Duration = Duration::from_secs(30);

/// A personal group.
pub struct SlotChat {
    pub chat: String,
    pub name: String,
    pub agent: usize,
}

pub struct Scene {
    pub fake: FakeEvolution,
    pub place: Place,
    pub customers: Vec<Person>,
    pub agents: Vec<Person>,
    pub main: String,
    pub slots: Vec<SlotChat>,
    /// The webhook that Relevo set: its address and headers.
    pub hook: (String, Vec<(String, String)>),
    /// So many messages were sent while it was prepared.
    pub prelude: usize,
}

impl Scene {
    pub async fn open(database_url: Option<String>) -> Self {
        let fake = FakeEvolution::start().await;
        let agents = AGENTS.iter().enumerate();
        let agents =
            agents.map(|(n, (name, phone))| fake.person(name, phone, &format!("20010010{n:05}")));
        let agents = agents.collect();
        let customers = (0..CUSTOMERS).map(|n| {
            fake.person(
                &format!("Cliente {n:02}"),
                &format!("54911500010{n:02}"),
                &format!("20020020{n:05}"),
            )
        });
        let customers = customers.collect();
        let scene = Self {
            fake,
            place: Place::new(database_url),
            customers,
            agents,
            main: String::new(),
            slots: Vec::new(),
            hook: Default::default(),
            prelude: 0,
        };
        // A thread of its own: with its runtime ends all that the set-up started.
        let prepare = || actix_web::rt::System::new().block_on(scene.prepare());
        std::thread::scope(|scope| scope.spawn(prepare).join().expect("the set-up"))
    }

    /// Who a chat with the line belongs to.
    pub fn customer_of(&self, chat: &str) -> Option<usize> {
        self.customers
            .iter()
            .position(|person| chat == person.phone_jid() || chat == person.lid_jid())
    }

    /// Lets somebody write without the fake server delivering it: the event, with the message's id.
    pub fn say(&self, write: impl FnOnce(&FakeEvolution) -> String) -> (String, Value) {
        self.fake.hold();
        let id = write(&self.fake);
        let mut said = None;
        // Echoes of what Relevo sends may have come between: they go their way.
        self.fake.release(|held| {
            let written = held.iter().position(|event| event["data"]["key"]["id"] == *id);
            said = written.map(|at| held.remove(at));
        });
        (id, said.expect("what was written"))
    }

    pub fn slot_of(&self, chat: &str) -> Option<usize> {
        self.slots.iter().position(|slot| slot.chat == chat)
    }

    async fn prepare(mut self) -> Self {
        self.add_line();
        let app = App::start(self.place.config(), Clock::system()).await.expect("Relevo starts");
        let server = web::serve(&app).await.expect("the panel is served");
        let handle = server.handle.clone();
        let serving = actix_web::rt::spawn(server.running);
        let phone = |person: &Person| Phone::from_digits(&person.phone).unwrap();

        let boss = self.fake.person("Jefa", "5493815559999", "2003003000000");
        for (kind, name) in [(GroupKind::Support, MAIN), (GroupKind::Supervisor, "Supervisión")] {
            app.engine
                .add_group(LINE, kind, name.into(), Some(phone(&boss)), None, Default::default())
                .await
                .unwrap();
            self.until(name, |scene| scene.group(name).is_some()).await;
        }
        self.main = self.group(MAIN).unwrap();
        for (n, agent) in self.agents.clone().into_iter().enumerate() {
            let adding = app.engine.add_agent(
                LINE,
                agent.name.clone(),
                phone(&agent),
                true,
                SLOTS_EACH,
                Vec::new(),
            );
            adding.await.unwrap();
            let ask = format!("👋 {}", agent.name);
            self.until(&ask, |scene| scene.posted(&ask).is_some()).await;
            let asked = self.posted(&ask).unwrap();
            self.fake.group_say(&agent, &self.main, "LISTO", Some(&asked));
            let confirmed = format!("✅ Listo, {}", agent.name);
            self.until(&confirmed, |scene| scene.posted(&confirmed).is_some()).await;
            let first_name = agent.name.split(' ').next().unwrap();
            for number in 1..=SLOTS_EACH {
                let name = format!("Chat soporte {first_name} N°{number}");
                self.until(&name, |scene| scene.group(&name).is_some()).await;
                self.slots.push(SlotChat { chat: self.group(&name).unwrap(), name, agent: n });
            }
        }
        self.until("all steps done", |_| app.engine.waiting() == 0).await;
        assert_eq!(self.fake.settled().await, 0, "no webhook was given up");
        self.hook = self.webhook();
        handle.stop(true).await;
        serving.await.expect("the server ends").expect("the server ends well");
        app.stop().await;
        self.prelude = self.fake.sent().len();
        self
    }

    fn add_line(&self) {
        let config = self.place.config();
        let database = Database::open(&config.database()).unwrap();
        let vault = Vault::open(&config.data).unwrap();
        let webhook =
            WebhookSecrets { path: "p4th-of-the-hook".into(), header: "h34der-of-the-hook".into() };
        let secret = EvolutionSecret { config: self.fake.config(), webhook };
        let settings = LineSettings {
            intake: IntakeMode::Direct,
            reopen: false,
            messages_per_minute: u32::MAX,
            group_spacing_ms: 0,
            step_spacing_ms: 0,
            sends_per_second: 1_000.0,
            send_burst: 1_000.0,
            ..LineSettings::default()
        };
        let line = NewLine {
            name: "Soporte".into(),
            gateway: GatewayKind::Evolution.name().into(),
            settings,
            secret: Some(vault.seal(&serde_json::to_string(&secret).unwrap()).unwrap()),
            webhook_token_hash: None,
            created_at: Timestamp(1),
        };
        assert_eq!(lines::create(&mut database.writer().unwrap(), &line).unwrap(), LINE);
    }

    fn group(&self, name: &str) -> Option<String> {
        self.fake.groups().into_iter().find(|(_, subject)| subject == name).map(|(chat, _)| chat)
    }

    /// The id of a message of Relevo's in the main group that begins so.
    fn posted(&self, beginning: &str) -> Option<String> {
        let sent = self.fake.sent().into_iter().rev();
        sent.filter(|message| message.chat == self.main)
            .find(|message| message.text.starts_with(beginning))
            .map(|message| message.id)
    }

    fn webhook(&self) -> (String, Vec<(String, String)>) {
        let asked = self.fake.asked();
        let set = asked.iter().rev().find(|asked| asked.path.contains("webhook/set")).unwrap();
        let hook = &set.body["webhook"];
        let headers = hook["headers"].as_object().unwrap().iter();
        let headers = headers.map(|(name, value)| (name.clone(), value.as_str().unwrap().into()));
        (hook["url"].as_str().unwrap().into(), headers.collect())
    }

    async fn until(&self, what: &str, condition: impl Fn(&Self) -> bool) {
        let wait = async {
            while !condition(self) {
                tokio::time::sleep(Duration::from_millis(5)).await;
            }
        };
        let came = tokio::time::timeout(PATIENCE, wait).await;
        assert!(came.is_ok(), "never came: {what}\n{:#?}", self.fake.sent());
    }
}
