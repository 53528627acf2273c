DELETE FROM ticket_events WHERE kind IN ('transferred', 'returned', 'moved', 'raised', 'note');
UPDATE ticket_events SET n = (n / 16) * 8 + n % 16;
ALTER TABLE ticket_events DROP COLUMN place;
ALTER TABLE ticket_events DROP COLUMN group_id;
ALTER TABLE ticket_events DROP COLUMN by_name;
ALTER TABLE ticket_events DROP COLUMN by_agent;
ALTER TABLE tickets DROP COLUMN waits_since;
ALTER TABLE tickets DROP COLUMN handed_seq;
ALTER TABLE tickets DROP COLUMN closed_by_name;
