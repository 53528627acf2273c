//! Messages: written by people, echoed, changed.

use serde_json::Value;

use super::content::{Opened, Said, protocol_said};
use super::key::{Key, Place};
use super::lenient::{NAME_MOST, items, jid, word, words};
use super::webhook::{Envelope, WebhookError};
use crate::domain::content::Content;
use crate::domain::identity::Identity;
use crate::domain::ids::ChatId;
use crate::domain::inbound::{Inbound, Incoming, Quote};

/// Characters of a quoted message that are kept.
const EXCERPT_MOST: usize = 300;
/// People mentioned in one message.
const MENTIONS_MOST: usize = 1_024;

/// `messages.upsert` and `send.message`: somebody wrote, or the line itself did.
///
/// REST sends come only as `send.message`, so what the line wrote in an upsert was typed on its phone.
pub(super) fn written(
    envelope: &Envelope<'_>,
    data: &Value,
    typed: bool,
) -> Result<Inbound, WebhookError> {
    let key = Key::read(&data["key"], envelope.own).map_err(|field| envelope.missing(field))?;
    if let Place::Elsewhere(what) = key.place() {
        return Ok(ignored(what));
    }
    let opened = Opened::new(&data["message"]);
    let mut content = match opened.said(word(&data["messageType"]).unwrap_or_default()) {
        Said::Content(content) => content,
        Said::Edit { id, content, at } => {
            return Ok(Inbound::Edited { id, chat: shared(&key), content, at });
        }
        Said::Revoke { id } => return Ok(Inbound::Revoked { id, chat: shared(&key) }),
        Said::Nothing(what) => return Ok(ignored(&what)),
        Said::Reaction { .. } if key.from_me => return Ok(ignored("the line's own reaction")),
        Said::Reaction { target, emoji } => {
            return Ok(Inbound::Reaction {
                chat: key.chat(),
                author: key.author(),
                target,
                emoji,
                id: key.id,
            });
        }
    };
    if key.from_me || !typed {
        let Some(chat) = key.chat_of_echo() else {
            return Ok(ignored("an echo that names the line itself as its chat"));
        };
        attach(&mut content, &opened, &key, &chat);
        return Ok(Inbound::Echo { chat, id: key.id, typed_on_phone: typed, content });
    }
    let chat = key.chat();
    attach(&mut content, &opened, &key, &chat);
    Ok(Inbound::Message(Incoming {
        chat,
        author: key.author(),
        name: words(&data["pushName"], NAME_MOST).unwrap_or_default(),
        at: envelope.time(&data["messageTimestamp"]),
        content,
        quote: quote(&key, data, &opened),
        mentions: mentions(data, &opened),
        preview: opened.preview(),
        id: key.id,
    }))
}

/// `messages.edited`: an edit, a deletion, or a setting of the chat.
///
/// The key is the sender's view of it (`fromMe`, and a `remoteJid` that is the line's own), so a direct chat
/// is unknown; a group has one address for all.
pub(super) fn changed(envelope: &Envelope<'_>, data: &Value) -> Result<Inbound, WebhookError> {
    if !data.is_object() {
        return Err(envelope.missing("data"));
    }
    let chat = jid(&data["key"]["remoteJid"])
        .filter(|chat| Place::of(chat) == Place::Group)
        .map(Into::into);
    Ok(match protocol_said(data) {
        Said::Edit { id, content, at } => Inbound::Edited { id, chat, content, at },
        Said::Revoke { id } => Inbound::Revoked { id, chat },
        Said::Nothing(what) => ignored(&what),
        Said::Content(_) | Said::Reaction { .. } => ignored("no change of a message"),
    })
}

/// The chat of a message that changes another one. A direct chat can go by its phone address in one event
/// and by its LID in the next, so there only the id counts.
pub(super) fn shared(key: &Key<'_>) -> Option<ChatId> {
    (key.place() == Place::Group).then(|| key.chat())
}

pub(super) fn ignored(why: &str) -> Inbound {
    Inbound::Ignored { why: why.into() }
}

/// Says which file a message brought.
fn attach(content: &mut Content, opened: &Opened<'_>, key: &Key<'_>, chat: &ChatId) {
    if let Content::Media { file, .. } = content {
        *file = opened.file_ref(chat, &key.id);
    }
}

/// What is known of the surroundings of a message: beside it (2.3.x moves it there with the text), and inside
/// it (wrappers, media, older versions).
fn contexts<'a>(data: &'a Value, opened: &Opened<'a>) -> impl Iterator<Item = &'a Value> {
    [Some(&data["contextInfo"]), opened.context()].into_iter().flatten()
}

fn quote(key: &Key<'_>, data: &Value, opened: &Opened<'_>) -> Option<Quote> {
    let (context, id) = contexts(data, opened).find_map(|c| Some((c, word(&c["stanzaId"])?)))?;
    let elsewhere = jid(&context["remoteJid"]).filter(|chat| !key.names_chat(chat));
    Some(Quote {
        id: id.into(),
        author: jid(&context["participant"]).map(Identity::from_jid).unwrap_or_default(),
        chat: elsewhere.map(Into::into),
        excerpt: Opened::new(&context["quotedMessage"]).excerpt(EXCERPT_MOST),
    })
}

fn mentions(data: &Value, opened: &Opened<'_>) -> Vec<Identity> {
    let named = contexts(data, opened)
        .map(|context| items(&context["mentionedJid"], MENTIONS_MOST))
        .find(|named| !named.is_empty());
    let people = named.unwrap_or_default().iter().filter_map(jid).map(Identity::from_jid);
    people.filter(|person| !person.is_unknown()).collect()
}
