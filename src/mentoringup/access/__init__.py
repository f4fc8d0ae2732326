"""Who may do what: one enum of permissions, one table of roles."""
