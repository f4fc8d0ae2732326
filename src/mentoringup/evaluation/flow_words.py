"""The steps from those who were asked to those who answered, in words."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

STEPS: Mapping[str, Promise] = {
    "invited": _("were invited by mail"),
    "stopped": _("wanted no more mails"),
    "opened": _("opened the survey"),
    "started": _("answered at least one page"),
    "unfinished": _("began and did not send it; their drafts are gone"),
    "on paper": _("answered on paper"),
    "paper left out": _("were typed in from paper and not taken over; what was typed is gone"),
    "answered": _("answered, and are in the data set"),
    "consented": _("of these consented to research"),
    "declined": _("of these declined research"),
    "rows": _("rows of the file"),
    "previews": _("previews, tests and spam, left out"),
    "empty": _("rows without any answer, left out"),
}


def flow_in_words(flow: Iterable[Mapping[str, Any]]) -> list[tuple[str, int]]:
    """Each step as words and a number; one that nobody named keeps its own word."""
    return [(str(STEPS.get(one["step"], one["step"])), one["count"]) for one in flow]
