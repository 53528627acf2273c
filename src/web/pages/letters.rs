//! `/ajustes/lineas/{line}/mensajes/{id}`: a message that did not leave is sent again, or given up.

use actix_web::HttpResponse;
use actix_web::web::{Data, Path};

use super::agents::outcome;
use crate::domain::ids::{LineId, SendId};
use crate::engine::{Engine, EngineError};
use crate::store::users::Role;
use crate::web::error::WebError;
use crate::web::form::Posted;
use crate::web::house::Panel;
use crate::web::panel::redirect_saying;

/// What is done with a message that was given up.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Settling {
    Retry,
    Drop,
}

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
    let (settling, said) = match fields.get("accion") {
        "reintentar" => (Settling::Retry, "flash-letter-retried"),
        "descartar" => (Settling::Drop, "flash-letter-dropped"),
        _ => return Err(WebError::Unreadable),
    };
    let flash = outcome(settle(&panel.engine, line, letter, settling), said);
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

/// Has the line's courier do it. Until the courier takes such orders, the person is told that it cannot be
/// done now, and the message stays in the list.
fn settle(
    engine: &Engine,
    line: LineId,
    letter: SendId,
    settling: Settling,
) -> Result<(), EngineError> {
    tracing::warn!(
        line.id = line.0,
        send.id = letter.0,
        ?settling,
        running = engine.run(line).is_some(),
        "the courier takes no orders about messages that were given up"
    );
    Err(EngineError::Unavailable)
}
