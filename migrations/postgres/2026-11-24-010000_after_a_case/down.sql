ALTER TABLE tickets DROP COLUMN rated_at;
ALTER TABLE tickets DROP COLUMN rating_comment;
ALTER TABLE tickets DROP COLUMN rating;
ALTER TABLE tickets DROP COLUMN first_answer_at;
