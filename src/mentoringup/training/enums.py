"""What series and sessions can be."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class SeriesState(TextChoices):
    """One state a series."""

    DRAFT = "draft", _("draft")
    PUBLISHED = "published", _("published")
    CANCELLED = "cancelled", _("cancelled")


class SessionState(TextChoices):
    """One state a session. Only drafts are hidden from the public page."""

    DRAFT = "draft", _("draft")
    TO_BE_ANNOUNCED = "to-be-announced", _("date to be announced")
    PUBLISHED = "published", _("published")
    CANCELLED = "cancelled", _("cancelled")
    DONE = "done", _("done")


class Audience(TextChoices):
    """Whom an implementation trains."""

    MENTEES = "mentees", _("Mentees")
    MENTORS = "mentors", _("Mentors")
    BOTH = "both", _("Mentees and mentors together")


class RsvpRule(TextChoices):
    """When RSVPs for a session open."""

    TERM_START = "term-start", _("At the start of the session's term")
    DAYS_BEFORE = "days-before", _("A number of days before the session")
    ON_DAY = "on-day", _("On one day for all sessions")
    NONE = "none", _("No RSVP")
