"""Mentoring Up: the site that a training office runs."""
