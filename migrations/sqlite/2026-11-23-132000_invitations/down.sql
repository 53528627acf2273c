DROP INDEX sessions_csrf;
DROP TABLE invitations;
