//! Naming a message of a case in a chat: as it was carried there, or as it was written there.

use super::{Case, Slot};
use crate::domain::cargo::{CopyRef, MessageRef, Target};
use crate::domain::identity::Identity;
use crate::domain::message_map::Entry;
use crate::domain::outcome::QuoteRef;
use crate::domain::ticket::Side;

impl Slot {
    /// A message of a case as the other side has it, where `from` is who speaks about it.
    pub(super) fn reference(&self, case: &Case, entry: &Entry, from: Side) -> MessageRef {
        let ours = match from {
            Side::Customer => entry.message.from == Side::Customer,
            Side::Agent(_) => matches!(entry.message.from, Side::Agent(_)),
        };
        if ours {
            // Not by an id that is known: further parts may still be on their way.
            let copy = CopyRef { ticket: case.ticket.no, seq: entry.message.seq, part: 0 };
            return MessageRef {
                id: Target::Copy(copy),
                from_us: true,
                author: Identity::default(),
            };
        }
        // The other side wrote it themselves.
        let author = match entry.message.from {
            Side::Customer => Some(case.ticket.customer.identity.clone()),
            Side::Agent(agent) => self.people.get(&agent).cloned(),
        };
        MessageRef {
            id: Target::Known(entry.message.wa_id.clone()),
            from_us: false,
            author: author.unwrap_or_default(),
        }
    }

    pub(super) fn quote(&self, case: &Case, entry: &Entry, from: Side) -> QuoteRef {
        let MessageRef { id, from_us, author } = self.reference(case, entry, from);
        QuoteRef { id, from_us, author, text: entry.excerpt() }
    }

    /// The quote of a message of the case that is here, for the other side of `from`.
    pub(super) fn quote_of_case(&self, seq: u32, from: Side) -> Option<QuoteRef> {
        let case = self.case.as_ref()?;
        Some(self.quote(case, case.map.get(seq)?, from))
    }

    /// The first words of a message that an earlier holder of the case wrote.
    pub(super) fn past_words(&self, seq: u32) -> Option<String> {
        let entry = self.case.as_ref()?.map.get(seq)?;
        entry.past.is_some().then(|| entry.excerpt())
    }

    /// A message where its writer wrote it.
    pub(super) fn own_quote(&self, entry: &Entry) -> QuoteRef {
        let author = match entry.message.from {
            Side::Agent(agent) => self.people.get(&agent).cloned().unwrap_or_default(),
            Side::Customer => Identity::default(),
        };
        let id = entry.message.wa_id.clone().into();
        QuoteRef { id, from_us: false, author, text: entry.excerpt() }
    }
}
