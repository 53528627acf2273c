//! All integration tests in one binary: one link, not ten.

mod browser;
mod crash;
mod engine;
mod evolution;
mod evolution_e2e;
mod simulation;
mod simulator;
mod store;
mod text;
