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

    /// The other languages: code and own name.
    #[must_use]
    pub fn others(&self) -> Vec<(&'static str, &'static str)> {
        let all = [
            (Language::Es, "es", "Español"),
            (Language::Pt, "pt", "Português"),
            (Language::En, "en", "English"),
        ];
        all.into_iter()
            .filter(|(language, ..)| *language != self.0)
            .map(|(_, code, name)| (code, name))
            .collect()
    }

    /// The language's own name.
    #[must_use]
    pub fn own_name(&self) -> &'static str {
        match self.0 {
            Language::Es => "Español",
            Language::Pt => "Português",
            Language::En => "English",
        }
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

/// The language of this name, as in addresses and forms.
#[must_use]
pub fn language(name: &str) -> Option<Language> {
    match name {
        "es" => Some(Language::Es),
        "pt" => Some(Language::Pt),
        "en" => Some(Language::En),
        _ => None,
    }
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
        for folder in
            ["templates/panel", "templates/partials", "src/web", "src/web/panel", "src/web/pages"]
        {
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
}
