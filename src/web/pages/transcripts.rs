//! `/tickets/{no}/transcripcion.{format}`: a case as a file, written while it is read, a few messages at a time.

use actix_web::http::header;
use actix_web::web::{Bytes, Data, Path, Query};
use actix_web::{HttpRequest, HttpResponse};
use futures_util::stream::{self, Stream};

use super::cases::may_see;
use super::{Of, Scene};
use crate::domain::ids::{LineId, TicketNo};
use crate::store::tickets;
use crate::web::error::WebError;
use crate::web::house::Panel;
use crate::web::panel::read;
use crate::web::panel::shell::Section;
use crate::web::panel::transcript::{Format, Transcript};
use crate::web::session::Visitor;

/// Messages read at once.
pub(super) const PIECE: u32 = 200;
/// Nothing in it may run or load, wherever it is opened.
pub(super) const POLICY: &str = "sandbox; default-src 'none'; style-src 'unsafe-inline'";

/// `GET /tickets/{no}/transcripcion.{html,txt,json}`
pub async fn one(
    request: HttpRequest,
    panel: Data<Panel>,
    visitor: Visitor,
    which: Path<(i64, String)>,
    of: Query<Of>,
) -> Result<HttpResponse, WebError> {
    let (no, format) = which.into_inner();
    let format = Format::from_name(&format).ok_or(WebError::NotFound)?;
    let scene = Scene::set(&request, &panel, &visitor, &of.linea, Section::Tickets).await?;
    let (line, no) = (scene.line.id, TicketNo(no));
    may_see(&panel, &visitor, line, no).await?;
    let found = read(&panel, move |conn| tickets::head(conn, line, no)).await?;
    let found = found.ok_or(WebError::NotFound)?;
    let when = scene.shell.when(&scene.line);
    let transcript = Transcript::new(format, scene.line, found, when);
    let disposition = format!("attachment; filename=\"{}\"", transcript.file_name());
    Ok(HttpResponse::Ok()
        .content_type(format.mime())
        .insert_header((header::CONTENT_DISPOSITION, disposition))
        .insert_header((header::CONTENT_SECURITY_POLICY, POLICY))
        .insert_header((header::CACHE_CONTROL, "no-store"))
        .streaming(written(panel, line, no, transcript)))
}

/// How far the writing is.
enum Step {
    Begin,
    /// Messages up to this one are written.
    After(u32),
    Done,
}

fn written(
    panel: Data<Panel>,
    line: LineId,
    no: TicketNo,
    transcript: Transcript,
) -> impl Stream<Item = Result<Bytes, WebError>> {
    stream::try_unfold((transcript, Step::Begin), move |(mut transcript, step)| {
        let panel = panel.clone();
        async move {
            match step {
                Step::Begin => {
                    let begun = transcript.begin();
                    Ok(Some((Bytes::from(begun), (transcript, Step::After(0)))))
                }
                Step::After(last) => {
                    let rows = read(&panel, move |conn| {
                        tickets::messages_after(conn, line, no, last, PIECE)
                    })
                    .await?;
                    let (text, next) = match rows.last() {
                        Some(row) => (transcript.part(&rows), Step::After(row.seq)),
                        None => (transcript.end(), Step::Done),
                    };
                    Ok(Some((Bytes::from(text), (transcript, next))))
                }
                Step::Done => Ok(None),
            }
        }
    })
}
