//! Floors: what the machine takes for the same work with nothing around it, measured in the same run, and what
//! Relevo makes of it as a ratio.
//!
//! * [`journal`]: the changes of whole cases through the journal, beside the same rows by bare prepared
//!   statements in transactions of the same size.
//! * [`webhook`]: messages of customers who wait, acknowledged by the run's server, beside a server that writes
//!   one row, and beside one that only answers.
//! * [`rebuild`]: a line read from the store and made ready to run, beside bare `SELECT`s of the same rows.
//!
//! Each side has its turns, one after the other, and the median counts: what the machine does besides hits both.

mod bare;
pub mod cases;
mod deeds;
pub mod home;
pub mod journal;
pub mod rebuild;
mod rows;
pub mod server;
pub mod webhook;

use std::path::{Path, PathBuf};

use serde::Serialize;

use self::home::Home;
use self::server::FloorServer;
use super::figure::figure;
use super::post::Door;
use crate::engine::Clock;
use crate::store::{Database, OpenError, lines};

/// Turns of a rebuild.
const REBUILDS: u32 = 3;

/// Why a floor could not be measured.
#[derive(Debug, thiserror::Error)]
#[allow(missing_docs, reason = "each is the error of that name, or says it")]
pub enum FloorError {
    #[error(transparent)]
    Open(#[from] OpenError),
    #[error(transparent)]
    Journal(#[from] crate::store::open::JournalError),
    #[error("bare statements: {0}")]
    Bare(#[from] rusqlite::Error),
    #[error(transparent)]
    Query(#[from] diesel::result::Error),
    #[error(transparent)]
    Connection(#[from] diesel::ConnectionError),
    #[error(transparent)]
    Json(#[from] serde_json::Error),
    #[error(transparent)]
    System(#[from] std::io::Error),
    #[error(transparent)]
    Door(#[from] super::post::DoorError),
    #[error(transparent)]
    Rebuild(#[from] rebuild::FloorError),
    #[error("not foreseen: {0}")]
    Unexpected(String),
}

/// What both sides did in a second.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Pair {
    /// Relevo.
    pub ours: f64,
    /// The floor.
    pub floor: f64,
}

/// What a ratio should be.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Target {
    /// This, or more.
    AtLeast(f64),
    /// This, or less.
    AtMost(f64),
}

/// Relevo beside a floor.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Measured {
    /// The name, as in the report's `floors`.
    pub name: &'static str,
    /// Relevo by the floor; for times, how many times the floor's.
    pub ratio: f64,
    /// What it should be.
    pub target: Option<Target>,
    /// What Relevo did.
    pub ours: f64,
    /// What the floor did.
    pub floor: f64,
    /// Of what both are.
    pub unit: &'static str,
    /// What was compared, in a sentence.
    pub meaning: String,
}

impl Measured {
    /// Whether it is what it should be.
    #[must_use]
    pub fn is_met(&self) -> Option<bool> {
        self.target.map(|target| match target {
            Target::AtLeast(least) => self.ratio >= least,
            Target::AtMost(most) => self.ratio <= most,
        })
    }

    fn of_rates(
        name: &'static str,
        pair: Pair,
        target: Option<Target>,
        unit: &'static str,
        meaning: String,
    ) -> Self {
        let Pair { ours, floor } = pair;
        let ratio = if floor > 0.0 { ours / floor } else { 0.0 };
        Self { name, ratio, target, ours, floor, unit, meaning }
    }
}

impl std::fmt::Display for Measured {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Self { name, ratio, ours, floor, unit, meaning, .. } = self;
        let (ours, floor) = (figure(*ours), figure(*floor));
        let target = match self.target {
            Some(Target::AtLeast(least)) => format!(", target at least {least}"),
            Some(Target::AtMost(most)) => format!(", target at most {most}"),
            None => String::new(),
        };
        write!(f, "floor {name}: {ratio:.2} ({ours} to {floor} {unit}{target})\n  {meaning}")
    }
}

/// The floors of a run: measured one by one; what could not be measured is said.
#[derive(Debug)]
pub struct Floors {
    program: PathBuf,
    data: PathBuf,
    database_url: Option<String>,
    /// What was measured.
    pub measured: Vec<Measured>,
    /// What was not, and why.
    pub unmeasured: Vec<String>,
}

impl Floors {
    /// Nothing measured yet. The program is this one; `data` and `database_url` are the run's.
    #[must_use]
    pub fn new(program: PathBuf, data: PathBuf, database_url: Option<String>) -> Self {
        Self { program, data, database_url, measured: Vec::new(), unmeasured: Vec::new() }
    }

    /// Webhooks, while the run's server is up and has nothing else to do.
    pub(super) async fn webhooks(&mut self, door: &Door) {
        let measured = self.measure_webhooks(door).await;
        self.take("webhook", measured);
    }

    /// What needs a quiet machine: the run's server is gone.
    pub fn journal_and_rebuild(&mut self) {
        let measured = self.measure_journal();
        self.take("journal", measured);
        let measured = self.measure_rebuild();
        self.take("rebuild", measured);
    }

    fn take(&mut self, name: &str, measured: Result<Vec<Measured>, FloorError>) {
        match measured {
            Ok(measured) => self.measured.extend(measured),
            Err(error) => self.unmeasured.push(format!("{name}: {error}")),
        }
    }

    async fn measure_webhooks(&self, door: &Door) -> Result<Vec<Measured>, FloorError> {
        let mut home = self.home()?;
        let place = home.place("server")?;
        let server = FloorServer::start(&self.program, home.folder(), &place.url)?;
        let [row, answer] = webhook::measure(door, &server).await?;
        let unit = "requests/s";
        let row = Measured::of_rates(
            "webhook_row",
            row,
            Some(Target::AtLeast(0.5)),
            unit,
            "messages of waiting customers acknowledged by Relevo, beside a server of its own that parses the \
             same JSON, writes one row through the same journal and answers after its commit"
                .into(),
        );
        let answer = Measured::of_rates(
            "webhook_answer",
            answer,
            None,
            unit,
            "the same messages, beside a server of its own that only answers".into(),
        );
        Ok(vec![row, answer])
    }

    fn measure_journal(&self) -> Result<Vec<Measured>, FloorError> {
        let pair = journal::measure(&mut self.home()?)?;
        let meaning = format!(
            "the changes of whole cases through the journal, beside the same rows by bare prepared statements, \
             {} changes to a transaction on both sides",
            journal::BATCH
        );
        let target = Some(Target::AtLeast(0.6));
        Ok(vec![Measured::of_rates("journal", pair, target, "changes/s", meaning)])
    }

    fn measure_rebuild(&self) -> Result<Vec<Measured>, FloorError> {
        let url = self.database_url.clone().filter(|url| !url.is_empty());
        let file = || self.data.join("relevo.db").to_string_lossy().into_owned();
        let database = Database::open(&url.unwrap_or_else(file))?;
        let Some(line) = lines::all(&mut database.writer()?)?.into_iter().next() else {
            return Err(FloorError::Unexpected("no line".into()));
        };
        let rebuild = rebuild::measure(&database, line.id, Clock::system().now(), REBUILDS)?;
        let ms = |time: std::time::Duration| time.as_secs_f64() * 1e3;
        Ok(vec![Measured {
            name: "rebuild",
            ratio: rebuild.ratio(),
            target: Some(Target::AtMost(3.0)),
            ours: ms(rebuild.record + rebuild.owners),
            floor: ms(rebuild.floor),
            unit: "ms",
            meaning: format!(
                "the run's line read from its database and made ready, in times of bare SELECTs of the same {} rows",
                rebuild.rows
            ),
        }])
    }

    fn home(&self) -> std::io::Result<Home> {
        Home::new(Path::new(&self.data), self.database_url.as_deref())
    }
}

/// The middle one; 0 of none.
fn median(values: &mut [f64]) -> f64 {
    values.sort_by(f64::total_cmp);
    values.get(values.len() / 2).copied().unwrap_or(0.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_ratio_is_held_against_its_target() {
        let pair = Pair { ours: 60.0, floor: 100.0 };
        let of = |target| Measured::of_rates("x", pair, target, "changes/s", "why".into());
        assert_eq!(of(Some(Target::AtLeast(0.6))).is_met(), Some(true));
        assert_eq!(of(Some(Target::AtLeast(0.61))).is_met(), Some(false));
        assert_eq!(of(Some(Target::AtMost(0.5))).is_met(), Some(false));
        assert_eq!(of(None).is_met(), None);
        let said = of(Some(Target::AtLeast(0.6))).to_string();
        assert_eq!(said, "floor x: 0.60 (60.0 to 100 changes/s, target at least 0.6)\n  why");
    }

    #[test]
    fn the_middle_of_unsorted_values_counts() {
        assert!((median(&mut [9.0, 1.0, 5.0]) - 5.0).abs() < f64::EPSILON);
        assert!(median(&mut []).abs() < f64::EPSILON);
    }
}
