-- Cases that are handed on: from agent to agent, back to a main group, to another one; and who decided that.

-- who closed it, where that was somebody in the panel
ALTER TABLE tickets ADD COLUMN closed_by_name TEXT;
-- the last message that was there when it was handed on
ALTER TABLE tickets ADD COLUMN handed_seq BIGINT NOT NULL DEFAULT 0;
-- since when it is pending again, where agents have attended it before
ALTER TABLE tickets ADD COLUMN waits_since BIGINT;

-- Further kinds: transferred and returned (agent_id: to whom, from whom; detail: why), moved and raised (detail: why),
-- note (detail: the note). Who decided is an agent or, by the name of then, somebody in the panel.
ALTER TABLE ticket_events ADD COLUMN by_agent BIGINT;
ALTER TABLE ticket_events ADD COLUMN by_name TEXT;
-- the main group that it came to
ALTER TABLE ticket_events ADD COLUMN group_id BIGINT;
-- the personal group that it came to
ALTER TABLE ticket_events ADD COLUMN place TEXT;

-- There are more kinds now than places within a millisecond: 16 places, where there were 8.
UPDATE ticket_events SET n = (n / 8) * 16 + n % 8;
