-- Who is not heard, what is known of a request before it is a case, and which case another goes on from.

-- since when nobody hears them
ALTER TABLE customers ADD COLUMN blocked_at BIGINT;
-- the name of who decided that
ALTER TABLE customers ADD COLUMN blocked_by TEXT;
ALTER TABLE customers ADD COLUMN blocked_reason TEXT;
-- messages that nobody has heard since, at least
ALTER TABLE customers ADD COLUMN unheard BIGINT NOT NULL DEFAULT 0;

-- which menu was shown last, and what was chosen, as JSON
ALTER TABLE conversations ADD COLUMN request TEXT;

-- the number of the case that this one goes on from
ALTER TABLE tickets ADD COLUMN previous BIGINT;
