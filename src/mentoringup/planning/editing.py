"""Changes of a plan: each takes a plan and gives a new one, or refuses with a reason."""
