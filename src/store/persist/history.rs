//! What happened to tickets, in order.

use super::super::statement::Rows;
use super::Batch;
use crate::domain::ids::{AgentId, TicketNo, Timestamp};

/// Places within a millisecond: as many as there may be kinds.
pub(in crate::store) const PLACES: i64 = 16;

/// The place of an alert within its millisecond.
pub(in crate::store) const ALERTED: i64 = Kind::Alerted as i64;

/// What happened to a ticket.
#[derive(Debug, Clone, Copy)]
pub(super) enum Kind {
    Opened,
    Escalated,
    Alerted,
    Claimed,
    Closed,
    Transferred,
    Returned,
    Moved,
    Raised,
    Note,
    Mood,
    Summary,
    Late,
    Angry,
    Rated,
    Silence,
}

impl Kind {
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Opened => "opened",
            Self::Escalated => "escalated",
            Self::Alerted => "alerted",
            Self::Claimed => "claimed",
            Self::Closed => "closed",
            Self::Transferred => "transferred",
            Self::Returned => "returned",
            Self::Moved => "moved",
            Self::Raised => "raised",
            Self::Note => "note",
            Self::Mood => "mood",
            Self::Summary => "summary",
            Self::Late => "late",
            Self::Angry => "angry",
            Self::Rated => "rated",
            Self::Silence => "silence",
        }
    }

    /// Where it stands in the ticket's history: by time, and within a millisecond as a case goes. Needs no
    /// look at the rows before, and is the same when the fact is written again.
    pub(super) fn place(self, at: Timestamp) -> i64 {
        at.0 * PLACES + i64::from(self as u8)
    }
}

/// Events of tickets to be added.
pub(super) fn history_rows<'a>() -> Rows<'a> {
    Rows::new(
        "INSERT INTO ticket_events (line_id, ticket, n, kind, at, level, agent_id, detail)",
        8,
        " ON CONFLICT DO NOTHING",
    )
}

impl<'a> Batch<'_, 'a> {
    pub(super) fn history(
        &mut self,
        ticket: TicketNo,
        kind: Kind,
        at: Timestamp,
        level: Option<u32>,
        agent: Option<AgentId>,
        detail: Option<&'a str>,
    ) {
        self.history.push::<8>([
            self.line.into(),
            ticket.0.into(),
            kind.place(at).into(),
            kind.name().into(),
            at.0.into(),
            level.map(i64::from).into(),
            agent.map(|agent| agent.0).into(),
            detail.into(),
        ]);
    }
}
