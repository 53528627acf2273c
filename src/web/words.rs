//! The panel's texts, in the language of whoever reads them.

use crate::domain::settings::Language;
use crate::text::Catalogue;
pub use crate::text::catalogue::FluentValue;

/// Texts of one language.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Words(pub Language);

impl Words {
    /// The text of a key.
    #[must_use]
    pub fn t(&self, key: &str) -> String {
        Catalogue::of(self.0).text(key)
    }

    /// The text of a key, with something filled in.
    #[must_use]
    pub fn with(&self, key: &str, args: &[(&str, FluentValue<'_>)]) -> String {
        Catalogue::of(self.0).with(key, args)
    }

    /// The text of a key with the argument `n`.
    #[must_use]
    pub fn count(&self, key: &str, n: impl TryInto<i64>) -> String {
        let n = n.try_into().unwrap_or(i64::MAX);
        self.with(key, &[("n", FluentValue::from(n))])
    }

    /// The text of a key with the argument `name`.
    #[must_use]
    pub fn name(&self, key: &str, name: &str) -> String {
        self.with(key, &[("name", FluentValue::from(name))])
    }

    /// Whether there is such a key.
    #[must_use]
    pub fn has(&self, key: &str) -> bool {
        Catalogue::of(self.0).has(key)
    }

    /// For `<html lang>`.
    #[must_use]
    pub fn tag(&self) -> &'static str {
        match self.0 {
            Language::Es => "es-AR",
            Language::Pt => "pt-BR",
            Language::En => "en",
        }
    }
}

/// The language that a browser asks for: the first of ours in `Accept-Language`, else Spanish.
#[must_use]
pub fn preferred(accept: &str) -> Language {
    accept
        .split(',')
        .take(16)
        .filter_map(|part| match part.trim().get(..2)?.to_ascii_lowercase().as_str() {
            "es" => Some(Language::Es),
            "pt" => Some(Language::Pt),
            "en" => Some(Language::En),
            _ => None,
        })
        .next()
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn every_text_that_a_page_asks_for_exists() {
        let root = env!("CARGO_MANIFEST_DIR");
        let mut asked = BTreeSet::new();
        let mut missing = Vec::new();
        for folder in ["templates/panel", "templates/partials", "src/web", "src/web/panel"] {
            for file in std::fs::read_dir(format!("{root}/{folder}")).unwrap() {
                let path = file.unwrap().path();
                if !path.is_file() {
                    continue;
                }
                let text = std::fs::read_to_string(&path).unwrap();
                for call in
                    [".t(\"", ".with(\"", ".count(\"", ".name(\"", "Flash::of(\"", "Flash::with(\""]
                {
                    asked.extend(
                        text.split(call)
                            .skip(1)
                            .filter_map(|rest| rest.split('"').next().map(str::to_owned)),
                    );
                }
            }
        }
        for key in asked {
            if !Words::default().has(&key) {
                missing.push(key);
            }
        }
        assert_eq!(missing, Vec::<String>::new());
    }

    #[test]
    fn the_browser_s_first_known_language_is_taken() {
        assert_eq!(preferred("pt-BR,pt;q=0.9,en;q=0.8"), Language::Pt);
        assert_eq!(preferred("de, en;q=0.5"), Language::En);
        assert_eq!(preferred(""), Language::Es);
        assert_eq!(preferred("ñ,é,x"), Language::Es);
    }
}
