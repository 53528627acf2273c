//! `/ajustes/lineas`: the lines, and what is done with their connections.

use std::future::Future;
use std::time::Duration;

use actix_web::http::StatusCode;
use actix_web::web::{Data, Path, Query};
use actix_web::{HttpRequest, HttpResponse};
use serde::Deserialize;

use super::{Scene, show};
use crate::domain::ids::{LineId, SendId};
use crate::domain::inbound::Connection;
use crate::domain::phone::Phone;
use crate::engine::LineInfo;
use crate::lines::linking;
use crate::store::{line_states, outbox};
use crate::text;
use crate::web::error::WebError;
use crate::web::flash::Flash;
use crate::web::form::Posted;
use crate::web::house::Panel;
use crate::web::panel::letters::{self, Letters, Shared};
use crate::web::panel::line_state::STRIP_MS;
use crate::web::panel::lines::{LinesPage, Seen};
use crate::web::panel::shell::Section;
use crate::web::panel::{read, redirect_saying};
use crate::web::session::{Sight, Visitor};

/// Lines that are shown with all that is known of them.
const LINES_MOST: usize = 50;
/// Changes of one line that are read for its strip.
const STATES_MOST: u32 = 500;
/// Reasons and chats by which messages are gathered.
const HEAPS_MOST: u32 = 5;
/// How long somebody waits for what a gateway is asked to do; it goes on meanwhile.
const PATIENCE: Duration = Duration::from_secs(20);

/// Which line's messages are listed, and from where on.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    linea: String,
    antes: String,
}

/// `GET /ajustes/lineas`
pub async fn list(
    request: HttpRequest,
    panel: Data<Panel>,
    visitor: Visitor,
    asked: Query<Asked>,
) -> Result<HttpResponse, WebError> {
    let scene = Scene::set(&request, &panel, &visitor, &asked.linea, Section::Lines).await?;
    let before = asked.antes.parse().ok().map(SendId);
    let page = listed(&panel, &visitor, scene, before, None).await?;
    Ok(show(&request, &panel, StatusCode::OK, &page))
}

async fn listed(
    panel: &Panel,
    visitor: &Visitor,
    scene: Scene,
    before: Option<SendId>,
    typed: Option<(LineId, String, String)>,
) -> Result<LinesPage, WebError> {
    let Scene { shell, line, lines: tabs } = scene;
    let id = line.id;
    let infos: Vec<LineInfo> = panel.engine.lines().into_iter().take(LINES_MOST).collect();
    let most = u32::try_from(letters::PAGE + 1).unwrap_or(u32::MAX);
    // What customers wrote is for who sees all cases.
    let sees_all = visitor.sight() == Sight::All;
    let (now, ids) = (panel.now(), infos.iter().map(|info| info.id).collect::<Vec<_>>());
    let (known, dead, shared) = read(panel, move |conn| -> diesel::QueryResult<_> {
        let mut known = Vec::with_capacity(ids.len());
        for id in ids {
            let states = line_states::since(conn, id, now.plus(-STRIP_MS), STATES_MOST)?;
            known.push((states, outbox::waiting(conn, id, now)?));
        }
        if !sees_all {
            return Ok((known, Vec::new(), Shared::default()));
        }
        let dead = outbox::dead(conn, id, before, most)?;
        let shared = Shared {
            all: outbox::counts(conn, id)?.1,
            reasons: outbox::dead_by_reason(conn, id, HEAPS_MOST)?,
            chats: outbox::dead_by_chat(conn, id, HEAPS_MOST)?,
        };
        Ok((known, dead, shared))
    })
    .await?;
    let seen: Vec<Seen> = infos
        .into_iter()
        .zip(known)
        .map(|(info, (states, waiting))| Seen {
            link: panel.engine.link(info.id),
            info,
            states,
            waiting,
        })
        .collect();
    let acts = super::letters::may_act(visitor.user.role);
    let when = shell.when(&line);
    let letters = sees_all.then(|| Letters::new(&line, &dead, &shared, acts, &when));
    Ok(LinesPage::new(shell, &seen, tabs, letters, typed))
}

/// `POST /ajustes/lineas/{id}/reiniciar`: «Reiniciar el bot».
pub async fn restart(
    panel: Data<Panel>,
    posted: Posted,
    id: Path<i64>,
) -> Result<HttpResponse, WebError> {
    posted.visitor.must_administer()?;
    let line = running(&panel, *id)?;
    let (engine, which) = (panel.engine.clone(), line.id);
    let key = within(async move {
        if let Err(error) = engine.restart_line(which).await {
            tracing::error!(line.id = which.0, %error, "a line could not be built again");
            return "flash-bad-line-restart";
        }
        match linking::link(&engine, which).await {
            Ok(Connection::Connected) => "flash-line-restarted",
            Ok(Connection::Connecting) => "flash-wait-line-connecting",
            Ok(Connection::WaitingForQr) => "flash-wait-line-qr",
            Ok(Connection::Disconnected) => "flash-bad-line-stays-down",
            Err(error) => {
                tracing::warn!(line.id = which.0, %error, "the gateway did not reconnect");
                "flash-bad-line-silent"
            }
        }
    })
    .await
    .unwrap_or("flash-wait-line-connecting");
    Ok(said(&panel, &line, key))
}

/// `POST /ajustes/lineas/{id}/vincular`: shows a code to scan.
pub async fn link(
    panel: Data<Panel>,
    posted: Posted,
    id: Path<i64>,
) -> Result<HttpResponse, WebError> {
    posted.visitor.must_administer()?;
    let line = running(&panel, *id)?;
    let (engine, which) = (panel.engine.clone(), line.id);
    let linked = within(async move { linking::link(&engine, which).await }).await;
    let key = match linked {
        Some(Ok(Connection::Connected)) => "flash-line-linked",
        Some(Ok(Connection::WaitingForQr)) => "flash-wait-line-qr",
        Some(Ok(Connection::Connecting)) | None => "flash-wait-line-connecting",
        Some(Ok(Connection::Disconnected)) => "flash-bad-line-stays-down",
        Some(Err(_)) => "flash-bad-line-silent",
    };
    Ok(said(&panel, &line, key))
}

/// `POST /ajustes/lineas/{id}/codigo`: a code to type on the phone with this number.
pub async fn pair(
    request: HttpRequest,
    panel: Data<Panel>,
    posted: Posted,
    id: Path<i64>,
) -> Result<HttpResponse, WebError> {
    let Posted { visitor, fields } = posted;
    visitor.must_administer()?;
    let line = running(&panel, *id)?;
    if !line.capabilities.pairing {
        return Err(WebError::NotFound);
    }
    let number = fields.get("numero");
    let phone = match Phone::parse(number, &line.settings.country) {
        Ok(phone) => phone,
        Err(error) => {
            let scene =
                Scene::set(&request, &panel, &visitor, &line.id.to_string(), Section::Lines)
                    .await?;
            let wrong = text::phone(&error, scene.shell.when(&line).tone());
            let typed = number.chars().take(60).collect();
            let page = listed(&panel, &visitor, scene, None, Some((line.id, typed, wrong))).await?;
            return Ok(show(&request, &panel, StatusCode::UNPROCESSABLE_ENTITY, &page));
        }
    };
    let (engine, which) = (panel.engine.clone(), line.id);
    let paired = within(async move { linking::pair(&engine, which, &phone).await }).await;
    let key = match paired {
        Some(Ok(true)) => "flash-wait-line-code",
        Some(Ok(false)) | None => "flash-wait-line-code-coming",
        Some(Err(error)) => {
            tracing::warn!(line.id = line.id.0, %error, "the gateway gives no code to type");
            "flash-bad-line-no-code"
        }
    };
    Ok(said(&panel, &line, key))
}

/// `POST /ajustes/lineas/{id}/desvincular`: the number is unlinked.
pub async fn log_out(
    panel: Data<Panel>,
    posted: Posted,
    id: Path<i64>,
) -> Result<HttpResponse, WebError> {
    posted.visitor.must_administer()?;
    let line = running(&panel, *id)?;
    if !line.capabilities.log_out {
        return Err(WebError::NotFound);
    }
    let (engine, which) = (panel.engine.clone(), line.id);
    let done = within(async move { linking::log_out(&engine, which).await }).await;
    let key = match done {
        Some(Ok(())) => "flash-line-unlinked",
        Some(Err(error)) => {
            tracing::warn!(line.id = line.id.0, %error, "the gateway does not unlink");
            "flash-bad-line-silent"
        }
        None => "flash-bad-line-silent",
    };
    Ok(said(&panel, &line, key))
}

/// Does it to the end, whoever waits; nothing if it takes longer than somebody waits.
async fn within<T: Send + 'static>(work: impl Future<Output = T> + Send + 'static) -> Option<T> {
    tokio::time::timeout(PATIENCE, tokio::spawn(work)).await.ok()?.ok()
}

/// A line that is in service.
fn running(panel: &Panel, id: i64) -> Result<LineInfo, WebError> {
    let mut lines = panel.engine.lines().into_iter();
    lines.find(|line| line.id == LineId(id) && line.active).ok_or(WebError::NotFound)
}

fn said(panel: &Panel, line: &LineInfo, key: &str) -> HttpResponse {
    let to = format!("/ajustes/lineas?linea={}#linea-{}", line.id, line.id);
    redirect_saying(&to, &Flash::with(key, &line.name), &panel.settings)
}
