"""States of questionnaires, and what changes them."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class QuestionnaireState(TextChoices):
    """One state a questionnaire."""

    ACTIVE = "active", _("in use")
    ARCHIVED = "archived", _("put away")


class Change(TextChoices):
    """What a revision did to its questionnaire."""

    CREATED = "created", _("begun")
    ADDED = "added", _("question added")
    CHANGED = "changed", _("question changed")
    MOVED = "moved", _("question moved")
    REMOVED = "removed", _("question removed")
    PAGES = "pages", _("pages changed")
    WORDS = "words", _("translation changed")
    SETTINGS = "settings", _("title or languages changed")
    CORES = "cores", _("instruments added or taken out")
    SAVED = "saved", _("saved")
    UNDONE = "undone", _("last change taken back")
    RESTORED = "restored", _("earlier revision brought back")
