"""About how many minutes a wave takes: told in letters, on posters and before the first page."""

import math

from mentoringup.questionnaires.domain.queries import form_of, form_of_version
from mentoringup.questionnaires.form.values import ElementKind, Form
from mentoringup.surveys.models import Wave, WaveMinutes
from mentoringup.surveys.watching.rates import median_minutes

_SECONDS_A_CHOICE = 4.0
_SECONDS_A_TEXT = 40.0


def minutes_of(wave: Wave) -> int:
    """The median of those who answered the same questionnaire before; else an estimate.

    Before means in waves that were closed when this one opened, and it takes five people. Answers
    to the wave itself change nothing: its letters, posters and first page say the same number.
    """
    before = WaveMinutes.objects.filter(
        wave__questionnaire=wave.questionnaire_id, wave__closed_at__isnull=False
    )
    if wave.opens_at is not None:
        before = before.filter(wave__closed_at__lte=wave.opens_at)
    measured = median_minutes(before.values_list("minutes", "count"))
    if measured is not None:
        return max(1, math.ceil(measured))
    return estimated_minutes(
        form_of_version(wave.asked) if wave.asked else form_of(wave.questionnaire)
    )


def estimated_minutes(form: Form) -> int:
    """How long a form takes that nobody was measured with, guessed from its questions."""
    seconds = 0.0
    for element in form.elements:
        number = len(tuple(element.variables()))
        is_text = element.kind in {ElementKind.TEXT, ElementKind.LONG_TEXT}
        seconds += number * (_SECONDS_A_TEXT if is_text else _SECONDS_A_CHOICE)
    return max(1, round(seconds / 60))
