//! `/ajustes/respuestas`: canned replies of a line.

use actix_web::http::StatusCode;
use actix_web::web::{Data, Query};
use actix_web::{HttpRequest, HttpResponse};
use serde::Deserialize;

use super::{Scene, show};
use crate::domain::own_words::reply_name;
use crate::store::words::Kept;
use crate::web::error::WebError;
use crate::web::flash::Flash;
use crate::web::form::Posted;
use crate::web::house::Panel;
use crate::web::panel::redirect_saying;
use crate::web::panel::replies::{RepliesPage, ReplyForm};
use crate::web::panel::shell::{Section, line_of};
use crate::web::session::Visitor;

/// Which reply is being edited.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    linea: String,
    clave: String,
}

/// `GET /ajustes/respuestas`
pub async fn list(
    request: HttpRequest,
    panel: Data<Panel>,
    visitor: Visitor,
    asked: Query<Asked>,
) -> Result<HttpResponse, WebError> {
    visitor.must_administer()?;
    let scene = Scene::set(&request, &panel, &visitor, &asked.linea, Section::Replies).await?;
    let own = &scene.line.settings.words;
    let name = reply_name(&asked.clave);
    let form = match own.reply(&name) {
        Some(text) => ReplyForm::new(scene.shell.words, &name, text),
        None => ReplyForm::new(scene.shell.words, "", ""),
    };
    Ok(listed(&request, &panel, scene, form, StatusCode::OK))
}

/// `POST /ajustes/respuestas`: keeps a reply, or shows how it would look.
pub async fn keep(
    request: HttpRequest,
    panel: Data<Panel>,
    posted: Posted,
) -> Result<HttpResponse, WebError> {
    let Posted { visitor, fields } = posted;
    visitor.must_administer()?;
    let scene =
        Scene::set(&request, &panel, &visitor, fields.get("linea"), Section::Replies).await?;
    let (line, words) = (scene.line.id, scene.shell.words);
    let mut form = ReplyForm::new(words, "", "");
    let read = form.read(&fields, &scene.line.settings, words);
    let Some((name, text)) = read else {
        return Ok(listed(&request, &panel, scene, form, StatusCode::UNPROCESSABLE_ENTITY));
    };
    if fields.get("accion") == "ver" {
        return Ok(listed(&request, &panel, scene, form, StatusCode::OK));
    }
    let before = (!form.before.is_empty()).then(|| form.before.clone());
    let turn = panel.words_turn.lock().await;
    let (kept, own) =
        panel.accounts().keep_reply(line, before, name.clone(), text, panel.now()).await?;
    panel.engine.change_words(line, own);
    drop(turn);
    match kept {
        Kept::Done => {
            let to = format!("/ajustes/respuestas?linea={line}");
            return Ok(redirect_saying(
                &to,
                &Flash::with("flash-reply-kept", &name),
                &panel.settings,
            ));
        }
        Kept::NameTaken => form.name_taken(words),
        Kept::Full => form.full(words),
    }
    Ok(listed(&request, &panel, scene, form, StatusCode::UNPROCESSABLE_ENTITY))
}

/// `POST /ajustes/respuestas/eliminar`
pub async fn drop_one(panel: Data<Panel>, posted: Posted) -> Result<HttpResponse, WebError> {
    let Posted { visitor, fields } = posted;
    visitor.must_administer()?;
    let line = line_of(&panel, fields.number("linea"))?.id;
    let name = reply_name(fields.get("clave"));
    let turn = panel.words_turn.lock().await;
    let own = panel.accounts().drop_reply(line, name.clone()).await?;
    panel.engine.change_words(line, own);
    drop(turn);
    let to = format!("/ajustes/respuestas?linea={line}");
    Ok(redirect_saying(&to, &Flash::with("flash-reply-dropped", &name), &panel.settings))
}

fn listed(
    request: &HttpRequest,
    panel: &Panel,
    scene: Scene,
    form: ReplyForm,
    status: StatusCode,
) -> HttpResponse {
    let Scene { shell, line, lines } = scene;
    let page = RepliesPage::new(shell, line.id.0, lines, &line.settings.words, form);
    show(request, panel, status, &page)
}
