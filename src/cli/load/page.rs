//! `--html`: the report as a file.

use std::path::Path;

use super::super::CliError;
use crate::engine::Clock;
use crate::load::html::{Circumstances, render};
use crate::load::report::Report;

/// Writes the report of a run that ended just now.
///
/// # Errors
/// The file cannot be written.
pub(super) fn write(file: &Path, report: &Report) -> Result<(), CliError> {
    let page = render(report, &circumstances()).map_err(CliError::new)?;
    std::fs::write(file, page)
        .map_err(|error| CliError::new(format!("cannot write {}: {error}", file.display())))
}

fn circumstances() -> Circumstances {
    let now = jiff::Timestamp::from_millisecond(Clock::system().now().0).unwrap_or_default();
    let cores = std::thread::available_parallelism().map_or(0, usize::from);
    let (system, processor) = (std::env::consts::OS, std::env::consts::ARCH);
    Circumstances {
        command: command(std::env::args().skip(1)),
        at: now.strftime("%-d %B %Y, %H:%M UTC").to_string(),
        machine: format!("{system} {processor}, {cores} cores"),
    }
}

/// What was typed, so that a shell takes it again.
fn command(arguments: impl Iterator<Item = String>) -> String {
    let is_plain =
        |text: &str| text.bytes().all(|b| b.is_ascii_alphanumeric() || b"-_=./:,@%+".contains(&b));
    arguments.fold(String::from("relevo"), |mut typed, argument| {
        typed.push(' ');
        if is_plain(&argument) && !argument.is_empty() {
            typed.push_str(&argument);
        } else {
            typed.push('\'');
            typed.push_str(&argument.replace('\'', r"'\''"));
            typed.push('\'');
        }
        typed
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_typed_can_be_typed_again() {
        let typed = ["load", "--spawn", "--keep", "a folder", "--html", "it's.html", ""];
        assert_eq!(
            command(typed.into_iter().map(str::to_owned)),
            r"relevo load --spawn --keep 'a folder' --html 'it'\''s.html' ''"
        );
    }
}
