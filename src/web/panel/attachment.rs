//! What stands in a message besides its words: a picture, a recording, a document, a place, contacts, a poll.

use super::attached_file::AttachedFile;
use crate::domain::content::{ContactCard, Content, MediaKind};
use crate::domain::file::FileRef;
use crate::domain::ids::{LineId, TicketNo};
use crate::domain::phone::Phone;
use crate::store::files::FileRow;
use crate::text::plain;
use crate::web::words::Words;

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
    pub fn address(self, file: &FileRef, more: &str) -> String {
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
            let shown = AttachedFile { media: *media, file_name, is_deleted, place, who, words };
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::ids::{ChatId, Timestamp, WaId};
    use crate::store::files::FileState;

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
}
