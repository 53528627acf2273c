//! `/ajustes/grupos`: create or adopt main groups, add agents to them.

use std::time::Duration;

use actix_web::http::StatusCode;
use actix_web::web::{Data, Path, Query};
use actix_web::{HttpRequest, HttpResponse};
use serde::Deserialize;
use tokio::time::timeout;

use super::agents::outcome;
use super::{Of, Scene, back, show};
use crate::domain::ids::{AgentId, GroupId};
use crate::domain::message::Door;
use crate::domain::settings::GroupKind;
use crate::engine::EngineError;
use crate::store::{agents, groups, jobs};
use crate::web::error::WebError;
use crate::web::flash::Flash;
use crate::web::form::{LineForm, Posted};
use crate::web::house::Panel;
use crate::web::panel::group_form::{AddForm, EditForm, GroupForm, Known, NewGroup};
use crate::web::panel::groups::{GroupsPage, Stored, Typed};
use crate::web::panel::shell::Section;
use crate::web::panel::{read, redirect_saying};
use crate::web::session::Visitor;

/// Personal groups of an agent who is added from a group's card; more are given on the agent's own page.
const SLOTS_TO_BEGIN: u8 = 2;
/// How long the list of a line's groups is waited for.
const LISTING_MOST: Duration = Duration::from_secs(20);

/// `GET /ajustes/grupos`
pub async fn list(
    request: HttpRequest,
    panel: Data<Panel>,
    visitor: Visitor,
    of: Query<Of>,
    adopt: Query<Adopt>,
) -> Result<HttpResponse, WebError> {
    let scene = Scene::set(&request, &panel, &visitor, &of.linea, Section::Groups).await?;
    let mut typed = Typed::default();
    // A page that renews itself keeps its list: the gateway is not asked each time.
    let renews = request.headers().contains_key("x-relevo-live");
    if !adopt.adoptar.is_empty() && !renews && visitor.must_administer().is_ok() {
        let known = adoptable(&panel, &scene).await?;
        typed.known = Some((GroupKind::from_name(&adopt.adoptar), known));
    }
    shown(&request, &panel, scene, typed, StatusCode::OK).await
}

/// Which form shall offer the groups that the line is in: `?adoptar=support`.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Adopt {
    adoptar: String,
}

/// The groups that the line is in and that nothing uses yet.
async fn adoptable(panel: &Panel, scene: &Scene) -> Result<Known, WebError> {
    let line = scene.line.id;
    let used = read(panel, move |conn| groups::chats(conn, line)).await?;
    if !scene.line.capabilities.list_groups {
        return Ok(Known::NotTold);
    }
    let told = match timeout(LISTING_MOST, panel.engine.whatsapp_groups(line)).await {
        Ok(Ok(told)) => Some(told),
        Ok(Err(error)) => {
            tracing::warn!(line.id = line.0, %error, "the groups of a line could not be listed");
            None
        }
        Err(_elapsed) => None,
    };
    Ok(Known::of(told, &used))
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
    let settings = &scene.line.settings;
    let mut form = match fields.get("forma") {
        "otro" => GroupForm::more(kind, settings, needs_member, when.words()),
        _ => GroupForm::new(kind, settings, needs_member, when.words()),
    };
    if let Some(new) = form.read(&fields, settings, &when) {
        let (line, name) = (scene.line.id, new.name.clone());
        let key = if new.adopt.is_some() { "flash-group-adopting" } else { "flash-group-creating" };
        let NewGroup { kind, name: called, labels, member, adopt } = new;
        match panel.engine.add_group(line, kind, called, member, adopt, labels).await {
            Ok(()) => {
                let to = format!("/ajustes/grupos?linea={line}");
                return Ok(redirect_saying(&to, &Flash::with(key, &name), &panel.settings));
            }
            Err(EngineError::Refused(refusal)) => form.refused(&refusal, &when),
            Err(EngineError::Unavailable) => form.unavailable(when.words()),
        }
    }
    let typed = Typed { group: Some(form), ..Typed::default() };
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
    let typed = Typed { add: Some(form), ..Typed::default() };
    shown(&request, &panel, scene, typed, StatusCode::UNPROCESSABLE_ENTITY).await
}

/// `POST /ajustes/grupos/{id}/sumar`: an agent there is already, into this group too.
pub async fn join(
    panel: Data<Panel>,
    form: LineForm,
    id: Path<i64>,
) -> Result<HttpResponse, WebError> {
    let LineForm { line, fields, .. } = form;
    let agent = fields.id("agente")?;
    let joined = panel.engine.join_group(line, AgentId(agent), GroupId(*id)).await;
    let to = format!("/ajustes/grupos?linea={line}");
    Ok(redirect_saying(&to, &outcome(joined, "flash-joining"), &panel.settings))
}

/// `POST /ajustes/grupos/{id}`: other names for a group.
pub async fn edit(
    request: HttpRequest,
    panel: Data<Panel>,
    posted: Posted,
    id: Path<i64>,
) -> Result<HttpResponse, WebError> {
    let Posted { visitor, fields } = posted;
    visitor.must_administer()?;
    let scene =
        Scene::set(&request, &panel, &visitor, fields.get("linea"), Section::Groups).await?;
    let (when, line, group) = (scene.shell.when(&scene.line), scene.line.id, GroupId(*id));
    let row = read(&panel, move |conn| groups::find(conn, line, group)).await?;
    let row = row.ok_or(WebError::NotFound)?;
    let mut form = EditForm::new(group, &row.name, &row.labels, when.words());
    if let Some((name, labels)) = form.read(&fields, when.words()) {
        match panel.engine.edit_group(line, group, name.clone(), labels).await {
            Ok(()) => {
                let to = format!("/ajustes/grupos?linea={line}");
                let flash = Flash::with("flash-group-edited", &name);
                return Ok(redirect_saying(&to, &flash, &panel.settings));
            }
            Err(EngineError::Refused(refusal)) => form.refused(&refusal, &when),
            Err(EngineError::Unavailable) => form.unavailable(when.words()),
        }
    }
    let typed = Typed { edit: Some(form), ..Typed::default() };
    shown(&request, &panel, scene, typed, StatusCode::UNPROCESSABLE_ENTITY).await
}

/// `POST /ajustes/grupos/{id}/crear`: a group that could not be created is tried again, or forgotten.
pub async fn settle(
    panel: Data<Panel>,
    form: LineForm,
    id: Path<i64>,
) -> Result<HttpResponse, WebError> {
    let LineForm { line, fields, .. } = form;
    let again = match fields.get("accion") {
        "reintentar" => true,
        "olvidar" => false,
        _ => return Err(WebError::Unreadable),
    };
    let done = panel.engine.settle_group(line, GroupId(*id), again).await;
    let flash = outcome(done, if again { "flash-job-retried" } else { "flash-group-forgotten" });
    Ok(redirect_saying(&format!("/ajustes/grupos?linea={line}"), &flash, &panel.settings))
}

/// `POST /ajustes/grupos/{id}/retirar`: no cases there any more, or again.
pub async fn retire(
    panel: Data<Panel>,
    form: LineForm,
    id: Path<i64>,
) -> Result<HttpResponse, WebError> {
    let LineForm { line, fields, .. } = form;
    let retired = match fields.get("accion") {
        "retirar" => true,
        "usar" => false,
        _ => return Err(WebError::Unreadable),
    };
    let done = panel.engine.retire_group(line, GroupId(*id), retired).await;
    let flash = outcome(done, if retired { "flash-group-retired" } else { "flash-group-revived" });
    Ok(redirect_saying(&format!("/ajustes/grupos?linea={line}"), &flash, &panel.settings))
}

/// `POST /ajustes/grupos/{id}/invitar`: the link into a group, sent to an agent again.
pub async fn invite(
    panel: Data<Panel>,
    form: LineForm,
    id: Path<i64>,
) -> Result<HttpResponse, WebError> {
    let LineForm { line, fields, .. } = form;
    let agent = fields.id("agente")?;
    let to = Door::Group(GroupId(*id));
    let invited = panel.engine.invite_agent(line, AgentId(agent), to).await;
    let flash = outcome(invited, "flash-agent-invited");
    Ok(redirect_saying(&back(&fields, "/ajustes/grupos"), &flash, &panel.settings))
}

/// `POST /ajustes/grupos/{id}/sacar`: an agent out of a group, on WhatsApp too.
pub async fn drop_agent(
    panel: Data<Panel>,
    form: LineForm,
    id: Path<i64>,
) -> Result<HttpResponse, WebError> {
    let LineForm { line, fields, .. } = form;
    let agent = fields.id("agente")?;
    let dropped = panel.engine.drop_from_group(line, AgentId(agent), GroupId(*id)).await;
    let flash = outcome(dropped, "flash-wait-agent-dropped");
    Ok(redirect_saying(&back(&fields, "/ajustes/grupos"), &flash, &panel.settings))
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
    let stored = read(panel, move |conn| -> diesel::QueryResult<Stored> {
        Ok(Stored {
            agents: agents::all(conn, id, midnight)?,
            groups: groups::all(conn, id)?,
            retired: groups::retired(conn, id)?,
            names: jobs::names(conn, id)?,
        })
    })
    .await?;
    Ok(show(request, panel, status, &GroupsPage::new(shell, &line, lines, &stored, &typed)))
}
