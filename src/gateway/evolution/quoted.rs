//! Earlier messages, named the way the server wants them.

use serde_json::{Value, json};

use super::lenient::{TEXT_MOST, words};
use crate::domain::cargo::MessageRef;
use crate::domain::identity::Identity;
use crate::domain::ids::{ChatId, WaId};
use crate::domain::outcome::QuoteRef;
use crate::gateway::GatewayError;

/// A quote in full: by id alone, a message that the server has not stored goes out unquoted without a word.
/// `None` while it is not known which message is meant: better unquoted than not at all.
pub(super) fn quoted(chat: &ChatId, quote: &QuoteRef) -> Option<Value> {
    let key = key(chat, quote.id.known()?, quote.from_us, &quote.author);
    Some(match words(&json!(quote.text), TEXT_MOST) {
        Some(text) => json!({"key": key, "message": {"conversation": text}}),
        None => json!({"key": key}),
    })
}

/// The key of a message that is changed or reacted to.
pub(super) fn key_of(chat: &ChatId, of: &MessageRef) -> Result<Value, GatewayError> {
    let id = target(of)?;
    if chat.is_group() && !of.from_us && of.author.is_unknown() {
        // The server would say «success», and WhatsApp find no such message.
        return Err(GatewayError::Never("the author of the message is not known".into()));
    }
    Ok(key(chat, id, of.from_us, &of.author))
}

/// The id of a message that is changed or reacted to.
pub(super) fn target(of: &MessageRef) -> Result<&WaId, GatewayError> {
    let unknown = || GatewayError::Never("the message that it is about was not sent".into());
    of.id.known().ok_or_else(unknown)
}

fn key(chat: &ChatId, id: &WaId, from_us: bool, author: &Identity) -> Value {
    let mut key = json!({"id": id, "remoteJid": chat, "fromMe": from_us});
    if chat.is_group() && !from_us {
        // New groups know their members by LID.
        let by_lid = Identity { phone: None, lid: author.lid.clone() }.chat();
        if let Some(author) = by_lid.or_else(|| author.chat()) {
            key["participant"] = json!(author);
        }
    }
    key
}
