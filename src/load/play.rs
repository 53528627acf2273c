//! The run itself: who begins when, what is measured meanwhile, and when it is over.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

use tokio::sync::mpsc;

use super::clock;
use super::disturbance::readers::Readers;
use super::disturbance::{Burden, Disturbance};
use super::event::Event;
use super::fairness::Fairness;
use super::gateway::Gateway;
use super::latency::Latencies;
use super::pacing::{Next, Pacing};
use super::people::{People, Tally};
use super::plan::{Pace, Phase, Plan};
use super::process::Process;
use super::report::{
    Answers, GeneratorUse, PhaseReport, Report, Second, ServerUse, growth_per_hour,
};
use super::server::{Watch, complaints};

/// When all is over, what may still come twice is waited for so long.
const LINGER: Duration = Duration::from_millis(300);
/// The step of the curves.
const SECOND: Duration = Duration::from_secs(1);
/// Events handled at once.
const AT_ONCE: usize = 1_024;

/// Shows how far a run is.
pub trait Watcher {
    /// So many tickets of the line's past are written, of so many.
    fn past(&mut self, written: u64, of: u64);
    /// A phase begins.
    fn phase(&mut self, phase: &Phase);
    /// A second has passed.
    fn second(&mut self, second: &Second, far: &Far);
}

/// How far a phase is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Far {
    /// Cases begun.
    pub begun: u64,
    /// Cases over.
    pub done: u64,
    /// Messages of the cases begun.
    pub messages: u64,
}

/// Processor time so far.
#[derive(Debug, Clone, Copy, Default)]
struct Used {
    server: Option<Duration>,
    generator: Option<Duration>,
}

/// What had happened at some moment.
#[derive(Debug, Clone, Copy)]
struct Mark {
    at: Instant,
    tally: Tally,
    used: Used,
}

/// A run under way.
pub(super) struct Play {
    plan: Plan,
    people: People,
    watch: Option<Arc<Watch>>,
    gateway: Arc<Gateway>,
    begin: Mark,
    /// At the end of the last second.
    second: Mark,
    /// At the begin of the phase.
    phase: Mark,
    series: Vec<Second>,
    phases: Vec<PhaseReport>,
    /// Ended phases with cases still under way: which one, its end, and the first case after it.
    backlogs: Vec<(usize, Instant, u64)>,
    /// The rate of the last closed phase.
    most: f64,
    /// Times that the server was killed as planned.
    killed: u32,
    unknown: BTreeMap<String, u64>,
    gone: Vec<String>,
    /// When all had ended.
    end_use: Option<Used>,
    /// Who reads the panel slowly, in a run that has such a phase.
    readers: Option<Readers>,
}

impl Play {
    pub(super) fn new(
        plan: Plan,
        people: People,
        watch: Option<Arc<Watch>>,
        gateway: Arc<Gateway>,
        readers: Option<Readers>,
    ) -> Self {
        let begin =
            Mark { at: clock::now(), tally: Tally::default(), used: use_now(watch.as_deref()) };
        Self {
            plan,
            people,
            watch,
            gateway,
            begin,
            second: begin,
            phase: begin,
            series: Vec::new(),
            phases: Vec::new(),
            backlogs: Vec::new(),
            most: 0.0,
            killed: 0,
            unknown: BTreeMap::new(),
            gone: Vec::new(),
            end_use: None,
            readers,
        }
    }

    /// Cases begun.
    pub(super) fn begun(&self) -> u64 {
        self.people.tally().begun
    }

    /// Until all has ended, or nothing moves any more.
    pub(super) async fn perform(
        &mut self,
        mut events: mpsc::UnboundedReceiver<Event>,
        watcher: &mut dyn Watcher,
    ) {
        let phases = self.plan.phases.clone();
        let waits = self.plan.has_disturbances();
        let mut coming = phases.into_iter();
        let mut pacing = coming.next().map(|phase| self.begin_phase(phase, watcher));
        let mut batch = Vec::with_capacity(AT_ONCE);
        let mut next_second = self.begin.at + SECOND;
        let mut quiet_since: Option<Instant> = None;
        let mut interrupt = std::pin::pin!(tokio::signal::ctrl_c());
        loop {
            let now = clock::now();
            let mut next_case = None;
            while let Some(phase) = &mut pacing {
                let written = self.people.tally().messages - self.phase.tally.messages;
                self.kill_in_time(phase.progress(now, written));
                match phase.next(now, self.people.under_way(), written) {
                    Next::Begin(due) => self.people.begin(due),
                    Next::Wait(until) => {
                        next_case = Some(until);
                        break;
                    }
                    Next::Over => {
                        self.end_phase(phase, now);
                        pacing = None;
                        if !waits {
                            pacing = coming.next().map(|phase| self.begin_phase(phase, watcher));
                        }
                    }
                }
            }
            // What one phase left undone would be the next one's burden.
            if waits && pacing.is_none() && self.people.is_quiet() {
                self.close_phase();
                pacing = coming.next().map(|phase| self.begin_phase(phase, watcher));
                if pacing.is_some() {
                    continue;
                }
            }
            let next_trouble = self.people.disturb();
            self.people.act();
            if now >= next_second {
                next_second += SECOND;
                self.note_second(now, watcher);
            }
            let mut wake = next_second;
            if let (true, Some(watch)) = (pacing.is_none(), &self.watch) {
                watch.spare();
            }
            if pacing.is_none() && self.people.is_quiet() {
                let since = *quiet_since.get_or_insert(now);
                self.end_use.get_or_insert_with(|| use_now(self.watch.as_deref()));
                if now >= since + LINGER {
                    break;
                }
                wake = wake.min(since + LINGER);
            } else {
                quiet_since = None;
                self.end_use = None;
                if self.people.is_stuck(self.plan.patience) {
                    break;
                }
            }
            let wakes = [next_case, next_trouble, self.people.next_intention()];
            let wake = wakes.into_iter().flatten().fold(wake, Instant::min);
            tokio::select! {
                biased;
                _ = &mut interrupt => {
                    // At first what is under way comes to its end, and counts.
                    let Some(phase) = pacing.take() else { break };
                    self.end_phase(&phase, clock::now());
                    coming = Vec::new().into_iter();
                    interrupt.set(tokio::signal::ctrl_c());
                }
                _ = events.recv_many(&mut batch, AT_ONCE) => {}
                () = tokio::time::sleep_until(wake.into()) => {}
            }
            batch.drain(..).for_each(|event| self.hear(event));
        }
        if waits {
            self.close_phase();
        }
        self.look_at_backlogs(clock::now());
    }

    /// Has the server killed when so much of the run is over.
    fn kill_in_time(&mut self, progress: f64) {
        let Some(watch) = &self.watch else { return };
        let share = f64::from(self.killed + 1) / f64::from(self.plan.faults.kills + 1);
        if self.killed < self.plan.faults.kills && progress >= share {
            self.killed += 1;
            watch.kill();
        }
    }

    fn hear(&mut self, event: Event) {
        match event {
            Event::Sent(sent) => self.people.received(sent),
            Event::Changed(changed) => self.people.changed(&changed),
            Event::Fault => self.people.call_failed(),
            Event::Answered(answered) => self.people.answered(answered),
            Event::DueAgain(parcel) => self.people.due_again(parcel),
            Event::Unknown(what) => *self.unknown.entry(what).or_default() += 1,
            Event::Gone(why) => self.gone.push(format!("the server ended by itself: {why}")),
        }
    }

    fn begin_phase(&mut self, phase: Phase, watcher: &mut dyn Watcher) -> Pacing {
        self.people.misbehave(phase.faulty);
        self.gateway.misbehave(phase.faulty);
        watcher.phase(&phase);
        self.phase = self.mark(clock::now());
        let pacing = Pacing::new(phase, self.phase.at, self.most);
        if let Some(disturbance) = phase.disturbance {
            self.people.begin_disturbance(disturbance, pacing.rate());
        }
        if let (Some(Disturbance::SlowReader), Some(readers)) =
            (phase.disturbance, &mut self.readers)
        {
            readers.begin();
        }
        pacing
    }

    fn end_phase(&mut self, pacing: &Pacing, now: Instant) {
        let (then, mark) = (self.phase, self.mark(now));
        let phase = pacing.phase();
        let time = now.saturating_duration_since(pacing.since());
        let seconds = time.as_secs_f64();
        let cases = mark.tally.done - then.tally.done;
        let ended = pacing.ended(now);
        let burden = phase.disturbance.map(|disturbance| self.end_disturbance(disturbance, ended));
        let per_second = |count| if seconds > 0.0 { float(count) / seconds } else { 0.0 };
        if let Pace::Closed { .. } = phase.pace {
            self.most = self.best_rate(then.at).unwrap_or_else(|| per_second(cases));
        }
        self.backlogs.push((self.phases.len(), now, mark.tally.begun));
        self.phases.push(PhaseReport {
            name: phase.name,
            seconds,
            begun: pacing.begun(),
            offered_per_s: per_second(pacing.begun()),
            cases,
            cases_per_s: per_second(cases),
            busy_503: mark.tally.busy - then.tally.busy,
            backlog_s: None,
            rss_mib: self.rss_mib(),
            cpu_percent: percent(then.used.server, mark.used.server, time),
            generator_cpu_percent: percent(then.used.generator, mark.used.generator, time),
            burden,
            // Where each phase is waited for, what is slow in it still counts.
            latency_ms: match self.plan.has_disturbances() {
                true => Latencies::default(),
                false => self.people.stopwatch().phase(),
            },
        });
    }

    fn end_disturbance(&mut self, disturbance: Disturbance, at: Instant) -> Burden {
        self.people.end_disturbance(at);
        let mut burden = self.people.burden();
        if let (Disturbance::SlowReader, Some(readers)) = (disturbance, &mut self.readers) {
            (burden.pages, burden.pages_refused) = readers.end();
        }
        burden
    }

    /// All that was begun in a phase is over.
    fn close_phase(&mut self) {
        if let Some(phase) = self.phases.last_mut()
            && phase.latency_ms == Latencies::default()
        {
            phase.latency_ms = self.people.stopwatch().phase();
        }
        // What was under way when it ended is done now.
        let of_people = self.people.burden();
        if let Some(burden) = self.phases.last_mut().and_then(|phase| phase.burden.as_mut()) {
            *burden =
                Burden { pages: burden.pages, pages_refused: burden.pages_refused, ..of_people };
        }
    }

    /// Cases per second since then, without the first second: it warms up.
    fn best_rate(&self, since: Instant) -> Option<f64> {
        let from = since.saturating_duration_since(self.begin.at).as_secs_f64() + 1.9;
        let seconds = self.series.iter().filter(|second| second.at >= from);
        let (count, cases) =
            seconds.fold((0, 0), |(count, cases), second| (count + 1, cases + second.cases));
        (count > 0).then(|| float(cases) / float(count))
    }

    fn look_at_backlogs(&mut self, now: Instant) {
        let oldest = self.people.oldest().0;
        let phases = &mut self.phases;
        self.backlogs.retain(|(phase, end, first_after)| {
            let is_over = oldest >= *first_after;
            if let (true, Some(phase)) = (is_over, phases.get_mut(*phase)) {
                phase.backlog_s = Some(now.saturating_duration_since(*end).as_secs_f64());
            }
            !is_over
        });
    }

    fn note_second(&mut self, now: Instant, watcher: &mut dyn Watcher) {
        self.people.forget_old();
        self.look_at_backlogs(now);
        let mark = self.mark(now);
        let then = std::mem::replace(&mut self.second, mark);
        let took = now.saturating_duration_since(then.at);
        let [ack_p50_ms, ack_p99_ms] = self.people.stopwatch().second();
        let second = Second {
            at: now.saturating_duration_since(self.begin.at).as_secs_f64(),
            cases: mark.tally.done - then.tally.done,
            under_way: self.people.under_way(),
            ack_p50_ms,
            ack_p99_ms,
            busy_503: mark.tally.busy - then.tally.busy,
            rss_mib: self.rss_mib(),
            cpu_percent: percent(then.used.server, mark.used.server, took),
        };
        let phase = self.phase.tally;
        let far = Far {
            begun: mark.tally.begun - phase.begun,
            done: mark.tally.done - phase.done,
            messages: mark.tally.messages - phase.messages,
        };
        watcher.second(&second, &far);
        self.series.push(second);
    }

    fn mark(&self, at: Instant) -> Mark {
        Mark { at, tally: self.people.tally(), used: use_now(self.watch.as_deref()) }
    }

    fn rss_mib(&self) -> Option<f64> {
        self.watch.as_ref().and_then(|watch| watch.rss_kib()).map(mib)
    }

    /// Closes the books. The server's log is in `data`.
    pub(super) fn report(self, data: &Path) -> Report {
        let end_use = self.end_use.unwrap_or_else(|| use_now(self.watch.as_deref()));
        let end = self.people.last_done().unwrap_or_else(clock::now);
        let time = end.saturating_duration_since(self.begin.at);
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
        let (mut errors, mut errors_logged) = match &watch {
            Some(watch) if watch.starts() > 0 => complaints(data),
            Some(_) | None => (Vec::new(), 0),
        };
        errors_logged += self.gone.len();
        errors.extend(self.gone);
        Report {
            scenario: "",
            cases: tally.done,
            seconds,
            cases_per_s: rate(tally.done),
            messages_per_s: rate(tally.webhooks + tally.sends),
            webhooks_per_s: rate(tally.webhooks),
            sends_per_s: rate(tally.sends),
            latency_ms: books.latencies,
            server: ServerUse {
                cpu_percent: percent(self.begin.used.server, end_use.server, time),
                cpu_s_per_case: spent(self.begin.used.server, end_use.server, tally.done),
                rss_mib_peak: watch.as_ref().and_then(|watch| watch.peak_kib()).map(mib),
                rss_mib_growth_per_hour: growth_per_hour(&self.series),
                starts: watch.as_ref().map_or(0, |watch| watch.starts()),
                errors_logged,
                errors,
            },
            generator: GeneratorUse {
                cpu_percent: percent(self.begin.used.generator, end_use.generator, time),
                cpu_us_per_exchange: spent(self.begin.used.generator, end_use.generator, exchanges)
                    .map(|seconds| seconds * 1e6),
            },
            floors: BTreeMap::new(),
            floors_measured: Vec::new(),
            floors_unmeasured: Vec::new(),
            audit: books.findings,
            carried: books.carried,
            answers: Answers {
                acknowledged: tally.webhooks,
                busy_503: tally.busy,
                failed: tally.failed,
                sent: tally.sends,
                turned_down: tally.turned_down,
                failed_calls: tally.failed_calls,
                unknown: self.unknown,
                puzzling: books.puzzling,
            },
            plan: self.plan,
            fairness: Fairness::of(&self.phases),
            phases: self.phases,
            series: self.series,
        }
    }
}

fn use_now(watch: Option<&Watch>) -> Used {
    Used { server: watch.and_then(Watch::cpu), generator: Process::this().cpu() }
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
