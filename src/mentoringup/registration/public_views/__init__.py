"""Pages of the people who ask for seats."""
