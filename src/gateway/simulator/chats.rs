//! Chats of the simulated WhatsApp: logs of messages, and groups with their members.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use serde::{Deserialize, Serialize};

use super::people::PersonId;
use crate::domain::content::Content;
use crate::domain::ids::{ChatId, Timestamp, WaId};

/// Messages kept per chat; the oldest are forgotten first.
pub const LOG_MOST: usize = 10_000;
/// WhatsApp's limit for the name of a group, in characters.
pub const SUBJECT_MOST: usize = 100;

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
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
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
    /// How far it got: a person's on its way to Relevo, the line's on its way to everybody in the chat.
    #[serde(default)]
    pub ticks: Ticks,
    /// Who has read it, of the line's own.
    #[serde(skip_serializing_if = "BTreeSet::is_empty", default)]
    pub read_by: BTreeSet<PersonId>,
    /// When its words were changed last.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub edited: Option<Timestamp>,
    /// It was deleted for everyone.
    #[serde(skip_serializing_if = "std::ops::Not::not", default)]
    pub deleted: bool,
    /// What it said first, where it was changed since: a gateway that repeats a message repeats that.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub first: Option<Box<Content>>,
    /// One of each account at the most, in the order in which they came.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub reactions: Vec<Reaction>,
}

/// How far a message got.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Ticks {
    /// WhatsApp has it: ✓.
    #[default]
    Sent,
    /// It is on the other side: ✓✓.
    Delivered,
    /// It was read there: blue ✓✓.
    Read,
}

/// A reaction.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reaction {
    /// Whose.
    pub by: Author,
    /// One emoji.
    pub emoji: String,
}

impl Message {
    pub(super) fn new(
        id: WaId,
        author: Author,
        at: Timestamp,
        content: Content,
        quote: Option<Quoted>,
    ) -> Self {
        Self {
            id,
            author,
            at,
            content,
            quote,
            delivered: false,
            sends: 1,
            ticks: Ticks::Sent,
            read_by: BTreeSet::new(),
            edited: None,
            deleted: false,
            first: None,
            reactions: Vec::new(),
        }
    }

    /// What it said when it was sent.
    #[must_use]
    pub fn first_content(&self) -> &Content {
        self.first.as_deref().unwrap_or(&self.content)
    }

    /// Other words from now on.
    pub(super) fn reword(&mut self, content: Content, now: Timestamp) {
        let before = std::mem::replace(&mut self.content, content);
        self.first.get_or_insert_with(|| Box::new(before));
        self.edited = Some(now);
    }

    /// Gone for everyone; who asks for it learns no more than that.
    pub(super) fn wipe(&mut self) {
        let before = std::mem::replace(&mut self.content, Content::text(""));
        self.first.get_or_insert_with(|| Box::new(before));
        self.deleted = true;
        self.reactions.clear();
    }

    /// Takes a reaction, in place of the one before; nothing takes that back. Whether this changed anything.
    pub(super) fn react(&mut self, by: Author, emoji: &str) -> bool {
        let before = self.reactions.iter().position(|reaction| reaction.by == by);
        match before {
            None if emoji.is_empty() => return false,
            None => self.reactions.push(Reaction { by, emoji: emoji.to_owned() }),
            Some(at) if self.reactions[at].emoji == emoji => return false,
            Some(at) if emoji.is_empty() => drop(self.reactions.remove(at)),
            Some(at) => emoji.clone_into(&mut self.reactions[at].emoji),
        }
        true
    }
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

    pub(super) fn iter_mut(&mut self) -> impl DoubleEndedIterator<Item = &mut Message> {
        self.messages.iter_mut()
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
