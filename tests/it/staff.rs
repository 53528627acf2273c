//! The forms about groups and agents, as browsers send them: by whom, about what, and what is answered.

use actix_web::App;
use actix_web::http::{StatusCode, header};
use actix_web::test::{TestRequest, call_service, init_service, read_body};
use actix_web::web::Data;
use relevo::config::Config;
use relevo::domain::ids::{LineId, Timestamp};
use relevo::domain::settings::{GroupKind, Language};
use relevo::engine::Clock;
use relevo::store::users::{NewUser, Role};
use relevo::store::{agents, groups};
use relevo::web::accounts::Accounts;
use relevo::web::house::Panel;
use relevo::web::routes;
use relevo::web::secret::Token;
use relevo::web::settings::WebSettings;

const LINE: LineId = LineId(1);
/// Every form that changes groups or agents after they were made, with what it needs.
const FORMS: [(&str, &[(&str, &str)]); 9] = [
    ("/ajustes/grupos/1", &[("nombre", "Cobranzas")]),
    ("/ajustes/grupos/1/crear", &[("accion", "reintentar")]),
    ("/ajustes/grupos/1/retirar", &[("accion", "retirar")]),
    ("/ajustes/grupos/1/invitar", &[("agente", "1")]),
    ("/ajustes/grupos/1/sacar", &[("agente", "1")]),
    ("/agentes/1/invitar", &[("grupo", "101")]),
    ("/agentes/1/deshacer", &[]),
    ("/agentes/1/borrar", &[]),
    ("/trabajos/1", &[("accion", "abandonar")]),
];

#[actix_web::test]
async fn only_who_administers_may_change_groups_and_agents() {
    for role in [Role::Operator, Role::Supervisor] {
        let office = Office::open(role).await;
        for (address, fields) in FORMS {
            let (status, _) = office.post(address, fields).await;
            assert_eq!(status, StatusCode::FORBIDDEN, "{address}");
        }
        let (status, html) = office.get("/ajustes/grupos?adoptar=support").await;
        if role == Role::Operator {
            assert_eq!(status, StatusCode::FORBIDDEN);
        } else {
            assert_eq!(status, StatusCode::OK);
        }
        assert!(!html.contains("class=\"dialog\"") && !html.contains("retirar"), "{html}");
        office.close().await;
    }
}

#[actix_web::test]
async fn what_is_not_there_or_not_understood_is_said_and_changes_nothing() {
    let office = Office::open(Role::Admin).await;
    for (address, fields) in FORMS {
        let missing = address.replace("/1", "/977");
        let (status, _) = office.post(&missing, fields).await;
        assert!([StatusCode::SEE_OTHER, StatusCode::NOT_FOUND].contains(&status), "{missing}");
        let (status, _) = office.post(address, &[("linea", "x"), ("accion", "\u{202e}")]).await;
        assert!(
            status.is_client_error() || status == StatusCode::UNPROCESSABLE_ENTITY,
            "{address}"
        );
        let mut unsigned = TestRequest::post().uri(address);
        unsigned = unsigned.insert_header(office.cookie()).set_form([("linea", "1")]);
        assert!(office.ask(unsigned).await.0.is_client_error(), "{address} without its token");
    }
    for query in
        ["adoptar=%FF", "adoptar=support", "adoptar=otro", "linea=9&adoptar=sales", "linea=x"]
    {
        let (status, _) = office.get(&format!("/ajustes/grupos?{query}")).await;
        assert!(!status.is_server_error(), "{query}: {status}");
    }
    let shown = office.groups();
    assert_eq!(shown, [("Soporte".to_owned(), String::new())]);
    office.close().await;
}

#[actix_web::test]
async fn a_group_is_named_and_labelled_and_what_was_typed_stays_where_it_cannot_be_used() {
    let office = Office::open(Role::Admin).await;
    let long = "x".repeat(41);
    let wrong = [("linea", "1"), ("nombre", ""), ("especialidad", long.as_str()), ("turno", "<b>")];
    let (status, html) = office.post("/ajustes/grupos/1", &wrong).await;
    assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(html.contains("Falta completar este dato") && html.contains(&long), "{html}");
    assert!(!html.contains("<b>\""), "{html}");
    let right = [("linea", "1"), ("nombre", "Cobranzas"), ("especialidad", "Facturas")];
    let (status, _) = office.post("/ajustes/grupos/1", &right).await;
    assert_eq!(status, StatusCode::SEE_OTHER);
    office
        .until(|office| office.groups() == [("Cobranzas".to_owned(), "Facturas".to_owned())])
        .await;
    let (status, _) = office.post("/agentes/1/borrar", &[("linea", "1")]).await;
    assert_eq!(status, StatusCode::SEE_OTHER);
    let (status, _) = office.get("/agentes/1").await;
    assert_eq!(status, StatusCode::NOT_FOUND, "who was deleted has no page");
    office.close().await;
}

struct Office {
    app: relevo::app::App,
    panel: Data<Panel>,
    token: Token,
    _data: tempfile::TempDir,
}

impl Office {
    /// A simulated line with one main group and one agent, and somebody signed in.
    async fn open(role: Role) -> Self {
        let data = tempfile::tempdir().unwrap();
        let config = Config { data: data.path().to_owned(), ..Config::default() };
        let app = relevo::app::App::start(config, Clock::system()).await.unwrap();
        let accounts = Accounts::new(&app.database).unwrap();
        let user = NewUser {
            login: "ana".into(),
            name: "Ana".into(),
            role,
            password_hash: "x".into(),
            language: Language::Es,
            created_at: Timestamp(1),
        };
        let user = accounts.add_first(user).await.unwrap().unwrap();
        let token = Token::random().unwrap();
        let now = app.engine.clock().now();
        accounts.begin_session(token.hash(), user, now, now.plus(3_600_000)).await.unwrap();
        let settings = WebSettings::plain();
        let panel = Panel::new(app.engine.clone(), app.database.readers(), accounts, settings);
        let engine = &app.engine;
        let (kind, name) = (GroupKind::Support, String::from("Soporte"));
        engine.add_group(LINE, kind, name, None, None, Default::default()).await.unwrap();
        let phone = relevo::domain::phone::Phone::from_digits("5493815551234").unwrap();
        engine.add_agent(LINE, "Juan".into(), phone, true, 1, Vec::new()).await.unwrap();
        let office = Self { app, panel: Data::new(panel), token, _data: data };
        office
            .until(|office| {
                let conn = &mut office.app.database.readers().get().unwrap();
                let agents = agents::all(conn, LINE, Timestamp(0)).unwrap();
                agents.iter().any(|agent| agent.slots.iter().any(|slot| slot.ready))
            })
            .await;
        office
    }

    /// Names and specialities of the groups.
    fn groups(&self) -> Vec<(String, String)> {
        let conn = &mut self.app.database.readers().get().unwrap();
        let rows = groups::all(conn, LINE).unwrap();
        rows.into_iter().map(|row| (row.name, row.labels.speciality)).collect()
    }

    async fn until(&self, is_so: impl Fn(&Self) -> bool) {
        let mut changes = self.app.engine.changes();
        let wait = async {
            while !is_so(self) {
                // Each commit is told; one that was missed is seen with the next.
                let soon = std::time::Duration::from_millis(200);
                drop(tokio::time::timeout(soon, changes.recv()).await);
            }
        };
        tokio::time::timeout(std::time::Duration::from_secs(30), wait).await.unwrap();
    }

    async fn get(&self, address: &str) -> (StatusCode, String) {
        self.ask(TestRequest::get().uri(address).insert_header(self.cookie())).await
    }

    async fn post(&self, address: &str, fields: &[(&str, &str)]) -> (StatusCode, String) {
        let csrf = self.token.form_value().unwrap();
        let mut form = vec![("csrf", csrf.as_str())];
        if fields.iter().all(|(name, _)| *name != "linea") {
            form.push(("linea", "1"));
        }
        form.extend(fields);
        self.ask(TestRequest::post().uri(address).insert_header(self.cookie()).set_form(form)).await
    }

    async fn ask(&self, request: TestRequest) -> (StatusCode, String) {
        let app = actix_web::App::new();
        let app: App<_> = app.app_data(self.panel.clone()).configure(routes::configure);
        let response = call_service(&init_service(app).await, request.to_request()).await;
        let status = response.status();
        (status, String::from_utf8_lossy(&read_body(response).await).into_owned())
    }

    fn cookie(&self) -> (header::HeaderName, String) {
        (header::COOKIE, format!("relevo_sesion={}", self.token.text()))
    }

    async fn close(self) {
        self.app.stop().await;
    }
}
