//! A text taken apart: words without accents and capitals, and how they were written.

use super::lexicon::{Known, Lexicon};
use crate::domain::accents::plain;

/// Bytes of a text that are read, half at its beginning and half at its end.
const TEXT_MOST: usize = 8_192;
/// Letters of a word that count.
const WORD_MOST: usize = 40;
/// What a word is read as of which letters are covered, because it may not be said.
const COVERED: char = '🤬';
/// Words of a sentence that only says again how many it were.
const INSISTED_MOST: usize = 3;

/// A word of a text, or a sign that stands alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Token {
    /// Where it stands, in bytes.
    pub start: usize,
    pub end: usize,
    /// What it is known as.
    pub known: Known,
    pub is_number: bool,
    /// In CAPITALS.
    pub is_loud: bool,
    /// With a letter drawn out.
    pub is_drawn: bool,
    /// A comma, a full stop or the like stands before it.
    pub stops: bool,
}

/// A text, read.
#[derive(Debug, Default)]
pub(super) struct Reading {
    pub tokens: Vec<Token>,
    /// How many `!`.
    pub exclaims: usize,
    /// How many `?` in all, and how many rows of them.
    pub asks: usize,
    pub doubts: usize,
    /// Words in capitals, and words that could be.
    pub loud: usize,
    pub words: usize,
}

/// The words of a phrase as they are compared, for the rules.
pub(super) fn words(phrase: &str) -> Vec<String> {
    let mut words = Vec::new();
    pieces(phrase, 0, &mut |piece| {
        if let Piece::Word(word) = piece {
            words.push(word.folded.to_owned());
        }
    });
    words
}

/// Takes a text apart.
pub(super) fn read(rules: &Lexicon, text: &str) -> Reading {
    let mut reading = Reading::default();
    let mut stops = false;
    let mut take = |piece: Piece<'_>| match piece {
        Piece::Word(word) => {
            reading.take(rules, &word, std::mem::take(&mut stops));
        }
        Piece::Stop => stops = true,
        Piece::Exclaims(count) => {
            reading.exclaims += count;
            stops = true;
        }
        Piece::Asks(count) => {
            reading.asks += count;
            reading.doubts += usize::from(count > 1);
            stops = true;
        }
    };
    if text.len() <= TEXT_MOST {
        pieces(text, 0, &mut take);
    } else {
        let head = boundary(text, TEXT_MOST / 2);
        let tail = boundary(text, text.len() - TEXT_MOST / 2);
        pieces(&text[..head], 0, &mut take);
        take(Piece::Stop);
        pieces(&text[tail..], tail, &mut take);
    }
    reading
}

/// The end of the last character that ends at this byte or before it.
fn boundary(text: &str, at: usize) -> usize {
    (0..=at).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0)
}

impl Reading {
    /// How many sentences do nothing but say a number again: «three weeks. Three.»
    pub fn insists(&self) -> usize {
        let mut insists = 0;
        let mut before: &[Token] = &[];
        for said in self.tokens.chunk_by(|_, next| !next.stops) {
            let is_short = said.len() <= INSISTED_MOST;
            let is_number = said.iter().any(|token| token.is_number);
            let is_known = said.iter().all(|token| token.known[0] != 0);
            let is_again = || {
                before.windows(said.len()).any(|words| {
                    words.iter().zip(said).all(|(one, other)| one.known[0] == other.known[0])
                })
            };
            insists += usize::from(is_short && is_number && is_known && is_again());
            before = said;
        }
        insists
    }

    fn take(&mut self, rules: &Lexicon, word: &Word<'_>, stops: bool) {
        let mut known = rules.look_up(word.folded);
        let mut is_drawn = word.is_drawn;
        if known == [0; 3] && word.is_doubled {
            known = rules.look_up(&single(word.folded));
            is_drawn |= known != [0; 3];
        }
        let is_digits = word.folded.as_bytes().first().is_some_and(u8::is_ascii_digit);
        if known == [0; 3] && !is_digits {
            known[0] = rules.mend(word.folded);
        }
        let letters = word.letters;
        self.words += usize::from(letters > 1);
        let is_loud = letters > 2 && !word.has_small;
        self.loud += usize::from(letters > 1 && !word.has_small);
        let token = Token {
            start: word.start,
            end: word.end,
            known,
            is_number: is_digits || rules.is_number(known[0]),
            is_loud,
            is_drawn,
            stops,
        };
        match rules.spelled(known[0]) {
            [] => self.tokens.push(token),
            // What is short for something in one language may be a word of another.
            [id] => {
                let is_number = token.is_number || rules.is_number(*id);
                self.tokens.push(Token { known: [*id, known[0], known[1]], is_number, ..token });
            }
            stands_for => {
                for (place, id) in stands_for.iter().enumerate() {
                    let is_number = rules.is_number(*id);
                    let stops = stops && place == 0;
                    self.tokens.push(Token { known: [*id, 0, 0], is_number, stops, ..token });
                }
            }
        }
    }
}

/// A word as it is compared, and how it was written.
struct Word<'a> {
    folded: &'a str,
    start: usize,
    end: usize,
    letters: usize,
    has_small: bool,
    is_drawn: bool,
    is_doubled: bool,
}

enum Piece<'a> {
    Word(Word<'a>),
    /// A comma, a full stop, a line's end.
    Stop,
    Exclaims(usize),
    Asks(usize),
}

/// Goes through a text; `from` is where it begins.
fn pieces(text: &str, from: usize, take: &mut impl for<'p> FnMut(Piece<'p>)) {
    // Between *stars* that only make what is written fat.
    let mut is_fat = false;
    let mut folded = String::with_capacity(WORD_MOST);
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        if c.is_alphanumeric() {
            folded.clear();
            let (mut letters, mut has_small) = (0, false);
            let (mut is_drawn, mut is_doubled) = (false, false);
            let (mut last, mut run, mut is_covered) = ('\0', 0_usize, false);
            let (mut end, mut next) = (at, Some(c));
            while let Some(c) = next {
                end += c.len_utf8();
                if c.is_alphanumeric() {
                    letters += usize::from(c.is_alphabetic());
                    has_small |= c.is_lowercase();
                    let small = if c.is_ascii() {
                        c.to_ascii_lowercase()
                    } else {
                        plain(c.to_lowercase().next().unwrap_or(c))
                    };
                    run = if small == last { run + 1 } else { 1 };
                    last = small;
                    is_doubled |= run == 2 && small.is_alphabetic();
                    if run == 3 && small.is_alphabetic() {
                        // Drawn out: one letter is meant.
                        is_drawn = true;
                        folded.pop();
                    } else if (run < 3 || small.is_numeric()) && folded.len() < WORD_MOST {
                        folded.push(small);
                    }
                }
                let is_star = matches!(chars.peek(), Some((_, '*')));
                let covers = is_star && letters > 0 && (is_covered || covers(&chars, is_fat));
                is_covered |= covers;
                let goes_on =
                    |c: char| c.is_alphanumeric() || covers || matches!(c, '\'' | '’' | '\u{301}');
                next = chars.next_if(|(_, c)| goes_on(*c)).map(|(_, c)| c);
            }
            if is_covered {
                folded.clear();
                folded.push(COVERED);
            }
            let (start, end) = (from + at, from + end);
            let folded = folded.as_str();
            take(Piece::Word(Word {
                folded,
                start,
                end,
                letters,
                has_small,
                is_drawn,
                is_doubled,
            }));
            continue;
        }
        match c {
            '*' => {
                while chars.next_if(|(_, c)| *c == '*').is_some() {}
                is_fat = !is_fat;
            }
            '!' => take(Piece::Exclaims(1)),
            '?' => {
                let mut count = 1;
                while chars.next_if(|(_, c)| matches!(c, '?' | '!')).is_some() {
                    count += 1;
                }
                take(Piece::Asks(count));
            }
            ':' | ';' if matches!(chars.peek(), Some((_, ')' | '(' | 'D'))) => {
                let face = match chars.next() {
                    Some((_, '(')) => ":(",
                    Some(_) | None => ":)",
                };
                sign(face, from + at, from + at + 2, take);
            }
            '.' | ',' | ';' | ':' | '\n' | '…' | '¡' | '¿' | '(' | ')' => take(Piece::Stop),
            // What only changes how the sign before it looks.
            '\u{fe0f}' | '\u{200d}' | '\u{1f3fb}'..='\u{1f3ff}' => {}
            c if c.is_ascii() || c.is_whitespace() => {}
            c => {
                let mut bytes = [0; 4];
                let end = from + at + c.len_utf8();
                sign(c.encode_utf8(&mut bytes), from + at, end, take);
            }
        }
    }
}

/// Whether the star that comes next stands for a letter, as in «p*ta» or «f***».
fn covers(chars: &std::iter::Peekable<std::str::CharIndices<'_>>, is_fat: bool) -> bool {
    match chars.clone().nth(1) {
        Some((_, '*')) => !is_fat,
        Some((_, c)) => c.is_alphabetic(),
        None => false,
    }
}

fn sign(sign: &str, start: usize, end: usize, take: &mut impl for<'p> FnMut(Piece<'p>)) {
    let (letters, has_small, is_drawn, is_doubled) = (0, false, false, false);
    take(Piece::Word(Word { folded: sign, start, end, letters, has_small, is_drawn, is_doubled }));
}

/// Each doubled letter once.
fn single(word: &str) -> String {
    let mut single = String::with_capacity(word.len());
    for c in word.chars() {
        if !single.ends_with(c) {
            single.push(c);
        }
    }
    single
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_compared_without_accents_capitals_and_drawn_out_letters() {
        assert_eq!(words("¡Qué VERGÜENZA, señor!"), ["que", "verguenza", "senor"]);
        assert_eq!(words("graciaaas noooo perro"), ["gracias", "no", "perro"]);
        assert_eq!(words("don't, it’s 48hs"), ["dont", "its", "48hs"]);
        assert_eq!(words("❤️ :) 10/10"), ["❤", ":)", "10", "10"]);
        assert_eq!(words(" \u{200b}!?"), ["\u{200b}"]);
    }

    #[test]
    fn a_word_of_which_letters_are_covered_is_a_curse_and_one_between_stars_is_fat() {
        assert_eq!(words("la p*ta madre, f*** this"), ["la", "🤬", "madre", "🤬", "this"]);
        assert_eq!(
            words("*hola* **que tal** 4*3 ****1234"),
            ["hola", "que", "tal", "4", "3", "1234"]
        );
    }

    #[test]
    fn what_stands_between_words_is_counted() {
        let read = read(&Lexicon::default(), "HOLA??? hay alguien?! NO. ya!!");
        assert_eq!((read.doubts, read.asks, read.exclaims), (2, 5, 2));
        assert_eq!((read.loud, read.words), (2, 5));
        let stops: Vec<bool> = read.tokens.iter().map(|token| token.stops).collect();
        assert_eq!(stops, [false, true, false, true, true]);
    }
}
