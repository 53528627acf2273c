DROP TABLE templates;
DROP TABLE canned_replies;
DROP TABLE audit;
ALTER TABLE users DROP COLUMN attends_agent;
ALTER TABLE users DROP COLUMN attends_line;
