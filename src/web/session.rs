//! Who is asking, and what they may do.

use std::future::Future;
use std::pin::Pin;

use actix_web::cookie::{Cookie, SameSite, time::Duration};
use actix_web::dev::Payload;
use actix_web::{FromRequest, HttpMessage as _, HttpRequest, web};

use super::accounts::Session;
use super::error::WebError;
use super::house::Panel;
use super::secret::{FormKey, Token, TokenHash};
use super::settings::WebSettings;
use crate::domain::ids::{AgentId, LineId, Timestamp};
use crate::domain::settings::Language;
use crate::store::users::{Role, UserRow};

/// The cookie of a session.
pub const SESSION_COOKIE: &str = "relevo_sesion";
const HOUR_MS: i64 = 3_600_000;
/// A session lasts as long as a day's work …
pub const SESSION_SHORT_MS: i64 = 12 * HOUR_MS;
/// … or a month, where the person asked to be remembered.
pub const SESSION_LONG_MS: i64 = 30 * 24 * HOUR_MS;

/// A token is used for so long; then the session goes on with a new one.
pub const TOKEN_LASTS_MS: i64 = HOUR_MS;
/// So long the old one works beside it, for requests that were on their way and answers that got lost.
pub const TOKEN_GRACE_MS: i64 = 5 * 60_000;

/// Whose cases somebody sees.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sight {
    /// Everybody's.
    All,
    /// Those that this agent attends or has attended.
    Of(LineId, AgentId),
    /// An operator of whom nobody has said which agent that is.
    Nothing,
}

/// Whose cases of one line somebody sees.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Whose {
    /// All cases.
    All,
    /// Those of this agent.
    Of(AgentId),
    /// None.
    Nothing,
}

impl Whose {
    /// The agent to whom the cases are narrowed down; for [`Self::Nothing`] nobody at all.
    #[must_use]
    pub fn agent(self) -> Option<AgentId> {
        match self {
            Self::All => None,
            Self::Of(agent) => Some(agent),
            // Numbers of agents begin at 1.
            Self::Nothing => Some(AgentId(0)),
        }
    }
}

impl Sight {
    /// What there is to be seen of a line.
    #[must_use]
    pub fn on(self, line: LineId) -> Whose {
        match self {
            Self::All => Whose::All,
            Self::Of(own, agent) if own == line => Whose::Of(agent),
            Self::Of(..) | Self::Nothing => Whose::Nothing,
        }
    }

    /// Whether a case of this line with this agent is to be seen.
    #[must_use]
    pub fn shows(self, line: LineId, agent: Option<AgentId>) -> bool {
        match self {
            Self::All => true,
            Self::Of(own, who) => own == line && agent == Some(who),
            Self::Nothing => false,
        }
    }
}

/// Somebody who is signed in.
#[derive(Debug, Clone)]
pub struct Visitor {
    /// Who.
    pub user: UserRow,
    /// What the browser presented.
    token: Token,
    /// What ties forms to this session.
    pub forms: FormKey,
    /// Until when.
    pub expires_at: Timestamp,
    /// Since when the browser has this token.
    pub token_since: Timestamp,
}

impl Visitor {
    /// Only administrators go on.
    ///
    /// # Errors
    /// [`WebError::Forbidden`] for everybody else.
    pub fn must_administer(&self) -> Result<(), WebError> {
        match self.user.role {
            Role::Admin => Ok(()),
            Role::Supervisor | Role::Operator => Err(WebError::Forbidden),
        }
    }

    /// Whoever acts on cases goes on.
    ///
    /// # Errors
    /// [`WebError::Forbidden`] for who only looks.
    pub fn must_act(&self) -> Result<(), WebError> {
        match self.user.role {
            Role::Admin | Role::Supervisor => Ok(()),
            Role::Operator => Err(WebError::Forbidden),
        }
    }

    /// Whose cases this person sees.
    #[must_use]
    pub fn sight(&self) -> Sight {
        match (self.user.role, self.user.attends) {
            (Role::Admin | Role::Supervisor, _) => Sight::All,
            (Role::Operator, Some((line, agent))) => Sight::Of(line, agent),
            (Role::Operator, None) => Sight::Nothing,
        }
    }

    /// The session: the same also when its token was changed.
    #[must_use]
    pub fn session(&self) -> FormKey {
        self.forms.clone()
    }

    /// What the store knows the browser's token by.
    #[must_use]
    pub fn token_hash(&self) -> TokenHash {
        self.token.hash()
    }

    /// Whether the browser has had this token for so long that it gets a new one.
    #[must_use]
    pub fn wants_new_token(&self, now: Timestamp) -> bool {
        now.since(self.token_since) >= TOKEN_LASTS_MS
    }

    /// Whether the session outlives the browser.
    #[must_use]
    pub fn is_remembered(&self, now: Timestamp) -> bool {
        self.expires_at.since(now) > SESSION_SHORT_MS
    }
}

/// Kept beside a request, so that an error page speaks the reader's language.
#[derive(Debug, Clone, Copy)]
pub struct Reads(pub Language);

impl FromRequest for Visitor {
    type Error = actix_web::Error;
    type Future = Pin<Box<dyn Future<Output = Result<Self, actix_web::Error>>>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let request = request.clone();
        Box::pin(async move {
            // The guard at the door has looked already.
            if let Some(visitor) = request.extensions().get::<Self>() {
                return Ok(visitor.clone());
            }
            let token = presented(&request).ok_or(WebError::NotSignedIn)?;
            let panel = request
                .app_data::<web::Data<Panel>>()
                .ok_or_else(|| WebError::fault(&"the panel has no data"))?;
            let (hash, now) = (token.hash(), panel.wall());
            let known = panel.accounts().session(hash, now).await?;
            let known = known.ok_or(WebError::NotSignedIn)?;
            let Session { user, forms, expires_at, token_since } = known;
            request.extensions_mut().insert(Reads(user.language));
            let visitor = Self { user, token, forms, expires_at, token_since };
            request.extensions_mut().insert(visitor.clone());
            Ok(visitor)
        })
    }
}

/// The token of the session cookie, if there is a readable one.
#[must_use]
pub fn presented(request: &HttpRequest) -> Option<Token> {
    Token::read(request.cookie(SESSION_COOKIE)?.value())
}

/// The cookie that opens a session. Only one that is to be remembered outlives the browser.
#[must_use]
pub fn opening_cookie(token: &Token, remember: bool, settings: &WebSettings) -> Cookie<'static> {
    lasting_cookie(token, remember.then_some(SESSION_LONG_MS), settings)
}

/// The cookie of a session that goes on with a new token. `lasts_ms`: how long it outlives the browser.
#[must_use]
pub fn lasting_cookie(
    token: &Token,
    lasts_ms: Option<i64>,
    settings: &WebSettings,
) -> Cookie<'static> {
    let mut cookie = cookie(SESSION_COOKIE, token.text(), settings);
    if let Some(lasts_ms) = lasts_ms {
        cookie.set_max_age(Duration::milliseconds(lasts_ms));
    }
    cookie
}

/// The cookie that ends a session.
#[must_use]
pub fn closing_cookie(settings: &WebSettings) -> Cookie<'static> {
    let mut cookie = cookie(SESSION_COOKIE, String::new(), settings);
    cookie.make_removal();
    cookie
}

/// A cookie that scripts cannot read and other sites cannot use.
#[must_use]
pub fn cookie(name: &'static str, value: String, settings: &WebSettings) -> Cookie<'static> {
    Cookie::build(name, value)
        .path("/")
        .http_only(true)
        .same_site(SameSite::Lax)
        .secure(settings.secure_cookies)
        .finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_session_cookie_is_out_of_reach_of_scripts_and_other_sites() {
        let token = Token::random().unwrap();
        let plain = opening_cookie(&token, false, &WebSettings::plain()).to_string();
        assert!(
            plain.contains("HttpOnly")
                && plain.contains("SameSite=Lax")
                && plain.contains("Path=/")
        );
        assert!(!plain.contains("Secure") && !plain.contains("Max-Age"));
        let behind = WebSettings { secure_cookies: true, behind_proxy: true };
        let kept = opening_cookie(&token, true, &behind).to_string();
        assert!(kept.contains("Secure") && kept.contains("Max-Age=2592000"));
    }

    #[test]
    fn what_is_stored_of_a_session_does_not_open_it() {
        let token = Token::random().unwrap();
        let stored: String = token.hash().iter().map(|byte| format!("{byte:02x}")).collect();
        assert_ne!(Token::read(&stored), Some(token));
    }
}
