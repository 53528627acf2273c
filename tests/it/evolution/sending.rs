//! Files sent to the fake server: as the recorded requests say, and byte for byte.

use std::path::PathBuf;

use relevo::domain::cargo::{Cargo, CopyRef, MessageRef, Target};
use relevo::domain::content::MediaKind;
use relevo::domain::file::FileRef;
use relevo::domain::identity::Identity;
use relevo::domain::ids::{ChatId, SendId, TicketNo, WaId};
use relevo::domain::outcome::QuoteRef;
use relevo::gateway::evolution::Evolution;
use relevo::gateway::{Gateway, GatewayError, Outbound, StoredFile};
use serde_json::{Value, json};

use super::answers::{impatient, rest};
use super::fake::{Asked, FakeEvolution, Person, What};

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
pub struct Office {
    pub fake: FakeEvolution,
    pub line: Evolution,
    pub ana: Person,
    chat: ChatId,
    folder: tempfile::TempDir,
}

impl Office {
    pub async fn open() -> Self {
        let fake = FakeEvolution::start().await;
        let line = impatient(&fake.config());
        let ana = fake.person("Ana", "5491150001001", "200100100100100");
        let chat = ana.phone_jid().as_str().into();
        Self { fake, line, ana, chat, folder: tempfile::tempdir().expect("a folder") }
    }

    pub async fn send(&self, message: Outbound) -> Result<WaId, GatewayError> {
        self.line.send(&message).await
    }

    pub fn last(&self) -> Asked {
        self.fake.asked().pop().expect("a request")
    }

    pub fn text(&self, text: &str) -> Outbound {
        Outbound::text(SendId(1), self.chat.clone(), text)
    }

    pub fn cargo(&self, cargo: Cargo) -> Outbound {
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

pub fn of(id: &WaId, from_us: bool) -> MessageRef {
    MessageRef { id: Target::Known(id.clone()), from_us, author: Identity::default() }
}

pub fn copy() -> CopyRef {
    CopyRef { ticket: TicketNo(1), seq: 1, part: 0 }
}

pub fn never<T: std::fmt::Debug>(result: Result<T, GatewayError>) {
    assert!(matches!(result, Err(GatewayError::Never(_))), "{result:?}");
}
