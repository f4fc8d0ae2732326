"""The app's name for Django."""

from django.apps import AppConfig


class PlanningConfig(AppConfig):
    """Plans: which activities fill the hours there are."""

    name = "mentoringup.planning"
    label = "planning"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Say how the history tells of plans."""
        from mentoringup.planning import history  # noqa: F401, PLC0415  needs loaded apps
