//! Webhooks against their floors: what customers of pending tickets write, as fast as it is acknowledged.
//!
//! A message of a customer who waits is the plainest thing that Relevo does with a webhook: it is kept with the
//! ticket, and nothing leaves the house for it.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use hyper::body::Bytes;
use tokio::task::JoinSet;

use super::server::FloorServer;
use super::{FloorError, Pair, median};
use crate::load::cast::{CUSTOMERS_MOST, customer_chat, customer_lid};
use crate::load::clock;
use crate::load::event::Verdict;
use crate::load::post::{Carrier, Door};
use crate::load::wire::{self, Written};

/// Requests on their way at the same time.
const IN_FLIGHT: usize = 64;
/// Customers who wait; more than are in flight, so none has two messages on their way.
const CUSTOMERS: u64 = 512;
/// The first of them: far beyond those of the run.
const FIRST: u64 = CUSTOMERS_MOST - CUSTOMERS;
/// Each side's turns, and how long one takes.
const TURNS: usize = 5;
const TURN: Duration = Duration::from_millis(300);
/// So long until all tickets are open.
const PATIENCE: Duration = Duration::from_secs(20);
/// Before what was not taken is brought again.
const PAUSE: Duration = Duration::from_millis(5);

const SAYS: &str = "sigo sin internet desde anoche y ya reinicié el equipo, ¿me ayudan?";

/// Measures Relevo against a server that writes one row, and against one that only answers.
pub(super) async fn measure(relevo: &Door, floor: &FloorServer) -> Result<[Pair; 2], FloorError> {
    let (row, answer) = (floor.row()?, floor.answer()?);
    let crowd = Crowd::new();
    crowd.open_tickets(relevo).await?;
    let doors = [relevo, &row, &answer];
    let mut rates: [Vec<f64>; 3] = Default::default();
    for turn in 0..=TURNS {
        for (door, rates) in doors.into_iter().zip(&mut rates) {
            let rate = crowd.turn(door, TURN).await?;
            // The first one fills caches and connections.
            if turn > 0 {
                rates.push(rate);
            }
        }
    }
    let [ours, row, answer] = rates.map(|mut rates| median(&mut rates));
    Ok([Pair { ours, floor: row }, Pair { ours, floor: answer }])
}

/// Customers who wait.
#[derive(Debug, Clone, Default)]
struct Crowd {
    written: Arc<AtomicU64>,
}

impl Crowd {
    fn new() -> Self {
        Self::default()
    }

    /// Everybody writes once, until it is taken.
    async fn open_tickets(&self, door: &Door) -> Result<(), FloorError> {
        let until = clock::now() + PATIENCE;
        let left = Arc::new(AtomicU64::new(CUSTOMERS));
        let mut people = JoinSet::new();
        for number in 0..IN_FLIGHT {
            let (carrier, crowd, left) = (Carrier::new(number, door), self.clone(), left.clone());
            people.spawn(async move {
                let mut connection = None;
                while take_one(&left) {
                    let body = crowd.body();
                    while carrier.bring(&mut connection, &body).await != Verdict::Taken {
                        if clock::now() > until {
                            return false;
                        }
                        tokio::time::sleep(PAUSE).await;
                    }
                }
                true
            });
        }
        if people.join_all().await.into_iter().all(|taken| taken) {
            Ok(())
        } else {
            Err(FloorError::Unexpected("tickets were not opened in time".into()))
        }
    }

    /// Everybody writes for a while; how many messages were taken in a second.
    async fn turn(&self, door: &Door, time: Duration) -> Result<f64, FloorError> {
        let begun = clock::now();
        let mut people = JoinSet::new();
        for number in 0..IN_FLIGHT {
            let (carrier, crowd) = (Carrier::new(number, door), self.clone());
            people.spawn(async move { crowd.write(&carrier, begun + time).await });
        }
        let taken: u32 = people.join_all().await.into_iter().sum();
        if taken == 0 {
            return Err(FloorError::Unexpected("nothing was acknowledged".into()));
        }
        Ok(f64::from(taken) / clock::now().saturating_duration_since(begun).as_secs_f64())
    }

    async fn write(&self, carrier: &Carrier, until: Instant) -> u32 {
        let (mut connection, mut taken) = (None, 0);
        while clock::now() < until {
            match carrier.bring(&mut connection, &self.body()).await {
                Verdict::Taken => taken += 1,
                Verdict::Busy(_) | Verdict::Rejected(_) | Verdict::Failed(_) => {
                    tokio::time::sleep(PAUSE).await;
                }
            }
        }
        taken
    }

    /// The next message; each is another customer's than the ones before.
    fn body(&self) -> Bytes {
        let number = self.written.fetch_add(1, Ordering::Relaxed);
        let customer = FIRST + number % CUSTOMERS;
        wire::upsert(&Written {
            id: &format!("AF{number:030X}"),
            chat: &customer_chat(customer),
            chat_alt: Some(&customer_lid(customer)),
            author: None,
            name: "Ana Gómez",
            text: SAYS,
            quote: None,
            picture: false,
        })
    }
}

fn take_one(left: &AtomicU64) -> bool {
    left.fetch_update(Ordering::Relaxed, Ordering::Relaxed, |left| left.checked_sub(1)).is_ok()
}
