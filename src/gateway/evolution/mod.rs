//! WhatsApp through Evolution API v2. Parses what comes, sends what goes, decides nothing.

mod content;
mod group;
mod key;
mod lenient;
mod link;
mod message;
mod receipt;
pub mod webhook;

pub use webhook::{WebhookError, understand};
