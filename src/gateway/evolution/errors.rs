//! What a refusal of Evolution means for Relevo: again, never, not connected, or nobody knows.
//!
//! The status alone says little: a lost connection is a 500, a missing group a 400, a failure even a 200.

use reqwest::StatusCode;
use serde_json::Value;

use super::lenient::{items, truth};
use crate::domain::reason;
use crate::gateway::GatewayError;

/// Characters kept of what the server said.
const SAID_MOST: usize = 200;
/// Texts that are read of one answer.
const TEXTS_MOST: usize = 8;

/// What is known of a failed call.
#[derive(Debug)]
pub(super) struct Refusal {
    status: StatusCode,
    /// What the server said, without the numbers of people.
    pub(super) said: String,
    /// Somebody whom the call names is not on WhatsApp.
    stranger: bool,
}

impl Refusal {
    /// Reads an answer; `None` if it is a success. `connect` and `restart` fail with a status of 200.
    pub(super) fn of(status: StatusCode, body: &Value) -> Option<Self> {
        let failed_quietly = truth(&body["error"]) && body["status"].as_str() != Some("SUCCESS");
        if status.is_success() && !failed_quietly {
            return None;
        }
        let message = &body["response"]["message"];
        let mut said = Vec::new();
        for part in [message, &body["message"], &body["error"]] {
            if said.is_empty() {
                texts(part, &mut said);
            }
        }
        let stranger =
            items(message, TEXTS_MOST).iter().any(|one| one["exists"].as_bool() == Some(false));
        Some(Self { status, said: discreet(&said.join("; ")), stranger })
    }

    /// Whether the group that was asked for is none of the line's.
    pub(super) fn is_no_such_group(&self) -> bool {
        let trouble =
            matches!(self.error(false), GatewayError::Again(_) | GatewayError::NotConnected(_));
        self.status == StatusCode::NOT_FOUND && self.mentions("error fetching group") && !trouble
    }

    /// Whether the instance itself is unknown to the server.
    pub(super) fn is_no_such_instance(&self) -> bool {
        self.status == StatusCode::NOT_FOUND && self.mentions("instance does not exist")
    }

    /// Whether the instance has no link that could be ended.
    pub(super) fn is_not_connected(&self) -> bool {
        self.status == StatusCode::BAD_REQUEST && self.mentions("is not connected")
    }

    /// Whether the key is not the right one.
    pub(super) fn is_wrong_key(&self) -> bool {
        self.status == StatusCode::UNAUTHORIZED || self.status == StatusCode::FORBIDDEN
    }

    /// Whether there is nothing of that name.
    pub(super) fn is_not_there(&self) -> bool {
        self.status == StatusCode::NOT_FOUND && !self.mentions("cannot get")
    }

    /// Whether the instance to be created is there already.
    pub(super) fn is_name_in_use(&self) -> bool {
        self.status == StatusCode::FORBIDDEN && self.mentions("already in use")
    }

    /// What to make of it; `writes` says that the call changes something, so that an answer which got lost
    /// on the way leaves it open whether it did.
    pub(super) fn error(&self, writes: bool) -> GatewayError {
        let said = self.to_string();
        if self.stranger {
            return GatewayError::Never(reason::NOT_ON_WHATSAPP.into());
        }
        if self.mentions("[object object]") && self.status == StatusCode::BAD_REQUEST {
            return GatewayError::Never(reason::NOT_IN_GROUP.into());
        }
        const DOWN: [&str; 4] = [
            "cannot read properties of undefined",
            "connection closed",
            "is not connected",
            "connection lost",
        ];
        // `webhook/set` without events says so too, with another property; we always send them.
        if DOWN.iter().any(|word| self.mentions(word)) || self.is_no_such_instance() {
            return GatewayError::NotConnected(said);
        }
        // A file that cannot be made into what WhatsApp wants is a 500 like any other trouble.
        const UNFIT: [&str; 4] =
            ["unsupported image", "input buffer", "failed to get video duration", "ffmpeg"];
        if UNFIT.iter().any(|word| self.mentions(word)) {
            return GatewayError::Never(said);
        }
        const PASSING: [&str; 4] =
            ["rate-overlimit", "unknown error", "too many requests", "upload failed"];
        if PASSING.iter().any(|word| self.mentions(word)) {
            return GatewayError::Again(said);
        }
        // Node's words for trouble on its own way to WhatsApp, whatever the status.
        const BROKEN: [&str; 8] = [
            "timed out",
            "econnreset",
            "etimedout",
            "enotfound",
            "eai_again",
            "socket hang up",
            "fetch failed",
            "status code 5",
        ];
        if BROKEN.iter().any(|word| self.mentions(word)) {
            return lost(&said, writes);
        }
        match self.status.as_u16() {
            401 => GatewayError::Never(reason::KEY_REFUSED.into()),
            408 | 504 => lost(&said, writes),
            425 | 429 | 500..=599 => GatewayError::Again(said),
            // A failure that calls itself a success: no reason to give up.
            200..=299 => GatewayError::Again(said),
            _ => GatewayError::Never(said),
        }
    }

    fn mentions(&self, word: &str) -> bool {
        self.said.to_ascii_lowercase().contains(word)
    }
}

impl std::fmt::Display for Refusal {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let status = self.status.as_u16();
        if self.said.is_empty() {
            write!(f, "status {status}")
        } else {
            write!(f, "{} ({status})", self.said)
        }
    }
}

/// Why no answer came.
pub(super) fn unanswered(error: &reqwest::Error, writes: bool) -> GatewayError {
    if error.is_builder() {
        return GatewayError::Never("the request cannot be built".into());
    }
    if error.is_connect() {
        return GatewayError::Again(reason::SERVER_UNREACHABLE.into());
    }
    if error.is_timeout() {
        return late(writes);
    }
    lost("the connection broke before the answer", writes)
}

/// No answer came in time.
pub(super) fn late(writes: bool) -> GatewayError {
    lost(reason::NO_ANSWER, writes)
}

fn lost(why: &str, writes: bool) -> GatewayError {
    if writes { GatewayError::Unknown(why.into()) } else { GatewayError::Again(why.into()) }
}

/// The five shapes of a message: a text, texts, texts in an array of arrays, and objects with a text.
fn texts(value: &Value, found: &mut Vec<String>) {
    for one in items(value, TEXTS_MOST) {
        match one {
            Value::String(text) => found.push(text.chars().take(SAID_MOST).collect()),
            Value::Array(inner) => {
                let inner = inner.iter().take(TEXTS_MOST).filter_map(Value::as_str);
                found.extend(inner.map(|text| text.chars().take(SAID_MOST).collect::<String>()));
            }
            Value::Object(fields) => {
                let text = fields.get("message").and_then(Value::as_str);
                found.extend(text.map(|text| text.chars().take(SAID_MOST).collect::<String>()));
            }
            Value::Null | Value::Bool(_) | Value::Number(_) => {}
        }
    }
}

/// Takes out whatever may be somebody's number, and bounds the rest.
fn discreet(text: &str) -> String {
    let mut kept = String::new();
    let mut digits = String::new();
    for c in text.chars().chain(['\n']).take(SAID_MOST * 2) {
        if c.is_ascii_digit() {
            digits.push(c);
            continue;
        }
        kept.push_str(if digits.len() < 5 { &digits } else { "…" });
        digits.clear();
        kept.push(if c.is_control() { ' ' } else { c });
    }
    kept.trim().chars().take(SAID_MOST).collect()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn said(message: Value) -> String {
        let body = json!({"status": 400, "error": "Bad Request", "response": {"message": message}});
        Refusal::of(StatusCode::BAD_REQUEST, &body).unwrap().said
    }

    #[test]
    fn all_five_shapes_of_an_error_are_read() {
        assert_eq!(said(json!("Unauthorized")), "Unauthorized");
        assert_eq!(said(json!(["a", "b"])), "a; b");
        assert_eq!(
            said(json!([["instance requires property \"text\""]])),
            "instance requires property \"text\""
        );
        assert_eq!(said(json!([{"property": "p", "message": "m"}])), "m");
        assert_eq!(said(json!([{"jid": "1@lid", "exists": false, "number": "1"}])), "Bad Request");
        assert_eq!(said(json!(null)), "Bad Request");
        assert_eq!(said(json!({"jid": 7})), "Bad Request");
    }

    #[test]
    fn the_numbers_of_people_are_left_out() {
        assert_eq!(
            said(json!("5491150001001@s.whatsapp.net is busy (403)")),
            "…@s.whatsapp.net is busy (403)"
        );
        assert_eq!(said(json!("x5491150001001")), "x…");
        assert!(said(json!("y".repeat(9_999))).len() <= SAID_MOST);
    }

    #[test]
    fn a_success_is_no_refusal_and_a_false_one_is() {
        assert!(Refusal::of(StatusCode::CREATED, &json!({"key": {"id": "3EB0"}})).is_none());
        assert!(
            Refusal::of(StatusCode::OK, &json!({"status": "SUCCESS", "error": false})).is_none()
        );
        let quiet =
            Refusal::of(StatusCode::OK, &json!({"error": true, "message": "[object Object]"}))
                .unwrap();
        assert!(matches!(quiet.error(true), GatewayError::Again(_)), "{quiet:?}");
    }
}
