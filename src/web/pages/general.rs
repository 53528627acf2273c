//! `/ajustes/general`: the company, its language and place, and how cases are opened.

use actix_web::http::StatusCode;
use actix_web::web::{Data, Query};
use actix_web::{HttpRequest, HttpResponse};

use super::{Of, Scene, show};
use crate::web::error::WebError;
use crate::web::flash::Flash;
use crate::web::form::Posted;
use crate::web::house::Panel;
use crate::web::panel::general::GeneralPage;
use crate::web::panel::redirect_saying;
use crate::web::panel::shell::Section;
use crate::web::session::Visitor;

/// `GET /ajustes/general`
pub async fn page(
    request: HttpRequest,
    panel: Data<Panel>,
    visitor: Visitor,
    of: Query<Of>,
) -> Result<HttpResponse, WebError> {
    visitor.must_administer()?;
    let scene = Scene::set(&request, &panel, &visitor, &of.linea, Section::General).await?;
    let Scene { shell, line, lines } = scene;
    let page = GeneralPage::new(shell, line.id.0, &line.settings, lines);
    Ok(show(&request, &panel, StatusCode::OK, &page))
}

/// `POST /ajustes/general`
pub async fn change(
    request: HttpRequest,
    panel: Data<Panel>,
    posted: Posted,
) -> Result<HttpResponse, WebError> {
    let Posted { visitor, fields } = posted;
    visitor.must_administer()?;
    let scene =
        Scene::set(&request, &panel, &visitor, fields.get("linea"), Section::General).await?;
    let Scene { shell, line, lines } = scene;
    let mut page = GeneralPage::new(shell, line.id.0, &line.settings, lines);
    let Some(general) = page.read(&fields) else {
        return Ok(show(&request, &panel, StatusCode::UNPROCESSABLE_ENTITY, &page));
    };
    let stored = general.clone();
    let known =
        panel.accounts().change_line(line.id, move |settings| stored.apply(settings)).await?;
    if !known {
        return Err(WebError::NotFound);
    }
    // Not what is stored, which does not know all that the line learnt since it was started.
    panel.engine.alter_settings(line.id, |settings| general.apply(settings));
    let flash = Flash::with("flash-general-saved", &line.name);
    Ok(redirect_saying(&format!("/ajustes/general?linea={}", line.id), &flash, &panel.settings))
}
