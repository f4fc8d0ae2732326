"""REDCap records with their data dictionary: raw codes, labels from the dictionary."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import polars as pl

from mentoreval.errors import Reason
from mentoreval.readers.named_rows import raise_if_any
from mentoreval.readers.personal import personal_columns
from mentoreval.readers.redcap_dictionary import CHECKBOX, Field, read_dictionary
from mentoreval.readers.redcap_rows import GROUP, Joined, join_rows
from mentoreval.readers.table import SourceColumn, SourceTable
from mentoreval.readers.text_file import TextFile, TextTable, open_text
from mentoreval.responses import RecordKind, SourceFormat

_SYSTEM = "redcap_"
_IDENTIFIER = "redcap_survey_identifier"
_NOT_COMPLETED = "[not completed]"
_TIMESTAMP, _COMPLETE, _RETURN_CODE = "_timestamp", "_complete", "_return_code"
_COMPLETE_LABELS = {"0": "Incomplete", "1": "Unverified", "2": "Complete"}
_CHECKED = {"0": "Unchecked", "1": "Checked"}
_NAMES_SHOWN = 6
_RAW = "export the records as raw data, not as labels"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Meaning:
    """What a column is: of a field (perhaps for one choice of it), or else of a whole form."""

    form: str
    field: Field | None = None
    choice: str = ""
    ending: str = ""

    @property
    def stored(self) -> Mapping[str, str]:
        """Label by the value that is stored in raw data."""
        if self.field is None:
            return _COMPLETE_LABELS if self.ending == _COMPLETE else {}
        return _CHECKED if self.field.kind == CHECKBOX else self.field.choices


def read_redcap(records: Path, dictionary: Path) -> SourceTable:
    """Read a raw export of records; the rows of a record (events, repeats) become one row.

    Fields that the dictionary marks as identifiers, or that hold e-mail addresses, phone numbers
    or the like, are dropped. Columns of joined rows are named as `redcap_rows.Joined` says.

    Raises:
        InputRefusedError: if the dictionary is none, columns are not in it, cells hold labels and
            not codes, or rows contradict each other; with every reason.
    """
    fields = read_dictionary(dictionary)
    file = open_text(records)
    meanings = _meanings(file, fields, dictionary.name)
    record_id = fields[0].name
    personal = [name for name in file.names if _is_personal(name, meanings)]
    text = file.table(drop=frozenset(personal) - {record_id})
    raise_if_any(list(_label_reasons(text, meanings)))
    kept = [name for name in text.frame.columns if name in meanings and name != record_id]
    joined = join_rows(
        text.frame.with_columns(pl.col(_timestamps(kept, meanings)).replace(_NOT_COMPLETED, None)),
        text.line,
        file=text.file,
        record_id=record_id,
        forms=_by_form(fields, kept, meanings),
    )
    written = personal_columns(joined.frame, _written(joined, meanings))
    frame = joined.frame.drop([*written, *({record_id} & set(personal))])
    timestamps = [name for name in frame.columns if _is_timestamp(name, joined, meanings)]
    return SourceTable(
        file=text.file,
        sha256=text.sha256,
        format=SourceFormat.REDCAP,
        frame=frame,
        columns=tuple(_column(name, joined, meanings) for name in frame.columns),
        line=joined.line,
        kind=np.full(frame.height, RecordKind.ANSWER, dtype=np.int8),
        respondent=record_id if record_id in frame.columns else None,
        implementation=GROUP if GROUP in frame.columns else None,
        recorded=timestamps[0] if len(timestamps) == 1 else None,
        dropped_columns=(*personal, *written),
        multi_separator=None,
        remarks=tuple(_remarks(text, joined, meanings, dictionary.name)),
    )


def _meanings(file: TextFile, fields: Sequence[Field], dictionary: str) -> Mapping[str, _Meaning]:
    """What each column is; the columns that REDCap adds of itself are left out."""
    known = {
        name: _Meaning(form=field.form, field=field, choice=choice)
        for field in fields
        for name, choice in field.columns.items()
    }
    for form in {field.form for field in fields}:
        for ending in (_TIMESTAMP, _COMPLETE, _RETURN_CODE):
            known.setdefault(f"{form}{ending}", _Meaning(form=form, ending=ending))
    unknown = [
        name for name in file.names if name and name not in known and not name.startswith(_SYSTEM)
    ]
    reasons = []
    if unknown:
        shown = ", ".join(unknown[:_NAMES_SHOWN])
        more = f" and {len(unknown) - _NAMES_SHOWN} more" if len(unknown) > _NAMES_SHOWN else ""
        what = (
            f"these columns are not in the data dictionary {dictionary}: {shown}{more}; "
            f"expected the dictionary of the same project, and raw data: {_RAW}"
        )
        reasons.append(Reason(file=file.name, line=1, what=what))
    if fields[0].name not in file.names:
        what = f"there is no column {fields[0].name}, the record id of {dictionary}"
        reasons.append(Reason(file=file.name, line=1, what=what))
    raise_if_any(reasons)
    return {name: known[name] for name in file.names if name in known}


def _is_personal(name: str, meanings: Mapping[str, _Meaning]) -> bool:
    meaning = meanings.get(name)
    if meaning is None:
        return name == _IDENTIFIER
    return meaning.ending == _RETURN_CODE or bool(meaning.field and meaning.field.is_personal)


def _label_reasons(text: TextTable, meanings: Mapping[str, _Meaning]) -> Iterator[Reason]:
    """Say where cells hold labels of the dictionary; raw data hold codes."""
    for name in text.frame.columns:
        stored = meanings[name].stored if name in meanings else {}
        labels = set(stored.values()) - set(stored)
        cells = text.frame[name].str.strip_chars()
        found = cells.is_in(list(labels))
        if labels and found.any():
            row = int(found.arg_max() or 0)
            what = f"found the label “{cells[row]}”; expected one of the codes {', '.join(stored)}"
            yield Reason(
                file=text.file, line=int(text.line[row]), column=name, what=f"{what}: {_RAW}"
            )


def _by_form(
    fields: Sequence[Field], names: Sequence[str], meanings: Mapping[str, _Meaning]
) -> Mapping[str, Sequence[str]]:
    """Columns by form, in the dictionary's order of forms."""
    forms: dict[str, list[str]] = {field.form: [] for field in fields}
    for name in names:
        forms[meanings[name].form].append(name)
    return {form: columns for form, columns in forms.items() if columns}


def _timestamps(names: Sequence[str], meanings: Mapping[str, _Meaning]) -> list[str]:
    return [name for name in names if meanings[name].ending == _TIMESTAMP]


def _is_timestamp(name: str, joined: Joined, meanings: Mapping[str, _Meaning]) -> bool:
    source, _ = joined.sources.get(name, ("", ""))
    return source in meanings and meanings[source].ending == _TIMESTAMP


def _written(joined: Joined, meanings: Mapping[str, _Meaning]) -> list[str]:
    """The columns into which people wrote, and may have written an address."""
    return [
        name
        for name, (source, _) in joined.sources.items()
        if meanings[source].field is not None and not meanings[source].stored
    ]


def _column(name: str, joined: Joined, meanings: Mapping[str, _Meaning]) -> SourceColumn:
    source, event = joined.sources.get(name, (name, ""))
    meaning = meanings.get(source)
    if meaning is None or meaning.field is None:
        return SourceColumn(name=name, values=meaning.stored if meaning else {})
    field = meaning.field
    label = f"{event.replace('_', ' ')}: {field.label}" if event else field.label
    if not meaning.choice:
        return SourceColumn(name=name, label=label, values=field.choices)
    return SourceColumn(
        name=name,
        label=f"{label} - {field.choices[meaning.choice]}",
        choice=meaning.choice,
        parent=field.name + name.removeprefix(source),
    )


def _remarks(
    text: TextTable, joined: Joined, meanings: Mapping[str, _Meaning], dictionary: str
) -> Iterator[str]:
    yield f"REDCap records; labels and codes are those of the data dictionary {dictionary}."
    if len(text.line) > joined.frame.height:
        yield (
            f"{len(text.line)} rows of {joined.frame.height} records were joined by record id, "
            "one row a record; field@event is the field in an event, field#2 its second repeat."
        )
    stamps = text.frame.select(_timestamps([*set(text.frame.columns) & set(meanings)], meanings))
    begun = sum(int((column == _NOT_COMPLETED).sum()) for column in stamps)
    if begun:
        yield f"Surveys that were begun and not completed: {begun}."
