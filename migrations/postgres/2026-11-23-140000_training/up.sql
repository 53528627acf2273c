-- How far somebody has come in the training, which is done on a line whose gateway is the simulator.
CREATE TABLE training (
    user_id BIGINT NOT NULL PRIMARY KEY REFERENCES users (id) ON DELETE CASCADE,
    -- the practice line; one that is gone means that nothing was begun
    line_id BIGINT NOT NULL,
    -- how often it was begun
    round BIGINT NOT NULL,
    -- when this round was
    began_at BIGINT NOT NULL,
    -- what is to be done now, and since when
    step TEXT NOT NULL,
    since BIGINT NOT NULL,
    -- the simulated customers of this round, by number: the first, and the one who cannot wait
    customer TEXT,
    urgent TEXT
);
