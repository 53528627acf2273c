//! The gateway's side that calls Relevo: brings webhooks as Evolution does, at once and without waiting for
//! the one before, over kept connections, and again until they are taken.

use std::collections::VecDeque;
use std::fmt;
use std::time::{Duration, Instant};

use http_body_util::{BodyExt, Full};
use hyper::body::Bytes;
use hyper::client::conn::http1::SendRequest;
use hyper::header::{CONTENT_TYPE, HOST, HeaderValue, RETRY_AFTER, USER_AGENT};
use hyper::http::uri::PathAndQuery;
use hyper::{Method, Request, StatusCode, Uri};
use hyper_util::rt::TokioIo;
use tokio::net::TcpStream;
use tokio::sync::mpsc;

use super::clock;
use super::event::{Answered, Event, Verdict};
use super::token::{CaseNo, Token};
use crate::gateway::evolution::{TOKEN_HEADER, WebhookSecrets};

/// As Evolution waits for an answer.
const PATIENCE: Duration = Duration::from_secs(30);
/// The longest wait between two tries.
const RETRY_MOST: Duration = Duration::from_secs(5);

/// What a webhook is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Subject {
    /// A person's words.
    Words(Token),
    /// An agent's claim of a case.
    Claim(CaseNo),
    /// `/fin` of a case.
    Close(CaseNo),
    /// What somebody did to an earlier message of a case: its number.
    Deed(CaseNo, usize),
    /// A message of Relevo's got on.
    Report,
    /// A webhook that comes a second time.
    Copy,
    /// Words of a customer who floods.
    Flood(Token),
    /// People talk in a main group.
    Talk,
    /// A customer of the line with the dead gateway writes.
    DeadLine,
}

impl Subject {
    /// The case in whose course it is written.
    #[must_use]
    pub fn case(self) -> Option<CaseNo> {
        match self {
            Self::Words(token) => Some(token.case),
            Self::Claim(case) | Self::Close(case) | Self::Deed(case, _) => Some(case),
            Self::Report | Self::Copy | Self::Flood(_) | Self::Talk | Self::DeadLine => None,
        }
    }

    /// Whether it is there to disturb the others.
    #[must_use]
    pub fn disturbs(self) -> bool {
        matches!(self, Self::Flood(_) | Self::Talk | Self::DeadLine)
    }
}

/// A webhook on its way.
#[derive(Debug, Clone)]
pub struct Parcel {
    /// What it is about.
    pub subject: Subject,
    /// The body.
    pub body: Bytes,
    /// When it was written; from here on its acknowledgement is awaited.
    pub written: Instant,
    /// How often it was brought in vain.
    pub fruitless: u32,
}

impl Parcel {
    /// A webhook that is written now.
    #[must_use]
    pub fn new(subject: Subject, body: Bytes, written: Instant) -> Self {
        Self { subject, body, written, fruitless: 0 }
    }
}

/// Where webhooks go.
#[derive(Clone)]
pub struct Door {
    authority: String,
    host: HeaderValue,
    path: Uri,
    token: HeaderValue,
}

/// Shows no secret.
impl fmt::Debug for Door {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Door({})", self.authority)
    }
}

/// Why webhooks cannot be brought.
#[derive(Debug, thiserror::Error)]
#[error("{url:?} {problem}")]
pub struct DoorError {
    url: String,
    problem: &'static str,
}

impl Door {
    /// The webhook of the line with these secrets, at a server such as `http://127.0.0.1:8080`.
    ///
    /// # Errors
    /// [`DoorError`] if that is no address, or not plain HTTP.
    pub fn new(server: &str, secrets: &WebhookSecrets) -> Result<Self, DoorError> {
        let fault = |problem| DoorError { url: server.to_owned(), problem };
        let base: Uri = server
            .trim_end_matches('/')
            .parse()
            .map_err(|_no_address| fault("is not an address such as http://127.0.0.1:8080"))?;
        if base.scheme_str() != Some("http") {
            return Err(fault("must begin with http://: load is put on the server itself"));
        }
        let authority = base.authority().ok_or_else(|| fault("names no host"))?;
        let port = authority.port_u16().unwrap_or(80);
        let prefix = base.path().trim_end_matches('/');
        let path = format!("{prefix}/hooks/evolution/{}", secrets.path);
        let unfit = |_unfit| fault("cannot be asked for");
        Ok(Self {
            authority: format!("{}:{port}", authority.host()),
            host: HeaderValue::from_str(authority.as_str())
                .map_err(|_unfit| fault("is unusable"))?,
            path: PathAndQuery::from_maybe_shared(path).map(Uri::from).map_err(unfit)?,
            token: HeaderValue::from_str(&secrets.header).map_err(|_unfit| fault("is unusable"))?,
        })
    }

    /// Tells the server once, over a connection of its own, that the line is linked.
    pub async fn knock(&self) -> Verdict {
        Carrier::new(0, self).bring(&mut None, &super::wire::connected()).await
    }

    /// The server, as `host:port`.
    #[must_use]
    pub fn authority(&self) -> &str {
        &self.authority
    }

    fn request(&self, body: Bytes) -> Request<Full<Bytes>> {
        let mut request = Request::new(Full::new(body));
        *request.method_mut() = Method::POST;
        *request.uri_mut() = self.path.clone();
        let headers = request.headers_mut();
        headers.insert(HOST, self.host.clone());
        headers.insert(CONTENT_TYPE, HeaderValue::from_static("application/json"));
        headers.insert(USER_AGENT, HeaderValue::from_static("axios/1.7.9"));
        headers.insert(TOKEN_HEADER, self.token.clone());
        request
    }
}

/// All webhooks under way. Each connection is a task of its own, which has one webhook at a time.
#[derive(Debug)]
pub struct Post {
    door: Door,
    /// The door of the line with the dead gateway.
    dead_line: Option<Door>,
    events: mpsc::UnboundedSender<Event>,
    carriers: Vec<mpsc::UnboundedSender<Parcel>>,
    /// The last to come back is the first to go: few connections stay warm.
    idle: Vec<usize>,
    waiting: VecDeque<Parcel>,
    most: usize,
    retry: Duration,
}

impl Post {
    /// A post with at most so many connections.
    #[must_use]
    pub fn new(
        door: Door,
        most: usize,
        retry: Duration,
        events: mpsc::UnboundedSender<Event>,
    ) -> Self {
        Self {
            door,
            dead_line: None,
            events,
            carriers: Vec::new(),
            idle: Vec::new(),
            waiting: VecDeque::new(),
            most,
            retry,
        }
    }

    /// There is a second line too, whose webhooks go to this door.
    #[must_use]
    pub fn with_dead_line(self, dead_line: Option<Door>) -> Self {
        Self { dead_line, ..self }
    }

    /// Brings a webhook; [`Event::Answered`] says what became of it.
    pub fn bring(&mut self, parcel: Parcel) {
        if let Some(carrier) = self.idle.pop() {
            self.give(carrier, parcel);
        } else if self.carriers.len() < self.most {
            let (queue, parcels) = mpsc::unbounded_channel();
            let number = self.carriers.len();
            let (door, dead_line) = (self.door.clone(), self.dead_line.clone());
            let carrier = Carrier { number, door, dead_line };
            tokio::spawn(carrier.carry(parcels, self.events.clone()));
            self.carriers.push(queue);
            self.give(number, parcel);
        } else {
            self.waiting.push_back(parcel);
        }
    }

    /// A carrier has come back.
    pub fn returned(&mut self, carrier: usize) {
        match self.waiting.pop_front() {
            Some(parcel) => self.give(carrier, parcel),
            None => self.idle.push(carrier),
        }
    }

    /// Brings a webhook again that was not taken, after a while: as long as the server asked for, else
    /// longer and longer.
    pub fn bring_later(&self, mut parcel: Parcel, asked: Option<Duration>) {
        let doubled = self.retry.saturating_mul(1 << parcel.fruitless.min(10)).min(RETRY_MOST);
        parcel.fruitless += 1;
        let events = self.events.clone();
        tokio::spawn(async move {
            tokio::time::sleep(asked.unwrap_or(doubled)).await;
            // The run may be over.
            let _over = events.send(Event::DueAgain(parcel));
        });
    }

    /// Brings a webhook for the first time, after a while.
    pub fn bring_after(&self, parcel: Parcel, wait: Duration) {
        let events = self.events.clone();
        tokio::spawn(async move {
            tokio::time::sleep(wait).await;
            // The run may be over.
            let _over = events.send(Event::DueAgain(parcel));
        });
    }

    fn give(&self, carrier: usize, parcel: Parcel) {
        if let Some(queue) = self.carriers.get(carrier) {
            // Carriers live as long as the post.
            let _gone = queue.send(parcel);
        }
    }
}

/// One connection, for one webhook at a time.
pub(super) struct Carrier {
    number: usize,
    door: Door,
    dead_line: Option<Door>,
}

pub(super) type Connection = SendRequest<Full<Bytes>>;

impl Carrier {
    /// A carrier to a door.
    pub(super) fn new(number: usize, door: &Door) -> Self {
        Self { number, door: door.clone(), dead_line: None }
    }

    async fn carry(
        self,
        mut parcels: mpsc::UnboundedReceiver<Parcel>,
        events: mpsc::UnboundedSender<Event>,
    ) {
        let mut connection = None;
        while let Some(parcel) = parcels.recv().await {
            // The same server, so that connections serve both lines.
            let dead_line = self.dead_line.as_ref().filter(|_| parcel.subject == Subject::DeadLine);
            let door = dead_line.unwrap_or(&self.door);
            let bring = self.bring_to(door, &mut connection, &parcel.body);
            let trip = tokio::time::timeout(PATIENCE, bring);
            let verdict = trip.await.unwrap_or(Verdict::Failed(None));
            if verdict == Verdict::Failed(None) {
                connection = None;
            }
            let answered = Answered { parcel, at: clock::now(), verdict, carrier: self.number };
            if events.send(Event::Answered(answered)).is_err() {
                return;
            }
        }
    }

    /// Brings a webhook once, over the kept connection if there is one.
    pub(super) async fn bring(&self, kept: &mut Option<Connection>, body: &Bytes) -> Verdict {
        self.bring_to(&self.door, kept, body).await
    }

    /// The same, to another door of the server.
    async fn bring_to(&self, door: &Door, kept: &mut Option<Connection>, body: &Bytes) -> Verdict {
        // A kept connection that the server just closed never carried anything: that is no failure.
        for _ in 0..2 {
            let mut connection = match kept.take().filter(|kept| !kept.is_closed()) {
                Some(connection) => connection,
                None => match self.connect().await {
                    Some(connection) => connection,
                    None => return Verdict::Failed(None),
                },
            };
            if connection.ready().await.is_err() {
                continue;
            }
            match connection.send_request(door.request(body.clone())).await {
                Ok(answer) => {
                    let (head, body) = answer.into_parts();
                    let verdict = verdict(head.status, head.headers.get(RETRY_AFTER));
                    // Read to its end, or the connection could not be used again.
                    if body.collect().await.is_ok() {
                        *kept = Some(connection);
                    }
                    return verdict;
                }
                Err(error) if error.is_canceled() => {}
                Err(_broken) => return Verdict::Failed(None),
            }
        }
        Verdict::Failed(None)
    }

    async fn connect(&self) -> Option<Connection> {
        let stream = TcpStream::connect(&self.door.authority).await.ok()?;
        stream.set_nodelay(true).ok()?;
        let (connection, driver) =
            hyper::client::conn::http1::handshake(TokioIo::new(stream)).await.ok()?;
        tokio::spawn(driver);
        Some(connection)
    }
}

fn verdict(status: StatusCode, retry_after: Option<&HeaderValue>) -> Verdict {
    match status.as_u16() {
        200..=299 => Verdict::Taken,
        503 => {
            let seconds = retry_after.and_then(|value| value.to_str().ok()?.parse().ok());
            Verdict::Busy(seconds.map(Duration::from_secs))
        }
        rejected @ (400 | 401 | 403 | 404 | 422) => Verdict::Rejected(rejected),
        failed => Verdict::Failed(Some(failed)),
    }
}
