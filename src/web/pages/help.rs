//! `/ayuda`: the manual, and a sheet of paper for who attends.

use actix_web::http::StatusCode;
use actix_web::web::{Data, Query};
use actix_web::{HttpRequest, HttpResponse};

use super::{Of, Scene, show};
use crate::web::error::WebError;
use crate::web::house::Panel;
use crate::web::panel::guide::GuidePage;
use crate::web::panel::help::HelpPage;
use crate::web::panel::shell::Section;
use crate::web::session::Visitor;

/// `GET /ayuda`
pub async fn manual(
    request: HttpRequest,
    panel: Data<Panel>,
    visitor: Visitor,
    of: Query<Of>,
) -> Result<HttpResponse, WebError> {
    let scene = Scene::set(&request, &panel, &visitor, &of.linea, Section::Help).await?;
    Ok(show(&request, &panel, StatusCode::OK, &HelpPage::new(scene.shell)))
}

/// `GET /ayuda/guia`
pub async fn guide(
    request: HttpRequest,
    panel: Data<Panel>,
    visitor: Visitor,
    of: Query<Of>,
) -> Result<HttpResponse, WebError> {
    let scene = Scene::set(&request, &panel, &visitor, &of.linea, Section::Help).await?;
    let when = scene.shell.when(&scene.line);
    let page = GuidePage::new(scene.shell.words, scene.line.settings.company, when.tone());
    Ok(show(&request, &panel, StatusCode::OK, &page))
}
