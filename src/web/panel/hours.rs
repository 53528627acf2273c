//! `/ajustes/horarios`: when the company is open, what is done about shifts, and who is on shift now.

use askama::Template;

use super::choice::Choice;
use super::fields::{Field, summary};
use super::schedule_form::{ScheduleForm, state};
use super::shell::{Badge, Shell};
use super::tickets::Tab;
use crate::domain::rules::Rules;
use crate::domain::settings::GroupKind;
use crate::domain::shifts::{Balance, ShiftEnd, ShiftRules};
use crate::engine::LineInfo;
use crate::store::agents::AgentRow;
use crate::store::groups::GroupRow;
use crate::web::flash::Banner;
use crate::web::form::Fields;
use crate::web::words::Words;

/// The longest time between the end of a shift and the hand-over, in minutes.
const GRACE_MOST: i64 = 240;

/// The form of what is done about shifts.
#[derive(Debug, Clone)]
#[allow(missing_docs, reason = "as in the template")]
pub struct ShiftRulesForm {
    pub balances: Vec<Choice>,
    pub ends: Vec<Choice>,
    pub grace: Field,
    pub off_shift_claims: bool,
    pub move_pending: bool,
    pub tell_closed: bool,
    pub banner: Option<Banner>,
}

impl ShiftRulesForm {
    /// As it is set.
    #[must_use]
    pub fn new(rules: &ShiftRules, words: Words) -> Self {
        let grace = Field::text("margen", "margen", words.t("shifts-grace"));
        Self {
            balances: balances(rules.balance, words),
            ends: ends(rules.shift_end, words),
            grace: Field { most: 3, ..grace }
                .hint(words.t("shifts-grace-how"))
                .mode("numeric")
                .value((rules.grace_ms / 60_000).to_string()),
            off_shift_claims: rules.off_shift_claims,
            move_pending: rules.move_pending,
            tell_closed: rules.tell_closed,
            banner: None,
        }
    }

    /// Takes what was typed; nothing if it cannot be used.
    pub fn read(&mut self, fields: &Fields, words: Words) -> Option<ShiftRules> {
        let balance = Balance::ALL.into_iter().find(|way| way.name() == fields.get("reparto"));
        let end = ShiftEnd::ALL.into_iter().find(|end| end.name() == fields.get("fin"));
        let (balance, end) = (balance.unwrap_or_default(), end.unwrap_or_default());
        (self.balances, self.ends) = (balances(balance, words), ends(end, words));
        self.off_shift_claims = fields.has("fuera");
        self.move_pending = fields.has("mover");
        self.tell_closed = fields.has("avisar");
        self.grace.value = fields.get("margen").chars().take(10).collect();
        let minutes: Option<i64> = self.grace.value.parse().ok();
        let minutes = minutes.filter(|minutes| (0..=GRACE_MOST).contains(minutes));
        self.grace.error = minutes.is_none().then(|| words.t("shifts-grace-odd"));
        self.banner = summary(&[&self.grace], words);
        Some(ShiftRules {
            balance,
            off_shift_claims: self.off_shift_claims,
            shift_end: end,
            grace_ms: minutes? * 60_000,
            move_pending: self.move_pending,
            tell_closed: self.tell_closed,
        })
    }
}

/// A group or an agent, and whether they are on shift.
#[derive(Debug, Clone)]
#[allow(missing_docs, reason = "as in the template")]
pub struct ShiftRow {
    pub name: String,
    pub detail: String,
    pub state: Badge,
    pub href: String,
}

/// The page.
#[derive(Debug, Template)]
#[template(path = "panel/hours.html")]
#[allow(missing_docs, reason = "as in the template")]
pub struct HoursPage {
    pub shell: Shell,
    pub line: i64,
    pub lines: Vec<Tab>,
    pub now_class: &'static str,
    pub now_text: String,
    pub action: String,
    pub schedule: ScheduleForm,
    pub zones: Vec<String>,
    pub rules: ShiftRulesForm,
    pub advice: String,
    pub groups: Vec<ShiftRow>,
    pub agents: Vec<ShiftRow>,
}

impl HoursPage {
    /// The page, with the forms as they are set.
    #[must_use]
    pub fn new(
        shell: Shell,
        line: &LineInfo,
        lines: Vec<Tab>,
        groups: &[GroupRow],
        agents: &[AgentRow],
    ) -> Self {
        let (when, words) = (shell.when(line), shell.words);
        let (rules, zone) = (&line.settings.rules, line.settings.time_zone.as_str());
        let (is_open, now_text) = state(&rules.business_hours(zone), zone, &when);
        let row = |name: &str, detail: String, shift, href: String| {
            let (is_on, text) = state(&shift, zone, &when);
            // What never changes is said by the badge.
            let detail = if shift.is_always() { detail } else { format!("{detail} · {text}") };
            ShiftRow { name: name.to_owned(), detail, state: on_shift(is_on, words), href }
        };
        let for_tickets = groups.iter().filter(|group| group.kind != GroupKind::Supervisor);
        Self {
            now_class: if is_open { "banner is-ok" } else { "banner is-wait" },
            now_text,
            action: String::from("/ajustes/horarios"),
            schedule: ScheduleForm::new(&rules.hours, &when),
            zones: super::general::zones(),
            rules: ShiftRulesForm::new(&line.settings.shifts, words),
            advice: words.count(advice(agents.len()), agents.len()),
            groups: for_tickets
                .map(|group| {
                    let href = format!("/ajustes/horarios/grupos/{}?linea={}", group.id, line.id);
                    let detail = words.t(own_hours(rules, Whose::Group(group)));
                    row(&group.name, detail, rules.group_shift(group.id, zone), href)
                })
                .collect(),
            agents: agents
                .iter()
                .map(|agent| {
                    let href = format!("/ajustes/horarios/agentes/{}?linea={}", agent.id, line.id);
                    let detail = words.t(own_hours(rules, Whose::Agent(agent)));
                    row(&agent.name, detail, rules.agent_shift(agent.id, zone), href)
                })
                .collect(),
            line: line.id.0,
            lines,
            shell,
        }
    }
}

impl HoursPage {
    /// The lists of groups and agents: id, title, what is said where there are none, rows.
    fn lists(&self) -> [(&'static str, String, String, &[ShiftRow]); 2] {
        let t = |key: &str| self.shell.t(key);
        [
            ("t-grupos", t("shifts-groups"), t("shifts-groups-none"), self.groups.as_slice()),
            ("t-agentes", t("shifts-agents"), t("shifts-agents-none"), self.agents.as_slice()),
        ]
    }
}

/// On shift, or not.
#[must_use]
pub fn on_shift(is_on: bool, words: Words) -> Badge {
    match is_on {
        true => Badge { class: "badge is-ok", text: words.t("shift-on") },
        false => Badge { class: "badge is-plain", text: words.t("shift-off") },
    }
}

enum Whose<'a> {
    Group(&'a GroupRow),
    Agent(&'a AgentRow),
}

fn own_hours(rules: &Rules, whose: Whose<'_>) -> &'static str {
    let (shift, otherwise) = match whose {
        Whose::Group(group) => (rules.groups.get(&group.id).map(|r| &r.shift), "shift-as-company"),
        Whose::Agent(agent) => (rules.agents.get(&agent.id).map(|r| &r.shift), "shift-always"),
    };
    let has_own = shift.is_some_and(|shift| !shift.week.is_always());
    if has_own { "shift-own" } else { otherwise }
}

/// What suits so many agents.
fn advice(agents: usize) -> &'static str {
    match agents {
        0..=5 => "shifts-advice-few",
        6..=14 => "shifts-advice-some",
        _ => "shifts-advice-many",
    }
}

fn balances(chosen: Balance, words: Words) -> Vec<Choice> {
    let choice = |way: Balance| {
        let key = match way {
            Balance::Load => "shifts-balance-load",
            Balance::Turns => "shifts-balance-turns",
        };
        Choice { value: way.name().to_owned(), text: words.t(key), chosen: way == chosen }
    };
    Balance::ALL.map(choice).to_vec()
}

fn ends(chosen: ShiftEnd, words: Words) -> Vec<Choice> {
    let choice = |end: ShiftEnd| {
        let key = match end {
            ShiftEnd::Keep => "shifts-end-keep",
            ShiftEnd::Offer => "shifts-end-offer",
        };
        Choice { value: end.name().to_owned(), text: words.t(key), chosen: end == chosen }
    };
    ShiftEnd::ALL.map(choice).to_vec()
}
