"""The app's name for Django."""

from django.apps import AppConfig


class CurriculumConfig(AppConfig):
    """What is taught: modules and curriculum editions."""

    name = "mentoringup.curriculum"
    label = "curriculum"
    default_auto_field = "django.db.models.BigAutoField"
