"""Kinds and states of surveys."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Mode(TextChoices):
    """What answers know of people; fixed once the first wave has opened."""

    ANONYMOUS = "anonymous", _("anonymous: nothing joins an answer to a person")
    CONFIDENTIAL = "confidential", _("confidential: surveys are linked by a pseudonym")


class AudienceKind(TextChoices):
    """Who is asked."""

    ATTENDANCE = "attendance", _("everybody who attended a session")
    ROSTER = "roster", _("the people of a list")
    PUBLIC = "public", _("whoever has the link, for a QR code in the room")


class SurveyState(TextChoices):
    """One state a survey."""

    DRAFT = "draft", _("being set up")
    ON = "on", _("turned on")
    OFF = "off", _("turned off")


class WaveKind(TextChoices):
    """Which sending of a survey."""

    PRE = "pre", _("before the training")
    POST = "post", _("after the training")
    DAYS_30 = "days-30", _("30 days later")
    DAYS_90 = "days-90", _("90 days later")
    DAYS_180 = "days-180", _("180 days later")
    MONTHS_12 = "months-12", _("12 months later")
    MENTOR = "mentor", _("the mentor's view")


FOLLOW_UPS = (WaveKind.DAYS_30, WaveKind.DAYS_90, WaveKind.DAYS_180, WaveKind.MONTHS_12)
"""Those that bring the planned change back."""


class WaveState(TextChoices):
    """One state a wave."""

    PLANNED = "planned", _("planned")
    OPEN = "open", _("open")
    CLOSED = "closed", _("closed")
    FROZEN = "frozen", _("frozen: its data set is made")
    CANCELLED = "cancelled", _("cancelled")


class InvitationState(TextChoices):
    """One state an invitation; nothing here tells when somebody answered."""

    WAITING = "waiting", _("not invited yet")
    INVITED = "invited", _("invited")
    ANSWERED = "answered", _("answered")
    STOPPED = "stopped", _("wants no more mails")


class Origin(TextChoices):
    """How a response came in."""

    ONLINE = "online", _("online")
    PAPER = "paper", _("on paper")


class SurveyLetterKind(TextChoices):
    """Mails of surveys; the values are also kinds of the outbox."""

    INVITATION = "survey.invitation", _("Invitation to a survey")
    BEFORE = "survey.before", _("Invitation before a training")
    REMINDER = "survey.reminder", _("Reminder of a survey")
    FOLLOW_UP = "survey.follow-up", _("Invitation to a follow-up")
    MENTOR = "survey.mentor", _("Invitation of a mentor")
