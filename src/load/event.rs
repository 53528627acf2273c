//! What the people of a run hear of: all of it comes through one channel, in order.

use std::time::{Duration, Instant};

use super::mixed::asked::{Cargo, Changing};
use super::post::Parcel;

/// Something happened.
#[derive(Debug)]
pub enum Event {
    /// Relevo sent a message, and the gateway has it.
    Sent(Sent),
    /// Relevo did something to an earlier message, or marked messages as read.
    Changed(Changed),
    /// A call failed on purpose, or its answer did not come.
    Fault,
    /// A webhook was answered.
    Answered(Answered),
    /// A webhook that was not taken is due again.
    DueAgain(Parcel),
    /// Relevo asked for something that this gateway does not have.
    Unknown(String),
    /// The server ended by itself, or could not be started again.
    Gone(String),
}

/// A message of Relevo's.
#[derive(Debug)]
pub struct Sent {
    /// Its id, the gateway's.
    pub id: String,
    /// Where.
    pub chat: String,
    /// The words.
    pub text: String,
    /// The id of what it replies to.
    pub quote: Option<String>,
    /// When.
    pub at: Instant,
    /// How often the server had been started when it opened this connection.
    pub life: u32,
    /// The server is not told that it is out: it may send it again.
    pub untold: bool,
    /// What it is, where it is more than words.
    pub cargo: Option<Cargo>,
}

/// A change of Relevo's to earlier messages.
#[derive(Debug)]
pub struct Changed {
    /// What is done to which.
    pub changing: Changing,
    /// When.
    pub at: Instant,
    /// How often the server had been started when it opened this connection.
    pub life: u32,
}

/// The answer to one try of a webhook.
#[derive(Debug)]
pub struct Answered {
    /// Which.
    pub parcel: Parcel,
    /// When.
    pub at: Instant,
    /// What was said.
    pub verdict: Verdict,
    /// Over which connection it went, free now.
    pub carrier: usize,
}

/// What the server made of a webhook.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// 2xx: it is on disk.
    Taken,
    /// 503: come again, after this wait if it was named.
    Busy(Option<Duration>),
    /// A status that gateways do not repeat: lost.
    Rejected(u16),
    /// Another status, or no answer: come again.
    Failed(Option<u16>),
}
