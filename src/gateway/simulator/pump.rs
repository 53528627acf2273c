//! What the simulator brings to Relevo, one at a time per chat and again until it is acknowledged.

use std::collections::BTreeSet;
use std::time::Duration;

use super::deliveries::DeliveryId;
use super::numbering::mix;
use super::op::Op;
use super::simulator::{Refused, Simulator, State};
use super::typing::Typing;
use crate::domain::ids::Timestamp;
use crate::domain::inbound::Inbound;

/// The first wait before something that was given back comes again (milliseconds); it doubles.
const AGAIN_FIRST_MS: i64 = 250;
/// The longest such wait (milliseconds).
const AGAIN_MOST_MS: i64 = 10_000;
/// The clock is looked at again after this long at the most: it need not be the machine's.
const LOOK_AGAIN_MS: i64 = 500;

impl Simulator {
    /// The next thing for Relevo; waits until there is one. It is under way until [`Self::ack`] or
    /// [`Self::nack`]. Given out only once it is on file: what Relevo knows, the simulator will know too.
    pub async fn next_delivery(&self) -> (DeliveryId, Inbound) {
        let mut changes = self.changes();
        loop {
            changes.borrow_and_update();
            // One time for both questions: what is too early for the first is waited for by the second.
            let now = self.now();
            if let Some((id, inbound)) = self.take_at(now) {
                let mut underway = UnderWay { simulator: self, id, given: false };
                self.settled().await;
                underway.given = true;
                return (id, inbound);
            }
            match self.until_again(now) {
                None => drop(changes.changed().await),
                Some(ms) => {
                    let wait = Duration::from_millis(ms.clamp(1, LOOK_AGAIN_MS).unsigned_abs());
                    tokio::time::timeout(wait, changes.changed()).await.ok();
                }
            }
        }
    }

    /// The next thing for Relevo, if there is one now.
    #[must_use = "it is under way until it is answered for"]
    pub fn take_delivery(&self) -> Option<(DeliveryId, Inbound)> {
        self.take_at(self.now())
    }

    /// Relevo has it for good.
    pub fn ack(&self, id: DeliveryId) {
        if Typing::is_passing(id) {
            return;
        }
        // In this order: once it is not under way any more, it must not wait either.
        self.change(Op::Delivered { id }, |network| network.delivered(id));
        let mut state = self.lock();
        state.busy.remove(&id);
        state.refused.remove(&id);
        drop(state);
        self.signal();
    }

    /// Relevo could not take it: it comes again a little later, and nothing of its chat before it.
    pub fn nack(&self, id: DeliveryId) {
        let now = self.now();
        self.lock().give_back(id, now);
        self.signal();
    }

    /// Relevo has forgotten all that is under way: it comes again, at once.
    pub fn nack_all(&self) {
        {
            let mut state = self.lock();
            state.busy.clear();
            state.refused.clear();
        }
        self.signal();
    }

    fn take_at(&self, now: Timestamp) -> Option<(DeliveryId, Inbound)> {
        let state = &mut *self.lock();
        if !state.network.faults().is_down()
            && let Some(news) = state.typing.take()
        {
            return Some(news);
        }
        let roll = mix(state.throws);
        let waits =
            state.refused.iter().filter(|(_, refused)| refused.until > now).map(|(id, _)| *id);
        let not_now: BTreeSet<DeliveryId> = state.busy.iter().copied().chain(waits).collect();
        let pending = state.network.next_delivery(&not_now, roll)?;
        let taken = (pending.id, pending.inbound.clone());
        state.throws += 1;
        state.busy.insert(taken.0);
        Some(taken)
    }

    /// Milliseconds until something that was given back may come again.
    fn until_again(&self, now: Timestamp) -> Option<i64> {
        let state = self.lock();
        let waiting = state.refused.iter().filter(|(id, _)| !state.busy.contains(id));
        waiting.map(|(_, refused)| refused.until.since(now)).filter(|ms| *ms > 0).min()
    }
}

impl State {
    fn give_back(&mut self, id: DeliveryId, now: Timestamp) {
        if !self.busy.remove(&id) {
            return;
        }
        let times = self.refused.get(&id).map_or(0, |refused| refused.times);
        let wait = (AGAIN_FIRST_MS << times.min(8)).min(AGAIN_MOST_MS);
        self.refused.insert(id, Refused { times: times.saturating_add(1), until: now.plus(wait) });
    }
}

/// Gives a delivery back if whoever asked for it went away before getting it.
struct UnderWay<'a> {
    simulator: &'a Simulator,
    id: DeliveryId,
    given: bool,
}

impl Drop for UnderWay<'_> {
    fn drop(&mut self) {
        if !self.given {
            self.simulator.lock().busy.remove(&self.id);
            self.simulator.signal();
        }
    }
}
