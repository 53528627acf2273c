//! A letter on its way to the gateway: what it is about is looked up, its file is brought, and it leaves.

use super::{Gateway, GatewayError, Outbound};
use crate::domain::cargo::{Cargo, CopyRef, MessageRef, Target};
use crate::domain::ids::{ChatId, SlotId, WaId};
use crate::domain::outcome::{Letter, QuoteRef};
use crate::engine::house::House;
use crate::store::copies;

/// Sends a letter; the answer is WhatsApp's id of it.
///
/// # Errors
/// [`GatewayError`], also where the store does not answer.
pub async fn send(
    gateway: &dyn Gateway,
    house: &House,
    letter: Letter,
) -> Result<WaId, GatewayError> {
    let Letter { id, chat, purpose, text, cargo, quote, .. } = letter;
    let slot = purpose.shown_in().map(|(slot, _)| slot);
    let quote = known_quote(house, quote, slot).await?;
    let mut message = Outbound { quote, ..Outbound::text(id, chat, text) };
    match cargo {
        None => gateway.send(&message).await,
        Some(Cargo::File { file, media, file_name, caption, view_once }) => {
            let stored = house.media.obtain(house, gateway, &file).await.map_err(no_file)?;
            message.file = Some(stored);
            message.cargo = Some(Cargo::File { file, media, file_name, caption, view_once });
            gateway.send(&message).await
        }
        Some(cargo @ (Cargo::Location { .. } | Cargo::Contacts { .. })) => {
            message.cargo = Some(cargo);
            gateway.send(&message).await
        }
        Some(Cargo::Edit { of, text }) => {
            let [only] = known(house, of, slot).await?.try_into().map_err(|_several: Vec<_>| {
                GatewayError::Never("a message in several parts is not changed".into())
            })?;
            message.cargo = Some(Cargo::Edit { of: only, text });
            gateway.send(&message).await
        }
        Some(Cargo::React { of, emoji }) => {
            // To the first part, as a reader would.
            let first = known(house, of, slot).await?.into_iter().next();
            let of = first.ok_or_else(moot)?;
            message.cargo = Some(Cargo::React { of, emoji });
            gateway.send(&message).await
        }
        Some(Cargo::Revoke { of }) => {
            let mut last = Err(moot());
            for of in known(house, of, slot).await? {
                message.cargo = Some(Cargo::Revoke { of });
                last = Ok(gateway.send(&message).await?);
            }
            last
        }
    }
}

/// The message, or its parts, with their ids.
async fn known(
    house: &House,
    of: MessageRef,
    slot: Option<SlotId>,
) -> Result<Vec<MessageRef>, GatewayError> {
    let ids = match &of.id {
        Target::Known(id) => vec![id.clone()],
        Target::Copy(copy) => ids(house, *copy, slot).await?,
    };
    if ids.is_empty() {
        return Err(moot());
    }
    let one = |id| MessageRef { id: Target::Known(id), ..of.clone() };
    Ok(ids.into_iter().map(one).collect())
}

/// A quote of a message that did not reach the chat is left out.
async fn known_quote(
    house: &House,
    quote: Option<QuoteRef>,
    slot: Option<SlotId>,
) -> Result<Option<QuoteRef>, GatewayError> {
    let Some(quote) = quote else { return Ok(None) };
    let id = match quote.id {
        Target::Known(id) => Some(id),
        Target::Copy(copy) => ids(house, copy, slot).await?.into_iter().next(),
    };
    Ok(id.map(|id| QuoteRef { id: Target::Known(id), ..quote }))
}

async fn ids(
    house: &House,
    copy: CopyRef,
    slot: Option<SlotId>,
) -> Result<Vec<WaId>, GatewayError> {
    let (database, line) = (house.database.clone(), house.line);
    let look = move || {
        let mut conn = database.readers().get().map_err(|error| error.to_string())?;
        copies::ids(&mut conn, line, copy, slot).map_err(|error| error.to_string())
    };
    let found = tokio::task::spawn_blocking(look).await;
    found
        .map_err(|error| error.to_string())
        .and_then(|found| found)
        .map_err(|error| GatewayError::Again(format!("the store does not answer: {error}")))
}

/// A gateway that cannot bring a file says nothing about whether it can send.
fn no_file(error: GatewayError) -> GatewayError {
    match error {
        GatewayError::Again(said)
        | GatewayError::NotConnected(said)
        | GatewayError::Unknown(said)
        | GatewayError::NoFile(said) => GatewayError::NoFile(said),
        GatewayError::Never(said) | GatewayError::Moot(said) => GatewayError::Never(said),
    }
}

fn moot() -> GatewayError {
    GatewayError::Moot("the message is not in the chat".into())
}

/// Shows that messages were read, or that somebody is writing; nobody is told if it fails.
pub async fn show(gateway: &dyn Gateway, hint: crate::domain::outcome::Hint) {
    use crate::domain::outcome::Hint;
    let (chat, shown): (ChatId, _) = match hint {
        Hint::Read { chat, messages } => {
            let shown = gateway.mark_read(&chat, &messages).await;
            (chat, shown)
        }
        Hint::Typing { chat, on } => {
            let shown = gateway.show_typing(&chat, on).await;
            (chat, shown)
        }
    };
    if let Err(error) = shown {
        tracing::debug!(is_group = chat.is_group(), %error, "something could not be shown in a chat");
    }
}
