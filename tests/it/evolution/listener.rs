//! A server that answers everything alike and remembers what it was told: the other end of webhooks, and a
//! gateway that repeats a recorded answer.

use std::sync::{Arc, Mutex};

use actix_web::dev::ServerHandle;
use actix_web::http::StatusCode;
use actix_web::{App, HttpRequest, HttpResponse, HttpServer, web};
use serde_json::Value;

/// What was told: the token header, and the body.
pub type Told = (String, Value);

#[derive(Default)]
struct State {
    answers: Vec<(u16, String)>,
    told: Vec<Told>,
}

/// The running server; stops when dropped.
pub struct Listener {
    pub url: String,
    state: Arc<Mutex<State>>,
    server: ServerHandle,
}

impl Listener {
    /// Starts; gives these answers in turn, and the last one for ever.
    pub async fn start(answers: &[(u16, &str)]) -> Self {
        let mut answers: Vec<(u16, String)> =
            answers.iter().map(|(status, body)| (*status, (*body).into())).collect();
        answers.reverse();
        let state = Arc::new(Mutex::new(State { answers, told: Vec::new() }));
        let (tell, started) = tokio::sync::oneshot::channel();
        let given = state.clone();
        std::thread::spawn(move || {
            actix_web::rt::System::new().block_on(async move {
                let shared = web::Data::new(given);
                let server = HttpServer::new(move || {
                    App::new()
                        .app_data(web::PayloadConfig::new(1 << 24))
                        .app_data(shared.clone())
                        .default_service(web::to(answer))
                });
                let server = server
                    .workers(1)
                    .disable_signals()
                    .bind(("127.0.0.1", 0))
                    .expect("a free port");
                let url = format!("http://{}", server.addrs()[0]);
                let server = server.run();
                drop(tell.send((url, server.handle())));
                server.await.expect("the server");
            });
        });
        let (url, server) = started.await.expect("the server starts");
        Self { url, state, server }
    }

    /// All that it was told, in order.
    pub fn told(&self) -> Vec<Told> {
        self.state.lock().expect("the state").told.clone()
    }
}

async fn answer(
    request: HttpRequest,
    body: web::Bytes,
    state: web::Data<Arc<Mutex<State>>>,
) -> HttpResponse {
    let mut state = state.lock().expect("the state");
    let token = request
        .headers()
        .get("x-relevo-token")
        .and_then(|token| token.to_str().ok())
        .unwrap_or_default();
    state.told.push((token.into(), serde_json::from_slice(&body).unwrap_or(Value::Null)));
    let (status, body) = match &state.answers[..] {
        [last] => last.clone(),
        _ => state.answers.pop().expect("an answer"),
    };
    HttpResponse::build(StatusCode::from_u16(status).expect("a status"))
        .content_type("application/json")
        .body(body)
}

impl Drop for Listener {
    fn drop(&mut self) {
        drop(self.server.stop(false));
    }
}
