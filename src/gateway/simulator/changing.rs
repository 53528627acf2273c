//! What people do with messages that are there: change their words, delete them, react to them, read them.

use super::chats::{Author, Message, Place, Ticks};
use super::error::SimulatorError;
use super::network::Network;
use super::numbering::wa_id_of_person;
use super::people::{Person, PersonId};
use super::wording::{checked, is_reaction, reworded};
use crate::domain::capabilities::Capabilities;
use crate::domain::ids::{ChatId, Timestamp, WaId};
use crate::domain::inbound::{Delivery, Inbound};

impl Network {
    /// A person changes the words of a message of their own.
    ///
    /// # Errors
    /// It is not theirs, too old, or has no words.
    pub fn edit(
        &mut self,
        id: PersonId,
        place: &Place,
        message: &WaId,
        text: &str,
        now: Timestamp,
    ) -> Result<(), SimulatorError> {
        let chat = self.chat_for(id, place)?;
        let target = self.there(place, message)?;
        if target.author != Author::Person(id) {
            return Err(SimulatorError::NotYours);
        }
        check_age(target, Capabilities::ALL.edit_within_ms, now)?;
        let content = checked(reworded(&target.content, text).ok_or(SimulatorError::NoWords)?)?;
        target.reword(content.clone(), now);
        let (id, chat, at) = (message.clone(), Some(chat), Some(now));
        self.report(Some(place.clone()), None, Inbound::Edited { id, chat, content, at });
        Ok(())
    }

    /// A person deletes a message for everyone: their own, or as an administrator of the group anybody's.
    /// Deleting again is harmless.
    ///
    /// # Errors
    /// It is not theirs, or too old.
    pub fn delete(
        &mut self,
        id: PersonId,
        place: &Place,
        message: &WaId,
        now: Timestamp,
    ) -> Result<(), SimulatorError> {
        let chat = self.chat_for(id, place)?;
        let is_admin = self.is_admin(id, place);
        let log = self.log_mut(place).and_then(|log| log.get_mut(message));
        let target = log.ok_or(SimulatorError::UnknownMessage)?;
        if target.author != Author::Person(id) && !is_admin {
            return Err(SimulatorError::NotYours);
        }
        if target.deleted {
            return Ok(());
        }
        check_age(target, Capabilities::ALL.revoke_within_ms, now)?;
        target.wipe();
        let (id, chat) = (message.clone(), Some(chat));
        self.report(Some(place.clone()), None, Inbound::Revoked { id, chat });
        Ok(())
    }

    /// A person reacts to a message, in place of their reaction before; with no emoji that is taken back.
    /// The same again is harmless.
    ///
    /// # Errors
    /// There is no such message, or this is no emoji.
    pub fn react(
        &mut self,
        id: PersonId,
        place: &Place,
        message: &WaId,
        emoji: &str,
    ) -> Result<(), SimulatorError> {
        let chat = self.chat_for(id, place)?;
        let author = self.person(id).map(Person::identity).unwrap_or_default();
        if !is_reaction(emoji) {
            return Err(SimulatorError::NoEmoji);
        }
        if !self.there(place, message)?.react(Author::Person(id), emoji) {
            return Ok(());
        }
        self.last_message += 1;
        let (id, target, emoji) =
            (wa_id_of_person(self.last_message), message.clone(), emoji.to_owned());
        let reaction = Inbound::Reaction { id, chat, author, target, emoji };
        self.report(Some(place.clone()), None, reaction);
        Ok(())
    }

    /// A person looks at a chat: what the line wrote there is read by them, and read once everybody has.
    ///
    /// # Errors
    /// It is no chat of theirs.
    pub fn open_chat(&mut self, id: PersonId, place: &Place) -> Result<(), SimulatorError> {
        self.chat_for(id, place)?;
        let readers = self.readers(place);
        let Some(log) = self.log_mut(place) else { return Ok(()) };
        let own = log.iter_mut().rev().filter(|message| message.author == Author::Line);
        let mut read = Vec::new();
        for message in own.take_while(|message| !message.read_by.contains(&id)) {
            message.read_by.insert(id);
            // Whoever joins later and reads it too makes no news of it.
            let is_news = message.ticks != Ticks::Read;
            if is_news && readers.iter().all(|reader| message.read_by.contains(reader)) {
                message.ticks = Ticks::Read;
                read.push(message.id.clone());
            }
        }
        for id in read.into_iter().rev() {
            self.report_delivery(place, id, Delivery::Read);
        }
        Ok(())
    }

    /// The chat of a place as the line knows it, for somebody who does something there.
    pub(super) fn chat_for(&self, id: PersonId, place: &Place) -> Result<ChatId, SimulatorError> {
        let person = self.people.get(id)?;
        if self.faults.off.contains(&id) {
            return Err(SimulatorError::PhoneOff);
        }
        match place {
            Place::Direct(with) if *with == id => Ok(person.chat()),
            Place::Direct(_) => Err(SimulatorError::NotMember),
            Place::Group(chat) => self.check_member(chat, id).map(|()| chat.clone()),
        }
    }

    /// Whether a person is an administrator of a place.
    fn is_admin(&self, id: PersonId, place: &Place) -> bool {
        match place {
            Place::Direct(_) => false,
            Place::Group(chat) => self
                .groups
                .get(chat)
                .and_then(|group| group.members.get(&id))
                .is_some_and(|member| member.admin),
        }
    }

    /// A message that was not deleted.
    fn there(&mut self, place: &Place, id: &WaId) -> Result<&mut Message, SimulatorError> {
        let found = self.log_mut(place).and_then(|log| log.get_mut(id));
        found.filter(|message| !message.deleted).ok_or(SimulatorError::UnknownMessage)
    }
}

fn check_age(
    message: &Message,
    within_ms: Option<i64>,
    now: Timestamp,
) -> Result<(), SimulatorError> {
    let is_young = within_ms.is_some_and(|most| now.since(message.at) <= most);
    if is_young { Ok(()) } else { Err(SimulatorError::TooLate) }
}
