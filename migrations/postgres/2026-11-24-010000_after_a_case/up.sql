-- What is measured of a case, and what its customer thought of it.

-- when an agent first wrote to the customer
ALTER TABLE tickets ADD COLUMN first_answer_at BIGINT;
-- 1 to 5
ALTER TABLE tickets ADD COLUMN rating BIGINT;
ALTER TABLE tickets ADD COLUMN rating_comment TEXT;
ALTER TABLE tickets ADD COLUMN rated_at BIGINT;
