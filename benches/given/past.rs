//! A panel of a house with a past, asked as browsers ask.
#![allow(clippy::cast_possible_wrap, reason = "few agents")]

use std::sync::mpsc;

use actix_web::App as HttpApp;
use actix_web::body::to_bytes;
use actix_web::http::{StatusCode, header};
use actix_web::test::{TestRequest, call_service, init_service};
use actix_web::web::Data;
use relevo::app::App;
use relevo::config::Config;
use relevo::domain::agent::slot_id;
use relevo::domain::event::Event;
use relevo::domain::identity::Identity;
use relevo::domain::ids::{AgentId, GroupId, LineId, Timestamp};
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

const LINE: LineId = LineId(1);

/// A house, and its administrator's session.
pub struct Past {
    panel: Data<Panel>,
    token: Token,
    _app: App,
    _data: tempfile::TempDir,
}

impl Past {
    /// With so many cases that are over, of two years, and 200 that wait.
    pub async fn of(closed: u64) -> Self {
        let data = tempfile::tempdir().expect("a folder");
        let config = Config { data: data.path().to_owned(), ..Config::default() };
        let database = Database::open(&config.database()).expect("a database");
        fill(&database, closed);
        let app = App::start(config, Clock::system()).await.expect("relevo starts");
        let accounts = Accounts::new(&database).expect("accounts");
        let user = NewUser {
            login: "mariela".into(),
            name: "Mariela Paz".into(),
            role: Role::Admin,
            password_hash: "x".into(),
            language: Language::Es,
            created_at: Timestamp(1),
        };
        let id = users::create(&mut database.writer().expect("a writer"), &user).expect("a user");
        let (token, now) = (Token::random().expect("a token"), Clock::system().now());
        let day = now.plus(86_400_000);
        accounts.begin_session(token.hash(), id, now, day).await.expect("a session");
        let settings = WebSettings::plain();
        let panel = Panel::new(app.engine.clone(), database.readers(), accounts, settings);
        Self { panel: Data::new(panel), token, _app: app, _data: data }
    }

    /// A page, from the request to its last byte; the answer is its length.
    pub async fn page(&self, address: &str) -> usize {
        let app = HttpApp::new().app_data(self.panel.clone()).configure(routes::configure);
        let cookie = format!("relevo_sesion={}", self.token.text());
        let request = TestRequest::get().uri(address).insert_header((header::COOKIE, cookie));
        let response = call_service(&init_service(app).await, request.to_request()).await;
        assert_eq!(response.status(), StatusCode::OK, "{address}");
        to_bytes(response.into_body()).await.map_or(0, |body| body.len())
    }
}

fn fill(database: &Database, closed: u64) {
    let now = Clock::system().now();
    let line = NewLine {
        name: "bench".into(),
        gateway: "simulator".into(),
        settings: LineSettings::default(),
        secret: None,
        webhook_token_hash: None,
        created_at: now,
    };
    lines::create(&mut database.writer().expect("a writer"), &line).expect("a line");
    let (tell, verdicts) = mpsc::channel();
    let (journal, thread) = database
        .start_journal(move |verdict| tell.send(verdict).unwrap_or_default())
        .expect("a journal");
    journal.submit(Change {
        line: LINE,
        epoch: 1,
        at: now,
        events: people(20, now),
        drafts: Vec::new(),
        receipts: Vec::new(),
        calls: Vec::new(),
    });
    verdicts.recv().expect("a verdict");
    drop(journal);
    thread.join().expect("an end");
    let plan = History {
        closed,
        messages_per_ticket: 4,
        customers: closed / 3,
        open: 200,
        seen: 0,
        ..History::until(now)
    };
    history::fill(database, LINE, &plan, |_| {}).expect("a history");
}

fn people(agents: i64, at: Timestamp) -> Vec<Event> {
    let mut events = Vec::new();
    for (n, kind) in (1..).zip(GroupKind::ALL) {
        let (group, name) = (GroupId(n), format!("Grupo {n}"));
        events.push(Event::GroupPlanned { group, kind, name: name.clone() });
        events.push(Event::GroupReady { group, chat: format!("12036300{n}@g.us").into(), name });
    }
    for n in 1..=agents {
        let (agent, name) = (AgentId(n), format!("Agente {n}"));
        let phone = Phone::from_digits(&format!("549381{:07}", 1_000_000 + n)).expect("a number");
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
