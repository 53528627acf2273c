//! What can be typed after `relevo load`, and the plan that comes of it.

use std::path::PathBuf;
use std::time::Duration;

use clap::Args;

use super::super::CliError;
use crate::load::cast::Cast;
use crate::load::mixed::Mix;
use crate::load::plan::{Extent, Faults, Past, Plan, Talk};
use crate::load::run::Target;
use crate::load::scenario::{Scenario, Wishes};

/// Who takes part.
#[derive(Debug, Args)]
pub(super) struct CastOptions {
    /// Agents who attend
    #[arg(long, default_value_t = 64, value_parser = clap::value_parser!(u32).range(1..=1_000_000))]
    agents: u32,
    /// Personal groups of each agent
    #[arg(long, default_value_t = 3, value_parser = clap::value_parser!(u8).range(1..=10))]
    slots: u8,
    /// Main groups; what is sent to one group goes out one by one, so that few groups bound the rate
    #[arg(long, default_value_t = 64, value_parser = clap::value_parser!(u32).range(1..=100_000))]
    groups: u32,
}

impl CastOptions {
    pub(super) fn cast(&self) -> Cast {
        Cast { agents: self.agents, slots: self.slots, groups: self.groups }
    }
}

/// What is behind the line.
#[derive(Debug, Args)]
#[command(next_help_heading = "What the line has behind it (without --server)")]
pub(super) struct PastOptions {
    /// Closed tickets [default: 0; scenario history: 1000000]
    #[arg(long, value_name = "TICKETS", value_parser = clap::value_parser!(u64).range(0..=100_000_000))]
    closed: Option<u64>,
    /// Messages of each closed ticket
    #[arg(long, value_name = "MESSAGES", default_value_t = 20, value_parser = clap::value_parser!(u64).range(0..=1_000))]
    closed_messages: u64,
    /// Tickets that wait, and that nobody claims [default: 0; scenario history: 100000]
    #[arg(long, value_name = "TICKETS", value_parser = clap::value_parser!(u64).range(0..=10_000_000))]
    waiting: Option<u64>,
}

impl PastOptions {
    pub(super) fn over(&self, usual: Past) -> Past {
        Past {
            closed: self.closed.unwrap_or(usual.closed),
            messages: self.closed_messages,
            waiting: self.waiting.unwrap_or(usual.waiting),
        }
    }
}

/// A run.
#[derive(Debug, Args)]
pub(super) struct Options {
    /// Start a server for this run, on a data folder of its own
    #[arg(long, conflicts_with_all = ["server", "pid"])]
    spawn: bool,
    /// The running server, on a folder that `relevo load prepare` wrote
    #[arg(long, value_name = "URL", required_unless_present = "spawn")]
    server: Option<String>,
    /// The running server's process, to measure what it uses
    #[arg(long)]
    pid: Option<u32>,
    /// Keep the data of the spawned server, with its log, in this folder
    #[arg(long, value_name = "FOLDER", conflicts_with = "server")]
    keep: Option<PathBuf>,
    /// What kind of run; the other options change details of it
    #[arg(long, value_enum, default_value_t)]
    pub(super) scenario: Scenario,
    /// Cases to be played [default: 2000, or as long as the scenario takes]
    #[arg(long, conflicts_with = "duration", value_parser = clap::value_parser!(u64).range(1..))]
    cases: Option<u64>,
    /// Messages to be written in all, both sides and all that is done to messages together [default: 20000 for soak]
    #[arg(long, conflicts_with_all = ["cases", "duration"], value_parser = clap::value_parser!(u64).range(1..))]
    messages: Option<u64>,
    /// Begin cases for so long, such as 30s, 10m, 1h
    #[arg(long, value_name = "TIME", value_parser = time)]
    duration: Option<Duration>,
    /// Begin so many cases a second, whatever becomes of those before [default: as fast as it takes them]
    #[arg(long, value_name = "CASES", conflicts_with = "in_flight", value_parser = rate)]
    rate: Option<f64>,
    /// Without --rate: cases under way at the same time [default: one for each personal group, 64 at most but for soak]
    #[arg(long, value_name = "CASES", value_parser = clap::value_parser!(u64).range(1..=1_000_000))]
    in_flight: Option<u64>,
    #[command(flatten)]
    cast: CastOptions,
    #[command(flatten)]
    past: PastOptions,
    #[command(flatten)]
    talk: TalkOptions,
    #[command(flatten)]
    faults: FaultOptions,
    /// Connections for webhooks, at the most
    #[arg(long, default_value_t = 8_192, value_parser = clap::value_parser!(u32).range(1..=60_000))]
    connections: u32,
    /// The first wait before a webhook is brought again; it doubles (milliseconds)
    #[arg(long, value_name = "MS", default_value_t = 500, value_parser = clap::value_parser!(u64).range(1..=60_000))]
    retry: u64,
    /// The run is over when nothing is heard of the server for so long
    #[arg(long, value_name = "TIME", default_value = "30s", value_parser = time)]
    patience: Duration,
    /// For --scenario escalation: when a ticket that nobody takes is alerted [default: 4s]
    #[arg(long, value_name = "TIME", value_parser = time)]
    first_limit: Option<Duration>,
    /// For --scenario escalation: one case of fifty waits for so many repetitions, a minute each
    #[arg(long, value_name = "TIMES", default_value_t = 0, value_parser = clap::value_parser!(u32).range(0..=60))]
    repeats: u32,
    /// Chooses who meets a fault
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// Do not measure what the machine could do with nothing around it, which takes some seconds after a run
    /// with --spawn
    #[arg(long)]
    no_floors: bool,
    /// Write the report as a page with charts to this file, too
    #[arg(long, value_name = "FILE")]
    pub(super) html: Option<PathBuf>,
    /// Print one JSON object instead of text
    #[arg(long)]
    pub(super) json: bool,
}

/// What is said in a case.
#[derive(Debug, Args)]
#[command(next_help_heading = "What is said in a case")]
struct TalkOptions {
    /// Messages that the customer writes at first [default: 1; soak: 3]
    #[arg(long, value_parser = clap::value_parser!(u32).range(1..=400))]
    before: Option<u32>,
    /// Answers of the agent [default: 1; soak: 4]
    #[arg(long, value_parser = clap::value_parser!(u32).range(1..=400))]
    answers: Option<u32>,
    /// Messages that the customer writes after each answer [default: 0; soak: 1]
    #[arg(long, value_parser = clap::value_parser!(u32).range(0..=400))]
    again: Option<u32>,
    /// How long people think before they write, on average (milliseconds) [default: 0; soak: 200]
    #[arg(long, value_name = "MS", value_parser = clap::value_parser!(u64).range(0..=3_600_000))]
    think: Option<u64>,
    /// Customers' messages that are pictures with a caption, as a share from 0 to 1
    #[arg(long, value_name = "SHARE", default_value_t = 0.0, value_parser = share)]
    pictures: f64,
    /// What is not a mere text but a picture, voice note, document, sticker, place, card, reply, edit, deletion or
    /// reaction, as a share of all [default: 0; soak: 0.4]
    #[arg(long, value_name = "SHARE", conflicts_with = "pictures", value_parser = share)]
    mixed: Option<f64>,
}

/// What goes wrong on purpose.
#[derive(Debug, Args)]
#[command(
    next_help_heading = "What goes wrong (shares from 0 to 1; the scenario says what is usual)"
)]
struct FaultOptions {
    /// Sends that the gateway refuses with status 500
    #[arg(long, value_name = "SHARE", value_parser = share)]
    errors: Option<f64>,
    /// Sends that it answers late
    #[arg(long, value_name = "SHARE", value_parser = share)]
    late: Option<f64>,
    /// How late at the most (milliseconds)
    #[arg(long, value_name = "MS", value_parser = clap::value_parser!(u64).range(1..=15_000))]
    late_ms: Option<u64>,
    /// Sends whose connection breaks before anything is sent
    #[arg(long, value_name = "SHARE", value_parser = share)]
    drops_before: Option<f64>,
    /// Sends whose connection breaks when the message is already out
    #[arg(long, value_name = "SHARE", value_parser = share)]
    drops_after: Option<f64>,
    /// Webhooks that come twice
    #[arg(long, value_name = "SHARE", value_parser = share)]
    duplicates: Option<f64>,
    /// Customers with several messages (--before, --again) who write them at once, in any order
    #[arg(long, value_name = "SHARE", value_parser = share)]
    reorder: Option<f64>,
    /// Announcements that two agents claim at the same time
    #[arg(long, value_name = "SHARE", value_parser = share)]
    rivals: Option<f64>,
    /// kill -9 the spawned server every so often, such as 2s
    #[arg(long, value_name = "TIME", conflicts_with = "server", value_parser = time)]
    kill_every: Option<Duration>,
    /// kill -9 the spawned server so many times, spread evenly over the run [default: 0; soak: 2 with --spawn]
    #[arg(long, value_name = "TIMES", conflicts_with = "server", value_parser = clap::value_parser!(u32).range(0..=1_000))]
    kills: Option<u32>,
    /// Webhooks that come late, by as much as --late-ms at the most
    #[arg(long, value_name = "SHARE", value_parser = share)]
    late_webhooks: Option<f64>,
}

impl FaultOptions {
    fn over(&self, usual: Faults) -> Faults {
        Faults {
            errors: self.errors.unwrap_or(usual.errors),
            late: self.late.unwrap_or(usual.late),
            late_ms: self.late_ms.unwrap_or(usual.late_ms.max(1_000)),
            drops_before: self.drops_before.unwrap_or(usual.drops_before),
            drops_after: self.drops_after.unwrap_or(usual.drops_after),
            duplicates: self.duplicates.unwrap_or(usual.duplicates),
            reorder: self.reorder.unwrap_or(usual.reorder),
            rivals: self.rivals.unwrap_or(usual.rivals),
            kill_every: self.kill_every.unwrap_or(usual.kill_every),
            kills: self.kills.unwrap_or(usual.kills),
            late_webhooks: self.late_webhooks.unwrap_or(usual.late_webhooks),
        }
    }
}

impl Options {
    /// The server under load.
    ///
    /// # Errors
    /// This program's own file is not to be found.
    pub(super) fn target(&self) -> Result<Target, CliError> {
        match &self.server {
            Some(server) => Ok(Target::Running { server: server.clone(), pid: self.pid }),
            None => {
                let program = std::env::current_exe().map_err(CliError::new)?;
                Ok(Target::Spawned { program, folder: self.keep.clone(), floors: !self.no_floors })
            }
        }
    }

    /// What is to be done.
    ///
    /// # Errors
    /// Options that do not go together.
    pub(super) fn plan(&self) -> Result<Plan, CliError> {
        let (cast, mut faults) = (self.cast.cast(), self.faults.over(self.scenario.faults()));
        if !self.spawn {
            // Not asked for: the option does not go together with somebody else's server.
            faults.kills = 0;
        }
        if faults.kill_every > Duration::ZERO && !self.spawn {
            return Err(CliError::new(
                "--scenario crash kills the server, so it needs one of its own: --spawn",
            ));
        }
        if self.scenario == Scenario::History && !self.spawn {
            return Err(CliError::new(
                "--scenario history needs a server of its own: --spawn; a folder gets its past from `relevo load \
                 prepare --closed 1000000 --waiting 100000`",
            ));
        }
        if self.scenario == Scenario::Escalation && !self.spawn {
            return Err(CliError::new(
                "--scenario escalation needs a server of its own, with short limits: --spawn",
            ));
        }
        let about_alerts = self.first_limit.is_some() || self.repeats > 0;
        if about_alerts && self.scenario != Scenario::Escalation {
            return Err(CliError::new("--first-limit and --repeats are for --scenario escalation"));
        }
        let in_flight = self.in_flight.unwrap_or_else(|| self.scenario.in_flight(cast));
        let usual = self.scenario.talk();
        let talk = Talk {
            before: self.talk.before.unwrap_or(usual.before),
            answers: self.talk.answers.unwrap_or(usual.answers),
            again: self.talk.again.unwrap_or(usual.again),
            think_ms: self.talk.think.unwrap_or(usual.think_ms),
            pictures: self.talk.pictures,
        };
        let messages = self.messages.map(Extent::Messages);
        let extent = self.cases.map(Extent::Cases).or(messages);
        let extent = extent.or(self.duration.map(Extent::Time));
        let wishes = Wishes { extent, rate: self.rate, in_flight };
        let limits = self.scenario.limits(self.first_limit, self.repeats);
        // Whoever waits for an alert hears nothing until it is due.
        let silence = limits.map_or(Duration::ZERO, |limits| limits.longest_silence());
        Ok(Plan {
            phases: self.scenario.phases(&wishes),
            cast,
            past: self.past.over(self.scenario.past()),
            talk,
            mix: Mix::of(self.talk.mixed.unwrap_or_else(|| self.scenario.mixed())),
            faults,
            limits,
            connections: usize::try_from(self.connections).map_err(CliError::new)?,
            retry_ms: self.retry,
            patience: self.patience.saturating_add(silence),
            seed: self.seed,
        })
    }
}

fn time(typed: &str) -> Result<Duration, String> {
    let expected = || String::from("expected a time such as 500ms, 30s, 10m or 1h");
    let end = typed.find(|c: char| !c.is_ascii_digit()).ok_or_else(expected)?;
    let (number, unit) = typed.split_at(end);
    let number: u64 = number.parse().map_err(|_no_number| expected())?;
    let ms = match unit {
        "ms" => 1,
        "s" => 1_000,
        "m" => 60_000,
        "h" => 3_600_000,
        _ => return Err(expected()),
    };
    let time = number.checked_mul(ms).filter(|ms| (1..=7 * 86_400_000).contains(ms));
    time.map(Duration::from_millis)
        .ok_or_else(|| "expected more than nothing, a week at most".into())
}

fn share(typed: &str) -> Result<f64, String> {
    let share = typed.parse().ok().filter(|share| (0.0..=1.0).contains(share));
    share.ok_or_else(|| "expected a share from 0 to 1, such as 0.05".into())
}

fn rate(typed: &str) -> Result<f64, String> {
    let rate = typed.parse().ok().filter(|rate| (0.01..=1e6).contains(rate));
    rate.ok_or_else(|| "expected cases per second, from 0.01 to 1000000".into())
}

#[cfg(test)]
mod tests {
    use clap::Parser;

    use super::*;

    #[derive(Debug, Parser)]
    struct Typed {
        #[command(flatten)]
        options: Options,
    }

    fn typed(arguments: &[&str]) -> Result<Options, String> {
        let all = ["load"].iter().chain(arguments);
        Typed::try_parse_from(all).map(|typed| typed.options).map_err(|error| error.to_string())
    }

    #[test]
    fn what_is_wrong_is_said_with_the_option_and_the_reason() {
        for (arguments, option, reason) in [
            (&["--spawn", "--duration", "5"][..], "--duration", "500ms, 30s"),
            (&["--spawn", "--errors", "5"], "--errors", "from 0 to 1"),
            (&["--spawn", "--errors", "NaN"], "--errors", "from 0 to 1"),
            (&["--spawn", "--rate", "0"], "--rate", "from 0.01"),
            (&["--spawn", "--slots", "11"], "--slots", "1..=10"),
            (&["--spawn", "--server", "http://x"], "--server", "cannot be used with"),
            (
                &["--server", "http://x", "--kill-every", "2s"],
                "--kill-every",
                "cannot be used with",
            ),
            (&[], "--server", "not provided"),
        ] {
            let error = typed(arguments).unwrap_err();
            assert!(error.contains(option) && error.contains(reason), "{arguments:?}: {error}");
        }
        let crash = typed(&["--server", "http://x", "--scenario", "crash"]).unwrap();
        assert!(crash.plan().unwrap_err().to_string().contains("--spawn"));
        let history = typed(&["--server", "http://x", "--scenario", "history"]).unwrap();
        assert!(history.plan().unwrap_err().to_string().contains("--closed"));
    }

    #[test]
    fn an_option_changes_what_a_scenario_has() {
        let crash = typed(&["--spawn", "--scenario", "crash", "--rivals", "0", "--duration", "4s"]);
        let plan = crash.unwrap().plan().unwrap();
        assert_eq!(plan.faults.rivals, 0.0);
        assert_eq!(plan.faults.kill_every, Duration::from_secs(2));
        assert_eq!(plan.phases[0].extent, Extent::Time(Duration::from_secs(4)));
    }

    #[test]
    fn who_waits_for_an_alert_is_not_stuck_before_it_is_due() {
        let plan = |arguments: &[&str]| typed(arguments).unwrap().plan().unwrap();
        let seconds = Duration::from_secs;
        assert_eq!(plan(&["--spawn"]).patience, seconds(30));
        let escalation = ["--spawn", "--scenario", "escalation"];
        assert_eq!(plan(&escalation).patience, seconds(30 + 4));
        let again = [&escalation[..], &["--repeats", "2", "--patience", "5s"]].concat();
        assert_eq!(plan(&again).patience, seconds(5 + 60), "repetitions are a minute each");
    }

    #[test]
    fn a_soak_is_mixed_and_the_others_are_as_they_were() {
        let plan = |arguments: &[&str]| typed(arguments).unwrap().plan().unwrap();
        let soak = plan(&["--spawn", "--scenario", "soak"]);
        assert_eq!(soak.phases[0].extent, Extent::Messages(20_000));
        assert_eq!((soak.mix, soak.faults.kills), (Mix::of(Mix::USUAL), 2));
        assert_eq!((soak.talk.before, soak.talk.answers, soak.talk.again), (3, 4, 1));
        let soak = plan(&["--spawn", "--scenario", "soak", "--messages", "9", "--mixed", "0"]);
        assert_eq!((soak.phases[0].extent, soak.mix), (Extent::Messages(9), None));
        // Nobody kills a server that somebody else started.
        let soak = plan(&["--server", "http://x", "--scenario", "soak"]);
        assert_eq!(soak.faults.kills, 0);
        let steady = serde_json::to_value(plan(&["--spawn"])).unwrap();
        assert_eq!((steady.get("mix"), steady["faults"].get("kills")), (None, None));
        assert_eq!(steady["talk"]["before"], 1);
    }
}
