//! What people do on the simulated WhatsApp: appear, write, enter and leave groups.

use super::chats::{Author, Member, Message, Place, Quoted};
use super::error::SimulatorError;
use super::network::{Network, excerpt};
use super::numbering::{INVITE_PREFIX, wa_id_of_person};
use super::people::{Addressing, NAME_MOST, Person, PersonId, PersonKind};
use super::sending::named;
use super::wording::checked;
use crate::domain::content::Content;
use crate::domain::identity::Identity;
use crate::domain::ids::{ChatId, Timestamp, WaId};
use crate::domain::inbound::{Inbound, Incoming, MemberChange, Quote};
use crate::domain::phone::Phone;

impl Network {
    /// A new person. Whoever has the number already gets the name and the kind.
    ///
    /// # Errors
    /// The number cannot be had, the name is too long, or there are too many people.
    pub fn add_person(
        &mut self,
        name: &str,
        phone: &Phone,
        kind: PersonKind,
    ) -> Result<PersonId, SimulatorError> {
        let name = checked_name(name)?;
        if self.is_own(&Identity::of_phone(phone.clone())) {
            return Err(SimulatorError::OwnNumber);
        }
        let Some(known) = self.people.with_phone(phone) else {
            return self.people.add(name, phone.clone(), kind);
        };
        let person = self.people.get_mut(known)?;
        person.name = name.to_owned();
        person.kind = kind;
        Ok(known)
    }

    /// Gives a person another name.
    ///
    /// # Errors
    /// No such person, or the name is too long.
    pub fn rename_person(&mut self, id: PersonId, name: &str) -> Result<(), SimulatorError> {
        checked_name(name)?.clone_into(&mut self.people.get_mut(id)?.name);
        Ok(())
    }

    /// Whether a person may be added to groups, and what WhatsApp shows of them.
    ///
    /// # Errors
    /// No such person.
    pub fn set_privacy(
        &mut self,
        id: PersonId,
        addressing: Addressing,
        private: bool,
    ) -> Result<(), SimulatorError> {
        let person = self.people.get_mut(id)?;
        person.addressing = addressing;
        person.private = private;
        Ok(())
    }

    /// A person writes, to the line or in a group. A message to the line may quote one of a group
    /// («reply in private»).
    ///
    /// # Errors
    /// The person could not have written that there.
    pub fn write(
        &mut self,
        id: PersonId,
        place: &Place,
        content: Content,
        quote: Option<&WaId>,
        now: Timestamp,
    ) -> Result<WaId, SimulatorError> {
        let chat = self.chat_for(id, place)?;
        let person = self.people.get(id)?;
        let (author, name) = (person.identity(), person.name.clone());
        let content = checked(content)?;
        let quote = quote.map(|quote| self.quoted(id, place, quote)).transpose()?;
        let (quoted, shown) = quote.unzip();
        // Whoever writes has what was written before in front of them.
        self.open_chat(id, place)?;
        self.last_message += 1;
        let wa_id = wa_id_of_person(self.last_message);
        let content = named(content, &chat, &wa_id);
        let by = Author::Person(id);
        let message = Message::new(wa_id.clone(), by, now, content.clone(), quoted);
        match place {
            Place::Direct(_) => self.directs.entry(id).or_default().push(message),
            Place::Group(chat) => {
                self.groups.get_mut(chat).ok_or(SimulatorError::UnknownGroup)?.log.push(message);
            }
        }
        let incoming = Incoming {
            id: wa_id.clone(),
            chat,
            author,
            name,
            at: now,
            content,
            quote: shown,
            mentions: Vec::new(),
            preview: Vec::new(),
        };
        self.report(Some(place.clone()), Some(wa_id.clone()), Inbound::Message(incoming));
        Ok(wa_id)
    }

    /// A person enters the group that an invite link, or the code at its end, leads to.
    ///
    /// # Errors
    /// No such person, or the link leads nowhere.
    pub fn join_by_link(&mut self, id: PersonId, link: &str) -> Result<ChatId, SimulatorError> {
        self.people.get(id)?;
        let link = link.trim();
        let code = link.strip_prefix(INVITE_PREFIX).unwrap_or(link);
        let group = self
            .groups
            .values_mut()
            .find(|group| group.invite == code)
            .ok_or(SimulatorError::UnknownLink)?;
        let chat = group.chat.clone();
        if group.members.contains_key(&id) {
            return Ok(chat);
        }
        group.members.insert(id, Member { admin: false });
        self.report_member(&chat, id, MemberChange::Joined);
        Ok(chat)
    }

    /// A person leaves a group.
    ///
    /// # Errors
    /// No such group, or the person is not in it.
    pub fn leave(&mut self, id: PersonId, chat: &ChatId) -> Result<(), SimulatorError> {
        self.check_member(chat, id)?;
        if let Some(group) = self.groups.get_mut(chat) {
            group.members.remove(&id);
        }
        self.report_member(chat, id, MemberChange::Left);
        Ok(())
    }

    /// A message of a person comes once more, long after: gateways repeat after a reconnect.
    ///
    /// # Errors
    /// There is no such message of a person.
    pub fn repeat(&mut self, place: &Place, id: &WaId) -> Result<(), SimulatorError> {
        let message =
            self.log_of(place).and_then(|log| log.get(id)).ok_or(SimulatorError::UnknownMessage)?;
        let Author::Person(author) = message.author else {
            return Err(SimulatorError::UnknownMessage);
        };
        let person = self.people.get(author)?;
        let incoming = Incoming {
            id: id.clone(),
            chat: match place {
                Place::Direct(_) => person.chat(),
                Place::Group(chat) => chat.clone(),
            },
            author: person.identity(),
            name: person.name.clone(),
            at: message.at,
            content: message.first_content().clone(),
            quote: message.quote.as_ref().map(|quoted| self.shown(place, quoted)),
            mentions: Vec::new(),
            preview: Vec::new(),
        };
        self.report(Some(place.clone()), Some(id.clone()), Inbound::Message(incoming));
        Ok(())
    }

    pub(super) fn check_member(&self, chat: &ChatId, id: PersonId) -> Result<(), SimulatorError> {
        self.people.get(id)?;
        let group = self.groups.get(chat).ok_or(SimulatorError::UnknownGroup)?;
        if group.members.contains_key(&id) { Ok(()) } else { Err(SimulatorError::NotMember) }
    }

    /// A message that `id` quotes while writing in `place`: as it is kept, and as Relevo is shown it.
    fn quoted(
        &self,
        id: PersonId,
        place: &Place,
        quote: &WaId,
    ) -> Result<(Quoted, Quote), SimulatorError> {
        let here = self.log_of(place).and_then(|log| log.get(quote)).map(|message| (None, message));
        let elsewhere = || {
            let groups = self.groups.values().filter(|group| group.members.contains_key(&id));
            let mut found =
                groups.filter_map(|group| Some((Some(group.chat.clone()), group.log.get(quote)?)));
            found.next().filter(|_| matches!(place, Place::Direct(_)))
        };
        let found = here.or_else(elsewhere).filter(|(_, message)| !message.deleted);
        let (chat, message) = found.ok_or(SimulatorError::UnknownMessage)?;
        let text = excerpt(message.content.words().unwrap_or_default());
        let quoted = Quoted { id: quote.clone(), chat, text };
        let shown = self.shown(place, &quoted);
        Ok((quoted, shown))
    }

    fn shown(&self, place: &Place, quoted: &Quoted) -> Quote {
        let elsewhere = quoted.chat.clone().map(Place::Group);
        let log = self.log_of(elsewhere.as_ref().unwrap_or(place));
        let author = match log.and_then(|log| log.get(&quoted.id)).map(|message| message.author) {
            Some(Author::Line) => self.own.clone(),
            Some(Author::Person(id)) => self.person(id).map(Person::identity).unwrap_or_default(),
            None => Identity::default(),
        };
        Quote {
            id: quoted.id.clone(),
            author,
            chat: quoted.chat.clone(),
            excerpt: quoted.text.clone(),
        }
    }
}

fn checked_name(name: &str) -> Result<&str, SimulatorError> {
    let name = name.trim();
    if name.chars().count() > NAME_MOST { Err(SimulatorError::TooLong) } else { Ok(name) }
}
