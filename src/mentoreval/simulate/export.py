"""Write the cohort: a Qualtrics export, its implementations, its codes, and a note."""

import csv
import io
import os
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from mentoreval.errors import MentorevalError
from mentoreval.simulate.coding import LABELS
from mentoreval.simulate.cohort import Cohort
from mentoreval.simulate.qualtrics_export import response_ids, response_table

_BOM = "\ufeff"
_MODULE_SEPARATOR = ";"


def write_cohort(cohort: Cohort, output: Path) -> tuple[Path, ...]:
    """Write `responses.csv`, `implementations.csv`, `codes.csv` and `README.txt`.

    The folder is made if need be; files of these names in it are replaced, each at once and only
    when all are ready. The same cohort gives the same bytes.

    Raises:
        MentorevalError: the folder can't be made or written to.
    """
    texts = {
        "responses.csv": _BOM + _csv(response_table(cohort)),
        "implementations.csv": _csv(_implementation_table(cohort)),
        "codes.csv": _csv(_code_table(cohort)),
        "README.txt": _note(cohort),
    }
    try:
        output.mkdir(parents=True, exist_ok=True)
        return _write_together(output, texts)
    except OSError as error:
        raise MentorevalError(
            f"{output}: the cohort can't be written here ({error.strerror})"
        ) from error


def _write_together(folder: Path, texts: Mapping[str, str]) -> tuple[Path, ...]:
    """Write every text under a passing name, then give all their own."""
    parts = {folder / name: folder / f".{name}.{os.getpid()}.part" for name in texts}
    try:
        for part, text in zip(parts.values(), texts.values(), strict=True):
            part.write_bytes(text.encode())
        for path, part in parts.items():
            part.replace(path)
    finally:
        for part in parts.values():
            part.unlink(missing_ok=True)
    return tuple(parts)


def _csv(rows: Iterable[Sequence[str]]) -> str:
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows(rows)
    return text.getvalue()


def _implementation_table(cohort: Cohort) -> Iterable[Sequence[str]]:
    yield (
        *("id", "site", "country", "latitude", "longitude", "mode", "audience", "hours"),
        *("trained", "modules", "date", "synthetic"),
    )
    for surveyed in cohort.implementations:
        one = surveyed.implementation
        yield (
            *(one.id, one.site, str(one.country), f"{one.latitude:g}", f"{one.longitude:g}"),
            *(str(one.mode), str(one.audience), f"{one.hours:g}", str(one.trained)),
            *(_MODULE_SEPARATOR.join(one.modules or ()), str(one.date), "yes"),
        )


def _code_table(cohort: Cohort) -> Iterable[Sequence[str]]:
    yield ("answer_id", "question", "layer", "code", "label", "text", "synthetic")
    ids = response_ids(cohort.people)
    in_order = sorted(cohort.codings, key=lambda one: (one.question, one.layer, ids[one.row]))
    for one in in_order:
        text = cohort.free_text[one.question].texts[one.row]
        yield (ids[one.row], one.question, one.layer, one.code, LABELS[one.code], text, "yes")


def _note(cohort: Cohort) -> str:
    return f"""SYNTHETIC: every person, institution and answer in this folder is invented.

Made by `mentoreval simulate --seed {cohort.seed}`. The same seed gives the same files.

The counts, shares and mean gains are those of a published evaluation of 26 mentorship trainings
(Journal of Clinical and Translational Science, 2024, doi:10.1017/cts.2024.524); nothing else is.
Use it to learn, to test and to show; never as evidence about people or about a training.

responses.csv        survey export in the shape of Qualtrics, with three header rows
                     (instrument: {cohort.instrument.id} {cohort.instrument.version})
implementations.csv  where, when, how long and for whom each training was given
codes.csv            codes of the free text: two coders and their consensus
"""
