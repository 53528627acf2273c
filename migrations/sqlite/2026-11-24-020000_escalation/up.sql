-- What was said about waits, so that it is not said again. Only tickets of which something was have a row.
CREATE TABLE ticket_waits (
    line_id BIGINT NOT NULL,
    ticket BIGINT NOT NULL,
    -- when the last limit was passed while it was pending
    escalated_at BIGINT,
    -- when supervisors were told that the customer is angry
    anger_told_at BIGINT,
    -- since when its agent has it, where that is another one than who claimed it
    seated_at BIGINT,
    -- the first message without an answer, and how far that went: 1 the agent was reminded, 2 supervisors were alerted
    late_seq BIGINT NOT NULL DEFAULT 0,
    late_level BIGINT NOT NULL DEFAULT 0,
    PRIMARY KEY (line_id, ticket),
    FOREIGN KEY (line_id, ticket) REFERENCES tickets (line_id, no) ON DELETE CASCADE
) WITHOUT ROWID;

-- since when the line has been without its connection, where that was said
ALTER TABLE lines ADD COLUMN down_since BIGINT;
