//! `/ajustes/lineas`: each line, its connection, what waits in its outbox, and what did not leave.

use askama::Template;

use super::board::gateway_name;
use super::fields::Field;
use super::letters::Letters;
use super::line_state::{Codes, Strip, why};
use super::shell::{Badge, Shell, line_badge};
use super::tickets::Tab;
use crate::domain::ids::LineId;
use crate::domain::inbound::Connection;
use crate::domain::settings::{IntakeMode, Language};
use crate::engine::{GatewayKind, LineInfo, LinkView};
use crate::store::line_states::LineState;
use crate::store::outbox::Waiting;
use crate::web::when::When;
use crate::web::words::{FluentValue, Words};

/// What is known of a line.
#[derive(Debug, Clone)]
pub struct Seen {
    /// The line.
    pub info: LineInfo,
    /// What helps to bring it up; nothing while it is not running.
    pub link: Option<LinkView>,
    /// How its connection stood, oldest first.
    pub states: Vec<LineState>,
    /// What waits to be sent.
    pub waiting: Waiting,
}

/// A line.
#[derive(Debug, Clone)]
#[allow(missing_docs, reason = "as in the template")]
pub struct LineCard {
    pub id: i64,
    pub name: String,
    pub badge: Badge,
    pub gateway: String,
    pub said: String,
    pub strip: Strip,
    /// For who may link it, while it waits for that.
    pub codes: Option<Codes>,
    /// Where the number for a code to type is asked.
    pub pair: Option<Field>,
    pub facts: Vec<(String, String)>,
    pub outbox: Vec<String>,
    pub active: bool,
    /// What an administrator may do now.
    pub links: bool,
    pub logs_out: bool,
}

/// The page.
#[derive(Template)]
#[template(path = "panel/lines.html")]
#[allow(missing_docs, reason = "as in the template")]
pub struct LinesPage {
    pub shell: Shell,
    pub lines: Vec<Tab>,
    pub rows: Vec<LineCard>,
    /// Not for who sees only some cases.
    pub letters: Option<Letters>,
}

impl LinesPage {
    /// The page; `typed` is a number for a code to type that cannot be used, and why.
    #[must_use]
    pub fn new(
        mut shell: Shell,
        seen: &[Seen],
        tabs: Vec<Tab>,
        letters: Option<Letters>,
        typed: Option<(LineId, String, String)>,
    ) -> Self {
        let rows: Vec<LineCard> = seen
            .iter()
            .map(|line| {
                let mut card = card(line, shell.admin, &shell.when(&line.info));
                if let Some((of, number, error)) = &typed
                    && *of == line.info.id
                    && let Some(field) = &mut card.pair
                {
                    field.value.clone_from(number);
                    field.error = Some(error.clone());
                }
                card
            })
            .collect();
        let unsettled = |line: &Seen| {
            line.info.active
                && (line.info.connection != Connection::Connected || line.waiting.count > 0)
        };
        shell.refresh = seen.iter().any(unsettled);
        Self { shell, lines: tabs, rows, letters }
    }
}

fn card(seen: &Seen, admin: bool, when: &When) -> LineCard {
    let (line, words) = (&seen.info, when.words());
    let said = match (line.active, line.connection) {
        (false, _) => "line-said-off",
        (true, Connection::Connected) => "line-said-connected",
        (true, Connection::Connecting) => "line-said-connecting",
        (true, Connection::WaitingForQr) => "line-said-qr",
        (true, Connection::Disconnected) => "line-said-down",
    };
    // Whoever scans the code becomes the line: only an administrator sees it.
    let waits = line.active && line.connection == Connection::WaitingForQr && admin;
    let pairs = waits && line.capabilities.pairing;
    let number = line.settings.own.phone.as_ref().map(crate::domain::phone::Phone::pretty);
    let pair = pairs.then(|| {
        Field::text(&format!("numero-{}", line.id), "numero", words.t("link-number"))
            .hint(words.t("link-number-hint"))
            .kind("tel")
            .value(number.clone().unwrap_or_default())
    });
    LineCard {
        id: line.id.0,
        name: line.name.clone(),
        badge: line_badge(line, words),
        gateway: gateway_name(line.gateway, words),
        said: words.t(said),
        strip: Strip::new(line.connection, &seen.states, when),
        codes: waits.then(|| Codes::new(line, seen.link.as_ref(), when)),
        pair,
        facts: facts(seen, number, when),
        outbox: outbox(&seen.waiting, line, when),
        active: line.active,
        links: line.active && line.connection == Connection::Disconnected && line.capabilities.qr,
        logs_out: line.connection == Connection::Connected && line.capabilities.log_out,
    }
}

fn facts(seen: &Seen, number: Option<String>, when: &When) -> Vec<(String, String)> {
    let (line, words) = (&seen.info, when.words());
    let intake = match line.settings.intake {
        IntakeMode::Menu => "intake-menu",
        IntakeMode::Direct => "intake-direct",
        IntakeMode::External => "intake-external",
    };
    let mut facts = vec![
        (words.t("line-number"), number.unwrap_or_else(|| words.t("line-number-unknown"))),
        (words.t("line-intake"), words.t(intake)),
        (words.t("line-zone"), line.settings.time_zone.clone()),
    ];
    if line.gateway == GatewayKind::Evolution && line.active {
        let heard = seen.link.as_ref().and_then(|link| link.heard_at);
        // Who is not linked has nothing to report.
        let silent = match line.connection {
            Connection::Connected => "link-not-heard",
            Connection::Connecting | Connection::WaitingForQr | Connection::Disconnected => {
                "link-not-heard-yet"
            }
        };
        let heard = heard.map_or_else(|| words.t(silent), |at| when.ago(at));
        facts.push((words.t("link-heard"), heard));
    }
    facts
}

/// What waits, to whom, and why.
fn outbox(waiting: &Waiting, line: &LineInfo, when: &When) -> Vec<String> {
    let words = when.words();
    let Some(oldest) = waiting.oldest.filter(|_| waiting.count > 0) else {
        return vec![words.t("outbox-none")];
    };
    let values = [
        ("n", FluentValue::from(waiting.count)),
        ("chats", FluentValue::from(waiting.chats)),
        ("since", FluentValue::from(when.ago(oldest))),
    ];
    let mut said = vec![words.with("outbox-waiting", &values)];
    if line.connection != Connection::Connected {
        said.push(words.t(if line.active { "outbox-down" } else { "outbox-off" }));
        return said;
    }
    if let Some((at, error)) = &waiting.next_try {
        let values = [
            ("n", FluentValue::from(waiting.retried)),
            ("at", FluentValue::from(when.clock(*at))),
            ("why", FluentValue::from(why(Some(error), words))),
        ];
        said.push(words.with("outbox-retry", &values));
    }
    if waiting.held > 0 {
        said.push(words.count("outbox-held", waiting.held));
    }
    if waiting.count > waiting.retried.saturating_add(waiting.held) {
        let rate = rate(line.settings.sends_per_second, words);
        said.push(words.name("outbox-pace", &rate));
    }
    said
}

fn rate(value: f64, words: Words) -> String {
    match words.0 {
        Language::Es | Language::Pt => value.to_string().replace('.', ","),
        Language::En => value.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::ids::Timestamp;
    use crate::domain::settings::LineSettings;
    use crate::gateway::Capabilities;

    #[test]
    fn what_waits_says_why_it_waits() {
        let now = Timestamp(1_795_441_320_000);
        let when = When::new(Words::default(), "UTC", now);
        let mut line = LineInfo {
            id: LineId(1),
            name: "Recepción".into(),
            gateway: GatewayKind::Simulator,
            connection: Connection::Connected,
            settings: LineSettings { sends_per_second: 2.5, ..LineSettings::default() },
            capabilities: Capabilities::ALL,
            qr: None,
            active: true,
        };
        assert_eq!(outbox(&Waiting::default(), &line, &when).len(), 1);
        let waiting = Waiting {
            count: 9,
            chats: 2,
            oldest: Some(now.plus(-180_000)),
            retried: 1,
            next_try: Some((now.plus(60_000), "<b>status 500</b>".into())),
            held: 2,
        };
        let said = outbox(&waiting, &line, &when).join("\n");
        for part in ["9 mensajes", "2 chats", "hace 3 min", "«<b>status 500</b>»", "2,5"] {
            assert!(said.contains(part), "{part}: {said}");
        }
        line.connection = Connection::Disconnected;
        let said = outbox(&waiting, &line, &when);
        assert_eq!(said.len(), 2, "a line that is down is reason enough: {said:?}");
    }
}
