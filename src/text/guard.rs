//! A carried text cannot pass for something that Relevo says.
//!
//! It is carried as written, but for control and direction characters. A line that a reader would take for
//! ours gets a «› » before it: on the first line, a name in bold with a colon (the head of a turn); on any
//! line, an emblem or bold with a ticket number or «URGENTE» (announcement, alert, confirmation), or the
//! sentence that a personal group has no case. What comes from agents passes here too, so that the rest is
//! left alone: «*Horarios:*» further down, or «tu caso #12 quedó listo».

use super::catalogue::Catalogue;
use super::plain::{is_hidden, is_line_break, is_number_sign};
use crate::domain::settings::Language;

/// Stands before a line that looks like one of ours.
pub const QUOTED: &str = "› ";

/// `raw`, fit to be sent as somebody's message; empty if there is nothing to see in it.
#[must_use]
pub fn carried(raw: &str) -> String {
    let unix = raw.replace("\r\n", "\n");
    let text: String = unix
        .chars()
        .map(|c| if is_line_break(c) { '\n' } else { c })
        .filter(|c| matches!(c, '\n' | '\t') || !(c.is_control() || turns_writing(*c)))
        .collect();
    let mut first = true;
    let lines = text.split('\n').map(|line| {
        let seen = skeleton(line);
        let opens = first && !seen.is_empty();
        first &= seen.is_empty();
        let ours = (opens && looks_like_head(&seen)) || looks_like_notice(&seen);
        if ours && !seen.starts_with(QUOTED.trim_end()) {
            format!("{QUOTED}{line}")
        } else {
            line.to_owned()
        }
    });
    let lines: Vec<String> = lines.collect();
    if first { String::new() } else { lines.join("\n").trim_matches('\n').to_owned() }
}

/// Whether a line looks like one of ours that announces or confirms something: only then is the same line in
/// somebody's message marked as a quotation.
#[must_use]
pub fn is_ours(line: &str) -> bool {
    looks_like_notice(&skeleton(line))
}

/// What the eye makes of a line: nothing hidden, look-alikes made equal.
fn skeleton(line: &str) -> String {
    let seen = line.chars().filter(|c| !is_hidden(*c) || *c == '\t').map(|c| match c {
        '\u{ff1a}' | '\u{fe30}' | '\u{fe55}' | '\u{2d0}' | '\u{2f8}' | '\u{2236}' | '\u{a789}'
        | '\u{5c3}' | '\u{589}' => ':',
        c if is_number_sign(c) => '#',
        c if c.is_whitespace() => ' ',
        c => c,
    });
    seen.collect::<String>().trim().to_lowercase()
}

/// `*Marta Quiroga:*`, with other marks around, the colon outside, or bold made of mathematical letters.
fn looks_like_head(seen: &str) -> bool {
    if seen.contains(':') && seen.chars().any(|c| matches!(c, '\u{1d400}'..='\u{1d7ff}')) {
        return true;
    }
    let marks = ['_', '~', '`', '>', ' '];
    let Some(bold) = seen.trim_start_matches(marks).strip_prefix('*') else { return false };
    let Some((inside, after)) = bold.split_once('*') else { return false };
    inside.trim_end_matches(marks).ends_with(':')
        || after.trim_start_matches(marks).starts_with(':')
}

/// An emblem or bold at the start and a ticket number or «urgente» after it; or our own sentence.
fn looks_like_notice(seen: &str) -> bool {
    let shown = seen.trim_start_matches(['_', '~', '`', '>', ' ', '-', '•', '(', '[']);
    let Some(first) = shown.chars().next() else { return false };
    let emblem = first == '*'
        || (!first.is_ascii() && !first.is_alphanumeric() && !"¿¡«“‘–—…›".contains(first));
    (emblem && (has_ticket_number(shown) || shown.contains("urgent"))) || is_own_sentence(shown)
}

fn has_ticket_number(seen: &str) -> bool {
    seen.split('#').skip(1).any(|after| {
        after
            .trim_start_matches([' ', '*', '_', '~', '`'])
            .chars()
            .next()
            .is_some_and(char::is_numeric)
    })
}

fn is_own_sentence(shown: &str) -> bool {
    let shown = shown.trim_start_matches('*');
    [Language::Es, Language::Pt, Language::En]
        .into_iter()
        .any(|language| shown.starts_with(&Catalogue::of(language).text("no-case").to_lowercase()))
}

/// Characters that turn the direction of what follows them.
fn turns_writing(c: char) -> bool {
    matches!(c, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}
