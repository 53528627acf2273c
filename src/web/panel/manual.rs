//! The manual's texts: one file per chapter and language in `templates/help/`, in a form that whoever
//! translates can write without knowing HTML.
//!
//! ```text
//! # The chapter's title
//! A paragraph, on one line. *Bold*, `code`, [a link](/tickets).
//! ## A section {its-anchor}
//! - an item of a list
//! 1. a step
//! ? what somebody sees
//! : why
//! > what to do
//! ! picture | what is to be seen on it
//! @comandos
//! ```
//!
//! `{key}` in a text is what the program itself says under that key, so that a quotation cannot grow old.

use std::sync::LazyLock;

use super::chat_text::{Span, spans};
use crate::domain::settings::Language;
use crate::web::words::Words;

/// The chapters by their anchors, which are the names of their files; in reading order.
pub const CHAPTERS: [&str; 7] =
    ["empezar", "atender", "comandos", "panel", "mensajes", "problemas", "consejos"];

/// A chapter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Chapter {
    /// Its anchor.
    pub id: &'static str,
    /// Its title.
    pub title: String,
    /// What it says.
    pub blocks: Vec<Block>,
}

/// A part of a chapter.
#[derive(Debug, Clone, PartialEq, Eq)]
#[allow(missing_docs, reason = "as in the template")]
pub enum Block {
    Section { id: String, title: String },
    Text(Vec<Piece>),
    List(Vec<Vec<Piece>>),
    Steps(Vec<Vec<Piece>>),
    Problem { sees: Vec<Piece>, why: Vec<Piece>, act: Vec<Piece> },
    Picture { name: String, shows: String },
    Commands,
}

/// A stretch of text: a link if it leads somewhere.
#[derive(Debug, Clone, PartialEq, Eq)]
#[allow(missing_docs, reason = "as in the template")]
pub struct Piece {
    pub href: Option<String>,
    pub spans: Vec<Span>,
}

impl Chapter {
    /// The anchors and titles of its sections.
    #[must_use]
    pub fn sections(&self) -> Vec<(&str, &str)> {
        let mut found = Vec::new();
        for block in &self.blocks {
            if let Block::Section { id, title } = block {
                found.push((id.as_str(), title.as_str()));
            }
        }
        found
    }
}

/// The manual in a language.
#[must_use]
pub fn manual(language: Language) -> &'static [Chapter] {
    static MANUALS: LazyLock<[Vec<Chapter>; 3]> = LazyLock::new(|| {
        [Language::Es, Language::Pt, Language::En].map(|language| {
            let texts = CHAPTERS.into_iter().zip(sources(language));
            texts.map(|(id, text)| read(id, &quoting(text, Words(language)))).collect()
        })
    });
    let [es, pt, en] = &*MANUALS;
    match language {
        Language::Es => es,
        Language::Pt => pt,
        Language::En => en,
    }
}

fn sources(language: Language) -> [&'static str; CHAPTERS.len()] {
    macro_rules! chapters {
        ($language:literal: $($name:literal)+) => {
            [$(include_str!(concat!("../../../templates/help/", $language, "/", $name, ".txt"))),+]
        };
    }
    match language {
        Language::Es => {
            chapters!("es": "empezar" "atender" "comandos" "panel" "mensajes" "problemas" "consejos")
        }
        Language::Pt => {
            chapters!("pt": "empezar" "atender" "comandos" "panel" "mensajes" "problemas" "consejos")
        }
        Language::En => {
            chapters!("en": "empezar" "atender" "comandos" "panel" "mensajes" "problemas" "consejos")
        }
    }
}

/// The same with what the program says in place of its keys.
fn quoting(text: &str, words: Words) -> String {
    let mut said = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('{') {
        said.push_str(before);
        let key = after.split('}').next().unwrap_or_default();
        // A section's anchor has the same braces.
        if words.has(key) && !is_heading(before) {
            said.push_str(&words.t(key));
            rest = after.get(key.len() + 1..).unwrap_or_default();
        } else {
            said.push('{');
            rest = after;
        }
    }
    said.push_str(rest);
    said
}

/// Whether the line that is being written is a section's.
fn is_heading(before: &str) -> bool {
    before.rsplit('\n').next().is_some_and(|line| line.starts_with("##"))
}

/// Reads a chapter. What has no mark is a paragraph: nothing is lost.
fn read(id: &'static str, text: &str) -> Chapter {
    let mut chapter = Chapter { id, title: String::new(), blocks: Vec::new() };
    for line in text.lines().map(str::trim).filter(|line| !line.is_empty()) {
        let (mark, rest) = line.split_once(' ').unwrap_or((line, ""));
        match mark {
            "#" => chapter.title = rest.to_owned(),
            "##" => {
                let (title, anchor) = rest.rsplit_once(" {").unwrap_or((rest, ""));
                let (id, title) = (anchor.trim_end_matches('}').to_owned(), title.to_owned());
                chapter.blocks.push(Block::Section { id, title });
            }
            "-" => match chapter.blocks.last_mut() {
                Some(Block::List(items)) => items.push(pieces(rest)),
                Some(_) | None => chapter.blocks.push(Block::List(vec![pieces(rest)])),
            },
            "1." => match chapter.blocks.last_mut() {
                Some(Block::Steps(items)) => items.push(pieces(rest)),
                Some(_) | None => chapter.blocks.push(Block::Steps(vec![pieces(rest)])),
            },
            "?" => chapter.blocks.push(Block::Problem {
                sees: pieces(rest),
                why: Vec::new(),
                act: Vec::new(),
            }),
            ":" | ">" => match chapter.blocks.last_mut() {
                Some(Block::Problem { why, .. }) if mark == ":" => *why = pieces(rest),
                Some(Block::Problem { act, .. }) => *act = pieces(rest),
                Some(_) | None => chapter.blocks.push(Block::Text(pieces(rest))),
            },
            "!" => {
                let (name, shows) = rest.split_once(" | ").unwrap_or((rest, ""));
                let (name, shows) = (name.to_owned(), shows.to_owned());
                chapter.blocks.push(Block::Picture { name, shows });
            }
            "@comandos" => chapter.blocks.push(Block::Commands),
            _ => chapter.blocks.push(Block::Text(pieces(line))),
        }
    }
    chapter
}

/// Divides a text at its links.
fn pieces(text: &str) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut rest = text;
    let plain = |text: &str| Piece { href: None, spans: spans(text) };
    while let Some((before, name, href, after)) = link(rest) {
        if !before.is_empty() {
            pieces.push(plain(before));
        }
        pieces.push(Piece { href: Some(href.to_owned()), spans: spans(name) });
        rest = after;
    }
    if !rest.is_empty() {
        pieces.push(plain(rest));
    }
    pieces
}

/// The first link: what is before it, its words, where it leads, what is after it.
fn link(text: &str) -> Option<(&str, &str, &str, &str)> {
    let (before, rest) = text.split_once('[')?;
    let (name, rest) = rest.split_once("](")?;
    let (href, after) = rest.split_once(')')?;
    Some((before, name, href, after))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::domain::command::Command;
    use crate::web::assets::ASSETS;

    const ALL: [Language; 3] = [Language::Es, Language::Pt, Language::En];

    #[test]
    fn the_manual_says_the_same_in_three_languages() {
        for (n, chapter) in manual(Language::Es).iter().enumerate() {
            for language in ALL {
                let other = &manual(language)[n];
                assert!(!other.title.is_empty());
                assert_eq!(shape(other), shape(chapter), "{} in {language:?}", chapter.id);
            }
        }
    }

    #[test]
    fn nothing_in_it_is_left_empty_or_without_a_mark_that_was_meant() {
        for language in ALL {
            for chapter in manual(language) {
                for block in &chapter.blocks {
                    let texts: Vec<String> = match block {
                        Block::Section { id, title } => vec![id.clone(), title.clone()],
                        Block::Text(pieces) => vec![words(pieces)],
                        Block::List(items) | Block::Steps(items) => {
                            items.iter().map(|item| words(item)).collect()
                        }
                        Block::Problem { sees, why, act } => {
                            vec![words(sees), words(why), words(act)]
                        }
                        Block::Picture { name, shows } => vec![name.clone(), shows.clone()],
                        Block::Commands => vec![String::from("commands")],
                    };
                    for text in texts {
                        let first = text.split(' ').next().unwrap_or_default();
                        let marks = ["#", "##", "###", "-", "*", "1.", "2.", "?", ":", ">", "!"];
                        assert!(
                            !text.is_empty() && !marks.contains(&first),
                            "{}: {text}",
                            chapter.id
                        );
                        assert!(
                            !text.contains("](") && !text.contains(['`', '{', '}']),
                            "{}: {text}",
                            chapter.id
                        );
                    }
                }
            }
        }
    }

    #[test]
    fn every_command_in_it_works_and_every_picture_is_there() {
        for language in ALL {
            for chapter in manual(language) {
                for code in codes(chapter).iter().filter(|code| is_command(code)) {
                    let read = Command::parse(code);
                    assert!(!matches!(read, Some(Command::Unknown { .. })), "{code}");
                }
                for block in &chapter.blocks {
                    if let Block::Picture { name, .. } = block {
                        assert!(ASSETS.picture(name).is_some(), "{name}");
                    }
                }
            }
        }
    }

    #[test]
    fn every_anchor_is_there_once_and_links_lead_to_one() {
        for language in ALL {
            let mut anchors = BTreeSet::new();
            for chapter in manual(language) {
                let own = chapter.sections().into_iter().map(|(id, _)| id);
                for id in std::iter::once(chapter.id).chain(own) {
                    assert!(anchors.insert(id.to_owned()), "two of {id}");
                }
            }
            for piece in manual(language).iter().flat_map(|chapter| &chapter.blocks).flat_map(all) {
                if let Some(anchor) = piece.href.as_deref().and_then(|href| href.strip_prefix('#'))
                {
                    assert!(anchors.contains(anchor), "{anchor}");
                }
            }
        }
    }

    #[test]
    fn a_text_is_divided_at_its_links() {
        let read = pieces("mirá [el *tablero*](/tablero) y [acá](#panel).");
        let seen: Vec<_> = read
            .iter()
            .map(|piece| (piece.href.as_deref(), words(std::slice::from_ref(piece))))
            .collect();
        assert_eq!(
            seen,
            [
                (None, "mirá ".into()),
                (Some("/tablero"), "el tablero".into()),
                (None, " y ".into()),
                (Some("#panel"), "acá".into()),
                (None, ".".into())
            ]
        );
        assert_eq!(words(&pieces("[sin cerrar")), "[sin cerrar");
    }

    /// What has to be alike in all languages.
    fn shape(chapter: &Chapter) -> Vec<String> {
        let kind = |block: &Block| match block {
            Block::Section { id, .. } => format!("section {id}"),
            Block::Text(_) => String::from("text"),
            Block::List(items) => format!("list of {}", items.len()),
            Block::Steps(items) => format!("steps, {}", items.len()),
            Block::Problem { .. } => String::from("problem"),
            Block::Picture { name, .. } => format!("picture {name}"),
            Block::Commands => String::from("commands"),
        };
        let links = |block: &Block| -> Vec<String> {
            all(block).into_iter().filter_map(|piece| piece.href).collect()
        };
        chapter.blocks.iter().map(|block| format!("{} {:?}", kind(block), links(block))).collect()
    }

    fn all(block: &Block) -> Vec<Piece> {
        match block {
            Block::Section { .. } | Block::Picture { .. } | Block::Commands => Vec::new(),
            Block::Text(pieces) => pieces.clone(),
            Block::List(items) | Block::Steps(items) => items.concat(),
            Block::Problem { sees, why, act } => [sees.clone(), why.clone(), act.clone()].concat(),
        }
    }

    fn codes(chapter: &Chapter) -> Vec<String> {
        let pieces = chapter.blocks.iter().flat_map(all);
        let spans = pieces.flat_map(|piece| piece.spans);
        spans.filter(|span| span.look.code).map(|span| span.text).collect()
    }

    /// Not an address, nor something that shows what is no command.
    fn is_command(code: &str) -> bool {
        code.starts_with('/') && code != "/" && !code.contains("://")
    }

    fn words(pieces: &[Piece]) -> String {
        pieces.iter().flat_map(|piece| &piece.spans).map(|span| span.text.as_str()).collect()
    }
}
