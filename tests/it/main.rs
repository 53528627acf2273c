//! All integration tests in one binary: one link, not ten.

mod browser;
mod engine;
mod evolution;
mod simulation;
mod simulator;
mod store;
mod text;
