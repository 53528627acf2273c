//! `/clientes/{line}/{id}/datos.json`: all that is kept of a customer, written while it is read, case by case.

use actix_web::http::header;
use actix_web::web::{Bytes, Data, Path};
use actix_web::{HttpRequest, HttpResponse};
use futures_util::stream::{self, Stream};

use super::Scene;
use super::customers::find;
use super::transcripts::{PIECE, POLICY};
use crate::domain::ids::{CustomerId, LineId, TicketNo};
use crate::engine::LineInfo;
use crate::store::{customer_pages, tickets};
use crate::web::error::WebError;
use crate::web::house::Panel;
use crate::web::panel::customer_data::{END, begin};
use crate::web::panel::read;
use crate::web::panel::shell::Section;
use crate::web::panel::transcript::{Format, Transcript};
use crate::web::session::Visitor;
use crate::web::when::When;

/// `GET /clientes/{line}/{id}/datos.json`
pub async fn one(
    request: HttpRequest,
    panel: Data<Panel>,
    visitor: Visitor,
    which: Path<(i64, i64)>,
) -> Result<HttpResponse, WebError> {
    visitor.must_administer()?;
    let (line, id) = (LineId(which.0), CustomerId(which.1));
    let found = find(&panel, &visitor, line, id).await?;
    let customer = found.customer.id;
    let notes = read(&panel, move |conn| {
        customer_pages::notes(conn, line, customer, customer_pages::NOTES_MOST)
    });
    let notes = notes.await?;
    let scene =
        Scene::set(&request, &panel, &visitor, &line.to_string(), Section::Customers).await?;
    let when = scene.shell.when(&scene.line);
    let head = begin(&scene.line, &found, &notes, &when);
    let disposition = format!("attachment; filename=\"relevo-{line}-cliente-{customer}.json\"");
    Ok(HttpResponse::Ok()
        .content_type(Format::Json.mime())
        .insert_header((header::CONTENT_DISPOSITION, disposition))
        .insert_header((header::CONTENT_SECURITY_POLICY, POLICY))
        .insert_header((header::CACHE_CONTROL, "no-store"))
        .streaming(written(Writing { panel, line: scene.line, customer, when }, head)))
}

/// What is being written.
struct Writing {
    panel: Data<Panel>,
    line: LineInfo,
    customer: CustomerId,
    when: When,
}

/// How far it is.
enum Step {
    /// This comes first.
    Begin(String),
    /// The next case is the one after this.
    After(TicketNo),
    /// A case, of which messages up to this one are written.
    Case(Box<Transcript>, TicketNo, u32),
    Done,
}

fn written(writing: Writing, head: String) -> impl Stream<Item = Result<Bytes, WebError>> {
    stream::try_unfold((writing, Step::Begin(head)), |(writing, step)| async move {
        let Some((text, next)) = writing.step(step).await? else { return Ok(None) };
        Ok(Some((Bytes::from(text), (writing, next))))
    })
}

impl Writing {
    async fn step(&self, step: Step) -> Result<Option<(String, Step)>, WebError> {
        let (line, customer) = (self.line.id, self.customer);
        match step {
            Step::Begin(head) => Ok(Some((head, Step::After(TicketNo(0))))),
            Step::After(last) => {
                let case = read(&self.panel, move |conn| {
                    match tickets::next_of_customer(conn, line, customer, last)? {
                        Some(no) => tickets::head(conn, line, no),
                        None => Ok(None),
                    }
                });
                let Some(case) = case.await? else {
                    return Ok(Some((END.to_owned(), Step::Done)));
                };
                let no = case.ticket.no;
                let between = if last == TicketNo(0) { "" } else { "," };
                let (line, when) = (self.line.clone(), self.when.clone());
                let transcript = Transcript::new(Format::Json, line, case, when);
                let begun = format!("{between}{}", transcript.begin());
                Ok(Some((begun, Step::Case(Box::new(transcript), no, 0))))
            }
            Step::Case(mut transcript, no, last) => {
                let rows = read(&self.panel, move |conn| {
                    tickets::messages_after(conn, line, no, last, PIECE)
                });
                let rows = rows.await?;
                Ok(Some(match rows.last().map(|row| row.seq) {
                    Some(last) => (transcript.part(&rows), Step::Case(transcript, no, last)),
                    None => (transcript.end(), Step::After(no)),
                }))
            }
            Step::Done => Ok(None),
        }
    }
}
