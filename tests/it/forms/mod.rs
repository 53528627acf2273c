//! Forms as browsers send them: twice, at once, and after going back.

mod hostile;

use actix_web::App;
use actix_web::http::{StatusCode, header};
use actix_web::test::{TestRequest, call_service, init_service};
use actix_web::web::Data;
use relevo::app;
use relevo::config::Config;
use relevo::domain::ids::{LineId, Timestamp};
use relevo::domain::settings::Language;
use relevo::engine::Clock;
use relevo::store::audit::{self, DeedFilter};
use relevo::store::groups;
use relevo::store::users::{NewUser, Role};
use relevo::web::accounts::Accounts;
use relevo::web::house::Panel;
use relevo::web::routes;
use relevo::web::secret::Token;
use relevo::web::settings::WebSettings;

const LINE: LineId = LineId(1);

#[actix_web::test]
async fn a_form_that_is_sent_twice_is_carried_out_once() {
    let house = House::open().await;
    let form = house.group_form("🎫 Soporte - Andina");
    let (first, second) =
        tokio::join!(house.post("/ajustes/grupos", &form), house.post("/ajustes/grupos", &form));
    assert_eq!((first.0, second.0), (StatusCode::SEE_OTHER, StatusCode::SEE_OTHER));
    assert_eq!(first.1, second.1, "both are led to the same page");
    // Back, and sent once more.
    assert_eq!(house.post("/ajustes/grupos", &form).await, first);
    assert_eq!((house.planned(), house.deeds()), (1, 1));
    // The page was opened anew: this is another form.
    let again = house.group_form("🎫 Soporte - Andina");
    assert_eq!(house.post("/ajustes/grupos", &again).await.0, StatusCode::SEE_OTHER);
    assert_eq!((house.planned(), house.deeds()), (2, 2));
    house.close().await;
}

#[actix_web::test]
async fn a_form_that_was_turned_down_can_be_sent_again_as_it_is() {
    let house = House::open().await;
    let form = house.group_form("");
    for _ in 0..2 {
        let answer = house.post("/ajustes/grupos", &form).await;
        assert_eq!(answer, (StatusCode::UNPROCESSABLE_ENTITY, String::new()));
    }
    assert_eq!(house.planned(), 0);
    house.close().await;
}

/// The panel of a fresh start, and its administrator.
struct House {
    app: app::App,
    panel: Data<Panel>,
    token: Token,
    _data: tempfile::TempDir,
}

impl House {
    async fn open() -> Self {
        let data = tempfile::tempdir().unwrap();
        let config = Config { data: data.path().to_owned(), ..Config::default() };
        let app = app::App::start(config, Clock::system()).await.unwrap();
        let accounts = Accounts::new(&app.database).unwrap();
        let user = NewUser {
            login: "ana".into(),
            name: "Ana".into(),
            role: Role::Admin,
            password_hash: "x".into(),
            language: Language::Es,
            created_at: Timestamp(1),
        };
        let user = accounts.add_first(user).await.unwrap().unwrap();
        let (token, now) = (Token::random().unwrap(), app.engine.clock().now());
        accounts.begin_session(token.hash(), user, now, now.plus(3_600_000)).await.unwrap();
        let readers = app.database.readers();
        let panel = Panel::new(app.engine.clone(), readers, accounts, WebSettings::plain());
        Self { app, panel: Data::new(panel), token, _data: data }
    }

    /// The form of a page that was just opened.
    fn group_form(&self, name: &str) -> Vec<(&'static str, String)> {
        vec![
            ("csrf", self.token.form_value().unwrap()),
            ("linea", LINE.to_string()),
            ("tipo", "support".into()),
            ("nombre", name.into()),
        ]
    }

    async fn post(&self, address: &str, form: &[(&str, String)]) -> (StatusCode, String) {
        let app = App::new().app_data(self.panel.clone()).configure(routes::configure);
        let cookie = (header::COOKIE, format!("relevo_sesion={}", self.token.text()));
        let request = TestRequest::post().uri(address).insert_header(cookie).set_form(form);
        let answer = call_service(&init_service(app).await, request.to_request()).await;
        let to = answer.headers().get(header::LOCATION);
        (answer.status(), to.map(|to| to.to_str().unwrap().to_owned()).unwrap_or_default())
    }

    /// Main groups that are there or being created.
    fn planned(&self) -> usize {
        let mut conn = self.app.database.readers().get().unwrap();
        groups::all(&mut conn, LINE).unwrap().len()
    }

    /// Rows of the audit trail.
    fn deeds(&self) -> usize {
        let mut conn = self.app.database.readers().get().unwrap();
        audit::list(&mut conn, &DeedFilter::default(), None, 100).unwrap().len()
    }

    async fn close(self) {
        self.app.stop().await;
    }
}
