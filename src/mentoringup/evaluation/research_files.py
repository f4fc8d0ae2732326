"""Answers behind a report as files: only of those who consented, and only where they are enough.

It loads numpy and polars, so only jobs import it.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from mentoreval.instruments.codebook import codebook
from mentoreval.spss_export import write_spss
from mentoringup.evaluation import wide_file
from mentoringup.evaluation.domain.research import rows_to_export
from mentoringup.evaluation.enums import FileKind
from mentoringup.evaluation.models import DataSet
from mentoringup.evaluation.reading import instrument_of
from mentoringup.evaluation.research_rows import research_rows
from mentoringup.evaluation.wide_columns import read_wide
from mentoringup.questionnaires.form import columns


@dataclass(frozen=True, slots=True, kw_only=True)
class MadeFile:
    """A file of a run."""

    kind: FileKind
    name: str
    media_type: str
    content: bytes


def research_files(
    data_sets: Sequence[DataSet], *, left_out: Collection[str], fewest: int
) -> tuple[MadeFile, ...]:
    """CSV with codebook, and `.sav`; nothing where fewer than `fewest` consented.

    Args:
        data_sets: of one instrument.
        left_out: ids of implementations that the report leaves out.
        fewest: people below whom no row is given away.
    """
    content, rows = _pooled(data_sets, left_out, fewest)
    if rows < fewest:
        return ()
    instrument = instrument_of(data_sets[0])
    responses = read_wide(content, instrument=instrument, name="answers.csv")
    with TemporaryDirectory(prefix="answers-") as folder:
        path = Path(folder, "answers.sav")
        write_spss(responses, path)
        spss = path.read_bytes()
    return (
        MadeFile(
            kind=FileKind.ANSWERS_CSV,
            name="answers.csv",
            media_type="text/csv; charset=utf-8",
            content=wide_file.guarded(content),
        ),
        MadeFile(
            kind=FileKind.CODEBOOK,
            name="codebook.md",
            media_type="text/markdown; charset=utf-8",
            content=codebook(instrument).encode(),
        ),
        MadeFile(
            kind=FileKind.ANSWERS_SAV,
            name="answers.sav",
            media_type="application/x-spss-sav",
            content=spss,
        ),
    )


def _pooled(
    data_sets: Sequence[DataSet], left_out: Collection[str], fewest: int
) -> tuple[bytes, int]:
    """The rows that may leave, of all as one file, ordered by nothing but their random ids."""
    rows = [row for one in data_sets for row in rows_to_export(one)]
    wanted = [row for row in rows if row[columns.IMPLEMENTATION] not in left_out]
    wanted.sort(key=lambda row: row[columns.RESPONDENT])
    instrument = instrument_of(data_sets[0])
    kept = research_rows(wanted, instrument=instrument, fewest=fewest).rows
    return wide_file.written(kept), len(kept)
