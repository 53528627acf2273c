//! The cases of a period as rows of a file. Who the customer is does not belong to statistics, and is left out.

use jiff::tz::TimeZone;

use super::csv::{Cell, Csv};
use super::tables::moment;
use crate::domain::settings::Department;
use crate::domain::ticket::Sentiment;
use crate::store::statistics::SheetRow;
use crate::store::tickets::TicketState;
use crate::web::when::When;
use crate::web::words::Words;

/// Writes the rows.
#[derive(Debug, Clone)]
pub struct CasesFile {
    style: Csv,
    zone: TimeZone,
    when: When,
}

impl CasesFile {
    /// In this style, with times of this zone.
    #[must_use]
    pub fn new(style: Csv, zone: TimeZone, when: When) -> Self {
        Self { style, zone, when }
    }

    fn words(&self) -> Words {
        self.when.words()
    }

    /// The heads.
    #[must_use]
    pub fn begin(&self) -> String {
        let mut file = String::from(super::csv::MARK);
        let zone = self.zone.iana_name().unwrap_or("UTC");
        let plain = |key: &str| Cell::Text(self.words().t(key));
        let time = |key: &str| Cell::Text(format!("{} ({zone})", self.words().t(key)));
        let seconds =
            |key: &str| Cell::Text(self.words().name("stats-csv-seconds", &self.words().t(key)));
        let heads = [
            plain("stats-csv-case"),
            plain("stats-csv-state"),
            plain("stats-head-departamentos"),
            plain("stats-head-animos"),
            plain("stats-head-grupos"),
            plain("stats-head-agentes"),
            time("stats-csv-opened"),
            time("stats-csv-taken"),
            time("stats-first"),
            time("stats-csv-closed"),
            seconds("stats-waiting"),
            seconds("stats-first"),
            seconds("stats-handling"),
            seconds("stats-resolution"),
            plain("stats-late"),
            plain("stats-head-motivos"),
            plain("stats-rating"),
            plain("stats-csv-comment"),
        ];
        self.style.row(&mut file, &heads);
        file
    }

    /// The next rows.
    #[must_use]
    pub fn part(&self, rows: &[SheetRow]) -> String {
        let mut file = String::with_capacity(rows.len() * 220);
        for row in rows {
            self.style.row(&mut file, &self.cells(row));
        }
        file
    }

    fn cells(&self, row: &SheetRow) -> [Cell; 18] {
        let (words, tone) = (self.words(), self.when.tone());
        let text = |text: &Option<String>| Cell::Text(text.clone().unwrap_or_default());
        let number = |number: i64| Cell::Number(u64::try_from(number).unwrap_or(0));
        let time =
            |at: Option<i64>| at.map_or(Cell::Blank, |at| Cell::Text(moment(at, &self.zone)));
        let between = |from: Option<i64>, to: Option<i64>| match from.zip(to) {
            Some((from, to)) => number(to.saturating_sub(from).max(0) / 1_000),
            None => Cell::Blank,
        };
        let state = match TicketState::from_name(&row.state).unwrap_or(TicketState::Closed) {
            TicketState::Pending => "state-pending",
            TicketState::InProgress => "state-progress",
            TicketState::Closed => "state-closed",
        };
        let department = Department::from_name(&row.department).unwrap_or(Department::Support);
        let opened = Some(row.opened_at);
        [
            number(row.no),
            Cell::Text(words.t(state)),
            Cell::Text(tone.department(department)),
            Cell::Text(tone.mood(Sentiment::from_name(&row.sentiment))),
            text(&row.group_name),
            text(&row.agent_name),
            time(opened),
            time(row.claimed_at),
            time(row.first_answer_at),
            time(row.closed_at),
            between(opened, row.claimed_at),
            between(opened, row.first_answer_at),
            between(row.claimed_at, row.closed_at),
            between(opened, row.closed_at),
            Cell::Text(words.t(if row.level > 0 { "stats-yes" } else { "stats-no" })),
            text(&row.close_reason),
            row.rating.map_or(Cell::Blank, number),
            text(&row.rating_comment),
        ]
    }
}
