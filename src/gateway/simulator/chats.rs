//! Chats of the simulated WhatsApp: logs of messages, and groups with their members.

use std::collections::{BTreeMap, VecDeque};

use serde::{Deserialize, Serialize};

use super::error::SimulatorError;
use super::people::PersonId;
use crate::domain::content::Content;
use crate::domain::ids::{ChatId, Timestamp, WaId};

/// Messages kept per chat; the oldest are forgotten first.
pub const LOG_MOST: usize = 10_000;
/// WhatsApp's limit for a text, in characters.
pub const TEXT_MOST: usize = 65_536;
/// WhatsApp's limit for the name of a group, in characters.
pub const SUBJECT_MOST: usize = 100;
/// Contacts of a card, or answers of a poll.
const ENTRIES_MOST: usize = 100;

/// A chat, whatever address was used for it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Place {
    /// The chat of a person with the line.
    Direct(PersonId),
    /// A group.
    Group(ChatId),
}

/// Who wrote a message.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Author {
    /// A person.
    Person(PersonId),
    /// The line.
    Line,
}

/// What a message replies to.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Quoted {
    /// The quoted message.
    pub id: WaId,
    /// Its chat, where that is another one.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub chat: Option<ChatId>,
    /// Its first words, as the reply carries them.
    pub text: String,
}

/// A message.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Message {
    /// WhatsApp's id.
    pub id: WaId,
    /// Who wrote it.
    pub author: Author,
    /// When.
    pub at: Timestamp,
    /// What it says.
    pub content: Content,
    /// What it replies to.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub quote: Option<Quoted>,
    /// Relevo has acknowledged it (the echo, for the line's own).
    pub delivered: bool,
    /// How often it was sent: above one, the same message was sent again and is still one message.
    pub sends: u32,
}

/// The messages of a chat, oldest first.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(from = "VecDeque<Message>", into = "VecDeque<Message>")]
pub struct Log {
    messages: VecDeque<Message>,
    /// Where a message is, counted from the first one ever.
    index: BTreeMap<WaId, usize>,
    forgotten: usize,
}

impl PartialEq for Log {
    fn eq(&self, other: &Self) -> bool {
        // The rest follows from the messages, up to what was forgotten before a restart.
        self.messages == other.messages
    }
}

impl From<VecDeque<Message>> for Log {
    fn from(messages: VecDeque<Message>) -> Self {
        let index =
            messages.iter().enumerate().map(|(at, message)| (message.id.clone(), at)).collect();
        Self { messages, index, forgotten: 0 }
    }
}

impl From<Log> for VecDeque<Message> {
    fn from(log: Log) -> Self {
        log.messages
    }
}

impl Log {
    /// All messages that are kept.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = &Message> + ExactSizeIterator {
        self.messages.iter()
    }

    /// One message.
    #[must_use]
    pub fn get(&self, id: &WaId) -> Option<&Message> {
        self.messages.get(self.index.get(id)?.checked_sub(self.forgotten)?)
    }

    pub(super) fn get_mut(&mut self, id: &WaId) -> Option<&mut Message> {
        self.messages.get_mut(self.index.get(id)?.checked_sub(self.forgotten)?)
    }

    pub(super) fn push(&mut self, message: Message) {
        if self.messages.len() >= LOG_MOST
            && let Some(oldest) = self.messages.pop_front()
        {
            self.index.remove(&oldest.id);
            self.forgotten += 1;
        }
        self.index.insert(message.id.clone(), self.forgotten + self.messages.len());
        self.messages.push_back(message);
    }
}

/// A member of a group.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Member {
    /// An administrator of it.
    pub admin: bool,
}

/// A group that the line is in.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Group {
    /// Its chat.
    pub chat: ChatId,
    /// Its name.
    pub subject: String,
    /// Its members, besides the line.
    pub members: BTreeMap<PersonId, Member>,
    /// What its invite link ends in.
    pub invite: String,
    /// What was written in it.
    pub log: Log,
}

/// The content as it is stored, or why nobody could have written it.
pub(super) fn checked(content: Content) -> Result<Content, SimulatorError> {
    let fits = |text: &str| match text.chars().count() {
        0..=TEXT_MOST => Ok(()),
        _ => Err(SimulatorError::TooLong),
    };
    match content {
        Content::Text { text } => {
            fits(&text)?;
            if text.trim().is_empty() {
                Err(SimulatorError::Empty)
            } else {
                Ok(Content::Text { text })
            }
        }
        Content::Location { latitude, longitude, name, live } => {
            fits(name.as_deref().unwrap_or_default())?;
            let on_earth = latitude.abs() <= 90.0 && longitude.abs() <= 180.0;
            if !on_earth {
                return Err(SimulatorError::NoPlace);
            }
            // Ten centimetres; so few digits survive JSON unchanged.
            let rounded = |degrees: f64| (degrees * 1e6).round() / 1e6;
            Ok(Content::Location {
                latitude: rounded(latitude),
                longitude: rounded(longitude),
                name,
                live,
            })
        }
        Content::Media { media, caption, file_name, view_once, file } => {
            fits(caption.as_deref().unwrap_or_default())?;
            fits(file_name.as_deref().unwrap_or_default())?;
            Ok(Content::Media { media, caption, file_name, view_once, file })
        }
        Content::Contacts { cards } => {
            let texts: Vec<String> = cards
                .iter()
                .flat_map(|card| card.phones.iter().chain([&card.name]))
                .cloned()
                .collect();
            many_fit(&texts, fits)?;
            Ok(Content::Contacts { cards })
        }
        Content::Poll { question, options } => {
            fits(&question)?;
            many_fit(&options, fits)?;
            Ok(Content::Poll { question, options })
        }
        Content::Choice { title } => fits(&title).map(|()| Content::Choice { title }),
        Content::Unknown { name } => fits(&name).map(|()| Content::Unknown { name }),
    }
}

fn many_fit(
    texts: &[String],
    fits: impl Fn(&str) -> Result<(), SimulatorError>,
) -> Result<(), SimulatorError> {
    if texts.len() > ENTRIES_MOST {
        return Err(SimulatorError::TooLong);
    }
    texts.iter().try_for_each(|text| fits(text))
}
