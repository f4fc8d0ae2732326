"""The app's name for Django."""

from django.apps import AppConfig


class TrainingConfig(AppConfig):
    """Series, implementations and sessions; publication checks; public pages."""

    name = "mentoringup.training"
    label = "training"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Say how the history tells of series and sessions, and what is done every night."""
        from mentoringup.jobs import periodic  # noqa: PLC0415  needs loaded apps
        from mentoringup.training import history, jobs  # noqa: F401, PLC0415  names texts and mails
        from mentoringup.training.domain import rule_uses  # noqa: F401, PLC0415  registers itself

        periodic.nightly(name="training.checks", enqueue=jobs.check_by_night.enqueue)
