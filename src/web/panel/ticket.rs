//! `/tickets/{no}`: one case with its whole conversation.

use askama::Template;

use super::acts::Acts;
use super::attachment::Attachment;
use super::legs::{Leg, legs};
use super::message::{Message, Talk};
use super::shell::{Badge, Shell};
use super::ticket_rows::{customer_name, mood, of_five, state_badge};
use crate::domain::acts::RELEVO;
use crate::domain::ids::{TicketNo, Timestamp};
use crate::domain::sentiment;
use crate::domain::ticket::{Fate, Sentiment, Side};
use crate::engine::LineInfo;
use crate::store::tickets::{Decider, TicketEventRow, TicketPage as Found, TicketRow, TicketState};
use crate::text::plain;
use crate::text::reasons;
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
    pub reasons: Vec<String>,
    pub line_id: i64,
    pub customer: String,
    pub tags: Vec<String>,
    /// The case that this one goes on from, and where it is shown to who may see it.
    pub previous: Option<(TicketNo, Option<String>)>,
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
        let goes_on = |previous: TicketNo| {
            let seen = found.previous.iter().find(|row| row.no == previous);
            (previous, seen.map(|row| past(row).href))
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
            facts: facts(case, &found.events, &when)
                .into_iter()
                .chain(read_by_others(found, words))
                .collect(),
            reasons: line.settings.closing.offered().to_vec(),
            before: found.previous.iter().map(past).collect(),
            line_id: line.id.0,
            customer: super::customers::address(line.id, case.customer),
            tags: found.customer.about.tags.iter().map(|tag| plain::name(tag)).collect(),
            previous: case.previous.map(goes_on),
            acts,
            name,
            shell,
        }
    }
}

fn facts(case: &TicketRow, events: &[TicketEventRow], when: &When) -> Vec<(String, String)> {
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
    let mut ratings = events.iter().rev().filter(|event| event.kind == "rated");
    if let Some(rating) = ratings.clone().find_map(|event| event.level) {
        let of = of_five(rating, words);
        let comment = ratings.find_map(|event| event.detail.as_deref());
        let comment = comment.map(|comment| format!(": «{comment}»")).unwrap_or_default();
        facts.push((words.t("ticket-rating"), format!("{of}{comment}")));
    }
    facts
}

/// The words that speak of the customer's mood, and what a model says it is about.
fn read_by_others(found: &Found, words: Words) -> Vec<(String, String)> {
    const WORDS_MOST: usize = 5;
    let said = found.messages.iter().rev().filter(|message| {
        message.from == Side::Customer && !matches!(message.fate, Fate::Deleted { .. })
    });
    let clues = sentiment::why(said.filter_map(|message| message.content.typed()), WORDS_MOST);
    let speaks = |points: i32| match found.ticket.sentiment {
        Sentiment::Angry => points < 0,
        Sentiment::Happy => points > 0,
        Sentiment::Neutral => false,
    };
    let quoted: Vec<String> = clues
        .iter()
        .filter(|clue| speaks(clue.points))
        .map(|clue| format!("«{}»", clue.words.split_whitespace().collect::<Vec<_>>().join(" ")))
        .collect();
    let summary = found.events.iter().rfind(|event| event.kind == "summary");
    let mut facts = Vec::new();
    if !quoted.is_empty() {
        facts.push((words.t("ticket-mood-why"), quoted.join(", ")));
    }
    if let Some(summary) = summary.and_then(|event| event.detail.clone()) {
        facts.push((words.t("ticket-summary"), summary));
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

/// Who decided something: «Mariela (panel)», «Laura (supervisión)», or an agent.
#[must_use]
pub fn actor(event: &TicketEventRow, words: Words) -> String {
    match (&event.by, &event.agent) {
        (Some(Decider::Panel(name)), _) if name == RELEVO => name.clone(),
        (Some(Decider::Panel(name)), _) => words.name("by-panel", name),
        (Some(Decider::Supervisor(name)), _) => words.name("by-supervisor", name),
        (Some(Decider::Agent(name)), _) | (None, Some((_, name))) => name.clone(),
        (None, None) => String::new(),
    }
}

/// Something that happened, in words, with its picture.
#[must_use]
pub fn event_words(event: &TicketEventRow, words: Words) -> (&'static str, String) {
    let agent = event.agent.as_ref().map(|(_, name)| name.clone()).unwrap_or_default();
    let by = actor(event, words);
    let is_given = match &event.by {
        Some(Decider::Panel(_) | Decider::Supervisor(_)) => true,
        Some(Decider::Agent(name)) => *name != agent,
        None => false,
    };
    let reason = || match event.detail.as_deref() {
        Some(reason) => match reasons::sentence(reason, words.0) {
            Some(sentence) => format!(". {sentence}"),
            None => format!(": «{reason}»"),
        },
        None => String::new(),
    };
    let told = |key: &str, name: &str| {
        words
            .with(key, &[("by", FluentValue::from(by.as_str())), ("name", FluentValue::from(name))])
    };
    let group = event.group.clone().unwrap_or_default();
    match event.kind.as_str() {
        "opened" => ("ticket", words.t("event-opened")),
        "claimed" if is_given => ("hand", told("event-assigned", &agent)),
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
        "mood" => {
            let mood = Sentiment::from_name(event.detail.as_deref().unwrap_or_default());
            let icon = if mood == Sentiment::Angry { "warn" } else { "clock" };
            (icon, words.t(&format!("event-mood-{}", mood.name())))
        }
        "summary" => ("clock", words.name("event-summary", event.detail.as_deref().unwrap_or(""))),
        "rated" => ("tick", {
            let rating = event.level.unwrap_or(0).to_string();
            let told = words.with("event-rated", &[("rating", FluentValue::from(rating.as_str()))]);
            format!("{told}{}", reason())
        }),
        "silence" => ("clock", words.t("event-silence")),
        "closed" => ("tick", format!("{}{}", words.name("event-closed", &by), reason())),
        other => ("clock", other.to_owned()),
    }
}
