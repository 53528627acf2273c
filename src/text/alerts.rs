//! What has to be looked at, as supervisors and agents read it.

use super::announcement::{
    LISTED_MOST, contact, customer, facts, more, overdue, overdue_line, ticket, who_is_free,
};
use super::durations::length;
use super::plain;
use super::tone::Tone;
use crate::domain::notice::{Cause, FreeAgent, OverdueTicket};

/// Longest excerpt of what was not answered, in characters.
const EXCERPT_MOST: usize = 120;

/// In the Supervisor group: what has to be looked at, who could do it, and how.
#[must_use]
pub fn alert(tickets: &[OverdueTicket], free: &[FreeAgent], tone: &Tone) -> String {
    let is_pending = |waiting: &OverdueTicket| waiting.cause == Cause::Pending;
    let mut lines = match tickets {
        [only] if !is_pending(only) => one(only, tone),
        all if all.iter().all(is_pending) => overdue(all, tone),
        all => many(all, tone),
    };
    lines.push(who_is_free(free, tone));
    lines.extend(how(tickets, tone));
    lines.join("\n")
}

fn how(tickets: &[OverdueTicket], tone: &Tone) -> Vec<String> {
    let [only] = tickets else {
        return vec![tone.text("alert-how-many"), tone.text("alert-how-give-many")];
    };
    match only.cause {
        Cause::Pending | Cause::Angry => {
            let group = ("group", plain::name(&only.group_name).into());
            vec![tone.with("alert-how", &[group]), tone.text("alert-how-give")]
        }
        Cause::Unanswered { .. } | Cause::AgentGone { .. } | Cause::LeftMain { .. } => {
            vec![tone.text("alert-how-pass")]
        }
    }
}

/// A ticket that waits for something else than to be taken, in full.
fn one(only: &OverdueTicket, tone: &Tone) -> Vec<String> {
    let no = ticket(only.card.ticket);
    let wait = ("length", length(only.waited_ms, tone).into());
    let group = ("group", plain::name(&only.group_name).into());
    let (title, then) = match &only.cause {
        Cause::Pending | Cause::Angry => {
            (tone.with("alert-angry", &[no]), tone.with("alert-angry-where", &[wait, group]))
        }
        Cause::Unanswered { agent, place } => {
            let (agent, place) = (plain::name(agent), plain::name(place));
            let who = [("agent", agent.clone().into()), ("place", place.into())];
            let title = [no, wait, ("agent", agent.into())];
            (tone.with("alert-unanswered", &title), tone.with("raised-agent", &who))
        }
        Cause::AgentGone { agent, place } => {
            let values =
                [no, ("agent", plain::name(agent).into()), ("place", plain::name(place).into())];
            (tone.with("alert-gone", &values), tone.text("alert-gone-what"))
        }
        Cause::LeftMain { agent, place } => {
            let agent = ("agent", plain::name(agent).into());
            let title = tone.with("alert-left", &[no, agent, group]);
            let place = ("place", plain::name(place).into());
            (title, tone.with("alert-left-what", &[place]))
        }
    };
    vec![title, contact(&only.card, tone), facts(&only.card, tone), then]
}

/// A digest of tickets that wait for different things.
fn many(tickets: &[OverdueTicket], tone: &Tone) -> Vec<String> {
    let mut lines = vec![tone.with("alert-many", &[("count", tickets.len().into())])];
    lines.extend(tickets.iter().take(LISTED_MOST).map(|waiting| line(waiting, tone)));
    lines.extend(more(tickets.len(), tone));
    lines
}

fn line(waiting: &OverdueTicket, tone: &Tone) -> String {
    let no = ticket(waiting.card.ticket);
    let who = ("customer", customer(&waiting.card.customer, tone).into());
    let wait = ("length", length(waiting.waited_ms, tone).into());
    match &waiting.cause {
        Cause::Pending => overdue_line(waiting, tone),
        Cause::Angry => tone.with("alert-line-angry", &[no, who]),
        Cause::Unanswered { agent, .. } => {
            let agent = ("agent", plain::name(agent).into());
            tone.with("alert-line-unanswered", &[no, who, agent, wait])
        }
        Cause::AgentGone { agent, place } | Cause::LeftMain { agent, place } => {
            let place = ("place", plain::name(place).into());
            let agent = ("agent", plain::name(agent).into());
            tone.with("alert-line-gone", &[no, who, agent, place])
        }
    }
}

/// In a slot: the customer waits for an answer.
#[must_use]
pub fn answer_reminder(name: &str, excerpt: &str, waited_ms: i64, tone: &Tone) -> String {
    let values =
        [("customer", customer(name, tone).into()), ("length", length(waited_ms, tone).into())];
    let told = tone.with("answer-reminder", &values);
    match plain::quote(excerpt, EXCERPT_MOST) {
        nothing if nothing.is_empty() => told,
        text => [told, tone.with("answer-reminder-text", &[("text", text.into())])].join("\n"),
    }
}

/// Where alerts are read: the name leads to no agent, or to several.
#[must_use]
pub fn which_agent(name: &str, agents: &[String], several: bool, tone: &Tone) -> String {
    let name = plain::quote(name, plain::NAME_MOST);
    let key = if several { "assign-several" } else { "assign-nobody" };
    let told = tone.with(key, &[("word", name.into())]);
    if agents.is_empty() {
        return told;
    }
    let agents: Vec<String> = agents.iter().map(|agent| plain::name(agent)).collect();
    let agents = ("agents", agents.join(", ").into());
    [told, tone.with("assign-agents", &[agents])].join("\n")
}
