//! WhatsApp through Evolution API v2. Parses what comes, sends what goes, decides nothing.
//!
//! In: `webhook` → `message`, `receipt`, `group`, `link`, with `key` for addresses and `content` for what
//! is said. Out: `client` and `setup` over `call`, with `errors` for what a refusal means.

mod call;
mod client;
mod config;
mod content;
mod errors;
mod group;
mod key;
mod lenient;
mod link;
mod message;
mod receipt;
mod setup;
mod webhook;

pub use call::Patience;
pub use client::Evolution;
pub use config::{ConfigError, EvolutionConfig, TOKEN_HEADER, WebhookSecrets};
pub use webhook::{BODY_MOST, WebhookError, understand};
