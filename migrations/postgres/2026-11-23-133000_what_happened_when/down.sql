DROP INDEX ticket_events_when;
