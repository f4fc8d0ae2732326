"""The app's name for Django, and what it tells the floors below."""

from django.apps import AppConfig


class DeliveryConfig(AppConfig):
    """In the room: a facilitator's live page, and what was really delivered."""

    name = "mentoringup.delivery"
    label = "delivery"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Say how the history tells of rooms, and where plans lead."""
        from mentoringup.delivery import (  # noqa: PLC0415  needs loaded apps
            history,  # noqa: F401  registers verbs
        )
