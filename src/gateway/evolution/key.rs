//! Addresses: where a message was written and by whom, in the dialect of every version.
//!
//! A person has a phone address and a LID; versions differ in which one they put where. The chat is kept
//! exactly as received; the author is whatever all the fields of the key say together.

use serde_json::Value;

use super::lenient::{jid, truth, word};
use crate::domain::identity::Identity;
use crate::domain::ids::{ChatId, WaId};

/// Fields that name the author of a message in a group: 2.3.4+ has `Alt`, 2.3.0–2.3.3 `Pn` and `Lid`.
const IN_GROUP: [&str; 4] = ["participant", "participantAlt", "participantPn", "participantLid"];
/// The same for a direct chat. `senderPn` can itself be a LID, so every field is read as either.
const DIRECT: [&str; 4] = ["remoteJid", "remoteJidAlt", "senderPn", "senderLid"];

/// Kinds of chat that Relevo tells apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    Direct,
    Group,
    /// Status, broadcasts, newsletters, bots: nobody to talk to. Says what it is.
    Elsewhere(&'static str),
}

impl Place {
    pub(super) fn of(chat: &str) -> Self {
        let server = chat.rsplit_once('@').map_or("", |(_, server)| server);
        match server {
            "s.whatsapp.net" | "lid" | "c.us" => Self::Direct,
            "g.us" => Self::Group,
            "broadcast" if chat == "status@broadcast" => Self::Elsewhere("a status update"),
            "broadcast" => Self::Elsewhere("a broadcast list"),
            "newsletter" => Self::Elsewhere("a newsletter"),
            _ => Self::Elsewhere("not a chat with people"),
        }
    }
}

/// A message's key.
#[derive(Debug)]
pub(super) struct Key<'a> {
    pub(super) id: WaId,
    pub(super) from_me: bool,
    chat: &'a str,
    fields: &'a Value,
    own: Option<&'a str>,
}

impl<'a> Key<'a> {
    /// Reads a key; the error names the field that is missing. `own` is the line's own address.
    pub(super) fn read(fields: &'a Value, own: Option<&'a str>) -> Result<Self, &'static str> {
        let id = word(&fields["id"]).ok_or("key.id")?;
        let chat = jid(&fields["remoteJid"]).ok_or("key.remoteJid")?;
        Ok(Self { id: id.into(), from_me: truth(&fields["fromMe"]), chat, fields, own })
    }

    pub(super) fn place(&self) -> Place {
        Place::of(self.chat)
    }

    /// Where the message was written, as received.
    pub(super) fn chat(&self) -> ChatId {
        self.chat.into()
    }

    /// Where the line itself wrote. 2.3.7 overwrites the chat with the alternative address, which for the
    /// line's own messages may be the line's own number; then the chat is lost.
    pub(super) fn chat_of_echo(&self) -> Option<ChatId> {
        if !self.is_own(self.chat) {
            return Some(self.chat());
        }
        let other = jid(&self.fields["remoteJidAlt"])?;
        (!self.is_own(other) && Place::of(other) == Place::Direct).then(|| other.into())
    }

    /// Who wrote it. The line's own number is nobody else's address, whichever field holds it.
    pub(super) fn author(&self) -> Identity {
        let fields = match self.place() {
            Place::Group => IN_GROUP,
            Place::Direct | Place::Elsewhere(_) => DIRECT,
        };
        let jids = fields.iter().filter_map(|name| jid(&self.fields[*name]));
        Identity::from_jids(jids.filter(|jid| !self.is_own(jid)))
    }

    /// Whether this address is the same chat under its other name.
    pub(super) fn names_chat(&self, address: &str) -> bool {
        address == self.chat
            || (self.place() == Place::Direct
                && Identity::from_jid(address).is_same(&self.author()))
    }

    fn is_own(&self, address: &str) -> bool {
        self.own.is_some_and(|own| Identity::from_jid(own).is_same(&Identity::from_jid(address)))
    }
}

/// A member of a group: an address (until 2.3.6) or an object (2.3.7).
pub(super) fn member(value: &Value) -> Identity {
    let fields = [value, &value["id"], &value["phoneNumber"], &value["lid"], &value["jid"]];
    Identity::from_jids(fields.into_iter().filter_map(jid))
}
