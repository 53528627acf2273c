ALTER TABLE tickets DROP COLUMN previous;
ALTER TABLE conversations DROP COLUMN request;
ALTER TABLE customers DROP COLUMN unheard;
ALTER TABLE customers DROP COLUMN blocked_reason;
ALTER TABLE customers DROP COLUMN blocked_by;
ALTER TABLE customers DROP COLUMN blocked_at;
