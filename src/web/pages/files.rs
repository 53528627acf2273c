//! `/archivos/{line}/{key}`: a file of a message, to whoever may see its case.
//!
//! Strangers made these files. A browser is told only types that it shows or plays and does not run; all
//! else is given out to be saved.

use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom};
use std::path::PathBuf;
use std::time::Duration;

use actix_web::body::SizedStream;
use actix_web::http::StatusCode;
use actix_web::http::header::{
    self, ByteRangeSpec, Charset, ContentDisposition, DispositionParam, DispositionType,
    ExtendedValue, Range,
};
use actix_web::web::{self, Bytes, Data, Path, Query};
use actix_web::{HttpRequest, HttpResponse, HttpResponseBuilder};
use futures_util::stream::{self, Stream};
use serde::Deserialize;

use super::cases::may_see;
use crate::domain::content::Content;
use crate::domain::file::{FileKey, FileRef};
use crate::domain::ids::{LineId, TicketNo};
use crate::gateway::GatewayError;
use crate::media::{PREVIEW_MOST, kinds};
use crate::store::files::{self, FileRow, FileState};
use crate::text::plain;
use crate::web::error::WebError;
use crate::web::flash::Flash;
use crate::web::form::Posted;
use crate::web::house::Panel;
use crate::web::panel::notice_page::NoticePage;
use crate::web::panel::{page, read, redirect_saying};
use crate::web::session::Visitor;
use crate::web::words::Words;

/// Read from the disk at once.
const PIECE: u64 = 128 * 1024;
/// A person waits so long for a file to be brought; it goes on coming afterwards.
const PATIENCE: Duration = Duration::from_secs(15);
/// Longest file name given out, in characters.
const NAME_MOST: usize = 120;
/// Nothing in it may run, load, or be framed with rights.
const POLICY: &str = "sandbox; default-src 'none'";
const CACHE: &str = "private, max-age=86400, immutable";

/// Which message it is asked for as.
#[derive(Debug, Deserialize)]
pub struct Asked {
    caso: i64,
    mensaje: u32,
    mini: Option<String>,
}

/// A file of a message, and its name there.
struct Found {
    file: FileRef,
    name: Option<String>,
    row: Option<FileRow>,
}

/// `GET /archivos/{line}/{key}`; with `mini`, the small picture that stands for it.
pub async fn one(
    request: HttpRequest,
    panel: Data<Panel>,
    visitor: Visitor,
    which: Path<(i64, String)>,
    asked: Query<Asked>,
) -> Result<HttpResponse, WebError> {
    may_see(&panel, &visitor, LineId(which.0), TicketNo(asked.caso)).await?;
    let found = find(&panel, &which, &asked).await?;
    let small = found.file.preview.as_deref().filter(|_| asked.mini.is_some());
    if let Some(hash) = small
        && let Some(small) = open_preview(&panel, hash).await?
    {
        return Ok(served(&request, small));
    }
    let Some(FileState::Stored { hash, size, mime }) = found.row.map(|row| row.state) else {
        return Ok(gone(&visitor));
    };
    let Some(path) = panel.engine.media().path_of(&hash) else { return Ok(gone(&visitor)) };
    let Some(opened) = open(path, size).await? else { return Ok(gone(&visitor)) };
    let name = file_name(found.name.as_deref(), &mime);
    Ok(served(&request, Served { opened, size, hash, shown: kinds::shown(&mime), mime, name }))
}

/// `POST /archivos/{line}/{key}/traer`: brought (again) from WhatsApp.
pub async fn fetch(
    panel: Data<Panel>,
    posted: Posted,
    which: Path<(i64, String)>,
    asked: Query<Asked>,
) -> Result<HttpResponse, WebError> {
    may_see(&panel, &posted.visitor, LineId(which.0), TicketNo(asked.caso)).await?;
    let found = find(&panel, &which, &asked).await?;
    let line = LineId(which.0);
    let run = panel.engine.run(line).ok_or(WebError::Busy)?;
    let bringing = tokio::spawn(async move {
        run.house.media.fetch_again(&run.house, &*run.gateway, &found.file).await
    });
    let flash = match tokio::time::timeout(PATIENCE, bringing).await {
        Ok(Ok(Ok(_stored))) => Flash::of("flash-file-fetched"),
        Ok(Ok(Err(GatewayError::Never(_) | GatewayError::Moot(_)))) => {
            Flash::of("flash-bad-file-lost")
        }
        Ok(Ok(Err(
            GatewayError::Again(_)
            | GatewayError::NotConnected(_)
            | GatewayError::Unknown(_)
            | GatewayError::NoFile(_),
        ))) => Flash::of("flash-bad-file-later"),
        Ok(Err(error)) => return Err(WebError::fault(&error)),
        Err(_elapsed) => Flash::of("flash-wait-file"),
    };
    let to = format!("/tickets/{}?linea={line}#m-{}", asked.caso, asked.mensaje);
    Ok(redirect_saying(&to, &flash, &panel.settings))
}

/// The file of that message, if it has one of that name. What is to be opened once is for nobody here.
async fn find(panel: &Panel, which: &(i64, String), asked: &Asked) -> Result<Found, WebError> {
    let (line, key) = (LineId(which.0), FileKey::parse(&which.1).ok_or(WebError::NotFound)?);
    let (no, seq) = (TicketNo(asked.caso), asked.mensaje);
    let found = read(panel, move |conn| {
        let Some(content) = files::message(conn, line, no, seq)? else { return Ok(None) };
        diesel::QueryResult::Ok(Some((content, files::find(conn, line, key)?)))
    })
    .await?;
    match found {
        Some((Content::Media { file: Some(file), file_name, view_once: false, .. }, row))
            if file.key == key =>
        {
            Ok(Found { file, name: file_name, row })
        }
        Some(_) | None => Err(WebError::NotFound),
    }
}

fn gone(visitor: &Visitor) -> HttpResponse {
    page(StatusCode::NOT_FOUND, &NoticePage::file_gone(Words(visitor.user.language)))
}

/// Opens a file; `None` if it is not there as it was noted.
async fn open(path: PathBuf, size: u64) -> Result<Option<File>, WebError> {
    let opened = web::block(move || {
        let file = File::open(path)?;
        let length = file.metadata()?.len();
        io::Result::Ok((length == size).then_some(file))
    })
    .await?;
    match opened {
        Ok(file) => Ok(file),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(WebError::fault(&error)),
    }
}

async fn open_preview(panel: &Panel, hash: &str) -> Result<Option<Served>, WebError> {
    let Some(path) = panel.engine.media().path_of(hash) else { return Ok(None) };
    let hash = hash.to_owned();
    let found = web::block(move || {
        let mut file = File::open(path).ok()?;
        let size = file.metadata().ok()?.len();
        let mut head = Vec::new();
        file.by_ref().take(kinds::HEAD as u64).read_to_end(&mut head).ok()?;
        let fits = size <= PREVIEW_MOST as u64 && kinds::is_preview(&head);
        fits.then(|| (file, size, kinds::of(&head, None)))
    })
    .await?;
    Ok(found.map(|(opened, size, mime)| {
        let (name, shown) = (file_name(None, mime), kinds::shown(mime));
        Served { opened, size, hash, shown, mime: mime.to_owned(), name }
    }))
}

/// A file that is given out.
struct Served {
    opened: File,
    size: u64,
    hash: String,
    /// The type for a page, where it has one.
    shown: Option<&'static str>,
    mime: String,
    name: String,
}

fn served(request: &HttpRequest, file: Served) -> HttpResponse {
    let tag = format!("\"{}\"", file.hash);
    let says = |name: header::HeaderName, value: &str| {
        request.headers().get(name).is_some_and(|said| said.as_bytes() == value.as_bytes())
    };
    if says(header::IF_NONE_MATCH, &tag) {
        let mut answer = HttpResponse::NotModified();
        answer.insert_header((header::ETAG, tag)).insert_header((header::CACHE_CONTROL, CACHE));
        return answer.finish();
    }
    let part = match wanted(request, &tag, file.size) {
        Wanted::All => None,
        Wanted::Part(first, last) => Some((first, last)),
        Wanted::Nothing => {
            return HttpResponse::RangeNotSatisfiable()
                .insert_header((header::CONTENT_RANGE, format!("bytes */{}", file.size)))
                .finish();
        }
    };
    let mut answer = match part {
        None => HttpResponse::Ok(),
        Some((first, last)) => {
            let range = format!("bytes {first}-{last}/{}", file.size);
            let mut answer = HttpResponse::PartialContent();
            answer.insert_header((header::CONTENT_RANGE, range));
            answer
        }
    };
    headers(&mut answer, &file, tag);
    let (first, last) = part.unwrap_or((0, file.size.saturating_sub(1)));
    let length = if file.size == 0 { 0 } else { last - first + 1 };
    answer.body(SizedStream::new(length, pieces(file.opened, first, length)))
}

fn headers(answer: &mut HttpResponseBuilder, file: &Served, tag: String) {
    let disposition =
        if file.shown.is_some() { DispositionType::Inline } else { DispositionType::Attachment };
    // A PDF keeps its type, for who saves it, and is not shown here: Chromium shows none in a sandbox.
    let saved = if file.mime == "application/pdf" { "application/pdf" } else { kinds::UNKNOWN };
    answer
        .insert_header((header::CONTENT_TYPE, file.shown.unwrap_or(saved)))
        .insert_header(named(disposition, &file.name))
        .insert_header((header::CONTENT_SECURITY_POLICY, POLICY))
        .insert_header((header::X_CONTENT_TYPE_OPTIONS, "nosniff"))
        .insert_header((header::CACHE_CONTROL, CACHE))
        .insert_header((header::ACCEPT_RANGES, "bytes"))
        .insert_header((header::ETAG, tag))
        // Not to be compressed on the way: parts of it are counted in its own bytes.
        .insert_header((header::CONTENT_ENCODING, "identity"));
}

fn named(disposition: DispositionType, name: &str) -> ContentDisposition {
    let plain = |c: char| if c.is_ascii_graphic() || c == ' ' { c } else { '_' };
    let ascii: String = name.chars().map(plain).collect();
    let exact = ExtendedValue {
        charset: Charset::Ext(String::from("UTF-8")),
        language_tag: None,
        value: name.as_bytes().to_vec(),
    };
    ContentDisposition {
        disposition,
        parameters: vec![DispositionParam::Filename(ascii), DispositionParam::FilenameExt(exact)],
    }
}

/// The name to save a file under: nothing hidden in it, no path, no dot in front, its ending kept.
fn file_name(raw: Option<&str>, mime: &str) -> String {
    let is_bad =
        |c: char| plain::is_hidden(c) || plain::is_line_break(c) || "/\\:*?\"<>|;%".contains(c);
    let clean: String =
        raw.unwrap_or_default().chars().map(|c| if is_bad(c) { ' ' } else { c }).collect();
    let words: Vec<&str> = clean.split_whitespace().collect();
    let name = words.join(" ");
    let name = name.trim_matches(['.', ' ']);
    if name.is_empty() {
        let ending = match mime {
            "application/pdf" => "pdf",
            "audio/mpeg" => "mp3",
            "text/plain" => "txt",
            _ => kinds::shown(mime).and_then(|shown| shown.split('/').nth(1)).unwrap_or("bin"),
        };
        return format!("relevo.{}", ending.trim_start_matches("x-"));
    }
    let many = name.chars().count();
    if many <= NAME_MOST {
        return name.to_owned();
    }
    let end: String = name.chars().skip(many - 16).collect();
    let start: String = name.chars().take(NAME_MOST - 17).collect();
    format!("{start}…{end}")
}

/// What of a file is wanted: all, a part (first and last byte), or what it does not have.
enum Wanted {
    All,
    Part(u64, u64),
    Nothing,
}

fn wanted(request: &HttpRequest, tag: &str, size: u64) -> Wanted {
    let said = |name: header::HeaderName| {
        request.headers().get(name).and_then(|value| value.to_str().ok())
    };
    // A part of another file than this one is of no use.
    let is_same = said(header::IF_RANGE).is_none_or(|other| other == tag);
    let range = said(header::RANGE).filter(|_| is_same).map(str::parse::<Range>);
    let Some(Ok(Range::Bytes(specs))) = range else { return Wanted::All };
    match specs.as_slice() {
        [one @ (ByteRangeSpec::FromTo(..) | ByteRangeSpec::From(_) | ByteRangeSpec::Last(_))] => {
            let part = one.to_satisfiable_range(size);
            part.map_or(Wanted::Nothing, |(first, last)| Wanted::Part(first, last))
        }
        // Several at once would have to be wrapped: whoever asks takes all of it too.
        _ => Wanted::All,
    }
}

fn pieces(file: File, first: u64, length: u64) -> impl Stream<Item = io::Result<Bytes>> {
    stream::try_unfold((file, first, length), |(mut file, at, left)| async move {
        if left == 0 {
            return Ok(None);
        }
        let read = web::block(move || {
            file.seek(SeekFrom::Start(at))?;
            let mut piece = Vec::new();
            file.by_ref().take(left.min(PIECE)).read_to_end(&mut piece)?;
            io::Result::Ok((file, piece))
        });
        let (file, piece) = read.await.map_err(io::Error::other)??;
        if piece.is_empty() {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
        let got = piece.len() as u64;
        Ok(Some((Bytes::from(piece), (file, at + got, left - got))))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_to_save_under_hides_nothing_and_leads_nowhere() {
        for (raw, expected) in [
            ("orden técnica.pdf", "orden técnica.pdf"),
            ("../../etc/passwd", "etc passwd"),
            ("C:\\x\\y.exe", "C x y.exe"),
            (".bashrc", "bashrc"),
            ("\u{202e}gpj.exe\r\nSet-Cookie: a=b", "gpj.exe Set-Cookie a=b"),
            ("a\"; filename=\"b.html", "a filename= b.html"),
            ("<img src=x>", "img src=x"),
            ("%2e%2e%2f", "2e 2e 2f"),
        ] {
            assert_eq!(file_name(Some(raw), "x/y"), expected, "{raw}");
        }
        for (mime, expected) in
            [("application/pdf", "relevo.pdf"), ("image/png", "relevo.png"), ("x/y", "relevo.bin")]
        {
            assert_eq!(file_name(Some(" ./. "), mime), expected);
        }
        let long = format!("{}.pdf", "ñ".repeat(500));
        let short = file_name(Some(&long), "x/y");
        assert!(short.chars().count() == NAME_MOST && short.ends_with("ñ.pdf"), "{short}");
    }

    #[test]
    fn names_outside_ascii_are_given_both_ways() {
        let header = named(DispositionType::Attachment, "Señal \u{1f4c4}.pdf").to_string();
        assert!(header.starts_with("attachment; filename=\"Se_al _.pdf\""), "{header}");
        assert!(header.contains("filename*=UTF-8''Se%C3%B1al%20%F0%9F%93%84.pdf"), "{header}");
    }
}
