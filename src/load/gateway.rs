//! The gateway's side that Relevo calls: an Evolution server that takes every message, unless it was told
//! to misbehave.

use std::net::SocketAddr;
use std::sync::atomic::{AtomicBool, AtomicU32, AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use http_body_util::{BodyExt, Full, Limited};
use hyper::body::{Bytes, Incoming};
use hyper::header::CONTENT_TYPE;
use hyper::service::service_fn;
use hyper::{Method, Request, Response, StatusCode};
use hyper_util::rt::TokioIo;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::mpsc;

use super::chance::Chance;
use super::clock;
use super::event::{Changed, Event, Sent};
use super::mixed::asked::{self, Change, Changing, Order};
use super::mixed::{Form, brought, file, stamp};
use super::plan::{Faults, Plan};
use super::token::{CaseNo, Run, Side, Token};
use super::wire::{self, INSTANCE, SendText};

/// The largest body that is read: no file of a run comes near it.
const BODY_MOST: usize = 1024 * 1024;
const NOT_UNDERSTOOD: &str = r#"{"status":400,"error":"Bad Request"}"#;
const TROUBLE: &str =
    r#"{"status":500,"error":"Internal Server Error","response":{"message":"simulated trouble"}}"#;
const TOO_FAST: &str = r#"{"status":429,"error":"Too Many Requests","response":{"message":"simulated rate-overlimit"}}"#;
const NOT_COMPATIBLE: &str =
    r#"{"status":400,"error":"Bad Request","response":{"message":["Message not compatible"]}}"#;

/// An Evolution server.
#[derive(Debug)]
pub struct Gateway {
    run: Run,
    faults: Faults,
    /// There is more than texts.
    mixed: bool,
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
    /// It is refused, with this.
    error: Option<(StatusCode, &'static str)>,
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
    pub fn new(run: Run, plan: &Plan, events: mpsc::UnboundedSender<Event>) -> Self {
        Self {
            run,
            faults: plan.faults,
            mixed: plan.mix.is_some(),
            events,
            next: AtomicU64::new(1),
            life: AtomicU32::new(1),
            faulty: AtomicBool::new(false),
            chance: Mutex::new(Chance::of(plan.seed)),
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
        let body = Limited::new(body, BODY_MOST).collect().await;
        let body = body.map_err(|_broken| Dropped)?.to_bytes();
        let route = head.uri.path().trim_matches('/');
        let route = route.strip_suffix(INSTANCE).unwrap_or(route).trim_end_matches('/');
        match (&head.method, route) {
            (&Method::POST, "message/sendText") => self.send_text(&body, life).await,
            (
                &Method::POST,
                "message/sendMedia"
                | "message/sendWhatsAppAudio"
                | "message/sendSticker"
                | "message/sendLocation"
                | "message/sendContact",
            ) => {
                let kind = head.headers.get(CONTENT_TYPE).and_then(|kind| kind.to_str().ok());
                match asked::order(route, kind.unwrap_or_default(), &body) {
                    Some(order) => self.send(order, life).await,
                    None => Ok(self.not_understood(route)),
                }
            }
            (
                &Method::POST,
                "chat/updateMessage" | "message/sendReaction" | "chat/markMessageAsRead",
            )
            | (&Method::DELETE, "chat/deleteMessageForEveryone") => {
                match asked::changing(route, &body) {
                    Some(changing) => self.change(changing, life).await,
                    None => Ok(self.not_understood(route)),
                }
            }
            (&Method::POST, "chat/sendPresence") => {
                Ok(json(StatusCode::CREATED, r#"{"presence":"composing"}"#.into()))
            }
            (&Method::POST, "chat/getBase64FromMediaMessage") => self.give_file(&body).await,
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
            return Ok(self.not_understood("message/sendText"));
        };
        let quote = order.quoted.map(|quote| quote.key.id.into_owned());
        let sent = Sent {
            id: String::new(),
            chat: order.number.into_owned(),
            text: order.text.into_owned(),
            quote,
            at: clock::now(),
            life,
            untold: false,
            cargo: None,
        };
        self.take(sent).await
    }

    async fn send(&self, order: Order, life: u32) -> Result<Answer, Dropped> {
        let Order { chat, text, quote, cargo } = order;
        let (id, at) = (String::new(), clock::now());
        let cargo = Some(cargo);
        self.take(Sent { id, chat, text, quote, at, life, untold: false, cargo }).await
    }

    /// Takes a message, if fate wants it.
    async fn take(&self, sent: Sent) -> Result<Answer, Dropped> {
        let Fate { error, drop, untold, late } = self.fate();
        if let Some((status, said)) = error {
            return Ok(json(status, said.into()));
        }
        if drop {
            return Err(Dropped);
        }
        let number = self.next.fetch_add(1, Ordering::Relaxed);
        let form = sent.cargo.as_ref().map_or(Form::Text, |cargo| cargo.form);
        let id = stamp::copy_id(self.run, form, number);
        let answer = wire::taken(&sent.chat, &id, &sent.text);
        self.tell(Event::Sent(Sent { id, untold, at: clock::now(), ..sent }));
        if !late.is_zero() {
            tokio::time::sleep(late).await;
        }
        if untold { Err(Dropped) } else { Ok(json(StatusCode::CREATED, answer)) }
    }

    /// Changes earlier messages, if fate wants it. As WhatsApp has it, a document's caption stays.
    async fn change(&self, changing: Changing, life: u32) -> Result<Answer, Dropped> {
        let Fate { error, drop, untold, late } = self.fate();
        if let Some((status, said)) = error {
            return Ok(json(status, said.into()));
        }
        if drop {
            return Err(Dropped);
        }
        let id = changing.ids.first().map(String::as_str).unwrap_or_default();
        let is_fit = |form| matches!(form, Form::Text | Form::Image);
        if let Change::Edit(_) = changing.change
            && !stamp::form_of_copy(id).is_some_and(is_fit)
        {
            return Ok(json(StatusCode::BAD_REQUEST, NOT_COMPATIBLE.into()));
        }
        let number = self.next.fetch_add(1, Ordering::Relaxed);
        let own = stamp::copy_id(self.run, Form::Text, number);
        let answer = brought::changed(&changing.chat, &own);
        self.tell(Event::Changed(Changed { changing, at: clock::now(), life }));
        if !late.is_zero() {
            tokio::time::sleep(late).await;
        }
        if untold { Err(Dropped) } else { Ok(json(StatusCode::CREATED, answer)) }
    }

    /// Gives out the file of a message, which its id tells.
    async fn give_file(&self, body: &[u8]) -> Result<Answer, Dropped> {
        let asked: serde_json::Value = serde_json::from_slice(body).unwrap_or_default();
        let id = asked["message"]["key"]["id"].as_str().unwrap_or_default();
        let known =
            stamp::read_id(id).filter(|(token, form)| token.run == self.run && form.is_file());
        // Pictures of a run whose other messages are texts are all alike.
        let plain = Token { run: self.run, case: CaseNo(0), side: Side::Customer, number: 1 };
        let (token, form) = known.unwrap_or((plain, Form::Image));
        let Fate { error, drop, untold, late } = self.fate();
        if let Some((status, said)) = error {
            return Ok(json(status, said.into()));
        }
        tokio::time::sleep(late).await;
        if drop || untold {
            return Err(Dropped);
        }
        let (mime, bytes) = (file::mime(token, form), file::bytes(token, form));
        let file = serde_json::json!({
            "mediaType": "mediaMessage", "mimetype": mime, "base64": BASE64_STANDARD.encode(bytes),
        });
        Ok(json(StatusCode::CREATED, file.to_string().into()))
    }

    fn not_understood(&self, route: &str) -> Answer {
        self.tell(Event::Unknown(format!("a body of {route} that is not understood")));
        json(StatusCode::BAD_REQUEST, NOT_UNDERSTOOD.into())
    }

    /// What happens to the next message.
    fn fate(&self) -> Fate {
        if !self.faulty.load(Ordering::Relaxed) {
            return Fate::default();
        }
        let faults = &self.faults;
        let mut chance = self.chance.lock().unwrap_or_else(PoisonError::into_inner);
        let late = if chance.strikes(faults.late) { chance.up_to(faults.late_ms) } else { 0 };
        let error =
            chance.strikes(faults.errors).then(|| match self.mixed && chance.strikes(0.5) {
                true => (StatusCode::TOO_MANY_REQUESTS, TOO_FAST),
                false => (StatusCode::INTERNAL_SERVER_ERROR, TROUBLE),
            });
        let fate = Fate {
            error,
            drop: chance.strikes(faults.drops_before),
            untold: chance.strikes(faults.drops_after),
            late: Duration::from_millis(late),
        };
        drop(chance);
        if fate.error.is_some() || fate.drop || fate.untold {
            self.tell(Event::Fault);
        }
        fate
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
