"""The app's name for Django, and what it registers."""

from django.apps import AppConfig


class OutboxConfig(AppConfig):
    """Mail as rows: written with the change that wants it, sent afterwards."""

    name = "mentoringup.outbox"
    label = "outbox"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Tell how the history of mails reads, and have every worker send what is due."""
        from mentoringup.jobs import periodic  # noqa: PLC0415  needs loaded apps
        from mentoringup.outbox import history  # noqa: F401, PLC0415  the same
        from mentoringup.outbox.jobs import send_due  # noqa: PLC0415  the same

        periodic.every(name="outbox", seconds=2, call=send_due)
