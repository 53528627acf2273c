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
    let panel = Panel::new(app.engine.clone(), app.database.readers(), accounts, settings);
    let first_start =
        if is_empty { Some(panel.first_start_path().map_err(io::Error::from)?) } else { None };
    let panel = Data::new(panel);
    let server = HttpServer::new(move || {
        HttpApp::new().app_data(panel.clone()).configure(routes::configure)
    })
    .shutdown_timeout(10)
    .bind(app.config.listen)?;
    let listens = server.addrs().first().copied().unwrap_or(app.config.listen);
    let running = server.run();
    let handle = running.handle();
    Ok(Server { first_start, listens, running: Box::pin(running), handle })
}
