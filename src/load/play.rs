//! The run itself: who begins when, what is measured meanwhile, and when it is over.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

use tokio::sync::mpsc;

use super::clock;
use super::event::Event;
use super::people::{People, Tally};
use super::plan::{Extent, Pace, Plan};
use super::process::Process;
use super::report::{Answers, GeneratorUse, Report, Second, ServerUse};
use super::server::{Watch, complaints};

/// When all is over, what may still come twice is waited for so long.
const LINGER: Duration = Duration::from_millis(300);
/// The step of the curves.
const SECOND: Duration = Duration::from_secs(1);
/// Events handled at once.
const AT_ONCE: usize = 1_024;

/// Shows how far a run is.
pub trait Watcher {
    /// A second has passed.
    fn second(&mut self, second: &Second, begun: u64, done: u64);
}

/// Processor time so far.
#[derive(Debug, Clone, Copy, Default)]
struct Used {
    server: Option<Duration>,
    generator: Option<Duration>,
}

/// A run under way.
pub(super) struct Play {
    plan: Plan,
    people: People,
    watch: Option<Arc<Watch>>,
    begin: Instant,
    series: Vec<Second>,
    unknown: BTreeMap<String, u64>,
    /// At the begin, and at the end of the last second.
    used: Used,
    then: (Tally, Used, Instant),
    /// When all had ended.
    end_use: Option<Used>,
}

impl Play {
    pub(super) fn new(plan: Plan, people: People, watch: Option<Arc<Watch>>) -> Self {
        let begin = clock::now();
        let mut play = Self {
            plan,
            people,
            watch,
            begin,
            series: Vec::new(),
            unknown: BTreeMap::new(),
            used: Used::default(),
            then: (Tally::default(), Used::default(), begin),
            end_use: None,
        };
        play.used = play.use_now();
        play.then.1 = play.used;
        play
    }

    /// Cases begun.
    pub(super) fn begun(&self) -> u64 {
        self.people.tally().begun
    }

    /// Until all has ended, or nothing moves any more. Says so if the server went away.
    pub(super) async fn perform(
        &mut self,
        mut events: mpsc::UnboundedReceiver<Event>,
        watcher: &mut dyn Watcher,
    ) -> Option<String> {
        let mut batch = Vec::with_capacity(AT_ONCE);
        let mut next_second = self.begin + SECOND;
        let mut quiet_since: Option<Instant> = None;
        loop {
            let now = clock::now();
            let next_case = self.begin_cases(now);
            self.people.act();
            if now >= next_second {
                next_second += SECOND;
                self.second(now, watcher);
            }
            let mut wake = next_second;
            if next_case.is_none() && self.people.is_quiet() {
                let since = *quiet_since.get_or_insert(now);
                if self.end_use.is_none() {
                    self.end_use = Some(self.use_now());
                }
                if now >= since + LINGER {
                    return None;
                }
                wake = wake.min(since + LINGER);
            } else {
                quiet_since = None;
                self.end_use = None;
                if now.saturating_duration_since(self.people.last_progress()) > self.plan.patience {
                    return None;
                }
            }
            let wakes = [next_case, self.people.next_intention()];
            let wake = wakes.into_iter().flatten().fold(wake, Instant::min);
            tokio::select! {
                biased;
                _ = events.recv_many(&mut batch, AT_ONCE) => {}
                () = tokio::time::sleep_until(wake.into()) => {}
            }
            for event in batch.drain(..) {
                match event {
                    Event::Sent(sent) => self.people.received(sent),
                    Event::Answered(answered) => self.people.answered(answered),
                    Event::DueAgain(parcel) => self.people.due_again(parcel),
                    Event::Unknown(what) => *self.unknown.entry(what).or_default() += 1,
                    Event::Gone(why) => return Some(why),
                }
            }
        }
    }

    /// Lets begin who may; when the next may, if the clock says so. `None`: nobody begins any more.
    fn begin_cases(&mut self, now: Instant) -> Option<Instant> {
        while self.may_begin(now) {
            match self.plan.pace {
                Pace::Closed { in_flight } => {
                    if self.people.under_way() >= in_flight {
                        return Some(now + SECOND);
                    }
                    self.people.begin(now);
                }
                Pace::Open { per_second } => {
                    #[allow(clippy::cast_precision_loss, reason = "far below 2^52 cases")]
                    let due = Duration::from_secs_f64(self.begun() as f64 / per_second);
                    let due = self.begin + due;
                    if due > now {
                        return Some(due);
                    }
                    self.people.begin(due);
                }
            }
        }
        if let Some(watch) = &self.watch {
            watch.spare();
        }
        None
    }

    fn may_begin(&self, now: Instant) -> bool {
        match self.plan.extent {
            Extent::Cases { cases } => self.begun() < cases,
            Extent::Time { time } => now < self.begin + time,
        }
    }

    fn second(&mut self, now: Instant, watcher: &mut dyn Watcher) {
        self.people.forget_old();
        let (tally, used) = (self.people.tally(), self.use_now());
        let (tally_then, used_then, then) = std::mem::replace(&mut self.then, (tally, used, now));
        let second = Second {
            at: now.saturating_duration_since(self.begin).as_secs_f64(),
            cases: tally.done - tally_then.done,
            under_way: self.people.under_way(),
            ack_p99_ms: self.people.second(),
            busy_503: tally.busy - tally_then.busy,
            rss_mib: self.watch.as_ref().and_then(|watch| watch.rss_kib()).map(mib),
            cpu_percent: percent(
                used_then.server,
                used.server,
                now.saturating_duration_since(then),
            ),
        };
        watcher.second(&second, tally.begun, tally.done);
        self.series.push(second);
    }

    fn use_now(&self) -> Used {
        Used {
            server: self.watch.as_ref().and_then(|watch| watch.cpu()),
            generator: Process::this().cpu(),
        }
    }

    /// Closes the books. The server's log is in `data`.
    pub(super) fn report(self, data: &Path) -> Report {
        let end_use = self.end_use.unwrap_or_else(|| self.use_now());
        let end = self.people.last_done().unwrap_or_else(clock::now);
        let time = end.saturating_duration_since(self.begin);
        let watch = self.watch.clone();
        let books = self.people.end();
        let tally = books.tally;
        let seconds = time.as_secs_f64();
        let rate = |count: u64| if seconds > 0.0 { float(count) / seconds } else { 0.0 };
        let exchanges = tally.webhooks + tally.sends + tally.busy + tally.failed;
        let spent = |from: Option<Duration>, to: Option<Duration>, over: u64| {
            let spent = to?.saturating_sub(from?).as_secs_f64();
            (over > 0).then(|| spent / float(over))
        };
        let (errors, errors_logged) = match &watch {
            Some(watch) if watch.starts() > 0 => complaints(data),
            Some(_) | None => (Vec::new(), 0),
        };
        Report {
            scenario: None,
            cases: tally.done,
            seconds,
            cases_per_s: rate(tally.done),
            messages_per_s: rate(tally.webhooks + tally.sends),
            webhooks_per_s: rate(tally.webhooks),
            sends_per_s: rate(tally.sends),
            latency_ms: books.latencies,
            server: ServerUse {
                cpu_percent: percent(self.used.server, end_use.server, time),
                cpu_s_per_case: spent(self.used.server, end_use.server, tally.done),
                rss_mib_peak: watch.as_ref().and_then(|watch| watch.peak_kib()).map(mib),
                starts: watch.as_ref().map_or(0, |watch| watch.starts()),
                errors_logged,
                errors,
            },
            generator: GeneratorUse {
                cpu_percent: percent(self.used.generator, end_use.generator, time),
                cpu_us_per_exchange: spent(self.used.generator, end_use.generator, exchanges)
                    .map(|seconds| seconds * 1e6),
            },
            floors: BTreeMap::new(),
            floors_measured: Vec::new(),
            floors_unmeasured: Vec::new(),
            audit: books.findings,
            answers: Answers {
                acknowledged: tally.webhooks,
                busy_503: tally.busy,
                failed: tally.failed,
                sent: tally.sends,
                turned_down: tally.turned_down,
                unknown: self.unknown,
                puzzling: books.puzzling,
            },
            plan: self.plan,
            series: self.series,
        }
    }
}

fn percent(from: Option<Duration>, to: Option<Duration>, time: Duration) -> Option<f64> {
    let used = to?.saturating_sub(from?).as_secs_f64();
    (time > Duration::ZERO).then(|| used / time.as_secs_f64() * 100.0)
}

fn mib(kib: u64) -> f64 {
    float(kib) / 1_024.0
}

#[allow(clippy::cast_precision_loss, reason = "counts stay far below 2^52")]
fn float(count: u64) -> f64 {
    count as f64
}
