//! The line's link to WhatsApp: up, down, waiting for its QR code.

use serde_json::Value;

use super::lenient::{NAME_MOST, number, words};
use super::message::ignored;
use super::webhook::{Envelope, WebhookError};
use crate::domain::inbound::{Connection, Inbound};
use crate::domain::reason;

/// Characters of a QR code's text; real ones have about 240.
const CODE_MOST: usize = 4_096;

/// `open`, `connecting`, `close`, `refused`.
pub(super) fn state(value: &Value) -> Option<Connection> {
    match value.as_str()? {
        "open" => Some(Connection::Connected),
        "connecting" => Some(Connection::Connecting),
        "close" | "closed" | "refused" => Some(Connection::Disconnected),
        _ => None,
    }
}

/// The text of a QR code.
pub(super) fn code(value: &Value) -> Option<String> {
    words(value, CODE_MOST)
}

/// The code to type in place of scanning: eight letters and digits.
pub(super) fn pairing(value: &Value) -> Option<String> {
    let code = words(value, NAME_MOST)?;
    (code.len() <= 16 && code.chars().all(|c| c.is_ascii_alphanumeric() || c == '-'))
        .then_some(code)
}

/// `connection.update`.
pub(super) fn connection(envelope: &Envelope<'_>, data: &Value) -> Result<Inbound, WebhookError> {
    let state = state(&data["state"]).ok_or_else(|| envelope.missing("data.state"))?;
    Ok(Inbound::Connection { state, reason: reason(state, &data["statusReason"]) })
}

/// `status.instance`: the link went down for good.
pub(super) fn status(_: &Envelope<'_>, data: &Value) -> Result<Inbound, WebhookError> {
    Ok(match state(&data["status"]) {
        Some(state) => {
            Inbound::Connection { state, reason: reason(state, &data["disconnectionReasonCode"]) }
        }
        None => ignored("a status of the instance that Relevo does not know"),
    })
}

/// `qrcode.updated`: a code to scan, or the news that there will be no more.
pub(super) fn qr(envelope: &Envelope<'_>, data: &Value) -> Result<Inbound, WebhookError> {
    if let Some(code) = code(&data["qrcode"]["code"]) {
        return Ok(Inbound::Qr { code, pairing: pairing(&data["qrcode"]["pairingCode"]) });
    }
    let ended =
        words(&data["message"], NAME_MOST).or_else(|| words(&data["qrcode"]["message"], NAME_MOST));
    ended.map(|why| down(&why)).ok_or_else(|| envelope.missing("data.qrcode.code"))
}

/// The link is gone.
pub(super) fn down(why: &str) -> Inbound {
    Inbound::Connection { state: Connection::Disconnected, reason: Some(why.into()) }
}

fn reason(state: Connection, status: &Value) -> Option<String> {
    if state != Connection::Disconnected {
        return None;
    }
    Some(match number(status)? {
        401 => reason::LOGGED_OUT.into(),
        status => format!("status {status}"),
    })
}
