//! `/ajustes/horarios/grupos/{id}` and `/ajustes/horarios/agentes/{id}`: one shift, and how a group gives its tickets
//! out.

use askama::Template;

use super::choice::Choice;
use super::fields::{Field, summary};
use super::schedule_form::{ScheduleForm, state};
use super::shell::Shell;
use crate::domain::ids::{AgentId, GroupId};
use crate::domain::rules::{AgentRules, GroupRules};
use crate::domain::shifts::Assignment;
use crate::engine::LineInfo;
use crate::text::plain::is_hidden;
use crate::web::flash::Banner;
use crate::web::form::Fields;
use crate::web::words::Words;

/// Words that tell a speciality, at the most, and the characters of each.
const KEYWORDS_MOST: usize = 40;
const KEYWORD_MOST: usize = 40;
/// The longest time to accept a ticket, in seconds.
const ACCEPT_MOST: i64 = 3_600;

/// What of the page only a group has.
#[derive(Debug, Clone)]
#[allow(missing_docs, reason = "as in the template")]
pub struct GivingForm {
    pub keywords: Field,
    pub assignments: Vec<Choice>,
    pub accept: Field,
    pub banner: Option<Banner>,
}

/// The page.
#[derive(Debug, Template)]
#[template(path = "panel/shift.html")]
#[allow(missing_docs, reason = "as in the template")]
pub struct ShiftPage {
    pub shell: Shell,
    pub line: i64,
    pub name: String,
    pub intro: String,
    pub now_class: &'static str,
    pub now_text: String,
    pub action: String,
    pub schedule: ScheduleForm,
    pub works_holidays: bool,
    pub giving: Option<GivingForm>,
    pub zones: Vec<String>,
}

impl ShiftPage {
    /// The page of a group.
    #[must_use]
    pub fn of_group(shell: Shell, line: &LineInfo, group: GroupId, name: &str) -> Self {
        let (when, words) = (shell.when(line), shell.words);
        let (rules, zone) = (&line.settings.rules, line.settings.time_zone.as_str());
        let set = rules.group(group);
        let (is_on, now_text) = state(&rules.group_shift(group, zone), zone, &when);
        Self {
            line: line.id.0,
            name: name.to_owned(),
            intro: words.t("shift-group-intro"),
            now_class: class(is_on),
            now_text,
            action: format!("/ajustes/horarios/grupos/{group}"),
            schedule: ScheduleForm {
                hint: words.t("hours-week-how-group"),
                ..ScheduleForm::new(&set.shift, &when)
            },
            works_holidays: set.works_holidays,
            giving: Some(GivingForm::new(&set, words)),
            zones: super::general::zones(),
            shell,
        }
    }

    /// The page of an agent.
    #[must_use]
    pub fn of_agent(shell: Shell, line: &LineInfo, agent: AgentId, name: &str) -> Self {
        let (when, words) = (shell.when(line), shell.words);
        let (rules, zone) = (&line.settings.rules, line.settings.time_zone.as_str());
        let set = rules.agent(agent);
        let (is_on, now_text) = state(&rules.agent_shift(agent, zone), zone, &when);
        Self {
            line: line.id.0,
            name: name.to_owned(),
            intro: words.t("shift-agent-intro"),
            now_class: class(is_on),
            now_text,
            action: format!("/ajustes/horarios/agentes/{agent}"),
            schedule: ScheduleForm {
                hint: words.t("hours-week-how-agent"),
                ..ScheduleForm::new(&set.shift, &when)
            },
            works_holidays: set.works_holidays,
            giving: None,
            zones: super::general::zones(),
            shell,
        }
    }

    /// Shows Monday's hours on other days; nothing is kept yet.
    pub fn copy(&mut self, fields: &Fields, line: &LineInfo) {
        let when = self.shell.when(line);
        self.schedule.copy(fields, &when);
        self.works_holidays = fields.has("feriados-trabaja");
        if let Some(giving) = &mut self.giving {
            giving.take(fields, self.shell.words);
        }
    }

    /// What was typed, to be put among a group's rules; nothing if any of it cannot be used.
    pub fn read_group(
        &mut self,
        fields: &Fields,
        line: &LineInfo,
    ) -> Option<impl FnOnce(&mut GroupRules) + Send + use<>> {
        let when = self.shell.when(line);
        let words = self.shell.words;
        self.works_holidays = fields.has("feriados-trabaja");
        let shift = self.schedule.read(fields, &when);
        let given = self.giving.as_mut().and_then(|giving| giving.read(fields, words));
        let (keywords, assignment, accept_ms) = given?;
        let (shift, works_holidays) = (shift?, self.works_holidays);
        Some(move |rules: &mut GroupRules| {
            rules.shift = shift;
            rules.works_holidays = works_holidays;
            rules.keywords = keywords;
            rules.assignment = assignment;
            rules.accept_ms = Some(accept_ms);
        })
    }

    /// What was typed, to be put among an agent's rules; nothing if any of it cannot be used.
    pub fn read_agent(
        &mut self,
        fields: &Fields,
        line: &LineInfo,
    ) -> Option<impl FnOnce(&mut AgentRules) + Send + use<>> {
        let when = self.shell.when(line);
        self.works_holidays = fields.has("feriados-trabaja");
        let shift = self.schedule.read(fields, &when)?;
        let works_holidays = self.works_holidays;
        Some(move |rules: &mut AgentRules| {
            rules.shift = shift;
            rules.works_holidays = works_holidays;
        })
    }
}

impl GivingForm {
    fn new(set: &GroupRules, words: Words) -> Self {
        let keywords = Field::text("palabras", "palabras", words.t("shift-keywords"));
        let accept = Field::text("aceptar", "aceptar", words.t("shift-accept"));
        let seconds = set.accept_ms.unwrap_or(60_000) / 1_000;
        Self {
            keywords: Field { most: 1_000, ..keywords }
                .hint(words.t("shift-keywords-how"))
                .value(set.keywords.join(", ")),
            assignments: assignments(set.assignment, words),
            accept: Field { most: 4, ..accept }
                .hint(words.t("shift-accept-how"))
                .mode("numeric")
                .value(seconds.to_string()),
            banner: None,
        }
    }

    fn take(&mut self, fields: &Fields, words: Words) -> Assignment {
        self.keywords.value = fields.get("palabras").chars().take(1_000).collect();
        self.accept.value = fields.get("aceptar").chars().take(10).collect();
        let chosen = Assignment::ALL.into_iter().find(|way| way.name() == fields.get("entrega"));
        let chosen = chosen.unwrap_or_default();
        self.assignments = assignments(chosen, words);
        chosen
    }

    fn read(&mut self, fields: &Fields, words: Words) -> Option<(Vec<String>, Assignment, i64)> {
        let assignment = self.take(fields, words);
        let typed = self.keywords.value.split([',', ';', '\n']);
        let keywords: Vec<String> = typed
            .map(|word| word.split_whitespace().collect::<Vec<_>>().join(" "))
            .filter(|word| !word.is_empty())
            .collect();
        let odd = |word: &String| {
            word.chars().count() > KEYWORD_MOST
                || word.chars().any(|c| c.is_control() || is_hidden(c))
                || !word.chars().any(char::is_alphanumeric)
        };
        self.keywords.error = if keywords.len() > KEYWORDS_MOST {
            Some(words.t("shift-keywords-many"))
        } else {
            let odd = keywords.iter().find(|word| odd(word));
            odd.map(|odd| words.name("shift-keywords-odd", odd))
        };
        let seconds: Option<i64> = self.accept.value.parse().ok();
        let seconds = seconds.filter(|seconds| (0..=ACCEPT_MOST).contains(seconds));
        self.accept.error = seconds.is_none().then(|| words.t("shift-accept-odd"));
        self.banner = summary(&[&self.keywords, &self.accept], words);
        let is_usable = self.keywords.error.is_none();
        seconds.filter(|_| is_usable).map(|seconds| (keywords, assignment, seconds * 1_000))
    }
}

fn class(is_on: bool) -> &'static str {
    if is_on { "banner is-ok" } else { "banner is-wait" }
}

fn assignments(chosen: Assignment, words: Words) -> Vec<Choice> {
    let choice = |way: Assignment| {
        let key = match way {
            Assignment::Claim => "shift-assignment-claim",
            Assignment::Auto => "shift-assignment-auto",
        };
        Choice { value: way.name().to_owned(), text: words.t(key), chosen: way == chosen }
    };
    Assignment::ALL.map(choice).to_vec()
}
