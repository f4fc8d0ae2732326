"""The app's name for Django."""

from django.apps import AppConfig


class OutboxConfig(AppConfig):
    """Mail as rows: written with the change that wants it, sent afterwards."""

    name = "mentoringup.outbox"
    label = "outbox"
    default_auto_field = "django.db.models.BigAutoField"
