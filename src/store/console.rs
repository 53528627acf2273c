//! What happened on a line, as the console tells it: the last of it from the tables, so that it is still there after
//! a restart, and the names of whom it is about.

use std::collections::BTreeMap;

use diesel::prelude::*;

use super::Conn;
use super::columns::u32_of;
use super::schema::{agents, jobs, main_groups, outbox, steps, ticket_events};
use super::tickets::{self, TicketFilter, TicketRow};
use crate::domain::acts::{By, RELEVO};
use crate::domain::ids::{AgentId, JobId, LineId, SendId, TicketNo, Timestamp};
use crate::domain::news::{News, What};

/// Jobs whose steps are told of, the newest.
const JOBS_MOST: i64 = 20;
/// Cases of one agent that are told of, the newest.
const CASES_MOST: u32 = 60;

/// A job, as it is told of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct JobName {
    /// The name of the group or agent that it is for.
    pub subject: String,
    /// It is for an agent, not for a main group.
    pub is_agent: bool,
    /// How many steps it has.
    pub steps: u32,
}

/// Whom news are about.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Names {
    /// Cases.
    pub cases: BTreeMap<TicketNo, TicketRow>,
    /// Agents.
    pub agents: BTreeMap<AgentId, String>,
    /// Jobs.
    pub jobs: BTreeMap<JobId, JobName>,
}

/// The last `most` things that happened, oldest first; for an agent, to the newest of that one's cases.
///
/// # Errors
/// Those of the database.
pub fn last(
    conn: &mut Conn,
    line: LineId,
    agent: Option<AgentId>,
    most: u32,
) -> QueryResult<Vec<News>> {
    let mut news = match agent {
        None => cases(conn, line, most)?,
        Some(agent) => cases_of(conn, line, agent)?,
    };
    if agent.is_none() {
        news.extend(of_agents(conn, line)?);
        news.extend(of_jobs(conn, line)?);
    }
    news.extend(given_up(conn, line, most)?);
    news.sort_by_key(|news| news.at);
    let spare = news.len().saturating_sub(usize::try_from(most).unwrap_or(usize::MAX));
    news.drain(..spare);
    Ok(news)
}

/// The names that are needed to tell news.
///
/// # Errors
/// Those of the database.
pub fn names(conn: &mut Conn, line: LineId, news: &[News]) -> QueryResult<Names> {
    let mut numbers: Vec<i64> =
        news.iter().filter_map(|news| news.what.case()).map(|no| no.0).collect();
    numbers.sort_unstable();
    numbers.dedup();
    let mut cases = BTreeMap::new();
    // Few enough values for one statement, whatever the database.
    for some in numbers.chunks(500) {
        cases.extend(tickets::numbered(conn, line, some)?.into_iter().map(|row| (row.no, row)));
    }
    let mut wanted: Vec<i64> =
        news.iter().filter_map(|news| news.what.job()).map(|job| job.0).collect();
    wanted.sort_unstable();
    wanted.dedup();
    Ok(Names {
        cases,
        agents: super::agents::names(conn, line)?.into_iter().collect(),
        jobs: if wanted.is_empty() { BTreeMap::new() } else { job_names(conn, line, &wanted)? },
    })
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = ticket_events)]
struct CaseRow {
    ticket: i64,
    kind: String,
    at: i64,
    level: Option<i64>,
    agent_id: Option<i64>,
    detail: Option<String>,
    by_agent: Option<i64>,
    by_name: Option<String>,
    place: Option<String>,
    by_supervisor: bool,
}

impl CaseRow {
    fn news(self) -> News {
        let by = match (self.by_agent, self.by_name) {
            (_, Some(name)) if name == RELEVO => Some(By::Relevo),
            (_, Some(name)) if self.by_supervisor => Some(By::Supervisor { agent: None, name }),
            (_, Some(name)) => Some(By::Panel { name }),
            (Some(agent), None) => Some(By::Agent(AgentId(agent))),
            // Where somebody did it for themselves, it is not written twice.
            (None, None) if ["claimed", "closed"].contains(&self.kind.as_str()) => {
                self.agent_id.map(|agent| By::Agent(AgentId(agent)))
            }
            (None, None) => None,
        };
        let detail = match self.kind.as_str() {
            "note" | "rated" => None,
            "claimed" => self.place.or(self.detail),
            _ => self.detail,
        };
        let what = What::Case {
            no: TicketNo(self.ticket),
            kind: self.kind,
            level: self.level.map(u32_of),
            agent: self.agent_id.map(AgentId),
            by,
            detail,
        };
        News { at: Timestamp(self.at), what }
    }
}

fn cases(conn: &mut Conn, line: LineId, most: u32) -> QueryResult<Vec<News>> {
    let rows: Vec<CaseRow> = ticket_events::table
        .filter(ticket_events::line_id.eq(line.0))
        .order(ticket_events::n.desc())
        .limit(i64::from(most))
        .select(CaseRow::as_select())
        .load(conn)?;
    // Of one moment, in the order in which a case goes.
    Ok(rows.into_iter().rev().map(CaseRow::news).collect())
}

fn cases_of(conn: &mut Conn, line: LineId, agent: AgentId) -> QueryResult<Vec<News>> {
    let filter = TicketFilter { agent: Some(agent), ..TicketFilter::default() };
    let newest = tickets::list(conn, line, &filter, None, CASES_MOST)?;
    if newest.is_empty() {
        return Ok(Vec::new());
    }
    let numbers: Vec<i64> = newest.into_iter().map(|row| row.no.0).collect();
    // In the order of the table: in that of time, a planner might take the index of all that ever happened.
    let rows: Vec<CaseRow> = ticket_events::table
        .filter(ticket_events::line_id.eq(line.0))
        .filter(ticket_events::ticket.eq_any(numbers))
        .order((ticket_events::ticket.asc(), ticket_events::n.asc()))
        .select(CaseRow::as_select())
        .load(conn)?;
    Ok(rows.into_iter().map(CaseRow::news).collect())
}

fn of_agents(conn: &mut Conn, line: LineId) -> QueryResult<Vec<News>> {
    let rows: Vec<(i64, i64, Option<i64>, Option<i64>)> = agents::table
        .filter(agents::line_id.eq(line.0))
        .order(agents::id.asc())
        .select((agents::id, agents::added_at, agents::bound_at, agents::removed_at))
        .load(conn)?;
    let mut news = Vec::new();
    for (id, added, bound, removed) in rows {
        let agent = AgentId(id);
        let mut tell = |at, what| news.push(News { at: Timestamp(at), what });
        tell(added, What::AgentAdded(agent));
        if let Some(at) = bound {
            tell(at, What::AgentBound(agent));
        }
        if let Some(at) = removed {
            tell(at, What::AgentRemoved(agent));
        }
    }
    Ok(news)
}

type StepRow = (i64, i64, String, i64, Option<String>);

fn of_jobs(conn: &mut Conn, line: LineId) -> QueryResult<Vec<News>> {
    let newest: Vec<(i64, i64)> = jobs::table
        .filter(jobs::line_id.eq(line.0))
        .order(jobs::id.desc())
        .limit(JOBS_MOST)
        .select((jobs::id, jobs::created_at))
        .load(conn)?;
    let ids: Vec<i64> = newest.iter().map(|(id, _)| *id).collect();
    let rows: Vec<StepRow> = steps::table
        .filter(steps::line_id.eq(line.0))
        .filter(steps::job.eq_any(ids))
        .filter(steps::state.eq_any(["done", "failed"]))
        .order((steps::job.asc(), steps::n.asc()))
        .select((steps::job, steps::n, steps::state, steps::changed_at, steps::error))
        .load(conn)?;
    let planned = newest
        .into_iter()
        .map(|(id, at)| News { at: Timestamp(at), what: What::JobPlanned(JobId(id)) });
    let step = |(job, n, state, at, error): StepRow| News {
        at: Timestamp(at),
        what: What::Step {
            job: JobId(job),
            step: u32_of(n),
            error: (state == "failed").then(|| error.unwrap_or_default()),
        },
    };
    Ok(planned.chain(rows.into_iter().map(step)).collect())
}

type DeadRow = (i64, Option<i64>, Option<i64>, Option<String>);

fn given_up(conn: &mut Conn, line: LineId, most: u32) -> QueryResult<Vec<News>> {
    let rows: Vec<DeadRow> = outbox::table
        .filter(outbox::line_id.eq(line.0))
        .filter(outbox::dead_at.is_not_null())
        .order(outbox::id.desc())
        .limit(i64::from(most))
        .select((outbox::id, outbox::ticket, outbox::dead_at, outbox::error))
        .load(conn)?;
    let news = |(id, ticket, at, error): DeadRow| News {
        at: Timestamp(at.unwrap_or_default()),
        what: What::GivenUp {
            send: SendId(id),
            ticket: ticket.map(TicketNo),
            error: error.unwrap_or_default(),
        },
    };
    Ok(rows.into_iter().map(news).collect())
}

fn job_names(
    conn: &mut Conn,
    line: LineId,
    wanted: &[i64],
) -> QueryResult<BTreeMap<JobId, JobName>> {
    let rows: Vec<(i64, String, i64)> = jobs::table
        .filter(jobs::line_id.eq(line.0))
        .filter(jobs::id.eq_any(wanted))
        .select((jobs::id, jobs::subject, jobs::subject_id))
        .load(conn)?;
    let counted: Vec<(i64, i64)> = steps::table
        .filter(steps::line_id.eq(line.0))
        .filter(steps::job.eq_any(wanted))
        .select((steps::job, steps::n))
        .load(conn)?;
    let people: BTreeMap<AgentId, String> = super::agents::names(conn, line)?.into_iter().collect();
    let groups: BTreeMap<i64, String> = main_groups::table
        .filter(main_groups::line_id.eq(line.0))
        .select((main_groups::id, main_groups::name))
        .load::<(i64, String)>(conn)?
        .into_iter()
        .collect();
    let name = |(id, subject, of): (i64, String, i64)| {
        let is_agent = subject == "agent";
        let found = if is_agent { people.get(&AgentId(of)) } else { groups.get(&of) };
        let steps = u32_of(
            counted.iter().filter(|(job, _)| *job == id).map(|(_, n)| n + 1).max().unwrap_or(0),
        );
        (JobId(id), JobName { subject: found.cloned().unwrap_or_default(), is_agent, steps })
    };
    Ok(rows.into_iter().map(name).collect())
}
