//! `/clientes`: the people who write, and what is done with them.

use actix_web::http::StatusCode;
use actix_web::web::{Data, Path, Query};
use actix_web::{HttpRequest, HttpResponse};

use super::{Scene, show};
use crate::domain::customer::{CUSTOMER_NOTE_MOST, tag};
use crate::domain::ids::{CustomerId, LineId};
use crate::domain::refusal::Refusal;
use crate::domain::settings::Language;
use crate::engine::EngineError;
use crate::store::customer_pages::{self, CustomerFilter, CustomerFound, From};
use crate::web::error::WebError;
use crate::web::flash::Flash;
use crate::web::form::{Fields, Posted};
use crate::web::house::Panel;
use crate::web::panel::customer::{CustomerPage, May, MergePage, Typed, proof_of, tags_of};
use crate::web::panel::customers::{Asked, CustomersPage, Found, PAGE, QUERY_MOST, address};
use crate::web::panel::shell::Section;
use crate::web::panel::{read, redirect_saying};
use crate::web::session::{Visitor, Whose};

/// The most people who are offered as the same person.
const CANDIDATES: i64 = 20;
/// Characters of tags that are shown again where they cannot be used.
const TAGS_TYPED_MOST: usize = 1_000;
/// Characters of a user's name that stand at a note.
const NAME_MOST: usize = 80;

/// `GET /clientes`
pub async fn list(
    request: HttpRequest,
    panel: Data<Panel>,
    visitor: Visitor,
    query: Query<Vec<(String, String)>>,
) -> Result<HttpResponse, WebError> {
    let query: Fields = query.into_inner().into_iter().collect();
    let linea = query.get("linea");
    let scene = Scene::set(&request, &panel, &visitor, linea, Section::Customers).await?;
    let line = scene.line.id;
    let whose = visitor.sight().on(line);
    let after = query.number("antes").map(CustomerId);
    let asked = Asked {
        query: query.get("q").chars().take(QUERY_MOST).collect(),
        tag: tag(query.get("etiqueta")).map(String::from).unwrap_or_default(),
        before: if after.is_some() { None } else { query.number("despues").map(CustomerId) },
        after,
    };
    let filter =
        CustomerFilter { text: asked.query.clone(), tag: asked.tag.clone(), agent: whose.agent() };
    let from = match (asked.after, asked.before) {
        (Some(id), _) => From::After(id),
        (None, Some(id)) => From::Before(id),
        (None, None) => From::Start,
    };
    let found = read(&panel, move |conn| -> diesel::QueryResult<Found> {
        let most = i64::try_from(PAGE + 1).unwrap_or(i64::MAX);
        let mut rows = customer_pages::list(conn, line, &filter, from, most)?;
        let beyond = rows.len() > PAGE;
        rows.truncate(PAGE);
        let (earlier, more) = match from {
            From::Start => (false, beyond),
            From::After(_) => (true, beyond),
            From::Before(_) => {
                rows.reverse();
                (beyond, true)
            }
        };
        let tags = customer_pages::tags(conn, line)?;
        Ok(Found { rows, earlier, more, tags })
    })
    .await?;
    let page = CustomersPage::new(scene.shell, &scene.line, scene.lines, &asked, whose, found);
    Ok(show(&request, &panel, StatusCode::OK, &page))
}

/// A customer whom this person may see; nobody else is there.
pub(super) async fn find(
    panel: &Panel,
    visitor: &Visitor,
    line: LineId,
    id: CustomerId,
) -> Result<CustomerFound, WebError> {
    let sight = visitor.sight();
    let whose = sight.on(line);
    let found = read(panel, move |conn| {
        let Some(found) = customer_pages::find(conn, line, id)? else { return Ok(None) };
        let sees = match whose {
            Whose::All => true,
            Whose::Of(agent) => {
                customer_pages::is_attended_by(conn, line, found.customer.id, agent)?
            }
            Whose::Nothing => false,
        };
        diesel::QueryResult::Ok(sees.then_some(found))
    })
    .await?;
    let mut found = found.ok_or(WebError::NotFound)?;
    let shown = |agent: Option<&(crate::domain::ids::AgentId, String)>| {
        sight.shows(line, agent.map(|(agent, _)| *agent))
    };
    found.cases.retain(|row| shown(row.agent.as_ref()));
    Ok(found)
}

async fn page(
    request: &HttpRequest,
    panel: &Panel,
    visitor: &Visitor,
    line: LineId,
    found: &CustomerFound,
    typed: &Typed,
    status: StatusCode,
) -> Result<HttpResponse, WebError> {
    let scene = Scene::set(request, panel, visitor, &line.to_string(), Section::Customers).await?;
    let offered = read(panel, move |conn| customer_pages::tags(conn, line)).await?;
    let may =
        May { act: visitor.must_act().is_ok(), administer: visitor.must_administer().is_ok() };
    let page = CustomerPage::new(scene.shell, &scene.line, found, offered, may, typed);
    Ok(show(request, panel, status, &page))
}

/// `GET /clientes/{line}/{id}`
pub async fn one(
    request: HttpRequest,
    panel: Data<Panel>,
    visitor: Visitor,
    which: Path<(i64, i64)>,
) -> Result<HttpResponse, WebError> {
    let (line, id) = (LineId(which.0), CustomerId(which.1));
    let found = find(&panel, &visitor, line, id).await?;
    page(&request, &panel, &visitor, line, &found, &Typed::default(), StatusCode::OK).await
}

/// `POST /clientes/{line}/{id}`: tags and language.
pub async fn tend(
    request: HttpRequest,
    panel: Data<Panel>,
    posted: Posted,
    which: Path<(i64, i64)>,
) -> Result<HttpResponse, WebError> {
    let Posted { visitor, fields } = posted;
    let (line, id) = (LineId(which.0), CustomerId(which.1));
    let found = find(&panel, &visitor, line, id).await?;
    let customer = found.customer.id;
    let language = Language::from_code(fields.get("idioma"));
    let tags = match tags_of(&fields) {
        Ok(tags) => tags,
        Err(wrong) => {
            let text = fields.get("etiquetas").chars().take(TAGS_TYPED_MOST).collect();
            let typed = Typed { tags: Some((text, language, wrong)), ..Typed::default() };
            let status = StatusCode::UNPROCESSABLE_ENTITY;
            return page(&request, &panel, &visitor, line, &found, &typed, status).await;
        }
    };
    let done = panel.engine.tend_customer(line, customer, language, tags).await;
    Ok(told(&panel, line, customer, done, "flash-customer-tended"))
}

/// `POST /clientes/{line}/{id}/nota`
pub async fn note(
    request: HttpRequest,
    panel: Data<Panel>,
    posted: Posted,
    which: Path<(i64, i64)>,
) -> Result<HttpResponse, WebError> {
    let Posted { visitor, fields } = posted;
    let (line, id) = (LineId(which.0), CustomerId(which.1));
    let found = find(&panel, &visitor, line, id).await?;
    let text: String = fields.get("texto").to_owned();
    let wrong = if text.is_empty() {
        Some("customer-note-empty")
    } else if text.chars().count() > CUSTOMER_NOTE_MOST {
        Some("customer-note-long")
    } else {
        None
    };
    if let Some(wrong) = wrong {
        let text = text.chars().take(CUSTOMER_NOTE_MOST * 2).collect();
        let typed = Typed { note: Some((text, wrong)), ..Typed::default() };
        let status = StatusCode::UNPROCESSABLE_ENTITY;
        return page(&request, &panel, &visitor, line, &found, &typed, status).await;
    }
    let customer = found.customer.id;
    let by = visitor.user.name.chars().take(NAME_MOST).collect();
    let kept = panel.accounts().note_customer(line, customer, by, text, panel.now()).await?;
    let key = if kept { "flash-customer-noted" } else { "flash-bad-customer-notes-full" };
    Ok(told(&panel, line, customer, Ok(()), key))
}

/// `POST /clientes/{line}/{id}/nota/{note}`: drops a note.
pub async fn drop_note(
    panel: Data<Panel>,
    posted: Posted,
    which: Path<(i64, i64, i64)>,
) -> Result<HttpResponse, WebError> {
    let Posted { visitor, .. } = posted;
    visitor.must_act()?;
    let (line, id, note) = (LineId(which.0), CustomerId(which.1), which.2);
    let found = find(&panel, &visitor, line, id).await?;
    let customer = found.customer.id;
    if !panel.accounts().drop_customer_note(line, customer, note).await? {
        return Err(WebError::NotFound);
    }
    Ok(told(&panel, line, customer, Ok(()), "flash-customer-note-dropped"))
}

/// `GET /clientes/{line}/{id}/unir`
pub async fn merge_page(
    request: HttpRequest,
    panel: Data<Panel>,
    visitor: Visitor,
    which: Path<(i64, i64)>,
    query: Query<Vec<(String, String)>>,
) -> Result<HttpResponse, WebError> {
    visitor.must_act()?;
    let query: Fields = query.into_inner().into_iter().collect();
    let (line, id) = (LineId(which.0), CustomerId(which.1));
    let found = find(&panel, &visitor, line, id).await?;
    let other = match query.number("con").map(CustomerId) {
        Some(other) if other != found.customer.id => {
            Some(find(&panel, &visitor, line, other).await?.customer)
        }
        Some(_) | None => None,
    };
    let text: String = query.get("q").chars().take(QUERY_MOST).collect();
    let filter = CustomerFilter { text: text.clone(), ..CustomerFilter::default() };
    let candidates = if text.is_empty() || other.is_some() {
        Vec::new()
    } else {
        read(&panel, move |conn| customer_pages::list(conn, line, &filter, From::Start, CANDIDATES))
            .await?
    };
    let scene =
        Scene::set(&request, &panel, &visitor, &line.to_string(), Section::Customers).await?;
    let customer = &found.customer;
    let page = MergePage::new(scene.shell, line, customer, text, &candidates, other.as_ref());
    Ok(show(&request, &panel, StatusCode::OK, &page))
}

/// `POST /clientes/{line}/{id}/unir`
pub async fn merge(
    panel: Data<Panel>,
    posted: Posted,
    which: Path<(i64, i64)>,
) -> Result<HttpResponse, WebError> {
    let Posted { visitor, fields } = posted;
    visitor.must_act()?;
    let (line, id) = (LineId(which.0), CustomerId(which.1));
    let keep = find(&panel, &visitor, line, id).await?.customer.id;
    let gone = find(&panel, &visitor, line, CustomerId(fields.id("con")?)).await?.customer.id;
    let done = panel.engine.merge_customers(line, keep, gone).await;
    Ok(told(&panel, line, keep, done, "flash-customers-merged"))
}

/// `POST /clientes/{line}/{id}/borrar`
pub async fn erase(
    request: HttpRequest,
    panel: Data<Panel>,
    posted: Posted,
    which: Path<(i64, i64)>,
) -> Result<HttpResponse, WebError> {
    let Posted { visitor, fields } = posted;
    visitor.must_administer()?;
    let (line, id) = (LineId(which.0), CustomerId(which.1));
    let found = find(&panel, &visitor, line, id).await?;
    let typed = fields.get("prueba");
    if !is_proof(typed, &proof_of(&found.customer)) {
        let typed =
            Typed { proof: Some(typed.chars().take(QUERY_MOST).collect()), ..Typed::default() };
        let status = StatusCode::UNPROCESSABLE_ENTITY;
        return page(&request, &panel, &visitor, line, &found, &typed, status).await;
    }
    let customer = found.customer.id;
    match panel.engine.erase_customer(line, customer).await {
        Ok(()) => {
            let flash = Flash::with("flash-customer-erased", &customer.0.to_string());
            let to = format!("/clientes?linea={line}");
            Ok(redirect_saying(&to, &flash, &panel.settings))
        }
        refused => Ok(told(&panel, line, customer, refused, "")),
    }
}

/// `POST /clientes/{line}/{id}/bloquear`
pub async fn block(
    panel: Data<Panel>,
    posted: Posted,
    which: Path<(i64, i64)>,
) -> Result<HttpResponse, WebError> {
    let Posted { visitor, fields } = posted;
    visitor.must_act()?;
    let (line, id) = (LineId(which.0), CustomerId(which.1));
    let customer = find(&panel, &visitor, line, id).await?.customer.id;
    let blocked = match fields.get("accion") {
        "bloquear" => true,
        "desbloquear" => false,
        _ => return Err(WebError::Unreadable),
    };
    let reason: String = fields.get("motivo").chars().take(QUERY_MOST * 2).collect();
    let reason = Some(reason).filter(|reason| !reason.is_empty());
    let by: String = visitor.user.name.chars().take(NAME_MOST).collect();
    let done = panel.engine.block_customer(line, customer, blocked, &by, reason).await;
    let well = if blocked { "flash-customer-blocked" } else { "flash-customer-unblocked" };
    Ok(told(&panel, line, customer, done, well))
}

/// Numbers may be typed with signs, names in any case.
fn is_proof(typed: &str, proof: &str) -> bool {
    let digits = |text: &str| text.chars().filter(char::is_ascii_digit).collect::<String>();
    let is_number = !proof.is_empty() && proof.chars().all(|c| c.is_ascii_digit());
    if is_number {
        digits(typed) == proof
    } else {
        !typed.is_empty() && typed.to_lowercase() == proof.to_lowercase()
    }
}

/// Back to the customer's page, with what came of it. The trail names a customer by number alone.
fn told(
    panel: &Panel,
    line: LineId,
    customer: CustomerId,
    done: Result<(), EngineError>,
    well: &str,
) -> HttpResponse {
    let flash = match done {
        Ok(()) => Flash::with(well, &customer.0.to_string()),
        Err(EngineError::Refused(Refusal::Field { problem, .. })) => Flash::of(&problem),
        Err(EngineError::Refused(_)) => Flash::of("flash-bad-customer-gone"),
        Err(EngineError::Unavailable) => Flash::of("flash-bad-unavailable"),
    };
    redirect_saying(&address(line, customer), &flash, &panel.settings)
}

#[cfg(test)]
mod tests {
    use super::is_proof;

    #[test]
    fn a_number_is_typed_as_people_write_it_and_a_name_in_full() {
        assert!(is_proof("+54 9 381 555-0001", "5493815550001"));
        assert!(!is_proof("381 555-0001", "5493815550001"));
        assert!(is_proof("marta QUIROGA", "Marta Quiroga"));
        assert!(!is_proof("", ""));
        assert!(!is_proof("", "Marta"));
    }
}
