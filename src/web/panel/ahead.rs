//! The clock of the simulation: what it shows, and by how much it can be put ahead.

use super::shell::Shell;
use crate::engine::LineInfo;
use crate::web::when::When;

const MINUTE_MS: i64 = 60_000;
/// «hasta mañana 9:00».
const MORNING: i8 = 9;

/// By how much the clock is put ahead.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Leap {
    /// Minutes.
    Minutes(i64),
    /// To nine in the morning of the next day, where the line is.
    Tomorrow,
}

impl Leap {
    /// All of them, in the order of the buttons.
    pub const ALL: [(&'static str, Self); 5] = [
        ("1m", Self::Minutes(1)),
        ("5m", Self::Minutes(5)),
        ("15m", Self::Minutes(15)),
        ("1h", Self::Minutes(60)),
        ("manana", Self::Tomorrow),
    ];

    /// The one with this name in the form.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.iter().find(|(known, _)| *known == name).map(|(_, leap)| *leap)
    }

    /// How long it is now (milliseconds).
    #[must_use]
    pub fn ms(self, when: &When) -> i64 {
        match self {
            Self::Minutes(minutes) => minutes * MINUTE_MS,
            Self::Tomorrow => when.tomorrow_at(MORNING).since(when.now()).max(0),
        }
    }

    /// «5 min», «hasta mañana 9:00».
    #[must_use]
    pub fn text(self, when: &When) -> String {
        match self {
            Self::Minutes(minutes) => when.span(minutes * MINUTE_MS),
            Self::Tomorrow => when.words().t("fast-tomorrow"),
        }
    }
}

/// A button.
#[derive(Debug, Clone, PartialEq, Eq)]
#[allow(missing_docs, reason = "as in the template")]
pub struct LeapButton {
    pub value: &'static str,
    pub text: String,
}

/// The clock on the page.
#[derive(Debug, Clone, PartialEq, Eq)]
#[allow(missing_docs, reason = "as in the template")]
pub struct Ahead {
    pub now: String,
    pub note: String,
    pub leaps: Vec<LeapButton>,
}

impl Ahead {
    /// As the reader sees it. `timekeeper`: the real line, if there is one, that keeps the clock to the real time.
    #[must_use]
    pub fn new(shell: &Shell, line: &LineInfo, ahead_ms: i64, timekeeper: Option<String>) -> Self {
        let (when, words) = (shell.when(line), shell.words);
        let is_ahead = ahead_ms >= MINUTE_MS;
        let now = match is_ahead {
            true => words.name("fast-now-ahead", &when.full_now()),
            false => words.name("fast-now", &when.full_now()),
        };
        let note = match &timekeeper {
            Some(name) => words.name("fast-real", name),
            None if is_ahead => words.name("fast-ahead", &when.span(ahead_ms)),
            None => words.t("fast-right"),
        };
        let may = shell.acts && timekeeper.is_none();
        let leaps = Leap::ALL.iter().filter(|_| may);
        let leaps = leaps.map(|(value, leap)| LeapButton { value, text: leap.text(&when) });
        Self { now, note, leaps: leaps.collect() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::ids::{LineId, Timestamp};
    use crate::domain::inbound::Connection;
    use crate::domain::settings::LineSettings;
    use crate::engine::GatewayKind;
    use crate::gateway::Capabilities;
    use crate::web::panel::shell::Section;
    use crate::web::words::Words;

    // 2026-11-23 14:32 in Buenos Aires.
    const NOW: Timestamp = Timestamp(1_795_455_120_000);

    fn shown(ahead_ms: i64, timekeeper: Option<&str>, acts: bool) -> Ahead {
        let line = LineInfo {
            id: LineId(1),
            name: String::from("Principal"),
            gateway: GatewayKind::Simulator,
            connection: Connection::Connected,
            settings: LineSettings::default(),
            capabilities: Capabilities::ALL,
            qr: None,
            active: true,
        };
        let mut shell = Shell::bare(Section::Simulator, &line, NOW);
        shell.acts = acts;
        Ahead::new(&shell, &line, ahead_ms, timekeeper.map(str::to_owned))
    }

    #[test]
    fn it_says_what_time_it_is_and_how_far_ahead() {
        let right = shown(0, None, true);
        assert!(right.now.contains("lunes 23 de noviembre, 14:32"), "{}", right.now);
        let texts: Vec<&str> = right.leaps.iter().map(|leap| leap.text.as_str()).collect();
        assert_eq!(texts, ["1 min", "5 min", "15 min", "1 h", "hasta mañana 9:00"]);
        let ahead = shown(20 * MINUTE_MS, None, true);
        assert!(ahead.note.contains("20 min"), "{}", ahead.note);
    }

    #[test]
    fn a_real_line_takes_the_buttons_away_and_is_named() {
        let kept = shown(0, Some("Ventas Norte"), true);
        assert!(kept.leaps.is_empty() && kept.note.contains("Ventas Norte"), "{kept:?}");
        assert!(shown(0, None, false).leaps.is_empty(), "operators only look");
    }

    #[test]
    fn tomorrow_is_the_next_day_at_nine_where_the_line_is() {
        let when = |at| When::new(Words::default(), "America/Argentina/Buenos_Aires", at);
        let hours = |at| Leap::Tomorrow.ms(&when(at)) / 3_600_000;
        assert_eq!(Leap::Tomorrow.ms(&when(NOW)), (18 * 60 + 28) * MINUTE_MS);
        // At half past midnight it is the morning of the day after.
        assert_eq!(hours(NOW.plus(10 * 3_600_000)), 32);
        assert_eq!(Leap::named("1h"), Some(Leap::Minutes(60)));
        assert_eq!(Leap::named("-5m"), None);
    }
}
