ALTER TABLE ticket_events DROP COLUMN by_supervisor;
