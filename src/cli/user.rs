//! `relevo user`: accounts of the panel.

use std::io::{BufRead, IsTerminal};

use clap::{Subcommand, ValueEnum};

use super::{CliError, say};
use crate::config::Config;
use crate::domain::settings::Language;
use crate::engine::Clock;
use crate::store::Database;
use crate::store::users::{self, NewUser, Role};
use crate::web::password;

/// What can be done with users.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Create a user; the password is asked for, or taken from RELEVO_PASSWORD or standard input
    Add {
        /// What is typed to sign in
        #[arg(long)]
        login: String,
        /// What people read
        #[arg(long)]
        name: String,
        /// What the user may do
        #[arg(long, value_enum, default_value_t = RoleName::Admin)]
        role: RoleName,
        /// The language of the panel
        #[arg(long, value_enum, default_value_t = LanguageName::Es)]
        language: LanguageName,
    },
}

/// A role, as typed.
#[derive(Debug, Clone, Copy, ValueEnum)]
pub enum RoleName {
    /// Everything
    Admin,
    /// Sees all, acts on tickets, changes no settings
    Supervisor,
    /// Own tickets and history
    Operator,
}

/// A language, as typed.
#[derive(Debug, Clone, Copy, ValueEnum)]
pub enum LanguageName {
    /// Spanish
    Es,
    /// Portuguese
    Pt,
    /// English
    En,
}

impl Command {
    /// Does it.
    ///
    /// # Errors
    /// What did not work.
    pub fn run(self, config: &Config) -> Result<(), CliError> {
        let Self::Add { login, name, role, language } = self;
        let (login, name) = (login.trim().to_lowercase(), name.trim().to_owned());
        if login.is_empty() || login.chars().any(|c| c.is_whitespace() || c.is_control()) {
            return Err(CliError::new("--login must be one word"));
        }
        if name.is_empty() {
            return Err(CliError::new("--name must not be empty"));
        }
        let password = read_password()?;
        if password.chars().count() < password::PASSWORD_LEAST {
            let least = password::PASSWORD_LEAST;
            return Err(CliError::new(format!(
                "the password must have at least {least} characters"
            )));
        }
        if password.len() > password::PASSWORD_MOST {
            return Err(CliError::new("the password is too long"));
        }
        let database = Database::open(&config.database()).map_err(CliError::new)?;
        let mut conn = database.writer().map_err(CliError::new)?;
        let user = NewUser {
            password_hash: password::hash_now(&password).map_err(CliError::new)?,
            role: match role {
                RoleName::Admin => Role::Admin,
                RoleName::Supervisor => Role::Supervisor,
                RoleName::Operator => Role::Operator,
            },
            language: match language {
                LanguageName::Es => Language::Es,
                LanguageName::Pt => Language::Pt,
                LanguageName::En => Language::En,
            },
            created_at: Clock::system().now(),
            login: login.clone(),
            name,
        };
        users::create(&mut conn, &user).map_err(CliError::new)?;
        say(&format!("{login} can sign in at {}/login", config.url()));
        Ok(())
    }
}

fn read_password() -> Result<String, CliError> {
    if let Ok(password) = std::env::var("RELEVO_PASSWORD") {
        return Ok(password);
    }
    if std::io::stdin().is_terminal() {
        return rpassword::prompt_password("Password: ").map_err(CliError::new);
    }
    let mut line = String::new();
    std::io::stdin().lock().read_line(&mut line).map_err(CliError::new)?;
    Ok(line.trim_end_matches(['\r', '\n']).to_owned())
}
