//! When something is due for a pending ticket, so that neither a message nor a wake has to look at all of them.

use std::collections::BTreeSet;

use crate::domain::ids::{TicketNo, Timestamp};

/// The next moment of each ticket that has one.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct Agenda {
    entries: BTreeSet<(Timestamp, TicketNo)>,
}

impl Agenda {
    /// Replaces a ticket's moment.
    pub(super) fn move_to(
        &mut self,
        ticket: TicketNo,
        before: Option<Timestamp>,
        after: Option<Timestamp>,
    ) {
        if before == after {
            return;
        }
        if let Some(at) = before {
            self.entries.remove(&(at, ticket));
        }
        if let Some(at) = after {
            self.entries.insert((at, ticket));
        }
    }

    /// The first moment of all.
    pub(super) fn first(&self) -> Option<Timestamp> {
        self.entries.first().map(|(at, _)| *at)
    }

    /// The tickets whose moment has come, by number.
    pub(super) fn due(&self, now: Timestamp) -> Vec<TicketNo> {
        let mut due: Vec<TicketNo> =
            self.entries.range(..=(now, TicketNo(i64::MAX))).map(|(_, ticket)| *ticket).collect();
        due.sort_unstable();
        due
    }
}
