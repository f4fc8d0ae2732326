"""The rules of a run in words: who counts, each rule as a sentence in the language of now."""

from collections.abc import Iterable, Iterator
from datetime import date

from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from mentoreval.implementations import Audience, Mode
from mentoringup.evaluation.forms_runs import AUDIENCES, MODES
from mentoringup.evaluation.options import RunOptions
from mentoringup.ui.dates import say_day


def rules_in_words(options: RunOptions) -> tuple[str, ...]:
    """The rules that are in force; a training or a person must meet each of them."""
    return tuple(_rules(options))


def _rules(options: RunOptions) -> Iterator[str]:
    if options.minimum_hours > 0:
        lasted = ngettext(
            "The training lasted %(hours)s hour or longer.",
            "The training lasted %(hours)s hours or longer.",
            1 if options.minimum_hours == 1 else 2,
        )
        yield lasted % {"hours": f"{options.minimum_hours:g}"}
    if set(options.audiences) != set(Audience):
        yield _("The training was for %(people)s.") % {
            "people": _either(options.audiences, dict(AUDIENCES))
        }
    if set(options.modes) != set(Mode):
        yield _("The training was held %(ways)s.") % {"ways": _either(options.modes, dict(MODES))}
    if options.first_date is not None:
        first = say_day(date.fromisoformat(options.first_date))
        yield _("The training began on this day or later: %(day)s.") % {"day": first}
    if options.last_date is not None:
        last = say_day(date.fromisoformat(options.last_date))
        yield _("The training began on this day or earlier: %(day)s.") % {"day": last}
    if options.research_consent:
        yield _("The person consented to research.")


def _either(chosen: Iterable[str], words: dict[str, object]) -> str:
    return get_text_list([str(words[one]) for one in chosen])
