//! The same message in the words of each version of Evolution.

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use serde_json::{Value, json};

use super::world::{BOT, BOT_LID, Person, Room};

/// Versions in the field that write addresses and texts differently.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Dialect {
    V223,
    V230,
    V235,
    V237,
}

impl Dialect {
    /// All of them, oldest first.
    pub const ALL: [Self; 4] = [Self::V223, Self::V230, Self::V235, Self::V237];

    /// The key of a person's message, in a group or to the line.
    pub fn key(self, person: &Person, room: Option<&Room>, id: &str, from_me: bool) -> Value {
        match room {
            Some(room) => self.key_in_group(person, room, id),
            None => self.direct_key(person, id, from_me),
        }
    }

    fn direct_key(self, person: &Person, id: &str, from_me: bool) -> Value {
        let (phone, lid) = (person.phone_jid(), person.lid_jid());
        match self {
            _ if person.lid.is_empty() => json!({"remoteJid": phone, "fromMe": from_me, "id": id}),
            Self::V223 => json!({"remoteJid": lid, "fromMe": from_me, "id": id}),
            // Of what the line wrote itself, `senderPn` holds a LID.
            Self::V230 if from_me => {
                json!({"remoteJid": lid, "fromMe": true, "id": id, "senderLid": lid, "senderPn": lid})
            }
            Self::V230 => {
                json!({"remoteJid": lid, "fromMe": false, "id": id, "senderPn": phone, "senderLid": lid})
            }
            Self::V235 => {
                json!({"remoteJid": lid, "remoteJidAlt": phone, "fromMe": from_me, "id": id, "addressingMode": "lid"})
            }
            Self::V237 => {
                json!({"remoteJid": phone, "remoteJidAlt": phone, "fromMe": from_me, "id": id, "addressingMode": "lid"})
            }
        }
    }

    fn key_in_group(self, person: &Person, room: &Room, id: &str) -> Value {
        let (phone, lid) = (person.phone_jid(), person.lid_jid());
        let (first, other) = if room.by_lid { (&lid, &phone) } else { (&phone, &lid) };
        let mut key =
            json!({"remoteJid": room.jid, "fromMe": false, "id": id, "participant": first});
        match self {
            Self::V223 => {}
            Self::V230 => {
                key["participantPn"] = json!(phone);
                key["participantLid"] = json!(lid);
            }
            Self::V235 | Self::V237 => {
                key["participantAlt"] = json!(other);
                key["addressingMode"] = json!(if room.by_lid { "lid" } else { "pn" });
            }
        }
        key
    }

    /// A text, with the context of a quote: its kind, the message, and what is beside the message.
    pub fn text(self, text: &str, context: Option<Value>) -> (&'static str, Value, Option<Value>) {
        match (self, context) {
            // Before 2.3 the quote stays inside.
            (Self::V223, Some(context)) => {
                let message =
                    json!({"extendedTextMessage": {"text": text, "contextInfo": context}});
                ("extendedTextMessage", message, None)
            }
            (_, context) => (
                "conversation",
                json!({"conversation": text, "messageContextInfo": self.secret()}),
                context,
            ),
        }
    }

    /// Bytes and long numbers, which change their type with the version.
    fn secret(self) -> Value {
        match self {
            Self::V223 | Self::V230 => {
                json!({"messageSecret": "AAECAwQFBgc=", "deviceListMetadata": {"senderTimestamp": "1766987243"}})
            }
            Self::V235 | Self::V237 => json!({
                "messageSecret": {"0": 1, "1": 2, "2": 3},
                "deviceListMetadata": {"senderTimestamp": {"low": 1763700000, "high": 0, "unsigned": true}},
            }),
        }
    }

    /// A 64-bit number.
    pub fn long(self, number: usize) -> Value {
        match self {
            Self::V223 | Self::V230 => json!(number.to_string()),
            Self::V235 | Self::V237 => json!({"low": number, "high": 0, "unsigned": true}),
        }
    }

    /// Bytes.
    pub fn bytes(self, bytes: &[u8]) -> Value {
        match self {
            Self::V223 | Self::V230 => json!(BASE64_STANDARD.encode(bytes)),
            Self::V235 | Self::V237 => bytes
                .iter()
                .enumerate()
                .map(|(at, byte)| (at.to_string(), json!(byte)))
                .collect::<serde_json::Map<_, _>>()
                .into(),
        }
    }

    /// A member in `group-participants.update`.
    pub fn member(self, person: &Person, room: &Room) -> Value {
        match self {
            Self::V237 => participant(person, room, false),
            Self::V223 | Self::V230 | Self::V235 => {
                json!(if room.by_lid { person.lid_jid() } else { person.phone_jid() })
            }
        }
    }

    /// The detail beside it, with the mistake that 2.3.7 makes.
    pub fn member_detail(self, person: &Person, room: &Room) -> Value {
        let phone = if self == Self::V237 { "[object Object]".into() } else { person.phone_jid() };
        json!({"jid": self.member(person, room), "phoneNumber": phone})
    }
}

/// A member in a group's description.
pub fn participant(person: &Person, room: &Room, admin: bool) -> Value {
    let admin = if admin { json!("admin") } else { Value::Null };
    if room.by_lid {
        json!({"id": person.lid_jid(), "phoneNumber": person.phone_jid(), "admin": admin})
    } else {
        json!({"id": person.phone_jid(), "lid": person.lid_jid(), "admin": admin})
    }
}

/// The line itself, as the author of a message in a place.
pub fn bot_in(room: Option<&Room>) -> String {
    if room.is_none_or(|room| room.by_lid) {
        format!("{BOT_LID}@lid")
    } else {
        format!("{BOT}@s.whatsapp.net")
    }
}
