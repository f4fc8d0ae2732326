"""What organizations, calendars and invitations can be."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class CalendarKind(TextChoices):
    """How a site divides its year."""

    QUARTERS = "quarters", _("Quarters")
    SEMESTERS = "semesters", _("Semesters")


class Season(TextChoices):
    """The parts of an academic year."""

    FALL = "fall", _("Fall")
    WINTER = "winter", _("Winter")
    SPRING = "spring", _("Spring")
    SUMMER = "summer", _("Summer")


class InvitationState(TextChoices):
    """One state an invitation."""

    OPEN = "open", _("open")
    ACCEPTED = "accepted", _("accepted")
    WITHDRAWN = "withdrawn", _("withdrawn")
    EXPIRED = "expired", _("expired")
