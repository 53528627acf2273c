//! `/ajustes/integraciones`: who reads a customer's mood, and how a model is reached that does.

use actix_web::http::StatusCode;
use actix_web::web::{Data, Query};
use actix_web::{HttpRequest, HttpResponse};

use super::{Of, Scene, show};
use crate::classify::Endpoint;
use crate::engine::LineInfo;
use crate::web::error::WebError;
use crate::web::flash::Flash;
use crate::web::form::LineForm;
use crate::web::house::Panel;
use crate::web::panel::integrations::{IntegrationsPage, KeyWanted};
use crate::web::panel::redirect_saying;
use crate::web::panel::shell::Section;
use crate::web::session::Visitor;

/// `GET /ajustes/integraciones`
pub async fn page(
    request: HttpRequest,
    panel: Data<Panel>,
    visitor: Visitor,
    of: Query<Of>,
) -> Result<HttpResponse, WebError> {
    visitor.must_administer()?;
    let (page, _) = scene(&request, &panel, &visitor, &of.linea).await?;
    Ok(show(&request, &panel, StatusCode::OK, &page))
}

/// `POST /ajustes/integraciones`
pub async fn change(
    request: HttpRequest,
    panel: Data<Panel>,
    form: LineForm,
) -> Result<HttpResponse, WebError> {
    let LineForm { visitor, line, fields } = form;
    let (mut page, line) = scene(&request, &panel, &visitor, &line.to_string()).await?;
    let Some(model) = page.read(&fields) else {
        return Ok(show(&request, &panel, StatusCode::UNPROCESSABLE_ENTITY, &page));
    };
    let kept = match &model.key {
        KeyWanted::AsItIs => None,
        KeyWanted::Gone => Some(None),
        KeyWanted::New(key) => {
            let fleet = panel.fleet.as_deref().ok_or(WebError::Busy)?;
            Some(Some(fleet.seal_key(key).map_err(|error| WebError::fault(&error))?))
        }
    };
    let stored = model.clone();
    let apply = move |settings: &mut _| stored.apply(settings);
    if !panel.accounts().change_model(line.id, apply, kept).await? {
        return Err(WebError::NotFound);
    }
    let classifier = panel.engine.classifier();
    match &model.key {
        KeyWanted::AsItIs => {}
        KeyWanted::Gone => classifier.set_key(line.id, None),
        KeyWanted::New(key) => classifier.set_key(line.id, Some(key.clone())),
    }
    panel.engine.alter_settings(line.id, |settings| model.apply(settings));
    let flash = Flash::with("flash-integrations-saved", &line.name);
    let to = format!("/ajustes/integraciones?linea={}", line.id);
    Ok(redirect_saying(&to, &flash, &panel.settings))
}

/// `POST /ajustes/integraciones/probar`: asks the model with what is in the form, and keeps nothing.
pub async fn probe(
    request: HttpRequest,
    panel: Data<Panel>,
    form: LineForm,
) -> Result<HttpResponse, WebError> {
    let LineForm { visitor, line, fields } = form;
    let (mut page, line) = scene(&request, &panel, &visitor, &line.to_string()).await?;
    let Some(model) = page.read_whole(&fields) else {
        return Ok(show(&request, &panel, StatusCode::UNPROCESSABLE_ENTITY, &page));
    };
    let (classifier, mut settings) = (panel.engine.classifier(), line.settings);
    model.apply(&mut settings);
    let key = match model.key {
        KeyWanted::AsItIs => classifier.key(line.id),
        KeyWanted::Gone => None,
        KeyWanted::New(key) => Some(key),
    };
    let answer = match Endpoint::of(&settings, key) {
        Ok(endpoint) => classifier.probe(&endpoint, &[page.sample.clone()]).await,
        Err(trouble) => Err(trouble),
    };
    let status = if answer.is_ok() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    page.tell(answer);
    Ok(show(&request, &panel, status, &page))
}

async fn scene(
    request: &HttpRequest,
    panel: &Panel,
    visitor: &Visitor,
    line: &str,
) -> Result<(IntegrationsPage, LineInfo), WebError> {
    let Scene { shell, line, lines } =
        Scene::set(request, panel, visitor, line, Section::Integrations).await?;
    let has_key = panel.engine.classifier().key(line.id).is_some();
    Ok((IntegrationsPage::new(shell, &line, has_key, lines), line))
}
