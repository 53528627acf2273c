//! What the figures' numbers stand for: agents, groups, and the steps of the period.

use std::collections::BTreeMap;

use jiff::Zoned;

use super::asked::Asked;
use crate::domain::settings::Department;
use crate::domain::ticket::Sentiment;
use crate::store::statistics::{Span, Unit};
use crate::web::when::When;
use crate::web::words::{FluentValue, Words};

/// Names, in the order of the figures or by number.
#[derive(Debug, Clone, Default)]
#[allow(missing_docs, reason = "the names say it")]
pub struct Names {
    pub departments: Vec<String>,
    pub moods: Vec<String>,
    pub agents: BTreeMap<i64, String>,
    pub groups: BTreeMap<i64, String>,
    /// Of the steps, whole.
    pub steps: Vec<String>,
    /// The same, short enough for an axis.
    pub axis: Vec<String>,
    pub nobody: String,
}

impl Names {
    /// The names of a period's figures.
    #[must_use]
    pub fn new(
        asked: &Asked,
        span: &Span,
        agents: BTreeMap<i64, String>,
        groups: BTreeMap<i64, String>,
        when: &When,
    ) -> Self {
        let (words, tone) = (when.words(), when.tone());
        let few = span.starts.len() <= 8;
        let step = |start: &i64| {
            let start = jiff::Timestamp::from_millisecond(*start).unwrap_or_default();
            let start = start.to_zoned(asked.zone.clone());
            (name(&start, span.unit, words), short(&start, span.unit, few, words))
        };
        let (steps, axis) = span.starts.iter().map(step).unzip();
        Self {
            departments: [Department::Support, Department::Sales]
                .map(|department| tone.department(department))
                .into(),
            moods: [Sentiment::Happy, Sentiment::Neutral, Sentiment::Angry]
                .map(|mood| tone.mood(mood))
                .into(),
            agents,
            groups,
            steps,
            axis,
            nobody: words.t("stats-nobody"),
        }
    }

    /// Who attended.
    #[must_use]
    pub fn agent(&self, id: Option<i64>) -> String {
        match id {
            None => self.nobody.clone(),
            Some(id) => self.agents.get(&id).cloned().unwrap_or_else(|| format!("#{id}")),
        }
    }

    /// A main group.
    #[must_use]
    pub fn group(&self, id: i64) -> String {
        self.groups.get(&id).cloned().unwrap_or_else(|| format!("#{id}"))
    }
}

fn name(start: &Zoned, unit: Unit, words: Words) -> String {
    let next = start.checked_add(jiff::Span::new().hours(1));
    let with =
        |key: &str, name: &str, value: String| words.with(key, &[(name, FluentValue::from(value))]);
    match unit {
        Unit::Hour => words.with(
            "chart-hour",
            &[
                ("from", FluentValue::from(start.hour().to_string())),
                ("to", FluentValue::from(next.map_or(0, |next| next.hour()).to_string())),
            ],
        ),
        Unit::Day => format!("{} {}", weekday(start, words), day(start, words)),
        Unit::Week => with("stats-week-of", "day", day(start, words)),
        Unit::Month => {
            let month = words.t(&format!("month-{}", start.month()));
            format!("{month} {}", start.year())
        }
        Unit::Year => start.year().to_string(),
    }
}

fn short(start: &Zoned, unit: Unit, few: bool, words: Words) -> String {
    match unit {
        Unit::Hour => start.hour().to_string(),
        Unit::Day if few => format!("{} {}", weekday(start, words), start.day()),
        Unit::Day | Unit::Week => day(start, words),
        Unit::Month => words.t(&format!("month-{}", start.month())).chars().take(3).collect(),
        Unit::Year => start.year().to_string(),
    }
}

/// «lun»
fn weekday(start: &Zoned, words: Words) -> String {
    words.t(&format!("stats-weekday-{}", start.weekday().to_monday_one_offset()))
}

/// «23/11»
fn day(start: &Zoned, words: Words) -> String {
    words.with(
        "stats-day",
        &[
            ("day", FluentValue::from(start.day().to_string())),
            ("month", FluentValue::from(start.month().to_string())),
        ],
    )
}
