//! `/ajustes/datos`: how long a line keeps what was said.

use askama::Template;

use super::fields::{Field, summary};
use super::shell::Shell;
use super::tickets::Tab;
use crate::domain::ids::Timestamp;
use crate::domain::settings::LineSettings;
use crate::engine::LineInfo;
use crate::web::flash::Banner;
use crate::web::form::Fields;

/// The longest that can be set, in days: ten years.
const DAYS_MOST: u32 = 3_650;
/// The shortest: what is done with a case takes some days.
const DAYS_LEAST: u32 = 7;
/// Milliseconds of a day.
pub const DAY_MS: i64 = 86_400_000;

/// What a form asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Keeping {
    /// It can be set.
    Days(u32),
    /// More would be forgotten than today: to be confirmed first.
    Shorter(u32),
}

/// The page.
#[derive(Template)]
#[template(path = "panel/keeping.html")]
#[allow(missing_docs, reason = "named as on the page")]
pub struct KeepingPage {
    pub shell: Shell,
    pub line: i64,
    pub lines: Vec<Tab>,
    pub forever: bool,
    pub days: Field,
    pub form_banner: Option<Banner>,
    /// What is to be confirmed.
    pub confirm: Option<String>,
    pub state: String,
}

impl KeepingPage {
    /// The setting as it is, and up to when it has been carried out.
    #[must_use]
    pub fn new(shell: Shell, line: &LineInfo, lines: Vec<Tab>, done: Option<Timestamp>) -> Self {
        let (when, words) = (shell.when(line), shell.words);
        let LineSettings { retention_days: days, .. } = line.settings;
        let state = match (days, done) {
            (_, Some(until)) => words.name("keeping-done", &when.moment(until)),
            (0, None) => words.t("keeping-nothing"),
            (_, None) => words.t("keeping-soon"),
        };
        let shown = if days == 0 { String::new() } else { days.to_string() };
        let hint = words
            .with("keeping-days-hint", &[("least", DAYS_LEAST.into()), ("most", DAYS_MOST.into())]);
        Self {
            line: line.id.0,
            lines,
            forever: days == 0,
            days: Field { most: 4, ..Field::text("dias", "dias", words.t("keeping-days")) }
                .hint(hint)
                .mode("numeric")
                .value(shown),
            form_banner: None,
            confirm: None,
            state,
            shell,
        }
    }

    /// Takes what was typed; nothing if it cannot be used: the page then says what.
    pub fn read(&mut self, fields: &Fields, now: u32) -> Option<Keeping> {
        let words = self.shell.words;
        self.forever = fields.get("guardar") != "dias";
        self.days.value = fields.get("dias").chars().take(20).collect();
        if self.forever {
            return Some(Keeping::Days(0));
        }
        let days = self.days.value.parse().ok();
        let Some(days) = days.filter(|days| (DAYS_LEAST..=DAYS_MOST).contains(days)) else {
            self.days.error = Some(words.with(
                "keeping-days-odd",
                &[("least", DAYS_LEAST.into()), ("most", DAYS_MOST.into())],
            ));
            self.form_banner = summary(&[&self.days], words);
            return None;
        };
        let is_shorter = now == 0 || days < now;
        Some(if is_shorter { Keeping::Shorter(days) } else { Keeping::Days(days) })
    }

    /// Asks for a confirmation: so many cases would lose what was said in them.
    pub fn ask(&mut self, days: u32, cases: u32) {
        let words = self.shell.words;
        self.confirm = Some(
            words.with("keeping-confirm", &[("days", days.into()), ("n", i64::from(cases).into())]),
        );
    }
}
