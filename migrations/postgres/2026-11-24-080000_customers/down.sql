DROP INDEX tickets_ended;
DROP TABLE retention;
DROP TABLE doomed_files;
DROP TABLE customer_notes;
DROP TABLE customer_tags;
DROP INDEX customers_merged;
ALTER TABLE customers DROP COLUMN erased_at;
ALTER TABLE customers DROP COLUMN merged_into;
ALTER TABLE customers DROP COLUMN language;
