"""First counts of an upload, small ones hidden: enough to see whether columns stand right."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from django.utils.translation import gettext as _

from mentoreval.responses import Consent, RecordKind, Responses
from mentoringup.evaluation.uploads.placing import rating_in_words

FEWEST = 5
"""Counts of fewer people than these are hidden, and what would give them away by subtraction."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """What an upload would become.

    Attributes:
        answers: rows of answers; `others` are previews, tests and spam.
        consented: in words.
        implementations: ids that the file names.
        parts: label of each part and, in words, how many answered it.
    """

    answers: int
    others: int
    consented: str
    implementations: tuple[str, ...]
    parts: tuple[tuple[str, str], ...]


def preview_of(responses: Responses) -> Preview:
    """Count the answers to every part."""
    rows = responses.where(responses.kind == RecordKind.ANSWER)
    consented = int((rows.consent == Consent.YES).sum())
    asked = rows.consent_asked
    return Preview(
        answers=len(rows),
        others=len(responses) - len(rows),
        consented=in_words(consented, len(rows)) if asked else _("not asked"),
        implementations=rows.implementation_ids,
        parts=tuple((label, in_words(count, len(rows))) for label, count in _counts(rows)),
    )


def in_words(count: int, total: int) -> str:
    """A count, unless it or the rest is small but not zero."""
    if 0 < count < FEWEST:
        return _("fewer than %(fewest)s") % {"fewest": FEWEST}
    if 0 < total - count < FEWEST:
        return _("all but fewer than %(fewest)s") % {"fewest": FEWEST}
    return str(count)


def _counts(rows: Responses) -> Iterator[tuple[str, int]]:
    for item in rows.instrument.items:
        for (id_, occasion), codes in rows.ratings.items():
            if id_ == item.id:
                yield rating_in_words(item.id, occasion), int(np.count_nonzero(codes >= 0))
    for question in rows.instrument.questions:
        if question.id in rows.choices:
            yield question.id, int(np.count_nonzero(rows.choices[question.id] >= 0))
        elif question.id in rows.selections:
            yield question.id, int(np.count_nonzero(rows.selection_state[question.id] == 0))
        elif question.id in rows.texts:
            yield question.id, int(rows.texts[question.id].is_not_null().sum())
