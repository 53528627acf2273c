//! `/estadisticas`: the figures of a period, in pictures, sentences and tables.

pub mod asked;
pub mod charts;
pub mod csv;
mod kpis;
pub mod names;
mod parts;
pub mod sheet;
pub mod tables;

use askama::Template;
use jiff::civil::Date;

use super::choice::{Choice, choices};
use super::fields::Field;
use super::numbers::Numbers;
use super::shell::Shell;
use super::tickets::Tab;
use crate::domain::settings::Department;
use crate::engine::LineInfo;
use crate::store::statistics::{Alerts, Figures, Part, Unit};
use crate::web::session::Whose;
use crate::web::when::When;
use crate::web::words::{FluentValue, Words};
use asked::{Asked, Preset};
use charts::{Bar, Chart, Pen};
use names::Names;
use tables::{Shown, Which};

/// Agents on the page; the file has them all.
const AGENTS: usize = 15;
/// Bars of one card; the file has them all.
const BARS: usize = 8;
/// Zones that the form offers; any other can be typed.
const ZONES: [&str; 18] = [
    "America/Argentina/Buenos_Aires",
    "America/Asuncion",
    "America/Bogota",
    "America/Caracas",
    "America/Costa_Rica",
    "America/Guatemala",
    "America/Guayaquil",
    "America/La_Paz",
    "America/Lima",
    "America/Mexico_City",
    "America/Montevideo",
    "America/New_York",
    "America/Panama",
    "America/Santiago",
    "America/Santo_Domingo",
    "America/Sao_Paulo",
    "Europe/Madrid",
    "UTC",
];

/// What the page is built from.
#[derive(Debug, Clone)]
#[allow(missing_docs, reason = "the names say it")]
pub struct Found {
    pub first: Date,
    pub last: Date,
    pub unit: Unit,
    pub figures: Figures,
    /// All of the period before, where there is one, and its first and last day.
    pub before: Option<(Part, Alerts, Date, Date)>,
    pub names: Names,
}

/// A figure.
#[derive(Debug, Clone, PartialEq, Eq)]
#[allow(missing_docs, reason = "as in the template")]
pub struct Kpi {
    pub name: String,
    pub figure: String,
    pub note: String,
    pub class: &'static str,
    pub change: String,
}

/// A row of a table on the page.
#[derive(Debug, Clone, PartialEq, Eq)]
#[allow(missing_docs, reason = "as in the template")]
pub struct Line {
    pub name: String,
    pub href: String,
    pub cells: Vec<Shown>,
    /// Lengths of the relay bar, of 100: until the first answer, and from there to the end.
    pub waited: u64,
    pub held: u64,
}

/// A table on the page.
#[derive(Debug, Clone, PartialEq, Eq)]
#[allow(missing_docs, reason = "as in the template")]
pub struct Grid {
    pub first: String,
    pub heads: Vec<String>,
    pub lines: Vec<Line>,
    /// How many more the file has.
    pub more: String,
    pub csv: String,
}

/// Cases divided by something.
#[derive(Debug, Clone, PartialEq, Eq)]
#[allow(missing_docs, reason = "as in the template")]
pub struct Card {
    pub id: &'static str,
    pub title: String,
    pub note: String,
    pub bars: Vec<Bar>,
    pub grid: Grid,
}

/// A row of the heat map: a day, and of each hour how much and how many.
#[derive(Debug, Clone, PartialEq, Eq)]
#[allow(missing_docs, reason = "as in the template")]
pub struct HeatRow {
    pub name: String,
    pub cells: Vec<(&'static str, String)>,
}

/// A comment.
#[derive(Debug, Clone, PartialEq, Eq)]
#[allow(missing_docs, reason = "as in the template")]
pub struct Said {
    pub href: String,
    pub ticket: i64,
    pub text: String,
    pub note: String,
}

/// The page.
#[derive(Template)]
#[template(path = "panel/statistics.html")]
#[allow(missing_docs, reason = "as in the template")]
pub struct StatisticsPage {
    pub shell: Shell,
    pub line: i64,
    pub lines: Vec<Tab>,
    pub blind: bool,
    pub days: String,
    pub compared: String,
    pub presets: Vec<Tab>,
    pub own_days: bool,
    pub from: String,
    pub until: String,
    pub departments: Vec<Choice>,
    pub groups: Vec<Choice>,
    pub agents: Vec<Choice>,
    pub zone: Field,
    pub zones: [&'static str; 18],
    pub has_more: bool,
    pub unfiltered: Option<String>,
    pub csv: String,
    pub none: bool,
    pub kpis: Vec<Kpi>,
    pub charts: Vec<Chart>,
    pub steps: Grid,
    pub heat_hours: Vec<usize>,
    pub heat: Vec<HeatRow>,
    pub heat_take: String,
    pub heat_csv: String,
    pub team: Grid,
    pub cards: Vec<Card>,
    pub comments: Vec<Said>,
}

impl StatisticsPage {
    /// The page.
    #[must_use]
    pub fn new(
        shell: Shell,
        line: &LineInfo,
        lines: Vec<Tab>,
        asked: &Asked,
        whose: Whose,
        found: &Found,
        when: &When,
    ) -> Self {
        let words = shell.words;
        let numbers = Numbers::new(words);
        let page = Builder { line: line.id.0, asked, found, words, numbers };
        let pen = Pen { figures: &found.figures, names: &found.names, words, numbers };
        let preset = |preset: Preset| Tab {
            href: asked.of(preset).address("/estadisticas", line.id.0),
            text: words.t(&format!("stats-period-{}", preset.name())),
            count: String::new(),
            current: asked.preset == Some(preset),
        };
        let same = |tab: Tab| {
            // Another line has other groups and agents.
            let id = tab.href.rsplit('=').next().and_then(|id| id.parse().ok()).unwrap_or(0);
            Tab { href: asked.unfiltered().address("/estadisticas", id), ..tab }
        };
        let mut zone = Field::text("zona", "zona", words.t("stats-zone"))
            .hint(words.t("stats-zone-hint"))
            .value(asked.zone.iana_name().unwrap_or("UTC"));
        if let Some(wrong) = &asked.wrong_zone {
            zone.value.clone_from(wrong);
            zone.error = Some(words.t("stats-zone-unknown"));
        }
        // A filter on groups says nothing of how many personal groups could have taken those cases.
        let places = asked.department.is_none() && asked.group.is_none();
        let (heat_hours, heat, heat_take) = page.heat();
        let link = |which: Which| page.file(Some(which));
        Self {
            line: line.id.0,
            lines: lines.into_iter().map(same).collect(),
            blind: whose == Whose::Nothing,
            days: page.days(found.first, found.last, when),
            compared: page.compared(when),
            presets: Preset::ALL.map(preset).into(),
            own_days: asked.preset.is_none(),
            from: found.first.to_string(),
            until: found.last.to_string(),
            departments: page.departments(),
            groups: numbered(words.t("stats-any-group"), &found.names.groups, asked.group),
            agents: if whose == Whose::All {
                numbered(words.t("stats-any-agent"), &found.names.agents, asked.agent)
            } else {
                Vec::new()
            },
            has_more: asked.group.is_some() || asked.chosen_zone.is_some() || zone.error.is_some(),
            zone,
            zones: ZONES,
            unfiltered: asked
                .is_narrow()
                .then(|| asked.unfiltered().address("/estadisticas", line.id.0)),
            csv: page.file(None),
            none: found.figures.total.cases == 0,
            kpis: page.kpis(),
            charts: vec![
                pen.cases(),
                pen.hours(),
                pen.times("respuesta", "stats-chart-first", |part| part.first_answer),
                pen.load(places),
            ],
            steps: page.grid(Which::Steps, usize::MAX),
            heat_hours,
            heat,
            heat_take,
            heat_csv: link(Which::Hours),
            team: page.team(shell.acts),
            cards: page.cards(),
            comments: page.comments(when),
            shell,
        }
    }
}

/// What the parts of the page are built with.
struct Builder<'a> {
    line: i64,
    asked: &'a Asked,
    found: &'a Found,
    words: Words,
    numbers: Numbers,
}

impl Builder<'_> {
    /// «16 de noviembre al 22 de noviembre»
    fn days(&self, first: Date, last: Date, when: &When) -> String {
        if first == last {
            return when.date(first);
        }
        let values = [
            ("from", FluentValue::from(when.date(first))),
            ("to", FluentValue::from(when.date(last))),
        ];
        self.words.with("stats-days", &values)
    }

    fn compared(&self, when: &When) -> String {
        let Some((_, _, first, last)) = &self.found.before else { return String::new() };
        self.words.name("stats-compared", &self.days(*first, *last, when))
    }

    /// Where a table is to be had as a file; all cases where none is named.
    fn file(&self, which: Option<Which>) -> String {
        let address = self.asked.address("/estadisticas.csv", self.line);
        which.map_or(address.clone(), |which| format!("{address}&tabla={}", which.name()))
    }

    fn departments(&self) -> Vec<Choice> {
        let all = [Department::Support, Department::Sales].into_iter();
        let named = all.zip(&self.found.names.departments);
        choices(
            self.words.t("stats-any-department"),
            named.map(|(department, name)| (department.name().to_owned(), name.clone())),
            self.asked.department.map(|department| department.name().to_owned()),
        )
    }
}

/// An option for all of them, and one for each, by number.
fn numbered(
    any: String,
    all: &std::collections::BTreeMap<i64, String>,
    chosen: Option<i64>,
) -> Vec<Choice> {
    let all = all.iter().map(|(id, name)| (id.to_string(), name.clone()));
    choices(any, all, chosen.map(|id| id.to_string()))
}
