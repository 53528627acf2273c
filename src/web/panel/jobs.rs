//! A job of provisioning as people see it: steps, what is being done, what failed, when it goes on.

use super::shell::Badge;
use crate::domain::ids::{AgentId, GroupId, JobId, SlotId, Timestamp};
use crate::domain::provisioning::{Job, Step, StepState, Subject, Task};
use crate::domain::reason;
use crate::store::agents::AgentRow;
use crate::store::groups::GroupRow;
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

/// Who and what the steps are about.
pub struct Names<'a> {
    /// The agents.
    pub agents: &'a [AgentRow],
    /// The main groups.
    pub groups: &'a [GroupRow],
}

impl Names<'_> {
    fn agent(&self, id: AgentId) -> String {
        self.agents
            .iter()
            .find(|agent| agent.id == id)
            .map(|agent| agent.name.clone())
            .unwrap_or_default()
    }

    fn group(&self, id: GroupId) -> String {
        self.groups
            .iter()
            .find(|group| group.id == id)
            .map(|group| group.name.clone())
            .unwrap_or_default()
    }

    fn slot(&self, id: SlotId) -> String {
        let slots = self
            .agents
            .iter()
            .flat_map(|agent| agent.slots.iter().map(move |slot| (agent.id, slot)));
        let mut found =
            slots.filter(|(agent, slot)| crate::domain::agent::slot_id(*agent, slot.number) == id);
        found.next().map(|(_, slot)| slot.name.clone()).unwrap_or_default()
    }
}

impl JobCard {
    /// A job that is not over.
    #[must_use]
    pub fn new(job: &Job, names: &Names<'_>, back: &str, when: &When) -> Self {
        let words = when.words();
        let failed = job.steps.iter().position(|step| step.state == StepState::Failed);
        let current = job.current().map(|(index, _)| usize::try_from(index).unwrap_or(0));
        let at = failed.or(current);
        let (title, id) = match job.subject {
            Subject::Agent(agent) => {
                (words.name("job-agent", &names.agent(agent)), format!("agente-{agent}"))
            }
            Subject::Group(group) => {
                (words.name("job-group", &names.group(group)), format!("grupo-{group}"))
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
            .map(|(index, step)| line(step, at == Some(index), names, when));
        let step = at.and_then(|at| job.steps.get(at));
        let error = step.and_then(|step| step.error.as_deref());
        let said = error.map_or_else(String::new, |error| explain(error, failed.is_some(), when));
        let wait = step.filter(|_| failed.is_none()).and_then(|step| wait(step, when));
        let hint = match (&wait, failed) {
            (_, Some(_)) => words.t("job-hint-failed"),
            (Some(wait), None) => words.name("job-hint-wait", &when.clock(Timestamp(wait.until))),
            (None, None) => words.t("job-hint"),
        };
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
            back: back.to_owned(),
        }
    }
}

fn line(step: &Step, is_current: bool, names: &Names<'_>, when: &When) -> StepLine {
    let words = when.words();
    let text = match &step.task {
        Task::CreateGroup { .. } => words.t("step-create-group"),
        Task::Adopt { .. } => words.t("step-adopt"),
        Task::CheckNumber { .. } => words.t("step-check"),
        Task::Join { group, .. } => words.name("step-join", &names.group(*group)),
        Task::CreateSlot { slot } => words.name("step-slot", &names.slot(*slot)),
        Task::AskReady { group, .. } => words.name("step-ready", &names.group(*group)),
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

fn wait(step: &Step, when: &When) -> Option<Wait> {
    let left_ms = step.not_before.since(when.now());
    if step.state != StepState::Waiting || left_ms < 1_000 {
        return None;
    }
    let whole = (step.not_before.since(step.changed_at) / 1_000).max(left_ms / 1_000).max(1);
    Some(Wait {
        label: when.words().t(if step.error.is_some() { "job-again-in" } else { "job-goes-on-in" }),
        until: step.not_before.0,
        left: when.countdown(step.not_before),
        most: whole,
        passed: whole - left_ms / 1_000,
    })
}

/// What the gateway said, and what that means for the person.
fn explain(error: &str, is_final: bool, when: &When) -> String {
    let words = when.words();
    // What is to be done about it is special here.
    if error == reason::NOT_ON_WHATSAPP {
        return words.t("job-not-on-whatsapp");
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
        let names = Names { agents: &[], groups: &[] };
        let card = JobCard::new(&job, &names, "/", &when);
        assert!(card.said.contains("unknown error <b>") && !card.failed);
        let wait = card.wait.unwrap();
        assert_eq!((wait.left.as_str(), wait.most, wait.passed), ("1:20", 90, 10));
        assert_eq!(card.steps[0].class, "now");

        job.steps[0].state = StepState::Failed;
        let card = JobCard::new(&job, &names, "/", &when);
        assert!(card.failed && card.wait.is_none());
        assert_eq!(card.steps[0].class, "bad");
    }
}
