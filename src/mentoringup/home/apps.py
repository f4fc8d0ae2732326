"""The app's name for Django."""

from django.apps import AppConfig


class HomeConfig(AppConfig):
    """Pages that join apps: the front page, the dashboard, health."""

    name = "mentoringup.home"
    label = "home"
    default_auto_field = "django.db.models.BigAutoField"
