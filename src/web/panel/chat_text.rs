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
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[allow(missing_docs, reason = "the names say it")]
pub struct Look {
    pub bold: bool,
    pub italic: bool,
    pub struck: bool,
    pub code: bool,
}

impl Look {
    /// This look and what a mark adds to it; nothing if it is no mark, or adds nothing.
    fn with(self, mark: char) -> Option<Self> {
        let look = match mark {
            '*' => Self { bold: true, ..self },
            '_' => Self { italic: true, ..self },
            '~' => Self { struck: true, ..self },
            '`' => Self { code: true, ..self },
            _ => return None,
        };
        // Code is shown as it is written.
        (look != self && !self.code).then_some(look)
    }
}

/// Divides a text into spans. Marks count only around a word, as on WhatsApp, and others may stand within them.
#[must_use]
pub fn spans(text: &str) -> Vec<Span> {
    let mut spans = Vec::new();
    divide(text, Look::default(), &mut spans);
    spans
}

/// At most as deep as there are marks: within one only others count.
fn divide(text: &str, look: Look, spans: &mut Vec<Span>) {
    let mut same = String::new();
    let mut rest = text;
    let mut before: Option<char> = None;
    while let Some(first) = rest.chars().next() {
        let marked = look.with(first).filter(|_| !before.is_some_and(char::is_alphanumeric));
        if let Some(within) = marked
            && let Some((inner, after)) = enclosed(rest, first)
        {
            push(spans, std::mem::take(&mut same), look);
            divide(inner, within, spans);
            rest = after;
        } else {
            same.push(first);
            rest = &rest[first.len_utf8()..];
        }
        before = Some(first);
    }
    push(spans, same, look);
}

fn push(spans: &mut Vec<Span>, text: String, look: Look) {
    if !text.is_empty() {
        spans.push(Span { text, look });
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
        const PLAIN: Look = Look { bold: false, italic: false, struck: false, code: false };
        const BOLD: Look = Look { bold: true, ..PLAIN };
        const ITALIC: Look = Look { italic: true, ..PLAIN };
        let plain = |text: &str| vec![(text.to_owned(), PLAIN)];
        assert_eq!(
            looks("🎫 *Caso #7* · _ya_"),
            [
                ("🎫 ".to_owned(), PLAIN),
                ("Caso #7".to_owned(), BOLD),
                (" · ".to_owned(), PLAIN),
                ("ya".to_owned(), ITALIC)
            ]
        );
        assert_eq!(
            looks("_citá con */asignar*_ y `*nada*`"),
            [
                ("citá con ".to_owned(), ITALIC),
                ("/asignar".to_owned(), Look { bold: true, ..ITALIC }),
                (" y ".to_owned(), PLAIN),
                ("*nada*".to_owned(), Look { code: true, ..PLAIN })
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
