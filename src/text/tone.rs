//! For whom a text is: in which language, in which time zone, at which moment.

use std::sync::Arc;

use jiff::tz::TimeZone;

use super::catalogue::{Catalogue, FluentValue};
use super::own::OwnTexts;
use crate::domain::ids::Timestamp;
use crate::domain::settings::{Department, Language, LineSettings};
use crate::domain::ticket::Sentiment;

/// How a reader is spoken to.
#[derive(Debug, Clone)]
pub struct Tone {
    /// In which language.
    pub language: Language,
    /// In which time zone the reader reads times.
    pub time_zone: TimeZone,
    /// When it is said.
    pub now: Timestamp,
    /// What the company says in words of its own.
    pub own: Option<Arc<OwnTexts>>,
}

impl Tone {
    /// A tone in the time zone named `time_zone` (IANA); UTC where there is none of that name.
    #[must_use]
    pub fn new(language: Language, time_zone: &str, now: Timestamp) -> Self {
        let time_zone = TimeZone::get(time_zone).unwrap_or_else(|error| {
            tracing::warn!(time_zone, %error, "unknown time zone, times are shown in UTC");
            TimeZone::UTC
        });
        Self { language, time_zone, now, own: None }
    }

    /// With texts of the company's own.
    #[must_use]
    pub fn own(self, own: Option<Arc<OwnTexts>>) -> Self {
        Self { own, ..self }
    }

    /// The tone of what is written on a line.
    #[must_use]
    pub fn of_line(settings: &LineSettings, now: Timestamp) -> Self {
        Self::new(settings.language, &settings.time_zone, now)
    }

    /// A text of the catalogue.
    #[must_use]
    pub fn text(&self, key: &str) -> String {
        self.with(key, &[])
    }

    /// A text of the catalogue, with values in it.
    #[must_use]
    pub fn with(&self, key: &str, values: &[(&str, FluentValue<'_>)]) -> String {
        let own = self.own.as_ref().and_then(|own| own.say(key, values));
        own.unwrap_or_else(|| Catalogue::of(self.language).with(key, values))
    }

    /// The name of a department.
    #[must_use]
    pub fn department(&self, department: Department) -> String {
        self.text(match department {
            Department::Support => "department-support",
            Department::Sales => "department-sales",
        })
    }

    /// The name of a mood.
    #[must_use]
    pub fn mood(&self, sentiment: Sentiment) -> String {
        self.text(match sentiment {
            Sentiment::Happy => "mood-happy",
            Sentiment::Neutral => "mood-neutral",
            Sentiment::Angry => "mood-angry",
        })
    }
}
