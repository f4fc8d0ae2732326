"""Checks of the data: how a few people answered is theirs."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from mentoreval.disclosure.cells import hide, is_close
from mentoreval.results import SUPPRESSED, QualityCheck, Suppressed

TABLE: Final = "data-quality"

_WHOLE: Final = ("complete", "partials", "break_offs")
"""Every answer is one of them, and how many answers there are is told."""

_ALONE: Final = (
    "single_waves_before",
    "single_waves_after",
    "speeders",
    "straight_lining",
    "consent_missing",
)
"""Each counts people by how they answered.

The others count rows that are nobody's answers, columns, or that people took part, which is told.
"""

_RATINGS: Final = "missing_ratings"
"""Names an item and those who left it out: told where enough people answered."""


def protect_checks(
    checks: Sequence[QualityCheck], *, seen: Sequence[Sequence[QualityCheck]], threshold: int
) -> tuple[tuple[QualityCheck, ...], tuple[Suppressed, ...]]:
    """Hide small counts of people and what would give them away.

    Args:
        checks: complete.
        seen: those of earlier results.
        threshold: smallest count of people that may be seen.

    Returns:
        The checks, and the list of what is hidden.
    """
    counts = {one.check: one.count for one in checks if one.count is not None}
    known = [{one.check: one.count for one in old} for old in seen]
    close = {
        name
        for name, n in counts.items()
        if is_close(n, [old.get(name) for old in known], threshold)
    }
    whole = hide(
        {name: counts[name] for name in _WHOLE if name in counts},
        threshold=threshold,
        total_shown=True,
        also=close & set(_WHOLE),
    )
    alone = hide(
        {name: counts[name] for name in _ALONE if name in counts},
        threshold=threshold,
        total_shown=False,
        also=close & set(_ALONE),
    )
    hidden = whole.cells | alone.cells
    if 0 < sum(counts.get(name, 0) for name in _WHOLE) < threshold:
        hidden |= {_RATINGS}
    told = tuple(_blank(one) if one.check in hidden else one for one in checks)
    primary = whole.primary | alone.primary | (hidden & {_RATINGS})
    noted = tuple(
        Suppressed(
            table=TABLE,
            cell=one.check,
            kind="primary" if one.check in primary else "complementary",
        )
        for one in checks
        if one.check in hidden
    )
    return told, noted


def _blank(one: QualityCheck) -> QualityCheck:
    detail = "" if one.check == _RATINGS else one.detail
    return replace(one, count=None, detail=detail, reason=SUPPRESSED)
