//! `/ajustes/integraciones`: who reads a customer's mood on one line.

use askama::Template;

use super::choice::Choice;
use super::fields::{Field, summary};
use super::shell::Shell;
use super::tickets::Tab;
use crate::classify::{ADDRESS_MOST, Answer, Endpoint, Key, Trouble};
use crate::domain::settings::{LineSettings, MoodReader};
use crate::engine::LineInfo;
use crate::text::Tone as Voice;
use crate::web::flash::{Banner, Tone};
use crate::web::form::Fields;
use crate::web::words::{FluentValue, Words};

/// Characters of a model's name.
const MODEL_MOST: usize = 100;
/// How long a model may take, in milliseconds.
const TIMEOUTS: std::ops::RangeInclusive<i64> = 500..=60_000;

/// What is to become of the key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum KeyWanted {
    /// It stays.
    AsItIs,
    /// There is to be none.
    Gone,
    /// Another one.
    New(Key),
}

/// What a form asks for: all of it can be used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Model {
    reader: MoodReader,
    url: String,
    model: String,
    timeout_ms: i64,
    summaries: bool,
    /// What is to become of the key.
    pub key: KeyWanted,
}

impl Model {
    /// Puts it among a line's settings.
    pub fn apply(&self, settings: &mut LineSettings) {
        settings.mood = self.reader;
        settings.mood_url.clone_from(&self.url);
        settings.mood_model.clone_from(&self.model);
        settings.mood_timeout_ms = self.timeout_ms;
        settings.summaries = self.summaries;
    }
}

/// The page.
#[derive(Debug, Template)]
#[template(path = "panel/integrations.html")]
#[allow(missing_docs, reason = "named as on the page")]
pub struct IntegrationsPage {
    pub shell: Shell,
    pub line: i64,
    pub lines: Vec<Tab>,
    pub readers: Vec<Choice>,
    pub url: Field,
    pub model: Field,
    pub key: Field,
    pub timeout: Field,
    pub has_key: bool,
    pub summaries: bool,
    pub sample: String,
    pub form_banner: Option<Banner>,
    kept_url: String,
    voice: Voice,
}

impl IntegrationsPage {
    /// A line's settings as they are. Of the key only whether there is one.
    #[must_use]
    pub fn new(shell: Shell, line: &LineInfo, has_key: bool, lines: Vec<Tab>) -> Self {
        let (words, settings) = (shell.words, &line.settings);
        let field = |name: &'static str, key: &str, value: &str| {
            Field::text(name, name, words.t(key)).hint(words.t(&format!("{key}-how"))).value(value)
        };
        let key = if has_key { "integrations-key-kept" } else { "integrations-key-none" };
        let voice = shell.when(line).tone().clone();
        Self {
            line: line.id.0,
            lines,
            readers: readers(settings.mood, words),
            url: Field { most: 300, ..field("direccion", "integrations-url", &settings.mood_url) }
                .mode("url"),
            model: Field {
                most: 100,
                ..field("modelo", "integrations-model", &settings.mood_model)
            },
            key: Field { most: 512, ..Field::text("clave", "clave", words.t("integrations-key")) }
                .hint(words.t(key))
                .kind("password")
                .autocomplete("new-password"),
            timeout: Field {
                most: 5,
                ..field("plazo", "integrations-timeout", &settings.mood_timeout_ms.to_string())
            }
            .mode("numeric"),
            has_key,
            summaries: settings.summaries,
            sample: words.t("integrations-sample"),
            form_banner: None,
            kept_url: settings.mood_url.clone(),
            voice,
            shell,
        }
        .warned()
    }

    /// Takes what was typed; nothing if any of it cannot be used: the page then says what.
    pub fn read(&mut self, fields: &Fields) -> Option<Model> {
        let reader = MoodReader::from_name(fields.get("lector")).unwrap_or_default();
        self.take(fields, reader, reader == MoodReader::Endpoint)
    }

    /// The same for trying it out: all that a model needs has to be there, whoever reads the mood now.
    pub fn read_whole(&mut self, fields: &Fields) -> Option<Model> {
        let reader = MoodReader::from_name(fields.get("lector")).unwrap_or_default();
        self.take(fields, reader, true)
    }

    fn take(&mut self, fields: &Fields, reader: MoodReader, is_needed: bool) -> Option<Model> {
        let words = self.shell.words;
        for (field, most) in
            [(&mut self.url, ADDRESS_MOST), (&mut self.model, MODEL_MOST), (&mut self.timeout, 10)]
        {
            field.value = fields.get(field.name).chars().take(most + 1).collect();
        }
        self.readers = readers(reader, words);
        self.summaries = fields.has("resumen");
        let url = self.url.value.clone();
        self.url.error = if url.is_empty() {
            is_needed.then(|| words.t("integrations-url-missing"))
        } else {
            Endpoint::address(&url).is_none().then(|| words.t("integrations-url-odd"))
        };
        let model = self.model.value.clone();
        let is_odd = model.chars().count() > MODEL_MOST || model.chars().any(char::is_control);
        self.model.error = if model.is_empty() {
            is_needed.then(|| words.t("integrations-model-missing"))
        } else {
            is_odd.then(|| words.t("integrations-model-odd"))
        };
        let timeout_ms: Option<i64> = self.timeout.value.parse().ok();
        let timeout_ms = timeout_ms.filter(|ms| TIMEOUTS.contains(ms));
        self.timeout.error = timeout_ms.is_none().then(|| words.t("integrations-timeout-odd"));
        let key = self.key_wanted(fields, &url);
        let all = [&self.url, &self.model, &self.key, &self.timeout];
        self.form_banner = summary(&all, words);
        if self.form_banner.is_some() {
            return None;
        }
        let summaries = self.summaries;
        Some(Model { reader, url, model, timeout_ms: timeout_ms?, summaries, key: key? })
    }

    /// A key that is kept goes to the place that it was given for, and nowhere else.
    fn key_wanted(&mut self, fields: &Fields, url: &str) -> Option<KeyWanted> {
        let words = self.shell.words;
        let typed = fields.get("clave");
        if !typed.is_empty() {
            let key = Key::new(typed).map(KeyWanted::New);
            self.key.error = key.is_none().then(|| words.t("integrations-key-odd"));
            return key;
        }
        if fields.has("sin_clave") {
            return Some(KeyWanted::Gone);
        }
        let place = |url: &str| Endpoint::address(url).map(|url| url.origin());
        let moves = self.has_key && !url.is_empty() && place(url) != place(&self.kept_url);
        self.key.error = moves.then(|| words.t("integrations-key-again"));
        (!moves).then_some(KeyWanted::AsItIs)
    }

    /// What came of trying it out, at the field that it is about.
    pub fn tell(&mut self, answer: Result<Answer, Trouble>) {
        let words = self.shell.words;
        let trouble = match answer {
            Ok(Answer { sentiment, summary }) => {
                let mood = self.voice.mood(sentiment);
                let (key, line) = match &summary {
                    Some(line) => ("integrations-answered-line", line.to_string()),
                    None => ("integrations-answered", String::new()),
                };
                let values = [("mood", FluentValue::from(mood)), ("line", FluentValue::from(line))];
                let text = words.with(key, &values);
                self.form_banner = Some(Banner { tone: Tone::Ok, text, fields: Vec::new() });
                return;
            }
            Err(trouble) => trouble,
        };
        let (field, text) = match trouble {
            Trouble::Address => (&mut self.url, words.t("integrations-url-odd")),
            Trouble::Silent => (&mut self.url, words.t("integrations-silent")),
            Trouble::Late | Trouble::Crowded => (&mut self.timeout, words.t("integrations-late")),
            Trouble::Key => (&mut self.key, words.t("integrations-key-refused")),
            Trouble::Refused(404) => (&mut self.url, words.t("integrations-not-there")),
            Trouble::Refused(status) => {
                (&mut self.model, words.name("integrations-refused", &status.to_string()))
            }
            Trouble::Nonsense => (&mut self.model, words.t("integrations-nonsense")),
        };
        field.error = Some(text);
        self.form_banner = summary(&[&self.url, &self.model, &self.key, &self.timeout], words);
    }

    /// What is sent without encryption can be read on the way.
    fn warned(mut self) -> Self {
        let is_plain = Endpoint::address(&self.url.value).is_some_and(|url| url.scheme() == "http");
        self.url.warn = is_plain.then(|| self.shell.words.t("integrations-url-plain"));
        self
    }
}

fn readers(chosen: MoodReader, words: Words) -> Vec<Choice> {
    let choice = |reader: MoodReader| {
        let key = match reader {
            MoodReader::Rules => "integrations-reader-rules",
            MoodReader::Endpoint => "integrations-reader-endpoint",
            MoodReader::Off => "integrations-reader-off",
        };
        Choice { value: reader.name().to_owned(), text: words.t(key), chosen: reader == chosen }
    };
    MoodReader::ALL.map(choice).to_vec()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::ids::{LineId, Timestamp};
    use crate::domain::inbound::Connection;
    use crate::domain::ticket::Sentiment;
    use crate::engine::GatewayKind;
    use crate::gateway::Capabilities;
    use crate::web::panel::shell::Section;

    fn page(has_key: bool) -> IntegrationsPage {
        let settings = LineSettings {
            mood_url: "https://api.uno.example/v1".into(),
            ..LineSettings::default()
        };
        let line = LineInfo {
            id: LineId(1),
            name: "Simulador".into(),
            gateway: GatewayKind::Simulator,
            active: true,
            connection: Connection::Connected,
            settings,
            capabilities: Capabilities::ALL,
            qr: None,
        };
        let shell = Shell::bare(Section::Integrations, &line, Timestamp(0));
        IntegrationsPage::new(shell, &line, has_key, Vec::new())
    }

    fn typed(url: &str, model: &str, key: &str, timeout: &str) -> Fields {
        let pairs = [
            ("lector", "endpoint"),
            ("direccion", url),
            ("modelo", model),
            ("clave", key),
            ("plazo", timeout),
            ("resumen", "1"),
        ];
        pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
    }

    #[test]
    fn what_can_be_used_is_taken_and_the_rest_is_told_at_its_field() {
        let mut settings = LineSettings::default();
        let url = "http://localhost:11434/v1";
        let model = page(false).read(&typed(url, "llama3", "sk-1", "2000")).unwrap();
        model.apply(&mut settings);
        assert_eq!((settings.mood, settings.mood_url.as_str()), (MoodReader::Endpoint, url));
        assert_eq!((settings.mood_timeout_ms, settings.summaries), (2_000, true));
        assert_eq!(model.key, KeyWanted::New(Key::new("sk-1").unwrap()));
        for (url, model, key, timeout, field) in [
            ("", "m", "", "2000", "direccion"),
            ("ftp://servidor", "m", "", "2000", "direccion"),
            ("https://a.example/v1", "", "", "2000", "modelo"),
            ("https://a.example/v1", "m", "con espacio", "2000", "clave"),
            ("https://a.example/v1", "m", "", "0", "plazo"),
            ("https://a.example/v1", "m", "", "99999", "plazo"),
        ] {
            let mut page = page(false);
            assert_eq!(
                page.read(&typed(url, model, key, timeout)),
                None,
                "{url} {model} {timeout}"
            );
            assert_eq!(page.form_banner.unwrap().fields[0].0, field);
        }
    }

    #[test]
    fn a_key_that_is_kept_does_not_go_to_another_place() {
        let same = typed("https://api.uno.example/v1/", "m", "", "2000");
        assert_eq!(page(true).read(&same).unwrap().key, KeyWanted::AsItIs);
        let other = typed("https://ladron.example/v1", "m", "", "2000");
        let mut asked = page(true);
        assert_eq!(asked.read(&other), None);
        assert_eq!(asked.form_banner.unwrap().fields[0].0, "clave");
        assert_eq!(page(false).read(&other).unwrap().key, KeyWanted::AsItIs);
    }

    #[test]
    fn what_came_of_a_try_is_told_and_never_the_key() {
        let mut page = page(true);
        page.read(&typed("https://api.uno.example/v1", "m", "sk-muysecreta", "2000")).unwrap();
        page.tell(Err(Trouble::Key));
        let html = page.render().unwrap();
        assert!(!html.contains("muysecreta") && html.contains("id=\"e-clave\""));
        page.key.error = None;
        let summary = Some("<script>".into());
        page.tell(Ok(Answer { sentiment: Sentiment::Angry, summary }));
        let html = page.render().unwrap();
        assert!(html.contains("Enojado") && !html.contains("Resumen: <script>"));
    }
}
