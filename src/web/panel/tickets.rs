//! `/tickets`: the list of cases.

use askama::Template;

use super::phones::excerpt;
use super::shell::{Badge, Shell};
use crate::domain::ids::TicketNo;
use crate::domain::settings::{Department, LineSettings};
use crate::domain::ticket::Sentiment;
use crate::engine::LineInfo;
use crate::text;
use crate::web::rows::{CaseRow, CaseState, Counts};
use crate::web::when::When;
use crate::web::words::{FluentValue, Words};

/// Cases on a page.
pub const PAGE: usize = 25;

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
    pub department: Option<Department>,
    pub agent: Option<i64>,
    pub page: usize,
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

    /// The states behind a tab.
    #[must_use]
    pub fn states(self) -> &'static [CaseState] {
        match self {
            Self::Open => &[CaseState::Pending, CaseState::InProgress],
            Self::Pending => &[CaseState::Pending],
            Self::InProgress => &[CaseState::InProgress],
            Self::Closed => &[CaseState::Closed],
            Self::All => &[CaseState::Pending, CaseState::InProgress, CaseState::Closed],
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
    pub departments: Vec<Choice>,
    pub agents: Vec<Choice>,
    pub filtered: bool,
    pub found: String,
    pub unfiltered: String,
    pub rows: Vec<Entry>,
    pub none_hint: String,
    pub pages: Vec<(String, String)>,
    pub pages_text: String,
}

impl TicketsPage {
    /// The page with these rows: one more than [`PAGE`] says that there are more.
    #[must_use]
    pub fn new(
        shell: Shell,
        line: &LineInfo,
        lines: Vec<Tab>,
        wanted: &Wanted,
        counts: &Counts,
        agents: &[(i64, String)],
        mut rows: Vec<CaseRow>,
    ) -> Self {
        let (when, words) = (shell.when(line), shell.words);
        let address = |shown: Shown, page: usize, filters: bool| address(line.id.0, wanted, shown, page, filters);
        let more = rows.len() > PAGE;
        rows.truncate(PAGE);
        let filtered = !wanted.query.is_empty() || wanted.department.is_some() || wanted.agent.is_some();
        let entries = entries(&rows, &line.settings, &when);
        let mut pages = Vec::new();
        if wanted.page > 0 {
            pages.push((address(wanted.state, wanted.page - 1, true), words.t("pages-before")));
        }
        if more {
            pages.push((address(wanted.state, wanted.page + 1, true), words.t("pages-next")));
        }
        let first = wanted.page * PAGE;
        let tab = |shown: Shown| {
            let (key, count) = match shown {
                Shown::Open => ("tickets-open", counts.pending + counts.in_progress),
                Shown::Pending => ("tickets-pending", counts.pending),
                Shown::InProgress => ("tickets-progress", counts.in_progress),
                Shown::Closed => ("tickets-closed", counts.closed),
                Shown::All => ("tickets-all", counts.pending + counts.in_progress + counts.closed),
            };
            let href = address(shown, 0, true);
            Tab { href, text: words.t(key), count: thousands(count), current: shown == wanted.state }
        };
        let department = |department: Option<Department>, key: &str| Choice {
            value: department.map_or("", Department::name).to_owned(),
            text: words.t(key),
            chosen: department == wanted.department,
        };
        let everybody = Choice { value: String::new(), text: words.t("tickets-any-agent"), chosen: wanted.agent.is_none() };
        let agent = |(id, name): &(i64, String)| Choice {
            value: id.to_string(),
            text: name.clone(),
            chosen: wanted.agent == Some(*id),
        };
        Self {
            line: line.id.0,
            lines,
            tabs: Shown::TABS.iter().map(|(shown, _)| tab(*shown)).collect(),
            state: wanted.state.name(),
            query: wanted.query.clone(),
            departments: vec![
                department(None, "tickets-any-department"),
                department(Some(Department::Support), "department-support"),
                department(Some(Department::Sales), "department-sales"),
            ],
            agents: std::iter::once(everybody).chain(agents.iter().map(agent)).collect(),
            found: words.t(if more { "tickets-found-more" } else { "tickets-found" }),
            unfiltered: address(wanted.state, 0, false),
            none_hint: words.t(if filtered { "tickets-none-filtered" } else { "tickets-none-how" }),
            pages_text: words.with(
                "pages-text",
                &[("from", FluentValue::from(first + 1)), ("to", FluentValue::from(first + entries.len()))],
            ),
            filtered,
            rows: entries,
            pages,
            shell,
        }
    }
}

fn address(line: i64, wanted: &Wanted, shown: Shown, page: usize, filters: bool) -> String {
    let mut address = format!("/tickets?estado={}&linea={line}", shown.name());
    if filters {
        if !wanted.query.is_empty() {
            address.push_str(&format!("&q={}", super::phones::percent(&wanted.query)));
        }
        if let Some(department) = wanted.department {
            address.push_str(&format!("&depto={}", department.name()));
        }
        if let Some(agent) = wanted.agent {
            address.push_str(&format!("&agente={agent}"));
        }
    }
    if page > 0 {
        address.push_str(&format!("&pagina={page}"));
    }
    address
}

/// Cases as they are listed; the bars share one scale, an hour or the longest of them.
#[must_use]
pub fn entries(rows: &[CaseRow], settings: &LineSettings, when: &When) -> Vec<Entry> {
    let now = when.now();
    let end = |row: &CaseRow| row.closed_at.unwrap_or(now);
    let scale = rows.iter().map(|row| end(row).since(row.since)).max().unwrap_or(0).max(3_600_000);
    rows.iter().map(|row| entry(row, scale, settings, when)).collect()
}

fn entry(row: &CaseRow, scale: i64, settings: &LineSettings, when: &When) -> Entry {
    let (words, now) = (when.words(), when.now());
    let end = row.closed_at.unwrap_or(now);
    let waited_ms = row.claimed_at.unwrap_or(end).since(row.since);
    let held_ms = row.claimed_at.map_or(0, |at| end.since(at));
    let late = waited_ms > limit_ms(row.sentiment, settings);
    let waited = (waited_ms.saturating_mul(100) / scale).clamp(1, 100);
    let held = (held_ms.saturating_mul(100) / scale).clamp(0, 100 - waited);
    let is_pending = row.state == CaseState::Pending;
    let span = when.span(waited_ms);
    let wait_text = words.name(if is_pending { "tickets-waits" } else { "tickets-waited" }, &span);
    let held_text = match (row.state, &row.agent) {
        (CaseState::Pending, _) => words.t("tickets-untaken"),
        (CaseState::InProgress, Some(agent)) => words.with(
            "tickets-with",
            &[("span", FluentValue::from(when.span(held_ms))), ("name", FluentValue::from(first_name(agent)))],
        ),
        (CaseState::Closed, Some(_)) => words.name("tickets-attended", &when.span(held_ms)),
        (CaseState::InProgress | CaseState::Closed, None) => String::new(),
    };
    Entry {
        no: row.no,
        href: format!("/tickets/{}?linea={}", row.no, row.line.0),
        name: customer_name(&row.customer, &row.number, words),
        urgent: row.sentiment == Sentiment::Angry && row.state != CaseState::Closed,
        excerpt: row.last.as_ref().map(|content| excerpt(&text::relay(None, content, words.0))).unwrap_or_default(),
        department: when.tone().department(row.department),
        badge: state_badge(row.state, words),
        place: row.slot_name.clone().filter(|_| row.state == CaseState::InProgress).unwrap_or_default(),
        mood: mood(row.sentiment, when),
        late: late && is_pending,
        waited,
        held,
        wait_class: if late { "x" } else { "w" },
        wait_text,
        wait_text_class: if late && is_pending { "is-late" } else { "muted" },
        held_text,
        last: when.ago(row.last_at),
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
pub fn customer_name(name: &str, number: &str, words: Words) -> String {
    match (text::plain::name(name), number) {
        (shown, _) if !shown.is_empty() => shown,
        (_, "") => words.t("customer-unnamed"),
        (_, number) => number.to_owned(),
    }
}

/// Pendiente, En Progreso, Cerrado.
#[must_use]
pub fn state_badge(state: CaseState, words: Words) -> Badge {
    let (class, key) = match state {
        CaseState::Pending => ("badge is-pending", "state-pending"),
        CaseState::InProgress => ("badge is-progress", "state-progress"),
        CaseState::Closed => ("badge is-plain", "state-closed"),
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

/// «3.218»
#[must_use]
pub fn thousands(n: usize) -> String {
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
        assert_eq!([0, 999, 1_000, 3_218, 1_234_567].map(thousands), ["0", "999", "1.000", "3.218", "1.234.567"]);
    }

    #[test]
    fn every_tab_is_known_by_its_address() {
        for (shown, name) in Shown::TABS {
            assert_eq!((Shown::from_name(name), shown.name()), (shown, name));
        }
        assert_eq!(Shown::from_name("<script>"), Shown::Open);
    }
}
