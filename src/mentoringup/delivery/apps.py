"""The app's name for Django."""

from django.apps import AppConfig


class DeliveryConfig(AppConfig):
    """In the room: a facilitator's live page, and what was really delivered."""

    name = "mentoringup.delivery"
    label = "delivery"
    default_auto_field = "django.db.models.BigAutoField"
