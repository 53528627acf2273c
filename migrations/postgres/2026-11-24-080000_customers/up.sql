-- What a company knows of its customers, two that are one person, and what is to be forgotten.

-- es, pt, en; none for the line's
ALTER TABLE customers ADD COLUMN language TEXT;
-- the customer who this one has turned out to be: the row stays for its number
ALTER TABLE customers ADD COLUMN merged_into BIGINT;
ALTER TABLE customers ADD COLUMN erased_at BIGINT;
CREATE INDEX customers_merged ON customers (line_id, merged_into) WHERE merged_into IS NOT NULL;

CREATE TABLE customer_tags (
    line_id BIGINT NOT NULL,
    customer_id BIGINT NOT NULL,
    -- without case and accents
    tag_key TEXT NOT NULL,
    tag TEXT NOT NULL,
    PRIMARY KEY (line_id, customer_id, tag_key),
    FOREIGN KEY (line_id, customer_id) REFERENCES customers (line_id, id)
);
CREATE INDEX customer_tags_key ON customer_tags (line_id, tag_key, customer_id);

CREATE TABLE customer_notes (
    line_id BIGINT NOT NULL,
    id BIGINT NOT NULL,
    customer_id BIGINT NOT NULL,
    at BIGINT NOT NULL,
    -- the name of then
    by_name TEXT NOT NULL,
    text TEXT NOT NULL,
    PRIMARY KEY (line_id, id),
    FOREIGN KEY (line_id, customer_id) REFERENCES customers (line_id, id)
);
CREATE INDEX customer_notes_customer ON customer_notes (line_id, customer_id, id);

-- Bytes in the media folder that nobody has a use for any more, until they are gone.
CREATE TABLE doomed_files (
    hash TEXT NOT NULL PRIMARY KEY,
    at BIGINT NOT NULL
);

-- How far what is older than a line keeps has been erased.
CREATE TABLE retention (
    line_id BIGINT NOT NULL PRIMARY KEY REFERENCES lines (id),
    -- of cases closed up to this nothing that was said is left
    done_until BIGINT NOT NULL,
    changed_at BIGINT NOT NULL
);
CREATE INDEX tickets_ended ON tickets (line_id, closed_at, no) WHERE closed_at IS NOT NULL;
