"""How well the mean gain is known so far, and what more answers would bring. Pure.

The interval is Student's for a mean: half its width is t * SD / sqrt(n), with n - 1 degrees of
freedom (docs/methods). Those who will answer are taken to differ as those did who have.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import sqrt
from statistics import stdev

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from mentoringup.questionnaires.form.values import Answer, ElementKind, Form
from mentoringup.surveys.watching.rates import FEWEST

WORTH_ASKING = 0.9
"""More answers are named once they narrow the interval to nine tenths."""

NARROW = 0.1
"""Half-widths below are said to the thousandth, others to the hundredth."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Precision:
    """Half-widths of the interval of the mean gain, in points of the scale.

    Attributes:
        answers: of how many.
        half: now.
        more: how many more answers are spoken of; 0 where no more can come.
        half_then: with those.
    """

    answers: int
    half: float
    more: int
    half_then: float

    @property
    def sentence(self) -> str:
        """In words."""
        digits = 2 if self.half >= NARROW else 3
        half, then = f"{self.half:.{digits}f}", f"{self.half_then:.{digits}f}"
        values = {"half": half, "then": then, "more": self.more}
        if not self.more or half == then:
            return (
                _("The interval of the mean gain reaches %(half)s points to either side.") % values
            )
        said = ngettext(
            "%(more)d more answer narrows the interval of the mean gain from ±%(half)s to "
            "±%(then)s points.",
            "%(more)d more answers narrow the interval of the mean gain from ±%(half)s to "
            "±%(then)s points.",
            self.more,
        )
        return said % values


def half_width(*, answers: int, spread: float) -> float:
    """Half the width of the 95% interval of a mean.

    Args:
        answers: at least two.
        spread: standard deviation.
    """
    # Loads scipy.special, which only pages with a precision need.
    from mentoreval.statistics.confidence import t_quantile  # noqa: PLC0415

    return t_quantile(answers - 1) * spread / sqrt(answers)


def precision(*, answers: int, spread: float, left: int | None) -> Precision | None:
    """What is known, and the least number of answers that makes it worth asking for them.

    Args:
        answers: how many with a gain; None comes of fewer than five.
        spread: standard deviation of the gains.
        left: how many can still come; None where nobody knows.
    """
    if answers < FEWEST:
        return None
    half = half_width(answers=answers, spread=spread)
    more, then = 0, half
    while (left is None or more < left) and then > half * WORTH_ASKING:
        more += 1
        then = half_width(answers=answers + more, spread=spread)
    return Precision(answers=answers, half=half, more=more, half_then=then)


def gain_of(form: Form, answers: Mapping[str, Answer | list[int]]) -> float | None:
    """One respondent's mean of NOW minus BEFORE over the items rated on both; None without any."""
    gains = [
        now - before
        for element in form.elements
        if element.kind is ElementKind.RATINGS
        for codes in [{one.code for one in element.choices if not one.not_applicable}]
        for row in element.rows
        for before, now in [(answers.get(f"{row.id}_before"), answers.get(f"{row.id}_now"))]
        if isinstance(before, int) and isinstance(now, int) and {before, now} <= codes
    ]
    return sum(gains) / len(gains) if gains else None


def spread_of(gains: Iterable[float | None]) -> tuple[int, float | None]:
    """How many have a gain, and the standard deviation of theirs; None of fewer than five."""
    known = [one for one in gains if one is not None]
    return len(known), stdev(known) if len(known) >= FEWEST else None
