//! Files of the simulator's phones: sent by a form, streamed to disk, and shown to whoever is signed in.
//!
//! What comes in is hostile: its type is found out from its bytes, and only what browsers can be trusted to
//! show is shown.

use actix_multipart::{Field, Multipart};
use actix_web::body::SizedStream;
use actix_web::http::StatusCode;
use actix_web::http::header::{self, ContentEncoding};
use actix_web::web::{self, Bytes, BytesMut, Data, Path, Query};
use actix_web::{HttpRequest, HttpResponse, HttpResponseBuilder};
use futures_util::TryStreamExt as _;

use super::Of;
use super::phone_deeds::{Deed, some_id};
use super::simulator::key;
use crate::domain::content::MediaKind;
use crate::gateway::simulator::{
    FileBytes, FileError, Kept, NewFile, Reading, Simulator, SimulatorError, Upload, pieces,
};
use crate::web::error::WebError;
use crate::web::form::Fields;
use crate::web::house::Panel;
use crate::web::session::Visitor;

/// The largest file that the page takes.
const FILE_MOST: u64 = 16 * 1024 * 1024;
/// A form that is larger is read to its end, so that the browser hears what is wrong with it; up to here.
const READ_MOST: u64 = 4 * FILE_MOST;
/// The largest other field.
const FIELD_MOST: usize = 64 * 1024;
/// Fields of the form, generously counted.
const FIELDS_MOST: usize = 32;
/// Bytes written at once.
const WRITE: usize = 256 * 1024;

/// What came of the file in a form.
type Came = Result<Kept, SimulatorError>;

/// `POST /simulador/archivo`
pub async fn send(
    panel: Data<Panel>,
    visitor: Visitor,
    parts: Multipart,
) -> Result<HttpResponse, WebError> {
    let (fields, file) = taken(&panel, &visitor, parts).await?;
    let deed = Deed::of(&panel, &fields)?;
    let Some((name, came)) = file else {
        return Ok(deed.refused(&panel, &fields, key(SimulatorError::NoFile)));
    };
    let kept = match came {
        Ok(kept) => kept,
        Err(error) => return Ok(deed.refused(&panel, &fields, key(error))),
    };
    let Some(kind) = kind_of(fields.get("tipo"), &kept.mime) else {
        return Ok(deed.refused(&panel, &fields, "flash-bad-sim-kind"));
    };
    // A recording of a browser is a film without pictures.
    let is_recording = kind == MediaKind::Voice && kept.mime == "video/webm";
    let file = NewFile {
        mime: is_recording.then(|| String::from("audio/webm")),
        name: (kind == MediaKind::Document).then_some(name).flatten(),
        caption: Some(fields.raw("texto").to_owned()),
        view_once: fields.has("unavez"),
        ..NewFile::new(kind, FileBytes::Kept(kept))
    };
    let cite = some_id(fields.get("cita"));
    let sent = deed.simulator.write_file(deed.person, &deed.place, file, cite.as_ref()).await;
    Ok(deed.told(&panel, &fields, sent))
}

/// `GET /simulador/archivo/{hash}`
pub async fn show(
    request: HttpRequest,
    panel: Data<Panel>,
    _visitor: Visitor,
    hash: Path<String>,
    asked: Query<Of>,
) -> Result<HttpResponse, WebError> {
    let line = panel
        .engine
        .lines()
        .into_iter()
        .find(|line| line.id.to_string() == asked.linea)
        .ok_or(WebError::NotFound)?;
    let simulator = panel.engine.simulator(line.id).ok_or(WebError::NotFound)?;
    let etag = format!("\"{}\"", hash.as_str());
    let opened = web::block(move || {
        let mut reading = simulator.open_file(&hash)?;
        let mime = reading.find_type()?;
        Ok::<_, std::io::Error>((reading, mime))
    })
    .await?;
    let (reading, mime) = opened.map_err(|_gone| WebError::NotFound)?;
    let known = request.headers().get(header::IF_NONE_MATCH).and_then(|tags| tags.to_str().ok());
    if known.is_some_and(|tags| tags.contains(&etag)) {
        let mut answer = HttpResponse::NotModified();
        safely(&mut answer, mime);
        return Ok(answer.insert_header((header::ETAG, etag)).finish());
    }
    let size = reading.size();
    let range = request.headers().get(header::RANGE).and_then(|range| range.to_str().ok());
    let (status, from, length) = match range.and_then(|range| part(range, size)) {
        Some((from, length)) => (StatusCode::PARTIAL_CONTENT, from, length),
        None => (StatusCode::OK, 0, size),
    };
    let mut answer = HttpResponse::build(status);
    answer.insert_header((header::ETAG, etag));
    if status == StatusCode::PARTIAL_CONTENT {
        let last = (from + length).saturating_sub(1);
        answer.insert_header((header::CONTENT_RANGE, format!("bytes {from}-{last}/{size}")));
    }
    safely(&mut answer, mime);
    body(answer, reading, from, length).await
}

/// Says what a file is, and to do nothing with it but show it; what is not known to be harmless is only saved.
fn safely(answer: &mut HttpResponseBuilder, mime: &str) {
    let (kind, how) = match mime {
        "image/jpeg" | "image/png" | "image/gif" | "image/webp" | "audio/mpeg" | "audio/ogg"
        | "audio/aac" | "audio/amr" | "video/mp4" | "video/webm" => (mime, "inline"),
        "audio/opus" => ("audio/ogg", "inline"),
        "audio/x-wav" => ("audio/wav", "inline"),
        "audio/m4a" => ("audio/mp4", "inline"),
        _ => ("application/octet-stream", "attachment"),
    };
    answer
        .content_type(kind)
        .insert_header((header::CONTENT_DISPOSITION, how))
        .insert_header((header::X_CONTENT_TYPE_OPTIONS, "nosniff"))
        .insert_header((header::CONTENT_SECURITY_POLICY, "default-src 'none'; sandbox"))
        .insert_header((header::ACCEPT_RANGES, "bytes"))
        // Asked for each time whether it may still be shown: whoever signs out leaves nothing behind.
        .insert_header((header::CACHE_CONTROL, "private, no-cache"))
        // Compressed, its length and parts would not be what was said.
        .insert_header(ContentEncoding::Identity);
}

async fn body(
    mut answer: HttpResponseBuilder,
    reading: Reading,
    from: u64,
    length: u64,
) -> Result<HttpResponse, WebError> {
    let reading = web::block(move || reading.only(from, length)).await?;
    let reading = reading.map_err(|error| WebError::fault(&error))?;
    Ok(answer.body(SizedStream::new(length, pieces(reading))))
}

/// The part of a file that was asked for: where it begins, and how long it is. Anything but one plain range
/// gets the whole file.
fn part(range: &str, size: u64) -> Option<(u64, u64)> {
    let (first, last) = range.strip_prefix("bytes=")?.split_once('-')?;
    let end = size.checked_sub(1)?;
    let (from, to) = if first.is_empty() {
        (size.saturating_sub(last.parse().ok()?), end)
    } else {
        let last = if last.is_empty() { end } else { last.parse().ok()? };
        (first.parse().ok()?, last.min(end))
    };
    (from <= to).then(|| (from, to - from + 1))
}

/// As what a file is sent; `None` if it is no such thing.
fn kind_of(wanted: &str, mime: &str) -> Option<MediaKind> {
    let class = mime.split('/').next().unwrap_or_default();
    let is_film = class == "video";
    let (kind, fits) = match wanted {
        "documento" => (MediaKind::Document, true),
        "sticker" => (MediaKind::Sticker, class == "image"),
        "voz" => (MediaKind::Voice, class == "audio" || is_film),
        "nota" => (MediaKind::VideoNote, is_film),
        "gif" => (MediaKind::Gif, is_film || mime == "image/gif"),
        _ => {
            let shown = ["image/jpeg", "image/png", "image/webp"];
            let kind = match class {
                _ if mime == "image/gif" => MediaKind::Gif,
                "image" if shown.contains(&mime) => MediaKind::Image,
                "video" => MediaKind::Video,
                "audio" => MediaKind::Audio,
                _ => MediaKind::Document,
            };
            (kind, true)
        }
    };
    fits.then_some(kind)
}

/// Reads a form with a file in it: its fields, and the file's name with what came of it. The fields that say
/// who sends it come before the file.
async fn taken(
    panel: &Panel,
    visitor: &Visitor,
    mut parts: Multipart,
) -> Result<(Fields, Option<(Option<String>, Came)>), WebError> {
    let mut pairs: Vec<(String, String)> = Vec::new();
    let mut file = None;
    while let Some(mut part) = parts.try_next().await.map_err(|_broken| WebError::Unreadable)? {
        let name = part.name().unwrap_or_default().to_owned();
        if name == "archivo" && file.is_none() {
            let fields: Fields = pairs.iter().cloned().collect();
            check(visitor, &fields)?;
            let simulator = Deed::of(panel, &fields)?.simulator;
            let called = part.content_disposition().and_then(|how| how.get_filename());
            let called = called.map(base_name).filter(|name| !name.is_empty());
            file = Some((called, received(&simulator, part).await?));
        } else {
            let bytes = part.bytes(FIELD_MOST).await.map_err(|_large| WebError::TooLarge)?;
            let bytes = bytes.map_err(|_broken| WebError::Unreadable)?;
            let text = String::from_utf8(bytes.to_vec()).map_err(|_odd| WebError::Unreadable)?;
            pairs.push((name, text));
        }
        if pairs.len() > FIELDS_MOST {
            return Err(WebError::TooLarge);
        }
    }
    let fields: Fields = pairs.into_iter().collect();
    check(visitor, &fields)?;
    Ok((fields, file))
}

/// The form was made by us for this session.
fn check(visitor: &Visitor, fields: &Fields) -> Result<(), WebError> {
    if visitor.forms.accepts(fields.get("csrf")) { Ok(()) } else { Err(WebError::StaleForm) }
}

/// Streams a file to disk, off the async threads; what is too large is read and thrown away.
async fn received(
    simulator: &std::sync::Arc<Simulator>,
    mut part: Field,
) -> Result<Came, WebError> {
    let (whose, mut read) = (std::sync::Arc::clone(simulator), 0_u64);
    let mut upload =
        web::block(move || whose.begin_upload(FILE_MOST).map_err(FileError::from)).await?;
    let mut gathered = BytesMut::new();
    while let Some(piece) = part.try_next().await.map_err(|_broken| WebError::Unreadable)? {
        read = read.saturating_add(piece.len().try_into().unwrap_or(u64::MAX));
        if read > READ_MOST {
            return Err(WebError::TooLarge);
        }
        gathered.extend_from_slice(&piece);
        if gathered.len() >= WRITE {
            upload = written(upload, gathered.split().freeze()).await?;
        }
    }
    let kept = match written(upload, gathered.freeze()).await? {
        Ok(upload) => web::block(move || upload.finish()).await?,
        Err(error) => Err(error),
    };
    match kept {
        Ok(kept) => Ok(Ok(kept)),
        Err(FileError::TooLarge) => Ok(Err(SimulatorError::TooLarge)),
        Err(FileError::Empty) => Ok(Err(SimulatorError::NoFile)),
        Err(error @ FileError::Io(_)) => Err(WebError::fault(&error)),
    }
}

async fn written(
    upload: Result<Upload, FileError>,
    bytes: Bytes,
) -> Result<Result<Upload, FileError>, WebError> {
    let Ok(mut upload) = upload else { return Ok(upload) };
    Ok(web::block(move || upload.write(&bytes).map(|()| upload)).await?)
}

/// What a file is called, without folders, control characters and excess.
fn base_name(name: &str) -> String {
    let last = name.rsplit(['/', '\\']).next().unwrap_or_default();
    last.chars().filter(|c| !c.is_control()).take(120).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_plain_range_is_a_part_and_anything_else_is_the_whole() {
        assert_eq!(part("bytes=0-", 10), Some((0, 10)));
        assert_eq!(part("bytes=2-4", 10), Some((2, 3)));
        assert_eq!(part("bytes=2-400", 10), Some((2, 8)));
        assert_eq!(part("bytes=-4", 10), Some((6, 4)));
        for odd in ["bytes=4-2", "bytes=10-", "bytes=0-1,3-4", "bytes=x-", "bytes=--3", "0-1", ""] {
            assert_eq!(part(odd, 10), None, "{odd}");
        }
        assert_eq!(part("bytes=0-", 0), None);
    }

    #[test]
    fn a_file_is_sent_as_what_it_is_or_as_what_it_can_be() {
        assert_eq!(kind_of("", "image/png"), Some(MediaKind::Image));
        assert_eq!(kind_of("", "image/gif"), Some(MediaKind::Gif));
        assert_eq!(kind_of("", "image/tiff"), Some(MediaKind::Document), "no phone shows it");
        assert_eq!(kind_of("", "application/pdf"), Some(MediaKind::Document));
        assert_eq!(kind_of("documento", "image/png"), Some(MediaKind::Document));
        assert_eq!(kind_of("voz", "video/webm"), Some(MediaKind::Voice));
        assert_eq!(kind_of("voz", "image/png"), None);
        assert_eq!(kind_of("sticker", "text/html"), None);
    }

    #[test]
    fn what_a_file_is_called_leads_nowhere() {
        assert_eq!(base_name("../../etc/passwd"), "passwd");
        assert_eq!(base_name("C:\\fotos\\a.jpg"), "a.jpg");
        assert_eq!(base_name("a\r\nb.txt"), "ab.txt");
    }
}
