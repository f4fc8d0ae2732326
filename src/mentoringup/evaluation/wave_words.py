"""What became of a wave since a page about it was opened, in a sentence."""

from django.utils.translation import gettext as _

from mentoringup.surveys.enums import WaveState
from mentoringup.surveys.models import Wave
from mentoringup.ui.dates import say_time


def said_change(wave: Wave, *, was_open: bool) -> str:
    """Say how the wave differs from what a page showed.

    Args:
        wave: as it is now, open or closed.
        was_open: whether the page showed it open; else it showed it closed.
    """
    is_open = wave.state == WaveState.OPEN
    sentences = {
        (False, True): _(
            "Since you opened this page, this survey was opened again. It takes answers until "
            "%(when)s."
        ),
        (True, True): _(
            "Since you opened this page, it was changed when this survey closes. It takes answers "
            "until %(when)s."
        ),
        (True, False): _("Since you opened this page, this survey was closed: %(when)s."),
        (False, False): _(
            "Since you opened this page, this survey was opened again and closed again: %(when)s."
        ),
    }
    moment = wave.closes_at if is_open else wave.closed_at or wave.closes_at
    when = say_time(moment, None, wave.survey.site.zone).words if moment else ""
    return sentences[was_open, is_open] % {"when": when}
