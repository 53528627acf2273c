//! WhatsApp's marks (`*bold*`, `_italic_`, `~struck~`, `` `code` ``) as spans, so that a page shows a text as
//! a phone would. Nothing here makes HTML: the template escapes every span.

use crate::domain::content::Content;
use crate::domain::settings::Language;
use crate::text;

/// What a message says, as it stands in its own chat: a text as written, anything else as a labelled line.
#[must_use]
pub fn said(content: &Content, language: Language) -> String {
    match content {
        Content::Text { text } => text.clone(),
        Content::Media { .. }
        | Content::Location { .. }
        | Content::Contacts { .. }
        | Content::Poll { .. }
        | Content::Choice { .. }
        | Content::Unknown { .. } => text::relay(None, content, language),
    }
}

/// A stretch of text of one look.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Span {
    /// The text.
    pub text: String,
    /// The look.
    pub look: Look,
}

/// How a stretch looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs, reason = "the names say it")]
pub enum Look {
    Plain,
    Bold,
    Italic,
    Struck,
    Code,
}

/// Divides a text into spans. Marks count only around a word, as on WhatsApp; they do not nest.
#[must_use]
pub fn spans(text: &str) -> Vec<Span> {
    let mut spans: Vec<Span> = Vec::new();
    let mut plain = String::new();
    let mut rest = text;
    let mut before: Option<char> = None;
    while let Some(first) = rest.chars().next() {
        let marked = look_of(first).filter(|_| !before.is_some_and(char::is_alphanumeric));
        if let Some(look) = marked
            && let Some((inner, after)) = enclosed(rest, first)
        {
            push(&mut spans, std::mem::take(&mut plain), Look::Plain);
            push(&mut spans, inner.to_owned(), look);
            rest = after;
        } else {
            plain.push(first);
            rest = &rest[first.len_utf8()..];
        }
        before = Some(first);
    }
    push(&mut spans, plain, Look::Plain);
    spans
}

fn push(spans: &mut Vec<Span>, text: String, look: Look) {
    if !text.is_empty() {
        spans.push(Span { text, look });
    }
}

fn look_of(mark: char) -> Option<Look> {
    match mark {
        '*' => Some(Look::Bold),
        '_' => Some(Look::Italic),
        '~' => Some(Look::Struck),
        '`' => Some(Look::Code),
        _ => None,
    }
}

/// What stands between this mark and the next one on the same line, and what comes after.
fn enclosed(text: &str, mark: char) -> Option<(&str, &str)> {
    let inside = text.strip_prefix(mark)?;
    let line = inside.split('\n').next()?;
    let ends = |(at, _): &(usize, &str)| {
        let next = inside[at + mark.len_utf8()..].chars().next();
        !next.is_some_and(char::is_alphanumeric)
    };
    let (end, _) = line.match_indices(mark).find(ends)?;
    let inner = &inside[..end];
    let tight = !inner.is_empty()
        && !inner.starts_with(char::is_whitespace)
        && !inner.ends_with(char::is_whitespace);
    tight.then(|| (inner, &inside[end + mark.len_utf8()..]))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn looks(text: &str) -> Vec<(String, Look)> {
        spans(text).into_iter().map(|span| (span.text, span.look)).collect()
    }

    #[test]
    fn marks_around_words_give_a_look_and_all_others_are_just_characters() {
        let plain = |text: &str| vec![(text.to_owned(), Look::Plain)];
        assert_eq!(
            looks("🎫 *Caso #7* · _ya_"),
            [
                ("🎫 ".to_owned(), Look::Plain),
                ("Caso #7".to_owned(), Look::Bold),
                (" · ".to_owned(), Look::Plain),
                ("ya".to_owned(), Look::Italic)
            ]
        );
        for text in [
            "2*3*4",
            "* no *",
            "**",
            "*",
            "una_variable_larga",
            "*abre\ny no cierra*",
            "",
            "precio*",
        ] {
            assert_eq!(looks(text), if text.is_empty() { vec![] } else { plain(text) }, "{text}");
        }
    }

    #[test]
    fn no_character_but_the_marks_is_lost() {
        for text in ["a *b* c\n_d_ *", "~x~`y`*z*", "é*ñ*ü", "<b>*<i>*</b>"] {
            let shown: String = spans(text).into_iter().map(|span| span.text).collect();
            let bare = |text: &str| text.replace(['*', '_', '~', '`'], "");
            assert_eq!(bare(&shown), bare(text));
        }
    }
}
