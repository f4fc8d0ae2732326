"""The app's name for Django."""

from django.apps import AppConfig


class GuidesConfig(AppConfig):
    """Guides, packets, slides and agendas, made from a plan in the background."""

    name = "mentoringup.guides"
    label = "guides"
    default_auto_field = "django.db.models.BigAutoField"
