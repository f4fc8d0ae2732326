"""The app's name for Django, and what it registers."""

from django.apps import AppConfig


class OutboxConfig(AppConfig):
    """Mail as rows: written with the change that wants it, sent afterwards."""

    name = "mentoringup.outbox"
    label = "outbox"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Tell how the history of mails reads."""
        from mentoringup.outbox import history  # noqa: F401, PLC0415  needs loaded apps
