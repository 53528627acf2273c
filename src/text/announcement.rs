//! A ticket as people see it: announced, reminded of, opened in a personal group.

use super::catalogue::FluentValue;
use super::durations::{ago, length, when};
use super::plain;
use super::tone::Tone;
use crate::domain::ids::TicketNo;
use crate::domain::notice::{FreeAgent, OverdueTicket, TicketCard};
use crate::domain::ticket::{PastCase, RECENT_CASES, Sentiment};

/// Tickets or agents that a digest lists at the most.
pub(super) const LISTED_MOST: usize = 12;

/// In a main group: a ticket to be taken.
#[must_use]
pub fn announcement(card: &TicketCard, opening: &str, waited_ms: i64, tone: &Tone) -> String {
    [shown(card, opening, waited_ms, tone), tone.text("announcement-how")].join("\n")
}

/// In a main group: a ticket for one agent, to be accepted within this time.
#[must_use]
pub fn announced_for(
    card: &TicketCard,
    opening: &str,
    waited_ms: i64,
    (agent, accept_ms): (&str, i64),
    tone: &Tone,
) -> String {
    let how = tone.with("announcement-how-for", &for_agent(agent, accept_ms));
    [shown(card, opening, waited_ms, tone), how].join("\n")
}

/// Whose a ticket may be, and how many seconds they have.
#[must_use]
pub fn for_agent(agent: &str, accept_ms: i64) -> [(&'static str, FluentValue<'static>); 2] {
    [("agent", plain::name(agent).into()), ("seconds", (accept_ms / 1_000).into())]
}

fn shown(card: &TicketCard, opening: &str, waited_ms: i64, tone: &Tone) -> String {
    let key = if is_urgent(card) { "announcement-title-urgent" } else { "announcement-title" };
    let opening = match plain::quote(opening, plain::QUOTE_MOST) {
        nothing if nothing.is_empty() => tone.text("announcement-wordless"),
        text => tone.with("announcement-opening", &[("text", text.into())]),
    };
    let state = [
        ("mood", tone.mood(card.sentiment).into()),
        ("ago", ago(waited_ms, tone).into()),
        ("before", before(card, tone).into()),
    ];
    let mut lines = vec![tone.with(
        key,
        &[ticket(card.ticket), ("department", tone.department(card.department).into())],
    )];
    lines.extend(previous(card, tone));
    lines.extend([contact(card, tone), opening, tone.with("announcement-state", &state)]);
    lines.join("\n")
}

/// In a main group: the customer of a pending ticket wrote more.
#[must_use]
pub fn addition(no: TicketNo, name: &str, count: u32, latest: &str, tone: &Tone) -> String {
    let values = [ticket(no), ("customer", customer(name, tone).into()), ("count", count.into())];
    let told = tone.with("addition", &values);
    match plain::quote(latest, plain::QUOTE_MOST) {
        nothing if nothing.is_empty() => told,
        text => format!("{told}\n{}", tone.with("addition-latest", &[("text", text.into())])),
    }
}

/// In a slot: a case begins.
#[must_use]
pub fn header(card: &TicketCard, waited_ms: i64, of: &[Box<str>], tone: &Tone) -> String {
    let wait = [("length", length(waited_ms, tone).into()), ("before", before(card, tone).into())];
    let mut lines = vec![title(card, tone)];
    lines.extend(previous(card, tone));
    lines.push(facts(card, tone));
    lines.extend(tags(of, tone));
    lines.extend(summary(card, tone));
    lines.extend([tone.with("header-wait", &wait), tone.text("header-how")]);
    lines.join("\n")
}

/// How the company tells this customer from others.
pub(super) fn tags(tags: &[Box<str>], tone: &Tone) -> Option<String> {
    let tags: Vec<String> = tags.iter().map(|tag| plain::name(tag)).collect();
    (!tags.is_empty()).then(|| tone.with("info-tags", &[("tags", tags.join(", ").into())]))
}

/// The case that it goes on from.
fn previous(card: &TicketCard, tone: &Tone) -> Option<String> {
    let previous = ("previous", card.previous?.to_string().into());
    Some(tone.with("announcement-previous", &[previous]))
}

/// In a slot: all that is known.
#[must_use]
pub fn info(
    card: &TicketCard,
    waited_ms: i64,
    attended_ms: i64,
    recent: &[PastCase],
    tone: &Tone,
) -> String {
    let times = [
        ("waited", length(waited_ms, tone).into()),
        ("attended", length(attended_ms, tone).into()),
    ];
    let opened = tone.with("info-opened", &[("when", when(card.opened_at, tone).into())]);
    let mut lines = vec![title(card, tone), facts(card, tone)];
    lines.extend(summary(card, tone));
    lines.extend([format!("{opened} · {}", before(card, tone)), tone.with("info-times", &times)]);
    if !recent.is_empty() {
        lines.push(tone.text("info-recent"));
    }
    lines.extend(recent.iter().take(RECENT_CASES).map(|case| {
        let when = ("when", when(case.closed_at, tone).into());
        match plain::quote(case.reason.as_deref().unwrap_or_default(), plain::QUOTE_MOST) {
            nothing if nothing.is_empty() => {
                tone.with("info-recent-line-plain", &[ticket(case.ticket), when])
            }
            reason => tone
                .with("info-recent-line", &[ticket(case.ticket), when, ("reason", reason.into())]),
        }
    }));
    lines.join("\n")
}

/// In a main group: tickets wait too long.
#[must_use]
pub fn reminder(tickets: &[OverdueTicket], tone: &Tone) -> String {
    let mut lines = overdue(tickets, tone);
    lines.push(tone.text(if tickets.len() == 1 { "reminder-how" } else { "reminder-how-many" }));
    lines.join("\n")
}

/// In the Supervisor group: somebody asks for help with a case.
#[must_use]
pub fn raised(
    card: &TicketCard,
    (by, reason): (&str, Option<&str>),
    (agent, place): (Option<&str>, &str),
    waited_ms: i64,
    free: &[FreeAgent],
    tone: &Tone,
) -> String {
    let key = if is_urgent(card) { "raised-title-urgent" } else { "raised-title" };
    let mut lines = vec![tone.with(key, &[ticket(card.ticket), ("by", plain::name(by).into())])];
    let reason = plain::quote(reason.unwrap_or_default(), plain::QUOTE_MOST);
    if !reason.is_empty() {
        lines.push(tone.with("raised-reason", &[("reason", reason.into())]));
    }
    lines.push(contact(card, tone));
    lines.push(facts(card, tone));
    let place = ("place", plain::name(place).into());
    lines.push(match agent {
        Some(agent) => tone.with("raised-agent", &[("agent", plain::name(agent).into()), place]),
        None => tone.with("raised-pending", &[place]),
    });
    lines.push(tone.with("raised-since", &[("length", length(waited_ms, tone).into())]));
    lines.push(who_is_free(free, tone));
    lines.push(tone.text("alert-how-give"));
    lines.join("\n")
}

/// A customer's name, or that there is none.
#[must_use]
pub fn customer(name: &str, tone: &Tone) -> String {
    match plain::customer(name) {
        nothing if nothing.is_empty() => tone.text("customer-unnamed"),
        name => name,
    }
}

/// The number of a ticket, as a value for the catalogue.
pub(super) fn ticket(no: TicketNo) -> (&'static str, FluentValue<'static>) {
    ("ticket", no.to_string().into())
}

fn is_urgent(card: &TicketCard) -> bool {
    card.sentiment == Sentiment::Angry
}

fn number(card: &TicketCard, tone: &Tone) -> String {
    match plain::name(card.number.as_deref().unwrap_or_default()) {
        nothing if nothing.is_empty() => tone.text("number-hidden"),
        number => number,
    }
}

pub(super) fn contact(card: &TicketCard, tone: &Tone) -> String {
    let values = [
        ("customer", customer(&card.customer, tone).into()),
        ("number", number(card, tone).into()),
    ];
    tone.with("announcement-customer", &values)
}

fn before(card: &TicketCard, tone: &Tone) -> String {
    tone.with("cases-before", &[("count", card.closed_cases.into())])
}

fn title(card: &TicketCard, tone: &Tone) -> String {
    let key = if is_urgent(card) { "header-title-urgent" } else { "header-title" };
    tone.with(key, &[ticket(card.ticket), ("customer", customer(&card.customer, tone).into())])
}

pub(super) fn facts(card: &TicketCard, tone: &Tone) -> String {
    tone.with(
        "header-facts",
        &[
            ("number", number(card, tone).into()),
            ("department", tone.department(card.department).into()),
            ("mood", tone.mood(card.sentiment).into()),
        ],
    )
}

/// What a model says it is about, where it has said so: somebody else's words, shown as such.
fn summary(card: &TicketCard, tone: &Tone) -> Option<String> {
    match plain::quote(card.summary.as_deref()?, plain::QUOTE_MOST) {
        nothing if nothing.is_empty() => None,
        text => Some(tone.with("case-summary", &[("text", text.into())])),
    }
}

/// One ticket in full, or a digest of many.
pub(super) fn overdue(tickets: &[OverdueTicket], tone: &Tone) -> Vec<String> {
    if let [only] = tickets {
        let card = &only.card;
        let key = if is_urgent(card) { "reminder-one-urgent" } else { "reminder-one" };
        let detail = [
            ("department", tone.department(card.department).into()),
            ("mood", tone.mood(card.sentiment).into()),
            ("group", plain::name(&only.group_name).into()),
        ];
        let mut lines = vec![
            tone.with(key, &[ticket(card.ticket), ("length", length(only.waited_ms, tone).into())]),
            contact(card, tone),
            tone.with("overdue-detail", &detail),
        ];
        lines.extend(summary(card, tone));
        return lines;
    }
    let mut lines = vec![tone.with("reminder-many", &[("count", tickets.len().into())])];
    lines.extend(tickets.iter().take(LISTED_MOST).map(|waiting| overdue_line(waiting, tone)));
    lines.extend(more(tickets.len(), tone));
    lines
}

/// A ticket that nobody takes, in a digest.
pub(super) fn overdue_line(waiting: &OverdueTicket, tone: &Tone) -> String {
    let card = &waiting.card;
    let key = if is_urgent(card) { "overdue-line-urgent" } else { "overdue-line" };
    tone.with(
        key,
        &[
            ticket(card.ticket),
            ("customer", customer(&card.customer, tone).into()),
            ("department", tone.department(card.department).into()),
            ("mood", tone.mood(card.sentiment).into()),
            ("length", length(waiting.waited_ms, tone).into()),
        ],
    )
}

pub(super) fn who_is_free(free: &[FreeAgent], tone: &Tone) -> String {
    let free: Vec<&FreeAgent> = free.iter().filter(|agent| agent.free > 0).collect();
    if free.is_empty() {
        return tone.text("alert-nobody");
    }
    let named = free.iter().take(LISTED_MOST).map(|agent| {
        let values = [("agent", plain::name(&agent.name).into()), ("free", agent.free.into())];
        tone.with("alert-free-agent", &values)
    });
    let agents: Vec<String> = named.chain(more(free.len(), tone)).collect();
    tone.with("alert-free", &[("agents", agents.join(", ").into())])
}

pub(super) fn more(all: usize, tone: &Tone) -> Option<String> {
    let more = all.saturating_sub(LISTED_MOST);
    (more > 0).then(|| tone.with("and-more", &[("count", more.into())]))
}
