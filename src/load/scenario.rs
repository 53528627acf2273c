//! Runs by name: what each is made of, where nothing else is said.

use std::time::Duration;

use clap::ValueEnum;

use super::cast::Cast;
use super::disturbance::Disturbance;
use super::fairness::{ALONE, ALONE_AGAIN};
use super::mixed::Mix;
use super::plan::{Extent, Faults, Limits, Pace, Past, Phase, Talk};

/// Cases of a run, where nothing else is said.
const CASES: u64 = 2_000;
/// How long the greatest rate is looked for.
const SEARCH: Extent = Extent::Time(Duration::from_secs(6));
/// How long a run takes that is to crash.
const CRASHING: Duration = Duration::from_secs(30);
/// From one crash to the next.
const CRASH_EVERY: Duration = Duration::from_secs(2);
/// How long twice too much is offered, and how long half as much as is possible afterwards.
const OVERLOAD: Duration = Duration::from_secs(10);
const RECOVERY: Duration = Duration::from_secs(20);
/// A short soak; give a duration for a long one.
const SOAK: Extent = Extent::Messages(20_000);
/// Cases a second in a run about alerts, where nothing else is said.
const ALERTED_PER_SECOND: f64 = 200.0;
/// The first limit in it, where nothing else is said.
const FIRST_LIMIT: Duration = Duration::from_secs(4);
/// From one repetition of an alert to the next: Relevo leaves no less (milliseconds).
const REPEAT_MS: u64 = 60_000;
/// Cases in flight, where nothing else is said: more of them only wait for one another.
const IN_FLIGHT: u64 = 64;
/// How long each phase takes in which somebody disturbs the others, or nobody does.
const FAIR: Duration = Duration::from_secs(8);
/// What is offered in them, as a share of the greatest rate.
const FAIR_SHARE: f64 = 0.4;
/// Customers of a burst, and the time between two bursts.
const BURST: Pace = Pace::Burst { customers: 500, every: Duration::from_secs(5) };

/// Years of a busy company.
const YEARS: Past = Past { closed: 1_000_000, messages: 20, waiting: 100_000 };

/// A run by name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
pub enum Scenario {
    /// As many cases as it can take, one after another
    #[default]
    Steady,
    /// Nothing, then hundreds of customers at once, again and again
    Burst,
    /// Finds the greatest rate, offers twice that, then half of it: what is refused, and how fast it recovers
    Overload,
    /// As steady, with a million closed tickets and a hundred thousand that wait in the database; to write
    /// them takes minutes
    History,
    /// Every kind of message both ways, edits, deletions and reactions, with a gateway that misbehaves in every
    /// way and two kill -9 in between
    Soak,
    /// kill -9 every two seconds under full load
    Crash,
    /// One after another, a flooding customer, a group of talkers, a line with a dead gateway and slow readers
    /// of the panel: what everybody else notices of it
    Fair,
    /// Cases that agents claim at once, just in time, and only after an alert: whether every alert is given, once,
    /// and none too early; with --kills also across a kill -9
    Escalation,
}

/// What somebody asked for beside the name.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Wishes {
    /// How much.
    pub extent: Option<Extent>,
    /// At which rate, instead of as fast as possible.
    pub rate: Option<f64>,
    /// Cases under way at the same time, where there is no rate.
    pub in_flight: u64,
}

impl Scenario {
    /// Its name on the command line.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Steady => "steady",
            Self::Burst => "burst",
            Self::Overload => "overload",
            Self::History => "history",
            Self::Soak => "soak",
            Self::Crash => "crash",
            Self::Fair => "fair",
            Self::Escalation => "escalation",
        }
    }

    /// What it consists of.
    #[must_use]
    pub fn phases(self, wishes: &Wishes) -> Vec<Phase> {
        let closed = Pace::Closed { in_flight: wishes.in_flight };
        let steady = wishes.rate.map_or(closed, |per_second| Pace::Open { per_second });
        let phase =
            |name, pace, extent| Phase { name, pace, extent, faulty: true, disturbance: None };
        let search = Phase { faulty: false, ..phase("search", closed, SEARCH) };
        let share = |name, times, extent| match wishes.rate {
            Some(rate) => phase(name, Pace::Open { per_second: rate * times }, extent),
            None => phase(name, Pace::Share { times }, extent),
        };
        let or_time = |time| wishes.extent.unwrap_or(Extent::Time(time));
        match self {
            Self::Steady | Self::History => {
                vec![phase("steady", steady, wishes.extent.unwrap_or(Extent::Cases(CASES)))]
            }
            Self::Burst => {
                vec![phase("burst", BURST, wishes.extent.unwrap_or(Extent::Cases(6 * 500)))]
            }
            Self::Overload => vec![
                search,
                share("overload", 2.0, or_time(OVERLOAD)),
                share("recovery", 0.5, Extent::Time(RECOVERY)),
            ],
            Self::Escalation => {
                let pace = Pace::Open { per_second: wishes.rate.unwrap_or(ALERTED_PER_SECOND) };
                vec![phase("escalation", pace, wishes.extent.unwrap_or(Extent::Cases(CASES)))]
            }
            Self::Soak => vec![phase("soak", steady, wishes.extent.unwrap_or(SOAK))],
            Self::Crash => vec![phase("crash", steady, or_time(CRASHING))],
            Self::Fair => {
                let first = match wishes.rate {
                    Some(_) => share("warm_up", 1.0, wishes.extent.unwrap_or(SEARCH)),
                    None => search,
                };
                let times = wishes.rate.map_or(FAIR_SHARE, |_| 1.0);
                let part =
                    |name, disturbance| Phase { disturbance, ..share(name, times, or_time(FAIR)) };
                let disturbed = Disturbance::ALL.map(|one| part(one.name(), Some(one)));
                [first, part(ALONE, None)]
                    .into_iter()
                    .chain(disturbed)
                    .chain([part(ALONE_AGAIN, None)])
                    .collect()
            }
        }
    }

    /// What the line has behind it.
    #[must_use]
    pub fn past(self) -> Past {
        match self {
            Self::History => YEARS,
            Self::Steady
            | Self::Burst
            | Self::Overload
            | Self::Soak
            | Self::Crash
            | Self::Fair
            | Self::Escalation => Past { messages: YEARS.messages, ..Past::default() },
        }
    }

    /// What is said in a case, where nothing else is said.
    #[must_use]
    pub fn talk(self) -> Talk {
        match self {
            Self::Soak => {
                Talk { before: 3, answers: 4, again: 1, think_ms: 200, ..Talk::default() }
            }
            Self::Steady
            | Self::Burst
            | Self::Overload
            | Self::History
            | Self::Crash
            | Self::Fair
            | Self::Escalation => Talk::default(),
        }
    }

    /// What is more than texts in it.
    #[must_use]
    pub fn mixed(self) -> f64 {
        match self {
            Self::Soak => Mix::USUAL,
            Self::Steady
            | Self::Burst
            | Self::Overload
            | Self::History
            | Self::Crash
            | Self::Fair
            | Self::Escalation => 0.0,
        }
    }

    /// Cases under way at the same time, where nothing else is said. In a soak most of them wait for a gateway
    /// that failed.
    #[must_use]
    pub fn in_flight(self, cast: Cast) -> u64 {
        match self {
            Self::Soak => cast.seats(),
            Self::Steady
            | Self::Burst
            | Self::Overload
            | Self::History
            | Self::Crash
            | Self::Fair
            | Self::Escalation => cast.seats().min(IN_FLIGHT),
        }
    }

    /// When tickets are alerted in it; `first` says when for the first time.
    #[must_use]
    pub fn limits(self, first: Option<Duration>, repeats: u32) -> Option<Limits> {
        let first = first.unwrap_or(FIRST_LIMIT).as_millis();
        let first_ms = u64::try_from(first).unwrap_or(u64::MAX);
        (self == Self::Escalation).then_some(Limits {
            first_ms,
            second_ms: first_ms.saturating_mul(2),
            repeat_ms: REPEAT_MS,
            repeats,
            answer_ms: first_ms,
            answer_alert_ms: first_ms.saturating_mul(2),
        })
    }

    /// What goes wrong in it.
    #[must_use]
    pub fn faults(self) -> Faults {
        match self {
            Self::Steady
            | Self::Burst
            | Self::Overload
            | Self::History
            | Self::Fair
            | Self::Escalation => Faults::default(),
            Self::Soak => Faults {
                errors: 0.03,
                late: 0.02,
                late_ms: 3_000,
                drops_before: 0.01,
                drops_after: 0.01,
                duplicates: 0.05,
                reorder: 0.1,
                rivals: 0.05,
                kills: 2,
                late_webhooks: 0.02,
                ..Faults::default()
            },
            Self::Crash => Faults {
                late: 0.01,
                late_ms: 100,
                duplicates: 0.05,
                reorder: 0.2,
                rivals: 0.1,
                kill_every: CRASH_EVERY,
                ..Faults::default()
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn phases(scenario: Scenario, rate: Option<f64>) -> Vec<(&'static str, Pace)> {
        let wishes = Wishes { extent: None, rate, in_flight: 8 };
        scenario.phases(&wishes).iter().map(|phase| (phase.name, phase.pace)).collect()
    }

    #[test]
    fn an_overload_is_measured_against_what_was_found_or_named() {
        let closed = Pace::Closed { in_flight: 8 };
        assert_eq!(
            phases(Scenario::Overload, None),
            [
                ("search", closed),
                ("overload", Pace::Share { times: 2.0 }),
                ("recovery", Pace::Share { times: 0.5 })
            ]
        );
        let open = |per_second| Pace::Open { per_second };
        assert_eq!(
            phases(Scenario::Overload, Some(100.0))[1..],
            [("overload", open(200.0)), ("recovery", open(50.0))]
        );
        let fair = phases(Scenario::Fair, None);
        assert_eq!(fair[0], ("search", closed));
        assert!(fair[1..].iter().all(|(_, pace)| *pace == Pace::Share { times: 0.4 }));
        let fair = phases(Scenario::Fair, Some(100.0));
        assert!(fair.iter().all(|(_, pace)| *pace == open(100.0)));
        assert_eq!(phases(Scenario::Steady, None), [("steady", closed)]);
        assert_eq!(phases(Scenario::Steady, Some(3.0)), [("steady", open(3.0))]);
    }
}
