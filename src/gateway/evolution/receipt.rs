//! How a message got on: sent, delivered, read, failed, deleted.

use serde_json::Value;

use super::content::{Opened, Said};
use super::key::{Key, Place};
use super::lenient::{jid, truth, word};
use super::message::{ignored, shared};
use super::webhook::{Envelope, WebhookError};
use crate::domain::ids::{ChatId, WaId};
use crate::domain::inbound::{Delivery, Inbound};

/// What a status word (or its number in WhatsApp's own numbering) means.
enum Status {
    Reached(Delivery),
    Deleted,
    Waiting,
    Unknown,
}

impl Status {
    fn of(value: &Value) -> Self {
        match (value.as_str(), value.as_i64()) {
            (Some("ERROR"), _) | (_, Some(0)) => Self::Reached(Delivery::Failed),
            (Some("PENDING"), _) | (_, Some(1)) => Self::Waiting,
            (Some("SERVER_ACK"), _) | (_, Some(2)) => Self::Reached(Delivery::Sent),
            (Some("DELIVERY_ACK"), _) | (_, Some(3)) => Self::Reached(Delivery::Delivered),
            (Some("READ"), _) | (_, Some(4)) => Self::Reached(Delivery::Read),
            (Some("PLAYED"), _) | (_, Some(5)) => Self::Reached(Delivery::Played),
            (Some("DELETED"), _) => Self::Deleted,
            _ => Self::Unknown,
        }
    }
}

/// `messages.update`: repeated and out of order, so whoever takes it in keeps the furthest.
///
/// With an edit in it, it repeats what `messages.edited` says better (the edits of one message are in order
/// there), and is left alone.
pub(super) fn update(envelope: &Envelope<'_>, data: &Value) -> Result<Inbound, WebhookError> {
    let fields = if data["key"].is_object() { &data["key"] } else { data };
    let id = word(&data["keyId"])
        .or_else(|| word(&fields["id"]))
        .ok_or_else(|| envelope.missing("keyId"))?;
    let address = jid(&fields["remoteJid"]).ok_or_else(|| envelope.missing("remoteJid"))?;
    let place = Place::of(address);
    if let Place::Elsewhere(what) = place {
        return Ok(ignored(what));
    }
    let (id, chat) = (WaId::from(id), ChatId::from(address));
    if let Status::Deleted = Status::of(&data["status"]) {
        if truth(&fields["fromMe"]) {
            return Ok(ignored("our own deletion, which Relevo asked for"));
        }
        return Ok(Inbound::Revoked { id, chat: (place == Place::Group).then_some(chat) });
    }
    if data["message"]["editedMessage"].is_object()
        || matches!(Opened::new(&data["message"]).said(""), Said::Edit { .. })
    {
        return Ok(ignored("repeats an edit that messages.edited reports"));
    }
    if !truth(&fields["fromMe"]) {
        return Ok(ignored("a receipt for somebody else's message"));
    }
    Ok(match Status::of(&data["status"]) {
        Status::Reached(state) => Inbound::Delivery { id, chat, state },
        Status::Waiting => ignored("not sent yet"),
        Status::Deleted | Status::Unknown => ignored("an unknown status"),
    })
}

/// `messages.delete`: the key itself (a person deleted), or a record that holds it (we did).
pub(super) fn delete(envelope: &Envelope<'_>, data: &Value) -> Result<Inbound, WebhookError> {
    let fields = if data["key"].is_object() { &data["key"] } else { data };
    let key = Key::read(fields, envelope.own).map_err(|field| envelope.missing(field))?;
    if let Place::Elsewhere(what) = key.place() {
        return Ok(ignored(what));
    }
    if key.from_me {
        return Ok(ignored("our own deletion, which Relevo asked for"));
    }
    Ok(Inbound::Revoked { chat: shared(&key), id: key.id })
}
