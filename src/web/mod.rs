//! HTTP: the panel for people, the webhooks for gateways.
//!
//! [`routes`] is the table of all addresses. A handler in [`pages`] extracts, asks the store or tells the
//! engine, and renders a page of [`panel`]. Who may come in is in [`session`], [`signing`] and [`form`].
//! Nothing here decides about tickets, and nothing here writes case data.

pub mod access;
pub mod accounts;
pub mod assets;
pub mod compact;
pub mod error;
pub mod events;
pub mod flash;
pub mod form;
pub mod house;
pub mod once;
pub mod pages;
pub mod panel;
pub mod password;
pub mod routes;
pub mod secret;
pub mod server;
pub mod session;
pub mod settings;
pub mod signing;
pub mod throttle;
pub mod trail;
pub mod training;
pub mod webhook;
pub mod when;
pub mod words;

pub use accounts::Accounts;
pub use house::Panel;
pub use routes::configure;
pub use server::{Server, serve};
pub use settings::WebSettings;
