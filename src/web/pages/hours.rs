//! `/ajustes/horarios`: the company's hours, the shifts of groups and agents, and what is done about them.

use actix_web::http::StatusCode;
use actix_web::web::{Data, Path, Query};
use actix_web::{HttpRequest, HttpResponse};

use super::{Of, Scene, show};
use crate::domain::ids::{AgentId, GroupId, LineId};
use crate::domain::settings::GroupKind;
use crate::store::agents::{self, AgentRow};
use crate::store::groups::{self, GroupRow};
use crate::web::error::WebError;
use crate::web::flash::Flash;
use crate::web::form::{Fields, LineForm};
use crate::web::house::Panel;
use crate::web::panel::hours::HoursPage;
use crate::web::panel::shell::Section;
use crate::web::panel::shift::ShiftPage;
use crate::web::panel::{read, redirect_saying};
use crate::web::session::Visitor;

/// `GET /ajustes/horarios`
pub async fn page(
    request: HttpRequest,
    panel: Data<Panel>,
    visitor: Visitor,
    of: Query<Of>,
) -> Result<HttpResponse, WebError> {
    visitor.must_administer()?;
    let scene = Scene::set(&request, &panel, &visitor, &of.linea, Section::Hours).await?;
    let page = whole(&panel, scene).await?;
    Ok(show(&request, &panel, StatusCode::OK, &page))
}

/// `POST /ajustes/horarios`: keeps the company's hours, or shows Monday's on other days.
pub async fn change(
    request: HttpRequest,
    panel: Data<Panel>,
    form: LineForm,
) -> Result<HttpResponse, WebError> {
    let LineForm { visitor, line, fields } = form;
    let scene = Scene::set(&request, &panel, &visitor, &line.to_string(), Section::Hours).await?;
    let (line, when) = (scene.line.clone(), scene.shell.when(&scene.line));
    let mut page = whole(&panel, scene).await?;
    if copies(&fields) {
        page.schedule.copy(&fields, &when);
        return Ok(show(&request, &panel, StatusCode::OK, &page));
    }
    let Some(hours) = page.schedule.read(&fields, &when) else {
        return Ok(show(&request, &panel, StatusCode::UNPROCESSABLE_ENTITY, &page));
    };
    let turn = panel.words_turn.lock().await;
    let rules = panel.accounts().keep_hours(line.id, hours, panel.now()).await?;
    panel.engine.change_rules(line.id, rules);
    drop(turn);
    Ok(kept(&panel, line.id, "flash-hours-kept", &line.name))
}

/// `POST /ajustes/horarios/reglas`: what is done about shifts.
pub async fn change_rules(
    request: HttpRequest,
    panel: Data<Panel>,
    form: LineForm,
) -> Result<HttpResponse, WebError> {
    let LineForm { visitor, line, fields } = form;
    let scene = Scene::set(&request, &panel, &visitor, &line.to_string(), Section::Hours).await?;
    let (line, words) = (scene.line.clone(), scene.shell.words);
    let mut page = whole(&panel, scene).await?;
    let Some(rules) = page.rules.read(&fields, words) else {
        return Ok(show(&request, &panel, StatusCode::UNPROCESSABLE_ENTITY, &page));
    };
    let stored = rules.clone();
    let change = panel.accounts().change_line(line.id, move |settings| settings.shifts = stored);
    if !change.await? {
        return Err(WebError::NotFound);
    }
    panel.engine.alter_settings(line.id, |settings| settings.shifts = rules);
    Ok(kept(&panel, line.id, "flash-shifts-kept", &line.name))
}

/// `GET /ajustes/horarios/grupos/{id}`
pub async fn group(
    request: HttpRequest,
    panel: Data<Panel>,
    visitor: Visitor,
    id: Path<i64>,
    of: Query<Of>,
) -> Result<HttpResponse, WebError> {
    visitor.must_administer()?;
    let page = group_page(&request, &panel, &visitor, GroupId(*id), &of.linea).await?.1;
    Ok(show(&request, &panel, StatusCode::OK, &page))
}

/// `POST /ajustes/horarios/grupos/{id}`
pub async fn change_group(
    request: HttpRequest,
    panel: Data<Panel>,
    form: LineForm,
    id: Path<i64>,
) -> Result<HttpResponse, WebError> {
    let LineForm { visitor, line, fields } = form;
    let group = GroupId(*id);
    let (line, mut page) = group_page(&request, &panel, &visitor, group, &line.to_string()).await?;
    if copies(&fields) {
        page.copy(&fields, &line);
        return Ok(show(&request, &panel, StatusCode::OK, &page));
    }
    let Some(set) = page.read_group(&fields, &line) else {
        return Ok(show(&request, &panel, StatusCode::UNPROCESSABLE_ENTITY, &page));
    };
    let turn = panel.words_turn.lock().await;
    let rules = panel.accounts().change_group_rules(line.id, group, set, panel.now()).await?;
    panel.engine.change_rules(line.id, rules);
    drop(turn);
    Ok(kept(&panel, line.id, "flash-shift-kept", &page.name))
}

/// `GET /ajustes/horarios/agentes/{id}`
pub async fn agent(
    request: HttpRequest,
    panel: Data<Panel>,
    visitor: Visitor,
    id: Path<i64>,
    of: Query<Of>,
) -> Result<HttpResponse, WebError> {
    visitor.must_administer()?;
    let page = agent_page(&request, &panel, &visitor, AgentId(*id), &of.linea).await?.1;
    Ok(show(&request, &panel, StatusCode::OK, &page))
}

/// `POST /ajustes/horarios/agentes/{id}`
pub async fn change_agent(
    request: HttpRequest,
    panel: Data<Panel>,
    form: LineForm,
    id: Path<i64>,
) -> Result<HttpResponse, WebError> {
    let LineForm { visitor, line, fields } = form;
    let agent = AgentId(*id);
    let (line, mut page) = agent_page(&request, &panel, &visitor, agent, &line.to_string()).await?;
    if copies(&fields) {
        page.copy(&fields, &line);
        return Ok(show(&request, &panel, StatusCode::OK, &page));
    }
    let Some(set) = page.read_agent(&fields, &line) else {
        return Ok(show(&request, &panel, StatusCode::UNPROCESSABLE_ENTITY, &page));
    };
    let turn = panel.words_turn.lock().await;
    let rules = panel.accounts().change_agent_rules(line.id, agent, set, panel.now()).await?;
    panel.engine.change_rules(line.id, rules);
    drop(turn);
    Ok(kept(&panel, line.id, "flash-shift-kept", &page.name))
}

async fn whole(panel: &Panel, scene: Scene) -> Result<HoursPage, WebError> {
    let Scene { shell, line, lines } = scene;
    let (groups, agents) = staff(panel, line.id, shell.when(&line).midnight()).await?;
    Ok(HoursPage::new(shell, &line, lines, &groups, &agents))
}

async fn group_page(
    request: &HttpRequest,
    panel: &Panel,
    visitor: &Visitor,
    group: GroupId,
    line: &str,
) -> Result<(crate::engine::LineInfo, ShiftPage), WebError> {
    let Scene { shell, line, .. } =
        Scene::set(request, panel, visitor, line, Section::Hours).await?;
    let (groups, _) = staff(panel, line.id, shell.when(&line).midnight()).await?;
    let found = groups.iter().find(|row| row.id == group && row.kind != GroupKind::Supervisor);
    let name = found.map(|row| row.name.clone()).ok_or(WebError::NotFound)?;
    let page = ShiftPage::of_group(shell, &line, group, &name);
    Ok((line, page))
}

async fn agent_page(
    request: &HttpRequest,
    panel: &Panel,
    visitor: &Visitor,
    agent: AgentId,
    line: &str,
) -> Result<(crate::engine::LineInfo, ShiftPage), WebError> {
    let Scene { shell, line, .. } =
        Scene::set(request, panel, visitor, line, Section::Hours).await?;
    let (_, agents) = staff(panel, line.id, shell.when(&line).midnight()).await?;
    let found = agents.iter().find(|row| row.id == agent);
    let name = found.map(|row| row.name.clone()).ok_or(WebError::NotFound)?;
    let page = ShiftPage::of_agent(shell, &line, agent, &name);
    Ok((line, page))
}

async fn staff(
    panel: &Panel,
    line: LineId,
    midnight: crate::domain::ids::Timestamp,
) -> Result<(Vec<GroupRow>, Vec<AgentRow>), WebError> {
    read(panel, move |conn| -> diesel::QueryResult<_> {
        Ok((groups::all(conn, line)?, agents::all(conn, line, midnight)?))
    })
    .await
}

fn copies(fields: &Fields) -> bool {
    matches!(fields.get("accion"), "copiar" | "copiar-todos")
}

fn kept(panel: &Panel, line: LineId, key: &str, name: &str) -> HttpResponse {
    let to = format!("/ajustes/horarios?linea={line}");
    redirect_saying(&to, &Flash::with(key, name), &panel.settings)
}
