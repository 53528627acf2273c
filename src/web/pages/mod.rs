//! Handlers: extract, ask, render. What is shown is decided in `panel`, what happens in the engine.

pub mod account;
pub mod agents;
pub mod ahead;
pub mod audit;
pub mod board;
pub mod cases;
pub mod closing;
pub mod customer_data;
pub mod customers;
pub mod farewell;
pub mod files;
pub mod general;
pub mod groups;
pub mod help;
pub mod hours;
pub mod integrations;
pub mod keeping;
pub mod letters;
pub mod line;
pub mod lines;
pub mod menu;
pub mod new_case;
pub mod phone_deeds;
pub mod phone_files;
pub mod replies;
pub mod rules;
pub mod simulator;
pub mod statistics;
pub mod templates;
pub mod tickets;
pub mod training;
pub mod transcripts;
pub mod users;

use actix_web::http::StatusCode;
use actix_web::http::header::{self, HeaderValue};
use actix_web::{HttpRequest, HttpResponse};
use askama::Template;
use serde::Deserialize;

use super::error::WebError;
use super::flash;
use super::form::Fields;
use super::house::Panel;
use super::panel::shell::{Section, Shell, line_of};
use super::panel::tickets::Tab;
use super::session::{Sight, Visitor};
use crate::engine::LineInfo;
use crate::store::Conn;
use crate::store::tickets::open_counts;

/// Which line a page is about.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Of {
    linea: String,
}

/// A page's surroundings: who, which line, menu.
pub struct Scene {
    /// The line.
    pub line: LineInfo,
    /// Links to the same page of the other lines.
    pub lines: Vec<Tab>,
    /// Around the page.
    pub shell: Shell,
}

impl Scene {
    /// The surroundings of a page.
    ///
    /// # Errors
    /// [`WebError::NotFound`], where there is no such line.
    pub async fn set(
        request: &HttpRequest,
        panel: &Panel,
        visitor: &Visitor,
        line: &str,
        section: Section,
    ) -> Result<Self, WebError> {
        let line = line_of(panel, line.parse().ok())?;
        let mut shell = Shell::new(request, panel, visitor, &line, section)?;
        let id = line.id;
        // What nobody has taken is no operator's.
        if visitor.sight() == Sight::All {
            shell.pending = super::panel::read(panel, move |conn: &mut Conn| open_counts(conn, id))
                .await?
                .pending;
        }
        let tab = |other: LineInfo| Tab {
            href: format!("{}?linea={}", request.path(), other.id),
            current: other.id == id,
            text: other.name,
            count: String::new(),
        };
        let lines = panel.engine.lines().into_iter().map(tab).collect();
        Ok(Self { line, lines, shell })
    }
}

/// A page; what was said on it is said once.
pub fn show(
    request: &HttpRequest,
    panel: &Panel,
    status: StatusCode,
    template: &impl Template,
) -> HttpResponse {
    let mut answer = super::panel::page(status, template);
    // A page that renews itself must not use up what the next one has to say.
    let was_said =
        flash::taken(request).is_some() && !request.headers().contains_key("x-relevo-live");
    if was_said
        && let Ok(cookie) = HeaderValue::from_str(&flash::shown(&panel.settings).to_string())
    {
        answer.headers_mut().append(header::SET_COOKIE, cookie);
    }
    answer
}

/// Where a form wants to go back to: one of the panel's own pages, on its line.
#[must_use]
pub fn back(fields: &Fields, otherwise: &str) -> String {
    let wanted = fields.get("volver");
    let known = ["/agentes", "/ajustes/grupos"];
    let is_agent =
        |path: &str| path.strip_prefix("/agentes/").is_some_and(|id| id.parse::<i64>().is_ok());
    let path = if known.contains(&wanted) || is_agent(wanted) { wanted } else { otherwise };
    format!("{path}?linea={}", fields.number("linea").unwrap_or(1))
}
