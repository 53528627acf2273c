//! `/ajustes/menu`: what customers without a case choose from, with rows that are added, moved and removed by buttons
//! of the form itself.

use std::sync::Arc;

use askama::Template;

use super::chat_text::{Span, spans};
use super::fields::unusable;
use super::menu_rows::{Cell, Row, blank, change, check, clipped, has_more, number, row, rows};
use super::menu_rules::RulesForm;
use super::shell::Shell;
use super::tickets::Tab;
use crate::domain::ids::Timestamp;
use crate::domain::intake::menu::{GREETING_MOST, Menu, OPTIONS_MOST};
use crate::domain::notice::MenuPart;
use crate::domain::own_words::{Named, ReplyFault, fill};
use crate::domain::settings::LineSettings;
use crate::text::own::OwnTexts;
use crate::text::{self, Tone as Voice};
use crate::web::flash::{Banner, Tone};
use crate::web::form::Fields;
use crate::web::words::Words;

/// What a menu looks like on the customer's phone.
#[derive(Debug, Clone)]
#[allow(missing_docs, reason = "as in the template")]
pub struct Preview {
    pub title: String,
    pub spans: Vec<Span>,
}

/// The page.
#[derive(Debug, Template)]
#[template(path = "panel/menu.html")]
#[allow(missing_docs, reason = "named as on the page")]
pub struct MenuPage {
    pub shell: Shell,
    pub line: i64,
    pub lines: Vec<Tab>,
    pub is_used: bool,
    pub greeting: Cell,
    pub rows: Vec<Row>,
    pub can_add: bool,
    pub previews: Vec<Preview>,
    pub form_banner: Option<Banner>,
    pub specialities: Vec<String>,
    pub rules: RulesForm,
    /// The form had rows that no page of ours sends.
    is_over: bool,
}

/// What a button of the form asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Asked {
    /// To keep the menu.
    Save,
    /// To see it, with the rows as they are now.
    Show,
}

impl MenuPage {
    /// A line's menu as it is.
    #[must_use]
    pub fn new(
        shell: Shell,
        line: i64,
        lines: Vec<Tab>,
        settings: &LineSettings,
        specialities: Vec<String>,
    ) -> Self {
        let rules = RulesForm::new(settings, shell.words);
        let mut page = Self {
            shell,
            line,
            lines,
            is_used: settings.intake == crate::domain::settings::IntakeMode::Menu,
            greeting: Cell {
                name: "saludo".to_owned(),
                value: settings.menu.greeting.clone().unwrap_or_default(),
                error: None,
                most: GREETING_MOST,
            },
            rows: settings.menu.options.iter().map(row).collect(),
            can_add: true,
            previews: Vec::new(),
            form_banner: None,
            specialities,
            rules,
            is_over: false,
        };
        page.number();
        page.preview(settings);
        page
    }

    /// Takes what was typed, and does to the rows what the pressed button says.
    pub fn read(&mut self, fields: &Fields) -> Asked {
        self.greeting.value = clipped(&fields.get("saludo").replace("\r\n", "\n"), GREETING_MOST);
        (self.rows, self.is_over) = (rows(fields, "o", 1), has_more(fields, "o", 1));
        let deed = fields.get("accion");
        let asked = if deed == "guardar" { Asked::Save } else { Asked::Show };
        if let Some((verb, at)) = deed.split_once('-') {
            let path: Vec<usize> = at.split('-').filter_map(|part| part.parse().ok()).collect();
            change(&mut self.rows, verb, &path);
        } else if deed == "agregar" && self.rows.len() < OPTIONS_MOST {
            self.rows.push(row(&blank()));
        }
        self.number();
        asked
    }

    /// The menu that was typed, if it can be used; else the page says what is wrong.
    pub fn menu(&mut self) -> Option<Menu> {
        let words = self.shell.words;
        let greeting = self.greeting.value.trim().to_owned();
        self.greeting.error = greeting_fault(&greeting, words);
        let mut wrong: Vec<(String, String)> = Vec::new();
        let greeting_wrong = self.greeting.error.clone();
        wrong.extend(greeting_wrong.map(|error| (self.greeting.name.clone(), error)));
        check(&mut self.rows, words, &mut wrong);
        self.form_banner = match (wrong.len(), self.rows.len()) {
            (0, _) if self.is_over => Some(Banner::bad(words.t("menu-full"))),
            (0, 1) => Some(Banner::bad(words.t("menu-one-option"))),
            (0, _) => None,
            (count, _) => {
                let text = words.count("form-fix", count);
                Some(Banner { tone: Tone::Bad, text, fields: wrong })
            }
        };
        if self.form_banner.is_some() {
            return None;
        }
        let greeting = Some(greeting).filter(|greeting| !greeting.is_empty());
        Some(Menu { greeting, options: self.rows.iter().map(Row::option).collect() })
    }

    /// Shows the menu as it is typed now.
    pub fn preview(&mut self, settings: &LineSettings) {
        let own = OwnTexts::of(&settings.words, settings.language).map(Arc::new);
        let voice = Voice::of_line(settings, Timestamp(0)).own(own);
        let greeting = Some(self.greeting.value.trim()).filter(|greeting| !greeting.is_empty());
        let company = &settings.company;
        let said = |part: &MenuPart, rows: &[Row]| {
            let labels: Vec<String> = rows.iter().map(|row| row.label.value.clone()).collect();
            spans(&text::intake::menu("Marta Quiroga", company, greeting, part, &labels, &voice))
        };
        let title = self.shell.t("menu-preview-first");
        self.previews = vec![Preview { title, spans: said(&MenuPart::First, &self.rows) }];
        for row in self.rows.iter().filter(|row| !row.inner.is_empty()) {
            let label = row.label.value.clone();
            let title = self.shell.words.name("menu-preview-inner", &row.number);
            let spans = said(&MenuPart::Nested { label }, &row.inner);
            self.previews.push(Preview { title, spans });
        }
    }

    fn number(&mut self) {
        let words = self.shell.words;
        number(&mut self.rows, "", words, 1);
        self.can_add = self.rows.len() < OPTIONS_MOST;
    }
}

fn greeting_fault(greeting: &str, words: Words) -> Option<String> {
    if let Some(wrong) = unusable(greeting, GREETING_MOST, &['\n'], words) {
        return Some(wrong);
    }
    // Nobody attends yet, and there is no case: only the customer and the company can be named. What says something
    // else for somebody else's case names one of both.
    let said = |agent, ticket| {
        fill(greeting, Named { customer: "Marta", agent, company: "Fibra", ticket })
    };
    match said("Ana", 1) {
        Ok(one) => (said("Rui", 2) != Ok(one)).then(|| words.t("menu-greeting-names")),
        Err(ReplyFault::Unknown(word)) => Some(words.name("menu-greeting-unknown", &word)),
        Err(ReplyFault::Open) => Some(words.t("menu-greeting-open")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::ids::LineId;
    use crate::domain::inbound::Connection;
    use crate::domain::intake::menu::LABEL_MOST;
    use crate::domain::settings::Department;
    use crate::engine::{GatewayKind, LineInfo};
    use crate::gateway::Capabilities;
    use crate::web::panel::shell::Section;

    fn page(settings: &LineSettings) -> MenuPage {
        let line = LineInfo {
            id: LineId(1),
            name: "Simulador".into(),
            gateway: GatewayKind::Simulator,
            active: true,
            connection: Connection::Connected,
            settings: settings.clone(),
            capabilities: Capabilities::ALL,
            qr: None,
        };
        let shell = Shell::bare(Section::Menu, &line, Timestamp(0));
        MenuPage::new(shell, 1, Vec::new(), settings, Vec::new())
    }

    fn fields(pairs: &[(&str, &str)]) -> Fields {
        pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
    }

    const TWO: [(&str, &str); 12] = [
        ("saludo", "Hola {nombre}"),
        ("o-n", "2"),
        ("o-1-texto", "Soporte"),
        ("o-1-sector", "support"),
        ("o-1-palabras", "sin internet, cable"),
        ("o-1-n", "2"),
        ("o-1-1-texto", "Internet"),
        ("o-1-1-sector", "support"),
        ("o-1-1-especialidad", "Redes"),
        ("o-1-2-texto", "Tele"),
        ("o-2-texto", "Ventas"),
        ("o-2-sector", "sales"),
    ];

    #[test]
    fn a_menu_is_taken_with_its_inner_options_and_shown_as_the_customer_sees_it() {
        let settings = LineSettings::default();
        let mut page = page(&settings);
        let asked = page.read(&fields(&[&TWO[..], &[("accion", "guardar")]].concat()));
        let menu = page.menu().unwrap();
        assert_eq!(asked, Asked::Save);
        assert_eq!(menu.options.len(), 2);
        assert_eq!(menu.options[0].words, ["sin internet", "cable"]);
        assert_eq!(menu.options[0].options[0].speciality.as_deref(), Some("Redes"));
        assert_eq!(menu.options[1].department, Department::Sales);
        page.preview(&settings);
        let shown = |n: usize| -> String {
            page.previews[n].spans.iter().map(|span| span.text.as_str()).collect()
        };
        assert!(shown(0).starts_with("Hola Marta\n"), "{}", shown(0));
        assert!(shown(0).contains("1. Soporte\n2. Ventas"), "{}", shown(0));
        assert!(shown(1).contains("1. Internet\n2. Tele\n0. "), "{}", shown(1));
        let html = page.render().unwrap();
        assert!(html.contains("name=\"o-1-2-texto\"") && html.contains("value=\"subir-1-2\""));
    }

    #[test]
    fn rows_are_added_moved_and_removed_by_buttons_and_nothing_typed_is_lost() {
        let labels = |deed: &str| {
            let mut page = page(&LineSettings::default());
            let asked = page.read(&fields(&[&TWO[..], &[("accion", deed)]].concat()));
            assert_eq!(asked, Asked::Show, "{deed}");
            let mut labels = Vec::new();
            for row in &page.rows {
                labels.push(row.label.value.clone());
                labels.extend(row.inner.iter().map(|row| format!("·{}", row.label.value)));
            }
            labels.join(" ")
        };
        assert_eq!(labels("agregar"), "Soporte ·Internet ·Tele Ventas ");
        assert_eq!(labels("agregar-2"), "Soporte ·Internet ·Tele Ventas ·");
        assert_eq!(labels("bajar-1"), "Ventas Soporte ·Internet ·Tele");
        assert_eq!(labels("subir-1-2"), "Soporte ·Tele ·Internet Ventas");
        assert_eq!(labels("quitar-1-1"), "Soporte ·Tele Ventas");
        assert_eq!(labels("quitar-1"), "Ventas");
        for nonsense in
            ["quitar-9", "subir-1", "quitar-", "bajar-0", "agregar-1-1", "x-1", "quitar-1-1-1-1"]
        {
            let _ = labels(nonsense);
        }
    }

    #[test]
    fn what_is_wrong_is_told_at_its_field() {
        let long = "x".repeat(LABEL_MOST + 1);
        for (name, value, wrong) in [
            ("o-1-texto", "", "o-1-texto"),
            ("o-1-1-texto", "tele", "o-1-2-texto"),
            ("o-2-texto", long.as_str(), "o-2-texto"),
            ("o-2-texto", "a\u{202e}b", "o-2-texto"),
            ("o-1-palabras", "!!!", "o-1-palabras"),
            ("saludo", "Hola {agente}", "saludo"),
            ("saludo", "Hola {precio}", "saludo"),
            ("saludo", "Hola {nombre", "saludo"),
        ] {
            let mut page = page(&LineSettings::default());
            let mut typed: Vec<(&str, &str)> = TWO.to_vec();
            match typed.iter_mut().find(|(field, _)| *field == name) {
                Some(field) => field.1 = value,
                None => typed.push((name, value)),
            }
            typed.push(("accion", "guardar"));
            page.read(&fields(&typed));
            assert_eq!(page.menu(), None, "{name}={value}");
            let banner = page.form_banner.unwrap();
            assert_eq!(banner.fields.len(), 1, "{name}={value}");
            assert_eq!(banner.fields[0].0, wrong);
        }
        let mut page = page(&LineSettings::default());
        page.read(&fields(&[("o-n", "1"), ("o-1-texto", "Soporte"), ("accion", "guardar")]));
        assert_eq!(page.menu(), None, "one option is no choice");
        page.read(&fields(&[("o-n", "99999"), ("accion", "guardar")]));
        assert_eq!(page.rows.len(), OPTIONS_MOST);
        page.read(&fields(&[("o-n", "0"), ("accion", "guardar")]));
        assert_eq!(page.menu(), Some(Menu::default()), "without options it is the usual one");
    }
}
