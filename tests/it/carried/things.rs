//! The kinds of message, with what each has to be on the other side.

use bytes::Bytes;
use relevo::domain::capabilities::Capabilities;
use relevo::domain::content::{ContactCard, Content, MediaKind};
use sha2::{Digest, Sha256};

use super::place::{Form, pin};

/// Something that people send.
#[derive(Debug, Clone)]
pub struct Thing {
    /// Its row in the table.
    pub row: &'static str,
    pub content: Content,
    /// What is in its file, and the type that its sender gives it.
    pub file: Option<(Bytes, &'static str)>,
    /// The words for it where it is not carried as what it is.
    pub told: String,
}

/// One message on the other side.
#[derive(Debug, Clone, PartialEq)]
pub struct Part {
    pub form: Form,
    pub words: String,
}

impl Part {
    pub fn words(words: &str) -> Self {
        Self { form: Form::Words, words: words.into() }
    }
}

impl Thing {
    pub fn text(words: &str) -> Self {
        Self { row: "text", content: Content::text(words), file: None, told: words.into() }
    }

    /// The same with other bytes and words, so that it is told from the one before.
    pub fn again(&self) -> Self {
        let mut again = self.clone();
        if let Some((bytes, _)) = &mut again.file {
            *bytes = [&bytes[..], b" again"].concat().into();
        }
        again
    }

    pub fn kind(&self) -> Option<MediaKind> {
        match &self.content {
            Content::Media { media, .. } => Some(*media),
            _ => None,
        }
    }

    pub fn is_once(&self) -> bool {
        matches!(&self.content, Content::Media { view_once: true, .. })
    }

    pub fn is_unknown(&self) -> bool {
        matches!(&self.content, Content::Unknown { .. })
    }

    /// People can change its words afterwards.
    pub fn has_words(&self) -> bool {
        match &self.content {
            Content::Text { .. } => true,
            Content::Media { media, view_once, .. } => media.takes_caption() && !view_once,
            _ => false,
        }
    }

    /// What it is on the other side: one message, or two where what it replies to has to be told before it.
    pub fn parts(&self, can: &Capabilities, replies_to: Option<&str>) -> Vec<Part> {
        let told_before = |can_quote: bool| {
            let excerpt = replies_to.filter(|_| !can_quote);
            excerpt.map(|words| Part::words(&format!("↪ «{words}»")))
        };
        let (before, part) = match &self.content {
            Content::Media { .. } => {
                let (kind, filed) = self.filed(can);
                let quotes = kind.takes_caption() || can.quoting_kinds.contains(&kind);
                (told_before(quotes), filed)
            }
            Content::Location { latitude, longitude, name, .. } => {
                let form = Form::Pin(pin(*latitude, *longitude), name.clone().unwrap_or_default());
                (told_before(can.quoting_locations), Part { form, words: String::new() })
            }
            Content::Contacts { cards } => {
                let cards = cards.iter().map(|card| (card.name.clone(), card.phones[0].clone()));
                let form = Form::Cards(cards.collect());
                (told_before(can.quoting_contacts), Part { form, words: String::new() })
            }
            _ => (None, Part::words(&self.told)),
        };
        before.into_iter().chain([part]).collect()
    }

    fn filed(&self, can: &Capabilities) -> (MediaKind, Part) {
        let Content::Media { media, caption, file_name, view_once, .. } = &self.content else {
            panic!("{} is no file", self.row)
        };
        let kind = match media {
            kind if can.kinds.contains(kind) => *kind,
            MediaKind::Gif => MediaKind::Video,
            other => panic!("{other:?} is carried as what?"),
        };
        let (bytes, mime) = self.file.as_ref().unwrap();
        let name = file_name.clone().filter(|_| kind == MediaKind::Document);
        let mime = if kind == MediaKind::Document { *mime } else { "" };
        let form = Form::File { kind, hash: hash(bytes), name, mime: mime.into() };
        let words = match view_once {
            true => self.told.clone(),
            false => caption.clone().unwrap_or_default(),
        };
        (kind, Part { form, words })
    }
}

/// Every kind once. `tag` makes each text and file another one.
pub fn table(tag: &str) -> Vec<Thing> {
    let thing = |row, content, told: &str| Thing { row, content, file: None, told: told.into() };
    let place = |name: Option<&str>, live| Content::Location {
        latitude: -26.830_3,
        longitude: -65.203_8,
        name: name.map(Into::into),
        live,
    };
    let card =
        |name: &str, phone: &str| ContactCard { name: name.into(), phones: vec![phone.into()] };
    let formatted = format!("*Ojo* con _esto_ ~no~ `sí`\n> cita\n- uno\n- dos {tag}");
    let link = format!("Mirá https://example.com/a?b=c&d=e#f {tag}");
    let mut all = vec![
        thing("text with formatting", Content::text(formatted.clone()), &formatted),
        thing("text with a link", Content::text(link.clone()), &link),
    ];
    all.extend(files(tag));
    all.extend([
        thing("location", place(Some("Mi casa"), false), ""),
        thing("location without a name", place(None, false), ""),
        thing("live location", place(None, true), ""),
        thing(
            "one contact",
            Content::Contacts { cards: vec![card("Técnico Norte", "+5493815557777")] },
            "",
        ),
        thing(
            "several contacts",
            Content::Contacts {
                cards: vec![card("Ana", "+5493815557701"), card("Luis", "+5493815557702")],
            },
            "",
        ),
        thing(
            "poll",
            Content::Poll {
                question: format!("¿Cuándo? {tag}"),
                options: vec!["Hoy".into(), "Mañana".into()],
            },
            &format!("📊 Encuesta: ¿Cuándo? {tag}\nHoy / Mañana"),
        ),
        thing(
            "answer of a list",
            Content::Choice { title: format!("Plan 300 {tag}") },
            &format!("Eligió: Plan 300 {tag}"),
        ),
        thing(
            "a kind nobody knows",
            Content::Unknown { name: "unaNovedadMessage".into() },
            "❔ Mensaje que todavía no se puede mostrar acá (unaNovedadMessage)",
        ),
    ]);
    all
}

/// Three pictures that belong together.
pub fn album(tag: &str) -> Vec<Thing> {
    (1..=3).map(|n| picture("album", &format!("{tag} foto {n}"), None)).collect()
}

/// A picture whose bytes and words are its own.
pub fn picture(row: &'static str, tag: &str, caption: Option<&str>) -> Thing {
    let content = media(MediaKind::Image, caption, None, false);
    Thing { row, content, file: Some((with(JPEG, tag), "image/jpeg")), told: "📷 Foto".into() }
}

pub fn voice(tag: &str) -> Thing {
    let file = Some((with(OPUS, tag), "audio/ogg"));
    let content = media(MediaKind::Voice, None, None, false);
    Thing { row: "voice note", content, file, told: "🎤 Mensaje de voz".into() }
}

pub fn document(row: &'static str, tag: &str, caption: Option<&str>) -> Thing {
    let content = media(MediaKind::Document, caption, Some("Factura nº 12.pdf"), false);
    let file = Some((with(b"%PDF-1.7\n", tag), "application/pdf"));
    Thing { row, content, file, told: "📄 Documento: Factura nº 12.pdf".into() }
}

pub fn hash(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

const JPEG: &[u8] = &[0xFF, 0xD8, 0xFF, 0xE0, 0, 16, b'J', b'F', b'I', b'F', 0];
const MP4: &[u8] = b"\0\0\0\x18ftypisom\0\0\x02\0isommp42";
const OPUS: &[u8] = b"OggS\0\x02\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\x01\x13OpusHead\x01\x01";
const MP3: &[u8] = b"ID3\x03\0\0\0\0\0\x21";
const WEBP: &[u8] = b"RIFF\x24\0\0\0WEBPVP8 ";

fn files(tag: &str) -> Vec<Thing> {
    let thing = |row, content, start: &[u8], mime, told: &str| {
        let file = Some((with(start, &format!("{row} {tag}")), mime));
        Thing { row, content, file, told: told.into() }
    };
    let plain = |kind| media(kind, None, None, false);
    let caption = format!("*así* se ve {tag}");
    vec![
        picture("image with caption", &format!("c {tag}"), Some(&caption)),
        picture("image without caption", tag, None),
        thing(
            "video",
            media(MediaKind::Video, Some(&caption), None, false),
            MP4,
            "video/mp4",
            "🎬 Video",
        ),
        thing("GIF", plain(MediaKind::Gif), MP4, "video/mp4", "🎞️ GIF"),
        thing("video note", plain(MediaKind::VideoNote), MP4, "video/mp4", "📹 Videomensaje"),
        voice(tag),
        thing("audio file", plain(MediaKind::Audio), MP3, "audio/mpeg", "🎵 Audio"),
        document("document", tag, None),
        document("document with caption", &format!("c {tag}"), Some(&caption)),
        thing("sticker", plain(MediaKind::Sticker), WEBP, "image/webp", "🙂 Sticker"),
        thing(
            "view-once picture",
            media(MediaKind::Image, None, None, true),
            JPEG,
            "image/jpeg",
            "🔒 📷 Foto, para ver una sola vez",
        ),
    ]
}

fn media(kind: MediaKind, caption: Option<&str>, name: Option<&str>, once: bool) -> Content {
    Content::Media {
        media: kind,
        caption: caption.map(Into::into),
        file_name: name.map(Into::into),
        view_once: once,
        file: None,
    }
}

fn with(start: &[u8], tag: &str) -> Bytes {
    [start, tag.as_bytes()].concat().into()
}
