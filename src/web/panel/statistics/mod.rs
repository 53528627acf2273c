//! `/estadisticas`: the figures of a period, in pictures, sentences and tables.

pub mod asked;
pub mod charts;
pub mod csv;
pub mod names;
pub mod numbers;
pub mod sheet;
pub mod tables;

use askama::Template;
use jiff::civil::Date;

use super::fields::Field;
use super::shell::Shell;
use super::tickets::{Choice, Tab};
use crate::engine::LineInfo;
use crate::store::statistics::{Alerts, Figures, Part, Spread, Unit};
use crate::web::session::Whose;
use crate::web::when::When;
use crate::web::words::{FluentValue, Words};
use asked::{Asked, Preset};
use charts::{Bar, Chart, Pen, lengths};
use names::Names;
use numbers::{Numbers, mean_tenths, share};
use tables::{Shown, Table, Which};

/// Agents on the page; the file has them all.
const AGENTS: usize = 15;
/// Bars of one card; the file has them all.
const BARS: usize = 10;
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
            groups: choices(words.t("stats-any-group"), &found.names.groups, asked.group),
            agents: if whose == Whose::All {
                choices(words.t("stats-any-agent"), &found.names.agents, asked.agent)
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
                pen.times("espera", "stats-chart-waiting", |part| part.waiting),
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
        use crate::domain::settings::Department;
        let any = Choice {
            value: String::new(),
            text: self.words.t("stats-any-department"),
            chosen: self.asked.department.is_none(),
        };
        let one = |(department, name): (Department, &String)| Choice {
            value: department.name().to_owned(),
            text: name.clone(),
            chosen: self.asked.department == Some(department),
        };
        let all = [Department::Support, Department::Sales];
        std::iter::once(any)
            .chain(all.into_iter().zip(&self.found.names.departments).map(one))
            .collect()
    }

    fn kpis(&self) -> Vec<Kpi> {
        let (total, words) = (&self.found.figures.total, self.words);
        let before = self.found.before.as_ref().map(|(part, ..)| part);
        let (class, change) = self.more_cases(before.map(|part| part.cases), total.cases);
        let mut kpis = vec![Kpi {
            name: words.t("stats-cases"),
            figure: self.numbers.count(total.cases),
            note: words.with(
                "stats-cases-note",
                &[
                    ("closed", FluentValue::from(self.numbers.count(total.closed))),
                    (
                        "open",
                        FluentValue::from(self.numbers.count(total.pending + total.in_progress)),
                    ),
                ],
            ),
            class,
            change,
        }];
        let times: [(&str, fn(&Part) -> Spread); 4] = [
            ("stats-waiting", |part| part.waiting),
            ("stats-first", |part| part.first_answer),
            ("stats-handling", |part| part.handling),
            ("stats-resolution", |part| part.resolution),
        ];
        for (key, of) in times {
            let spread = of(total);
            let (class, change) =
                self.more_time(before.and_then(|part| of(part).median), spread.median);
            kpis.push(Kpi {
                name: words.t(key),
                figure: self.numbers.maybe_time(spread.median),
                note: spread.p90.map_or_else(String::new, |p90| {
                    words.name("stats-p90-note", &self.numbers.time(p90))
                }),
                class,
                change,
            });
        }
        kpis.push(self.rating(total, before));
        let Alerts { alerted, raised, cases } = self.found.figures.alerts;
        let were = self.found.before.as_ref().map(|(_, alerts, ..)| alerts.alerted + alerts.raised);
        let (class, change) = self.more_alerts(were, alerted + raised);
        kpis.push(Kpi {
            name: words.t("stats-alerts"),
            figure: self.numbers.count(alerted + raised),
            note: words.with(
                "stats-alerts-note",
                &[
                    ("cases", FluentValue::from(cases)),
                    ("raised", FluentValue::from(self.numbers.count(raised))),
                ],
            ),
            class,
            change,
        });
        kpis
    }

    fn rating(&self, total: &Part, before: Option<&Part>) -> Kpi {
        let mean = |part: &Part| mean_tenths(part.points(), part.rated().into());
        let now = mean(total);
        let (class, change) = match before.and_then(mean).zip(now) {
            Some((was, is)) if is > was => {
                ("up", self.words.name("stats-more", &self.numbers.tenths(is - was)))
            }
            Some((was, is)) if is < was => {
                ("down", self.words.name("stats-less", &self.numbers.tenths(was - is)))
            }
            Some(_) => ("muted", self.words.t("stats-same")),
            None => ("muted", String::new()),
        };
        Kpi {
            name: self.words.t("stats-rating"),
            figure: now.map_or_else(|| String::from("–"), |mean| self.numbers.tenths(mean)),
            note: self.words.name(
                "stats-rated-note",
                &self.numbers.percent(total.rated().into(), total.closed.max(total.rated()).into()),
            ),
            class,
            change,
        }
    }

    /// More or fewer cases is neither good nor bad.
    fn more_cases(&self, was: Option<u32>, is: u32) -> (&'static str, String) {
        let Some(was) = was else { return ("muted", String::new()) };
        let text = match (was, is.cmp(&was)) {
            (0, _) => self.words.t("stats-none-before"),
            (_, std::cmp::Ordering::Equal) => self.words.t("stats-same"),
            (_, std::cmp::Ordering::Greater) => {
                self.words.name("stats-more", &self.numbers.percent((is - was).into(), was.into()))
            }
            (_, std::cmp::Ordering::Less) => {
                self.words.name("stats-less", &self.numbers.percent((was - is).into(), was.into()))
            }
        };
        ("muted", text)
    }

    fn more_time(&self, was: Option<u32>, is: Option<u32>) -> (&'static str, String) {
        match was.zip(is) {
            None => ("muted", String::new()),
            Some((was, is)) if is > was => {
                ("down", self.words.name("stats-more", &self.numbers.time(is - was)))
            }
            Some((was, is)) if is < was => {
                ("up", self.words.name("stats-less", &self.numbers.time(was - is)))
            }
            Some(_) => ("muted", self.words.t("stats-same")),
        }
    }

    fn more_alerts(&self, was: Option<u32>, is: u32) -> (&'static str, String) {
        match was {
            None => ("muted", String::new()),
            Some(was) if is > was => {
                ("down", self.words.name("stats-more", &self.numbers.count(is - was)))
            }
            Some(was) if is < was => {
                ("up", self.words.name("stats-less", &self.numbers.count(was - is)))
            }
            Some(_) => ("muted", self.words.t("stats-same")),
        }
    }

    fn heat(&self) -> (Vec<usize>, Vec<HeatRow>, String) {
        let hours = &self.found.figures.hours;
        let most = hours.iter().flatten().copied().max().unwrap_or(0);
        let is_used = |hour: &usize| hours.iter().any(|day| day.get(*hour).is_some_and(|n| *n > 0));
        let first = (0..24).find(is_used).unwrap_or(0);
        let last = (0..24).rev().find(is_used).unwrap_or(23);
        let shown: Vec<usize> = (first..=last).collect();
        let day_name = |n: usize| self.words.t(&format!("stats-weekday-{n}"));
        let cell = |count: u32| {
            let class = match share(count.into(), most.into()) {
                _ if count == 0 => "",
                0..=25 => "h1",
                26..=50 => "h2",
                51..=75 => "h3",
                _ => "h4",
            };
            (class, self.numbers.count(count))
        };
        let row = |(n, day): (usize, &[u32; 24])| HeatRow {
            name: day_name(n),
            cells: day.iter().take(last + 1).skip(first).map(|count| cell(*count)).collect(),
        };
        let rows = (1..).zip(hours).map(row).collect();
        let peak = hours
            .iter()
            .enumerate()
            .find_map(|(day, counts)| Some((day, counts.iter().position(|count| *count == most)?)));
        let (day, hour) = peak.unwrap_or((0, 0));
        let take = self.words.with(
            "stats-heat-take",
            &[
                ("day", FluentValue::from(self.words.t(&format!("weekday-{}", day + 1)))),
                ("hour", FluentValue::from(hour.to_string())),
                ("n", FluentValue::from(self.numbers.count(most))),
            ],
        );
        (shown, rows, take)
    }

    fn grid(&self, which: Which, most: usize) -> Grid {
        let table = Table::new(which, &self.found.figures, &self.found.names, self.words);
        let line = |row: &tables::Row| Line {
            name: row.name.clone(),
            href: String::new(),
            cells: table.shown(row, &self.numbers),
            waited: 0,
            held: 0,
        };
        let more = table.rows.len().saturating_sub(most);
        Grid {
            first: table.heads.first().cloned().unwrap_or_default(),
            lines: table.rows.iter().take(most).map(line).collect(),
            heads: table.heads.into_iter().skip(1).collect(),
            more: if more == 0 { String::new() } else { self.words.count("stats-more-rows", more) },
            csv: self.file(Some(which)),
        }
    }

    /// Agents, with how long a case takes each of them.
    fn team(&self, links: bool) -> Grid {
        let mut grid = self.grid(Which::Agents, AGENTS);
        let slices = &self.found.figures.agents;
        let longest = slices
            .iter()
            .take(AGENTS)
            .filter_map(|slice| slice.part.resolution.median)
            .max()
            .unwrap_or(0)
            .max(1);
        for (line, slice) in grid.lines.iter_mut().zip(slices) {
            if let Some(agent) = slice.of.filter(|_| links) {
                line.href = format!("/agentes/{agent}?linea={}", self.line);
            }
            let all = slice.part.resolution.median.unwrap_or(0);
            let first = slice.part.first_answer.median.unwrap_or(0).min(all);
            line.waited = share(first.into(), longest.into());
            line.held = share(all.into(), longest.into()).saturating_sub(line.waited);
        }
        grid
    }

    fn cards(&self) -> Vec<Card> {
        let figures = &self.found.figures;
        let names = &self.found.names;
        let mut reasons: Vec<_> = figures
            .reasons
            .iter()
            .map(|slice| (tables::reason(&slice.of, self.words), "h", slice.part.cases))
            .collect();
        if reasons.len() > BARS {
            let rest = reasons.split_off(BARS - 1).iter().map(|(.., count)| count).sum();
            reasons.push((self.words.t("stats-reason-others"), "g", rest));
        }
        let named = |all: &[String], parts: &[Part]| -> Vec<(String, &'static str, u32)> {
            all.iter().zip(parts).map(|(name, part)| (name.clone(), "h", part.cases)).collect()
        };
        let mut moods = named(&names.moods, &figures.moods);
        for (mood, class) in moods.iter_mut().zip(["o", "g", "x"]) {
            mood.1 = class;
        }
        let groups = figures.groups.iter().take(BARS);
        let groups = groups.map(|slice| (names.group(slice.of), "h", slice.part.cases)).collect();
        let ratings = [1, 2, 3, 4, 5].into_iter().zip(figures.total.ratings).rev();
        let stars = |(points, count): (usize, u32)| {
            ("★".repeat(points), if points > 2 { "o" } else { "x" }, count)
        };
        let rated = figures.total.rated();
        let card = |which: Which, note: String, bars| Card {
            id: which.name(),
            title: self.words.t(&format!("stats-card-{}", which.name())),
            note,
            bars: lengths(bars, &self.numbers),
            grid: self.grid(which, BARS * 2),
        };
        let none = String::new;
        vec![
            card(Which::Reasons, self.numbers.count(figures.total.closed), reasons),
            card(Which::Departments, none(), named(&names.departments, &figures.departments)),
            card(Which::Groups, none(), groups),
            card(Which::Moods, none(), moods),
            card(Which::Ratings, self.numbers.count(rated), ratings.map(stars).collect()),
        ]
    }

    fn comments(&self, when: &When) -> Vec<Said> {
        let said = |comment: &crate::store::statistics::Comment| {
            let rating = comment.rating.map(|rating| "★".repeat(usize::from(rating.min(5))));
            let parts = [rating, comment.agent.clone(), Some(when.moment(comment.at))];
            Said {
                href: format!("/tickets/{}?linea={}", comment.ticket, self.line),
                ticket: comment.ticket.0,
                text: comment.text.chars().take(300).collect(),
                note: parts.into_iter().flatten().collect::<Vec<_>>().join(" · "),
            }
        };
        self.found.figures.comments.iter().map(said).collect()
    }
}

fn choices(
    any: String,
    all: &std::collections::BTreeMap<i64, String>,
    chosen: Option<i64>,
) -> Vec<Choice> {
    let any = Choice { value: String::new(), text: any, chosen: chosen.is_none() };
    let one = |(id, name): (&i64, &String)| Choice {
        value: id.to_string(),
        text: name.clone(),
        chosen: chosen == Some(*id),
    };
    std::iter::once(any).chain(all.iter().map(one)).collect()
}
