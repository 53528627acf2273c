//! `/ajustes/reglas` and `/ajustes/grupos/{id}/reglas`: how long customers may wait, on a line and in one of its groups.

use actix_web::http::StatusCode;
use actix_web::web::{Data, Path, Query};
use actix_web::{HttpRequest, HttpResponse};

use super::{Of, Scene, show};
use crate::domain::ids::{GroupId, LineId};
use crate::domain::settings::GroupKind;
use crate::store::groups;
use crate::web::error::WebError;
use crate::web::flash::Flash;
use crate::web::form::LineForm;
use crate::web::house::Panel;
use crate::web::panel::rules::RulesPage;
use crate::web::panel::shell::Section;
use crate::web::panel::{read, redirect_saying};
use crate::web::session::Visitor;

/// `GET /ajustes/reglas`
pub async fn of_line(
    request: HttpRequest,
    panel: Data<Panel>,
    visitor: Visitor,
    of: Query<Of>,
) -> Result<HttpResponse, WebError> {
    visitor.must_administer()?;
    let scene = Scene::set(&request, &panel, &visitor, &of.linea, Section::Rules).await?;
    let Scene { shell, line, .. } = scene;
    let page = RulesPage::of_line(shell, line.id.0, &line.settings);
    Ok(show(&request, &panel, StatusCode::OK, &page))
}

/// `POST /ajustes/reglas`
pub async fn change_line(
    request: HttpRequest,
    panel: Data<Panel>,
    form: LineForm,
) -> Result<HttpResponse, WebError> {
    let LineForm { visitor, line, fields } = form;
    let scene = Scene::set(&request, &panel, &visitor, &line.to_string(), Section::Rules).await?;
    let Scene { shell, line, .. } = scene;
    let mut page = RulesPage::of_line(shell, line.id.0, &line.settings);
    let Some(wanted) = page.read(&fields) else {
        return Ok(show(&request, &panel, StatusCode::UNPROCESSABLE_ENTITY, &page));
    };
    if !panel.accounts().change_line(line.id, move |settings| wanted.apply(settings)).await? {
        return Err(WebError::NotFound);
    }
    panel.engine.alter_settings(line.id, |settings| wanted.apply(settings));
    Ok(saved(&panel, line.id, &line.name))
}

/// `GET /ajustes/grupos/{id}/reglas`
pub async fn of_group(
    request: HttpRequest,
    panel: Data<Panel>,
    visitor: Visitor,
    of: Query<Of>,
    id: Path<i64>,
) -> Result<HttpResponse, WebError> {
    visitor.must_administer()?;
    let scene = Scene::set(&request, &panel, &visitor, &of.linea, Section::Groups).await?;
    let Scene { shell, line, .. } = scene;
    let group = GroupId(*id);
    let name = name_of(&panel, line.id, group).await?;
    let page = RulesPage::of_group(shell, line.id.0, (group, &name), &line.settings);
    Ok(show(&request, &panel, StatusCode::OK, &page))
}

/// `POST /ajustes/grupos/{id}/reglas`
pub async fn change_group(
    request: HttpRequest,
    panel: Data<Panel>,
    form: LineForm,
    id: Path<i64>,
) -> Result<HttpResponse, WebError> {
    let LineForm { visitor, line, fields } = form;
    let scene = Scene::set(&request, &panel, &visitor, &line.to_string(), Section::Groups).await?;
    let Scene { shell, line, .. } = scene;
    let group = GroupId(*id);
    let name = name_of(&panel, line.id, group).await?;
    let mut page = RulesPage::of_group(shell, line.id.0, (group, &name), &line.settings);
    let Some(wanted) = page.read(&fields) else {
        return Ok(show(&request, &panel, StatusCode::UNPROCESSABLE_ENTITY, &page));
    };
    let change = move |rules: &mut _| wanted.apply_to_group(rules);
    let turn = panel.words_turn.lock().await;
    let rules = panel.accounts().change_group_rules(line.id, group, change, panel.now()).await?;
    panel.engine.change_rules(line.id, rules);
    drop(turn);
    Ok(saved(&panel, line.id, &name))
}

fn saved(panel: &Panel, line: LineId, name: &str) -> HttpResponse {
    let flash = Flash::with("flash-rules-saved", name);
    redirect_saying(&format!("/ajustes/grupos?linea={line}"), &flash, &panel.settings)
}

/// The name of a main group that gets tickets: others have no rules.
async fn name_of(panel: &Panel, line: LineId, group: GroupId) -> Result<String, WebError> {
    let row = read(panel, move |conn| groups::find(conn, line, group)).await?;
    let row = row.filter(|row| row.kind != GroupKind::Supervisor);
    Ok(row.ok_or(WebError::NotFound)?.name)
}
