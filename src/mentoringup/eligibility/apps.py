"""The app's name for Django, and what it tells the floors below."""

from django.apps import AppConfig


class EligibilityConfig(AppConfig):
    """Rules, rosters and proofs of eligibility."""

    name = "mentoringup.eligibility"
    label = "eligibility"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Say how the history tells of rules and rosters, and what erasing a person means here."""
        from mentoringup.eligibility import history  # noqa: F401, PLC0415  needs loaded apps
        from mentoringup.eligibility.domain import forgetting  # noqa: F401, PLC0415  the same
