//! `/ajustes/cierre`: how cases end, and what comes after.

use actix_web::http::StatusCode;
use actix_web::web::{Data, Query};
use actix_web::{HttpRequest, HttpResponse};

use super::{Of, Scene, show};
use crate::web::error::WebError;
use crate::web::flash::Flash;
use crate::web::form::LineForm;
use crate::web::house::Panel;
use crate::web::panel::closing::ClosingPage;
use crate::web::panel::redirect_saying;
use crate::web::panel::shell::Section;
use crate::web::session::Visitor;

/// `GET /ajustes/cierre`
pub async fn page(
    request: HttpRequest,
    panel: Data<Panel>,
    visitor: Visitor,
    of: Query<Of>,
) -> Result<HttpResponse, WebError> {
    visitor.must_administer()?;
    let scene = Scene::set(&request, &panel, &visitor, &of.linea, Section::Closing).await?;
    let Scene { shell, line, lines } = scene;
    let page = ClosingPage::new(shell, line.id.0, &line.settings, lines);
    Ok(show(&request, &panel, StatusCode::OK, &page))
}

/// `POST /ajustes/cierre`
pub async fn change(
    request: HttpRequest,
    panel: Data<Panel>,
    form: LineForm,
) -> Result<HttpResponse, WebError> {
    let LineForm { visitor, line, fields } = form;
    let scene = Scene::set(&request, &panel, &visitor, &line.to_string(), Section::Closing).await?;
    let Scene { shell, line, lines } = scene;
    let mut page = ClosingPage::new(shell, line.id.0, &line.settings, lines);
    let Some(wanted) = page.read(&fields) else {
        return Ok(show(&request, &panel, StatusCode::UNPROCESSABLE_ENTITY, &page));
    };
    let stored = wanted.clone();
    let known =
        panel.accounts().change_line(line.id, move |settings| stored.apply(settings)).await?;
    if !known {
        return Err(WebError::NotFound);
    }
    // As with the other settings: in memory they know more than what is stored.
    panel.engine.alter_settings(line.id, |settings| wanted.apply(settings));
    let flash = Flash::with("flash-closing-saved", &line.name);
    Ok(redirect_saying(&format!("/ajustes/cierre?linea={}", line.id), &flash, &panel.settings))
}
