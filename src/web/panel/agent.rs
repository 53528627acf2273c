//! `/agentes/{id}`: one agent, to edit.

use askama::Template;

use super::agents::{AgentForm, pace, pretty, registration, slot_classes};
use super::jobs::{JobCard, Names};
use super::shell::{Badge, Shell};
use crate::domain::ids::{AgentId, GroupId};
use crate::domain::provisioning::{Membership, Subject};
use crate::domain::registration::Proof;
use crate::domain::settings::GroupKind;
use crate::engine::LineInfo;
use crate::store::agents::{AgentRow, SlotRow};
use crate::store::groups::GroupRow;
use crate::store::jobs::JobRow;
use crate::web::words::{FluentValue, Words};

/// A personal group.
#[derive(Debug, Clone)]
#[allow(missing_docs, reason = "as in the template")]
pub struct SlotLine {
    pub class: &'static str,
    pub name: String,
    pub case: Option<(String, String)>,
    pub text: String,
}

/// How the agent stands to a main group.
#[derive(Debug, Clone)]
#[allow(missing_docs, reason = "as in the template")]
pub struct PlaceLine {
    pub group: GroupId,
    pub name: String,
    pub badge: Badge,
    pub action: String,
    pub note: String,
}

/// The page.
#[derive(Template)]
#[template(path = "panel/agent.html")]
#[allow(missing_docs, reason = "as in the template")]
pub struct AgentPage {
    pub shell: Shell,
    pub line: i64,
    pub id: AgentId,
    pub name: String,
    pub active: bool,
    pub registration: Badge,
    pub jobs: Vec<JobCard>,
    pub form: AgentForm,
    pub pace: String,
    pub slots: Vec<SlotLine>,
    pub slots_text: String,
    pub facts: Vec<(String, String)>,
    pub places: Vec<PlaceLine>,
}

impl AgentPage {
    /// The page of one of `agents`.
    #[must_use]
    pub fn new(
        mut shell: Shell,
        line: &LineInfo,
        agent: &AgentRow,
        agents: &[AgentRow],
        groups: &[GroupRow],
        jobs: &[JobRow],
        form: AgentForm,
    ) -> Self {
        let (when, words) = (shell.when(line), shell.words);
        shell.title.clone_from(&agent.name);
        let names = Names { agents, groups };
        let own =
            jobs.iter().map(|row| &row.job).filter(|job| job.subject == Subject::Agent(agent.id));
        let back = format!("/agentes/{}", agent.id);
        let jobs: Vec<JobCard> = own.map(|job| JobCard::new(job, &names, &back, &when)).collect();
        shell.refresh = !jobs.is_empty();
        let mut facts = vec![(words.t("label-number"), pretty(&agent.phone))];
        match &agent.registration {
            Some(bound) => {
                facts.push((words.t("agent-answered"), when.moment(bound.at)));
                let shown = [
                    bound.identity.phone.as_ref().map(crate::domain::phone::Phone::pretty),
                    bound.identity.lid.as_ref().map(|lid| format!("{}@lid", lid.0)),
                ];
                facts.push((
                    words.t("agent-identity"),
                    shown.into_iter().flatten().collect::<Vec<_>>().join(" · "),
                ));
                let proof = match bound.proof {
                    Proof::Number => "agent-proof-number",
                    Proof::QuoteAndMembership => "agent-proof-quote",
                };
                facts.push((words.t("agent-proof"), words.t(proof)));
            }
            None => facts.push((words.t("agents-registration"), words.t("agent-not-yet"))),
        }
        let classes = slot_classes(agent, when.now(), line.settings.first_limit_ms);
        let busy = classes.iter().filter(|class| matches!(**class, "on" | "late")).count();
        Self {
            line: line.id.0,
            id: agent.id,
            name: agent.name.clone(),
            active: agent.active,
            registration: registration(agent, words),
            jobs,
            form,
            pace: pace(line, &when),
            slots: slots(agent, line.id.0, words),
            slots_text: words.with(
                "slots-text",
                &[
                    ("busy", FluentValue::from(busy)),
                    (
                        "ready",
                        FluentValue::from(classes.iter().filter(|class| **class != "off").count()),
                    ),
                ],
            ),
            facts,
            places: places(agent, groups, words),
            shell,
        }
    }
}

fn slots(agent: &AgentRow, line: i64, words: Words) -> Vec<SlotLine> {
    let line_of = |slot: &SlotRow| {
        let retired = slot.number > agent.wanted;
        let (class, key) = match (slot.ready, retired) {
            (_, true) => ("off", "slot-retired"),
            (true, false) => ("", "slot-free"),
            (false, false) => ("off", "slot-off"),
        };
        let case = slot.case.as_ref().map(|case| {
            (
                format!("/tickets/{}?linea={line}", case.ticket),
                format!("#{} {}", case.ticket, case.customer_name),
            )
        });
        SlotLine {
            class: if case.is_some() { "on" } else { class },
            name: slot.name.clone(),
            case,
            text: words.t(key),
        }
    };
    agent.slots.iter().map(line_of).collect()
}

fn places(agent: &AgentRow, groups: &[GroupRow], words: Words) -> Vec<PlaceLine> {
    let for_tickets = groups.iter().filter(|group| group.kind != GroupKind::Supervisor);
    for_tickets
        .map(|group| {
            let membership = agent.memberships.get(&group.id).copied();
            let standing = standing(membership, agent.registration.is_some(), words);
            PlaceLine {
                group: group.id,
                name: group.name.clone(),
                badge: standing.badge,
                action: standing.action,
                note: standing.note,
            }
        })
        .collect()
}

/// How an agent stands to a group, and what can be done about it.
#[derive(Debug, Clone)]
#[allow(missing_docs, reason = "as in the template")]
pub struct Standing {
    pub badge: Badge,
    pub action: String,
    pub note: String,
}

/// How an agent stands to a group.
#[must_use]
pub fn standing(membership: Option<Membership>, bound: bool, words: Words) -> Standing {
    let say = |class, key: &str, action: &str, note: &str| Standing {
        badge: Badge { class, text: words.t(key) },
        action: if action.is_empty() { String::new() } else { words.t(action) },
        note: if note.is_empty() { String::new() } else { words.t(note) },
    };
    match (membership, bound) {
        (None, _) => say("badge is-plain", "member-none", "member-add", ""),
        (Some(Membership::Pending), _) => say("badge is-wait", "member-pending", "", ""),
        (Some(Membership::Invited), false) => {
            say("badge is-wait", "member-invited", "member-ask-again", "member-invited-note")
        }
        (Some(Membership::Invited), true) => {
            say("badge is-wait", "member-invited", "", "member-invited-note")
        }
        (Some(Membership::Member), false) => {
            say("badge is-wait", "registration-missing", "member-ask-again", "")
        }
        (Some(Membership::Member), true) => say("badge is-ok", "registration-done", "", ""),
    }
}
