"""The app's name for Django."""

from django.apps import AppConfig


class AuditConfig(AppConfig):
    """What was done, by whom and why: rows that are only ever added."""

    name = "mentoringup.audit"
    label = "audit"
    default_auto_field = "django.db.models.BigAutoField"
