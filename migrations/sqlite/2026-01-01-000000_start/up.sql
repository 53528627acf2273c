-- Times are milliseconds since 1970-01-01 UTC. Every table of a line begins with line_id.

CREATE TABLE lines (
    id BIGINT NOT NULL PRIMARY KEY,
    name TEXT NOT NULL,
    gateway TEXT NOT NULL,
    -- LineSettings as JSON
    settings TEXT NOT NULL,
    -- the gateway's key, encrypted with a key kept outside the database
    secret TEXT,
    webhook_token_hash TEXT,
    created_at BIGINT NOT NULL,
    -- the highest outbox id ever given: ids are never used again, even once their row is gone
    last_send BIGINT NOT NULL DEFAULT 0
) WITHOUT ROWID;
CREATE UNIQUE INDEX lines_webhook ON lines (webhook_token_hash) WHERE webhook_token_hash IS NOT NULL;

CREATE TABLE customers (
    line_id BIGINT NOT NULL REFERENCES lines (id),
    id BIGINT NOT NULL,
    name TEXT NOT NULL,
    phone TEXT,
    -- the same for every way WhatsApp may write the number
    phone_key TEXT,
    lid TEXT,
    chat TEXT NOT NULL,
    closed_cases BIGINT NOT NULL,
    -- name and numbers without case and accents, and the phone number backwards
    words TEXT NOT NULL,
    PRIMARY KEY (line_id, id)
) WITHOUT ROWID;
CREATE INDEX customers_phone ON customers (line_id, phone_key) WHERE phone_key IS NOT NULL;
CREATE INDEX customers_lid ON customers (line_id, lid) WHERE lid IS NOT NULL;

-- Customers by the words in `words`, each under the line's number above its own. Only the index: the words are in the table.
CREATE VIRTUAL TABLE found_customers USING fts5 (
    words, content = '', contentless_delete = 1, detail = 'none', tokenize = 'unicode61 remove_diacritics 0'
);
-- Pieces are merged when there are sixteen of them, not four: merging was a third of what the journal did.
INSERT INTO found_customers (found_customers, rank) VALUES ('automerge', 16);
CREATE TRIGGER customers_added AFTER INSERT ON customers BEGIN
    INSERT INTO found_customers (rowid, words) VALUES ((new.line_id << 40) + new.id, new.words);
END;
CREATE TRIGGER customers_changed AFTER UPDATE OF words ON customers WHEN new.words <> old.words BEGIN
    INSERT OR REPLACE INTO found_customers (rowid, words) VALUES ((new.line_id << 40) + new.id, new.words);
END;

CREATE TABLE conversations (
    line_id BIGINT NOT NULL,
    customer_id BIGINT NOT NULL,
    -- asked, no_place
    phase TEXT NOT NULL,
    asked_times BIGINT NOT NULL,
    department TEXT,
    since BIGINT NOT NULL,
    -- what the customer wrote, as JSON
    messages TEXT NOT NULL,
    PRIMARY KEY (line_id, customer_id),
    FOREIGN KEY (line_id, customer_id) REFERENCES customers (line_id, id)
) WITHOUT ROWID;

CREATE TABLE main_groups (
    line_id BIGINT NOT NULL REFERENCES lines (id),
    id BIGINT NOT NULL,
    -- support, sales, supervisor
    kind TEXT NOT NULL,
    name TEXT NOT NULL,
    -- once created on WhatsApp
    chat TEXT,
    PRIMARY KEY (line_id, id)
) WITHOUT ROWID;

CREATE TABLE agents (
    line_id BIGINT NOT NULL REFERENCES lines (id),
    id BIGINT NOT NULL,
    name TEXT NOT NULL,
    phone TEXT NOT NULL,
    active BOOLEAN NOT NULL,
    -- how many personal groups are wanted
    wanted BIGINT NOT NULL,
    added_at BIGINT NOT NULL,
    -- who the number is on WhatsApp
    checked_phone TEXT,
    checked_lid TEXT,
    -- the account bound by LISTO
    bound_phone TEXT,
    bound_lid TEXT,
    -- number, quote
    proof TEXT,
    bound_at BIGINT,
    PRIMARY KEY (line_id, id)
) WITHOUT ROWID;

CREATE TABLE memberships (
    line_id BIGINT NOT NULL,
    agent_id BIGINT NOT NULL,
    group_id BIGINT NOT NULL,
    -- pending, member, invited
    state TEXT NOT NULL,
    PRIMARY KEY (line_id, agent_id, group_id),
    FOREIGN KEY (line_id, agent_id) REFERENCES agents (line_id, id),
    FOREIGN KEY (line_id, group_id) REFERENCES main_groups (line_id, id)
) WITHOUT ROWID;

CREATE TABLE slots (
    line_id BIGINT NOT NULL,
    id BIGINT NOT NULL,
    agent_id BIGINT NOT NULL,
    number BIGINT NOT NULL,
    name TEXT NOT NULL,
    -- once created on WhatsApp
    chat TEXT,
    PRIMARY KEY (line_id, id),
    FOREIGN KEY (line_id, agent_id) REFERENCES agents (line_id, id)
) WITHOUT ROWID;

CREATE TABLE tickets (
    line_id BIGINT NOT NULL,
    no BIGINT NOT NULL,
    customer_id BIGINT NOT NULL,
    -- pending, in_progress, closed
    state TEXT NOT NULL,
    -- support, sales
    department TEXT NOT NULL,
    -- happy, neutral, angry
    sentiment TEXT NOT NULL,
    group_id BIGINT NOT NULL,
    opened_at BIGINT NOT NULL,
    -- when the customer wrote first
    since BIGINT NOT NULL,
    -- the last limit it passed while pending
    level BIGINT NOT NULL,
    -- when the group was last told of it, and messages since
    noted_at BIGINT NOT NULL,
    unnoted BIGINT NOT NULL,
    -- the last limit that supervisors were alerted of
    alert_level BIGINT,
    -- who took it and where, with the names of then
    agent_id BIGINT,
    agent_name TEXT,
    slot_id BIGINT,
    slot_name TEXT,
    claimed_at BIGINT,
    closed_at BIGINT,
    closed_by BIGINT,
    close_reason TEXT,
    -- the number of its last message
    last_seq BIGINT NOT NULL,
    PRIMARY KEY (line_id, no),
    FOREIGN KEY (line_id, customer_id) REFERENCES customers (line_id, id),
    FOREIGN KEY (line_id, group_id) REFERENCES main_groups (line_id, id)
) WITHOUT ROWID;
CREATE INDEX tickets_open ON tickets (line_id, closed_at, state, group_id, no) WHERE closed_at IS NULL;
CREATE INDEX tickets_past ON tickets (line_id, group_id, no) WHERE closed_at IS NOT NULL;
CREATE INDEX tickets_agent ON tickets (line_id, agent_id, state, no, group_id) WHERE agent_id IS NOT NULL;
CREATE INDEX tickets_customer ON tickets (line_id, customer_id, no);
CREATE INDEX tickets_claimed ON tickets (line_id, claimed_at, agent_id) WHERE claimed_at IS NOT NULL;

CREATE TABLE messages (
    line_id BIGINT NOT NULL,
    ticket BIGINT NOT NULL,
    seq BIGINT NOT NULL,
    -- customer, agent
    side TEXT NOT NULL,
    agent_id BIGINT,
    at BIGINT NOT NULL,
    -- WhatsApp's id where it was written
    wa_id TEXT NOT NULL,
    -- as JSON
    content TEXT NOT NULL,
    -- what it says, without case and accents
    words TEXT NOT NULL,
    -- kept, queued, sent, failed
    state TEXT NOT NULL,
    -- WhatsApp's id where it was carried to
    sent_wa_id TEXT,
    PRIMARY KEY (line_id, ticket, seq),
    FOREIGN KEY (line_id, ticket) REFERENCES tickets (line_id, no)
) WITHOUT ROWID;

CREATE TABLE ticket_events (
    line_id BIGINT NOT NULL,
    ticket BIGINT NOT NULL,
    -- its place: the time, and within a millisecond the kind
    n BIGINT NOT NULL,
    -- opened, claimed, escalated, alerted, closed
    kind TEXT NOT NULL,
    at BIGINT NOT NULL,
    level BIGINT,
    agent_id BIGINT,
    detail TEXT,
    PRIMARY KEY (line_id, ticket, n),
    FOREIGN KEY (line_id, ticket) REFERENCES tickets (line_id, no)
) WITHOUT ROWID;

CREATE TABLE jobs (
    line_id BIGINT NOT NULL REFERENCES lines (id),
    id BIGINT NOT NULL,
    -- group, agent
    subject TEXT NOT NULL,
    subject_id BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    -- open, done, dropped
    state TEXT NOT NULL,
    ended_at BIGINT,
    PRIMARY KEY (line_id, id)
) WITHOUT ROWID;
CREATE INDEX jobs_open ON jobs (line_id, ended_at, id) WHERE ended_at IS NULL;

CREATE TABLE steps (
    line_id BIGINT NOT NULL,
    job BIGINT NOT NULL,
    -- from 0
    n BIGINT NOT NULL,
    -- as JSON
    task TEXT NOT NULL,
    -- waiting, started, done, failed
    state TEXT NOT NULL,
    attempts BIGINT NOT NULL,
    not_before BIGINT NOT NULL,
    changed_at BIGINT NOT NULL,
    error TEXT,
    PRIMARY KEY (line_id, job, n),
    FOREIGN KEY (line_id, job) REFERENCES jobs (line_id, id)
) WITHOUT ROWID;

-- Messages that have not left yet, and (dead_at) those that never will.
CREATE TABLE outbox (
    line_id BIGINT NOT NULL REFERENCES lines (id),
    id BIGINT NOT NULL,
    chat TEXT NOT NULL,
    -- to_slot, to_customer, answer, announcement, ask_ready, alert
    purpose TEXT NOT NULL,
    slot_id BIGINT,
    ticket BIGINT,
    seq BIGINT,
    group_id BIGINT,
    agent_id BIGINT,
    text TEXT NOT NULL,
    -- what it replies to, as JSON
    quote TEXT,
    created_at BIGINT NOT NULL,
    attempts BIGINT NOT NULL,
    not_before BIGINT NOT NULL,
    error TEXT,
    dead_at BIGINT,
    PRIMARY KEY (line_id, id)
) WITHOUT ROWID;
CREATE INDEX outbox_dead ON outbox (line_id, id) WHERE dead_at IS NOT NULL;
CREATE INDEX outbox_unsent ON outbox (line_id, dead_at, id) WHERE dead_at IS NULL;

-- Messages of Relevo's in main groups that people may quote.
CREATE TABLE posts (
    line_id BIGINT NOT NULL,
    chat TEXT NOT NULL,
    wa_id TEXT NOT NULL,
    group_id BIGINT NOT NULL,
    -- the announcement of a ticket …
    ticket BIGINT,
    -- … or the request for LISTO to an agent
    agent_id BIGINT,
    at BIGINT NOT NULL,
    PRIMARY KEY (line_id, chat, wa_id),
    FOREIGN KEY (line_id, group_id) REFERENCES main_groups (line_id, id)
) WITHOUT ROWID;
CREATE INDEX posts_ticket ON posts (line_id, group_id, ticket) WHERE ticket IS NOT NULL;
CREATE INDEX posts_agent ON posts (line_id, agent_id) WHERE agent_id IS NOT NULL;

-- Inbound events that were handled. Looked up in memory only, so it is kept in the order of pruning.
CREATE TABLE seen (
    line_id BIGINT NOT NULL REFERENCES lines (id),
    at BIGINT NOT NULL,
    event_key TEXT NOT NULL,
    PRIMARY KEY (line_id, at, event_key)
) WITHOUT ROWID;

CREATE TABLE users (
    id BIGINT NOT NULL PRIMARY KEY,
    -- lower case
    login TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    -- argon2id
    password_hash TEXT NOT NULL,
    role TEXT NOT NULL,
    language TEXT NOT NULL,
    created_at BIGINT NOT NULL
) WITHOUT ROWID;

CREATE TABLE sessions (
    token_hash TEXT NOT NULL PRIMARY KEY,
    user_id BIGINT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    csrf TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL
) WITHOUT ROWID;
CREATE INDEX sessions_user ON sessions (user_id);
CREATE INDEX sessions_expiry ON sessions (expires_at);

CREATE TABLE app_settings (
    name TEXT NOT NULL PRIMARY KEY,
    value TEXT NOT NULL
) WITHOUT ROWID;

-- What the tables look like after some years, for SQLite's planner: without it, it takes line_id for
-- telling and reads a line's whole history where a partial index has the few rows that are asked for.
-- Numbers: rows, then how many of them share the first column, the first two, …
-- (Partial indexes hold the column of their condition, although it is NULL in all of it: that is how the planner
-- sees what they are worth.)
ANALYZE;
INSERT INTO sqlite_stat1 (tbl, idx, stat) VALUES
    ('customers', 'customers', '300000 300000 1'),
    ('customers', 'customers_phone', '300000 300000 1'),
    ('customers', 'customers_lid', '100000 100000 1'),
    ('conversations', 'conversations', '50 50 1'),
    ('main_groups', 'main_groups', '5 5 1'),
    ('agents', 'agents', '50 50 1'),
    ('memberships', 'memberships', '100 100 2 1'),
    ('slots', 'slots', '150 150 1'),
    ('tickets', 'tickets', '1000000 1000000 1'),
    ('tickets', 'tickets_open', '200 200 200 100 50 1'),
    ('tickets', 'tickets_past', '1000000 1000000 300000 1'),
    ('tickets', 'tickets_agent', '1000000 1000000 30000 20000 1 1'),
    ('tickets', 'tickets_customer', '1000000 1000000 4 1'),
    ('tickets', 'tickets_claimed', '1000000 1000000 1 1'),
    ('messages', 'messages', '20000000 20000000 20 1'),
    ('ticket_events', 'ticket_events', '4000000 4000000 4 1'),
    ('jobs', 'jobs', '1000 1000 1'),
    ('jobs', 'jobs_open', '5 5 5 1'),
    ('steps', 'steps', '8000 8000 8 1'),
    ('outbox', 'outbox', '2000 2000 1'),
    ('outbox', 'outbox_dead', '1900 1900 1'),
    ('outbox', 'outbox_unsent', '100 100 100 1'),
    ('posts', 'posts', '1000000 1000000 300000 1'),
    ('posts', 'posts_ticket', '1000000 1000000 300000 1'),
    ('posts', 'posts_agent', '100 100 2'),
    ('seen', 'seen', '200000 200000 2 1');
