//! `/ajustes/grupos`: a card for each main group, and for each kind that has none yet.

use askama::Template;

use super::agent::{Standing, standing};
use super::agents::pretty;
use super::choice::Choice;
use super::group_form::{AddForm, EditForm, GroupForm, Known, title};
use super::jobs::{JobCard, Scenery};
use super::phones::initials;
use super::shell::{Badge, Shell};
use super::tickets::Tab;
use crate::domain::ids::{AgentId, GroupId};
use crate::domain::settings::GroupKind;
use crate::engine::LineInfo;
use crate::store::agents::AgentRow;
use crate::store::groups::{GroupRow, MemberRow, RetiredRow};
use crate::store::jobs::Names;
use crate::web::when::When;
use crate::web::words::{FluentValue, Words};

/// An agent of a group.
#[derive(Debug, Clone)]
#[allow(missing_docs, reason = "as in the template")]
pub struct Member {
    pub id: AgentId,
    pub href: String,
    pub initials: String,
    pub name: String,
    pub number: String,
    pub standing: Standing,
    pub dialog: String,
    pub drop_title: String,
}

/// How a group is retired.
#[derive(Debug, Clone)]
#[allow(missing_docs, reason = "as in the template")]
pub struct Retiring {
    pub title: String,
    pub waits: String,
    pub only: bool,
}

/// A card.
#[derive(Debug, Clone)]
#[allow(missing_docs, reason = "as in the template")]
pub struct Card {
    pub id: String,
    pub kind: &'static str,
    pub supervisor: bool,
    pub optional: bool,
    pub group: GroupId,
    pub title: String,
    pub badge: Badge,
    pub detail: String,
    pub tags: Vec<String>,
    pub purpose: String,
    pub ready: bool,
    pub given_up: bool,
    pub job: Option<JobCard>,
    pub agents: Vec<Member>,
    pub invite: String,
    pub others: Vec<Choice>,
    pub add: AddForm,
    pub edit: Option<EditForm>,
    pub editing: bool,
    pub retiring: Option<Retiring>,
    pub form: Option<GroupForm>,
}

/// A group that gets no tickets any more.
#[derive(Debug, Clone)]
#[allow(missing_docs, reason = "as in the template")]
pub struct RetiredLine {
    pub group: GroupId,
    pub name: String,
    pub text: String,
}

/// One more group of a kind.
#[derive(Debug, Clone)]
#[allow(missing_docs, reason = "as in the template")]
pub struct More {
    pub form: GroupForm,
    pub kinds: Vec<Choice>,
}

/// What was typed into one of the forms, or asked to be shown.
#[derive(Debug, Clone, Default)]
#[allow(missing_docs, reason = "as in the forms")]
pub struct Typed {
    pub group: Option<GroupForm>,
    pub add: Option<AddForm>,
    pub edit: Option<EditForm>,
    /// The groups of the line, for the form of this kind, or for one more.
    pub known: Option<(Option<GroupKind>, Known)>,
}

/// What the store has for the page.
#[derive(Debug, Clone, Default)]
#[allow(missing_docs, reason = "as in the store")]
pub struct Stored {
    pub agents: Vec<AgentRow>,
    pub groups: Vec<GroupRow>,
    pub retired: Vec<RetiredRow>,
    pub names: Names,
}

/// The page.
#[derive(Template)]
#[template(path = "panel/groups.html")]
#[allow(missing_docs, reason = "as in the template")]
pub struct GroupsPage {
    pub shell: Shell,
    pub line: i64,
    pub lines: Vec<Tab>,
    pub subtitle: String,
    pub lists: bool,
    pub cards: Vec<Card>,
    pub more: Option<More>,
    pub retired: Vec<RetiredLine>,
}

impl GroupsPage {
    /// The page.
    #[must_use]
    pub fn new(
        mut shell: Shell,
        line: &LineInfo,
        lines: Vec<Tab>,
        stored: &Stored,
        typed: &Typed,
    ) -> Self {
        let (when, words) = (shell.when(line), shell.words);
        let desk = Desk { line, stored, typed, when: &when };
        let mut cards = Vec::new();
        for kind in GroupKind::ALL {
            let of_kind: Vec<&GroupRow> =
                stored.groups.iter().filter(|group| group.kind == kind).collect();
            if of_kind.is_empty() {
                cards.push(desk.missing(kind));
            }
            cards.extend(of_kind.into_iter().map(|group| desk.group(group)));
        }
        shell.refresh = cards.iter().any(|card| card.job.is_some());
        let retired = stored.retired.iter().map(|row| RetiredLine {
            group: row.id,
            name: row.name.clone(),
            text: words.with(
                "groups-retired-since",
                &[
                    ("kind", FluentValue::from(title(row.kind, words))),
                    ("when", FluentValue::from(when.moment(row.at))),
                ],
            ),
        });
        Self {
            line: line.id.0,
            lines,
            subtitle: words.name("groups-line", &line.name),
            lists: line.capabilities.list_groups,
            more: desk.more(),
            retired: retired.collect(),
            cards,
            shell,
        }
    }
}

struct Desk<'a> {
    line: &'a LineInfo,
    stored: &'a Stored,
    typed: &'a Typed,
    when: &'a When,
}

impl Desk<'_> {
    fn missing(&self, kind: GroupKind) -> Card {
        let words = self.when.words();
        let typed = self.typed.group.clone();
        let typed = typed.filter(|form| form.kind == kind && form.labels.is_none());
        let form = typed.unwrap_or_else(|| {
            GroupForm::new(kind, &self.line.settings, self.needs_member(), words)
        });
        Card {
            id: format!("g-{}", kind.name()),
            kind: kind.name(),
            supervisor: kind == GroupKind::Supervisor,
            optional: kind == GroupKind::Supervisor,
            group: GroupId(0),
            title: title(kind, words),
            badge: Badge { class: "badge is-plain", text: words.t("groups-missing") },
            detail: String::new(),
            tags: Vec::new(),
            purpose: purpose(kind, words),
            ready: false,
            given_up: false,
            job: None,
            agents: Vec::new(),
            invite: String::new(),
            others: Vec::new(),
            add: AddForm::new(GroupId(0), words),
            edit: None,
            editing: false,
            retiring: None,
            form: Some(form.knowing(self.known(Some(kind)))),
        }
    }

    /// One more of a kind, once there is one.
    fn more(&self) -> Option<More> {
        let words = self.when.words();
        let there = |kind: &GroupKind| self.stored.groups.iter().any(|group| group.kind == *kind);
        let kinds: Vec<GroupKind> =
            [GroupKind::Support, GroupKind::Sales].into_iter().filter(|kind| there(kind)).collect();
        let first = *kinds.first()?;
        let typed = self.typed.group.clone().filter(|form| form.labels.is_some());
        let form = typed.unwrap_or_else(|| {
            GroupForm::more(first, &self.line.settings, self.needs_member(), words)
        });
        let chosen = form.kind;
        let choice = |kind: GroupKind| Choice {
            value: kind.name().to_owned(),
            text: title(kind, words),
            chosen: kind == chosen,
        };
        Some(More {
            form: form.knowing(self.known(None)),
            kinds: kinds.into_iter().map(choice).collect(),
        })
    }

    fn known(&self, of: Option<GroupKind>) -> Option<Known> {
        let (wanted, known) = self.typed.known.as_ref()?;
        (*wanted == of).then(|| known.clone())
    }

    fn needs_member(&self) -> bool {
        !self.line.capabilities.empty_groups
    }

    fn group(&self, group: &GroupRow) -> Card {
        let words = self.when.words();
        let scenery = Scenery::new(&self.stored.names, &self.stored.agents, self.line);
        let job = group.job.as_ref();
        let job = job.map(|job| JobCard::new(job, &scenery, "/ajustes/grupos", self.when));
        let ready = group.chat.is_some();
        let badge = match (&job, ready) {
            (_, true) => Badge { class: "badge is-ok is-plain", text: words.t("groups-ready") },
            (Some(job), false) if job.failed => {
                Badge { class: "badge is-bad", text: words.t("groups-failed") }
            }
            (Some(job), false) => Badge { class: "badge is-wait", text: creating(job, words) },
            (None, false) => Badge { class: "badge is-bad", text: words.t("groups-given-up") },
        };
        let is_member = |agent: &&AgentRow| agent.memberships.contains_key(&group.id);
        let other = |agent: &AgentRow| Choice {
            value: agent.id.to_string(),
            text: agent.name.clone(),
            chosen: false,
        };
        let typed = self.typed.add.clone().filter(|form| form.group == group.id);
        let edit = self.typed.edit.clone().filter(|form| form.group == group.id);
        let needs_link = group.members.iter().any(|member| !member.membership.is_inside());
        Card {
            id: format!("g-{}", group.id),
            kind: group.kind.name(),
            supervisor: group.kind == GroupKind::Supervisor,
            optional: false,
            group: group.id,
            title: title(group.kind, words),
            badge,
            detail: group.name.clone(),
            tags: [&group.labels.speciality, &group.labels.shift]
                .into_iter()
                .filter(|label| !label.is_empty())
                .cloned()
                .collect(),
            purpose: purpose(group.kind, words),
            ready,
            given_up: !ready && job.is_none(),
            job,
            agents: group.members.iter().map(|member| self.member(group, member)).collect(),
            invite: group.invite.clone().filter(|_| needs_link).unwrap_or_default(),
            others: self.stored.agents.iter().filter(|a| !is_member(a)).map(other).collect(),
            add: typed.unwrap_or_else(|| AddForm::new(group.id, words)),
            editing: edit.is_some(),
            edit: ready.then(|| {
                edit.unwrap_or_else(|| EditForm::new(group.id, &group.name, &group.labels, words))
            }),
            retiring: ready.then(|| self.retiring(group)),
            form: None,
        }
    }

    fn member(&self, group: &GroupRow, member: &MemberRow) -> Member {
        let words = self.when.words();
        let tickets = group.kind != GroupKind::Supervisor;
        let names = [
            ("agent", FluentValue::from(member.name.as_str())),
            ("group", FluentValue::from(group.name.as_str())),
        ];
        Member {
            id: member.agent,
            href: format!("/agentes/{}?linea={}", member.agent, self.line.id),
            initials: initials(&member.name),
            name: member.name.clone(),
            number: pretty(&member.phone),
            standing: standing(Some(member.membership), member.bound.is_some(), tickets, words),
            dialog: format!("sacar-{}-{}", group.id, member.agent),
            drop_title: words.with("groups-drop-title", &names),
        }
    }

    fn retiring(&self, group: &GroupRow) -> Retiring {
        let words = self.when.words();
        let alike = self.stored.groups.iter().filter(|other| other.kind == group.kind);
        Retiring {
            title: words.name("groups-retire-title", &group.name),
            waits: match group.pending {
                0 => String::new(),
                waiting => words.count("groups-retire-waits", waiting),
            },
            only: alike.filter(|other| other.chat.is_some()).count() == 1,
        }
    }
}

fn purpose(kind: GroupKind, words: Words) -> String {
    words.t(&format!("groups-purpose-{}", kind.name()))
}

/// «Creando, paso 1 de 2».
fn creating(job: &JobCard, words: Words) -> String {
    match job.steps.len() {
        0 | 1 => words.t("groups-creating"),
        _ => format!("{}, {}", words.t("groups-creating"), job.badge.text.to_lowercase()),
    }
}
