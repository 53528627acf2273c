DELETE FROM sqlite_stat1 WHERE idx = 'ticket_events_alerts';
UPDATE tickets SET first_answer_at = NULL;
DROP INDEX ticket_events_alerts;
