//! `/ajustes/respuestas`: canned replies of a line.

use askama::Template;

use super::chat_text::{Span, spans};
use super::fields::{Field, summary};
use super::shell::Shell;
use super::tickets::Tab;
use crate::domain::own_words::{
    NAME_MOST, Named, OwnWords, REPLY_MOST, ReplyFault, fill, reply_name,
};
use crate::domain::settings::LineSettings;
use crate::text::plain::is_hidden;
use crate::web::flash::Banner;
use crate::web::form::Fields;
use crate::web::words::Words;

/// A reply in the list.
#[derive(Debug, Clone)]
#[allow(missing_docs, reason = "as in the template")]
pub struct ReplyLine {
    pub id: String,
    pub name: String,
    pub text: String,
    pub edit: String,
}

/// The form of a reply.
#[derive(Debug, Clone)]
#[allow(missing_docs, reason = "as in the template")]
pub struct ReplyForm {
    pub before: String,
    pub name: Field,
    pub text: Field,
    pub preview: Option<Vec<Span>>,
    pub banner: Option<Banner>,
}

impl ReplyForm {
    /// The form of a new reply, or of the one called `before`.
    #[must_use]
    pub fn new(words: Words, before: &str, text: &str) -> Self {
        let name = Field { most: 30, ..Field::text("clave", "clave", words.t("replies-key")) };
        let body = Field { most: 4_000, ..Field::text("texto", "texto", words.t("replies-text")) };
        Self {
            before: before.to_owned(),
            name: name.hint(words.t("replies-key-how")).value(before),
            text: body.hint(words.t("replies-text-how")).value(text),
            preview: None,
            banner: None,
        }
    }

    /// Takes what was typed: name and text, if both can be used. The preview is filled in where it can be.
    pub fn read(
        &mut self,
        fields: &Fields,
        settings: &LineSettings,
        words: Words,
    ) -> Option<(String, String)> {
        self.before = reply_name(fields.get("antes"));
        self.name.value = fields.get("clave").chars().take(NAME_MOST + 1).collect();
        let text = fields.get("texto").replace("\r\n", "\n");
        self.text.value = text.chars().take(REPLY_MOST + 1).collect();
        let name = reply_name(self.name.value.trim_start_matches('/'));
        self.name.error = self.name_fault(&name, words);
        let example = example(&self.text.value, settings);
        self.text.error = self.text_fault(&example, words);
        self.preview = example.ok().filter(|text| !text.is_empty()).map(|text| spans(&text));
        self.sum_up(words);
        self.banner.is_none().then(|| (name, self.text.value.clone()))
    }

    fn name_fault(&self, name: &str, words: Words) -> Option<String> {
        let odd = |c: char| !(c.is_alphanumeric() || "-_.".contains(c));
        if name.is_empty() {
            return Some(words.t("replies-key-missing"));
        }
        let unusable = self.name.value.chars().count() > NAME_MOST || name.chars().any(odd);
        unusable.then(|| words.t("replies-key-odd"))
    }

    fn text_fault(&self, example: &Result<String, ReplyFault>, words: Words) -> Option<String> {
        let typed = &self.text.value;
        let hidden = |c: char| is_hidden(c) && !matches!(c, '\n' | '\t' | '\u{200d}' | '\u{fe0f}');
        if typed.is_empty() {
            return Some(words.t("replies-text-missing"));
        }
        if typed.chars().count() > REPLY_MOST {
            return Some(words.t("field-too-long"));
        }
        if typed.chars().any(hidden) {
            return Some(words.t("field-control"));
        }
        match example {
            Ok(_) => None,
            Err(ReplyFault::Unknown(word)) => Some(words.name("replies-unknown-word", word)),
            Err(ReplyFault::Open) => Some(words.t("replies-open-brace")),
        }
    }

    /// Another reply has that name.
    pub fn name_taken(&mut self, words: Words) {
        self.name.error = Some(words.t("replies-key-taken"));
        self.sum_up(words);
    }

    /// There are too many.
    pub fn full(&mut self, words: Words) {
        self.banner = Some(Banner::bad(words.t("replies-full")));
    }

    fn sum_up(&mut self, words: Words) {
        self.banner = summary(&[&self.name, &self.text], words);
    }
}

fn example(text: &str, settings: &LineSettings) -> Result<String, ReplyFault> {
    let company = &settings.company;
    fill(text, Named { customer: "Marta Quiroga", agent: "Juan Pérez", company, ticket: 1042 })
}

/// The page.
#[derive(Debug, Template)]
#[template(path = "panel/replies.html")]
#[allow(missing_docs, reason = "named as on the page")]
pub struct RepliesPage {
    pub shell: Shell,
    pub line: i64,
    pub lines: Vec<Tab>,
    pub rows: Vec<ReplyLine>,
    pub form: ReplyForm,
}

impl RepliesPage {
    /// The list and the form.
    #[must_use]
    pub fn new(shell: Shell, line: i64, lines: Vec<Tab>, own: &OwnWords, form: ReplyForm) -> Self {
        let row = |(n, (name, text)): (usize, (&String, &String))| ReplyLine {
            id: format!("borrar-{n}"),
            name: name.clone(),
            text: text.clone(),
            edit: format!("/ajustes/respuestas?linea={line}&clave={}#formulario", encoded(name)),
        };
        let rows = own.replies.iter().enumerate().map(row).collect();
        Self { shell, line, lines, rows, form }
    }

    fn is_new(&self) -> bool {
        self.form.before.is_empty()
    }
}

/// A name as it stands in an address.
fn encoded(name: &str) -> String {
    name.bytes()
        .map(|byte| match byte {
            b'a'..=b'z' | b'0'..=b'9' | b'-' | b'_' | b'.' => char::from(byte).to_string(),
            other => format!("%{other:02X}"),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reply_is_taken_with_its_placeholders_or_told_what_is_wrong() {
        let (words, settings) = (Words::default(), LineSettings::default());
        let typed = |name: &str, text: &str| {
            let fields = [("clave", name), ("texto", text)];
            let fields: Fields = fields
                .iter()
                .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
                .collect();
            let mut form = ReplyForm::new(words, "", "");
            let read = form.read(&fields, &settings, words);
            (read, form)
        };
        let (read, form) = typed("/Demóra", "Hola {nombre}, *ya vamos*");
        assert_eq!(read, Some(("demora".into(), "Hola {nombre}, *ya vamos*".into())));
        assert!(form.preview.unwrap().iter().any(|span| span.text.contains("Marta Quiroga")));
        for (name, text, wrong) in [
            ("", "hola", (true, false)),
            ("dos palabras", "hola", (true, false)),
            ("a", "", (false, true)),
            ("a", "Hola {precio}", (false, true)),
            ("a", "Hola {nombre", (false, true)),
            ("a", "Hola\u{202e}", (false, true)),
            ("a", &"x".repeat(4_001), (false, true)),
        ] {
            let (read, form) = typed(name, text);
            assert_eq!(read, None, "{name} {text}");
            assert_eq!(
                (form.name.error.is_some(), form.text.error.is_some()),
                wrong,
                "{name} {text}"
            );
        }
    }
}
