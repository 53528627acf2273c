//! Which cases the list is asked for: all of it is in the address, so that it can be kept and sent.

use jiff::civil::Date;

use super::phones::percent;
use super::tickets::Spot;
use crate::domain::settings::Department;
use crate::domain::ticket::Sentiment;
use crate::store::tickets::TicketState;

/// Which cases are asked for.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[allow(missing_docs, reason = "as in the form")]
pub struct Wanted {
    pub view: View,
    pub state: Shown,
    pub query: String,
    pub group: Option<i64>,
    pub agent: Option<i64>,
    pub department: Option<Department>,
    pub sentiment: Option<Sentiment>,
    /// 1 to 5.
    pub rating: Option<u8>,
    pub late: bool,
    pub from: Option<Date>,
    pub until: Option<Date>,
    /// The page behind this case.
    pub forward: Option<Spot>,
    /// The page before this one.
    pub back: Option<Spot>,
}

impl Wanted {
    /// Whether a filter leaves something out; the state is none.
    #[must_use]
    pub fn is_filtered(&self) -> bool {
        *self != self.unfiltered()
    }

    /// The same page without filters, from its beginning.
    #[must_use]
    pub fn unfiltered(&self) -> Self {
        Self {
            view: self.view,
            state: self.state,
            forward: self.forward,
            back: self.back,
            ..Self::default()
        }
    }

    /// Whether one of the filters that fold is set.
    #[must_use]
    pub fn has_more(&self) -> bool {
        self.group.is_some()
            || self.sentiment.is_some()
            || self.rating.is_some()
            || self.late
            || self.from.is_some()
            || self.until.is_some()
    }

    /// The address of it, without a page.
    #[must_use]
    pub fn address(&self, line: i64) -> String {
        let number = |value: Option<i64>| value.map(|value| value.to_string());
        let all = [
            ("vista", Some(self.view.name().to_owned()).filter(|_| self.view != View::List)),
            ("q", Some(percent(&self.query)).filter(|query| !query.is_empty())),
            ("grupo", number(self.group)),
            ("agente", number(self.agent)),
            ("departamento", self.department.map(|department| department.name().to_owned())),
            ("animo", self.sentiment.map(|sentiment| sentiment.name().to_owned())),
            ("calificacion", self.rating.map(|rating| rating.to_string())),
            ("tarde", self.late.then(|| String::from("1"))),
            ("desde", self.from.map(|date| date.to_string())),
            ("hasta", self.until.map(|date| date.to_string())),
        ];
        let mut address = format!("/tickets?estado={}&linea={line}", self.state.name());
        for (name, value) in all {
            if let Some(value) = value {
                address.push_str(&format!("&{name}={value}"));
            }
        }
        address
    }
}

/// How cases are laid out.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
#[allow(missing_docs, reason = "as on the page")]
pub enum View {
    #[default]
    List,
    Columns,
}

impl View {
    /// As in the address.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::List => "lista",
            Self::Columns => "columnas",
        }
    }

    /// Reads [`Self::name`]; anything else is the list.
    #[must_use]
    pub fn from_name(name: &str) -> Self {
        if name == "columnas" { Self::Columns } else { Self::List }
    }
}

/// The tabs.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
#[allow(missing_docs, reason = "as on the page")]
pub enum Shown {
    #[default]
    Open,
    Pending,
    InProgress,
    Closed,
    All,
}

impl Shown {
    /// All of them with their names in addresses.
    pub const TABS: [(Self, &'static str); 5] = [
        (Self::Open, "abiertos"),
        (Self::Pending, "pendientes"),
        (Self::InProgress, "progreso"),
        (Self::Closed, "cerrados"),
        (Self::All, "todos"),
    ];

    /// As in the address.
    #[must_use]
    pub fn name(self) -> &'static str {
        Self::TABS.iter().find(|(tab, _)| *tab == self).map_or("abiertos", |(_, name)| name)
    }

    /// Reads [`Self::name`]; anything else is «abiertos».
    #[must_use]
    pub fn from_name(name: &str) -> Self {
        Self::TABS.iter().find(|(_, tab)| *tab == name).map_or(Self::Open, |(tab, _)| *tab)
    }

    /// The one state behind a tab, where it is one.
    #[must_use]
    pub fn state(self) -> Option<TicketState> {
        match self {
            Self::Pending => Some(TicketState::Pending),
            Self::InProgress => Some(TicketState::InProgress),
            Self::Closed => Some(TicketState::Closed),
            Self::Open | Self::All => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_tab_is_known_by_its_address() {
        for (shown, name) in Shown::TABS {
            assert_eq!((Shown::from_name(name), shown.name()), (shown, name));
        }
        assert_eq!(Shown::from_name("<script>"), Shown::Open);
    }

    #[test]
    fn the_address_keeps_what_is_asked_and_no_more() {
        let plain = Wanted::default();
        assert_eq!(plain.address(1), "/tickets?estado=abiertos&linea=1");
        assert!(!plain.is_filtered());
        let wanted = Wanted {
            view: View::Columns,
            query: String::from("a&b ñ"),
            group: Some(2),
            late: true,
            rating: Some(2),
            from: "2026-11-23".parse().ok(),
            sentiment: Some(Sentiment::Angry),
            ..Wanted::default()
        };
        assert!(wanted.is_filtered() && wanted.has_more());
        assert_eq!(
            wanted.address(1),
            "/tickets?estado=abiertos&linea=1&vista=columnas&q=a%26b%20%C3%B1&grupo=2&animo=angry&calificacion=2&tarde=1&desde=2026-11-23"
        );
    }
}
