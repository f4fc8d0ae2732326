"""The app's name for Django."""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    """Persons: how they sign in, what they are called, merging and erasing."""

    name = "mentoringup.people"
    label = "people"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Listen to allauth, and say how the history tells of persons."""
        from mentoringup.people import history  # noqa: F401, PLC0415  names texts
        from mentoringup.people.sign_in import receivers  # noqa: F401, PLC0415  needs loaded apps
