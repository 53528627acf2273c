//! Files: people send them, the line sends them, and the line asks for their bytes.

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use bytes::Bytes;
use relevo::domain::content::MediaKind;
use serde_json::{Value, json};

use super::messages::{Answer, refusal};
use super::world::{File, Message, Person, What, World, strikes};

/// A file that a person sends, with all that goes with it.
#[derive(Debug, Clone)]
pub struct Media {
    file: File,
    caption: Option<String>,
    quote: Option<String>,
    once: bool,
    bare: bool,
    thumbnail: Vec<u8>,
}

impl Media {
    /// A file of a kind, with its bytes and type.
    pub fn new(kind: MediaKind, bytes: impl Into<Bytes>, mime: &str) -> Self {
        let file =
            File { kind, bytes: bytes.into(), mime: mime.into(), name: None, converted: false };
        Self {
            file,
            caption: None,
            quote: None,
            once: false,
            bare: false,
            thumbnail: vec![0xFF, 0xD8, 0xFF, 0xE0, 7],
        }
    }

    /// With a file name.
    pub fn named(mut self, name: &str) -> Self {
        self.file.name = Some(name.into());
        self
    }

    /// With words below it.
    pub fn captioned(mut self, caption: &str) -> Self {
        self.caption = Some(caption.into());
        self
    }

    /// As a reply to an earlier message.
    pub fn quoting(mut self, id: &str) -> Self {
        self.quote = Some(id.into());
        self
    }

    /// To be opened once.
    pub fn once(mut self) -> Self {
        self.once = true;
        self
    }

    /// To be opened once, and only on the phone: linked devices are not given the file.
    pub fn once_on_the_phone(mut self) -> Self {
        self.bare = true;
        self.once()
    }
}

/// The name of a kind of file in a message.
fn field(kind: MediaKind) -> &'static str {
    match kind {
        MediaKind::Image => "imageMessage",
        MediaKind::Video | MediaKind::Gif => "videoMessage",
        MediaKind::VideoNote => "ptvMessage",
        MediaKind::Voice | MediaKind::Audio => "audioMessage",
        MediaKind::Document => "documentMessage",
        MediaKind::Sticker => "stickerMessage",
    }
}

/// A message as it is quoted.
pub fn message_of(stored: &Message) -> Value {
    match stored.what.file() {
        None => json!({"conversation": stored.text}),
        Some(file) if stored.text.is_empty() => json!({field(file.kind): {"mimetype": file.mime}}),
        Some(file) => {
            json!({field(file.kind): {"mimetype": file.mime, "caption": stored.text}})
        }
    }
}

impl World {
    /// A person sends a file.
    pub fn file_from(
        &mut self,
        person: &Person,
        group: Option<&str>,
        media: Media,
    ) -> (String, Value) {
        let Media { file, caption, quote, once, bare, thumbnail } = media;
        let context = quote.map(|quote| self.context(group, &quote));
        let mut fields =
            json!({"mimetype": file.mime, "fileLength": self.dialect.long(file.bytes.len())});
        if !bare {
            fields["url"] = json!("https://mmg.whatsapp.net/v/t62.7118-24/000.enc?ccb=11-4");
            fields["directPath"] = json!("/v/t62.7118-24/000.enc?ccb=11-4");
            fields["mediaKey"] = self.dialect.bytes(&[7; 32]);
        }
        match file.kind {
            MediaKind::Image | MediaKind::Video | MediaKind::Gif | MediaKind::Document => {
                fields["jpegThumbnail"] = self.dialect.bytes(&thumbnail);
            }
            MediaKind::Voice | MediaKind::Audio => {
                fields["ptt"] = json!(file.kind == MediaKind::Voice);
                fields["seconds"] = json!(7);
            }
            MediaKind::VideoNote | MediaKind::Sticker => {}
        }
        if file.kind == MediaKind::Gif {
            fields["gifPlayback"] = json!(true);
        }
        if let Some(name) = &file.name {
            fields["fileName"] = json!(name);
        }
        if let Some(caption) = &caption {
            fields["caption"] = json!(caption);
        }
        if once {
            fields["viewOnce"] = json!(true);
        }
        if let Some(context) = &context {
            fields["contextInfo"] = context.clone();
        }
        let mut kind = field(file.kind);
        let mut message = json!({kind: fields});
        if once {
            message = json!({"viewOnceMessageV2": {"message": message}});
            kind = "viewOnceMessageV2";
        }
        let address = format!("{}/s3/", self.url);
        let (s3, what) = (self.s3 && !bare, What::File(file));
        // A wrapper hides the context from the server.
        let beside = context.filter(|_| !once);
        let (id, mut event) = self.written(person, group, kind, message, beside, false);
        if s3 {
            event["data"]["message"]["mediaUrl"] =
                json!(format!("{address}{id}?X-Amz-Signature=x"));
        }
        self.remember(&id, caption.as_deref().unwrap_or_default(), what, person, group);
        (id, event)
    }

    /// The routes that send a file.
    pub fn send_file(&mut self, route: &str, body: &Value, file: Option<Bytes>) -> Answer {
        let chat = match self.sendable(body) {
            Ok(chat) => chat,
            Err(refused) => return refused,
        };
        if strikes(&mut self.faults.unfit) {
            return refusal(500, json!("Error: Input buffer contains unsupported image format"));
        }
        let in_json = |name: &str| decoded(&body[name]);
        let read = match route {
            "message/sendMedia" => sent_media(body, file.or_else(|| in_json("media"))),
            "message/sendPtv" => {
                let bytes = file.or_else(|| in_json("video"));
                bytes
                    .map(|bytes| made(MediaKind::VideoNote, bytes, "video/mp4", false))
                    .ok_or_else(not_a_file)
            }
            "message/sendWhatsAppAudio" => sent_audio(body, file.as_ref()),
            // A file in a form is taken in and then not looked at.
            _ if file.is_some() => {
                Err(refusal(500, json!("Cannot read properties of undefined (reading 'includes')")))
            }
            _ => {
                let converted = body["notConvertSticker"] != json!(true);
                let bytes = in_json("sticker").ok_or_else(not_a_file);
                bytes.map(|bytes| made(MediaKind::Sticker, bytes, "image/webp", converted))
            }
        };
        let file = match read {
            Ok(file) => file,
            Err(refused) => return refused,
        };
        let caption = body["caption"].as_str().unwrap_or_default().to_owned();
        let quoted = if file.kind == MediaKind::Voice { &Value::Null } else { &body["quoted"] };
        let (kind, fields) =
            (field(file.kind), shown(&file, &caption, self.dialect.long(file.bytes.len())));
        self.take(chat, &caption, What::File(file), kind, json!({kind: fields}), quoted)
    }

    /// `getBase64FromMediaMessage`: the fields stand in the order in which the real server writes them.
    pub fn base64_of(&mut self, body: &Value) -> Answer {
        let id = body["message"]["key"]["id"].as_str().unwrap_or_default();
        let gone = strikes(&mut self.faults.files_gone);
        let stored = self.messages.get(id).filter(|_| !gone);
        let Some(file) = stored.and_then(|stored| stored.what.file()) else {
            return refusal(400, json!(["Message not found"]));
        };
        let base64 = match strikes(&mut self.faults.files_null) {
            true => Value::Null,
            false => json!(BASE64_STANDARD.encode(&file.bytes)),
        };
        let length = self.dialect.long(file.bytes.len());
        let body = json!({
            "mediaType": field(file.kind), "fileName": file.name, "caption": Value::Null,
            "size": {"fileLength": length, "height": 1280, "width": 960}, "mimetype": file.mime,
            "base64": base64, "buffer": Value::Null,
        });
        (201, body, Vec::new())
    }
}

/// The answer with a file as text, in the server's order.
pub fn in_order(answer: &Value) -> String {
    let names = ["mediaType", "fileName", "caption", "size", "mimetype", "base64", "buffer"];
    let fields = names.map(|name| format!("{}:{}", json!(name), answer[name]));
    format!("{{{}}}", fields.join(","))
}

fn made(kind: MediaKind, bytes: Bytes, mime: &str, converted: bool) -> File {
    File { kind, bytes, mime: mime.into(), name: None, converted }
}

fn not_a_file() -> Answer {
    refusal(400, json!(["Owned media must be a url or base64"]))
}

/// Base64, and nothing around it.
fn decoded(text: &Value) -> Option<Bytes> {
    let bytes = BASE64_STANDARD.decode(text.as_str()?).ok()?;
    (!bytes.is_empty()).then(|| bytes.into())
}

fn sent_media(body: &Value, bytes: Option<Bytes>) -> Result<File, Answer> {
    let (kind, default) = match body["mediatype"].as_str() {
        Some("image") => (MediaKind::Image, Some("image.jpg")),
        Some("video") => (MediaKind::Video, Some("video.mp4")),
        Some("audio") => (MediaKind::Audio, None),
        _ => (MediaKind::Document, None),
    };
    let given = body["fileName"].as_str();
    if kind == MediaKind::Document && given.is_none() {
        return Err(refusal(400, json!(["For base64 the file name must be informed."])));
    }
    let bytes = bytes.ok_or_else(not_a_file)?;
    let name = given.or(default);
    // The name's extension is believed before the type.
    let mime = match name {
        Some(name) => type_of(name).into(),
        None => body["mimetype"].as_str().unwrap_or("false").into(),
    };
    let name = given.map(Into::into);
    Ok(File { kind, bytes, mime, name, converted: kind == MediaKind::Image })
}

/// `mime-types` knows a type by its extension; «false» is what the real server writes for the others.
fn type_of(name: &str) -> &'static str {
    match name.rsplit('.').next().unwrap_or_default() {
        "pdf" => "application/pdf",
        "jpg" | "jpeg" => "image/jpeg",
        "png" => "image/png",
        "mp4" => "video/mp4",
        "txt" => "text/plain",
        "xlsx" => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        "zip" => "application/zip",
        "bin" => "application/octet-stream",
        _ => "false",
    }
}

fn sent_audio(body: &Value, file: Option<&Bytes>) -> Result<File, Answer> {
    // In a form every `encoding` is a text, and so a yes.
    let encodes = body["encoding"] != json!(false);
    let in_json = decoded(&body["audio"]);
    let bytes = if encodes { file.cloned().or(in_json) } else { in_json };
    let bytes = bytes.ok_or_else(|| {
        refusal(400, json!(["Owned media must be a url, base64, or valid file with buffer"]))
    })?;
    Ok(made(MediaKind::Voice, bytes, "audio/ogg; codecs=opus", encodes))
}

/// A file's fields in an answer and its echo.
fn shown(file: &File, caption: &str, length: Value) -> Value {
    let mut fields = json!({
        "url": "https://mmg.whatsapp.net/v/fake.enc", "mimetype": file.mime, "fileLength": length,
    });
    match file.kind {
        MediaKind::Voice | MediaKind::Audio => fields["ptt"] = json!(file.kind == MediaKind::Voice),
        MediaKind::Image
        | MediaKind::Video
        | MediaKind::Gif
        | MediaKind::VideoNote
        | MediaKind::Document
        | MediaKind::Sticker => {}
    }
    if let Some(name) = &file.name {
        fields["fileName"] = json!(name);
    }
    if !caption.is_empty() {
        fields["caption"] = json!(caption);
    }
    fields
}
