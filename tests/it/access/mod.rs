//! Who may do what, what is written down of it, and what a company says in its own words.

mod accounts;
mod doors;
pub mod house;
mod trail;
mod words;
