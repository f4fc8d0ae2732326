"""Reads about runs; lists load neither results nor files."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, QuerySet, Sum
from django.db.models.functions import Length

from mentoringup.evaluation.enums import FileKind, RunState
from mentoringup.evaluation.errors import EvaluationRefusedError
from mentoringup.evaluation.models import DataSet, Run, RunFile
from mentoringup.organizations.models import Site

MOST_PAST = 12
"""Runs that a trend goes back."""

FOR_EVERYBODY = (
    FileKind.REPORT_HTML,
    FileKind.REPORT_PDF,
    FileKind.REPORT_DOCX,
    FileKind.REPORT_INTERACTIVE,
    FileKind.RESULTS,
    FileKind.TABLES,
    FileKind.FIGURES,
)
"""Files without anybody's answers, for all who may see findings; the others are for evaluators."""


class RunIsGoneError(EvaluationRefusedError):
    """The site has no such run."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PastRun:
    """An earlier run of the same questionnaire, as far as a trend needs it.

    Attributes:
        gains: by scale, as `findings.telling` gives them.
        when: ISO dates of the first and last training; empty if unknown.
    """

    pk: int
    name: str
    gains: dict[str, dict[str, Any]]
    when: list[str]


def runs_of(*, site: Site) -> QuerySet[Run]:
    """The site's runs, latest first, with `parts` (data sets) and `answers` (rows in them)."""
    return (
        Run.objects.filter(site=site)
        .select_related("asked_by")
        .defer("results", "told")
        .annotate(parts=Count("data_sets"), answers=Sum("data_sets__rows"))
    )


def run_at(*, site: Site, run_id: int) -> Run:
    """A run of the site, without its results.

    Raises:
        RunIsGoneError: the site has none with this number.
    """
    found = Run.objects.filter(site=site, pk=run_id).select_related("asked_by").defer("results")
    run = found.first()
    if run is None:
        raise RunIsGoneError
    return run


def data_sets_in(*, run: Run) -> list[DataSet]:
    """What it is made of, without the answers."""
    return list(run.data_sets.defer("content", "instrument").order_by("frozen_at", "pk"))


def files_of(*, run: Run, with_answers: bool) -> list[RunFile]:
    """Its files, without their content, with `size` in bytes, in the order of their kinds."""
    found = RunFile.objects.filter(run=run).defer("content").annotate(size=Length("content"))
    if not with_answers:
        found = found.filter(kind__in=FOR_EVERYBODY)
    order = {kind: place for place, kind in enumerate(FileKind.values)}
    return sorted(found, key=lambda one: (order[one.kind], one.name))


def file_at(*, run: Run, file_id: int, with_answers: bool) -> RunFile | None:
    """One of them with its content; None where there is none."""
    found = RunFile.objects.filter(run=run, pk=file_id)
    return (found if with_answers else found.filter(kind__in=FOR_EVERYBODY)).first()


def file_of_kind(*, run: Run, kind: FileKind) -> RunFile | None:
    """The first file of a kind with its content; None where there is none."""
    return RunFile.objects.filter(run=run, kind=kind).first()


def open_before(*, run: Run) -> int:
    """How many other runs come first."""
    return Run.objects.filter(
        state__in=[RunState.WAITING, RunState.RUNNING], asked_at__lt=run.asked_at
    ).count()


def past_of(*, run: Run, data_sets: Sequence[DataSet]) -> list[PastRun]:
    """The site's other finished runs of the same questionnaire, in the order of their trainings.

    Of several runs of the same data sets the latest counts. Versions of a questionnaire are never
    mixed, and a report for publication is compared only with runs that hide as much.
    """
    same = {one.instrument_sha256 for one in data_sets}
    found = (
        Run.objects.filter(
            site=run.site_id,
            state=RunState.READY,
            data_sets__instrument_sha256__in=same,
            options__threshold__gte=run.options["threshold"],
        )
        .exclude(pk=run.pk)
        .distinct()
        .order_by("-made_at", "-pk")
    )
    rows = list(found.values("pk", "name", "told__gains", "told__when")[:MOST_PAST])
    latest: dict[frozenset[int], PastRun] = {}
    parts = _parts_of([row["pk"] for row in rows])
    own = frozenset(one.pk for one in data_sets)
    for row in rows:
        key = parts[row["pk"]]
        if key != own and key not in latest:
            latest[key] = PastRun(
                pk=row["pk"],
                name=row["name"],
                gains=row["told__gains"] or {},
                when=row["told__when"] or [],
            )
    return sorted(latest.values(), key=lambda one: (one.when or ["9999"], one.pk))


def _parts_of(run_ids: list[int]) -> dict[int, frozenset[int]]:
    """The data sets of some runs, by run."""
    through = Run.data_sets.through
    parts: dict[int, set[int]] = {pk: set() for pk in run_ids}
    for run_id, data_set_id in through.objects.filter(run_id__in=run_ids).values_list(
        "run_id", "dataset_id"
    ):
        parts[run_id].add(data_set_id)
    return {pk: frozenset(found) for pk, found in parts.items()}
