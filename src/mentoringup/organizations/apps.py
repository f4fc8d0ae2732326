"""The app's name for Django."""

from django.apps import AppConfig


class OrganizationsConfig(AppConfig):
    """Institutions, sites, units, terms, roles; the gate into a site."""

    name = "mentoringup.organizations"
    label = "organizations"
    default_auto_field = "django.db.models.BigAutoField"
