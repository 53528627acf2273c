//! `/agentes`: list, create, edit, ask for LISTO again; and jobs that failed.

use actix_web::http::StatusCode;
use actix_web::web::{Data, Path, Query};
use actix_web::{HttpRequest, HttpResponse};

use super::{Of, Scene, back, show};
use crate::domain::ids::{AgentId, GroupId, JobId, LineId, SlotId, Timestamp};
use crate::domain::message::Door;
use crate::domain::phone::Phone;
use crate::domain::refusal::Refusal;
use crate::engine::EngineError;
use crate::store::agents::{self, AgentRow};
use crate::store::{groups, jobs};
use crate::web::error::WebError;
use crate::web::flash::Flash;
use crate::web::form::{LineForm, Posted};
use crate::web::house::Panel;
use crate::web::panel::agent::AgentPage;
use crate::web::panel::agents::{AgentForm, AgentsPage, People};
use crate::web::panel::shell::Section;
use crate::web::panel::{read, redirect_saying};
use crate::web::session::Visitor;

async fn people(panel: &Panel, line: LineId, midnight: Timestamp) -> Result<People, WebError> {
    read(panel, move |conn| -> diesel::QueryResult<People> {
        Ok(People {
            agents: agents::all(conn, line, midnight)?,
            groups: groups::all(conn, line)?,
            jobs: jobs::open(conn, line)?,
            names: jobs::names(conn, line)?,
        })
    })
    .await
}

/// `GET /agentes`
pub async fn list(
    request: HttpRequest,
    panel: Data<Panel>,
    visitor: Visitor,
    of: Query<Of>,
) -> Result<HttpResponse, WebError> {
    let scene = Scene::set(&request, &panel, &visitor, &of.linea, Section::Agents).await?;
    let people = people(&panel, scene.line.id, scene.shell.when(&scene.line).midnight()).await?;
    let form = AgentForm::new(&people.groups, scene.shell.words);
    Ok(listed(&request, &panel, scene, &people, form, StatusCode::OK))
}

/// `POST /agentes`
pub async fn create(
    request: HttpRequest,
    panel: Data<Panel>,
    posted: Posted,
) -> Result<HttpResponse, WebError> {
    let Posted { visitor, fields } = posted;
    visitor.must_administer()?;
    let scene =
        Scene::set(&request, &panel, &visitor, fields.get("linea"), Section::Agents).await?;
    let when = scene.shell.when(&scene.line);
    let people = people(&panel, scene.line.id, when.midnight()).await?;
    let mut form = AgentForm::new(&people.groups, scene.shell.words);
    let Some(new) = form.read(&fields, &scene.line.settings.country, &when) else {
        return Ok(listed(
            &request,
            &panel,
            scene,
            &people,
            form,
            StatusCode::UNPROCESSABLE_ENTITY,
        ));
    };
    let (line, name, phone) = (scene.line.id, new.name.clone(), new.phone.clone());
    match panel.engine.add_agent(line, new.name, new.phone, new.active, new.slots, new.groups).await
    {
        Ok(()) => {
            super::simulator::name_phone(&panel, line, &name, &phone);
            let flash = Flash::with("flash-agent-added", &name);
            Ok(redirect_saying(&format!("/agentes?linea={line}"), &flash, &panel.settings))
        }
        Err(error) => {
            match error {
                EngineError::Refused(refusal) => form.refused(&refusal, &when),
                EngineError::Unavailable => form.unavailable(when.words()),
            }
            Ok(listed(&request, &panel, scene, &people, form, StatusCode::UNPROCESSABLE_ENTITY))
        }
    }
}

/// `GET /agentes/{id}`
pub async fn one(
    request: HttpRequest,
    panel: Data<Panel>,
    visitor: Visitor,
    id: Path<i64>,
    of: Query<Of>,
) -> Result<HttpResponse, WebError> {
    let scene = Scene::set(&request, &panel, &visitor, &of.linea, Section::Agents).await?;
    let people = people(&panel, scene.line.id, scene.shell.when(&scene.line).midnight()).await?;
    let agent = find(&people, *id)?;
    let form = AgentForm::of(agent, scene.shell.words);
    let page = AgentPage::new(scene.shell, &scene.line, agent, &people, form);
    Ok(show(&request, &panel, StatusCode::OK, &page))
}

/// `POST /agentes/{id}`
pub async fn edit(
    request: HttpRequest,
    panel: Data<Panel>,
    posted: Posted,
    id: Path<i64>,
) -> Result<HttpResponse, WebError> {
    let Posted { visitor, fields } = posted;
    visitor.must_administer()?;
    let scene =
        Scene::set(&request, &panel, &visitor, fields.get("linea"), Section::Agents).await?;
    let when = scene.shell.when(&scene.line);
    let people = people(&panel, scene.line.id, when.midnight()).await?;
    let agent = find(&people, *id)?;
    let mut form = AgentForm::of(agent, when.words());
    let line = scene.line.id;
    let edited = form.read_edit(&fields, &when);
    let result = match edited {
        Some((name, active, slots)) => {
            let done = panel.engine.edit_agent(line, agent.id, name.clone(), active, slots).await;
            done.map(|()| name).map_err(Some)
        }
        None => Err(None),
    };
    match result {
        Ok(name) => {
            if let Some(phone) = Phone::from_digits(&agent.phone) {
                super::simulator::name_phone(&panel, line, &name, &phone);
            }
            let to = format!("/agentes/{}?linea={line}", agent.id);
            return Ok(redirect_saying(
                &to,
                &Flash::with("flash-agent-edited", &name),
                &panel.settings,
            ));
        }
        Err(Some(EngineError::Refused(refusal))) => form.refused(&refusal, &when),
        Err(Some(EngineError::Unavailable)) => form.unavailable(when.words()),
        Err(None) => {}
    }
    let page = AgentPage::new(scene.shell, &scene.line, agent, &people, form);
    Ok(show(&request, &panel, StatusCode::UNPROCESSABLE_ENTITY, &page))
}

/// `POST /agentes/{id}/listo`: into a main group, and LISTO asked there (again).
pub async fn ask_ready(
    panel: Data<Panel>,
    form: LineForm,
    id: Path<i64>,
) -> Result<HttpResponse, WebError> {
    let LineForm { line, fields, .. } = form;
    let group = fields.id("grupo")?;
    let asked = panel.engine.join_group(line, AgentId(*id), GroupId(group)).await;
    let flash = outcome(asked, "flash-ready-asked");
    Ok(redirect_saying(&back(&fields, "/agentes"), &flash, &panel.settings))
}

/// `POST /trabajos/{id}`: a failed job is tried again, or given up.
pub async fn retry(
    panel: Data<Panel>,
    form: LineForm,
    id: Path<i64>,
) -> Result<HttpResponse, WebError> {
    let LineForm { line, fields, .. } = form;
    let give_up = match fields.get("accion") {
        "reintentar" => false,
        "abandonar" => true,
        _ => return Err(WebError::Unreadable),
    };
    let done = panel.engine.retry_job(line, JobId(*id), give_up).await;
    let flash = outcome(done, if give_up { "flash-job-given-up" } else { "flash-job-retried" });
    Ok(redirect_saying(&back(&fields, "/agentes"), &flash, &panel.settings))
}

/// `POST /agentes/{id}/invitar`: the link into one of the agent's personal groups, sent again.
pub async fn invite(
    panel: Data<Panel>,
    form: LineForm,
    id: Path<i64>,
) -> Result<HttpResponse, WebError> {
    let LineForm { line, fields, .. } = form;
    let slot = fields.id("grupo")?;
    let to = Door::Slot(SlotId(slot));
    let invited = panel.engine.invite_agent(line, AgentId(*id), to).await;
    let flash = outcome(invited, "flash-agent-invited");
    Ok(redirect_saying(&back(&fields, "/agentes"), &flash, &panel.settings))
}

/// `POST /agentes/{id}/deshacer`: the account bound by LISTO is not the agent's.
pub async fn undo(
    panel: Data<Panel>,
    form: LineForm,
    id: Path<i64>,
) -> Result<HttpResponse, WebError> {
    let LineForm { line, fields, .. } = form;
    let undone = panel.engine.undo_binding(line, AgentId(*id)).await;
    let flash = outcome(undone, "flash-wait-agent-unbound");
    Ok(redirect_saying(&back(&fields, "/agentes"), &flash, &panel.settings))
}

/// What to say of a command that has no form to show it in.
pub(super) fn outcome(done: Result<(), EngineError>, key: &str) -> Flash {
    match done {
        Ok(()) => Flash::of(key),
        Err(EngineError::Refused(Refusal::HasCases { .. })) => Flash::of("flash-bad-agent-cases"),
        Err(EngineError::Refused(Refusal::TicketsWait { .. })) => {
            Flash::of("flash-bad-group-tickets")
        }
        Err(EngineError::Refused(_)) => Flash::of("flash-bad-refused"),
        Err(EngineError::Unavailable) => Flash::of("flash-bad-unavailable"),
    }
}

fn find(people: &People, id: i64) -> Result<&AgentRow, WebError> {
    people.agents.iter().find(|agent| agent.id == AgentId(id)).ok_or(WebError::NotFound)
}

fn listed(
    request: &HttpRequest,
    panel: &Panel,
    scene: Scene,
    people: &People,
    form: AgentForm,
    status: StatusCode,
) -> HttpResponse {
    let Scene { shell, line, lines } = scene;
    let page = AgentsPage::new(shell, &line, lines, people, form);
    show(request, panel, status, &page)
}
