"""The app's name for Django."""

from django.apps import AppConfig


class JobsConfig(AppConfig):
    """Work in the background: workers, their heartbeats, periodic jobs."""

    name = "mentoringup.jobs"
    label = "jobs"
    default_auto_field = "django.db.models.BigAutoField"
