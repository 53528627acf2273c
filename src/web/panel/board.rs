//! `/tablero`: what needs a person, the lines, and who is on.

use askama::Template;

use super::agents::{Row as AgentLine, row};
use super::chart::{Charts, Period};
use super::console::Console;
use super::numbers::{Numbers, mean_tenths};
use super::shell::{Badge, Shell, line_badge};
use super::ticket_rows::{Entry, entries, limit_ms};
use super::tickets::Tab;
use crate::domain::inbound::Connection;
use crate::domain::settings::GroupKind;
use crate::engine::{GatewayKind, LineInfo};
use crate::store::agents::AgentRow;
use crate::store::groups::GroupRow;
use crate::store::latest::Latest;
use crate::store::tickets::{Deeds, Opened, Ratings, TicketCounts, TicketRow};
use crate::web::session::Whose;
use crate::web::when::When;
use crate::web::words::{FluentValue, Words};

/// A figure.
#[derive(Debug, Clone)]
#[allow(missing_docs, reason = "as in the template")]
pub struct Kpi {
    pub name: String,
    pub figure: String,
    pub note: String,
    pub late: bool,
}

/// Something to be done first.
#[derive(Debug, Clone)]
#[allow(missing_docs, reason = "as in the template")]
pub struct Alarm {
    pub class: &'static str,
    pub icon: &'static str,
    pub title: String,
    pub text: String,
    pub href: String,
    pub action: String,
}

/// A line.
#[derive(Debug, Clone)]
#[allow(missing_docs, reason = "as in the template")]
pub struct State {
    pub name: String,
    pub detail: String,
    pub badge: Badge,
}

/// What the page is built from.
#[derive(Debug, Clone, Default)]
#[allow(missing_docs, reason = "the names say it")]
pub struct Overview {
    pub counts: TicketCounts,
    pub pending: Vec<TicketRow>,
    pub latest: Latest,
    pub agents: Vec<AgentRow>,
    pub groups: Vec<GroupRow>,
    pub opened: Vec<Opened>,
    /// Since midnight.
    pub deeds: Deeds,
    /// Likewise.
    pub ratings: Ratings,
}

/// What the board is asked for, and for whom.
#[derive(Debug, Clone)]
#[allow(missing_docs, reason = "the names say it")]
pub struct Asked {
    pub period: Period,
    pub whose: Whose,
    pub console: Console,
}

/// The page.
#[derive(Template)]
#[template(path = "panel/board.html")]
#[allow(missing_docs, reason = "as in the template")]
pub struct BoardPage {
    pub shell: Shell,
    pub line: i64,
    pub lines: Vec<Tab>,
    pub today: String,
    pub simulated: bool,
    pub alarms: Vec<Alarm>,
    pub kpis: Vec<Kpi>,
    pub waiting: Vec<Entry>,
    pub states: Vec<State>,
    pub agents: Vec<AgentLine>,
    pub period: &'static str,
    pub periods: Vec<Tab>,
    pub charts: Charts,
    pub console: Console,
    pub console_none: &'static str,
    pub board_split: &'static str,
    pub blind: bool,
    pub sees_all: bool,
}

impl BoardPage {
    /// The page.
    #[must_use]
    pub fn new(
        shell: Shell,
        line: &LineInfo,
        lines: Vec<Tab>,
        all: &[LineInfo],
        overview: &Overview,
        asked: Asked,
    ) -> Self {
        let Asked { period, whose, console } = asked;
        let (when, words) = (shell.when(line), shell.words);
        let mut waiting = entries(&overview.pending, &overview.latest, line, &when);
        for (entry, row) in waiting.iter_mut().zip(&overview.pending) {
            // Here the bar is full at the limit.
            let waited = when.now().since(row.since);
            entry.wait_text = when.span(waited);
            entry.waited = (waited.saturating_mul(100)
                / limit_ms(row.sentiment, &line.settings).max(1))
            .clamp(1, 100);
        }
        let state = |line: &LineInfo| State {
            name: line.name.clone(),
            detail: gateway_name(line.gateway, words),
            badge: line_badge(line, words),
        };
        let tab = |other: Period| Tab {
            href: format!("/tablero?linea={}&periodo={}", line.id, other.name()),
            text: words.t(&format!("board-period-{}", other.name())),
            count: String::new(),
            current: other == period,
        };
        Self {
            period: period.name(),
            periods: Period::ALL.map(tab).into(),
            charts: Charts::new(&overview.opened, period, &when),
            console_none: if console.filtered { "console-none-sifted" } else { "console-none" },
            board_split: match period {
                Period::Today => "board-split-hoy",
                Period::Week => "board-split-semana",
            },
            console,
            blind: whose == Whose::Nothing,
            sees_all: whose == Whose::All,
            line: line.id.0,
            lines,
            today: when.full_now(),
            simulated: line.gateway == GatewayKind::Simulator,
            alarms: if whose == Whose::All { alarms(line, overview, words) } else { Vec::new() },
            kpis: kpis(line, overview, &waiting, whose, &when),
            waiting,
            states: all.iter().map(state).collect(),
            agents: overview
                .agents
                .iter()
                .filter(|agent| agent.active && whose.agent().is_none_or(|own| own == agent.id))
                .map(|agent| row(agent, &overview.groups, line, &when))
                .collect(),
            shell,
        }
    }
}

/// The provider, as people know it.
#[must_use]
pub fn gateway_name(gateway: GatewayKind, words: Words) -> String {
    match gateway {
        GatewayKind::Simulator => words.t("menu-simulator"),
        GatewayKind::Evolution => String::from("Evolution API"),
    }
}

fn alarms(line: &LineInfo, overview: &Overview, words: Words) -> Vec<Alarm> {
    let mut alarms = Vec::new();
    let address = |path: &str| format!("{path}?linea={}", line.id);
    let mut add = |class, icon, key: &str, href: String| {
        alarms.push(Alarm {
            class,
            icon,
            title: words.name(&format!("alarm-{key}"), &line.name),
            text: words.t(&format!("alarm-{key}-how")),
            href,
            action: words.t(&format!("alarm-{key}-do")),
        });
    };
    match line.connection {
        // Nobody expects anything of it.
        _off if !line.active => {}
        Connection::Connected => {}
        Connection::Connecting => {
            add("banner is-wait", "plug", "connecting", address("/ajustes/lineas"))
        }
        Connection::WaitingForQr => add("banner is-wait", "plug", "qr", address("/ajustes/lineas")),
        Connection::Disconnected => {
            add("banner is-bad", "plug", "down", address("/ajustes/lineas"))
        }
    }
    let for_tickets =
        |group: &&GroupRow| group.kind != GroupKind::Supervisor && group.chat.is_some();
    if !overview.groups.iter().any(|group| for_tickets(&group)) {
        add("banner is-wait", "hand", "groups", address("/ajustes/grupos"));
    } else if overview.agents.is_empty() {
        add("banner is-wait", "people", "agents", address("/agentes"));
    } else if !overview.agents.iter().any(|agent| agent.registration.is_some()) {
        add("banner is-wait", "people", "ready", address("/agentes"));
    }
    alarms
}

fn kpis(
    line: &LineInfo,
    overview: &Overview,
    waiting: &[Entry],
    whose: Whose,
    when: &When,
) -> Vec<Kpi> {
    let words = when.words();
    let numbers = Numbers::new(words);
    let late = waiting.iter().filter(|entry| entry.late).count();
    let slots = overview
        .agents
        .iter()
        .filter(|agent| whose.agent().is_none_or(|own| own == agent.id))
        .flat_map(|agent| &agent.slots)
        .filter(|slot| slot.ready)
        .count();
    let oldest = overview.pending.iter().map(|row| when.now().since(row.since)).max();
    let kpi = |key: &str, figure: String, note: String, late: bool| Kpi {
        name: words.t(key),
        figure,
        note,
        late,
    };
    let Deeds { claimed, closed, alerted } = overview.deeds;
    let mut kpis = vec![
        kpi(
            "kpi-progress",
            numbers.open(overview.counts.in_progress),
            words.with("kpi-of-slots", &[("n", FluentValue::from(slots))]),
            false,
        ),
        kpi("kpi-closed-today", numbers.count(closed), words.count("kpi-claimed", claimed), false),
    ];
    if whose == Whose::All {
        let waits = [
            kpi(
                "kpi-pending",
                numbers.open(overview.counts.pending),
                if late == 0 { words.t("kpi-none-late") } else { words.count("kpi-late", late) },
                late > 0,
            ),
            kpi(
                "kpi-longest",
                longest(oldest, when),
                words.t(if oldest.is_some() { "kpi-longest-note" } else { "kpi-longest-none" }),
                late > 0,
            ),
        ];
        kpis.splice(0..0, waits);
        let Ratings { count, sum } = overview.ratings;
        if line.settings.closing.rating || count > 0 {
            let note = words.count("kpi-rating-note", count);
            let average = mean_tenths(sum.into(), count.into());
            let average =
                average.map_or_else(|| String::from("–"), |average| numbers.tenths(average));
            kpis.push(kpi("kpi-rating", average, note, false));
        }
        kpis.push(kpi("kpi-alerted", numbers.count(alerted), words.t("kpi-alerted-note"), false));
    }
    kpis
}

/// The longest wait, short enough for a figure.
fn longest(wait_ms: Option<i64>, when: &When) -> String {
    match wait_ms {
        None => String::from("–"),
        Some(ms) if ms < 60_000 => when.words().t("kpi-under-minute"),
        Some(ms) => when.span(ms),
    }
}
