DROP TABLE told_closed;
