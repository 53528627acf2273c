//! How a line's connection stands and stood: since when, the last day as a strip, and the codes to link with.

use qrcode::{Color, QrCode};

use super::jobs::Wait;
use super::shell::{Badge, connection_badge};
use crate::domain::ids::Timestamp;
use crate::domain::inbound::Connection;
use crate::engine::{LineInfo, LinkView};
use crate::store::line_states::LineState;
use crate::text::{plain, reasons};
use crate::web::when::When;
use crate::web::words::{FluentValue, Words};

/// How far the strip goes back (milliseconds).
pub const STRIP_MS: i64 = 24 * 3_600_000;
/// Bars of the strip: half an hour each.
const BARS: i64 = 48;
/// Changes that are listed.
const ROWS_MOST: usize = 12;
/// Longest reason shown, in characters.
const WHY_MOST: usize = 160;

/// A QR code as one path, in units of a module, with its quiet zone.
#[derive(Debug, Clone, PartialEq, Eq)]
#[allow(missing_docs, reason = "as in the template")]
pub struct Qr {
    pub size: usize,
    pub path: String,
}

/// A code to link with, and for how long it is good.
#[derive(Debug, Clone)]
#[allow(missing_docs, reason = "as in the template")]
pub struct Codes {
    pub qr: Option<Qr>,
    pub wait: Option<Wait>,
    /// To be typed, where one was asked for.
    pub pairing: Option<String>,
}

/// A piece of the strip: the worst of half an hour.
#[derive(Debug, Clone, PartialEq, Eq)]
#[allow(missing_docs, reason = "as in the template")]
pub struct Bar {
    pub x: i64,
    pub class: &'static str,
}

/// A change of the connection.
#[derive(Debug, Clone, PartialEq, Eq)]
#[allow(missing_docs, reason = "as in the template")]
pub struct Change {
    pub when: String,
    pub badge: Badge,
    pub lasted: String,
    pub why: String,
}

/// The last day.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[allow(missing_docs, reason = "as in the template")]
pub struct Strip {
    /// «desde hoy 9:41»; empty while it is not known.
    pub since: String,
    /// Why it stands so; empty where nobody said.
    pub why: String,
    pub bars: Vec<Bar>,
    pub said: String,
    pub changes: Vec<Change>,
}

impl Strip {
    /// The strip of a line whose connection stood so, oldest first.
    #[must_use]
    pub fn new(now: Connection, states: &[LineState], when: &When) -> Self {
        let words = when.words();
        let from = when.now().plus(-STRIP_MS);
        let last = states.last().filter(|last| last.state == now);
        let since = last.map(|last| words.name("link-since", &when.moment(last.at)));
        let ends = states.iter().skip(1).map(|next| next.at).chain([when.now()]);
        let spans: Vec<(&LineState, Timestamp)> = states.iter().zip(ends).collect();
        let bars = (0..BARS).map(|x| {
            let (begin, end) = (slot(from, x), slot(from, x + 1));
            let during = spans.iter().filter(|(state, until)| state.at < end && *until > begin);
            let worst = during.map(|(state, _)| state.state).max_by_key(|state| badness(*state));
            Bar { x, class: worst.map_or("ghost", shade) }
        });
        let changes = spans.iter().rev().take(ROWS_MOST).enumerate().map(|(n, (state, until))| {
            let lasted = when.span(until.since(state.at));
            Change {
                when: when.moment(state.at),
                badge: connection_badge(state.state, words),
                lasted: if n == 0 { words.t("link-now") } else { lasted },
                why: why(state.detail.as_deref(), words),
            }
        });
        Self {
            since: since.unwrap_or_default(),
            why: last.map(|last| why(last.detail.as_deref(), words)).unwrap_or_default(),
            bars: bars.collect(),
            said: said(&spans, from, when),
            changes: changes.collect(),
        }
    }
}

impl Codes {
    /// The codes of a line that waits to be linked.
    #[must_use]
    pub fn new(line: &LineInfo, link: Option<&LinkView>, when: &When) -> Self {
        let until = link.and_then(|link| link.qr_until);
        let most = line.capabilities.qr_lasts_ms / 1_000;
        let wait = until.map(|until| {
            let left = until.since(when.now()) / 1_000;
            Wait {
                label: when.words().t("link-qr-valid"),
                until: until.0,
                left: when.countdown(until),
                most,
                passed: (most - left).max(0),
            }
        });
        let pairing = link.and_then(|link| link.pairing.as_ref());
        Self {
            qr: line.qr.as_deref().and_then(draw),
            wait,
            pairing: pairing.map(|pairing| in_two(&pairing.code)),
        }
    }
}

/// A reason of ours as a sentence, or what the gateway said, as its words; empty where nobody said why.
#[must_use]
pub fn why(detail: Option<&str>, words: Words) -> String {
    let Some(detail) = detail else { return String::new() };
    reasons::sentence(detail, words.0).unwrap_or_else(|| {
        let quoted = plain::quote(detail, WHY_MOST);
        if quoted.is_empty() { quoted } else { words.name("link-said", &quoted) }
    })
}

fn slot(from: Timestamp, x: i64) -> Timestamp {
    from.plus(STRIP_MS / BARS * x)
}

fn badness(state: Connection) -> u8 {
    match state {
        Connection::Connected => 0,
        Connection::Connecting => 1,
        Connection::WaitingForQr => 2,
        Connection::Disconnected => 3,
    }
}

fn shade(state: Connection) -> &'static str {
    match state {
        Connection::Connected => "o",
        Connection::Connecting | Connection::WaitingForQr => "w",
        Connection::Disconnected => "x",
    }
}

/// The strip in a sentence.
fn said(spans: &[(&LineState, Timestamp)], from: Timestamp, when: &When) -> String {
    let words = when.words();
    if spans.is_empty() {
        return words.t("link-no-history");
    }
    let is_up = |(state, _): &&(&LineState, Timestamp)| state.state == Connection::Connected;
    let Some(first) = spans.iter().find(is_up).map(|(state, _)| state.at) else {
        return words.t("link-never");
    };
    // From the moment it goes until it is back, whatever happens in between.
    let (mut outages, mut begun) = (Vec::new(), None::<Timestamp>);
    for (state, until) in spans {
        // What was not linked yet is no outage.
        if *until <= from || state.at < first {
            continue;
        }
        match (state.state, begun) {
            (Connection::Connected, Some(since)) => {
                outages.push(state.at.since(since));
                begun = None;
            }
            (Connection::Connected, None) => {}
            (Connection::Disconnected | Connection::WaitingForQr, None) => {
                begun = Some(Timestamp(state.at.0.max(from.0)));
            }
            (Connection::Connecting | Connection::Disconnected | Connection::WaitingForQr, _) => {}
        }
    }
    outages.extend(begun.map(|since| when.now().since(since)));
    let Some(longest) = outages.iter().max() else { return words.t("link-no-outages") };
    let values = [
        ("n", FluentValue::from(outages.len())),
        ("longest", FluentValue::from(when.span(*longest))),
    ];
    words.with("link-outages", &values)
}

/// «ABCD-1234», as WhatsApp shows it on the phone.
fn in_two(code: &str) -> String {
    match code.split_at_checked(4) {
        Some((first, last)) if code.len() == 8 => format!("{first}-{last}"),
        Some(_) | None => code.to_owned(),
    }
}

/// Draws a code; one that is too long for a QR code is not shown.
fn draw(text: &str) -> Option<Qr> {
    const QUIET: usize = 2;
    let code = QrCode::new(text).ok()?;
    let width = code.width();
    let colors = code.to_colors();
    let mut path = String::new();
    for (y, row) in colors.chunks(width).enumerate() {
        let mut x = 0;
        while x < width {
            let run = row.iter().skip(x).take_while(|color| **color == Color::Dark).count();
            if run > 0 {
                path.push_str(&format!("M{} {}h{run}v1h-{run}z", x + QUIET, y + QUIET));
            }
            x += run.max(1);
        }
    }
    Some(Qr { size: width + 2 * QUIET, path })
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: Timestamp = Timestamp(1_795_441_320_000);
    const MINUTE: i64 = 60_000;

    fn at(minutes: i64, state: Connection) -> LineState {
        LineState { at: NOW.plus(-minutes * MINUTE), state, detail: None }
    }

    #[test]
    fn a_code_is_drawn_as_runs_of_dark_modules() {
        let qr = draw("2@abc").unwrap();
        assert!(qr.path.starts_with("M2 2h7v1h-7z"));
        assert_eq!(qr.size, 25);
        assert_eq!(draw(&"x".repeat(10_000)), None);
    }

    #[test]
    fn the_strip_shows_the_worst_of_each_half_hour_and_ends_in_a_sentence() {
        use Connection::{Connected, Connecting, Disconnected};
        let when = When::new(Words::default(), "UTC", NOW);
        let states = [
            at(3_000, Connected),
            at(100, Disconnected),
            at(93, Connecting),
            at(92, Connected),
            at(10, Disconnected),
        ];
        let strip = Strip::new(Disconnected, &states, &when);
        let classes: Vec<&str> = strip.bars.iter().map(|bar| bar.class).collect();
        assert_eq!(classes.len(), 48);
        assert_eq!(classes[44..], ["x", "o", "o", "x"], "{classes:?}");
        assert!(classes[..44].iter().all(|class| *class == "o"));
        assert!(strip.since.starts_with("desde "), "{}", strip.since);
        assert!(strip.said.contains("2 cortes") && strip.said.contains("10 min"), "{}", strip.said);
        assert_eq!(strip.changes.len(), 5);
        let quiet = Strip::new(Connected, &[at(9, Connected)], &when);
        assert_eq!(quiet.bars.iter().filter(|bar| bar.class == "ghost").count(), 47);
        assert!(quiet.said.contains("Sin cortes"), "{}", quiet.said);
        let fresh = [at(2, Disconnected), at(1, Connection::WaitingForQr)];
        let fresh = Strip::new(Connection::WaitingForQr, &fresh, &when);
        assert!(fresh.said.contains("nunca"), "{}", fresh.said);
        let odd = Strip::new(Connected, &[at(9, Disconnected)], &when);
        assert_eq!(odd.since, "", "what is not written yet is not claimed");
        assert_eq!(Strip::new(Connected, &[], &when).changes, []);
    }
}
