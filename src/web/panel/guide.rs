//! `/ayuda/guia`: one sheet of paper for who attends.

use askama::Template;

use super::chat_text::{Span, spans};
use super::help::{CommandLine, commands_in};
use crate::domain::command::Where;
use crate::domain::ids::{TicketNo, Timestamp};
use crate::domain::notice::TicketCard;
use crate::domain::settings::Department;
use crate::domain::ticket::Sentiment;
use crate::text::{Tone, announcement};
use crate::web::assets::{ASSETS, Assets};
use crate::web::words::Words;

/// How long the customer of the example has waited.
const WAITED_MS: i64 = 2 * 60_000;

/// The page.
#[derive(Template)]
#[template(path = "panel/guide.html")]
#[allow(missing_docs, reason = "as in the template")]
pub struct GuidePage {
    pub words: Words,
    pub assets: &'static Assets,
    pub company: String,
    pub rules: Vec<(String, Vec<Span>)>,
    pub commands: Vec<CommandLine>,
    pub example: Vec<Span>,
    pub urgent: Vec<Span>,
    pub cited: Vec<Span>,
    pub first_day: Vec<Span>,
}

impl GuidePage {
    /// The page, with announcements as Relevo writes them.
    #[must_use]
    pub fn new(words: Words, company: String, tone: &Tone) -> Self {
        let rules = ["take", "groups", "commands", "delete", "straight", "urgent"];
        let rules = rules
            .map(|rule| {
                (words.t(&format!("guide-{rule}")), spans(&words.t(&format!("guide-{rule}-how"))))
            })
            .to_vec();
        let shown = |ticket, customer: &str, opening: &str, sentiment| {
            let card = TicketCard {
                ticket: TicketNo(ticket),
                department: Department::Support,
                customer: words.t(customer),
                number: Some(String::from("+54 9 381 555-0142")),
                sentiment,
                opened_at: Timestamp(0),
                closed_cases: 0,
                summary: None,
                previous: None,
            };
            announcement::announcement(&card, &words.t(opening), WAITED_MS, tone)
        };
        let example = shown(128, "training-first", "training-say-hello", Sentiment::Neutral);
        let urgent = shown(129, "training-second", "training-say-urgent", Sentiment::Angry);
        // How to take it stands below the first one already.
        let urgent = urgent.lines().next().unwrap_or_default();
        Self {
            words,
            assets: &ASSETS,
            company,
            rules,
            commands: commands_in(Where::Slot, words),
            example: spans(&example),
            urgent: spans(urgent),
            cited: spans(example.lines().next().unwrap_or_default()),
            first_day: spans(&words.t("guide-first-day")),
        }
    }
}
