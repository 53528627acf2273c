//! What people read: in three languages, whatever customers call themselves and write.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "clippy knows tests by their attribute, and not the functions below them"
)]

mod carried;
mod catalogues;
mod examples;
mod hostile;
mod notices;
mod parcels;
mod relayed;
mod times;
