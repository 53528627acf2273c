//! An address that understands OpenAI's protocol, and one exchange with it.

use std::fmt;
use std::sync::{Arc, OnceLock};
use std::time::Duration;

use reqwest::redirect::Policy;
use reqwest::{Client, Response, StatusCode, Url};

use super::protocol::{self, Answer};
use crate::domain::settings::LineSettings;

/// Characters of an address.
pub const ADDRESS_MOST: usize = 300;
/// Bytes of an answer that are read.
const ANSWER_MOST: usize = 64 * 1024;
/// How long an exchange may take, at the least and at the most (milliseconds).
const TIMEOUT_LEAST: u64 = 100;
const TIMEOUT_MOST: u64 = 60_000;

/// A key that is not shown.
#[derive(Clone, PartialEq, Eq)]
pub struct Key(Arc<str>);

impl Key {
    /// What can stand in a header: printable, without blanks.
    #[must_use]
    pub fn new(text: &str) -> Option<Self> {
        let fits =
            !text.is_empty() && text.len() <= 512 && text.bytes().all(|b| b.is_ascii_graphic());
        fits.then(|| Self(text.into()))
    }

    /// To be encrypted, and nothing else.
    #[must_use]
    pub fn reveal(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Key(…)")
    }
}

/// Why there is no answer. Says nothing of what was sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Trouble {
    /// The address cannot be used.
    #[error("the address is not one of http or https")]
    Address,
    /// Nobody answers there.
    #[error("nobody answers at the address")]
    Silent,
    /// It took too long.
    #[error("it took too long")]
    Late,
    /// The key is not accepted.
    #[error("the key is not accepted")]
    Key,
    /// It answers with this HTTP status.
    #[error("it answers {0}")]
    Refused(u16),
    /// It answers something else than was asked for.
    #[error("the answer is not what was asked for")]
    Nonsense,
    /// Too many questions wait.
    #[error("too many questions wait")]
    Crowded,
}

/// A model, and how to reach it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Endpoint {
    url: Url,
    model: String,
    key: Option<Key>,
    timeout: Duration,
    summaries: bool,
    language: crate::domain::settings::Language,
}

impl Endpoint {
    /// That of a line.
    ///
    /// # Errors
    /// [`Trouble::Address`].
    pub fn of(settings: &LineSettings, key: Option<Key>) -> Result<Self, Trouble> {
        let timeout = u64::try_from(settings.mood_timeout_ms).unwrap_or_default();
        Ok(Self {
            url: Self::address(&settings.mood_url).ok_or(Trouble::Address)?,
            model: settings.mood_model.clone(),
            key,
            timeout: Duration::from_millis(timeout.clamp(TIMEOUT_LEAST, TIMEOUT_MOST)),
            summaries: settings.summaries,
            language: settings.language,
        })
    }

    /// Where questions go, from what an administrator typed: http or https, without a password or a query in it.
    /// Addresses of the own network are allowed: models run there.
    #[must_use]
    pub fn address(typed: &str) -> Option<Url> {
        const PATH: &str = "/chat/completions";
        let typed = typed.trim().trim_end_matches('/');
        let base = typed.strip_suffix(PATH).unwrap_or(typed);
        // «https://» alone would take the path for a host.
        let place = base.split_once("://").map_or("", |(_, place)| place);
        if base.len() > ADDRESS_MOST || place.is_empty() {
            return None;
        }
        let url = Url::parse(&format!("{base}{PATH}")).ok()?;
        let is_plain = url.username().is_empty() && url.password().is_none();
        let is_whole = url.query().is_none() && url.fragment().is_none() && url.has_host();
        (matches!(url.scheme(), "http" | "https") && is_plain && is_whole).then_some(url)
    }

    /// Asks how the customer feels who wrote this.
    ///
    /// # Errors
    /// [`Trouble`].
    pub async fn ask(&self, words: &[String]) -> Result<Answer, Trouble> {
        let exchange = tokio::time::timeout(self.timeout, self.exchange(words));
        let body = exchange.await.map_err(|_elapsed| Trouble::Late)??;
        let answer = protocol::read(&body).ok_or(Trouble::Nonsense)?;
        Ok(Answer { summary: answer.summary.filter(|_| self.summaries), ..answer })
    }

    async fn exchange(&self, words: &[String]) -> Result<Vec<u8>, Trouble> {
        let body = protocol::question(&self.model, words, self.summaries, self.language);
        let mut request = client().post(self.url.clone()).json(&body);
        if let Some(key) = &self.key {
            request = request.bearer_auth(key.reveal());
        }
        // What the library says of an error names the address: not kept.
        let response = request.send().await.map_err(|_unreachable| Trouble::Silent)?;
        match response.status() {
            status if status.is_success() => whole(response).await,
            StatusCode::UNAUTHORIZED | StatusCode::FORBIDDEN => Err(Trouble::Key),
            status => Err(Trouble::Refused(status.as_u16())),
        }
    }
}

/// The body of an answer, as far as it is not too long.
async fn whole(mut response: Response) -> Result<Vec<u8>, Trouble> {
    let mut body = Vec::new();
    while let Some(piece) = response.chunk().await.map_err(|_broken| Trouble::Silent)? {
        if body.len() + piece.len() > ANSWER_MOST {
            return Err(Trouble::Nonsense);
        }
        body.extend_from_slice(&piece);
    }
    Ok(body)
}

/// One for all: it keeps connections. Led elsewhere it does not go: the key is for this address.
fn client() -> &'static Client {
    static CLIENT: OnceLock<Client> = OnceLock::new();
    CLIENT.get_or_init(|| {
        let built = Client::builder().redirect(Policy::none()).referer(false).build();
        built.unwrap_or_else(|error| {
            tracing::error!(%error, "the HTTP client has no settings of ours");
            Client::new()
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_plain_addresses_of_the_web_are_used() {
        let of = |typed: &str| Endpoint::address(typed).map(|url| url.to_string());
        let whole = Some(String::from("https://api.openai.com/v1/chat/completions"));
        assert_eq!(of("https://api.openai.com/v1"), whole);
        assert_eq!(of(" https://api.openai.com/v1/ "), whole);
        assert_eq!(of("https://api.openai.com/v1/chat/completions"), whole);
        assert!(of("http://localhost:11434/v1").is_some());
        for odd in [
            "",
            "api.openai.com/v1",
            "file:///etc/passwd",
            "ftp://server/v1",
            "gopher://server",
            "javascript:alert(1)",
            "https://ana:clave@server/v1",
            "https://server/v1?key=1",
            "https://server/v1#x",
            "https://",
        ] {
            assert_eq!(of(odd), None, "{odd}");
        }
        assert_eq!(of(&format!("https://server/{}", "a".repeat(300))), None);
    }

    #[test]
    fn a_key_shows_itself_nowhere() {
        let key = Key::new("sk-secreto").unwrap();
        assert_eq!(format!("{key:?}"), "Key(…)");
        let settings = LineSettings { mood_url: "http://a/v1".into(), ..LineSettings::default() };
        let endpoint = Endpoint::of(&settings, Some(key)).unwrap();
        assert!(!format!("{endpoint:?}").contains("secreto"));
        assert_eq!(Key::new("con espacio"), None);
        assert_eq!(Key::new("a\r\nx-other: 1"), None);
        assert_eq!(Key::new(""), None);
    }
}
