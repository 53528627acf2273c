//! What happens to messages after they were sent: edited, deleted, reacted to, read; and who is writing.

use serde_json::{Value, json};

use super::dialect::{Dialect, bot_in};
use super::files::message_of;
use super::messages::{Answer, refusal};
use super::numbers::normalised;
use super::world::{BOT_NAME, Message, Person, What, World, strikes};
use relevo::domain::content::MediaKind;

/// For how long WhatsApp lets a message be edited.
const EDIT_MS: i64 = 15 * 60_000;

impl World {
    /// The key in `messages.edited`: the sender's view of it.
    fn their_key(&self, person: &Person, group: Option<&str>, id: &str) -> Value {
        match group {
            Some(group) => {
                json!({"remoteJid": group, "fromMe": true, "id": id, "participant": person.lid_jid()})
            }
            None => json!({"remoteJid": bot_in(None), "fromMe": true, "id": id}),
        }
    }

    /// A person changes a message: told by `messages.edited`, and again by `messages.update`.
    pub fn edited(
        &mut self,
        person: &Person,
        group: Option<&str>,
        id: &str,
        text: &str,
    ) -> [Value; 2] {
        let at = self.tick() * 1_000 + 123;
        if let Some(message) = self.messages.get_mut(id) {
            message.text = text.into();
            message.edited = true;
        }
        let words = self.messages.get(id).map_or_else(|| json!({"conversation": text}), message_of);
        let data = json!({
            "key": self.their_key(person, group, id), "type": "MESSAGE_EDIT",
            "editedMessage": words, "timestampMs": at.to_string(),
        });
        let mut echo = json!({
            "keyId": id, "messageId": "db1", "remoteJid": person.lid_jid(), "fromMe": false,
            "status": "SERVER_ACK", "message": {"editedMessage": {"message": words}},
        });
        if let Some(group) = group {
            echo["remoteJid"] = json!(group);
            echo["participant"] = json!(person.lid_jid());
        }
        [self.envelope("messages.edited", data), self.envelope("messages.update", echo)]
    }

    /// A person deletes a message for everyone.
    pub fn revoked(&mut self, person: &Person, group: Option<&str>, id: &str) -> [Value; 2] {
        if let Some(message) = self.messages.get_mut(id) {
            message.deleted = true;
        }
        let revoke = json!({"key": self.their_key(person, group, id), "type": "REVOKE"});
        let mut delete =
            json!({"fromMe": false, "id": id, "status": "DELETED", "remoteJid": person.lid_jid()});
        if let Some(group) = group {
            delete["remoteJid"] = json!(group);
            delete["participant"] = json!(person.lid_jid());
        }
        if self.dialect != Dialect::V237 {
            delete.as_object_mut().expect("an object").remove("status");
        }
        [self.envelope("messages.edited", revoke), self.envelope("messages.delete", delete)]
    }

    /// A reaction is taken down; an empty one takes the one before back.
    pub fn react(&mut self, who: &str, target: &str, emoji: &str) {
        let Some(message) = self.messages.get_mut(target) else { return };
        if emoji.is_empty() {
            message.reactions.remove(who);
        } else {
            message.reactions.insert(who.into(), emoji.into());
        }
    }

    /// How far a message of the line got, in nobody's name.
    pub fn receipt(&self, id: &str, status: &str) -> Value {
        let chat = self.messages.get(id).map_or("", |stored| &stored.chat);
        let data = json!({"keyId": id, "messageId": "db1", "remoteJid": chat, "fromMe": true, "status": status});
        self.envelope("messages.update", data)
    }

    /// How far a message of the line got with a person. 2.3.7 names a direct chat by its LID here, whatever it
    /// was called when the message was sent.
    pub fn receipt_of(
        &self,
        person: &Person,
        group: Option<&str>,
        id: &str,
        status: &str,
    ) -> Value {
        let mut event = self.receipt(id, status);
        match group {
            Some(group) => {
                event["data"]["remoteJid"] = json!(group);
                let room = &self.groups[group];
                let member = if room.by_lid { person.lid_jid() } else { person.phone_jid() };
                event["data"]["participant"] = json!(member);
            }
            None if self.dialect == Dialect::V237 => {
                event["data"]["remoteJid"] = json!(person.lid_jid());
            }
            None => {}
        }
        event
    }

    /// A person writes, or stops.
    pub fn presence(&self, person: &Person, group: Option<&str>, presence: &str) -> Value {
        let who = match group.map(|group| &self.groups[group]) {
            Some(room) if !room.by_lid => person.phone_jid(),
            Some(_) | None => person.lid_jid(),
        };
        let chat = group.map_or_else(|| who.clone(), Into::into);
        let data = json!({"id": chat, "presences": {who: {"lastKnownPresence": presence}}});
        self.envelope("presence.update", data)
    }

    fn down(&self) -> Option<Answer> {
        let why = "Cannot read properties of undefined (reading 'sendMessage')";
        (!self.is_open()).then(|| refusal(500, json!(why)))
    }

    /// `updateMessage`.
    pub fn update_message(&mut self, body: &Value) -> Answer {
        if let Some(down) = self.down() {
            return down;
        }
        let (id, text) = (body["key"]["id"].as_str().unwrap_or_default(), &body["text"]);
        let refused = |why: &str| refusal(400, json!([why]));
        let is_too_late = strikes(&mut self.faults.refuse_edits);
        let now = self.ahead;
        let Some(message) = self.messages.get_mut(id).filter(|message| is_editable(message)) else {
            return refused("Message not compatible");
        };
        if normalised(body["number"].as_str().unwrap_or_default()) != message.chat {
            return refused("RemoteJid does not match");
        }
        if is_too_late || now - message.at > EDIT_MS {
            return refused("Message is older than 15 minutes");
        }
        message.text = text.as_str().unwrap_or_default().into();
        message.edited = true;
        let (chat, words) = (message.chat.clone(), message_of(message));
        let key = json!({"remoteJid": chat, "fromMe": true, "id": id});
        let at = self.tick();
        let protocol = json!({
            "key": key, "type": "MESSAGE_EDIT", "editedMessage": words,
            "timestampMs": (at * 1_000 + 17).to_string(),
        });
        let answer = json!({
            "key": {"remoteJid": chat, "fromMe": true, "id": self.own_id()},
            "message": {"protocolMessage": protocol}, "messageTimestamp": at.to_string(), "status": "PENDING",
        });
        let told =
            json!({"key": key, "editedMessage": words, "timestampMs": at * 1_000 + 17, "type": 14});
        (200, answer, vec![self.envelope("send.message.update", told)])
    }

    /// `deleteMessageForEveryone`. In a group, somebody else's message is not found without its author.
    pub fn delete_message(&mut self, body: &Value) -> Answer {
        if let Some(down) = self.down() {
            return down;
        }
        let id = body["id"].as_str().unwrap_or_default();
        let chat = body["remoteJid"].as_str().unwrap_or_default().to_owned();
        let is_named = body["fromMe"] == json!(true) || body["participant"].is_string();
        let mut events = Vec::new();
        if let Some(message) =
            self.messages.get_mut(id).filter(|_| is_named || !chat.ends_with("@g.us"))
        {
            message.deleted = true;
            let record = json!({
                "id": "db1", "key": {"id": id, "fromMe": body["fromMe"], "remoteJid": chat},
                "messageType": "conversation", "status": "DELETED", "source": "web", "pushName": "Você",
                "participant": Value::Null, "message": message_of(message),
            });
            events.push(self.envelope("messages.delete", record));
        }
        let answer = json!({
            "key": {"remoteJid": chat, "fromMe": true, "id": self.own_id()},
            "message": {"protocolMessage": {"key": body, "type": "REVOKE"}},
            "messageTimestamp": self.tick().to_string(), "status": "PENDING",
        });
        (201, answer, events)
    }

    /// `sendReaction`.
    pub fn send_reaction(&mut self, body: &Value) -> Answer {
        let emoji = body["reaction"].as_str().unwrap_or_default().to_owned();
        // Joined emojis are long; words are not emojis, however short.
        if emoji.is_ascii() && !emoji.is_empty() {
            return refusal(400, json!(["Reaction must be a single emoji or empty string"]));
        }
        let key = body["key"].clone();
        let chat = match self.sendable(&json!({"number": key["remoteJid"]})) {
            Ok(chat) => chat,
            Err(refused) => return refused,
        };
        let is_named = key["fromMe"] == json!(true) || key["participant"].is_string();
        if is_named || !chat.ends_with("@g.us") {
            self.react(BOT_NAME, key["id"].as_str().unwrap_or_default(), &emoji);
        }
        let data = json!({
            "key": {"remoteJid": chat, "fromMe": true, "id": self.own_id()}, "pushName": "Você",
            "status": "PENDING", "message": {"reactionMessage": {"text": emoji, "key": key}},
            "messageType": "reactionMessage", "messageTimestamp": self.tick(), "source": "web",
        });
        let echo = self.envelope("send.message", data.clone());
        (201, data, vec![echo])
    }

    /// `sendLocation`.
    pub fn send_place(&mut self, body: &Value) -> Answer {
        let chat = match self.sendable(body) {
            Ok(chat) => chat,
            Err(refused) => return refused,
        };
        let text = |name: &str| body[name].as_str().unwrap_or_default().to_owned();
        let at = format!("{},{}", body["latitude"], body["longitude"]);
        let message = json!({"locationMessage": {
            "degreesLatitude": body["latitude"], "degreesLongitude": body["longitude"],
            "name": body["name"], "address": body["address"],
        }});
        let what = What::Place(at, text("name"), text("address"));
        self.take(chat, "", what, "locationMessage", message, &body["quoted"])
    }

    /// `sendContact`; quotes are not looked at.
    pub fn send_cards(&mut self, body: &Value) -> Answer {
        let chat = match self.sendable(body) {
            Ok(chat) => chat,
            Err(refused) => return refused,
        };
        let cards = body["contact"].as_array().cloned().unwrap_or_default();
        let text = |card: &Value, name: &str| card[name].as_str().unwrap_or_default().to_owned();
        let shown: Vec<Value> = cards
            .iter()
            .map(|card| {
                let (name, phone) = (text(card, "fullName"), text(card, "phoneNumber"));
                let vcard = format!(
                    "BEGIN:VCARD\nVERSION:3.0\nN:{name}\nFN:{name}\nitem1.TEL;waid={}:{phone}\nitem1.X-ABLabel:Celular\nEND:VCARD",
                    text(card, "wuid")
                );
                json!({"displayName": name, "vcard": vcard})
            })
            .collect();
        let names = cards.iter().map(|card| (text(card, "fullName"), text(card, "phoneNumber")));
        let what = What::Cards(names.collect());
        let (kind, message) = match &shown[..] {
            [one] => ("contactMessage", one.clone()),
            many => {
                let heading = format!("{} contacts", many.len());
                ("contactsArrayMessage", json!({"displayName": heading, "contacts": many}))
            }
        };
        self.take(chat, "", what, kind, json!({kind: message}), &Value::Null)
    }

    /// `markMessageAsRead`: LID chats are dropped without a word.
    pub fn mark_read(&mut self, body: &Value) -> Answer {
        for read in body["readMessages"].as_array().into_iter().flatten() {
            let is_lid = read["remoteJid"].as_str().is_some_and(|chat| chat.ends_with("@lid"));
            let message = read["id"].as_str().and_then(|id| self.messages.get_mut(id));
            if let Some(message) = message.filter(|_| !is_lid) {
                message.read = true;
            }
        }
        (201, json!({"message": "Read messages", "read": "success"}), Vec::new())
    }

    /// `sendPresence`. The real one takes as long as `delay` says.
    pub fn send_presence(&mut self, body: &Value) -> Answer {
        let chat = match self.sendable(body) {
            Ok(chat) => chat,
            Err(refused) => return refused,
        };
        let presence = body["presence"].as_str().unwrap_or_default().to_owned();
        self.presences.push((chat, presence.clone()));
        (201, json!({"presence": presence}), Vec::new())
    }
}

/// Texts, pictures and videos of the line.
fn is_editable(message: &Message) -> bool {
    let kind = match &message.what {
        What::Text => return message.author.is_none() && !message.deleted,
        What::File(file) => file.kind,
        What::Place(..) | What::Cards(_) => return false,
    };
    message.author.is_none()
        && !message.deleted
        && matches!(kind, MediaKind::Image | MediaKind::Video)
}
