//! What is understood of files, cards, quotes, mentions, edits and presences, one by one.

use relevo::domain::content::{ContactCard, Content, MediaKind};
use relevo::domain::file::{FileKey, FileRef};
use relevo::domain::identity::Identity;
use relevo::domain::ids::{SendId, Timestamp};
use relevo::domain::inbound::{Delivery, Inbound, Incoming};
use relevo::gateway::evolution::understand;
use relevo::gateway::{Gateway, Outbound};
use serde_json::{Value, json};

use super::fake::{Dialect, FakeEvolution, Media};
use super::listener::Listener;
use super::meaning::{one, recorded};

#[test]
fn a_file_is_named_by_its_message_and_found_by_its_id() {
    let message = message(&recorded("upsert-dm-voice.json"));
    let file = message.content.file().expect("a file").clone();
    assert_eq!(file.key, FileKey::of(&message.chat, &message.id));
    let expected = FileRef {
        mime: Some("audio/ogg; codecs=opus".into()),
        size: Some(12_345),
        seconds: Some(7),
        ..FileRef::new(&message.chat, &message.id, &format!("1 {}", message.id))
    };
    assert_eq!(file, expected);
}

#[test]
fn the_size_of_a_file_is_read_in_every_dialect() {
    for size in [json!(12345), json!("12345"), json!({"low": 12345, "high": 0, "unsigned": true})] {
        let mut body = recorded("upsert-dm-image.json");
        body["data"]["message"]["imageMessage"]["fileLength"] = size.clone();
        assert_eq!(
            message(&body).content.file().and_then(|file| file.size),
            Some(12_345),
            "{size}"
        );
    }
}

#[test]
fn what_can_be_viewed_once_and_came_without_its_file_has_none() {
    let mut body = recorded("upsert-dm-viewonce-image.json");
    assert!(message(&body).content.file().is_some());
    let image = &mut body["data"]["message"]["viewOnceMessageV2"]["message"]["imageMessage"];
    *image = json!({"viewOnce": true, "mimetype": "image/jpeg", "url": "", "mediaKey": {}});
    let content = message(&body).content;
    assert!(matches!(&content, Content::Media { view_once: true, file: None, .. }), "{content:?}");
}

#[test]
fn every_kind_of_file_is_told_apart() {
    let kind = |said: Value| match message(&saying(said)).content {
        Content::Media { media, .. } => media,
        other => panic!("{other:?}"),
    };
    for (said, expected) in [
        (json!({"imageMessage": {}}), MediaKind::Image),
        (json!({"videoMessage": {}}), MediaKind::Video),
        (json!({"videoMessage": {"gifPlayback": true}}), MediaKind::Gif),
        (json!({"ptvMessage": {}}), MediaKind::VideoNote),
        (json!({"audioMessage": {"ptt": true}}), MediaKind::Voice),
        (json!({"audioMessage": {}}), MediaKind::Audio),
        (json!({"documentMessage": {}}), MediaKind::Document),
        (
            json!({"documentWithCaptionMessage": {"message": {"documentMessage": {}}}}),
            MediaKind::Document,
        ),
        (json!({"stickerMessage": {}}), MediaKind::Sticker),
        (json!({"lottieStickerMessage": {"message": {"stickerMessage": {}}}}), MediaKind::Sticker),
        (json!({"associatedChildMessage": {"message": {"imageMessage": {}}}}), MediaKind::Image),
    ] {
        assert_eq!(kind(said.clone()), expected, "{said}");
    }
    let heading = one(&saying(json!({"albumMessage": {"expectedImageCount": 2}})));
    assert!(matches!(heading, Inbound::Ignored { .. }));
}

#[test]
fn a_small_picture_is_kept_only_if_it_is_one() {
    let preview = |thumbnail: Value| {
        let image = json!({"url": "x", "jpegThumbnail": thumbnail});
        message(&saying(json!({"ephemeralMessage": {"message": {"imageMessage": image}}}))).preview
    };
    assert_eq!(preview(json!({"0": 255, "1": 216, "2": 255, "3": 224})), [255, 216, 255, 224]);
    assert_eq!(preview(json!("/9j/4A==")), [255, 216, 255, 224]);
    assert_eq!(preview(json!([255, 216, 255, 224])), [255, 216, 255, 224]);
    for none in [json!("PHN2Zz4="), json!({"0": 255, "1": 216}), json!(null), json!("%%%%")] {
        assert!(preview(none.clone()).is_empty(), "{none}");
    }
}

#[test]
fn cards_bring_their_numbers() {
    let card = |name: &str, phones: &[&str]| {
        let phones = phones.iter().map(|phone| (*phone).into()).collect();
        ContactCard { name: name.into(), phones }
    };
    let said = json!({"contactsArrayMessage": {"contacts": [
        {"displayName": "Uno", "vcard": "BEGIN:VCARD\nFN:Otro\nTEL;waid=5491150002222:011 5000-2222\nTEL:+1 555\nEND:VCARD"},
        {"vcard": "BEGIN:VCARD\nFN:Dos\nEND:VCARD"},
        {},
    ]}});
    let cards = vec![card("Uno", &["+5491150002222", "+1 555"]), card("Dos", &[])];
    assert_eq!(message(&saying(said)).content, Content::Contacts { cards });
}

#[test]
fn a_quote_brings_the_first_words_of_what_it_quotes() {
    let excerpt = |quoted: Value| {
        let mut body = recorded("v2.3.6-upsert-dm-quote-bot.json");
        body["data"]["contextInfo"]["quotedMessage"] = quoted;
        message(&body).quote.expect("a quote").excerpt
    };
    assert_eq!(excerpt(json!({"conversation": "hola"})), "hola");
    assert_eq!(excerpt(json!({"extendedTextMessage": {"text": "hola"}})), "hola");
    assert_eq!(excerpt(json!({"imageMessage": {"caption": "mirá"}})), "mirá");
    let wrapped = json!({"ephemeralMessage": {"message": {"conversation": "hola"}}});
    assert_eq!(excerpt(wrapped), "hola");
    assert_eq!(excerpt(json!({"conversation": "ñ".repeat(400)})), "ñ".repeat(300));
    for nothing in [json!({"audioMessage": {}}), json!({}), json!(null), json!(7)] {
        assert_eq!(excerpt(nothing), "");
    }
}

#[test]
fn who_is_mentioned_is_read_beside_the_message_and_inside_it() {
    let mentioned = json!([
        "199900001111222@lid",
        "5491150001001@s.whatsapp.net",
        "nobody",
        "x@example.org",
        7
    ]);
    let expected = ["199900001111222@lid", "5491150001001@s.whatsapp.net"].map(Identity::from_jid);
    let mut beside = recorded("upsert-g-mention-bot.json");
    beside["data"]["contextInfo"]["mentionedJid"] = mentioned.clone();
    assert_eq!(message(&beside).mentions, expected);
    let inside =
        json!({"imageMessage": {"caption": "@1", "contextInfo": {"mentionedJid": mentioned}}});
    assert_eq!(
        message(&saying(json!({"ephemeralMessage": {"message": inside}}))).mentions,
        expected
    );
    assert_eq!(message(&recorded("upsert-dm-text-lid.json")).mentions, []);
}

#[test]
fn an_edit_says_when_and_keeps_the_words_below_a_picture() {
    let edit = |change: fn(&mut Value)| {
        let mut body = recorded("edited-dm-message-edit.json");
        change(&mut body["data"]);
        match one(&body) {
            Inbound::Edited { content, at, .. } => (content, at),
            other => panic!("{other:?}"),
        }
    };
    let (content, at) = edit(|data| {
        data["editedMessage"] = json!({"imageMessage": {"caption": "otra", "url": "x"}});
        data["timestampMs"] = json!({"low": -1421558533, "high": 410, "unsigned": false});
    });
    assert_eq!(content.typed(), Some("otra"));
    assert_eq!((content.file(), at), (None, Some(Timestamp(1_763_810_000_123))));
    for change in [
        |data: &mut Value| data["timestampMs"] = json!(0),
        |data: &mut Value| data["timestampMs"] = Value::Null,
    ] {
        assert_eq!(edit(change).1, None);
    }
}

#[test]
fn each_person_who_writes_is_told_of_and_the_line_itself_is_not() {
    let typing = |chat: &str, presences: Value| {
        let mut body = recorded("presence-update.json");
        body["data"] = json!({"id": chat, "presences": presences});
        understand(body.to_string().as_bytes()).expect("understood")
    };
    let told = typing(
        "120363000010000000@g.us",
        json!({
            "200100100100100@lid": {"lastKnownPresence": "recording"},
            "5491150001002@s.whatsapp.net": {"lastKnownPresence": "paused", "lastSeen": 1},
            "5491150009999@s.whatsapp.net": {"lastKnownPresence": "composing"},
            "200100100100300@lid": {"lastKnownPresence": "dreaming"},
            "x": {"lastKnownPresence": "composing"}, "200100100100400@lid": null,
        }),
    );
    let told: Vec<(String, Identity, bool)> = told
        .into_iter()
        .map(|event| match event {
            Inbound::Typing { chat, author, on } => (chat.to_string(), author, on),
            other => panic!("{other:?}"),
        })
        .collect();
    let group = "120363000010000000@g.us".to_owned();
    let expected = [("200100100100100@lid", true), ("5491150001002@s.whatsapp.net", false)];
    assert_eq!(told, expected.map(|(who, on)| (group.clone(), Identity::from_jid(who), on)));
    for (word, on) in [("composing", true), ("available", false), ("unavailable", false)] {
        let told = typing("1@lid", json!({"1@lid": {"lastKnownPresence": word}}));
        assert!(matches!(told[..], [Inbound::Typing { on: found, .. }] if found == on), "{word}");
    }
    for (chat, presences) in
        [("1@lid", json!({})), ("1@lid", json!(7)), ("status@broadcast", json!({}))]
    {
        let told = typing(chat, presences);
        assert!(matches!(told[..], [Inbound::Ignored { .. }]), "{told:?}");
    }
}

#[tokio::test]
async fn files_of_people_are_heard_in_every_dialect() {
    let (fake, ear) = heard().await;
    let ana = fake.person("Ana", "5491150001001", "200100100100100");
    let group = fake.group("Soporte", &[&ana]);
    for dialect in Dialect::ALL {
        fake.speak(dialect);
        let asked = fake.dm(&ana, "¿sirve?");
        let photo = || {
            Media::new(MediaKind::Image, &b"\xFF\xD8\xFF"[..], "image/jpeg").captioned("las luces")
        };
        let id = fake.dm_media(&ana, photo().quoting(&asked));
        let heard = last(&fake, &ear).await;
        assert_eq!(
            (heard.id.as_str(), heard.content.typed()),
            (&*id, Some("las luces")),
            "{dialect:?}"
        );
        let quote = heard.quote.expect("a quote");
        assert_eq!((quote.id.as_str(), &*quote.excerpt), (&*asked, "¿sirve?"), "{dialect:?}");
        assert_eq!(heard.preview, [0xFF, 0xD8, 0xFF, 0xE0, 7], "{dialect:?}");
        let file = heard.content.file().expect("a file");
        assert_eq!((file.size, file.mime.as_deref()), (Some(3), Some("image/jpeg")), "{dialect:?}");
        // Quoted, a picture goes by the words below it.
        fake.group_say(&ana, &group, "esa", Some(&id));
        assert_eq!(last(&fake, &ear).await.quote.expect("a quote").excerpt, "las luces");
        fake.group_media(&ana, &group, photo().once_on_the_phone());
        let once = last(&fake, &ear).await.content;
        assert!(matches!(once, Content::Media { view_once: true, file: None, .. }), "{dialect:?}");
    }
}

#[tokio::test]
async fn what_becomes_of_messages_is_heard_in_every_dialect() {
    let (fake, ear) = heard().await;
    let ana = fake.person("Ana", "5491150001001", "200100100100100");
    let group = fake.group("Soporte", &[&ana]);
    let line = super::answers::impatient(&fake.config());
    let send = async |chat: &str| {
        let message = Outbound::text(SendId(1), chat.into(), "hola");
        line.send(&message).await.expect("sent").as_str().to_owned()
    };
    let (in_group, direct) = (send(&group).await, send(&ana.phone_jid()).await);
    for dialect in Dialect::ALL {
        fake.speak(dialect);
        let photo = Media::new(MediaKind::Image, &b"x"[..], "image/jpeg").captioned("antes");
        let id = fake.group_media(&ana, &group, photo);
        fake.settled().await;
        let before = ear.told().len();
        fake.edit(&ana, Some(&group), &id, "después");
        fake.revoke(&ana, Some(&group), &id);
        fake.deliver(&ana, Some(&group), &in_group);
        fake.read(&ana, Some(&group), &in_group);
        fake.read(&ana, None, &direct);
        fake.types(&ana, Some(&group), true);
        fake.types(&ana, None, false);
        fake.settled().await;
        let heard: Vec<String> =
            ear.told()[before..].iter().map(|(_, body)| short(one(body))).collect();
        let lid = ana.lid_jid();
        let expected = [
            format!("{id} says después in {group}"),
            "nothing".into(),
            format!("{id} gone"),
            format!("{id} gone"),
            format!("{in_group} Delivered in {group}"),
            format!("{in_group} Read in {group}"),
            format!("{direct} Read"),
            format!("{lid} writes in {group}"),
            format!("{lid} stopped"),
        ];
        assert_eq!(heard, expected, "{dialect:?}");
        let message = fake.message(&id);
        assert_eq!((&*message.text, message.edited, message.deleted), ("después", true, true));
    }
}

#[tokio::test]
async fn presences_come_only_to_a_line_that_wants_them() {
    for wanted in [false, true] {
        let (fake, ear) = heard().await;
        let line = super::answers::impatient(&fake.config());
        line.ensure_instance(&ear.url, "h34der", wanted).await.expect("ready");
        let ana = fake.person("Ana", "5491150001001", "200100100100100");
        fake.types(&ana, None, true);
        fake.settled().await;
        assert_eq!(ear.told().len(), usize::from(wanted));
    }
}

fn short(event: Inbound) -> String {
    match event {
        Inbound::Edited { id, chat, content, at: Some(_) } => {
            let chat = chat.map_or_else(|| "?".into(), |chat| chat.to_string());
            format!("{id} says {} in {chat}", content.typed().unwrap_or_default())
        }
        Inbound::Revoked { id, .. } => format!("{id} gone"),
        Inbound::Delivery { id, chat, state: state @ (Delivery::Delivered | Delivery::Read) } => {
            let place = if chat.is_group() { format!(" in {chat}") } else { String::new() };
            format!("{id} {state:?}{place}")
        }
        Inbound::Typing { chat, author, on } => {
            let author = author.chat().expect("somebody");
            let place = if chat.is_group() { format!(" in {chat}") } else { String::new() };
            format!("{author} {}{place}", if on { "writes" } else { "stopped" })
        }
        Inbound::Ignored { .. } => "nothing".into(),
        other => panic!("{other:?}"),
    }
}

/// A fake server, and an ear at its webhook.
async fn heard() -> (FakeEvolution, Listener) {
    let (fake, ear) = (FakeEvolution::start().await, Listener::start(&[(200, "")]).await);
    fake.set_webhook(&ear.url, &[("x-relevo-token", "h34der")]);
    (fake, ear)
}

async fn last(fake: &FakeEvolution, ear: &Listener) -> Incoming {
    fake.settled().await;
    message(&ear.told().pop().expect("an event").1)
}

fn message(body: &Value) -> Incoming {
    match one(body) {
        Inbound::Message(message) => message,
        other => panic!("{other:?}"),
    }
}

/// A direct message that says this.
fn saying(message: Value) -> Value {
    let mut body = recorded("upsert-dm-text-lid.json");
    body["data"]["message"] = message;
    body
}
