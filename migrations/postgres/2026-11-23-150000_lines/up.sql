-- Lines that are taken out of service, and how the connection of each stood.

-- when a line was taken out of service; NULL while it is in service
ALTER TABLE lines ADD COLUMN ended_at BIGINT;

CREATE TABLE line_states (
    line_id BIGINT NOT NULL REFERENCES lines (id),
    -- from when on
    at BIGINT NOT NULL,
    -- connected, connecting, waiting_for_qr, disconnected
    state TEXT NOT NULL,
    -- why: a key of ours, or what the gateway said
    detail TEXT,
    PRIMARY KEY (line_id, at)
);
