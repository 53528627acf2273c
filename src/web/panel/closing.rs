//! `/ajustes/cierre`: how cases of a line end, and what comes after.

use askama::Template;

use super::fields::{Field, summary};
use super::shell::Shell;
use super::tickets::Tab;
use crate::domain::closing::{Closing, REASON_NAME_MOST, REASONS_MOST, folded};
use crate::domain::settings::LineSettings;
use crate::web::flash::Banner;
use crate::web::form::Fields;
use crate::web::words::Words;

const HOUR_MS: i64 = 3_600_000;
const DAY_MS: i64 = 24 * HOUR_MS;

/// What a form asked for: all of it can be used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wanted(Closing);

impl Wanted {
    /// Puts it among a line's settings.
    pub fn apply(&self, settings: &mut LineSettings) {
        let usual = std::sync::Arc::clone(&settings.closing.usual);
        settings.closing = Closing { usual, ..self.0.clone() };
    }
}

/// Something that is on or off.
#[derive(Debug, Clone)]
#[allow(missing_docs, reason = "as in the template")]
pub struct Switch {
    pub name: &'static str,
    pub text: String,
    pub hint: String,
    pub on: bool,
}

/// The page.
#[derive(Debug, Template)]
#[template(path = "panel/closing.html")]
#[allow(missing_docs, reason = "named as on the page")]
pub struct ClosingPage {
    pub shell: Shell,
    pub line: i64,
    pub lines: Vec<Tab>,
    pub reasons: Field,
    pub required: Switch,
    pub rating: Switch,
    pub comment: Switch,
    pub window: Field,
    pub every: Field,
    pub silence: Field,
    pub close: Field,
    pub named: Switch,
    pub form_banner: Option<Banner>,
}

impl ClosingPage {
    /// A line's settings as they are.
    #[must_use]
    pub fn new(shell: Shell, line: i64, settings: &LineSettings, lines: Vec<Tab>) -> Self {
        let (words, closing) = (shell.words, &settings.closing);
        let number = |name: &'static str, key: &str, value: i64| {
            let field = Field::text(name, name, words.t(key)).hint(words.t(&format!("{key}-how")));
            Field { most: 4, ..field.mode("numeric").value(value.to_string()) }
        };
        let switch = |name: &'static str, key: &str, on: bool| Switch {
            name,
            text: words.t(key),
            hint: words.t(&format!("{key}-how")),
            on,
        };
        let reasons = Field::text("motivos", "motivos", words.t("closing-reasons"))
            .hint(words.t("closing-reasons-how"))
            .value(closing.offered().join("\n"));
        Self {
            line,
            lines,
            reasons: Field { most: 2_000, ..reasons },
            required: switch("obligatorio", "closing-required", closing.reason_required),
            rating: switch("calificacion", "closing-rating", closing.rating),
            comment: switch("comentario", "closing-comment", closing.rating_comment),
            window: number("plazo", "closing-window", closing.rating_window_ms / HOUR_MS),
            every: number("cada", "closing-every", closing.rating_every_ms / DAY_MS),
            silence: number("silencio", "closing-silence", closing.silence_ms / HOUR_MS),
            close: number("cierre", "closing-close", closing.silence_close_ms / HOUR_MS),
            named: switch("nombre", "closing-named", closing.name_on_change),
            form_banner: None,
            shell,
        }
    }

    /// Takes what was typed; nothing if any of it cannot be used: the page then says what.
    pub fn read(&mut self, fields: &Fields) -> Option<Wanted> {
        let words = self.shell.words;
        for switch in [&mut self.required, &mut self.rating, &mut self.comment, &mut self.named] {
            switch.on = fields.has(switch.name);
        }
        self.reasons.value = fields.raw("motivos").chars().take(4_000).collect();
        let reasons = reasons(&self.reasons.value);
        self.reasons.error = reasons.as_ref().err().map(|key| words.t(key));
        let window = number(&mut self.window, fields, 1..=720, words);
        let every = number(&mut self.every, fields, 0..=365, words);
        let silence = number(&mut self.silence, fields, 0..=2_160, words);
        let close = number(&mut self.close, fields, 1..=720, words);
        let all = [&self.reasons, &self.window, &self.every, &self.silence, &self.close];
        self.form_banner = summary(&all, words);
        Some(Wanted(Closing {
            reasons: reasons.ok()?,
            reason_required: self.required.on,
            rating: self.rating.on,
            rating_comment: self.comment.on,
            rating_window_ms: window? * HOUR_MS,
            rating_every_ms: every? * DAY_MS,
            silence_ms: silence? * HOUR_MS,
            silence_close_ms: close? * HOUR_MS,
            name_on_change: self.named.on,
            ..Closing::default()
        }))
    }
}

/// The reasons of a list, one a line, each once.
fn reasons(typed: &str) -> Result<Vec<String>, &'static str> {
    let mut reasons: Vec<String> = Vec::new();
    for line in typed.lines() {
        let reason = line.split_whitespace().collect::<Vec<_>>().join(" ");
        let name = folded(&reason);
        if reason.is_empty() || reasons.iter().any(|known| folded(known) == name) {
            continue;
        }
        if name.is_empty() || name.chars().all(|c| c.is_ascii_digit()) {
            return Err("closing-reason-odd");
        }
        if reason.chars().count() > REASON_NAME_MOST || reason.chars().any(char::is_control) {
            return Err("closing-reason-long");
        }
        reasons.push(reason);
    }
    if reasons.len() > REASONS_MOST { Err("closing-reasons-many") } else { Ok(reasons) }
}

fn number(
    field: &mut Field,
    fields: &Fields,
    range: std::ops::RangeInclusive<i64>,
    words: Words,
) -> Option<i64> {
    field.value = fields.get(field.name).chars().take(20).collect();
    let number = field.value.trim().parse().ok().filter(|number| range.contains(number));
    field.error = number.is_none().then(|| {
        let (from, to) = (range.start().to_string(), range.end().to_string());
        words.with("closing-number", &[("from", from.into()), ("to", to.into())])
    });
    number
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::ids::{LineId, Timestamp};
    use crate::domain::inbound::Connection;
    use crate::engine::{GatewayKind, LineInfo};
    use crate::gateway::Capabilities;
    use crate::web::panel::shell::Section;

    fn page() -> ClosingPage {
        let settings = LineSettings::default();
        let line = LineInfo {
            id: LineId(1),
            name: "Simulador".into(),
            gateway: GatewayKind::Simulator,
            active: true,
            connection: Connection::Connected,
            settings: settings.clone(),
            capabilities: Capabilities::ALL,
            qr: None,
        };
        let shell = Shell::bare(Section::Closing, &line, Timestamp(0));
        ClosingPage::new(shell, 1, &settings, Vec::new())
    }

    fn typed(changes: &[(&str, &str)]) -> Fields {
        let usual = [
            ("motivos", "Solucionado\n\n  Cable   cortado \nsolucionado"),
            ("plazo", "24"),
            ("cada", "0"),
            ("silencio", "0"),
            ("cierre", "2"),
        ];
        let changed = |name: &str| changes.iter().any(|(other, _)| *other == name);
        let pairs = usual.iter().filter(|(name, _)| !changed(name)).chain(changes);
        pairs.map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
    }

    #[test]
    fn what_can_be_used_is_taken() {
        let mut settings = LineSettings::default();
        let fields = typed(&[("calificacion", "si"), ("cada", "7"), ("silencio", "48")]);
        page().read(&fields).unwrap().apply(&mut settings);
        let closing = settings.closing;
        assert_eq!(closing.reasons, ["Solucionado", "Cable cortado"]);
        assert!(closing.rating && !closing.rating_comment && !closing.reason_required);
        assert_eq!(closing.rating_every_ms, 7 * DAY_MS);
        assert_eq!((closing.silence_ms, closing.silence_close_ms), (48 * HOUR_MS, 2 * HOUR_MS));
    }

    #[test]
    fn what_cannot_is_told_at_its_field() {
        let many: String = (0..30).map(|n| format!("motivo {n}a\n")).collect();
        let long = "x".repeat(100_000);
        for (name, value) in [
            ("plazo", "0"),
            ("plazo", ""),
            ("cada", "-1"),
            ("silencio", "9999999999999999999999"),
            ("cierre", "dos"),
            ("motivos", "12"),
            ("motivos", "¡!"),
            ("motivos", &many),
            ("motivos", &long),
            ("motivos", "a\u{7}b"),
        ] {
            let mut page = page();
            assert_eq!(page.read(&typed(&[(name, value)])), None, "{name} {value}");
            assert_eq!(page.form_banner.unwrap().fields.len(), 1, "{name} {value}");
        }
    }
}
