//! A Relevo with its web server for webhooks, and somebody who is signed in to its panel.

use std::net::TcpListener;
use std::sync::Arc;
use std::time::Duration;

use actix_web::App as HttpApp;
use actix_web::dev::ServerHandle;
use actix_web::http::{StatusCode, header};
use actix_web::test::{TestRequest, call_service, init_service, read_body};
use actix_web::web::Data;
use relevo::app::App;
use relevo::config::Config;
use relevo::domain::ids::{LineId, Timestamp};
use relevo::domain::inbound::Connection;
use relevo::domain::settings::Language;
use relevo::engine::Clock;
use relevo::store::line_states::{self, LineState};
use relevo::store::users::{NewUser, Role};
use relevo::store::{Conn, outbox};
use relevo::web::accounts::Accounts;
use relevo::web::house::Panel;
use relevo::web::secret::Token;
use relevo::web::settings::WebSettings;
use relevo::web::{self, routes};

use crate::evolution::fake::{FakeEvolution, INSTANCE, KEY};

/// Nothing that a test waits for takes longer, unless it never comes.
const PATIENCE: Duration = Duration::from_secs(30);

pub type Form = Vec<(String, String)>;

pub fn form(pairs: &[(&str, &str)]) -> Form {
    pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
}

pub struct Office {
    pub app: App,
    panel: Data<Panel>,
    token: Token,
    port: u16,
    server: ServerHandle,
    data: tempfile::TempDir,
    role: Role,
}

pub struct Answer {
    pub status: StatusCode,
    pub text: String,
    /// The key of what is said on the next page.
    pub flash: String,
}

impl Office {
    /// With one line, on the simulator.
    pub async fn open(role: Role) -> Self {
        let free = TcpListener::bind(("127.0.0.1", 0)).unwrap().local_addr().unwrap().port();
        Self::on(tempfile::tempdir().unwrap(), role, free).await
    }

    /// Ends it and starts it again on the same data, under the same address.
    pub async fn start_again(self) -> Self {
        let Self { app, server, data, role, port, .. } = self;
        server.stop(true).await;
        app.stop().await;
        drop((app, self.panel));
        Self::on(data, role, port).await
    }

    async fn on(data: tempfile::TempDir, role: Role, port: u16) -> Self {
        let config = Config {
            data: data.path().to_owned(),
            listen: ([127, 0, 0, 1], port).into(),
            ..Config::default()
        };
        let app = App::start(config, Clock::system()).await.unwrap();
        let server = web::serve(&app).await.unwrap();
        actix_web::rt::spawn(server.running);
        let accounts = Accounts::new(&app.database).unwrap();
        let user = NewUser {
            login: "olga".into(),
            name: "Olga".into(),
            role,
            password_hash: "x".into(),
            language: Language::Es,
            created_at: Timestamp(1),
        };
        let user = match accounts.add_first(user).await.unwrap() {
            Some(user) => user,
            None => accounts.by_login("olga".into()).await.unwrap().unwrap().id,
        };
        let (token, now) = (Token::random().unwrap(), Clock::system().now());
        accounts.begin_session(token.hash(), user, now, now.plus(3_600_000)).await.unwrap();
        let settings = WebSettings::plain();
        let panel = Panel::new(app.engine.clone(), app.database.readers(), accounts, settings)
            .with_fleet(Arc::clone(&app.fleet));
        Self { app, panel: Data::new(panel), token, port, server: server.handle, data, role }
    }

    /// Adds a line on this server.
    pub async fn add(&self, fake: &FakeEvolution, name: &str) {
        let line = form(&[
            ("tipo", "evolution"),
            ("nombre", name),
            ("direccion", &fake.url()),
            ("clave", KEY),
            ("instancia", INSTANCE),
        ]);
        let answer = self.post("/ajustes/lineas/nueva", &line).await;
        assert_eq!(answer.flash, "flash-line-added", "{}", answer.text);
        let id = self.app.engine.lines().last().unwrap().id;
        self.until("it is connected", |office| {
            office.state(id) == Connection::Connected
                && office.states(id).last().is_some_and(|last| last.state == Connection::Connected)
        })
        .await;
    }

    pub fn state(&self, line: LineId) -> Connection {
        let lines = self.app.engine.lines();
        lines.iter().find(|info| info.id == line).unwrap().connection
    }

    /// How a line stood, as it is kept.
    pub fn states(&self, line: LineId) -> Vec<LineState> {
        self.read(|conn| line_states::since(conn, line, Timestamp(0), 99))
    }

    /// Messages of the first line that wait, and those that were given up.
    pub fn counts(&self) -> (u32, u32) {
        self.read(|conn| outbox::counts(conn, LineId(1)))
    }

    pub fn read<T>(&self, ask: impl FnOnce(&mut Conn) -> diesel::QueryResult<T>) -> T {
        ask(&mut self.app.database.readers().get().unwrap()).unwrap()
    }

    /// Waits for a condition, looking again and again: not everything that changes is told.
    pub async fn until(&self, what: &str, condition: impl Fn(&Self) -> bool) {
        let mut feed = self.app.engine.changes();
        let wait = async {
            while !condition(self) {
                let told = tokio::time::timeout(Duration::from_millis(50), feed.recv()).await;
                drop(told);
            }
        };
        assert!(tokio::time::timeout(PATIENCE, wait).await.is_ok(), "never came: {what}");
    }

    pub async fn get(&self, address: &str) -> Answer {
        self.ask(TestRequest::get().uri(address)).await
    }

    pub async fn post(&self, address: &str, form: &Form) -> Answer {
        let mut form = form.clone();
        form.push(("csrf".into(), self.token.form_value().unwrap()));
        self.ask(TestRequest::post().uri(address).set_form(form)).await
    }

    async fn ask(&self, request: TestRequest) -> Answer {
        let cookie = format!("relevo_sesion={}", self.token.text());
        let request = request.insert_header((header::COOKIE, cookie)).to_request();
        let app = HttpApp::new().app_data(self.panel.clone()).configure(routes::configure);
        let response = call_service(&init_service(app).await, request).await;
        let status = response.status();
        let cookies = response.headers().get_all(header::SET_COOKIE);
        let mut cookies = cookies.filter_map(|value| value.to_str().ok());
        let said = cookies.find_map(|cookie| cookie.strip_prefix("relevo_aviso=")).map(said);
        let body = read_body(response).await;
        Answer {
            status,
            text: String::from_utf8_lossy(&body).into_owned(),
            flash: said.unwrap_or_default(),
        }
    }

    pub async fn stop(self) {
        self.server.stop(true).await;
        self.app.stop().await;
    }
}

fn said(cookie: &str) -> String {
    use base64::Engine as _;
    let value = cookie.split(';').next().unwrap();
    let json = base64::prelude::BASE64_URL_SAFE_NO_PAD.decode(value).unwrap();
    let flash: serde_json::Value = serde_json::from_slice(&json).unwrap();
    flash["key"].as_str().unwrap_or_default().to_owned()
}
