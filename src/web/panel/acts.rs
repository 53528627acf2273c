//! What can be done with a case on its page: which forms there are, what they say they will do, and what was typed.

use super::choice::Choice;
use super::fields::Field;
use crate::domain::acts::{NOTE_MOST, REASON_MOST};
use crate::domain::ids::{AgentId, GroupId};
use crate::store::agents::AgentRow;
use crate::store::tickets::{TicketRow, TicketState};
use crate::web::words::{FluentValue, Words};

/// What somebody may do with a case.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum May {
    /// Everything.
    All,
    /// Note something, and close it: their own.
    Own,
    /// Nothing but look.
    Look,
}

impl May {
    /// Whether that includes this.
    #[must_use]
    pub fn includes(self, verb: Verb) -> bool {
        match self {
            Self::All => true,
            Self::Own => matches!(verb, Verb::Close | Verb::Note),
            Self::Look => false,
        }
    }
}

/// What can be done, as in the addresses.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs, reason = "documented as deeds of the core")]
pub enum Verb {
    Assign,
    Transfer,
    Return,
    Move,
    Escalate,
    Close,
    Note,
}

/// What a form asked for, once it is understood.
#[derive(Debug, Clone, PartialEq, Eq)]
#[allow(missing_docs, reason = "as in the forms")]
pub enum Wanted {
    Assign { agent: AgentId },
    Transfer { agent: AgentId, reason: Option<String> },
    Return { group: GroupId, reason: Option<String> },
    Move { group: GroupId, reason: Option<String> },
    Escalate { reason: Option<String> },
    Close { reason: Option<String> },
    Note { text: String },
}

/// A form that cannot be used as it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Typed {
    verb: Verb,
    target: String,
    text: String,
    /// What is wrong with the select, as a key.
    bad_target: Option<&'static str>,
    /// What is wrong with the text, as a key.
    bad_text: Option<&'static str>,
}

impl Verb {
    const ALL: [Self; 7] = [
        Self::Assign,
        Self::Transfer,
        Self::Return,
        Self::Move,
        Self::Escalate,
        Self::Close,
        Self::Note,
    ];

    /// The name in addresses.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Assign => "asignar",
            Self::Transfer => "transferir",
            Self::Return => "devolver",
            Self::Move => "mover",
            Self::Escalate => "escalar",
            Self::Close => "cerrar",
            Self::Note => "nota",
        }
    }

    /// Reads [`Self::name`].
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|verb| verb.name() == name)
    }

    /// Understands a form.
    ///
    /// # Errors
    /// What was typed, with what is wrong with it.
    pub fn read(self, target: &str, text: &str) -> Result<Wanted, Typed> {
        let text = text.trim();
        let most = if self == Self::Note { NOTE_MOST } else { REASON_MOST };
        let bad_text = if text.chars().count() > most {
            Some("field-too-long")
        } else if self == Self::Note && text.is_empty() {
            Some("field-required")
        } else {
            None
        };
        let number = target.parse::<i64>().ok();
        let bad_target = (self.has_target() && number.is_none()).then_some("field-required");
        let typed = || Typed {
            verb: self,
            target: target.chars().take(20).collect(),
            text: text.chars().take(most).collect(),
            bad_target,
            bad_text,
        };
        if bad_text.is_some() {
            return Err(typed());
        }
        let reason = (!text.is_empty()).then(|| text.to_owned());
        match (self, number) {
            (Self::Assign, Some(id)) => Ok(Wanted::Assign { agent: AgentId(id) }),
            (Self::Transfer, Some(id)) => Ok(Wanted::Transfer { agent: AgentId(id), reason }),
            (Self::Return, Some(id)) => Ok(Wanted::Return { group: GroupId(id), reason }),
            (Self::Move, Some(id)) => Ok(Wanted::Move { group: GroupId(id), reason }),
            (Self::Assign | Self::Transfer | Self::Return | Self::Move, None) => Err(typed()),
            (Self::Escalate, _) => Ok(Wanted::Escalate { reason }),
            (Self::Close, _) => Ok(Wanted::Close { reason }),
            (Self::Note, _) => Ok(Wanted::Note { text: text.to_owned() }),
        }
    }

    fn has_target(self) -> bool {
        match self {
            Self::Assign | Self::Transfer | Self::Return | Self::Move => true,
            Self::Escalate | Self::Close | Self::Note => false,
        }
    }
}

impl Typed {
    /// A form without the reason that the line asks for.
    #[must_use]
    pub fn without_reason(verb: Verb) -> Self {
        let bad_text = Some("field-required");
        Self { verb, target: String::new(), text: String::new(), bad_target: None, bad_text }
    }
}

/// A choice in a form.
#[derive(Debug, Clone, PartialEq, Eq)]
#[allow(missing_docs, reason = "as in the template")]
pub struct Select {
    pub label: String,
    pub error: Option<String>,
    pub choices: Vec<Choice>,
}

/// A form in a dialog.
#[derive(Debug, Clone, PartialEq, Eq)]
#[allow(missing_docs, reason = "as in the template")]
pub struct ActForm {
    pub id: &'static str,
    pub icon: &'static str,
    pub is_main: bool,
    pub button: String,
    pub title: String,
    pub what: String,
    pub select: Option<Select>,
    /// Nothing has to be explained to who gets a case that nobody had.
    pub reason: Option<Field>,
    /// It came back with something to mend.
    pub open: bool,
}

/// The field for a note.
#[derive(Debug, Clone, PartialEq, Eq)]
#[allow(missing_docs, reason = "as in the template")]
pub struct NoteForm {
    pub value: String,
    pub error: Option<String>,
    pub hint: String,
    pub most: usize,
}

/// All that can be done.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[allow(missing_docs, reason = "as in the template")]
pub struct Acts {
    pub forms: Vec<ActForm>,
    pub note: Option<NoteForm>,
}

impl Acts {
    /// What may be done with this case.
    #[must_use]
    pub fn new(
        case: &TicketRow,
        may: May,
        agents: &[AgentRow],
        groups: &[(GroupId, String)],
        words: Words,
        typed: Option<&Typed>,
    ) -> Self {
        let offered: &[Verb] = match case.state {
            TicketState::Pending => &[Verb::Move, Verb::Escalate, Verb::Close, Verb::Assign],
            TicketState::InProgress => &[Verb::Return, Verb::Escalate, Verb::Transfer, Verb::Close],
            TicketState::Closed => &[],
        };
        let holder = case.agent.as_ref().map(|(agent, _)| *agent);
        let choices = |verb: Verb| -> Vec<Choice> {
            let chosen =
                typed.filter(|typed| typed.verb == verb).map(|typed| typed.target.as_str());
            let choice = |id: i64, text: String, by_default: bool| {
                let value = id.to_string();
                let is_chosen = chosen.map_or(by_default, |chosen| chosen == value);
                Choice { chosen: is_chosen, value, text }
            };
            match verb {
                Verb::Assign | Verb::Transfer => {
                    let mut free: Vec<&AgentRow> =
                        agents.iter().filter(|agent| Some(agent.id) != holder).collect();
                    // Whoever has room comes first.
                    free.sort_by_key(|agent| std::cmp::Reverse(agent.free()));
                    free.iter()
                        .map(|agent| choice(agent.id.0, agent_choice(agent, words), false))
                        .collect()
                }
                Verb::Return => groups
                    .iter()
                    .map(|(id, name)| choice(id.0, name.clone(), *id == case.group))
                    .collect(),
                Verb::Move => groups
                    .iter()
                    .filter(|(id, _)| *id != case.group)
                    .map(|(id, name)| choice(id.0, name.clone(), false))
                    .collect(),
                Verb::Escalate | Verb::Close | Verb::Note => Vec::new(),
            }
        };
        let forms = offered
            .iter()
            .filter(|verb| may.includes(**verb))
            .map(|verb| (*verb, choices(*verb)))
            .filter(|(verb, choices)| !verb.has_target() || !choices.is_empty())
            .map(|(verb, choices)| form(verb, case, choices, words, typed))
            .collect();
        let note = may.includes(Verb::Note).then(|| note(case, words, typed));
        Self { forms, note }
    }
}

fn form(
    verb: Verb,
    case: &TicketRow,
    choices: Vec<Choice>,
    words: Words,
    typed: Option<&Typed>,
) -> ActForm {
    let (key, icon) = match verb {
        Verb::Assign => ("assign", "hand"),
        Verb::Transfer => ("transfer", "hand"),
        Verb::Return => ("return", "reply"),
        Verb::Move => ("move", "reply"),
        Verb::Escalate => ("escalate", "warn"),
        Verb::Close | Verb::Note => ("close", "tick"),
    };
    let agent = case.agent.as_ref().map(|(_, name)| name.clone()).unwrap_or_default();
    let text = |part: &str| {
        words.with(
            &format!("act-{key}{part}"),
            &[
                ("no", FluentValue::from(case.no.to_string())),
                ("agent", FluentValue::from(agent.clone())),
                ("group", FluentValue::from(case.group_name.clone())),
                ("taken", FluentValue::from(if agent.is_empty() { "no" } else { "yes" })),
            ],
        )
    };
    let typed = typed.filter(|typed| typed.verb == verb);
    let problem = |key: &'static str| words.t(key);
    let label = match verb {
        Verb::Assign | Verb::Transfer => words.t("act-to-agent"),
        Verb::Return | Verb::Move | Verb::Escalate | Verb::Close | Verb::Note => {
            words.t("act-to-group")
        }
    };
    let reason = || {
        let mut reason = Field::text(reason_id(verb), "texto", words.t("act-reason"))
            .hint(text("-reason"))
            .value(typed.map(|typed| typed.text.clone()).unwrap_or_default());
        reason.most = u16::try_from(REASON_MOST).unwrap_or(u16::MAX);
        reason.error = typed.and_then(|typed| typed.bad_text).map(problem);
        reason
    };
    ActForm {
        id: verb.name(),
        icon,
        is_main: matches!(verb, Verb::Close if !agent.is_empty()) || verb == Verb::Assign,
        button: text(""),
        title: text("-title"),
        what: text("-what"),
        select: verb.has_target().then(|| Select {
            label,
            error: typed.and_then(|typed| typed.bad_target).map(problem),
            choices,
        }),
        reason: (verb != Verb::Assign).then(reason),
        open: typed.is_some(),
    }
}

fn reason_id(verb: Verb) -> &'static str {
    match verb {
        Verb::Transfer => "motivo-transferir",
        Verb::Return => "motivo-devolver",
        Verb::Move => "motivo-mover",
        Verb::Escalate => "motivo-escalar",
        Verb::Close | Verb::Assign | Verb::Note => "motivo-cerrar",
    }
}

fn note(case: &TicketRow, words: Words, typed: Option<&Typed>) -> NoteForm {
    let typed = typed.filter(|typed| typed.verb == Verb::Note);
    NoteForm {
        value: typed.map(|typed| typed.text.clone()).unwrap_or_default(),
        error: typed.and_then(|typed| typed.bad_text).map(|key| words.t(key)),
        hint: match &case.agent {
            Some((_, agent)) if case.state == TicketState::InProgress => {
                words.name("act-note-hint", agent)
            }
            Some(_) | None => words.t("act-note-hint-pending"),
        },
        most: NOTE_MOST,
    }
}

/// «Juan Pérez, 2 grupos libres», or why not.
pub(super) fn agent_choice(agent: &AgentRow, words: Words) -> String {
    let state = if !agent.active {
        words.t("agent-inactive")
    } else if agent.registration.is_none() {
        words.t("registration-missing")
    } else if agent.free() == 0 {
        words.t("slots-full")
    } else {
        words.count("slots-free", agent.free())
    };
    format!("{}, {state}", agent.name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_form_is_understood_or_says_what_is_missing() {
        let reason = || Some(String::from("zona norte"));
        let agent = AgentId(7);
        let read = Verb::Transfer.read("7", " zona norte ");
        assert_eq!(read, Ok(Wanted::Transfer { agent, reason: reason() }));
        assert_eq!(Verb::Close.read("", "zona norte"), Ok(Wanted::Close { reason: reason() }));
        assert_eq!(Verb::Escalate.read("x", "  "), Ok(Wanted::Escalate { reason: None }));
        for (verb, target, text) in [
            (Verb::Assign, "", ""),
            (Verb::Move, "9999999999999999999999", ""),
            (Verb::Note, "", "   "),
        ] {
            assert!(verb.read(target, text).is_err(), "{verb:?}");
        }
        let long = "ñ".repeat(NOTE_MOST + 1);
        assert_eq!(Verb::Note.read("", &long).unwrap_err().bad_text, Some("field-too-long"));
        assert_eq!(Verb::from_name("borrar"), None);
    }

    #[test]
    fn an_operator_only_notes_and_closes() {
        let may = |verb| May::Own.includes(verb);
        assert!(may(Verb::Note) && may(Verb::Close));
        for verb in [Verb::Assign, Verb::Transfer, Verb::Return, Verb::Move, Verb::Escalate] {
            assert!(!may(verb));
        }
    }
}
