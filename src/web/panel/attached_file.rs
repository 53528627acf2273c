//! A file in a message: shown, played, given out, or said to be missing.

use super::attachment::{Attachment, Fetch, Place};
use crate::domain::content::MediaKind;
use crate::domain::file::{FileFault, FileRef};
use crate::domain::settings::Language;
use crate::media::kinds;
use crate::store::files::{FileRow, FileState};
use crate::web::words::{FluentValue, Words};

/// A picture up to this size is shown as it is; for a larger one stands its small picture, where there is one.
const AS_IT_IS_MOST: u64 = 512 * 1024;

/// A file of a message.
pub(super) struct AttachedFile<'a> {
    pub media: MediaKind,
    pub file_name: Option<String>,
    pub is_deleted: bool,
    pub place: Place,
    pub who: &'a str,
    pub words: Words,
}

impl AttachedFile<'_> {
    /// As what it is shown: by what its bytes are, and whether they are here.
    pub fn attachment(&self, file: &FileRef, row: Option<&FileRow>) -> Attachment {
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
    pub fn once(&self, row: Option<&FileRow>) -> Attachment {
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

    /// The gateway gives no way to it.
    pub fn without_way(&self) -> Attachment {
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

/// The key of what people call a kind of file.
pub(super) fn name_of(media: MediaKind) -> &'static str {
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

    #[test]
    fn sizes_are_said_as_people_do() {
        assert_eq!(weight(0, Language::Es), "0 kB");
        assert_eq!(weight(999_999, Language::Es), "1000 kB");
        assert_eq!(weight(1_250_000, Language::Pt), "1,2 MB");
        assert_eq!(weight(64_000_000, Language::En), "64.0 MB");
    }
}
