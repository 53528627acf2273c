//! What is older than a line keeps is forgotten, a few cases at a time, through the same door as all that is
//! written; and files go that no message has any more.

use std::sync::{Arc, Weak};
use std::time::Duration;

use super::{Engine, EngineError, Shared};
use crate::domain::event::Event;
use crate::domain::ids::{LineId, Timestamp};
use crate::domain::outcome::Outcome;
use crate::domain::refusal::Refusal;
use crate::store::retention;

/// How often is looked whether something is due.
const EVERY: Duration = Duration::from_secs(60);
/// Cases that are forgotten in one transaction, about.
const BITE: i64 = 25;
/// A pause between two bites, in which others are written.
const PAUSE: Duration = Duration::from_millis(50);
/// Files that are removed at once.
const FILES: i64 = 200;
/// Milliseconds of a day.
const DAY_MS: i64 = 86_400_000;

/// Does what is due, for as long as the engine lives.
pub(super) async fn keep(engine: Weak<Shared>) {
    loop {
        tokio::time::sleep(EVERY).await;
        let Some(shared) = engine.upgrade() else { return };
        let engine = Engine { shared };
        for line in engine.lines().into_iter().filter(|line| line.active) {
            if let Err(error) = engine.sweep(line.id).await {
                tracing::warn!(line.id = line.id.0, %error, "what is old could not be erased; it is tried again");
            }
        }
    }
}

impl Engine {
    /// Forgets all of a line whose time is over. The answer is up to when that is done; nothing where the line keeps
    /// everything.
    ///
    /// # Errors
    /// [`EngineError`]: what is left is done the next time.
    pub async fn sweep(&self, line: LineId) -> Result<Option<Timestamp>, EngineError> {
        self.sweep_files(line).await?;
        let mut done = None;
        while let Some(until) = self.sweep_bite(line).await? {
            done = Some(until);
            tokio::time::sleep(PAUSE).await;
        }
        if done.is_some() {
            self.sweep_files(line).await?;
        }
        Ok(done)
    }

    /// Forgets the next cases whose time is over; nothing if there are none.
    async fn sweep_bite(&self, line: LineId) -> Result<Option<Timestamp>, EngineError> {
        let days = self.run(line).map_or(0, |run| run.house.settings().retention_days);
        if days == 0 {
            return Ok(None);
        }
        let cutoff = self.shared.clock.now().plus(-i64::from(days) * DAY_MS);
        let bite = self.look(move |conn| retention::next_bite(conn, line, cutoff, BITE)).await?;
        let Some(bite) = bite else { return Ok(None) };
        for customer in bite.customers {
            match self.erase_customer(line, customer).await {
                Ok(()) | Err(EngineError::Refused(Refusal::Unknown { .. })) => {}
                // They are back with a new case: only the old ones are forgotten.
                Err(EngineError::Refused(Refusal::Field { problem, .. }))
                    if problem == "flash-bad-customer-has-case" => {}
                Err(error) => return Err(error),
            }
        }
        let (tickets, until, at) = (bite.cases, bite.until, self.shared.clock.now());
        self.command(line, |run, receipt| {
            let events = vec![Event::CasesErased { tickets, until, at }];
            run.house.submit(Outcome { events, receipts: vec![receipt], ..Outcome::default() });
            Some(())
        })
        .await?;
        Ok(Some(until))
    }

    /// Removes the bytes of files that no message has any more.
    pub(super) async fn sweep_files(&self, line: LineId) -> Result<(), EngineError> {
        loop {
            let doomed = self.look(|conn| retention::doomed(conn, FILES)).await?;
            if doomed.is_empty() {
                return Ok(());
            }
            // What was kept before this is in the database once the journal has come to here.
            self.command(line, |run, receipt| {
                run.house.submit(Outcome::done(receipt));
                Some(())
            })
            .await?;
            let (database, media) =
                (self.shared.keeper.database.clone(), Arc::clone(&self.shared.keeper.media));
            let work = move || -> Result<(), String> {
                media.discard(&database, &doomed)?;
                let mut conn = database.writer().map_err(|error| error.to_string())?;
                retention::settled(&mut conn, &doomed).map_err(|error| error.to_string())
            };
            let joined = tokio::task::spawn_blocking(work).await;
            let done = joined.map_err(|error| error.to_string()).and_then(|done| done);
            done.map_err(|error| {
                tracing::error!(%error, "files that nobody has any more could not be removed");
                EngineError::Unavailable
            })?;
        }
    }
}
