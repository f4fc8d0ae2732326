"""Pages on which coordinators see and give the seats of a series."""
