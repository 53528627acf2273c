//! `/tickets` and `/tickets/{no}`.

use actix_web::http::StatusCode;
use actix_web::web::{Data, Path, Query};
use actix_web::{HttpRequest, HttpResponse};

use super::{Of, Scene, cases, show};
use crate::domain::ids::{AgentId, GroupId, LineId, TicketNo};
use crate::domain::settings::Department;
use crate::domain::ticket::Sentiment;
use crate::store::latest;
use crate::store::tickets::{Limits, Order, Selection, TicketFilter, TicketRow, TicketState};
use crate::store::{Conn, agents, groups};
use crate::web::error::WebError;
use crate::web::form::Fields;
use crate::web::house::Panel;
use crate::web::panel::read;
use crate::web::panel::shell::Section;
use crate::web::panel::ticket::TicketPage;
use crate::web::panel::tickets::{COLUMN, Found, PAGE, Part, Spot, TicketsPage};
use crate::web::panel::wanted::{Shown, View, Wanted};
use crate::web::session::{Visitor, Whose};
use crate::web::when::When;

/// What the list is asked for. What cannot be read is as if it were not there.
fn asked(query: &Fields, whose: Whose) -> Wanted {
    let mood = Sentiment::from_name(query.get("animo"));
    let spot = |name| query.get(name).parse::<Spot>().ok();
    let forward = spot("antes");
    Wanted {
        view: View::from_name(query.get("vista")),
        state: Shown::from_name(query.get("estado")),
        query: query.get("q").chars().take(120).collect(),
        group: query.number("grupo"),
        // Whoever sees one agent's cases does not choose.
        agent: query.number("agente").filter(|_| whose == Whose::All),
        department: Department::from_name(query.get("departamento")),
        // What is no mood's name would be read as neutral.
        sentiment: Some(mood).filter(|mood| mood.name() == query.get("animo")),
        rating: query.get("calificacion").parse().ok().filter(|rating| (1..=5).contains(rating)),
        late: query.get("tarde") == "1",
        from: query.get("desde").parse().ok(),
        until: query.get("hasta").parse().ok(),
        back: if forward.is_some() { None } else { spot("despues") },
        forward,
    }
}

/// `GET /tickets`
pub async fn list(
    request: HttpRequest,
    panel: Data<Panel>,
    visitor: Visitor,
    query: Query<Vec<(String, String)>>,
) -> Result<HttpResponse, WebError> {
    let query: Fields = query.into_inner().into_iter().collect();
    let linea = query.get("linea");
    let scene = Scene::set(&request, &panel, &visitor, linea, Section::Tickets).await?;
    let (line, when) = (scene.line.id, scene.shell.when(&scene.line));
    let whose = visitor.sight().on(line);
    let wanted = asked(&query, whose);
    let limits = Limits {
        now: panel.now(),
        first_ms: scene.line.settings.first_limit_ms,
        urgent_ms: scene.line.settings.urgent_limit_ms,
    };
    let filter = filter(&wanted, whose, limits, &when);
    let (query, midnight) = (wanted.clone(), when.midnight());
    let found = read(&panel, move |conn| -> diesel::QueryResult<Found> {
        let selection = Selection::of(conn, line, &filter)?;
        let mut found = match query.view {
            View::List => page(conn, &selection, &query)?,
            View::Columns => Found {
                columns: [
                    column(conn, &selection, TicketState::Pending)?,
                    column(conn, &selection, TicketState::InProgress)?,
                    selection.closed_since(conn, midnight, COLUMN + 1)?,
                ],
                ..Found::default()
            },
        };
        (found.counts, found.partial) = selection.tally(conn)?;
        names(conn, line, &mut found)?;
        Ok(found)
    })
    .await?;
    let page = TicketsPage::new(scene.shell, &scene.line, scene.lines, &wanted, whose, found);
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

fn filter(wanted: &Wanted, whose: Whose, limits: Limits, when: &When) -> TicketFilter {
    TicketFilter {
        state: None,
        group: wanted.group.map(GroupId),
        agent: whose.agent().or(wanted.agent.map(AgentId)),
        text: wanted.query.clone(),
        department: wanted.department,
        sentiment: wanted.sentiment,
        late: wanted.late.then_some(limits),
        opened_from: wanted.from.map(|date| when.start_of(date)),
        opened_before: wanted.until.map(|date| when.end_of(date)),
        rating: wanted.rating,
    }
}

/// What is open longest comes first, and of that what nobody has taken; what is over, newest first.
fn parts(shown: Shown) -> (Vec<Part>, Order) {
    let of = |state| vec![Part { state }];
    match shown {
        Shown::Open => {
            let open = [TicketState::Pending, TicketState::InProgress];
            (open.map(|state| Part { state: Some(state) }).into(), Order::OldestFirst)
        }
        Shown::Pending | Shown::InProgress => (of(shown.state()), Order::OldestFirst),
        Shown::Closed | Shown::All => (of(shown.state()), Order::NewestFirst),
    }
}

/// A page of the list: from a spot on, or up to one.
fn page(conn: &mut Conn, selection: &Selection, wanted: &Wanted) -> diesel::QueryResult<Found> {
    let (mut parts, order) = parts(wanted.state);
    let most = u32::try_from(PAGE + 1).unwrap_or(u32::MAX);
    let mut found = Found::default();
    if let Some(back) = wanted.back {
        parts.reverse();
        let order = match order {
            Order::NewestFirst => Order::OldestFirst,
            Order::OldestFirst => Order::NewestFirst,
        };
        (found.rows, _) = go(conn, selection, &parts, order, Some(back), most)?;
        found.before = found.rows.len() > PAGE;
        found.rows.truncate(PAGE);
        found.rows.reverse();
        found.more = true;
        return Ok(found);
    }
    (found.rows, found.looked_to) = go(conn, selection, &parts, order, wanted.forward, most)?;
    found.more = found.rows.len() > PAGE;
    found.rows.truncate(PAGE);
    found.before = wanted.forward.is_some();
    Ok(found)
}

/// Goes through the parts of a list in order.
fn go(
    conn: &mut Conn,
    selection: &Selection,
    parts: &[Part],
    order: Order,
    from: Option<Spot>,
    most: u32,
) -> diesel::QueryResult<(Vec<TicketRow>, Option<Spot>)> {
    // A spot of a part that this list does not have is no spot.
    let begin = from.and_then(|from| parts.iter().position(|part| from.is_in(*part, parts.len())));
    let mut rows = Vec::new();
    for (n, part) in parts.iter().enumerate().skip(begin.unwrap_or(0)) {
        let after = from.filter(|_| begin == Some(n)).map(|spot| spot.no);
        let left = most.saturating_sub(u32::try_from(rows.len()).unwrap_or(u32::MAX));
        let walk = selection.walk(conn, part.state, order, after, left)?;
        rows.extend(walk.rows);
        if let Some(no) = walk.looked_to {
            return Ok((rows, Some(Spot::of(part.state, parts.len(), no))));
        }
        if rows.len() >= usize::try_from(most).unwrap_or(usize::MAX) {
            break;
        }
    }
    Ok((rows, None))
}

fn column(
    conn: &mut Conn,
    selection: &Selection,
    state: TicketState,
) -> diesel::QueryResult<Vec<TicketRow>> {
    selection.list(conn, Some(state), Order::OldestFirst, None, COLUMN + 1)
}

fn names(conn: &mut Conn, line: LineId, found: &mut Found) -> diesel::QueryResult<()> {
    let shown = found.rows.iter().chain(found.columns.iter().flatten());
    let numbers: Vec<TicketNo> = shown.map(|row| row.no).collect();
    found.latest = latest::of(conn, line, &numbers)?;
    found.agents = agents::names(conn, line)?.into_iter().map(|(id, name)| (id.0, name)).collect();
    found.groups = groups::names(conn, line)?.into_iter().map(|(id, name)| (id.0, name)).collect();
    Ok(())
}
