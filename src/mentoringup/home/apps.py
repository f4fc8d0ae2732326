"""The app's name for Django."""

from django.apps import AppConfig


class HomeConfig(AppConfig):
    """Pages that join apps: the front page, the dashboard, health."""

    name = "mentoringup.home"
    label = "home"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Have the tidying done every night."""
        from mentoringup.home.jobs import tidy_up  # noqa: PLC0415  needs loaded apps
        from mentoringup.jobs import periodic  # noqa: PLC0415  the same

        periodic.nightly(name="home.tidy-up", enqueue=tidy_up.enqueue)
