//! What the line sends: messages of every kind, and changes of earlier ones. Sent again, each is the same.

use serde::{Deserialize, Serialize};

use super::chats::{Author, Message, Place, Quoted, Ticks};
use super::faults::take_one;
use super::network::{Network, excerpt};
use super::numbering::wa_id_of;
use super::people::PersonId;
use super::wording::{checked, is_reaction, reworded};
use crate::domain::capabilities::Capabilities;
use crate::domain::cargo::{Cargo, Target};
use crate::domain::content::Content;
use crate::domain::file::FileRef;
use crate::domain::identity::Identity;
use crate::domain::ids::{ChatId, Timestamp, WaId};
use crate::domain::inbound::{Delivery, Inbound};
use crate::domain::reason;
use crate::gateway::{GatewayError, Outbound};

/// Changes that are remembered, so that their repetition is known.
const CHANGES_MOST: usize = 4_000;

/// A change that the line made.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Change {
    /// In which chat.
    pub place: Place,
    /// What it was.
    pub cargo: Cargo,
    /// How often it was sent.
    pub sends: u32,
}

impl Network {
    /// The line sends a message, or changes an earlier one. Sent again it is the same message. A file's
    /// source is the hash of its bytes by now.
    ///
    /// # Errors
    /// What a gateway would answer.
    pub fn send(&mut self, message: &Outbound, now: Timestamp) -> Result<WaId, GatewayError> {
        self.check_connected()?;
        if take_one(&mut self.faults.sends_refused) {
            return Err(GatewayError::Again("timed out".to_owned()));
        }
        let content = content_of(message)?;
        let place = self.place(&message.chat)?;
        match &place {
            Place::Direct(person) if self.faults.blocked.contains(person) => {
                return Err(GatewayError::Never(reason::NOT_ON_WHATSAPP.to_owned()));
            }
            Place::Group(chat) if !self.groups.contains_key(chat) => return Err(no_group()),
            Place::Direct(_) | Place::Group(_) => {}
        }
        let id = wa_id_of(message.id);
        if !self.is_repeated(message, &id, &place, content.as_ref()) {
            match content {
                Some(content) => self.post(message, &id, place, content, now)?,
                None => self.alter(message, place, now)?,
            }
        }
        if take_one(&mut self.faults.answers_lost) {
            return Err(GatewayError::Unknown("the answer was lost".to_owned()));
        }
        Ok(id)
    }

    /// The line has read these messages of people.
    ///
    /// # Errors
    /// The line is not connected.
    pub fn mark_read(&mut self, chat: &ChatId, messages: &[WaId]) -> Result<(), GatewayError> {
        self.check_connected()?;
        let Some(place) = self.known_place(chat) else { return Ok(()) };
        for id in messages {
            if let Some(message) = self.log_mut(&place).and_then(|log| log.get_mut(id)) {
                match message.author {
                    Author::Person(_) => message.ticks = Ticks::Read,
                    Author::Line => {}
                }
            }
        }
        Ok(())
    }

    /// Changes that the line made, the newest.
    pub fn changes(&self) -> impl Iterator<Item = &Change> {
        self.changes.values()
    }

    /// The chat behind an address of the line's, if there is one already.
    pub(super) fn known_place(&self, chat: &ChatId) -> Option<Place> {
        if chat.is_group() {
            return self.groups.contains_key(chat).then(|| Place::Group(chat.clone()));
        }
        self.find(&Identity::from_jid(chat.as_str())).map(Place::Direct)
    }

    /// Everybody in a chat besides the line.
    pub(super) fn readers(&self, place: &Place) -> Vec<PersonId> {
        match place {
            Place::Direct(person) => vec![*person],
            Place::Group(chat) => {
                let members = self.groups.get(chat).map(|group| &group.members);
                members.into_iter().flat_map(|members| members.keys().copied()).collect()
            }
        }
    }

    /// What waited for phones that were off is on them.
    pub(super) fn catch_up(&mut self) {
        let directs = self.directs.keys().copied().map(Place::Direct);
        let groups = self.groups.keys().cloned().map(Place::Group);
        let places: Vec<Place> = directs.chain(groups).collect();
        for place in &places {
            if !self.is_reached(place) {
                continue;
            }
            let Some(log) = self.log_mut(place) else { continue };
            let own = log.iter_mut().rev().filter(|message| message.author == Author::Line);
            let mut arrived: Vec<WaId> = own
                .take_while(|message| message.ticks == Ticks::Sent)
                .map(|message| {
                    message.ticks = Ticks::Delivered;
                    message.id.clone()
                })
                .collect();
            arrived.reverse();
            for id in arrived {
                self.report_delivery(place, id, Delivery::Delivered);
            }
        }
    }

    /// News of one of the line's messages.
    pub(super) fn report_delivery(&mut self, place: &Place, id: WaId, state: Delivery) {
        if let Some(chat) = self.chat_of(place) {
            self.report(Some(place.clone()), None, Inbound::Delivery { id, chat, state });
        }
    }

    /// Whether all phones of a chat are on.
    fn is_reached(&self, place: &Place) -> bool {
        let readers = self.readers(place);
        !readers.is_empty() && !readers.iter().any(|person| self.faults.off.contains(person))
    }

    /// Whether something was sent with this id before. Two different things with one id are counted.
    fn is_repeated(
        &mut self,
        message: &Outbound,
        id: &WaId,
        place: &Place,
        content: Option<&Content>,
    ) -> bool {
        let is_same = if let Some(change) = self.changes.get_mut(&message.id) {
            // A message in several parts is deleted part by part, all as one change.
            let (before, now) = (&change.cargo, message.cargo.as_ref());
            if let (Cargo::Revoke { of: before }, Some(Cargo::Revoke { of: now })) = (before, now)
                && before.id != now.id
                && change.place == *place
            {
                return false;
            }
            change.sends = change.sends.saturating_add(1);
            change.place == *place && Some(&change.cargo) == message.cargo.as_ref()
        } else if let Some(known) = self.log_mut(place).and_then(|log| log.get_mut(id)) {
            known.sends = known.sends.saturating_add(1);
            content.is_some_and(|content| is_same(known.first_content(), content))
        } else {
            return false;
        };
        self.tally.repeated += 1;
        self.tally.conflicting += u64::from(!is_same);
        true
    }

    fn post(
        &mut self,
        message: &Outbound,
        id: &WaId,
        place: Place,
        content: Content,
        now: Timestamp,
    ) -> Result<(), GatewayError> {
        let quote = match &message.quote {
            None => None,
            Some(quote) => {
                let (id, text) = (known(&quote.id)?.clone(), excerpt(&quote.text));
                Some(Quoted { id, chat: None, text })
            }
        };
        let content = named(content, &message.chat, id);
        let mut sent = Message::new(id.clone(), Author::Line, now, content.clone(), quote);
        let arrives = self.is_reached(&place);
        if arrives {
            sent.ticks = Ticks::Delivered;
        }
        match &place {
            Place::Direct(person) => self.directs.entry(*person).or_default().push(sent),
            Place::Group(chat) => {
                self.groups.get_mut(chat).ok_or_else(no_group)?.log.push(sent);
            }
        }
        self.tally.sent += 1;
        let (chat, typed_on_phone) = (message.chat.clone(), false);
        let echo = Inbound::Echo { chat, id: id.clone(), typed_on_phone, content };
        self.report(Some(place.clone()), Some(id.clone()), echo);
        self.report_delivery(&place, id.clone(), Delivery::Sent);
        if arrives {
            self.report_delivery(&place, id.clone(), Delivery::Delivered);
        }
        Ok(())
    }

    fn alter(
        &mut self,
        message: &Outbound,
        place: Place,
        now: Timestamp,
    ) -> Result<(), GatewayError> {
        let never = |why: &str| Err(GatewayError::Never(why.to_owned()));
        let Some((cargo, of)) =
            message.cargo.as_ref().and_then(|cargo| Some((cargo, cargo.about()?)))
        else {
            return never("it changes nothing");
        };
        let of = known(&of.id)?;
        let Some(target) = self.log_mut(&place).and_then(|log| log.get_mut(of)) else {
            return never("no such message");
        };
        let age_ms = now.since(target.at);
        let is_within = |most: Option<i64>| most.is_some_and(|most| age_ms <= most);
        match cargo {
            Cargo::Edit { .. } | Cargo::Revoke { .. } if target.author != Author::Line => {
                return never("the message is somebody else's");
            }
            Cargo::Revoke { .. } if target.deleted => {}
            Cargo::Edit { .. } | Cargo::React { .. } if target.deleted => {
                return never("the message was deleted");
            }
            Cargo::Edit { text, .. } => {
                if !is_within(Capabilities::ALL.edit_within_ms) {
                    return never("too late to edit");
                }
                match reworded(&target.content, text).map(checked) {
                    Some(Ok(content)) => target.reword(content, now),
                    Some(Err(error)) => return never(&error.to_string()),
                    None => return never("the message has no words to edit"),
                }
            }
            Cargo::Revoke { .. } => {
                if !is_within(Capabilities::ALL.revoke_within_ms) {
                    return never("too late to delete");
                }
                target.wipe();
            }
            Cargo::React { emoji, .. } if is_reaction(emoji) => {
                target.react(Author::Line, emoji);
            }
            Cargo::React { .. } => return never("this is no emoji"),
            Cargo::File { .. } | Cargo::Location { .. } | Cargo::Contacts { .. } => {}
        }
        self.tally.changed += 1;
        let cargo = cargo.clone();
        self.changes.insert(message.id, Change { place, cargo, sends: 1 });
        while self.changes.len() > CHANGES_MOST {
            self.changes.pop_first();
        }
        Ok(())
    }
}

/// What a new message says; `None` for a change of an earlier one.
pub(super) fn content_of(message: &Outbound) -> Result<Option<Content>, GatewayError> {
    let content = match &message.cargo {
        None => Content::text(message.text.as_str()),
        Some(Cargo::File { media, file, file_name, caption, view_once }) => {
            if caption.is_some() && !media.takes_caption() {
                return Err(GatewayError::Never("this kind of file takes no words".to_owned()));
            }
            Content::Media {
                media: *media,
                caption: caption.clone(),
                file_name: file_name.clone(),
                view_once: *view_once,
                file: Some(file.clone()),
            }
        }
        Some(Cargo::Location { latitude, longitude, name }) => Content::Location {
            latitude: *latitude,
            longitude: *longitude,
            name: name.clone(),
            live: false,
        },
        Some(Cargo::Contacts { cards }) if cards.is_empty() => {
            return Err(GatewayError::Never("there is no contact in it".to_owned()));
        }
        Some(Cargo::Contacts { cards }) => Content::Contacts { cards: cards.clone() },
        Some(Cargo::Edit { .. } | Cargo::Revoke { .. } | Cargo::React { .. }) => return Ok(None),
    };
    checked(content).map(Some).map_err(|error| GatewayError::Never(error.to_string()))
}

/// The same content, its file named for the message that it comes with.
pub(super) fn named(mut content: Content, chat: &ChatId, id: &WaId) -> Content {
    if let Content::Media { file: Some(file), .. } = &mut content {
        file.key = FileRef::new(chat, id, "").key;
    }
    content
}

/// Whether two contents say the same; a file is the same whatever it is named for.
fn is_same(a: &Content, b: &Content) -> bool {
    let (chat, id) = (ChatId::from(""), WaId::from(""));
    named(a.clone(), &chat, &id) == named(b.clone(), &chat, &id)
}

fn known(target: &Target) -> Result<&WaId, GatewayError> {
    let unknown = || GatewayError::Never("it is about a message that was not sent".to_owned());
    target.known().ok_or_else(unknown)
}

pub(super) fn no_group() -> GatewayError {
    GatewayError::Never(reason::NOT_IN_GROUP.to_owned())
}
