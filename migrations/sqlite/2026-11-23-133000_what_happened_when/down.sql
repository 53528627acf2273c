DROP INDEX ticket_events_when;
DELETE FROM sqlite_stat1 WHERE idx = 'ticket_events_when';
