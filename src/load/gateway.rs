//! The gateway's side that Relevo calls: an Evolution server that takes every message, unless it was told
//! to misbehave.

use std::net::SocketAddr;
use std::sync::atomic::{AtomicBool, AtomicU32, AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use http_body_util::{BodyExt, Full};
use hyper::body::{Bytes, Incoming};
use hyper::header::CONTENT_TYPE;
use hyper::service::service_fn;
use hyper::{Method, Request, Response, StatusCode};
use hyper_util::rt::TokioIo;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::mpsc;

use super::chance::Chance;
use super::clock;
use super::event::{Event, Sent};
use super::plan::Faults;
use super::token::Run;
use super::wire::{self, INSTANCE, SendText};

/// An Evolution server.
#[derive(Debug)]
pub struct Gateway {
    run: Run,
    faults: Faults,
    events: mpsc::UnboundedSender<Event>,
    next: AtomicU64,
    /// How often the server has been started.
    life: AtomicU32,
    /// Whether it misbehaves now.
    faulty: AtomicBool,
    chance: Mutex<Chance>,
}

/// The connection breaks: no answer at all.
#[derive(Debug, thiserror::Error)]
#[error("dropped on purpose")]
struct Dropped;

/// What happens to a message that is to be sent.
#[derive(Debug, Default)]
struct Fate {
    /// It is refused.
    error: bool,
    /// The connection breaks before it is out.
    drop: bool,
    /// The connection breaks when it is out.
    untold: bool,
    /// The answer takes so long.
    late: Duration,
}

type Answer = Response<Full<Bytes>>;

impl Gateway {
    /// A gateway that reports to `events`.
    #[must_use]
    pub fn new(run: Run, faults: Faults, seed: u64, events: mpsc::UnboundedSender<Event>) -> Self {
        Self {
            run,
            faults,
            events,
            next: AtomicU64::new(1),
            life: AtomicU32::new(1),
            faulty: AtomicBool::new(false),
            chance: Mutex::new(Chance::of(seed)),
        }
    }

    /// The server is started once more: connections from now on are its new life's.
    pub fn begin_life(&self) {
        self.life.fetch_add(1, Ordering::Relaxed);
    }

    /// Misbehaves from now on, or no more.
    pub fn misbehave(&self, faulty: bool) {
        self.faulty.store(faulty, Ordering::Relaxed);
    }

    /// Serves for ever.
    pub async fn serve(self: Arc<Self>, listener: TcpListener) {
        loop {
            match listener.accept().await {
                Ok((stream, _)) => {
                    tokio::spawn(Arc::clone(&self).attend(stream));
                }
                // Out of files: those in use come free.
                Err(_passing) => tokio::time::sleep(Duration::from_millis(10)).await,
            }
        }
    }

    async fn attend(self: Arc<Self>, stream: TcpStream) {
        let life = self.life.load(Ordering::Relaxed);
        // Without it small answers may wait for the kernel.
        let _unchanged = stream.set_nodelay(true);
        let service = service_fn(move |request| {
            let gateway = Arc::clone(&self);
            async move { gateway.answer(request, life).await }
        });
        let connection = hyper::server::conn::http1::Builder::new()
            .serve_connection(TokioIo::new(stream), service);
        // Relevo was killed, or we dropped it on purpose.
        let _broken = connection.await;
    }

    async fn answer(&self, request: Request<Incoming>, life: u32) -> Result<Answer, Dropped> {
        let (head, body) = request.into_parts();
        let body = body.collect().await.map_err(|_broken| Dropped)?.to_bytes();
        let route = head.uri.path().trim_matches('/');
        let route = route.strip_suffix(INSTANCE).unwrap_or(route).trim_end_matches('/');
        match (&head.method, route) {
            (&Method::POST, "message/sendText") => self.send_text(&body, life).await,
            (&Method::GET, "instance/connectionState") => {
                let state =
                    format!(r#"{{"instance":{{"instanceName":"{INSTANCE}","state":"open"}}}}"#);
                Ok(json(StatusCode::OK, state.into()))
            }
            (&Method::POST, "webhook/set") => {
                Ok(json(StatusCode::CREATED, r#"{"id":"cmw","enabled":true}"#.into()))
            }
            (&Method::POST, "settings/set") => {
                Ok(json(StatusCode::CREATED, r#"{"settings":{}}"#.into()))
            }
            (method, _) => {
                self.tell(Event::Unknown(format!("{method} {}", head.uri.path())));
                let said = r#"{"status":404,"error":"Not Found","response":{"message":["Cannot find it"]}}"#;
                Ok(json(StatusCode::NOT_FOUND, said.into()))
            }
        }
    }

    async fn send_text(&self, body: &[u8], life: u32) -> Result<Answer, Dropped> {
        let Ok(order) = serde_json::from_slice::<SendText<'_>>(body) else {
            self.tell(Event::Unknown("a body of sendText that is not understood".into()));
            return Ok(json(
                StatusCode::BAD_REQUEST,
                r#"{"status":400,"error":"Bad Request"}"#.into(),
            ));
        };
        let Fate { error, drop, untold, late } = self.fate();
        if error {
            let said = r#"{"status":500,"error":"Internal Server Error","response":{"message":"simulated trouble"}}"#;
            return Ok(json(StatusCode::INTERNAL_SERVER_ERROR, said.into()));
        }
        if drop {
            return Err(Dropped);
        }
        let number = self.next.fetch_add(1, Ordering::Relaxed);
        let id = format!("3EB0{:04X}{number:014X}", self.run.0);
        let answer = wire::taken(&order.number, &id, &order.text);
        self.tell(Event::Sent(Sent {
            id,
            chat: order.number.into_owned(),
            text: order.text.into_owned(),
            quote: order.quoted.map(|quote| quote.key.id.into_owned()),
            at: clock::now(),
            life,
            untold,
        }));
        if !late.is_zero() {
            tokio::time::sleep(late).await;
        }
        if untold { Err(Dropped) } else { Ok(json(StatusCode::CREATED, answer)) }
    }

    /// What happens to the next message.
    fn fate(&self) -> Fate {
        if !self.faulty.load(Ordering::Relaxed) {
            return Fate::default();
        }
        let faults = &self.faults;
        let mut chance = self.chance.lock().unwrap_or_else(PoisonError::into_inner);
        let late = if chance.strikes(faults.late) { chance.up_to(faults.late_ms) } else { 0 };
        Fate {
            error: chance.strikes(faults.errors),
            drop: chance.strikes(faults.drops_before),
            untold: chance.strikes(faults.drops_after),
            late: Duration::from_millis(late),
        }
    }

    fn tell(&self, event: Event) {
        // The run is over: nobody listens any more.
        let _over = self.events.send(event);
    }
}

fn json(status: StatusCode, body: Bytes) -> Answer {
    let mut answer = Response::new(Full::new(body));
    *answer.status_mut() = status;
    let kind = hyper::header::HeaderValue::from_static("application/json; charset=utf-8");
    answer.headers_mut().insert(CONTENT_TYPE, kind);
    answer
}

/// Listens on this machine; port 0 takes any.
///
/// # Errors
/// The port cannot be had.
pub fn listen(port: u16) -> std::io::Result<std::net::TcpListener> {
    let listener = std::net::TcpListener::bind(SocketAddr::from(([127, 0, 0, 1], port)))?;
    listener.set_nonblocking(true)?;
    Ok(listener)
}
