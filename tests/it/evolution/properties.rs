//! Whatever comes, nothing panics, and what is understood stays within bounds.

use proptest::prelude::*;
use relevo::domain::content::Content;
use relevo::domain::file::FileKey;
use relevo::domain::inbound::Inbound;
use relevo::gateway::evolution::understand;
use serde_json::{Value, json};

use super::meaning::{folder, recorded};

proptest! {
    #[test]
    fn any_bytes_are_refused_or_understood(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        drop(understand(&bytes));
    }

    #[test]
    fn any_data_of_any_event_is_refused_or_understood(event in event(), data in json_value()) {
        let body = json!({"event": event, "data": data, "sender": "5491150009999@s.whatsapp.net"});
        bounded(&body);
    }

    #[test]
    fn a_recorded_body_with_anything_anywhere_is_refused_or_understood(
        file in 0..usize::MAX, place in 0..usize::MAX, strange in json_value(),
    ) {
        let files = files();
        let mut body = recorded(&files[file % files.len()]);
        let places = count(&body);
        put(&mut body, &mut (place % places), &strange);
        bounded(&body);
    }
}

fn bounded(body: &Value) {
    let Ok(events) = understand(body.to_string().as_bytes()) else { return };
    for event in events {
        if let Inbound::Message(message) = event {
            assert!(message.name.chars().count() <= 256);
            assert!(message.content.words().is_none_or(|words| words.chars().count() <= 65_536));
            assert!(message.id.as_str().len() <= 128 && message.chat.as_str().len() <= 128);
            assert!(message.preview.len() <= 64 * 1024 && message.mentions.len() <= 1_024);
            assert!(message.quote.is_none_or(|quote| quote.excerpt.chars().count() <= 300));
            if let Some(file) = message.content.file() {
                assert_eq!(file.key, FileKey::of(&message.chat, &message.id));
                assert!(file.source.len() <= 500);
                assert!(file.mime.as_ref().is_none_or(|mime| mime.len() <= 128));
            }
            if let Content::Contacts { cards } = &message.content {
                assert!(cards.len() <= 64 && cards.iter().all(|card| card.phones.len() <= 16));
            }
        }
    }
}

fn files() -> Vec<String> {
    let entries = std::fs::read_dir(folder())
        .expect("fixtures")
        .map(|entry| entry.expect("an entry").file_name());
    let mut names: Vec<String> = entries.filter_map(|name| name.into_string().ok()).collect();
    names.retain(|name| name.ends_with(".json"));
    names.sort();
    names
}

/// Values within a value, itself included.
fn count(value: &Value) -> usize {
    let within: usize = match value {
        Value::Array(items) => items.iter().map(count).sum(),
        Value::Object(fields) => fields.values().map(count).sum(),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => 0,
    };
    1 + within
}

/// Replaces the value at a place, counted in reading order.
fn put(value: &mut Value, place: &mut usize, strange: &Value) -> bool {
    if *place == 0 {
        value.clone_from(strange);
        return true;
    }
    *place -= 1;
    match value {
        Value::Array(items) => items.iter_mut().any(|item| put(item, place, strange)),
        Value::Object(fields) => fields.values_mut().any(|field| put(field, place, strange)),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => false,
    }
}

fn event() -> impl Strategy<Value = &'static str> {
    prop::sample::select(vec![
        "messages.upsert",
        "send.message",
        "messages.edited",
        "messages.update",
        "messages.delete",
        "group-participants.update",
        "groups.upsert",
        "presence.update",
        "connection.update",
        "qrcode.updated",
        "status.instance",
        "error",
    ])
}

/// JSON that often has the names which matter.
fn json_value() -> impl Strategy<Value = Value> {
    let name = prop::sample::select(vec![
        "key",
        "id",
        "remoteJid",
        "participant",
        "fromMe",
        "message",
        "contextInfo",
        "stanzaId",
        "conversation",
        "ephemeralMessage",
        "viewOnceMessageV2",
        "editedMessage",
        "protocolMessage",
        "type",
        "reactionMessage",
        "imageMessage",
        "audioMessage",
        "mediaUrl",
        "url",
        "mimetype",
        "fileLength",
        "seconds",
        "jpegThumbnail",
        "quotedMessage",
        "mentionedJid",
        "timestampMs",
        "presences",
        "lastKnownPresence",
        "locationMessage",
        "contactsArrayMessage",
        "contacts",
        "pollCreationMessage",
        "participants",
        "status",
        "state",
        "low",
        "high",
        "vcard",
        "data",
        "qrcode",
    ]);
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        ".{0,12}".prop_map(Value::from),
        Just(json!("5491150001001@s.whatsapp.net")),
        Just(json!("1@g.us")),
        Just(json!("REVOKE")),
        Just(json!("composing")),
        Just(json!("https://s3.example/a?b=c")),
        Just(json!([255, 216, 255])),
        Just(json!("FN:Ana\nTEL;waid=5491150002222:+54 9 11 5000-2222")),
        Just(json!("x".repeat(70_000))),
    ];
    leaf.prop_recursive(5, 48, 6, move |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..5).prop_map(Value::from),
            prop::collection::btree_map(name.clone(), inner, 0..6).prop_map(|fields| fields
                .into_iter()
                .map(|(name, value)| (name.to_owned(), value))
                .collect()),
        ]
    })
}
