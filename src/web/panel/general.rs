//! `/ajustes/general`: the company, its language and place, and how cases are opened, for one line.

use askama::Template;
use jiff::tz::TimeZone;

use super::choice::{Choice, departments};
use super::fields::{Field, summary};
use super::shell::Shell;
use super::tickets::Tab;
use super::users::languages;
use crate::domain::settings::{Department, IntakeMode, Language, LineSettings};
use crate::web::flash::Banner;
use crate::web::form::Fields;
use crate::web::words::Words;

const COMPANY_MOST: usize = 80;

/// Countries that are offered, each in its own words; any other can be typed.
const COUNTRIES: [(&str, &str); 22] = [
    ("AR", "Argentina"),
    ("BO", "Bolivia"),
    ("BR", "Brasil"),
    ("CL", "Chile"),
    ("CO", "Colombia"),
    ("CR", "Costa Rica"),
    ("CU", "Cuba"),
    ("DO", "República Dominicana"),
    ("EC", "Ecuador"),
    ("ES", "España"),
    ("GT", "Guatemala"),
    ("HN", "Honduras"),
    ("MX", "México"),
    ("NI", "Nicaragua"),
    ("PA", "Panamá"),
    ("PE", "Perú"),
    ("PT", "Portugal"),
    ("PY", "Paraguay"),
    ("SV", "El Salvador"),
    ("US", "United States"),
    ("UY", "Uruguay"),
    ("VE", "Venezuela"),
];

/// What a form asks for: all of it can be used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct General {
    company: String,
    country: String,
    time_zone: String,
    language: Language,
    intake: IntakeMode,
    department: Department,
}

impl General {
    /// Puts it among a line's settings.
    pub fn apply(&self, settings: &mut LineSettings) {
        settings.company.clone_from(&self.company);
        settings.country.clone_from(&self.country);
        settings.time_zone.clone_from(&self.time_zone);
        settings.language = self.language;
        settings.intake = self.intake;
        settings.default_department = self.department;
    }
}

/// The page.
#[derive(Debug, Template)]
#[template(path = "panel/general.html")]
#[allow(missing_docs, reason = "named as on the page")]
pub struct GeneralPage {
    pub shell: Shell,
    pub line: i64,
    pub lines: Vec<Tab>,
    pub company: Field,
    pub country: Field,
    pub zone: Field,
    pub languages: Vec<Choice>,
    pub intakes: Vec<Choice>,
    pub departments: Vec<Choice>,
    pub countries: Vec<(&'static str, &'static str)>,
    pub zones: Vec<String>,
    pub form_banner: Option<Banner>,
}

impl GeneralPage {
    /// A line's settings as they are.
    #[must_use]
    pub fn new(shell: Shell, line: i64, settings: &LineSettings, lines: Vec<Tab>) -> Self {
        let words = shell.words;
        let field = |name: &'static str, key: &str, value: &str| {
            Field::text(name, name, words.t(key)).hint(words.t(&format!("{key}-how"))).value(value)
        };
        Self {
            line,
            lines,
            company: Field { most: 80, ..field("empresa", "general-company", &settings.company) },
            country: Field { most: 2, ..field("pais", "general-country", &settings.country) },
            zone: Field { most: 64, ..field("zona", "general-zone", &settings.time_zone) },
            languages: languages(settings.language),
            intakes: intakes(settings.intake, words),
            departments: departments(settings.default_department, words),
            countries: COUNTRIES.to_vec(),
            zones: zones(),
            form_banner: None,
            shell,
        }
    }

    /// Takes what was typed; nothing if any of it cannot be used: the page then says what.
    pub fn read(&mut self, fields: &Fields) -> Option<General> {
        let words = self.shell.words;
        for field in [&mut self.company, &mut self.country, &mut self.zone] {
            field.value = fields.get(field.name).chars().take(100).collect();
        }
        let company = &self.company.value;
        self.company.error = if company.is_empty() {
            Some(words.t("general-company-missing"))
        } else if company.chars().count() > COMPANY_MOST || company.chars().any(char::is_control) {
            Some(words.t("general-company-odd"))
        } else {
            None
        };
        let country = self.country.value.to_uppercase();
        let known = country.len() == 2 && country.parse::<phonenumber::country::Id>().is_ok();
        self.country.error = (!known).then(|| words.t("general-country-odd"));
        let zone = zone(&self.zone.value);
        self.zone.error = zone.is_none().then(|| words.t("general-zone-odd"));
        let language = Language::from_code(fields.get("idioma")).unwrap_or_default();
        let intake = intake(fields.get("ingreso")).unwrap_or_default();
        let department = Department::from_name(fields.get("sector")).unwrap_or(Department::Support);
        self.languages = languages(language);
        self.intakes = intakes(intake, words);
        self.departments = departments(department, words);
        self.form_banner = summary(&[&self.company, &self.country, &self.zone], words);
        if self.form_banner.is_some() {
            return None;
        }
        let company = self.company.value.clone();
        Some(General { company, country, time_zone: zone?, language, intake, department })
    }
}

/// The time zones that are offered.
#[must_use]
pub fn zones() -> Vec<String> {
    let names = jiff::tz::db().available().map(|name| name.to_string());
    names.filter(|name| is_place(name)).collect()
}

/// A time zone as it is called, however it was typed.
pub(super) fn zone(typed: &str) -> Option<String> {
    let typed = typed.trim().replace(' ', "_");
    let found =
        jiff::tz::db().available().find(|name| name.as_str().eq_ignore_ascii_case(&typed))?;
    let name = found.to_string();
    TimeZone::get(&name).ok().map(|_| name)
}

/// Leaves out what is not a place where people live.
fn is_place(name: &str) -> bool {
    name == "UTC" || (name.contains('/') && !name.starts_with("Etc/") && !name.starts_with("posix"))
}

fn intake(name: &str) -> Option<IntakeMode> {
    match name {
        "menu" => Some(IntakeMode::Menu),
        "directo" => Some(IntakeMode::Direct),
        "externo" => Some(IntakeMode::External),
        _ => None,
    }
}

fn intakes(chosen: IntakeMode, words: Words) -> Vec<Choice> {
    let choice = |mode: IntakeMode| {
        let (value, key) = match mode {
            IntakeMode::Menu => ("menu", "general-intake-menu"),
            IntakeMode::Direct => ("directo", "general-intake-direct"),
            IntakeMode::External => ("externo", "general-intake-external"),
        };
        Choice { value: value.to_owned(), text: words.t(key), chosen: mode == chosen }
    };
    [IntakeMode::Menu, IntakeMode::Direct, IntakeMode::External].map(choice).to_vec()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::ids::{LineId, Timestamp};
    use crate::domain::inbound::Connection;
    use crate::engine::{GatewayKind, LineInfo};
    use crate::gateway::Capabilities;
    use crate::web::panel::shell::Section;

    fn page() -> GeneralPage {
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
        let shell = Shell::bare(Section::General, &line, Timestamp(0));
        GeneralPage::new(shell, 1, &settings, Vec::new())
    }

    fn typed(company: &str, country: &str, zone: &str) -> Fields {
        let pairs = [
            ("empresa", company),
            ("pais", country),
            ("zona", zone),
            ("idioma", "pt"),
            ("ingreso", "directo"),
            ("sector", "sales"),
        ];
        pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
    }

    #[test]
    fn what_can_be_used_is_taken_and_the_rest_is_told() {
        let mut settings = LineSettings::default();
        let general = page().read(&typed("Fibra", "uy", "america/montevideo")).unwrap();
        general.apply(&mut settings);
        assert_eq!((settings.company.as_str(), settings.country.as_str()), ("Fibra", "UY"));
        assert_eq!(settings.time_zone, "America/Montevideo");
        assert_eq!((settings.language, settings.intake), (Language::Pt, IntakeMode::Direct));
        assert_eq!(settings.default_department, Department::Sales);
        for (company, country, zone) in [
            ("", "AR", "UTC"),
            (&"x".repeat(81), "AR", "UTC"),
            ("Fibra", "XX", "UTC"),
            ("Fibra", "", "UTC"),
            ("Fibra", "AR", "Luna/Mar_de_la_Tranquilidad"),
            ("Fibra", "AR", "../../etc/passwd"),
            ("Fibra", "AR", ""),
        ] {
            let mut page = page();
            assert_eq!(
                page.read(&typed(company, country, zone)),
                None,
                "{company} {country} {zone}"
            );
            assert_eq!(page.form_banner.unwrap().fields.len(), 1);
        }
    }

    #[test]
    fn the_zones_that_are_offered_are_those_of_places() {
        let zones = page().zones;
        assert!(zones.iter().any(|zone| zone == "America/Argentina/Tucuman"));
        assert!(zones.len() > 300 && zones.len() < 700, "{}", zones.len());
    }
}
