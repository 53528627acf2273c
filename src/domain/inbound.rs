//! What a gateway can tell Relevo, in one vocabulary for all of them.

use serde::{Deserialize, Serialize};

use super::content::Content;
use super::identity::Identity;
use super::ids::{ChatId, Timestamp, WaId};

/// The message that another one replies to.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Quote {
    /// WhatsApp's id of the quoted message.
    pub id: WaId,
    /// Who wrote the quoted message, as far as the gateway says.
    #[serde(skip_serializing_if = "Identity::is_unknown", default)]
    pub author: Identity,
    /// Set when the quoted message is in another chat («reply in private»).
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub chat: Option<ChatId>,
    /// Its first words, as far as the gateway says.
    #[serde(skip_serializing_if = "String::is_empty", default)]
    pub excerpt: String,
}

/// A message that arrived.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Incoming {
    /// WhatsApp's id, unique within the chat.
    pub id: WaId,
    /// Where it was written.
    pub chat: ChatId,
    /// Who wrote it.
    pub author: Identity,
    /// The name that the author goes by on WhatsApp; empty where not given.
    #[serde(skip_serializing_if = "String::is_empty", default)]
    pub name: String,
    /// When it was written, by the gateway's clock.
    pub at: Timestamp,
    /// What it says.
    pub content: Content,
    /// What it replies to.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub quote: Option<Quote>,
    /// Who is mentioned in its words, where they stand as `@` and digits.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub mentions: Vec<Identity>,
    /// A small picture of its file, where the gateway gives one.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub preview: Vec<u8>,
}

/// What became of a message that Relevo sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Delivery {
    /// WhatsApp's server has it.
    Sent,
    /// It is on the other phone.
    Delivered,
    /// It was read.
    Read,
    /// A voice note or video was played.
    Played,
    /// It will not arrive.
    Failed,
}

/// State of a line's connection to WhatsApp.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize,
)]
#[serde(rename_all = "snake_case")]
pub enum Connection {
    /// Messages flow.
    Connected,
    /// Being established.
    #[default]
    Connecting,
    /// A person has to scan the QR code.
    WaitingForQr,
    /// Down.
    Disconnected,
}

/// What happened to members of a group.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MemberChange {
    /// They came in.
    Joined,
    /// They left or were removed.
    Left,
    /// They became administrators.
    Promoted,
    /// They are no longer administrators.
    Demoted,
}

/// One thing that a gateway reported.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "event", rename_all = "snake_case")]
pub enum Inbound {
    /// Somebody wrote.
    Message(Incoming),
    /// The line itself wrote: an echo of what Relevo sent, or something typed on its phone.
    Echo {
        /// Where.
        chat: ChatId,
        /// WhatsApp's id.
        id: WaId,
        /// Typed by a person on the line's own phone, not sent through the gateway's API.
        typed_on_phone: bool,
        /// What it says.
        content: Content,
    },
    /// A message was changed. Some gateways do not say in which chat.
    Edited {
        /// The message as it was first sent.
        id: WaId,
        /// Where, if known.
        #[serde(skip_serializing_if = "Option::is_none", default)]
        chat: Option<ChatId>,
        /// What it says now.
        content: Content,
        /// When it was changed, by the gateway's clock, where it says so.
        #[serde(skip_serializing_if = "Option::is_none", default)]
        at: Option<Timestamp>,
    },
    /// A message was deleted for everyone.
    Revoked {
        /// The message that is gone.
        id: WaId,
        /// Where, if known.
        #[serde(skip_serializing_if = "Option::is_none", default)]
        chat: Option<ChatId>,
    },
    /// Somebody reacted to a message.
    Reaction {
        /// The reaction's own id.
        id: WaId,
        /// Where.
        chat: ChatId,
        /// Who reacted.
        author: Identity,
        /// The message reacted to.
        target: WaId,
        /// One emoji, or empty when the reaction was taken back.
        emoji: String,
    },
    /// A message of ours got on, or failed.
    Delivery {
        /// WhatsApp's id of our message.
        id: WaId,
        /// Where.
        chat: ChatId,
        /// How far it got.
        state: Delivery,
    },
    /// Somebody is writing or recording, or has stopped.
    Typing {
        /// Where.
        chat: ChatId,
        /// Who.
        author: Identity,
        /// Whether they are at it.
        on: bool,
    },
    /// Members of a group came, left or changed rank.
    Members {
        /// The group.
        chat: ChatId,
        /// Who.
        people: Vec<Identity>,
        /// What happened to them.
        change: MemberChange,
    },
    /// A group was seen, with its members.
    Group {
        /// The group.
        chat: ChatId,
        /// Its name.
        subject: String,
        /// Who is in it.
        people: Vec<Identity>,
    },
    /// The line's connection changed.
    Connection {
        /// What it is now.
        state: Connection,
        /// The gateway's reason, where it gives one.
        #[serde(skip_serializing_if = "Option::is_none", default)]
        reason: Option<String>,
    },
    /// A QR code to scan on the line's phone.
    Qr {
        /// The text that the code encodes.
        code: String,
        /// The code that can be typed on the line's phone in place of scanning, where one was asked for.
        #[serde(skip_serializing_if = "Option::is_none", default)]
        pairing: Option<String>,
    },
    /// Understood, and of no concern to Relevo.
    Ignored {
        /// Why, in a few words of English for whoever debugs it.
        why: String,
    },
}
