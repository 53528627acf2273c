//! The way of a case: who wrote, how long it waited, who had it, in order.

use super::ticket_rows::first_name;
use crate::domain::ids::Timestamp;
use crate::store::tickets::{TicketEventRow, TicketRow, TicketState};
use crate::web::when::When;
use crate::web::words::FluentValue;

/// A leg of the way.
#[derive(Debug, Clone, PartialEq, Eq)]
#[allow(missing_docs, reason = "as in the template")]
pub struct Leg {
    pub class: &'static str,
    pub title: String,
    pub detail: String,
}

/// Where a case is between two events.
enum At {
    /// In this main group, pending.
    Group(Option<String>),
    /// With this agent, in this slot.
    Agent { name: String, place: Option<String> },
}

/// The legs of a case.
#[must_use]
pub fn legs(case: &TicketRow, events: &[TicketEventRow], when: &When) -> Vec<Leg> {
    let words = when.words();
    let end = case.closed_at.unwrap_or(when.now());
    let department = when.tone().department(case.department);
    let mut legs = vec![Leg {
        class: "bot",
        title: words.t("leg-menu"),
        detail: words.with(
            "leg-menu-detail",
            &[
                ("time", FluentValue::from(when.moment(case.since))),
                ("name", FluentValue::from(department)),
            ],
        ),
    }];
    // The customer waits since the first word, not since the ticket has a number.
    let (mut at, mut since, mut waits_since) = (At::Group(None), case.opened_at, case.since);
    for event in events {
        let next = match event.kind.as_str() {
            "claimed" => At::Agent { name: name(event), place: event.detail.clone() },
            "transferred" => At::Agent { name: name(event), place: event.place.clone() },
            "returned" | "moved" => At::Group(event.group.clone()),
            _ => continue,
        };
        legs.push(leg(&at, since, waits_since, event.at, false, when));
        (at, since, waits_since) = (next, event.at, event.at);
    }
    let is_now = case.state != TicketState::Closed;
    legs.push(leg(&at, since, waits_since, end, is_now, when));
    if let Some(at) = case.closed_at {
        let reason = case.close_reason.clone().unwrap_or_else(|| words.t("no-reason"));
        legs.push(Leg {
            class: "bot",
            title: words.t("state-closed"),
            detail: format!("{}, {reason}", when.moment(at)),
        });
    }
    legs
}

fn name(event: &TicketEventRow) -> String {
    event.agent.as_ref().map(|(_, name)| name.clone()).unwrap_or_default()
}

fn leg(
    at: &At,
    since: Timestamp,
    waits_since: Timestamp,
    until: Timestamp,
    is_now: bool,
    when: &When,
) -> Leg {
    let words = when.words();
    let from = words.name("leg-since", &when.moment(since));
    let beside = |place: &Option<String>| match place {
        Some(place) => format!("{from}, {place}"),
        None => from.clone(),
    };
    match at {
        At::Group(group) => {
            let key = if is_now { "leg-waits" } else { "leg-waited" };
            let waited = when.span(until.since(waits_since));
            Leg { class: "wait", title: words.name(key, &waited), detail: beside(group) }
        }
        At::Agent { name, place } => {
            let class = if is_now { "now" } else { "" };
            let title = format!("{}, {}", first_name(name), when.span(until.since(since)));
            Leg { class, title, detail: beside(place) }
        }
    }
}
