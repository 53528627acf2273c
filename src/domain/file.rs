//! A file that was sent on WhatsApp: which one it is, and how its gateway finds it again. Its bytes are in
//! the media folder (`media`), never here.

use serde::{Deserialize, Serialize};

use super::ids::{ChatId, WaId};
use super::outcome::EventKey;

/// Names a file within its line for good: that of the message it came with.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FileKey(pub u128);

impl FileKey {
    /// The key of the file in message `id` of `chat`.
    #[must_use]
    pub fn of(chat: &ChatId, id: &WaId) -> Self {
        Self(EventKey::of(chat, id).0)
    }

    /// Reads what [`Self`] is written as: 32 hexadecimal digits.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let is_key = text.len() == 32 && text.bytes().all(|b| b.is_ascii_hexdigit());
        is_key.then(|| u128::from_str_radix(text, 16).ok().map(Self)).flatten()
    }
}

impl std::fmt::Display for FileKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:032x}", self.0)
    }
}

impl Serialize for FileKey {
    fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for FileKey {
    fn deserialize<D: serde::Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let text = <std::borrow::Cow<'_, str>>::deserialize(from)?;
        Self::parse(&text).ok_or_else(|| serde::de::Error::custom("no file key"))
    }
}

/// Why a file is not in the media folder.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FileFault {
    /// Its gateway does not have it any more, or could not bring it.
    Lost,
    /// Too large, or of a type that is not carried.
    Refused,
    /// It was to be opened once, and has been carried.
    Used,
}

impl FileFault {
    /// The name in the database.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Lost => "lost",
            Self::Refused => "refused",
            Self::Used => "used",
        }
    }
}

/// A file as its message names it. Nothing in it is to be believed: the type is found out from the bytes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FileRef {
    /// Its name within the line.
    pub key: FileKey,
    /// What its gateway needs to find it; means nothing to anybody else.
    pub source: Box<str>,
    /// The type that the sender's phone gave it.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub mime: Option<Box<str>>,
    /// Bytes, as the sender's phone counted them.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub size: Option<u64>,
    /// Length of a recording, in seconds.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub seconds: Option<u32>,
    /// The hash of the small picture that stands for it, once that is in the media folder.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub preview: Option<Box<str>>,
}

impl FileRef {
    /// The file of message `id` in `chat`, of which nothing else is known.
    #[must_use]
    pub fn new(chat: &ChatId, id: &WaId, source: &str) -> Self {
        Self {
            key: FileKey::of(chat, id),
            source: source.into(),
            mime: None,
            size: None,
            seconds: None,
            preview: None,
        }
    }
}
