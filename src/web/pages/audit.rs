//! `/ajustes/auditoria`: who did what. Nothing here can be changed.

use actix_web::http::StatusCode;
use actix_web::web::{Data, Query};
use actix_web::{HttpRequest, HttpResponse};
use jiff::civil::Date;
use jiff::tz::TimeZone;
use serde::Deserialize;

use super::{Scene, show};
use crate::domain::ids::Timestamp;
use crate::store::audit::{self, DeedFilter};
use crate::store::users::{self, UserId};
use crate::web::error::WebError;
use crate::web::house::Panel;
use crate::web::panel::audit::{AuditPage, Found, PAGE, Wanted};
use crate::web::panel::read;
use crate::web::panel::shell::Section;
use crate::web::session::Visitor;

/// What the trail is asked for.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    usuario: String,
    que: String,
    desde: String,
    hasta: String,
    antes: String,
}

impl Asked {
    /// What can be made of it; the rest is as if it had not been asked.
    fn wanted(&self) -> Wanted {
        let is_key = |c: char| c.is_ascii_alphanumeric() || c == '-';
        let date = |typed: &str| date(typed).map(|date| date.to_string()).unwrap_or_default();
        Wanted {
            user: self.usuario.parse().ok(),
            deed: self.que.chars().filter(|c| is_key(*c)).take(80).collect(),
            from: date(&self.desde),
            until: date(&self.hasta),
        }
    }
}

/// `GET /ajustes/auditoria`
pub async fn list(
    request: HttpRequest,
    panel: Data<Panel>,
    visitor: Visitor,
    asked: Query<Asked>,
) -> Result<HttpResponse, WebError> {
    visitor.must_administer()?;
    let scene = Scene::set(&request, &panel, &visitor, "", Section::Audit).await?;
    let wanted = asked.wanted();
    let zone = TimeZone::get(&scene.line.settings.time_zone).unwrap_or(TimeZone::UTC);
    let filter = DeedFilter {
        user: wanted.user.map(UserId),
        deed: (!wanted.deed.is_empty()).then(|| wanted.deed.clone()),
        from: date(&wanted.from).and_then(|date| midnight(date, &zone)),
        until: date(&wanted.until)
            .and_then(|date| date.tomorrow().ok())
            .and_then(|date| midnight(date, &zone)),
    };
    let before = asked.antes.parse().ok();
    let most = u32::try_from(PAGE + 1).unwrap_or(u32::MAX);
    let lines = panel.engine.lines().into_iter().map(|line| (line.id.0, line.name)).collect();
    let found = read(&panel, move |conn| -> diesel::QueryResult<Found> {
        Ok(Found {
            deeds: audit::list(conn, &filter, before, most)?,
            kinds: audit::kinds(conn)?.into_iter().collect(),
            users: users::all(conn)?,
            lines,
        })
    })
    .await?;
    let when = scene.shell.when(&scene.line);
    let page = AuditPage::new(scene.shell, &wanted, &found, &when);
    Ok(show(&request, &panel, StatusCode::OK, &page))
}

fn date(typed: &str) -> Option<Date> {
    typed.trim().parse().ok().filter(|_| typed.len() <= 10)
}

/// When a day begins there.
fn midnight(date: Date, zone: &TimeZone) -> Option<Timestamp> {
    let start = date.to_zoned(zone.clone()).ok()?;
    Some(Timestamp(start.timestamp().as_millisecond()))
}
