//! What happens to messages that are more than texts, as webhooks tell of it.

use hyper::body::Bytes;
use serde_json::{Value, json};

use super::stamp::Stamp;
use super::{Form, file};
use crate::load::cast::OWN_LID;
use crate::load::clock::wall_seconds;
use crate::load::token::{Side, Token};
use crate::load::wire::envelope;

/// Who writes, and where.
#[derive(Debug, Clone)]
pub struct Writer {
    /// The chat.
    pub chat: String,
    /// Its other address; only customers' chats have one.
    pub chat_alt: Option<String>,
    /// LID and phone, in a group.
    pub author: Option<(String, String)>,
    /// The name that WhatsApp shows.
    pub name: String,
}

/// What people say beside the stamp.
#[must_use]
pub fn words(stamp: Stamp) -> String {
    let says = match stamp.token.side {
        Side::Customer => "sigo sin internet desde anoche, ¿me ayudan?",
        Side::Agent => "ya lo estoy revisando, gracias por esperar",
    };
    format!("{stamp} {says}")
}

impl Writer {
    fn key(&self, id: &str) -> Value {
        let mut key = json!({
            "remoteJid": self.chat, "fromMe": false, "id": id,
            "addressingMode": if self.author.is_some() { "lid" } else { "pn" },
        });
        if let Some(alt) = &self.chat_alt {
            key["remoteJidAlt"] = json!(alt);
        }
        if let Some((lid, phone)) = &self.author {
            key["participant"] = json!(lid);
            key["participantAlt"] = json!(phone);
        }
        key
    }

    /// The key as the sender's own phone has it: `fromMe`, and in a direct chat the line as the other side.
    fn own_key(&self, id: &str) -> Value {
        match &self.author {
            Some((lid, _)) => {
                json!({"remoteJid": self.chat, "fromMe": true, "id": id, "participant": lid})
            }
            None => json!({"remoteJid": OWN_LID, "fromMe": true, "id": id}),
        }
    }

    fn upsert(&self, id: &str, kind: &str, message: Value, context: Value) -> Bytes {
        let data = json!({
            "key": self.key(id), "pushName": self.name, "status": "DELIVERY_ACK", "message": message,
            "contextInfo": context, "messageType": kind, "messageTimestamp": wall_seconds(),
            "instanceId": crate::load::wire::INSTANCE_ID, "source": "android",
        });
        envelope("messages.upsert", data)
    }

    /// A message: with which id it is written, what it consists of, which message it quotes.
    #[must_use]
    pub fn message(&self, token: Token, id: &str, form: Form, quote: Option<&str>) -> Bytes {
        let words = words(Stamp::first(token));
        let (kind, fields) = content(token, form, &words);
        let context = match quote {
            Some(quoted) => json!({
                "stanzaId": quoted, "participant": OWN_LID,
                "quotedMessage": {"conversation": "lo de antes"},
            }),
            None => Value::Null,
        };
        self.upsert(id, kind, fields, context)
    }

    /// An earlier message says something else from now on.
    #[must_use]
    pub fn edited(&self, id: &str, form: Form, to: Stamp, at_ms: u64) -> Bytes {
        let words = words(to);
        let message = match form {
            Form::Image => json!({"imageMessage": {"caption": words}}),
            Form::Document => json!({"documentMessage": {"caption": words}}),
            Form::Text | Form::Voice | Form::Sticker | Form::Location | Form::Contact => {
                json!({"conversation": words})
            }
        };
        let data = json!({
            "key": self.own_key(id), "type": "MESSAGE_EDIT", "editedMessage": message,
            "timestampMs": at_ms.to_string(),
        });
        envelope("messages.edited", data)
    }

    /// An earlier message is gone; the two events that tell of it.
    #[must_use]
    pub fn deleted(&self, id: &str) -> [Bytes; 2] {
        let mut record = self.key(id);
        record["status"] = json!("DELETED");
        let protocol = json!({"key": self.own_key(id), "type": "REVOKE"});
        [envelope("messages.edited", protocol), envelope("messages.delete", record)]
    }

    /// A reaction, with an id of its own, to a message of Relevo's or of one's own.
    #[must_use]
    pub fn reaction(&self, own_id: &str, id: &str, from_relevo: bool, emoji: &str) -> Bytes {
        let mut key = json!({"remoteJid": self.chat, "fromMe": !from_relevo, "id": id});
        if from_relevo && self.author.is_some() {
            key["participant"] = json!(OWN_LID);
        }
        let message = json!({"reactionMessage": {"key": key, "text": emoji}});
        self.upsert(own_id, "reactionMessage", message, Value::Null)
    }
}

fn content(token: Token, form: Form, words: &str) -> (&'static str, Value) {
    let size = || file::bytes(token, form).len().to_string();
    let file = || {
        json!({
            "url": "https://mmg.whatsapp.net/v/t62.7118-24/1_n.enc", "mimetype": file::mime(token, form),
            "fileLength": size(), "mediaKey": "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=",
            "directPath": "/v/t62.7118-24/1_n.enc",
        })
    };
    match form {
        Form::Text => ("conversation", json!({"conversation": words})),
        Form::Image => {
            let mut fields = file();
            fields["caption"] = json!(words);
            ("imageMessage", json!({"imageMessage": fields}))
        }
        Form::Voice => {
            let mut fields = file();
            fields["ptt"] = json!(true);
            fields["seconds"] = json!(7);
            ("audioMessage", json!({"audioMessage": fields}))
        }
        Form::Document => {
            let mut fields = file();
            fields["caption"] = json!(words);
            fields["fileName"] = json!(file::name(token));
            fields["title"] = json!(file::name(token));
            ("documentMessage", json!({"documentMessage": fields}))
        }
        Form::Sticker => ("stickerMessage", json!({"stickerMessage": file()})),
        Form::Location => {
            let place =
                json!({"degreesLatitude": -34.6037, "degreesLongitude": -58.3816, "name": words});
            ("locationMessage", json!({"locationMessage": place}))
        }
        Form::Contact => {
            let vcard = "BEGIN:VCARD\nVERSION:3.0\nTEL;type=CELL;waid=5491150002222:+54 9 11 5000-2222\nEND:VCARD";
            ("contactMessage", json!({"contactMessage": {"displayName": words, "vcard": vcard}}))
        }
    }
}

/// A message of Relevo's got on: `DELIVERY_ACK` or `READ`.
#[must_use]
pub fn got_on(id: &str, chat: &str, participant: Option<&str>, status: &str) -> Bytes {
    let mut data = json!({
        "keyId": id, "remoteJid": chat, "fromMe": true, "status": status,
        "instanceId": crate::load::wire::INSTANCE_ID, "messageId": "cmwrqoaks0003yx7dz6a2miuh",
    });
    if let Some(participant) = participant {
        data["participant"] = json!(participant);
    }
    envelope("messages.update", data)
}

/// The answer to a change of an earlier message.
#[must_use]
pub fn changed(chat: &str, id: &str) -> Bytes {
    let key = json!({"remoteJid": chat, "fromMe": true, "id": id});
    let answer = json!({"key": key, "status": "PENDING", "messageTimestamp": wall_seconds()});
    answer.to_string().into()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::content::{Content, MediaKind};
    use crate::domain::inbound::Inbound;
    use crate::gateway::evolution::understand;
    use crate::load::mixed::stamp;
    use crate::load::token::{CaseNo, Run};

    const TOKEN: Token = Token { run: Run(7), case: CaseNo(3), side: Side::Agent, number: 5 };

    fn writer() -> Writer {
        Writer {
            chat: "120363200000000501@g.us".into(),
            chat_alt: None,
            author: Some(("700000000000005@lid".into(), "5491195000005@s.whatsapp.net".into())),
            name: "Agente5 Prueba".into(),
        }
    }

    fn read(body: &Bytes) -> Inbound {
        let mut all = understand(body).unwrap();
        assert_eq!(all.len(), 1);
        all.remove(0)
    }

    #[test]
    fn relevo_understands_every_form_of_message() {
        let forms = [
            (Form::Image, Some(MediaKind::Image)),
            (Form::Voice, Some(MediaKind::Voice)),
            (Form::Document, Some(MediaKind::Document)),
            (Form::Sticker, Some(MediaKind::Sticker)),
            (Form::Text, None),
            (Form::Location, None),
            (Form::Contact, None),
        ];
        for (form, kind) in forms {
            let id = stamp::id(TOKEN, form);
            let Inbound::Message(message) =
                read(&writer().message(TOKEN, &id, form, Some("3EB0A")))
            else {
                panic!("a message");
            };
            assert_eq!(message.quote.unwrap().id.as_str(), "3EB0A");
            let said = words(Stamp::first(TOKEN));
            match (message.content, kind) {
                (Content::Media { media, caption, file_name, file, .. }, Some(kind)) => {
                    assert_eq!(media, kind);
                    let file = file.unwrap();
                    assert_eq!(file.size, Some(file::bytes(TOKEN, form).len() as u64));
                    let has_words = matches!(form, Form::Image | Form::Document);
                    assert_eq!(caption, has_words.then_some(said));
                    let name = (form == Form::Document).then(|| file::name(TOKEN));
                    assert_eq!(file_name, name);
                }
                (Content::Contacts { cards }, None) => assert_eq!(cards[0].name, said),
                (content, None) => assert_eq!(content.words(), Some(&*said)),
                (content, kind) => panic!("{content:?} for {kind:?}"),
            }
        }
    }

    #[test]
    fn relevo_understands_what_is_done_to_messages() {
        let id = stamp::id(TOKEN, Form::Text);
        let to = Stamp { token: TOKEN, revision: 2 };
        let Inbound::Edited { id: of, content, at, .. } =
            read(&writer().edited(&id, Form::Text, to, 5_000))
        else {
            panic!("an edit");
        };
        assert_eq!((of.as_str(), content.words()), (&*id, Some(&*words(to))));
        assert_eq!(at.map(|at| at.0), Some(5_000));
        for body in writer().deleted(&id) {
            assert!(matches!(read(&body), Inbound::Revoked { id: of, .. } if of.as_str() == id));
        }
        let reaction = read(&writer().reaction("AC09", "3EB0A", true, "👍"));
        let Inbound::Reaction { target, emoji, author, .. } = reaction else {
            panic!("a reaction")
        };
        assert_eq!((target.as_str(), &*emoji), ("3EB0A", "👍"));
        assert_eq!(author, crate::load::cast::agent_identity(5));
        let report = got_on("3EB0A", "5491110000001@s.whatsapp.net", None, "READ");
        assert!(matches!(read(&report), Inbound::Delivery { .. }));
    }
}
