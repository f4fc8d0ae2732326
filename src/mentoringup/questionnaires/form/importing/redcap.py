"""A REDCap data dictionary as a form: a page for each of its instruments."""

import re
from collections.abc import Iterator, Mapping
from itertools import groupby
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from django.utils.translation import gettext

from mentoreval.readers.redcap_dictionary import HEADERS, Field, plain_label, read_dictionary
from mentoreval.readers.text_file import open_text
from mentoringup.questionnaires.form.importing.branching import condition_of
from mentoringup.questionnaires.form.importing.drafting import (
    PERSONAL,
    Draft,
    Imported,
    short,
    with_conditions,
    words,
)
from mentoringup.questionnaires.form.importing.pairing import paired
from mentoringup.questionnaires.form.values import Choice, Element, ElementKind, Page, Row

_HEADING, _NOTE, _VALIDATION, _LEAST, _MOST = (HEADERS[place] for place in (2, 6, 7, 8, 9))
_BRANCHING, _REQUIRED, _MATRIX = (HEADERS[place] for place in (11, 12, 15))
_LABEL = HEADERS[4]
_KINDS: Final[Mapping[str, ElementKind]] = {
    "radio": ElementKind.SINGLE,
    "dropdown": ElementKind.SINGLE,
    "yesno": ElementKind.SINGLE,
    "truefalse": ElementKind.SINGLE,
    "checkbox": ElementKind.MULTIPLE,
    "notes": ElementKind.LONG_TEXT,
    "text": ElementKind.TEXT,
    "slider": ElementKind.NUMBER,
    "descriptive": ElementKind.NOTE,
}
_WHOLE_SLIDER: Final = (0.0, 100.0)
_LANGUAGE: Final = "en"

Cells = Mapping[str, str]


def read(content: bytes, file: str) -> Imported:
    """Make a form of all fields that ask a person something.

    Raises:
        InputRefusedError: with every fault of the dictionary.
    """
    fields, cells = _rows(content, file)
    draft = Draft(file=file)
    reader = _Reader(draft, fields, cells)
    pages = [
        reader.page(form, list(group)) for form, group in groupby(fields[1:], lambda f: f.form)
    ]
    if fields:
        sentence = gettext("“%(name)s” numbers the records and is not asked.")
        draft.remark(sentence, name=fields[0].name)
    if any(each[_REQUIRED].casefold() == "y" for each in cells.values()):
        draft.remark(
            gettext("Fields that were required can be left out here, as every question can.")
        )
    title = fields[0].form.replace("_", " ").capitalize() if fields else ""
    return draft.finish(
        id_=fields[0].form if fields else "",
        title=title,
        languages=(_LANGUAGE,),
        pages=with_conditions((paired(page, draft) for page in pages), draft),
    )


def _rows(content: bytes, file: str) -> tuple[tuple[Field, ...], dict[str, Cells]]:
    """Fields as mentoreval reads them, and the cells of each by its name."""
    with TemporaryDirectory() as folder:
        path = Path(folder, Path(file).name or "dictionary.csv")
        path.write_bytes(content)
        fields = read_dictionary(path)
        frame = open_text(path).table().frame
    rows = (
        {header: (row[header] or "").strip() for header in HEADERS}
        for row in frame.iter_rows(named=True)
    )
    return fields, {cells[HEADERS[0]]: cells for cells in rows}


class _Reader:
    """Makes elements of fields."""

    def __init__(self, draft: Draft, fields: tuple[Field, ...], cells: Mapping[str, Cells]) -> None:
        self._draft = draft
        self._cells = cells
        self._names = {each.name: draft.name(each.name) for each in fields}
        self._codes: dict[str, dict[str, int]] = {}
        for old, new in self._names.items():
            if old != new:
                draft.remark(gettext("“%(old)s” is called “%(new)s” here."), old=old, new=new)

    def page(self, form: str, fields: list[Field]) -> Page:
        """A page of what a REDCap instrument asks; rows of a matrix stand together."""
        elements: list[Element] = []
        for (matrix, _), group in groupby(fields, key=self._place):
            several = list(group)
            if matrix and several[0].kind == "radio":
                elements.extend(self._matrix(matrix, several))
            else:
                for each in several:
                    elements.extend(self._heading(each))
                    elements.extend(self._element(each))
        title = form.replace("_", " ").strip().capitalize() or "Questions"
        return Page(
            id=self._draft.name(f"page_{form}"),
            title={_LANGUAGE: short(title)},
            elements=tuple(elements),
        )

    def _place(self, field: Field) -> tuple[str, str]:
        matrix = self._cells[field.name][_MATRIX]
        return matrix, "" if matrix else field.name

    def _matrix(self, name: str, fields: list[Field]) -> Iterator[Element]:
        cells = self._cells[fields[0].name]
        asked = [each for each in fields if not self._is_left_out(each)]
        if not asked:
            return
        heading = plain_label(cells[_HEADING])
        yield Element(
            id=self._draft.name(f"matrix_{name}"),
            kind=ElementKind.MATRIX,
            text={_LANGUAGE: short(heading or name.replace("_", " ").capitalize())},
            rows=tuple(self._row(each) for each in asked),
            choices=self._choices(asked[0], also=asked),
            show_if=condition_of(cells[_BRANCHING], self._names, self._codes, self._draft, name),
        )
        for each in asked[1:]:
            if self._cells[each.name][_BRANCHING] != cells[_BRANCHING]:
                sentence = gettext("“%(name)s” is shown like the first row of its matrix.")
                self._draft.remark(sentence, name=each.name)

    def _row(self, field: Field) -> Row:
        label = plain_label(self._cells[field.name][_LABEL]) or field.name
        return Row(id=self._names[field.name], text={_LANGUAGE: short(label)}, topic=label[:60])

    def _heading(self, field: Field) -> Iterator[Element]:
        """A section header as a note above its field."""
        heading = plain_label(self._cells[field.name][_HEADING])
        if heading:
            yield Element(
                id=self._draft.name(f"note_{field.name}"),
                kind=ElementKind.NOTE,
                text={_LANGUAGE: short(heading)},
            )

    def _is_left_out(self, field: Field) -> bool:
        if field.is_personal:
            self._draft.remark(gettext(PERSONAL), name=field.name)
        elif field.kind not in _KINDS:
            sentence = gettext(
                "“%(name)s” is a field of the type “%(kind)s”, which can't be asked here; it was "
                "left out."
            )
            self._draft.remark(sentence, name=field.name, kind=field.kind)
        else:
            return False
        return True

    def _element(self, field: Field) -> Iterator[Element]:
        if self._is_left_out(field):
            return
        cells = self._cells[field.name]
        label = plain_label(cells[_LABEL]) or field.name
        kind, least, most = self._kind(field, cells)
        yield Element(
            id=self._names[field.name],
            kind=kind,
            text={_LANGUAGE: short(label)},
            hint=words({_LANGUAGE: plain_label(cells[_NOTE])}),
            choices=self._choices(field) if field.choices else (),
            topic="" if kind is ElementKind.NOTE else label[:60],
            minimum=least,
            maximum=most,
            show_if=condition_of(
                cells[_BRANCHING], self._names, self._codes, self._draft, field.name
            ),
        )

    def _choices(self, field: Field, *, also: list[Field] | None = None) -> tuple[Choice, ...]:
        labels = {code: {_LANGUAGE: short(label)} for code, label in field.choices.items()}
        choices = self._draft.choices(field.name, labels)
        if len(choices) == 1:
            sentence = gettext("“%(name)s” has one choice only; give it a second one.")
            self._draft.remark(sentence, name=field.name)
        codes = {old: each.code for old, each in zip(field.choices, choices, strict=True)}
        for each in also or [field]:
            self._codes[each.name] = codes
        return choices

    def _kind(self, field: Field, cells: Cells) -> tuple[ElementKind, float | None, float | None]:
        """Kind by type and validation, with the bounds of a number."""
        kind, validation = _KINDS[field.kind], cells[_VALIDATION]
        if field.kind == "slider":
            sentence = gettext("“%(name)s” was a slider and is a number from 0 to 100 here.")
            self._draft.remark(sentence, name=field.name)
            return kind, *_WHOLE_SLIDER
        if field.kind != "text" or not validation:
            return kind, None, None
        if validation.startswith(("number", "integer")):
            return ElementKind.NUMBER, _bound(cells[_LEAST]), _bound(cells[_MOST])
        if re.fullmatch(r"date_(?:ymd|mdy|dmy)", validation):
            return ElementKind.DATE, None, None
        sentence = gettext("“%(name)s” is not checked to be “%(kind)s” here.")
        self._draft.remark(sentence, name=field.name, kind=validation)
        return kind, None, None


def _bound(text: str) -> float | None:
    """A number where the cell has one; REDCap also allows dates and words there."""
    return float(text) if re.fullmatch(r"-?\d{1,12}(?:\.\d{1,6})?", text) else None
