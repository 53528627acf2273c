//! Messages: people write, change, delete; the line sends.

use serde_json::{Value, json};

use super::dialect::bot_in;
use super::numbers::{normalised, on_whatsapp};
use super::world::{BOT, BOT_NAME, Person, SentMessage, Stored, World, strikes};

/// An answer: HTTP status, body, and the events that follow.
pub type Answer = (u16, Value, Vec<Value>);

/// A refusal as Evolution words it.
pub fn refusal(status: u16, message: Value) -> Answer {
    let error = match status {
        400 => "Bad Request",
        401 => "Unauthorized",
        403 => "Forbidden",
        404 => "Not Found",
        429 => "Too Many Requests",
        _ => "Internal Server Error",
    };
    (
        status,
        json!({"status": status, "error": error, "response": {"message": message}}),
        Vec::new(),
    )
}

impl World {
    /// A person writes a text.
    pub fn text_from(
        &mut self,
        person: &Person,
        group: Option<&str>,
        text: &str,
        quote: Option<&str>,
    ) -> (String, Value) {
        let context = quote.map(|quote| self.context(group, quote));
        let (kind, message, beside) = self.dialect.text(text, context);
        let said = self.written(person, group, kind, message, beside, false);
        self.remember(&said.0, text, Some(person), group);
        said
    }

    /// A person sends anything else.
    pub fn raw_from(
        &mut self,
        person: &Person,
        group: Option<&str>,
        kind: &str,
        message: Value,
    ) -> (String, Value) {
        let said = self.written(person, group, kind, message, None, false);
        self.remember(&said.0, "", Some(person), group);
        said
    }

    /// Somebody uses the line's own phone.
    pub fn typed(&mut self, person: &Person, text: &str) -> (String, Value) {
        let (kind, message, beside) = self.dialect.text(text, None);
        self.written(person, None, kind, message, beside, true)
    }

    fn written(
        &mut self,
        person: &Person,
        group: Option<&str>,
        kind: &str,
        message: Value,
        context: Option<Value>,
        from_me: bool,
    ) -> (String, Value) {
        let (id, at) = (self.phone_id(), self.tick());
        let room = group.map(|group| &self.groups[group]);
        let mut data = json!({
            "key": self.dialect.key(person, room, &id, from_me),
            "pushName": if from_me { BOT_NAME } else { &person.name },
            "status": if from_me { "SERVER_ACK" } else { "DELIVERY_ACK" },
            "message": message, "messageType": kind, "messageTimestamp": at, "source": "android",
        });
        if let Some(context) = context {
            data["contextInfo"] = context;
        }
        (id, self.envelope("messages.upsert", data))
    }

    fn remember(&mut self, id: &str, text: &str, author: Option<&Person>, group: Option<&str>) {
        let chat =
            group.map_or_else(|| author.map_or_else(String::new, Person::phone_jid), Into::into);
        self.messages
            .insert(id.into(), Stored { text: text.into(), author: author.cloned(), chat });
    }

    /// The context of a quote: the author is named the way the chat names its members.
    fn context(&self, group: Option<&str>, quote: &str) -> Value {
        let room = group.map(|group| &self.groups[group]);
        let stored = self.messages.get(quote);
        let author = match stored.and_then(|stored| stored.author.as_ref()) {
            Some(author) if room.is_some_and(|room| !room.by_lid) => author.phone_jid(),
            Some(author) => author.lid_jid(),
            None => bot_in(room),
        };
        let text = stored.map_or("", |stored| &stored.text);
        json!({"stanzaId": quote, "participant": author, "mentionedJid": [], "quotedMessage": {"conversation": text}})
    }

    /// The key in `messages.edited`: the sender's view of it.
    fn their_key(&self, person: &Person, group: Option<&str>, id: &str) -> Value {
        match group {
            Some(group) => {
                json!({"remoteJid": group, "fromMe": true, "id": id, "participant": person.lid_jid()})
            }
            None => json!({"remoteJid": bot_in(None), "fromMe": true, "id": id}),
        }
    }

    pub fn edited(&self, person: &Person, group: Option<&str>, id: &str, text: &str) -> Value {
        let data = json!({
            "key": self.their_key(person, group, id), "type": "MESSAGE_EDIT",
            "editedMessage": {"conversation": text}, "timestampMs": "1763810003123",
        });
        self.envelope("messages.edited", data)
    }

    pub fn revoked(&self, person: &Person, group: Option<&str>, id: &str) -> [Value; 2] {
        let revoke = json!({"key": self.their_key(person, group, id), "type": "REVOKE"});
        let mut delete =
            json!({"fromMe": false, "id": id, "status": "DELETED", "remoteJid": person.lid_jid()});
        if let Some(group) = group {
            delete["remoteJid"] = json!(group);
            delete["participant"] = json!(person.lid_jid());
        }
        [self.envelope("messages.edited", revoke), self.envelope("messages.delete", delete)]
    }

    pub fn receipt(&self, id: &str, status: &str) -> Value {
        let chat = self.messages.get(id).map_or("", |stored| &stored.chat);
        let data = json!({"keyId": id, "messageId": "db1", "remoteJid": chat, "fromMe": true, "status": status});
        self.envelope("messages.update", data)
    }

    /// `sendText`.
    pub fn send_text(&mut self, body: &Value) -> Answer {
        let Some(number) = body["number"].as_str() else {
            return refusal(400, json!([["Invalid format"]]));
        };
        let Some(text) = body["text"].as_str() else {
            return refusal(400, json!([["instance requires property \"text\""]]));
        };
        if text.trim().is_empty() {
            return refusal(400, json!(["Text is required"]));
        }
        if strikes(&mut self.faults.too_many) {
            return refusal(429, json!("Too many requests"));
        }
        if !self.is_open() {
            return refusal(
                500,
                json!("Cannot read properties of undefined (reading 'onWhatsApp')"),
            );
        }
        let jid = normalised(number);
        let chat = if jid.ends_with("@g.us") {
            if !self.groups.contains_key(&jid) {
                return refusal(400, json!(["[object Object]"]));
            }
            jid
        } else if jid.ends_with("@lid") {
            jid
        } else {
            match on_whatsapp(&self.people, &jid) {
                Some(person) => person.phone_jid(),
                None => {
                    return refusal(400, json!([{"jid": jid, "exists": false, "number": number}]));
                }
            }
        };
        self.take_text(chat, text, &body["quoted"])
    }

    fn take_text(&mut self, chat: String, text: &str, quoted: &Value) -> Answer {
        let (id, at) = (self.own_id(), self.tick());
        let room = self.groups.get(&chat);
        let context = quoted["key"]["id"].as_str().and_then(|quote| {
            let stored =
                self.messages.get(quote).map(|stored| json!({"conversation": stored.text}));
            let message = Some(&quoted["message"])
                .filter(|message| message.is_object())
                .cloned()
                .or(stored)?;
            let author = match quoted["key"]["participant"].as_str() {
                Some(author) => author.into(),
                None if quoted["key"]["fromMe"] == json!(false) => chat.clone(),
                None => bot_in(room),
            };
            Some(json!({"stanzaId": quote, "participant": author, "quotedMessage": message}))
        });
        let shown =
            context.as_ref().and_then(|context| context["stanzaId"].as_str()).map(Into::into);
        let mut data = json!({
            "key": {"remoteJid": chat, "fromMe": true, "id": id}, "pushName": "Você", "status": "PENDING",
            "message": {"conversation": text}, "messageType": "conversation", "messageTimestamp": at,
            "instanceId": "b0df8eda-d16f-4b54-986c-0352852e2627", "source": "web",
        });
        if let Some(context) = context {
            data["contextInfo"] = context;
        }
        self.messages
            .insert(id.clone(), Stored { text: text.into(), author: None, chat: chat.clone() });
        self.sent.push(SentMessage { chat, text: text.into(), id, quoted: shown });
        let echo = self.envelope("send.message", data.clone());
        (201, data, vec![echo])
    }

    /// `whatsappNumbers`: the answers come in another order than the questions.
    pub fn numbers(&self, body: &Value) -> Answer {
        if !self.is_open() {
            return refusal(
                500,
                json!("Cannot read properties of undefined (reading 'onWhatsApp')"),
            );
        }
        let asked: Vec<&str> =
            body["numbers"].as_array().into_iter().flatten().filter_map(Value::as_str).collect();
        let mut found: Vec<Value> = asked.iter().map(|number| self.number(number)).collect();
        found.reverse();
        (200, json!(found), Vec::new())
    }

    fn number(&self, number: &str) -> Value {
        let jid = normalised(number);
        if jid.ends_with("@lid") {
            return json!({"jid": jid, "exists": true, "number": number, "lid": "lid"});
        }
        // A number with signs in it is normalised and not found again.
        let plain = number.bytes().all(|b| b.is_ascii_digit()) || number.contains('@');
        match on_whatsapp(&self.people, &jid).filter(|_| plain) {
            Some(person) => json!({"jid": person.phone_jid(), "exists": true, "number": number}),
            None if jid == format!("{BOT}@s.whatsapp.net") => {
                json!({"jid": jid, "exists": true, "number": number})
            }
            None => json!({"jid": jid, "exists": false, "number": number}),
        }
    }
}
