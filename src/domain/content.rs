//! What a message says, whatever its kind.

use serde::{Deserialize, Serialize};

use super::file::FileRef;

/// Kinds of media file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MediaKind {
    /// A photo.
    Image,
    /// A video.
    Video,
    /// A video that plays by itself without sound.
    Gif,
    /// A round video note.
    VideoNote,
    /// A voice note, recorded on the spot.
    Voice,
    /// An audio file.
    Audio,
    /// Any other file.
    Document,
    /// A sticker.
    Sticker,
}

impl MediaKind {
    /// Every kind.
    pub const ALL: [Self; 8] = [
        Self::Image,
        Self::Video,
        Self::Gif,
        Self::VideoNote,
        Self::Voice,
        Self::Audio,
        Self::Document,
        Self::Sticker,
    ];

    /// Whether WhatsApp shows a text below it.
    #[must_use]
    pub fn takes_caption(self) -> bool {
        match self {
            Self::Image | Self::Video | Self::Gif | Self::Document => true,
            Self::VideoNote | Self::Voice | Self::Audio | Self::Sticker => false,
        }
    }
}

/// A contact card.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ContactCard {
    /// The name on it.
    pub name: String,
    /// The numbers on it, as written.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub phones: Vec<String>,
}

/// The content of a message.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Content {
    /// Plain text, with WhatsApp's own formatting marks.
    Text {
        /// The text as written.
        text: String,
    },
    /// A file.
    Media {
        /// Which kind of file.
        media: MediaKind,
        /// The text below it.
        #[serde(skip_serializing_if = "Option::is_none", default)]
        caption: Option<String>,
        /// The name of the file.
        #[serde(skip_serializing_if = "Option::is_none", default)]
        file_name: Option<String>,
        /// It can be opened only once.
        #[serde(skip_serializing_if = "std::ops::Not::not", default)]
        view_once: bool,
        /// Which file it is; `None` where the gateway gives no way to it.
        #[serde(skip_serializing_if = "Option::is_none", default)]
        file: Option<FileRef>,
    },
    /// A place.
    Location {
        /// Degrees north.
        latitude: f64,
        /// Degrees east.
        longitude: f64,
        /// Name or address, where given.
        #[serde(skip_serializing_if = "Option::is_none", default)]
        name: Option<String>,
        /// It moves while being watched.
        #[serde(skip_serializing_if = "std::ops::Not::not", default)]
        live: bool,
    },
    /// One or more contact cards.
    Contacts {
        /// The cards.
        cards: Vec<ContactCard>,
    },
    /// A poll.
    Poll {
        /// The question.
        question: String,
        /// The answers to choose from.
        options: Vec<String>,
    },
    /// The choice of a button or a list entry.
    Choice {
        /// What the person saw on it.
        title: String,
    },
    /// A kind that Relevo does not know.
    Unknown {
        /// The gateway's name for it.
        name: String,
    },
}

impl Content {
    /// Plain text.
    pub fn text(text: impl Into<String>) -> Self {
        Self::Text { text: text.into() }
    }

    /// The file in it, if any.
    #[must_use]
    pub fn file(&self) -> Option<&FileRef> {
        match self {
            Self::Media { file, .. } => file.as_ref(),
            Self::Text { .. }
            | Self::Location { .. }
            | Self::Contacts { .. }
            | Self::Poll { .. }
            | Self::Choice { .. }
            | Self::Unknown { .. } => None,
        }
    }

    /// What it says once its words were changed to those of `new`: a file keeps its bytes.
    #[must_use]
    pub fn edited(&self, new: &Self) -> Self {
        match (self, new) {
            (
                Self::Media { media, file_name, view_once, file, .. },
                Self::Text { .. } | Self::Media { .. },
            ) => Self::Media {
                media: *media,
                caption: new.typed().map(str::to_owned),
                file_name: file_name.clone(),
                view_once: *view_once,
                file: file.clone(),
            },
            _ => new.clone(),
        }
    }

    /// The words in it, if any: the text, a caption, a choice.
    #[must_use]
    pub fn words(&self) -> Option<&str> {
        match self {
            Self::Text { text } => Some(text),
            Self::Choice { title } => Some(title),
            Self::Media { caption, .. } => caption.as_deref(),
            Self::Poll { question, .. } => Some(question),
            Self::Location { name, .. } => name.as_deref(),
            Self::Contacts { .. } | Self::Unknown { .. } => None,
        }
    }

    /// What the sender typed, which may be a command: text or a caption, never a choice.
    #[must_use]
    pub fn typed(&self) -> Option<&str> {
        match self {
            Self::Text { text } => Some(text),
            Self::Media { caption, .. } => caption.as_deref(),
            Self::Location { .. }
            | Self::Contacts { .. }
            | Self::Poll { .. }
            | Self::Choice { .. }
            | Self::Unknown { .. } => None,
        }
    }
}
