//! The answers to commands: lists of commands, of names and reasons, the queue, and who is on.

use super::announcement::ticket;
use super::durations;
use super::plain;
use super::tone::Tone;
use crate::domain::acts::Note;
use crate::domain::closing::Usual;
use crate::domain::command::{Where, work_in};
use crate::domain::notice::{Duty, OnDuty, Queue};
use crate::domain::settings::Language;

/// Lines of a list at the most.
const LISTED_MOST: usize = 40;
/// Longest note shown with the rest of a case, in characters.
const NOTE_MOST: usize = 200;

/// The commands that work there, a line for each.
#[must_use]
pub fn listed(place: Where, to: &Tone) -> String {
    let line = |name: &str| format!("• {}", to.text(&format!("command-{name}")));
    work_in(place).into_iter().map(line).collect::<Vec<_>>().join("\n")
}

/// Why a case could not be passed on, and to whom it could be.
#[must_use]
pub fn destinations(key: &str, asked: &str, names: &[String], to: &Tone) -> String {
    let asked = plain::quote(asked, plain::NAME_MOST);
    let mut lines = vec![to.with(key, &[("word", asked.into())])];
    lines.extend(names.iter().map(|name| format!("• {}", plain::name(name))));
    let example = names.first().map(|name| plain::name(name)).unwrap_or_default();
    if !example.is_empty() {
        lines.push(to.with("destination-how", &[("agent", example.into())]));
    }
    lines.join("\n")
}

/// Asks why a case is to be closed.
#[must_use]
pub fn why_close(reasons: &[String], to: &Tone) -> String {
    let mut lines = vec![to.text("why-close")];
    lines.extend(
        reasons
            .iter()
            .zip(1..)
            .map(|(reason, n)| format!("{n}. {}", plain::quote(reason, plain::QUOTE_MOST))),
    );
    lines.push(to.text(if reasons.is_empty() { "why-close-free" } else { "why-close-how" }));
    lines.join("\n")
}

/// The queue now.
#[must_use]
pub fn queue(queues: &[Queue], attended: usize, to: &Tone) -> String {
    let mut lines = vec![to.text("queue-title")];
    lines.extend(queues.iter().take(LISTED_MOST).map(|queue| {
        let group = ("group", plain::name(&queue.group_name).into());
        let Some(oldest) = &queue.oldest else {
            return to.with("queue-empty", &[group]);
        };
        let length = durations::length(oldest.waited_ms, to);
        let waits = to.with(
            "queue-group",
            &[
                group,
                ("count", queue.pending.into()),
                ticket(oldest.ticket),
                ("length", length.into()),
            ],
        );
        if queue.urgent == 0 {
            return waits;
        }
        let urgent = to.with("queue-urgent", &[("count", queue.urgent.into())]);
        [waits, urgent].join(" ")
    }));
    lines.push(to.with("queue-attended", &[("count", attended.into())]));
    lines.join("\n")
}

/// Who is on: those with room first, then those who are busy, then the others.
#[must_use]
pub fn team(team: &[OnDuty], to: &Tone) -> String {
    if team.is_empty() {
        return to.text("team-none");
    }
    let mut team: Vec<&OnDuty> = team.iter().collect();
    team.sort_by_key(|agent| (agent.duty, std::cmp::Reverse(agent.free.min(1))));
    let mut lines = vec![to.text("team-title")];
    lines.extend(team.iter().take(LISTED_MOST).map(|agent| {
        let key = match (agent.duty, agent.free) {
            (Duty::On, 0) => "team-full",
            (Duty::On, _) => "team-free",
            (Duty::OffShift, _) => "team-off-shift",
            (Duty::Inactive, _) => "team-inactive",
            (Duty::NotRegistered, _) => "team-unregistered",
        };
        let counts = [
            ("agent", plain::name(&agent.name).into()),
            ("free", agent.free.into()),
            ("busy", agent.busy.into()),
        ];
        to.with(key, &counts)
    }));
    let more = team.len().saturating_sub(LISTED_MOST);
    if more > 0 {
        lines.push(to.with("and-more", &[("count", more.into())]));
    }
    lines.join("\n")
}

/// The notes of a case, below what else is known of it.
#[must_use]
pub fn notes(notes: &[Note], to: &Tone) -> String {
    let mut lines = vec![to.text("info-notes")];
    lines.extend(notes.iter().map(|note| {
        let text = plain::quote(&note.text, NOTE_MOST);
        to.with("info-note-line", &[("who", plain::name(&note.who).into()), ("text", text.into())])
    }));
    lines.join("\n")
}

/// What Relevo offers a line whose company has not said anything else.
#[must_use]
pub fn usual(language: Language) -> Usual {
    let catalogue = super::Catalogue::of(language);
    let reasons = catalogue.text("close-reasons-usual");
    let reasons = reasons.lines().map(str::trim).filter(|reason| !reason.is_empty());
    Usual {
        reasons: reasons.map(str::to_owned).collect(),
        no_answer: catalogue.text("close-reason-silence"),
    }
}
