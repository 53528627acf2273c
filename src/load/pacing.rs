//! When cases begin: phase after phase, each at its pace.

use std::time::{Duration, Instant};

use super::plan::{Extent, Pace, Phase};

/// What is to be done about beginning.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Next {
    /// A case begins now, which was to begin at this moment.
    Begin(Instant),
    /// Not before this moment, unless a case ends.
    Wait(Instant),
    /// The phase is over.
    Over,
}

/// A phase under way.
#[derive(Debug, Clone)]
pub struct Pacing {
    phase: Phase,
    since: Instant,
    begun: u64,
    /// Cases per second, in an open phase.
    rate: f64,
}

/// Whoever waits for cases to end looks again after this at the latest.
const LOOK_AGAIN: Duration = Duration::from_secs(1);

impl Pacing {
    /// A phase that begins; `most` is the rate of the closed phase before it.
    #[must_use]
    pub fn new(phase: Phase, since: Instant, most: f64) -> Self {
        let rate = match phase.pace {
            Pace::Open { per_second } => per_second,
            Pace::Share { times } => most * times,
            Pace::Closed { .. } | Pace::Burst { .. } => 0.0,
        };
        Self { phase, since, begun: 0, rate }
    }

    /// The phase.
    #[must_use]
    pub fn phase(&self) -> &Phase {
        &self.phase
    }

    /// When it began.
    #[must_use]
    pub fn since(&self) -> Instant {
        self.since
    }

    /// Cases per second, in an open phase; 0 in others.
    #[must_use]
    pub fn rate(&self) -> f64 {
        self.rate
    }

    /// Cases begun in it.
    #[must_use]
    pub fn begun(&self) -> u64 {
        self.begun
    }

    /// When it ended, if it is over now.
    #[must_use]
    pub fn ended(&self, now: Instant) -> Instant {
        match self.phase.extent {
            Extent::Time(time) => now.min(self.since + time),
            Extent::Cases(_) | Extent::Messages(_) => now,
        }
    }

    /// How far it is, from 0 to 1, when so many messages were written in it.
    #[must_use]
    pub fn progress(&self, now: Instant, written: u64) -> f64 {
        #[allow(clippy::cast_precision_loss, reason = "far below 2^52")]
        let share = |done: u64, of: u64| done as f64 / of.max(1) as f64;
        match self.phase.extent {
            Extent::Cases(cases) => share(self.begun, cases),
            Extent::Messages(messages) => share(written, messages),
            Extent::Time(time) => {
                now.saturating_duration_since(self.since).as_secs_f64() / time.as_secs_f64()
            }
        }
    }

    /// What is to be done now, when so many cases are under way and so many messages were written in this
    /// phase; what it says to begin counts as begun.
    pub fn next(&mut self, now: Instant, under_way: u64, written: u64) -> Next {
        let end = match self.phase.extent {
            Extent::Cases(cases) if self.begun >= cases => return Next::Over,
            Extent::Messages(messages) if written >= messages => return Next::Over,
            Extent::Cases(_) | Extent::Messages(_) => None,
            Extent::Time(time) => Some(self.since + time),
        };
        let due = match self.phase.pace {
            Pace::Closed { in_flight } if under_way < in_flight => Some(now),
            Pace::Closed { .. } => None,
            Pace::Open { .. } | Pace::Share { .. } => self.by_the_clock(),
            Pace::Burst { customers, every } => {
                let bursts = u32::try_from(self.begun / customers.max(1)).unwrap_or(u32::MAX);
                Some(self.since + every.saturating_mul(bursts))
            }
        };
        // What was due before the end begins, however late somebody looks: a machine that is busy offers no less.
        let in_time = |due: Instant| end.is_none_or(|end| due < end);
        match due {
            Some(due) if due <= now && in_time(due) => {
                self.begun += 1;
                Next::Begin(due)
            }
            _ if end.is_some_and(|end| now >= end) => Next::Over,
            due => {
                let wait = due.unwrap_or(now + LOOK_AGAIN);
                Next::Wait(end.map_or(wait, |end| wait.min(end)))
            }
        }
    }

    /// When the next case begins in an open phase. At a rate of nothing, none does.
    fn by_the_clock(&self) -> Option<Instant> {
        #[allow(clippy::cast_precision_loss, reason = "far below 2^52 cases")]
        let seconds = self.begun as f64 / self.rate;
        Duration::try_from_secs_f64(seconds).ok().map(|after| self.since + after)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::load::clock;

    fn pacing(pace: Pace, extent: Extent) -> (Pacing, Instant) {
        let since = clock::now();
        (
            Pacing::new(
                Phase { name: "p", pace, extent, faulty: false, disturbance: None },
                since,
                50.0,
            ),
            since,
        )
    }

    fn ms(ms: u64) -> Duration {
        Duration::from_millis(ms)
    }

    #[test]
    fn what_was_due_before_the_end_begins_also_if_somebody_looks_late() {
        let open = Pace::Open { per_second: 30.0 };
        let (mut late, since) = pacing(open, Extent::Time(Duration::from_millis(400)));
        let afterwards = since + Duration::from_secs(5);
        while matches!(late.next(afterwards, 0, 0), Next::Begin(due) if due < afterwards) {}
        assert_eq!((late.begun(), late.next(afterwards, 0, 0)), (12, Next::Over));
    }

    #[test]
    fn an_open_phase_begins_by_the_clock_and_counts_from_when_a_case_was_due() {
        let (mut pacing, since) = pacing(Pace::Share { times: 2.0 }, Extent::Time(ms(1_000)));
        assert_eq!(pacing.next(since, 0, 0), Next::Begin(since));
        assert_eq!(pacing.next(since, 900, 0), Next::Wait(since + ms(10)));
        assert_eq!(pacing.next(since + ms(25), 900, 0), Next::Begin(since + ms(10)));
        assert_eq!(pacing.next(since + ms(25), 900, 0), Next::Begin(since + ms(20)));
        assert_eq!(pacing.next(since + ms(25), 900, 0), Next::Wait(since + ms(30)));
        // Nothing is left out because nobody looked in time.
        assert_eq!(pacing.next(since + ms(1_000), 0, 0), Next::Begin(since + ms(30)));
    }

    #[test]
    fn a_closed_phase_begins_when_there_is_room() {
        let (mut pacing, since) = pacing(Pace::Closed { in_flight: 2 }, Extent::Cases(2));
        assert_eq!(pacing.next(since, 1, 0), Next::Begin(since));
        assert_eq!(pacing.next(since, 2, 0), Next::Wait(since + LOOK_AGAIN));
        assert_eq!(pacing.next(since, 1, 0), Next::Begin(since));
        assert_eq!(pacing.next(since, 1, 0), Next::Over);
    }

    #[test]
    fn a_phase_of_messages_ends_when_they_are_written_and_says_how_far_it_is() {
        let closed = Pace::Closed { in_flight: 9 };
        let (mut pacing, since) = pacing(closed, Extent::Messages(20));
        assert_eq!(pacing.next(since, 0, 0), Next::Begin(since));
        assert_eq!(pacing.next(since, 1, 19), Next::Begin(since));
        assert_eq!(pacing.next(since, 2, 20), Next::Over);
        assert_eq!(pacing.progress(since, 5), 0.25);
        let (pacing, since) = super::tests::pacing(closed, Extent::Time(ms(1_000)));
        assert_eq!(pacing.progress(since + ms(500), 0), 0.5);
    }

    #[test]
    fn a_burst_is_many_at_once_and_then_nothing() {
        let burst = Pace::Burst { customers: 2, every: ms(500) };
        let (mut pacing, since) = pacing(burst, Extent::Cases(3));
        assert_eq!(pacing.next(since, 0, 0), Next::Begin(since));
        assert_eq!(pacing.next(since, 1, 0), Next::Begin(since));
        assert_eq!(pacing.next(since, 2, 0), Next::Wait(since + ms(500)));
        assert_eq!(pacing.next(since + ms(501), 2, 0), Next::Begin(since + ms(500)));
        assert_eq!(pacing.next(since + ms(501), 3, 0), Next::Over);
    }
}
