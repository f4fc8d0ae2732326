"""From data sets to results and files: the one entry to mentoreval. No clock, no writing.

It loads numpy, polars and the typesetters, so only jobs import it.
"""

import hashlib
import io
import json
import zipfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, cast

from django.utils.translation import gettext_noop

from mentoreval.errors import EvaluationError
from mentoreval.evaluation.pipeline import evaluate
from mentoreval.figures import Figure, all_figures, interactive_spec, to_svg
from mentoreval.implementations import Implementation
from mentoreval.report import write_report
from mentoreval.report.writing import Format, Paper
from mentoreval.responses import Responses
from mentoreval.results import InputFile, Results
from mentoreval.results_json import dumps, from_json, to_json
from mentoreval.tables import Table, all_tables, to_csv
from mentoringup.evaluation.enums import FileKind
from mentoringup.evaluation.errors import NothingToEvaluateError
from mentoringup.evaluation.findings.telling import told_of
from mentoringup.evaluation.models import DataSet
from mentoringup.evaluation.options import RunOptions
from mentoringup.evaluation.reading import responses_of
from mentoringup.evaluation.research_files import MadeFile, research_files
from mentoringup.evaluation.rule_words import rules_in_words

type_of_telling = Callable[[int, str], None]

_PARTS: Mapping[str, tuple[int, str]] = {
    "checking the data": (10, gettext_noop("Checking the answers")),
    "counting": (15, gettext_noop("Counting")),
    "computing scales and comparing groups": (
        20,
        gettext_noop("Computing scales and comparing groups"),
    ),
    "hiding small cells": (40, gettext_noop("Hiding what is about too few people")),
    "drawing figures": (45, gettext_noop("Drawing figures")),
    "writing report.html": (60, gettext_noop("Writing the report as a web page")),
    "writing report-interactive.html": (65, gettext_noop("Making the figures interactive")),
    "writing report.pdf": (80, gettext_noop("Setting the PDF")),
    "writing report.docx": (88, gettext_noop("Writing the Word file")),
}
_FORMATS: Mapping[Format, tuple[FileKind, str]] = {
    "html": (FileKind.REPORT_HTML, "text/html; charset=utf-8"),
    "interactive": (FileKind.REPORT_INTERACTIVE, "text/html; charset=utf-8"),
    "pdf": (FileKind.REPORT_PDF, "application/pdf"),
    "docx": (
        FileKind.REPORT_DOCX,
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ),
}
MOST_NAMED = 3
"""Data sets whose files a report names one by one."""

CONSENTING = "the answers of those who consented to research"
"""How a report about everybody names them among what its readers may know."""

_SAME_TIME = (1980, 1, 1, 0, 0, 0)
"""Of every file in an archive: the same results give the same bytes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """What a run gives.

    Attributes:
        results: `results.json`, small cells hidden; sha256: of that file.
        told: what the page says, as `findings.telling` gives it.
    """

    results: dict[str, Any]
    sha256: str
    told: dict[str, Any]
    files: tuple[MadeFile, ...]


def make(
    data_sets: Sequence[DataSet],
    options: RunOptions,
    earlier: Sequence[Mapping[str, Any]],
    *,
    name: str,
    progress: type_of_telling,
) -> Made:
    """Evaluate data sets together; `progress` is told percents and what is being done.

    Args:
        data_sets: of one instrument.
        options: rules, comparisons, threshold, seed.
        earlier: results that the same readers have; what differs from them by few people is
            hidden too.
        name: stands over the documents; what is hashed doesn't know it.
        progress: see above.

    Raises:
        EvaluationRefusedError: nothing is left by the rules, or the data sets don't fit.
        MentorevalError: a file can't be read.
    """
    tell = partial(_tell, progress)
    results = evaluated(data_sets, options, earlier, progress=tell)
    tell("drawing figures")
    figures, tables = all_figures(results), all_tables(results)
    drawings = {figure.id: to_svg(figure) for figure in figures}
    text = dumps(results).encode()
    files = (
        *_reports(
            results,
            figures,
            tables,
            name=name,
            drawings=drawings,
            paper=options.paper,
            tell=tell,
        ),
        MadeFile(
            kind=FileKind.RESULTS,
            name="results.json",
            media_type="application/json",
            content=text,
        ),
        _zipped(FileKind.TABLES, "tables.zip", _table_files(results, figures, tables)),
        _zipped(FileKind.FIGURES, "figures.zip", _figure_files(figures, drawings)),
    )
    progress(95, gettext_noop("Writing the answers of those who consented to research"))
    return Made(
        results=to_json(results),
        sha256=hashlib.sha256(text).hexdigest(),
        told=told_of(results, figures=figures, tables=tables),
        files=(*files, *_answers(data_sets, results, options.threshold)),
    )


def evaluated(
    data_sets: Sequence[DataSet],
    options: RunOptions,
    earlier: Sequence[Mapping[str, Any]],
    *,
    progress: Callable[[str], None],
) -> Results:
    """The results alone; arguments and errors as `make`.

    The answers of those who consented to research are handed out as files. A report about
    everybody is therefore protected beside what these files tell, whether they were made or not.
    """
    responses, implementations = responses_of(data_sets)
    known = implementations or None
    try:
        return evaluate(
            _named(responses, data_sets),
            implementations=known,
            implementations_file=_implementations_file(data_sets) if known else None,
            rules=options.rules,
            compare=options.compare,
            profiles=options.profiles,
            seed=options.seed,
            small_cells=options.threshold,
            earlier=[
                *map(from_json, earlier),
                *_of_those_who_consented(responses, known, options),
            ],
            progress=progress,
        )
    except EvaluationError as error:
        # Its text counts the people left at each step, which may be fewer than may be told.
        raise NothingToEvaluateError(
            gettext_noop(
                "By these rules no answer is left, or too few to compute anything. What counts: "
                "%(rules)s Choose wider rules, or more data sets."
            ),
            rules=" ".join(rules_in_words(options)),
        ) from error


def _of_those_who_consented(
    responses: Responses, implementations: Sequence[Implementation] | None, options: RunOptions
) -> Iterator[Results]:
    """What the research files tell, nothing hidden; nothing where the report is about no others."""
    if options.research_consent or not responses.consent_asked:
        return
    with suppress(EvaluationError):  # nobody consented
        found = evaluate(
            responses,
            implementations=implementations,
            rules=replace(options.rules, research_consent=True),
            compare=options.compare,
            seed=options.seed,
            small_cells=1,
        )
        yield replace(found, input=replace(found.input, name=CONSENTING))


def _named(responses: Responses, data_sets: Sequence[DataSet]) -> Responses:
    """Say how many data sets were pooled, where naming each would fill a page."""
    if len(data_sets) <= MOST_NAMED:
        return responses
    name = f"{len(data_sets)} data sets, pooled"
    return replace(responses, source=replace(responses.source, name=name))


def _tell(progress: type_of_telling, step: str) -> None:
    if step in _PARTS:
        progress(*_PARTS[step])


def _implementations_file(data_sets: Sequence[DataSet]) -> InputFile:
    """The stored rows as the file that they would be: its hash tells whether they changed."""
    rows = [row for one in data_sets for row in one.implementations]
    text = repr([sorted(row.items()) for row in rows])
    return InputFile(
        name="implementations of the data sets",
        sha256=hashlib.sha256(text.encode()).hexdigest(),
        rows=len(rows),
        format="implementations",
    )


def _reports(
    results: Results,
    figures: Sequence[Figure],
    tables: Sequence[Table],
    *,
    name: str,
    drawings: Mapping[str, str],
    paper: str,
    tell: Callable[[str], None],
) -> list[MadeFile]:
    with TemporaryDirectory(prefix="run-") as place:
        paths = write_report(
            results,
            figures=figures,
            tables=tables,
            output=Path(place).resolve(),
            name=name,
            formats=tuple(_FORMATS),
            paper=cast("Paper", paper),
            drawings=drawings,
            progress=tell,
        )
        return [
            MadeFile(kind=kind, name=path.name, media_type=media_type, content=path.read_bytes())
            for path, (kind, media_type) in zip(paths, _FORMATS.values(), strict=True)
        ]


def _table_files(
    results: Results, figures: Sequence[Figure], tables: Sequence[Table]
) -> Iterator[tuple[str, str]]:
    for table in (*tables, *(figure.data for figure in figures)):
        yield f"{table.id}.csv", to_csv(table, synthetic=results.synthetic)


def _figure_files(
    figures: Sequence[Figure], drawings: Mapping[str, str]
) -> Iterator[tuple[str, str]]:
    for figure in figures:
        yield f"{figure.id}.svg", drawings[figure.id]
        yield f"{figure.id}.vl.json", json.dumps(interactive_spec(figure), ensure_ascii=False)


def _zipped(kind: FileKind, name: str, files: Iterator[tuple[str, str]]) -> MadeFile:
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as written:
        for inside, text in files:
            written.writestr(zipfile.ZipInfo(inside, _SAME_TIME), text, zipfile.ZIP_DEFLATED)
    return MadeFile(kind=kind, name=name, media_type="application/zip", content=archive.getvalue())


def _answers(data_sets: Sequence[DataSet], results: Results, fewest: int) -> tuple[MadeFile, ...]:
    left_out = {one.id for one in results.implementations if not one.included}
    return research_files(data_sets, left_out=left_out, fewest=fewest)
