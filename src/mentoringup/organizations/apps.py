"""The app's name for Django, and what it tells the floors below."""

from django.apps import AppConfig


class OrganizationsConfig(AppConfig):
    """Institutions, sites, units, terms, roles; the gate into a site."""

    name = "mentoringup.organizations"
    label = "organizations"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Register mails, verbs, nightly work, and what erasing a person means here."""
        from mentoringup.organizations import history, jobs  # noqa: F401, PLC0415  needs loaded apps
        from mentoringup.organizations.domain import (  # noqa: PLC0415  the same
            forgetting,  # noqa: F401  registers itself
            invitation_mail,  # noqa: F401  registers itself
        )
