//! `/tickets` and `/tickets/{no}`.

use actix_web::http::StatusCode;
use actix_web::web::{Data, Path, Query};
use actix_web::{HttpRequest, HttpResponse};
use serde::Deserialize;

use super::{Of, Scene, cases, show};
use crate::domain::ids::{AgentId, GroupId, LineId, TicketNo};
use crate::store::latest;
use crate::store::tickets::{Order, Selection, TicketFilter, TicketState};
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
    let line = scene.line.id;
    let wanted = asked.wanted();
    let query = wanted.clone();
    let found = read(&panel, move |conn| find(conn, line, &query)).await?;
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
    let case = cases::find(&panel, &visitor, &scene, TicketNo(no.into_inner())).await?;
    let acts = cases::acts(&visitor, &scene, &case, None);
    let page = TicketPage::new(scene.shell, &scene.line, &case.found, acts);
    Ok(show(&request, &panel, StatusCode::OK, &page))
}

fn find(conn: &mut Conn, line: LineId, wanted: &Wanted) -> diesel::QueryResult<Found> {
    let filter = TicketFilter {
        state: None,
        group: wanted.group.map(GroupId),
        agent: wanted.agent.map(AgentId),
        text: wanted.query.clone(),
    };
    let selection = Selection::of(conn, line, &filter)?;
    let page = u32::try_from(PAGE + 1).unwrap_or(u32::MAX);
    let before = wanted.before.map(TicketNo);
    let (newest, oldest) = (Order::NewestFirst, Order::OldestFirst);
    let rows = match wanted.state {
        Shown::Open => {
            // First those that wait longest.
            let (pending, taken) = (Some(TicketState::Pending), Some(TicketState::InProgress));
            let mut rows = selection.list(conn, pending, oldest, None, OPEN_MOST)?;
            rows.extend(selection.list(conn, taken, newest, None, OPEN_MOST)?);
            rows
        }
        Shown::Pending | Shown::InProgress | Shown::Closed | Shown::All => {
            selection.list(conn, wanted.state.state(), newest, before, page)?
        }
    };
    let numbers: Vec<TicketNo> = rows.iter().map(|row| row.no).collect();
    Ok(Found {
        counts: selection.counts(conn)?,
        latest: latest::of(conn, line, &numbers)?,
        rows,
        agents: agents::names(conn, line)?.into_iter().map(|(id, name)| (id.0, name)).collect(),
        groups: groups::names(conn, line)?.into_iter().map(|(id, name)| (id.0, name)).collect(),
    })
}
