UPDATE tickets SET first_answer_at = NULL;
DROP INDEX ticket_events_alerts;
