//! Who may do what, what is written down of it, and what a company says in its own words.

mod accounts;
mod doors;
mod hours;
mod house;
pub mod house;
mod intake;
mod trail;
mod words;
