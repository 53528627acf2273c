//! What Relevo asks the gateway for, read from JSON or a form. Of files only a hash is kept.

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use serde_json::Value;

use super::{Form, file};
use crate::load::token::Token;

/// A file, a place or a card on its way.
#[derive(Debug, Clone, PartialEq)]
pub struct Cargo {
    /// What it consists of.
    pub form: Form,
    /// Its bytes, as a hash; 0 where it has none.
    pub hash: u128,
    /// The message that its bytes are of.
    pub token: Option<Token>,
    /// The name of a document.
    pub name: Option<String>,
}

/// A message to be sent.
#[derive(Debug, Clone, PartialEq)]
pub struct Order {
    /// Where.
    pub chat: String,
    /// The words: a caption, the name of a place or on a card.
    pub text: String,
    /// What it replies to.
    pub quote: Option<String>,
    /// What it is.
    pub cargo: Cargo,
}

/// What is done to an earlier message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Change {
    /// It says this from now on.
    Edit(String),
    /// It is deleted.
    Delete,
    /// Somebody reacts to it, or takes that back.
    React(String),
    /// It was read.
    Read,
}

/// The messages that something is done to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Changing {
    /// Where.
    pub chat: String,
    /// Which.
    pub ids: Vec<String>,
    /// What.
    pub change: Change,
}

/// Fields of a body, and the file in it.
struct Fields<'a> {
    values: Value,
    file: Option<&'a [u8]>,
}

/// Reads a message to be sent by this route; `None` if it is not understood.
#[must_use]
pub fn order(route: &str, content_type: &str, body: &[u8]) -> Option<Order> {
    let fields = match content_type.strip_prefix("multipart/form-data") {
        Some(rest) => form(rest.split_once("boundary=")?.1.trim_matches('"'), body)?,
        None => Fields { values: serde_json::from_slice(body).ok()?, file: None },
    };
    let Fields { values, file } = fields;
    let word = |name: &str| values[name].as_str().map(str::to_owned);
    let kind = match (route, values["mediatype"].as_str()) {
        ("message/sendMedia", Some("image")) => Form::Image,
        ("message/sendMedia", Some("document")) => Form::Document,
        ("message/sendWhatsAppAudio", _) => Form::Voice,
        ("message/sendSticker", _) => Form::Sticker,
        ("message/sendLocation", _) => Form::Location,
        ("message/sendContact", _) => Form::Contact,
        _ => return None,
    };
    let within = ["media", "audio", "sticker"].into_iter().find_map(|name| values[name].as_str());
    let decoded = match (file, within) {
        (Some(file), _) => Some(file.to_vec()),
        (None, Some(within)) => Some(BASE64_STANDARD.decode(within).ok()?),
        (None, None) => None,
    };
    (decoded.is_some() == kind.is_file()).then_some(())?;
    let text = match kind {
        Form::Location => word("name"),
        Form::Contact => values["contact"][0]["fullName"].as_str().map(str::to_owned),
        Form::Text | Form::Image | Form::Voice | Form::Document | Form::Sticker => word("caption"),
    };
    let quote = values["quoted"]["key"]["id"].as_str().map(str::to_owned);
    Some(Order {
        chat: word("number")?,
        text: text.unwrap_or_default(),
        quote: quote.or_else(|| word("quoted[key][id]")),
        cargo: Cargo {
            form: kind,
            hash: decoded.as_deref().map_or(0, file::hash),
            token: decoded.as_deref().and_then(file::token_in),
            name: word("fileName"),
        },
    })
}

/// Reads what is to be done to an earlier message; `None` if it is not understood.
#[must_use]
pub fn changing(route: &str, body: &[u8]) -> Option<Changing> {
    let body: Value = serde_json::from_slice(body).ok()?;
    let word = |value: &Value| value.as_str().map(str::to_owned);
    let (key, change) = match route {
        "chat/updateMessage" => {
            // The server wants the chat in both places, and the same.
            (body["number"] == body["key"]["remoteJid"]).then_some(())?;
            (&body["key"], Change::Edit(word(&body["text"])?))
        }
        "chat/deleteMessageForEveryone" => (&body, Change::Delete),
        "message/sendReaction" => (&body["key"], Change::React(word(&body["reaction"])?)),
        "chat/markMessageAsRead" => {
            let read = body["readMessages"].as_array()?;
            let ids = read.iter().filter_map(|one| word(&one["id"])).collect();
            let chat = word(&read.first()?["remoteJid"])?;
            return Some(Changing { chat, ids, change: Change::Read });
        }
        _ => return None,
    };
    Some(Changing { chat: word(&key["remoteJid"])?, ids: vec![word(&key["id"])?], change })
}

/// Takes a form apart.
fn form<'a>(boundary: &str, body: &'a [u8]) -> Option<Fields<'a>> {
    let mark = format!("--{boundary}");
    let mut fields = Fields { values: serde_json::json!({}), file: None };
    let mut rest = body.get(find(body, mark.as_bytes())? + mark.len()..)?;
    while let Some(part) = rest.strip_prefix(b"\r\n") {
        let head_end = find(part, b"\r\n\r\n")?;
        let head = std::str::from_utf8(part.get(..head_end)?).ok()?;
        let content = part.get(head_end + 4..)?;
        let end = find(content, format!("\r\n{mark}").as_bytes())?;
        let (content, after) = content.split_at(end);
        rest = after.get(2 + mark.len()..)?;
        let name = head.split_once(" name=\"")?.1.split_once('"')?.0;
        if name == "file" {
            fields.file = Some(content);
        } else {
            fields.values[name] = std::str::from_utf8(content).ok()?.into();
        }
    }
    Some(fields)
}

fn find(bytes: &[u8], what: &[u8]) -> Option<usize> {
    bytes.windows(what.len()).position(|window| window == what)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::load::token::{CaseNo, Run, Side};

    const TOKEN: Token = Token { run: Run(7), case: CaseNo(3), side: Side::Customer, number: 5 };

    #[test]
    fn a_form_is_read_whatever_bytes_are_in_it() {
        let bytes = file::bytes(TOKEN, Form::Document);
        let mut body = Vec::new();
        for (name, value) in
            [("number", "1@g.us"), ("mediatype", "document"), ("caption", "a\r\n--x")]
        {
            body.extend(
                format!(
                    "--B\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n"
                )
                .bytes(),
            );
        }
        body.extend(b"--B\r\nContent-Disposition: form-data; name=\"file\"; filename=\"file\"\r\nContent-Type: application/pdf\r\n\r\n");
        body.extend(&bytes);
        body.extend(b"\r\n--B--\r\n");
        let order = order("message/sendMedia", "multipart/form-data; boundary=B", &body).unwrap();
        assert_eq!((&*order.chat, &*order.text, order.quote), ("1@g.us", "a\r\n--x", None));
        let cargo = order.cargo;
        assert_eq!(
            (cargo.form, cargo.hash, cargo.token),
            (Form::Document, file::hash(&bytes), Some(TOKEN))
        );
        let cut = body.get(..body.len() - 30).unwrap();
        assert_eq!(super::order("message/sendMedia", "multipart/form-data; boundary=B", cut), None);
    }

    #[test]
    fn a_file_within_json_is_the_same_file() {
        let bytes = file::bytes(TOKEN, Form::Voice);
        let body =
            json!({"number": "1@g.us", "audio": BASE64_STANDARD.encode(&bytes), "encoding": false});
        let read =
            order("message/sendWhatsAppAudio", "application/json", body.to_string().as_bytes())
                .unwrap();
        assert_eq!((read.cargo.hash, read.cargo.token), (file::hash(&bytes), Some(TOKEN)));
        let none = json!({"number": "1@g.us", "encoding": false});
        assert_eq!(
            order("message/sendWhatsAppAudio", "application/json", none.to_string().as_bytes()),
            None
        );
    }

    #[test]
    fn changes_name_their_message_and_chat() {
        let key = json!({"id": "3EB0", "remoteJid": "1@g.us", "fromMe": true});
        let read = |route, body: Value| changing(route, body.to_string().as_bytes());
        let of =
            |change| Some(Changing { chat: "1@g.us".into(), ids: vec!["3EB0".into()], change });
        let edit = json!({"number": "1@g.us", "text": "b", "key": key});
        assert_eq!(read("chat/updateMessage", edit), of(Change::Edit("b".into())));
        let elsewhere = json!({"number": "2@g.us", "text": "b", "key": key});
        assert_eq!(read("chat/updateMessage", elsewhere), None);
        assert_eq!(read("chat/deleteMessageForEveryone", key.clone()), of(Change::Delete));
        let react = json!({"key": key, "reaction": ""});
        assert_eq!(read("message/sendReaction", react), of(Change::React(String::new())));
        let seen = json!({"readMessages": [key]});
        assert_eq!(read("chat/markMessageAsRead", seen), of(Change::Read));
        assert_eq!(read("chat/markMessageAsRead", json!({"readMessages": []})), None);
    }
}
