//! Evolution API v2 on the wire, as its version 2.3.7 writes and reads it: typed, for speed.

use std::borrow::Cow;

use hyper::body::Bytes;
use serde::{Deserialize, Serialize};

use super::cast::OWN;
use super::clock::wall_seconds;

/// The instance that plays the line.
pub const INSTANCE: &str = "relevo-load";
pub(super) const INSTANCE_ID: &str = "b0df8eda-d16f-4b54-986c-0352852e2627";

/// A text that somebody wrote.
#[derive(Debug)]
pub struct Written<'a> {
    /// Its id, as the phone made it.
    pub id: &'a str,
    /// Where: the chat's address.
    pub chat: &'a str,
    /// The chat's other address; only customers' chats have one.
    pub chat_alt: Option<&'a str>,
    /// By whom, in a group: LID and phone.
    pub author: Option<(&'a str, &'a str)>,
    /// The name that WhatsApp shows.
    pub name: &'a str,
    /// The words; under a picture, its caption.
    pub text: &'a str,
    /// Whether there is a picture.
    pub picture: bool,
    /// The message that it replies to.
    pub quote: Option<&'a str>,
}

/// The body of `POST /message/sendText/{instance}`.
#[derive(Debug, Deserialize)]
pub struct SendText<'a> {
    /// The chat.
    #[serde(borrow)]
    pub number: Cow<'a, str>,
    /// The words.
    #[serde(borrow)]
    pub text: Cow<'a, str>,
    /// What it replies to.
    #[serde(borrow, default)]
    pub quoted: Option<Quoted<'a>>,
}

/// A quote.
#[derive(Debug, Deserialize)]
pub struct Quoted<'a> {
    /// The quoted message.
    #[serde(borrow)]
    pub key: QuotedKey<'a>,
}

/// The key of a quoted message.
#[derive(Debug, Deserialize)]
pub struct QuotedKey<'a> {
    /// Its id.
    #[serde(borrow)]
    pub id: Cow<'a, str>,
}

#[derive(Serialize)]
struct Envelope<'a, T> {
    event: &'a str,
    instance: &'a str,
    data: T,
    destination: &'a str,
    date_time: &'a str,
    sender: String,
    server_url: &'a str,
    apikey: &'a str,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Upsert<'a> {
    key: Key<'a>,
    push_name: &'a str,
    status: &'a str,
    message: Message<'a>,
    #[serde(skip_serializing_if = "Option::is_none")]
    context_info: Option<Context<'a>>,
    message_type: &'a str,
    message_timestamp: u64,
    instance_id: &'a str,
    source: &'a str,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Key<'a> {
    remote_jid: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    remote_jid_alt: Option<&'a str>,
    from_me: bool,
    id: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    participant: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    participant_alt: Option<&'a str>,
    addressing_mode: &'a str,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
enum Message<'a> {
    Conversation(&'a str),
    ImageMessage(Image<'a>),
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Image<'a> {
    url: &'a str,
    mimetype: &'a str,
    caption: &'a str,
    file_length: &'a str,
    height: u16,
    width: u16,
    jpeg_thumbnail: &'a str,
}

#[derive(Serialize)]
struct Conversation<'a> {
    conversation: &'a str,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Context<'a> {
    mentioned_jid: [&'a str; 0],
    group_mentions: [&'a str; 0],
    status_attributions: [&'a str; 0],
    stanza_id: &'a str,
    participant: &'a str,
    quoted_message: Conversation<'a>,
}

#[derive(Serialize)]
struct Link<'a> {
    instance: &'a str,
    state: &'a str,
    #[serde(rename = "statusReason")]
    reason: u16,
}

pub(super) fn envelope<T: Serialize>(event: &str, data: T) -> Bytes {
    let envelope = Envelope {
        event,
        instance: INSTANCE,
        data,
        destination: "http://relevo.example/hooks/evolution",
        date_time: "2026-11-22T11:15:30.831Z",
        sender: format!("{OWN}@s.whatsapp.net"),
        server_url: "http://evolution:8080",
        apikey: "0A0A0A0A-1B1B-4C2C-8D3D-4E4E4E4E4E4E",
    };
    // Numbers and texts only: there is nothing in it that JSON could not hold.
    serde_json::to_vec(&envelope).unwrap_or_default().into()
}

/// `messages.upsert`: somebody wrote.
#[must_use]
pub fn upsert(written: &Written<'_>) -> Bytes {
    let context = |id| Context {
        mentioned_jid: [],
        group_mentions: [],
        status_attributions: [],
        stanza_id: id,
        participant: super::cast::OWN_LID,
        quoted_message: Conversation { conversation: "🎫 *Caso* · Soporte" },
    };
    let message = if written.picture {
        Message::ImageMessage(Image {
            url: "https://mmg.whatsapp.net/v/t62.7118-24/1_n.enc",
            mimetype: "image/jpeg",
            caption: written.text,
            file_length: "84213",
            height: 1_280,
            width: 960,
            jpeg_thumbnail: "/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDABsSFBcUERsXFhceHBsgKEIrKCUlKFE6PTBCYFVl",
        })
    } else {
        Message::Conversation(written.text)
    };
    let upsert = Upsert {
        key: Key {
            remote_jid: written.chat,
            remote_jid_alt: written.chat_alt,
            from_me: false,
            id: written.id,
            participant: written.author.map(|(lid, _)| lid),
            participant_alt: written.author.map(|(_, phone)| phone),
            addressing_mode: if written.author.is_some() { "lid" } else { "pn" },
        },
        push_name: written.name,
        status: "DELIVERY_ACK",
        message,
        context_info: written.quote.map(context),
        message_type: if written.picture { "imageMessage" } else { "conversation" },
        message_timestamp: wall_seconds(),
        instance_id: INSTANCE_ID,
        source: "android",
    };
    envelope("messages.upsert", upsert)
}

/// `connection.update`: the line is linked to WhatsApp.
#[must_use]
pub fn connected() -> Bytes {
    envelope("connection.update", Link { instance: INSTANCE, state: "open", reason: 200 })
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Taken<'a> {
    key: Key3<'a>,
    push_name: &'a str,
    status: &'a str,
    message: Conversation<'a>,
    message_type: &'a str,
    message_timestamp: u64,
    instance_id: &'a str,
    source: &'a str,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Key3<'a> {
    remote_jid: &'a str,
    from_me: bool,
    id: &'a str,
}

/// The answer to a message that was sent.
#[must_use]
pub fn taken(chat: &str, id: &str, text: &str) -> Bytes {
    let taken = Taken {
        key: Key3 { remote_jid: chat, from_me: true, id },
        push_name: "Você",
        status: "PENDING",
        message: Conversation { conversation: text },
        message_type: "conversation",
        message_timestamp: wall_seconds(),
        instance_id: INSTANCE_ID,
        source: "web",
    };
    serde_json::to_vec(&taken).unwrap_or_default().into()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::content::{Content, MediaKind};
    use crate::domain::inbound::Inbound;
    use crate::gateway::evolution::understand;

    #[test]
    fn relevo_understands_what_is_written_here() {
        let reply = Written {
            id: "AC01",
            chat: "120363100000000001@g.us",
            chat_alt: None,
            author: Some(("700000000000005@lid", "5491195000005@s.whatsapp.net")),
            name: "Agente5 Prueba",
            text: "lo tomo",
            picture: false,
            quote: Some("3EB0A"),
        };
        let [Inbound::Message(message)] = &understand(&upsert(&reply)).unwrap()[..] else {
            panic!("one message");
        };
        assert_eq!(message.content.words(), Some("lo tomo"));
        assert_eq!(message.quote.as_ref().map(|quote| quote.id.as_str()), Some("3EB0A"));
        assert_eq!(message.author, crate::load::cast::agent_identity(5));
        let picture = Written { picture: true, quote: None, text: "mire", ..reply };
        let [Inbound::Message(message)] = &understand(&upsert(&picture)).unwrap()[..] else {
            panic!("one message");
        };
        assert_eq!(message.content.words(), Some("mire"));
        assert!(matches!(message.content, Content::Media { media: MediaKind::Image, .. }));
        let [Inbound::Connection { .. }] = &understand(&connected()).unwrap()[..] else {
            panic!("a connection");
        };
    }

    #[test]
    fn an_order_to_send_is_read_with_its_quote() {
        let body = r#"{"number":"1@g.us","text":"a\nb","linkPreview":false,"quoted":{"key":{"id":"AC1","fromMe":false}}}"#;
        let order: SendText<'_> = serde_json::from_str(body).unwrap();
        assert_eq!(
            (&*order.number, &*order.text, &*order.quoted.unwrap().key.id),
            ("1@g.us", "a\nb", "AC1")
        );
    }
}
