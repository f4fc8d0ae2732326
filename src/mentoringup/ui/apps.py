"""The app's name for Django."""

from django.apps import AppConfig


class UiConfig(AppConfig):
    """What every page is made of: layout, tokens, forms, Markdown, dates."""

    name = "mentoringup.ui"
    label = "ui"
    default_auto_field = "django.db.models.BigAutoField"
