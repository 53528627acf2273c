//! The command line of Relevo; each command is a call into the library.

use std::process::ExitCode;

fn main() -> ExitCode {
    relevo::cli::run()
}
