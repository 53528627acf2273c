//! What an outgoing message is when it is more than words: a file, a place, contacts, or a change of an
//! earlier message.

use serde::{Deserialize, Serialize};

use super::content::{ContactCard, MediaKind};
use super::file::FileRef;
use super::identity::Identity;
use super::ids::{TicketNo, WaId};

/// A message of a case, as it was carried to the other side.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct CopyRef {
    /// The case.
    pub ticket: TicketNo,
    /// Which message of it.
    pub seq: u32,
    /// Which part, where it was split; from 0.
    pub part: u8,
}

/// An earlier message that an outgoing one is about.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Target {
    /// WhatsApp's id of it.
    Known(WaId),
    /// One that we send: its id is known when this one's turn comes, because it leaves before.
    Copy(CopyRef),
}

impl Target {
    /// WhatsApp's id, once known.
    #[must_use]
    pub fn known(&self) -> Option<&WaId> {
        match self {
            Self::Known(id) => Some(id),
            Self::Copy(_) => None,
        }
    }
}

impl From<WaId> for Target {
    fn from(id: WaId) -> Self {
        Self::Known(id)
    }
}

/// A message, with what WhatsApp needs to find it in its chat.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct MessageRef {
    /// Which one.
    pub id: Target,
    /// Written by Relevo.
    pub from_us: bool,
    /// Who wrote it, where not Relevo.
    #[serde(skip_serializing_if = "Identity::is_unknown", default)]
    pub author: Identity,
}

/// What is sent, where that is not just the words of the letter.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "cargo", rename_all = "snake_case")]
pub enum Cargo {
    /// A file.
    File {
        /// Shown as what.
        media: MediaKind,
        /// Which one.
        file: FileRef,
        /// Its name.
        #[serde(skip_serializing_if = "Option::is_none", default)]
        file_name: Option<String>,
        /// The text below it.
        #[serde(skip_serializing_if = "Option::is_none", default)]
        caption: Option<String>,
        /// It was meant to be opened once: its bytes go when it has been carried.
        #[serde(skip_serializing_if = "std::ops::Not::not", default)]
        view_once: bool,
    },
    /// A place.
    Location {
        /// Degrees north.
        latitude: f64,
        /// Degrees east.
        longitude: f64,
        /// Name or address.
        #[serde(skip_serializing_if = "Option::is_none", default)]
        name: Option<String>,
    },
    /// Contact cards.
    Contacts {
        /// The cards.
        cards: Vec<ContactCard>,
    },
    /// New words for an earlier message of ours.
    Edit {
        /// Which one.
        of: MessageRef,
        /// All of its words from now on.
        text: String,
    },
    /// An earlier message of ours is deleted for everyone.
    Revoke {
        /// Which one.
        of: MessageRef,
    },
    /// A reaction to an earlier message; with no emoji, the one before is taken back.
    React {
        /// To which one.
        of: MessageRef,
        /// One emoji, or nothing.
        emoji: String,
    },
}

impl Cargo {
    /// The earlier message that it is about.
    #[must_use]
    pub fn about(&self) -> Option<&MessageRef> {
        match self {
            Self::Edit { of, .. } | Self::Revoke { of } | Self::React { of, .. } => Some(of),
            Self::File { .. } | Self::Location { .. } | Self::Contacts { .. } => None,
        }
    }
}
