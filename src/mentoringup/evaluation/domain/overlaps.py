"""Which runs tell of the same people: what was hidden in one must not come out by subtraction."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from functools import lru_cache
from typing import Any

from django.utils.translation import gettext_noop

from mentoringup.evaluation.combining import Released, given_away
from mentoringup.evaluation.enums import RunState
from mentoringup.evaluation.errors import SamePeopleTwiceError
from mentoringup.evaluation.fingerprints import Print, are_copies, prints_of, share_people
from mentoringup.evaluation.models import DataSet, Run
from mentoringup.evaluation.options import RunOptions, from_document
from mentoringup.evaluation.told_sums import sums_told


def overlapping_runs(*, run: Run) -> list[Run]:
    """Finished runs of the site with people that this one has too, oldest first.

    A part, a whole and a partial overlap all count: readers hold both reports. Data sets have the
    same people where they have an implementation in common, or answers, whatever their
    implementations are called: an export uploaded twice.
    """
    return _runs_with(run, _related(set(_data_sets_of(run)), run.site_id))


def connected_runs(*, run: Run) -> list[Run]:
    """Those, and the finished runs that overlap with them, and so on; oldest first."""
    data_sets, found = set(_data_sets_of(run)), -1
    while len(data_sets) > found:
        found = len(data_sets)
        data_sets |= _related(data_sets, run.site_id)
        data_sets |= {pk for one in _runs_with(run, data_sets) for pk in _data_sets_of(one)}
    return _runs_with(run, data_sets)


def refuse_copies(data_sets: Sequence[DataSet]) -> None:
    """Refuse to count people twice.

    Raises:
        SamePeopleTwiceError: two of the data sets hold the same answers.
    """
    for place, one in enumerate(data_sets):
        for other in data_sets[:place]:
            if are_copies(_prints(one.pk, one.sha256), _prints(other.pk, other.sha256)):
                raise SamePeopleTwiceError(
                    gettext_noop(
                        "“%(one)s” and “%(other)s” hold the same answers, which would count twice. "
                        "Choose one of them."
                    ),
                    one=other.name,
                    other=one.name,
                )


def sums_given_away(
    *, run: Run, results: Mapping[str, Any], beside: Sequence[Run]
) -> frozenset[str]:
    """What these results show that, with all these runs together, would tell of a few people.

    The answers of those who consented to research are handed out as files. Of reports about
    everybody, what is told of the others alone is therefore looked at too.
    """
    persons = _persons([run, *beside])
    options = from_document(run.options)
    fresh = _released(run, results, persons)
    known = [_released(one, one.results or {}, persons) for one in beside]
    found = given_away(known, fresh, threshold=options.threshold)
    if options.research_consent:
        return found
    others = [
        _without_consent(one, one.results or {}, persons)
        for one in beside
        if not from_document(one.options).research_consent
    ]
    alone = _without_consent(run, results, persons)
    return found | given_away(others, alone, threshold=options.threshold)


Persons = Mapping[int, Sequence[tuple[tuple[object, ...], Print]]]
"""By data set: each row with what stands for the person."""


def _released(run: Run, results: Mapping[str, Any], persons: Persons) -> Released:
    return Released(
        people=frozenset(who for who, _row in _counted(run, results, persons)),
        counts=sums_told(results),
    )


def _without_consent(run: Run, results: Mapping[str, Any], persons: Persons) -> Released:
    people = frozenset(who for who, row in _counted(run, results, persons) if not row.consents)
    return Released(people=people, counts=dict.fromkeys(sums_told(results), len(people)))


def _counted(
    run: Run, results: Mapping[str, Any], persons: Persons
) -> list[tuple[tuple[object, ...], Print]]:
    """The rows that are in a run by its rules."""
    options: RunOptions = from_document(run.options)
    left_out = {one["id"] for one in results.get("implementations", ()) if not one["included"]}
    rows = [pair for pk in _data_sets_of(run) for pair in persons[pk]]
    asks = options.research_consent and any(row.consents for _who, row in rows)
    return [
        (who, row)
        for who, row in rows
        if row.implementation not in left_out and (row.consents or not asks)
    ]


def _persons(runs: Collection[Run]) -> Persons:
    """Rows with the same answers are one person where their data sets share people."""
    pks = sorted({pk for one in runs for pk in _data_sets_of(one)})
    shas = dict(DataSet.objects.filter(pk__in=pks).values_list("pk", "sha256"))
    prints = {pk: _prints(pk, shas[pk]) for pk in pks}
    family: dict[int, int] = {}
    for pk in pks:
        near = {family[old] for old in family if share_people(prints[pk], prints[old])}
        family[pk] = min(near, default=pk)
        family.update({old: family[pk] for old, of in family.items() if of in near})
    return {pk: list(_numbered(pk, family[pk], rows)) for pk, rows in prints.items()}


def _numbered(
    pk: int, family: int, rows: Sequence[Print]
) -> list[tuple[tuple[object, ...], Print]]:
    seen: Counter[str] = Counter()
    found: list[tuple[tuple[object, ...], Print]] = []
    for row in rows:
        seen[row.digest] += 1
        place = ("answers", family) if row.digest else ("empty", pk)
        found.append(((*place, row.digest, seen[row.digest]), row))
    return found


def _related(pks: Collection[int], site_id: int) -> set[int]:
    """Data sets of the site with people that these have."""
    rows = DataSet.objects.filter(site=site_id).values_list("pk", "sha256", "implementations")
    every = {pk: (_ids(found), _prints(pk, sha)) for pk, sha, found in rows}
    return {
        pk
        for pk, (ids, prints) in every.items()
        if pk in pks
        or any(ids & every[own][0] or share_people(prints, every[own][1]) for own in pks)
    }


def _runs_with(run: Run, data_sets: Collection[int]) -> list[Run]:
    found = Run.objects.filter(site=run.site_id, state=RunState.READY, data_sets__in=data_sets)
    return list(found.exclude(pk=run.pk).distinct().order_by("made_at", "pk"))


def _data_sets_of(run: Run) -> list[int]:
    return list(run.data_sets.order_by("pk").values_list("pk", flat=True))


def _ids(rows: list[dict[str, object]]) -> frozenset[object]:
    return frozenset(row.get("id") for row in rows)


@lru_cache(maxsize=1000)
def _prints(pk: int, _sha256: str) -> tuple[Print, ...]:
    """Of a data set, which never changes."""
    return prints_of(bytes(DataSet.objects.values_list("content", flat=True).get(pk=pk)))
