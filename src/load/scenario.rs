//! Runs by name: what each is made of, where nothing else is said.

use std::time::Duration;

use clap::ValueEnum;

use super::plan::{Extent, Faults, Pace, Past, Phase};

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
const SOAK: Duration = Duration::from_secs(600);
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
    /// Half of the greatest rate for a long time, with a gateway that misbehaves in every way
    Soak,
    /// kill -9 every two seconds under full load
    Crash,
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
        }
    }

    /// What it consists of.
    #[must_use]
    pub fn phases(self, wishes: &Wishes) -> Vec<Phase> {
        let closed = Pace::Closed { in_flight: wishes.in_flight };
        let steady = wishes.rate.map_or(closed, |per_second| Pace::Open { per_second });
        let phase = |name, pace, extent| Phase { name, pace, extent, faulty: true };
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
            Self::Soak => vec![search, share("soak", 0.5, or_time(SOAK))],
            Self::Crash => vec![phase("crash", steady, or_time(CRASHING))],
        }
    }

    /// What the line has behind it.
    #[must_use]
    pub fn past(self) -> Past {
        match self {
            Self::History => YEARS,
            Self::Steady | Self::Burst | Self::Overload | Self::Soak | Self::Crash => {
                Past { messages: YEARS.messages, ..Past::default() }
            }
        }
    }

    /// What goes wrong in it.
    #[must_use]
    pub fn faults(self) -> Faults {
        match self {
            Self::Steady | Self::Burst | Self::Overload | Self::History => Faults::default(),
            Self::Soak => Faults {
                errors: 0.000_5,
                late: 0.002,
                late_ms: 1_500,
                drops_before: 0.000_2,
                drops_after: 0.000_2,
                duplicates: 0.02,
                reorder: 0.2,
                rivals: 0.05,
                kill_every: Duration::ZERO,
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
        assert_eq!(phases(Scenario::Steady, None), [("steady", closed)]);
        assert_eq!(phases(Scenario::Steady, Some(3.0)), [("steady", open(3.0))]);
    }
}
