//! Where gateways bring what happened. A call is answered once everything in it is on disk; until then the
//! gateway keeps it and brings it again.

use actix_web::http::header;
use actix_web::web::{Bytes, Data};
use actix_web::{HttpRequest, HttpResponse};

use super::house::Panel;
use crate::domain::ids::LineId;
use crate::engine::AcceptError;
use crate::gateway::evolution::{TOKEN_HEADER, understand};

/// `POST /hooks/evolution/{token}`, also with the event's name behind it.
pub async fn evolution(request: HttpRequest, panel: Data<Panel>, body: Bytes) -> HttpResponse {
    let header = request.headers().get(TOKEN_HEADER).map(header::HeaderValue::as_bytes);
    let token = token(request.match_info().unprocessed());
    let Some(line) = panel.engine.line_of_webhook(token, header) else {
        return HttpResponse::NotFound().finish();
    };
    let events = match understand(&body) {
        Ok(events) => events,
        Err(error) => {
            // A 4xx would make the gateway drop the event for good, and bringing it again would not help.
            tracing::warn!(line.id = line.0, %error, bytes = body.len(), "a webhook was not understood and is passed over");
            return HttpResponse::Ok().finish();
        }
    };
    if let Some(run) = panel.engine.run(line) {
        run.heard();
    }
    for event in events {
        if let Err(error) = panel.engine.accept(line, event).await {
            return later(line, error);
        }
    }
    HttpResponse::Ok().finish()
}

/// The secret part of a webhook's address, in what follows the name of the gateway.
fn token(path: &str) -> &str {
    path.trim_start_matches('/').split('/').next().unwrap_or_default()
}

fn later(line: LineId, error: AcceptError) -> HttpResponse {
    tracing::warn!(line.id = line.0, %error, "a webhook has to be brought again");
    let wait = match error {
        AcceptError::Busy => "2",
        AcceptError::NotReady | AcceptError::Fault => "5",
    };
    HttpResponse::ServiceUnavailable().insert_header((header::RETRY_AFTER, wait)).finish()
}
