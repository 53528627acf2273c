//! `/agentes/{id}`: one agent, to edit.

use askama::Template;

use super::acts::agent_choice;
use super::agents::{AgentForm, People, pace, pretty, registration, slot_classes};
use super::choice::Choice;
use super::jobs::{JobCard, Scenery};
use super::shell::{Badge, Shell};
use crate::domain::ids::{AgentId, GroupId, SlotId};
use crate::domain::provisioning::{Membership, Subject};
use crate::domain::registration::Proof;
use crate::domain::settings::GroupKind;
use crate::engine::LineInfo;
use crate::store::agents::{AgentRow, SlotRow};
use crate::store::groups::GroupRow;
use crate::web::words::{FluentValue, Words};

/// The cases of an agent who leaves go back to their main groups.
pub const PENDING_AGAIN: &str = "pendientes";

/// A personal group.
#[derive(Debug, Clone)]
#[allow(missing_docs, reason = "as in the template")]
pub struct SlotLine {
    pub class: &'static str,
    pub name: String,
    pub case: Option<(String, String)>,
    pub text: String,
    pub slot: SlotId,
    pub invite: String,
}

/// What has to be settled before an agent can be deleted.
#[derive(Debug, Clone, PartialEq, Eq)]
#[allow(missing_docs, reason = "as in the template")]
pub struct OpenCase {
    pub href: String,
    pub text: String,
}

/// How the agent stands to a main group.
#[derive(Debug, Clone)]
#[allow(missing_docs, reason = "as in the template")]
pub struct PlaceLine {
    pub group: GroupId,
    pub name: String,
    pub standing: Standing,
    pub dialog: String,
    pub drop_title: String,
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
    pub bound: bool,
    pub undo_title: String,
    pub places: Vec<PlaceLine>,
    pub cases: Vec<OpenCase>,
    /// Where they may go.
    pub successors: Vec<Choice>,
    pub delete_title: String,
}

impl AgentPage {
    /// The page of one of `agents`.
    #[must_use]
    pub fn new(
        mut shell: Shell,
        line: &LineInfo,
        agent: &AgentRow,
        people: &People,
        form: AgentForm,
    ) -> Self {
        let People { agents, groups, jobs, names } = people;
        let (when, words) = (shell.when(line), shell.words);
        shell.title.clone_from(&agent.name);
        let scenery = Scenery::new(names, agents, line);
        let own =
            jobs.iter().map(|row| &row.job).filter(|job| job.subject == Subject::Agent(agent.id));
        let back = format!("/agentes/{}", agent.id);
        let jobs: Vec<JobCard> = own.map(|job| JobCard::new(job, &scenery, &back, &when)).collect();
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
            bound: agent.registration.is_some(),
            undo_title: words.name("agent-undo-title", &agent.name),
            places: places(agent, groups, words),
            cases: open_cases(agent, line.id.0),
            successors: successors(agent, &people.agents, words),
            delete_title: words.name("agent-delete-title", &agent.name),
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
            slot: slot.id,
            invite: slot.invite.clone().unwrap_or_default(),
        }
    };
    // One that was given up before it was made is nothing to anybody.
    let shown = |slot: &&SlotRow| slot.ready || slot.number <= agent.wanted;
    agent.slots.iter().filter(shown).map(line_of).collect()
}

fn open_cases(agent: &AgentRow, line: i64) -> Vec<OpenCase> {
    let cases = agent.slots.iter().filter_map(|slot| slot.case.as_ref());
    cases
        .map(|case| OpenCase {
            href: format!("/tickets/{}?linea={line}", case.ticket),
            text: format!("#{} {}", case.ticket, case.customer_name),
        })
        .collect()
}

/// Back to where they were announced, or to another agent: who has most room comes first.
fn successors(agent: &AgentRow, agents: &[AgentRow], words: Words) -> Vec<Choice> {
    let mut others: Vec<&AgentRow> = agents.iter().filter(|other| other.id != agent.id).collect();
    others.sort_by_key(|other| std::cmp::Reverse(other.free()));
    let pending = Choice {
        value: PENDING_AGAIN.to_owned(),
        text: words.t("agent-delete-pending"),
        chosen: true,
    };
    let other = |other: &&AgentRow| Choice {
        value: other.id.to_string(),
        text: agent_choice(other, words),
        chosen: false,
    };
    std::iter::once(pending).chain(others.iter().map(other)).collect()
}

fn places(agent: &AgentRow, groups: &[GroupRow], words: Words) -> Vec<PlaceLine> {
    let place = |group: &GroupRow| {
        let membership = agent.memberships.get(&group.id).copied();
        let tickets = group.kind != GroupKind::Supervisor;
        let names = [
            ("agent", FluentValue::from(agent.name.as_str())),
            ("group", FluentValue::from(group.name.as_str())),
        ];
        PlaceLine {
            group: group.id,
            name: group.name.clone(),
            standing: standing(membership, agent.registration.is_some(), tickets, words),
            dialog: format!("sacar-{}", group.id),
            drop_title: words.with("groups-drop-title", &names),
        }
    };
    groups.iter().map(place).collect()
}

/// How an agent stands to a group, and what can be done about it.
#[derive(Debug, Clone)]
#[allow(missing_docs, reason = "as in the template")]
pub struct Standing {
    pub badge: Badge,
    /// What they are in the group; empty where the badge says it.
    pub role: String,
    /// Adds them, or asks for LISTO again.
    pub action: String,
    pub note: String,
    /// The link can be sent.
    pub invites: bool,
    /// They can be taken out.
    pub drops: bool,
}

/// How an agent stands to a group; LISTO matters only where tickets are taken.
#[must_use]
pub fn standing(
    membership: Option<Membership>,
    bound: bool,
    tickets: bool,
    words: Words,
) -> Standing {
    let say = |class, key: &str, action: &str, note: &str| Standing {
        badge: Badge { class, text: words.t(key) },
        role: String::new(),
        action: if action.is_empty() { String::new() } else { words.t(action) },
        note: if note.is_empty() { String::new() } else { words.t(note) },
        invites: false,
        drops: true,
    };
    let inside = |role: &str| {
        let role = words.t(role);
        let shown = match (tickets, bound) {
            (true, false) => say("badge is-wait", "registration-missing", "member-ask-again", ""),
            (true, true) => say("badge is-ok", "registration-done", "", ""),
            (false, _) => say("badge is-ok", "member-in", "", ""),
        };
        Standing { role, ..shown }
    };
    match membership {
        None => Standing { drops: false, ..say("badge is-plain", "member-none", "member-add", "") },
        Some(Membership::Pending) => say("badge is-wait", "member-pending", "", ""),
        Some(Membership::Invited) => Standing {
            invites: true,
            ..say("badge is-wait", "member-invited", "", "member-invited-note")
        },
        Some(Membership::Left) => Standing {
            invites: true,
            ..say("badge is-bad", "member-left", "member-add", "member-left-note")
        },
        Some(Membership::Member) => inside("member-role-member"),
        Some(Membership::Admin) => inside("member-role-admin"),
    }
}
