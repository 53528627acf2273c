//! The panel's pages, one file each: a struct built by a pure `new`, and a template that only shows it.

pub mod account;
pub mod acts;
pub mod agent;
pub mod agents;
pub mod ahead;
mod attached_file;
pub mod attachment;
pub mod audit;
pub mod board;
pub mod bubbles;
pub mod chart;
pub mod chat_text;
pub mod choice;
pub mod closing;
pub mod console;
pub mod customer;
pub mod customer_data;
pub mod customers;
pub mod fields;
pub mod gate;
pub mod general;
pub mod group_form;
pub mod groups;
pub mod guide;
pub mod help;
#[cfg(test)]
mod hostile;
pub mod hours;
pub mod hours_text;
pub mod integrations;
pub mod jobs;
pub mod keeping;
pub mod legs;
pub mod letters;
pub mod line_connect;
pub mod line_form;
pub mod line_page;
pub mod line_state;
pub mod lines;
pub mod manual;
pub mod menu;
pub mod menu_rows;
pub mod menu_rules;
pub mod message;
pub mod new_case;
pub mod new_password;
pub mod notice_page;
pub mod numbers;
pub mod phones;
pub mod replies;
pub mod rules;
pub mod rules_own;
pub mod schedule_form;
pub mod shell;
pub mod shift;
pub mod simulator;
pub mod statistics;
pub mod templates;
pub mod ticket;
pub mod ticket_rows;
pub mod tickets;
pub mod training;
pub mod transcript;
pub mod users;
pub mod wanted;

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

/// `303` with something to say on the next page; what it says is also written down as done.
#[must_use]
pub fn redirect_saying(to: &str, flash: &Flash, settings: &WebSettings) -> HttpResponse {
    let mut answer = redirect(to);
    if let Ok(cookie) = header::HeaderValue::from_str(&flash.cookie(settings).to_string()) {
        answer.headers_mut().append(header::SET_COOKIE, cookie);
    }
    answer.extensions_mut().insert(flash.clone());
    answer
}

/// The cookie of a browser whose owner chose a language before signing in.
pub const LANGUAGE_COOKIE: &str = "relevo_idioma";

/// The language of whoever asks: their own, else the one chosen on the log-in page, else Spanish.
#[must_use]
pub fn language_of(request: &HttpRequest) -> Language {
    if let Some(Reads(language)) = request.extensions().get::<Reads>() {
        return *language;
    }
    let chosen = request.cookie(LANGUAGE_COOKIE);
    chosen.and_then(|cookie| words::language(cookie.value())).unwrap_or_default()
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
