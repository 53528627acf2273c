DROP TABLE line_states;
ALTER TABLE lines DROP COLUMN ended_at;
