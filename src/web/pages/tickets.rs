//! `/tickets` and `/tickets/{no}`.

use actix_web::http::StatusCode;
use actix_web::web::{Data, Path, Query};
use actix_web::{HttpRequest, HttpResponse};
use serde::Deserialize;

use super::{Of, Scene, show};
use crate::domain::ids::{AgentId, GroupId, LineId, TicketNo};
use crate::domain::settings::GroupKind;
use crate::store::latest;
use crate::store::tickets::{self, TicketFilter, TicketState};
use crate::store::{Conn, agents, groups};
use crate::web::error::WebError;
use crate::web::house::Panel;
use crate::web::panel::read;
use crate::web::panel::shell::Section;
use crate::web::panel::ticket::TicketPage;
use crate::web::panel::tickets::{Found, OPEN_MOST, PAGE, Shown, TicketsPage, Wanted};
use crate::web::session::Visitor;

/// What the list is asked for.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    linea: String,
    estado: String,
    q: String,
    grupo: String,
    agente: String,
    antes: String,
}

impl Asked {
    fn wanted(&self) -> Wanted {
        Wanted {
            state: Shown::from_name(&self.estado),
            query: self.q.trim().chars().take(120).collect(),
            group: self.grupo.parse().ok(),
            agent: self.agente.parse().ok(),
            before: self.antes.parse().ok(),
        }
    }
}

/// `GET /tickets`
pub async fn list(
    request: HttpRequest,
    panel: Data<Panel>,
    visitor: Visitor,
    asked: Query<Asked>,
) -> Result<HttpResponse, WebError> {
    let scene = Scene::set(&request, &panel, &visitor, &asked.linea, Section::Tickets).await?;
    let (line, midnight) = (scene.line.id, scene.shell.when(&scene.line).midnight());
    let wanted = asked.wanted();
    let query = wanted.clone();
    let found = read(&panel, move |conn| find(conn, line, &query, midnight)).await?;
    let page = TicketsPage::new(scene.shell, &scene.line, scene.lines, &wanted, found);
    Ok(show(&request, &panel, StatusCode::OK, &page))
}

/// `GET /tickets/{no}`
pub async fn one(
    request: HttpRequest,
    panel: Data<Panel>,
    visitor: Visitor,
    no: Path<i64>,
    of: Query<Of>,
) -> Result<HttpResponse, WebError> {
    let scene = Scene::set(&request, &panel, &visitor, &of.linea, Section::Tickets).await?;
    let (line, no) = (scene.line.id, TicketNo(no.into_inner()));
    let found =
        read(&panel, move |conn| tickets::find(conn, line, no)).await?.ok_or(WebError::NotFound)?;
    Ok(show(&request, &panel, StatusCode::OK, &TicketPage::new(scene.shell, &scene.line, &found)))
}

fn find(
    conn: &mut Conn,
    line: LineId,
    wanted: &Wanted,
    midnight: crate::domain::ids::Timestamp,
) -> diesel::QueryResult<Found> {
    let filter = |state| TicketFilter {
        state,
        group: wanted.group.map(GroupId),
        agent: wanted.agent.map(AgentId),
        text: wanted.query.clone(),
    };
    let page = u32::try_from(PAGE + 1).unwrap_or(u32::MAX);
    let before = wanted.before.map(TicketNo);
    let rows = match wanted.state {
        Shown::Open => {
            let mut pending =
                tickets::list(conn, line, &filter(Some(TicketState::Pending)), None, OPEN_MOST)?;
            // First those that wait longest.
            pending.reverse();
            pending.extend(tickets::list(
                conn,
                line,
                &filter(Some(TicketState::InProgress)),
                None,
                OPEN_MOST,
            )?);
            pending
        }
        Shown::Pending | Shown::InProgress | Shown::Closed | Shown::All => {
            tickets::list(conn, line, &filter(wanted.state.state()), before, page)?
        }
    };
    let numbers: Vec<TicketNo> = rows.iter().map(|row| row.no).collect();
    let for_tickets = |group: &groups::GroupRow| group.kind != GroupKind::Supervisor;
    Ok(Found {
        counts: tickets::counts(conn, line, &filter(None))?,
        latest: latest::of(conn, line, &numbers)?,
        rows,
        agents: agents::all(conn, line, midnight)?
            .into_iter()
            .map(|agent| (agent.id.0, agent.name))
            .collect(),
        groups: groups::all(conn, line)?
            .into_iter()
            .filter(for_tickets)
            .map(|group| (group.id.0, group.name))
            .collect(),
    })
}
