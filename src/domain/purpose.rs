//! What a message in the outbox is for: how urgent it is, and who has to know what becomes of it.

use serde::{Deserialize, Serialize};

use super::cargo::CopyRef;
use super::ids::{AgentId, GroupId, SlotId, TicketNo};
use super::message::Post;

/// What a message in the outbox is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(tag = "for", rename_all = "snake_case")]
pub enum Purpose {
    /// A customer's message, shown in a slot.
    ToSlot {
        /// The slot.
        slot: SlotId,
        /// The case.
        ticket: TicketNo,
        /// Which message of it.
        seq: u32,
        /// Which part, where it was split; from 0.
        part: u8,
    },
    /// An agent's message, sent to the customer.
    ToCustomer {
        /// The slot it came from, which is told if it fails.
        slot: SlotId,
        /// The case.
        ticket: TicketNo,
        /// Which message of it.
        seq: u32,
        /// Which part, where it was split; from 0.
        part: u8,
    },
    /// A change of a customer's message, or a reaction, shown in a slot.
    ChangeForSlot {
        /// The slot.
        slot: SlotId,
        /// The case.
        ticket: TicketNo,
        /// Which message of it.
        seq: u32,
    },
    /// A change of an agent's message, or a reaction, carried to the customer.
    ChangeForCustomer {
        /// The slot it came from, which is told if it fails.
        slot: SlotId,
        /// The case.
        ticket: TicketNo,
        /// Which message of it.
        seq: u32,
    },
    /// Something that Relevo says.
    Answer,
    /// The announcement of a ticket, which can be quoted to take it.
    Announcement {
        /// Where it is announced.
        group: GroupId,
        /// The ticket.
        ticket: TicketNo,
    },
    /// The note that the customer of a pending ticket wrote more.
    Addition {
        /// Where it is told.
        group: GroupId,
        /// The ticket.
        ticket: TicketNo,
    },
    /// The message that an agent quotes with LISTO.
    AskReady {
        /// Where it is asked.
        group: GroupId,
        /// Who is asked.
        agent: AgentId,
    },
    /// An alert or reminder.
    Alert,
    /// A reaction that shows how far a message has come.
    Mark,
    /// The warning to a customer who does not answer: time counts from when it has left.
    SilenceWarning {
        /// The slot of the case.
        slot: SlotId,
        /// The case.
        ticket: TicketNo,
        /// The agent's message without an answer.
        seq: u32,
    },
}

impl Purpose {
    /// How long it lets others go first when the line is busy (milliseconds): what is for people in a
    /// conversation overtakes announcements, and those alerts, but nothing waits for ever.
    #[must_use]
    pub fn patience_ms(self) -> i64 {
        match self {
            Self::ToSlot { .. }
            | Self::ToCustomer { .. }
            | Self::ChangeForSlot { .. }
            | Self::ChangeForCustomer { .. } => 0,
            Self::Answer | Self::SilenceWarning { .. } => 2_000,
            Self::Announcement { .. } | Self::AskReady { .. } => 10_000,
            Self::Addition { .. } | Self::Alert => 30_000,
            Self::Mark => 60_000,
        }
    }

    /// The same message's part with this number, counted from 0.
    #[must_use]
    pub fn part(self, part: u8) -> Self {
        match self {
            Self::ToSlot { slot, ticket, seq, .. } => Self::ToSlot { slot, ticket, seq, part },
            Self::ToCustomer { slot, ticket, seq, .. } => {
                Self::ToCustomer { slot, ticket, seq, part }
            }
            Self::ChangeForSlot { .. }
            | Self::ChangeForCustomer { .. }
            | Self::Answer
            | Self::Announcement { .. }
            | Self::Addition { .. }
            | Self::AskReady { .. }
            | Self::Alert
            | Self::Mark
            | Self::SilenceWarning { .. } => self,
        }
    }

    /// The message of a case that this carries over, and the slot of that case.
    #[must_use]
    pub fn slot_copy(self) -> Option<(SlotId, CopyRef)> {
        let (Self::ToSlot { slot, ticket, seq, part }
        | Self::ToCustomer { slot, ticket, seq, part }) = self
        else {
            return None;
        };
        Some((slot, CopyRef { ticket, seq, part }))
    }

    /// The message of a case that this carries over.
    #[must_use]
    pub fn copy(self) -> Option<CopyRef> {
        self.slot_copy().map(|(_, copy)| copy)
    }

    /// Whether this carries over a message to the side that `change`, a change of it, is for.
    #[must_use]
    pub fn is_changed_by(self, change: Self) -> bool {
        match (self, change) {
            (
                Self::ToSlot { ticket, seq, .. },
                Self::ChangeForSlot { ticket: of, seq: changed, .. },
            )
            | (
                Self::ToCustomer { ticket, seq, .. },
                Self::ChangeForCustomer { ticket: of, seq: changed, .. },
            ) => (ticket, seq) == (of, changed),
            _ => false,
        }
    }

    /// The case whose customer's words this shows in a slot.
    #[must_use]
    pub fn shown_in(self) -> Option<(SlotId, TicketNo)> {
        let (Self::ToSlot { slot, ticket, .. } | Self::ChangeForSlot { slot, ticket, .. }) = self
        else {
            return None;
        };
        Some((slot, ticket))
    }

    /// The slot that has to know if this does not reach the customer.
    #[must_use]
    pub fn sent_from(self) -> Option<SlotId> {
        let (Self::ToCustomer { slot, .. } | Self::ChangeForCustomer { slot, .. }) = self else {
            return None;
        };
        Some(slot)
    }

    /// What people can quote of it, and the group that must know its id.
    #[must_use]
    pub fn post(self) -> Option<(GroupId, Post)> {
        if let Self::Announcement { group, ticket } = self {
            Some((group, Post::Announcement(ticket)))
        } else if let Self::AskReady { group, agent } = self {
            Some((group, Post::AskReady(agent)))
        } else {
            None
        }
    }

    /// The ticket of which this says how it stands: that it waits for an agent, or for its customer. Once it does not,
    /// this need not leave.
    #[must_use]
    pub fn lapses_with(self) -> Option<TicketNo> {
        let (Self::Announcement { ticket, .. }
        | Self::Addition { ticket, .. }
        | Self::SilenceWarning { ticket, .. }) = self
        else {
            return None;
        };
        Some(ticket)
    }

    /// The slot that has to know when this warning leaves, or that it does not.
    #[must_use]
    pub fn warning(self) -> Option<(SlotId, TicketNo, u32)> {
        let Self::SilenceWarning { slot, ticket, seq } = self else { return None };
        Some((slot, ticket, seq))
    }
}
