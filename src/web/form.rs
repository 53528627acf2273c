//! What a form sent: fields by name, within bounds, from a page that we made for this session.

use std::future::Future;
use std::pin::Pin;

use actix_web::dev::Payload;
use actix_web::error::UrlencodedError;
use actix_web::{FromRequest, HttpMessage as _, HttpRequest, web};

use super::error::WebError;
use super::house::Panel;
use super::once::{self, Begun};
use super::session::Visitor;
use super::signing;
use crate::domain::ids::LineId;

/// The most that a form may send, in bytes.
pub const FORM_MOST: usize = 64 * 1024;

/// Fields as they were typed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Fields(Vec<(String, String)>);

impl Fields {
    /// The first value of a field, trimmed; empty if it was not sent.
    #[must_use]
    pub fn get(&self, name: &str) -> &str {
        self.raw(name).trim()
    }

    /// The first value of a field exactly as sent.
    #[must_use]
    pub fn raw(&self, name: &str) -> &str {
        self.0.iter().find(|(field, _)| field == name).map_or("", |(_, value)| value)
    }

    /// Every value of a field.
    pub fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        self.0.iter().filter(move |(field, _)| field == name).map(|(_, value)| value.trim())
    }

    /// Whether a box was ticked or a button pressed.
    #[must_use]
    pub fn has(&self, name: &str) -> bool {
        self.0.iter().any(|(field, _)| field == name)
    }

    /// Every field as it was sent.
    pub fn pairs(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|(name, value)| (name.as_str(), value.as_str()))
    }

    /// A number.
    #[must_use]
    pub fn number(&self, name: &str) -> Option<i64> {
        self.get(name).parse().ok()
    }

    /// The number of something that the form is about, which the page has filled in.
    ///
    /// # Errors
    /// [`WebError::Unreadable`]: no page of ours sends the form without it.
    pub fn id(&self, name: &str) -> Result<i64, WebError> {
        self.number(name).ok_or(WebError::Unreadable)
    }
}

impl FromIterator<(String, String)> for Fields {
    fn from_iter<I: IntoIterator<Item = (String, String)>>(pairs: I) -> Self {
        Self(pairs.into_iter().collect())
    }
}

/// A form of somebody who is signed in, made by us for this session.
#[derive(Debug)]
pub struct Posted {
    /// Who.
    pub visitor: Visitor,
    /// What.
    pub fields: Fields,
}

/// A form of an administrator about something of a line, which it names.
#[derive(Debug)]
pub struct LineForm {
    /// Who.
    pub visitor: Visitor,
    /// The line.
    pub line: LineId,
    /// What.
    pub fields: Fields,
}

/// A form of somebody who is not signed in yet, made by us for this browser.
#[derive(Debug)]
pub struct OpenForm {
    /// What.
    pub fields: Fields,
}

type Extracting<T> = Pin<Box<dyn Future<Output = Result<T, actix_web::Error>>>>;

impl FromRequest for Posted {
    type Error = actix_web::Error;
    type Future = Extracting<Self>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let visitor = Visitor::from_request(request, &mut Payload::None);
        let fields = fields(request, payload);
        let request = request.clone();
        Box::pin(async move {
            let visitor = visitor.await?;
            let fields = fields.await?;
            if !visitor.forms.accepts(fields.get("csrf")) {
                return Err(WebError::StaleForm.into());
            }
            // On a phone of the simulator people may say the same thing twice.
            if !request.path().starts_with("/simulador/") {
                carry_once(&request, &fields).await?;
            }
            Ok(Self { visitor, fields })
        })
    }
}

impl FromRequest for LineForm {
    type Error = actix_web::Error;
    type Future = Extracting<Self>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let posted = Posted::from_request(request, payload);
        Box::pin(async move {
            let Posted { visitor, fields } = posted.await?;
            visitor.must_administer()?;
            Ok(Self { visitor, line: LineId(fields.id("linea")?), fields })
        })
    }
}

impl FromRequest for OpenForm {
    type Error = actix_web::Error;
    type Future = Extracting<Self>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let ours = signing::door_token(request);
        let foreign =
            request.headers().get("sec-fetch-site").is_some_and(|site| site == "cross-site");
        let fields = fields(request, payload);
        Box::pin(async move {
            let fields = fields.await?;
            if foreign || !ours.is_some_and(|token| token.accepts(fields.get("csrf"))) {
                return Err(WebError::StaleForm.into());
            }
            Ok(Self { fields })
        })
    }
}

/// Goes on with a form that is new; whoever sends one again gets what came of it.
async fn carry_once(request: &HttpRequest, fields: &Fields) -> Result<(), WebError> {
    let panel = request
        .app_data::<web::Data<Panel>>()
        .ok_or_else(|| WebError::fault(&"the panel has no data"))?;
    loop {
        match panel.once.begin(request.path(), fields) {
            Begun::First(carrying) => {
                request.extensions_mut().insert(carrying);
                return Ok(());
            }
            Begun::Again(waiting) => {
                if let Some(done) = once::outcome(waiting).await {
                    return Err(WebError::Repeated(done));
                }
            }
        }
    }
}

fn fields(
    request: &HttpRequest,
    payload: &mut Payload,
) -> impl Future<Output = Result<Fields, WebError>> + use<> {
    let form = web::Form::<Vec<(String, String)>>::from_request(request, payload);
    async move {
        match form.await {
            Ok(form) => Ok(Fields(form.into_inner())),
            Err(error) => Err(match error.as_error::<UrlencodedError>() {
                Some(UrlencodedError::Overflow { .. }) => WebError::TooLarge,
                Some(_) | None => WebError::Unreadable,
            }),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_are_found_by_name_and_what_is_missing_is_empty() {
        let pairs = [("nombre", " Ana "), ("grupos", "1"), ("grupos", "2"), ("cantidad", "x")];
        let fields: Fields =
            pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
        assert_eq!(fields.get("nombre"), "Ana");
        assert_eq!(fields.raw("nombre"), " Ana ");
        assert_eq!(fields.all("grupos").collect::<Vec<_>>(), ["1", "2"]);
        assert_eq!(
            (fields.get("otro"), fields.number("cantidad"), fields.has("cantidad")),
            ("", None, true)
        );
    }
}
