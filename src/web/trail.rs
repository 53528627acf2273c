//! The trail: what somebody did is written down before the answer leaves.
//!
//! A handler says what it did by the message that it leaves for the next page (see
//! [`redirect_saying`](super::panel::redirect_saying)), or by a [`Done`] of its own; what was turned down leaves
//! nothing.

use actix_web::HttpMessage as _;
use actix_web::body::MessageBody;
use actix_web::dev::ServiceResponse;
use actix_web::http::header;
use actix_web::{HttpRequest, HttpResponse, web};

use super::access::Route;
use super::flash::Flash;
use super::house::Panel;
use super::session::Visitor;
use crate::domain::ids::LineId;
use crate::store::audit::Deed;
use crate::store::users::UserId;

/// The longest login, address or subject that is written down, in characters.
const TEXT_MOST: usize = 120;
/// The deed of a request that changed something and did not say what: its subject is the address.
const OTHER: &str = "audit-other";

/// What was done, where no message says it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Done {
    /// The key of a text.
    pub deed: &'static str,
    /// The name in that text.
    pub subject: String,
    /// Who, where that is not whoever is signed in.
    pub who: Option<(UserId, String)>,
}

impl Done {
    /// Something that whoever is signed in did.
    #[must_use]
    pub fn of(deed: &'static str, subject: &str) -> Self {
        Self { deed, subject: subject.to_owned(), who: None }
    }

    /// Something that this one did.
    #[must_use]
    pub fn by(deed: &'static str, user: UserId, login: &str) -> Self {
        Self { deed, subject: String::new(), who: Some((user, login.to_owned())) }
    }

    /// Leaves it with an answer, to be written down.
    pub fn leave(self, answer: &mut HttpResponse) {
        answer.extensions_mut().insert(self);
    }
}

/// Writes down what an answer says was done.
pub async fn note<B: MessageBody>(response: &ServiceResponse<B>, route: &Route) {
    let request = response.request();
    let Some(panel) = request.app_data::<web::Data<Panel>>() else { return };
    let Some(deed) = told(response, route) else { return };
    let visitor = request.extensions().get::<Visitor>().cloned();
    let visitor = visitor.map(|visitor| (visitor.user.id, visitor.user.login));
    let (user, login) = match deed.2.or(visitor) {
        Some((user, login)) => (Some(user), login),
        None => (None, String::new()),
    };
    let deed = Deed {
        at: panel.now(),
        user,
        login: written(&login),
        address: written(&address(request, panel)),
        line: line_of(response),
        deed: deed.0,
        subject: written(&deed.1),
    };
    if let Err(error) = panel.accounts().note(deed).await {
        // It has happened: the person is not told that it has not.
        tracing::error!(%error, path = request.path(), "what was done could not be written down");
    }
}

type Told = (String, String, Option<(UserId, String)>);

fn told<B: MessageBody>(response: &ServiceResponse<B>, route: &Route) -> Option<Told> {
    if response.response().error().is_some() {
        // Turned down, or carried out when it was sent before.
        return None;
    }
    let said = response.response().extensions();
    if let Some(Done { deed, subject, who }) = said.get::<Done>() {
        return Some(((*deed).to_owned(), subject.clone(), who.clone()));
    }
    if let Some(flash) = said.get::<Flash>() {
        return (!flash.is_bad()).then(|| (flash.key().to_owned(), flash.name().to_owned(), None));
    }
    let carried_out = response.status().is_redirection();
    carried_out.then(|| (OTHER.to_owned(), route.pattern.to_owned(), None))
}

/// The line that a deed is about: as in the address that was asked for, or in that of the next page.
fn line_of<B: MessageBody>(response: &ServiceResponse<B>) -> Option<LineId> {
    let in_path = response.request().match_info().get("line").and_then(|line| line.parse().ok());
    let next = response.headers().get(header::LOCATION).and_then(|next| next.to_str().ok());
    let in_next = || {
        let (_, query) = next?.split_once('?')?;
        let query = query.split('#').next()?;
        query.split('&').find_map(|pair| pair.strip_prefix("linea=")?.parse().ok())
    };
    in_path.or_else(in_next).map(LineId)
}

/// Who calls, as far as it can be known.
fn address(request: &HttpRequest, panel: &Panel) -> String {
    super::signing::address(request, &panel.settings)
}

/// A text of somebody else's, fit to be kept: bounded, and without what cannot be seen.
fn written(text: &str) -> String {
    text.chars().filter(|c| !c.is_control()).take(TEXT_MOST).collect()
}
