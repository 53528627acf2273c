//! A company on the simulator, with the real engine and a real database: what the engine's tests act on.

use std::sync::Arc;
use std::time::Duration;

use relevo::app::App;
use relevo::config::Config;
use relevo::domain::ids::{ChatId, LineId, WaId};
use relevo::domain::phone::Phone;
use relevo::domain::settings::{GroupKind, LineSettings};
use relevo::engine::Clock;
use relevo::gateway::simulator::{Author, ChatView, PersonId, PersonKind, RowView, Simulator};

/// Nothing that a test waits for takes longer, unless it never comes.
const PATIENCE: Duration = Duration::from_secs(30);
pub const LINE: LineId = LineId(1);

pub struct Company {
    pub app: App,
    pub sim: Arc<Simulator>,
    pub clock: Clock,
    data: tempfile::TempDir,
    database_url: Option<String>,
}

impl Company {
    pub async fn open() -> Self {
        Self::open_on(None).await
    }

    pub async fn open_on(database_url: Option<String>) -> Self {
        let data = tempfile::tempdir().unwrap();
        let clock = Clock::system();
        let app = start(&data, database_url.clone(), &clock).await;
        let sim = app.engine.simulator(LINE).unwrap();
        Self { app, sim, clock, data, database_url }
    }

    /// Stops everything and starts it again on the same data.
    pub async fn restart(self) -> Self {
        let Self { app, clock, data, database_url, sim } = self;
        app.stop().await;
        drop((app, sim));
        let app = start(&data, database_url.clone(), &clock).await;
        let sim = app.engine.simulator(LINE).unwrap();
        Self { app, sim, clock, data, database_url }
    }

    pub fn database_file(&self) -> std::path::PathBuf {
        self.data.path().join("relevo.db")
    }

    /// The three groups, two agents with two personal groups each, both registered.
    pub async fn set_up(&self) -> [PersonId; 2] {
        let engine = &self.app.engine;
        for (kind, name) in [
            (GroupKind::Support, "Soporte"),
            (GroupKind::Sales, "Ventas"),
            (GroupKind::Supervisor, "Supervisión"),
        ] {
            engine
                .add_group(LINE, kind, name.into(), None, None, Default::default())
                .await
                .unwrap();
        }
        self.until("three groups", |company| company.chat("Supervisión").is_some()).await;
        let mut people = Vec::new();
        for (name, number) in [("Juan Pérez", "3815551234"), ("Carla Ibáñez", "3815552210")] {
            let phone = Phone::parse(number, "AR").unwrap();
            let person = self.sim.add_person(name, &phone, PersonKind::Agent).unwrap();
            engine.add_agent(LINE, name.into(), phone, true, 2, Vec::new()).await.unwrap();
            let first = name.split(' ').next().unwrap();
            let last_group = format!("Chat soporte {first} N°2");
            self.until(&last_group, |company| company.chat(&last_group).is_some()).await;
            let asked = self.see("Soporte", name).await;
            self.write_in("Soporte", person, "listo!", Some(&asked.id));
            self.see("Soporte", "registr").await;
            people.push(person);
        }
        [people[0], people[1]]
    }

    pub fn chat(&self, subject: &str) -> Option<ChatView> {
        self.sim.chats().into_iter().find(|chat| chat.subject == subject)
    }

    pub fn rows(&self, subject: &str) -> Vec<RowView> {
        self.chat(subject).map(|chat| chat.rows).unwrap_or_default()
    }

    pub fn customer(&self, name: &str) -> PersonId {
        self.sim.phones().into_iter().find(|phone| phone.name == name).unwrap().person
    }

    pub fn direct(&self, person: PersonId) -> Vec<RowView> {
        self.sim.phone(person).unwrap().direct
    }

    pub fn write(&self, person: PersonId, text: &str) -> WaId {
        self.sim.write_dm(person, text, None).unwrap()
    }

    pub fn write_in(
        &self,
        subject: &str,
        person: PersonId,
        text: &str,
        quote: Option<&WaId>,
    ) -> WaId {
        let chat: ChatId = self.chat(subject).unwrap().chat;
        self.sim.write_group(person, &chat, text, quote).unwrap()
    }

    /// Waits until a text of Relevo's with these words is in a group; the newest counts.
    pub async fn see(&self, subject: &str, words: &str) -> RowView {
        self.until(&format!("«{words}» in {subject}"), |company| {
            company.find(subject, words).is_some()
        })
        .await;
        self.find(subject, words).unwrap()
    }

    pub fn find(&self, subject: &str, words: &str) -> Option<RowView> {
        let rows = self.rows(subject);
        rows.into_iter().rev().find(|row| row.by == Author::Line && row.text.contains(words))
    }

    /// Waits until a text of Relevo's with these words is on a customer's phone.
    pub async fn hear(&self, person: PersonId, words: &str) -> RowView {
        let find = |company: &Self| {
            company
                .direct(person)
                .into_iter()
                .rev()
                .find(|row| row.by == Author::Line && row.text.contains(words))
        };
        self.until(&format!("«{words}» on the customer's phone"), |company| {
            find(company).is_some()
        })
        .await;
        find(self).unwrap()
    }

    /// Moves the clock.
    pub fn later(&self, ms: i64) {
        self.app.engine.advance(ms);
    }

    /// Waits for a condition, looking again whenever a phone or the store changes.
    pub async fn until(&self, what: &str, condition: impl Fn(&Self) -> bool) {
        let (mut changes, mut feed) = (self.sim.changes(), self.app.engine.changes());
        let wait = async {
            while !condition(self) {
                tokio::select! {
                    changed = changes.changed() => changed.unwrap(),
                    told = feed.recv() => drop(told),
                }
            }
        };
        if tokio::time::timeout(PATIENCE, wait).await.is_err() {
            let chats: Vec<String> = self
                .sim
                .chats()
                .iter()
                .map(|chat| format!("{}:\n{}", chat.subject, lines(&chat.rows)))
                .collect();
            let phones: Vec<String> = self
                .sim
                .phones()
                .iter()
                .map(|phone| format!("{}:\n{}", phone.name, lines(&phone.direct)))
                .collect();
            panic!("never came: {what}\n{}\n{}", chats.join("\n"), phones.join("\n"));
        }
    }
}

async fn start(data: &tempfile::TempDir, database_url: Option<String>, clock: &Clock) -> App {
    let config = Config { data: data.path().to_owned(), database_url, ..Config::default() };
    let app = App::start(config, clock.clone()).await.unwrap();
    // Nobody watches: groups need not be spaced.
    let settings = app.engine.lines()[0].settings.clone();
    let settings = LineSettings { group_spacing_ms: 0, step_spacing_ms: 0, ..settings };
    app.engine.change_settings(LINE, settings);
    app
}

pub fn lines(rows: &[RowView]) -> String {
    rows.iter()
        .map(|row| format!("  {}: {}\n", row.author, row.text.replace('\n', " / ")))
        .collect()
}
