//! Webhooks on their way to the program: repeated until taken, one lane for each chat.
//!
//! The fake server's own delivery keeps no record of what was acknowledged, and brings one event at a time;
//! here lanes run side by side and every acknowledgement has its place in time.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use serde_json::Value;
use tokio::sync::mpsc;

use super::scene::Scene;

const FIRST_WAIT: Duration = Duration::from_millis(5);
const LONGEST_WAIT: Duration = Duration::from_millis(80);

/// What became of an event; times are counted in things that happened to any event.
#[derive(Debug, Clone, Default)]
pub struct Trip {
    pub first_tried: Option<u64>,
    pub taken: Option<u64>,
}

/// How often an event comes.
#[derive(Debug, Clone, Copy)]
enum Copies {
    One,
    /// A second time at the same moment.
    Beside,
    /// A second time after it was taken, as when the answer was lost.
    Later(Duration),
}

struct Parcel {
    id: String,
    event: Value,
    copies: Copies,
}

#[derive(Default)]
struct Book {
    client: reqwest::Client,
    url: String,
    headers: Vec<(String, String)>,
    now: AtomicU64,
    trips: Mutex<BTreeMap<String, Trip>>,
    under_way: AtomicUsize,
    fruitless: AtomicUsize,
    rejected: Mutex<Vec<String>>,
}

pub struct Post {
    book: Arc<Book>,
    lanes: BTreeMap<String, mpsc::UnboundedSender<Parcel>>,
}

impl Post {
    pub fn to(scene: &Scene) -> Self {
        let (url, headers) = scene.hook.clone();
        let client = reqwest::Client::builder().no_proxy().timeout(Duration::from_secs(40)).build();
        let book = Book { client: client.unwrap(), url, headers, ..Book::default() };
        Self { book: Arc::new(book), lanes: BTreeMap::new() }
    }

    /// Hands an event in. Events of one lane are brought one after another.
    pub fn hand_in(&mut self, lane: &str, id: &str, event: Value, random: &mut fastrand::Rng) {
        let copies = match random.u8(0..20) {
            0 => Copies::Beside,
            1 => Copies::Later(Duration::from_millis(random.u64(0..800))),
            2.. => Copies::One,
        };
        self.book.trips.lock().unwrap().insert(id.into(), Trip::default());
        self.book.under_way.fetch_add(1, Ordering::SeqCst);
        let lane = self.lanes.entry(lane.into()).or_insert_with(|| {
            let (queue, mut parcels) = mpsc::unbounded_channel::<Parcel>();
            let book = Arc::clone(&self.book);
            tokio::spawn(async move {
                while let Some(parcel) = parcels.recv().await {
                    book.carry(parcel).await;
                }
            });
            queue
        });
        lane.send(Parcel { id: id.into(), event, copies }).unwrap();
    }

    pub fn is_taken(&self, id: &str) -> bool {
        self.book.trips.lock().unwrap()[id].taken.is_some()
    }

    /// Whether nothing is on its way any more.
    pub fn is_idle(&self) -> bool {
        self.book.under_way.load(Ordering::SeqCst) == 0
    }

    /// How many tries have failed so far.
    pub fn fruitless(&self) -> usize {
        self.book.fruitless.load(Ordering::SeqCst)
    }

    /// All that was handed in.
    pub fn trips(&self) -> BTreeMap<String, Trip> {
        self.book.trips.lock().unwrap().clone()
    }

    /// Events that were refused for good: a gateway would not bring them again.
    pub fn rejected(&self) -> Vec<String> {
        self.book.rejected.lock().unwrap().clone()
    }
}

impl Book {
    async fn carry(self: &Arc<Self>, parcel: Parcel) {
        let Parcel { id, event, copies } = parcel;
        let tried = self.now.fetch_add(1, Ordering::SeqCst);
        self.trips.lock().unwrap().get_mut(&id).unwrap().first_tried = Some(tried);
        if let Copies::Beside = copies {
            self.bring_later(Duration::ZERO, event.clone());
        }
        let mut wait = FIRST_WAIT;
        while !self.bring(&event).await {
            tokio::time::sleep(wait).await;
            wait = (wait * 2).min(LONGEST_WAIT);
        }
        let taken = self.now.fetch_add(1, Ordering::SeqCst);
        self.trips.lock().unwrap().get_mut(&id).unwrap().taken = Some(taken);
        if let Copies::Later(wait) = copies {
            self.bring_later(wait, event);
        }
        self.under_way.fetch_sub(1, Ordering::SeqCst);
    }

    fn bring_later(self: &Arc<Self>, wait: Duration, event: Value) {
        let book = Arc::clone(self);
        book.under_way.fetch_add(1, Ordering::SeqCst);
        tokio::spawn(async move {
            tokio::time::sleep(wait).await;
            book.bring(&event).await;
            book.under_way.fetch_sub(1, Ordering::SeqCst);
        });
    }

    /// Whether it was taken.
    async fn bring(&self, event: &Value) -> bool {
        let request = self.client.post(&self.url).json(event);
        let headers = self.headers.iter();
        let request = headers.fold(request, |request, (name, value)| request.header(name, value));
        let status = request.send().await.map(|answer| answer.status().as_u16());
        match status {
            Ok(200..=299) => return true,
            Ok(status @ (400 | 401 | 403 | 404 | 422)) => {
                self.rejected.lock().unwrap().push(format!("{status}: {event}"));
            }
            Ok(_) | Err(_) => {}
        }
        self.fruitless.fetch_add(1, Ordering::SeqCst);
        false
    }
}
