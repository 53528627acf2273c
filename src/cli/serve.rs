//! `relevo serve`: everything on, until it is told to stop.

use super::{CliError, say};
use crate::app::App;
use crate::config::Config;
use crate::engine::Clock;
use crate::web;

/// Serves until Ctrl-C or SIGTERM; then stops in order.
///
/// # Errors
/// What keeps it from starting.
pub fn serve(config: Config) -> Result<(), CliError> {
    actix_web::rt::System::new().block_on(run(config))
}

async fn run(config: Config) -> Result<(), CliError> {
    let app = App::start(config.clone(), Clock::system()).await.map_err(CliError::new)?;
    let server = web::serve(&app).await.map_err(|error| {
        CliError::new(format!("cannot serve on {} (listen, RELEVO_LISTEN): {error}", config.listen))
    })?;
    say(&format!("Relevo is at {}", config.url()));
    if let Some(path) = &server.first_start {
        say(&format!("First start: create the administrator at {}{path}", config.url()));
    }
    // Returns after Ctrl-C or SIGTERM, when the last request is answered.
    let ended = server.running.await;
    app.stop().await;
    ended.map_err(CliError::new)
}
