"""The data dictionary of a REDCap project: its fields, their labels and their choices."""

import html
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from mentoreval.errors import InputRefusedError, Reason
from mentoreval.readers.named_rows import raise_if_any
from mentoreval.readers.personal import is_personal
from mentoreval.readers.text_file import open_text

HEADERS = (
    "Variable / Field Name",
    "Form Name",
    "Section Header",
    "Field Type",
    "Field Label",
    "Choices, Calculations, OR Slider Labels",
    "Field Note",
    "Text Validation Type OR Show Slider Number",
    "Text Validation Min",
    "Text Validation Max",
    "Identifier?",
    "Branching Logic (Show field only if...)",
    "Required Field?",
    "Custom Alignment",
    "Question Number (surveys only)",
    "Matrix Group Name",
    "Matrix Ranking?",
    "Field Annotation",
)
_NAME, _FORM, _HEADING, _TYPE, _LABEL, _CHOICES = HEADERS[:6]
_VALIDATION, _IDENTIFIER, _MATRIX = HEADERS[7], HEADERS[10], HEADERS[15]

CHECKBOX = "checkbox"
_WITH_CHOICES = frozenset({"radio", "dropdown", CHECKBOX})
_IMPLICIT_CHOICES: Mapping[str, Mapping[str, str]] = {
    "yesno": {"1": "Yes", "0": "No"},
    "truefalse": {"1": "True", "0": "False"},
}
_PERSONAL_VALIDATION = ("email", "phone", "ssn", "mrn", "zipcode", "postalcode")


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """A row of the dictionary.

    Attributes:
        name: variable.
        form: the form (survey) on which it stands.
        kind: REDCap's field type, e.g. "radio".
        label: the words shown, without markup; in a matrix, the words above it come first.
        choices: label by code; the implicit codes of yes/no and true/false fields too.
        is_personal: it tells who a person is, by its own mark, its validation or its name.
    """

    name: str
    form: str
    kind: str
    label: str
    choices: Mapping[str, str] = field(default_factory=dict)
    is_personal: bool = False

    @property
    def columns(self) -> Mapping[str, str]:
        """Names of its columns in an export, and the choice each is for, "" where for none."""
        if self.kind == CHECKBOX:
            return {f"{self.name}___{_in_column_name(code)}": code for code in self.choices}
        return {self.name: ""}


def read_dictionary(path: Path) -> tuple[Field, ...]:
    """Read the fields of a data dictionary CSV, in its order; the first is the record id.

    Raises:
        InputRefusedError: if headers are missing, a field stands twice, or choices are no choices;
            with every place.
    """
    file = open_text(path)
    missing = [header for header in HEADERS if header not in file.names]
    if missing:
        named = ", ".join(f"“{header}”" for header in missing)
        what = f"this is no REDCap data dictionary; of its 18 columns these are missing: {named}"
        raise InputRefusedError([Reason(file=file.name, line=1, what=what)])
    table = file.table()
    reasons: list[Reason] = []
    fields: dict[str, Field] = {}
    headings: dict[str, str] = {}
    for line, row in zip(table.line, table.frame.iter_rows(named=True), strict=True):
        cells = {header: (row[header] or "").strip() for header in HEADERS}
        headings.setdefault(cells[_MATRIX], plain_label(cells[_HEADING]))
        found = _field(cells, heading=headings[cells[_MATRIX]] if cells[_MATRIX] else "")
        for column, what in _faults(cells, found, fields):
            reasons.append(Reason(file=table.file, line=int(line), column=column, what=what))
        fields[found.name] = found
    raise_if_any(reasons)
    return tuple(fields.values())


def plain_label(text: str) -> str:
    """The words of a label, without markup and line breaks."""
    return " ".join(html.unescape(re.sub(r"<[^<>]*>", " ", text)).split())


def _field(cells: Mapping[str, str], *, heading: str) -> Field:
    name, kind, label = cells[_NAME], cells[_TYPE], plain_label(cells[_LABEL])
    stated = _choices(cells[_CHOICES]) if kind in _WITH_CHOICES else ()
    return Field(
        name=name,
        form=cells[_FORM],
        kind=kind,
        label=f"{heading} - {label}" if heading else label,
        choices=dict(stated) or _IMPLICIT_CHOICES.get(kind, {}),
        is_personal=(
            cells[_IDENTIFIER].casefold() == "y"
            or cells[_VALIDATION].startswith(_PERSONAL_VALIDATION)
            or is_personal(name)
            or is_personal(label)
        ),
    )


def _choices(text: str) -> list[tuple[str, str]]:
    """Code and label of each choice of `1, Yes | 2, No`; a label may hold commas."""
    parts = [part.partition(",") for part in text.split("|") if part.strip()]
    return [(code.strip(), plain_label(label) or code.strip()) for code, _, label in parts]


def _faults(
    cells: Mapping[str, str], found: Field, before: Mapping[str, Field]
) -> Iterator[tuple[str, str]]:
    """Column and fault of what can't be understood in one row."""
    if not found.name:
        yield _NAME, "the cell is empty; expected the name of a field"
    if found.name in before:
        yield _NAME, f"the field {found.name} stands twice; expected once"
    if found.kind not in _WITH_CHOICES:
        return
    codes = [code for code, _ in _choices(cells[_CHOICES])]
    if not codes:
        yield _CHOICES, "there are no choices; expected such as: 1, Yes | 2, No"
    if "" in codes:
        yield _CHOICES, "a choice has no code before its comma; expected such as: 1, Yes | 2, No"
    names = Counter(_in_column_name(code) if found.kind == CHECKBOX else code for code in codes)
    for name, times in names.items():
        if name and times > 1:
            yield _CHOICES, f"the code {name} stands for {times} choices; expected for one"


def _in_column_name(code: str) -> str:
    """A code as it stands behind `field___` in an export: -99 becomes _99."""
    return code.lower().replace("-", "_")
