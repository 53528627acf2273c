//! Which cases the statistics are asked for: all of it is in the address, so that it can be kept and sent.

use jiff::ToSpan as _;
use jiff::civil::{Date, date};
use jiff::tz::TimeZone;

use crate::domain::settings::Department;
use crate::web::form::Fields;
use crate::web::panel::phones::percent;
use crate::web::session::Whose;

/// Nobody had cases before.
const FIRST_DAY: Date = date(2009, 1, 1);
/// No zone's name is longer.
const ZONE_MOST: usize = 64;

/// A period that has a name.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
#[allow(missing_docs, reason = "as on the page")]
pub enum Preset {
    Today,
    Yesterday,
    #[default]
    Week,
    Days30,
    ThisMonth,
    LastMonth,
    All,
}

impl Preset {
    /// All of them, in order.
    pub const ALL: [Self; 7] = [
        Self::Today,
        Self::Yesterday,
        Self::Week,
        Self::Days30,
        Self::ThisMonth,
        Self::LastMonth,
        Self::All,
    ];

    /// As in the address.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Today => "hoy",
            Self::Yesterday => "ayer",
            Self::Week => "7-dias",
            Self::Days30 => "30-dias",
            Self::ThisMonth => "mes",
            Self::LastMonth => "mes-pasado",
            Self::All => "todo",
        }
    }

    /// Reads [`Self::name`].
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|preset| preset.name() == name)
    }

    /// Its first and last day; `first` is the first day with a case.
    fn days(self, today: Date, first: Date) -> (Date, Date) {
        let back = |days: i32| today.checked_sub(days.days()).unwrap_or(today);
        let month = today.first_of_month();
        match self {
            Self::Today => (today, today),
            Self::Yesterday => (back(1), back(1)),
            Self::Week => (back(6), today),
            Self::Days30 => (back(29), today),
            Self::ThisMonth => (month, today),
            Self::LastMonth => {
                let last = month.yesterday().unwrap_or(month);
                (last.first_of_month(), last)
            }
            Self::All => (first, today),
        }
    }
}

/// What is asked for.
#[derive(Debug, Clone)]
#[allow(missing_docs, reason = "as in the form")]
pub struct Asked {
    /// None where days were named.
    pub preset: Option<Preset>,
    pub from: Option<Date>,
    pub until: Option<Date>,
    /// Whose days they are.
    pub zone: TimeZone,
    /// Another one than the line's.
    pub chosen_zone: Option<String>,
    /// What was typed and is no zone.
    pub wrong_zone: Option<String>,
    pub department: Option<Department>,
    pub group: Option<i64>,
    pub agent: Option<i64>,
}

impl Asked {
    /// What an address asks for. What cannot be read is as if it were not there.
    #[must_use]
    pub fn read(query: &Fields, line_zone: &str, whose: Whose) -> Self {
        let own = TimeZone::get(line_zone).unwrap_or(TimeZone::UTC);
        let typed = query.get("zona");
        let known = zone(typed);
        let is_wrong = !typed.is_empty() && known.is_none();
        let wrong_zone = is_wrong.then(|| typed.chars().take(ZONE_MOST).collect());
        let (from, until) = (query.get("desde").parse().ok(), query.get("hasta").parse().ok());
        let named = Preset::from_name(query.get("periodo"));
        let preset = match (named, from.is_some() || until.is_some()) {
            (None, true) => None,
            (named, _) => Some(named.unwrap_or_default()),
        };
        let zone = known.unwrap_or_else(|| own.clone());
        Self {
            preset,
            from: from.filter(|_| preset.is_none()),
            until: until.filter(|_| preset.is_none()),
            chosen_zone: zone
                .iana_name()
                .filter(|name| own.iana_name() != Some(*name))
                .map(str::to_owned),
            zone,
            wrong_zone,
            department: Department::from_name(query.get("departamento")),
            group: query.number("grupo"),
            // Whoever sees one agent's cases does not choose.
            agent: query.number("agente").filter(|_| whose == Whose::All),
        }
    }

    /// The first and the last day, in order and not after today; `first` is the first day with a case.
    #[must_use]
    pub fn days(&self, today: Date, first: Date) -> (Date, Date) {
        let (from, until) = match self.preset {
            Some(preset) => preset.days(today, first),
            None => (self.from.unwrap_or(first), self.until.unwrap_or(today)),
        };
        let (from, until) = (from.min(until), from.max(until));
        let until = until.clamp(FIRST_DAY, today.max(FIRST_DAY));
        (from.clamp(FIRST_DAY, until), until)
    }

    /// Whether a filter leaves cases out.
    #[must_use]
    pub fn is_narrow(&self) -> bool {
        self.department.is_some() || self.group.is_some() || self.agent.is_some()
    }

    /// The same of another period.
    #[must_use]
    pub fn of(&self, preset: Preset) -> Self {
        Self { preset: Some(preset), from: None, until: None, ..self.clone() }
    }

    /// The same without filters.
    #[must_use]
    pub fn unfiltered(&self) -> Self {
        Self { department: None, group: None, agent: None, ..self.clone() }
    }

    /// The address of it below this path.
    #[must_use]
    pub fn address(&self, path: &str, line: i64) -> String {
        let number = |value: Option<i64>| value.map(|value| value.to_string());
        let preset = self.preset.map(|preset| preset.name().to_owned());
        let all = [
            ("periodo", preset),
            ("desde", self.from.map(|date| date.to_string())),
            ("hasta", self.until.map(|date| date.to_string())),
            ("departamento", self.department.map(|department| department.name().to_owned())),
            ("grupo", number(self.group)),
            ("agente", number(self.agent)),
            ("zona", self.chosen_zone.as_deref().map(percent)),
        ];
        let mut address = format!("{path}?linea={line}");
        for (name, value) in all {
            if let Some(value) = value {
                address.push_str(&format!("&{name}={value}"));
            }
        }
        address
    }
}

/// The zone of this name, spelt as it is.
fn zone(name: &str) -> Option<TimeZone> {
    let is_name = |c: char| c.is_ascii_alphanumeric() || "/_+-".contains(c);
    let is_harmless = !name.is_empty() && name.len() <= ZONE_MOST && name.chars().all(is_name);
    TimeZone::get(name).ok().filter(|_| is_harmless)
}

/// How many days, both included.
#[must_use]
pub fn length(from: Date, until: Date) -> i32 {
    until.since(from).map_or(1, |span| span.get_days() + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked(pairs: &[(&str, &str)]) -> Asked {
        let query: Fields =
            pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
        Asked::read(&query, "America/Argentina/Buenos_Aires", Whose::All)
    }

    fn days(pairs: &[(&str, &str)]) -> String {
        let (from, until) = asked(pairs).days(date(2026, 11, 23), date(2025, 2, 3));
        format!("{from} {until}")
    }

    #[test]
    fn periods_are_days_of_the_calendar() {
        for (name, expected) in [
            ("hoy", "2026-11-23 2026-11-23"),
            ("ayer", "2026-11-22 2026-11-22"),
            ("7-dias", "2026-11-17 2026-11-23"),
            ("30-dias", "2026-10-25 2026-11-23"),
            ("mes", "2026-11-01 2026-11-23"),
            ("mes-pasado", "2026-10-01 2026-10-31"),
            ("todo", "2025-02-03 2026-11-23"),
            ("siglo", "2026-11-17 2026-11-23"),
        ] {
            assert_eq!(days(&[("periodo", name)]), expected, "{name}");
            assert!(Preset::from_name(name).is_none_or(|preset| preset.name() == name));
        }
        assert_eq!(days(&[("desde", "2026-03-01")]), "2026-03-01 2026-11-23");
        assert_eq!(days(&[("hasta", "2026-03-01")]), "2025-02-03 2026-03-01");
    }

    #[test]
    fn days_that_make_no_sense_become_some_that_do() {
        let between = |from, until| days(&[("desde", from), ("hasta", until)]);
        assert_eq!(between("2026-05-09", "2026-05-02"), "2026-05-02 2026-05-09");
        assert_eq!(between("-009999-01-01", "9999-12-31"), "2009-01-01 2026-11-23");
        assert_eq!(between("2999-01-01", "2999-02-01"), "2026-11-23 2026-11-23");
        assert_eq!(between("-000200-01-01", "-000100-01-01"), "2009-01-01 2009-01-01");
        assert_eq!(between("ayer", "<b>"), "2026-11-17 2026-11-23");
    }

    #[test]
    fn the_address_keeps_what_was_asked_and_a_zone_that_is_none_is_told() {
        let pairs = [("desde", "2026-03-01"), ("zona", "europe/madrid"), ("agente", "3")];
        let all = asked(&pairs);
        let address = "/estadisticas?linea=2&desde=2026-03-01&agente=3&zona=Europe%2FMadrid";
        assert_eq!(all.address("/estadisticas", 2), address);
        assert!(all.is_narrow() && !all.unfiltered().is_narrow());
        for wrong in ["../../etc/passwd", "Marte/Olimpo", "a b", "America/../UTC"] {
            let asked = asked(&[("zona", wrong)]);
            assert_eq!(asked.wrong_zone.as_deref(), Some(wrong));
            assert_eq!(asked.zone.iana_name(), Some("America/Argentina/Buenos_Aires"));
        }
        assert_eq!(asked(&[("zona", "America/Argentina/Buenos_Aires")]).chosen_zone, None);
    }
}
