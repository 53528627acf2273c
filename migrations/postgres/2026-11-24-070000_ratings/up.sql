-- What a customer was last asked about a case, and the silence of a case's customer.

-- when, and about which case
ALTER TABLE customers ADD COLUMN asked_at BIGINT;
ALTER TABLE customers ADD COLUMN asked_ticket BIGINT;
-- what the answer was; and when, as long as a comment may follow
ALTER TABLE customers ADD COLUMN asked_rating BIGINT;
ALTER TABLE customers ADD COLUMN asked_rated_at BIGINT;
-- the agent's message that the customer was warned about not answering, and when
ALTER TABLE tickets ADD COLUMN silence_seq BIGINT;
ALTER TABLE tickets ADD COLUMN silence_at BIGINT;

-- the ratings of a day
CREATE INDEX tickets_rated ON tickets (line_id, rated_at) WHERE rated_at IS NOT NULL;
