//! `/tickets/{no}`: one case with its whole conversation.

use askama::Template;

use super::acts::Acts;
use super::attachment::Attachment;
use super::chat_text::Look;
use super::legs::{Leg, legs};
use super::message::{Message, Talk};
use super::shell::{Badge, Shell};
use super::tickets::{customer_name, mood, state_badge};
use crate::domain::acts::RELEVO;
use crate::domain::ids::{TicketNo, Timestamp};
use crate::domain::ticket::{Sentiment, Side};
use crate::engine::LineInfo;
use crate::store::tickets::{Decider, TicketEventRow, TicketPage as Found, TicketRow, TicketState};
use crate::web::when::When;
use crate::web::words::{FluentValue, Words};

/// What stands in the conversation.
#[derive(Debug, Clone)]
#[allow(missing_docs, reason = "as in the template")]
pub enum Entry {
    Day(String),
    Event(EventLine),
    Note(NoteLine),
    Message(Box<Message>),
}

/// Something that happened.
#[derive(Debug, Clone)]
#[allow(missing_docs, reason = "as in the template")]
pub struct EventLine {
    pub icon: &'static str,
    pub text: String,
    pub time: String,
}

/// A note.
#[derive(Debug, Clone)]
#[allow(missing_docs, reason = "as in the template")]
pub struct NoteLine {
    pub who: String,
    pub text: String,
    pub time: String,
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
    pub acts: Acts,
    pub line_id: i64,
}

impl TicketPage {
    /// The page of a case.
    #[must_use]
    pub fn new(mut shell: Shell, line: &LineInfo, found: &Found, acts: Acts) -> Self {
        let case = &found.ticket;
        let (when, words) = (shell.when(line), shell.words);
        let name = customer_name(case, words);
        shell.title = format!("#{} {name}", case.no);
        let past = |row: &TicketRow| Past {
            no: row.no,
            href: format!("/tickets/{}?linea={}", row.no, line.id),
            reason: row.close_reason.clone().unwrap_or_default(),
            when: row.closed_at.map_or_else(|| when.moment(row.opened_at), |at| when.moment(at)),
        };
        let talk = Talk {
            line: line.id,
            no: case.no,
            customer: &name,
            messages: &found.messages,
            when: &when,
        };
        let opened = format!("{}, {}", when.moment(case.opened_at), when.ago(case.opened_at));
        Self {
            no: case.no,
            number: case
                .phone
                .as_ref()
                .map_or_else(|| words.t("number-hidden"), |phone| phone.pretty()),
            badge: state_badge(case.state, words),
            department: when.tone().department(case.department),
            urgent: case.sentiment == Sentiment::Angry && case.state != TicketState::Closed,
            legs: legs(case, &found.events, &when),
            entries: entries(&talk, &found.events),
            cut: found.messages.first().is_some_and(|message| message.seq > 1),
            seat: case.agent.clone().map(|(_, agent)| {
                (agent, case.slot.clone().map(|(_, slot)| slot).unwrap_or_default())
            }),
            line: line.name.clone(),
            mood: mood(case.sentiment, &when),
            opened,
            facts: facts(case, &when),
            before: found.previous.iter().map(past).collect(),
            line_id: line.id.0,
            acts,
            name,
            shell,
        }
    }
}

fn facts(case: &TicketRow, when: &When) -> Vec<(String, String)> {
    let words = when.words();
    let mut facts = Vec::new();
    if let Some(at) = case.claimed_at {
        facts.push((
            words.t("ticket-taken"),
            format!(
                "{}, {}",
                when.moment(at),
                words.name("tickets-waited", &when.span(at.since(case.since)))
            ),
        ));
    }
    if let Some(at) = case.closed_at {
        facts.push((words.t("state-closed"), when.moment(at)));
        facts.push((
            words.t("ticket-reason"),
            case.close_reason.clone().unwrap_or_else(|| words.t("no-reason")),
        ));
    }
    facts
}

fn entries(talk: &Talk<'_>, events: &[TicketEventRow]) -> Vec<Entry> {
    let (messages, when) = (talk.messages, talk.when);
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
            entries.push(happened(event, when));
            last = None;
        }
        let turn = day(message.at, &mut entries) || last != Some(message.from);
        entries.push(Entry::Message(Box::new(talk.message(message, turn))));
        last = Some(message.from);
    }
    for event in events {
        day(event.at, &mut entries);
        entries.push(happened(event, when));
    }
    entries
}

fn happened(event: &TicketEventRow, when: &When) -> Entry {
    if event.kind == "note" {
        let who = when.words().name("note-by", &actor(event, when.words()));
        let text = event.detail.clone().unwrap_or_default();
        return Entry::Note(NoteLine { who, text, time: when.clock(event.at) });
    }
    let (icon, text) = event_words(event, when.words());
    Entry::Event(EventLine { icon, text, time: when.clock(event.at) })
}

/// Who decided something: «Mariela (panel)», or an agent.
#[must_use]
pub fn actor(event: &TicketEventRow, words: Words) -> String {
    match (&event.by, &event.agent) {
        (Some(Decider::Panel(name)), _) if name == RELEVO => name.clone(),
        (Some(Decider::Panel(name)), _) => words.name("by-panel", name),
        (Some(Decider::Agent(name)), _) | (None, Some((_, name))) => name.clone(),
        (None, None) => String::new(),
    }
}

/// Something that happened, in words, with its picture.
#[must_use]
pub fn event_words(event: &TicketEventRow, words: Words) -> (&'static str, String) {
    let agent = event.agent.as_ref().map(|(_, name)| name.clone()).unwrap_or_default();
    let by = actor(event, words);
    let by_panel = matches!(event.by, Some(Decider::Panel(_)));
    let reason =
        || event.detail.as_deref().map(|reason| format!(": «{reason}»")).unwrap_or_default();
    let told = |key: &str, name: &str| {
        words
            .with(key, &[("by", FluentValue::from(by.as_str())), ("name", FluentValue::from(name))])
    };
    let group = event.group.clone().unwrap_or_default();
    match event.kind.as_str() {
        "opened" => ("ticket", words.t("event-opened")),
        "claimed" if by_panel => ("hand", told("event-assigned", &agent)),
        "claimed" => ("hand", words.name("event-claimed", &agent)),
        "late" if event.level == Some(2) => ("warn", words.t("event-late-alerted")),
        "late" => ("clock", words.t("event-late")),
        "angry" => ("warn", words.t("event-angry")),
        "escalated" => ("clock", words.t("event-escalated")),
        "alerted" => ("warn", words.t("event-alerted")),
        "transferred" => ("hand", format!("{}{}", told("event-transferred", &agent), reason())),
        "returned" => ("reply", format!("{}{}", told("event-returned", &group), reason())),
        "moved" => ("reply", format!("{}{}", told("event-moved", &group), reason())),
        "raised" => ("warn", format!("{}{}", words.name("event-raised", &by), reason())),
        "closed" => ("tick", format!("{}{}", words.name("event-closed", &by), reason())),
        other => ("clock", other.to_owned()),
    }
}
