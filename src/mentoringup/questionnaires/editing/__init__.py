"""Changes of a form as a value: no database, no request."""
