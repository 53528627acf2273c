//! `/tablero`.

use actix_web::http::StatusCode;
use actix_web::web::{Data, Query};
use actix_web::{HttpRequest, HttpResponse};

use super::{Scene, show};
use crate::domain::ids::{AgentId, LineId};
use crate::domain::news::News;
use crate::engine::newsroom::Missed;
use crate::store::tickets::{self, Order, Selection, TicketCounts, TicketFilter, TicketState};
use crate::store::{Conn, agents, console, groups, latest};
use crate::web::error::WebError;
use crate::web::form::Fields;
use crate::web::house::Panel;
use crate::web::panel::board::{Asked, BoardPage, Overview};
use crate::web::panel::chart::Period;
use crate::web::panel::console::{Console, Kind, SHOWN, SOUGHT, Sifted, lines};
use crate::web::panel::read;
use crate::web::panel::shell::Section;
use crate::web::session::{Visitor, Whose};

/// Waiting cases on the board …
const WAITING_MOST: u32 = 12;
/// … the most urgent of so many that wait longest.
const LOOKED_THROUGH: u32 = 100;

/// `GET /tablero`
pub async fn board(
    request: HttpRequest,
    panel: Data<Panel>,
    visitor: Visitor,
    query: Query<Vec<(String, String)>>,
) -> Result<HttpResponse, WebError> {
    let query: Fields = query.into_inner().into_iter().collect();
    let linea = query.get("linea");
    let scene = Scene::set(&request, &panel, &visitor, linea, Section::Board).await?;
    let (line, when) = (scene.line.id, scene.shell.when(&scene.line));
    let period = Period::from_name(query.get("periodo"));
    let (midnight, from) = (when.midnight(), when.days_back(period.days_back()));
    let whose = visitor.sight().on(line);
    // Before the tables are read: what comes meanwhile is told by the stream.
    let known = panel.engine.news().known(line);
    let cursor = known.cursor.to_string();
    let sifted = Sifted {
        kind: Kind::from_name(query.get("clase")),
        text: query.get("buscar").chars().take(80).collect(),
    };
    // A page that renews itself is told the console's lines by the stream.
    let most = if request.headers().contains_key("x-relevo-live") {
        0
    } else if sifted.is_set() || whose != Whose::All {
        SOUGHT
    } else {
        SHOWN
    };
    let (overview, news, names) = read(&panel, move |conn| -> diesel::QueryResult<_> {
        let agent = whose.agent();
        let (counts, pending) = open(conn, line, whose)?;
        let numbers: Vec<_> = pending.iter().map(|row| row.no).collect();
        let overview = Overview {
            counts,
            latest: latest::of(conn, line, &numbers)?,
            pending,
            agents: agents::all(conn, line, midnight)?,
            groups: groups::all(conn, line)?,
            opened: tickets::opened_since(conn, line, agent, from)?,
            deeds: tickets::deeds_since(conn, line, agent, midnight)?,
            ratings: tickets::ratings_since(conn, line, agent, midnight)?,
        };
        let news = last_news(conn, line, agent, known, most)?;
        let names = console::names(conn, line, &news)?;
        Ok((overview, news, names))
    })
    .await?;
    let told = lines(line, &news, &names, visitor.sight(), &when);
    let console = Console::new(told, &sifted, cursor, when.words());
    let asked = Asked { period, whose, console };
    let all = panel.engine.lines();
    let page = BoardPage::new(scene.shell, &scene.line, scene.lines, &all, &overview, asked);
    Ok(show(&request, &panel, StatusCode::OK, &page))
}

/// How much is open, and what waits longest and most urgently.
fn open(
    conn: &mut Conn,
    line: LineId,
    whose: Whose,
) -> diesel::QueryResult<(TicketCounts, Vec<tickets::TicketRow>)> {
    if let Some(agent) = whose.agent() {
        let filter = TicketFilter { agent: Some(agent), ..TicketFilter::default() };
        return Ok((tickets::counts(conn, line, &filter)?, Vec::new()));
    }
    let (state, oldest) = (Some(TicketState::Pending), Order::OldestFirst);
    let mut pending = Selection::of(conn, line, &TicketFilter::default())?.list(
        conn,
        state,
        oldest,
        None,
        LOOKED_THROUGH,
    )?;
    pending
        .sort_by_key(|row| (row.sentiment != crate::domain::ticket::Sentiment::Angry, row.since));
    pending.truncate(usize::try_from(WAITING_MOST).unwrap_or(usize::MAX));
    Ok((tickets::open_counts(conn, line)?, pending))
}

/// The last news: what the tables have and what the memory has, once each, in the order of time. The tables know
/// what was before this start of the program, the memory what has no table.
pub(in crate::web) fn last_news(
    conn: &mut Conn,
    line: LineId,
    agent: Option<AgentId>,
    known: Missed,
    most: usize,
) -> diesel::QueryResult<Vec<News>> {
    if most == 0 {
        return Ok(Vec::new());
    }
    let mut news = console::last(conn, line, agent, u32::try_from(most).unwrap_or(u32::MAX))?;
    let is_cut = news.len() >= most;
    let first = news.first().map(|news| news.at).filter(|_| is_cut);
    for (_, fresh) in known.news {
        if first.is_none_or(|first| fresh.at >= first) && !news.contains(&fresh) {
            news.push(fresh);
        }
    }
    news.sort_by_key(|news| news.at);
    let spare = news.len().saturating_sub(most);
    news.drain(..spare);
    Ok(news)
}
