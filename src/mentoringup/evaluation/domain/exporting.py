"""What leaves a data set as a file: the questionnaire, and answers of those who consented."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from tempfile import TemporaryDirectory

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from mentoreval.errors import EvaluationError
from mentoreval.instruments.codebook import codebook
from mentoringup.audit.domain import record
from mentoringup.evaluation import wide_file
from mentoringup.evaluation.domain.research import rows_to_export
from mentoringup.evaluation.errors import EvaluationRefusedError
from mentoringup.evaluation.models import DataSet
from mentoringup.evaluation.reading import instrument_of
from mentoringup.evaluation.research_rows import SMALL_TRAININGS, research_rows
from mentoringup.people.models import Person
from mentoringup.questionnaires.form import columns

FEWEST = 5
"""Rows of fewer people than these are never given away."""


class ExportKind(StrEnum):
    """What can be taken along; the values are parts of addresses."""

    ANSWERS_CSV = "answers-csv"
    ANSWERS_SAV = "answers-sav"
    CODEBOOK = "codebook"
    INSTRUMENT = "instrument"

    @property
    def has_answers(self) -> bool:
        """Whether it holds rows of people."""
        return self in {ExportKind.ANSWERS_CSV, ExportKind.ANSWERS_SAV}


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportFile:
    """A file on its way out."""

    name: str
    media_type: str
    content: bytes


class TooFewConsentedError(EvaluationRefusedError):
    """So few consented that rows could be recognized."""


def export_answers(
    *, data_set: DataSet, kind: ExportKind, actor: Person, now: datetime
) -> ExportFile:
    """Make a file of the answers of all who said yes to research; it is noted in the history.

    They stand in an order of chance, with no time finer than the wave, and no pseudonym that leads
    to a person without the survey's key. What could point at one of them stays (`research_rows`).

    Raises:
        TooFewConsentedError: fewer than `FEWEST` consented, or consent was not asked.
        EvaluationRefusedError: a text is longer than SPSS can hold.
    """
    instrument = instrument_of(data_set)
    found = research_rows(rows_to_export(data_set), instrument=instrument, fewest=FEWEST)
    rows = len(found.rows)
    if rows < FEWEST:
        raise TooFewConsentedError(why_refused(wide_file.consenting(bytes(data_set.content))))
    content = wide_file.written(found.rows)
    made = _sav(data_set, content) if kind is ExportKind.ANSWERS_SAV else _csv(data_set, content)
    with transaction.atomic():
        record(
            verb="data-set.exported",
            thing=data_set,
            actor=actor,
            now=now,
            site_id=data_set.site_id,
            name=data_set.name,
            detail={"rows": rows, "file": str(kind)},
        )
    return made


def export_questions(*, data_set: DataSet, kind: ExportKind) -> ExportFile:
    """Make a file of what was asked: the codebook, or the questionnaire for mentoreval.

    Raises:
        EvaluationRefusedError: the questionnaire can't be read by this version of the software.
    """
    if kind is ExportKind.INSTRUMENT:
        return ExportFile(
            name=f"{_stem(data_set)}-instrument.yaml",
            media_type="application/yaml",
            content=data_set.instrument.encode(),
        )
    return ExportFile(
        name=f"{_stem(data_set)}-codebook.md",
        media_type="text/markdown; charset=utf-8",
        content=(codebook(instrument_of(data_set)) + _about_columns()).encode(),
    )


def why_refused(consented: int) -> str:
    """Why answers can't be taken along, as a sentence."""
    if not consented:
        return _("Nobody consented to research, so there is no research export.")
    return ngettext(
        "Only %(number)s person consented to research; there is a research export from "
        "%(fewest)s on, because fewer could be recognized.",
        "Only %(number)s people consented to research; there is a research export from "
        "%(fewest)s on, because fewer could be recognized.",
        consented,
    ) % {"number": consented, "fewest": FEWEST}


def _about_columns() -> str:
    """What the file of answers has beside the questionnaire; in English, as the rest."""
    return f"""
## The file of answers

One row a response, in an order of chance; only those who consented to research.

- `{columns.RESPONDENT}` a pseudonym, or a number given by chance
- `{columns.IMPLEMENTATION}` the training; `{SMALL_TRAININGS}` where fewer than {FEWEST} are here
- `{columns.CONSENT}` 1 yes
- `{columns.LAYOUT}` how BEFORE and NOW stood: side-by-side, item-by-item, now-first
- `<item>_before`, `<item>_now` and the questions: codes; several with `;` between
- `{wide_file.NOT_SHOWN}` was never shown; `{wide_file.NOT_APPLICABLE}` does not apply; an empty
  cell was not answered
- Words only as a reviewer let them be read, and only where {FEWEST} or more were; lines beside
  "other" are not here
- A code that fewer than {FEWEST} people here chose to describe themselves is left out of their cell
- A text that a spreadsheet would run as a formula has an apostrophe before it. In the SPSS file
  texts stand as they were typed.
"""


def _csv(data_set: DataSet, content: bytes) -> ExportFile:
    return ExportFile(
        name=f"{_stem(data_set)}.csv",
        media_type="text/csv; charset=utf-8",
        content=wide_file.guarded(content),
    )


def _sav(data_set: DataSet, content: bytes) -> ExportFile:
    # Web processes load numpy when somebody first asks for such a file, not when they start.
    from mentoreval.spss_export import write_spss  # noqa: PLC0415
    from mentoringup.evaluation.wide_columns import read_wide  # noqa: PLC0415

    name = f"{_stem(data_set)}.sav"
    responses = read_wide(content, instrument=instrument_of(data_set), name=name)
    with TemporaryDirectory(prefix="export-") as folder:
        path = Path(folder, name)
        try:
            write_spss(responses, path)
        except EvaluationError as error:
            raise EvaluationRefusedError(str(error)) from error
        return ExportFile(name=name, media_type="application/x-spss-sav", content=path.read_bytes())


def _stem(data_set: DataSet) -> str:
    return f"data-set-{data_set.pk}"
