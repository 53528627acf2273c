//! A case as it stands in a list, and the words for what it is.

use super::chat_text::said;
use super::phones::excerpt;
use super::shell::Badge;
use crate::domain::customer::FORGOTTEN;
use crate::domain::ids::TicketNo;
use crate::domain::settings::LineSettings;
use crate::domain::ticket::Sentiment;
use crate::engine::LineInfo;
use crate::store::latest::Latest;
use crate::store::tickets::{TicketRow, TicketState};
use crate::text;
use crate::web::when::When;
use crate::web::words::{FluentValue, Words};

/// A case in the list.
#[derive(Debug, Clone)]
#[allow(missing_docs, reason = "as in the template")]
pub struct Entry {
    pub no: TicketNo,
    pub href: String,
    pub name: String,
    pub urgent: bool,
    pub excerpt: String,
    pub department: String,
    pub badge: Badge,
    pub place: String,
    pub mood: Badge,
    /// How the customer rated it; empty where they did not.
    pub rating: String,
    pub late: bool,
    pub waited: i64,
    pub held: i64,
    pub wait_class: &'static str,
    pub wait_text: String,
    pub wait_text_class: &'static str,
    pub held_text: String,
    pub last: String,
}

/// Cases as they are listed; the bars share one scale, an hour or the longest of them.
#[must_use]
pub fn entries(rows: &[TicketRow], latest: &Latest, line: &LineInfo, when: &When) -> Vec<Entry> {
    let end = |row: &TicketRow| row.closed_at.unwrap_or(when.now());
    let scale = rows.iter().map(|row| end(row).since(row.since)).max().unwrap_or(0).max(3_600_000);
    rows.iter().map(|row| entry(row, latest, scale, line, when)).collect()
}

fn entry(row: &TicketRow, latest: &Latest, scale: i64, line: &LineInfo, when: &When) -> Entry {
    let words = when.words();
    let end = row.closed_at.unwrap_or(when.now());
    let waited_ms = row.claimed_at.unwrap_or(end).since(row.since);
    let held_ms = row.claimed_at.map_or(0, |at| end.since(at));
    let late = waited_ms > limit_ms(row.sentiment, &line.settings);
    let waited = (waited_ms.saturating_mul(100) / scale).clamp(1, 100);
    let held = (held_ms.saturating_mul(100) / scale).clamp(0, 100 - waited);
    let is_pending = row.state == TicketState::Pending;
    let span = when.span(waited_ms);
    let held_text = match (row.state, &row.agent) {
        (TicketState::Pending, _) => words.t("tickets-untaken"),
        (TicketState::InProgress, Some((_, agent))) => words.with(
            "tickets-with",
            &[
                ("span", FluentValue::from(when.span(held_ms))),
                ("name", FluentValue::from(first_name(agent))),
            ],
        ),
        (TicketState::Closed, Some(_)) => words.name("tickets-attended", &when.span(held_ms)),
        (TicketState::InProgress | TicketState::Closed, None) => String::new(),
    };
    let last = latest.get(&row.no);
    let words_of = |content| excerpt(&said(content, words.0));
    Entry {
        no: row.no,
        href: format!("/tickets/{}?linea={}", row.no, line.id),
        name: customer_name(row, words),
        urgent: row.sentiment == Sentiment::Angry && row.state != TicketState::Closed,
        excerpt: last.map(|(_, content)| words_of(content)).unwrap_or_default(),
        department: when.tone().department(row.department),
        badge: state_badge(row.state, words),
        place: row
            .slot
            .clone()
            .filter(|_| row.state == TicketState::InProgress)
            .map(|(_, name)| name)
            .unwrap_or_default(),
        mood: mood(row.sentiment, when),
        rating: row.rating.map(|rating| of_five(rating, words)).unwrap_or_default(),
        late: late && is_pending,
        waited,
        held,
        wait_class: if late { "x" } else { "w" },
        wait_text: words.name(if is_pending { "tickets-waits" } else { "tickets-waited" }, &span),
        wait_text_class: if late && is_pending { "is-late" } else { "muted" },
        held_text,
        last: when.ago(last.map_or(row.opened_at, |(at, _)| *at)),
    }
}

/// The wait after which a pending case is late.
#[must_use]
pub fn limit_ms(sentiment: Sentiment, settings: &LineSettings) -> i64 {
    match sentiment {
        Sentiment::Angry => settings.urgent_limit_ms,
        Sentiment::Happy | Sentiment::Neutral => settings.first_limit_ms,
    }
}

/// How a customer is called: by name, else by number.
#[must_use]
pub fn customer_name(row: &TicketRow, words: Words) -> String {
    match (text::plain::name(&row.customer_name), &row.phone) {
        (shown, None) if shown == FORGOTTEN => words.t("customer-erased"),
        (shown, _) if !shown.is_empty() => shown,
        (_, None) => words.t("customer-unnamed"),
        (_, Some(phone)) => phone.pretty(),
    }
}

/// Pendiente, En Progreso, Cerrado.
#[must_use]
pub fn state_badge(state: TicketState, words: Words) -> Badge {
    let (class, key) = match state {
        TicketState::Pending => ("badge is-pending", "state-pending"),
        TicketState::InProgress => ("badge is-progress", "state-progress"),
        TicketState::Closed => ("badge is-plain", "state-closed"),
    };
    Badge { class, text: words.t(key) }
}

/// Contento, Neutro, Enojado.
#[must_use]
pub fn mood(sentiment: Sentiment, when: &When) -> Badge {
    let class = match sentiment {
        Sentiment::Happy => "mood is-happy",
        Sentiment::Neutral => "mood",
        Sentiment::Angry => "mood is-angry",
    };
    Badge { class, text: when.tone().mood(sentiment) }
}

/// «4 de 5»
#[must_use]
pub fn of_five(rating: impl Into<u32>, words: Words) -> String {
    words.with("rating-of-five", &[("rating", FluentValue::from(rating.into().to_string()))])
}

/// The first word of a name.
#[must_use]
pub fn first_name(name: &str) -> String {
    name.split_whitespace().next().unwrap_or(name).to_owned()
}
