//! Jobs that are not over.

use std::collections::BTreeMap;

use diesel::dsl::max;
use diesel::prelude::*;

use super::super::Conn;
use super::super::columns::{json, u32_of};
use super::super::schema::{jobs, steps};
use crate::domain::ids::{AgentId, GroupId, JobId, LineId, Timestamp};
use crate::domain::provisioning::{Job, Step, StepState, Subject};
use crate::domain::record::Record;

#[derive(Queryable, Selectable)]
#[diesel(table_name = steps)]
pub(in crate::store) struct StepColumns {
    pub job: i64,
    task: String,
    state: String,
    attempts: i64,
    not_before: i64,
    changed_at: i64,
    error: Option<String>,
}

impl StepColumns {
    pub fn step(self) -> QueryResult<Step> {
        Ok(Step {
            task: json(&self.task, "steps.task")?,
            state: StepState::from_name(&self.state),
            attempts: u32_of(self.attempts),
            not_before: Timestamp(self.not_before),
            changed_at: Timestamp(self.changed_at),
            error: self.error,
        })
    }
}

pub(super) fn jobs(conn: &mut Conn, line: LineId, record: &mut Record) -> QueryResult<()> {
    let last: Option<i64> =
        jobs::table.filter(jobs::line_id.eq(line.0)).select(max(jobs::id)).first(conn)?;
    record.provisioning.last_job = JobId(last.unwrap_or(0));
    record.provisioning.last_creation = last_creation(conn, line)?;
    record.provisioning.jobs =
        open_jobs(conn, line)?.into_iter().map(|job| (job.id, job)).collect();
    Ok(())
}

/// When a group was last created on WhatsApp, or tried to be: its limit does not know that we were restarted.
pub(in crate::store) fn last_creation(
    conn: &mut Conn,
    line: LineId,
) -> QueryResult<Option<Timestamp>> {
    let creation: Option<i64> = steps::table
        .filter(steps::line_id.eq(line.0))
        .filter(steps::attempts.gt(0))
        .filter(steps::task.like(r#"{"step":"create%"#))
        .select(max(steps::changed_at))
        .first(conn)?;
    Ok(creation.map(Timestamp))
}

/// Jobs that are not over, with their steps, oldest first.
pub(in crate::store) fn open_jobs(conn: &mut Conn, line: LineId) -> QueryResult<Vec<Job>> {
    let open = || jobs::table.filter(jobs::line_id.eq(line.0)).filter(jobs::ended_at.is_null());
    let rows: Vec<(i64, String, i64, i64)> = open()
        .order(jobs::id.asc())
        .select((jobs::id, jobs::subject, jobs::subject_id, jobs::created_at))
        .load(conn)?;
    let steps: Vec<StepColumns> = steps::table
        .filter(steps::line_id.eq(line.0))
        .filter(steps::job.eq_any(open().select(jobs::id)))
        .order((steps::job.asc(), steps::n.asc()))
        .select(StepColumns::as_select())
        .load(conn)?;
    let mut of_job: BTreeMap<i64, Vec<Step>> = BTreeMap::new();
    for row in steps {
        of_job.entry(row.job).or_default().push(row.step()?);
    }
    let job = |(id, subject, subject_id, created_at): (i64, String, i64, i64)| Job {
        id: JobId(id),
        subject: if subject == "group" {
            Subject::Group(GroupId(subject_id))
        } else {
            Subject::Agent(AgentId(subject_id))
        },
        created_at: Timestamp(created_at),
        steps: of_job.remove(&id).unwrap_or_default(),
    };
    Ok(rows.into_iter().map(job).collect())
}
