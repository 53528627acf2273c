//! `/ajustes/lineas`.

use actix_web::http::StatusCode;
use actix_web::web::{Data, Path, Query};
use actix_web::{HttpRequest, HttpResponse};

use super::{Of, Scene, show};
use crate::domain::ids::LineId;
use crate::web::error::WebError;
use crate::web::flash::Flash;
use crate::web::form::Posted;
use crate::web::house::Panel;
use crate::web::panel::lines::LinesPage;
use crate::web::panel::redirect_saying;
use crate::web::panel::shell::Section;
use crate::web::session::Visitor;

/// `GET /ajustes/lineas`
pub async fn list(
    request: HttpRequest,
    panel: Data<Panel>,
    visitor: Visitor,
    of: Query<Of>,
) -> Result<HttpResponse, WebError> {
    let scene = Scene::set(&request, &panel, &visitor, &of.linea, Section::Lines).await?;
    let page = LinesPage::new(scene.shell, &panel.engine.lines());
    Ok(show(&request, &panel, StatusCode::OK, &page))
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
