//! One HTTP call: out with the key and a deadline, back with bounded JSON or a [`Refusal`].

use std::time::Duration;

use reqwest::header::{CONTENT_LENGTH, CONTENT_TYPE, HeaderMap, HeaderName};
use reqwest::multipart::Form;
use reqwest::{Method, RequestBuilder, Response, StatusCode, Url};
use serde_json::Value;

use super::config::{ConfigError, EvolutionConfig};
use super::errors::{Refusal, late, unanswered};
use crate::gateway::GatewayError;

/// How long a server may take to be reached, and to answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Patience {
    /// To be reached.
    pub connect: Duration,
    /// To answer.
    pub answer: Duration,
    /// To answer what is slow by nature: creating a group, listing all of them.
    pub slow_answer: Duration,
}

impl Default for Patience {
    fn default() -> Self {
        Self {
            connect: Duration::from_secs(5),
            answer: Duration::from_secs(20),
            slow_answer: Duration::from_secs(60),
        }
    }
}

/// Bytes of a second in which a file is expected to get on; slower, and the call is given up.
const SLOWEST: u64 = 128 * 1024;
/// Bytes of an answer that are read.
const ANSWER_MOST: usize = 1024 * 1024;
/// The same for the list of all groups, some 500 bytes each.
const LIST_MOST: usize = 8 * ANSWER_MOST;

/// Why a call did not succeed.
#[derive(Debug)]
pub(super) enum Failed {
    /// The server said no; to a change (`true`) or to a question.
    Refused(Refusal, bool),
    /// It said nothing, or nothing that can be used.
    Silent(GatewayError),
}

/// What a call brings along.
pub(super) enum Load {
    Nothing,
    Json(Value),
    /// A form with a file in it.
    Form(Form),
    /// JSON that is made while it is sent, and its length.
    Stream(reqwest::Body, u64),
}

/// A call to be made.
pub(super) struct Call<'a> {
    method: Method,
    /// Such as `message/sendText`; the instance follows.
    route: &'a str,
    /// The instance, where the route takes one.
    instance: Option<&'a str>,
    query: Vec<(&'a str, &'a str)>,
    load: Load,
    slow: bool,
    /// Bytes of a file that is under way, in either direction.
    bytes: u64,
    /// Doing it twice does harm, so a lost answer must not pass for a failure.
    writes: bool,
}

impl<'a> Call<'a> {
    /// Asks for something.
    pub(super) fn get(route: &'a str) -> Self {
        Self {
            method: Method::GET,
            route,
            instance: None,
            query: Vec::new(),
            load: Load::Nothing,
            slow: false,
            bytes: 0,
            writes: false,
        }
    }

    /// Changes something.
    pub(super) fn post(route: &'a str, body: Value) -> Self {
        Self { method: Method::POST, load: Load::Json(body), writes: true, ..Self::get(route) }
    }

    /// Takes something away.
    pub(super) fn delete(route: &'a str, body: Value) -> Self {
        Self { method: Method::DELETE, ..Self::post(route, body) }
    }

    /// Takes away what needs no description.
    pub(super) fn end(route: &'a str) -> Self {
        Self { method: Method::DELETE, ..Self::get(route) }
    }

    /// Sends a file of so many bytes.
    pub(super) fn upload(route: &'a str, load: Load, bytes: u64) -> Self {
        Self { load, bytes, slow: true, ..Self::post(route, Value::Null) }
    }

    pub(super) fn query(mut self, name: &'a str, value: &'a str) -> Self {
        self.query.push((name, value));
        self
    }

    pub(super) fn slow(mut self) -> Self {
        self.slow = true;
        self
    }

    /// For a change that does no harm when made twice.
    pub(super) fn repeatable(mut self) -> Self {
        self.writes = false;
        self
    }
}

/// A front page.
pub(super) struct Front {
    pub(super) status: StatusCode,
    pub(super) body: Vec<u8>,
}

/// The HTTP side of an instance.
pub(super) struct Http {
    client: reqwest::Client,
    /// For other places than the server: knows no key.
    stranger: reqwest::Client,
    base: Url,
    instance: String,
    patience: Patience,
}

impl Http {
    pub(super) fn new(config: &EvolutionConfig, patience: Patience) -> Result<Self, ConfigError> {
        let (base, key) = config.checked()?;
        let headers = HeaderMap::from_iter([(HeaderName::from_static("apikey"), key)]);
        let client = || {
            reqwest::Client::builder()
                .connect_timeout(patience.connect)
                // A POST on a kept connection that the server just closed leaves it open whether it was heard.
                .pool_idle_timeout(Duration::from_secs(3))
        };
        let made = |client: reqwest::ClientBuilder| {
            let unfit = ConfigError::BaseUrl("no HTTP client can be made for it");
            client.build().map_err(|_unfit| unfit)
        };
        // A redirect would carry the key elsewhere, and turn a POST into a GET.
        let none = reqwest::redirect::Policy::none();
        let stranger = made(client().redirect(within_host()))?;
        let client = made(client().default_headers(headers).redirect(none))?;
        Ok(Self { client, stranger, base, instance: config.instance.clone(), patience })
    }

    pub(super) fn patience(&self) -> Patience {
        self.patience
    }

    /// Asks another place for something, as nobody in particular.
    pub(super) fn elsewhere(&self, url: &str) -> RequestBuilder {
        self.stranger.get(url)
    }

    /// Makes a call of this instance whose answer is read piece by piece. The time is only for its beginning.
    pub(super) async fn open(&self, mut call: Call<'_>) -> Result<Response, Failed> {
        call.instance = Some(&self.instance);
        let (writes, patience) = (call.writes, self.patience_for(&call));
        let request = self.request(call);
        let answered = tokio::time::timeout(patience, request.send()).await;
        let response = match answered {
            Ok(response) => response.map_err(|error| Failed::Silent(unanswered(&error, writes)))?,
            Err(_elapsed) => return Err(Failed::Silent(late(writes))),
        };
        if response.status().is_success() {
            return Ok(response);
        }
        match answer(response, ANSWER_MOST, writes).await {
            Ok(_) => Err(Failed::Silent(GatewayError::Again("no answer to use".into()))),
            Err(failed) => Err(failed),
        }
    }

    pub(super) fn instance(&self) -> &str {
        &self.instance
    }

    /// Makes a call of this instance.
    pub(super) async fn call(&self, mut call: Call<'_>) -> Result<Value, Failed> {
        call.instance = Some(&self.instance);
        self.call_bare(call).await
    }

    /// The server's front page, whatever it is.
    pub(super) async fn front(&self, patience: Duration) -> Result<Front, reqwest::Error> {
        let mut response = self.request(Call::get("")).timeout(patience).send().await?;
        let (status, mut body) = (response.status(), Vec::new());
        while let Some(piece) = response.chunk().await? {
            if body.len() + piece.len() > ANSWER_MOST {
                break;
            }
            body.extend_from_slice(&piece);
        }
        Ok(Front { status, body })
    }

    /// Makes a call that is about no instance.
    pub(super) async fn call_bare(&self, call: Call<'_>) -> Result<Value, Failed> {
        let writes = call.writes;
        let most = if call.route == "group/fetchAllGroups" { LIST_MOST } else { ANSWER_MOST };
        let patience = self.patience_for(&call);
        let response = self
            .request(call)
            .timeout(patience)
            .send()
            .await
            .map_err(|error| Failed::Silent(unanswered(&error, writes)))?;
        answer(response, most, writes).await
    }

    fn patience_for(&self, call: &Call<'_>) -> Duration {
        let patience = if call.slow { self.patience.slow_answer } else { self.patience.answer };
        patience + Duration::from_secs(call.bytes / SLOWEST)
    }

    fn request(&self, call: Call<'_>) -> RequestBuilder {
        let mut url = self.base.clone();
        if let Ok(mut path) = url.path_segments_mut() {
            path.pop_if_empty().extend(call.route.split('/')).extend(call.instance);
        }
        let mut request = self.client.request(call.method, url);
        if !call.query.is_empty() {
            request = request.query(&call.query);
        }
        match call.load {
            Load::Nothing => request,
            Load::Json(body) => request.json(&body),
            Load::Form(form) => request.multipart(form),
            Load::Stream(body, length) => request
                .header(CONTENT_TYPE, "application/json")
                .header(CONTENT_LENGTH, length)
                .body(body),
        }
    }
}

/// Follows a redirect only within the same host, and never from HTTPS to HTTP.
fn within_host() -> reqwest::redirect::Policy {
    reqwest::redirect::Policy::custom(|attempt| {
        let first = attempt.previous().first();
        let is_same = first.is_some_and(|first| {
            first.host() == attempt.url().host()
                && first.port_or_known_default() == attempt.url().port_or_known_default()
                && first.scheme() == attempt.url().scheme()
        });
        if is_same && attempt.previous().len() < 5 { attempt.follow() } else { attempt.stop() }
    })
}

impl Failed {
    /// As the engine wants to know it.
    pub(super) fn error(self) -> GatewayError {
        match self {
            Self::Refused(refusal, writes) => refusal.error(writes),
            Self::Silent(error) => error,
        }
    }
}

/// Reads an answer: JSON, a refusal, or nothing, which counts as null.
async fn answer(response: Response, most: usize, writes: bool) -> Result<Value, Failed> {
    let status = response.status();
    let bytes =
        bounded(response, most).await.map_err(|why| Failed::Silent(unread(status, why, writes)))?;
    // A proxy in between answers with pages, not with JSON.
    let answer = if bytes.is_empty() { Ok(Value::Null) } else { serde_json::from_slice(&bytes) };
    let body = answer.as_ref().unwrap_or(&Value::Null);
    match Refusal::of(status, body) {
        Some(refusal) => Err(Failed::Refused(refusal, writes)),
        None => {
            answer.map_err(|_odd| Failed::Silent(unread(status, "the answer is not JSON", writes)))
        }
    }
}

async fn bounded(mut response: Response, most: usize) -> Result<Vec<u8>, &'static str> {
    let mut bytes = Vec::new();
    loop {
        match response.chunk().await {
            Ok(Some(chunk)) if bytes.len() + chunk.len() <= most => bytes.extend_from_slice(&chunk),
            Ok(Some(_)) => return Err("the answer is too long"),
            Ok(None) => return Ok(bytes),
            Err(_broken) => return Err("the answer broke off"),
        }
    }
}

/// An answer whose body is of no use. A refusal is one all the same.
fn unread(status: StatusCode, why: &str, writes: bool) -> GatewayError {
    match Refusal::of(status, &Value::Null) {
        Some(refusal) => refusal.error(writes),
        None if writes => GatewayError::Unknown(why.into()),
        None => GatewayError::Again(why.into()),
    }
}
