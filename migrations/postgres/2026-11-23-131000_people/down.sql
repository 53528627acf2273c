ALTER TABLE slots DROP COLUMN invite;
ALTER TABLE slots DROP COLUMN retired_at;
ALTER TABLE agents DROP COLUMN removed_at;
ALTER TABLE main_groups DROP COLUMN invite;
ALTER TABLE main_groups DROP COLUMN retired_at;
ALTER TABLE main_groups DROP COLUMN shift;
ALTER TABLE main_groups DROP COLUMN speciality;
