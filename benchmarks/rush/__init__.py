"""A rush of visitors for few seats."""
