//! The HTTP server: the panel and the webhooks on one address.

use std::future::Future;
use std::io;
use std::pin::Pin;

use actix_web::web::Data;
use actix_web::{App as HttpApp, HttpServer};

use super::accounts::Accounts;
use super::house::Panel;
use super::routes;
use super::settings::WebSettings;
use crate::app::App;

/// A server that runs.
pub struct Server {
    /// The path of the link that creates the first administrator, if there is nobody yet.
    pub first_start: Option<String>,
    /// Where it really listens.
    pub listens: std::net::SocketAddr,
    /// Ends when the server is told to stop and the last request is answered.
    pub running: Pin<Box<dyn Future<Output = io::Result<()>>>>,
    /// To stop it from within.
    pub handle: actix_web::dev::ServerHandle,
}

/// Starts serving a running Relevo.
///
/// # Errors
/// The address cannot be listened on, or the accounts cannot be read.
pub async fn serve(app: &App) -> io::Result<Server> {
    let accounts = Accounts::new(&app.database).map_err(io::Error::other)?;
    let is_empty = accounts.is_empty().await.map_err(io::Error::other)?;
    let url = app.config.public_url.as_deref().unwrap_or_default();
    let settings = WebSettings {
        secure_cookies: url.starts_with("https://"),
        behind_proxy: app.config.behind_proxy,
    };
    let panel = Panel::new(app.engine.clone(), app.database.readers(), accounts, settings)
        .with_fleet(std::sync::Arc::clone(&app.fleet));
    let first_start =
        if is_empty { Some(panel.first_start_path().map_err(io::Error::from)?) } else { None };
    let panel = Data::new(panel);
    let open_pages = panel.clone();
    let server = HttpServer::new(move || {
        HttpApp::new().app_data(panel.clone()).configure(routes::configure)
    })
    .disable_signals()
    .shutdown_timeout(10)
    .bind(app.config.listen)?;
    let listens = server.addrs().first().copied().unwrap_or(app.config.listen);
    let running = server.run();
    let handle = running.handle();
    let stopping = handle.clone();
    actix_web::rt::spawn(async move {
        told_to_stop().await;
        // Pages that wait for news would hold the server open.
        open_pages.hang_up();
        stopping.stop(true).await;
    });
    Ok(Server { first_start, listens, running: Box::pin(running), handle })
}

/// Returns on Ctrl-C or SIGTERM.
async fn told_to_stop() {
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        if let Ok(mut terminate) = signal(SignalKind::terminate()) {
            tokio::select! {
                _ = terminate.recv() => return,
                _ = tokio::signal::ctrl_c() => return,
            }
        }
    }
    if tokio::signal::ctrl_c().await.is_err() {
        // Without signals it runs until it is killed.
        std::future::pending::<()>().await;
    }
}
