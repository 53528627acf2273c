//! `/ajustes/grupos/{id}/reglas`, what only a main group has of its own: whether a raised hand claims, and how long its
//! customers may be silent.

use fluent_bundle::FluentValue;

use super::closing::Switch;
use super::fields::Field;
use crate::domain::closing::Closing;
use crate::domain::rules::GroupRules;
use crate::web::form::Fields;
use crate::web::words::Words;

const HOUR_MS: i64 = 3_600_000;
/// The longest silence before the warning, and the longest time after it (hours), as on the line.
const SILENCE_MOST: i64 = 2_160;
const CLOSE_MOST: i64 = 720;

/// What a form asks for: all of it can be used. Lengths in milliseconds; what is not set is as on the line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Ways {
    claim_by_reaction: bool,
    silence: Option<i64>,
    close: Option<i64>,
}

impl Ways {
    /// Puts them among a main group's rules.
    pub fn apply(&self, rules: &mut GroupRules) {
        rules.claim_by_reaction = self.claim_by_reaction;
        rules.silence_ms = self.silence;
        rules.silence_close_ms = self.close;
    }
}

/// The part of the page.
#[derive(Debug)]
#[allow(missing_docs, reason = "named as on the page")]
pub struct OwnFields {
    pub reaction: Switch,
    pub silence: Field,
    pub close: Field,
}

impl OwnFields {
    /// What a main group has; `closing` is what its line has.
    #[must_use]
    pub fn new(words: Words, rules: &GroupRules, closing: &Closing) -> Self {
        let field = |name: &'static str, key: &str, own: Option<i64>, line: i64| {
            let empty = if line == 0 {
                words.t("rules-default-never")
            } else {
                words.with("rules-default-hours", &[("hours", FluentValue::from(hours(line)))])
            };
            let hint = [words.t(&format!("{key}-how")), empty].join(" ");
            let value = own.map(|ms| hours(ms).to_string()).unwrap_or_default();
            let field = Field::text(name, name, words.t(key)).hint(hint).mode("numeric");
            Field { most: 4, ..field.value(value) }
        };
        let (silence, close) = (closing.silence_ms, closing.silence_close_ms);
        Self {
            reaction: Switch {
                name: "reaccion",
                text: words.t("rules-reaction"),
                hint: words.t("rules-reaction-how"),
                on: rules.claim_by_reaction,
            },
            silence: field("silencio", "closing-silence", rules.silence_ms, silence),
            close: field("cierre", "closing-close", rules.silence_close_ms, close),
        }
    }

    /// Takes what was typed; nothing if any of it cannot be used: the fields then say what.
    pub fn read(&mut self, fields: &Fields, words: Words) -> Option<Ways> {
        self.reaction.on = fields.has(self.reaction.name);
        let silence = read(&mut self.silence, fields, (0, SILENCE_MOST), words);
        let close = read(&mut self.close, fields, (1, CLOSE_MOST), words);
        Some(Ways { claim_by_reaction: self.reaction.on, silence: silence?, close: close? })
    }
}

/// How many hours were typed, in milliseconds: `None` is as on the line; nothing at all if it cannot be used.
fn read(
    field: &mut Field,
    fields: &Fields,
    (least, most): (i64, i64),
    words: Words,
) -> Option<Option<i64>> {
    field.value = fields.get(field.name).chars().take(12).collect();
    let typed = field.value.trim();
    if typed.is_empty() {
        return Some(None);
    }
    let hours = typed.parse::<i64>().ok().filter(|hours| (least..=most).contains(hours));
    field.error = hours.is_none().then(|| {
        let (from, to) = (least.to_string(), most.to_string());
        words.with("closing-number", &[("from", from.into()), ("to", to.into())])
    });
    hours.map(|hours| Some(hours * HOUR_MS))
}

/// Whole hours; what is shorter than one is shown as one.
fn hours(ms: i64) -> i64 {
    if ms == 0 { 0 } else { (ms / HOUR_MS).max(1) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::settings::Language;

    const WORDS: Words = Words(Language::Es);

    fn typed(pairs: &[(&str, &str)]) -> Fields {
        pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
    }

    fn fields(rules: &GroupRules) -> OwnFields {
        OwnFields::new(WORDS, rules, &Closing::default())
    }

    #[test]
    fn what_is_typed_is_taken_and_shown_again_and_what_is_empty_is_as_on_the_line() {
        let mut rules = GroupRules::default();
        let on = typed(&[("reaccion", "si"), ("silencio", "0"), ("cierre", "3")]);
        fields(&rules).read(&on, WORDS).unwrap().apply(&mut rules);
        assert!(rules.claim_by_reaction);
        assert_eq!((rules.silence_ms, rules.silence_close_ms), (Some(0), Some(3 * HOUR_MS)));
        let shown = fields(&rules);
        assert!(shown.reaction.on);
        assert_eq!((shown.silence.value.as_str(), shown.close.value.as_str()), ("0", "3"));
        assert!(shown.close.hint.contains("2 horas"), "{}", shown.close.hint);
        let off = typed(&[("silencio", " "), ("cierre", "")]);
        fields(&rules).read(&off, WORDS).unwrap().apply(&mut rules);
        assert_eq!(rules, GroupRules::default());
    }

    #[test]
    fn what_cannot_be_used_is_told_at_its_field() {
        for (name, value) in [
            ("silencio", "-1"),
            ("silencio", "2161"),
            ("silencio", "99999999999999999999"),
            ("cierre", "0"),
            ("cierre", "dos"),
        ] {
            let mut page = fields(&GroupRules::default());
            assert_eq!(page.read(&typed(&[(name, value)]), WORDS), None, "{name} {value}");
            let wrong = [&page.silence, &page.close].map(|field| field.error.is_some());
            assert_eq!(wrong, [name == "silencio", name == "cierre"], "{name} {value}");
        }
    }
}
