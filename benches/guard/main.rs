//! The regression guard: counts the instructions of what `instructions` measures, and fails where one takes
//! clearly more of them than `instructions.toml` says, or grows with what it must not grow with.
//!
//! ```text
//! cargo guard                  compare with the baseline
//! cargo guard -- --accept      measure and write a new baseline; commit it with the reason
//! ```
//!
//! Needs valgrind, and `cargo install gungraun-runner` in the version of `Cargo.toml`'s gungraun; `.ci/run`
//! installs both. The alias is in `.cargo/config.toml`.
#![allow(clippy::print_stdout, reason = "it reports to a person")]

mod baseline;
mod count;
mod verdict;

use std::path::Path;
use std::process::ExitCode;

use baseline::{Baseline, Built};

fn main() -> ExitCode {
    match guard(std::env::args().any(|word| word == "--accept")) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(why) => {
            println!("the guard could not measure: {why}");
            ExitCode::FAILURE
        }
    }
}

/// Whether all is well.
fn guard(accept: bool) -> Result<bool, String> {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("benches/instructions.toml");
    let measured = Baseline { built: Built::here()?, counts: count::all()? };
    if accept {
        measured.write(&file)?;
        println!("{} counts are the baseline now: {}", measured.counts.len(), file.display());
    }
    let report = verdict::compare(&Baseline::read(&file)?, &measured);
    println!("{report}");
    Ok(report.is_well())
}
