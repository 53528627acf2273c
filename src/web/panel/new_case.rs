//! `/tickets/nuevo`: a case that somebody opens for a customer who has not written, or has said it elsewhere.

use askama::Template;

use super::choice::{Choice, departments};
use super::fields::{Field, summary, unusable};
use super::shell::Shell;
use super::tickets::Tab;
use crate::domain::acts::NOTE_MOST;
use crate::domain::ids::TicketNo;
use crate::domain::intake::menu::SPECIALITY_MOST;
use crate::domain::phone::Phone;
use crate::domain::refusal::Refusal;
use crate::domain::settings::{Department, LineSettings};
use crate::text::{self, refusals};
use crate::web::flash::Banner;
use crate::web::form::Fields;
use crate::web::when::When;

const NAME_MOST: usize = 80;

/// What the form asks for: all of it can be used.
#[derive(Debug, Clone, PartialEq, Eq)]
#[allow(missing_docs, reason = "as in the form")]
pub struct NewCase {
    pub phone: Phone,
    pub name: String,
    pub department: Department,
    pub speciality: Option<String>,
    pub text: String,
    pub tell: bool,
}

/// The page.
#[derive(Debug, Template)]
#[template(path = "panel/new_case.html")]
#[allow(missing_docs, reason = "named as on the page")]
pub struct NewCasePage {
    pub shell: Shell,
    pub line: i64,
    pub lines: Vec<Tab>,
    pub number: Field,
    pub name: Field,
    pub speciality: Field,
    pub text: Field,
    pub departments: Vec<Choice>,
    pub specialities: Vec<String>,
    pub tell: bool,
    pub form_banner: Option<Banner>,
    pub existing: Option<(String, String)>,
    country: String,
}

impl NewCasePage {
    /// An empty form.
    #[must_use]
    pub fn new(
        mut shell: Shell,
        line: i64,
        lines: Vec<Tab>,
        settings: &LineSettings,
        specialities: Vec<String>,
    ) -> Self {
        let words = shell.words;
        shell.title = words.t("new-case-title");
        let field = |name: &'static str, key: &str, most| {
            let field = Field::text(name, name, words.t(key)).hint(words.t(&format!("{key}-how")));
            Field { most, ..field }
        };
        Self {
            shell,
            line,
            lines,
            number: field("telefono", "new-case-number", 40).kind("tel"),
            name: field("nombre", "new-case-name", 80),
            speciality: field("especialidad", "new-case-speciality", 60),
            text: field("texto", "new-case-text", 2_000),
            departments: departments(settings.default_department, words),
            specialities,
            tell: true,
            form_banner: None,
            existing: None,
            country: settings.country.clone(),
        }
    }

    /// Takes what was typed; nothing if any of it cannot be used.
    pub fn read(&mut self, fields: &Fields, when: &When) -> Option<NewCase> {
        let words = self.shell.words;
        for field in [&mut self.number, &mut self.name, &mut self.speciality, &mut self.text] {
            let most = usize::from(field.most) + 1;
            field.value = fields.get(field.name).replace("\r\n", "\n").chars().take(most).collect();
        }
        let department = Department::from_name(fields.get("sector")).unwrap_or(Department::Support);
        self.departments = departments(department, words);
        self.tell = fields.has("avisar");
        let phone = Phone::parse(&self.number.value, &self.country);
        self.number.error = phone.as_ref().err().map(|error| refusals::phone(error, when.tone()));
        self.name.error = unusable(&self.name.value, NAME_MOST, &['\n', '\t'], words);
        self.speciality.error =
            unusable(&self.speciality.value, SPECIALITY_MOST, &['\n', '\t'], words);
        self.text.error = unusable(&self.text.value, NOTE_MOST, &['\n', '\t'], words);
        self.sum_up();
        if self.form_banner.is_some() {
            return None;
        }
        let speciality = Some(self.speciality.value.clone()).filter(|wanted| !wanted.is_empty());
        let (name, text, tell) = (self.name.value.clone(), self.text.value.clone(), self.tell);
        Some(NewCase { phone: phone.ok()?, name, department, speciality, text, tell })
    }

    /// Says why the line turned it down.
    pub fn refused(&mut self, refusal: &Refusal, when: &When) {
        let said = text::refusal(refusal, when.tone());
        if let Refusal::HasTicket { ticket } = refusal {
            self.existing = Some(self.link(*ticket));
            self.number.error = Some(said);
        } else if let Refusal::Field { field, problem } = refusal
            && field == "telefono"
        {
            self.number.error = Some(refusals::problem(problem, when.tone()));
        } else if let Refusal::Field { problem, .. } = refusal {
            self.form_banner = Some(Banner::bad(refusals::problem(problem, when.tone())));
            return;
        } else {
            self.form_banner = Some(Banner::bad(said));
            return;
        }
        self.sum_up();
    }

    /// That number is not on WhatsApp.
    pub fn not_on_whatsapp(&mut self) {
        self.number.error = Some(self.shell.t("new-case-not-on-whatsapp"));
        self.sum_up();
    }

    /// The line cannot do it now.
    pub fn unavailable(&mut self) {
        self.form_banner = Some(Banner::bad(self.shell.t("new-case-later")));
    }

    fn link(&self, ticket: TicketNo) -> (String, String) {
        let words = self.shell.words.name("new-case-existing", &ticket.to_string());
        (format!("/tickets/{ticket}?linea={}", self.line), words)
    }

    fn sum_up(&mut self) {
        let fields = [&self.number, &self.name, &self.speciality, &self.text];
        self.form_banner = summary(&fields, self.shell.words);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::ids::{LineId, Timestamp};
    use crate::domain::inbound::Connection;
    use crate::engine::{GatewayKind, LineInfo};
    use crate::gateway::Capabilities;
    use crate::web::panel::shell::Section;

    #[test]
    fn what_can_be_used_is_taken_and_the_rest_is_told() {
        let settings = LineSettings::default();
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
        let page = || {
            let shell = Shell::bare(Section::Tickets, &line, Timestamp(0));
            NewCasePage::new(shell, 1, Vec::new(), &settings, vec!["Redes".into()])
        };
        let typed = |number: &str, name: &str, text: &str| -> Fields {
            let pairs =
                [("telefono", number), ("nombre", name), ("texto", text), ("sector", "sales")];
            pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
        };
        let when = page().shell.when(&line);
        let read = page().read(&typed("381 555-1234", " Marta ", "Pide plan"), &when).unwrap();
        assert_eq!((read.phone.digits(), read.name.as_str()), ("5493815551234", "Marta"));
        assert_eq!((read.department, read.tell), (Department::Sales, false));
        for (number, name, text) in [
            ("", "Marta", ""),
            ("381", "Marta", ""),
            ("381 555-1234", "Ma\u{202e}rta", ""),
            ("381 555-1234", "", &"x".repeat(2_001)),
        ] {
            let mut page = page();
            assert_eq!(page.read(&typed(number, name, text), &when), None, "{number} {name}");
            assert_eq!(page.form_banner.clone().unwrap().fields.len(), 1);
            assert!(page.render().unwrap().contains("aria-invalid"));
        }
        let mut page = page();
        page.refused(&Refusal::HasTicket { ticket: TicketNo(12) }, &when);
        assert!(page.render().unwrap().contains("/tickets/12?linea=1"));
    }
}
