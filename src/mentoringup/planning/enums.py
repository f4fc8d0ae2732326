"""What plans and their items can be."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class ItemKind(TextChoices):
    """What fills a piece of a session's time."""

    ACTIVITY = "activity", _("Activity")
    BREAK = "break", _("Break")
    OWN = "own", _("Item of your own")


class PlanState(TextChoices):
    """One state a plan. Templates are plans that a site starts others from."""

    PLAN = "plan", _("plan")
    TEMPLATE = "template", _("template")
    ARCHIVED = "archived", _("archived")


class Change(TextChoices):
    """What a revision did to its plan."""

    CREATED = "created", _("begun")
    PROPOSED = "proposed", _("proposed anew")
    MOVED = "moved", _("item moved")
    SWAPPED = "swapped", _("items swapped")
    SHORTENED = "shortened", _("item shortened")
    RESTORED = "restored", _("item at full length again")
    TIMED = "timed", _("minutes set")
    LOCKED = "locked", _("item locked")
    UNLOCKED = "unlocked", _("item unlocked")
    ADDED = "added", _("item added")
    REMOVED = "removed", _("item removed")
    NOTED = "noted", _("note changed")
    SESSIONS = "sessions", _("sessions changed")
    SETTINGS = "settings", _("settings changed")
    UNDONE = "undone", _("last change taken back")
    REDONE = "redone", _("change made again")
