//! Ingress: what a gateway brings, until it is safe. Bounded, and one answer for an event that is brought
//! twice at the same time.

use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::Duration;

use dashmap::DashMap;
use dashmap::mapref::entry::Entry;
use futures_util::FutureExt;
use futures_util::future::{BoxFuture, Shared};
use tokio::sync::Semaphore;
use tokio::time::timeout;

use super::run::LineRun;
use crate::domain::content::Content;
use crate::domain::ids::{ChatId, LineId, Timestamp};
use crate::domain::inbound::{Connection, Inbound};
use crate::domain::message::Arrival;
use crate::domain::outcome::{EventKey, Receipt};
use crate::gateway::courier::Link;

/// Events that may be under way at once; more are told to come again.
pub const UNDER_WAY_MOST: usize = 4_096;
/// Events of one chat that may be under way at once: who floods does not take the others' places.
pub const OF_A_CHAT_MOST: u32 = 64;
/// Messages that a customer may write at once …
const OF_A_CUSTOMER_AT_ONCE: i64 = 500;
/// … and from one to the next afterwards (milliseconds): more than people can type, and what is beyond is told
/// to come again. It would fill the outbox in seconds, which leaves chat by chat, and nobody else's
/// messages would be taken in until it has drained.
const OF_A_CUSTOMER_EVERY_MS: i64 = 50;
/// Customers whose pace is remembered before those at rest are forgotten.
const PACES_MOST: usize = 16_384;
/// Messages of a connected line that may wait to leave before nothing more is taken in; they are kept in memory
/// too. A line that is down goes on taking in: what comes meanwhile is not lost, and its gateway brings little.
pub const OUTBOX_MOST: usize = 20_000;
/// How long an event may take to be on disk before its bearer is told to come again.
const PATIENCE: Duration = Duration::from_secs(20);
/// An event that was under way this often when its line broke may be what breaks it: it is kept away from
/// the line for a while. It is never acknowledged for that: the fault may have been the disk's.
const BREAKS_MOST: u32 = 2;
/// The longest while (milliseconds).
const AWAY_MOST_MS: i64 = 30_000;
/// Events of which that is remembered.
const SUSPECTS_MOST: usize = 10_000;

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

/// An event whose line broke under it.
#[derive(Debug, Clone, Copy)]
struct Suspect {
    breaks: u32,
    last: Timestamp,
}

impl Suspect {
    /// Whether it is to be kept away from the line now: 2 s after the second breakage, then 4 s, 8 s …
    fn is_away(self, now: Timestamp) -> bool {
        let away = (500_i64 << self.breaks.min(10)).min(AWAY_MOST_MS);
        self.breaks >= BREAKS_MOST && now.since(self.last) < away
    }
}

/// The door for inbound events.
pub struct Ingress {
    permits: Arc<Semaphore>,
    chats: Arc<DashMap<(LineId, ChatId), u32>>,
    paces: Paces,
    under_way: Arc<DashMap<(LineId, EventKey), Outcome>>,
    suspects: DashMap<(LineId, EventKey), Suspect>,
}

impl Default for Ingress {
    fn default() -> Self {
        Self {
            permits: Arc::new(Semaphore::new(UNDER_WAY_MOST)),
            chats: Arc::new(DashMap::new()),
            paces: Paces::default(),
            under_way: Arc::new(DashMap::new()),
            suspects: DashMap::new(),
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
            if !run.set_connection(*state, reason.as_deref()) {
                return Ok(());
            }
            if let Some(courier) = run.house.directory.courier() {
                courier.do_send(Link(*state));
            }
            return Ok(());
        }
        let Inbound::Message(message) = &inbound else {
            return self.deliver(run, inbound).await;
        };
        let key = (run.house.line, EventKey::of(&message.chat, &message.id));
        let now = run.house.clock.now();
        if self.suspects.get(&key).is_some_and(|suspect| suspect.is_away(now)) {
            return Err(AcceptError::NotReady);
        }
        let shared = match self.under_way.entry(key) {
            Entry::Occupied(same) => same.get().clone(),
            Entry::Vacant(vacant) => {
                if is_behind(&run) {
                    return Err(AcceptError::Busy);
                }
                let Ok(permit) = Arc::clone(&self.permits).try_acquire_owned() else {
                    return Err(AcceptError::Busy);
                };
                let chat = (run.house.line, message.chat.clone());
                let Some(turn) = Turn::take(&self.chats, chat) else {
                    return Err(AcceptError::Busy);
                };
                if message.chat.is_direct() && !self.paces.allow(run.house.line, &message.chat, now)
                {
                    return Err(AcceptError::Busy);
                }
                let under_way = Arc::clone(&self.under_way);
                // Spawned, so that it ends even if whoever brought the event goes away.
                let work = tokio::spawn(async move {
                    let result = give(&run, inbound).await;
                    under_way.remove(&key);
                    drop((turn, permit));
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
            self.suspect(key, now);
        } else if result.is_ok() && !self.suspects.is_empty() {
            self.suspects.remove(&key);
        }
        result
    }

    fn suspect(&self, key: (LineId, EventKey), now: Timestamp) {
        if self.suspects.len() >= SUSPECTS_MOST {
            self.suspects.clear();
        }
        let mut suspect = self.suspects.entry(key).or_insert(Suspect { breaks: 0, last: now });
        suspect.breaks += 1;
        suspect.last = now;
        if suspect.breaks >= BREAKS_MOST {
            tracing::error!(
                line.id = key.0.0,
                event.key = %format!("{:x}", key.1.0),
                breaks = suspect.breaks,
                "a line broke again with this event under way; it is kept away for a while"
            );
        }
    }

    async fn deliver(&self, run: Arc<LineRun>, inbound: Inbound) -> Result<(), AcceptError> {
        let changes = matches!(
            inbound,
            Inbound::Edited { .. } | Inbound::Revoked { .. } | Inbound::Reaction { .. }
        );
        if changes && is_behind(&run) {
            return Err(AcceptError::Busy);
        }
        let Ok(_permit) = self.permits.try_acquire() else { return Err(AcceptError::Busy) };
        give(&run, inbound).await
    }
}

/// How fast customers write: for each, when their next message would be due if they kept the pace.
#[derive(Default)]
struct Paces(DashMap<(LineId, ChatId), Timestamp>);

impl Paces {
    /// Whether one more message of a chat is within its pace; it counts then.
    fn allow(&self, line: LineId, chat: &ChatId, now: Timestamp) -> bool {
        if self.0.len() >= PACES_MOST {
            self.0.retain(|_, due| *due > now);
        }
        let mut due = self.0.entry((line, chat.clone())).or_insert(now);
        let from = (*due).max(now);
        if from.since(now) > (OF_A_CUSTOMER_AT_ONCE - 1) * OF_A_CUSTOMER_EVERY_MS {
            return false;
        }
        *due = from.plus(OF_A_CUSTOMER_EVERY_MS);
        true
    }
}

/// One of a chat's places among the events under way; given back when dropped.
struct Turn {
    chats: Arc<DashMap<(LineId, ChatId), u32>>,
    chat: (LineId, ChatId),
}

impl Turn {
    fn take(chats: &Arc<DashMap<(LineId, ChatId), u32>>, chat: (LineId, ChatId)) -> Option<Self> {
        {
            let mut under_way = chats.entry(chat.clone()).or_insert(0);
            if *under_way >= OF_A_CHAT_MOST {
                return None;
            }
            *under_way += 1;
        }
        Some(Self { chats: Arc::clone(chats), chat })
    }
}

impl Drop for Turn {
    fn drop(&mut self) {
        if let Entry::Occupied(mut under_way) = self.chats.entry(self.chat.clone()) {
            *under_way.get_mut() -= 1;
            if *under_way.get() == 0 {
                under_way.remove();
            }
        }
    }
}

/// Whether more has to leave than a connected line's gateway takes.
fn is_behind(run: &LineRun) -> bool {
    run.house.outbox.load(Ordering::Relaxed) >= OUTBOX_MOST
        && run.link().connection == Connection::Connected
}

/// Puts the small picture that came with a customer's file into the media folder: inside, only its hash
/// wanders. Those of groups are left out, of which the line may be in any number.
async fn keep_preview(run: &LineRun, inbound: &mut Inbound) {
    let Inbound::Message(message) = inbound else { return };
    let preview = std::mem::take(&mut message.preview);
    if preview.is_empty() || !message.chat.is_direct() {
        return;
    }
    if let Content::Media { file: Some(file), view_once: false, .. } = &mut message.content {
        file.preview = run.house.media.keep_preview(preview.into()).await;
    }
}

async fn give(run: &LineRun, mut inbound: Inbound) -> Result<(), AcceptError> {
    keep_preview(run, &mut inbound).await;
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_chat_has_so_many_places_and_others_have_their_own() {
        let chats = Arc::new(DashMap::new());
        let of = |chat: &str| Turn::take(&chats, (LineId(1), ChatId::from(chat)));
        let taken: Vec<Turn> = std::iter::from_fn(|| of("a")).take(1_000).collect();
        assert_eq!(taken.len(), OF_A_CHAT_MOST as usize);
        assert!(of("b").is_some());
        drop(taken);
        assert!(of("a").is_some());
        assert!(chats.is_empty(), "nothing is kept of who has nothing under way");
    }

    #[test]
    fn a_customer_may_write_a_lot_at_once_and_then_at_a_pace_and_others_at_theirs() {
        let paces = Paces::default();
        let write = |chat: &str, ms| paces.allow(LineId(1), &ChatId::from(chat), Timestamp(ms));
        assert!((0..500).all(|_| write("a", 0)));
        assert!(!write("a", 0) && write("b", 0));
        assert!(!write("a", 49) && write("a", 50) && !write("a", 50));
        assert!((0..500).all(|_| write("a", 1_000_000)), "whoever rested may again");
        for n in 0..100_000 {
            write(&n.to_string(), 2_000_000 + n);
        }
        assert!(paces.0.len() <= PACES_MOST, "{}", paces.0.len());
    }

    #[test]
    fn an_event_that_breaks_its_line_is_kept_away_longer_and_longer_but_comes_again() {
        let at = |breaks, ms| Suspect { breaks, last: Timestamp(0) }.is_away(Timestamp(ms));
        assert!(!at(1, 0), "once may be chance");
        assert!(at(2, 1_999) && !at(2, 2_000));
        assert!(at(3, 3_999) && !at(3, 4_000));
        assert!(at(40, 29_999) && !at(40, 30_000));
    }
}
