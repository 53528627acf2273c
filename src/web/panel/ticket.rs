//! `/tickets/{no}`: one case with its whole conversation.

use askama::Template;

use super::chat_text::{Look, Span, spans};
use super::shell::{Badge, Shell};
use super::tickets::{customer_name, first_name, mood, state_badge};
use crate::domain::ids::{TicketNo, Timestamp};
use crate::domain::ticket::{Sentiment, Side};
use crate::engine::LineInfo;
use crate::text;
use crate::web::rows::{CaseEvent, CaseEventKind, CaseRow, CaseState, MessageRow, Passage};
use crate::web::when::When;
use crate::web::words::FluentValue;

/// Messages shown; the latest of a longer case.
pub const MESSAGES_MOST: usize = 500;

/// A leg of the way of a case.
#[derive(Debug, Clone)]
#[allow(missing_docs, reason = "as in the template")]
pub struct Leg {
    pub class: &'static str,
    pub title: String,
    pub detail: String,
}

/// What stands in the conversation.
#[derive(Debug, Clone)]
#[allow(missing_docs, reason = "as in the template")]
pub enum Entry {
    Day(String),
    Event(EventLine),
    Message(Message),
}

/// Something that happened.
#[derive(Debug, Clone)]
#[allow(missing_docs, reason = "as in the template")]
pub struct EventLine {
    pub icon: &'static str,
    pub text: String,
    pub time: String,
}

/// A message.
#[derive(Debug, Clone)]
#[allow(missing_docs, reason = "as in the template")]
pub struct Message {
    pub seq: u32,
    pub class: String,
    pub turn: bool,
    pub who: String,
    pub spans: Vec<Span>,
    pub time: String,
    pub mark: Option<Badge>,
    pub fail: Option<String>,
}

/// An earlier case.
#[derive(Debug, Clone)]
#[allow(missing_docs, reason = "as in the template")]
pub struct Past {
    pub no: TicketNo,
    pub href: String,
    pub reason: String,
    pub when: String,
}

/// The page.
#[derive(Template)]
#[template(path = "panel/ticket.html")]
#[allow(missing_docs, reason = "as in the template")]
pub struct TicketPage {
    pub shell: Shell,
    pub no: TicketNo,
    pub name: String,
    pub number: String,
    pub badge: Badge,
    pub department: String,
    pub urgent: bool,
    pub legs: Vec<Leg>,
    pub entries: Vec<Entry>,
    pub cut: bool,
    pub seat: Option<(String, String)>,
    pub line: String,
    pub mood: Badge,
    pub opened: String,
    pub facts: Vec<(String, String)>,
    pub before: Vec<Past>,
}

impl TicketPage {
    /// The page of a case.
    #[must_use]
    pub fn new(
        mut shell: Shell,
        line: &LineInfo,
        case: &CaseRow,
        messages: &[MessageRow],
        events: &[CaseEvent],
        before: &[CaseRow],
    ) -> Self {
        let (when, words) = (shell.when(line), shell.words);
        let name = customer_name(&case.customer, &case.number, words);
        shell.title = format!("#{} {name}", case.no);
        let past = |row: &CaseRow| Past {
            no: row.no,
            href: format!("/tickets/{}?linea={}", row.no, row.line.0),
            reason: row.reason.clone().unwrap_or_default(),
            when: row.closed_at.map_or_else(|| when.moment(row.opened_at), |at| when.moment(at)),
        };
        let opened = format!("{}, {}", when.moment(case.opened_at), when.ago(case.opened_at));
        Self {
            no: case.no,
            number: if case.number.is_empty() { words.t("number-hidden") } else { case.number.clone() },
            badge: state_badge(case.state, words),
            department: when.tone().department(case.department),
            urgent: case.sentiment == Sentiment::Angry && case.state != CaseState::Closed,
            legs: legs(case, &when),
            entries: entries(&name, messages, events, &when),
            cut: messages.len() >= MESSAGES_MOST,
            seat: case.agent.clone().map(|agent| (agent, case.slot_name.clone().unwrap_or_default())),
            line: line.name.clone(),
            mood: mood(case.sentiment, &when),
            opened,
            facts: facts(case, &when),
            before: before.iter().map(past).collect(),
            name,
            shell,
        }
    }
}

fn legs(case: &CaseRow, when: &When) -> Vec<Leg> {
    let words = when.words();
    let end = case.closed_at.unwrap_or(when.now());
    let waited = when.span(case.claimed_at.unwrap_or(end).since(case.since));
    let mut legs = vec![
        Leg {
            class: "bot",
            title: words.t("leg-menu"),
            detail: words.with(
                "leg-menu-detail",
                &[
                    ("time", FluentValue::from(when.moment(case.since))),
                    ("name", FluentValue::from(when.tone().department(case.department))),
                ],
            ),
        },
        Leg {
            class: "wait",
            title: words.name(if case.claimed_at.is_some() { "leg-waited" } else { "leg-waits" }, &waited),
            detail: words.name("leg-since", &when.moment(case.opened_at)),
        },
    ];
    if let (Some(at), Some(agent)) = (case.claimed_at, &case.agent) {
        legs.push(Leg {
            class: if case.state == CaseState::InProgress { "now" } else { "" },
            title: format!("{}, {}", first_name(agent), when.span(end.since(at))),
            detail: words.name("leg-since", &when.moment(at)),
        });
    }
    if let Some(at) = case.closed_at {
        let reason = case.reason.clone().unwrap_or_else(|| words.t("no-reason"));
        legs.push(Leg { class: "bot", title: words.t("state-closed"), detail: format!("{}, {reason}", when.moment(at)) });
    }
    legs
}

fn facts(case: &CaseRow, when: &When) -> Vec<(String, String)> {
    let words = when.words();
    let mut facts = Vec::new();
    if let Some(at) = case.claimed_at {
        facts.push((words.t("ticket-taken"), format!("{}, {}", when.moment(at), words.name("tickets-waited", &when.span(at.since(case.since))))));
    }
    if let Some(at) = case.closed_at {
        facts.push((words.t("state-closed"), when.moment(at)));
        facts.push((words.t("ticket-reason"), case.reason.clone().unwrap_or_else(|| words.t("no-reason"))));
    }
    facts
}

fn entries(customer: &str, messages: &[MessageRow], events: &[CaseEvent], when: &When) -> Vec<Entry> {
    let mut entries = Vec::with_capacity(messages.len() + events.len() + 2);
    let (mut before, mut last): (Option<Timestamp>, Option<Side>) = (None, None);
    let mut events = events.iter().peekable();
    let mut day = |at: Timestamp, entries: &mut Vec<Entry>| {
        let is_new = when.is_new_day(before, at);
        if is_new {
            entries.push(Entry::Day(when.day(at)));
        }
        before = Some(at);
        is_new
    };
    for message in messages {
        while let Some(event) = events.next_if(|event| event.at < message.at) {
            day(event.at, &mut entries);
            entries.push(Entry::Event(event_line(event, when)));
            last = None;
        }
        let turn = day(message.at, &mut entries) || last != Some(message.from);
        entries.push(Entry::Message(message_line(customer, message, turn, when)));
        last = Some(message.from);
    }
    for event in events {
        day(event.at, &mut entries);
        entries.push(Entry::Event(event_line(event, when)));
    }
    entries
}

fn message_line(customer: &str, message: &MessageRow, turn: bool, when: &When) -> Message {
    let words = when.words();
    let from_agent = matches!(message.from, Side::Agent(_));
    let (mark, fail) = match (from_agent, message.passage) {
        (true, Passage::Sent) => (Some(("tick", "message-sent")), None),
        (true, Passage::Kept | Passage::Queued) => (Some(("clock", "message-queued")), None),
        (true, Passage::Failed) => (None, Some(words.t("message-failed"))),
        (false, Passage::Failed) => (None, Some(words.t("message-failed-slot"))),
        (false, Passage::Sent | Passage::Kept | Passage::Queued) => (None, None),
    };
    let mut class = String::from("msg");
    for (is, name) in [(from_agent, " out"), (turn, " turn"), (fail.is_some(), " is-failed")] {
        if is {
            class.push_str(name);
        }
    }
    Message {
        seq: message.seq,
        class,
        turn,
        who: if from_agent { message.agent.clone() } else { customer.to_owned() },
        spans: spans(&text::relay(None, &message.content, words.0)),
        time: when.clock(message.at),
        mark: mark.map(|(class, key)| Badge { class, text: words.t(key) }),
        fail,
    }
}

fn event_line(event: &CaseEvent, when: &When) -> EventLine {
    let words = when.words();
    let (icon, text) = match &event.kind {
        CaseEventKind::Opened => ("ticket", words.t("event-opened")),
        CaseEventKind::Claimed { agent } => ("hand", words.name("event-claimed", agent)),
        CaseEventKind::Escalated => ("clock", words.t("event-escalated")),
        CaseEventKind::Alerted => ("warn", words.t("event-alerted")),
        CaseEventKind::Closed { agent, reason } => {
            let reason = reason.as_deref().map(|reason| format!(": «{reason}»")).unwrap_or_default();
            ("tick", format!("{}{reason}", words.name("event-closed", agent)))
        }
    };
    EventLine { icon, text, time: when.clock(event.at) }
}
