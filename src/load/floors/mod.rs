//! Floors: what the machine takes for the same work with nothing around it.

pub mod rebuild;
