-- Whether somebody decided it in the Supervisor group: who does so need be no agent, and does not use the panel.
ALTER TABLE ticket_events ADD COLUMN by_supervisor BOOLEAN NOT NULL DEFAULT FALSE;
