//! The panel over a running company, and people of every role who ask it for things.

use actix_web::App;
use actix_web::http::{StatusCode, header};
use actix_web::test::{TestRequest, call_service, init_service, read_body};
use actix_web::web::{Bytes, Data};
use relevo::domain::ids::Timestamp;
use relevo::domain::settings::Language;
use relevo::store::audit::{self, Deed, DeedFilter};
use relevo::store::users::{self, NewUser, Role, UserId};
use relevo::web::accounts::Accounts;
use relevo::web::house::Panel;
use relevo::web::password::hash_now;
use relevo::web::routes;
use relevo::web::secret::Token;
use relevo::web::settings::WebSettings;

use crate::engine::company::Company;

pub const PASSWORD: &str = "tres caballos verdes";

pub struct House {
    pub company: Company,
    pub panel: Data<Panel>,
}

/// Somebody who is signed in, and how their browser presents itself.
#[derive(Clone)]
pub struct Person {
    pub id: UserId,
    pub token: Token,
    /// The token that their forms were made with.
    pub first: Token,
}

/// What the server answered.
pub struct Answer {
    pub status: StatusCode,
    pub headers: header::HeaderMap,
    pub body: Bytes,
}

impl Answer {
    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).map(|value| value.to_str().unwrap()).unwrap_or_default()
    }

    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    /// The session cookie that was set.
    pub fn token(&self) -> Option<Token> {
        self.cookie("relevo_sesion=").and_then(|value| Token::read(&value))
    }

    pub fn cookie(&self, begins: &str) -> Option<String> {
        let cookies = self.headers.get_all("set-cookie").filter_map(|cookie| cookie.to_str().ok());
        let mut values = cookies.filter_map(|cookie| cookie.strip_prefix(begins));
        Some(values.next()?.split(';').next()?.to_owned())
    }
}

impl House {
    pub async fn open() -> Self {
        Self::over(Company::open().await)
    }

    pub fn over(company: Company) -> Self {
        let database = &company.app.database;
        let accounts = Accounts::new(database).unwrap();
        let engine = company.app.engine.clone();
        let panel = Panel::new(engine, database.readers(), accounts, WebSettings::plain());
        Self { company, panel: Data::new(panel) }
    }

    /// Everything stopped and started again on the same data.
    pub async fn restart(self) -> Self {
        let Self { company, panel } = self;
        drop(panel);
        Self::over(company.restart().await)
    }

    /// A user with a password, signed in.
    pub async fn user(&self, login: &str, role: Role) -> Person {
        let new = NewUser {
            login: login.into(),
            name: format!("{login} Paz"),
            role,
            password_hash: hash_now(PASSWORD).unwrap(),
            language: Language::Es,
            created_at: Timestamp(1),
        };
        let id = users::create(&mut self.company.app.database.writer().unwrap(), &new).unwrap();
        self.sign_in(id).await
    }

    pub async fn sign_in(&self, id: UserId) -> Person {
        let (token, now) = (Token::random().unwrap(), self.panel.now());
        let accounts = self.panel.accounts();
        accounts.begin_session(token.hash(), id, now, now.plus(12 * 3_600_000)).await.unwrap();
        Person { id, first: token.clone(), token }
    }

    pub async fn get(&self, who: Option<&Person>, path: &str) -> Answer {
        self.ask(with_cookie(TestRequest::get().uri(path), who)).await
    }

    /// As a browser opens a page.
    pub async fn visit(&self, who: &Person, path: &str) -> Answer {
        let request = TestRequest::get().uri(path).insert_header(("accept", "text/html,*/*"));
        self.ask(with_cookie(request, Some(who))).await
    }

    /// A form of the panel's own.
    pub async fn post(&self, who: &Person, path: &str, fields: &[(&str, &str)]) -> Answer {
        let csrf = who.first.form_value().unwrap();
        let fields: Vec<(&str, &str)> =
            fields.iter().copied().chain([("csrf", csrf.as_str())]).collect();
        self.ask(with_cookie(TestRequest::post().uri(path).set_form(fields), Some(who))).await
    }

    /// A form of a page that is open to all.
    pub async fn post_open(&self, path: &str, fields: &[(&str, &str)]) -> Answer {
        let door = Token::random().unwrap();
        let csrf = door.form_value().unwrap();
        let fields: Vec<(&str, &str)> =
            fields.iter().copied().chain([("csrf", csrf.as_str())]).collect();
        let cookie = format!("relevo_entrada={}", door.text());
        let request = TestRequest::post().uri(path).insert_header((header::COOKIE, cookie));
        self.ask(request.set_form(fields)).await
    }

    pub async fn log_in(&self, login: &str, password: &str) -> Answer {
        self.post_open("/login", &[("usuario", login), ("clave", password)]).await
    }

    pub async fn ask(&self, request: TestRequest) -> Answer {
        let request = request.peer_addr(([203, 0, 113, 9], 5_000).into());
        let app = App::new().app_data(self.panel.clone()).configure(routes::configure);
        let response = call_service(&init_service(app).await, request.to_request()).await;
        let (status, headers) = (response.status(), response.headers().clone());
        let endless = headers
            .get("content-type")
            .is_some_and(|kind| kind == "text/event-stream; charset=utf-8");
        let body = if endless { Bytes::new() } else { read_body(response).await };
        Answer { status, headers, body }
    }

    /// What was done, newest first.
    pub fn deeds(&self) -> Vec<Deed> {
        let mut conn = self.company.app.database.readers().get().unwrap();
        let all = audit::list(&mut conn, &DeedFilter::default(), None, 1_000).unwrap();
        all.into_iter().map(|(_, deed)| deed).collect()
    }

    pub async fn close(self) {
        self.company.app.stop().await;
    }
}

pub fn with_cookie(request: TestRequest, who: Option<&Person>) -> TestRequest {
    match who {
        Some(who) => {
            request.insert_header((header::COOKIE, format!("relevo_sesion={}", who.token.text())))
        }
        None => request,
    }
}
