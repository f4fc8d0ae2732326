"""Data quality: which rows can't be used at all, and what a careful reader should know.

Rows are dropped here only if they are no answer of a person (previews, tests, spam), a second
answer of the same person, or empty. Everything else is counted and told, never dropped.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import polars as pl
from numpy.typing import NDArray

from mentoreval.instruments.model import Design, Occasion
from mentoreval.responses import Consent, Flags, Missing, RecordKind, Responses
from mentoreval.results import FlowStep, QualityCheck

COMPLETE_SHARE = 0.8
PARTIAL_SHARE = 0.5
"""AAPOR Standard Definitions: from 80 % of the questions an interview is complete, from 50 % it is
partial, below it is a break-off."""

# Plain integers: numpy compares bytes with an enum's member fifteen times more slowly.
_GIVEN = int(Missing.NOT_APPLICABLE)
_NOT_GIVEN = int(Missing.UNANSWERED)

Given = Mapping[Occasion, NDArray[np.int32]]
"""How many ratings each row gives, by occasion."""

SPEEDER_SHARE = 1 / 3
"""Faster than this share of the median time counts as speeding."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Screened:
    """The usable rows, how the others left, and every check."""

    responses: Responses
    flow: tuple[FlowStep, ...]
    checks: tuple[QualityCheck, ...]


def screen(responses: Responses) -> Screened:
    """Drop what is no person's answer and check the rest. Cost: linear in rows times items."""
    flow = [
        FlowStep(step="rows in the file", excluded=0, remaining=len(responses), unit="responses")
    ]
    checks: list[QualityCheck] = []

    def keep(rows: Responses, flags: Flags, check: str, title: str, detail: str) -> Responses:
        kept = rows.where(flags)
        dropped = len(rows) - len(kept)
        flow.append(FlowStep(step=title, excluded=dropped, remaining=len(kept), unit="responses"))
        checks.append(QualityCheck(check=check, count=dropped, detail=detail, title=title))
        return kept

    kinds = responses.kind
    rows = keep(
        responses,
        kinds == int(RecordKind.ANSWER),
        "previews_and_tests",
        "previews, tests and spam",
        _kinds_in_words(kinds),
    )
    given = given_ratings(rows)
    answered = _answered_questions(rows, given)
    firsts = _first_of_each_respondent(rows, answered)
    rows = keep(
        rows,
        firsts,
        "duplicates",
        "second answers of the same respondent",
        "Of several answers with one respondent key the most complete was kept; among equals "
        "the latest recorded, then the last in the file.",
    )
    rows = keep(
        rows,
        answered[firsts] > 0,
        "empty",
        "rows without a single answer",
        "Opened but not answered: not counted as a response.",
    )
    usable = firsts & (answered > 0)
    checks.extend(_told_checks(rows, {when: counts[usable] for when, counts in given.items()}))
    return Screened(responses=rows, flow=tuple(flow), checks=tuple(checks))


def _kinds_in_words(kinds: NDArray[np.int8]) -> str:
    counts = {kind: int((kinds == kind).sum()) for kind in RecordKind}
    return (
        f"{counts[RecordKind.PREVIEW]} previews, {counts[RecordKind.TEST]} tests and "
        f"{counts[RecordKind.SPAM]} spam rows were dropped."
    )


def _first_of_each_respondent(rows: Responses, answered: NDArray[np.int32]) -> Flags:
    """True for the row to keep of each respondent; rows without a key are all kept."""
    keys = rows.respondent
    keep = np.ones(len(rows), dtype=np.bool_)
    if not _some_repeat(keys):
        return keep
    several = (keys.is_duplicated() & keys.is_not_null()).to_numpy()
    places = np.flatnonzero(several)
    recorded = pl.Series([""] * len(rows)) if rows.recorded is None else rows.recorded
    contest = pl.DataFrame(
        {
            "key": keys.gather(places),
            "answered": answered[places],
            "recorded": recorded.gather(places).fill_null(""),
            "place": places,
        }
    )
    best = contest.sort("answered", "recorded", "place").group_by("key").last()["place"].to_numpy()
    keep[places] = False
    keep[best] = True
    return keep


def _some_repeat(keys: pl.Series) -> bool:
    """Whether two rows may share a key, by sorted hashes: several times quicker than by text."""
    hashes = np.sort(keys.drop_nulls().hash().to_numpy())
    return bool((hashes[1:] == hashes[:-1]).any())


def given_ratings(rows: Responses) -> Given:
    """Count each row's ratings, "not applicable" included: it is an answer. The costly step."""
    return {
        occasion: _given(
            (c for (_, when), c in rows.ratings.items() if when is occasion), len(rows)
        )
        for occasion in Occasion
    }


def _answered_questions(rows: Responses, given: Given) -> NDArray[np.int32]:
    """Answers in each row: ratings, choices and texts. Shape (rows,)."""
    total = given[Occasion.BEFORE] + given[Occasion.NOW]
    total += _given([*rows.choices.values(), *rows.selection_state.values()], len(rows))
    for text in rows.texts.values():
        total += text.is_not_null().to_numpy()
    return total


def _given(columns: Iterable[NDArray[np.signedinteger[Any]]], rows: int) -> NDArray[np.int32]:
    """Answers by row, added up in bytes as long as they fit and without new memory."""
    total = np.zeros(rows, dtype=np.int32)
    few = np.zeros(rows, dtype=np.uint8)
    is_given = np.empty(rows, dtype=np.bool_)
    room = np.iinfo(np.uint8).max
    for column in columns:
        if not room:
            total += few
            few[:] = 0
            room = np.iinfo(np.uint8).max
        np.greater_equal(column, _GIVEN, out=is_given)
        few += is_given.view(np.uint8)
        room -= 1
    return total + few


def _told_checks(rows: Responses, given: Given) -> list[QualityCheck]:
    """Checks that drop nothing."""
    return [
        *_partials(rows, given),
        *_single_waves(rows, given),
        _speeders(rows),
        _straight_lines(rows, given),
        _consent_missing(rows),
        *_without_implementation(rows),
        _missing_answers(rows),
        QualityCheck(
            check="personal_columns",
            count=len(rows.source.dropped_columns),
            title="personal columns left unread",
            detail=", ".join(rows.source.dropped_columns) or "The file has none.",
        ),
    ]


def _partials(rows: Responses, given: Given) -> list[QualityCheck]:
    asked = len(rows.ratings)
    if not asked:
        return []
    share = (given[Occasion.BEFORE] + given[Occasion.NOW]) / asked
    complete = int((share >= COMPLETE_SHARE).sum())
    broken = int((share < PARTIAL_SHARE).sum())
    return [
        QualityCheck(
            check="complete",
            count=complete,
            title="complete answers",
            detail="At least 80 % of the ratings, as AAPOR defines it.",
        ),
        QualityCheck(
            check="partials",
            count=len(rows) - complete - broken,
            title="partial answers",
            detail="50 to 79 % of the ratings, as AAPOR defines it. All stay; each scale has its "
            "own rule of enough items.",
        ),
        QualityCheck(
            check="break_offs",
            count=broken,
            title="break-offs",
            detail="Fewer than half of the ratings. They count as responses, and in every "
            "question and scale for which they have enough answers.",
        ),
    ]


def _single_waves(rows: Responses, given: Given) -> list[QualityCheck]:
    """In a design of two waves: people who answered only one of them."""
    if rows.instrument.design is not Design.PRE_POST:
        return []
    before, now = (given[occasion] > 0 for occasion in Occasion)
    only_one = (("before", before & ~now), ("after", now & ~before))
    return [
        QualityCheck(
            check=f"single_waves_{when}",
            count=int(people.sum()),
            title=f"people who answered {when} the training only",
            detail="They have no gain; those who answer twice may differ from those who don't.",
        )
        for when, people in only_one
    ]


def _speeders(rows: Responses) -> QualityCheck:
    title = "speeders"
    if rows.seconds is None or not bool(np.isfinite(rows.seconds).any()):
        return QualityCheck(
            check="speeders",
            count=0,
            title=title,
            detail="The file does not tell how long it took.",
        )
    median = float(np.nanmedian(rows.seconds))
    limit = median * SPEEDER_SHARE
    return QualityCheck(
        check="speeders",
        count=int((rows.seconds < limit).sum()),
        title=title,
        detail=f"Faster than a third of the median time ({median / 60:.1f} min). Kept.",
    )


def _straight_lines(rows: Responses, given: Given) -> QualityCheck:
    """All ratings of both occasions equal, at least half of each occasion's given."""
    columns = list(rows.ratings.values())
    found = 0
    if columns:
        highest = columns[0].copy()
        lowest = columns[0].view(f"u{highest.itemsize}").copy()
        for column in columns[1:]:
            np.maximum(highest, column, out=highest)
            # Read without sign, a missing answer is larger than every code.
            np.minimum(lowest, column.view(lowest.dtype), out=lowest)
        least = max(1, len(columns) // 4)
        enough = np.minimum(*given.values()) >= least
        found = int(((lowest == highest.view(lowest.dtype)) & enough).sum())
    return QualityCheck(
        check="straight_lining",
        count=found,
        title="straight-lining",
        detail="The same number for every item, BEFORE and NOW. Kept.",
    )


def _consent_missing(rows: Responses) -> QualityCheck:
    if not rows.consent_asked:
        detail = "The file has no consent column; nobody was excluded for want of consent."
        return QualityCheck(
            check="consent_missing",
            count=0,
            title="answers without a word on consent",
            detail=detail,
        )
    return QualityCheck(
        check="consent_missing",
        count=int((rows.consent == Consent.MISSING).sum()),
        title="answers without a word on consent",
        detail="Answered the survey and left the consent question open: not used for research.",
    )


def _without_implementation(rows: Responses) -> list[QualityCheck]:
    if not rows.implementation_ids:
        return []
    return [
        QualityCheck(
            check="without_implementation",
            count=int(np.count_nonzero(rows.implementation < 0)),
            title="answers that name no implementation",
            detail="Where no file of implementations is given they count as one implementation.",
        )
    ]


def _missing_answers(rows: Responses) -> QualityCheck:
    """Unanswered ratings, and the item that has most of them."""
    missing = {
        key: int(np.count_nonzero(column <= _NOT_GIVEN)) for key, column in rows.ratings.items()
    }
    total = sum(missing.values())
    detail = "Every rating was given."
    if total:
        (item, occasion), most = max(missing.items(), key=lambda entry: entry[1])
        word = "BEFORE" if occasion is Occasion.BEFORE else "NOW"
        detail = (
            f"Of {len(missing) * len(rows)} ratings asked for; most often {item} {word} "
            f"({most} of {len(rows)}). The table of items has all."
        )
    return QualityCheck(
        check="missing_ratings", count=total, title="ratings without an answer", detail=detail
    )
