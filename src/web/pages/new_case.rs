//! `/tickets/nuevo`: opening a case for a customer.

use actix_web::http::StatusCode;
use actix_web::web::{Data, Query};
use actix_web::{HttpRequest, HttpResponse};

use super::{Of, Scene, show};
use crate::domain::acts::By;
use crate::domain::ids::LineId;
use crate::engine::EngineError;
use crate::engine::customers::OpenTicket;
use crate::store::groups;
use crate::web::error::WebError;
use crate::web::flash::Flash;
use crate::web::form::Posted;
use crate::web::house::Panel;
use crate::web::panel::new_case::NewCasePage;
use crate::web::panel::shell::Section;
use crate::web::panel::{read, redirect_saying};
use crate::web::session::Visitor;
use crate::web::when::When;

/// Characters of a user's name that stand in a case's history.
const NAME_MOST: usize = 80;

/// `GET /tickets/nuevo`
pub async fn page(
    request: HttpRequest,
    panel: Data<Panel>,
    visitor: Visitor,
    of: Query<Of>,
) -> Result<HttpResponse, WebError> {
    visitor.must_act()?;
    let (page, _) = set(&request, &panel, &visitor, &of.linea).await?;
    Ok(show(&request, &panel, StatusCode::OK, &page))
}

/// `POST /tickets/nuevo`
pub async fn open(
    request: HttpRequest,
    panel: Data<Panel>,
    posted: Posted,
) -> Result<HttpResponse, WebError> {
    let Posted { visitor, fields } = posted;
    visitor.must_act()?;
    let line = LineId(fields.id("linea")?);
    let (mut page, when) = set(&request, &panel, &visitor, &line.to_string()).await?;
    let unusable = StatusCode::UNPROCESSABLE_ENTITY;
    let Some(wanted) = page.read(&fields, &when) else {
        return Ok(show(&request, &panel, unusable, &page));
    };
    let Some(identity) = panel.engine.who_is(line, wanted.phone).await else {
        page.not_on_whatsapp();
        return Ok(show(&request, &panel, unusable, &page));
    };
    let order = OpenTicket {
        identity,
        name: wanted.name,
        department: wanted.department,
        speciality: wanted.speciality,
        text: wanted.text,
        by: By::Panel { name: visitor.user.name.chars().take(NAME_MOST).collect() },
        tell: wanted.tell,
    };
    let opened = panel.engine.open_ticket(line, order).await;
    match opened {
        Ok(ticket) => {
            let to = match ticket {
                Some(ticket) => format!("/tickets/{ticket}?linea={line}"),
                None => format!("/tickets?linea={line}"),
            };
            let named = ticket.map(|ticket| ticket.to_string()).unwrap_or_default();
            let flash = Flash::with("flash-case-opened", &named);
            return Ok(redirect_saying(&to, &flash, &panel.settings));
        }
        Err(EngineError::Refused(refusal)) => page.refused(&refusal, &when),
        Err(EngineError::Unavailable) => page.unavailable(),
    }
    Ok(show(&request, &panel, unusable, &page))
}

async fn set(
    request: &HttpRequest,
    panel: &Panel,
    visitor: &Visitor,
    line: &str,
) -> Result<(NewCasePage, When), WebError> {
    let scene = Scene::set(request, panel, visitor, line, Section::Tickets).await?;
    let when = scene.shell.when(&scene.line);
    let Scene { shell, line, lines } = scene;
    let id = line.id;
    let specialities = read(panel, move |conn| groups::specialities(conn, id)).await?;
    Ok((NewCasePage::new(shell, id.0, lines, &line.settings, specialities), when))
}
