//! The rows of a history as statements, one for each table and run of tickets. A value follows from the
//! row's number by arithmetic that both databases do alike.

use super::words::{NAMES, PHRASES};
use crate::domain::ids::LineId;

/// What a pending ticket waits before it is overdue (milliseconds), as far as the history is concerned.
const LIMIT_MS: i64 = 300_000;

/// Area codes, three digits each.
const AREAS: &str = "381351261341223299342280";
/// The same with the digits of each from the last to the first.
const AREAS_BACKWARDS: &str = "183153162143322992243082";

/// Who may have attended where, and which groups announce.
pub(super) fn seats(line: LineId) -> String {
    format!(
        "CREATE TEMP TABLE fill_groups AS SELECT row_number() OVER (ORDER BY id) - 1 AS n, id, kind, chat \
         FROM main_groups WHERE line_id = {line} AND chat IS NOT NULL AND kind <> 'supervisor'; \
         CREATE TEMP TABLE fill_seats AS SELECT row_number() OVER (ORDER BY s.id, g.id) - 1 AS n, \
         g.id AS group_id, g.kind AS department, a.id AS agent_id, a.name AS agent_name, s.id AS slot_id, s.name AS slot_name \
         FROM slots s JOIN agents a ON a.line_id = s.line_id AND a.id = s.agent_id \
         JOIN memberships m ON m.line_id = s.line_id AND m.agent_id = a.id JOIN fill_groups g ON g.id = m.group_id \
         WHERE s.line_id = {line} AND s.chat IS NOT NULL; \
         CREATE UNIQUE INDEX fill_groups_n ON fill_groups (n); CREATE UNIQUE INDEX fill_seats_n ON fill_seats (n)"
    )
}

/// The statements for one line and plan.
#[derive(Debug)]
pub(super) struct Rows {
    pub sqlite: bool,
    pub line: i64,
    pub seats: i64,
    pub groups: i64,
    /// The last ticket that was there before.
    pub ticket_base: i64,
    /// The last customer that was there before.
    pub customer_base: i64,
    pub closed: i64,
    pub open: i64,
    pub customers: i64,
    /// A step through the customers, and its inverse.
    pub stride: (i64, i64),
    pub messages: i64,
    pub seen: i64,
    /// Closed tickets were opened from here …
    pub begin: i64,
    /// … to here.
    pub end: i64,
    pub open_begin: i64,
    pub open_end: i64,
    pub seen_begin: i64,
    pub now: i64,
}

impl Rows {
    /// The number of the ticket at this place of the plan, from 1.
    pub fn ticket(&self, place: u64) -> i64 {
        self.ticket_base + super::integer(place)
    }

    /// The last customer's number.
    pub fn last_customer(&self) -> i64 {
        self.customer_base + self.customers
    }

    /// Customers `from + 1 ..= to`.
    pub fn customers(&self, from: u64, to: u64) -> String {
        let (line, count, customers) = (self.line, to - from, self.customers);
        let id = format!("({} + n.i)", self.customer_base + super::integer(from));
        // One in three writes with a LID as well, one in thirty shows no number at all.
        let area = |areas: &str| format!("substr('{areas}', 1 + 3 * CAST({id} % 8 AS INTEGER), 3)");
        let number = self.decimal(&format!("2000000 + {id}"), 7);
        let shown = format!("CASE WHEN {id} % 30 <> 0");
        let phone = format!("{shown} THEN '549' || {} || {number} END", area(AREAS));
        let digits: Vec<String> =
            (1..=7).rev().map(|place| format!("substr({number}, {place}, 1)")).collect();
        let backwards = format!(
            "{shown} THEN {} || {} || '945' END",
            digits.join(" || "),
            area(AREAS_BACKWARDS)
        );
        let lid = format!(
            "CASE WHEN {id} % 3 = 0 THEN '1' || {} END",
            self.decimal(&format!("{id} * 7919"), 13)
        );
        // The customer's first turn among the tickets; the next come a round of all customers later each.
        let turn = format!("({} + n.i - 1) * {} % {customers}", from, self.stride.1);
        let closed = format!(
            "CASE WHEN {turn} < {} THEN ({} - {turn}) / {customers} + 1 ELSE 0 END",
            self.closed,
            self.closed - 1
        );
        format!(
            "INSERT INTO customers (line_id, id, name, phone, phone_key, lid, chat, closed_cases, words) \
             SELECT {line}, c.id, c.name, c.phone, '54' || substr(c.phone, 4), c.lid, \
             coalesce(c.phone || '@s.whatsapp.net', c.lid || '@lid'), c.closed, \
             c.words || coalesce(' ' || c.phone, '') || coalesce(' ' || c.lid, '') || coalesce(' ' || c.backwards, '') \
             FROM (SELECT {id} AS id, a.name AS name, a.words AS words, {phone} AS phone, {backwards} AS backwards, {lid} AS lid, {closed} AS closed \
             FROM fill_numbers n JOIN fill_names a ON a.n = {} % {NAMES} WHERE n.i <= {count}) AS c ORDER BY c.id",
            mix(&id, 1)
        )
    }

    /// Closed tickets at the places `from + 1 ..= to`.
    pub fn closed_tickets(&self, from: u64, to: u64) -> String {
        let (line, count, messages) = (self.line, to - from, self.messages);
        let (begin, step) = (self.begin, (self.end - self.begin) / self.closed.max(1));
        let no = format!("({} + n.i)", self.ticket(from));
        let place = format!("({from} + n.i)");
        let claimed = "t.opened_at + 20000 + t.wait % 900000";
        let closed = format!("{claimed} + 240000 + t.work * 7 % 7200000");
        let late = format!("t.wait % 900000 + 20000 > {LIMIT_MS}");
        // A bit more than half of the customers say what they think of it.
        let rated = "t.work % 20 < 11";
        let rating = format!(
            "CASE WHEN {rated} THEN CASE t.work / 32 % 10 WHEN 0 THEN 1 WHEN 1 THEN 3 WHEN 2 THEN 4 WHEN 3 THEN 4 ELSE 5 END END"
        );
        format!(
            "INSERT INTO tickets (line_id, no, customer_id, state, department, sentiment, group_id, opened_at, since, \
             level, noted_at, unnoted, alert_level, agent_id, agent_name, slot_id, slot_name, claimed_at, closed_at, \
             closed_by, close_reason, last_seq, first_answer_at, rating, rating_comment, rated_at) \
             SELECT {line}, t.no, t.customer, 'closed', s.department, {}, s.group_id, t.opened_at, t.opened_at - 4000, \
             CASE WHEN {late} THEN 1 ELSE 0 END, t.opened_at, 0, CASE WHEN {late} THEN 1 END, \
             s.agent_id, s.agent_name, s.slot_id, s.slot_name, {claimed}, {closed}, s.agent_id, \
             CASE t.wait % 8 WHEN 0 THEN 'Resuelto' WHEN 1 THEN 'Venta cerrada' WHEN 2 THEN 'Sin respuesta del cliente' \
             WHEN 3 THEN 'Reinicio de ONT' WHEN 4 THEN 'Factura y pagos' WHEN 5 THEN 'Visita técnica' END, {messages}, \
             {claimed} + ({closed} - ({claimed})) * 2 / {}, {rating}, CASE WHEN {rated} AND t.work % 7 = 0 THEN 'Muy amables' END, \
             CASE WHEN {rated} THEN {closed} + 60000 END \
             FROM (SELECT {no} AS no, {} AS customer, {begin} + {place} * {step} AS opened_at, {} AS wait, {} AS work, \
             {} % {} AS seat FROM fill_numbers n WHERE n.i <= {count}) AS t JOIN fill_seats s ON s.n = t.seat ORDER BY t.no",
            sentiment("t.work"),
            // The second message is the agent's first.
            if messages < 2 { 12 } else { messages + 1 },
            self.customer(&place),
            mix(&no, 2),
            mix(&no, 3),
            mix(&no, 4),
            self.seats,
        )
    }

    /// Tickets that wait, at the places `from + 1 ..= to`: overdue, and the alert was given.
    pub fn open_tickets(&self, from: u64, to: u64) -> String {
        let (line, count) = (self.line, to - from);
        let (begin, span, open) =
            (self.open_begin, self.open_end - self.open_begin, self.open.max(1));
        let no = format!("({} + n.i)", self.ticket(from));
        let place = format!("({from} + n.i)");
        format!(
            "INSERT INTO tickets (line_id, no, customer_id, state, department, sentiment, group_id, opened_at, since, \
             level, noted_at, unnoted, alert_level, last_seq) \
             SELECT {line}, t.no, t.customer, 'pending', g.kind, {}, g.id, t.opened_at, t.opened_at - 4000, 1, t.opened_at, 0, 1, 1 \
             FROM (SELECT {no} AS no, {} AS customer, {begin} + ({place} - {}) * {span} / {open} AS opened_at, {} AS work \
             FROM fill_numbers n WHERE n.i <= {count}) AS t JOIN fill_groups g ON g.n = t.no % {} ORDER BY t.no",
            sentiment("t.work"),
            self.customer(&place),
            self.closed,
            mix(&no, 3),
            self.groups,
        )
    }

    /// Messages of closed tickets: the customer's first, then both in turn while the agent attends.
    pub fn closed_messages(&self, from: u64, to: u64) -> String {
        let (line, messages) = (self.line, self.messages);
        let by_agent = "n.i % 2 = 0";
        let salt = "(t.no * 64 + n.i)";
        format!(
            "INSERT INTO messages (line_id, ticket, seq, side, agent_id, at, wa_id, content, words, state, sent_wa_id) \
             SELECT {line}, t.no, n.i, CASE WHEN {by_agent} THEN 'agent' ELSE 'customer' END, \
             CASE WHEN {by_agent} THEN t.agent_id END, \
             CASE WHEN n.i = 1 THEN t.since ELSE t.claimed_at + (t.closed_at - t.claimed_at) * n.i / {} END, \
             {}, {}, 'sent', {} \
             FROM tickets t CROSS JOIN fill_numbers n CROSS JOIN fill_phrases p \
             WHERE t.line_id = {line} AND t.no > {} AND t.no <= {} AND n.i <= {messages} \
             AND p.n = n.i % 2 * {PHRASES} + {} % {PHRASES} ORDER BY t.no, n.i",
            messages + 1,
            self.wa_id("3A", salt),
            said(salt),
            self.wa_id("3EB0", salt),
            self.ticket(from),
            self.ticket(to),
            mix(salt, 5),
        )
    }

    /// The one message of each ticket that waits.
    pub fn open_messages(&self, from: u64, to: u64) -> String {
        let (line, salt) = (self.line, "(t.no * 64 + 1)");
        format!(
            "INSERT INTO messages (line_id, ticket, seq, side, at, wa_id, content, words, state) \
             SELECT {line}, t.no, 1, 'customer', t.since, {}, {}, 'kept' FROM tickets t CROSS JOIN fill_phrases p \
             WHERE t.line_id = {line} AND t.no > {} AND t.no <= {} AND p.n = {PHRASES} + {} % {PHRASES} ORDER BY t.no",
            self.wa_id("3A", salt),
            said(salt),
            self.ticket(from),
            self.ticket(to),
            mix(salt, 5),
        )
    }

    /// What happened to the tickets at the places `from + 1 ..= to`, whatever their state.
    pub fn events(&self, from: u64, to: u64) -> Vec<String> {
        let (line, first, last) = (self.line, self.ticket(from), self.ticket(to));
        let event = |n: &str,
                     kind: &str,
                     at: &str,
                     level: &str,
                     who: &str,
                     detail: &str,
                     which: &str| {
            format!(
                "INSERT INTO ticket_events (line_id, ticket, n, kind, at, level, agent_id, detail) \
                 SELECT {line}, no, ({at}) * 16 + {n}, '{kind}', {at}, {level}, {who}, {detail} FROM tickets \
                 WHERE line_id = {line} AND no > {first} AND no <= {last} AND {which} ORDER BY no"
            )
        };
        let late = "level > 0";
        let limit = format!("opened_at + {LIMIT_MS}");
        let alert = format!("opened_at + {}", LIMIT_MS + 2_000);
        let over = "closed_at IS NOT NULL";
        vec![
            event("0", "opened", "opened_at", "NULL", "NULL", "NULL", "TRUE"),
            event("1", "escalated", &limit, "level", "NULL", "NULL", late),
            event("2", "alerted", &alert, "level", "NULL", "NULL", late),
            event("3", "claimed", "claimed_at", "NULL", "agent_id", "slot_name", over),
            event("4", "closed", "closed_at", "NULL", "closed_by", "close_reason", over),
        ]
    }

    /// The announcements.
    pub fn posts(&self, from: u64, to: u64) -> String {
        let (line, first, last) = (self.line, self.ticket(from), self.ticket(to));
        format!(
            "INSERT INTO posts (line_id, chat, wa_id, group_id, ticket, at) \
             SELECT {line}, g.chat, {}, g.id, t.no, t.opened_at + 900 FROM tickets t JOIN fill_groups g ON g.id = t.group_id \
             WHERE t.line_id = {line} AND t.no > {first} AND t.no <= {last} ORDER BY 2, 3",
            self.wa_id("3EB0", "t.no")
        )
    }

    /// Events `from + 1 ..= to` of those that are still known.
    pub fn seen(&self, from: u64, to: u64) -> String {
        let (line, count, begin) = (self.line, to - from, self.seen_begin);
        let (span, seen) = (self.now - self.seen_begin, self.seen.max(1));
        let place = format!("({from} + n.i)");
        // Another fill of this line brings others.
        let number = format!("({} + n.i)", self.ticket(from));
        format!(
            "INSERT INTO seen (line_id, at, event_key) SELECT {line}, {begin} + {place} * {span} / {seen}, {} || {} \
             FROM fill_numbers n WHERE n.i <= {count} ORDER BY 2",
            self.hex('x', &scattered(&number), 8),
            self.hex('x', &number, 24),
        )
    }

    /// What was sent: the announcements, and for closed tickets the confirmation, the messages and the farewell.
    pub fn last_send(&self) -> String {
        let sent = self.closed * (self.messages + 3) + self.open;
        format!("UPDATE lines SET last_send = last_send + {sent} WHERE id = {}", self.line)
    }

    /// Whose ticket is at a place, from 1.
    fn customer(&self, place: &str) -> String {
        let (step, customers) = (self.stride.0, self.customers);
        format!("{} + ({place} - 1) % {customers} * {step} % {customers} + 1", self.customer_base)
    }

    /// An id as WhatsApp's clients make them: as if random, and never the same twice.
    fn wa_id(&self, prefix: &str, number: &str) -> String {
        format!(
            "'{prefix}' || {} || {}",
            self.hex('X', &scattered(number), 8),
            self.hex('X', number, 10)
        )
    }

    /// Base 16, in capitals for `X`.
    fn hex(&self, form: char, number: &str, digits: u8) -> String {
        if self.sqlite {
            return format!("printf('%0{digits}{form}', {number})");
        }
        let hex = format!("lpad(to_hex({number}), {digits}, '0')");
        if form == 'X' { format!("upper({hex})") } else { hex }
    }

    fn decimal(&self, number: &str, digits: u8) -> String {
        if self.sqlite {
            format!("printf('%0{digits}d', {number})")
        } else {
            format!("lpad(({number})::text, {digits}, '0')")
        }
    }
}

/// 32 bits that look random.
fn scattered(number: &str) -> String {
    format!("({number} * 2654435761 % 4294967296)")
}

/// 20 bits that look random and have nothing to do with those of another `salt`.
fn mix(number: &str, salt: i64) -> String {
    format!("(({number} + {}) * 2654435761 % 4294967296 / 4096)", salt * 104_729)
}

fn sentiment(random: &str) -> String {
    format!(
        "CASE {random} % 10 WHEN 0 THEN 'angry' WHEN 1 THEN 'happy' WHEN 2 THEN 'happy' ELSE 'neutral' END"
    )
}

/// A message's content and words, from phrase `p`.
fn said(salt: &str) -> String {
    let number = format!("' ' || (10000 + {} % 90000)", mix(salt, 6));
    format!(
        "CASE p.numbered WHEN 1 THEN p.head || {number} || p.tail ELSE p.head END, \
         CASE p.numbered WHEN 1 THEN p.words || {number} ELSE p.words END"
    )
}
