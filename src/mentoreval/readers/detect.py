"""Which format a file has, told by its content; a file of another tool is called by its name."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import NoReturn

from mentoreval.errors import InputRefusedError, Reason
from mentoreval.instruments.model import Instrument
from mentoreval.readers.fit import choice_columns, item_fits, question_fit
from mentoreval.readers.qsf import read_qsf, with_labels
from mentoreval.readers.qualtrics import is_qualtrics, read_qualtrics
from mentoreval.readers.signatures import PARQUET, SPSS
from mentoreval.readers.table import SourceColumn, SourceTable
from mentoreval.readers.text_file import TextFile, open_text
from mentoreval.readers.wide import read_wide_csv, read_wide_parquet
from mentoreval.responses import RecordKind

SYNTHETIC = "synthetic"
"""A column of this name with `true` in every row says that the people are invented."""

_TRUE = ("1", "true", "yes", "synthetic")
_REDCAP_COLUMNS = frozenset(
    {
        "redcap_event_name",
        "redcap_repeat_instrument",
        "redcap_repeat_instance",
        "redcap_data_access_group",
        "redcap_survey_identifier",
    }
)
_LIMESURVEY_COLUMNS = frozenset({"id", "submitdate"})
_LIMESURVEY_METADATA = frozenset({"lastpage", "startlanguage", "seed"})
_FOREIGN: tuple[tuple[frozenset[str], str], ...] = (
    (
        frozenset({"variable / field name", "form name", "field type"}),
        "a REDCap data dictionary; give it with --dictionary, beside the records",
    ),
    (
        frozenset({"id", "site", "audience", "hours"}),
        "a list of implementations; give it with --implementations, beside the answers",
    ),
    (frozenset({"join time", "leave time"}), "a Zoom report of participants"),
    (frozenset({"pre-assign room name", "email address"}), "a Zoom list of breakout rooms"),
)
_NAMES_SHOWN = 6
_HEAD_BYTES = 8


def read_table(
    path: Path,
    *,
    dictionary: Path | None = None,
    status: Mapping[str, RecordKind] | None = None,
    instrument: Instrument | None = None,
) -> SourceTable:
    """Read an export of any known format as text columns.

    Args:
        path: the file.
        dictionary: the data dictionary of REDCap records, or the survey definition (`.qsf`) of a
            Qualtrics export whose stored numbers are not the instrument's codes.
        status: what the words of a Qualtrics `Status` column mean, where they are not English.
        instrument: if given, a plain table of which no column belongs to it is refused before its
            rows are read.

    Raises:
        InputRefusedError: with what the file looks like and what was expected.
    """
    head = _head(path)
    if head.startswith(SPSS) or path.suffix.lower() in {".sav", ".zsav"}:
        from mentoreval.readers.spss import read_spss  # noqa: PLC0415  loads pyreadstat for one format

        return _with_mark(read_spss(path))
    if head.startswith(PARQUET) or path.suffix.lower() == ".parquet":
        return _with_mark(read_wide_parquet(path))
    file = open_text(path)
    return _with_mark(_read_text(file, path, dictionary, status, instrument))


def _read_text(
    file: TextFile,
    path: Path,
    dictionary: Path | None,
    status: Mapping[str, RecordKind] | None,
    instrument: Instrument | None,
) -> SourceTable:
    names = {name.casefold() for name in file.names}
    for telling, kind in _FOREIGN:
        if telling <= names:
            _refuse(file.name, f"this is {kind}; expected a survey export")
    if is_qualtrics(file):
        table = read_qualtrics(file, status=status)
        return table if dictionary is None else with_labels(table, read_qsf(dictionary))
    if _is_limesurvey(names):
        if dictionary is not None:
            _refuse(file.name, "this is an export of LimeSurvey, which needs no dictionary")
        from mentoreval.readers.limesurvey import read_limesurvey  # noqa: PLC0415  most files aren't

        return read_limesurvey(path)
    if dictionary is not None:
        from mentoreval.readers.redcap import read_redcap  # noqa: PLC0415  most files aren't

        return read_redcap(path, dictionary)
    if _is_redcap(names):
        _refuse(
            file.name,
            "these are REDCap records; give their data dictionary too, with --dictionary",
        )
    if instrument is not None:
        _check_names(file, instrument)
    return read_wide_csv(file)


def _head(path: Path) -> bytes:
    try:
        with path.open("rb") as stream:
            return stream.read(_HEAD_BYTES)
    except OSError:
        return b""  # the reader that opens it next says why it can't be


def _is_limesurvey(names: set[str]) -> bool:
    if not names >= _LIMESURVEY_COLUMNS:
        return False
    # Metadata can be left out of an export; no other tool names a column `Q1[SQ001]`.
    return bool(names & _LIMESURVEY_METADATA) or any(name.endswith("]") for name in names)


def _is_redcap(names: set[str]) -> bool:
    forms = {name.removesuffix("_complete") for name in names if name.endswith("_complete")}
    return bool(names & _REDCAP_COLUMNS) or any(f"{form}_timestamp" in names for form in forms)


def _check_names(file: TextFile, instrument: Instrument) -> None:
    """Refuse a plain table without a single column of the instrument, before reading its rows."""
    if _has_a_part([SourceColumn(name=name) for name in file.names], instrument):
        return
    if instrument.items:
        item = instrument.items[0].id
        expected = f"“{item}_before” and “{item}_now”"
    else:
        expected = f"“{instrument.questions[0].id}”"
    shown = ", ".join(f"“{name}”" for name in file.names[:_NAMES_SHOWN])
    more = f" and {len(file.names) - _NAMES_SHOWN} more" if len(file.names) > _NAMES_SHOWN else ""
    _refuse(
        file.name,
        f"no column belongs to the instrument {instrument.id}; expected names such as "
        f"{expected}, found {shown}{more}. Where the names are others, "
        f"begin with: mentoreval crosswalk {file.name} --instrument {instrument.id}",
    )


def _has_a_part(columns: Sequence[SourceColumn], instrument: Instrument) -> bool:
    """Whether a column is of an item; or of a question, where the instrument has no items."""
    if instrument.items:
        return any(item_fits(column, instrument) for column in columns)
    return any(
        choice_columns(columns, question)
        or any(question_fit(column, question) for column in columns)
        for question in instrument.questions
    )


def _with_mark(table: SourceTable) -> SourceTable:
    """Note whether the file says of itself that its people are invented."""
    if SYNTHETIC not in table.frame.columns:
        return table
    cells = table.frame[SYNTHETIC].fill_null("").str.strip_chars().str.to_lowercase()
    return replace(table, synthetic=bool(cells.is_in(_TRUE).all()))


def _refuse(file: str, what: str) -> NoReturn:
    raise InputRefusedError([Reason(file=file, line=1, what=what)])
