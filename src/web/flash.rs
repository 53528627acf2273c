//! What a person is told after a form was taken: a key of the catalogue and names to fill in, carried over
//! the redirect by a cookie that lives for a minute.

use actix_web::HttpRequest;
use actix_web::cookie::{Cookie, time::Duration};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde::{Deserialize, Serialize};

use super::session::cookie;
use super::settings::WebSettings;
use super::words::{FluentValue, Words};

const COOKIE: &str = "relevo_aviso";
const TEXT_MOST: usize = 120;

/// One message.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Flash {
    key: String,
    #[serde(default)]
    name: String,
}

/// How a message to the reader looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tone {
    /// It went well.
    Ok,
    /// Something has to be waited for or looked at.
    Wait,
    /// It did not go.
    Bad,
}

/// A message to the reader, as words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Banner {
    /// How it looks.
    pub tone: Tone,
    /// What it says.
    pub text: String,
    /// Links to the fields that it is about: id and words.
    pub fields: Vec<(String, String)>,
}

impl Banner {
    /// Classes of the box.
    #[must_use]
    pub fn class(&self) -> &'static str {
        match self.tone {
            Tone::Ok => "banner is-ok",
            Tone::Wait => "banner is-wait",
            Tone::Bad => "banner is-bad",
        }
    }

    /// Its picture.
    #[must_use]
    pub fn icon(&self) -> &'static str {
        match self.tone {
            Tone::Ok => "tick",
            Tone::Wait => "clock",
            Tone::Bad => "warn",
        }
    }

    /// The role for screen readers: what went wrong interrupts.
    #[must_use]
    pub fn role(&self) -> &'static str {
        match self.tone {
            Tone::Ok | Tone::Wait => "status",
            Tone::Bad => "alert",
        }
    }

    /// Something went wrong.
    #[must_use]
    pub fn bad(text: String) -> Self {
        Self { tone: Tone::Bad, text, fields: Vec::new() }
    }
}

impl Flash {
    /// A message without a name in it.
    #[must_use]
    pub fn of(key: &str) -> Self {
        Self { key: key.to_owned(), name: String::new() }
    }

    /// A message with a name in it.
    #[must_use]
    pub fn with(key: &str, name: &str) -> Self {
        Self { key: key.to_owned(), name: name.chars().take(TEXT_MOST).collect() }
    }

    /// The key of its text.
    #[must_use]
    pub fn key(&self) -> &str {
        &self.key
    }

    /// The name in its text.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Whether it says that something was not done.
    #[must_use]
    pub fn is_bad(&self) -> bool {
        self.key.starts_with("flash-bad-")
    }

    /// The cookie that carries it.
    #[must_use]
    pub fn cookie(&self, settings: &WebSettings) -> Cookie<'static> {
        let json = serde_json::to_vec(self).unwrap_or_default();
        let mut cookie = cookie(COOKIE, URL_SAFE_NO_PAD.encode(json), settings);
        cookie.set_max_age(Duration::seconds(60));
        cookie
    }

    /// What a cookie carries; only keys made for this are taken.
    #[must_use]
    pub fn read(value: &str) -> Option<Self> {
        if value.len() > 1_024 {
            return None;
        }
        let flash: Self = serde_json::from_slice(&URL_SAFE_NO_PAD.decode(value).ok()?).ok()?;
        let ours = flash.key.starts_with("flash-") && flash.name.chars().count() <= TEXT_MOST;
        ours.then_some(flash)
    }

    /// As words.
    #[must_use]
    pub fn banner(&self, words: Words) -> Option<Banner> {
        let tone = if self.is_bad() {
            Tone::Bad
        } else if self.key.starts_with("flash-wait-") {
            Tone::Wait
        } else {
            Tone::Ok
        };
        let text = words.with(&self.key, &[("name", FluentValue::from(self.name.as_str()))]);
        words.has(&self.key).then_some(Banner { tone, text, fields: Vec::new() })
    }
}

/// The message that came with a request.
#[must_use]
pub fn taken(request: &HttpRequest) -> Option<Flash> {
    Flash::read(request.cookie(COOKIE)?.value())
}

/// The cookie that ends a message which was shown.
#[must_use]
pub fn shown(settings: &WebSettings) -> Cookie<'static> {
    let mut cookie = cookie(COOKIE, String::new(), settings);
    cookie.make_removal();
    cookie
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_message_survives_the_redirect_and_a_forged_one_says_nothing_of_its_own() {
        let flash = Flash::with("flash-agent-added", "<b>Ana</b>");
        let cookie = flash.cookie(&WebSettings::plain());
        assert_eq!(Flash::read(cookie.value()), Some(flash));
        let forged = Flash::with("login-title", "x").cookie(&WebSettings::plain());
        assert_eq!(Flash::read(forged.value()), None);
        assert_eq!(Flash::of(&String::from("flash-no-such-key")).banner(Words::default()), None);
        for value in ["", "%%%", "e30", &"A".repeat(5_000)] {
            assert_eq!(Flash::read(value), None);
        }
    }
}
