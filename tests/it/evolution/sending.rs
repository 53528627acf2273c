//! Everything that is more than a text, sent to the fake server: as the recorded requests say, and byte for byte.

use std::path::PathBuf;

use relevo::domain::cargo::{Cargo, CopyRef, MessageRef, Target};
use relevo::domain::content::{ContactCard, MediaKind};
use relevo::domain::file::FileRef;
use relevo::domain::identity::Identity;
use relevo::domain::ids::{ChatId, SendId, TicketNo, WaId};
use relevo::domain::outcome::QuoteRef;
use relevo::gateway::evolution::Evolution;
use relevo::gateway::{Gateway, GatewayError, Outbound, StoredFile};
use serde_json::{Value, json};

use super::answers::{impatient, rest};
use super::fake::{Asked, BOT_NAME, FakeEvolution, INSTANCE, Person, What};

const OPUS: &[u8] = b"OggS\0\x02\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\x01\x13OpusHead\x01\x01";

#[tokio::test]
async fn every_kind_of_file_arrives_byte_for_byte_as_what_it_is() {
    let office = Office::open().await;
    let long: Vec<u8> = (0..200_001_u32).map(|at| (at % 251) as u8).collect();
    for (kind, mime, bytes, name, shown, type_shown) in [
        (MediaKind::Image, "image/png", &long[..], None, MediaKind::Image, "image/jpeg"),
        (MediaKind::Video, "video/mp4", &long, None, MediaKind::Video, "video/mp4"),
        (MediaKind::Gif, "video/mp4", &long, None, MediaKind::Video, "video/mp4"),
        (MediaKind::VideoNote, "video/mp4", &long, None, MediaKind::VideoNote, "video/mp4"),
        (MediaKind::Audio, "audio/mpeg", &long, Some("tema.mp3"), MediaKind::Audio, "audio/mpeg"),
        (MediaKind::Audio, "video/mp4", &long, None, MediaKind::Audio, "audio/mp4"),
        (MediaKind::Audio, "audio/opus", OPUS, None, MediaKind::Audio, "audio/ogg; codecs=opus"),
        (MediaKind::Voice, "audio/opus", OPUS, None, MediaKind::Voice, "audio/ogg; codecs=opus"),
        (MediaKind::Voice, "audio/mpeg", &long, None, MediaKind::Voice, "audio/ogg; codecs=opus"),
        (MediaKind::Sticker, "image/webp", &long, None, MediaKind::Sticker, "image/webp"),
        (
            MediaKind::Document,
            "application/pdf",
            &long,
            Some("ñ \"1\".pdf"),
            MediaKind::Document,
            "application/pdf",
        ),
        (MediaKind::Document, "text/plain", b"x", Some("leeme"), MediaKind::Document, "text/plain"),
        (MediaKind::Image, "image/heif", &long, None, MediaKind::Document, "false"),
    ] {
        let id = office.send(office.file(kind, mime, bytes, name, None)).await.expect("sent");
        let sent = office.fake.sent().pop().expect("a message");
        let What::File(file) = &sent.what else { panic!("{sent:?}") };
        assert_eq!((&*sent.id, &*sent.chat), (id.as_str(), office.chat.as_str()));
        assert_eq!((file.kind, &file.bytes[..]), (shown, bytes), "{kind:?} {mime}");
        // The fake knows few types; a picture that goes as a document has a name that the real one knows.
        let is_named = file.mime == type_shown || file.name.as_deref() == Some("file.heic");
        assert!(is_named, "{kind:?} {mime}: {file:?}");
        // Nothing is recoded without need: voice notes that are Opus, stickers that are WebP.
        let recoded = matches!(
            (kind, mime),
            (MediaKind::Voice, "audio/mpeg") | (MediaKind::Image, "image/png")
        );
        assert_eq!(file.converted, recoded, "{kind:?} {mime}");
    }
    let names: Vec<Option<String>> = office
        .fake
        .sent()
        .iter()
        .map(|sent| sent.what.file().and_then(|file| file.name.clone()))
        .collect();
    assert_eq!(
        names[10..],
        [Some("ñ \"1\".pdf".into()), Some("leeme.txt".into()), Some("file.heic".into())]
    );
}

#[tokio::test]
async fn captions_go_with_the_kinds_that_have_them() {
    let office = Office::open().await;
    for (kind, mime, caption) in [
        (MediaKind::Image, "image/png", "así se ve"),
        (MediaKind::Video, "video/mp4", "así se ve"),
        (MediaKind::Document, "application/pdf", "así se ve"),
        (MediaKind::Voice, "audio/opus", ""),
        (MediaKind::Audio, "audio/mpeg", ""),
        (MediaKind::Sticker, "image/webp", ""),
    ] {
        let message = office.file(kind, mime, OPUS, None, Some("así se ve"));
        office.send(message).await.expect("sent");
        assert_eq!(office.fake.sent().pop().expect("a message").text, caption, "{kind:?}");
    }
}

#[tokio::test]
async fn files_quote_where_their_route_can() {
    let office = Office::open().await;
    // One that the server stored, and one that it never saw.
    let stored = office.fake.dm(&office.ana, "¿esto?");
    let quote = |id: &str| QuoteRef {
        id: Target::Known(id.into()),
        from_us: false,
        author: Identity::from_jid(&office.ana.phone_jid()),
        text: "¿esto?".into(),
    };
    let able = office.line.capabilities().quoting_kinds;
    for (kind, mime) in KINDS {
        for id in [&*stored, "AC0000"] {
            let mut message = office.file(kind, mime, OPUS, None, None);
            message.quote = Some(quote(id));
            office.send(message).await.expect("sent");
            let sent = office.fake.sent().pop().expect("a message");
            let expected = able.contains(&kind).then(|| id.to_owned());
            assert_eq!(sent.quoted, expected, "{kind:?} {id}");
            assert_eq!(sent.what.file().map(|file| &file.bytes[..]), Some(OPUS), "{kind:?}");
        }
    }
    // Too large for JSON: a form, where only a stored message is found.
    let large = vec![7; 17 * 1024 * 1024];
    for (id, expected) in [(&*stored, Some(&*stored)), ("AC0000", None)] {
        let mut message = office.file(MediaKind::Video, "video/mp4", &large, None, None);
        message.quote = Some(quote(id));
        office.send(message).await.expect("sent");
        let sent = office.fake.sent().pop().expect("a message");
        assert_eq!(sent.quoted.as_deref(), expected);
        assert_eq!(sent.what.file().map(|file| file.bytes.len()), Some(large.len()));
    }
    // A quote that nobody knows yet is left out rather than the message.
    let mut message = office.file(MediaKind::Image, "image/png", OPUS, None, None);
    message.quote = Some(QuoteRef { id: Target::Copy(copy()), ..quote("x") });
    office.send(message).await.expect("sent");
    assert_eq!(office.fake.sent().pop().expect("a message").quoted, None);
}

#[tokio::test]
async fn requests_with_files_look_like_the_recorded_ones() {
    let office = Office::open().await;
    let pdf = office.file(
        MediaKind::Document,
        "application/pdf",
        b"%PDF",
        Some("factura.pdf"),
        Some("factura"),
    );
    let image = office.file(MediaKind::Image, "image/png", b"\x89PNG", Some("a.png"), Some("foto"));
    let opus = office.file(MediaKind::Voice, "audio/opus", OPUS, None, None);
    let sticker = office.file(MediaKind::Sticker, "image/png", b"\x89PNG", None, None);
    for (file, message, form, without) in [
        ("send-document-b64.json", pdf, true, &[][..]),
        // The name of a picture would only spoil its type.
        ("send-image-b64.json", image, true, &["fileName"]),
        ("send-audio-b64-noencode.json", opus, false, &[]),
        ("send-sticker.json", sticker, false, &[]),
    ] {
        office.send(message).await.expect("sent");
        let Asked { method, path, body, file: part, .. } = office.last();
        let mut expected = rest(file)["request"].clone();
        let (expected_body, fields) = (expected["body"].take(), |body: &Value, out: &[&str]| {
            let names = body.as_object().expect("an object").iter();
            let kept = names.filter(|(name, _)| !out.contains(&name.as_str()));
            let content = ["media", "audio", "sticker", "video"];
            let shown = kept.map(|(name, value)| match content.contains(&name.as_str()) {
                true => (name.clone(), json!("…")),
                false => (name.clone(), value.clone()),
            });
            shown.collect::<serde_json::Map<_, _>>()
        });
        let mut found = fields(&body, &[]);
        if form {
            found.insert("media".into(), json!("…"));
        }
        assert_eq!(part.is_some(), form, "{file}");
        assert_eq!(found, fields(&expected_body, without), "{file}");
        assert_eq!(
            (json!(method), json!(path)),
            (expected["method"].take(), expected["path"].take()),
            "{file}"
        );
    }
}

#[tokio::test]
async fn places_and_cards_look_like_the_recorded_ones_and_arrive() {
    let office = Office::open().await;
    let place =
        Cargo::Location { latitude: -34.6, longitude: -58.38, name: Some("Obelisco".into()) };
    office.send(office.cargo(place)).await.expect("sent");
    let mut expected = rest("send-location.json")["request"]["body"].clone();
    // We have one of name and address; the server insists on both.
    expected["address"] = json!("-34.6, -58.38");
    assert_eq!(office.last().body, expected);
    let what = What::Place("-34.6,-58.38".into(), "Obelisco".into(), "-34.6, -58.38".into());
    assert_eq!(office.fake.sent()[0].what, what);

    let card =
        |name: &str, phone: &str| ContactCard { name: name.into(), phones: vec![phone.into()] };
    let carlos = card("Carlos Pérez", "+54 9 11 5000-2222");
    office.send(office.cargo(Cargo::Contacts { cards: vec![carlos.clone()] })).await.expect("sent");
    assert_eq!(office.last().body, rest("send-contact.json")["request"]["body"]);
    let cards = vec![carlos, card("Ana", "+5491150003333")];
    office.send(office.cargo(Cargo::Contacts { cards })).await.expect("sent");
    let shown = [("Carlos Pérez", "+54 9 11 5000-2222"), ("Ana", "+5491150003333")];
    let shown = shown.map(|(name, phone)| (name.into(), phone.into())).to_vec();
    assert_eq!(office.fake.sent()[2].what, What::Cards(shown));

    let bare =
        Cargo::Contacts { cards: vec![ContactCard { name: "Nadie".into(), phones: vec![] }] };
    never(office.send(office.cargo(bare)).await);
    assert_eq!(office.fake.sent().len(), 3);
}

#[tokio::test]
async fn a_place_can_reply_and_cards_cannot() {
    let office = Office::open().await;
    let asked = office.fake.dm(&office.ana, "¿dónde?");
    let quote = QuoteRef {
        id: Target::Known(asked.as_str().into()),
        from_us: false,
        author: Identity::default(),
        text: "¿dónde?".into(),
    };
    let card = ContactCard { name: "Ana".into(), phones: vec!["+5491150003333".into()] };
    for (cargo, shown) in [
        (Cargo::Location { latitude: 1.0, longitude: 2.5, name: None }, Some(asked.clone())),
        (Cargo::Contacts { cards: vec![card] }, None),
    ] {
        let message = Outbound { quote: Some(quote.clone()), ..office.cargo(cargo) };
        office.send(message).await.expect("sent");
        assert_eq!(office.fake.sent().pop().expect("a message").quoted, shown);
    }
}

#[tokio::test]
async fn reactions_edits_and_deletions_change_the_message_and_look_like_the_recorded_ones() {
    let office = Office::open().await;
    let own = office.send(office.text("Hola, ¿en qué podemos ayudarte?")).await.expect("sent");
    let theirs = WaId::from(office.fake.dm(&office.ana, "hola").as_str());
    let request = |file: &str, id: &WaId, place: &[&str]| {
        let mut expected = rest(file)["request"].clone();
        let mut at = &mut expected["body"];
        for step in place {
            at = &mut at[*step];
        }
        at["id"] = json!(id);
        json!([expected["method"], expected["path"], expected["body"]])
    };
    let last = || {
        let Asked { method, path, body, .. } = office.last();
        json!([method, path, body])
    };
    let react = |emoji: &str| Cargo::React { of: of(&theirs, false), emoji: emoji.into() };
    office.send(office.cargo(react("👍"))).await.expect("sent");
    assert_eq!(last(), request("send-reaction.json", &theirs, &["key"]));
    let reactions =
        || office.fake.message(theirs.as_str()).reactions.into_iter().collect::<Vec<_>>();
    assert_eq!(reactions(), [(BOT_NAME.into(), "👍".into())]);
    office.send(office.cargo(react(""))).await.expect("sent");
    assert_eq!(reactions(), []);
    never(office.send(office.cargo(react("ok"))).await);

    let edit = Cargo::Edit { of: of(&own, true), text: "Hola, ¿en qué te ayudamos?".into() };
    let edited = office.send(office.cargo(edit)).await.expect("sent");
    assert!(edited.as_str().starts_with("3EB0") && edited != own);
    assert_eq!(last(), request("edit.json", &own, &["key"]));
    let message = office.fake.message(own.as_str());
    assert_eq!(
        (&*message.text, message.edited, message.deleted),
        ("Hola, ¿en qué te ayudamos?", true, false)
    );

    office.send(office.cargo(Cargo::Revoke { of: of(&own, true) })).await.expect("sent");
    assert_eq!(last(), request("delete.json", &own, &[]));
    assert!(office.fake.message(own.as_str()).deleted);
    assert_eq!(office.fake.sent().len(), 1, "none of it is a new message");
}

#[tokio::test]
async fn in_a_group_somebody_elses_message_is_named_with_its_author() {
    let office = Office::open().await;
    let group = office.fake.group("Soporte", &[&office.ana]);
    assert_eq!(group, "120363000010000000@g.us");
    let theirs = WaId::from(office.fake.group_say(&office.ana, &group, "hola", None).as_str());
    let author = Identity::from_jids([&*office.ana.phone_jid(), "200100100100200@lid"]);
    let of = MessageRef { id: Target::Known(theirs.clone()), from_us: false, author };
    let send = async |cargo| {
        let message =
            Outbound { cargo: Some(cargo), ..Outbound::text(SendId(1), group.as_str().into(), "") };
        office.send(message).await.expect("sent");
    };
    send(Cargo::React { of: of.clone(), emoji: "✅".into() }).await;
    let mut expected = rest("send-reaction-group.json")["request"]["body"].clone();
    expected["key"]["id"] = json!(theirs);
    assert_eq!(office.last().body, expected);
    assert_eq!(office.fake.message(theirs.as_str()).reactions[BOT_NAME], "✅");
    send(Cargo::Revoke { of }).await;
    assert!(office.fake.message(theirs.as_str()).deleted);
}

#[tokio::test]
async fn what_cannot_be_changed_any_more_is_never_changed() {
    let office = Office::open().await;
    let own = office.send(office.text("hola")).await.expect("sent");
    let edit = |id: &WaId| office.cargo(Cargo::Edit { of: of(id, true), text: "chau".into() });
    office.fake.faults(|faults| faults.refuse_edits = 1);
    never(office.send(edit(&own)).await);
    office.fake.later(15 * 60_000 + 1);
    never(office.send(edit(&own)).await);
    never(office.send(edit(&"NOEXISTE".into())).await);
    // Under its other name the server does not know the chat.
    let elsewhere = Outbound { chat: office.ana.lid_jid().as_str().into(), ..edit(&own) };
    never(office.send(elsewhere).await);
    let blank = Cargo::Edit { of: of(&own, true), text: " ".into() };
    never(office.send(office.cargo(blank)).await);
    assert_eq!(office.fake.message(own.as_str()).text, "hola");
    // Cards cannot be edited, only deleted.
    let card = ContactCard { name: "Ana".into(), phones: vec!["+5491150003333".into()] };
    let card =
        office.send(office.cargo(Cargo::Contacts { cards: vec![card] })).await.expect("sent");
    never(office.send(edit(&card)).await);

    let copied = MessageRef { id: Target::Copy(copy()), ..of(&own, true) };
    let asked = office.fake.asked().len();
    for cargo in [
        Cargo::Revoke { of: copied.clone() },
        Cargo::Edit { of: copied.clone(), text: "x".into() },
        Cargo::React { of: copied, emoji: "👍".into() },
    ] {
        never(office.send(office.cargo(cargo)).await);
    }
    assert_eq!(
        office.fake.asked().len(),
        asked,
        "nothing is asked about a message that nobody knows"
    );
}

#[tokio::test]
async fn a_lost_answer_repeats_a_change_and_leaves_it_open_whether_a_file_was_sent() {
    let office = Office::open().await;
    let own = office.send(office.text("hola")).await.expect("sent");
    for cargo in [
        Cargo::React { of: of(&own, true), emoji: "👍".into() },
        Cargo::Edit { of: of(&own, true), text: "chau".into() },
        Cargo::Revoke { of: of(&own, true) },
    ] {
        office.fake.faults(|faults| faults.lose_answers = 1);
        let lost = office.send(office.cargo(cargo)).await;
        assert!(matches!(lost, Err(GatewayError::Again(_))), "{lost:?}");
    }
    for (kind, mime) in KINDS {
        office.fake.faults(|faults| faults.lose_answers = 1);
        let lost = office.send(office.file(kind, mime, OPUS, None, None)).await;
        assert!(matches!(lost, Err(GatewayError::Unknown(_))), "{kind:?}: {lost:?}");
    }
    assert_eq!(office.fake.sent().len(), 1 + KINDS.len());
}

#[tokio::test]
async fn a_file_that_cannot_be_sent_says_why() {
    let office = Office::open().await;
    let image = || office.file(MediaKind::Image, "image/png", OPUS, None, None);
    office.fake.faults(|faults| faults.unfit = 1);
    never(office.send(image()).await);
    let mut gone = image();
    gone.file.as_mut().expect("a file").path = PathBuf::from("/nowhere/at/all");
    never(office.send(gone).await);
    never(office.send(Outbound { file: None, ..image() }).await);
    let mut large = image();
    large.file.as_mut().expect("a file").size = 65 << 20;
    never(office.send(large).await);
    let stranger = Outbound { chat: "5491150000404@s.whatsapp.net".into(), ..image() };
    never(office.send(stranger).await);
    office.fake.faults(|faults| faults.too_many = 1);
    assert!(matches!(office.send(image()).await, Err(GatewayError::Again(_))));
    office.fake.disconnect(428);
    assert!(matches!(office.send(image()).await, Err(GatewayError::NotConnected(_))));
    assert_eq!(office.fake.sent(), []);
}

#[tokio::test]
async fn read_marks_and_typing_reach_the_chat() {
    let office = Office::open().await;
    let id = WaId::from(office.fake.dm(&office.ana, "hola").as_str());
    let chat = ChatId::from(office.ana.phone_jid().as_str());
    office.line.mark_read(&chat, &[id.clone(), id.clone()]).await.expect("marked");
    let mut expected = rest("mark-read.json")["request"]["body"].clone();
    expected["readMessages"][0]["id"] = json!(id);
    assert_eq!(
        (office.last().path, office.last().body),
        (format!("/chat/markMessageAsRead/{INSTANCE}"), expected)
    );
    assert!(office.fake.message(id.as_str()).read);
    // The server would say «success», and do nothing.
    for chat in [office.ana.lid_jid(), "120363000010000000@g.us".into()] {
        never(office.line.mark_read(&chat.as_str().into(), std::slice::from_ref(&id)).await);
    }
    office.line.show_typing(&chat, true).await.expect("shown");
    let mut expected = rest("presence.json")["request"]["body"].clone();
    expected["delay"] = json!(1_500);
    assert_eq!(office.last().body, expected);
    office.line.show_typing(&chat, false).await.expect("shown");
    let shown = ["composing", "paused"].map(|presence| (chat.to_string(), presence.to_owned()));
    assert_eq!(office.fake.presences(), shown);
}

const KINDS: [(MediaKind, &str); 8] = [
    (MediaKind::Image, "image/png"),
    (MediaKind::Video, "video/mp4"),
    (MediaKind::Gif, "video/mp4"),
    (MediaKind::VideoNote, "video/mp4"),
    (MediaKind::Voice, "audio/opus"),
    (MediaKind::Audio, "audio/mpeg"),
    (MediaKind::Document, "application/pdf"),
    (MediaKind::Sticker, "image/webp"),
];

/// A fake server with one person, a line that reaches it, and a folder for files.
struct Office {
    fake: FakeEvolution,
    line: Evolution,
    ana: Person,
    chat: ChatId,
    folder: tempfile::TempDir,
}

impl Office {
    async fn open() -> Self {
        let fake = FakeEvolution::start().await;
        let line = impatient(&fake.config());
        let ana = fake.person("Ana", "5491150001001", "200100100100100");
        let chat = ana.phone_jid().as_str().into();
        Self { fake, line, ana, chat, folder: tempfile::tempdir().expect("a folder") }
    }

    async fn send(&self, message: Outbound) -> Result<WaId, GatewayError> {
        self.line.send(&message).await
    }

    fn last(&self) -> Asked {
        self.fake.asked().pop().expect("a request")
    }

    fn text(&self, text: &str) -> Outbound {
        Outbound::text(SendId(1), self.chat.clone(), text)
    }

    fn cargo(&self, cargo: Cargo) -> Outbound {
        Outbound { cargo: Some(cargo), ..self.text("lo que no se puede llevar") }
    }

    fn file(
        &self,
        kind: MediaKind,
        mime: &str,
        bytes: &[u8],
        name: Option<&str>,
        caption: Option<&str>,
    ) -> Outbound {
        let path = self.folder.path().join(format!("{kind:?}-{}", bytes.len()));
        std::fs::write(&path, bytes).expect("written");
        let cargo = Cargo::File {
            media: kind,
            file: FileRef::new(&self.chat, &"AC01".into(), "1 AC01"),
            file_name: name.map(Into::into),
            caption: caption.map(Into::into),
            view_once: false,
        };
        let stored =
            StoredFile { path, hash: "00".into(), size: bytes.len() as u64, mime: mime.into() };
        Outbound { file: Some(stored), ..self.cargo(cargo) }
    }
}

fn of(id: &WaId, from_us: bool) -> MessageRef {
    MessageRef { id: Target::Known(id.clone()), from_us, author: Identity::default() }
}

fn copy() -> CopyRef {
    CopyRef { ticket: TicketNo(1), seq: 1, part: 0 }
}

fn never<T: std::fmt::Debug>(result: Result<T, GatewayError>) {
    assert!(matches!(result, Err(GatewayError::Never(_))), "{result:?}");
}
