"""Django's SQLite, with a queue before the door for those who write."""
