# Who may use the panel: log-in, users, passwords, roles, audit.
