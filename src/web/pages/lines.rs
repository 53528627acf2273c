//! `/ajustes/lineas`.

use actix_web::http::StatusCode;
use actix_web::web::{Data, Path, Query};
use actix_web::{HttpRequest, HttpResponse};
use serde::Deserialize;

use super::{Scene, show};
use crate::domain::ids::{LineId, SendId};
use crate::store::outbox;
use crate::web::error::WebError;
use crate::web::flash::Flash;
use crate::web::form::Posted;
use crate::web::house::Panel;
use crate::web::panel::letters::{self, Letters};
use crate::web::panel::line_form::LineForm;
use crate::web::panel::lines::LinesPage;
use crate::web::panel::shell::Section;
use crate::web::panel::{read, redirect_saying};
use crate::web::session::Visitor;

/// Which line's messages are listed, and from where on.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    linea: String,
    antes: String,
}

/// `GET /ajustes/lineas`
pub async fn list(
    request: HttpRequest,
    panel: Data<Panel>,
    visitor: Visitor,
    asked: Query<Asked>,
) -> Result<HttpResponse, WebError> {
    let scene = Scene::set(&request, &panel, &visitor, &asked.linea, Section::Lines).await?;
    let before = asked.antes.parse().ok().map(SendId);
    let page = listed(&panel, &visitor, scene, before, None).await?;
    Ok(show(&request, &panel, StatusCode::OK, &page))
}

/// `POST /ajustes/lineas/{id}`: how the line sends.
pub async fn change(
    request: HttpRequest,
    panel: Data<Panel>,
    posted: Posted,
    id: Path<i64>,
) -> Result<HttpResponse, WebError> {
    let Posted { visitor, fields } = posted;
    visitor.must_administer()?;
    let scene = Scene::set(&request, &panel, &visitor, &id.to_string(), Section::Lines).await?;
    let (line, words) = (scene.line.clone(), scene.shell.words);
    let mut form = LineForm::of(line.id.0, &line.settings, words);
    let Some(sending) = form.read(&fields, words) else {
        let page = listed(&panel, &visitor, scene, None, Some((line.id, form))).await?;
        return Ok(show(&request, &panel, StatusCode::UNPROCESSABLE_ENTITY, &page));
    };
    let stored = sending.clone();
    let known =
        panel.accounts().change_line(line.id, move |settings| stored.apply(settings)).await?;
    if !known {
        return Err(WebError::NotFound);
    }
    // Not what is stored, which does not know all that the line learnt since it was started.
    let mut settings = line.settings;
    sending.apply(&mut settings);
    panel.engine.change_settings(line.id, settings);
    let flash = Flash::with("flash-line-saved", &line.name);
    Ok(redirect_saying(&format!("/ajustes/lineas?linea={}", line.id), &flash, &panel.settings))
}

async fn listed(
    panel: &Panel,
    visitor: &Visitor,
    scene: Scene,
    before: Option<SendId>,
    typed: Option<(LineId, LineForm)>,
) -> Result<LinesPage, WebError> {
    let line = scene.line.id;
    let most = u32::try_from(letters::PAGE + 1).unwrap_or(u32::MAX);
    let dead = read(panel, move |conn| outbox::dead(conn, line, before, most)).await?;
    let when = scene.shell.when(&scene.line);
    let acts = super::letters::may_act(visitor.user.role);
    let letters = Letters::new(&scene.line, &dead, acts, &when);
    Ok(LinesPage::new(scene.shell, &panel.engine.lines(), scene.lines, letters, typed))
}

/// `POST /ajustes/lineas/{id}/reiniciar`: «Reiniciar el bot».
pub async fn restart(
    panel: Data<Panel>,
    posted: Posted,
    id: Path<i64>,
) -> Result<HttpResponse, WebError> {
    posted.visitor.must_administer()?;
    let line = panel
        .engine
        .lines()
        .into_iter()
        .find(|line| line.id == LineId(*id))
        .ok_or(WebError::NotFound)?;
    if let Some(run) = panel.engine.run(line.id) {
        // Nothing depends on the answer: the watch reports the state as it changes.
        tokio::spawn(async move {
            if let Err(error) = run.gateway.connect().await {
                tracing::warn!(line.id = line.id.0, ?error, "the gateway did not reconnect");
            }
        });
    }
    panel.engine.restart_line(line.id);
    let flash = Flash::with("flash-line-restarted", &line.name);
    Ok(redirect_saying("/ajustes/lineas", &flash, &panel.settings))
}
