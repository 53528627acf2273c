//! Who may do what, what is written down of it, and what a company says in its own words.

mod accounts;
mod doors;
mod hours;
pub mod house;
mod intake;
mod trail;
mod words;
