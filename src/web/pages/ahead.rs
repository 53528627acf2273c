//! `/simulador/reloj`: the clock is put ahead.

use actix_web::HttpResponse;
use actix_web::web::Data;

use super::simulator::simulator;
use crate::engine::Topic;
use crate::engine::ahead::AheadError;
use crate::web::error::WebError;
use crate::web::flash::Flash;
use crate::web::form::Posted;
use crate::web::house::Panel;
use crate::web::panel::ahead::Leap;
use crate::web::panel::redirect_saying;
use crate::web::when::When;
use crate::web::words::Words;

/// `POST /simulador/reloj`: by a minute, five, fifteen, an hour, or to tomorrow at nine.
pub async fn advance(panel: Data<Panel>, posted: Posted) -> Result<HttpResponse, WebError> {
    posted.visitor.must_act()?;
    let (line, _) = simulator(&panel, &posted.fields)?;
    let leap = Leap::named(posted.fields.get("cuanto")).ok_or(WebError::Unreadable)?;
    let words = Words(posted.visitor.user.language);
    let info = panel.engine.lines().into_iter().find(|info| info.id == line);
    let zone = info.map(|info| info.settings.time_zone).unwrap_or_default();
    let when = When::new(words, &zone, panel.now());
    let flash = match panel.engine.run_ahead(leap.ms(&when)).await {
        Ok(()) => Flash::with("flash-fast-forward", &leap.text(&when)),
        Err(AheadError::RealLine(name)) => Flash::with("flash-bad-fast-real", &name),
        Err(AheadError::TooFar) => Flash::of("flash-bad-fast-far"),
        Err(error @ AheadError::NotStored(_)) => return Err(WebError::fault(&error)),
    };
    // Waits and limits stand on the pages of all lines.
    for info in panel.engine.lines() {
        panel.engine.tell_feed(info.id, Topic::Simulator);
        panel.engine.tell_feed(info.id, Topic::Tickets);
    }
    Ok(redirect_saying(&format!("/simulador?linea={line}"), &flash, &panel.settings))
}
