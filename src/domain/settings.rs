//! What a company can set for a line, as far as the rules need it.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::identity::Identity;
use super::own_words::OwnWords;

/// What a main group is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum GroupKind {
    /// Grupo de Soporte.
    Support,
    /// Grupo de Ventas.
    Sales,
    /// Grupo de Supervisor: alerts, no tickets.
    Supervisor,
}

impl GroupKind {
    /// All kinds, in the order people see them.
    pub const ALL: [Self; 3] = [Self::Support, Self::Sales, Self::Supervisor];

    /// The name in the database and in forms.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Support => "support",
            Self::Sales => "sales",
            Self::Supervisor => "supervisor",
        }
    }

    /// Reads [`Self::name`].
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name() == name)
    }
}

/// The department that a customer asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Department {
    /// Something does not work.
    Support,
    /// Somebody wants to buy.
    Sales,
}

impl Department {
    /// The kind of main group that attends it.
    #[must_use]
    pub fn kind(self) -> GroupKind {
        match self {
            Self::Support => GroupKind::Support,
            Self::Sales => GroupKind::Sales,
        }
    }

    /// The name in the database.
    #[must_use]
    pub fn name(self) -> &'static str {
        self.kind().name()
    }

    /// Reads [`Self::name`].
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        match name {
            "support" => Some(Self::Support),
            "sales" => Some(Self::Sales),
            _ => None,
        }
    }
}

/// How a customer without a ticket gets one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum IntakeMode {
    /// A greeting and «1 Soporte, 2 Ventas».
    #[default]
    Menu,
    /// Every first message opens a ticket in the default department.
    Direct,
    /// Only the API opens tickets.
    External,
}

/// The language of what people read.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize,
)]
#[serde(rename_all = "snake_case")]
pub enum Language {
    /// Spanish, as spoken in Argentina.
    #[default]
    Es,
    /// Portuguese of Brazil.
    Pt,
    /// English.
    En,
}

impl Language {
    /// All languages, in the order people see them.
    pub const ALL: [Self; 3] = [Self::Es, Self::Pt, Self::En];

    /// The name in the database, in addresses and in forms.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Es => "es",
            Self::Pt => "pt",
            Self::En => "en",
        }
    }

    /// Reads [`Self::code`].
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|language| language.code() == code)
    }
}

/// When the customer is shown that a message was read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ReadMarks {
    /// Never.
    Never,
    /// As soon as it is in the agent's personal group.
    WhenRelayed,
    /// When the agent has seen it there.
    #[default]
    WhenSeen,
}

impl ReadMarks {
    /// All of them, in the order people see them.
    pub const ALL: [Self; 3] = [Self::WhenSeen, Self::WhenRelayed, Self::Never];

    /// The name in forms.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Never => "never",
            Self::WhenRelayed => "when_relayed",
            Self::WhenSeen => "when_seen",
        }
    }
}

/// Settings of one line. Times are in milliseconds.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct LineSettings {
    /// The company, as customers know it.
    pub company: String,
    /// Country (ISO 3166) whose way of writing numbers is assumed.
    pub country: String,
    /// Language of everything written on WhatsApp.
    pub language: Language,
    /// Time zone (IANA) in which people on this line read times.
    pub time_zone: String,
    /// How tickets are opened.
    pub intake: IntakeMode,
    /// Department for whoever does not choose one.
    pub default_department: Department,
    /// A pending ticket alerts after this wait.
    pub first_limit_ms: i64,
    /// An urgent one after this.
    pub urgent_limit_ms: i64,
    /// Time between two creations of WhatsApp groups.
    pub group_spacing_ms: i64,
    /// Time between two other steps of provisioning.
    pub step_spacing_ms: i64,
    /// Messages per second that the line may send in the long run.
    pub sends_per_second: f64,
    /// Messages that it may send at once after a pause.
    pub send_burst: f64,
    /// How unevenly messages leave: each costs so much more or less of the burst than one (0 to 0.9).
    pub send_jitter: f64,
    /// What an agent writes waits this long, and is not sent if it is deleted or changed meanwhile. 0: it
    /// leaves at once.
    pub undo_window_ms: i64,
    /// A text that names another open case of the same agent is held back, and the agent asked.
    pub wrong_room_guard: bool,
    /// An agent's message gets ✅ when it has arrived and 👀 when it was read.
    pub delivery_marks: bool,
    /// When the customer sees that a message was read.
    pub read_marks: ReadMarks,
    /// «Is writing …» is shown on the other side.
    pub typing: bool,
    /// The line's own identity on WhatsApp, once known.
    pub own: Identity,
    /// What the company says in its own words; stored in tables of its own.
    #[serde(skip)]
    pub words: Arc<OwnWords>,
}

impl Default for LineSettings {
    fn default() -> Self {
        Self {
            company: String::from("Mi empresa"),
            country: String::from("AR"),
            language: Language::Es,
            time_zone: String::from("America/Argentina/Buenos_Aires"),
            intake: IntakeMode::Menu,
            default_department: Department::Support,
            first_limit_ms: 5 * 60_000,
            urgent_limit_ms: 2 * 60_000,
            group_spacing_ms: 90_000,
            step_spacing_ms: 3_000,
            sends_per_second: 5.0,
            send_burst: 20.0,
            send_jitter: 0.3,
            undo_window_ms: 0,
            wrong_room_guard: true,
            delivery_marks: false,
            read_marks: ReadMarks::WhenSeen,
            typing: false,
            own: Identity::default(),
            words: Arc::default(),
        }
    }
}
