//! `relevo load`: what a server can take, and that nothing goes wrong meanwhile.
//!
//! It drives a running Relevo from outside, over its real interfaces: it plays the gateway in Evolution's
//! wire format, the customers and the agents. Reading order: [`plan`] says what is to happen, [`prepare`]
//! writes the data folder, `people` live through it by way of `gateway` (what Relevo calls) and `post`
//! (what calls Relevo), `audit` judges it, [`report`] is what remains.

mod audit;
mod case;
pub mod cast;
mod chance;
mod clock;
pub mod disturbance;
mod event;
pub mod fairness;
mod figure;
pub mod finding;
pub mod floors;
mod gateway;
pub mod history;
pub mod html;
pub mod latency;
pub mod mixed;
mod naming;
mod pacing;
mod people;
pub mod plan;
mod play;
mod post;
pub mod prepare;
mod process;
mod repeats;
pub mod report;
pub mod run;
mod said;
pub mod scenario;
mod server;
mod stage;
mod token;
mod waiting;
mod wire;

pub use play::{Far, Watcher};
