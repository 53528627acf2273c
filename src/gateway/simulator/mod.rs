//! A WhatsApp that needs no WhatsApp: the demo, the training ground, the reference gateway, and the
//! network of the deterministic simulation.
//!
//! [`Network`] is the pure state machine, [`Simulator`] the same with a clock, a journal on disk and
//! deliveries that wait to be acknowledged.
//!
//! It is the reference: whatever WhatsApp does with a message it does, and it turns down what WhatsApp would.
//! Files are kept beside the journal ([`files`]), who is writing nowhere.
//!
//! For training: every number is on WhatsApp but those that end in `0000`. A number that Relevo looks up
//! or adds to a group becomes a person by itself.

mod adapter;
mod calls;
mod changing;
pub mod chats;
pub mod deeds;
pub mod deliveries;
pub mod error;
pub mod faults;
mod fetching;
pub mod files;
mod journal;
mod life;
mod linking;
pub mod network;
pub mod numbering;
mod op;
pub mod people;
mod pump;
pub mod sending;
#[allow(clippy::module_inception, reason = "the type that the module is named for")]
mod simulator;
mod typing;
pub mod view;
mod wording;

pub use chats::{Author, Message, Place, Reaction, Ticks};
pub use deeds::{FileBytes, NewFile};
pub use deliveries::{DeliveryId, Pending};
pub use error::SimulatorError;
pub use faults::Faults;
pub use fetching::pieces;
pub use files::{FileError, Kept, Reading, Upload};
pub use journal::OpenError;
pub use network::{Network, Tally};
pub use people::{Addressing, Person, PersonId, PersonKind};
pub use simulator::{Clock, Simulator};
pub use view::{ChatView, FileView, MemberView, PhoneView, QuoteView, ReactionView, RowView};
