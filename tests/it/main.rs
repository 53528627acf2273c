//! All integration tests in one binary: one link, not ten.
#![allow(
    clippy::expect_used,
    clippy::unwrap_used,
    clippy::panic,
    clippy::print_stdout,
    clippy::print_stderr,
    clippy::wildcard_enum_match_arm,
    reason = "a test stops at the first surprise"
)]

mod access;
mod browser;
mod carried;
mod core;
mod crash;
mod customers;
mod engine;
mod evolution;
mod evolution_e2e;
mod forms;
mod guard;
mod lines;
mod load;
mod media;
mod overview;
mod sentiment;
mod simulation;
mod simulator;
mod staff;
mod store;
mod text;
