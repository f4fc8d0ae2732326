"""The app's name for Django."""

from django.apps import AppConfig


class QuestionnairesConfig(AppConfig):
    """What is asked: instruments on the site, with their own questions and translations."""

    name = "mentoringup.questionnaires"
    label = "questionnaires"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Say how the history tells of questionnaires."""
        from mentoringup.questionnaires import history  # noqa: F401, PLC0415  needs loaded apps
