//! What stands in a message besides its words: a picture, a recording, a document, a place, contacts, a poll.

use crate::domain::content::{ContactCard, Content, MediaKind};
use crate::domain::file::{FileFault, FileRef};
use crate::domain::ids::{LineId, TicketNo};
use crate::domain::phone::Phone;
use crate::domain::settings::Language;
use crate::media::kinds;
use crate::store::files::{FileRow, FileState};
use crate::text::plain;
use crate::web::words::{FluentValue, Words};

/// A picture up to this size is shown as it is; for a larger one stands its small picture, where there is one.
const AS_IT_IS_MOST: u64 = 512 * 1024;
/// Contacts, numbers on one, answers of a poll shown at the most.
const LIST_MOST: usize = 20;
/// Longest question, answer or place shown, in characters.
const TEXT_MOST: usize = 300;

/// What it is.
#[derive(Debug, Clone, PartialEq, Eq)]
#[allow(missing_docs, reason = "as in the template")]
pub enum Attachment {
    Picture {
        href: String,
        src: String,
        alt: String,
        class: &'static str,
    },
    Video {
        src: String,
        poster: String,
        label: String,
        loops: bool,
    },
    Audio {
        src: String,
        icon: &'static str,
        label: String,
        length: String,
    },
    File {
        href: String,
        icon: &'static str,
        name: String,
        detail: String,
    },
    /// It is not here, or not to be shown.
    Missing {
        icon: &'static str,
        label: String,
        why: String,
        preview: String,
        fetch: Option<Fetch>,
    },
    Place {
        href: String,
        label: String,
        name: String,
    },
    Contacts {
        label: String,
        cards: Vec<(String, Vec<String>)>,
    },
    Poll {
        label: String,
        question: String,
        options: Vec<String>,
    },
}

/// A button that has it brought.
#[derive(Debug, Clone, PartialEq, Eq)]
#[allow(missing_docs, reason = "as in the template")]
pub struct Fetch {
    pub action: String,
    pub text: String,
}

/// Which message of which case.
#[derive(Debug, Clone, Copy)]
pub(super) struct Place {
    pub line: LineId,
    pub no: TicketNo,
    pub seq: u32,
}

impl Place {
    /// The address of its file.
    fn address(self, file: &FileRef, more: &str) -> String {
        let Self { line, no, seq } = self;
        format!("/archivos/{line}/{}{more}?caso={no}&mensaje={seq}", file.key)
    }
}

/// Whether it is a sticker, which has no bubble.
pub(super) fn is_sticker(content: &Content) -> bool {
    matches!(content, Content::Media { media: MediaKind::Sticker, view_once: false, .. })
}

/// What stands in a message besides its words. Of a deleted one only the way to it is shown.
pub(super) fn attachment(
    content: &Content,
    row: Option<&FileRow>,
    place: Place,
    is_deleted: bool,
    who: &str,
    words: Words,
) -> Option<Attachment> {
    match content {
        Content::Media { media, file_name, view_once, file, .. } => {
            let file_name = file_name.as_deref().map(plain::name).filter(|name| !name.is_empty());
            let shown = File { media: *media, file_name, is_deleted, place, who, words };
            Some(match (file, view_once) {
                (_, true) => shown.once(row),
                (None, false) => shown.without_way(),
                (Some(file), false) => shown.attachment(file, row),
            })
        }
        Content::Location { latitude, longitude, name, live } => {
            let label = words.t(if *live { "media-location-live" } else { "media-location" });
            // Also leaves out what is not a number.
            let is_place = latitude.abs() <= 90.0 && longitude.abs() <= 180.0;
            let at = format!("{latitude:.6},{longitude:.6}");
            let href =
                if is_place { format!("https://maps.google.com/?q={at}") } else { String::new() };
            let name = plain::quote(name.as_deref().unwrap_or_default(), TEXT_MOST);
            let name = if name.is_empty() && is_place { at } else { name };
            Some(Attachment::Place { href, label, name })
        }
        Content::Contacts { cards } => Some(Attachment::Contacts {
            label: words.t("media-contact"),
            cards: cards.iter().take(LIST_MOST).map(|card| contact(card, words)).collect(),
        }),
        Content::Poll { question, options } => Some(Attachment::Poll {
            label: words.t("media-poll"),
            question: plain::quote(question, TEXT_MOST),
            options: options
                .iter()
                .take(LIST_MOST)
                .map(|option| plain::quote(option, TEXT_MOST))
                .collect(),
        }),
        Content::Text { .. } | Content::Choice { .. } | Content::Unknown { .. } => None,
    }
}

fn contact(card: &ContactCard, words: Words) -> (String, Vec<String>) {
    let name = Some(plain::name(&card.name)).filter(|name| !name.is_empty());
    let phones = card.phones.iter().take(LIST_MOST).map(|phone| {
        let digits: String = phone.chars().filter(char::is_ascii_digit).collect();
        let pretty = phone.trim().starts_with('+').then(|| Phone::from_digits(&digits)).flatten();
        pretty.map_or_else(|| plain::name(phone), |phone| phone.pretty())
    });
    (name.unwrap_or_else(|| words.t("media-contact-unnamed")), phones.collect())
}

/// A file of a message.
struct File<'a> {
    media: MediaKind,
    file_name: Option<String>,
    is_deleted: bool,
    place: Place,
    who: &'a str,
    words: Words,
}

impl File<'_> {
    fn attachment(&self, file: &FileRef, row: Option<&FileRow>) -> Attachment {
        match row.map(|row| &row.state) {
            Some(FileState::Stored { size, mime, .. }) => self.stored(file, *size, mime),
            Some(FileState::Missing { why, .. }) => {
                let why = match why {
                    FileFault::Lost => "media-lost",
                    FileFault::Refused => "media-too-large",
                    FileFault::Used => return self.once(row),
                };
                self.missing(file, why, "media-fetch-again")
            }
            None => self.missing(file, "media-not-yet", "media-fetch"),
        }
    }

    fn stored(&self, file: &FileRef, size: u64, mime: &str) -> Attachment {
        let src = self.place.address(file, "");
        let mini = || format!("{src}&mini");
        let shown = kinds::shown(mime).unwrap_or_default().split('/').next().unwrap_or_default();
        if self.is_deleted {
            return self.link(src, size, mime);
        }
        let alt = self.words.with(
            "media-alt",
            &[
                ("kind", FluentValue::from(self.words.t(name_of(self.media)))),
                ("name", FluentValue::from(self.who)),
            ],
        );
        match (self.media, shown) {
            (MediaKind::Image | MediaKind::Sticker | MediaKind::Gif, "image") => {
                let is_large = size > AS_IT_IS_MOST && file.preview.is_some();
                let class = if self.media == MediaKind::Sticker { "sticker" } else { "media" };
                let picture = if is_large { mini() } else { src.clone() };
                Attachment::Picture { src: picture, href: src, alt, class }
            }
            (MediaKind::Video | MediaKind::VideoNote | MediaKind::Gif, "video") => {
                Attachment::Video {
                    poster: file.preview.as_ref().map(|_| mini()).unwrap_or_default(),
                    src,
                    label: alt,
                    loops: self.media == MediaKind::Gif,
                }
            }
            // A recording in a container that may also hold pictures.
            (MediaKind::Voice | MediaKind::Audio, "audio" | "video") => Attachment::Audio {
                src,
                icon: icon_of(self.media),
                label: self.file_name.clone().unwrap_or(alt),
                length: file.seconds.map(length).unwrap_or_default(),
            },
            (
                MediaKind::Image
                | MediaKind::Video
                | MediaKind::Gif
                | MediaKind::VideoNote
                | MediaKind::Voice
                | MediaKind::Audio
                | MediaKind::Document
                | MediaKind::Sticker,
                _,
            ) => self.link(src, size, mime),
        }
    }

    fn link(&self, href: String, size: u64, mime: &str) -> Attachment {
        let kind = kind_of(mime, self.file_name.as_deref());
        let size = weight(size, self.words.0);
        let detail = kind.into_iter().chain([size]).collect::<Vec<_>>().join(", ");
        Attachment::File { href, icon: icon_of(self.media), name: self.label(), detail }
    }

    fn missing(&self, file: &FileRef, why: &str, button: &str) -> Attachment {
        let shows = file.preview.is_some() && !self.is_deleted;
        let preview = if shows { self.place.address(file, "") + "&mini" } else { String::new() };
        let action = self.place.address(file, "/traer");
        Attachment::Missing {
            icon: icon_of(self.media),
            label: self.label(),
            why: self.words.t(why),
            preview,
            fetch: Some(Fetch { action, text: self.words.t(button) }),
        }
    }

    /// To be opened once: that it came is told, and it is not shown to others besides who got it.
    fn once(&self, row: Option<&FileRow>) -> Attachment {
        let used = FileFault::Used;
        let is_used = row.is_some_and(
            |row| matches!(&row.state, FileState::Missing { why, .. } if *why == used),
        );
        let why = if is_used { "media-once-used" } else { "media-once" };
        Attachment::Missing {
            icon: "lock",
            label: self.label(),
            why: self.words.t(why),
            preview: String::new(),
            fetch: None,
        }
    }

    fn without_way(&self) -> Attachment {
        Attachment::Missing {
            icon: icon_of(self.media),
            label: self.label(),
            why: self.words.t("media-no-way"),
            preview: String::new(),
            fetch: None,
        }
    }

    fn label(&self) -> String {
        self.file_name.clone().unwrap_or_else(|| self.words.t(name_of(self.media)))
    }
}

fn name_of(media: MediaKind) -> &'static str {
    match media {
        MediaKind::Image => "media-image",
        MediaKind::Video => "media-video",
        MediaKind::Gif => "media-gif",
        MediaKind::VideoNote => "media-video-note",
        MediaKind::Voice => "media-voice",
        MediaKind::Audio => "media-audio",
        MediaKind::Document => "media-document",
        MediaKind::Sticker => "media-sticker",
    }
}

fn icon_of(media: MediaKind) -> &'static str {
    match media {
        MediaKind::Image | MediaKind::Sticker => "image",
        MediaKind::Video | MediaKind::Gif | MediaKind::VideoNote => "play",
        MediaKind::Voice => "mic",
        MediaKind::Audio => "sound",
        MediaKind::Document => "doc",
    }
}

/// «PDF», «DOCX»: by what was found out, else by how the name ends.
fn kind_of(mime: &str, file_name: Option<&str>) -> Option<String> {
    let known = match mime {
        "application/pdf" => "PDF",
        "application/zip" => "ZIP",
        "image/jpeg" => "JPEG",
        "image/png" => "PNG",
        "text/csv" => "CSV",
        "text/plain" => "TXT",
        _ => "",
    };
    if !known.is_empty() {
        return Some(known.to_owned());
    }
    let (_, end) = file_name?.rsplit_once('.')?;
    let is_short = (1..=5).contains(&end.len()) && end.bytes().all(|b| b.is_ascii_alphanumeric());
    is_short.then(|| end.to_ascii_uppercase())
}

/// «84 kB», «1,2 MB».
fn weight(bytes: u64, language: Language) -> String {
    const MEGA: u64 = 1_000_000;
    if bytes < MEGA {
        return format!("{} kB", bytes.div_ceil(1_000));
    }
    let (whole, tenth) = (bytes / MEGA, bytes % MEGA / (MEGA / 10));
    match language {
        Language::Es | Language::Pt => format!("{whole},{tenth} MB"),
        Language::En => format!("{whole}.{tenth} MB"),
    }
}

/// «0:23»
fn length(seconds: u32) -> String {
    format!("{}:{:02}", seconds / 60, seconds % 60)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::ids::{ChatId, Timestamp, WaId};

    const PLACE: Place = Place { line: LineId(1), no: TicketNo(7), seq: 3 };
    const EVIL: &str = "\u{202e}gpj.<script>\nexe";

    fn media(media: MediaKind, view_once: bool, preview: Option<&str>) -> Content {
        let mut file = FileRef::new(&ChatId::from("1@lid"), &WaId::from("A"), "source");
        file.preview = preview.map(Into::into);
        file.seconds = Some(83);
        let file_name = (media == MediaKind::Document).then(|| String::from("orden.PDF"));
        Content::Media { media, caption: None, file_name, view_once, file: Some(file) }
    }

    fn stored(mime: &str, size: u64) -> FileRow {
        let state = FileState::Stored { hash: "aa".into(), size, mime: mime.into() };
        FileRow { state, at: Timestamp(1) }
    }

    fn shown(content: &Content, row: Option<&FileRow>, is_deleted: bool) -> Attachment {
        attachment(content, row, PLACE, is_deleted, "Ana", Words::default()).unwrap()
    }

    #[test]
    fn each_kind_is_shown_as_what_its_bytes_are() {
        let picture =
            shown(&media(MediaKind::Image, false, None), Some(&stored("image/jpeg", 9)), false);
        let Attachment::Picture { href, src, alt, class } = picture else { panic!("{picture:?}") };
        assert!(href.starts_with("/archivos/1/") && href.ends_with("?caso=7&mensaje=3"), "{href}");
        assert_eq!((src, class), (href, "media"));
        assert!(alt.contains("Ana"), "{alt}");
        let large = stored("image/jpeg", 9_000_000);
        let picture = shown(&media(MediaKind::Image, false, Some("bb")), Some(&large), false);
        assert!(matches!(picture, Attachment::Picture { src, .. } if src.ends_with("&mini")));
        let voice =
            shown(&media(MediaKind::Voice, false, None), Some(&stored("audio/ogg", 9)), false);
        assert!(matches!(voice, Attachment::Audio { length, .. } if length == "1:23"));
        let gif = shown(&media(MediaKind::Gif, false, None), Some(&stored("video/mp4", 9)), false);
        assert!(matches!(gif, Attachment::Video { loops: true, .. }));
        // What calls itself a picture and is none is only given out.
        for mime in ["application/octet-stream", "application/pdf", "text/plain", "text/html"] {
            let file = shown(&media(MediaKind::Image, false, None), Some(&stored(mime, 9)), false);
            assert!(matches!(file, Attachment::File { .. }), "{mime}: {file:?}");
        }
        let deleted =
            shown(&media(MediaKind::Image, false, None), Some(&stored("image/png", 9)), true);
        assert!(matches!(deleted, Attachment::File { .. }));
        let document =
            shown(&media(MediaKind::Document, false, None), Some(&stored("x/y", 84_000)), false);
        let Attachment::File { name, detail, .. } = document else { panic!("{document:?}") };
        assert_eq!((name.as_str(), detail.as_str()), ("orden.PDF", "PDF, 84 kB"));
    }

    #[test]
    fn what_was_to_be_opened_once_is_never_shown() {
        for row in [None, Some(stored("image/png", 9))] {
            let once = shown(&media(MediaKind::Image, true, Some("bb")), row.as_ref(), false);
            let Attachment::Missing { icon, preview, fetch, .. } = once else { panic!("{once:?}") };
            assert_eq!((icon, preview.as_str(), fetch), ("lock", "", None));
        }
    }

    #[test]
    fn a_name_cannot_turn_around_what_it_says() {
        let Content::Media { media, file, .. } = media(MediaKind::Document, false, None) else {
            return;
        };
        let file_name = Some(EVIL.to_owned());
        let content = Content::Media { media, caption: None, file_name, view_once: false, file };
        let document = shown(&content, Some(&stored("x/y", 1)), false);
        let Attachment::File { name, detail, .. } = document else { panic!("{document:?}") };
        assert!(!name.contains(['\u{202e}', '\n']), "{name}");
        assert_eq!(detail, "1 kB", "«<script> exe» is no kind of file");
    }

    #[test]
    fn a_place_that_is_none_has_no_link() {
        for (latitude, longitude) in [(f64::NAN, 0.0), (91.0, 0.0), (0.0, f64::INFINITY)] {
            let content = Content::Location { latitude, longitude, name: None, live: false };
            let place = shown(&content, None, false);
            assert!(matches!(place, Attachment::Place { href, .. } if href.is_empty()));
        }
        let content =
            Content::Location { latitude: -26.8, longitude: -65.2, name: None, live: true };
        let Attachment::Place { href, name, .. } = shown(&content, None, false) else { return };
        assert_eq!(
            (href.as_str(), name.as_str()),
            ("https://maps.google.com/?q=-26.800000,-65.200000", "-26.800000,-65.200000")
        );
    }

    #[test]
    fn sizes_are_said_as_people_do() {
        assert_eq!(weight(0, Language::Es), "0 kB");
        assert_eq!(weight(999_999, Language::Es), "1000 kB");
        assert_eq!(weight(1_250_000, Language::Pt), "1,2 MB");
        assert_eq!(weight(64_000_000, Language::En), "64.0 MB");
    }
}
