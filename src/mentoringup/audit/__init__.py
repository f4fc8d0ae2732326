"""What was done, by whom and why: rows that are only ever added."""
