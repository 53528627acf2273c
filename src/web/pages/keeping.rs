//! `/ajustes/datos`: how long a line keeps what was said.

use actix_web::http::StatusCode;
use actix_web::web::{Data, Query};
use actix_web::{HttpRequest, HttpResponse};

use super::{Of, Scene, show};
use crate::store::retention;
use crate::web::error::WebError;
use crate::web::flash::Flash;
use crate::web::form::LineForm;
use crate::web::house::Panel;
use crate::web::panel::keeping::{DAY_MS, Keeping, KeepingPage};
use crate::web::panel::shell::Section;
use crate::web::panel::{read, redirect_saying};
use crate::web::session::Visitor;

/// `GET /ajustes/datos`
pub async fn page(
    request: HttpRequest,
    panel: Data<Panel>,
    visitor: Visitor,
    of: Query<Of>,
) -> Result<HttpResponse, WebError> {
    visitor.must_administer()?;
    let page = build(&request, &panel, &visitor, &of.linea).await?;
    Ok(show(&request, &panel, StatusCode::OK, &page))
}

/// `POST /ajustes/datos`
pub async fn change(
    request: HttpRequest,
    panel: Data<Panel>,
    form: LineForm,
) -> Result<HttpResponse, WebError> {
    let LineForm { visitor, line, fields } = form;
    let mut page = build(&request, &panel, &visitor, &line.to_string()).await?;
    let lines = panel.engine.lines();
    let known = lines.iter().find(|known| known.id == line).ok_or(WebError::NotFound)?;
    let days = match page.read(&fields, known.settings.retention_days) {
        Some(Keeping::Days(days)) => days,
        Some(Keeping::Shorter(days)) if fields.number("confirmo") == Some(i64::from(days)) => days,
        Some(Keeping::Shorter(days)) => {
            let cutoff = panel.now().plus(-i64::from(days) * DAY_MS);
            let cases = read(&panel, move |conn| retention::due(conn, line, cutoff)).await?;
            page.ask(days, cases);
            return Ok(show(&request, &panel, StatusCode::UNPROCESSABLE_ENTITY, &page));
        }
        None => return Ok(show(&request, &panel, StatusCode::UNPROCESSABLE_ENTITY, &page)),
    };
    let stored =
        panel.accounts().change_line(line, move |settings| settings.retention_days = days).await?;
    if !stored {
        return Err(WebError::NotFound);
    }
    panel.engine.alter_settings(line, |settings| settings.retention_days = days);
    let flash = match days {
        0 => Flash::with("flash-keeping-forever", &known.name),
        days => Flash::with("flash-keeping-days", &days.to_string()),
    };
    Ok(redirect_saying(&format!("/ajustes/datos?linea={line}"), &flash, &panel.settings))
}

async fn build(
    request: &HttpRequest,
    panel: &Panel,
    visitor: &Visitor,
    linea: &str,
) -> Result<KeepingPage, WebError> {
    let scene = Scene::set(request, panel, visitor, linea, Section::Keeping).await?;
    let Scene { shell, line, lines } = scene;
    let id = line.id;
    let done = read(panel, move |conn| retention::done_until(conn, id)).await?;
    Ok(KeepingPage::new(shell, &line, lines, done))
}
