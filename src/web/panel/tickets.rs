//! `/tickets`: the list of cases.

use askama::Template;

use super::chat_text::said;
use super::phones::excerpt;
use super::shell::{Badge, Shell};
use crate::domain::ids::TicketNo;
use crate::domain::settings::LineSettings;
use crate::domain::ticket::Sentiment;
use crate::engine::LineInfo;
use crate::store::latest::Latest;
use crate::store::tickets::{
    COUNT_MOST, OPEN_COUNT_MOST, SEARCHED_MESSAGES, TicketCounts, TicketRow, TicketState,
};
use crate::text;
use crate::web::when::When;
use crate::web::words::{FluentValue, Words};

/// Cases on a page.
pub const PAGE: usize = 25;
/// Open cases listed at the most.
pub const OPEN_MOST: u32 = 200;

/// An option of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
#[allow(missing_docs, reason = "as in the template")]
pub struct Choice {
    pub value: String,
    pub text: String,
    pub chosen: bool,
}

/// A tab or a link of a row of links.
#[derive(Debug, Clone, PartialEq, Eq)]
#[allow(missing_docs, reason = "as in the template")]
pub struct Tab {
    pub href: String,
    pub text: String,
    pub count: String,
    pub current: bool,
}

/// Which cases are asked for.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[allow(missing_docs, reason = "as in the form")]
pub struct Wanted {
    pub state: Shown,
    pub query: String,
    pub group: Option<i64>,
    pub agent: Option<i64>,
    pub before: Option<i64>,
}

/// The tabs.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
#[allow(missing_docs, reason = "as on the page")]
pub enum Shown {
    #[default]
    Open,
    Pending,
    InProgress,
    Closed,
    All,
}

impl Shown {
    const TABS: [(Self, &'static str); 5] = [
        (Self::Open, "abiertos"),
        (Self::Pending, "pendientes"),
        (Self::InProgress, "progreso"),
        (Self::Closed, "cerrados"),
        (Self::All, "todos"),
    ];

    /// As in the address.
    #[must_use]
    pub fn name(self) -> &'static str {
        Self::TABS.iter().find(|(tab, _)| *tab == self).map_or("abiertos", |(_, name)| name)
    }

    /// Reads [`Self::name`]; anything else is «abiertos».
    #[must_use]
    pub fn from_name(name: &str) -> Self {
        Self::TABS.iter().find(|(_, tab)| *tab == name).map_or(Self::Open, |(tab, _)| *tab)
    }

    /// The one state behind a tab, where it is one.
    #[must_use]
    pub fn state(self) -> Option<TicketState> {
        match self {
            Self::Pending => Some(TicketState::Pending),
            Self::InProgress => Some(TicketState::InProgress),
            Self::Closed => Some(TicketState::Closed),
            Self::Open | Self::All => None,
        }
    }
}

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
    pub late: bool,
    pub waited: i64,
    pub held: i64,
    pub wait_class: &'static str,
    pub wait_text: String,
    pub wait_text_class: &'static str,
    pub held_text: String,
    pub last: String,
}

/// What the page is built from.
#[derive(Debug, Clone, Default)]
#[allow(missing_docs, reason = "the names say it")]
pub struct Found {
    pub counts: TicketCounts,
    /// One more than [`PAGE`] says that there are more.
    pub rows: Vec<TicketRow>,
    pub latest: Latest,
    pub agents: Vec<(i64, String)>,
    pub groups: Vec<(i64, String)>,
}

/// The page.
#[derive(Template)]
#[template(path = "panel/tickets.html")]
#[allow(missing_docs, reason = "as in the template")]
pub struct TicketsPage {
    pub shell: Shell,
    pub line: i64,
    pub lines: Vec<Tab>,
    pub tabs: Vec<Tab>,
    pub state: &'static str,
    pub query: String,
    /// What a search covers, where there is one.
    pub scope: String,
    pub groups: Vec<Choice>,
    pub agents: Vec<Choice>,
    pub filtered: bool,
    pub unfiltered: String,
    pub rows: Vec<Entry>,
    pub none_hint: String,
    pub pages: Vec<(String, String)>,
}

impl TicketsPage {
    /// The page of what was found.
    #[must_use]
    pub fn new(
        shell: Shell,
        line: &LineInfo,
        lines: Vec<Tab>,
        wanted: &Wanted,
        mut found: Found,
    ) -> Self {
        let (when, words) = (shell.when(line), shell.words);
        let more = wanted.state != Shown::Open && found.rows.len() > PAGE;
        if wanted.state != Shown::Open {
            found.rows.truncate(PAGE);
        }
        let filtered = !wanted.query.is_empty() || wanted.group.is_some() || wanted.agent.is_some();
        let address = |shown: Shown, filters: bool| address(line.id.0, wanted, shown, filters);
        let mut pages = Vec::new();
        if wanted.before.is_some() {
            pages.push((address(wanted.state, true), words.t("pages-first")));
        }
        if let (true, Some(last)) = (more, found.rows.last()) {
            pages.push((
                format!("{}&antes={}", address(wanted.state, true), last.no),
                words.t("pages-next"),
            ));
        }
        let choices = |key: &str, all: &[(i64, String)], chosen: Option<i64>| {
            let any = Choice { value: String::new(), text: words.t(key), chosen: chosen.is_none() };
            let one = |(id, name): &(i64, String)| Choice {
                value: id.to_string(),
                text: name.clone(),
                chosen: chosen == Some(*id),
            };
            std::iter::once(any).chain(all.iter().map(one)).collect::<Vec<_>>()
        };
        let counts = found.counts;
        let tab = |(shown, _): &(Shown, &str)| {
            let (key, count) = match shown {
                Shown::Open => ("tickets-open", counts.pending + counts.in_progress),
                Shown::Pending => ("tickets-pending", counts.pending),
                Shown::InProgress => ("tickets-progress", counts.in_progress),
                Shown::Closed => ("tickets-closed", counts.closed),
                Shown::All => ("tickets-all", counts.pending + counts.in_progress + counts.closed),
            };
            let many_closed = counts.closed >= COUNT_MOST;
            let (many_pending, many_taken) =
                (counts.pending >= OPEN_COUNT_MOST, counts.in_progress >= OPEN_COUNT_MOST);
            let many = match shown {
                Shown::Open => many_pending || many_taken,
                Shown::Pending => many_pending,
                Shown::InProgress => many_taken,
                Shown::Closed => many_closed,
                Shown::All => many_pending || many_taken || many_closed,
            };
            let count = format!("{}{}", thousands(count), if many { "+" } else { "" });
            Tab {
                href: address(*shown, true),
                text: words.t(key),
                count,
                current: *shown == wanted.state,
            }
        };
        Self {
            line: line.id.0,
            lines,
            tabs: Shown::TABS.iter().map(tab).collect(),
            state: wanted.state.name(),
            query: wanted.query.clone(),
            scope: if wanted.query.is_empty() {
                String::new()
            } else {
                let messages = FluentValue::from(thousands(SEARCHED_MESSAGES));
                words.with("tickets-search-scope", &[("messages", messages)])
            },
            groups: choices("tickets-any-group", &found.groups, wanted.group),
            agents: choices("tickets-any-agent", &found.agents, wanted.agent),
            filtered,
            unfiltered: address(wanted.state, false),
            rows: entries(&found.rows, &found.latest, line, &when),
            none_hint: words.t(if filtered { "tickets-none-filtered" } else { "tickets-none-how" }),
            pages,
            shell,
        }
    }
}

fn address(line: i64, wanted: &Wanted, shown: Shown, filters: bool) -> String {
    let mut address = format!("/tickets?estado={}&linea={line}", shown.name());
    if filters && !wanted.query.is_empty() {
        address.push_str(&format!("&q={}", super::phones::percent(&wanted.query)));
    }
    for (name, value) in [("grupo", wanted.group), ("agente", wanted.agent)] {
        if let (true, Some(value)) = (filters, value) {
            address.push_str(&format!("&{name}={value}"));
        }
    }
    address
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

/// The first word of a name.
#[must_use]
pub fn first_name(name: &str) -> String {
    name.split_whitespace().next().unwrap_or(name).to_owned()
}

/// «3.218»; «10.000+» where no more were counted.
#[must_use]
pub fn open_count(n: u32) -> String {
    format!("{}{}", thousands(n), if n >= OPEN_COUNT_MOST { "+" } else { "" })
}

/// «3.218»
#[must_use]
pub fn thousands(n: u32) -> String {
    let digits = n.to_string();
    let mut shown = String::with_capacity(digits.len() + digits.len() / 3);
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            shown.push('.');
        }
        shown.push(digit);
    }
    shown
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thousands_are_divided_by_points() {
        assert_eq!(
            [0, 999, 1_000, 3_218, 1_234_567].map(thousands),
            ["0", "999", "1.000", "3.218", "1.234.567"]
        );
    }

    #[test]
    fn every_tab_is_known_by_its_address() {
        for (shown, name) in Shown::TABS {
            assert_eq!((Shown::from_name(name), shown.name()), (shown, name));
        }
        assert_eq!(Shown::from_name("<script>"), Shown::Open);
    }
}
