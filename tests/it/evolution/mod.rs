//! Evolution API v2: what its recorded bodies mean, and our client against a fake server that behaves as it does.

#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::unwrap_used,
    clippy::wildcard_enum_match_arm,
    reason = "a test that meets what it did not expect fails"
)]

mod answers;
mod changing;
mod client;
pub mod fake;
mod fetching;
mod kinds;
mod linking;
mod listener;
mod meaning;
mod people;
mod properties;
mod sending;
mod table;
mod traps;
