//! The figures as tables: for who does not see the pictures, and for spreadsheets.

use jiff::tz::TimeZone;

use super::csv;
use super::names::Names;
use crate::store::statistics::{Figures, Part, Reason, Spread};
use crate::web::panel::numbers::{Numbers, mean_tenths};
use crate::web::words::Words;

/// A table of the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs, reason = "as in addresses")]
pub enum Which {
    Steps,
    Hours,
    Departments,
    Groups,
    Agents,
    Reasons,
    Moods,
    Ratings,
}

impl Which {
    /// All of them.
    pub const ALL: [Self; 8] = [
        Self::Steps,
        Self::Hours,
        Self::Departments,
        Self::Groups,
        Self::Agents,
        Self::Reasons,
        Self::Moods,
        Self::Ratings,
    ];

    /// As in addresses.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Steps => "dias",
            Self::Hours => "horas",
            Self::Departments => "departamentos",
            Self::Groups => "grupos",
            Self::Agents => "agentes",
            Self::Reasons => "motivos",
            Self::Moods => "animos",
            Self::Ratings => "calificaciones",
        }
    }

    /// Reads [`Self::name`].
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|table| table.name() == name)
    }
}

/// What a cell says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Value {
    /// How many.
    Count(u64),
    /// Median and 90 %.
    Time(Spread),
    /// A number with one decimal, in tenths; none where it is not known.
    Tenths(Option<u64>),
}

/// A row: whose numbers, and which.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// Whose.
    pub name: String,
    /// Which, in the order of the heads.
    pub values: Vec<Value>,
}

/// A table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Table {
    /// Of what.
    pub which: Which,
    /// Over the first column, then over the others.
    pub heads: Vec<String>,
    /// In order.
    pub rows: Vec<Row>,
}

/// A cell as the page shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
#[allow(missing_docs, reason = "as in the template")]
pub struct Shown {
    pub main: String,
    pub small: String,
}

impl Table {
    /// A table of these figures, whole.
    #[must_use]
    pub fn new(which: Which, figures: &Figures, names: &Names, words: Words) -> Self {
        let rows = match which {
            Which::Steps => steps(figures, names),
            Which::Hours => hours(figures, words),
            Which::Ratings => ratings(figures),
            Which::Departments => {
                let all = names.departments.iter().zip(&figures.departments);
                all.map(|(name, part)| of_part(name.clone(), part)).collect()
            }
            Which::Moods => {
                let all = names.moods.iter().zip(&figures.moods);
                all.map(|(name, part)| of_part(name.clone(), part)).collect()
            }
            Which::Groups => {
                let row = |slice: &crate::store::statistics::Slice<i64>| {
                    of_part(names.group(slice.of), &slice.part)
                };
                figures.groups.iter().map(row).collect()
            }
            Which::Agents => figures
                .agents
                .iter()
                .map(|slice| of_part(names.agent(slice.of), &slice.part))
                .collect(),
            Which::Reasons => figures
                .reasons
                .iter()
                .map(|slice| of_part(reason(&slice.of, words), &slice.part))
                .collect(),
        };
        Self { which, heads: heads(which, words), rows }
    }

    /// Without what only the file needs: a page has to be light.
    #[must_use]
    pub fn brief(mut self) -> Self {
        // Of what divides cases: how many are closed, the resolution, and how many were rated.
        let left_out: &[usize] = match self.which {
            Which::Hours | Which::Ratings => &[],
            // How long it took to the end, and the mean load.
            Which::Steps => &[5, 7],
            Which::Agents => &[1, 7],
            Which::Departments | Which::Groups | Which::Reasons | Which::Moods => &[1, 5, 7],
        };
        for place in left_out.iter().rev() {
            self.heads.remove(place + 1);
            for row in &mut self.rows {
                row.values.remove(*place);
            }
        }
        self
    }

    /// The cells of a row, as the reader writes numbers.
    #[must_use]
    pub fn shown(&self, row: &Row, numbers: &Numbers) -> Vec<Shown> {
        let cell = |value: &Value| {
            let (main, small) = match value {
                Value::Count(n) => (numbers.count(*n), String::new()),
                Value::Time(spread) => {
                    let p90 = spread.p90.map(|p90| numbers.time(p90));
                    (numbers.maybe_time(spread.median), p90.unwrap_or_default())
                }
                Value::Tenths(tenths) => {
                    let tenths = tenths.map(|tenths| numbers.tenths(tenths));
                    (tenths.unwrap_or_else(|| String::from("–")), String::new())
                }
            };
            Shown { main, small }
        };
        row.values.iter().map(cell).collect()
    }

    /// The whole table as a file.
    #[must_use]
    pub fn file(&self, style: csv::Csv, words: Words) -> String {
        let mut file = String::from(csv::MARK);
        let first = self.rows.first();
        let mut heads = vec![csv::Cell::Text(self.heads.first().cloned().unwrap_or_default())];
        for (n, head) in self.heads.iter().enumerate().skip(1) {
            match first.and_then(|row| row.values.get(n - 1)) {
                Some(Value::Time(_)) => {
                    for key in ["stats-csv-median", "stats-csv-p90"] {
                        heads.push(csv::Cell::Text(words.name(key, head)));
                    }
                }
                Some(Value::Count(_) | Value::Tenths(_)) | None => {
                    heads.push(csv::Cell::Text(head.clone()));
                }
            }
        }
        style.row(&mut file, &heads);
        for row in &self.rows {
            let mut cells = vec![csv::Cell::Text(row.name.clone())];
            for value in &row.values {
                match value {
                    Value::Count(n) => cells.push(csv::Cell::Number(*n)),
                    Value::Time(spread) => {
                        cells.extend([spread.median, spread.p90].map(csv::Cell::maybe));
                    }
                    Value::Tenths(tenths) => {
                        cells.push(tenths.map_or(csv::Cell::Blank, csv::Cell::Tenths));
                    }
                }
            }
            style.row(&mut file, &cells);
        }
        file
    }
}

fn heads(which: Which, words: Words) -> Vec<String> {
    let keys: &[&str] = match which {
        Which::Steps => &[
            "stats-head-when",
            "stats-cases",
            "stats-late",
            "stats-alerts",
            "stats-waiting",
            "stats-first",
            "stats-handling",
            "stats-load-peak",
            "stats-load-mean",
            "stats-load-slots",
        ],
        Which::Hours => {
            let hours = (0..24).map(|hour: u8| hour.to_string());
            return std::iter::once(words.t("stats-head-weekday")).chain(hours).collect();
        }
        Which::Ratings => &["stats-rating", "stats-cases"],
        Which::Departments | Which::Groups | Which::Agents | Which::Reasons | Which::Moods => {
            let mut heads = vec![words.t(&format!("stats-head-{}", which.name()))];
            let keys = [
                "stats-cases",
                "stats-closed",
                "stats-waiting",
                "stats-first",
                "stats-handling",
                "stats-resolution",
                "stats-rating",
                "stats-rated",
            ];
            heads.extend(keys.map(|key| words.t(key)));
            return heads;
        }
    };
    keys.iter().map(|key| words.t(key)).collect()
}

fn of_part(name: String, part: &Part) -> Row {
    let values = vec![
        Value::Count(part.cases.into()),
        Value::Count(part.closed.into()),
        Value::Time(part.waiting),
        Value::Time(part.first_answer),
        Value::Time(part.handling),
        Value::Time(part.resolution),
        Value::Tenths(mean_tenths(part.points(), part.rated().into())),
        Value::Count(part.rated().into()),
    ];
    Row { name, values }
}

/// A step of the period, its alerts and calls for help, and its load.
type Step<'a> = ((&'a Part, &'a (u32, u32)), &'a crate::store::statistics::Load);

fn steps(figures: &Figures, names: &Names) -> Vec<Row> {
    let parts = figures.steps.iter().zip(&figures.alert_steps).zip(&figures.load);
    let row = |(name, ((part, (alerted, raised)), load)): (&String, Step<'_>)| {
        let held = u64::try_from(load.held_ms).unwrap_or(0);
        let span = u64::try_from(load.span_ms).unwrap_or(0);
        Row {
            name: name.clone(),
            values: vec![
                Value::Count(part.cases.into()),
                Value::Count(part.late.into()),
                Value::Count(u64::from(*alerted) + u64::from(*raised)),
                Value::Time(part.waiting),
                Value::Time(part.first_answer),
                Value::Time(part.handling),
                Value::Count(load.peak.into()),
                Value::Tenths(mean_tenths(held, span)),
                Value::Count(load.slots.into()),
            ],
        }
    };
    names.steps.iter().zip(parts).map(row).collect()
}

fn hours(figures: &Figures, words: Words) -> Vec<Row> {
    let row = |(n, day): (usize, &[u32; 24])| Row {
        name: words.t(&format!("weekday-{n}")),
        values: day.iter().map(|count| Value::Count((*count).into())).collect(),
    };
    (1..).zip(&figures.hours).map(row).collect()
}

fn ratings(figures: &Figures) -> Vec<Row> {
    let row = |(points, count): (u8, u32)| Row {
        name: points.to_string(),
        values: vec![Value::Count(count.into())],
    };
    (1..).zip(figures.total.ratings).map(row).collect()
}

/// Why, in words.
#[must_use]
pub fn reason(reason: &Reason, words: Words) -> String {
    match reason {
        Reason::Said(said) => said.clone(),
        Reason::Unsaid => words.t("stats-reason-none"),
        Reason::Others => words.t("stats-reason-others"),
    }
}

/// When, in the table's zone: «2026-11-23 09:41:07».
#[must_use]
pub fn moment(at: i64, zone: &TimeZone) -> String {
    let moment = jiff::Timestamp::from_millisecond(at).unwrap_or(jiff::Timestamp::UNIX_EPOCH);
    moment.to_zoned(zone.clone()).strftime("%Y-%m-%d %H:%M:%S").to_string()
}
