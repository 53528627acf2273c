ALTER TABLE ticket_events DROP COLUMN place;
ALTER TABLE ticket_events DROP COLUMN group_id;
ALTER TABLE ticket_events DROP COLUMN by_name;
ALTER TABLE ticket_events DROP COLUMN by_agent;
ALTER TABLE tickets DROP COLUMN waits_since;
ALTER TABLE tickets DROP COLUMN handed_seq;
ALTER TABLE tickets DROP COLUMN closed_by_name;
