//! The door for webhooks: bytes in, [`Inbound`] out. Pure; whether the call is authentic was asked before.
//!
//! Reading order: the envelope here, then `message`, `receipt`, `group`, `link` for what it holds.

use serde_json::Value;

use super::lenient::{items, jid, number, word};
use super::{group, link, message, presence, receipt};
use crate::domain::ids::Timestamp;
use crate::domain::inbound::Inbound;
use crate::domain::reason;

/// The largest body that is read. With media left out of webhooks, real ones stay below 200 KiB.
pub const BODY_MOST: usize = 16 * 1024 * 1024;
/// Events in one body, and entries in one event.
pub(super) const BATCH_MOST: usize = 4_096;

/// Why a webhook body is not understood.
#[derive(Debug, thiserror::Error)]
pub enum WebhookError {
    /// More than [`BODY_MOST`] bytes.
    #[error("the body has {0} bytes, more than {BODY_MOST}")]
    TooLarge(usize),
    /// Not JSON at all, or nested too deeply.
    #[error("the body is not JSON")]
    Json(#[from] serde_json::Error),
    /// JSON, but neither an envelope nor an array of them.
    #[error("the body is {0}, not an object with \"event\" and \"data\"")]
    NotAnEnvelope(&'static str),
    /// An object that does not say which event it is.
    #[error("the envelope has no \"event\"")]
    NoEvent,
    /// More events than anybody sends at once.
    #[error("the body holds {0} events, more than {BATCH_MOST}")]
    TooMany(usize),
    /// The event lacks a field without which it means nothing.
    #[error("{event:?} has no usable \"{field}\"")]
    Missing {
        /// The event.
        event: String,
        /// Path of the field.
        field: &'static str,
    },
    /// One of several events in an array is broken.
    #[error("event {at} of the array is not understood")]
    Element {
        /// Its place, from 0.
        at: usize,
        /// What is wrong with it.
        source: Box<WebhookError>,
    },
}

/// Reads a webhook body: one envelope, or an array of them.
///
/// # Errors
/// [`WebhookError`] says what is wrong; nothing of a broken body is used.
pub fn understand(body: &[u8]) -> Result<Vec<Inbound>, WebhookError> {
    if body.len() > BODY_MOST {
        return Err(WebhookError::TooLarge(body.len()));
    }
    let body: Value = serde_json::from_slice(body)?;
    let Value::Array(events) = &body else { return one(&body) };
    if events.len() > BATCH_MOST {
        return Err(WebhookError::TooMany(events.len()));
    }
    let mut all = Vec::new();
    for (at, event) in events.iter().enumerate() {
        all.extend(
            one(event).map_err(|source| WebhookError::Element { at, source: source.into() })?,
        );
    }
    Ok(all)
}

/// An event's surroundings.
pub(super) struct Envelope<'a> {
    /// Its name, as `messages.upsert`.
    pub(super) event: String,
    pub(super) data: &'a Value,
    /// The line's own address; absent before it is connected.
    pub(super) own: Option<&'a str>,
    date_time: &'a Value,
}

impl Envelope<'_> {
    pub(super) fn missing(&self, field: &'static str) -> WebhookError {
        WebhookError::Missing { event: self.event.clone(), field }
    }

    /// When a message was written, in whichever of the ways it is told.
    ///
    /// Without it the envelope's time counts, though it is local time that calls itself UTC.
    pub(super) fn time(&self, seconds: &Value) -> Timestamp {
        // Seconds of any real date have at most ten digits; more are milliseconds.
        let written = number(seconds).filter(|seconds| *seconds > 0);
        let written = written.map(|n| if n < 100_000_000_000 { n * 1_000 } else { n });
        let sent = || {
            self.date_time
                .as_str()?
                .parse::<jiff::Timestamp>()
                .ok()
                .map(jiff::Timestamp::as_millisecond)
        };
        Timestamp(written.or_else(sent).unwrap_or(0))
    }
}

fn one(body: &Value) -> Result<Vec<Inbound>, WebhookError> {
    if !body.is_object() {
        return Err(WebhookError::NotAnEnvelope(type_of(body)));
    }
    // The subscription says MESSAGES_UPSERT, the body messages.upsert; brokers in between say either.
    let event = word(&body["event"])
        .ok_or(WebhookError::NoEvent)?
        .to_ascii_lowercase()
        .replace(['_', '-'], ".");
    let envelope = Envelope {
        event,
        data: &body["data"],
        own: jid(&body["sender"]),
        date_time: &body["date_time"],
    };
    understand_one(&envelope)
}

fn understand_one(envelope: &Envelope<'_>) -> Result<Vec<Inbound>, WebhookError> {
    let each = |read: fn(&Envelope<'_>, &Value) -> Result<Inbound, WebhookError>| {
        if envelope.data.is_null() {
            return Err(envelope.missing("data"));
        }
        items(envelope.data, BATCH_MOST).iter().map(|data| read(envelope, data)).collect()
    };
    match envelope.event.as_str() {
        "messages.upsert" => each(|envelope, data| message::written(envelope, data, true)),
        "send.message" => each(|envelope, data| message::written(envelope, data, false)),
        "messages.edited" => each(message::changed),
        "messages.update" => each(receipt::update),
        "messages.delete" => each(receipt::delete),
        "group.participants.update" => each(group::members),
        "groups.upsert" => each(group::seen),
        "presence.update" => {
            let told = items(envelope.data, BATCH_MOST).iter();
            Ok(told.flat_map(|data| presence::typing(envelope, data)).collect())
        }
        "connection.update" => each(link::connection),
        "qrcode.updated" => each(link::qr),
        "status.instance" => each(link::status),
        "logout.instance" => Ok(vec![link::down(reason::LOGGED_OUT)]),
        "remove.instance" | "instance.delete" => Ok(vec![link::down(reason::INSTANCE_REMOVED)]),
        _ => Ok(vec![Inbound::Ignored { why: indifferent(envelope) }]),
    }
}

/// Why an event of no concern is of no concern.
fn indifferent(envelope: &Envelope<'_>) -> String {
    match envelope.event.as_str() {
        "send.message.update" => "our own edit, which Relevo asked for".into(),
        "instance.create" => "the instance was created".into(),
        "messages.set" => "old messages from before the line was linked".into(),
        "error" => {
            let status = number(&envelope.data["status"]).unwrap_or(0);
            format!("the gateway reports a refused request (status {status})")
        }
        "call" => "a call; Relevo takes none".into(),
        "groups.update" | "group.update" => "a group's settings changed".into(),
        event
            if ["contacts.", "chats.", "labels."].iter().any(|noise| event.starts_with(noise)) =>
        {
            format!("{event} says nothing that Relevo needs")
        }
        event => format!("{event} is unknown"),
    }
}

fn type_of(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "a truth value",
        Value::Number(_) => "a number",
        Value::String(_) => "a text",
        Value::Array(_) => "an array",
        Value::Object(_) => "an object",
    }
}
