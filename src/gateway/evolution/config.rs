//! Where a line's Evolution server is, and how its webhooks are known to be its own.

use std::fmt;

use reqwest::Url;
use reqwest::header::HeaderValue;
use serde::{Deserialize, Serialize};
use subtle::ConstantTimeEq;

/// The header that carries the webhook's secret; set as a static header of the instance's webhook.
pub const TOKEN_HEADER: &str = "x-relevo-token";

/// Characters of a setting; real ones are far shorter.
const SETTING_MOST: usize = 512;

/// How to reach one instance of an Evolution server.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "Raw")]
pub struct EvolutionConfig {
    /// The server's address, such as `http://localhost:8080`.
    pub base_url: String,
    /// The name of the instance.
    pub instance: String,
    /// The server's global key, or the instance's own.
    pub api_key: String,
}

/// The same before it was checked.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Raw {
    base_url: String,
    instance: String,
    api_key: String,
}

/// Which setting is wrong, and how.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ConfigError {
    /// No usable address.
    #[error("base_url: {0}")]
    BaseUrl(&'static str),
    /// No usable instance name.
    #[error("instance: {0}")]
    Instance(&'static str),
    /// No usable key.
    #[error("api_key: {0}")]
    ApiKey(&'static str),
}

impl TryFrom<Raw> for EvolutionConfig {
    type Error = ConfigError;

    fn try_from(Raw { base_url, instance, api_key }: Raw) -> Result<Self, ConfigError> {
        let config = Self { base_url, instance, api_key };
        config.checked().map(|_| config)
    }
}

/// Never shows the key, so that it reaches no log.
impl fmt::Debug for EvolutionConfig {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("EvolutionConfig")
            .field("base_url", &self.base_url)
            .field("instance", &self.instance)
            .field("api_key", &"…")
            .finish()
    }
}

impl EvolutionConfig {
    /// Says whether all of it can be used.
    ///
    /// # Errors
    /// The first setting that cannot, and why.
    pub fn check(&self) -> Result<(), ConfigError> {
        self.checked().map(drop)
    }

    /// The address and the key, ready for use.
    pub(super) fn checked(&self) -> Result<(Url, HeaderValue), ConfigError> {
        Ok((self.address()?, self.key()?))
    }

    fn address(&self) -> Result<Url, ConfigError> {
        let fault = |what| Err(ConfigError::BaseUrl(what));
        if self.base_url.trim().is_empty() {
            return fault("is empty");
        }
        if self.base_url.len() > SETTING_MOST {
            return fault("is too long");
        }
        let Ok(url) = Url::parse(self.base_url.trim()) else {
            return fault("is not an address such as http://localhost:8080");
        };
        if !matches!(url.scheme(), "http" | "https") || url.host_str().is_none_or(str::is_empty) {
            return fault("must begin with http:// or https://");
        }
        if !url.username().is_empty() || url.password().is_some() {
            return fault("must not hold a user name or password");
        }
        if url.query().is_some() || url.fragment().is_some() {
            return fault("must not have anything after ? or #");
        }
        self.name().map(|()| url)
    }

    fn name(&self) -> Result<(), ConfigError> {
        let name = &self.instance;
        if name.trim().is_empty() {
            return Err(ConfigError::Instance("is empty"));
        }
        if name.len() > 100 {
            return Err(ConfigError::Instance("has more than 100 bytes"));
        }
        // It is a segment of the path, where `.` and `..` mean other places.
        if name.chars().any(|c| c.is_control() || "/\\?#%".contains(c))
            || matches!(name.as_str(), "." | "..")
        {
            return Err(ConfigError::Instance(r"must not contain / \ ? # %, nor be . or .."));
        }
        Ok(())
    }

    fn key(&self) -> Result<HeaderValue, ConfigError> {
        let key = &self.api_key;
        if key.is_empty() {
            return Err(ConfigError::ApiKey("is empty"));
        }
        if key.len() > SETTING_MOST || !key.bytes().all(|b| b.is_ascii_graphic()) {
            return Err(ConfigError::ApiKey(
                "must be at most 512 letters, digits and signs without spaces",
            ));
        }
        let mut value = HeaderValue::from_str(key)
            .map_err(|_unfit| ConfigError::ApiKey("cannot be sent in a header"))?;
        value.set_sensitive(true);
        Ok(value)
    }
}

/// The two secrets of a line's webhook: one in its path, one in a header.
///
/// Evolution signs nothing, so both must be unguessable; the path alone ends up in access logs.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WebhookSecrets {
    /// The last segment of the webhook's path.
    pub path: String,
    /// The value of [`TOKEN_HEADER`].
    pub header: String,
}

/// Shows neither secret.
impl fmt::Debug for WebhookSecrets {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("WebhookSecrets(…)")
    }
}

impl WebhookSecrets {
    /// Whether a call with this path segment and this [`TOKEN_HEADER`] comes from the line's own server.
    /// Takes the same time whichever of the two is wrong; an empty secret lets nobody in.
    #[must_use]
    pub fn authentic(&self, path: &str, header: Option<&[u8]>) -> bool {
        let usable = !self.path.is_empty() && !self.header.is_empty();
        let path = self.path.as_bytes().ct_eq(path.as_bytes());
        let header = self.header.as_bytes().ct_eq(header.unwrap_or_default());
        usable && bool::from(path & header)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const GOOD: &str =
        r#"{"base_url":"https://evo.example/api/","instance":"relevo","api_key":"K3Y-secret"}"#;

    #[test]
    fn the_key_is_never_shown() {
        let config: EvolutionConfig = serde_json::from_str(GOOD).unwrap();
        assert!(!format!("{config:?}").contains("secret"));
        let secrets = WebhookSecrets { path: "p4th".into(), header: "h34der".into() };
        assert_eq!(format!("{secrets:?}"), "WebhookSecrets(…)");
    }

    #[test]
    fn a_wrong_setting_is_named() {
        for (from, to, field) in [
            ("https://evo.example/api/", "", "base_url: is empty"),
            ("https://evo.example/api/", "evo.example", "base_url: is not an address"),
            ("https://evo.example/api/", "ftp://evo.example", "base_url: must begin with"),
            ("https://evo.example/api/", "http://a:b@evo.example", "base_url: must not hold"),
            ("https://evo.example/api/", "http://evo.example?x=1", "base_url: must not have"),
            ("\"relevo\"", "\" \"", "instance: is empty"),
            ("\"relevo\"", "\"../x\"", "instance: must not contain"),
            ("\"relevo\"", "\"..\"", "instance: must not contain"),
            ("K3Y-secret", "", "api_key: is empty"),
            ("K3Y-secret", "two words", "api_key: must be"),
            ("\"instance\"", "\"instanse\"", "unknown field `instanse`"),
        ] {
            let error =
                serde_json::from_str::<EvolutionConfig>(&GOOD.replace(from, to)).unwrap_err();
            assert!(error.to_string().contains(field), "{to}: {error}");
        }
        assert!(serde_json::from_str::<EvolutionConfig>(GOOD).is_ok());
    }

    #[test]
    fn a_webhook_is_authentic_only_with_both_secrets() {
        let secrets = WebhookSecrets { path: "p4th".into(), header: "h34der".into() };
        assert!(secrets.authentic("p4th", Some(b"h34der")));
        for (path, header) in [
            ("p4th", None),
            ("p4th", Some(&b"other"[..])),
            ("other", Some(b"h34der")),
            ("", Some(b"")),
            ("p4t", Some(b"h34der")),
        ] {
            assert!(!secrets.authentic(path, header), "{path} {header:?}");
        }
        let none = WebhookSecrets { path: String::new(), header: String::new() };
        assert!(!none.authentic("", Some(b"")));
    }
}
