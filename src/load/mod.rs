//! Load: what a server can take, and that nothing goes wrong meanwhile.

pub mod floors;
pub mod history;
