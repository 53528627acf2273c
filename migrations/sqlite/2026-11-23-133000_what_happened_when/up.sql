-- What happened to tickets, in the order of time: the console, and what was opened, closed and alerted in a period.
-- Rows are only ever added at its end.
CREATE INDEX ticket_events_when ON ticket_events (line_id, n, kind);

-- As in the first migration: what the tables look like after some years.
INSERT INTO sqlite_stat1 (tbl, idx, stat) VALUES
    ('ticket_events', 'ticket_events_when', '4000000 4000000 1 1');
