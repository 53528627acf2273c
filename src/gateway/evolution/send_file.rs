//! Files out. Each kind has a route, and each route its own idea of how a file is handed over.
//!
//! `sendMedia` and `sendPtv` take a form with a part `file`, streamed from the disk. In a form every field is a
//! text, so a quote cannot say `fromMe` (the schema wants a truth), and `encoding: false` is no «no»; and
//! `sendWhatsAppAudio` without encoding and `sendSticker` look for the file only in their JSON. These go as
//! base64 within JSON, which is made while it is sent.

use std::borrow::Cow;

use reqwest::Body;
use reqwest::multipart::{Form, Part};
use serde_json::{Map, Value, json};

use super::call::{Call, Load};
use super::capabilities::EVOLUTION;
use super::client::Evolution;
use super::quoted::quoted;
use super::send::sent_id;
use super::upload;
use crate::domain::content::MediaKind;
use crate::domain::ids::WaId;
use crate::domain::reason;
use crate::gateway::{GatewayError, Outbound, StoredFile};

/// Bytes of a file that goes as base64 because of its quote. A larger one goes as a form and names the quoted
/// message by its id alone, which the server may not have stored.
const QUOTED_MOST: u64 = 16 * 1024 * 1024;
/// Bytes at the beginning of a file that say what it is.
const HEAD: usize = 64;

/// How a kind of file is sent.
#[derive(Debug, PartialEq)]
struct Plan {
    route: &'static str,
    /// The field that holds base64.
    field: &'static str,
    /// The other fields, besides the number and the quote.
    others: Map<String, Value>,
    /// The route takes a form.
    form: bool,
    /// The route takes a quote.
    quotes: bool,
}

impl Evolution {
    pub(super) async fn send_file(
        &self,
        message: &Outbound,
        kind: MediaKind,
        name: Option<&str>,
        caption: Option<&str>,
    ) -> Result<WaId, GatewayError> {
        let Some(file) = &message.file else {
            return Err(GatewayError::Never(reason::FILE_NOT_HERE.into()));
        };
        if file.size > EVOLUTION.file_most {
            return Err(GatewayError::Never(reason::FILE_TOO_LARGE.into()));
        }
        let head = upload::head(&file.path, HEAD).await.map_err(|error| unreadable(&error))?;
        let mut plan = plan(kind, &file.mime, name, is_opus(&head));
        let has_words = |caption: &&str| kind.takes_caption() && !caption.trim().is_empty();
        if let Some(caption) = caption.filter(has_words) {
            plan.others.insert("caption".into(), json!(caption));
        }
        let quote = message.quote.as_ref().filter(|_| plan.quotes);
        let quote = quote.and_then(|quote| quoted(&message.chat, quote));
        plan.others.insert("number".into(), json!(message.chat));
        let load = if plan.form && (quote.is_none() || file.size > QUOTED_MOST) {
            form(plan.others, quote, file).await
        } else {
            if let Some(quote) = quote {
                plan.others.insert("quoted".into(), quote);
            }
            let body = upload::within(&file.path, file.size, plan.field, plan.others.into());
            body.await.map(|(pieces, length)| Load::Stream(Body::wrap_stream(pieces), length))
        };
        let load = load.map_err(|error| unreadable(&error))?;
        let answer = self.ask(Call::upload(plan.route, load, file.size)).await?;
        sent_id(&answer)
    }
}

async fn form(
    others: Map<String, Value>,
    quote: Option<Value>,
    file: &StoredFile,
) -> std::io::Result<Load> {
    let body = Body::wrap_stream(upload::plain(&file.path).await?);
    let part = Part::stream_with_length(body, file.size).file_name("file");
    // The server goes by the other fields; a type that is none is not worth a failure.
    let part = match part.mime_str(&file.mime) {
        Ok(part) => part,
        Err(_unfit) => {
            let body = Body::wrap_stream(upload::plain(&file.path).await?);
            Part::stream_with_length(body, file.size).file_name("file")
        }
    };
    let text = |value: Value| value.as_str().map_or_else(|| value.to_string(), String::from);
    let id = quote.and_then(|quote| quote["key"]["id"].as_str().map(String::from));
    let form =
        others.into_iter().fold(Form::new(), |form, (name, value)| form.text(name, text(value)));
    let form = match id {
        Some(id) => form.text("quoted[key][id]", id),
        None => form,
    };
    Ok(Load::Form(form.part("file", part)))
}

/// Route and fields for a kind of file. What WhatsApp could not show as its kind goes as a document.
fn plan(kind: MediaKind, mime: &str, name: Option<&str>, is_opus: bool) -> Plan {
    let shape = |kind: &str, mime: &str| {
        let others = Map::from_iter([
            ("mediatype".to_owned(), json!(kind)),
            ("mimetype".to_owned(), json!(mime)),
        ]);
        Plan { route: "message/sendMedia", field: "media", others, form: true, quotes: true }
    };
    let is_picture = matches!(mime, "image/jpeg" | "image/png" | "image/webp" | "image/gif");
    let is_video = matches!(mime, "video/mp4" | "video/3gpp" | "video/quicktime" | "video/x-m4v");
    // A recording in an MP4 is taken for a video by its first bytes.
    let is_sound = mime.starts_with("audio/") || mime == "video/mp4";
    match kind {
        MediaKind::Image if is_picture => shape("image", mime),
        MediaKind::Video | MediaKind::Gif if is_video => shape("video", mime),
        MediaKind::VideoNote if is_video => {
            Plan { route: "message/sendPtv", field: "video", others: Map::new(), ..shape("", "") }
        }
        MediaKind::Audio if is_sound => shape("audio", &sound(mime, is_opus)),
        MediaKind::Voice if is_sound => Plan {
            route: "message/sendWhatsAppAudio",
            field: "audio",
            others: Map::from_iter([("encoding".to_owned(), json!(!is_opus))]),
            form: false,
            quotes: false,
        },
        MediaKind::Sticker if is_picture => Plan {
            route: "message/sendSticker",
            field: "sticker",
            // Converting a WebP again would stop its animation.
            others: match mime {
                "image/webp" => Map::from_iter([("notConvertSticker".to_owned(), json!(true))]),
                _ => Map::new(),
            },
            form: false,
            quotes: true,
        },
        MediaKind::Image
        | MediaKind::Video
        | MediaKind::Gif
        | MediaKind::VideoNote
        | MediaKind::Voice
        | MediaKind::Audio
        | MediaKind::Document
        | MediaKind::Sticker => {
            let mut plan = shape("document", mime);
            plan.others.insert("fileName".into(), json!(document_name(name, mime)));
            plan
        }
    }
}

/// The type of a sound, in the words that phones know.
fn sound(mime: &str, is_opus: bool) -> Cow<'_, str> {
    match mime {
        _ if is_opus => "audio/ogg; codecs=opus".into(),
        "audio/m4a" | "audio/x-m4a" | "video/mp4" => "audio/mp4".into(),
        other => other.into(),
    }
}

fn is_opus(head: &[u8]) -> bool {
    head.starts_with(b"OggS") && head.windows(8).any(|bytes| bytes == b"OpusHead")
}

/// The name of a document. The server tells its type by the extension alone, so one without gets that of its
/// type.
fn document_name(name: Option<&str>, mime: &str) -> String {
    let name: String = name.unwrap_or_default().chars().filter(|c| !c.is_control()).collect();
    let name = Some(name.trim()).filter(|name| !name.is_empty()).unwrap_or("file");
    let has_extension = name.rsplit_once('.').is_some_and(|(_, end)| {
        (1..=5).contains(&end.len())
            && end.bytes().all(|b| b.is_ascii_alphanumeric())
            && end.bytes().any(|b| b.is_ascii_alphabetic())
    });
    if has_extension { name.into() } else { format!("{name}.{}", extension(mime)) }
}

fn extension(mime: &str) -> &'static str {
    const KNOWN: [(&str, &str); 24] = [
        ("application/pdf", "pdf"),
        ("application/zip", "zip"),
        ("application/msword", "doc"),
        ("application/vnd.ms-excel", "xls"),
        ("application/vnd.ms-powerpoint", "ppt"),
        ("application/vnd.openxmlformats-officedocument.wordprocessingml.document", "docx"),
        ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "xlsx"),
        ("application/vnd.openxmlformats-officedocument.presentationml.presentation", "pptx"),
        ("application/json", "json"),
        ("audio/mpeg", "mp3"),
        ("audio/m4a", "m4a"),
        ("audio/ogg", "ogg"),
        ("audio/opus", "ogg"),
        ("image/gif", "gif"),
        ("image/heif", "heic"),
        ("image/jpeg", "jpg"),
        ("image/png", "png"),
        ("image/svg+xml", "svg"),
        ("image/tiff", "tif"),
        ("image/webp", "webp"),
        ("text/csv", "csv"),
        ("text/plain", "txt"),
        ("video/mp4", "mp4"),
        ("video/webm", "webm"),
    ];
    // What it is then is «application/octet-stream».
    KNOWN.iter().find(|(known, _)| *known == mime).map_or("bin", |(_, extension)| extension)
}

fn unreadable(error: &std::io::Error) -> GatewayError {
    if error.kind() == std::io::ErrorKind::NotFound {
        GatewayError::Never(reason::FILE_NOT_HERE.into())
    } else {
        GatewayError::Again(format!("the file cannot be read: {error}"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_cannot_be_shown_as_its_kind_goes_as_a_document() {
        for (kind, mime, route, shown) in [
            (MediaKind::Image, "image/png", "message/sendMedia", Some("image")),
            (MediaKind::Image, "image/heif", "message/sendMedia", Some("document")),
            (MediaKind::Video, "video/mp4", "message/sendMedia", Some("video")),
            (MediaKind::Video, "video/webm", "message/sendMedia", Some("document")),
            (MediaKind::Gif, "video/mp4", "message/sendMedia", Some("video")),
            (MediaKind::Gif, "image/gif", "message/sendMedia", Some("document")),
            (MediaKind::VideoNote, "video/mp4", "message/sendPtv", None),
            (MediaKind::VideoNote, "image/png", "message/sendMedia", Some("document")),
            (MediaKind::Voice, "audio/mpeg", "message/sendWhatsAppAudio", None),
            (MediaKind::Voice, "application/zip", "message/sendMedia", Some("document")),
            (MediaKind::Audio, "audio/mpeg", "message/sendMedia", Some("audio")),
            (MediaKind::Sticker, "image/webp", "message/sendSticker", None),
            (MediaKind::Sticker, "application/was", "message/sendMedia", Some("document")),
            (MediaKind::Document, "image/png", "message/sendMedia", Some("document")),
        ] {
            let plan = plan(kind, mime, None, false);
            let found = plan.others.get("mediatype").and_then(Value::as_str);
            assert_eq!((plan.route, found), (route, shown), "{kind:?} {mime}");
        }
    }

    #[test]
    fn a_document_has_a_name_that_tells_its_type() {
        for (name, mime, expected) in [
            (Some("factura.pdf"), "application/pdf", "factura.pdf"),
            (Some("factura"), "application/pdf", "factura.pdf"),
            (Some("acta 12.2024"), "text/plain", "acta 12.2024.txt"),
            (Some("un archivo. Nuevo"), "application/x-thing", "un archivo. Nuevo.bin"),
            (Some(" \n"), "image/heif", "file.heic"),
            (Some("a\r\nb.pdf"), "application/pdf", "ab.pdf"),
            (None, "audio/opus", "file.ogg"),
        ] {
            assert_eq!(document_name(name, mime), expected);
        }
    }

    #[test]
    fn a_voice_note_is_recoded_unless_it_is_opus_already() {
        let mut opus = b"OggS\0\x02".to_vec();
        opus.resize(28, 0);
        opus.extend_from_slice(b"OpusHead\x01");
        assert!(is_opus(&opus));
        assert!(!is_opus(b"OggS\0\x02 vorbis") && !is_opus(b"OpusHead") && !is_opus(b""));
        for (opus, encoding) in [(true, false), (false, true)] {
            let plan = plan(MediaKind::Voice, "audio/ogg", None, opus);
            assert_eq!(plan.others["encoding"], json!(encoding));
        }
    }
}
