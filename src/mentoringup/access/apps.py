"""The app's name for Django."""

from django.apps import AppConfig


class AccessConfig(AppConfig):
    """Who may do what: one enum of permissions, one table of roles."""

    name = "mentoringup.access"
    label = "access"
    default_auto_field = "django.db.models.BigAutoField"
