//! What a case does to the tables, and the statements for it.

/// A statement: alone, and for many rows.
#[derive(Debug)]
pub(super) struct Sql {
    /// For one row.
    pub(super) one: &'static str,
    /// For many rows: what comes before `VALUES`, where something stands behind the rows only on PostgreSQL.
    pub(super) head: &'static str,
    /// … and what comes after the rows.
    pub(super) tail: &'static str,
}

/// What is done to which table. In this order the rows of a batch can be written table by table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Deed {
    Customer,
    Ticket,
    Message,
    History,
    Letter,
    Claimed,
    Queued,
    Relayed,
    MessageSent,
    Closed,
    CustomerClosed,
    Post,
    Seen,
    LetterGone,
    LastSend,
}

impl Deed {
    /// Its statements.
    pub(super) fn sql(self) -> Sql {
        let (one, head, tail) = match self {
            Self::Customer => (
                "INSERT INTO customers (line_id, id, name, phone, phone_key, lid, chat, closed_cases, words) VALUES \
                 (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                "INSERT INTO customers (line_id, id, name, phone, phone_key, lid, chat, closed_cases, words)",
                "",
            ),
            Self::Ticket => (
                "INSERT INTO tickets (line_id, no, customer_id, state, department, sentiment, group_id, opened_at, \
                 since, level, noted_at, unnoted, last_seq) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                "INSERT INTO tickets (line_id, no, customer_id, state, department, sentiment, group_id, opened_at, \
                 since, level, noted_at, unnoted, last_seq)",
                "",
            ),
            Self::Message => (
                "INSERT INTO messages (line_id, ticket, seq, side, agent_id, at, wa_id, content, words, state) VALUES \
                 (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                "INSERT INTO messages (line_id, ticket, seq, side, agent_id, at, wa_id, content, words, state)",
                "",
            ),
            Self::History => (
                "INSERT INTO ticket_events (line_id, ticket, n, kind, at, level, agent_id, detail) VALUES \
                 (?, ?, ?, ?, ?, ?, ?, ?)",
                "INSERT INTO ticket_events (line_id, ticket, n, kind, at, level, agent_id, detail)",
                "",
            ),
            Self::Letter => (
                "INSERT INTO outbox (line_id, id, chat, purpose, slot_id, ticket, seq, group_id, text, quote, \
                 created_at, attempts, not_before) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                "INSERT INTO outbox (line_id, id, chat, purpose, slot_id, ticket, seq, group_id, text, quote, \
                 created_at, attempts, not_before)",
                "",
            ),
            Self::Claimed => (
                "UPDATE tickets SET state = 'in_progress', agent_id = ?, agent_name = ?, slot_id = ?, slot_name = ?, \
                 claimed_at = ? WHERE line_id = ? AND no = ?",
                "UPDATE tickets SET state = 'in_progress', agent_id = v.agent_id, agent_name = v.agent_name, \
                 slot_id = v.slot_id, slot_name = v.slot_name, claimed_at = v.at FROM (",
                ") AS v (agent_id, agent_name, slot_id, slot_name, at, line, no) \
                 WHERE tickets.line_id = v.line AND tickets.no = v.no",
            ),
            Self::Queued => (
                "UPDATE messages SET state = 'queued' WHERE line_id = ? AND ticket = ? AND seq = ?",
                "UPDATE messages SET state = 'queued' FROM (",
                ") AS v (line, no, n) WHERE line_id = v.line AND ticket = v.no AND seq = v.n",
            ),
            Self::Relayed => (
                "UPDATE tickets SET last_seq = ?, first_answer_at = ? WHERE line_id = ? AND no = ?",
                "UPDATE tickets SET last_seq = v.n, first_answer_at = v.at FROM (",
                ") AS v (n, at, line, no) WHERE tickets.line_id = v.line AND tickets.no = v.no",
            ),
            Self::MessageSent => (
                "UPDATE messages SET state = 'sent', sent_wa_id = ? WHERE line_id = ? AND ticket = ? AND seq = ?",
                "UPDATE messages SET state = 'sent', sent_wa_id = v.id FROM (",
                ") AS v (id, line, no, n) WHERE line_id = v.line AND ticket = v.no AND seq = v.n",
            ),
            Self::Closed => (
                "UPDATE tickets SET state = 'closed', closed_at = ?, closed_by = ?, close_reason = ? \
                 WHERE line_id = ? AND no = ?",
                "UPDATE tickets SET state = 'closed', closed_at = v.at, closed_by = v.agent, close_reason = v.reason \
                 FROM (",
                ") AS v (at, agent, reason, line, no) WHERE tickets.line_id = v.line AND tickets.no = v.no",
            ),
            Self::CustomerClosed => (
                "UPDATE customers SET closed_cases = closed_cases + 1 WHERE line_id = ? AND id = ?",
                "UPDATE customers SET closed_cases = closed_cases + 1 FROM (",
                ") AS v (line, no) WHERE customers.line_id = v.line AND customers.id = v.no",
            ),
            Self::Post => (
                "INSERT INTO posts (line_id, chat, wa_id, group_id, ticket, at) VALUES (?, ?, ?, ?, ?, ?)",
                "INSERT INTO posts (line_id, chat, wa_id, group_id, ticket, at)",
                "",
            ),
            Self::Seen => (
                "INSERT INTO seen (line_id, at, event_key) VALUES (?, ?, ?)",
                "INSERT INTO seen (line_id, at, event_key)",
                "",
            ),
            Self::LetterGone => (
                "DELETE FROM outbox WHERE line_id = ? AND id = ?",
                "DELETE FROM outbox USING (",
                ") AS v (line, no) WHERE outbox.line_id = v.line AND outbox.id = v.no",
            ),
            Self::LastSend => (
                "UPDATE lines SET last_send = ? WHERE id = ?",
                "UPDATE lines SET last_send = v.n FROM (",
                ") AS v (n, line) WHERE lines.id = v.line",
            ),
        };
        Sql { one, head, tail }
    }
}
