//! Which of the texts that Relevo sends a company may say in words of its own, and what has to stay in each.
//!
//! Not among them: the names of departments, moods and times, which stand inside other texts and on pages; the
//! labels of what is carried from one side to the other (`relay-…`) and the refusals (`refused-…`), which are said
//! in the panel too; the list of commands, which is what the program understands; and the sentence that a personal
//! group has no case, by which it is told from a customer's imitation of it.

use super::catalogue::FluentValue;
use super::tone::Tone;
use crate::domain::reason;
use crate::domain::settings::Department;
use crate::domain::ticket::Sentiment;

/// Who reads a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reader {
    /// A customer.
    Customer,
    /// Agents in a main group.
    MainGroup,
    /// An agent in a personal group.
    PersonalGroup,
    /// Supervisors.
    Supervisor,
    /// An agent who is invited to a group.
    Invited,
}

impl Reader {
    /// All of them, in the order people see them.
    pub const ALL: [Self; 5] =
        [Self::Customer, Self::MainGroup, Self::PersonalGroup, Self::Supervisor, Self::Invited];
}

/// What a text has to be besides readable.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rule {
    /// Nothing.
    Free,
    /// Known as one of ours at a glance: an emblem or bold at the start, and the number as `#…`. By this a
    /// customer's imitation is found and marked.
    Marked,
    /// The options of the menu: a line with 1 and a line with 2, which are what the customer answers.
    Options,
    /// Says the word that registers an agent.
    Ready,
}

/// A text that may be changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Editable {
    /// Its key in the catalogue.
    pub key: &'static str,
    /// Who reads it.
    pub reader: Reader,
    /// What it has to name.
    pub must: &'static [&'static str],
    /// What else it has to be.
    pub rule: Rule,
}

const fn text(key: &'static str, reader: Reader, must: &'static [&'static str]) -> Editable {
    Editable { key, reader, must, rule: Rule::Free }
}

const fn marked(key: &'static str, reader: Reader, must: &'static [&'static str]) -> Editable {
    Editable { key, reader, must, rule: Rule::Marked }
}

use Reader::{Customer, Invited, MainGroup, PersonalGroup, Supervisor};

/// All of them, as they come up in a case.
pub const EDITABLE: &[Editable] = &[
    text("menu-hello-name", Customer, &[]),
    text("menu-hello", Customer, &[]),
    text("menu-question", Customer, &[]),
    Editable { key: "menu-options", reader: Customer, must: &[], rule: Rule::Options },
    text("menu-again", Customer, &[]),
    text("placed-support", Customer, &[]),
    text("placed-sales", Customer, &[]),
    text("kept-for-later", Customer, &[]),
    text("menu-part", Customer, &["label"]),
    text("menu-back", Customer, &[]),
    text("reopened", Customer, &[]),
    text("opened-for-support", Customer, &[]),
    text("opened-for-sales", Customer, &[]),
    text("too-many", Customer, &[]),
    text("kind-not-carried", Customer, &[]),
    text("file-not-carried", Customer, &[]),
    text("goodbye", Customer, &[]),
    text("ask-rating", Customer, &[]),
    text("ask-comment", Customer, &[]),
    text("rating-thanks", Customer, &[]),
    text("silence-warning", Customer, &[]),
    marked("announcement-title", MainGroup, &["ticket"]),
    marked("announcement-title-urgent", MainGroup, &["ticket"]),
    text("announcement-customer", MainGroup, &["customer", "number"]),
    text("announcement-previous", MainGroup, &["previous"]),
    text("announcement-opening", MainGroup, &["text"]),
    text("announcement-wordless", MainGroup, &[]),
    text("announcement-state", MainGroup, &[]),
    text("announcement-how", MainGroup, &[]),
    marked("addition", MainGroup, &["ticket"]),
    text("addition-latest", MainGroup, &["text"]),
    marked("assigned", MainGroup, &["ticket", "agent", "slot"]),
    marked("assigned-by", MainGroup, &["ticket", "agent", "slot"]),
    text("announcement-had", MainGroup, &["from"]),
    text("announcement-had-reason", MainGroup, &["from", "reason"]),
    marked("transferred-in-group", MainGroup, &["ticket", "agent", "slot"]),
    marked("moved-away", MainGroup, &["ticket", "group"]),
    marked("moved-away-reason", MainGroup, &["ticket", "group", "reason"]),
    marked("closed-in-group", MainGroup, &["ticket", "agent"]),
    marked("closed-in-group-reason", MainGroup, &["ticket", "agent", "reason"]),
    Editable { key: "ask-ready", reader: MainGroup, must: &["agent"], rule: Rule::Ready },
    text("registered", MainGroup, &["agent"]),
    text("registered-how", MainGroup, &[]),
    marked("reminder-one", MainGroup, &["ticket"]),
    marked("reminder-one-urgent", MainGroup, &["ticket"]),
    text("reminder-many", MainGroup, &["count"]),
    marked("overdue-line", MainGroup, &["ticket"]),
    marked("overdue-line-urgent", MainGroup, &["ticket"]),
    text("overdue-detail", MainGroup, &[]),
    text("reminder-how", MainGroup, &[]),
    text("reminder-how-many", MainGroup, &[]),
    text("help-group-title", MainGroup, &[]),
    text("help-group", MainGroup, &[]),
    text("help-group-commands", MainGroup, &[]),
    marked("header-title", PersonalGroup, &["ticket", "customer"]),
    marked("header-title-urgent", PersonalGroup, &["ticket", "customer"]),
    text("header-facts", PersonalGroup, &["number"]),
    text("header-wait", PersonalGroup, &[]),
    text("header-how", PersonalGroup, &[]),
    text("info-opened", PersonalGroup, &["when"]),
    text("info-times", PersonalGroup, &[]),
    text("info-recent", PersonalGroup, &[]),
    text("info-recent-line", PersonalGroup, &["ticket"]),
    text("info-recent-line-plain", PersonalGroup, &["ticket"]),
    marked("case-closed", PersonalGroup, &["ticket"]),
    marked("case-closed-reason", PersonalGroup, &["ticket", "reason"]),
    text("case-closed-after", PersonalGroup, &[]),
    marked("case-left", PersonalGroup, &["ticket", "to"]),
    marked("case-left-reason", PersonalGroup, &["ticket", "to", "reason"]),
    text("case-left-after", PersonalGroup, &[]),
    text("continued-from", PersonalGroup, &["from"]),
    text("continued-from-reason", PersonalGroup, &["from", "reason"]),
    text("continued", PersonalGroup, &[]),
    text("note-shown", PersonalGroup, &["who"]),
    text("no-case-how", PersonalGroup, &[]),
    text("help-title", PersonalGroup, &[]),
    text("help-rest", PersonalGroup, &[]),
    text("unknown-command", PersonalGroup, &["word"]),
    text("unknown-command-bare", PersonalGroup, &[]),
    text("nothing-to-send", PersonalGroup, &[]),
    marked("wrong-room", PersonalGroup, &["ticket", "customer", "slot"]),
    text("wrong-room-how", PersonalGroup, &[]),
    text("edit-not-carried", PersonalGroup, &[]),
    text("not-carried-to-customer", PersonalGroup, &[]),
    text("file-not-carried-to-customer", PersonalGroup, &[]),
    text("file-not-carried-why", PersonalGroup, &["why"]),
    text("not-delivered", PersonalGroup, &["text"]),
    text("not-delivered-wordless", PersonalGroup, &[]),
    text("not-delivered-why", PersonalGroup, &["why"]),
    text("not-delivered-how", PersonalGroup, &[]),
    marked("customer-blocked", PersonalGroup, &["ticket"]),
    marked("customer-blocked-reason", PersonalGroup, &["ticket", "reason"]),
    text("customer-blocked-after", PersonalGroup, &[]),
    text("not-for-agents", PersonalGroup, &[]),
    marked("raised-title", Supervisor, &["ticket", "by"]),
    marked("raised-title-urgent", Supervisor, &["ticket", "by"]),
    text("raised-reason", Supervisor, &["reason"]),
    text("raised-agent", Supervisor, &["agent"]),
    text("raised-pending", Supervisor, &["place"]),
    text("raised-since", Supervisor, &["length"]),
    text("alert-free", Supervisor, &["agents"]),
    text("alert-free-agent", Supervisor, &["agent"]),
    text("alert-nobody", Supervisor, &[]),
    text("alert-how", Supervisor, &["group"]),
    text("alert-how-many", Supervisor, &[]),
    text("customer-unblocked", Supervisor, &["number"]),
    text("not-blocked", Supervisor, &["number"]),
    text("unblock-how", Supervisor, &[]),
    text("invite", Invited, &["link", "group"]),
    text("invite-without-link", Invited, &["group"]),
    text("closed-until", Customer, &["opens"]),
    text("closed-for-now", Customer, &[]),
    text("announcement-how-for", MainGroup, &["agent"]),
    marked("offered-to", MainGroup, &["ticket", "agent"]),
    marked("open-to-all", MainGroup, &["ticket"]),
    text("shift-ending", PersonalGroup, &["time"]),
    text("case-summary", PersonalGroup, &["text"]),
    text("info-tags", PersonalGroup, &["tags"]),
    text("info-notes", PersonalGroup, &[]),
    text("info-note-line", PersonalGroup, &["text"]),
    text("nothing-to-note", PersonalGroup, &[]),
    text("no-destination", PersonalGroup, &[]),
    text("unknown-destination", PersonalGroup, &["word"]),
    text("many-destinations", PersonalGroup, &["word"]),
    text("destination-how", PersonalGroup, &[]),
    marked("help-asked", PersonalGroup, &["ticket"]),
    text("why-close", PersonalGroup, &[]),
    text("why-close-how", PersonalGroup, &[]),
    text("why-close-free", PersonalGroup, &[]),
    marked("silence-told", PersonalGroup, &["ticket"]),
    text("answer-reminder", PersonalGroup, &["customer"]),
    text("answer-reminder-text", PersonalGroup, &["text"]),
    marked("given-back", PersonalGroup, &["ticket", "to"]),
    text("queue-title", MainGroup, &[]),
    text("queue-empty", MainGroup, &["group"]),
    text("queue-group", MainGroup, &["group"]),
    text("queue-urgent", MainGroup, &[]),
    text("queue-attended", MainGroup, &["count"]),
    text("team-title", MainGroup, &[]),
    text("team-none", MainGroup, &[]),
    text("team-free", MainGroup, &["agent"]),
    text("team-full", MainGroup, &["agent"]),
    text("team-off-shift", MainGroup, &["agent"]),
    text("team-inactive", MainGroup, &["agent"]),
    text("team-unregistered", MainGroup, &["agent"]),
    text("alert-many", Supervisor, &["count"]),
    marked("alert-angry", Supervisor, &["ticket"]),
    text("alert-angry-where", Supervisor, &["group"]),
    marked("alert-unanswered", Supervisor, &["ticket", "agent"]),
    marked("alert-gone", Supervisor, &["ticket", "agent"]),
    text("alert-gone-what", Supervisor, &[]),
    marked("alert-left", Supervisor, &["ticket", "agent"]),
    text("alert-left-what", Supervisor, &["place"]),
    marked("alert-line-angry", Supervisor, &["ticket"]),
    marked("alert-line-unanswered", Supervisor, &["ticket"]),
    marked("alert-line-gone", Supervisor, &["ticket"]),
    text("alert-how-give", Supervisor, &[]),
    text("alert-how-give-many", Supervisor, &[]),
    text("alert-how-pass", Supervisor, &[]),
    marked("given", Supervisor, &["ticket", "agent", "slot"]),
    text("assign-how", Supervisor, &[]),
    text("assign-elsewhere", MainGroup, &[]),
    text("assign-nobody", Supervisor, &["word"]),
    text("assign-several", Supervisor, &["word"]),
    text("assign-agents", Supervisor, &["agents"]),
    text("line-was-down", Supervisor, &[]),
    text("line-was-down-after", Supervisor, &[]),
    text("other-line-down", Supervisor, &["line"]),
    text("other-line-back", Supervisor, &["line"]),
    text("help-supervisor-title", Supervisor, &[]),
];

/// The editable text of a key.
#[must_use]
pub fn find(key: &str) -> Option<&'static Editable> {
    EDITABLE.iter().find(|text| text.key == key)
}

/// Numbers with which a text is tried: those that languages count differently.
pub const COUNTS: [i64; 4] = [2, 0, 1, 25];

/// Something that a text could be filled in with, for the placeholder `name`; `count` where it is a number.
#[must_use]
pub fn example(name: &str, count: i64, tone: &Tone) -> FluentValue<'static> {
    let words = |key: &str| tone.text(key);
    match name {
        "count" | "slots" | "free" | "busy" => return count.into(),
        "ticket" => "1042".to_owned(),
        "name" => "Marta".to_owned(),
        "customer" => "Marta Quiroga".to_owned(),
        "company" => "Fibra del Valle".to_owned(),
        "number" => "+54 9 381 555-1234".to_owned(),
        "agent" => "Juan Pérez".to_owned(),
        "agents" => "Juan Pérez, Carla Ríos".to_owned(),
        "slot" => "Chat soporte Juan N°2".to_owned(),
        "department" | "group" | "to" | "place" | "label" => tone.department(Department::Support),
        "mood" => tone.mood(Sentiment::Neutral),
        "link" => "https://chat.whatsapp.com/AbC123".to_owned(),
        "word" => "fni".to_owned(),
        "line" => "Fibra Norte".to_owned(),
        "tags" => "vip".to_owned(),
        "before" => tone.with("cases-before", &[("count", 3.into())]),
        "ago" => super::durations::ago(3 * 60_000, tone),
        "length" | "waited" | "silent" => super::durations::length(5 * 60_000, tone),
        "attended" => super::durations::length(12 * 60_000, tone),
        "when" | "since" | "until" => super::durations::when(tone.now, tone),
        "opens" | "leaves" | "time" | "begins" => {
            super::ahead::ahead(tone.now.plus(24 * 3_600_000), tone)
        }
        "seconds" => "60".to_owned(),
        "text" => words("example-text"),
        "reason" => words("example-reason"),
        "why" => {
            super::reasons::sentence(reason::NOT_ON_WHATSAPP, tone.language).unwrap_or_default()
        }
        "by" | "who" | "from" => "Carla Ríos".to_owned(),
        "previous" => "1038".to_owned(),
        _ => "…".to_owned(),
    }
    .into()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::domain::settings::Language;
    use crate::text::catalogue::sources;
    use crate::text::own;

    /// The parts of the catalogues that are said in chats, and are neither words of others nor carried over.
    const IN_CHATS: [&str; 8] = [
        "To a customer",
        "In a main group",
        "In a personal group",
        "In the Supervisor group",
        "Answers in a personal group",
        "The queue and the team",
        "To agents and supervisors",
        "To an agent who cannot be added to a group",
    ];

    #[test]
    fn every_text_of_ours_passes_its_own_test() {
        for language in Language::ALL {
            for text in EDITABLE {
                let ours = crate::text::catalogue::source(language, text.key).unwrap();
                assert_eq!(
                    own::check(text, language, &ours),
                    Ok(()),
                    "{} {language:?}\n{ours}",
                    text.key
                );
            }
        }
    }

    #[test]
    fn every_text_of_chats_may_be_changed_or_there_is_a_reason_why_not() {
        let fixed = ["no-case", "refused-", "open-", "help-asignar"];
        let said = sources(Language::Es).concat();
        let mut in_chats = false;
        let mut keys: BTreeSet<&str> = BTreeSet::new();
        for line in said.lines() {
            if let Some(part) = line.strip_prefix("## ") {
                in_chats = IN_CHATS.contains(&part);
            }
            let key = line.split_once(" =").map_or("", |(key, _)| key);
            let is_key = key.chars().all(|c| c.is_ascii_alphanumeric() || c == '-');
            if in_chats && is_key && key.contains(char::is_alphabetic) {
                keys.insert(key);
            }
        }
        assert!(keys.len() > 120, "{}", keys.len());
        for key in keys {
            let is_fixed = fixed
                .iter()
                .any(|fixed| key == *fixed || (*fixed != "no-case" && key.starts_with(fixed)));
            assert!(find(key).is_some() != is_fixed, "{key}");
        }
    }
}
