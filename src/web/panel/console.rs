//! The console: what happens on a line, a line of text each, newest last. Names of customers, never their words.

use serde::Serialize;

use super::choice::Choice;
use super::ticket_rows::customer_name;
use crate::domain::acts::By;
use crate::domain::ids::LineId;
use crate::domain::inbound::Connection;
use crate::domain::news::{News, What};
use crate::domain::ticket::Sentiment;
use crate::store::console::Names;
use crate::web::session::Sight;
use crate::web::when::When;
use crate::web::words::{FluentValue, Words};

/// Lines on a page.
pub const SHOWN: usize = 50;
/// Lines among which a filter looks.
pub const SOUGHT: usize = 500;

/// What a line is about: what the filter offers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
#[allow(missing_docs, reason = "the names say it")]
pub enum Kind {
    Casos,
    Alertas,
    Agentes,
    Trabajos,
    Mensajes,
    Linea,
}

impl Kind {
    const ALL: [(Self, &'static str); 6] = [
        (Self::Casos, "casos"),
        (Self::Alertas, "alertas"),
        (Self::Agentes, "agentes"),
        (Self::Trabajos, "trabajos"),
        (Self::Mensajes, "mensajes"),
        (Self::Linea, "linea"),
    ];

    /// As in addresses.
    #[must_use]
    pub fn name(self) -> &'static str {
        Self::ALL.iter().find(|(kind, _)| *kind == self).map_or("casos", |(_, name)| name)
    }

    /// Reads [`Self::name`].
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.iter().find(|(_, known)| *known == name).map(|(kind, _)| *kind)
    }

    /// What something is.
    #[must_use]
    pub fn of(what: &What) -> Self {
        match what {
            What::Case { kind, .. }
                if ["escalated", "alerted", "raised", "late", "angry"].contains(&kind.as_str()) =>
            {
                Self::Alertas
            }
            What::Case { .. } => Self::Casos,
            What::AgentAdded(_)
            | What::AgentBound(_)
            | What::AgentUnbound(_)
            | What::AgentRemoved(_) => Self::Agentes,
            What::JobPlanned(_) | What::Step { .. } => Self::Trabajos,
            What::GivenUp { .. } => Self::Mensajes,
            What::Link { .. } => Self::Linea,
        }
    }
}

/// A line of the console.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[allow(missing_docs, reason = "as in the template")]
pub struct Line {
    /// The same whenever the same thing is told.
    pub key: String,
    pub kind: &'static str,
    pub class: &'static str,
    pub time: String,
    pub label: String,
    /// «#12», where it is about a case.
    pub case: String,
    pub href: String,
    pub text: String,
}

/// The filter of the console.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Sifted {
    /// Only lines about this.
    pub kind: Option<Kind>,
    /// Only lines with this in them.
    pub text: String,
}

impl Sifted {
    /// Whether it leaves something out.
    #[must_use]
    pub fn is_set(&self) -> bool {
        self.kind.is_some() || !self.text.is_empty()
    }

    fn shows(&self, line: &Line) -> bool {
        let wanted = crate::store::search::fold(&self.text);
        let said = format!("{} {} {}", line.label, line.case, line.text);
        self.kind.is_none_or(|kind| kind.name() == line.kind)
            && (wanted.is_empty() || crate::store::search::fold(&said).contains(&wanted))
    }
}

/// The console on a page.
#[derive(Debug, Clone, Default)]
#[allow(missing_docs, reason = "as in the template")]
pub struct Console {
    pub lines: Vec<Line>,
    pub kinds: Vec<Choice>,
    pub text: String,
    pub filtered: bool,
    /// Where the news stood: from here on the page listens.
    pub cursor: String,
}

impl Console {
    /// The last lines that a filter leaves.
    #[must_use]
    pub fn new(lines: Vec<Line>, sifted: &Sifted, cursor: String, words: Words) -> Self {
        let mut lines: Vec<Line> = lines.into_iter().filter(|line| sifted.shows(line)).collect();
        let spare = lines.len().saturating_sub(SHOWN);
        lines.drain(..spare);
        let any = Choice {
            value: String::new(),
            text: words.t("console-all"),
            chosen: sifted.kind.is_none(),
        };
        let choice = |(kind, name): &(Kind, &str)| Choice {
            value: (*name).to_owned(),
            text: words.t(&format!("console-of-{name}")),
            chosen: sifted.kind == Some(*kind),
        };
        Self {
            lines,
            kinds: std::iter::once(any).chain(Kind::ALL.iter().map(choice)).collect(),
            text: sifted.text.clone(),
            filtered: sifted.is_set(),
            cursor,
        }
    }
}

/// News as lines, without what this person may not see.
#[must_use]
pub fn lines(line: LineId, news: &[News], names: &Names, sight: Sight, when: &When) -> Vec<Line> {
    news.iter()
        .filter(|news| is_seen(line, news, names, sight))
        .map(|news| told(line, news, names, when))
        .collect()
}

/// The connection is everybody's; a case is whose it may be; the rest is of who sees everything.
fn is_seen(line: LineId, news: &News, names: &Names, sight: Sight) -> bool {
    if let What::Link { .. } = news.what {
        return true;
    }
    match (sight, news.what.case()) {
        (Sight::All, _) => true,
        (Sight::Nothing | Sight::Of(..), None) => false,
        (Sight::Nothing | Sight::Of(..), Some(no)) => {
            let agent = names.cases.get(&no).and_then(|case| case.agent.as_ref());
            sight.shows(line, agent.map(|(agent, _)| *agent))
        }
    }
}

fn told(line: LineId, news: &News, names: &Names, when: &When) -> Line {
    let words = when.words();
    let case = news.what.case();
    let customer = case
        .and_then(|no| names.cases.get(&no))
        .map_or_else(|| words.t("customer-unnamed"), |case| customer_name(case, words));
    let agent = |id| names.agents.get(&id).cloned().unwrap_or_default();
    let with = |key: &str, values: &[(&str, String)]| {
        let values: Vec<(&str, FluentValue<'_>)> =
            values.iter().map(|(name, value)| (*name, FluentValue::from(value.as_str()))).collect();
        words.with(key, &values)
    };
    let (label, class, text, id) = match &news.what {
        What::Case { no, kind, level, agent: whose, by, detail } => {
            let row = names.cases.get(no);
            let (label, class) = match kind.as_str() {
                "escalated" | "alerted" | "raised" | "late" | "angry" => ("alert", "wn"),
                "mood" if detail.as_deref() == Some(Sentiment::Angry.name()) => ("alert", "wn"),
                "opened" => ("opened", ""),
                "claimed" => ("claimed", ""),
                "closed" => ("closed", ""),
                _ => ("case", ""),
            };
            let whose = whose.map(agent).unwrap_or_default();
            let is_given = matches!(by, Some(By::Panel { .. } | By::Supervisor { .. }));
            let by = by.as_ref().map(|by| by.name(agent)).unwrap_or_default();
            let detail = detail.clone().unwrap_or_default();
            let text = match kind.as_str() {
                "opened" => with(
                    "console-opened",
                    &[
                        ("customer", customer),
                        (
                            "department",
                            row.map(|row| when.tone().department(row.department))
                                .unwrap_or_default(),
                        ),
                        (
                            "mood",
                            row.map(|row| when.tone().mood(row.sentiment)).unwrap_or_default(),
                        ),
                        ("group", row.map(|row| row.group_name.clone()).unwrap_or_default()),
                    ],
                ),
                "claimed" => {
                    let waited = row.map_or(0, |row| news.at.since(row.since));
                    let values = [
                        ("customer", customer),
                        ("agent", whose),
                        ("who", by),
                        ("slot", detail),
                        ("span", when.span(waited)),
                    ];
                    with(if is_given { "console-assigned" } else { "console-claimed" }, &values)
                }
                "closed" => {
                    let key =
                        if detail.is_empty() { "console-closed" } else { "console-closed-why" };
                    with(key, &[("customer", customer), ("agent", by), ("reason", detail)])
                }
                "escalated" | "alerted" => {
                    let waited = row.map_or(0, |row| news.at.since(row.since));
                    let values = [("customer", customer), ("span", when.span(waited))];
                    with(&format!("console-{kind}"), &values)
                }
                "transferred" => with(
                    "console-transferred",
                    &[("customer", customer), ("agent", whose), ("who", by)],
                ),
                "returned" => with(
                    "console-returned",
                    &[("customer", customer), ("agent", whose), ("who", by)],
                ),
                "moved" => with("console-moved", &[("customer", customer), ("who", by)]),
                "rated" => with(
                    "console-rated",
                    &[("customer", customer), ("rating", level.unwrap_or(0).to_string())],
                ),
                "silence" => with("console-silence", &[("customer", customer)]),
                "raised" => with("console-raised", &[("customer", customer), ("who", by)]),
                "mood" => {
                    let mood = Sentiment::from_name(&detail);
                    with(&format!("console-mood-{}", mood.name()), &[("customer", customer)])
                }
                "late" | "angry" => with(&format!("console-{kind}"), &[("customer", customer)]),
                "note" => with("console-note", &[("customer", customer), ("who", by)]),
                // Of a later release: the customer's name says which case.
                _ => customer,
            };
            (label, class, text, format!("{no}-{kind}-{}", level.unwrap_or(0)))
        }
        What::AgentAdded(id) => {
            ("agent", "", words.name("console-agent-added", &agent(*id)), format!("{id}-a"))
        }
        What::AgentBound(id) => {
            ("ready", "", words.name("console-agent-bound", &agent(*id)), format!("{id}-b"))
        }
        What::AgentUnbound(id) => {
            ("ready", "wn", words.name("console-agent-unbound", &agent(*id)), format!("{id}-u"))
        }
        What::AgentRemoved(id) => {
            ("agent", "", words.name("console-agent-removed", &agent(*id)), format!("{id}-r"))
        }
        What::JobPlanned(job) => {
            let name = names.jobs.get(job).map(|job| job.subject.clone()).unwrap_or_default();
            ("job", "", words.name("console-job", &name), format!("{}-j", job.0))
        }
        What::Step { job, step, error } => {
            let found = names.jobs.get(job);
            let mut values = vec![
                ("name", found.map(|job| job.subject.clone()).unwrap_or_default()),
                ("k", (step + 1).to_string()),
                ("n", found.map_or(step + 1, |job| job.steps).to_string()),
            ];
            let id = format!("{}-{step}", job.0);
            match error {
                None => ("job", "", with("console-step", &values), id),
                Some(error) => {
                    values.push(("error", error.clone()));
                    ("failure", "er", with("console-step-failed", &values), id)
                }
            }
        }
        What::GivenUp { send, ticket, error } => {
            let key = if ticket.is_some() { "console-given-up-case" } else { "console-given-up" };
            let values = [("customer", customer), ("error", error.clone())];
            ("failure", "er", with(key, &values), format!("{}-m", send.0))
        }
        What::Link { connection, reason } => {
            let (key, class) = match connection {
                Connection::Connected => ("console-connected", ""),
                Connection::Connecting => ("console-connecting", "wn"),
                Connection::WaitingForQr => ("console-qr", "wn"),
                Connection::Disconnected => ("console-down", "er"),
            };
            let text = match reason.as_deref().filter(|reason| !reason.is_empty()) {
                None => words.t(key),
                Some(reason) => format!("{} ({reason})", words.t(key)),
            };
            ("line", class, text, String::from("l"))
        }
    };
    let kind = Kind::of(&news.what).name();
    Line {
        key: format!("{}-{kind}-{id}", news.at.0),
        kind,
        class,
        time: when.console_time(news.at),
        label: words.t(&format!("console-label-{label}")),
        case: case.map(|no| format!("#{no}")).unwrap_or_default(),
        href: case.map(|no| format!("/tickets/{no}?linea={line}")).unwrap_or_default(),
        text: one_line(&text),
    }
}

/// Names and reasons are other people's: on one line, and not endless.
fn one_line(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    words.join(" ").chars().take(240).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::ids::{AgentId, TicketNo, Timestamp};

    fn closed(no: i64) -> News {
        let what = What::Case {
            no: TicketNo(no),
            kind: String::from("closed"),
            level: None,
            agent: None,
            by: Some(By::Agent(AgentId(1))),
            detail: Some(String::from("cable\nsuelto")),
        };
        News { at: Timestamp(1_795_441_320_000), what }
    }

    fn when() -> When {
        When::new(Words::default(), "America/Argentina/Buenos_Aires", Timestamp(1_795_441_330_000))
    }

    #[test]
    fn a_filter_looks_without_case_and_accents() {
        let names = Names {
            agents: [(AgentId(1), String::from("Juan Pérez"))].into(),
            ..Names::default()
        };
        let link = What::Link { connection: Connection::Disconnected, reason: None };
        let news = [closed(7), News { what: link, ..closed(7) }];
        let all = lines(LineId(1), &news, &names, Sight::All, &when());
        assert_eq!((all[0].time.as_str(), all[0].case.as_str()), ("10:42:00", "#7"));
        assert!(all[0].text.contains("Juan Pérez") && all[0].text.contains("cable suelto"));
        assert_ne!(all[0].key, all[1].key);
        let left = |kind, text: &str| {
            let sifted = Sifted { kind, text: text.to_owned() };
            Console::new(all.clone(), &sifted, String::new(), Words::default()).lines.len()
        };
        assert_eq!(
            [left(None, ""), left(None, "PEREZ"), left(None, "#7"), left(Some(Kind::Linea), "")],
            [2, 1, 1, 1]
        );
        assert_eq!(left(Some(Kind::Linea), "perez"), 0);
    }

    #[test]
    fn an_operator_sees_the_own_cases_and_the_connection() {
        let link = What::Link { connection: Connection::Connected, reason: None };
        let news = [
            closed(7),
            News { what: link, ..closed(7) },
            News { what: What::AgentAdded(AgentId(1)), ..closed(7) },
        ];
        let seen = |sight| lines(LineId(1), &news, &Names::default(), sight, &when()).len();
        assert_eq!(seen(Sight::All), 3);
        // Nobody knows whose case 7 is.
        assert_eq!(seen(Sight::Of(LineId(1), AgentId(1))), 1);
        assert_eq!(seen(Sight::Nothing), 1);
    }

    #[test]
    fn every_kind_has_its_name_and_text() {
        for (kind, name) in Kind::ALL {
            assert_eq!((Kind::from_name(name), kind.name()), (Some(kind), name));
            assert!(Words::default().has(&format!("console-of-{name}")));
        }
        for label in [
            "opened", "claimed", "closed", "alert", "case", "agent", "ready", "job", "failure",
            "line",
        ] {
            assert!(Words::default().has(&format!("console-label-{label}")), "{label}");
        }
    }
}
