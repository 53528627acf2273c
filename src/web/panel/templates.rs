//! `/ajustes/mensajes`: the texts that Relevo sends, each in the company's own words or in ours.

use askama::Template;

use super::chat_text::{Span, spans};
use super::fields::Field;
use super::phones::excerpt;
use super::shell::Shell;
use super::tickets::Tab;
use crate::domain::ids::LineId;
use crate::domain::main_group::cut;
use crate::domain::settings::{Language, LineSettings};
use crate::engine::LineInfo;
use crate::text::catalogue::source;
use crate::text::editable::{EDITABLE, Editable, Reader, Rule};
use crate::text::own::{Fault, Problem, check, examples, normal, placeholders};
use crate::web::flash::Banner;
use crate::web::form::Fields;
use crate::web::words::{FluentValue, Words};

/// Characters of a text that name its link to whoever does not see the text beside it.
const NAME_MOST: usize = 40;

/// A text in the list.
#[derive(Debug, Clone)]
#[allow(missing_docs, reason = "as in the template")]
pub struct TextLine {
    pub href: String,
    pub text: String,
    pub name: String,
    pub own: bool,
}

/// The list: the texts of one kind of reader.
#[derive(Debug, Template)]
#[template(path = "panel/templates.html")]
#[allow(missing_docs, reason = "named as on the page")]
pub struct TemplatesPage {
    pub shell: Shell,
    pub lines: Vec<Tab>,
    pub readers: Vec<Tab>,
    pub title: String,
    pub rows: Vec<TextLine>,
    pub intro: String,
    pub fixed: Vec<(String, String)>,
}

impl TemplatesPage {
    /// The texts of a line that this kind of reader reads, in the line's language.
    #[must_use]
    pub fn new(shell: Shell, line: &LineInfo, lines: Vec<Tab>, reader: Reader) -> Self {
        let words = shell.words;
        let language = line.settings.language;
        let row = |text: &Editable| {
            let own = own(&line.settings, text.key);
            let text_now = said(text.key, language, own);
            TextLine {
                href: address(line.id, text.key),
                name: cut(&excerpt(&text_now), NAME_MOST),
                text: text_now,
                own: own.is_some(),
            }
        };
        let of = |reader: Reader| EDITABLE.iter().filter(move |text| text.reader == reader);
        let tab = |other: Reader| {
            let (id, title) = reader_key(other);
            Tab {
                href: list_address(line.id, id),
                text: words.t(title),
                count: of(other).count().to_string(),
                current: other == reader,
            }
        };
        let fixed = ["commands", "no-case", "labels", "refusals", "words"].map(|what| {
            (words.t(&format!("texts-fixed-{what}")), words.t(&format!("texts-fixed-{what}-why")))
        });
        let spoken = Words(language).own_name();
        Self {
            readers: Reader::ALL.map(tab).to_vec(),
            title: words.t(reader_key(reader).1),
            rows: of(reader).map(row).collect(),
            intro: words.name("texts-intro", spoken),
            fixed: fixed.to_vec(),
            lines,
            shell,
        }
    }
}

/// One text.
#[derive(Debug, Template)]
#[template(path = "panel/template.html")]
#[allow(missing_docs, reason = "named as on the page")]
pub struct TemplatePage {
    pub shell: Shell,
    pub line: i64,
    pub action: String,
    pub reader: String,
    /// The texts beside it.
    pub list: String,
    pub is_own: bool,
    pub field: Field,
    pub names: Vec<(String, String, bool)>,
    pub rule: Option<String>,
    pub previews: Vec<Vec<Span>>,
    pub ours: String,
    pub form_banner: Option<Banner>,
    text: &'static Editable,
    language: Language,
}

impl TemplatePage {
    /// A text as it is said now.
    #[must_use]
    pub fn new(mut shell: Shell, line: &LineInfo, text: &'static Editable) -> Self {
        let words = shell.words;
        let language = line.settings.language;
        let ours = source(language, text.key).unwrap_or_default();
        let own = own(&line.settings, text.key);
        let (id, reader) = reader_key(text.reader);
        let names = placeholders(text.key, language).into_iter().map(|name| {
            let about = words.t(&format!("text-name-{name}"));
            let must = text.must.contains(&name.as_str());
            (format!("{{ ${name} }}"), about, must)
        });
        let names: Vec<_> = names.collect();
        let rule = match text.rule {
            Rule::Free => None,
            Rule::Marked => Some(words.t("texts-rule-marked")),
            Rule::Options => Some(words.t("texts-rule-options")),
            Rule::Ready => Some(words.t("texts-rule-ready")),
        };
        shell.title = words.t("texts-edit");
        let typed = own.unwrap_or(&ours).to_owned();
        let field = Field { most: 1_500, ..Field::text("texto", "texto", words.t("texts-text")) }
            .hint(words.name("texts-text-how", Words(language).own_name()));
        let mut page = Self {
            line: line.id.0,
            action: format!("/ajustes/mensajes/{}", text.key),
            reader: words.t(reader),
            list: list_address(line.id, id),
            is_own: own.is_some(),
            field: field.value(typed.as_str()),
            names,
            rule,
            previews: Vec::new(),
            ours,
            form_banner: None,
            text,
            language,
            shell,
        };
        page.preview(&typed);
        page
    }

    /// Takes what was typed, as it is to be kept; nothing if it cannot be used: the page then says where and why.
    pub fn read(&mut self, fields: &Fields) -> Option<String> {
        let typed = normal(fields.raw("texto"));
        self.field.value = typed.chars().take(2_000).collect();
        self.previews.clear();
        match check(self.text, self.language, &typed) {
            Ok(()) => {
                self.preview(&typed);
                Some(typed)
            }
            Err(fault) => {
                let why = why(&fault, self.shell.words);
                self.form_banner = Some(Banner {
                    fields: vec![(self.field.id.clone(), why.clone())],
                    ..Banner::bad(self.shell.words.count("form-fix", 1))
                });
                self.field.error = Some(why);
                None
            }
        }
    }

    /// Whether a text is ours, word for word.
    #[must_use]
    pub fn is_ours(&self, typed: &str) -> bool {
        typed == normal(&self.ours)
    }

    fn preview(&mut self, typed: &str) {
        let said = examples(self.text.key, self.language, typed).unwrap_or_default();
        self.previews = said.iter().map(|said| spans(said)).collect();
    }
}

/// The texts of one kind of reader.
fn list_address(line: LineId, reader: &str) -> String {
    format!("/ajustes/mensajes?linea={line}&para={reader}")
}

/// The reader of this name in an address; customers, where there is none.
#[must_use]
pub fn reader_from(name: &str) -> Reader {
    let known = Reader::ALL.into_iter().find(|reader| reader_key(*reader).0 == name);
    known.unwrap_or(Reader::Customer)
}

/// Where a text is edited.
fn address(line: LineId, key: &str) -> String {
    format!("/ajustes/mensajes/{key}?linea={line}")
}

fn own<'a>(settings: &'a LineSettings, key: &str) -> Option<&'a str> {
    settings.words.texts.get(&(settings.language, key.to_owned())).map(String::as_str)
}

/// A text with examples in it: its beginning is enough to know it.
fn said(key: &str, language: Language, own: Option<&str>) -> String {
    let ours = || source(language, key).unwrap_or_default();
    let typed = own.map_or_else(ours, str::to_owned);
    let said = examples(key, language, &typed).unwrap_or_default();
    said.into_iter().next().unwrap_or(typed)
}

fn reader_key(reader: Reader) -> (&'static str, &'static str) {
    match reader {
        Reader::Customer => ("cliente", "texts-to-customer"),
        Reader::MainGroup => ("principal", "texts-in-main-group"),
        Reader::PersonalGroup => ("personal", "texts-in-personal-group"),
        Reader::Supervisor => ("supervision", "texts-to-supervisors"),
        Reader::Invited => ("invitacion", "texts-to-invited"),
    }
}

/// What is wrong, and where.
fn why(fault: &Fault, words: Words) -> String {
    let named = |key: &str, name: &str| words.name(key, name);
    let (why, is_there) = match &fault.problem {
        Problem::Empty => (words.t("texts-wrong-empty"), false),
        Problem::TooLong => (words.t("texts-wrong-long"), false),
        Problem::Hidden => (words.t("field-control"), true),
        Problem::Unreadable => (words.t("texts-wrong-unreadable"), true),
        Problem::NoOther => (words.t("texts-wrong-no-other"), true),
        Problem::Unknown(name) => (named("texts-wrong-unknown", name), true),
        Problem::Missing(name) => (named("texts-wrong-missing", name), false),
        Problem::NotAllowed => (words.t("texts-wrong-not-allowed"), true),
        Problem::NotMarked => (words.t("texts-wrong-not-marked"), false),
        Problem::NoOption(number) => (named("texts-wrong-no-option", &number.to_string()), false),
        Problem::NoReady => (words.t("texts-wrong-no-ready"), false),
    };
    if !is_there {
        return why;
    }
    let values = [
        ("line", FluentValue::from(fault.line.to_string())),
        ("column", FluentValue::from(fault.column.to_string())),
        ("why", FluentValue::from(why)),
    ];
    words.with("texts-wrong-at", &values)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_placeholder_has_a_word_of_explanation_in_every_language() {
        for language in Language::ALL {
            for text in EDITABLE {
                for name in placeholders(text.key, language) {
                    assert!(
                        Words(language).has(&format!("text-name-{name}")),
                        "{name} {language:?}"
                    );
                }
            }
        }
    }
}
