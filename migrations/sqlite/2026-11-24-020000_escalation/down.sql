ALTER TABLE lines DROP COLUMN down_since;
DROP TABLE ticket_waits;
