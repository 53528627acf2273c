DROP INDEX tickets_rated;
ALTER TABLE tickets DROP COLUMN silence_at;
ALTER TABLE tickets DROP COLUMN silence_seq;
ALTER TABLE customers DROP COLUMN asked_rated_at;
ALTER TABLE customers DROP COLUMN asked_rating;
ALTER TABLE customers DROP COLUMN asked_ticket;
ALTER TABLE customers DROP COLUMN asked_at;
