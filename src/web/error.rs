//! From a fault to a status and a few words in the reader's language. Internals go to the log, once.

use actix_web::body::{BoxBody, MessageBody};
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::{StatusCode, header};
use actix_web::middleware::Next;
use actix_web::web::Data;
use actix_web::{HttpMessage as _, HttpRequest, HttpResponse, ResponseError};

use super::house::Panel;
use super::once::{Carrying, Done};
use super::panel::notice_page::NoticePage;
use super::panel::{language_of, page};

/// Why a request was not answered as asked.
#[derive(Debug, thiserror::Error)]
pub enum WebError {
    /// Somebody has to sign in first.
    #[error("not signed in")]
    NotSignedIn,
    /// The person's role does not include this.
    #[error("not allowed")]
    Forbidden,
    /// The form was not made for this session, or long ago.
    #[error("the form does not belong to this session")]
    StaleForm,
    /// There is no such page or thing.
    #[error("not found")]
    NotFound,
    /// The request makes no sense.
    #[error("unreadable request")]
    Unreadable,
    /// More was sent than is taken.
    #[error("too large")]
    TooLarge,
    /// Not now; the same request may work later.
    #[error("busy")]
    Busy,
    /// The form came before: its sender gets what came of it.
    #[error("sent before")]
    Repeated(Done),
    /// A fault of ours; the text is for the log.
    #[error("fault: {0}")]
    Fault(String),
}

impl WebError {
    /// A fault, with what is known of it.
    pub fn fault(what: &dyn std::fmt::Display) -> Self {
        Self::Fault(what.to_string())
    }

    /// Key of the words for the person.
    #[must_use]
    pub fn key(&self) -> &'static str {
        match self {
            Self::NotSignedIn => "error-not-signed-in",
            Self::Forbidden => "error-forbidden",
            Self::StaleForm => "error-stale-form",
            Self::NotFound => "error-not-found",
            Self::Unreadable => "error-unreadable",
            Self::TooLarge => "error-too-large",
            Self::Busy | Self::Repeated(_) => "error-busy",
            Self::Fault(_) => "error-fault",
        }
    }
}

impl From<actix_web::error::BlockingError> for WebError {
    fn from(error: actix_web::error::BlockingError) -> Self {
        Self::fault(&error)
    }
}

impl From<getrandom::Error> for WebError {
    fn from(error: getrandom::Error) -> Self {
        Self::fault(&error)
    }
}

impl ResponseError for WebError {
    fn status_code(&self) -> StatusCode {
        match self {
            Self::NotSignedIn => StatusCode::UNAUTHORIZED,
            Self::Forbidden | Self::StaleForm => StatusCode::FORBIDDEN,
            Self::NotFound => StatusCode::NOT_FOUND,
            Self::Unreadable => StatusCode::BAD_REQUEST,
            Self::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
            Self::Busy => StatusCode::SERVICE_UNAVAILABLE,
            Self::Repeated(_) => StatusCode::SEE_OTHER,
            Self::Fault(_) => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }

    fn error_response(&self) -> HttpResponse<BoxBody> {
        let mut answer = HttpResponse::build(self.status_code());
        if matches!(self, Self::Busy) {
            answer.insert_header((header::RETRY_AFTER, "5"));
        }
        answer.finish()
    }
}

/// Turns an error into a page, or into the way to the log-in. Wraps all pages for people.
pub async fn pages(
    request: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<BoxBody>, actix_web::Error> {
    let response = next.call(request).await?.map_into_boxed_body();
    let carrying = response.request().extensions_mut().remove::<Carrying>();
    if let (Some(carrying), Some(done)) = (carrying, Done::of(response.response())) {
        carrying.done(done);
    }
    let Some(error) = response.response().error() else { return Ok(response) };
    let answer = match error.as_error::<WebError>() {
        Some(error) => explain(error, response.request()),
        None => explain(&from_status(response.status()), response.request()),
    };
    Ok(response.into_response(answer))
}

/// `404` for whatever no route knows.
pub async fn not_found() -> Result<HttpResponse, WebError> {
    std::future::ready(Err(WebError::NotFound)).await
}

fn from_status(status: StatusCode) -> WebError {
    match status {
        StatusCode::NOT_FOUND | StatusCode::METHOD_NOT_ALLOWED => WebError::NotFound,
        StatusCode::PAYLOAD_TOO_LARGE => WebError::TooLarge,
        other if other.is_client_error() => WebError::Unreadable,
        other => WebError::Fault(format!("status {other}")),
    }
}

fn explain(error: &WebError, request: &HttpRequest) -> HttpResponse {
    if matches!(error, WebError::NotSignedIn) {
        let from = super::signing::back_query(request);
        return HttpResponse::SeeOther()
            .insert_header((header::LOCATION, format!("/login{from}")))
            .finish();
    }
    if let (WebError::Repeated(done), Some(panel)) = (error, request.app_data::<Data<Panel>>()) {
        return done.answer(&panel.settings);
    }
    if let WebError::Fault(what) = error {
        tracing::error!(path = request.path(), fault = %what, "a page could not be answered");
    }
    let mut answer = page(error.status_code(), &NoticePage::of_error(error, language_of(request)));
    if matches!(error, WebError::Busy) {
        answer.headers_mut().insert(header::RETRY_AFTER, header::HeaderValue::from_static("5"));
    }
    answer
}
