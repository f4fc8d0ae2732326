"""Pages that join apps: the front page, the dashboard, health."""
