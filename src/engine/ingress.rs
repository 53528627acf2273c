//! Ingress: what a gateway brings, until it is safe. Bounded, and one answer for an event that is brought
//! twice at the same time.

use std::sync::Arc;
use std::time::Duration;

use dashmap::DashMap;
use dashmap::mapref::entry::Entry;
use futures_util::FutureExt;
use futures_util::future::{BoxFuture, Shared};
use tokio::sync::Semaphore;
use tokio::time::timeout;

use super::run::LineRun;
use crate::domain::ids::LineId;
use crate::domain::inbound::Inbound;
use crate::domain::message::Arrival;
use crate::domain::outcome::{EventKey, Receipt};
use crate::gateway::courier::Link;

/// Events that may be under way at once; more are told to come again.
pub const UNDER_WAY_MOST: usize = 4_096;
/// How long an event may take to be on disk before its bearer is told to come again.
const PATIENCE: Duration = Duration::from_secs(20);
/// An event that broke its line this often is set aside: bringing it again would break it again.
const BREAKS_MOST: u8 = 2;

/// Why an inbound event was not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum AcceptError {
    /// Too much is under way: come again later.
    #[error("too many events are under way")]
    Busy,
    /// The line is being built or rebuilt, or there is none: come again later.
    #[error("the line is not ready")]
    NotReady,
    /// It could not be made safe: bring it again.
    #[error("the event could not be stored")]
    Fault,
}

type Outcome = Shared<BoxFuture<'static, Result<(), AcceptError>>>;

/// The door for inbound events.
pub struct Ingress {
    permits: Arc<Semaphore>,
    under_way: Arc<DashMap<(LineId, EventKey), Outcome>>,
    breaks: DashMap<(LineId, EventKey), u8>,
}

impl Default for Ingress {
    fn default() -> Self {
        Self {
            permits: Arc::new(Semaphore::new(UNDER_WAY_MOST)),
            under_way: Arc::new(DashMap::new()),
            breaks: DashMap::new(),
        }
    }
}

impl Ingress {
    /// Gives an event to its line and waits until all that follows from it is on disk.
    ///
    /// # Errors
    /// [`AcceptError`]: in each case the event may be brought again.
    pub async fn accept(&self, run: Arc<LineRun>, inbound: Inbound) -> Result<(), AcceptError> {
        if let Inbound::Connection { state, reason } = &inbound {
            run.set_connection(*state, reason.as_deref());
            if let Some(courier) = run.house.directory.courier() {
                courier.do_send(Link(*state));
            }
            return Ok(());
        }
        let Inbound::Message(message) = &inbound else {
            return self.deliver(run, inbound).await;
        };
        let key = (run.house.line, EventKey::of(&message.chat, &message.id));
        if self.breaks.get(&key).is_some_and(|count| *count >= BREAKS_MOST) {
            tracing::error!(line.id = key.0.0, event.key = %format!("{:x}", key.1.0), "an event that broke its line twice is set aside");
            return Ok(());
        }
        let shared = match self.under_way.entry(key) {
            Entry::Occupied(same) => same.get().clone(),
            Entry::Vacant(vacant) => {
                let Ok(permit) = Arc::clone(&self.permits).try_acquire_owned() else {
                    return Err(AcceptError::Busy);
                };
                let under_way = Arc::clone(&self.under_way);
                // Spawned, so that it ends even if whoever brought the event goes away.
                let work = tokio::spawn(async move {
                    let result = give(&run, inbound).await;
                    under_way.remove(&key);
                    drop(permit);
                    result
                });
                let outcome =
                    work.map(|joined| joined.unwrap_or(Err(AcceptError::Fault))).boxed().shared();
                vacant.insert(outcome.clone());
                outcome
            }
        };
        let result = shared.await;
        if result == Err(AcceptError::Fault) {
            *self.breaks.entry(key).or_insert(0) += 1;
        } else if result.is_ok() && !self.breaks.is_empty() {
            self.breaks.remove(&key);
        }
        result
    }

    async fn deliver(&self, run: Arc<LineRun>, inbound: Inbound) -> Result<(), AcceptError> {
        let Ok(_permit) = self.permits.try_acquire() else { return Err(AcceptError::Busy) };
        give(&run, inbound).await
    }
}

async fn give(run: &LineRun, inbound: Inbound) -> Result<(), AcceptError> {
    let house = &run.house;
    let Some(line) = house.directory.line().filter(|line| line.connected()) else {
        return Err(AcceptError::NotReady);
    };
    let (id, answered) = house.receipts.issue(house.line, house.epoch);
    line.do_send(Arrival { receipt: Receipt { id, key: None }, inbound });
    match timeout(PATIENCE, answered).await {
        Ok(Ok(_)) => Ok(()),
        Ok(Err(_dropped)) => Err(AcceptError::Fault),
        Err(_elapsed) => {
            house.receipts.forget(id);
            Err(AcceptError::NotReady)
        }
    }
}
