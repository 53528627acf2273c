//! `/ajustes/grupos`: create or adopt main groups, add agents to them.

use actix_web::http::StatusCode;
use actix_web::web::{Data, Path, Query};
use actix_web::{HttpRequest, HttpResponse};

use super::agents::outcome;
use super::{Of, Scene, show};
use crate::domain::ids::{AgentId, GroupId};
use crate::domain::settings::GroupKind;
use crate::engine::EngineError;
use crate::store::agents::{self, AgentRow};
use crate::store::groups::{self, GroupRow};
use crate::web::error::WebError;
use crate::web::flash::Flash;
use crate::web::form::Posted;
use crate::web::house::Panel;
use crate::web::panel::groups::{AddForm, GroupForm, GroupsPage, Typed};
use crate::web::panel::shell::Section;
use crate::web::panel::{read, redirect_saying};
use crate::web::session::Visitor;

/// Personal groups of an agent who is added from a group's card; more are given on the agent's own page.
const SLOTS_TO_BEGIN: u8 = 2;

/// `GET /ajustes/grupos`
pub async fn list(
    request: HttpRequest,
    panel: Data<Panel>,
    visitor: Visitor,
    of: Query<Of>,
) -> Result<HttpResponse, WebError> {
    let scene = Scene::set(&request, &panel, &visitor, &of.linea, Section::Groups).await?;
    shown(&request, &panel, scene, Typed::default(), StatusCode::OK).await
}

/// `POST /ajustes/grupos`
pub async fn create(
    request: HttpRequest,
    panel: Data<Panel>,
    posted: Posted,
) -> Result<HttpResponse, WebError> {
    let Posted { visitor, fields } = posted;
    visitor.must_administer()?;
    let scene =
        Scene::set(&request, &panel, &visitor, fields.get("linea"), Section::Groups).await?;
    let when = scene.shell.when(&scene.line);
    let kind = GroupKind::from_name(fields.get("tipo")).ok_or(WebError::Unreadable)?;
    let needs_member = !scene.line.capabilities.empty_groups;
    let mut form = GroupForm::new(kind, &scene.line.settings, needs_member, when.words());
    if let Some(new) = form.read(&fields, &scene.line.settings.country, &when) {
        let (line, name) = (scene.line.id, new.name.clone());
        let key = if new.adopt.is_some() { "flash-group-adopting" } else { "flash-group-creating" };
        match panel.engine.add_group(line, new.kind, new.name, new.member, new.adopt).await {
            Ok(()) => {
                let to = format!("/ajustes/grupos?linea={line}");
                return Ok(redirect_saying(&to, &Flash::with(key, &name), &panel.settings));
            }
            Err(EngineError::Refused(refusal)) => form.refused(&refusal, &when),
            Err(EngineError::Unavailable) => form.unavailable(when.words()),
        }
    }
    let typed = Typed { group: Some(form), add: None };
    shown(&request, &panel, scene, typed, StatusCode::UNPROCESSABLE_ENTITY).await
}

/// `POST /ajustes/grupos/{id}/agentes`: a new agent, for this group.
pub async fn add_agent(
    request: HttpRequest,
    panel: Data<Panel>,
    posted: Posted,
    id: Path<i64>,
) -> Result<HttpResponse, WebError> {
    let Posted { visitor, fields } = posted;
    visitor.must_administer()?;
    let scene =
        Scene::set(&request, &panel, &visitor, fields.get("linea"), Section::Groups).await?;
    let when = scene.shell.when(&scene.line);
    let group = GroupId(*id);
    let mut form = AddForm::new(group, when.words());
    if let Some((name, phone)) = form.read(&fields, &scene.line.settings.country, &when) {
        let line = scene.line.id;
        match panel
            .engine
            .add_agent(line, name.clone(), phone.clone(), true, SLOTS_TO_BEGIN, vec![group])
            .await
        {
            Ok(()) => {
                super::simulator::name_phone(&panel, line, &name, &phone);
                let to = format!("/ajustes/grupos?linea={line}");
                return Ok(redirect_saying(
                    &to,
                    &Flash::with("flash-agent-added", &name),
                    &panel.settings,
                ));
            }
            Err(EngineError::Refused(refusal)) => form.refused(&refusal, &when),
            Err(EngineError::Unavailable) => form.unavailable(when.words()),
        }
    }
    let typed = Typed { group: None, add: Some(form) };
    shown(&request, &panel, scene, typed, StatusCode::UNPROCESSABLE_ENTITY).await
}

/// `POST /ajustes/grupos/{id}/sumar`: an agent there is already, into this group too.
pub async fn join(
    panel: Data<Panel>,
    posted: Posted,
    id: Path<i64>,
) -> Result<HttpResponse, WebError> {
    let Posted { visitor, fields } = posted;
    visitor.must_administer()?;
    let (Some(line), Some(agent)) = (fields.number("linea"), fields.number("agente")) else {
        return Err(WebError::Unreadable);
    };
    let line = crate::domain::ids::LineId(line);
    let joined = panel.engine.join_group(line, AgentId(agent), GroupId(*id)).await;
    let to = format!("/ajustes/grupos?linea={line}");
    Ok(redirect_saying(&to, &outcome(joined, "flash-joining"), &panel.settings))
}

async fn shown(
    request: &HttpRequest,
    panel: &Panel,
    scene: Scene,
    typed: Typed,
    status: StatusCode,
) -> Result<HttpResponse, WebError> {
    let Scene { shell, line, lines } = scene;
    let (id, midnight) = (line.id, shell.when(&line).midnight());
    let (agents, groups) =
        read(panel, move |conn| -> diesel::QueryResult<(Vec<AgentRow>, Vec<GroupRow>)> {
            Ok((agents::all(conn, id, midnight)?, groups::all(conn, id)?))
        })
        .await?;
    Ok(show(
        request,
        panel,
        status,
        &GroupsPage::new(shell, &line, lines, &agents, &groups, &typed),
    ))
}
