//! How cases end: why, what the customer is asked afterwards, and what becomes of a case whose customer is silent.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::accents::plain;
use super::own_words::distance;
use super::rules::GroupRules;

/// Reasons that a list may have.
pub const REASONS_MOST: usize = 20;
/// Characters of a reason in the list.
pub const REASON_NAME_MOST: usize = 60;
/// The fewest letters by which a reason may be begun instead of written out.
const PREFIX_LEAST: usize = 3;
/// Letters up to which one mistake is forgiven; in longer reasons two are.
const SHORT: usize = 6;
const HOUR_MS: i64 = 3_600_000;

/// What a line does when a case ends, and after. Times are in milliseconds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Closing {
    /// The reasons that are counted together; without any, the usual ones.
    pub reasons: Vec<String>,
    /// A case cannot be closed with `/fin` alone.
    pub reason_required: bool,
    /// The customer is asked for a rating from 1 to 5.
    pub rating: bool,
    /// Whoever rated is asked for a comment.
    pub rating_comment: bool,
    /// How long an answer counts.
    pub rating_window_ms: i64,
    /// No customer is asked again within this time. 0: after each case.
    pub rating_every_ms: i64,
    /// A customer who has not answered the agent for so long is warned. 0: never.
    pub silence_ms: i64,
    /// So long after the warning the case is closed.
    pub silence_close_ms: i64,
    /// The customer is shown who writes when that changes.
    pub name_on_change: bool,
    /// What goes without saying, in the line's language.
    #[serde(skip)]
    pub usual: Arc<Usual>,
}

/// What Relevo itself offers, in the words of the catalogue.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Usual {
    /// The reasons for who has no list of their own.
    pub reasons: Vec<String>,
    /// The reason where the customer did not answer any more.
    pub no_answer: String,
}

impl Default for Closing {
    fn default() -> Self {
        Self {
            reasons: Vec::new(),
            reason_required: false,
            rating: false,
            rating_comment: true,
            rating_window_ms: 24 * HOUR_MS,
            rating_every_ms: 0,
            silence_ms: 0,
            silence_close_ms: 2 * HOUR_MS,
            name_on_change: false,
            usual: Arc::default(),
        }
    }
}

/// What was meant by a reason.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reason {
    /// One of the list, or free words.
    Given(String),
    /// A number that the list does not have.
    NoSuchNumber,
}

/// How long a customer may be silent before the warning, and after it. `None`: for ever.
#[must_use]
pub fn patience(closing: &Closing, group: Option<&GroupRules>) -> Option<(i64, i64)> {
    let silence = group.and_then(|rules| rules.silence_ms).unwrap_or(closing.silence_ms);
    let close = group.and_then(|rules| rules.silence_close_ms).unwrap_or(closing.silence_close_ms);
    (silence > 0).then_some((silence, close.max(60_000)))
}

impl Closing {
    /// The reasons that are offered.
    #[must_use]
    pub fn offered(&self) -> &[String] {
        if self.reasons.is_empty() { &self.usual.reasons } else { &self.reasons }
    }

    /// The reason that is kept of what was typed. A number that the list does not have is kept as it is.
    #[must_use]
    pub fn kept(&self, typed: String) -> String {
        match self.meant(&typed) {
            Reason::Given(reason) => reason,
            Reason::NoSuchNumber => typed,
        }
    }

    /// The reason that was meant: one of the list by its number, in any spelling, begun, or with a mistake; else the
    /// words as they are.
    #[must_use]
    pub fn meant(&self, typed: &str) -> Reason {
        let offered = self.offered();
        let typed = typed.trim();
        if let Ok(number) = typed.trim_end_matches(['.', ')']).parse::<usize>() {
            let found = number.checked_sub(1).and_then(|at| offered.get(at));
            return found.map_or(Reason::NoSuchNumber, |reason| Reason::Given(reason.clone()));
        }
        let asked = folded(typed);
        let known: Vec<(String, &String)> = offered.iter().map(|one| (folded(one), one)).collect();
        let exact = known.iter().find(|(name, _)| *name == asked);
        let begun = || {
            let mut begun = known.iter().filter(|(name, _)| {
                asked.chars().count() >= PREFIX_LEAST && name.starts_with(asked.as_str())
            });
            // Of two nobody knows which.
            begun.next().filter(|_| begun.next().is_none())
        };
        let mistaken = || {
            let near = known.iter().filter_map(|entry| {
                let letters = entry.0.chars().count();
                let most = if letters <= SHORT { 1 } else { 2 };
                // Longer words cannot be near, and need not be compared.
                if letters < PREFIX_LEAST || asked.chars().count() > letters + most {
                    return None;
                }
                let mistakes = distance(&entry.0, &asked);
                (mistakes <= most).then_some((mistakes, entry))
            });
            near.min_by_key(|(mistakes, _)| *mistakes).map(|(_, entry)| entry)
        };
        let found = exact.or_else(begun).or_else(mistaken);
        Reason::Given(found.map_or_else(|| typed.to_owned(), |(_, reason)| (*reason).clone()))
    }
}

/// Words as they are compared: lower case, without accents and marks.
#[must_use]
pub fn folded(text: &str) -> String {
    let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    let words: Vec<String> =
        words.map(|word| word.to_lowercase().chars().map(plain).collect()).collect();
    words.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn closing() -> Closing {
        let reasons = ["Solucionado", "Cable cortado", "Cable suelto", "Sin respuesta", "Pagó"];
        Closing { reasons: reasons.map(str::to_owned).into(), ..Closing::default() }
    }

    #[test]
    fn reasons_are_found_however_they_are_written() {
        let given = |typed: &str| match closing().meant(typed) {
            Reason::Given(reason) => reason,
            Reason::NoSuchNumber => "?".to_owned(),
        };
        for (typed, meant) in [
            ("solucionado", "Solucionado"),
            ("SOLUCIONADO.", "Solucionado"),
            ("soluc", "Solucionado"),
            ("solusionado", "Solucionado"),
            ("cable cort", "Cable cortado"),
            ("cable", "cable"),
            ("sin respuesta", "Sin respuesta"),
            ("pago", "Pagó"),
            ("2", "Cable cortado"),
            ("2)", "Cable cortado"),
            ("9", "?"),
            ("0", "?"),
            ("so", "so"),
            ("solucionado, era el router", "solucionado, era el router"),
            ("se mudó", "se mudó"),
        ] {
            assert_eq!(given(typed), meant, "{typed}");
        }
        assert_eq!(given(&"x".repeat(100_000)).len(), 100_000);
        assert_eq!(Closing::default().meant("1"), Reason::NoSuchNumber);
    }

    #[test]
    fn a_group_may_be_more_patient_than_its_line() {
        let line = Closing { silence_ms: 1_000_000, ..Closing::default() };
        let group = |silence_ms| GroupRules { silence_ms, ..GroupRules::default() };
        assert_eq!(patience(&line, None), Some((1_000_000, 2 * HOUR_MS)));
        assert_eq!(patience(&line, Some(&group(Some(0)))), None);
        assert_eq!(patience(&Closing::default(), Some(&group(Some(5)))), Some((5, 2 * HOUR_MS)));
        assert_eq!(patience(&Closing::default(), Some(&group(None))), None);
    }
}
