//! `/ajustes/lineas/nueva` and `/ajustes/lineas/{id}`: a line is added, changed, taken out of service.

use actix_web::http::StatusCode;
use actix_web::web::{Data, Path, Query};
use actix_web::{HttpRequest, HttpResponse};
use serde::Deserialize;

use super::{Scene, show};
use crate::domain::ids::LineId;
use crate::domain::phone::Phone;
use crate::domain::settings::LineSettings;
use crate::engine::{GatewayKind, LineInfo};
use crate::gateway::evolution::check::{self, Trouble};
use crate::gateway::evolution::{Evolution, EvolutionConfig};
use crate::lines::address::{self, Address, Nearness};
use crate::lines::{self, EvolutionSecret, Fleet, linking};
use crate::store::lines::{self as rows, LineRow, NewLine};
use crate::store::tickets;
use crate::web::error::WebError;
use crate::web::flash::Flash;
use crate::web::form::{Fields, Posted};
use crate::web::house::Panel;
use crate::web::panel::line_connect::{ConnectForm, Wanted, Warning};
use crate::web::panel::line_form::LineForm;
use crate::web::panel::line_page::{LinePage, NewLinePage};
use crate::web::panel::shell::Section;
use crate::web::panel::{read, redirect_saying};
use crate::web::session::Visitor;
use crate::web::words::Words;

/// Which gateway.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Kind {
    tipo: String,
}

/// `GET /ajustes/lineas/nueva`
pub async fn new(
    request: HttpRequest,
    panel: Data<Panel>,
    visitor: Visitor,
    kind: Query<Kind>,
) -> Result<HttpResponse, WebError> {
    visitor.must_administer()?;
    let scene = Scene::set(&request, &panel, &visitor, "", Section::Lines).await?;
    let kind = GatewayKind::from_name(&kind.tipo).unwrap_or(GatewayKind::Evolution);
    let form = ConnectForm::new(kind, scene.shell.words);
    Ok(show(&request, &panel, StatusCode::OK, &NewLinePage::new(scene.shell, form)))
}

/// `POST /ajustes/lineas/nueva`
pub async fn add(
    request: HttpRequest,
    panel: Data<Panel>,
    posted: Posted,
) -> Result<HttpResponse, WebError> {
    let Posted { visitor, fields } = posted;
    visitor.must_administer()?;
    let fleet = fleet(&panel)?;
    let kind = GatewayKind::from_name(fields.get("tipo")).ok_or(WebError::Unreadable)?;
    let scene = Scene::set(&request, &panel, &visitor, "", Section::Lines).await?;
    let words = scene.shell.words;
    // Who sends a form twice is told that the line is there.
    let _turn = fleet.turn().await;
    let all = read(&panel, rows::all).await?;
    let names: Vec<String> = all.iter().map(|row| row.name.clone()).collect();
    let mut form = ConnectForm::new(kind, words);
    if let Some(wanted) = form.read(&fields, &names, None, words)
        && let Some(new) = prepared(&panel, fleet, &all, &mut form, &fields, wanted, words).await?
    {
        let name = new.name.clone();
        let row = panel.accounts().add_line(new).await?;
        let id = row.id;
        fleet.bring_up(row, true).await.map_err(|error| WebError::fault(&error))?;
        let engine = panel.engine.clone();
        // The page shows the code as soon as there is one.
        tokio::spawn(async move {
            if let Err(error) = linking::link(&engine, id).await {
                tracing::warn!(line.id = id.0, %error, "a new line could not be linked yet");
            }
        });
        let to = format!("/ajustes/lineas?linea={id}#linea-{id}");
        return Ok(redirect_saying(&to, &Flash::with("flash-line-added", &name), &panel.settings));
    }
    let page = NewLinePage::new(scene.shell, form);
    Ok(show(&request, &panel, StatusCode::UNPROCESSABLE_ENTITY, &page))
}

/// What a new line is to be, its server looked at and made ready; nothing if the form has something to say.
async fn prepared(
    panel: &Panel,
    fleet: &Fleet,
    all: &[LineRow],
    form: &mut ConnectForm,
    fields: &Fields,
    wanted: Wanted,
    words: Words,
) -> Result<Option<NewLine>, WebError> {
    // As the company is known on its first line.
    let like = panel.engine.lines().into_iter().next().map(|line| line.settings);
    let like = like.unwrap_or_default();
    let settings = LineSettings {
        company: like.company,
        country: like.country,
        language: like.language,
        time_zone: like.time_zone,
        intake: like.intake,
        default_department: like.default_department,
        ..LineSettings::default()
    };
    let (settings, secret) = match wanted.server {
        None => (lines::simulated(settings), None),
        Some((server, address)) => {
            let about = About { line: None, own: None, all };
            if !examined(fleet, form, fields, (&server, &address), &about, words).await {
                return Ok(None);
            }
            let secret = EvolutionSecret::new(server).map_err(|error| WebError::fault(&error))?;
            if !made_ready(fleet, form, &secret, settings.typing, words).await {
                return Ok(None);
            }
            let sealed = fleet.seal(&secret).map_err(|error| WebError::fault(&error))?;
            (settings, Some(sealed))
        }
    };
    Ok(Some(NewLine {
        name: wanted.name,
        gateway: form.gateway.name().to_owned(),
        settings,
        secret,
        webhook_token_hash: None,
        created_at: panel.now(),
    }))
}

/// What is known besides the form.
struct About<'a> {
    /// The line, if it is there already.
    line: Option<LineId>,
    /// Its number, where that is known.
    own: Option<Phone>,
    /// All lines.
    all: &'a [LineRow],
}

/// Whether a line can be connected so; else the form says why.
async fn examined(
    fleet: &Fleet,
    form: &mut ConnectForm,
    fields: &Fields,
    (server, address): (&EvolutionConfig, &Address),
    about: &About<'_>,
    words: Words,
) -> bool {
    if !address::can_call(fleet.url(), address) {
        form.cannot_report(fleet.url(), words);
        return false;
    }
    let taken = about.all.iter().filter(|row| Some(row.id) != about.line).find(|row| {
        fleet.secret(row).is_ok_and(|other| {
            other.config.instance == server.instance
                && address::is_same(&other.config.base_url, &server.base_url)
        })
    });
    if let Some(other) = taken {
        form.taken_by(&other.name, words);
        return false;
    }
    let found = match check::check(server).await {
        Ok(found) => found,
        Err(trouble) => {
            form.trouble(&trouble, words);
            return false;
        }
    };
    let instance = found.instance.as_ref();
    let number = instance.and_then(|instance| instance.number.as_ref());
    if let (Some(own), Some(number)) = (&about.own, number)
        && own.key() != number.key()
    {
        form.other_number(number, words);
        return false;
    }
    let mut warnings = Vec::new();
    if address.is_plain && address.nearness == Nearness::Public {
        warnings.push(Warning::Plain);
    }
    let reports_to = instance.and_then(|instance| instance.reports_to.as_deref());
    if let Some(elsewhere) = reports_to.filter(|url| !url.starts_with(fleet.url())) {
        warnings.push(Warning::ReportsTo(address::host(elsewhere)));
    }
    !form.warn(&warnings, fields, words)
}

/// The instance is there and reports here; else the form says why not.
async fn made_ready(
    fleet: &Fleet,
    form: &mut ConnectForm,
    secret: &EvolutionSecret,
    typing: bool,
    words: Words,
) -> bool {
    let gateway = match Evolution::new(&secret.config) {
        Ok(gateway) => gateway,
        Err(fault) => {
            form.trouble(&Trouble::Config(fault), words);
            return false;
        }
    };
    let url = fleet.webhook_url(secret);
    match gateway.ensure_instance(&url, &secret.webhook.header, typing).await {
        Ok(()) => true,
        Err(error) => {
            form.trouble(&Trouble::Said(error.said().to_owned()), words);
            false
        }
    }
}

/// `GET /ajustes/lineas/{id}`
pub async fn one(
    request: HttpRequest,
    panel: Data<Panel>,
    visitor: Visitor,
    id: Path<i64>,
) -> Result<HttpResponse, WebError> {
    visitor.must_administer()?;
    let scene = Scene::set(&request, &panel, &visitor, &id.to_string(), Section::Lines).await?;
    shown(&request, &panel, scene, Typed::default()).await
}

/// Forms that came back with what is wrong in them.
#[derive(Default)]
struct Typed {
    connect: Option<ConnectForm>,
    sending: Option<LineForm>,
}

async fn shown(
    request: &HttpRequest,
    panel: &Panel,
    scene: Scene,
    typed: Typed,
) -> Result<HttpResponse, WebError> {
    let Scene { shell, line, .. } = scene;
    let (id, words) = (line.id, shell.words);
    let status = if typed.connect.is_some() || typed.sending.is_some() {
        StatusCode::UNPROCESSABLE_ENTITY
    } else {
        StatusCode::OK
    };
    let (row, open) = read(panel, move |conn| -> diesel::QueryResult<_> {
        Ok((rows::find(conn, id)?, tickets::open_counts(conn, id)?))
    })
    .await?;
    let server = row.as_ref().and_then(|row| panel.fleet.as_ref()?.secret(row).ok());
    let connect = typed.connect.unwrap_or_else(|| {
        let server = server.as_ref().map(|secret| &secret.config);
        ConnectForm::of(line.gateway, &line.name, server, words)
    });
    let sending = typed.sending.unwrap_or_else(|| LineForm::of(id.0, &line.settings, words));
    let open = open.pending.saturating_add(open.in_progress);
    let page = LinePage::new(shell, &line, connect, sending, open);
    Ok(show(request, panel, status, &page))
}

/// `POST /ajustes/lineas/{id}`: how the line sends.
pub async fn change(
    request: HttpRequest,
    panel: Data<Panel>,
    posted: Posted,
    id: Path<i64>,
) -> Result<HttpResponse, WebError> {
    let Posted { visitor, fields } = posted;
    visitor.must_administer()?;
    let scene = Scene::set(&request, &panel, &visitor, &id.to_string(), Section::Lines).await?;
    let (line, words) = (scene.line.clone(), scene.shell.words);
    let mut form = LineForm::of(line.id.0, &line.settings, words);
    let Some(sending) = form.read(&fields, words) else {
        let typed = Typed { sending: Some(form), ..Typed::default() };
        return shown(&request, &panel, scene, typed).await;
    };
    let stored = sending.clone();
    let known =
        panel.accounts().change_line(line.id, move |settings| stored.apply(settings)).await?;
    if !known {
        return Err(WebError::NotFound);
    }
    // Not what is stored, which does not know all that the line learnt since it was started.
    let mut settings = line.settings.clone();
    sending.apply(&mut settings);
    panel.engine.change_settings(line.id, settings);
    Ok(said(&panel, &line, "flash-line-saved", &line.name))
}

/// `POST /ajustes/lineas/{id}/conexion`: its name, and how it is connected.
pub async fn connect(
    request: HttpRequest,
    panel: Data<Panel>,
    posted: Posted,
    id: Path<i64>,
) -> Result<HttpResponse, WebError> {
    let Posted { visitor, fields } = posted;
    visitor.must_administer()?;
    let fleet = fleet(&panel)?;
    let scene = Scene::set(&request, &panel, &visitor, &id.to_string(), Section::Lines).await?;
    let (line, words) = (scene.line.clone(), scene.shell.words);
    let _turn = fleet.turn().await;
    let all = read(&panel, rows::all).await?;
    let row = all.iter().find(|row| row.id == line.id).ok_or(WebError::NotFound)?;
    let secret = fleet.secret(row).ok();
    let now = secret.as_ref().map(|secret| &secret.config);
    let others = all.iter().filter(|row| row.id != line.id).map(|row| row.name.clone());
    let others: Vec<String> = others.collect();
    let mut form = ConnectForm::of(line.gateway, &line.name, now, words);
    let Some(wanted) = form.read(&fields, &others, now, words) else {
        let typed = Typed { connect: Some(form), ..Typed::default() };
        return shown(&request, &panel, scene, typed).await;
    };
    let changed = wanted.server.filter(|(server, _)| now != Some(server));
    let sealed = match changed {
        None => None,
        Some((server, address)) => {
            let about =
                About { line: Some(line.id), own: line.settings.own.phone.clone(), all: &all };
            let webhook = secret.as_ref().map(|secret| secret.webhook.clone());
            let is_fine =
                examined(fleet, &mut form, &fields, (&server, &address), &about, words).await;
            let mut secret =
                EvolutionSecret::new(server).map_err(|error| WebError::fault(&error))?;
            // What was sent to the old address must still be known.
            secret.webhook = webhook.unwrap_or(secret.webhook);
            let typing = line.settings.typing;
            if !is_fine || !made_ready(fleet, &mut form, &secret, typing, words).await {
                let typed = Typed { connect: Some(form), ..Typed::default() };
                return shown(&request, &panel, scene, typed).await;
            }
            Some(fleet.seal(&secret).map_err(|error| WebError::fault(&error))?)
        }
    };
    let reconnects = sealed.is_some();
    let row = panel.accounts().connect_line(line.id, wanted.name.clone(), sealed).await?;
    let row = row.ok_or(WebError::NotFound)?;
    let key = if reconnects {
        fleet.reconnect(row).await.map_err(|error| WebError::fault(&error))?;
        "flash-line-reconnected"
    } else {
        panel.engine.rename_line(line.id, &wanted.name);
        "flash-line-renamed"
    };
    Ok(said(&panel, &line, key, &wanted.name))
}

/// `POST /ajustes/lineas/{id}/desactivar`: out of service, if no case is open.
pub async fn end(
    panel: Data<Panel>,
    posted: Posted,
    id: Path<i64>,
) -> Result<HttpResponse, WebError> {
    posted.visitor.must_administer()?;
    let fleet = fleet(&panel)?;
    let line = known(&panel, *id)?;
    let which = line.id;
    let open = read(&panel, move |conn| tickets::open_counts(conn, which)).await?;
    if open.pending + open.in_progress > 0 {
        return Ok(said(&panel, &line, "flash-bad-line-busy", &line.name));
    }
    let _turn = fleet.turn().await;
    let row = panel.accounts().end_line(which, Some(panel.now())).await?;
    fleet.take_down(&row.ok_or(WebError::NotFound)?).await;
    Ok(said(&panel, &line, "flash-line-ended", &line.name))
}

/// `POST /ajustes/lineas/{id}/activar`: back into service.
pub async fn begin(
    panel: Data<Panel>,
    posted: Posted,
    id: Path<i64>,
) -> Result<HttpResponse, WebError> {
    posted.visitor.must_administer()?;
    let fleet = fleet(&panel)?;
    let line = known(&panel, *id)?;
    let _turn = fleet.turn().await;
    if !line.active {
        let row = panel.accounts().end_line(line.id, None).await?.ok_or(WebError::NotFound)?;
        fleet.reconnect(row).await.map_err(|error| WebError::fault(&error))?;
    }
    Ok(said(&panel, &line, "flash-line-begun", &line.name))
}

fn fleet(panel: &Panel) -> Result<&Fleet, WebError> {
    panel.fleet.as_deref().ok_or(WebError::Busy)
}

fn known(panel: &Panel, id: i64) -> Result<LineInfo, WebError> {
    let mut lines = panel.engine.lines().into_iter();
    lines.find(|line| line.id == LineId(id)).ok_or(WebError::NotFound)
}

fn said(panel: &Panel, line: &LineInfo, key: &str, name: &str) -> HttpResponse {
    let to = format!("/ajustes/lineas/{}", line.id);
    redirect_saying(&to, &Flash::with(key, name), &panel.settings)
}
