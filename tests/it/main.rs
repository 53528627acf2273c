//! All integration tests in one binary: one link, not ten.

mod evolution;
mod simulator;
mod store;
mod text;
