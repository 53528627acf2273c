//! How far a run is, on a terminal.

use std::fmt::Write as _;
use std::io::Write as _;

use indicatif::{ProgressBar, ProgressStyle};

use crate::load::plan::{Extent, Phase};
use crate::load::report::Second;
use crate::load::{Far, Watcher};

/// Where there is no terminal, a long run tells so often how far it is (seconds).
const TOLD_EVERY: u64 = 10;

/// A bar on standard error; where that is no terminal, a line now and then, and only in a run that is measured
/// in messages.
pub(super) struct Progress {
    bar: ProgressBar,
    extent: Option<Extent>,
    begun: Option<f64>,
}

impl Progress {
    pub(super) fn new() -> Self {
        Self { bar: ProgressBar::hidden(), extent: None, begun: None }
    }
}

impl Progress {
    fn begin(&mut self, name: &'static str, length: u64) {
        self.bar.finish_and_clear();
        // The template is ours; without it the bar has its usual look.
        let style = ProgressStyle::with_template("{prefix:>10} {bar:30} {percent:>3}%  {msg}");
        self.bar = ProgressBar::new(length)
            .with_style(style.unwrap_or_else(|_unfit| ProgressStyle::default_bar()))
            .with_prefix(name);
    }
}

impl Watcher for Progress {
    fn past(&mut self, written: u64, of: u64) {
        if self.bar.length() != Some(of) {
            self.begin("past", of);
        }
        self.bar.set_position(written);
        self.bar.set_message(format!("{written} tickets of {of} are written"));
    }

    fn phase(&mut self, phase: &Phase) {
        let length = match phase.extent {
            Extent::Cases(cases) => cases,
            Extent::Messages(messages) => messages,
            Extent::Time(time) => time.as_secs().max(1),
        };
        self.begin(phase.name, length);
        (self.extent, self.begun) = (Some(phase.extent), None);
    }

    fn second(&mut self, second: &Second, far: &Far) {
        let since = *self.begun.get_or_insert(second.at - 1.0);
        #[allow(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "seconds of a run, at most a week"
        )]
        let seconds = (second.at - since) as u64;
        let mut said = format!(
            "{} cases/s, {} under way, webhook p99 {:.0} ms",
            second.cases, second.under_way, second.ack_p99_ms
        );
        // Writing to a text cannot fail.
        if let Some(rss) = second.rss_mib {
            let _always = write!(said, ", {rss:.0} MiB");
        }
        if second.busy_503 > 0 {
            let _always = write!(said, ", {} times 503", second.busy_503);
        }
        let position = match self.extent {
            Some(Extent::Cases(_)) => far.done.min(far.begun),
            Some(Extent::Messages(_)) => far.messages,
            Some(Extent::Time(_)) | None => seconds,
        };
        if let (true, Some(Extent::Messages(messages))) = (self.bar.is_hidden(), self.extent)
            && seconds.is_multiple_of(TOLD_EVERY)
        {
            // A reader that went away is no error of ours.
            let _gone = writeln!(std::io::stderr(), "{position} messages of {messages}: {said}");
        }
        self.bar.set_message(said);
        self.bar.set_position(position);
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.bar.finish_and_clear();
    }
}
