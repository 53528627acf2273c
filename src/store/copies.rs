//! Ids on WhatsApp of messages that were carried over.

use diesel::prelude::*;

use super::Conn;
use super::schema::{message_parts, messages, tickets};
use crate::domain::cargo::CopyRef;
use crate::domain::ids::{LineId, SlotId, WaId};

/// The ids of all parts of a message on the other side, in order; none if it is not there. `slot` is that side where
/// it is a slot: one that has lost the case since cannot be told where the message is now.
///
/// # Errors
/// Those of the database.
pub fn ids(
    conn: &mut Conn,
    line: LineId,
    copy: CopyRef,
    slot: Option<SlotId>,
) -> QueryResult<Vec<WaId>> {
    if let Some(slot) = slot {
        let holder: Option<Option<i64>> = tickets::table
            .find((line.0, copy.ticket.0))
            .select(tickets::slot_id)
            .first(conn)
            .optional()?;
        if holder.flatten() != Some(slot.0) {
            return Ok(Vec::new());
        }
    }
    let seq = i64::from(copy.seq);
    let first: Option<Option<String>> = messages::table
        .find((line.0, copy.ticket.0, seq))
        .select(messages::sent_wa_id)
        .first(conn)
        .optional()?;
    let further: Vec<String> = message_parts::table
        .filter(message_parts::line_id.eq(line.0))
        .filter(message_parts::ticket.eq(copy.ticket.0))
        .filter(message_parts::seq.eq(seq))
        .order(message_parts::part.asc())
        .select(message_parts::wa_id)
        .load(conn)?;
    Ok(first.flatten().into_iter().chain(further).map(WaId::from).collect())
}
