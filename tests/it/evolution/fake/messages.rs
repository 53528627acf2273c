//! Messages: people write, change, delete; the line sends.

use serde_json::{Value, json};

use super::dialect::bot_in;
use super::files::message_of;
use super::numbers::{normalised, on_whatsapp};
use super::world::{BOT, BOT_NAME, Message, Person, SentMessage, What, World, strikes};

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
        self.remember(&said.0, text, What::Text, person, group);
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
        self.remember(&said.0, "", What::Text, person, group);
        said
    }

    /// Somebody uses the line's own phone.
    pub fn typed(&mut self, person: &Person, text: &str) -> (String, Value) {
        let (kind, message, beside) = self.dialect.text(text, None);
        self.written(person, None, kind, message, beside, true)
    }

    pub fn written(
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

    pub fn remember(
        &mut self,
        id: &str,
        text: &str,
        what: What,
        author: &Person,
        group: Option<&str>,
    ) {
        let chat = group.map_or_else(|| author.phone_jid(), Into::into);
        self.keep(id, chat, Some(author.clone()), text, what);
    }

    fn keep(&mut self, id: &str, chat: String, author: Option<Person>, text: &str, what: What) {
        let message = Message {
            chat,
            author,
            text: text.into(),
            what,
            reactions: Default::default(),
            edited: false,
            deleted: false,
            read: false,
            at: self.ahead,
        };
        self.messages.insert(id.into(), message);
    }

    /// The context of a quote: the author is named the way the chat names its members.
    pub fn context(&self, group: Option<&str>, quote: &str) -> Value {
        let room = group.map(|group| &self.groups[group]);
        let stored = self.messages.get(quote);
        let author = match stored.and_then(|stored| stored.author.as_ref()) {
            Some(author) if room.is_some_and(|room| !room.by_lid) => author.phone_jid(),
            Some(author) => author.lid_jid(),
            None => bot_in(room),
        };
        let message = stored.map_or_else(|| json!({"conversation": ""}), message_of);
        json!({"stanzaId": quote, "participant": author, "mentionedJid": [], "quotedMessage": message})
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
        match self.recipient(number) {
            Ok(chat) => {
                let message = json!({"conversation": text});
                self.take(chat, text, What::Text, "conversation", message, &body["quoted"])
            }
            Err(refused) => refused,
        }
    }

    /// Whether the line can send at all, and to which chat.
    pub fn sendable(&mut self, body: &Value) -> Result<String, Answer> {
        if strikes(&mut self.faults.too_many) {
            return Err(refusal(429, json!("Too many requests")));
        }
        if !self.is_open() {
            let why = "Cannot read properties of undefined (reading 'onWhatsApp')";
            return Err(refusal(500, json!(why)));
        }
        self.recipient(body["number"].as_str().unwrap_or_default())
    }

    fn recipient(&self, number: &str) -> Result<String, Answer> {
        let jid = normalised(number);
        if jid.ends_with("@g.us") {
            let is_known = self.groups.contains_key(&jid);
            return if is_known { Ok(jid) } else { Err(refusal(400, json!(["[object Object]"]))) };
        }
        if jid.ends_with("@lid") {
            return Ok(jid);
        }
        match on_whatsapp(&self.people, &jid) {
            Some(person) => Ok(person.phone_jid()),
            None => Err(refusal(400, json!([{"jid": jid, "exists": false, "number": number}]))),
        }
    }

    /// Takes a message of the line's. What it quotes is shown only if the request brings it along, or it is
    /// stored here.
    pub fn take(
        &mut self,
        chat: String,
        text: &str,
        what: What,
        kind: &str,
        message: Value,
        quoted: &Value,
    ) -> Answer {
        let (id, at) = (self.own_id(), self.tick());
        let room = self.groups.get(&chat);
        let context = quoted["key"]["id"].as_str().and_then(|quote| {
            let stored = self.messages.get(quote);
            let message = Some(&quoted["message"])
                .filter(|message| message.is_object())
                .cloned()
                .or_else(|| stored.map(message_of))?;
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
            "message": message, "messageType": kind, "messageTimestamp": at,
            "instanceId": "b0df8eda-d16f-4b54-986c-0352852e2627", "source": "web",
        });
        if let Some(context) = context {
            data["contextInfo"] = context;
        }
        self.keep(&id, chat.clone(), None, text, what.clone());
        self.sent.push(SentMessage { chat, text: text.into(), id, quoted: shown, what });
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
