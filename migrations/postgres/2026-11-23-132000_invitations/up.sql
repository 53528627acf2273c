-- One-time links with which somebody sets a password: one for each user at the most.
CREATE TABLE invitations (
    user_id BIGINT NOT NULL PRIMARY KEY REFERENCES users (id) ON DELETE CASCADE,
    -- only the hash: what is stored does not open anything
    token_hash TEXT NOT NULL UNIQUE,
    expires_at BIGINT NOT NULL
);

-- All tokens of a session have its csrf in common.
CREATE INDEX sessions_csrf ON sessions (csrf);
