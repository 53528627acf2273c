//! Words for searching: without case and accents, the same way on both databases.

use crate::domain::accents::plain;

/// At most this many characters of a message can be found.
const WORDS_MOST: usize = 4_000;

/// `text` in lower case, without accents, its spaces single.
#[must_use]
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len().min(WORDS_MOST));
    for c in text.chars().take(WORDS_MOST).flat_map(char::to_lowercase) {
        match plain(c) {
            c if c.is_whitespace() => {
                if !folded.ends_with(' ') && !folded.is_empty() {
                    folded.push(' ');
                }
            }
            // A letter and its accent as two characters; NUL, which PostgreSQL takes in no text.
            '\u{300}'..='\u{36f}' | '\0' => {}
            c => folded.push(c),
        }
    }
    folded.truncate(folded.trim_end().len());
    folded
}

/// A pattern for `LIKE … ESCAPE '\'` that finds `typed` anywhere.
#[must_use]
pub fn pattern(typed: &str) -> String {
    let mut pattern = String::from("%");
    for c in fold(typed).chars().take(200) {
        if matches!(c, '%' | '_' | '\\') {
            pattern.push('\\');
        }
        pattern.push(c);
    }
    pattern.push('%');
    pattern
}

/// The words of a customer: name, numbers, and the phone number backwards, so that its end can be found.
#[must_use]
pub fn customer_words(name: &str, phone: Option<&str>, lid: Option<&str>) -> String {
    let backwards: String = phone.unwrap_or_default().chars().rev().collect();
    let (phone, lid) = (phone.unwrap_or_default(), lid.unwrap_or_default());
    fold(&format!("{name} {phone} {lid} {backwards}"))
}

/// A word that is sought in an index of words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Term {
    word: String,
}

impl Term {
    /// Words that begin like this one; a single letter is a word by itself.
    pub fn beginning(word: &str) -> Self {
        Self { word: word.to_owned() }
    }

    fn is_whole(&self) -> bool {
        self.word.chars().nth(1).is_none()
    }

    /// As FTS5 wants it.
    pub fn for_sqlite(&self) -> String {
        format!("\"{}\"{}", self.word, if self.is_whole() { "" } else { "*" })
    }

    /// As `to_tsquery` wants it.
    #[cfg(feature = "postgres")]
    pub fn for_postgres(&self) -> String {
        format!("'{}'{}", self.word, if self.is_whole() { "" } else { ":*" })
    }
}

/// The names in what was typed: letters and digits only, so that nothing in them means anything to an index. What has
/// no letter is no name, and would find numbers read backwards.
pub(super) fn terms(typed: &str) -> Vec<Term> {
    fold(typed)
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| word.contains(char::is_alphabetic))
        .take(8)
        .map(Term::beginning)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_found_without_case_and_accents() {
        assert_eq!(fold("  Ñandú   CAÍDO\nAção\0 "), "nandu caido acao");
        assert_eq!(fold("Cami\u{301}o"), "camio");
        assert_eq!(pattern("100%_A\\"), "%100\\%\\_a\\\\%");
    }
}
