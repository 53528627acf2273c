//! `/ajustes/menu`: the menu of a line, and who is let in.

use actix_web::http::StatusCode;
use actix_web::web::{Data, Query};
use actix_web::{HttpRequest, HttpResponse};

use super::{Of, Scene, show};
use crate::domain::ids::LineId;
use crate::domain::settings::LineSettings;
use crate::store::groups;
use crate::web::error::WebError;
use crate::web::flash::Flash;
use crate::web::form::LineForm;
use crate::web::house::Panel;
use crate::web::panel::menu::{Asked, MenuPage};
use crate::web::panel::shell::Section;
use crate::web::panel::{read, redirect_saying};
use crate::web::session::Visitor;

/// `GET /ajustes/menu`
pub async fn page(
    request: HttpRequest,
    panel: Data<Panel>,
    visitor: Visitor,
    of: Query<Of>,
) -> Result<HttpResponse, WebError> {
    visitor.must_administer()?;
    let (page, _) = set(&request, &panel, &visitor, &of.linea).await?;
    Ok(show(&request, &panel, StatusCode::OK, &page))
}

/// `POST /ajustes/menu`: keeps the menu, or shows it with a row more, less or elsewhere.
pub async fn change(
    request: HttpRequest,
    panel: Data<Panel>,
    form: LineForm,
) -> Result<HttpResponse, WebError> {
    let LineForm { visitor, line, fields } = form;
    let (mut page, settings) = set(&request, &panel, &visitor, &line.to_string()).await?;
    let asked = page.read(&fields);
    page.preview(&settings);
    if asked == Asked::Show {
        return Ok(show(&request, &panel, StatusCode::OK, &page));
    }
    let Some(menu) = page.menu() else {
        return Ok(show(&request, &panel, StatusCode::UNPROCESSABLE_ENTITY, &page));
    };
    store(&panel, line, move |settings| settings.menu.clone_from(&menu)).await?;
    Ok(saved(&panel, line, "flash-menu-saved"))
}

/// `POST /ajustes/menu/reglas`: who goes on from a case, how fast one may write, whether agents are customers.
pub async fn set_rules(
    request: HttpRequest,
    panel: Data<Panel>,
    form: LineForm,
) -> Result<HttpResponse, WebError> {
    let LineForm { visitor, line, fields } = form;
    let (mut page, _) = set(&request, &panel, &visitor, &line.to_string()).await?;
    let words = page.shell.words;
    let Some(rules) = page.rules.read(&fields, words) else {
        return Ok(show(&request, &panel, StatusCode::UNPROCESSABLE_ENTITY, &page));
    };
    store(&panel, line, move |settings| rules.apply(settings)).await?;
    Ok(saved(&panel, line, "flash-entry-saved"))
}

async fn set(
    request: &HttpRequest,
    panel: &Panel,
    visitor: &Visitor,
    line: &str,
) -> Result<(MenuPage, LineSettings), WebError> {
    let Scene { shell, line, lines } =
        Scene::set(request, panel, visitor, line, Section::Menu).await?;
    let id = line.id;
    let specialities = read(panel, move |conn| groups::specialities(conn, id)).await?;
    let page = MenuPage::new(shell, id.0, lines, &line.settings, specialities);
    Ok((page, line.settings))
}

async fn store(
    panel: &Panel,
    line: LineId,
    change: impl Fn(&mut LineSettings) + Clone + Send + 'static,
) -> Result<(), WebError> {
    let stored = change.clone();
    if !panel.accounts().change_line(line, stored).await? {
        return Err(WebError::NotFound);
    }
    panel.engine.alter_settings(line, change);
    Ok(())
}

fn saved(panel: &Panel, line: LineId, key: &str) -> HttpResponse {
    redirect_saying(&format!("/ajustes/menu?linea={line}"), &Flash::of(key), &panel.settings)
}
