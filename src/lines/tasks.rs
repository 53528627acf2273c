//! What goes on beside a running line: events carried in, its connection watched, its webhook kept set.

use std::sync::Arc;
use std::time::Duration;

use tokio::sync::Semaphore;

use super::linking::take_in;
use crate::domain::ids::LineId;
use crate::domain::inbound::{Connection, Inbound};
use crate::engine::{Engine, Topic};
use crate::gateway::evolution::Evolution;
use crate::gateway::simulator::Simulator;

/// Simulated events that may be under way at once.
const UNDER_WAY_MOST: usize = 64;
/// How often a gateway is asked how its connection stands.
const WATCH_EVERY: Duration = Duration::from_secs(15);
/// The first wait before a webhook is set again that could not be set; it doubles.
const WEBHOOK_AGAIN_FIRST: Duration = Duration::from_secs(1);
/// The longest such wait.
const WEBHOOK_AGAIN_MOST: Duration = Duration::from_secs(60);

/// Carries a simulator's events to its line, chats side by side, and tells the panel of its phones.
pub async fn pump(engine: Engine, line: LineId, simulator: Arc<Simulator>) {
    let permits = Arc::new(Semaphore::new(UNDER_WAY_MOST));
    loop {
        let Ok(permit) = Arc::clone(&permits).acquire_owned().await else { return };
        let (id, inbound) = simulator.next_delivery().await;
        let (engine, simulator) = (engine.clone(), Arc::clone(&simulator));
        tokio::spawn(async move {
            match engine.accept(line, inbound).await {
                Ok(()) => simulator.ack(id),
                Err(error) => {
                    tracing::debug!(line.id = line.0, %error, "a simulated event is brought again");
                    simulator.nack(id);
                }
            }
            drop(permit);
        });
    }
}

/// Makes an Evolution server report to `url`; tries until it works, for the server may still be starting, and
/// does it again when the line wants to be told of something else.
pub async fn set_webhook(
    engine: Engine,
    line: LineId,
    evolution: Arc<Evolution>,
    url: String,
    header: String,
) {
    let mut wait = WEBHOOK_AGAIN_FIRST;
    let typing = || engine.run(line).is_some_and(|run| run.house.settings().typing);
    let mut set_for = None;
    loop {
        let wanted = typing();
        if set_for == Some(wanted) {
            tokio::time::sleep(WATCH_EVERY).await;
            continue;
        }
        match evolution.ensure_instance(&url, &header, wanted).await {
            Ok(()) => {
                set_for = Some(wanted);
                wait = WEBHOOK_AGAIN_FIRST;
                // It answers now, whatever the first look at the connection found.
                look(&engine, line).await;
            }
            Err(error) => {
                tracing::warn!(line.id = line.0, %error, again_s = wait.as_secs(), "the webhook could not be set at the Evolution server; messages do not arrive until it is");
                tokio::time::sleep(wait).await;
                wait = (wait * 2).min(WEBHOOK_AGAIN_MOST);
            }
        }
    }
}

/// Keeps an eye on a line's connection: asks at times, and at once when the simulator changes.
pub async fn watch(engine: Engine, line: LineId, simulator: Option<Arc<Simulator>>) {
    let mut changes = simulator.as_ref().map(|simulator| simulator.changes());
    loop {
        look(&engine, line).await;
        let wait = until_next(&engine, line);
        match &mut changes {
            Some(changes) => {
                match tokio::time::timeout(wait, changes.changed()).await {
                    Ok(Ok(())) => engine.tell_feed(line, Topic::Simulator),
                    Ok(Err(_gone)) => return,
                    // Codes to link with change by themselves.
                    Err(_elapsed) => {}
                }
            }
            None => tokio::time::sleep(wait).await,
        }
    }
}

/// How long until the connection is looked at again: not longer than the code that is shown can be used.
fn until_next(engine: &Engine, line: LineId) -> Duration {
    let until = engine.link(line).and_then(|link| link.qr_until);
    let left = until.map(|until| until.since(engine.clock().now()).max(500));
    let left = left.and_then(|ms| u64::try_from(ms).ok()).map(Duration::from_millis);
    left.map_or(WATCH_EVERY, |left| left.min(WATCH_EVERY))
}

/// Asks how a line's connection stands.
pub async fn look(engine: &Engine, line: LineId) {
    let Some(run) = engine.run(line) else { return };
    let link = run.link();
    let now = engine.clock().now();
    // Its code is over, and the next one was not brought: perhaps the gateway's reports do not arrive.
    let needs_code = link.connection == Connection::WaitingForQr
        && link.qr_until.is_none_or(|until| until <= now);
    let asked = if needs_code { run.gateway.connect() } else { run.gateway.link_state() };
    match asked.await {
        Ok(state) => take_in(engine, &run, state),
        Err(error) => {
            tracing::warn!(line.id = line.0, %error, "the gateway does not say how the connection stands");
            let down = Inbound::Connection {
                state: Connection::Disconnected,
                reason: Some(error.said().to_owned()),
            };
            if let Err(error) = engine.accept(line, down).await {
                tracing::debug!(line.id = line.0, %error, "told of the connection at the next look");
            }
        }
    }
}
