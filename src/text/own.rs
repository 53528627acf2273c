//! Texts of a company's own: looked at before they are kept, and said in place of ours.
//!
//! They are written like ours (Fluent), but may only say words, name what ours names, and choose by a number.
//! Whatever cannot be said falls back to ours.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::fmt;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use fluent_syntax::ast::{Entry, Expression, InlineExpression, Pattern, PatternElement};
use fluent_syntax::parser;

use super::catalogue::{self, identifier};
use super::editable::{self, COUNTS, Editable, Rule, example};
use super::guard;
use super::plain::is_hidden;
use super::tone::Tone;
use crate::domain::ids::Timestamp;
use crate::domain::own_words::OwnWords;
use crate::domain::registration::is_ready;
use crate::domain::settings::Language;

/// The longest text, in characters: as typed, and as said.
pub const TEXT_MOST: usize = 1_500;
/// The most lines.
const LINES_MOST: usize = 20;
/// What begins a line in our notation and means something else there.
const SPECIAL: [char; 3] = ['*', '[', '.'];
const INDENT: usize = 4;

/// The texts that a line says in words of its own, in one language.
pub struct OwnTexts {
    language: Language,
    bundle: FluentBundle<FluentResource>,
}

impl fmt::Debug for OwnTexts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("OwnTexts").field("language", &self.language).finish_non_exhaustive()
    }
}

impl OwnTexts {
    /// Those of a line in a language; nothing where there are none. What does not pass the test, because it was
    /// kept by another version, is left out.
    #[must_use]
    pub fn of(words: &OwnWords, language: Language) -> Option<Self> {
        let mut own = Self::empty(language);
        let mut any = false;
        for ((of, key), typed) in &words.texts {
            let Some(text) = editable::find(key).filter(|_| *of == language) else { continue };
            match check(text, language, typed) {
                Ok(()) => any |= own.add(text.key, typed),
                Err(fault) => {
                    tracing::warn!(
                        text.key = text.key,
                        ?fault,
                        "a text of the company's own cannot be used; ours is said"
                    );
                }
            }
        }
        any.then_some(own)
    }

    fn empty(language: Language) -> Self {
        let mut bundle = FluentBundle::new_concurrent(vec![identifier(language)]);
        bundle.set_use_isolating(false);
        Self { language, bundle }
    }

    fn add(&mut self, key: &str, typed: &str) -> bool {
        let Ok(resource) = FluentResource::try_new(Source::of(key, typed).text) else {
            return false;
        };
        self.bundle.add_resource(resource).is_ok()
    }

    /// The text of a key, if there is one and it can be said.
    #[must_use]
    pub fn say(&self, key: &str, values: &[(&str, FluentValue<'_>)]) -> Option<String> {
        let pattern = self.bundle.get_message(key)?.value()?;
        let args: FluentArgs<'_> =
            values.iter().map(|(name, value)| (Cow::from(*name), value.clone())).collect();
        let mut faults = Vec::new();
        let said = self.bundle.format_pattern(pattern, Some(&args), &mut faults).into_owned();
        if !faults.is_empty() {
            tracing::error!(
                text.key = key,
                ?faults,
                "a text of the company's own was not filled in; ours is said"
            );
            return None;
        }
        (!said.trim().is_empty()).then_some(said)
    }
}

/// Why a text cannot be used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Problem {
    /// There is nothing to say.
    Empty,
    /// Longer than [`TEXT_MOST`], or of too many lines.
    TooLong,
    /// A character that cannot be seen.
    Hidden,
    /// `{` without `}`, or the other way round, or what is between them cannot be read.
    Unreadable,
    /// A choice by number without a case for all other numbers (`*[other]`).
    NoOther,
    /// It names something that this text does not have.
    Unknown(String),
    /// It does not name, in every case, what it has to.
    Missing(String),
    /// Something of our notation that has no place here: functions, other texts.
    NotAllowed,
    /// It could not be told from a customer's imitation.
    NotMarked,
    /// An option of the menu is missing: 1 or 2.
    NoOption(u8),
    /// It does not say LISTO.
    NoReady,
}

/// Where a text cannot be used, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// The line, from 1.
    pub line: usize,
    /// The character in the line, from 1.
    pub column: usize,
    /// Why.
    pub problem: Problem,
}

impl Fault {
    fn whole(problem: Problem) -> Self {
        Self { line: 1, column: 1, problem }
    }
}

/// The placeholders of a text of ours, in the order in which they stand there.
#[must_use]
pub fn placeholders(key: &str, language: Language) -> Vec<String> {
    let ours = catalogue::source(language, key).unwrap_or_default();
    let mut names: Vec<String> = Vec::new();
    for rest in ours.split('$').skip(1) {
        let name: String =
            rest.chars().take_while(|c| c.is_ascii_alphanumeric() || *c == '-').collect();
        if !name.is_empty() && !names.contains(&name) {
            names.push(name);
        }
    }
    names
}

/// Looks at a text as it was typed.
///
/// # Errors
/// The first [`Fault`].
pub fn check(text: &Editable, language: Language, typed: &str) -> Result<(), Fault> {
    let typed = normal(typed);
    if typed.trim().is_empty() {
        return Err(Fault::whole(Problem::Empty));
    }
    if typed.chars().count() > TEXT_MOST || typed.lines().count() > LINES_MOST {
        return Err(Fault::whole(Problem::TooLong));
    }
    for (line, content) in (1..).zip(typed.lines()) {
        let hidden = |c: char| is_hidden(c) && !matches!(c, '\u{200d}' | '\u{fe0f}');
        if let Some(at) = content.chars().position(hidden) {
            return Err(Fault { line, column: at + 1, problem: Problem::Hidden });
        }
    }
    let source = Source::of(text.key, &typed);
    let resource = parser::parse(source.text.as_str())
        .map_err(|(_, faults)| source.parser_fault(faults.first()))?;
    let [Entry::Message(message)] = resource.body.as_slice() else {
        return Err(Fault::whole(Problem::Unreadable));
    };
    let pattern = message.value.as_ref().ok_or(Fault::whole(Problem::Empty))?;
    let allowed = placeholders(text.key, language);
    let named = named(pattern, &allowed, &source)?;
    if let Some(missing) = text.must.iter().find(|must| !named.contains(**must)) {
        return Err(Fault::whole(Problem::Missing((*missing).to_owned())));
    }
    let said = examples(text.key, language, &typed).ok_or(Fault::whole(Problem::Unreadable))?;
    said.iter().try_for_each(|said| fits(text, said))
}

/// What a text says with examples filled in, one for each way of counting; nothing if it cannot be said.
#[must_use]
pub fn examples(key: &str, language: Language, typed: &str) -> Option<Vec<String>> {
    let mut own = OwnTexts::empty(language);
    if !own.add(key, &normal(typed)) {
        return None;
    }
    let tone = Tone::new(language, "UTC", Timestamp(0));
    let names = placeholders(key, language);
    let mut said: Vec<String> = Vec::new();
    for count in COUNTS {
        let values: Vec<(&str, FluentValue<'_>)> =
            names.iter().map(|name| (name.as_str(), example(name, count, &tone))).collect();
        let one = own.say(key, &values)?;
        if !said.contains(&one) {
            said.push(one);
        }
    }
    Some(said)
}

/// Line ends as we write them; nothing to see at the end.
#[must_use]
pub fn normal(typed: &str) -> String {
    typed.replace("\r\n", "\n").replace('\r', "\n").trim_end().trim_start_matches('\n').to_owned()
}

fn fits(text: &Editable, said: &str) -> Result<(), Fault> {
    if said.chars().count() > TEXT_MOST {
        return Err(Fault::whole(Problem::TooLong));
    }
    match text.rule {
        Rule::Free => Ok(()),
        Rule::Marked => {
            let first = said.lines().next().unwrap_or_default();
            if guard::is_ours(first) { Ok(()) } else { Err(Fault::whole(Problem::NotMarked)) }
        }
        Rule::Options => {
            let has = |digit: char| said.lines().any(|line| numbered(line) == Some(digit));
            match (has('1'), has('2')) {
                (false, _) => Err(Fault::whole(Problem::NoOption(1))),
                (true, false) => Err(Fault::whole(Problem::NoOption(2))),
                (true, true) => Ok(()),
            }
        }
        Rule::Ready => {
            let says = said.split(|c: char| !c.is_alphabetic()).any(is_ready);
            if says { Ok(()) } else { Err(Fault::whole(Problem::NoReady)) }
        }
    }
}

/// The number at the start of a line: `1. Soporte`, `*1* Soporte`, `1️⃣ Soporte`.
fn numbered(line: &str) -> Option<char> {
    let shown = line.trim_start_matches([' ', '*', '_', '(', '[']);
    let mut chars = shown.chars();
    let digit = chars.next().filter(char::is_ascii_digit)?;
    (!chars.next()?.is_ascii_digit()).then_some(digit)
}

/// What a pattern names whatever the numbers are.
fn named<'s>(
    pattern: &Pattern<&'s str>,
    allowed: &[String],
    source: &Source,
) -> Result<BTreeSet<&'s str>, Fault> {
    let mut all = BTreeSet::new();
    let mut last = "";
    for element in &pattern.elements {
        match element {
            PatternElement::TextElement { value } => last = value,
            PatternElement::Placeable { expression: Expression::Inline(inline) } => {
                all.extend(variable(inline, last, allowed, source)?);
            }
            PatternElement::Placeable { expression: Expression::Select { selector, variants } } => {
                variable(selector, last, allowed, source)?;
                let mut common: Option<BTreeSet<&str>> = None;
                for variant in variants {
                    let here = named(&variant.value, allowed, source)?;
                    common = Some(match common {
                        Some(before) => before.intersection(&here).copied().collect(),
                        None => here,
                    });
                }
                all.extend(common.unwrap_or_default());
            }
        }
    }
    Ok(all)
}

fn variable<'s>(
    inline: &InlineExpression<&'s str>,
    last: &str,
    allowed: &[String],
    source: &Source,
) -> Result<Option<&'s str>, Fault> {
    match inline {
        InlineExpression::VariableReference { id } => {
            if allowed.iter().any(|name| name == id.name) {
                return Ok(Some(id.name));
            }
            // At the `$`.
            let at = source.at(id.name).saturating_sub(1);
            Err(source.fault(at, Problem::Unknown(id.name.to_owned())))
        }
        // Put there by us: see `Source`.
        InlineExpression::StringLiteral { value }
            if value.chars().all(|c| SPECIAL.contains(&c)) =>
        {
            Ok(None)
        }
        InlineExpression::MessageReference { id, .. }
            if allowed.iter().any(|name| name == id.name) =>
        {
            // `{ ticket }` in place of `{ $ticket }`.
            Err(source.fault(source.at(id.name), Problem::Unknown(id.name.to_owned())))
        }
        InlineExpression::StringLiteral { .. }
        | InlineExpression::NumberLiteral { .. }
        | InlineExpression::FunctionReference { .. }
        | InlineExpression::MessageReference { .. }
        | InlineExpression::TermReference { .. }
        | InlineExpression::Placeable { .. } => {
            let after = source.at(last) + last.len();
            Err(source.fault(after, Problem::NotAllowed))
        }
    }
}

/// A text as our notation has it: each line moved to the right, so that none can be taken for another text, and
/// what would mean something at the start of a line made harmless.
struct Source {
    text: String,
    /// For each line: where it begins in `text`, and how many bytes were put before what was typed, and where.
    lines: Vec<Line>,
}

struct Line {
    start: usize,
    typed: String,
    /// Where a character was replaced, in bytes of what was typed.
    escaped: Option<usize>,
}

/// What one character becomes: `{"*"}`.
const ESCAPED_LEN: usize = 5;

impl Source {
    fn of(key: &str, typed: &str) -> Self {
        let mut text = format!("{key} =\n");
        let mut lines = Vec::new();
        let mut depth = 0_usize;
        for line in normal(typed).split('\n') {
            let start = text.len();
            text.push_str("    ");
            let at = line.len() - line.trim_start().len();
            let special = line.get(at..).and_then(|rest| rest.chars().next());
            let special = special.filter(|c| depth == 0 && SPECIAL.contains(c));
            match special {
                Some(special) => {
                    text.push_str(&line[..at]);
                    text.push_str(&format!("{{\"{special}\"}}"));
                    text.push_str(&line[at + 1..]);
                }
                None => text.push_str(line),
            }
            text.push('\n');
            for c in line.chars() {
                match c {
                    '{' => depth += 1,
                    '}' => depth = depth.saturating_sub(1),
                    _ => {}
                }
            }
            let escaped = special.map(|_| at);
            lines.push(Line { start, typed: line.to_owned(), escaped });
        }
        Self { text, lines }
    }

    /// Where a part of the text begins in it, in bytes.
    fn at(&self, part: &str) -> usize {
        (part.as_ptr() as usize).saturating_sub(self.text.as_ptr() as usize).min(self.text.len())
    }

    fn fault(&self, at: usize, problem: Problem) -> Fault {
        let found = self.lines.iter().rposition(|line| line.start <= at).unwrap_or(0);
        let Some(line) = self.lines.get(found) else { return Fault::whole(problem) };
        let mut byte = at.saturating_sub(line.start + INDENT);
        if line.escaped.is_some_and(|escaped| byte >= escaped + ESCAPED_LEN) {
            byte -= ESCAPED_LEN - 1;
        }
        let before = line.typed.char_indices().take_while(|(start, _)| *start < byte).count();
        Fault { line: found + 1, column: before + 1, problem }
    }

    #[allow(
        clippy::wildcard_enum_match_arm,
        reason = "two of the library's many faults are told apart"
    )]
    fn parser_fault(&self, fault: Option<&parser::ParserError>) -> Fault {
        use fluent_syntax::parser::ErrorKind;
        let Some(fault) = fault else { return Fault::whole(Problem::Unreadable) };
        let problem = match fault.kind {
            ErrorKind::MissingDefaultVariant => Problem::NoOther,
            ErrorKind::ForbiddenCallee => Problem::NotAllowed,
            _ => Problem::Unreadable,
        };
        self.fault(fault.pos.start, problem)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn checked(key: &str, typed: &str) -> Result<(), (usize, usize, Problem)> {
        let text = editable::find(key).unwrap();
        check(text, Language::Es, typed).map_err(|fault| (fault.line, fault.column, fault.problem))
    }

    #[test]
    fn a_text_that_cannot_be_used_is_refused_with_the_place_and_the_reason() {
        let unknown = |name: &str| Problem::Unknown(name.to_owned());
        for (key, typed, line, column, problem) in [
            ("goodbye", "  \n ", 1, 1, Problem::Empty),
            ("goodbye", "Chau, { $caso }", 1, 9, unknown("caso")),
            ("goodbye", "Hola\n*Chau* { $tikcet }", 2, 10, unknown("tikcet")),
            ("goodbye", "Chau { ticket }", 1, 8, unknown("ticket")),
            ("goodbye", "ñandú { $ticket", 1, 16, Problem::Unreadable),
            ("goodbye", "uno\ndos } tres", 2, 5, Problem::Unreadable),
            ("goodbye", "a { NUMBER($ticket) }", 1, 3, Problem::NotAllowed),
            ("goodbye", "a { -marca }", 1, 3, Problem::NotAllowed),
            ("goodbye", "a { goodbye }", 1, 3, Problem::NotAllowed),
            ("goodbye", "a { \"{\" }", 1, 3, Problem::NotAllowed),
            ("goodbye", "a\u{202e}b", 1, 2, Problem::Hidden),
            ("goodbye", &"a".repeat(1_501), 1, 1, Problem::TooLong),
            ("goodbye", &"a\n".repeat(30), 1, 1, Problem::TooLong),
            (
                "announcement-title",
                "🎫 Caso de { $department }",
                1,
                1,
                Problem::Missing("ticket".into()),
            ),
            ("announcement-title", "Caso { $ticket } de { $department }", 1, 1, Problem::NotMarked),
            ("announcement-title", "🎫 Caso { $ticket }", 1, 1, Problem::NotMarked),
            ("menu-options", "1. Soporte\n3. Ventas", 1, 1, Problem::NoOption(2)),
            ("menu-options", "Soporte o ventas", 1, 1, Problem::NoOption(1)),
            ("ask-ready", "Hola { $agent }, contestá OK", 1, 1, Problem::NoReady),
            (
                "reminder-many",
                "{ $count ->\n    [one] un caso\n   *[other] { $count } casos\n}",
                1,
                1,
                Problem::Missing("count".into()),
            ),
        ] {
            assert_eq!(checked(key, typed), Err((line, column, problem)), "{typed:?}");
        }
        assert!(matches!(
            checked("addition", "💬 #{ $ticket } { $count ->\n [one] uno\n }"),
            Err((_, _, Problem::NoOther))
        ));
    }

    #[test]
    fn what_looks_like_notation_at_the_start_of_a_line_is_just_text() {
        let typed =
            "*Gracias por escribirnos*\n\n[caso { $ticket }]\n.hasta = luego\n  - chau\nkey = x";
        assert_eq!(checked("goodbye", typed), Ok(()));
        let said = examples("goodbye", Language::Es, typed).unwrap();
        assert_eq!(
            said,
            ["*Gracias por escribirnos*\n\n[caso 1042]\n.hasta = luego\n  - chau\nkey = x"]
        );
    }

    #[test]
    fn a_text_of_the_company_s_own_is_said_and_what_cannot_be_said_is_said_as_ours() {
        let mut words = OwnWords::default();
        let es = |key: &str| (Language::Es, key.to_owned());
        words.texts.insert(es("goodbye"), "Listo, cerramos el { $ticket }".into());
        words.texts.insert(es("kept-for-later"), "roto { $nada }".into());
        words.texts.insert((Language::Pt, "menu-again".to_owned()), "Oi".into());
        let own = OwnTexts::of(&words, Language::Es).unwrap();
        let tone = Tone::new(Language::Es, "UTC", Timestamp(0)).own(Some(own.into()));
        assert_eq!(tone.with("goodbye", &[("ticket", "7".into())]), "Listo, cerramos el 7");
        assert!(tone.with("goodbye", &[]).contains("Cerramos tu caso"), "what is not given");
        assert!(tone.text("kept-for-later").starts_with("Recibimos tu mensaje"));
        assert!(tone.text("menu-again").starts_with("No llegamos a entenderte"));
        assert!(OwnTexts::of(&OwnWords::default(), Language::Es).is_none());
    }

    #[test]
    fn choices_by_number_are_tried_with_each_way_of_counting() {
        let typed =
            "*#{ $ticket }* { $count ->\n    [one] un mensaje\n   *[other] { $count } mensajes\n}";
        assert_eq!(checked("addition", typed), Ok(()));
        let said = examples("addition", Language::Es, typed).unwrap();
        assert_eq!(
            said,
            [
                "*#1042* 2 mensajes",
                "*#1042* 0 mensajes",
                "*#1042* un mensaje",
                "*#1042* 25 mensajes"
            ]
        );
    }

    proptest! {
        #[test]
        fn any_text_can_be_looked_at(typed in "[{}$*\\[\\]. a-z#\n\"=>ñ🎫\\-]{0,60}", key in 0..editable::EDITABLE.len()) {
            let text = &editable::EDITABLE[key];
            if check(text, Language::Es, &typed).is_ok() {
                for said in examples(text.key, Language::Es, &typed).unwrap() {
                    prop_assert!(!said.contains('$') || typed.contains('$'));
                    prop_assert!(!said.contains(['{', '}']), "{}", said);
                }
            }
        }
    }
}
