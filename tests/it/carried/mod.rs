//! What is carried between a customer and an agent, end to end: every kind of message, in both directions and in
//! every situation, on the simulator and on a fake Evolution server over HTTP.
//!
//! The steps are written once, against [`Place`]. What a gateway cannot do is looked up in its capabilities,
//! and then what is told in words is checked instead.

#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test that meets what it did not expect fails"
)]

mod answers;
mod backlog;
mod case;
mod evolution;
mod guards;
mod kinds;
mod lost;
mod news;
mod place;
mod simulator;
mod things;

use evolution::OnEvolution;
use place::Place;
use simulator::OnSimulator;

/// Each scenario as a test on each gateway.
macro_rules! on_both {
    ($($scenario:ident: $steps:path;)*) => {$(
        mod $scenario {
            use super::*;

            #[actix_web::test]
            async fn on_the_simulator() {
                Box::pin($steps(OnSimulator::open().await)).await;
            }

            #[actix_web::test]
            async fn on_evolution() {
                Box::pin($steps(OnEvolution::open().await)).await;
            }
        }
    )*};
}

on_both! {
    every_kind_in_a_case: kinds::every_kind_in_a_case;
    everything_before_the_claim: backlog::everything_before_the_claim;
    how_far_messages_come: news::how_far_messages_come;
    what_is_held_back: guards::what_is_held_back;
    what_is_lost: lost::what_is_lost;
    lost_answers: answers::lost_answers;
}
