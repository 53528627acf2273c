-- Groups and agents that are renamed, retired, invited, removed.

-- what tells groups of one kind apart, in people's words
ALTER TABLE main_groups ADD COLUMN speciality TEXT NOT NULL DEFAULT '';
ALTER TABLE main_groups ADD COLUMN shift TEXT NOT NULL DEFAULT '';
-- gets no tickets since
ALTER TABLE main_groups ADD COLUMN retired_at BIGINT;
-- the way in, once it was asked for
ALTER TABLE main_groups ADD COLUMN invite TEXT;

-- attends no more since; the row stays for what they did
ALTER TABLE agents ADD COLUMN removed_at BIGINT;

-- has said that it is not wanted any more
ALTER TABLE slots ADD COLUMN retired_at BIGINT;
-- the way in, while its agent is not in it
ALTER TABLE slots ADD COLUMN invite TEXT;
