//! Which message in a slot is which message in the customer's chat: what quotes, edits, deletions, reactions
//! and delivery reports are carried over by.

use std::collections::{BTreeMap, VecDeque};
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::content::Content;
use super::ids::{AgentId, Timestamp, WaId};
use super::main_group::cut;
use super::message::Change;
use super::ticket::{CaseMessage, Fate, Side};

/// Messages of a case that are known at the most; older ones can no longer be changed or quoted across.
pub const MAP_MOST: usize = 300;
/// Characters of a text that are kept: what somebody else who takes the case over is shown of it.
const WORDS_MOST: usize = 2_000;
/// Characters of a text that are shown where it is spoken of.
const EXCERPT_MOST: usize = 300;

/// How far a message has come on its way to the other side.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize,
)]
#[serde(rename_all = "snake_case")]
pub enum Carried {
    /// In the outbox.
    #[default]
    Waiting,
    /// Taken back before it left.
    Withdrawn,
    /// The gateway has it.
    Sent,
    /// It is on the other phone.
    Delivered,
    /// It was read.
    Read,
    /// It will not arrive.
    Failed,
}

impl Carried {
    /// The name in the database.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Waiting => "queued",
            Self::Withdrawn => "withdrawn",
            Self::Sent => "sent",
            Self::Delivered => "delivered",
            Self::Read => "read",
            Self::Failed => "failed",
        }
    }

    /// Reads [`Self::name`]; what waits for an agent (`kept`) and anything else is in no outbox yet.
    #[must_use]
    pub fn from_name(name: &str) -> Self {
        match name {
            "withdrawn" => Self::Withdrawn,
            "sent" => Self::Sent,
            "delivered" => Self::Delivered,
            "read" => Self::Read,
            "failed" => Self::Failed,
            _ => Self::Waiting,
        }
    }

    /// Whether a report of `next` says something new: reports come repeated and out of order.
    #[must_use]
    pub fn goes_on_to(self, next: Self) -> bool {
        match next {
            Self::Delivered | Self::Read => {
                matches!(self, Self::Sent | Self::Delivered) && self < next
            }
            Self::Failed => self == Self::Sent,
            Self::Waiting | Self::Withdrawn | Self::Sent => false,
        }
    }
}

/// A message of a case, as both sides know it.
#[derive(Debug, Clone, PartialEq)]
pub struct Entry {
    /// The message; of a long text only the beginning.
    pub message: CaseMessage,
    /// Its ids on the other side, one for each part.
    pub copies: Vec<WaId>,
    /// How far it has come.
    pub carried: Carried,
    /// The agent who wrote it, where that was for an earlier holder of the case: to be shown and quoted in words.
    /// What happens to it is that slot's affair; here it stays as it was when the case was handed over, until the case
    /// is read from the store.
    pub past: Option<Arc<str>>,
}

impl Entry {
    /// Its first words.
    #[must_use]
    pub fn excerpt(&self) -> String {
        cut(self.message.content.words().unwrap_or_default(), EXCERPT_MOST)
    }

    /// Whether it is on the other side, or on its way there.
    #[must_use]
    pub fn is_carried(&self) -> bool {
        // Of a message in parts, one may have arrived although another failed.
        !self.copies.is_empty()
            || match self.carried {
                Carried::Waiting | Carried::Sent | Carried::Delivered | Carried::Read => true,
                Carried::Withdrawn | Carried::Failed => false,
            }
    }
}

/// The messages of a case, newest [`MAP_MOST`].
#[derive(Debug, Clone, PartialEq, Default)]
pub struct MessageMap {
    entries: VecDeque<Entry>,
    by_id: BTreeMap<WaId, u32>,
}

impl MessageMap {
    /// Takes in a message that is about to be carried over.
    pub fn push(&mut self, message: &CaseMessage) {
        self.restore(message, Vec::new(), Carried::Waiting);
    }

    /// Takes in a message from the store.
    pub fn restore(&mut self, message: &CaseMessage, copies: Vec<WaId>, carried: Carried) {
        let message = CaseMessage { content: shortened(&message.content), ..message.clone() };
        self.add(Entry { message, copies, carried, past: None });
    }

    /// Takes in what an agent of this name wrote for an earlier holder of the case, from the store.
    pub fn restore_past(
        &mut self,
        message: &CaseMessage,
        copies: Vec<WaId>,
        carried: Carried,
        name: String,
    ) {
        let message = CaseMessage { content: shortened(&message.content), ..message.clone() };
        self.add(Entry { message, copies, carried, past: Some(name.into()) });
    }

    fn add(&mut self, entry: Entry) {
        for id in entry.copies.iter().chain([&entry.message.wa_id]) {
            self.by_id.insert(id.clone(), entry.message.seq);
        }
        self.entries.push_back(entry);
        while self.entries.len() > MAP_MOST {
            let Some(oldest) = self.entries.pop_front() else { break };
            for id in oldest.copies.iter().chain([&oldest.message.wa_id]) {
                self.by_id.remove(id);
            }
        }
    }

    /// The messages as the next holder of the case has them: the customer's are to be shown again, of the agents'
    /// it is known what they said. `name` is how an agent is called.
    #[must_use]
    pub fn handed_over(&self, name: impl Fn(AgentId) -> String) -> Self {
        let mut map = Self::default();
        for entry in &self.entries {
            map.add(match entry.message.from {
                Side::Customer => {
                    Entry { copies: Vec::new(), carried: Carried::Waiting, ..entry.clone() }
                }
                Side::Agent(agent) => {
                    let past = entry.past.clone().or_else(|| Some(name(agent).into()));
                    Entry { past, ..entry.clone() }
                }
            });
        }
        map
    }

    /// What the agents of a slot have written themselves: all that it still has to do with once the case is elsewhere.
    #[must_use]
    pub fn written_here(&self) -> Self {
        let mut map = Self::default();
        let here = self
            .entries
            .iter()
            .filter(|entry| entry.past.is_none() && matches!(entry.message.from, Side::Agent(_)));
        here.for_each(|entry| map.add(entry.clone()));
        map
    }

    /// The message with this number.
    #[must_use]
    pub fn get(&self, seq: u32) -> Option<&Entry> {
        let at = self.entries.binary_search_by_key(&seq, |entry| entry.message.seq).ok()?;
        self.entries.get(at)
    }

    fn get_mut(&mut self, seq: u32) -> Option<&mut Entry> {
        let at = self.entries.binary_search_by_key(&seq, |entry| entry.message.seq).ok()?;
        self.entries.get_mut(at)
    }

    /// The message with this id, on either side.
    #[must_use]
    pub fn find(&self, id: &WaId) -> Option<&Entry> {
        self.get(*self.by_id.get(id)?)
    }

    /// The messages, oldest first.
    pub fn entries(&self) -> impl DoubleEndedIterator<Item = &Entry> {
        self.entries.iter()
    }

    /// A part of a message is on the other side.
    pub fn sent(&mut self, seq: u32, part: u8, wa_id: &WaId) {
        let Some(entry) = self.get_mut(seq) else { return };
        if part == 0 && !entry.copies.is_empty() {
            // Shown here before, when the case was here before.
            let before = std::mem::replace(&mut entry.copies[0], wa_id.clone());
            self.by_id.remove(&before);
            self.by_id.insert(wa_id.clone(), seq);
        } else if entry.copies.len() == usize::from(part) {
            entry.copies.push(wa_id.clone());
            self.by_id.insert(wa_id.clone(), seq);
        }
        if let Some(entry) = self.get_mut(seq)
            && entry.carried < Carried::Sent
        {
            entry.carried = Carried::Sent;
        }
    }

    /// A message has come so far.
    pub fn carried(&mut self, seq: u32, carried: Carried) {
        if let Some(entry) = self.get_mut(seq) {
            entry.carried = carried;
        }
    }

    /// Takes in a change that a writer made; the message as it is now, if it is different.
    pub fn change(&mut self, seq: u32, change: &Change, now: Timestamp) -> Option<CaseMessage> {
        let entry = self.get_mut(seq).filter(|entry| entry.past.is_none())?;
        let mut message = entry.message.clone();
        if !message.change(change, now) {
            return None;
        }
        entry.message = CaseMessage { content: shortened(&message.content), ..message.clone() };
        Some(message)
    }

    /// Takes in the fact that a message says something else.
    pub fn edited(&mut self, seq: u32, content: &Content, at: Timestamp) {
        // What is gone stays gone.
        if let Some(entry) = self.get_mut(seq)
            && !matches!(entry.message.fate, Fate::Deleted { .. })
        {
            entry.message.content = shortened(content);
            entry.message.fate = Fate::Edited { at };
        }
    }

    /// Takes in the fact that a message was deleted.
    pub fn deleted(&mut self, seq: u32, at: Timestamp) {
        if let Some(entry) = self.get_mut(seq) {
            entry.message.fate = Fate::Deleted { at };
        }
    }
}

/// Content without what only its bearer needs.
fn shortened(content: &Content) -> Content {
    match content {
        Content::Text { text } => Content::Text { text: cut(text, WORDS_MOST) },
        Content::Media { media, caption, file_name, view_once, file } => Content::Media {
            media: *media,
            caption: caption.as_deref().map(|caption| cut(caption, WORDS_MOST)),
            file_name: file_name.clone(),
            view_once: *view_once,
            file: file.clone(),
        },
        Content::Location { .. }
        | Content::Contacts { .. }
        | Content::Poll { .. }
        | Content::Choice { .. }
        | Content::Unknown { .. } => content.clone(),
    }
}
