//! `/tablero`.

use actix_web::http::StatusCode;
use actix_web::web::{Data, Query};
use actix_web::{HttpRequest, HttpResponse};

use super::{Of, Scene, show};
use crate::store::latest;
use crate::store::tickets::{self, Order, Selection, TicketFilter, TicketState};
use crate::store::{agents, groups};
use crate::web::error::WebError;
use crate::web::house::Panel;
use crate::web::panel::board::{BoardPage, Overview};
use crate::web::panel::read;
use crate::web::panel::shell::Section;
use crate::web::session::Visitor;

/// Waiting cases on the board …
const WAITING_MOST: u32 = 12;
/// … the most urgent of so many that wait longest.
const LOOKED_THROUGH: u32 = 100;

/// `GET /tablero`
pub async fn board(
    request: HttpRequest,
    panel: Data<Panel>,
    visitor: Visitor,
    of: Query<Of>,
) -> Result<HttpResponse, WebError> {
    let scene = Scene::set(&request, &panel, &visitor, &of.linea, Section::Board).await?;
    let (line, midnight) = (scene.line.id, scene.shell.when(&scene.line).midnight());
    let overview = read(&panel, move |conn| -> diesel::QueryResult<Overview> {
        let (state, oldest) = (Some(TicketState::Pending), Order::OldestFirst);
        let mut pending = Selection::of(conn, line, &TicketFilter::default())?.list(
            conn,
            state,
            oldest,
            None,
            LOOKED_THROUGH,
        )?;
        pending.sort_by_key(|row| {
            (row.sentiment != crate::domain::ticket::Sentiment::Angry, row.since)
        });
        pending.truncate(usize::try_from(WAITING_MOST).unwrap_or(usize::MAX));
        let numbers: Vec<_> = pending.iter().map(|row| row.no).collect();
        Ok(Overview {
            counts: tickets::open_counts(conn, line)?,
            latest: latest::of(conn, line, &numbers)?,
            pending,
            agents: agents::all(conn, line, midnight)?,
            groups: groups::all(conn, line)?,
        })
    })
    .await?;
    let page =
        BoardPage::new(scene.shell, &scene.line, scene.lines, &panel.engine.lines(), &overview);
    Ok(show(&request, &panel, StatusCode::OK, &page))
}
