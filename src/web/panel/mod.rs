//! The panel's pages, one file each: a struct built by a pure `new`, and a template that only shows it.

pub mod agent;
pub mod agents;
pub mod board;
pub mod chat_text;
pub mod fields;
pub mod gate;
pub mod groups;
pub mod help;
pub mod jobs;
pub mod lines;
pub mod notice_page;
pub mod phones;
pub mod shell;
pub mod simulator;
pub mod ticket;
pub mod tickets;

use actix_web::http::{StatusCode, header};
use actix_web::{HttpMessage as _, HttpRequest, HttpResponse, web};
use askama::Template;

use super::error::WebError;
use super::flash::Flash;
use super::house::Panel;
use super::session::Reads;
use super::settings::WebSettings;
use super::words;
use crate::domain::settings::Language;
use crate::store::Conn;

/// A rendered page. Nobody keeps a copy: it shows what only this person may see.
#[must_use]
pub fn page(status: StatusCode, template: &impl Template) -> HttpResponse {
    match template.render() {
        Ok(html) => HttpResponse::build(status)
            .insert_header((header::CACHE_CONTROL, "no-store"))
            .content_type("text/html; charset=utf-8")
            .body(html),
        Err(error) => {
            tracing::error!(%error, "a page could not be rendered");
            HttpResponse::InternalServerError().finish()
        }
    }
}

/// `303`: go and see the result.
#[must_use]
pub fn redirect(to: &str) -> HttpResponse {
    HttpResponse::SeeOther().insert_header((header::LOCATION, to)).finish()
}

/// `303` with something to say on the next page.
#[must_use]
pub fn redirect_saying(to: &str, flash: &Flash, settings: &WebSettings) -> HttpResponse {
    let mut answer = redirect(to);
    if let Ok(cookie) = header::HeaderValue::from_str(&flash.cookie(settings).to_string()) {
        answer.headers_mut().append(header::SET_COOKIE, cookie);
    }
    answer
}

/// The language of whoever asks: their own, else the browser's, else Spanish.
#[must_use]
pub fn language_of(request: &HttpRequest) -> Language {
    if let Some(Reads(language)) = request.extensions().get::<Reads>() {
        return *language;
    }
    let accept =
        request.headers().get(header::ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok());
    accept.map_or_else(Language::default, words::preferred)
}

/// Reads from the store, off the request's thread.
///
/// # Errors
/// A fault, when the store cannot be read.
pub async fn read<T, E>(
    panel: &Panel,
    query: impl FnOnce(&mut Conn) -> Result<T, E> + Send + 'static,
) -> Result<T, WebError>
where
    T: Send + 'static,
    E: std::fmt::Display + 'static,
{
    let pool = panel.pool().clone();
    web::block(move || {
        let mut conn = pool.get().map_err(|error| WebError::fault(&error))?;
        query(&mut conn).map_err(|error| WebError::fault(&error))
    })
    .await?
}
