//! Commands that agents write, and what must never be relayed by accident.

use serde::{Deserialize, Serialize};

use super::ids::TicketNo;

/// The commands there are, each by all its names. The first is the one that Relevo teaches; help pages list them
/// from here.
pub const COMMANDS: [&[&str]; 14] = [
    INFO,
    TO_CUSTOMER,
    CANNED,
    NOTE,
    TRANSFER,
    RETURN,
    ESCALATE,
    CLOSE,
    BLOCK,
    STATUS,
    AGENTS,
    ASSIGN,
    UNBLOCK,
    HELP,
];
const INFO: &[&str] = &["info", "informacion", "información", "informação", "informacao"];
const TO_CUSTOMER: &[&str] = &["cliente", "client", "customer"];
const CLOSE: &[&str] = &["fin", "cerrar", "close", "end", "encerrar", "fechar", "fim"];
const CANNED: &[&str] = &["r", "respuesta", "resposta", "reply"];
const HELP: &[&str] = &["ayuda", "help", "ajuda"];
const ASSIGN: &[&str] = &["asignar", "assign", "atribuir", "asigna", "asigná"];
const BLOCK: &[&str] = &["bloquear", "block"];
const UNBLOCK: &[&str] = &["desbloquear", "unblock"];
const NOTE: &[&str] = &["nota", "note", "anotar", "anotacion", "anotación", "anotacao", "anotação"];
const TRANSFER: &[&str] = &["transferir", "transfer", "pasar", "passar", "derivar"];
const RETURN: &[&str] = &["devolver", "return", "release", "soltar"];
const ESCALATE: &[&str] = &["escalar", "escalate", "supervisor"];
const STATUS: &[&str] = &["estado", "status", "situacion", "situación", "situacao", "situação"];
const AGENTS: &[&str] = &["agentes", "agents", "equipo", "equipe", "team"];

/// Where commands are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Where {
    /// In a personal group.
    Slot,
    /// In a main group.
    Group,
    /// In the Supervisor group.
    Supervisor,
}

/// The commands that work there, by the name that Relevo teaches, in the order of [`COMMANDS`].
#[must_use]
pub fn work_in(place: Where) -> Vec<&'static str> {
    let everywhere: &[&[&str]] = &[STATUS, AGENTS, HELP];
    let for_supervisors: &[&[&str]] = &[ASSIGN, UNBLOCK];
    let works = |names: &&&[&str]| match place {
        Where::Slot => !for_supervisors.contains(*names),
        Where::Group => everywhere.contains(*names),
        Where::Supervisor => everywhere.contains(*names) || for_supervisors.contains(*names),
    };
    COMMANDS.iter().filter(works).filter_map(|names| names.first().copied()).collect()
}

/// What an agent asks Relevo to do.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Command {
    /// `/info`: everything known of the customer and the case.
    Info,
    /// `/cliente texto`: sends exactly `texto`, also when it begins with `/`.
    ToCustomer {
        /// The text, as written.
        text: String,
    },
    /// `/fin [motivo]`: closes the case.
    Close {
        /// The reason, where one was given.
        reason: Option<String>,
    },
    /// `/r clave`: sends the canned reply of that name; without a name, lists them.
    Canned {
        /// The name, where one was given.
        name: Option<String>,
    },
    /// `/ayuda`: which commands work here.
    Help,
    /// `/bloquear [motivo]`: closes the case, and nobody hears its customer any more.
    Block {
        /// The reason, where one was given.
        reason: Option<String>,
    },
    /// `/desbloquear número`: that customer is heard again.
    Unblock {
        /// The number, as written.
        number: String,
    },
    /// `/nota texto`: remembers something that the customer never sees.
    Note {
        /// The text, where one was given.
        text: Option<String>,
    },
    /// `/transferir destino [motivo]`: the case goes to somebody else.
    Transfer {
        /// To whom and why, as written.
        to: Option<String>,
    },
    /// `/devolver [motivo]`: the case waits in its main group again.
    Return {
        /// The reason, where one was given.
        reason: Option<String>,
    },
    /// `/escalar [motivo]`: supervisors are alerted.
    Escalate {
        /// The reason, where one was given.
        reason: Option<String>,
    },
    /// `/estado`: the queue now.
    Status,
    /// `/agentes`: who is on.
    Agents,
    /// Anything else that begins with `/`.
    Unknown {
        /// The word after the slash, cut to a readable length.
        word: String,
    },
    /// `/asignar [#12] nombre`: gives a ticket to an agent, where alerts are read.
    Assign {
        /// Which one, where it was said; else the one that the quoted alert is about.
        ticket: Option<TicketNo>,
        /// The agent's name, or a part of it.
        name: Option<String>,
    },
}

impl Command {
    /// Whether it is answered in main groups, too: the queue, the team, and which commands work there.
    #[must_use]
    pub fn works_in_groups(&self) -> bool {
        matches!(self, Self::Status | Self::Agents | Self::Help)
    }

    /// Reads a command. `None` means that the text is not one, and may be relayed.
    ///
    /// Whatever a reader would take for a slash at the start is one: white space, zero-width and
    /// direction characters before it are passed over, and look-alikes of `/` count.
    #[must_use]
    pub fn parse(typed: &str) -> Option<Self> {
        let rest = typed.trim_start_matches(is_invisible);
        let mut chars = rest.chars();
        if !chars.next().is_some_and(is_slash) {
            return None;
        }
        let rest = chars.as_str();
        let end = rest.find(is_invisible).unwrap_or(rest.len());
        let (word, argument) = rest.split_at(end);
        let argument = argument.trim_matches(is_invisible);
        let given = (!argument.is_empty()).then(|| argument.to_owned());
        Some(match word.to_lowercase().as_str() {
            word if INFO.contains(&word) => Self::Info,
            word if TO_CUSTOMER.contains(&word) => {
                Self::ToCustomer { text: given.unwrap_or_default() }
            }
            word if CLOSE.contains(&word) => Self::Close { reason: given },
            word if CANNED.contains(&word) => Self::Canned { name: given },
            word if HELP.contains(&word) => Self::Help,
            word if ASSIGN.contains(&word) => assign(argument),
            word if BLOCK.contains(&word) => Self::Block { reason: given },
            word if UNBLOCK.contains(&word) => Self::Unblock { number: given.unwrap_or_default() },
            word if NOTE.contains(&word) => Self::Note { text: given },
            word if TRANSFER.contains(&word) => Self::Transfer { to: given },
            word if RETURN.contains(&word) => Self::Return { reason: given },
            word if ESCALATE.contains(&word) => Self::Escalate { reason: given },
            word if STATUS.contains(&word) => Self::Status,
            word if AGENTS.contains(&word) => Self::Agents,
            other => Self::Unknown { word: other.chars().take(30).collect() },
        })
    }
}

/// Reads what follows `/asignar`: a number with `#`, and a name; or, without `#`, a number that a name follows.
fn assign(argument: &str) -> Command {
    let (first, rest) = argument.split_once(char::is_whitespace).unwrap_or((argument, ""));
    let digits = first.trim_start_matches(['#', '＃']).trim_end_matches([':', ',']);
    let is_number = first.starts_with(['#', '＃']) || !rest.trim().is_empty();
    let number = digits.parse().ok().filter(|no| *no > 0 && is_number).map(TicketNo);
    let (ticket, name) = match number {
        Some(ticket) => (Some(ticket), rest),
        None => (None, argument),
    };
    let name = name.trim_matches(|c| is_invisible(c) || c == '@');
    let name: String = name.chars().take(80).collect();
    Command::Assign { ticket, name: Some(name).filter(|name| !name.is_empty()) }
}

/// Look-alikes: fraction, division, full-width, big and mathematical slashes.
fn is_slash(c: char) -> bool {
    matches!(
        c,
        '/' | '\u{2044}'
            | '\u{2215}'
            | '\u{ff0f}'
            | '\u{29f8}'
            | '\u{2571}'
            | '\u{1735}'
            | '\u{27cb}'
    )
}

/// White space, and what takes no room: zero-width, joiners, direction marks, byte-order mark,
/// variation selectors, soft hyphen, blank fillers.
pub(crate) fn is_invisible(c: char) -> bool {
    c.is_whitespace()
        || c.is_control()
        || matches!(c,
            '\u{00ad}' | '\u{034f}' | '\u{061c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}'
            | '\u{180b}'..='\u{180f}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}' | '\u{2800}' | '\u{3164}' | '\u{fe00}'..='\u{fe0f}'
            | '\u{feff}' | '\u{ffa0}' | '\u{e0000}'..='\u{e007f}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn commands_are_known_in_three_languages_and_any_case() {
        let close = Some(Command::Close { reason: Some("era el cable".into()) });
        for typed in [
            "/fin era el cable",
            "/FIN  era el cable ",
            "/Close era el cable",
            "/encerrar\nera el cable",
        ] {
            assert_eq!(Command::parse(typed), close, "{typed}");
        }
        assert_eq!(Command::parse("/INFO"), Some(Command::Info));
        assert_eq!(Command::parse("/ajuda"), Some(Command::Help));
        assert_eq!(Command::parse("/fin"), Some(Command::Close { reason: None }));
    }

    #[test]
    fn every_name_in_the_table_is_understood() {
        for names in COMMANDS {
            let first = Command::parse(&format!("/{}", names[0]));
            for name in names {
                let read = Command::parse(&format!("/{name}"));
                assert!(!matches!(read, Some(Command::Unknown { .. })), "{name}");
                assert_eq!(read, first, "{name}");
            }
        }
    }

    #[test]
    fn to_customer_keeps_the_text_as_written() {
        assert_eq!(
            Command::parse("/cliente /reiniciar el  router"),
            Some(Command::ToCustomer { text: "/reiniciar el  router".into() })
        );
    }

    #[test]
    fn what_looks_like_a_slash_is_one() {
        for typed in [
            " /fin",
            "\u{200b}/fin",
            "\u{202e}\u{feff} /fin",
            "\u{ff0f}fin",
            "\u{2215}fin",
            "\u{2044}fin",
            "\n\t/fin",
        ] {
            assert_eq!(Command::parse(typed), Some(Command::Close { reason: None }), "{typed:?}");
        }
        assert_eq!(Command::parse("/qué sé yo"), Some(Command::Unknown { word: "qué".into() }));
        assert_eq!(Command::parse("/"), Some(Command::Unknown { word: String::new() }));
        assert_eq!(Command::parse("son 3/4 partes"), None);
        assert_eq!(Command::parse("hola"), None);
    }
}
