//! What other people wrote, made safe to stand among our own words.
//!
//! A name, a reason or a quoted text must not break the line it stands in, format what follows it, hide
//! something, or turn the direction of writing. Carried messages are another matter: see `guard`.

use crate::domain::command::is_invisible;
use crate::domain::main_group::cut;

/// Longest name shown, in characters.
pub const NAME_MOST: usize = 60;
/// Longest quoted text shown, in characters.
pub const QUOTE_MOST: usize = 300;

/// A name, on one line: without formatting marks, at most [`NAME_MOST`] characters.
#[must_use]
pub fn name(raw: &str) -> String {
    one_line(raw, " ", NAME_MOST, |_| None)
}

/// A customer's name: as [`name`], and it cannot carry a ticket number of its own.
#[must_use]
pub fn customer(raw: &str) -> String {
    name(&raw.replace(is_number_sign, " "))
}

/// A text to stand between « and »: one line, its own lines divided by « / », no mark that formats.
#[must_use]
pub fn quote(raw: &str, most: usize) -> String {
    let folded = one_line(raw, " / ", most, |mark| match mark {
        '*' => Some('∗'),
        '~' => Some('∼'),
        '`' => Some('\''),
        _ => None,
    });
    folded.replace('«', "“").replace('»', "”")
}

/// An address for people to open: whatever is not part of one is left out.
#[must_use]
pub fn link(raw: &str) -> String {
    let all = raw.trim();
    let clean =
        all.chars().all(|c| c.is_ascii_graphic() && !"<>\"`*~".contains(c)) && all.len() <= 200;
    if clean && all.starts_with("https://") { all.to_owned() } else { String::new() }
}

/// Whether a character ends a line on some phone.
#[must_use]
pub fn is_line_break(c: char) -> bool {
    matches!(c, '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

/// Whether a character takes no room, or acts on what stands around it.
#[must_use]
pub fn is_hidden(c: char) -> bool {
    let acts = matches!(c, '\u{fff9}'..='\u{fffb}' | '\u{1d173}'..='\u{1d17a}' | '\u{e0100}'..='\u{e01ef}');
    acts || c.is_control() || (is_invisible(c) && !c.is_whitespace())
}

/// `#` and what looks like it.
#[must_use]
pub fn is_number_sign(c: char) -> bool {
    matches!(c, '#' | '\u{ff03}' | '\u{fe5f}' | '\u{266f}')
}

fn one_line(raw: &str, between: &str, most: usize, swap: fn(char) -> Option<char>) -> String {
    let lines = raw.split(is_line_break).map(|line| {
        let shown = unmarked(&visible(line), swap);
        shown.split_whitespace().collect::<Vec<_>>().join(" ")
    });
    let all = lines.filter(|line| !line.is_empty()).collect::<Vec<_>>().join(between);
    // Once more: a mark inside a word may have become the end of it.
    unmarked(&cut(&all, most), swap)
}

/// Without hidden characters, except those that hold an emoji together, and without towers of accents.
fn visible(line: &str) -> String {
    let mut shown = String::with_capacity(line.len());
    let (mut last, mut accents) = (' ', 0);
    for c in line.chars() {
        accents = if is_accent(c) { accents + 1 } else { 0 };
        let joins = matches!(c, '\u{200d}' | '\u{fe0f}')
            && (is_symbol(last) || (c == '\u{200d}' && last == '\u{fe0f}'));
        if accents > 2 || (is_hidden(c) && !joins && c != '\t') {
            continue;
        }
        shown.push(c);
        last = c;
    }
    shown
}

/// Without marks that could format: only a mark inside a word (`juan_perez`) stays, it formats nothing.
fn unmarked(line: &str, swap: fn(char) -> Option<char>) -> String {
    let mut plain = String::with_capacity(line.len());
    let mut chars = line.chars().peekable();
    while let Some(c) = chars.next() {
        let inside = plain.chars().next_back().is_some_and(char::is_alphanumeric)
            && chars.peek().copied().is_some_and(char::is_alphanumeric);
        match c {
            '*' | '_' | '~' if inside => plain.push(c),
            '*' | '_' | '~' | '`' => plain.extend(swap(c)),
            other => plain.push(other),
        }
    }
    plain
}

fn is_accent(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}' | '\u{483}'..='\u{489}' | '\u{1ab0}'..='\u{1aff}' | '\u{1dc0}'..='\u{1dff}'
        | '\u{20d0}'..='\u{20ff}' | '\u{fe20}'..='\u{fe2f}')
}

fn is_symbol(c: char) -> bool {
    !c.is_ascii() && !c.is_alphanumeric() && !c.is_whitespace() && !is_hidden(c)
}
