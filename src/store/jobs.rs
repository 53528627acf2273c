//! Provisioning as people look at it: what is being created, step by step.

use std::collections::BTreeMap;

use diesel::prelude::*;

use super::Conn;
use super::load::jobs::{last_creation, open_jobs};
use super::schema::{agents, main_groups, slots};
use crate::domain::ids::{AgentId, GroupId, LineId, SlotId, Timestamp};
use crate::domain::provisioning::{Job, Subject};

/// What jobs are about, by name; former agents and retired groups too.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Names {
    /// The agents.
    pub agents: BTreeMap<AgentId, String>,
    /// The main groups.
    pub groups: BTreeMap<GroupId, String>,
    /// The personal groups.
    pub slots: BTreeMap<SlotId, String>,
    /// When a group was last created on WhatsApp, or tried to be: the next one keeps its distance.
    pub last_creation: Option<Timestamp>,
}

/// The names of all that jobs can be about.
///
/// # Errors
/// Those of the database.
pub fn names(conn: &mut Conn, line: LineId) -> QueryResult<Names> {
    let agents: Vec<(i64, String)> = agents::table
        .filter(agents::line_id.eq(line.0))
        .order(agents::id.asc())
        .select((agents::id, agents::name))
        .load(conn)?;
    let groups: Vec<(i64, String)> = main_groups::table
        .filter(main_groups::line_id.eq(line.0))
        .order(main_groups::id.asc())
        .select((main_groups::id, main_groups::name))
        .load(conn)?;
    let slots: Vec<(i64, String)> = slots::table
        .filter(slots::line_id.eq(line.0))
        .order(slots::id.asc())
        .select((slots::id, slots::name))
        .load(conn)?;
    Ok(Names {
        agents: agents.into_iter().map(|(id, name)| (AgentId(id), name)).collect(),
        groups: groups.into_iter().map(|(id, name)| (GroupId(id), name)).collect(),
        slots: slots.into_iter().map(|(id, name)| (SlotId(id), name)).collect(),
        last_creation: last_creation(conn, line)?,
    })
}

/// A job that is not over.
#[derive(Debug, Clone, PartialEq)]
pub struct JobRow {
    /// The job with its steps.
    pub job: Job,
    /// The name of the group or agent that it is for.
    pub subject_name: String,
}

/// Jobs that are not over, oldest first.
///
/// # Errors
/// Those of the database.
pub fn open(conn: &mut Conn, line: LineId) -> QueryResult<Vec<JobRow>> {
    super::open::snapshot(conn, |conn| {
        let jobs = open_jobs(conn, line)?;
        if jobs.is_empty() {
            return Ok(Vec::new());
        }
        let groups: Vec<(i64, String)> = main_groups::table
            .filter(main_groups::line_id.eq(line.0))
            .select((main_groups::id, main_groups::name))
            .load(conn)?;
        let agents: Vec<(i64, String)> = agents::table
            .filter(agents::line_id.eq(line.0))
            .select((agents::id, agents::name))
            .load(conn)?;
        let (groups, agents): (BTreeMap<_, _>, BTreeMap<_, _>) =
            (groups.into_iter().collect(), agents.into_iter().collect());
        let named = |job: Job| {
            let name = match job.subject {
                Subject::Group(group) => groups.get(&group.0),
                Subject::Agent(agent) => agents.get(&agent.0),
            };
            JobRow { subject_name: name.cloned().unwrap_or_default(), job }
        };
        Ok(jobs.into_iter().map(named).collect())
    })
}
