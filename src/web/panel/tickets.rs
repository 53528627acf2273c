//! `/tickets`: the list of cases.

use askama::Template;
use jiff::civil::Date;

use super::choice::{Choice, choices};
use super::numbers::Numbers;
use super::shell::{Badge, Shell};
use super::ticket_rows::{Entry, entries, of_five, state_badge};
use super::wanted::{Shown, View, Wanted};
use crate::domain::ids::TicketNo;
use crate::domain::settings::Department;
use crate::domain::ticket::Sentiment;
use crate::engine::LineInfo;
use crate::store::latest::Latest;
use crate::store::tickets::{
    COUNT_MOST, LOOKED_MOST, OPEN_COUNT_MOST, SEARCHED_MESSAGES, TicketCounts, TicketRow,
    TicketState,
};
use crate::web::session::Whose;
use crate::web::when::When;
use crate::web::words::FluentValue;

/// Cases on a page.
pub const PAGE: usize = 25;

/// Cases in a column.
pub const COLUMN: u32 = 20;

/// A tab or a link of a row of links.
#[derive(Debug, Clone, PartialEq, Eq)]
#[allow(missing_docs, reason = "as in the template")]
pub struct Tab {
    pub href: String,
    pub text: String,
    pub count: String,
    pub current: bool,
}

/// A part of the list: the tab «abiertos» has two, what nobody has taken and what somebody has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Part {
    /// Its state; none for all states.
    pub state: Option<TicketState>,
}

/// A place in the list, where a page ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Spot {
    /// The part, where the list has more than one.
    pub state: Option<TicketState>,
    /// The case.
    pub no: TicketNo,
}

impl Spot {
    /// The spot of a case of a part, in a list of so many.
    #[must_use]
    pub fn of(state: Option<TicketState>, parts: usize, no: TicketNo) -> Self {
        Self { state: state.filter(|_| parts > 1), no }
    }

    /// Whether it lies in a part of a list of so many.
    #[must_use]
    pub fn is_in(self, part: Part, parts: usize) -> bool {
        if parts > 1 { self.state == part.state } else { self.state.is_none() }
    }
}

impl std::fmt::Display for Spot {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let part = match self.state {
            Some(TicketState::Pending) => "p",
            Some(TicketState::InProgress) => "t",
            Some(TicketState::Closed) | None => "",
        };
        write!(f, "{part}{}", self.no)
    }
}

impl std::str::FromStr for Spot {
    type Err = std::num::ParseIntError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let (state, no) = if let Some(no) = text.strip_prefix('p') {
            (Some(TicketState::Pending), no)
        } else if let Some(no) = text.strip_prefix('t') {
            (Some(TicketState::InProgress), no)
        } else {
            (None, text)
        };
        Ok(Self { state, no: TicketNo(no.parse()?) })
    }
}

/// What the page is built from.
#[derive(Debug, Clone, Default)]
#[allow(missing_docs, reason = "the names say it")]
pub struct Found {
    pub counts: TicketCounts,
    /// There may be more than were counted.
    pub partial: bool,
    pub rows: Vec<TicketRow>,
    /// There are pages before this one.
    pub before: bool,
    /// There are pages behind this one.
    pub more: bool,
    /// The search ended here because so much was looked at.
    pub looked_to: Option<Spot>,
    /// Pending, in progress, closed today; one more than [`COLUMN`] says that there are more.
    pub columns: [Vec<TicketRow>; 3],
    pub latest: Latest,
    pub agents: Vec<(i64, String)>,
    pub groups: Vec<(i64, String)>,
}

/// A column of the board.
#[derive(Debug, Clone)]
#[allow(missing_docs, reason = "as in the template")]
pub struct Column {
    pub id: &'static str,
    pub badge: Badge,
    pub count: String,
    pub rows: Vec<Entry>,
    /// Where the rest is.
    pub rest: String,
}

/// The page.
#[derive(Template)]
#[template(path = "panel/tickets.html")]
#[allow(missing_docs, reason = "as in the template")]
pub struct TicketsPage {
    pub shell: Shell,
    pub line: i64,
    pub lines: Vec<Tab>,
    pub views: Vec<Tab>,
    pub tabs: Vec<Tab>,
    pub view: &'static str,
    pub is_list: bool,
    pub state: &'static str,
    pub query: String,
    /// What a search covers, where there is one.
    pub scope: String,
    pub departments: Vec<Choice>,
    pub moods: Vec<Choice>,
    pub groups: Vec<Choice>,
    /// Empty for who sees one agent's cases.
    pub agents: Vec<Choice>,
    pub ratings: Vec<Choice>,
    pub late: bool,
    pub from: String,
    pub until: String,
    pub has_more: bool,
    pub filtered: bool,
    /// A filter and where it is taken away.
    pub chips: Vec<(String, String)>,
    pub unfiltered: String,
    pub rows: Vec<Entry>,
    pub columns: Vec<Column>,
    pub none: String,
    pub none_hint: String,
    /// What was said where the search ended early, and where it goes on.
    pub looked: Option<(String, String)>,
    pub previous: Option<String>,
    pub next: Option<String>,
}

impl TicketsPage {
    /// The page of what was found.
    #[must_use]
    pub fn new(
        shell: Shell,
        line: &LineInfo,
        lines: Vec<Tab>,
        wanted: &Wanted,
        whose: Whose,
        found: Found,
    ) -> Self {
        let (when, words) = (shell.when(line), shell.words);
        let numbers = Numbers::new(words);
        let filtered = wanted.is_filtered();
        let address = |wanted: &Wanted| wanted.address(line.id.0);
        let here = address(wanted);
        let parts = if wanted.state == Shown::Open { 2 } else { 1 };
        let spot = |row: &TicketRow| Spot::of(Some(row.state), parts, row.no);
        let edge = |row: Option<&TicketRow>, name: &str, is_there: bool| {
            row.filter(|_| is_there).map(|row| format!("{here}&{name}={}", spot(row)))
        };
        let (none, none_hint) = match (whose, filtered) {
            (Whose::Nothing, _) => ("blind-title", "blind-how"),
            (_, true) => ("tickets-none", "tickets-none-filtered"),
            (Whose::Of(_), false) => ("tickets-none", "tickets-none-own"),
            (Whose::All, false) => ("tickets-none", "tickets-none-how"),
        };
        let looked = found.looked_to.map(|spot| {
            let count = FluentValue::from(numbers.count(LOOKED_MOST));
            (words.with("tickets-looked", &[("n", count)]), format!("{here}&antes={spot}"))
        });
        let tabs = Shown::TABS.iter().map(|(shown, _)| {
            let (key, count) = tab_count(*shown, &found, &numbers);
            let href = address(&Wanted { state: *shown, ..wanted.clone() });
            Tab { href, text: words.t(key), count, current: *shown == wanted.state }
        });
        let views = [(View::List, "tickets-view-list"), (View::Columns, "tickets-view-columns")];
        let view = |(view, key): (View, &str)| Tab {
            href: address(&Wanted { view, ..wanted.clone() }),
            text: words.t(key),
            count: String::new(),
            current: view == wanted.view,
        };
        let named = |all: &[(i64, String)]| -> Vec<(String, String)> {
            all.iter().map(|(id, name)| (id.to_string(), name.clone())).collect()
        };
        let text = |id: Option<i64>| id.map(|id| id.to_string());
        let departments = [Department::Support, Department::Sales]
            .map(|department| (department.name().to_owned(), when.tone().department(department)));
        let moods = [Sentiment::Happy, Sentiment::Neutral, Sentiment::Angry]
            .map(|mood| (mood.name().to_owned(), when.tone().mood(mood)));
        let date = |date: Option<Date>| date.map(|date| date.to_string()).unwrap_or_default();
        Self {
            line: line.id.0,
            lines,
            views: views.map(view).into(),
            tabs: tabs.collect(),
            view: wanted.view.name(),
            is_list: wanted.view == View::List,
            state: wanted.state.name(),
            query: wanted.query.clone(),
            scope: if wanted.query.is_empty() {
                String::new()
            } else {
                let messages = FluentValue::from(numbers.count(SEARCHED_MESSAGES));
                words.with("tickets-search-scope", &[("messages", messages)])
            },
            departments: choices(
                words.t("tickets-any-department"),
                departments,
                wanted.department.map(|department| department.name().to_owned()),
            ),
            moods: choices(
                words.t("tickets-any-mood"),
                moods,
                wanted.sentiment.map(|mood| mood.name().to_owned()),
            ),
            groups: choices(words.t("tickets-any-group"), named(&found.groups), text(wanted.group)),
            agents: if whose == Whose::All {
                choices(words.t("tickets-any-agent"), named(&found.agents), text(wanted.agent))
            } else {
                Vec::new()
            },
            ratings: choices(
                words.t("tickets-any-rating"),
                (1..=5).rev().map(|rating: u8| (rating.to_string(), of_five(rating, words))),
                wanted.rating.map(|rating| rating.to_string()),
            ),
            late: wanted.late,
            from: date(wanted.from),
            until: date(wanted.until),
            has_more: wanted.has_more(),
            filtered,
            chips: chips(wanted, &found, line.id.0, &when),
            unfiltered: address(&wanted.unfiltered()),
            columns: columns(wanted, &found, line, &when),
            none: words.t(none),
            none_hint: words.t(none_hint),
            looked,
            previous: edge(found.rows.first(), "despues", found.before)
                .or_else(|| (found.before && found.rows.is_empty()).then(|| here.clone())),
            next: edge(found.rows.last(), "antes", found.more),
            rows: entries(&found.rows, &found.latest, line, &when),
            shell,
        }
    }
}

/// What a tab is called and how many cases it has.
fn tab_count(shown: Shown, found: &Found, numbers: &Numbers) -> (&'static str, String) {
    let counts = found.counts;
    let (pending, taken, closed) = (
        counts.pending >= OPEN_COUNT_MOST,
        counts.in_progress >= OPEN_COUNT_MOST,
        counts.closed >= COUNT_MOST || found.partial,
    );
    let (key, count, more) = match shown {
        Shown::Open => ("tickets-open", counts.pending + counts.in_progress, pending || taken),
        Shown::Pending => ("tickets-pending", counts.pending, pending),
        Shown::InProgress => ("tickets-progress", counts.in_progress, taken),
        Shown::Closed => ("tickets-closed", counts.closed, closed),
        Shown::All => (
            "tickets-all",
            counts.pending + counts.in_progress + counts.closed,
            pending || taken || closed,
        ),
    };
    (key, numbers.at_least(count, more))
}

/// Each filter by itself, to be taken away.
fn chips(wanted: &Wanted, found: &Found, line: i64, when: &When) -> Vec<(String, String)> {
    let words = when.words();
    let plain = Wanted { forward: None, back: None, ..wanted.clone() };
    let named = |all: &[(i64, String)], id: i64| {
        all.iter()
            .find(|(known, _)| *known == id)
            .map_or_else(|| id.to_string(), |(_, name)| name.clone())
    };
    let day = |key: &str, date: Date| words.name(key, &when.date(date));
    let all = [
        (!plain.query.is_empty()).then(|| {
            (format!("«{}»", plain.query), Wanted { query: String::new(), ..plain.clone() })
        }),
        plain.department.map(|department| {
            (when.tone().department(department), Wanted { department: None, ..plain.clone() })
        }),
        plain.agent.map(|id| (named(&found.agents, id), Wanted { agent: None, ..plain.clone() })),
        plain.group.map(|id| (named(&found.groups, id), Wanted { group: None, ..plain.clone() })),
        plain
            .sentiment
            .map(|mood| (when.tone().mood(mood), Wanted { sentiment: None, ..plain.clone() })),
        plain.rating.map(|rating| {
            let text = words.name("tickets-chip-rating", &of_five(rating, words));
            (text, Wanted { rating: None, ..plain.clone() })
        }),
        plain.late.then(|| (words.t("tickets-late"), Wanted { late: false, ..plain.clone() })),
        plain
            .from
            .map(|date| (day("tickets-chip-from", date), Wanted { from: None, ..plain.clone() })),
        plain
            .until
            .map(|date| (day("tickets-chip-until", date), Wanted { until: None, ..plain.clone() })),
    ];
    all.into_iter().flatten().map(|(text, without)| (text, without.address(line))).collect()
}

fn columns(wanted: &Wanted, found: &Found, line: &LineInfo, when: &When) -> Vec<Column> {
    if wanted.view == View::List {
        return Vec::new();
    }
    let [pending, taken, closed] = &found.columns;
    let most = usize::try_from(COLUMN).unwrap_or(usize::MAX);
    let column = |id, shown: Shown, rows: &[TicketRow], count: Option<(u32, u32)>| {
        let words = when.words();
        let there = u32::try_from(rows.len()).unwrap_or(u32::MAX);
        let (count, many) =
            count.unwrap_or((there.min(COLUMN), COLUMN + u32::from(there <= COLUMN)));
        let badge = match shown.state().unwrap_or(TicketState::Closed) {
            TicketState::Closed => {
                Badge { class: "badge is-ok", text: words.t("tickets-closed-today") }
            }
            state @ (TicketState::Pending | TicketState::InProgress) => state_badge(state, words),
        };
        let shown_rows = &rows[..rows.len().min(most)];
        let list = Wanted { view: View::List, state: shown, ..wanted.clone() };
        Column {
            id,
            badge,
            count: Numbers::new(words).at_least(count, count >= many),
            rows: entries(shown_rows, &found.latest, line, when),
            rest: if rows.len() > most { list.address(line.id.0) } else { String::new() },
        }
    };
    let open = |count| Some((count, OPEN_COUNT_MOST));
    vec![
        column("c-pendiente", Shown::Pending, pending, open(found.counts.pending)),
        column("c-progreso", Shown::InProgress, taken, open(found.counts.in_progress)),
        column("c-cerrado", Shown::Closed, closed, None),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_in_the_list_is_read_as_it_is_written() {
        for text in ["12", "p12", "t12"] {
            assert_eq!(text.parse::<Spot>().unwrap().to_string(), text);
        }
        assert!(
            ["", "p", "x1", "1x", "99999999999999999999"]
                .iter()
                .all(|t| t.parse::<Spot>().is_err())
        );
    }
}
