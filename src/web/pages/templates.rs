//! `/ajustes/mensajes`: the texts that Relevo sends.

use actix_web::http::StatusCode;
use actix_web::web::{Data, Path, Query};
use actix_web::{HttpRequest, HttpResponse};

use super::{Of, Scene, show};
use crate::text::{editable, plain};
use crate::web::error::WebError;
use crate::web::flash::Flash;
use crate::web::form::{Fields, Posted};
use crate::web::house::Panel;
use crate::web::panel::redirect_saying;
use crate::web::panel::shell::Section;
use crate::web::panel::templates::{TemplatePage, TemplatesPage, reader_from};
use crate::web::session::Visitor;

/// How much of a text stands for it where it is told that it was changed, in characters.
const EXCERPT_MOST: usize = 60;

/// `GET /ajustes/mensajes`
pub async fn list(
    request: HttpRequest,
    panel: Data<Panel>,
    visitor: Visitor,
    query: Query<Vec<(String, String)>>,
) -> Result<HttpResponse, WebError> {
    visitor.must_administer()?;
    let query: Fields = query.into_inner().into_iter().collect();
    let linea = query.get("linea");
    let scene = Scene::set(&request, &panel, &visitor, linea, Section::Templates).await?;
    let reader = reader_from(query.get("para"));
    let page = TemplatesPage::new(scene.shell, &scene.line, scene.lines, reader);
    Ok(show(&request, &panel, StatusCode::OK, &page))
}

/// `GET /ajustes/mensajes/{key}`
pub async fn one(
    request: HttpRequest,
    panel: Data<Panel>,
    visitor: Visitor,
    key: Path<String>,
    of: Query<Of>,
) -> Result<HttpResponse, WebError> {
    visitor.must_administer()?;
    let text = editable::find(&key).ok_or(WebError::NotFound)?;
    let scene = Scene::set(&request, &panel, &visitor, &of.linea, Section::Templates).await?;
    let page = TemplatePage::new(scene.shell, &scene.line, text);
    Ok(show(&request, &panel, StatusCode::OK, &page))
}

/// `POST /ajustes/mensajes/{key}`: keeps the text, shows how it would look, or goes back to ours.
pub async fn change(
    request: HttpRequest,
    panel: Data<Panel>,
    posted: Posted,
    key: Path<String>,
) -> Result<HttpResponse, WebError> {
    let Posted { visitor, fields } = posted;
    visitor.must_administer()?;
    let text = editable::find(&key).ok_or(WebError::NotFound)?;
    let scene =
        Scene::set(&request, &panel, &visitor, fields.get("linea"), Section::Templates).await?;
    let line = scene.line;
    let mut page = TemplatePage::new(scene.shell, &line, text);
    let (kept, flash) = match fields.get("accion") {
        "restablecer" => (None, "flash-text-reset"),
        "guardar" | "ver" => {
            let Some(typed) = page.read(&fields) else {
                return Ok(show(&request, &panel, StatusCode::UNPROCESSABLE_ENTITY, &page));
            };
            if fields.get("accion") == "ver" {
                return Ok(show(&request, &panel, StatusCode::OK, &page));
            }
            ((!page.is_ours(&typed)).then_some(typed), "flash-text-kept")
        }
        _ => return Err(WebError::Unreadable),
    };
    let language = line.settings.language;
    let about = plain::quote(kept.as_deref().unwrap_or(&page.ours), EXCERPT_MOST);
    let turn = panel.words_turn.lock().await;
    let own = panel.accounts().keep_text(line.id, text.key, language, kept, panel.now()).await?;
    panel.engine.change_words(line.id, own);
    drop(turn);
    let to = format!("/ajustes/mensajes/{}?linea={}", text.key, line.id);
    Ok(redirect_saying(&to, &Flash::with(flash, &about), &panel.settings))
}
