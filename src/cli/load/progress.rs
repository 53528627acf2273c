//! How far a run is, on a terminal.

use std::fmt::Write as _;

use indicatif::{ProgressBar, ProgressStyle};

use crate::load::Watcher;
use crate::load::plan::{Extent, Phase};
use crate::load::report::Second;

/// A bar on standard error; nothing where that is no terminal.
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
            Extent::Time(time) => time.as_secs().max(1),
        };
        self.begin(phase.name, length);
        (self.extent, self.begun) = (Some(phase.extent), None);
    }

    fn second(&mut self, second: &Second, begun: u64, done: u64) {
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
        self.bar.set_message(said);
        self.bar.set_position(match self.extent {
            Some(Extent::Cases(_)) => done.min(begun),
            Some(Extent::Time(_)) | None => seconds,
        });
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.bar.finish_and_clear();
    }
}
