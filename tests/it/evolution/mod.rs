//! Evolution API v2: what its recorded bodies mean, and our client against a fake server that behaves as it does.

pub mod fake;
mod listener;
mod meaning;
mod properties;
mod table;
mod traps;
