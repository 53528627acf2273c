//! WhatsApp through Evolution API v2. Parses what comes, sends what goes, decides nothing.
//!
//! In: `webhook` → `message`, `receipt`, `presence`, `group`, `link`, with `key` for addresses and `content`,
//! `file`, `card` for what is said. Out: `send` and `send_file` (messages), `client` (people, groups, the link)
//! and `setup` (with `check` before it) over `call` and `upload`, with `errors` for what a refusal means. Files come by `fetch`, their
//! bytes taken out of the `answer` as it arrives, with `spelling` for its texts.

mod answer;
mod call;
mod capabilities;
mod card;
pub mod check;
mod client;
mod config;
mod content;
mod errors;
mod fetch;
mod file;
mod group;
mod handle;
mod key;
mod lenient;
mod link;
mod message;
mod presence;
mod quoted;
mod receipt;
mod send;
mod send_file;
mod setup;
mod spelling;
mod upload;
mod webhook;

pub use call::Patience;
pub use client::Evolution;
pub use config::{ConfigError, EvolutionConfig, TOKEN_HEADER, WebhookSecrets};
pub use webhook::{BODY_MOST, WebhookError, understand};
