//! What a message says. Wrappers are taken off, every kind that people send becomes a
//! [`Content`], and a kind nobody has heard of keeps its name: nothing is dropped.

use serde_json::Value;

use super::card::card;
use super::file::FileFields;
use super::lenient::{NAME_MOST, TEXT_MOST, first_words, items, number, truth, word, words};
use crate::domain::content::Content;
use crate::domain::file::FileRef;
use crate::domain::ids::{ChatId, Timestamp, WaId};

/// Wrappers within wrappers that are followed; real ones have two.
const DEPTH_MOST: usize = 8;
/// Contact cards and poll answers that are kept.
const LIST_MOST: usize = 64;

/// Messages that hold another message and add nothing that people see, except «view once».
const WRAPPERS: [&str; 10] = [
    "ephemeralMessage",
    "viewOnceMessage",
    "viewOnceMessageV2",
    "viewOnceMessageV2Extension",
    "documentWithCaptionMessage",
    "editedMessage",
    "lottieStickerMessage",
    "associatedChildMessage",
    "groupMentionedMessage",
    "botInvokeMessage",
];

/// Fields beside the message itself.
const BESIDE: [&str; 6] = [
    "messageContextInfo",
    "senderKeyDistributionMessage",
    "base64",
    "mediaUrl",
    "speechToText",
    "contextInfo",
];

/// What came in a message.
#[derive(Debug, PartialEq)]
pub(super) enum Said {
    /// Something for people to see.
    Content(Content),
    /// A reaction to an earlier message.
    Reaction { target: WaId, emoji: String },
    /// New words for an earlier message.
    Edit { id: WaId, content: Content, at: Option<Timestamp> },
    /// An earlier message is gone.
    Revoke { id: WaId },
    /// Nothing for people; says what it is.
    Nothing(String),
}

/// A message without its wrappers.
pub(super) struct Opened<'a> {
    message: &'a Value,
    /// Where the server keeps a copy of the file, if it does.
    media_url: Option<&'a str>,
    view_once: bool,
    /// The wrapper that could not be opened.
    shut: Option<&'static str>,
}

impl<'a> Opened<'a> {
    pub(super) fn new(message: &'a Value) -> Self {
        // Written beside the wrapper, not inside.
        let media_url = message["mediaUrl"].as_str();
        let mut opened = Self { message, media_url, view_once: false, shut: None };
        for _ in 0..DEPTH_MOST {
            let Some(wrapper) = WRAPPERS.into_iter().find(|name| opened.message[*name].is_object())
            else {
                return opened;
            };
            opened.view_once |= wrapper.starts_with("viewOnce");
            let inner = &opened.message[wrapper]["message"];
            if !inner.is_object() {
                opened.shut = Some(wrapper);
                return opened;
            }
            opened.message = inner;
        }
        opened.shut = WRAPPERS.into_iter().find(|name| opened.message[*name].is_object());
        opened
    }

    /// The context written inside the message: where a quote is when it is not beside the message.
    pub(super) fn context(&self) -> Option<&'a Value> {
        self.message
            .as_object()?
            .values()
            .map(|kind| &kind["contextInfo"])
            .find(|context| context.is_object())
    }

    fn file(&self) -> Option<FileFields<'a>> {
        FileFields::of(self.message)
    }

    /// Which file came with it; `chat` and `id` are those of the message.
    pub(super) fn file_ref(&self, chat: &ChatId, id: &WaId) -> Option<FileRef> {
        self.file()?.reference(chat, id, self.media_url)
    }

    /// The small picture of its file; empty where there is none.
    pub(super) fn preview(&self) -> Vec<u8> {
        self.file().map(|file| file.preview()).unwrap_or_default()
    }

    /// The words that it is quoted by: its text or caption.
    pub(super) fn excerpt(&self, most: usize) -> String {
        let content = self.content("");
        content.words().unwrap_or_default().chars().take(most).collect()
    }

    /// What it says; `named` is the gateway's own name for its kind.
    pub(super) fn said(&self, named: &str) -> Said {
        let protocol = &self.message["protocolMessage"];
        if protocol.is_object() {
            return protocol_said(protocol);
        }
        let reaction = &self.message["reactionMessage"];
        if let Some(target) = word(&reaction["key"]["id"]) {
            let emoji = words(&reaction["text"], 32).unwrap_or_default();
            return Said::Reaction { target: target.into(), emoji };
        }
        if self.message["albumMessage"].is_object() {
            return Said::Nothing(
                "the heading of an album; its pictures come by themselves".into(),
            );
        }
        Said::Content(self.content(named))
    }

    fn content(&self, named: &str) -> Content {
        let unknown =
            |name: &str| Content::Unknown { name: name.chars().take(NAME_MOST).collect() };
        if let Some(wrapper) = self.shut {
            return unknown(wrapper);
        }
        if let Some(content) =
            words_of(self.message).or_else(|| self.file_content()).or_else(|| thing(self.message))
        {
            return content;
        }
        let kinds = self.message.as_object().into_iter().flat_map(|fields| fields.keys());
        let kind = kinds.map(String::as_str).find(|kind| !BESIDE.contains(kind));
        unknown(kind.unwrap_or(if named.is_empty() { "empty" } else { named }))
    }

    fn file_content(&self) -> Option<Content> {
        self.file().map(|file| file.content(self.view_once))
    }
}

/// What a bare `protocolMessage` does, wherever it came from.
pub(super) fn protocol_said(protocol: &Value) -> Said {
    let kind = &protocol["type"];
    let is = |name: &str, code: i64| kind.as_str() == Some(name) || kind.as_i64() == Some(code);
    let Some(id) = word(&protocol["key"]["id"]).map(WaId::from) else {
        return Said::Nothing(format!("a protocol message ({})", name_of(kind)));
    };
    let edited = &protocol["editedMessage"];
    if is("REVOKE", 0) {
        Said::Revoke { id }
    } else if is("MESSAGE_EDIT", 14) && edited.is_object() {
        // Both shapes are in use: the message itself, and a wrapper around it.
        let edited = if edited["message"].is_object() { &edited["message"] } else { edited };
        // Zero is no time.
        let at = number(&protocol["timestampMs"]).filter(|ms| *ms > 0).map(Timestamp);
        Said::Edit { id, content: Opened::new(edited).content(""), at }
    } else {
        Said::Nothing(format!("a protocol message ({})", name_of(kind)))
    }
}

fn name_of(kind: &Value) -> String {
    word(kind)
        .map_or_else(|| kind.as_i64().map_or("no type".into(), |code| code.to_string()), Into::into)
}

/// Text, in the ways that WhatsApp and businesses send it.
fn words_of(message: &Value) -> Option<Content> {
    let template = &message["templateMessage"];
    let text = first_words(
        &[
            &message["conversation"],
            &message["extendedTextMessage"]["text"],
            &message["buttonsMessage"]["contentText"],
            &message["listMessage"]["description"],
            &message["listMessage"]["title"],
            &template["hydratedTemplate"]["hydratedContentText"],
            &template["hydratedFourRowTemplate"]["hydratedContentText"],
            &message["interactiveMessage"]["body"]["text"],
        ],
        TEXT_MOST,
    );
    text.map(Content::text)
}

/// Everything that is neither text nor a file.
fn thing(message: &Value) -> Option<Content> {
    place(message).or_else(|| cards(message)).or_else(|| poll(message)).or_else(|| choice(message))
}

fn place(message: &Value) -> Option<Content> {
    let (live, place) =
        [(false, &message["locationMessage"]), (true, &message["liveLocationMessage"])]
            .into_iter()
            .find(|(_, place)| place.is_object())?;
    let degrees =
        |name: &str, most: f64| place[name].as_f64().filter(|d| d.is_finite() && d.abs() <= most);
    Some(Content::Location {
        latitude: degrees("degreesLatitude", 90.0)?,
        longitude: degrees("degreesLongitude", 180.0)?,
        name: first_words(&[&place["name"], &place["address"], &place["caption"]], NAME_MOST),
        live: live || truth(&place["isLive"]),
    })
}

fn cards(message: &Value) -> Option<Content> {
    let (one, many) = (&message["contactMessage"], &message["contactsArrayMessage"]);
    let cards = if many.is_object() { items(&many["contacts"], LIST_MOST) } else { items(one, 1) };
    let cards = cards.iter().filter_map(card).collect();
    (one.is_object() || many.is_object()).then_some(Content::Contacts { cards })
}

fn poll(message: &Value) -> Option<Content> {
    let fields = message.as_object()?;
    let (_, poll) = fields
        .iter()
        .find(|(name, poll)| name.starts_with("pollCreationMessage") && poll.is_object())?;
    let options = items(&poll["options"], LIST_MOST);
    Some(Content::Poll {
        question: words(&poll["name"], TEXT_MOST)?,
        options: options
            .iter()
            .filter_map(|option| words(&option["optionName"], NAME_MOST))
            .collect(),
    })
}

fn choice(message: &Value) -> Option<Content> {
    let (buttons, list) = (&message["buttonsResponseMessage"], &message["listResponseMessage"]);
    let (template, flow) =
        (&message["templateButtonReplyMessage"], &message["interactiveResponseMessage"]);
    let title = first_words(
        &[
            &buttons["selectedDisplayText"],
            &buttons["selectedButtonId"],
            &list["title"],
            &list["singleSelectReply"]["selectedRowId"],
            &template["selectedDisplayText"],
            &template["selectedId"],
            &flow["body"]["text"],
        ],
        NAME_MOST,
    )?;
    Some(Content::Choice { title })
}
