//! What a file is, found out from its first bytes. What a sender calls it counts only for plain text, which
//! has no mark of its own.

/// So many bytes at the beginning of a file are looked at.
pub const HEAD: usize = 8 * 1024;
/// The type of what has no type here: programs, scripts, pages and pictures that could run something among them.
pub const UNKNOWN: &str = "application/octet-stream";

/// Kinds of text that somebody's word is taken for.
const TEXTS: [&str; 4] = ["text/plain", "text/csv", "text/vcard", "text/calendar"];

/// Types that a file may have, besides texts. A browser runs none of them.
const KNOWN: [&str; 47] = [
    "image/jpeg",
    "image/png",
    "image/gif",
    "image/webp",
    "image/bmp",
    "image/tiff",
    "image/heif",
    "image/avif",
    "video/mp4",
    "video/x-m4v",
    "video/x-matroska",
    "video/webm",
    "video/quicktime",
    "video/x-msvideo",
    "video/x-ms-wmv",
    "video/mpeg",
    "video/3gpp",
    "audio/midi",
    "audio/mpeg",
    "audio/m4a",
    "audio/opus",
    "audio/ogg",
    "audio/x-flac",
    "audio/x-wav",
    "audio/amr",
    "audio/aac",
    "audio/x-aiff",
    "application/msword",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "application/vnd.ms-excel",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "application/vnd.ms-powerpoint",
    "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "application/vnd.oasis.opendocument.text",
    "application/vnd.oasis.opendocument.spreadsheet",
    "application/vnd.oasis.opendocument.presentation",
    "application/epub+zip",
    "application/zip",
    "application/x-tar",
    "application/vnd.rar",
    "application/gzip",
    "application/x-bzip2",
    "application/x-7z-compressed",
    "application/x-xz",
    "application/pdf",
    "application/rtf",
    "application/x-ole-storage",
];

/// Types that the panel shows or plays in the page.
const SHOWN: [&str; 16] = [
    "image/jpeg",
    "image/png",
    "image/gif",
    "image/webp",
    "video/mp4",
    "video/x-m4v",
    "video/webm",
    "video/quicktime",
    "video/3gpp",
    "audio/mpeg",
    "audio/m4a",
    "audio/opus",
    "audio/ogg",
    "audio/x-wav",
    "audio/amr",
    "audio/aac",
];

/// The type of a file that begins like this; `declared` is what others call it.
#[must_use]
pub fn of(head: &[u8], declared: Option<&str>) -> &'static str {
    if is_3gpp(head) {
        return "video/3gpp";
    }
    let found = infer::get(head).map(|kind| kind.mime_type());
    match found {
        Some(found) => KNOWN.into_iter().find(|known| *known == found).unwrap_or(UNKNOWN),
        None => text(head, declared).unwrap_or(UNKNOWN),
    }
}

/// The type to show a stored file as in a page; `None` for what is only given out to be saved.
#[must_use]
pub fn shown(mime: &str) -> Option<&'static str> {
    SHOWN.into_iter().find(|shown| *shown == mime)
}

/// Whether this can stand for a file as its small picture.
#[must_use]
pub fn is_preview(bytes: &[u8]) -> bool {
    matches!(of(bytes, None), "image/jpeg" | "image/png")
}

/// Videos of old phones, which [`infer`] takes for nothing.
fn is_3gpp(head: &[u8]) -> bool {
    head.get(4..11).is_some_and(|mark| mark == b"ftyp3gp" || mark == b"ftyp3g2")
}

/// A text, if that is what it is called and nothing in it says otherwise.
fn text(head: &[u8], declared: Option<&str>) -> Option<&'static str> {
    let declared = declared?.split(';').next()?.trim().to_ascii_lowercase();
    let known = TEXTS.into_iter().find(|text| *text == declared)?;
    let is_text = head.iter().all(|byte| *byte >= b' ' || matches!(byte, b'\t' | b'\n' | b'\r'));
    let start = head.strip_prefix(b"\xef\xbb\xbf").unwrap_or(head);
    let start = start.iter().find(|byte| !byte.is_ascii_whitespace());
    // A page, a drawing or a script under another name.
    let runs = matches!(start, Some(b'<')) || head.starts_with(b"#!");
    (is_text && !runs).then_some(known)
}

#[cfg(test)]
mod tests {
    use super::*;

    const PNG: &[u8] = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR";

    #[test]
    fn the_bytes_decide_and_not_what_a_file_is_called() {
        assert_eq!(of(PNG, Some("text/html")), "image/png");
        assert_eq!(
            of(b"OggS\0\x02\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0OpusHead", None),
            "audio/opus"
        );
        assert_eq!(of(b"%PDF-1.7\n", Some("image/png")), "application/pdf");
        assert_eq!(of(b"\0\0\0\x18ftyp3gp4\0\0\0\0", None), "video/3gpp");
        assert_eq!(of(b"\0\0\0\x18ftypmp42\0\0\0\0mp42isom", None), "video/mp4");
        assert_eq!(of(b"\xff\xd8\xff\xe0\0\x10JFIF", Some("image/svg+xml")), "image/jpeg");
    }

    #[test]
    fn nothing_that_could_run_has_a_type() {
        for head in [
            &b"<!DOCTYPE html><script>alert(1)</script>"[..],
            b"  \n<html>",
            b"<svg xmlns=\"http://www.w3.org/2000/svg\" onload=\"alert(1)\"/>",
            b"<?xml version=\"1.0\"?><svg/>",
            b"\xef\xbb\xbf<svg/>",
            b"#!/bin/sh\nrm -rf /",
            b"MZ\x90\0\x03\0\0\0",
            b"\x7fELF\x02\x01\x01",
            b"\0asm\x01\0\0\0",
            b"CWS\x09",
            b"alert(document.cookie)",
        ] {
            for declared in [
                None,
                Some("text/html"),
                Some("image/svg+xml"),
                Some("application/javascript"),
                Some("application/xhtml+xml"),
            ] {
                let kind = of(head, declared);
                assert_eq!(kind, UNKNOWN, "{declared:?}: {}", String::from_utf8_lossy(head));
            }
        }
        assert_eq!(of(b"<svg/>", Some("text/plain")), UNKNOWN);
        assert_eq!(of(b"#!/bin/sh", Some("text/plain")), UNKNOWN);
    }

    #[test]
    fn a_text_is_what_it_is_called_as_long_as_it_is_text() {
        assert_eq!(
            of("Señal: −32 dBm\r\n".as_bytes(), Some("text/plain; charset=utf-8")),
            "text/plain"
        );
        assert_eq!(of(b"a;b\n1;2", Some("TEXT/CSV")), "text/csv");
        assert_eq!(of(b"a\0b", Some("text/plain")), UNKNOWN);
        assert_eq!(of(b"hola", None), UNKNOWN);
        assert_eq!(of(b"", Some("text/plain")), "text/plain");
    }

    #[test]
    fn what_a_page_shows_has_a_type_and_only_small_pictures_stand_for_files() {
        assert!(SHOWN.iter().all(|shown| KNOWN.contains(shown)));
        assert_eq!(shown("application/pdf"), None);
        assert_eq!(shown("text/plain"), None);
        assert!(is_preview(PNG) && !is_preview(b"GIF89a") && !is_preview(b"<svg/>"));
    }
}
