//! A field of a form: its words, what was typed, and what is wrong with it.

use crate::text::plain::is_hidden;
use crate::web::flash::{Banner, Tone};
use crate::web::words::Words;

/// One field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Field {
    /// Unique on the page.
    pub id: String,
    /// Its name in the form.
    pub name: &'static str,
    /// What it asks for.
    pub label: String,
    /// How to answer.
    pub hint: String,
    /// What was typed.
    pub value: String,
    /// Why that cannot be used.
    pub error: Option<String>,
    /// What to think over before using it.
    pub warn: Option<String>,
    /// HTML type.
    pub kind: &'static str,
    /// What browsers may fill in.
    pub autocomplete: &'static str,
    /// The most characters.
    pub most: u16,
    /// Which keys a phone shows; empty for all.
    pub mode: &'static str,
}

impl Field {
    /// A line of text.
    #[must_use]
    pub fn text(id: &str, name: &'static str, label: String) -> Self {
        Self {
            id: id.to_owned(),
            name,
            label,
            hint: String::new(),
            value: String::new(),
            error: None,
            warn: None,
            kind: "text",
            autocomplete: "off",
            most: 200,
            mode: "",
        }
    }

    /// With a hint.
    #[must_use]
    pub fn hint(self, hint: String) -> Self {
        Self { hint, ..self }
    }

    /// Of another HTML type.
    #[must_use]
    pub fn kind(self, kind: &'static str) -> Self {
        Self { kind, ..self }
    }

    /// With only these keys on a phone.
    #[must_use]
    pub fn mode(self, mode: &'static str) -> Self {
        Self { mode, ..self }
    }

    /// What browsers may fill in.
    #[must_use]
    pub fn autocomplete(self, autocomplete: &'static str) -> Self {
        Self { autocomplete, ..self }
    }

    /// With something in it.
    #[must_use]
    pub fn value(self, value: impl Into<String>) -> Self {
        Self { value: value.into(), ..self }
    }

    /// Whether something describes it beyond its label.
    #[must_use]
    pub fn is_described(&self) -> bool {
        !self.hint.is_empty() || self.error.is_some() || self.warn.is_some()
    }

    /// The ids of what describes it.
    #[must_use]
    pub fn described_by(&self) -> String {
        let parts =
            [(!self.hint.is_empty(), "h"), (self.error.is_some(), "e"), (self.warn.is_some(), "w")];
        let ids =
            parts.iter().filter(|(there, _)| *there).map(|(_, part)| format!("{part}-{}", self.id));
        ids.collect::<Vec<_>>().join(" ")
    }
}

/// The message above a form with fields that cannot be used; nothing if all can.
#[must_use]
pub fn summary(fields: &[&Field], words: Words) -> Option<Banner> {
    let wrong: Vec<(String, String)> =
        fields.iter().filter_map(|field| Some((field.id.clone(), field.error.clone()?))).collect();
    if wrong.is_empty() {
        return None;
    }
    Some(Banner { tone: Tone::Bad, text: words.count("form-fix", wrong.len()), fields: wrong })
}

/// Whether a text is too long, or has characters that cannot be seen; joiners of emoji may be there, and `but`.
#[must_use]
pub fn unusable(typed: &str, most: usize, but: &[char], words: Words) -> Option<String> {
    if typed.chars().count() > most {
        return Some(words.t("field-too-long"));
    }
    let is_odd =
        |c: char| is_hidden(c) && !matches!(c, '\u{200d}' | '\u{fe0f}') && !but.contains(&c);
    typed.chars().any(is_odd).then(|| words.t("field-control"))
}
