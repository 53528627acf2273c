//! `/ajustes/lineas/{line}/mensajes/{id}`: a message that did not leave is sent again, or given up.

use actix_web::HttpResponse;
use actix_web::web::{Data, Path};

use super::agents::outcome;
use crate::domain::ids::{LineId, SendId};
use crate::store::users::Role;
use crate::web::error::WebError;
use crate::web::form::Posted;
use crate::web::house::Panel;
use crate::web::panel::redirect_saying;

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
