//! When a pending ticket has waited too long.

use super::ids::Timestamp;
use super::settings::LineSettings;
use super::ticket::Ticket;

/// The moment at which `ticket`, waiting since then, passes its first limit.
#[must_use]
pub fn first_limit(ticket: &Ticket, since: Timestamp, settings: &LineSettings) -> Timestamp {
    let limit = if ticket.is_urgent() { settings.urgent_limit_ms } else { settings.first_limit_ms };
    since.plus(limit)
}
