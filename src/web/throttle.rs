//! How often somebody may try a password: per account and address, with bounded memory.

use std::collections::BTreeMap;

use crate::domain::ids::Timestamp;

/// Counts failures per key within a window. Asking takes one try; a success gives it back.
#[derive(Debug)]
pub struct Throttle {
    most: u32,
    window_ms: i64,
    entries_most: usize,
    entries: BTreeMap<Box<str>, Entry>,
}

#[derive(Debug, Clone, Copy)]
struct Entry {
    tries: u32,
    since: Timestamp,
}

/// Whether a try may be made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// Yes, and if it fails so many are left.
    Go {
        /// Tries left after this one.
        left: u32,
    },
    /// No, not before this long (milliseconds).
    Wait {
        /// How long.
        ms: i64,
    },
}

impl Throttle {
    /// At most `most` tries within `window_ms` for each key, remembering at most `entries_most` keys.
    #[must_use]
    pub fn new(most: u32, window_ms: i64, entries_most: usize) -> Self {
        Self { most, window_ms, entries_most, entries: BTreeMap::new() }
    }

    /// Takes a try before the password is looked at, so that many at once do not get through.
    pub fn take(&mut self, key: &str, now: Timestamp) -> Verdict {
        let fresh = Entry { tries: 0, since: now };
        let mut entry = self
            .entries
            .get(key)
            .copied()
            .filter(|entry| now.since(entry.since) < self.window_ms)
            .unwrap_or(fresh);
        if entry.tries >= self.most {
            return Verdict::Wait { ms: self.window_ms - now.since(entry.since) };
        }
        entry.tries += 1;
        // The window begins anew with each failure: patience, not rhythm, is what helps.
        entry.since = now;
        self.make_room(key, now);
        self.entries.insert(key.into(), entry);
        Verdict::Go { left: self.most - entry.tries }
    }

    /// The try was a success: what came before is forgotten.
    pub fn forgive(&mut self, key: &str) {
        self.entries.remove(key);
    }

    fn make_room(&mut self, key: &str, now: Timestamp) {
        if self.entries.len() < self.entries_most || self.entries.contains_key(key) {
            return;
        }
        let window_ms = self.window_ms;
        self.entries.retain(|_, entry| now.since(entry.since) < window_ms);
        while self.entries.len() >= self.entries_most {
            let oldest = self.entries.iter().min_by_key(|(_, entry)| (entry.tries, entry.since));
            let Some(key) = oldest.map(|(key, _)| key.clone()) else { return };
            self.entries.remove(&key);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const MINUTE: i64 = 60_000;

    #[test]
    fn after_the_last_try_one_has_to_wait_and_then_may_try_again() {
        let mut throttle = Throttle::new(3, 15 * MINUTE, 10);
        let left: Vec<Verdict> = (0..4).map(|_| throttle.take("ana", Timestamp(0))).collect();
        let go = |left| Verdict::Go { left };
        assert_eq!(left, [go(2), go(1), go(0), Verdict::Wait { ms: 15 * MINUTE }]);
        assert_eq!(throttle.take("ana", Timestamp(5 * MINUTE)), Verdict::Wait { ms: 10 * MINUTE });
        assert_eq!(throttle.take("ana", Timestamp(15 * MINUTE)), go(2));
    }

    #[test]
    fn a_success_forgets_the_failures_and_others_are_not_concerned() {
        let mut throttle = Throttle::new(2, MINUTE, 10);
        throttle.take("ana", Timestamp(0));
        assert_eq!(throttle.take("rui", Timestamp(0)), Verdict::Go { left: 1 });
        throttle.forgive("ana");
        assert_eq!(throttle.take("ana", Timestamp(1)), Verdict::Go { left: 1 });
    }

    #[test]
    fn memory_is_bounded_and_the_ones_who_tried_most_are_kept() {
        let mut throttle = Throttle::new(3, MINUTE, 5);
        for _ in 0..3 {
            throttle.take("attacked", Timestamp(0));
        }
        for n in 0..100 {
            throttle.take(&format!("made up {n}"), Timestamp(n));
        }
        assert_eq!(throttle.entries.len(), 5);
        assert!(matches!(throttle.take("attacked", Timestamp(200)), Verdict::Wait { .. }));
    }
}
