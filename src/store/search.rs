//! Words for searching: without case and accents, the same way on both databases.

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

fn plain(c: char) -> char {
    match c {
        'á' | 'à' | 'â' | 'ã' | 'ä' | 'å' => 'a',
        'é' | 'è' | 'ê' | 'ë' => 'e',
        'í' | 'ì' | 'î' | 'ï' => 'i',
        'ó' | 'ò' | 'ô' | 'õ' | 'ö' => 'o',
        'ú' | 'ù' | 'û' | 'ü' => 'u',
        'ñ' => 'n',
        'ç' => 'c',
        other => other,
    }
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
