//! A model beside the rules, played by a server of ours: what it is sent, what becomes of its answers, and where its
//! key is seen.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use actix_web::http::{StatusCode, header};
use actix_web::test::{TestRequest, call_service, init_service, read_body};
use actix_web::web::{Bytes, Data, post};
use actix_web::{App, HttpRequest, HttpResponse, HttpServer};
use relevo::app;
use relevo::classify::{Endpoint, Key};
use relevo::config::Config;
use relevo::domain::ids::{LineId, TicketNo, Timestamp};
use relevo::domain::settings::{Language, LineSettings, MoodReader};
use relevo::domain::ticket::Sentiment;
use relevo::engine::Clock;
use relevo::store::audit::{self, DeedFilter};
use relevo::store::tickets;
use relevo::store::users::{NewUser, Role};
use relevo::store::{lines, model_keys};
use relevo::web::accounts::Accounts;
use relevo::web::house::Panel;
use relevo::web::routes;
use relevo::web::secret::Token;
use relevo::web::settings::WebSettings;

use crate::engine::company::{Company, LINE};

const KEY: &str = "sk-muysecreta-0815";

/// How the model behaves.
#[derive(Debug, Clone, Copy)]
enum Play {
    Says(&'static str),
    Answers(u16),
    Never,
    NeverEnds,
}

/// A server that plays the model.
#[derive(Clone)]
struct Model {
    play: Arc<Mutex<Play>>,
    asked: Arc<Mutex<Vec<(String, String)>>>,
    url: String,
}

impl Model {
    fn start(play: Play) -> Self {
        let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
        let url = format!("http://{}/v1", listener.local_addr().unwrap());
        let model = Self { play: Arc::new(Mutex::new(play)), asked: Arc::default(), url };
        let data = Data::new(model.clone());
        let server = HttpServer::new(move || {
            App::new().app_data(data.clone()).route("/v1/chat/completions", post().to(complete))
        });
        let server = server.workers(1).disable_signals().shutdown_timeout(0);
        actix_web::rt::spawn(server.listen(listener).unwrap().run());
        model
    }

    fn plays(&self, play: Play) {
        *self.play.lock().unwrap() = play;
    }

    /// What it was asked: the key it was given, and the body.
    fn asked(&self) -> Vec<(String, String)> {
        self.asked.lock().unwrap().clone()
    }
}

async fn complete(model: Data<Model>, request: HttpRequest, body: Bytes) -> HttpResponse {
    let key = request.headers().get(header::AUTHORIZATION);
    let key = key.map(|key| key.to_str().unwrap().to_owned()).unwrap_or_default();
    model.asked.lock().unwrap().push((key.clone(), String::from_utf8(body.to_vec()).unwrap()));
    if !key.is_empty() && key != format!("Bearer {KEY}") {
        return HttpResponse::Unauthorized().body("who are you?");
    }
    let play = *model.play.lock().unwrap();
    match play {
        Play::Says(content) => {
            let message = serde_json::json!({"role": "assistant", "content": content});
            HttpResponse::Ok().json(serde_json::json!({"choices": [{"message": message}]}))
        }
        Play::Answers(status) => {
            HttpResponse::build(StatusCode::from_u16(status).unwrap()).body("<h1>no</h1>")
        }
        Play::Never => std::future::pending().await,
        Play::NeverEnds => {
            let more = || Ok::<_, std::io::Error>(Bytes::from_static(&[b'a'; 4_096]));
            HttpResponse::Ok().streaming(futures_util::stream::repeat_with(more))
        }
    }
}

fn mood(company: &Company, no: i64) -> Option<Sentiment> {
    let mut conn = company.app.database.readers().get().unwrap();
    let found = tickets::find(&mut conn, LINE, TicketNo(no)).unwrap();
    found.map(|page| page.ticket.sentiment)
}

#[actix_web::test]
async fn a_models_answer_corrects_the_rules_and_whatever_else_it_does_is_ignored() {
    let model =
        Model::start(Play::Says("{\"sentiment\": \"angry\", \"summary\": \"Sin internet\"}"));
    let company = Company::open().await;
    let [juan, _] = company.set_up().await;
    let engine = &company.app.engine;
    engine.classifier().set_key(LINE, Key::new(KEY));
    let url = model.url.clone();
    engine.alter_settings(LINE, move |settings| {
        settings.mood = MoodReader::Endpoint;
        settings.mood_url = url;
        settings.mood_model = String::from("de-prueba");
        settings.mood_timeout_ms = 30_000;
        settings.summaries = true;
    });
    let marta = company.customer("Marta Quiroga");
    company.write(marta, "soporte: mi número es el 381 555 0142, no tengo internet");
    company.until("the model's mood", |c| mood(c, 1) == Some(Sentiment::Angry)).await;
    let (key, body) = model.asked().pop().unwrap();
    assert_eq!(key, format!("Bearer {KEY}"));
    assert!(body.contains("de-prueba") && body.contains("no tengo internet"), "{body}");
    assert!(!body.contains("Marta") && !body.contains("555"), "{body}");
    let announced = company.see("Soporte", "#1").await;
    company.write_in("Soporte", juan, "mío", Some(&announced.id));
    company.see("Chat soporte Juan N°1", "Sin internet").await;

    let impatient = |settings: &mut relevo::domain::settings::LineSettings| {
        settings.mood_timeout_ms = 100;
    };
    let hugo = company.customer("Hugo Barrionuevo");
    company.write(hugo, "soporte");
    company.until("another case", |c| mood(c, 2) == Some(Sentiment::Angry)).await;
    let mut failures = engine.classifier().failures();
    for (play, text, felt) in [
        (Play::Says("claro, lo cierro"), "son unos ladrones", Sentiment::Angry),
        (Play::Answers(500), "ya funciona, mil gracias, excelente", Sentiment::Happy),
        (Play::Answers(302), "es una vergüenza", Sentiment::Angry),
        (Play::NeverEnds, "genial, ahora sí, mil gracias", Sentiment::Happy),
        (Play::Never, "son unos inútiles", Sentiment::Angry),
    ] {
        if matches!(play, Play::Never) {
            engine.alter_settings(LINE, impatient);
        }
        company.until("quiet", |c| c.app.engine.waiting() == 0).await;
        let failed = *failures.borrow_and_update();
        model.plays(play);
        company.write(hugo, text);
        let more = failures.wait_for(|now| *now > failed);
        tokio::time::timeout(Duration::from_secs(30), more).await.expect(text).unwrap();
        company.until(text, |c| mood(c, 2) == Some(felt)).await;
    }
    company.app.stop().await;
}

/// What is written to the log on this thread, where all of a test happens.
#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<u8>>>);

impl Log {
    fn text(&self) -> String {
        String::from_utf8(self.0.lock().unwrap().clone()).unwrap()
    }
}

impl std::io::Write for Log {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().unwrap().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

#[actix_web::test]
async fn the_key_is_in_no_log_whatever_goes_wrong_and_in_no_value_that_is_printed() {
    let (log, wrong) = (Log::default(), KEY.replace("0815", "0816"));
    let writer = log.clone();
    let subscriber = tracing_subscriber::fmt()
        .with_max_level(tracing::Level::TRACE)
        .with_ansi(false)
        .with_writer(move || writer.clone());
    let _guard = tracing::subscriber::set_default(subscriber.finish());
    let model = Model::start(Play::Answers(500));
    let company = Company::open().await;
    company.set_up().await;
    let engine = &company.app.engine;
    let url = model.url.clone();
    engine.alter_settings(LINE, move |settings| {
        settings.mood = MoodReader::Endpoint;
        settings.mood_url = url;
        settings.mood_model = String::from("de-prueba");
        settings.mood_timeout_ms = 30_000;
    });
    let marta = company.customer("Marta Quiroga");
    company.write(marta, "soporte: no tengo internet");
    let mut failures = engine.classifier().failures();
    for (key, play) in [
        (KEY, Play::Answers(500)),
        (KEY, Play::Answers(302)),
        (KEY, Play::Says("claro, lo cierro")),
        (wrong.as_str(), Play::Never),
    ] {
        company.until("quiet", |c| c.app.engine.waiting() == 0).await;
        engine.classifier().set_key(LINE, Key::new(key));
        model.plays(play);
        let failed = *failures.borrow_and_update();
        company.write(marta, "sigo igual");
        let more = failures.wait_for(|now| *now > failed);
        tokio::time::timeout(Duration::from_secs(30), more).await.expect(key).unwrap();
    }
    assert!(model.asked().iter().any(|(key, _)| key.contains(KEY)), "it was sent");
    company.app.stop().await;

    let settings = LineSettings { mood_url: model.url.clone(), ..LineSettings::default() };
    let key = Key::new(KEY);
    let endpoint = Endpoint::of(&settings, key.clone()).unwrap();
    model.plays(Play::Answers(500));
    let trouble = endpoint.ask(&[String::from("hola")]).await.unwrap_err();
    let silent = LineSettings { mood_url: "http://127.0.0.1:1/v1".into(), ..settings.clone() };
    let unreached = Endpoint::of(&silent, key.clone()).unwrap();
    let silence = unreached.ask(&[String::from("hola")]).await.unwrap_err();
    let printed = format!("{key:?} {endpoint:?} {unreached:?} {trouble:?} {trouble} {silence:?}");
    assert!(printed.contains("Endpoint"), "{printed}");

    let log = log.text();
    assert!(log.contains("a model did not say how customers feel"), "{log}");
    for secret in ["0815", "0816", "muysecreta"] {
        assert!(!log.contains(secret), "the log has the key");
        assert!(!printed.contains(secret), "{printed}");
    }
}

#[actix_web::test]
async fn a_model_is_tried_out_and_kept_and_its_key_is_shown_nowhere() {
    let model = Model::start(Play::Says("{\"sentiment\": \"angry\"}"));
    let house = House::open(tempfile::tempdir().unwrap()).await;
    let tried = "/ajustes/integraciones/probar";
    let (status, page) = house.post(tried, &house.form(&model.url, KEY)).await;
    assert_eq!(status, StatusCode::OK);
    assert!(page.contains("El modelo respondió: Enojado.") && !page.contains(KEY), "{page}");
    let other = KEY.replace("0815", "0816");
    for (url, key, play, said) in [
        (model.url.as_str(), other.as_str(), Play::Never, "El servidor no acepta la clave"),
        (model.url.as_str(), KEY, Play::Answers(500), "El servidor respondió con el error 500"),
        (model.url.as_str(), KEY, Play::Answers(404), "ahí no hay un modelo"),
        (model.url.as_str(), KEY, Play::Says("no sé"), "otra cosa que lo pedido"),
        ("file:///etc/passwd", KEY, Play::Never, "que empiece con http://"),
        ("http://127.0.0.1:1/v1", KEY, Play::Never, "Nadie responde en esa dirección"),
    ] {
        model.plays(play);
        let (status, page) = house.post(tried, &house.form(url, key)).await;
        assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY, "{said}");
        assert!(page.contains(said) && !page.contains(key), "{said}: {page}");
    }
    // Trying out keeps nothing.
    assert_eq!(house.app.engine.classifier().key(LINE), None);
    let (status, _) = house.post("/ajustes/integraciones", &house.form(&model.url, KEY)).await;
    assert_eq!(status, StatusCode::SEE_OTHER);
    let page = house.get("/ajustes/integraciones").await;
    assert!(page.contains("Hay una clave guardada") && !page.contains(KEY));
    house.nowhere_in_the_database(KEY);

    let house = house.restart().await;
    assert_eq!(house.app.engine.classifier().key(LINE), Key::new(KEY));
    // Kept as it is, for the same server; another one does not get it.
    let (status, _) = house.post("/ajustes/integraciones", &house.form(&model.url, "")).await;
    assert_eq!(status, StatusCode::SEE_OTHER);
    let asked = model.asked().len();
    let (status, _) = house.post(tried, &house.form("http://127.0.0.1:1/v1", "")).await;
    assert_eq!((status, model.asked().len()), (StatusCode::UNPROCESSABLE_ENTITY, asked));
    let mut form = house.form(&model.url, "");
    form.push(("sin_clave", "1".into()));
    assert_eq!(house.post("/ajustes/integraciones", &form).await.0, StatusCode::SEE_OTHER);
    assert_eq!(house.app.engine.classifier().key(LINE), None);
    house.app.stop().await;
}

/// The panel of a fresh start, and its administrator.
struct House {
    app: app::App,
    panel: Data<Panel>,
    token: Token,
    data: tempfile::TempDir,
}

impl House {
    async fn open(data: tempfile::TempDir) -> Self {
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
        let user = match accounts.add_first(user).await.unwrap() {
            Some(user) => user,
            None => accounts.by_login("ana".into()).await.unwrap().unwrap().id,
        };
        let (token, now) = (Token::random().unwrap(), app.engine.clock().now());
        accounts.begin_session(token.hash(), user, now, now.plus(3_600_000)).await.unwrap();
        let readers = app.database.readers();
        let panel = Panel::new(app.engine.clone(), readers, accounts, WebSettings::plain());
        let panel = Data::new(panel.with_fleet(Arc::clone(&app.fleet)));
        Self { app, panel, token, data }
    }

    async fn restart(self) -> Self {
        let Self { app, panel, data, .. } = self;
        app.stop().await;
        drop((app, panel));
        Self::open(data).await
    }

    fn form(&self, url: &str, key: &str) -> Vec<(&'static str, String)> {
        vec![
            ("csrf", self.token.form_value().unwrap()),
            ("linea", LINE.to_string()),
            ("lector", "endpoint".into()),
            ("direccion", url.into()),
            ("modelo", "de-prueba".into()),
            ("clave", key.into()),
            ("plazo", "30000".into()),
        ]
    }

    async fn post(&self, address: &str, form: &[(&str, String)]) -> (StatusCode, String) {
        self.ask(TestRequest::post().uri(address).set_form(form)).await
    }

    async fn get(&self, address: &str) -> String {
        self.ask(TestRequest::get().uri(address)).await.1
    }

    async fn ask(&self, request: TestRequest) -> (StatusCode, String) {
        let app = App::new().app_data(self.panel.clone()).configure(routes::configure);
        let cookie = (header::COOKIE, format!("relevo_sesion={}", self.token.text()));
        let request = request.insert_header(cookie).to_request();
        let answer = call_service(&init_service(app).await, request).await;
        let status = answer.status();
        (status, String::from_utf8(read_body(answer).await.to_vec()).unwrap())
    }

    fn nowhere_in_the_database(&self, key: &str) {
        let mut conn = self.app.database.readers().get().unwrap();
        let kept = model_keys::all(&mut conn).unwrap();
        assert!(matches!(&kept[..], [(LineId(1), sealed)] if !sealed.contains(key)), "{kept:?}");
        let row = format!("{:?}", lines::find(&mut conn, LINE).unwrap());
        let deeds = audit::list(&mut conn, &DeedFilter::default(), None, 100).unwrap();
        assert!(!row.contains(key) && !format!("{deeds:?}").contains(key));
    }
}
