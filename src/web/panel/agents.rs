//! `/agentes`: who attends, in how many groups, and the form for a new agent.

use askama::Template;

use super::choice::Choice;
use super::fields::{Field, summary};
use super::jobs::{JobCard, Scenery};
use super::phones::initials;
use super::shell::{Badge, Shell};
use super::tickets::Tab;
use crate::domain::agent::SLOTS_MOST;
use crate::domain::ids::{AgentId, GroupId, Timestamp};
use crate::domain::phone::Phone;
use crate::domain::provisioning::Subject;
use crate::domain::refusal::Refusal;
use crate::domain::settings::GroupKind;
use crate::engine::LineInfo;
use crate::store::agents::AgentRow;
use crate::store::groups::GroupRow;
use crate::store::jobs::{JobRow, Names};
use crate::text;
use crate::web::flash::Banner;
use crate::web::form::Fields;
use crate::web::when::When;
use crate::web::words::{FluentValue, Words};

/// An agent in the table.
#[derive(Debug, Clone)]
#[allow(missing_docs, reason = "as in the template")]
pub struct Row {
    pub id: AgentId,
    pub href: String,
    pub initials: String,
    pub name: String,
    pub number: String,
    pub groups: String,
    pub slots: Vec<&'static str>,
    pub slots_text: String,
    pub free_text: String,
    pub registration: Badge,
    pub active: bool,
    /// Until when the agent is off shift, where that is now.
    pub off_shift: Option<String>,
}

/// The form for an agent.
#[derive(Debug, Clone)]
#[allow(missing_docs, reason = "as in the template")]
pub struct AgentForm {
    pub banner: Option<Banner>,
    pub name: Field,
    pub number: Field,
    pub slots: Field,
    pub groups: Vec<Choice>,
    pub active: bool,
}

/// What a form asked for, once it is understood.
#[derive(Debug, Clone, PartialEq, Eq)]
#[allow(missing_docs, reason = "as in the form")]
pub struct NewAgent {
    pub name: String,
    pub phone: Phone,
    pub slots: u8,
    pub active: bool,
    pub groups: Vec<GroupId>,
}

/// Who there is, and what is being done about them.
#[derive(Debug, Clone, Default)]
#[allow(missing_docs, reason = "as in the store")]
pub struct People {
    pub agents: Vec<AgentRow>,
    pub groups: Vec<GroupRow>,
    pub jobs: Vec<JobRow>,
    pub names: Names,
}

/// The page.
#[derive(Template)]
#[template(path = "panel/agents.html")]
#[allow(missing_docs, reason = "as in the template")]
pub struct AgentsPage {
    pub shell: Shell,
    pub line: i64,
    pub lines: Vec<Tab>,
    pub summary: String,
    pub jobs: Vec<JobCard>,
    pub rows: Vec<Row>,
    pub form: AgentForm,
    pub pace: String,
}

impl AgentsPage {
    /// The page.
    #[must_use]
    pub fn new(
        mut shell: Shell,
        line: &LineInfo,
        lines: Vec<Tab>,
        people: &People,
        form: AgentForm,
    ) -> Self {
        let People { agents, groups, jobs, names } = people;
        let (when, words) = (shell.when(line), shell.words);
        let scenery = Scenery::new(names, agents, line);
        let for_agents =
            jobs.iter().map(|row| &row.job).filter(|job| matches!(job.subject, Subject::Agent(_)));
        let jobs: Vec<JobCard> =
            for_agents.map(|job| JobCard::new(job, &scenery, "/agentes", &when)).collect();
        shell.refresh = !jobs.is_empty();
        let slots: usize =
            agents.iter().map(|agent| agent.slots.iter().filter(|slot| slot.ready).count()).sum();
        Self {
            line: line.id.0,
            lines,
            summary: words.with(
                "agents-summary",
                &[("agents", FluentValue::from(agents.len())), ("slots", FluentValue::from(slots))],
            ),
            jobs,
            rows: agents.iter().map(|agent| row(agent, groups, line, &when)).collect(),
            form,
            pace: pace(line, &when),
            shell,
        }
    }
}

/// An agent as a row.
#[must_use]
pub fn row(agent: &AgentRow, groups: &[GroupRow], line: &LineInfo, when: &When) -> Row {
    let words = when.words();
    let of =
        |id: &GroupId| groups.iter().find(|group| group.id == *id).map(|group| group.name.clone());
    let names: Vec<String> = agent.memberships.keys().filter_map(of).collect();
    let slots = slot_classes(agent, when.now(), line.settings.first_limit_ms);
    let busy = slots.iter().filter(|slot| matches!(**slot, "on" | "late")).count();
    let ready = slots.iter().filter(|slot| **slot != "off").count();
    let free = ready - busy;
    let slots_text = if slots.is_empty() {
        words.t("slots-none")
    } else if ready == 0 {
        words.t("slots-creating")
    } else {
        words.with(
            "slots-text",
            &[("busy", FluentValue::from(busy)), ("ready", FluentValue::from(ready))],
        )
    };
    let takes_cases = agent.active && agent.registration.is_some();
    let free_text = match (takes_cases, free) {
        (false, _) if !agent.active => words.t("agent-inactive"),
        (false, _) => words.t("registration-missing"),
        (true, 0) => words.t("slots-full"),
        (true, free) => words.count("slots-free", free),
    };
    Row {
        id: agent.id,
        href: format!("/agentes/{}?linea={}", agent.id, line.id),
        initials: initials(&agent.name),
        name: agent.name.clone(),
        number: pretty(&agent.phone),
        groups: if names.is_empty() { words.t("agent-no-groups") } else { names.join(", ") },
        slots,
        slots_text,
        free_text,
        registration: registration(agent, words),
        active: agent.active,
        off_shift: off_shift(agent.id, line, when),
    }
}

/// «Fuera de turno hasta mañana a las 9:00», where the agent is off shift.
fn off_shift(agent: AgentId, line: &LineInfo, when: &When) -> Option<String> {
    let settings = &line.settings;
    let shift = settings.rules.agent_shift(agent, &settings.time_zone);
    if shift.is_open(when.now()) {
        return None;
    }
    let until = shift.next_open(when.now()).map(|at| text::ahead::ahead(at, when.tone()));
    let words = when.words();
    Some(until.map_or_else(|| words.t("agents-off"), |at| words.name("agents-off-until", &at)))
}

/// A class for each of an agent's batons: busy, free or not there yet.
#[must_use]
pub fn slot_classes(agent: &AgentRow, now: Timestamp, late_ms: i64) -> Vec<&'static str> {
    let shown =
        agent.slots.iter().filter(|slot| slot.number <= agent.wanted || slot.case.is_some());
    shown
        .map(|slot| match (&slot.case, slot.ready) {
            (Some(case), _)
                if case.waiting_since.is_some_and(|since| now.since(since) > late_ms) =>
            {
                "late"
            }
            (Some(_), _) => "on",
            (None, true) => "",
            (None, false) => "off",
        })
        .collect()
}

/// Digits as people read a number.
#[must_use]
pub fn pretty(digits: &str) -> String {
    Phone::from_digits(digits).map_or_else(|| digits.to_owned(), |phone| phone.pretty())
}

/// Registrado, or Falta el LISTO.
#[must_use]
pub fn registration(agent: &AgentRow, words: Words) -> Badge {
    match agent.registration {
        Some(_) => Badge { class: "badge is-ok", text: words.t("registration-done") },
        None => Badge { class: "badge is-wait", text: words.t("registration-missing") },
    }
}

/// How long creating groups takes on this line.
#[must_use]
pub fn pace(line: &LineInfo, when: &When) -> String {
    let ms = line.settings.group_spacing_ms;
    if ms < 5_000 {
        return when.words().t("agents-pace-fast");
    }
    let shown = if ms < 120_000 { format!("{} s", ms / 1_000) } else { when.span(ms) };
    when.words().name("agents-pace", &shown)
}

impl AgentForm {
    /// An empty form, with all groups for tickets chosen.
    #[must_use]
    pub fn new(groups: &[GroupRow], words: Words) -> Self {
        let for_tickets = groups.iter().filter(|group| group.kind != GroupKind::Supervisor);
        let choice = |group: &GroupRow| Choice {
            value: group.id.to_string(),
            text: group.name.clone(),
            chosen: true,
        };
        Self {
            banner: None,
            name: Field::text("nombre", "nombre", words.t("agents-name"))
                .hint(words.t("agents-name-hint")),
            number: Field::text("numero", "numero", words.t("label-number"))
                .hint(words.t("agents-number-hint"))
                .kind("tel"),
            slots: Field::text("cantidad", "cantidad", words.t("label-slots"))
                .hint(words.t("agents-slots-hint"))
                .kind("number")
                .value("2"),
            groups: for_tickets.map(choice).collect(),
            active: true,
        }
    }

    /// With the values of an agent who is to be edited.
    #[must_use]
    pub fn of(agent: &AgentRow, words: Words) -> Self {
        let mut form = Self::new(&[], words);
        form.name.value.clone_from(&agent.name);
        form.slots.value = agent.wanted.to_string();
        form.slots.hint = words.t("agents-slots-edit-hint");
        form.active = agent.active;
        form
    }

    /// What was typed, understood; or what is wrong with it.
    ///
    /// After `None` the form has the words beside each field.
    pub fn read(&mut self, fields: &Fields, country: &str, when: &When) -> Option<NewAgent> {
        let edited = self.read_edit(fields, when);
        fields.get("numero").clone_into(&mut self.number.value);
        let groups: Vec<&str> = fields.all("grupos").collect();
        for choice in &mut self.groups {
            choice.chosen = groups.contains(&choice.value.as_str());
        }
        let phone = Phone::parse(fields.get("numero"), country);
        if let Err(error) = &phone {
            self.number.error = Some(text::phone(error, when.tone()));
        }
        self.summarise(when.words());
        let groups = groups.iter().filter_map(|group| group.parse().ok()).map(GroupId).collect();
        match (edited, phone) {
            (Some((name, active, slots)), Ok(phone)) => {
                Some(NewAgent { name, phone, slots, active, groups })
            }
            (None, _) | (_, Err(_)) => None,
        }
    }

    /// The same without number and groups.
    ///
    /// After `None` the form has the words beside each field.
    pub fn read_edit(&mut self, fields: &Fields, when: &When) -> Option<(String, bool, u8)> {
        let words = when.words();
        fields.get("nombre").clone_into(&mut self.name.value);
        fields.get("cantidad").clone_into(&mut self.slots.value);
        self.active = fields.get("estado") != "inactivo";
        let name = self.name.value.clone();
        if name.is_empty() {
            self.name.error = Some(words.t("field-required"));
        } else if name.chars().count() > 60 {
            self.name.error = Some(words.t("field-too-long"));
        }
        let slots = fields
            .get("cantidad")
            .parse::<u8>()
            .ok()
            .filter(|slots| (1..=SLOTS_MOST).contains(slots));
        if slots.is_none() {
            self.slots.error = Some(words.t("field-slots-range"));
        }
        self.summarise(words);
        match (&self.name.error, slots) {
            (None, Some(slots)) => Some((name, self.active, slots)),
            (Some(_), _) | (_, None) => None,
        }
    }

    /// Says beside the field why the engine turned it down; `false` if it is about none of them.
    pub fn refused(&mut self, refusal: &Refusal, when: &When) {
        let words = text::refusal(refusal, when.tone());
        match refusal {
            Refusal::NumberTaken { .. } => self.number.error = Some(words),
            Refusal::Field { field, problem } => {
                let problem = text::refusals::problem(problem, when.tone());
                match field.as_str() {
                    "nombre" => self.name.error = Some(problem),
                    "cantidad" => self.slots.error = Some(problem),
                    _ => self.banner = Some(Banner::bad(words)),
                }
            }
            Refusal::AlreadyTaken { .. }
            | Refusal::AlreadyYours { .. }
            | Refusal::AlreadyClosed { .. }
            | Refusal::NotOpen { .. }
            | Refusal::NotTaken { .. }
            | Refusal::Elsewhere { .. }
            | Refusal::HasTicket { .. }
            | Refusal::AllBusy { .. }
            | Refusal::NoSlots
            | Refusal::NotRegistered { .. }
            | Refusal::Inactive { .. }
            | Refusal::OffShift { .. }
            | Refusal::OfferedTo { .. }
            | Refusal::NotAnAgent
            | Refusal::WrongNumber { .. }
            | Refusal::IdentityTaken { .. }
            | Refusal::HasCases { .. }
            | Refusal::TicketsWait { .. }
            | Refusal::Unknown { .. } => self.banner = Some(Banner::bad(words)),
        }
        if self.banner.is_none() {
            self.summarise(when.words());
        }
    }

    /// Says that it could not be done now.
    pub fn unavailable(&mut self, words: Words) {
        self.banner = Some(Banner::bad(words.t("form-unavailable")));
    }

    fn summarise(&mut self, words: Words) {
        self.banner = summary(&[&self.name, &self.number, &self.slots], words);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn typed(pairs: &[(&str, &str)]) -> Fields {
        pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
    }

    #[test]
    fn a_form_is_understood_whole_or_every_wrong_field_is_named_and_nothing_is_lost() {
        let when = When::new(Words::default(), "UTC", Timestamp(0));
        let mut form = AgentForm::new(&[], when.words());
        let good = typed(&[
            ("nombre", " Ana "),
            ("numero", "381 555-1234"),
            ("cantidad", "3"),
            ("grupos", "2"),
            ("estado", "inactivo"),
        ]);
        let agent = form.read(&good, "AR", &when).unwrap();
        assert_eq!(
            (agent.name.as_str(), agent.phone.digits(), agent.slots, agent.active),
            ("Ana", "5493815551234", 3, false)
        );
        assert_eq!(agent.groups, [GroupId(2)]);

        let bad = typed(&[("nombre", ""), ("numero", "15 555-7720"), ("cantidad", "99")]);
        assert_eq!(form.read(&bad, "AR", &when), None);
        assert!(
            form.name.error.is_some() && form.number.error.is_some() && form.slots.error.is_some()
        );
        assert_eq!((form.number.value.as_str(), form.slots.value.as_str()), ("15 555-7720", "99"));
        assert_eq!(form.banner.as_ref().map(|banner| banner.fields.len()), Some(3));
    }

    #[test]
    fn a_number_that_is_taken_is_said_beside_the_number() {
        let when = When::new(Words::default(), "UTC", Timestamp(0));
        let mut form = AgentForm::new(&[], when.words());
        form.refused(&Refusal::NumberTaken { agent: String::from("Rui") }, &when);
        assert!(form.number.error.as_ref().is_some_and(|error| error.contains("Rui")));
    }
}
