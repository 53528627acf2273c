//! All figures of a period.

use std::collections::BTreeMap;

use diesel::prelude::*;

use super::Scope;
use super::civil::{LocalClock, Span};
use super::load::{Load, load};
use super::measure::{Part, Parts, divide};
use super::rows::{Case, Gathered, each_pair, gather};
use crate::domain::ids::{TicketNo, Timestamp};
use crate::domain::ticket::Sentiment;
use crate::store::Conn;
use crate::store::open::snapshot;
use crate::store::persist::history::PLACES;
use crate::store::schema::tickets;

/// So many reasons are told apart, the most frequent; the others are counted together.
const REASONS_MOST: usize = 200;
/// So many comments are shown.
const COMMENTS: usize = 5;

/// A part with what its cases have in common.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Slice<T> {
    /// What that is.
    pub of: T,
    /// What is known of them.
    pub part: Part,
}

/// Why cases were closed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reason {
    /// As the first of them says; others may be spelt with other accents or capitals.
    Said(String),
    /// Nobody said.
    Unsaid,
    /// All reasons that are rarer.
    Others,
}

/// Calls for a supervisor.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Alerts {
    /// A limit was passed.
    pub alerted: u32,
    /// Somebody asked for it.
    pub raised: u32,
    /// Of how many cases.
    pub cases: u32,
}

/// What a customer said with a rating.
#[derive(Debug, Clone, PartialEq, Eq)]
#[allow(missing_docs, reason = "the names say it")]
pub struct Comment {
    pub ticket: TicketNo,
    pub rating: Option<u8>,
    pub text: String,
    pub agent: Option<String>,
    pub at: Timestamp,
}

/// All of it.
#[derive(Debug, Clone, Default)]
pub struct Figures {
    /// All cases.
    pub total: Part,
    /// By step of the period.
    pub steps: Parts,
    /// Support, sales.
    pub departments: [Part; 2],
    /// Happy, neutral, angry.
    pub moods: [Part; 3],
    /// By who attended, most cases first; none: nobody yet.
    pub agents: Vec<Slice<Option<i64>>>,
    /// By main group, most cases first.
    pub groups: Vec<Slice<i64>>,
    /// By why they were closed, most cases first.
    pub reasons: Vec<Slice<Reason>>,
    /// Cases by day of the week (from Monday) and hour.
    pub hours: [[u32; 24]; 7],
    /// Of those, by hour, the late ones.
    pub late_hours: [u32; 24],
    /// Alerts in the period.
    pub alerts: Alerts,
    /// By step: alerted, raised.
    pub alert_steps: Vec<(u32, u32)>,
    /// By step.
    pub load: Vec<Load>,
    /// The last comments, the newest first.
    pub comments: Vec<Comment>,
}

/// The figures of a period, as of one moment of the database.
///
/// # Errors
/// Those of the database.
pub fn figures(
    conn: &mut Conn,
    scope: &Scope,
    span: &Span,
    clock: &LocalClock,
    now: Timestamp,
) -> QueryResult<Figures> {
    snapshot(conn, |conn| {
        let mut gathered = gather(conn, scope, COMMENTS)?;
        let held = std::mem::take(&mut gathered.held);
        let mut figures = counted(&gathered, span, clock);
        (figures.alerts, figures.alert_steps) = alerts(conn, scope, Some(span))?;
        figures.comments = comments(conn, scope, &gathered.commented)?;
        drop(gathered);
        figures.load = load(conn, scope, span, held, now)?;
        Ok(figures)
    })
}

/// What a period is compared with: all of its cases together, and the alerts in it.
///
/// # Errors
/// Those of the database.
pub fn totals(conn: &mut Conn, scope: &Scope) -> QueryResult<(Part, Alerts)> {
    snapshot(conn, |conn| {
        let gathered = gather(conn, scope, 0)?;
        Ok((whole(&gathered.cases), alerts(conn, scope, None)?.0))
    })
}

fn whole(cases: &[Case]) -> Part {
    divide(cases, 1, |_| 0).first().copied().unwrap_or_default()
}

fn counted(gathered: &Gathered, span: &Span, clock: &LocalClock) -> Figures {
    let cases = &gathered.cases;
    let mut figures = Figures {
        total: whole(cases),
        steps: divide(cases, span.starts.len(), |case| span.step(case.opened_at)),
        ..Figures::default()
    };
    for case in cases {
        let (weekday, hour) = clock.hour_of_week(case.opened_at);
        if let Some(count) = figures.hours.get_mut(weekday).and_then(|day| day.get_mut(hour)) {
            *count += 1;
        }
        if let Some(count) = figures.late_hours.get_mut(hour) {
            *count += u32::from(case.late);
        }
    }
    for (place, part) in
        figures.departments.iter_mut().zip(divide(cases, 2, |case| usize::from(case.sales)))
    {
        *place = part;
    }
    let mood = |case: &Case| match case.sentiment {
        Sentiment::Happy => 0,
        Sentiment::Neutral => 1,
        Sentiment::Angry => 2,
    };
    for (place, part) in figures.moods.iter_mut().zip(divide(cases, 3, mood)) {
        *place = part;
    }
    let agents = &gathered.agents.all;
    figures.agents = sliced(agents, divide(cases, agents.len(), |case| index(case.agent)));
    let groups = &gathered.groups.all;
    figures.groups = sliced(groups, divide(cases, groups.len(), |case| index(case.group)));
    figures.reasons = reasons(gathered);
    figures
}

fn index(place: u32) -> usize {
    usize::try_from(place).unwrap_or(usize::MAX)
}

/// Most cases first; of as many, as they were met.
fn sliced<T: Clone>(all: &[T], parts: Parts) -> Vec<Slice<T>> {
    let mut slices: Vec<Slice<T>> =
        all.iter().zip(parts).map(|(of, part)| Slice { of: of.clone(), part }).collect();
    slices.sort_by_key(|slice| std::cmp::Reverse(slice.part.cases));
    slices
}

fn reasons(gathered: &Gathered) -> Vec<Slice<Reason>> {
    let (cases, all) = (&gathered.cases, &gathered.reasons);
    let mut counts = vec![0_u32; all.len()];
    for case in cases {
        if let Some(count) = counts.get_mut(index(case.reason)) {
            *count += 1;
        }
    }
    let mut order: Vec<usize> = (0..all.len()).collect();
    order.sort_by_key(|place| std::cmp::Reverse(counts.get(*place).copied()));
    let shown = order.len().min(REASONS_MOST);
    let mut ranks = vec![shown; all.len()];
    for (rank, place) in order.iter().enumerate().take(shown) {
        if let Some(own) = ranks.get_mut(*place) {
            *own = rank;
        }
    }
    let is_cut = order.len() > shown;
    let many = shown + usize::from(is_cut);
    let rank = |case: &Case| ranks.get(index(case.reason)).copied().unwrap_or(usize::MAX);
    let mut names: Vec<Reason> = order
        .iter()
        .take(shown)
        .map(|place| match all.get(*place) {
            Some(Some(said)) => Reason::Said(said.clone()),
            Some(None) | None => Reason::Unsaid,
        })
        .collect();
    if is_cut {
        names.push(Reason::Others);
    }
    let parts = divide(cases, many, rank);
    names.into_iter().zip(parts).map(|(of, part)| Slice { of, part }).collect()
}

/// Alerts by when they were given.
fn alerts(
    conn: &mut Conn,
    scope: &Scope,
    span: Option<&Span>,
) -> QueryResult<(Alerts, Vec<(u32, u32)>)> {
    let mut steps = vec![(0, 0); span.map_or(0, |span| span.starts.len())];
    let line = scope.line;
    let join = if scope.is_narrow() {
        format!(
            " INNER JOIN tickets ON tickets.line_id = {line} AND tickets.no = ticket_events.ticket{}",
            scope.condition()
        )
    } else {
        String::new()
    };
    let place = |at: Timestamp| at.0.saturating_mul(PLACES);
    // The condition on the kind stands as in the index.
    let sql = |kind: &str| {
        format!(
            "SELECT ticket_events.n, ticket_events.ticket FROM ticket_events{join} WHERE ticket_events.line_id = {line} \
             AND ticket_events.n >= {} AND ticket_events.n < {} AND ticket_events.kind IN ('alerted', 'raised'){kind}",
            place(scope.from),
            place(scope.before)
        )
    };
    let mut alerts = Alerts::default();
    let mut of_cases = Vec::new();
    let alerted_place = crate::store::persist::history::ALERTED;
    each_pair(conn, &sql(""), |n, ticket| {
        let step = span.and_then(|span| steps.get_mut(span.step(n.div_euclid(PLACES))));
        let mut unseen = (0, 0);
        let (alerted, raised) = step.unwrap_or(&mut unseen);
        if n.rem_euclid(PLACES) == alerted_place {
            *alerted += 1;
            alerts.alerted += 1;
        } else {
            *raised += 1;
            alerts.raised += 1;
        }
        of_cases.push(ticket);
    })?;
    of_cases.sort_unstable();
    of_cases.dedup();
    alerts.cases = u32::try_from(of_cases.len()).unwrap_or(u32::MAX);
    Ok((alerts, steps))
}

fn comments(conn: &mut Conn, scope: &Scope, numbers: &[i64]) -> QueryResult<Vec<Comment>> {
    type Row = (i64, Option<i64>, Option<String>, Option<String>, Option<i64>, i64);
    if numbers.is_empty() {
        return Ok(Vec::new());
    }
    let rows: Vec<Row> = tickets::table
        .filter(tickets::line_id.eq(scope.line.0))
        .filter(tickets::no.eq_any(numbers))
        .order(tickets::no.desc())
        .select((
            tickets::no,
            tickets::rating,
            tickets::rating_comment,
            tickets::agent_name,
            tickets::rated_at,
            tickets::opened_at,
        ))
        .load(conn)?;
    let by_no: BTreeMap<i64, Comment> = rows
        .into_iter()
        .map(|(no, rating, text, agent, rated, opened)| {
            let comment = Comment {
                ticket: TicketNo(no),
                rating: rating.and_then(|rating| u8::try_from(rating).ok()),
                text: text.unwrap_or_default(),
                agent,
                at: Timestamp(rated.unwrap_or(opened)),
            };
            (no, comment)
        })
        .collect();
    Ok(by_no.into_values().rev().collect())
}
