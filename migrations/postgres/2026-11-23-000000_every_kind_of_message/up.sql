-- What became of a message, and what was done to it afterwards.

-- the number of the message in the same case that it replies to …
ALTER TABLE messages ADD COLUMN quote_seq BIGINT;
-- … or the first words of one that is not of this case
ALTER TABLE messages ADD COLUMN quote TEXT;
-- when its words were last changed; the earlier ones are in message_edits
ALTER TABLE messages ADD COLUMN edited_at BIGINT;
-- when its writer deleted it
ALTER TABLE messages ADD COLUMN deleted_at BIGINT;
ALTER TABLE messages ADD COLUMN customer_reaction TEXT;
ALTER TABLE messages ADD COLUMN agent_reaction TEXT;
-- states now: kept, queued, sent, delivered, read, failed, withdrawn
ALTER TABLE messages ADD COLUMN delivered_at BIGINT;
ALTER TABLE messages ADD COLUMN read_at BIGINT;
-- why it failed, in the gateway's words
ALTER TABLE messages ADD COLUMN error TEXT;

-- Ids on WhatsApp of the second and further parts of messages that were too long for one.
CREATE TABLE message_parts (
    line_id BIGINT NOT NULL,
    ticket BIGINT NOT NULL,
    seq BIGINT NOT NULL,
    -- from 1; the first part's id is in messages
    part BIGINT NOT NULL,
    wa_id TEXT NOT NULL,
    PRIMARY KEY (line_id, ticket, seq, part),
    FOREIGN KEY (line_id, ticket, seq) REFERENCES messages (line_id, ticket, seq)
);

-- What messages said before they were changed.
CREATE TABLE message_edits (
    line_id BIGINT NOT NULL,
    ticket BIGINT NOT NULL,
    seq BIGINT NOT NULL,
    -- when it was changed
    at BIGINT NOT NULL,
    -- what it said until then, as JSON
    content TEXT NOT NULL,
    PRIMARY KEY (line_id, ticket, seq, at),
    FOREIGN KEY (line_id, ticket, seq) REFERENCES messages (line_id, ticket, seq)
);

-- Files of messages, as far as they were brought. The bytes are in the media folder, under their hash.
CREATE TABLE files (
    line_id BIGINT NOT NULL REFERENCES lines (id),
    -- the key of the message they came with
    file_key TEXT NOT NULL,
    -- stored, lost, refused, used
    state TEXT NOT NULL,
    -- SHA-256
    hash TEXT,
    size BIGINT NOT NULL,
    -- found out from the bytes
    mime TEXT NOT NULL,
    -- why it is not here
    error TEXT,
    at BIGINT NOT NULL,
    PRIMARY KEY (line_id, file_key)
);
CREATE INDEX files_hash ON files (hash, state) WHERE hash IS NOT NULL;

-- which part of a message it is, where it was split
ALTER TABLE outbox ADD COLUMN part BIGINT NOT NULL DEFAULT 0;
-- what is sent, where that is more than words, as JSON
ALTER TABLE outbox ADD COLUMN cargo TEXT;
