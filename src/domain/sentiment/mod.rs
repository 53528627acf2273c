//! Whether a customer is content, neutral or angry, read out of what they wrote.
//!
//! The rules are data: `templates/sentiment/*.toml`, compiled in. Here is how they are read (`lexicon`), how a text
//! is taken apart (`reading`), how its clues add up (`scale`), and what the mood of a conversation is (`course`), and of a
//! ticket (`applied`).
//! Spanish, Portuguese and English are looked for in every text: people mix them. How well it does is measured, see
//! `docs/sentiment.md`.

mod applied;
mod course;
mod lexicon;
mod reading;
mod scale;

use std::sync::OnceLock;

use super::ticket::Sentiment;

pub use applied::{Felt, MoodAsked, hear, settle};
pub use course::{after, of_opening, why};
pub use lexicon::{BadRule, Lexicon};

/// What was read out of one text.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Judgement {
    /// In tenths of a point: below zero speaks of anger.
    pub score: i32,
    /// What decided, in the order of the text.
    pub clues: Vec<Clue>,
}

/// Words that speak of a mood.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Clue {
    /// As they stand in the text.
    pub words: String,
    /// What they count, in tenths of a point.
    pub points: i32,
}

impl Judgement {
    /// The mood of the text by itself.
    #[must_use]
    pub fn sentiment(&self) -> Sentiment {
        let limits = rules().limits();
        if self.score <= limits.angry {
            Sentiment::Angry
        } else if self.score >= limits.happy {
            Sentiment::Happy
        } else {
            Sentiment::Neutral
        }
    }
}

/// Reads a text. Of a very long one only the beginning and the end: time and memory are bounded.
#[must_use]
pub fn judge(text: &str) -> Judgement {
    scale::weigh(rules(), text)
}

/// The score alone, without the words that decided.
#[must_use]
pub fn score(text: &str) -> i32 {
    scale::score(rules(), text)
}

/// Reads the rules now: some hundredths of a second that nobody waits for.
pub fn prepare() {
    rules();
}

/// The rules that are compiled in, read once. A unit test fails where they cannot be used.
fn rules() -> &'static Lexicon {
    static RULES: OnceLock<Lexicon> = OnceLock::new();
    RULES.get_or_init(|| Lexicon::built_in().unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_rules_can_be_used() {
        Lexicon::built_in().unwrap_or_else(|bad| panic!("{bad}"));
    }

    #[test]
    fn a_text_is_judged_and_the_words_that_decided_are_named() {
        let judged = judge("Hola, son unos LADRONES, hace 3 días que no tengo internet!!!");
        assert_eq!(judged.sentiment(), Sentiment::Angry);
        let words: Vec<&str> = judged.clues.iter().map(|clue| clue.words.as_str()).collect();
        assert_eq!(words, ["LADRONES", "hace 3 días", "no tengo internet"]);
        assert_eq!(judge("").sentiment(), Sentiment::Neutral);
        assert_eq!(judge("¿Cuánto sale el plan de 300 megas?").clues, []);
    }

    #[test]
    fn accents_typos_and_drawn_out_letters_are_no_obstacle() {
        for text in
            ["pesima atensión, una verguensa", "PÉSIMO!! una vergüenzaaaa", "eso e uma vergonhaa"]
        {
            assert_eq!(judge(text).sentiment(), Sentiment::Angry, "{text} {:?}", judge(text));
        }
        for text in ["muchas grasias, exelente atencion", "GRACIAS GENIOS", "muito obrigadaaa"] {
            assert_eq!(judge(text).sentiment(), Sentiment::Happy, "{text} {:?}", judge(text));
        }
    }

    #[test]
    fn a_negation_turns_what_follows_within_its_reach_and_not_beyond_a_comma() {
        assert!(judge("no estoy contento").score < 0);
        assert!(judge("no, gracias").score >= 0);
        assert_eq!(judge("no es una estafa").sentiment(), Sentiment::Neutral);
        assert_eq!(judge("sem problema").sentiment(), Sentiment::Neutral);
    }

    #[test]
    fn praise_beside_trouble_is_irony_and_after_trouble_is_praise() {
        assert_eq!(
            judge("excelente servicio, tercer día sin internet").sentiment(),
            Sentiment::Angry
        );
        assert_eq!(
            judge("tenía un problema y lo resolvieron, excelente").sentiment(),
            Sentiment::Happy
        );
    }

    #[test]
    fn a_hostile_text_costs_no_more_than_a_long_one() {
        let texts = [
            "no ".repeat(22_000),
            "a".repeat(65_536),
            "nadie nadie nadie ".repeat(3_600),
            "hace # ".repeat(9_000),
            "👏".repeat(16_000),
            "?!".repeat(32_000),
            "ñandúes ".repeat(8_000),
        ];
        for text in texts {
            let judged = judge(&text);
            assert!(judged.clues.len() <= 2_000 && judged.score.abs() <= scale::SCORE_MOST);
        }
    }
}
