-- What a company has set for its hours, its main groups and its agents.
CREATE TABLE rules (
    line_id BIGINT NOT NULL REFERENCES lines (id),
    -- hours (of the line; its id is 0), group, agent
    kind TEXT NOT NULL,
    -- the main group or the agent
    id BIGINT NOT NULL,
    -- as JSON: nothing inside is asked for
    settings TEXT NOT NULL,
    changed_at BIGINT NOT NULL,
    PRIMARY KEY (line_id, kind, id)
) WITHOUT ROWID;
