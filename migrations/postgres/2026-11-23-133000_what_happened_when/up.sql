-- What happened to tickets, in the order of time: the console, and what was opened, closed and alerted in a period.
-- Rows are only ever added at its end.
CREATE INDEX ticket_events_when ON ticket_events (line_id, n, kind);
