"""The app's name for Django."""

from django.apps import AppConfig
from django.core.checks import Tags, register


class HomeConfig(AppConfig):
    """Pages that join apps: the front page, the dashboard, health."""

    name = "mentoringup.home"
    label = "home"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Have the tidying done every night, and let no demo pass for a server."""
        from mentoringup.home.checks import no_demo  # noqa: PLC0415  needs loaded apps
        from mentoringup.home.jobs import tidy_up  # noqa: PLC0415  the same
        from mentoringup.jobs import periodic  # noqa: PLC0415  the same

        periodic.nightly(name="home.tidy-up", enqueue=tidy_up.enqueue)
        register(no_demo, Tags.security, deploy=True)
