//! Facts about provisioning: jobs and their steps. What is over is kept for people to read.

use diesel::prelude::*;

use super::{Batch, json};
use crate::domain::ids::{JobId, Timestamp};
use crate::domain::provisioning::{Job, Subject};

impl<'a> Batch<'_, 'a> {
    pub(super) fn job_planned(&mut self, job: &'a Job) -> QueryResult<()> {
        let (subject, id) = match job.subject {
            Subject::Group(group) => ("group", group.0),
            Subject::Agent(agent) => ("agent", agent.0),
        };
        self.run(
            "INSERT INTO jobs (line_id, id, subject, subject_id, created_at, state) VALUES (?, ?, ?, ?, ?, 'open')",
            [self.line.into(), job.id.0.into(), subject.into(), id.into(), job.created_at.0.into()],
        )?;
        for (n, step) in (0_i64..).zip(&job.steps) {
            let task = json(&step.task)?;
            self.run(
                "INSERT INTO steps (line_id, job, n, task, state, attempts, not_before, changed_at, error) \
                 VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                [
                    self.line.into(),
                    job.id.0.into(),
                    n.into(),
                    task.into(),
                    step.state.name().into(),
                    step.attempts.into(),
                    step.not_before.0.into(),
                    step.changed_at.0.into(),
                    step.error.as_deref().into(),
                ],
            )?;
        }
        Ok(())
    }

    pub(super) fn step_started(&mut self, job: JobId, step: u32, at: Timestamp) -> QueryResult<()> {
        self.run(
            "UPDATE steps SET state = 'started', attempts = attempts + 1, changed_at = ? \
             WHERE line_id = ? AND job = ? AND n = ?",
            [at.0.into(), self.line.into(), job.0.into(), step.into()],
        )?;
        Ok(())
    }

    pub(super) fn step_done(&mut self, job: JobId, step: u32, at: Timestamp) -> QueryResult<()> {
        self.run(
            "UPDATE steps SET state = 'done', changed_at = ?, error = NULL WHERE line_id = ? AND job = ? AND n = ?",
            [at.0.into(), self.line.into(), job.0.into(), step.into()],
        )?;
        self.run(
            "UPDATE jobs SET state = 'done', ended_at = ? WHERE line_id = ? AND id = ? AND ended_at IS NULL \
             AND NOT EXISTS (SELECT 1 FROM steps WHERE line_id = ? AND job = ? AND state <> 'done')",
            [at.0.into(), self.line.into(), job.0.into(), self.line.into(), job.0.into()],
        )?;
        Ok(())
    }

    pub(super) fn step_delayed(
        &mut self,
        job: JobId,
        step: u32,
        until: Timestamp,
        error: &'a str,
    ) -> QueryResult<()> {
        self.run(
            "UPDATE steps SET state = 'waiting', not_before = ?, error = ? WHERE line_id = ? AND job = ? AND n = ?",
            [until.0.into(), error.into(), self.line.into(), job.0.into(), step.into()],
        )?;
        Ok(())
    }

    pub(super) fn step_failed(
        &mut self,
        job: JobId,
        step: u32,
        at: Timestamp,
        error: &'a str,
    ) -> QueryResult<()> {
        self.run(
            "UPDATE steps SET state = 'failed', changed_at = ?, error = ? WHERE line_id = ? AND job = ? AND n = ?",
            [at.0.into(), error.into(), self.line.into(), job.0.into(), step.into()],
        )?;
        Ok(())
    }

    pub(super) fn job_retried(&mut self, job: JobId, at: Timestamp) -> QueryResult<()> {
        self.run(
            "UPDATE steps SET state = 'waiting', not_before = ?, attempts = CASE WHEN attempts > 1 THEN 1 ELSE attempts END \
             WHERE line_id = ? AND job = ? AND state <> 'done'",
            [at.0.into(), self.line.into(), job.0.into()],
        )?;
        Ok(())
    }

    pub(super) fn job_dropped(&mut self, job: JobId) -> QueryResult<()> {
        self.run(
            "UPDATE jobs SET state = 'dropped', ended_at = ? WHERE line_id = ? AND id = ? AND ended_at IS NULL",
            [self.at.0.into(), self.line.into(), job.0.into()],
        )?;
        Ok(())
    }
}
