//! The training on a practice line: its desk is set up by itself, its customers are simulated, and what was
//! done is found out from the chats and the cases ([`standing`]). What counts is decided in
//! [`lesson`](crate::domain::lesson).

pub mod customers;
pub mod desk;
pub mod standing;

use std::sync::Arc;

use tokio::sync::Mutex;

use crate::domain::phone::Phone;
use crate::engine::{Engine, LineInfo};
use crate::gateway::simulator::{Simulator, SimulatorError};
use crate::store::users::UserId;
use crate::web::error::WebError;

/// Simulated customers of one user, before their numbers are used again.
const CUSTOMERS: u32 = 98;

/// Held while something is looked at and changed: a form that was sent twice finds what the first one did.
pub static ONE_AT_A_TIME: Mutex<()> = Mutex::const_new(());

/// A line whose gateway is the simulator.
#[derive(Debug, Clone)]
pub struct Practice {
    /// The line.
    pub line: LineInfo,
    /// Its gateway.
    pub simulator: Arc<Simulator>,
}

impl Practice {
    /// The first practice line there is.
    #[must_use]
    pub fn find(engine: &Engine) -> Option<Self> {
        engine.lines().into_iter().find_map(|line| {
            let simulator = engine.simulator(line.id)?;
            Some(Self { line, simulator })
        })
    }
}

/// Why the training does not go on.
#[derive(Debug)]
pub enum Trouble {
    /// To be told: a key of the catalogue.
    Told(&'static str),
    /// A fault of ours.
    Fault(WebError),
}

impl From<WebError> for Trouble {
    fn from(fault: WebError) -> Self {
        Self::Fault(fault)
    }
}

impl From<SimulatorError> for Trouble {
    fn from(error: SimulatorError) -> Self {
        Self::Told(crate::web::pages::simulator::key(error))
    }
}

/// The number that a user has on the practice line.
#[must_use]
pub fn trainee_phone(user: UserId) -> Option<Phone> {
    phone(user, 1)
}

/// The number of a simulated customer of a user: the `which`-th of a round.
#[must_use]
pub fn customer_phone(user: UserId, round: u32, which: u32) -> Option<Phone> {
    phone(user, 2 + (round.wrapping_mul(2).wrapping_add(which)) % CUSTOMERS)
}

/// A hundred numbers for each user, none of which ends in the zeros of who is not on WhatsApp.
fn phone(user: UserId, nth: u32) -> Option<Phone> {
    let n = 7_000_000 + user.0.rem_euclid(9_999) * 100 + i64::from(nth);
    Phone::from_digits(&format!("549381{n:07}"))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::gateway::simulator::people::is_on_whatsapp;

    #[test]
    fn everybody_in_the_training_has_a_number_of_their_own() {
        let mut all = BTreeSet::new();
        for user in [0, 1, 2, 9_998].map(UserId) {
            assert!(all.insert(trainee_phone(user).unwrap().digits().to_owned()));
            for round in 0..49 {
                for which in [0, 1] {
                    let phone = customer_phone(user, round, which).unwrap();
                    assert!(is_on_whatsapp(&phone) && phone.digits().len() == 13);
                    assert!(all.insert(phone.digits().to_owned()), "{phone:?}");
                }
            }
        }
    }
}
