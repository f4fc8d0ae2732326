"""The app's name for Django."""

from django.apps import AppConfig


class GuidesConfig(AppConfig):
    """Guides, packets, slides and agendas, made from a plan in the background."""

    name = "mentoringup.guides"
    label = "guides"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Say how the history tells of documents, and have old files deleted by night."""
        from mentoringup.guides import history  # noqa: F401, PLC0415  needs loaded apps
        from mentoringup.guides.jobs import forget_by_night  # noqa: PLC0415  the same
        from mentoringup.jobs import periodic  # noqa: PLC0415  the same

        periodic.nightly(name="guides.old-files", enqueue=forget_by_night.enqueue)
