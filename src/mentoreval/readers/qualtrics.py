"""Qualtrics response CSV: three header rows today, two before 2017, one after a careless edit."""

import ast
import html
import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import polars as pl
from numpy.typing import NDArray

from mentoreval.errors import InputRefusedError, Reason
from mentoreval.readers.dates import ISO_DATE, expected_date
from mentoreval.readers.personal import is_personal, personal_columns
from mentoreval.readers.refusals import Refusals
from mentoreval.readers.table import SourceColumn, SourceTable
from mentoreval.readers.text_file import TextFile, TextTable
from mentoreval.responses import RecordKind, SourceFormat

# Meaning of a metadata column by its ImportId and by the names that it had over the years.
_METADATA: Mapping[str, tuple[str, ...]] = {
    "startDate": ("startdate",),
    "endDate": ("enddate",),
    "status": ("status",),
    "ipAddress": ("ipaddress",),
    "progress": ("progress",),
    "duration": ("durationinseconds",),
    "finished": ("finished",),
    "recordedDate": ("recordeddate",),
    "_recordId": ("responseid",),
    "recipientLastName": ("recipientlastname",),
    "recipientFirstName": ("recipientfirstname",),
    "recipientEmail": ("recipientemail",),
    "externalDataReference": ("externalreference", "externaldatareference"),
    "locationLatitude": ("locationlatitude",),
    "locationLongitude": ("locationlongitude",),
    "distributionChannel": ("distributionchannel",),
    "userLanguage": ("userlanguage",),
}
_ID_BY_NAME = {name: key for key, names in _METADATA.items() for name in names}
_TELLING_COLUMNS = 3
"""So many metadata columns make a file a Qualtrics export when no ImportId does."""

_KINDS: Mapping[str, RecordKind] = {
    "0": RecordKind.ANSWER,
    "ip address": RecordKind.ANSWER,
    "1": RecordKind.PREVIEW,
    "survey preview": RecordKind.PREVIEW,
    "2": RecordKind.TEST,
    "survey test": RecordKind.TEST,
    "4": RecordKind.ANSWER,
    "imported": RecordKind.ANSWER,
    "8": RecordKind.SPAM,
    "spam": RecordKind.SPAM,
    "9": RecordKind.PREVIEW,
    "survey preview spam": RecordKind.PREVIEW,
    "16": RecordKind.ANSWER,
    "offline": RecordKind.ANSWER,
    "17": RecordKind.PREVIEW,
    "offline survey preview": RecordKind.PREVIEW,
}
_RECORD_ID = re.compile(r"R_\w+")
_DATES = ("startDate", "endDate", "recordedDate")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Layout:
    """What the header rows are: how many, and which of them holds labels and ImportIds."""

    rows: int
    labels: int | None
    keys: int | None


def is_qualtrics(file: TextFile) -> bool:
    """Tell by the header rows whether this is a Qualtrics response export."""
    return _layout(file.head) is not None


def read_qualtrics(
    file: TextFile, *, status: Mapping[str, RecordKind] | None = None
) -> SourceTable:
    """Read a Qualtrics response export, with values or with labels.

    Args:
        file: the opened file, for which `is_qualtrics` holds.
        status: what the words of the `Status` column mean, where the export is in another
            language than English.

    Raises:
        InputRefusedError: for a broken table, dates that a spreadsheet has rewritten, and a
            `Status` that is not known.
    """
    layout = _layout(file.head)
    if layout is None:
        raise InputRefusedError([Reason(file=file.name, what="this is no Qualtrics export")])
    columns = _columns(file, layout)
    meaning = _meanings(columns)
    personal = [c.name for c in columns if _is_personal(c)]
    text = file.table(header_rows=layout.rows, drop=frozenset(personal))
    known = {key: name for key, name in meaning.items() if name in text.frame.columns}
    personal += personal_columns(text.frame, set(text.frame.columns) - set(known.values()))
    dropped = tuple(c.name for c in columns if c.name in personal)
    table = SourceTable(
        file=text.file,
        sha256=text.sha256,
        format=SourceFormat.QUALTRICS,
        frame=text.frame.drop(personal, strict=False),
        columns=tuple(c for c in columns if c.name in text.frame.columns and c.name not in dropped),
        line=text.line,
        kind=_kinds(text, known.get("status"), status or {}),
        respondent=known.get("_recordId"),
        seconds=known.get("duration"),
        recorded=known.get("recordedDate", known.get("endDate")),
        dropped_columns=dropped,
        multi_separator=",",
        remarks=(*_remarks(file, layout, known), *text.remarks),
    )
    _check_dates(table, [known[key] for key in _DATES if key in known])
    return table


def _layout(head: Sequence[Sequence[str]]) -> _Layout | None:
    for row in (1, 2):
        if len(head) > row and _are_import_ids(head[row]):
            return _Layout(rows=row + 1, labels=1 if row > 1 else None, keys=row)
    named = [row for row in head[:2] if _telling(row) >= _TELLING_COLUMNS]
    if not named:
        return None
    if len(head) > 1 and _is_answer(named[0], head[1]):
        return _Layout(rows=1, labels=None, keys=None)
    return _Layout(rows=2, labels=1, keys=None)


def _telling(cells: Sequence[str]) -> int:
    return len({_ID_BY_NAME.get(_squeezed(cell)) for cell in cells} - {None})


def _is_answer(names: Sequence[str], cells: Sequence[str]) -> bool:
    """Tell whether a row is data: an id or a date stands where one belongs."""
    by_key = {_ID_BY_NAME.get(_squeezed(n)): c for n, c in zip(names, cells, strict=False)}
    dates = [by_key.get(key, "") for key in _DATES]
    return bool(_RECORD_ID.fullmatch(by_key.get("_recordId", ""))) or any(
        cell[:1].isdigit() for cell in dates
    )


def _squeezed(name: str) -> str:
    return re.sub(r"[\W_]+", "", name).casefold()


def _are_import_ids(cells: Sequence[str]) -> bool:
    filled = [cell for cell in cells if cell.strip()]
    return bool(filled) and 2 * sum("ImportId" in _import_id(c) for c in filled) > len(filled)


def _import_id(cell: str) -> Mapping[str, str]:
    """Read the JSON of the third row, or the Python dict that older exports wrote instead."""
    if "ImportId" not in cell:
        return {}
    try:
        found = json.loads(cell)
    except ValueError:
        try:
            found = ast.literal_eval(cell.strip())
        except (ValueError, SyntaxError, MemoryError, RecursionError):
            return {}
    if not isinstance(found, dict):
        return {}
    return {str(key): str(value) for key, value in found.items()}


def _columns(file: TextFile, layout: _Layout) -> tuple[SourceColumn, ...]:
    empty = ("",) * len(file.names)
    labels = empty if layout.labels is None else file.head[layout.labels]
    keys = empty if layout.keys is None else file.head[layout.keys]
    found = []
    for place, name in enumerate(file.names):
        imported = _import_id(keys[place]) if place < len(keys) else {}
        key = imported.get("ImportId", "")
        choice = "" if key.endswith("_DO") else imported.get("choiceId", "")
        found.append(
            SourceColumn(
                name=name,
                label=plain_label(labels[place]) if place < len(labels) else "",
                key=key,
                choice=choice,
                parent=name.removesuffix(f"_{choice}") if choice else "",
            )
        )
    return tuple(found)


def plain_label(label: str) -> str:
    """Give the words of a label, without markup and line breaks."""
    return " ".join(html.unescape(re.sub(r"<[^<>]*>", " ", label)).split())


def _meanings(columns: Sequence[SourceColumn]) -> Mapping[str, str]:
    """Column name by metadata id: by ImportId, then by name, then by label (files of old)."""
    found: dict[str, str] = {}
    for column in columns:
        key = column.key if column.key in _METADATA else None
        if not column.key:
            key = _ID_BY_NAME.get(_squeezed(column.name)) or _ID_BY_NAME.get(
                _squeezed(column.label)
            )
        if key is not None:
            found.setdefault(key, column.name)
    return found


def _is_personal(column: SourceColumn) -> bool:
    return any(is_personal(word) for word in (column.name, column.key, column.label))


def _check_dates(table: SourceTable, names: Sequence[str]) -> None:
    refusals = Refusals(table)
    for name in names:
        cells = table.frame[name].drop_nulls()
        wrong = cells.filter(~cells.str.strip_chars().str.contains(ISO_DATE))
        distinct = wrong.unique(maintain_order=True)
        refusals.add_cells(name, {cell: expected_date(cell) for cell in distinct})
    refusals.raise_if_any()


def _kinds(
    text: TextTable, column: str | None, declared: Mapping[str, RecordKind]
) -> NDArray[np.int8]:
    if column is None:
        return np.full(len(text.line), RecordKind.ANSWER, dtype=np.int8)
    known = dict(_KINDS) | {word.strip().casefold(): kind for word, kind in declared.items()}
    cells = text.frame[column].fill_null("").str.strip_chars().str.to_lowercase()
    unknown = [word for word in cells.unique(maintain_order=True) if word not in known]
    if unknown:
        raise InputRefusedError(
            Reason(
                file=text.file,
                line=int(text.line[int((cells == word).arg_max() or 0)]),
                column=column,
                what=f"found “{word}”; expected 0, 1, 2, 4, 8, 9, 16 or 17, or their English "
                "labels. Export with numeric values, or say what the word means in the crosswalk: "
                f'status: {{"{word}": answer}} (or preview, test, spam)',
            )
            for word in unknown
        )
    codes = cells.replace_strict(list(known), [int(k) for k in known.values()])
    return codes.cast(pl.Int8).to_numpy()


def _remarks(file: TextFile, layout: _Layout, known: Mapping[str, str]) -> tuple[str, ...]:
    rows = {1: "one header row", 2: "two header rows", 3: "three header rows"}[layout.rows]
    found = [f"Qualtrics export with {rows}."]
    if layout.keys is not None:
        zones = {_import_id(cell).get("timeZone") for cell in file.head[layout.keys]} - {None}
        found += [f"Times are those of {zone}." for zone in sorted(map(str, zones))]
    if "status" not in known:
        found.append("There is no Status column, so previews and tests can't be told from answers.")
    return tuple(found)
