//! Fast-forward: the clock of the house put ahead, so that a limit of half an hour is seen in a second.
//!
//! There is one clock for all lines, so it is moved only while every line in service is on the simulator; a real
//! one keeps it to the system's time and sets it right when it comes up. How far it is ahead is stored *before* it
//! is moved: after a restart it is as far ahead as before, and nothing that is stored lies in the future. When a
//! real line comes up, what the simulated ones have from the time that was skipped does lie in the future: its order
//! stays, its deadlines come when the real time has reached them, and waits count from nothing until then.

use std::time::Duration;

use super::clock::Clock;
use super::keeper::LineSpec;
use super::run::LineInfo;
use super::{Engine, GatewayKind};
use crate::store::{Conn, Database, settings};

/// Where it is stored.
const SETTING: &str = "clock_ahead_ms";
/// The clock is put ahead in steps of at least this (milliseconds) …
const STEP_MS: i64 = 15_000;
/// … and so many at the most.
const STEPS_MOST: i64 = 60;
/// Between two steps owners do what is due, and what follows from it gets its own deadline.
const PAUSE: Duration = Duration::from_millis(20);
/// It is never further ahead than this (milliseconds): a year.
pub const AHEAD_MOST_MS: i64 = 366 * 24 * 3_600_000;

/// Why the clock is not put ahead.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum AheadError {
    /// A line is in service that is not on the simulator.
    #[error("line {0} is not on the simulator")]
    RealLine(String),
    /// It would be more than a year ahead.
    #[error("the clock would be more than a year ahead")]
    TooFar,
    /// It could not be stored.
    #[error("how far the clock is ahead could not be stored: {0}")]
    NotStored(String),
}

/// Puts the clock of a house that starts as far ahead as it was, if all its lines are on the simulator.
///
/// # Errors
/// Those of the database.
pub fn resume(conn: &mut Conn, clock: &Clock, is_simulated: bool) -> diesel::QueryResult<()> {
    if !is_simulated {
        return settings::remove(conn, SETTING);
    }
    let stored = settings::get(conn, SETTING)?.and_then(|ms| ms.parse::<i64>().ok());
    clock.set_ahead(stored.unwrap_or(0).min(AHEAD_MOST_MS));
    Ok(())
}

impl Engine {
    /// The line that keeps the clock to the real time, if one does.
    #[must_use]
    pub fn timekeeper(&self) -> Option<LineInfo> {
        self.lines().into_iter().find(|line| line.active && line.gateway != GatewayKind::Simulator)
    }

    /// Puts the clock ahead by so much more (milliseconds), in steps, so that what follows from one deadline has its
    /// own before the next step. All that came due has been told to be done when this returns.
    ///
    /// # Errors
    /// [`AheadError`]; the clock may have been put ahead by a part of it when a real line came up meanwhile.
    pub async fn run_ahead(&self, ms: i64) -> Result<(), AheadError> {
        let _turn = self.shared.ahead.lock().await;
        let before = self.clock().ahead_ms();
        let ahead = before.saturating_add(ms.max(0));
        if ahead > AHEAD_MOST_MS {
            return Err(AheadError::TooFar);
        }
        self.must_be_simulated()?;
        store(self.shared.keeper.database.clone(), ahead).await?;
        let step = (ms / STEPS_MOST).max(STEP_MS);
        let mut now = before;
        while now < ahead {
            self.must_be_simulated()?;
            now = now.saturating_add(step).min(ahead);
            self.clock().set_ahead(now);
            self.wake_all();
            tokio::time::sleep(PAUSE).await;
        }
        Ok(())
    }

    fn must_be_simulated(&self) -> Result<(), AheadError> {
        self.timekeeper().map_or(Ok(()), |line| Err(AheadError::RealLine(line.name)))
    }

    /// A line comes up: with a real one the clock shows the real time again, and after a restart too.
    pub(super) async fn heed(&self, spec: &LineSpec) {
        if !spec.active || spec.kind == GatewayKind::Simulator {
            return;
        }
        let _turn = self.shared.ahead.lock().await;
        if self.clock().ahead_ms() == 0 {
            return;
        }
        self.clock().set_ahead(0);
        tracing::warn!(
            line.id = spec.id.0,
            "a real line comes up: the clock shows the real time again"
        );
        if let Err(error) = store(self.shared.keeper.database.clone(), 0).await {
            // The next start sees the line and takes no notice of what is stored.
            tracing::warn!(%error, "the clock is right, and would be ahead again after a start without this line");
        }
    }
}

async fn store(database: Database, ahead_ms: i64) -> Result<(), AheadError> {
    let write = move || {
        let mut conn = database.writer().map_err(|error| error.to_string())?;
        settings::set(&mut conn, SETTING, &ahead_ms.to_string()).map_err(|error| error.to_string())
    };
    let written = tokio::task::spawn_blocking(write).await.map_err(|error| error.to_string());
    written.and_then(|written| written).map_err(AheadError::NotStored)
}
