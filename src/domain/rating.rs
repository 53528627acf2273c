//! CSAT: what a customer thought of a case, from 1 to 5. Whether to ask, and what is an answer.

use std::collections::{BTreeMap, VecDeque};

use serde::{Deserialize, Serialize};

use super::accents::plain;
use super::closing::Closing;
use super::ids::{CustomerId, TicketNo, Timestamp};
use super::ticket::Customer;

/// After a rating, the next words are a comment for so long (milliseconds).
pub const COMMENT_MS: i64 = 10 * 60_000;
/// Characters of a comment that are kept.
pub const COMMENT_MOST: usize = 1_000;
/// An answer is short; what is longer is not read as one (characters).
const ANSWER_MOST: usize = 60;

/// What a customer was last asked about a case.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Asked {
    /// Which case.
    pub ticket: TicketNo,
    /// When.
    pub at: Timestamp,
    /// What has come of it.
    pub reply: Reply,
}

/// What has come of the question.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Reply {
    /// Nothing yet.
    None,
    /// A rating; a comment may follow.
    Rated {
        /// From 1 to 5.
        rating: u8,
        /// When.
        at: Timestamp,
    },
    /// A rating, and whatever there was to say about it.
    Over {
        /// From 1 to 5.
        rating: u8,
    },
}

impl Reply {
    /// What there is after a rating, and perhaps words about it.
    #[must_use]
    pub fn given(rating: u8, commented: bool, at: Timestamp) -> Self {
        if commented { Self::Over { rating } } else { Self::Rated { rating, at } }
    }
}

/// The latest answers, for as long as who passes messages on may not have heard of them.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Answered {
    of: BTreeMap<CustomerId, Asked>,
    order: VecDeque<CustomerId>,
}

impl Answered {
    /// Answers that are remembered at the most.
    const MOST: usize = 256;

    /// What a customer was asked about the case that was closed last.
    #[must_use]
    pub fn of(&self, customer: &Customer) -> Option<Asked> {
        let told = customer.asked?;
        let newer = self.of.get(&customer.id).filter(|asked| asked.ticket == told.ticket);
        // Another case has been closed since, without a question.
        let is_last = customer.recent.first().is_none_or(|last| last.ticket == told.ticket);
        is_last.then_some(newer.copied().unwrap_or(told))
    }

    /// From now on this is known.
    pub fn remember(&mut self, customer: CustomerId, asked: Asked) {
        if self.of.insert(customer, asked).is_none() {
            self.order.push_back(customer);
        }
        while self.order.len() > Self::MOST {
            if let Some(oldest) = self.order.pop_front() {
                self.of.remove(&oldest);
            }
        }
    }
}

/// What a message is, after the question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Said {
    /// A rating.
    Rating(u8),
    /// Words about the rating that was given just before.
    Comment {
        /// That rating.
        rating: u8,
        /// The words; empty for «no, thanks».
        text: String,
    },
}

/// Whether a customer who was `last` asked then is to be asked now.
#[must_use]
pub fn is_to_be_asked(closing: &Closing, last: Option<&Asked>, now: Timestamp) -> bool {
    closing.rating && last.is_none_or(|last| now.since(last.at) >= closing.rating_every_ms)
}

impl Asked {
    /// The question, just asked.
    #[must_use]
    pub fn now(ticket: TicketNo, at: Timestamp) -> Self {
        Self { ticket, at, reply: Reply::None }
    }

    /// What a text of the customer's is, written then; `None`: nothing to do with the question.
    #[must_use]
    pub fn said(&self, text: &str, at: Timestamp, closing: &Closing) -> Option<Said> {
        let since = at.since(self.at);
        // Clocks differ by seconds: an answer cannot come before the question.
        if since > closing.rating_window_ms {
            return None;
        }
        if let Some(rating) = rating(text) {
            return Some(Said::Rating(rating));
        }
        match self.reply {
            Reply::Rated { rating, at: rated }
                if closing.rating_comment && at.since(rated) <= COMMENT_MS =>
            {
                // Whoever asks wants an answer.
                if text.contains('?') || text.trim().is_empty() {
                    return None;
                }
                let text = text.trim().chars().take(COMMENT_MOST);
                let text: String = text.collect();
                let text = if declines(&text) { String::new() } else { text };
                Some(Said::Comment { rating, text })
            }
            Reply::None | Reply::Rated { .. } | Reply::Over { .. } => None,
        }
    }
}

/// Words that say how much.
const VALUES: [(&str, u8); 17] = [
    ("1", 1),
    ("2", 2),
    ("3", 3),
    ("4", 4),
    ("5", 5),
    ("uno", 1),
    ("one", 1),
    ("dos", 2),
    ("dois", 2),
    ("duas", 2),
    ("two", 2),
    ("tres", 3),
    ("three", 3),
    ("cuatro", 4),
    ("quatro", 4),
    ("four", 4),
    ("five", 5),
];
/// Words that may stand beside one: what they say is that it is a rating, or how good that is.
const BESIDE: [&str; 68] = [
    "un",
    "una",
    "um",
    "uma",
    "a",
    "le",
    "les",
    "te",
    "doy",
    "pongo",
    "dou",
    "give",
    "i",
    "lo",
    "la",
    "o",
    "mi",
    "minha",
    "my",
    "nota",
    "puntaje",
    "puntuacion",
    "calificacion",
    "rating",
    "score",
    "es",
    "e",
    "is",
    "de",
    "do",
    "of",
    "out",
    "con",
    "com",
    "para",
    "eu",
    "estrella",
    "estrellas",
    "estrela",
    "estrelas",
    "star",
    "stars",
    "punto",
    "puntos",
    "ponto",
    "pontos",
    "points",
    "excelente",
    "excellent",
    "muy",
    "muito",
    "very",
    "buena",
    "bueno",
    "bom",
    "boa",
    "good",
    "great",
    "mala",
    "malo",
    "ruim",
    "bad",
    "regular",
    "genial",
    "perfecto",
    "gracias",
    "obrigado",
    "obrigada",
];

/// Reads a rating: a number from 1 to 5, a word for it, or so many stars, and nothing beside it that could be a request.
#[must_use]
pub fn rating(text: &str) -> Option<u8> {
    let text = text.trim();
    if text.is_empty() || text.chars().count() > ANSWER_MOST || text.contains('?') {
        return None;
    }
    let stars = text.chars().filter(|c| matches!(c, '⭐' | '🌟' | '★')).count();
    let lower = text.to_lowercase();
    let words: Vec<String> = lower
        .split(|c: char| !c.is_alphanumeric() && !is_part_of_digit(c))
        .map(|word| word.chars().filter(|c| !is_part_of_digit(*c)).map(plain).collect())
        .filter(|word: &String| !word.is_empty())
        .collect();
    let mut words: Vec<&str> = words.iter().map(String::as_str).collect();
    if stars > 0 {
        let only_praise = words.iter().all(|word| BESIDE.contains(word));
        return u8::try_from(stars).ok().filter(|stars| *stars <= 5 && only_praise);
    }
    // «4/5», «4 de 5», «4 out of 5»: of how many says nothing.
    let of_five = ["/5", "/ 5", " de 5", " of 5"].iter().any(|end| lower.contains(end));
    if of_five && words.iter().filter(|word| value(word).is_some()).count() == 2 {
        let at = words.iter().rposition(|word| *word == "5")?;
        words.remove(at);
    }
    let mut rating = None;
    for word in &words {
        match (value(word), rating) {
            (Some(found), None) => rating = Some(found),
            (Some(_), Some(_)) => return None,
            (None, _) if BESIDE.contains(word) => {}
            (None, _) => return None,
        }
    }
    rating.or_else(|| matches!(words.as_slice(), ["um" | "uma" | "una"]).then_some(1))
}

/// What makes an emoji of a digit.
fn is_part_of_digit(c: char) -> bool {
    matches!(c, '\u{fe0f}' | '\u{20e3}')
}

fn value(word: &str) -> Option<u8> {
    // «cinco» is the same in two languages.
    if word == "cinco" {
        return Some(5);
    }
    VALUES.iter().find(|(name, _)| *name == word).map(|(_, value)| *value)
}

/// «No, thanks.»
fn declines(text: &str) -> bool {
    const WORDS: [&str; 14] = [
        "no", "nao", "nada", "nop", "gracias", "obrigado", "obrigada", "thanks", "thank", "you",
        "ok", "mas", "mais", "nothing",
    ];
    let lower = text.to_lowercase();
    let mut words = lower.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.all(|word| WORDS.contains(&word.chars().map(plain).collect::<String>().as_str()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ratings_are_read_as_people_write_them() {
        for (text, read) in [
            ("5", Some(5)),
            (" 3. ", Some(3)),
            ("⭐⭐⭐⭐", Some(4)),
            ("★★", Some(2)),
            ("cinco", Some(5)),
            ("Três", Some(3)),
            ("four", Some(4)),
            ("5 - excelente", Some(5)),
            ("un 4", Some(4)),
            ("le doy un 2", Some(2)),
            ("4️⃣", Some(4)),
            ("5/5", Some(5)),
            ("4 de 5", Some(4)),
            ("5 estrellas, gracias!", Some(5)),
            ("uma", Some(1)),
            ("nota 3", Some(3)),
            ("5 👍", Some(5)),
            ("0", None),
            ("6", None),
            ("10", None),
            ("1 o 2", None),
            ("⭐⭐⭐⭐⭐⭐", None),
            ("5?", None),
            ("hola", None),
            ("gracias", None),
            ("hace 3 días que no tengo internet", None),
            ("2 tardaron mucho", None),
            ("un", None),
            ("", None),
        ] {
            assert_eq!(rating(text), read, "{text}");
        }
        assert_eq!(rating(&"5".repeat(100_000)), None);
    }

    #[test]
    fn an_answer_counts_within_its_window_and_a_comment_after_a_rating() {
        let closing = Closing { rating: true, ..Closing::default() };
        let at = |minutes: i64| Timestamp(1_000_000 + minutes * 60_000);
        let open = Asked::now(TicketNo(7), at(0));
        assert_eq!(open.said("4", at(60), &closing), Some(Said::Rating(4)));
        assert_eq!(open.said("4", at(24 * 60 + 1), &closing), None);
        assert_eq!(open.said("no anda", at(1), &closing), None);
        let rated = Asked { reply: Reply::Rated { rating: 4, at: at(60) }, ..open };
        let comment = |text: &str| Some(Said::Comment { rating: 4, text: text.to_owned() });
        assert_eq!(rated.said("muy amables", at(65), &closing), comment("muy amables"));
        assert_eq!(rated.said("No, gracias", at(65), &closing), comment(""));
        assert_eq!(rated.said("¿y la factura?", at(65), &closing), None);
        assert_eq!(rated.said("muy amables", at(71), &closing), None);
        let silent = Closing { rating_comment: false, ..closing.clone() };
        assert_eq!(rated.said("muy amables", at(65), &silent), None);
        let over = Asked { reply: Reply::Over { rating: 4 }, ..open };
        assert_eq!(over.said("otra cosa", at(61), &closing), None);
    }
}
