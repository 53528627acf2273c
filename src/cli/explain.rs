//! `relevo explain`: why was this message ignored?

use std::io::Read;
use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};

use super::{CliError, say};
use crate::gateway::evolution;

/// Reads a recorded webhook body and prints the events that Relevo makes of it, as a JSON array.
#[derive(Debug, Args)]
pub struct Explain {
    /// Whose webhook it is
    #[arg(long, value_enum)]
    gateway: Provider,
    /// The recorded body; - reads it from standard input
    file: PathBuf,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum Provider {
    /// Evolution API v2
    Evolution,
}

impl Explain {
    /// Prints the events.
    ///
    /// # Errors
    /// The file cannot be read, or it is no webhook body.
    pub fn run(&self) -> Result<(), CliError> {
        let named = |what: &dyn std::fmt::Display| {
            CliError::new(format!("{}: {what}", self.file.display()))
        };
        let body = read(&self.file).map_err(|error| named(&error))?;
        let events = match self.gateway {
            Provider::Evolution => evolution::understand(&body).map_err(|error| named(&error))?,
        };
        let json = serde_json::to_string_pretty(&events).map_err(|error| named(&error))?;
        say(&json);
        Ok(())
    }
}

fn read(file: &Path) -> std::io::Result<Vec<u8>> {
    let mut body = Vec::new();
    // One byte more than is taken, so that too long is told from just long enough.
    let most = u64::try_from(evolution::BODY_MOST).unwrap_or(u64::MAX).saturating_add(1);
    if file == Path::new("-") {
        std::io::stdin().take(most).read_to_end(&mut body)?;
    } else {
        std::fs::File::open(file)?.take(most).read_to_end(&mut body)?;
    }
    Ok(body)
}
