//! When a pending ticket has waited too long.

use super::ids::Timestamp;
use super::settings::LineSettings;
use super::ticket::Ticket;

/// The moment at which `ticket`, waiting since it was opened, passes its first limit.
#[must_use]
pub fn first_limit(ticket: &Ticket, settings: &LineSettings) -> Timestamp {
    let limit = if ticket.is_urgent() { settings.urgent_limit_ms } else { settings.first_limit_ms };
    ticket.opened_at.plus(limit)
}
