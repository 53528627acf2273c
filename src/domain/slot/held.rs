//! What an agent writes, on its way to the customer: sent, or held back because it names another case.

use super::Slot;
use crate::domain::command::Command;
use crate::domain::content::Content;
use crate::domain::ids::{AgentId, Timestamp, WaId};
use crate::domain::main_group::quote_of;
use crate::domain::message::{Change, GroupWrote};
use crate::domain::notice::Notice;
use crate::domain::outcome::Outcome;
use crate::domain::wrong_room::named_in;

/// Messages held back that are remembered; the agent can write older ones again.
const HELD_MOST: usize = 5;

/// Something that was not sent, and can be after all.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Held {
    /// A message.
    Message(Box<GroupWrote>),
    /// New words for one.
    Edit {
        /// Which one.
        id: WaId,
        /// The words.
        change: Change,
    },
}

impl Held {
    fn id(&self) -> &WaId {
        match self {
            Self::Message(msg) => &msg.message.id,
            Self::Edit { id, .. } => id,
        }
    }
}

impl Slot {
    /// Sends what an agent wrote, unless it seems to be meant for somebody else.
    pub(super) fn relay_to_customer(
        &mut self,
        by: AgentId,
        msg: GroupWrote,
        now: Timestamp,
    ) -> Outcome {
        let chat = msg.message.chat.clone();
        if let Content::Unknown { .. } = msg.message.content {
            let mut outcome = Outcome::default();
            outcome.reply(&chat, quote_of(&msg.message), Notice::NotCarriedToCustomer);
            return outcome;
        }
        if let Some(warning) = self.wrong_room(&msg.message.content) {
            let mut outcome = Outcome::default();
            outcome.reply(&chat, quote_of(&msg.message), warning);
            self.hold(Held::Message(msg.into()));
            return outcome;
        }
        let content = msg.message.content.clone();
        self.send_to_customer(by, &msg, content, now)
    }

    /// `/cliente`: sends exactly the words, with the file of this message or of the one it quotes; without
    /// words, the message that was held back and is quoted.
    pub(super) fn send_as_told(
        &mut self,
        by: AgentId,
        msg: &GroupWrote,
        text: String,
        now: Timestamp,
    ) -> Outcome {
        let quoted = msg.message.quote.as_ref().map(|quote| quote.id.clone());
        let held = quoted.as_ref().and_then(|id| {
            let at = self.held.iter().position(|held| held.id() == id)?;
            text.is_empty().then(|| self.held.remove(at))
        });
        match held {
            Some(Held::Message(held)) => {
                let content = held.message.content.clone();
                return self.send_to_customer(by, &held, content, now);
            }
            Some(Held::Edit { id, change }) => return self.carry_held_edit(by, &id, &change, now),
            None => {}
        }
        let file = match &msg.message.content {
            Content::Media { .. } => Some(msg.message.content.clone()),
            Content::Text { .. }
            | Content::Location { .. }
            | Content::Contacts { .. }
            | Content::Poll { .. }
            | Content::Choice { .. }
            | Content::Unknown { .. } => quoted.filter(|_| !text.is_empty()).and_then(|id| {
                let entry = self.case.as_ref()?.map.find(&id)?;
                entry.message.content.file().map(|_| entry.message.content.clone())
            }),
        };
        let content = match file {
            Some(Content::Media { media, file_name, view_once, file, .. }) => Content::Media {
                media,
                caption: (!text.is_empty()).then_some(text),
                file_name,
                view_once,
                file,
            },
            _ if text.is_empty() => {
                let mut outcome = Outcome::default();
                outcome.say(&msg.message.chat, Notice::NothingToSend);
                return outcome;
            }
            _ => Content::text(text),
        };
        self.send_to_customer(by, msg, content, now)
    }

    /// Remembers what was held back.
    pub(super) fn hold(&mut self, held: Held) {
        self.held.retain(|other| other.id() != held.id());
        self.held.push(held);
        if self.held.len() > HELD_MOST {
            self.held.remove(0);
        }
    }

    /// A message that was held back was changed or deleted: whoever sends it after all sends it as it is now.
    pub(super) fn change_held(&mut self, id: &WaId, change: &Change) -> bool {
        let Some(at) = self.held.iter().position(|held| held.id() == id) else { return false };
        match (&mut self.held[at], change) {
            (Held::Message(msg), Change::Edited { content, .. }) => {
                let is_command = content.typed().and_then(Command::parse).is_some();
                if is_command {
                    self.held.remove(at);
                } else {
                    msg.message.content = msg.message.content.edited(content);
                }
                true
            }
            (Held::Message(_), Change::Revoked) => {
                self.held.remove(at);
                true
            }
            // The message itself is with the customer: what is done to it now counts.
            (Held::Edit { .. }, Change::Edited { .. } | Change::Revoked) => {
                self.held.remove(at);
                false
            }
            (Held::Message(_) | Held::Edit { .. }, Change::Reacted { .. }) => false,
        }
    }

    /// The warning about a text that names another open case of the same agent.
    pub(super) fn wrong_room(&self, content: &Content) -> Option<Notice> {
        if !self.rules.wrong_room_guard || self.others.is_empty() {
            return None;
        }
        let case = self.case.as_ref()?;
        let innocent = [case.ticket.customer.name.as_str(), case.seat.agent_name.as_str()];
        let other = named_in(content.typed()?, &self.others, &innocent)?;
        Some(Notice::WrongRoom {
            ticket: other.ticket,
            customer: other.customer.clone(),
            slot_name: other.slot_name.clone(),
        })
    }
}
