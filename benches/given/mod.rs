//! What the benches measure with: fixed values, the same at every run and on every machine.
//!
//! `company` plays whole cases, `crowd` has owners of a chosen size, `facts` is what texts and pages are
//! made from, `journal` writes cases to a database of its own, `past` is a panel with years behind it, `webhooks` has
//! bodies that Evolution sent.
#![allow(dead_code, reason = "each bench takes what it needs")]
#![allow(clippy::expect_used, reason = "a bench stops at the first surprise")]

pub mod company;
pub mod crowd;
pub mod facts;
pub mod journal;
pub mod past;
pub mod webhooks;

use relevo::domain::ids::Timestamp;

/// When everything happens: Monday 23 November 2026, 10:42 in Buenos Aires.
pub const NOW: Timestamp = Timestamp(1_795_441_320_000);
