//! The whole of Relevo over HTTP, in Evolution's own words: webhooks in, REST out.

#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test that meets what it did not expect fails"
)]

mod disorder;
mod door;
mod groups;
mod haste;
mod media;
pub mod office;
mod rules;
mod walk;
