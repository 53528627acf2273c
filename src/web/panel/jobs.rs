//! A job of provisioning as people see it: steps, what is being done, what failed, when it goes on.

use std::collections::BTreeMap;

use super::shell::Badge;
use crate::domain::ids::{AgentId, GroupId, JobId, SlotId, Timestamp};
use crate::domain::provisioning::{Job, Step, StepState, Subject, Task};
use crate::domain::reason;
use crate::engine::LineInfo;
use crate::store::agents::AgentRow;
use crate::store::jobs::Names;
use crate::text::reasons;
use crate::web::when::When;
use crate::web::words::FluentValue;

/// A job.
#[derive(Debug, Clone)]
#[allow(missing_docs, reason = "as in the template")]
pub struct JobCard {
    pub job: JobId,
    pub id: String,
    pub title: String,
    pub badge: Badge,
    pub steps: Vec<StepLine>,
    pub said: String,
    pub wait: Option<Wait>,
    pub hint: String,
    pub failed: bool,
    pub fewer: String,
    pub back: String,
}

/// A step.
#[derive(Debug, Clone, PartialEq, Eq)]
#[allow(missing_docs, reason = "as in the template")]
pub struct StepLine {
    pub class: &'static str,
    pub text: String,
    pub note: String,
}

/// A wait before the next try.
#[derive(Debug, Clone, PartialEq, Eq)]
#[allow(missing_docs, reason = "as in the template")]
pub struct Wait {
    pub label: String,
    pub until: i64,
    pub left: String,
    pub most: i64,
    pub passed: i64,
}

/// Who and what the steps are about, and how far apart groups are created.
pub struct Scenery<'a> {
    /// By name.
    pub names: &'a Names,
    /// How many of an agent's personal groups are there.
    pub ready: BTreeMap<AgentId, usize>,
    /// Milliseconds between two creations.
    pub spacing_ms: i64,
}

impl<'a> Scenery<'a> {
    /// What jobs of a line are about.
    #[must_use]
    pub fn new(names: &'a Names, agents: &[AgentRow], line: &LineInfo) -> Self {
        let ready = |agent: &AgentRow| agent.slots.iter().filter(|slot| slot.ready).count();
        let ready = agents.iter().map(|agent| (agent.id, ready(agent))).collect();
        Self { names, ready, spacing_ms: line.settings.group_spacing_ms }
    }

    fn agent(&self, id: AgentId) -> String {
        self.names.agents.get(&id).cloned().unwrap_or_default()
    }

    fn group(&self, id: GroupId) -> String {
        self.names.groups.get(&id).cloned().unwrap_or_default()
    }

    fn slot(&self, id: SlotId) -> String {
        self.names.slots.get(&id).cloned().unwrap_or_default()
    }

    /// When a step goes on: a new group keeps its distance from the last one.
    fn due(&self, step: &Step) -> Timestamp {
        let spaced = self.names.last_creation.filter(|_| step.task.creates());
        spaced.map_or(step.not_before, |last| step.not_before.max(last.plus(self.spacing_ms)))
    }

    /// With how many personal groups an agent can be left, where the next one cannot be created.
    fn fewer(&self, job: &Job, step: &Step) -> Option<usize> {
        let (Subject::Agent(agent), Task::CreateSlot { .. }) = (job.subject, &step.task) else {
            return None;
        };
        let there = self.ready.get(&agent).copied().unwrap_or(0);
        (step.error.is_some() && there > 0).then_some(there)
    }
}

impl JobCard {
    /// A job that is not over.
    #[must_use]
    pub fn new(job: &Job, scenery: &Scenery<'_>, back: &str, when: &When) -> Self {
        let words = when.words();
        let failed = job.steps.iter().position(|step| step.state == StepState::Failed);
        let current = job.current().map(|(index, _)| usize::try_from(index).unwrap_or(0));
        let at = failed.or(current);
        let (title, id) = match job.subject {
            Subject::Agent(agent) => {
                (words.name(title(job), &scenery.agent(agent)), format!("agente-{agent}"))
            }
            Subject::Group(group) => {
                (words.name(title(job), &scenery.group(group)), format!("grupo-{group}"))
            }
        };
        let (k, n) = (at.map_or(job.steps.len(), |at| at + 1), job.steps.len());
        let step_of =
            words.with("job-step", &[("k", FluentValue::from(k)), ("n", FluentValue::from(n))]);
        let badge = match failed {
            Some(_) => Badge { class: "badge is-bad", text: words.t("job-failed") },
            None => Badge { class: "badge is-wait", text: step_of },
        };
        let steps = job
            .steps
            .iter()
            .enumerate()
            .map(|(index, step)| line(step, at == Some(index), scenery, when));
        let step = at.and_then(|at| job.steps.get(at));
        let error = step.and_then(|step| step.error.as_deref());
        let said = error.map_or_else(String::new, |error| explain(error, failed.is_some(), when));
        let wait = step.filter(|_| failed.is_none()).and_then(|step| wait(step, scenery, when));
        let creates = step.is_some_and(|step| step.task.creates());
        let hint = match (&wait, failed) {
            (_, Some(_)) => words.t("job-hint-failed"),
            (Some(wait), None) => {
                let key = if creates { "job-hint-wait" } else { "job-hint-again" };
                words.name(key, &when.clock(Timestamp(wait.until)))
            }
            (None, None) => words.t("job-hint"),
        };
        let fewer = step.and_then(|step| scenery.fewer(job, step));
        let fewer = fewer.map(|there| words.count("job-fewer", there)).unwrap_or_default();
        Self {
            job: job.id,
            id: format!("trabajo-{}-{id}", job.id),
            title,
            badge,
            steps: steps.collect(),
            said,
            wait,
            hint,
            failed: failed.is_some(),
            fewer,
            back: back.to_owned(),
        }
    }
}

/// What a job is, by what it begins with.
fn title(job: &Job) -> &'static str {
    match job.steps.first().map(|step| &step.task) {
        Some(Task::CreateGroup { .. } | Task::Adopt { .. }) => "job-group",
        Some(Task::Rename { .. }) => "job-rename",
        Some(Task::Invite { .. } | Task::InviteToSlot { .. }) => "job-invite",
        Some(Task::Drop { .. } | Task::CloseSlot { .. }) => "job-leave",
        Some(Task::RetireSlot { .. }) => "job-retire",
        Some(
            Task::CheckNumber { .. }
            | Task::Join { .. }
            | Task::CreateSlot { .. }
            | Task::AskReady { .. }
            | Task::ReviveSlot { .. },
        )
        | None => "job-agent",
    }
}

fn line(step: &Step, is_current: bool, names: &Scenery<'_>, when: &When) -> StepLine {
    let words = when.words();
    let text = match &step.task {
        Task::CreateGroup { .. } => words.t("step-create-group"),
        Task::Adopt { .. } => words.t("step-adopt"),
        Task::CheckNumber { .. } => words.t("step-check"),
        Task::Join { group, .. } => words.name("step-join", &names.group(*group)),
        Task::CreateSlot { slot } => words.name("step-slot", &names.slot(*slot)),
        Task::AskReady { group, .. } => words.name("step-ready", &names.group(*group)),
        Task::Rename { name, .. } => words.name("step-rename", name),
        Task::Invite { group, .. } => words.name("step-invite", &names.group(*group)),
        Task::InviteToSlot { slot } => words.name("step-invite", &names.slot(*slot)),
        Task::Drop { group, .. } => words.name("step-drop", &names.group(*group)),
        Task::RetireSlot { slot } => words.name("step-retire", &names.slot(*slot)),
        Task::ReviveSlot { slot } => words.name("step-revive", &names.slot(*slot)),
        Task::CloseSlot { slot } => words.name("step-close", &names.slot(*slot)),
    };
    let class = match (step.state, is_current) {
        (StepState::Done, _) => "done",
        (StepState::Failed, _) => "bad",
        (StepState::Waiting | StepState::Started, true) => "now",
        (StepState::Waiting | StepState::Started, false) => "",
    };
    let note = match (step.state, is_current) {
        (StepState::Done, _) => when.clock(step.changed_at),
        (StepState::Waiting | StepState::Started, true) if step.error.is_some() => words.count(
            "job-attempt",
            i64::from(step.attempts) + i64::from(step.state == StepState::Waiting),
        ),
        (StepState::Started, true) => words.t("job-doing"),
        (StepState::Failed, _) | (StepState::Waiting | StepState::Started, _) => String::new(),
    };
    StepLine { class, text, note }
}

fn wait(step: &Step, scenery: &Scenery<'_>, when: &When) -> Option<Wait> {
    let until = scenery.due(step);
    let left_ms = until.since(when.now());
    if step.state != StepState::Waiting || left_ms < 1_000 {
        return None;
    }
    // From the last creation on, where that is what is waited for.
    let spaced = (until > step.not_before).then_some(until.plus(-scenery.spacing_ms));
    let from = spaced.unwrap_or(step.changed_at);
    let whole = (until.since(from) / 1_000).max(left_ms / 1_000).max(1);
    Some(Wait {
        label: when.words().t(if step.error.is_some() { "job-again-in" } else { "job-goes-on-in" }),
        until: until.0,
        left: when.countdown(until),
        most: whole,
        passed: whole - left_ms / 1_000,
    })
}

/// What the gateway said, and what that means for the person.
fn explain(error: &str, is_final: bool, when: &When) -> String {
    let words = when.words();
    // What is to be done about these is special here.
    let special = match error {
        reason::NOT_ON_WHATSAPP => Some("job-not-on-whatsapp"),
        reason::GROUP_NOT_READY => Some("job-group-not-ready"),
        reason::GROUP_NOT_FOUND => Some("job-group-not-found"),
        reason::ADOPT_NOT_ADMIN => Some("job-adopt-not-admin"),
        reason::NOT_ADMIN => Some("job-not-admin"),
        reason::CANNOT_CHANGE_GROUPS => Some("job-cannot-change"),
        _ => None,
    };
    if let Some(key) = special {
        return words.t(key);
    }
    if let Some(because) = reasons::sentence(error, words.0) {
        let then = if is_final { "job-because-final" } else { "job-because" };
        return words.name(then, &because);
    }
    let shown = crate::text::plain::quote(error, 160);
    words.name(if is_final { "job-said-final" } else { "job-said" }, &shown)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::web::words::Words;

    #[test]
    fn a_delayed_step_tells_what_was_said_and_when_it_goes_on() {
        let now = Timestamp(1_000_000);
        let when = When::new(Words::default(), "UTC", now);
        let tasks = vec![Task::CreateGroup { group: GroupId(1), member: None }];
        let mut job = Job::new(JobId(3), Subject::Group(GroupId(1)), tasks, now.plus(-10_000));
        job.steps[0].attempts = 1;
        job.steps[0].error = Some(String::from("unknown error <b>"));
        job.steps[0].not_before = now.plus(80_000);
        let names = Names::default();
        let scenery = Scenery { names: &names, ready: BTreeMap::new(), spacing_ms: 90_000 };
        let card = JobCard::new(&job, &scenery, "/", &when);
        assert!(card.said.contains("unknown error <b>") && !card.failed);
        let wait = card.wait.unwrap();
        assert_eq!((wait.left.as_str(), wait.most, wait.passed), ("1:20", 90, 10));
        assert_eq!(card.steps[0].class, "now");

        job.steps[0].state = StepState::Failed;
        let card = JobCard::new(&job, &scenery, "/", &when);
        assert!(card.failed && card.wait.is_none());
        assert_eq!(card.steps[0].class, "bad");
    }

    #[test]
    fn the_next_group_is_waited_for_since_the_last_one_and_after_an_error_fewer_are_offered() {
        let now = Timestamp(1_000_000);
        let when = When::new(Words::default(), "UTC", now);
        let ana = AgentId(7);
        let slot = |number| Task::CreateSlot { slot: crate::domain::agent::slot_id(ana, number) };
        let mut job =
            Job::new(JobId(3), Subject::Agent(ana), vec![slot(1), slot(2)], now.plus(-40_000));
        job.steps[0].state = StepState::Done;
        let names = Names { last_creation: Some(now.plus(-30_000)), ..Names::default() };
        let ready = BTreeMap::from([(ana, 1)]);
        let scenery = Scenery { names: &names, ready, spacing_ms: 90_000 };
        let card = JobCard::new(&job, &scenery, "/", &when);
        let wait = card.wait.unwrap();
        assert_eq!((wait.left.as_str(), wait.most, wait.passed), ("1:00", 90, 30));
        assert_eq!(card.fewer, "");

        job.steps[1].error = Some(String::from("unknown error"));
        let card = JobCard::new(&job, &scenery, "/", &when);
        assert_eq!(card.fewer, when.words().count("job-fewer", 1));
    }
}
