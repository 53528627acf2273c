//! What a company can set for a line, as far as the rules need it.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::closing::Closing;
use super::identity::Identity;
use super::intake::Menu;
use super::own_words::OwnWords;
use super::rules::Rules;
use super::shifts::ShiftRules;

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

    /// The department whose tickets are announced there.
    #[must_use]
    pub fn department(self) -> Option<Department> {
        match self {
            Self::Support => Some(Department::Support),
            Self::Sales => Some(Department::Sales),
            Self::Supervisor => None,
        }
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

/// Who reads a customer's mood.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MoodReader {
    /// Nobody: it is always neutral.
    Off,
    /// Relevo's own rules.
    #[default]
    Rules,
    /// A model that understands OpenAI's protocol, and the rules until it has answered.
    Endpoint,
}

impl MoodReader {
    /// All of them, in the order people see them.
    pub const ALL: [Self; 3] = [Self::Rules, Self::Endpoint, Self::Off];

    /// The name in forms.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Off => "off",
            Self::Rules => "rules",
            Self::Endpoint => "endpoint",
        }
    }

    /// Reads [`Self::name`].
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|reader| reader.name() == name)
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
    /// What is done about hours and shifts.
    pub shifts: ShiftRules,
    /// What was said in a case is forgotten so many days after its end; 0: never.
    pub retention_days: u32,
    /// The line's own identity on WhatsApp, once known.
    pub own: Identity,
    /// What customers without a case choose from.
    pub menu: Menu,
    /// Who writes again soon after their case was closed goes on with the same agent, without the menu.
    pub reopen: bool,
    /// How soon that is. A bare «gracias» within this time opens nothing in any case.
    pub reopen_ms: i64,
    /// Messages a minute of a customer without a case; what is more is not read.
    pub messages_per_minute: u32,
    /// Agents who write to the company's number are customers like others.
    pub agents_are_customers: bool,
    /// How cases end, and what comes after.
    pub closing: Closing,
    /// What the company says in its own words; stored in tables of its own.
    #[serde(skip)]
    pub words: Arc<OwnWords>,
    /// Hours, and what is set for groups and agents; stored in a table of its own.
    #[serde(skip)]
    pub rules: Arc<Rules>,
    /// Who reads a customer's mood.
    pub mood: MoodReader,
    /// Where the model is asked: the address before `/chat/completions`.
    pub mood_url: String,
    /// Which model.
    pub mood_model: String,
    /// How long it may take (milliseconds).
    pub mood_timeout_ms: i64,
    /// The model also says in one line what a case is about.
    pub summaries: bool,
    /// A ticket that is still pending alerts again after this wait.
    pub second_limit_ms: i64,
    /// And from then on each time so much later.
    pub repeat_ms: i64,
    /// An agent whose customer waits for an answer is reminded after this wait.
    pub answer_limit_ms: i64,
    /// Supervisors are alerted of it after this.
    pub answer_alert_ms: i64,
    /// The case waits in its main group again after this; 0: never.
    pub give_back_ms: i64,
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
            shifts: ShiftRules::default(),
            retention_days: 0,
            own: Identity::default(),
            menu: Menu::default(),
            reopen: true,
            reopen_ms: 12 * 3_600_000,
            messages_per_minute: 20,
            agents_are_customers: false,
            closing: Closing::default(),
            words: Arc::default(),
            rules: Arc::default(),
            mood: MoodReader::Rules,
            mood_url: String::new(),
            mood_model: String::new(),
            mood_timeout_ms: 8_000,
            summaries: false,
            second_limit_ms: 15 * 60_000,
            repeat_ms: 30 * 60_000,
            answer_limit_ms: 10 * 60_000,
            answer_alert_ms: 20 * 60_000,
            give_back_ms: 0,
        }
    }
}
