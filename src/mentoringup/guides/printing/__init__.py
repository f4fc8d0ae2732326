"""See `guides`."""
