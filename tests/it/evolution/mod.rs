//! Evolution API v2: what its recorded bodies mean, and our client against a fake server that behaves as it does.

mod meaning;
mod table;
