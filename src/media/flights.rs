//! Files on their way: whoever asks for one that is under way waits for it, and gets the same answer.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use dashmap::DashMap;
use tokio::sync::{Mutex, MutexGuard};

use crate::domain::file::FileKey;
use crate::domain::ids::LineId;
use crate::gateway::{GatewayError, StoredFile};

/// Which file.
pub(super) type Which = (LineId, FileKey);

/// How it ended.
#[derive(Debug)]
pub(super) struct Landed {
    pub result: Result<StoredFile, GatewayError>,
    /// The gateway was asked: not just looked up.
    pub asked: bool,
}

#[derive(Debug, Default)]
struct Flight {
    /// Held by whoever brings the file. Should that one be given up half way, the next one waiting begins anew.
    landed: Mutex<Option<Landed>>,
    passengers: AtomicUsize,
}

/// All of them.
#[derive(Debug, Default)]
pub(super) struct Flights {
    under_way: DashMap<Which, Arc<Flight>>,
}

impl Flights {
    /// Joins the one that is under way, or begins one.
    pub fn board(&self, which: Which) -> Seat<'_> {
        // Counted while the map's entry is held: the last one to leave cannot miss who is just coming.
        let entry = self.under_way.entry(which).or_default();
        entry.passengers.fetch_add(1, Ordering::Relaxed);
        Seat { flights: self, which, flight: Arc::clone(&entry) }
    }
}

/// Somebody's part in a flight.
pub(super) struct Seat<'a> {
    flights: &'a Flights,
    which: Which,
    flight: Arc<Flight>,
}

impl Seat<'_> {
    /// Waits for one's turn; how it ended, if it has.
    pub async fn landed(&self) -> MutexGuard<'_, Option<Landed>> {
        self.flight.landed.lock().await
    }

    /// It has ended: who asks from now on begins anew.
    pub fn arrived(&self) {
        let flights = &self.flights.under_way;
        flights.remove_if(&self.which, |_, flight| Arc::ptr_eq(flight, &self.flight));
    }
}

impl Drop for Seat<'_> {
    fn drop(&mut self) {
        self.flights.under_way.remove_if(&self.which, |_, flight| {
            Arc::ptr_eq(flight, &self.flight)
                && flight.passengers.fetch_sub(1, Ordering::Relaxed) == 1
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_flight_that_everybody_left_is_forgotten() {
        let flights = Flights::default();
        let which = (LineId(1), FileKey(7));
        let (first, second) = (flights.board(which), flights.board(which));
        assert!(first.landed().await.is_none());
        drop(first);
        assert!(flights.under_way.contains_key(&which));
        let stale = Landed { result: Err(GatewayError::Again(String::new())), asked: true };
        *second.landed().await = Some(stale);
        second.arrived();
        let third = flights.board(which);
        assert!(third.landed().await.is_none(), "who comes later begins anew");
        drop(second);
        assert!(flights.under_way.contains_key(&which), "of another flight with the same name");
        drop(third);
        assert!(flights.under_way.is_empty());
    }
}
