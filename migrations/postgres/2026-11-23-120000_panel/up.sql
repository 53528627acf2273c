-- What the panel keeps for itself: who did what, canned replies, texts of a company's own.

-- the agent who an operator is: sees that one's cases
ALTER TABLE users ADD COLUMN attends_line BIGINT;
ALTER TABLE users ADD COLUMN attends_agent BIGINT;

-- Who did what in the panel, when, and from where. Only ever written once.
CREATE TABLE audit (
    id BIGINT NOT NULL PRIMARY KEY,
    at BIGINT NOT NULL,
    -- the user, as of then: users may be renamed or removed
    user_id BIGINT,
    login TEXT NOT NULL,
    -- from where
    address TEXT NOT NULL,
    -- on which line, where it was about one
    line_id BIGINT,
    -- what: the key of a text of the catalogue
    deed TEXT NOT NULL,
    -- to whom or what: the name in that text
    subject TEXT NOT NULL
);
CREATE INDEX audit_by_user ON audit (user_id, id);

-- Canned replies: `/r clave`.
CREATE TABLE canned_replies (
    line_id BIGINT NOT NULL REFERENCES lines (id),
    -- the word after `/r`, lower case
    name TEXT NOT NULL,
    text TEXT NOT NULL,
    changed_at BIGINT NOT NULL,
    PRIMARY KEY (line_id, name)
);

-- Texts of Relevo's that a company says in words of its own.
CREATE TABLE templates (
    line_id BIGINT NOT NULL REFERENCES lines (id),
    -- the key in the catalogue
    name TEXT NOT NULL,
    -- es, pt, en
    language TEXT NOT NULL,
    text TEXT NOT NULL,
    changed_at BIGINT NOT NULL,
    PRIMARY KEY (line_id, name, language)
);
