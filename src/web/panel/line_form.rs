//! How a line sends, as a form: pace, the time to undo, and what is asked and marked.

use super::choice::Choice;
use super::fields::{Field, summary};
use crate::domain::settings::{LineSettings, ReadMarks};
use crate::web::flash::Banner;
use crate::web::form::Fields;
use crate::web::words::Words;

/// The longest time to undo, in seconds.
const UNDO_MOST_S: i64 = 60;
const SECOND_MS: i64 = 1_000;
/// Messages per second, from … to.
const RATE: (f64, f64) = (0.1, 50.0);
/// Messages in a row, from … to.
const BURST: (i64, i64) = (1, 200);
/// Unevenness, in per cent, at the most.
const JITTER_MOST: i64 = 90;

/// What a form asks for: all of it can be used.
#[derive(Debug, Clone, PartialEq)]
pub struct Sending {
    undo_window_ms: i64,
    sends_per_second: f64,
    send_burst: f64,
    send_jitter: f64,
    wrong_room_guard: bool,
    delivery_marks: bool,
    typing: bool,
    read_marks: ReadMarks,
}

impl Sending {
    /// Puts it among a line's settings.
    pub fn apply(&self, settings: &mut LineSettings) {
        settings.undo_window_ms = self.undo_window_ms;
        settings.sends_per_second = self.sends_per_second;
        settings.send_burst = self.send_burst;
        settings.send_jitter = self.send_jitter;
        settings.wrong_room_guard = self.wrong_room_guard;
        settings.delivery_marks = self.delivery_marks;
        settings.typing = self.typing;
        settings.read_marks = self.read_marks;
    }
}

/// A box to tick.
#[derive(Debug, Clone, PartialEq, Eq)]
#[allow(missing_docs, reason = "as in the template")]
pub struct Tick {
    pub name: &'static str,
    pub text: String,
    pub on: bool,
}

/// The form of a line.
#[derive(Debug, Clone)]
#[allow(missing_docs, reason = "as in the template")]
pub struct LineForm {
    pub undo: Field,
    pub rate: Field,
    pub burst: Field,
    pub jitter: Field,
    pub ticks: [Tick; 3],
    pub reads: Vec<Choice>,
    pub banner: Option<Banner>,
}

impl LineForm {
    /// A line's settings as they are; `line` tells its fields from those of other lines on the page.
    #[must_use]
    pub fn of(line: i64, settings: &LineSettings, words: Words) -> Self {
        let field = |name: &'static str, key: &str, hint: &str, value: String| {
            let field = Field::text(&format!("{name}-{line}"), name, words.t(key));
            Field { most: 8, ..field.hint(words.t(hint)).mode("decimal").value(value) }
        };
        let tick = |name, key: &str, on| Tick { name, text: words.t(key), on };
        let percent = (settings.send_jitter * 100.0).round();
        Self {
            undo: field(
                "espera",
                "lines-undo",
                "lines-undo-hint",
                (settings.undo_window_ms / SECOND_MS).to_string(),
            ),
            rate: field(
                "ritmo",
                "lines-rate",
                "lines-rate-hint",
                number(settings.sends_per_second, words),
            ),
            burst: field(
                "seguidos",
                "lines-burst",
                "lines-burst-hint",
                number(settings.send_burst.round(), words),
            ),
            jitter: field("irregular", "lines-jitter", "lines-jitter-hint", number(percent, words)),
            ticks: [
                tick("preguntar", "lines-guard", settings.wrong_room_guard),
                tick("marcas", "lines-delivery", settings.delivery_marks),
                tick("escribiendo", "lines-typing", settings.typing),
            ],
            reads: reads(settings.read_marks, words),
            banner: None,
        }
    }

    /// Takes what was typed; nothing if any of it cannot be used: the form then says what.
    pub fn read(&mut self, fields: &Fields, words: Words) -> Option<Sending> {
        for field in [&mut self.undo, &mut self.rate, &mut self.burst, &mut self.jitter] {
            field.value = fields.get(field.name).chars().take(40).collect();
        }
        for tick in &mut self.ticks {
            tick.on = fields.has(tick.name);
        }
        let marks = ReadMarks::ALL.into_iter().find(|marks| marks.name() == fields.get("leido"));
        let read_marks = marks.unwrap_or_default();
        self.reads = reads(read_marks, words);
        let undo = whole(&mut self.undo, (0, UNDO_MOST_S), "lines-undo-wrong", words);
        let rate = decimal(&mut self.rate, RATE, "lines-rate-wrong", words);
        let burst = whole(&mut self.burst, BURST, "lines-burst-wrong", words);
        let jitter = whole(&mut self.jitter, (0, JITTER_MOST), "lines-jitter-wrong", words);
        self.banner = summary(&[&self.undo, &self.rate, &self.burst, &self.jitter], words);
        let [guard, delivery, typing] = &self.ticks;
        Some(Sending {
            undo_window_ms: undo? * SECOND_MS,
            sends_per_second: rate?,
            send_burst: small(burst?),
            send_jitter: small(jitter?) / 100.0,
            wrong_room_guard: guard.on,
            delivery_marks: delivery.on,
            typing: typing.on,
            read_marks,
        })
    }
}

fn reads(chosen: ReadMarks, words: Words) -> Vec<Choice> {
    let choice = |marks: ReadMarks| Choice {
        value: marks.name().to_owned(),
        text: words.t(match marks {
            ReadMarks::Never => "lines-read-never",
            ReadMarks::WhenRelayed => "lines-read-relayed",
            ReadMarks::WhenSeen => "lines-read-seen",
        }),
        chosen: marks == chosen,
    };
    ReadMarks::ALL.map(choice).to_vec()
}

fn whole(field: &mut Field, (least, most): (i64, i64), wrong: &str, words: Words) -> Option<i64> {
    let typed: Option<i64> = field.value.parse().ok();
    let value = typed.filter(|value| (least..=most).contains(value));
    field.error = value.is_none().then(|| words.t(wrong));
    value
}

/// With a comma or a point.
fn decimal(field: &mut Field, (least, most): (f64, f64), wrong: &str, words: Words) -> Option<f64> {
    let typed: Option<f64> = field.value.replace(',', ".").parse().ok();
    let value = typed.filter(|value| (least..=most).contains(value));
    field.error = value.is_none().then(|| words.t(wrong));
    value
}

/// A number of a form, all of which are small.
fn small(value: i64) -> f64 {
    f64::from(i32::try_from(value).unwrap_or(i32::MAX))
}

fn number(value: f64, words: Words) -> String {
    use crate::domain::settings::Language;
    let text = value.to_string();
    match words.0 {
        Language::Es | Language::Pt => text.replace('.', ","),
        Language::En => text,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn typed(values: [&str; 4], more: &[&str]) -> Fields {
        let names = ["espera", "ritmo", "seguidos", "irregular"].into_iter().zip(values);
        let ticked = more.iter().map(|name| (*name, "1"));
        let pairs = names.chain(ticked).chain([("leido", "never")]);
        pairs.map(|(name, value)| (name.to_owned(), value.to_owned())).collect()
    }

    #[test]
    fn what_is_shown_can_be_sent_back_and_changes_nothing() {
        let mut settings = LineSettings {
            undo_window_ms: 7_000,
            sends_per_second: 0.5,
            typing: true,
            read_marks: ReadMarks::Never,
            ..LineSettings::default()
        };
        let words = Words::default();
        let mut form = LineForm::of(3, &settings, words);
        let values = [&form.undo, &form.rate, &form.burst, &form.jitter];
        let values = values.map(|field| field.value.clone());
        assert_eq!(values, ["7", "0,5", "20", "30"]);
        let values = values.each_ref().map(String::as_str);
        let sending = form.read(&typed(values, &["preguntar", "escribiendo"]), words).unwrap();
        let before = settings.clone();
        sending.apply(&mut settings);
        assert_eq!(settings, before);
    }

    #[test]
    fn each_field_says_what_is_wrong_with_it_and_nothing_is_taken() {
        let words = Words::default();
        for (values, wrong) in [
            (["61", "5", "20", "30"], [true, false, false, false]),
            (["-1", "0", "20", "30"], [true, true, false, false]),
            (["1,5", "NaN", "0", "91"], [true; 4]),
            (["", "inf", "1e3", "<b>"], [true; 4]),
            (["0", "50,1", "201", "90"], [false, true, true, false]),
            (["0", "1e-9", "99999999999999999999", "0"], [false, true, true, false]),
        ] {
            let mut form = LineForm::of(1, &LineSettings::default(), words);
            assert_eq!(form.read(&typed(values, &[]), words), None, "{values:?}");
            let fields = [&form.undo, &form.rate, &form.burst, &form.jitter];
            assert_eq!(fields.map(|field| field.error.is_some()), wrong, "{values:?}");
            assert_eq!(fields.map(|field| field.value.as_str()), values);
            let marked = wrong.iter().filter(|wrong| **wrong).count();
            assert_eq!(form.banner.unwrap().fields.len(), marked);
        }
    }
}
