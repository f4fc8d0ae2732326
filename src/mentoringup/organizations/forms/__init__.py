"""What people type about organizations, made into values."""
