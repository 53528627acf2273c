//! Linking a line's number: what the gateway answers is noted, and the panel told.

use std::time::Duration;

use crate::domain::ids::LineId;
use crate::domain::inbound::Connection;
use crate::domain::phone::Phone;
use crate::domain::reason;
use crate::engine::{Engine, LineRun, Topic};
use crate::gateway::courier::Link;
use crate::gateway::{GatewayError, LinkState};

/// How often a gateway is asked for a code that it does not have yet, and the time between.
const LOOKS: u32 = 4;
const PAUSE: Duration = Duration::from_millis(1_500);

/// Notes what a gateway says of a line's connection.
pub fn take_in(engine: &Engine, run: &LineRun, state: LinkState) {
    let before = run.link();
    let connection = state.connection;
    if run.set_connection(connection, None)
        && before.connection != connection
        && let Some(courier) = run.house.directory.courier()
    {
        courier.do_send(Link(connection));
    }
    if state.qr.is_some() || state.pairing.is_some() {
        run.set_codes(state.qr, state.pairing);
    }
    let after = run.link();
    let shown =
        |link: &crate::engine::LinkView| (link.connection, link.qr.clone(), link.pairing.clone());
    if shown(&before) != shown(&after) {
        engine.tell_feed(run.house.line, Topic::Line);
    }
}

/// Starts linking or reconnecting a line, and waits a little for a code where one is needed.
///
/// # Errors
/// What the gateway says; that the line is not connected, where it is not running.
pub async fn link(engine: &Engine, line: LineId) -> Result<Connection, GatewayError> {
    let run = running(engine, line)?;
    for _ in 0..LOOKS {
        let state = run.gateway.connect().await?;
        let (connection, has_code) = (state.connection, state.qr.is_some());
        take_in(engine, &run, state);
        if connection != Connection::Connecting || has_code {
            break;
        }
        tokio::time::sleep(PAUSE).await;
    }
    Ok(run.link().connection)
}

/// Asks for a code to type on the phone with this number. The answer is whether it is there already; else it
/// comes with one of the next QR codes.
///
/// # Errors
/// What the gateway says; that the line is not connected, where it is not running.
pub async fn pair(engine: &Engine, line: LineId, phone: &Phone) -> Result<bool, GatewayError> {
    let run = running(engine, line)?;
    let state = run.gateway.pair(phone).await?;
    take_in(engine, &run, state);
    Ok(run.link().pairing.is_some())
}

/// Unlinks a line's number.
///
/// # Errors
/// What the gateway says; that the line is not connected, where it is not running.
pub async fn log_out(engine: &Engine, line: LineId) -> Result<(), GatewayError> {
    let run = running(engine, line)?;
    run.gateway.log_out().await?;
    if run.set_connection(Connection::Disconnected, Some(reason::LOGGED_OUT))
        && let Some(courier) = run.house.directory.courier()
    {
        courier.do_send(Link(Connection::Disconnected));
    }
    super::tasks::look(engine, line).await;
    Ok(())
}

fn running(engine: &Engine, line: LineId) -> Result<std::sync::Arc<LineRun>, GatewayError> {
    let none = || GatewayError::NotConnected(reason::LINE_OFF.to_owned());
    engine.run(line).ok_or_else(none)
}
