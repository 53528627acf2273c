//! A WhatsApp that needs no WhatsApp: the demo, the training ground, the reference gateway, and the
//! network of the deterministic simulation.

pub mod chats;
pub mod deliveries;
pub mod error;
pub mod faults;
mod life;
pub mod network;
pub mod numbering;
pub mod people;

pub use chats::{Author, Message, Place};
pub use deliveries::{DeliveryId, Pending};
pub use error::SimulatorError;
pub use faults::Faults;
pub use network::{Network, Tally};
pub use people::{Addressing, Person, PersonId, PersonKind};
