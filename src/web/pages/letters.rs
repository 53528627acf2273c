//! `/ajustes/lineas/{line}/mensajes`: messages that did not leave are sent again, or given up; one by one, or
//! all that have something in common.

use actix_web::HttpResponse;
use actix_web::web::{Data, Path};

use super::agents::outcome;
use crate::domain::ids::{ChatId, LineId, SendId};
use crate::engine::EngineError;
use crate::store::outbox::{self, DeadOf};
use crate::store::users::Role;
use crate::web::error::WebError;
use crate::web::flash::Flash;
use crate::web::form::Posted;
use crate::web::house::Panel;
use crate::web::panel::{read, redirect_saying};

/// `POST /ajustes/lineas/{line}/mensajes/{id}`
pub async fn act(
    panel: Data<Panel>,
    posted: Posted,
    which: Path<(i64, i64)>,
) -> Result<HttpResponse, WebError> {
    let Posted { visitor, fields } = posted;
    if !may_act(visitor.user.role) {
        return Err(WebError::Forbidden);
    }
    let (line, letter) = (LineId(which.0), SendId(which.1));
    let flash = match fields.get("accion") {
        "reintentar" => {
            outcome(panel.engine.retry_letter(line, letter).await, "flash-letter-retried")
        }
        "descartar" => {
            outcome(panel.engine.drop_letter(line, letter).await, "flash-letter-dropped")
        }
        _ => return Err(WebError::Unreadable),
    };
    let to = format!("/ajustes/lineas?linea={line}#mensajes");
    Ok(redirect_saying(&to, &flash, &panel.settings))
}

/// Whoever acts on tickets may act on their messages.
#[must_use]
pub(super) fn may_act(role: Role) -> bool {
    match role {
        Role::Admin | Role::Supervisor => true,
        Role::Operator => false,
    }
}

/// Messages that are settled by one press; the others are left for the next.
const AT_ONCE_MOST: u32 = 100;

/// `POST /ajustes/lineas/{line}/mensajes`: all of a line, of a reason or of a chat.
pub async fn act_on_many(
    panel: Data<Panel>,
    posted: Posted,
    line: Path<i64>,
) -> Result<HttpResponse, WebError> {
    let Posted { visitor, fields } = posted;
    visitor.must_act()?;
    let line = LineId(*line);
    let which = if fields.has("motivo") {
        DeadOf::Reason(fields.raw("motivo").to_owned())
    } else if fields.has("chat") {
        DeadOf::Chat(ChatId::from(fields.raw("chat")))
    } else if fields.get("todos") == "si" {
        DeadOf::All
    } else {
        return Err(WebError::Unreadable);
    };
    let again = match fields.get("accion") {
        "reintentar" => true,
        "descartar" => false,
        _ => return Err(WebError::Unreadable),
    };
    let mut ids =
        read(&panel, move |conn| outbox::dead_ids(conn, line, &which, AT_ONCE_MOST + 1)).await?;
    let most = usize::try_from(AT_ONCE_MOST).unwrap_or(usize::MAX);
    let are_more = ids.len() > most;
    ids.truncate(most);
    let (mut done, mut failed) = (0_u32, None);
    // In order: what follows in a chat must not overtake what came before.
    for id in ids {
        let settled = if again {
            panel.engine.retry_letter(line, id).await
        } else {
            panel.engine.drop_letter(line, id).await
        };
        match settled {
            Ok(()) => done += 1,
            // Somebody else was quicker.
            Err(EngineError::Refused(_)) => {}
            Err(unavailable @ EngineError::Unavailable) => {
                failed = Some(unavailable);
                break;
            }
        }
    }
    let flash = match (failed, again, are_more) {
        (Some(error), ..) => outcome(Err(error), ""),
        (None, true, false) => Flash::with("flash-letters-retried", &done.to_string()),
        (None, true, true) => Flash::with("flash-wait-letters-retried", &done.to_string()),
        (None, false, false) => Flash::with("flash-letters-dropped", &done.to_string()),
        (None, false, true) => Flash::with("flash-wait-letters-dropped", &done.to_string()),
    };
    let to = format!("/ajustes/lineas?linea={line}#mensajes");
    Ok(redirect_saying(&to, &flash, &panel.settings))
}
