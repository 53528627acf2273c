//! `/estadisticas` and `/estadisticas.csv`.

use actix_web::http::{StatusCode, header};
use actix_web::web::{Bytes, Data, Query};
use actix_web::{HttpRequest, HttpResponse};
use futures_util::stream::{self, Stream};
use jiff::ToSpan as _;
use jiff::civil::Date;
use tokio::sync::Semaphore;

use super::{Scene, show};
use crate::domain::ids::{AgentId, GroupId, LineId, Timestamp};
use crate::store::statistics::{
    Alerts, LocalClock, Part, Scope, Span, Unit, figures, first_opened, sheet, totals,
};
use crate::store::{Conn, agents, groups};
use crate::web::error::WebError;
use crate::web::form::Fields;
use crate::web::house::Panel;
use crate::web::panel::read;
use crate::web::panel::shell::Section;
use crate::web::panel::statistics::asked::{Asked, length};
use crate::web::panel::statistics::csv::Csv;
use crate::web::panel::statistics::names::Names;
use crate::web::panel::statistics::sheet::CasesFile;
use crate::web::panel::statistics::tables::{Table, Which};
use crate::web::panel::statistics::{Found, StatisticsPage};
use crate::web::session::{Visitor, Whose};
use crate::web::when::When;

/// So many look through years at the same time: the other pages need connections, too.
static TURNS: Semaphore = Semaphore::const_new(2);
/// Cases read at once for a file.
const PIECE: u32 = 2_000;
/// Steps of a file, if somebody asks for others than the page's.
const STEPS_MOST: i32 = 1_100;

/// `GET /estadisticas`
pub async fn page(
    request: HttpRequest,
    panel: Data<Panel>,
    visitor: Visitor,
    query: Query<Vec<(String, String)>>,
) -> Result<HttpResponse, WebError> {
    let query: Fields = query.into_inner().into_iter().collect();
    let scene =
        Scene::set(&request, &panel, &visitor, query.get("linea"), Section::Statistics).await?;
    let whose = visitor.sight().on(scene.line.id);
    let asked = Asked::read(&query, &scene.line.settings.time_zone, whose);
    let when = when(&scene, &asked);
    let found = found(&panel, scene.line.id, &asked, whose, &when, None).await?;
    let page =
        StatisticsPage::new(scene.shell, &scene.line, scene.lines, &asked, whose, &found, &when);
    Ok(show(&request, &panel, StatusCode::OK, &page))
}

/// `GET /estadisticas.csv`: the cases of the period, or one of the page's tables (`tabla`).
pub async fn file(
    request: HttpRequest,
    panel: Data<Panel>,
    visitor: Visitor,
    query: Query<Vec<(String, String)>>,
) -> Result<HttpResponse, WebError> {
    let query: Fields = query.into_inner().into_iter().collect();
    let scene =
        Scene::set(&request, &panel, &visitor, query.get("linea"), Section::Statistics).await?;
    let (line, whose) = (scene.line.id, visitor.sight().on(scene.line.id));
    let asked = Asked::read(&query, &scene.line.settings.time_zone, whose);
    let when = when(&scene, &asked);
    let words = when.words();
    let style = Csv::new(words.0, query.get("separador"));
    if query.has("tabla") {
        let which = Which::from_name(query.get("tabla")).ok_or(WebError::NotFound)?;
        let unit = match query.get("por") {
            "dia" => Some(Unit::Day),
            "semana" => Some(Unit::Week),
            "mes" => Some(Unit::Month),
            _ => None,
        };
        let found = found(&panel, line, &asked, whose, &when, unit).await?;
        let table = Table::new(which, &found.figures, &found.names, words);
        let name = format!("relevo-{}-{}-{}.csv", which.name(), found.first, found.last);
        return Ok(download(&name).body(table.file(style, words)));
    }
    let (now, reach) = (when.now(), asked.clone());
    let (first, last) = read(&panel, move |conn| days(conn, line, &reach, now)).await?;
    let span = Span::new(&asked.zone, first, last, Unit::Day);
    let name = format!("relevo-casos-{first}-{last}.csv");
    let scope = scope(line, &asked, whose, &span);
    let cases = CasesFile::new(style, asked.zone, when);
    Ok(download(&name).streaming(written(panel, scope, cases)))
}

/// Times of the zone that was asked for.
fn when(scene: &Scene, asked: &Asked) -> When {
    let zone = asked.zone.iana_name().unwrap_or("UTC");
    When::new(scene.shell.words, zone, scene.shell.now)
}

fn download(name: &str) -> actix_web::HttpResponseBuilder {
    let mut answer = HttpResponse::Ok();
    answer
        .content_type("text/csv; charset=utf-8")
        .insert_header((header::CONTENT_DISPOSITION, format!("attachment; filename=\"{name}\"")))
        .insert_header((header::CACHE_CONTROL, "no-store"));
    answer
}

fn scope(line: LineId, asked: &Asked, whose: Whose, span: &Span) -> Scope {
    Scope {
        line,
        from: span.from(),
        before: span.before,
        department: asked.department,
        group: asked.group.map(GroupId),
        agent: whose.agent().or(asked.agent.map(AgentId)),
    }
}

/// The first and the last day that are asked for.
fn days(
    conn: &mut Conn,
    line: LineId,
    asked: &Asked,
    now: Timestamp,
) -> diesel::QueryResult<(Date, Date)> {
    let day = |at: Timestamp| {
        let at = jiff::Timestamp::from_millisecond(at.0).unwrap_or_default();
        at.to_zoned(asked.zone.clone()).date()
    };
    let today = day(now);
    let first = first_opened(conn, line)?.map_or(today, day).min(today);
    Ok(asked.days(today, first))
}

async fn found(
    panel: &Panel,
    line: LineId,
    asked: &Asked,
    whose: Whose,
    when: &When,
    unit: Option<Unit>,
) -> Result<Found, WebError> {
    let _turn = TURNS.acquire().await.map_err(|error| WebError::fault(&error))?;
    let (asked, when) = (asked.clone(), when.clone());
    read(panel, move |conn| -> diesel::QueryResult<Found> {
        let now = when.now();
        let (first, last) = days(conn, line, &asked, now)?;
        let unit = unit
            .filter(|_| length(first, last) <= STEPS_MOST)
            .unwrap_or_else(|| Unit::for_days(length(first, last)));
        let span = Span::new(&asked.zone, first, last, unit);
        let scope = scope(line, &asked, whose, &span);
        let clock = LocalClock::new(&asked.zone, scope.from, scope.before);
        let figures = figures(conn, &scope, &span, &clock, now)?;
        let before = before(conn, &scope, &asked, (first, last), now)?;
        let names = Names::new(
            &asked,
            &span,
            agents::names(conn, line)?.into_iter().map(|(id, name)| (id.0, name)).collect(),
            groups::names(conn, line)?.into_iter().map(|(id, name)| (id.0, name)).collect(),
            &when,
        );
        Ok(Found { first, last, unit, figures, before, names })
    })
    .await
}

/// As many days before: of a period that is not over, only as much as there has been of this one.
fn before(
    conn: &mut Conn,
    scope: &Scope,
    asked: &Asked,
    (first, last): (Date, Date),
    now: Timestamp,
) -> diesel::QueryResult<Option<(Part, Alerts, Date, Date)>> {
    let many = length(first, last);
    let back = |date: Date| date.checked_sub(many.days()).ok();
    let Some((from, until)) = back(first).zip(back(last)) else { return Ok(None) };
    // Of all there ever was, nothing was before.
    if first_opened(conn, scope.line)?.is_none_or(|opened| opened >= scope.from) {
        return Ok(None);
    }
    let days = Span::new(&asked.zone, from, until, Unit::Month);
    let at = jiff::Timestamp::from_millisecond(now.0).unwrap_or_default();
    let at = at.to_zoned(asked.zone.clone()).checked_sub(many.days());
    let at = at.map_or(days.before.0, |at| at.timestamp().as_millisecond());
    let before = if now < scope.before { days.before.0.min(at) } else { days.before.0 };
    let scope = Scope { from: days.from(), before: Timestamp(before), ..*scope };
    let (part, alerts) = totals(conn, &scope)?;
    Ok(Some((part, alerts, from, until)))
}

fn written(
    panel: Data<Panel>,
    scope: Scope,
    cases: CasesFile,
) -> impl Stream<Item = Result<Bytes, WebError>> {
    stream::try_unfold((cases, None), move |(cases, after): (CasesFile, Option<i64>)| {
        let panel = panel.clone();
        async move {
            let Some(after) = after else {
                let begun = Bytes::from(cases.begin());
                return Ok(Some((begun, (cases, Some(0)))));
            };
            let rows = read(&panel, move |conn| sheet(conn, &scope, after, PIECE)).await?;
            Ok(rows.last().map(|last| last.no).map(|last| {
                let part = Bytes::from(cases.part(&rows));
                (part, (cases, Some(last)))
            }))
        }
    })
}
