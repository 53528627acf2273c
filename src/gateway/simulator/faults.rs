//! Failures on demand: what WhatsApp and its gateways do on a bad day.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::people::PersonId;

/// What goes wrong from now on. The counted ones count down as they happen.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Faults {
    /// The line is not connected: sends fail, what people write waits.
    pub offline: bool,
    /// The line's number is not linked: as offline, until a code is scanned or typed.
    pub unlinked: bool,
    /// The next so many creations of a group are answered with «unknown error» (429).
    pub creations_refused: u32,
    /// A creation answered so has created the group nevertheless.
    pub refused_creations_happen: bool,
    /// The next so many messages are not sent, for a passing reason.
    pub sends_refused: u32,
    /// The next so many messages are sent, and the answer to the sender is lost.
    pub answers_lost: u32,
    /// Everything that is delivered to Relevo is delivered twice.
    pub duplicates: bool,
    /// Any of the first so many deliveries may come first. None and one keep the order.
    pub reorder: u32,
    /// Deliveries are reordered within one chat too.
    pub reorder_within_chat: bool,
    /// People whom no message reaches, for good.
    pub blocked: BTreeSet<PersonId>,
    /// People whose phone is off: what the line sends them waits at one tick.
    pub off: BTreeSet<PersonId>,
    /// Files that people sent are no longer on WhatsApp's servers.
    pub files_expired: bool,
    /// The next so many files are not brought, for a passing reason.
    pub fetches_refused: u32,
    /// The next so many files break off in the middle.
    pub fetches_broken: u32,
}

impl Faults {
    /// Whether nothing goes in or out.
    #[must_use]
    pub fn is_down(&self) -> bool {
        self.offline || self.unlinked
    }
}

/// Uses up one of a counted fault.
pub(super) fn take_one(left: &mut u32) -> bool {
    let any = *left > 0;
    *left = left.saturating_sub(1);
    any
}
