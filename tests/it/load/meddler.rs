//! Somebody between Relevo and its gateway who tampers with one message, or with all changes of messages.

use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU16, Ordering};

use actix_web::{App, HttpRequest, HttpResponse, HttpServer, web};
use serde_json::{Value, json};

/// What is done to the first answer of an agent that comes by, or to the first file, or to every edit or
/// deletion.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Prank {
    Swallow,
    Double,
    Redirect,
    SwallowFile,
    SpoilFile,
    SwallowEdit,
    SwallowDeletion,
}

impl Prank {
    /// A single edit may be overtaken by the next one of the same message, and nobody misses it then.
    fn is_for_all(self) -> bool {
        matches!(self, Self::SwallowEdit | Self::SwallowDeletion)
    }

    /// The route that it waits for.
    fn route(self) -> &'static str {
        match self {
            Self::Swallow | Self::Double | Self::Redirect => "/message/sendText/",
            Self::SwallowFile | Self::SpoilFile => "/message/sendMedia/",
            Self::SwallowEdit => "/chat/updateMessage/",
            Self::SwallowDeletion => "/chat/deleteMessageForEveryone/",
        }
    }
}

/// The id that is given to what nobody gets.
const SWALLOWED: &str = "3EB0FFFF";

struct State {
    prank: Prank,
    gateway: AtomicU16,
    struck: AtomicBool,
    client: reqwest::Client,
}

pub struct Meddler {
    listens: SocketAddr,
    state: Arc<State>,
}

impl Meddler {
    /// Runs until the tests end.
    pub fn start(prank: Prank) -> Self {
        let state = Arc::new(State {
            prank,
            gateway: AtomicU16::new(0),
            struck: AtomicBool::new(false),
            client: reqwest::Client::builder().no_proxy().build().unwrap(),
        });
        let (tell, told) = std::sync::mpsc::channel();
        let shared = web::Data::from(Arc::clone(&state));
        std::thread::spawn(move || {
            actix_web::rt::System::new().block_on(async move {
                let app =
                    move || App::new().app_data(shared.clone()).default_service(web::to(pass));
                let server = HttpServer::new(app).workers(1).disable_signals();
                let server = server.bind(("127.0.0.1", 0)).unwrap();
                tell.send(server.addrs()[0]).unwrap();
                server.run().await.unwrap();
            });
        });
        Self { listens: told.recv().unwrap(), state }
    }

    pub fn listens(&self) -> SocketAddr {
        self.listens
    }

    /// Whom to pass on to.
    pub fn meddle_with(&self, gateway: u16) {
        self.state.gateway.store(gateway, Ordering::SeqCst);
    }

    pub fn has_struck(&self) -> bool {
        self.state.struck.load(Ordering::SeqCst)
    }
}

async fn pass(request: HttpRequest, body: web::Bytes, state: web::Data<State>) -> HttpResponse {
    let mut order: Value = serde_json::from_slice(&body).unwrap_or(Value::Null);
    let text = order["text"].as_str().unwrap_or_default();
    // `0001-3-a1 …`: the words of an agent.
    let is_answer = text.split(' ').next().is_some_and(|token| token.ends_with("-a1"));
    let prank = state.prank;
    let fits = request.path().starts_with(prank.route())
        && (is_answer || prank.route() != "/message/sendText/");
    let is_first = fits && !state.struck.swap(true, Ordering::SeqCst);
    let strikes = is_first || (fits && prank.is_for_all());
    let changes = |route: &&str| request.path().starts_with(route);
    let is_change = ["/chat/", "/message/sendReaction/"].iter().any(changes);
    if is_change && order.to_string().contains(SWALLOWED) {
        // Whoever took the message takes what is done to it: nobody else has ever seen it.
        return HttpResponse::Created().json(json!({"key": {"id": SWALLOWED}}));
    }
    if !strikes {
        return state.forward(&request, body).await;
    }
    match prank {
        Prank::Swallow | Prank::SwallowFile | Prank::SwallowEdit | Prank::SwallowDeletion => {
            HttpResponse::Created().json(json!({"key": {"id": SWALLOWED}}))
        }
        Prank::Redirect => {
            order["number"] = json!("5491110900000@s.whatsapp.net");
            state.forward(&request, order.to_string().into()).await
        }
        Prank::Double => {
            state.forward(&request, body.clone()).await;
            state.forward(&request, body).await
        }
        Prank::SpoilFile => {
            // In the middle of the file: a form ends with a boundary, and JSON with its last fields.
            let mut spoiled = body.to_vec();
            let middle = spoiled.len() / 2;
            spoiled[middle] = if spoiled[middle] == b'A' { b'B' } else { b'A' };
            state.forward(&request, spoiled.into()).await
        }
    }
}

impl State {
    async fn forward(&self, request: &HttpRequest, body: web::Bytes) -> HttpResponse {
        let port = self.gateway.load(Ordering::SeqCst);
        let url = format!("http://127.0.0.1:{port}{}", request.path());
        let method = reqwest::Method::from_bytes(request.method().as_str().as_bytes()).unwrap();
        let mut call = self.client.request(method, url);
        if let Some(kind) = request.headers().get("content-type") {
            call = call.header("content-type", kind.as_bytes()).body(body);
        }
        match call.send().await {
            Ok(answer) => {
                let status = actix_web::http::StatusCode::from_u16(answer.status().as_u16());
                HttpResponse::build(status.unwrap()).body(answer.bytes().await.unwrap())
            }
            Err(_) => HttpResponse::BadGateway().finish(),
        }
    }
}
