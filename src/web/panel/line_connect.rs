//! How a line is connected, as a form: for a new line and for one that is there. What a look at the gateway's
//! server found is said at the field that it is about.

use super::fields::{Field, summary};
use crate::domain::phone::Phone;
use crate::engine::GatewayKind;
use crate::gateway::evolution::check::{OLDEST, Trouble};
use crate::gateway::evolution::{ConfigError, EvolutionConfig};
use crate::lines::address::{self, Address, AddressFault};
use crate::web::flash::Banner;
use crate::web::form::Fields;
use crate::web::words::Words;

/// Characters of a line's name.
const NAME_MOST: usize = 60;

/// What is to be thought over before a line is connected so. Who has read it and sends the same again goes on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Warning {
    /// Messages and the key go over the internet for anybody to read.
    Plain,
    /// The instance reports to another program, which would hear nothing any more.
    ReportsTo(String),
}

impl Warning {
    fn key(&self) -> &'static str {
        match self {
            Self::Plain => "http",
            Self::ReportsTo(_) => "avisos",
        }
    }
}

/// The form.
#[derive(Debug, Clone)]
#[allow(missing_docs, reason = "as in the template")]
pub struct ConnectForm {
    pub gateway: GatewayKind,
    pub name: Field,
    pub url: Field,
    pub key: Field,
    pub instance: Field,
    /// The warnings that are shown.
    pub warned: String,
    pub banner: Option<Banner>,
}

/// What was typed: all of it can be used.
#[derive(Debug, Clone, PartialEq)]
pub struct Wanted {
    /// What people call the line.
    pub name: String,
    /// Its server, where it has one, and where that is.
    pub server: Option<(EvolutionConfig, Address)>,
}

impl ConnectForm {
    /// For a new line.
    #[must_use]
    pub fn new(gateway: GatewayKind, words: Words) -> Self {
        let field = |name: &'static str, label: &str, hint: &str| {
            Field::text(&format!("linea-{name}"), name, words.t(label)).hint(words.t(hint))
        };
        Self {
            gateway,
            name: Field { most: 60, ..field("nombre", "lines-name", "lines-name-hint") },
            url: Field { most: 300, ..field("direccion", "lines-url", "lines-url-hint") }
                .mode("url"),
            key: Field { most: 512, ..field("clave", "lines-key", "lines-key-hint") }
                .kind("password")
                .autocomplete("new-password"),
            instance: Field {
                most: 100,
                ..field("instancia", "lines-instance", "lines-instance-hint")
            },
            warned: String::new(),
            banner: None,
        }
    }

    /// As a line is connected now. Its key is never shown: an empty one means «as it is».
    #[must_use]
    pub fn of(
        gateway: GatewayKind,
        name: &str,
        server: Option<&EvolutionConfig>,
        words: Words,
    ) -> Self {
        let mut form = Self::new(gateway, words);
        name.clone_into(&mut form.name.value);
        if let Some(server) = server {
            form.url.value.clone_from(&server.base_url);
            form.instance.value.clone_from(&server.instance);
            form.key.hint = words.t("lines-key-keep");
        }
        form
    }

    /// Takes what was typed; nothing if any of it cannot be used: the form then says what. `others` are the
    /// names of the other lines, `now` how this one is connected.
    pub fn read(
        &mut self,
        fields: &Fields,
        others: &[String],
        now: Option<&EvolutionConfig>,
        words: Words,
    ) -> Option<Wanted> {
        for field in [&mut self.name, &mut self.url, &mut self.instance] {
            field.value = fields.get(field.name).chars().take(600).collect();
        }
        self.key.value = fields.get(self.key.name).chars().take(600).collect();
        self.name.error = name_fault(&self.name.value, others).map(|key| words.t(key));
        let server = match self.gateway {
            GatewayKind::Simulator => None,
            GatewayKind::Evolution => self.server(now, words),
        };
        self.sum_up(words);
        if self.banner.is_some() || (self.gateway == GatewayKind::Evolution && server.is_none()) {
            return None;
        }
        Some(Wanted { name: self.name.value.clone(), server })
    }

    fn server(
        &mut self,
        now: Option<&EvolutionConfig>,
        words: Words,
    ) -> Option<(EvolutionConfig, Address)> {
        let found = address::read(&self.url.value);
        if let Err(fault) = found {
            self.url.error = Some(words.t(match fault {
                AddressFault::Empty => "field-required",
                AddressFault::Unreadable => "lines-url-unreadable",
                AddressFault::Scheme => "lines-url-scheme",
                AddressFault::Credentials => "lines-url-credentials",
                AddressFault::Query => "lines-url-query",
                AddressFault::Forbidden => "lines-url-forbidden",
            }));
        }
        let address = found.ok()?;
        let kept = now.filter(|_| self.key.value.is_empty());
        // A key is for the server that it was given for.
        if kept.is_some_and(|now| !address::is_same(&now.base_url, &address.text)) {
            self.key.error = Some(words.t("lines-key-again"));
            return None;
        }
        let server = EvolutionConfig {
            base_url: address.text.clone(),
            instance: self.instance.value.clone(),
            api_key: kept.map_or_else(|| self.key.value.clone(), |now| now.api_key.clone()),
        };
        match server.check() {
            Ok(()) => Some((server, address)),
            Err(fault) => {
                self.misconfigured(&fault, words);
                None
            }
        }
    }

    fn misconfigured(&mut self, fault: &ConfigError, words: Words) {
        let required = words.t("field-required");
        match fault {
            ConfigError::BaseUrl(_) => self.url.error = Some(words.t("lines-url-unreadable")),
            ConfigError::Instance(_) if self.instance.value.is_empty() => {
                self.instance.error = Some(required);
            }
            ConfigError::Instance(_) => {
                self.instance.error = Some(words.t("lines-instance-wrong"));
            }
            ConfigError::ApiKey(_) if self.key.value.is_empty() => self.key.error = Some(required),
            ConfigError::ApiKey(_) => self.key.error = Some(words.t("lines-key-wrong")),
        }
    }

    /// What is in the way of connecting.
    pub fn trouble(&mut self, trouble: &Trouble, words: Words) {
        let host = address::host(&self.url.value);
        let at_url = |key: &str| words.name(key, &host);
        match trouble {
            Trouble::Config(fault) => self.misconfigured(fault, words),
            Trouble::NoSuchHost => self.url.error = Some(at_url("lines-no-host")),
            Trouble::Closed => self.url.error = Some(at_url("lines-closed")),
            Trouble::Slow => self.url.error = Some(at_url("lines-slow")),
            Trouble::Unreachable => self.url.error = Some(at_url("lines-unreachable")),
            Trouble::Tls => self.url.error = Some(at_url("lines-tls")),
            Trouble::Moved => self.url.error = Some(at_url("lines-moved")),
            Trouble::NotEvolution => self.url.error = Some(at_url("lines-not-evolution")),
            Trouble::TooOld(version) => {
                let oldest = format!("{}.{}", OLDEST.0, OLDEST.1);
                let values = [("name", version.as_str().into()), ("oldest", oldest.into())];
                self.url.error = Some(words.with("lines-too-old", &values));
            }
            Trouble::WrongKey => self.key.error = Some(words.t("lines-key-refused")),
            Trouble::OtherKind => self.instance.error = Some(words.t("lines-instance-kind")),
            Trouble::Said(said) => {
                let said = super::line_state::why(Some(said), words);
                self.url.error = Some(words.name("lines-said", &said));
            }
        }
        self.sum_up(words);
    }

    /// The server could not report to us.
    pub fn cannot_report(&mut self, ours: &str, words: Words) {
        self.url.error = Some(words.name("lines-cannot-report", ours));
        self.sum_up(words);
    }

    /// Another line has the instance already.
    pub fn taken_by(&mut self, line: &str, words: Words) {
        self.instance.error = Some(words.name("lines-instance-taken", line));
        self.sum_up(words);
    }

    /// The instance is linked to another number than the line.
    pub fn other_number(&mut self, number: &Phone, words: Words) {
        self.instance.error = Some(words.name("lines-instance-number", &number.pretty()));
        self.sum_up(words);
    }

    /// Nothing could be done just now.
    pub fn unavailable(&mut self, words: Words) {
        self.banner = Some(Banner::bad(words.t("flash-bad-unavailable")));
    }

    /// Shows warnings; whether there are any that were not read yet.
    pub fn warn(&mut self, warnings: &[Warning], fields: &Fields, words: Words) -> bool {
        self.warned = warnings.iter().map(Warning::key).collect::<Vec<_>>().join(" ");
        for warning in warnings {
            match warning {
                Warning::Plain => self.url.warn = Some(words.t("lines-warn-plain")),
                Warning::ReportsTo(host) => {
                    self.instance.warn = Some(words.name("lines-warn-reports", host));
                }
            }
        }
        let is_new = !warnings.is_empty() && fields.get("avisado") != self.warned;
        if is_new {
            self.banner = Some(Banner {
                tone: crate::web::flash::Tone::Wait,
                text: words.t("lines-warned"),
                fields: Vec::new(),
            });
        }
        is_new
    }

    fn sum_up(&mut self, words: Words) {
        self.banner = summary(&[&self.name, &self.url, &self.key, &self.instance], words);
    }
}

fn name_fault(name: &str, others: &[String]) -> Option<&'static str> {
    let is_same = |other: &String| other.trim().to_lowercase() == name.to_lowercase();
    if name.is_empty() {
        Some("field-required")
    } else if name.chars().count() > NAME_MOST || name.chars().any(char::is_control) {
        Some("lines-name-long")
    } else if others.iter().any(is_same) {
        Some("lines-name-taken")
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn typed(pairs: &[(&str, &str)]) -> Fields {
        pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
    }

    fn server() -> EvolutionConfig {
        EvolutionConfig {
            base_url: "https://evo.example".into(),
            instance: "relevo".into(),
            api_key: "K3Y".into(),
        }
    }

    #[test]
    fn each_field_says_what_is_wrong_with_it_and_keeps_what_was_typed() {
        let words = Words::default();
        let good = [
            ("nombre", "Ventas"),
            ("direccion", "https://evo.example/"),
            ("clave", "K3Y"),
            ("instancia", "relevo"),
        ];
        let others = [String::from("Recepción")];
        for (at, value, wrong) in [
            (0, "", [true, false, false, false]),
            (0, "RECEPCIÓN", [true, false, false, false]),
            (1, "http://a:b@evo.example", [false, true, false, false]),
            (1, "file:///etc/passwd", [false, true, false, false]),
            (2, "", [false, false, true, false]),
            (2, "dos palabras", [false, false, true, false]),
            (3, "../x", [false, false, false, true]),
            (3, "", [false, false, false, true]),
        ] {
            let mut pairs = good;
            pairs[at].1 = value;
            let mut form = ConnectForm::new(GatewayKind::Evolution, words);
            assert_eq!(form.read(&typed(&pairs), &others, None, words), None, "{value}");
            let fields = [&form.name, &form.url, &form.key, &form.instance];
            assert_eq!(fields.map(|field| field.error.is_some()), wrong, "{value}");
            assert_eq!(fields[at].value, value);
            assert_eq!(form.banner.unwrap().fields.len(), 1);
        }
        let mut form = ConnectForm::new(GatewayKind::Evolution, words);
        let wanted = form.read(&typed(&good), &others, None, words).unwrap();
        assert_eq!(wanted.server.unwrap().0, server());
    }

    #[test]
    fn an_empty_key_keeps_the_key_but_never_for_another_server() {
        let words = Words::default();
        let pairs = |url| {
            typed(&[("nombre", "V"), ("direccion", url), ("clave", ""), ("instancia", "relevo")])
        };
        let now = server();
        let mut form = ConnectForm::of(GatewayKind::Evolution, "V", Some(&now), words);
        assert_eq!(form.key.value, "", "the key is not shown");
        let kept = form.read(&pairs("https://evo.example/"), &[], Some(&now), words).unwrap();
        assert_eq!(kept.server.unwrap().0, now);
        assert_eq!(form.read(&pairs("https://other.example"), &[], Some(&now), words), None);
        assert!(form.key.error.is_some());
    }

    #[test]
    fn a_warning_stops_once() {
        let words = Words::default();
        let mut form = ConnectForm::new(GatewayKind::Evolution, words);
        let warnings = [Warning::Plain, Warning::ReportsTo("otro.example".into())];
        assert!(form.warn(&warnings, &typed(&[]), words));
        assert!(form.warn(&warnings, &typed(&[("avisado", "http")]), words));
        assert!(!form.warn(&warnings, &typed(&[("avisado", "http avisos")]), words));
        assert!(!form.warn(&[], &typed(&[]), words));
    }
}
