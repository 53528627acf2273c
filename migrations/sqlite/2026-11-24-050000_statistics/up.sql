-- What statistics ask.

-- Alerts in the order of time: few among all that happens to tickets.
CREATE INDEX ticket_events_alerts ON ticket_events (line_id, n, ticket) WHERE kind IN ('alerted', 'raised');

-- When an agent first wrote to the customer, for the cases of before: their messages are numbered in the order of time.
UPDATE tickets SET first_answer_at = (
    SELECT messages.at FROM messages
    WHERE messages.line_id = tickets.line_id AND messages.ticket = tickets.no AND messages.side = 'agent'
    ORDER BY messages.seq LIMIT 1
);

-- As in the first migration: what the tables look like after some years.
INSERT INTO sqlite_stat1 (tbl, idx, stat) VALUES
    ('ticket_events', 'ticket_events_alerts', '100000 100000 1 1');
