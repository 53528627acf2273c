//! The catalogues of the three languages, compiled in and read once.
//!
//! Spanish is complete; what another language lacks is said in Spanish. Nothing here knows what a text is for.

use std::borrow::Cow;
use std::sync::OnceLock;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource};
use unic_langid::LanguageIdentifier;

pub use fluent_bundle::FluentValue;

use crate::domain::settings::Language;

/// All texts of one language.
pub struct Catalogue {
    language: Language,
    bundle: FluentBundle<FluentResource>,
}

static SPANISH: OnceLock<Catalogue> = OnceLock::new();
static PORTUGUESE: OnceLock<Catalogue> = OnceLock::new();
static ENGLISH: OnceLock<Catalogue> = OnceLock::new();

impl Catalogue {
    /// The texts of `language`.
    #[must_use]
    pub fn of(language: Language) -> &'static Self {
        let kept = match language {
            Language::Es => &SPANISH,
            Language::Pt => &PORTUGUESE,
            Language::En => &ENGLISH,
        };
        kept.get_or_init(|| Self::load(language))
    }

    /// Whether `key` has a text in this very language.
    #[must_use]
    pub fn has(&self, key: &str) -> bool {
        self.bundle.has_message(key)
    }

    /// The text of `key`.
    ///
    /// What is missing here is said in Spanish; what is missing there is said as the key itself, and logged.
    #[must_use]
    pub fn text(&self, key: &str) -> String {
        self.with(key, &[])
    }

    /// The text of `key`, with values in it.
    #[must_use]
    pub fn with(&self, key: &str, values: &[(&str, FluentValue<'_>)]) -> String {
        if let Some(said) = self.say(key, values) {
            return said;
        }
        tracing::error!(text.key = key, text.language = ?self.language, "a text is missing from the catalogue");
        let spanish =
            (self.language != Language::Es).then(|| Self::of(Language::Es).say(key, values));
        spanish.flatten().unwrap_or_else(|| key.to_owned())
    }

    fn say(&self, key: &str, values: &[(&str, FluentValue<'_>)]) -> Option<String> {
        let pattern = self.bundle.get_message(key)?.value()?;
        let args: FluentArgs<'_> =
            values.iter().map(|(name, value)| (Cow::from(*name), value.clone())).collect();
        let mut faults = Vec::new();
        let said = self.bundle.format_pattern(pattern, Some(&args), &mut faults).into_owned();
        if !faults.is_empty() {
            tracing::error!(text.key = key, text.language = ?self.language, ?faults, "a text was not filled in");
        }
        Some(said)
    }

    fn load(language: Language) -> Self {
        let mut bundle = FluentBundle::new_concurrent(vec![identifier(language)]);
        // Isolation marks would show as boxes on old phones, and be pasted along with numbers.
        bundle.set_use_isolating(false);
        for source in sources(language) {
            let resource = FluentResource::try_new(source.to_owned()).unwrap_or_else(|(readable, faults)| {
                tracing::error!(text.language = ?language, ?faults, "part of a catalogue cannot be read");
                readable
            });
            if let Err(faults) = bundle.add_resource(resource) {
                tracing::error!(text.language = ?language, ?faults, "a text is in the catalogue twice");
            }
        }
        Self { language, bundle }
    }
}

/// The files of each language, listed once: their names, and what is in them.
macro_rules! files {
    ($($name:literal)+) => {
        /// The names of a language's files: WhatsApp, refusals, then the panel by subject.
        pub const FILES: &[&str] = &[$($name),+];

        /// The files of a language, as text, in the order of [`FILES`].
        #[must_use]
        pub fn sources(language: Language) -> Vec<&'static str> {
            match language {
                Language::Es => vec![$(include_str!(concat!("../../templates/i18n/es/", $name, ".ftl"))),+],
                Language::Pt => vec![$(include_str!(concat!("../../templates/i18n/pt/", $name, ".ftl"))),+],
                Language::En => vec![$(include_str!(concat!("../../templates/i18n/en/", $name, ".ftl"))),+],
            }
        }
    };
}

files! {
    "chat"
    "errors"
    "panel"
    "access"
    "acting"
    "help"
    "overview"
    "settings"
    "setup"
    "sentiment"
    "statistics"
    "escalation"
    "routing"
    "intake"
    "customers"
    "commands"
    "fast_forward"
}

/// The text of `key` as it stands in a language's files, without the indentation of its lines.
#[must_use]
pub fn source(language: Language, key: &str) -> Option<String> {
    let begins = format!("{key} =");
    let lines = sources(language).into_iter().flat_map(str::lines);
    let mut lines = lines.skip_while(|line| !line.starts_with(&begins));
    let first = lines.next()?.strip_prefix(&begins)?.trim();
    let more = lines.take_while(|line| line.starts_with([' ', '}']));
    let more = more.map(|line| line.strip_prefix("    ").unwrap_or(line));
    Some(
        (!first.is_empty()).then_some(first).into_iter().chain(more).collect::<Vec<_>>().join("\n"),
    )
}

/// Decides plurals.
pub(super) fn identifier(language: Language) -> LanguageIdentifier {
    let tag = match language {
        Language::Es => "es-AR",
        Language::Pt => "pt-BR",
        Language::En => "en",
    };
    tag.parse().unwrap_or_default()
}
