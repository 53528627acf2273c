//! A company with a past, its panel, and who looks at it.

use std::pin::Pin;
use std::sync::mpsc;
use std::time::Duration;

use actix_web::App as HttpApp;
use actix_web::body::MessageBody;
use actix_web::http::{StatusCode, header};
use actix_web::test::{TestRequest, call_service, init_service, read_body};
use actix_web::web::{Bytes, Data};
use relevo::app::App;
use relevo::config::Config;
use relevo::domain::agent::slot_id;
use relevo::domain::event::Event;
use relevo::domain::identity::Identity;
use relevo::domain::ids::{AgentId, GroupId, LineId, Timestamp};
use relevo::domain::outcome::Outcome;
use relevo::domain::phone::Phone;
use relevo::domain::provisioning::Membership;
use relevo::domain::registration::Proof;
use relevo::domain::settings::{GroupKind, Language, LineSettings};
use relevo::engine::Clock;
use relevo::load::history::{self, History};
use relevo::store::Database;
use relevo::store::journal::Change;
use relevo::store::lines::{self, NewLine};
use relevo::store::users::{self, NewUser, Role};
use relevo::web::accounts::Accounts;
use relevo::web::house::Panel;
use relevo::web::routes;
use relevo::web::secret::Token;
use relevo::web::settings::WebSettings;

pub const LINE: LineId = LineId(1);
const PATIENCE: Duration = Duration::from_secs(30);

pub struct House {
    pub app: App,
    pub panel: Data<Panel>,
    database: Database,
    _data: tempfile::TempDir,
}

/// Somebody who is signed in.
pub struct Guest(Token);

pub struct Answer {
    pub status: StatusCode,
    pub body: Bytes,
}

impl Answer {
    pub fn html(&self) -> String {
        assert_eq!(self.status, StatusCode::OK);
        String::from_utf8(self.body.to_vec()).unwrap()
    }
}

impl House {
    /// With so many cases that are over, and so many that wait.
    pub async fn with(closed: u64, open: u64) -> Self {
        let data = tempfile::tempdir().unwrap();
        let config = Config { data: data.path().to_owned(), ..Config::default() };
        let database = Database::open(&config.database()).unwrap();
        fill(&database, closed, open);
        let app = App::start(config, Clock::system()).await.unwrap();
        let accounts = Accounts::new(&database).unwrap();
        let settings = WebSettings::plain();
        let panel = Panel::new(app.engine.clone(), database.readers(), accounts, settings);
        Self { app, panel: Data::new(panel), database, _data: data }
    }

    pub async fn guest(&self, login: &str, role: Role, attends: Option<i64>) -> Guest {
        let user = NewUser {
            login: login.into(),
            name: login.into(),
            role,
            password_hash: "x".into(),
            language: Language::Es,
            created_at: Timestamp(1),
        };
        let mut conn = self.database.writer().unwrap();
        let id = users::create(&mut conn, &user).unwrap();
        users::set_attends(&mut conn, id, attends.map(|agent| (LINE, AgentId(agent)))).unwrap();
        drop(conn);
        let (token, now) = (Token::random().unwrap(), self.panel.now());
        let accounts = self.panel.accounts();
        accounts.begin_session(token.hash(), id, now, now.plus(3_600_000)).await.unwrap();
        Guest(token)
    }

    pub async fn get(&self, guest: &Guest, address: &str) -> Answer {
        self.get_with(guest, address, &[]).await
    }

    pub async fn get_with(&self, guest: &Guest, address: &str, headers: &[(&str, &str)]) -> Answer {
        let app = HttpApp::new().app_data(self.panel.clone()).configure(routes::configure);
        let response =
            call_service(&init_service(app).await, guest.asks(address, headers).to_request()).await;
        Answer { status: response.status(), body: read_body(response).await }
    }

    /// A form of a page that was just opened.
    pub async fn post(&self, guest: &Guest, address: &str, fields: &[(&str, &str)]) -> Answer {
        let app = HttpApp::new().app_data(self.panel.clone()).configure(routes::configure);
        let known = self.panel.accounts().session(guest.0.hash(), self.panel.now()).await;
        let csrf = known.unwrap().unwrap().forms.form_value().unwrap();
        let form: Vec<(&str, &str)> =
            fields.iter().copied().chain([("csrf", csrf.as_str())]).collect();
        let cookie = format!("relevo_sesion={}", guest.0.text());
        let request = TestRequest::post().uri(address).insert_header((header::COOKIE, cookie));
        let response =
            call_service(&init_service(app).await, request.set_form(form).to_request()).await;
        Answer { status: response.status(), body: read_body(response).await }
    }

    /// What a live page is told until it has been told this.
    pub async fn listens(
        &self,
        guest: &Guest,
        address: &str,
        headers: &[(&str, &str)],
        until: &str,
    ) -> String {
        let app = HttpApp::new().app_data(self.panel.clone()).configure(routes::configure);
        let response =
            call_service(&init_service(app).await, guest.asks(address, headers).to_request()).await;
        assert_eq!(response.status(), StatusCode::OK);
        let mut body = Box::pin(response.into_body());
        let mut told = String::new();
        let listening = async {
            while !told.contains(until) {
                let piece = std::future::poll_fn(|cx| Pin::as_mut(&mut body).poll_next(cx)).await;
                told.push_str(std::str::from_utf8(&piece.unwrap().unwrap()).unwrap());
            }
        };
        let in_time = tokio::time::timeout(PATIENCE, listening).await;
        assert!(in_time.is_ok(), "«{until}» is not in: {told}");
        told
    }

    /// Facts, as an owner of the line decides them.
    pub fn happens(&self, events: Vec<Event>) {
        let run = self.app.engine.run(LINE).unwrap();
        run.house.submit(Outcome { events, ..Outcome::default() });
    }
}

impl Guest {
    fn asks(&self, address: &str, headers: &[(&str, &str)]) -> TestRequest {
        let cookie = format!("relevo_sesion={}", self.0.text());
        let request = TestRequest::get().uri(address).insert_header((header::COOKIE, cookie));
        headers.iter().fold(request, |request, header| request.insert_header(*header))
    }
}

pub fn fill(database: &Database, closed: u64, open: u64) {
    let now = Clock::system().now();
    let line = NewLine {
        name: "Línea".into(),
        gateway: "simulator".into(),
        settings: LineSettings::default(),
        secret: None,
        webhook_token_hash: None,
        created_at: now,
    };
    lines::create(&mut database.writer().unwrap(), &line).unwrap();
    let (tell, verdicts) = mpsc::channel();
    let (journal, thread) =
        database.start_journal(move |verdict| tell.send(verdict).unwrap_or_default()).unwrap();
    let (receipts, calls, drafts) = (Vec::new(), Vec::new(), Vec::new());
    journal.submit(Change {
        line: LINE,
        epoch: 1,
        at: now,
        events: people(now),
        drafts,
        receipts,
        calls,
    });
    verdicts.recv().unwrap();
    drop(journal);
    thread.join().unwrap();
    let plan =
        History { closed, messages_per_ticket: 2, customers: 2_000, open, seen: 0, days: 30, now };
    history::fill(database, LINE, &plan, |_| {}).unwrap();
}

/// Three main groups, and six agents with three slots each.
fn people(at: Timestamp) -> Vec<Event> {
    let mut events = Vec::new();
    for (n, kind) in (1..).zip(GroupKind::ALL) {
        let (group, name) = (GroupId(n), format!("Grupo principal {n}"));
        events.push(Event::GroupPlanned { group, kind, name: name.clone() });
        events.push(Event::GroupReady { group, chat: format!("12036300{n}@g.us").into(), name });
    }
    for n in 1..=6 {
        let (agent, name) = (AgentId(n), format!("Agente {n}"));
        let phone = Phone::from_digits(&format!("549381500000{n}")).unwrap();
        let identity = Identity::of_phone(phone.clone());
        events.push(Event::AgentAdded { agent, name, phone, active: true, wanted: 3, at });
        events.push(Event::AgentBound { agent, identity, proof: Proof::Number, at });
        let (group, membership) = (GroupId(1 + n % 2), Membership::Member);
        events.push(Event::MembershipChanged { agent, group, membership });
        for number in 1..=3 {
            let slot = slot_id(agent, number);
            let name = format!("Chat soporte Agente {n} N°{number}");
            events.push(Event::SlotPlanned { slot, agent, number, name });
            events.push(Event::SlotReady { slot, chat: format!("12036399{}@g.us", slot.0).into() });
        }
    }
    events
}
