//! Files in messages: of which kind, how the server finds them again, and the small picture of them.

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use serde_json::Value;

use super::handle::Handle;
use super::lenient::{NAME_MOST, TEXT_MOST, first_words, number, truth, words};
use crate::domain::content::{Content, MediaKind};
use crate::domain::file::FileRef;
use crate::domain::ids::{ChatId, WaId};

/// Bytes of a small picture; larger ones are left out.
const PREVIEW_MOST: usize = 64 * 1024;
/// Characters of a type such as `audio/ogg; codecs=opus`.
const MIME_MOST: usize = 128;

const FILES: [(&str, MediaKind); 6] = [
    ("imageMessage", MediaKind::Image),
    ("videoMessage", MediaKind::Video),
    ("ptvMessage", MediaKind::VideoNote),
    ("audioMessage", MediaKind::Audio),
    ("documentMessage", MediaKind::Document),
    ("stickerMessage", MediaKind::Sticker),
];

/// The file in an opened message.
pub(super) struct FileFields<'a> {
    kind: MediaKind,
    fields: &'a Value,
}

impl<'a> FileFields<'a> {
    pub(super) fn of(message: &'a Value) -> Option<Self> {
        let (kind, fields) = FILES.into_iter().find_map(|(name, kind)| {
            let fields = &message[name];
            fields.is_object().then_some((kind, fields))
        })?;
        let kind = if kind == MediaKind::Video && truth(&fields["gifPlayback"]) {
            MediaKind::Gif
        } else if kind == MediaKind::Audio && truth(&fields["ptt"]) {
            MediaKind::Voice
        } else {
            kind
        };
        Some(Self { kind, fields })
    }

    /// What the message says; which file it is belongs to a message that has a chat and an id.
    pub(super) fn content(&self, view_once: bool) -> Content {
        Content::Media {
            media: self.kind,
            caption: words(&self.fields["caption"], TEXT_MOST),
            file_name: first_words(&[&self.fields["fileName"], &self.fields["title"]], NAME_MOST),
            view_once: view_once || truth(&self.fields["viewOnce"]),
            file: None,
        }
    }

    /// Which file it is. `None` where only its description came, as with what can be viewed once: linked
    /// devices are not given the file then.
    pub(super) fn reference(
        &self,
        chat: &ChatId,
        id: &WaId,
        media_url: Option<&str>,
    ) -> Option<FileRef> {
        let given = |name: &str| match &self.fields[name] {
            Value::Null => false,
            Value::String(text) => !text.is_empty(),
            Value::Object(bytes) => !bytes.is_empty(),
            Value::Array(bytes) => !bytes.is_empty(),
            Value::Bool(_) | Value::Number(_) => false,
        };
        if media_url.is_none() && !["url", "directPath", "mediaKey"].into_iter().any(given) {
            return None;
        }
        let source = Handle { id: id.as_str(), url: media_url }.stored();
        let mime = self.fields["mimetype"].as_str().map(str::trim).filter(|mime| {
            let readable = mime.bytes().all(|b| b.is_ascii_graphic() || b == b' ');
            !mime.is_empty() && mime.len() <= MIME_MOST && readable
        });
        let count = |name: &str| number(&self.fields[name]);
        Some(FileRef {
            mime: mime.map(Into::into),
            size: count("fileLength").and_then(|size| size.try_into().ok()),
            seconds: count("seconds").and_then(|seconds| seconds.try_into().ok()),
            ..FileRef::new(chat, id, &source)
        })
    }

    /// The small picture; empty where there is none that can be shown.
    pub(super) fn preview(&self) -> Vec<u8> {
        ["jpegThumbnail", "pngThumbnail"]
            .into_iter()
            .filter_map(|name| bytes(&self.fields[name], PREVIEW_MOST))
            .find(|picture| is_picture(picture))
            .unwrap_or_default()
    }
}

fn is_picture(bytes: &[u8]) -> bool {
    bytes.starts_with(&[0xFF, 0xD8, 0xFF]) || bytes.starts_with(b"\x89PNG\r\n\x1a\n")
}

/// Bytes in every dialect: base64, an object that counts them, an array, or Node's `{type, data}`. `None` if
/// they are more than `most`, or none at all.
fn bytes(value: &Value, most: usize) -> Option<Vec<u8>> {
    let byte = |value: &Value| value.as_u64().and_then(|byte| u8::try_from(byte).ok());
    let found: Vec<u8> = match value {
        Value::String(text) if text.len() / 4 * 3 <= most + 3 => {
            BASE64_STANDARD.decode(text).ok()?
        }
        Value::Array(items) if items.len() <= most => {
            items.iter().map(byte).collect::<Option<_>>()?
        }
        Value::Object(fields) => match fields.get("data") {
            Some(data @ (Value::Array(_) | Value::String(_))) => return bytes(data, most),
            Some(_) => return None,
            // Its keys are sorted as text, where 10 comes before 2.
            None if fields.len() <= most => (0..fields.len())
                .map(|at| fields.get(&at.to_string()).and_then(byte))
                .collect::<Option<_>>()?,
            None => return None,
        },
        Value::String(_) | Value::Array(_) | Value::Null | Value::Bool(_) | Value::Number(_) => {
            return None;
        }
    };
    (!found.is_empty() && found.len() <= most).then_some(found)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn bytes_are_read_in_every_dialect() {
        let counted: Value = (0..12_u8)
            .map(|at| (at.to_string(), json!(at)))
            .collect::<serde_json::Map<_, _>>()
            .into();
        let plain: Vec<u8> = (0..12).collect();
        for value in [
            counted,
            json!(plain),
            json!(BASE64_STANDARD.encode(&plain)),
            json!({"type": "Buffer", "data": plain}),
        ] {
            assert_eq!(bytes(&value, 12), Some(plain.clone()), "{value}");
            assert_eq!(bytes(&value, 11), None, "{value}");
        }
        for odd in
            [json!({"0": 1, "2": 2}), json!([256]), json!([-1]), json!("%"), json!({}), json!(7)]
        {
            assert_eq!(bytes(&odd, 12), None, "{odd}");
        }
    }

    #[test]
    fn only_a_picture_stands_for_a_file() {
        let preview = |bytes: &[u8]| {
            let message = json!({"imageMessage": {"jpegThumbnail": bytes}});
            FileFields::of(&message).unwrap().preview()
        };
        assert_eq!(preview(&[0xFF, 0xD8, 0xFF, 0xE0, 1]), [0xFF, 0xD8, 0xFF, 0xE0, 1]);
        assert_eq!(preview(b"\x89PNG\r\n\x1a\nx"), b"\x89PNG\r\n\x1a\nx");
        assert!(preview(b"<svg onload=alert(1)>").is_empty());
        let large: Vec<u8> = [0xFF, 0xD8, 0xFF].into_iter().chain(vec![0; PREVIEW_MOST]).collect();
        assert!(preview(&large).is_empty());
    }

    #[test]
    fn what_came_without_its_file_has_none() {
        let (chat, id) = ("1@lid".into(), "AC00".into());
        let file = |fields: Value| {
            let message = json!({"imageMessage": fields});
            FileFields::of(&message).unwrap().reference(&chat, &id, None)
        };
        assert_eq!(file(json!({"viewOnce": true, "mimetype": "image/jpeg", "url": ""})), None);
        let found = file(json!({
            "directPath": "/v/x.enc", "mimetype": "image/jpeg", "seconds": "7",
            "fileLength": {"low": -1, "high": 0, "unsigned": true},
        }));
        let found = found.unwrap();
        assert_eq!((&*found.source, found.mime.as_deref()), ("1 AC00", Some("image/jpeg")));
        assert_eq!((found.size, found.seconds), (Some(u64::from(u32::MAX)), Some(7)));
        let odd = file(json!({"url": "x", "mimetype": "a\nb", "fileLength": -4, "seconds": 1e12}));
        let odd = odd.unwrap();
        assert_eq!((odd.mime, odd.size, odd.seconds), (None, None, None));
    }
}
