"""What can happen to an item in the room."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class ItemState(TextChoices):
    """One state an item of a session that is led."""

    PLANNED = "planned", _("to come")
    DONE = "done", _("done")
    SHORTENED = "shortened", _("shortened")
    SKIPPED = "skipped", _("skipped")
