//! One HTTP call: out with the key and a deadline, back with bounded JSON or a [`Refusal`].

use std::time::Duration;

use reqwest::header::{HeaderMap, HeaderName};
use reqwest::{Method, RequestBuilder, Response, StatusCode, Url};
use serde_json::Value;

use super::config::{ConfigError, EvolutionConfig};
use super::errors::{Refusal, unanswered};
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

/// A call to be made.
pub(super) struct Call<'a> {
    method: Method,
    /// Such as `message/sendText`; the instance follows.
    route: &'a str,
    /// The instance, where the route takes one.
    instance: Option<&'a str>,
    query: Vec<(&'a str, &'a str)>,
    body: Option<Value>,
    slow: bool,
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
            body: None,
            slow: false,
            writes: false,
        }
    }

    /// Changes something.
    pub(super) fn post(route: &'a str, body: Value) -> Self {
        Self { method: Method::POST, body: Some(body), writes: true, ..Self::get(route) }
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

/// The HTTP side of an instance.
pub(super) struct Http {
    client: reqwest::Client,
    base: Url,
    instance: String,
    patience: Patience,
}

impl Http {
    pub(super) fn new(config: &EvolutionConfig, patience: Patience) -> Result<Self, ConfigError> {
        let (base, key) = config.checked()?;
        let headers = HeaderMap::from_iter([(HeaderName::from_static("apikey"), key)]);
        let client = reqwest::Client::builder()
            .default_headers(headers)
            .connect_timeout(patience.connect)
            // A redirect would carry the key elsewhere, and turn a POST into a GET.
            .redirect(reqwest::redirect::Policy::none())
            // A POST on a kept connection that the server just closed leaves it open whether it was heard.
            .pool_idle_timeout(Duration::from_secs(3))
            .build()
            .map_err(|_unfit| ConfigError::BaseUrl("no HTTP client can be made for it"))?;
        Ok(Self { client, base, instance: config.instance.clone(), patience })
    }

    pub(super) fn instance(&self) -> &str {
        &self.instance
    }

    /// Makes a call of this instance.
    pub(super) async fn call(&self, mut call: Call<'_>) -> Result<Value, Failed> {
        call.instance = Some(&self.instance);
        self.call_bare(call).await
    }

    /// Makes a call that is about no instance.
    pub(super) async fn call_bare(&self, call: Call<'_>) -> Result<Value, Failed> {
        let writes = call.writes;
        let response = self
            .request(&call)
            .send()
            .await
            .map_err(|error| Failed::Silent(unanswered(&error, writes)))?;
        let status = response.status();
        let most = if call.route == "group/fetchAllGroups" { LIST_MOST } else { ANSWER_MOST };
        let bytes = bounded(response, most)
            .await
            .map_err(|why| Failed::Silent(unread(status, why, writes)))?;
        // A proxy in between answers with pages, not with JSON.
        let answer = serde_json::from_slice(&bytes);
        let body = answer.as_ref().unwrap_or(&Value::Null);
        match Refusal::of(status, body) {
            Some(refusal) => Err(Failed::Refused(refusal, writes)),
            None => answer
                .map_err(|_odd| Failed::Silent(unread(status, "the answer is not JSON", writes))),
        }
    }

    fn request(&self, call: &Call<'_>) -> RequestBuilder {
        let mut url = self.base.clone();
        if let Ok(mut path) = url.path_segments_mut() {
            path.pop_if_empty().extend(call.route.split('/')).extend(call.instance);
        }
        let patience = if call.slow { self.patience.slow_answer } else { self.patience.answer };
        let mut request = self.client.request(call.method.clone(), url).timeout(patience);
        if !call.query.is_empty() {
            request = request.query(&call.query);
        }
        match &call.body {
            Some(body) => request.json(body),
            None => request,
        }
    }
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
