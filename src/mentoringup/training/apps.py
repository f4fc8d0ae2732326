"""The app's name for Django."""

from django.apps import AppConfig


class TrainingConfig(AppConfig):
    """Series, implementations and sessions; publication checks; public pages."""

    name = "mentoringup.training"
    label = "training"
    default_auto_field = "django.db.models.BigAutoField"
