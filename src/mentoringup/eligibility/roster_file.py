"""Reading a roster: from the bytes of a file, or pasted lines, to entries and what is wrong. Pure.

Nothing here is stored. A line with a fault gives no entry; a note tells what a line loses.
"""

import csv
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.core.validators import EmailValidator
from django.utils.translation import gettext as _

from mentoringup.people.enums import CareerStage, Discipline

MOST_BYTES = 1024 * 1024
MOST_LINES = 20_000
LONGEST_NAME = 200
LONGEST_EMAIL = 254
_LONGEST_CELL = 2_000
_DELIMITERS = ",;\t"
_IS_ADDRESS = EmailValidator(allowlist=[])

_HEADINGS: Mapping[str, frozenset[str]] = {
    "email": frozenset(
        {
            "email",
            "e-mail",
            "mail",
            "emailaddress",
            "e-mailaddress",
            "mailaddress",
            "address",
            "correo",
            "correoelectrónico",
            "correoelectronico",
        }
    ),
    "name": frozenset({"name", "fullname", "nombre", "nombrecompleto"}),
    "given": frozenset({"givenname", "firstname", "first", "given"}),
    "family": frozenset({"familyname", "lastname", "surname", "last", "apellido", "apellidos"}),
    "stage": frozenset({"stage", "careerstage", "career", "position", "etapa"}),
    "discipline": frozenset({"discipline", "field", "disciplina"}),
    "unit": frozenset({"unit", "department", "school", "program", "unidad", "departamento"}),
}
"""Headings by what stands below them, without spaces, in small letters."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """Somebody on a roster. `email` is in small letters; `unit_id` is of the site."""

    email: str
    name: str = ""
    stage: str = ""
    discipline: str = ""
    unit_id: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Remark:
    """Something about a line, numbered as in the file from 1. `text` is a whole sentence."""

    line: int
    found: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RosterText:
    """A roster as it was read.

    Attributes:
        columns: headings that were understood, as they stand; empty where there were none.
        ignored: headings that were not.
        entries: of the lines without a fault.
        faults: one for each line that gives no entry.
        notes: what lines lose that do give one.
    """

    columns: tuple[str, ...]
    ignored: tuple[str, ...]
    entries: tuple[Entry, ...]
    faults: tuple[Remark, ...]
    notes: tuple[Remark, ...]


class RosterCantBeReadError(ValueError):
    """It is no table of addresses. The text is a whole sentence: what was found and expected."""


def text_of(content: bytes) -> str:
    """The text of a file in UTF-8, UTF-16 or, if it is neither, Latin-1 as Windows has it.

    Raises:
        RosterCantBeReadError: it is too large, or no text.
    """
    _refuse_size(len(content))
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return _checked(content.decode("utf-16", errors="replace"))
    for encoding in ("utf-8-sig", "cp1252", "latin-1"):
        try:
            return _checked(content.decode(encoding))
        except UnicodeDecodeError:
            continue
    raise AssertionError(encoding)  # every byte is a letter of Latin-1


def read_roster(text: str, *, units: Mapping[str, int]) -> RosterText:
    """The entries of a table, or of plain lines with one address each.

    Args:
        text: rows with commas, semicolons or tabs between their cells. The first one names the
            columns, unless an address stands in it.
        units: numbers of the site's units by name.

    Raises:
        RosterCantBeReadError: empty, too long, or without a column of addresses.
    """
    _refuse_size(len(text.encode(errors="replace")))
    rows = list(_rows(_checked(text)))
    if not rows:
        raise RosterCantBeReadError(_("There is no line in it. One address a line is enough."))
    if len(rows) > MOST_LINES:
        raise RosterCantBeReadError(
            _("There are %(found)d lines in it; at most %(most)d are read.")
            % {"found": len(rows), "most": MOST_LINES}
        )
    head = rows[0][1]
    if any("@" in cell for cell in head):
        places = {"email": next(place for place, cell in enumerate(head) if "@" in cell)}
        return _read(rows, places, _Units(units), columns=(), ignored=())
    places = _places(head)
    if "email" not in places:
        raise RosterCantBeReadError(
            _(
                "No column of addresses was found. The headings are %(found)s; one of them should "
                "be “email”."
            )
            % {"found": ", ".join(f"“{cell[:40]}”" for cell in head if cell)[:400] or "—"}
        )
    known = {*places.values()}
    return _read(
        rows[1:],
        places,
        _Units(units),
        columns=tuple(cell for place, cell in enumerate(head) if place in known),
        ignored=tuple(cell for place, cell in enumerate(head) if cell and place not in known),
    )


class _Units:
    """Numbers of units by what somebody may have written."""

    def __init__(self, units: Mapping[str, int]) -> None:
        self.numbers = {name.strip().casefold(): number for name, number in units.items()}


def _refuse_size(size: int) -> None:
    if size > MOST_BYTES:
        raise RosterCantBeReadError(
            _("The roster is larger than %(most)d kB. Leave out columns that aren't needed.")
            % {"most": MOST_BYTES // 1024}
        )


def _checked(text: str) -> str:
    if "\0" in text:
        raise RosterCantBeReadError(
            _("That is no text file. Save the table as CSV in your spreadsheet program.")
        )
    return text


def _rows(text: str) -> Iterator[tuple[int, list[str]]]:
    """Rows that aren't empty, with the line on which each begins."""
    first = next((line for line in text.splitlines() if line.strip()), "")
    delimiter = max(_DELIMITERS, key=first.count)
    # Quotes that are never closed would swallow the rest, so a cell ends where its line does.
    for number, line in enumerate(text.splitlines(), start=1):
        try:
            cells = next(csv.reader([line], delimiter=delimiter), [])
        except csv.Error:
            cells = [line[:_LONGEST_CELL]]
        cells = [_unguarded(cell.strip()) for cell in cells]
        if any(cells):
            yield number, cells


def _unguarded(cell: str) -> str:
    """Without the apostrophe that our own exports put before what looks like a formula."""
    return cell[1:] if re.match(r"'[=+\-@＝＋－＠]", cell) else cell


def _places(head: Sequence[str]) -> dict[str, int]:
    places: dict[str, int] = {}
    for place, cell in enumerate(head):
        heading = re.sub(r"[\s_]+", "", cell).casefold()
        for meaning, known in _HEADINGS.items():
            if heading in known:
                places.setdefault(meaning, place)
    return places


def _read(
    rows: Sequence[tuple[int, list[str]]],
    places: Mapping[str, int],
    units: _Units,
    *,
    columns: tuple[str, ...],
    ignored: tuple[str, ...],
) -> RosterText:
    entries: list[Entry] = []
    faults: list[Remark] = []
    notes: list[Remark] = []
    lines: dict[str, int] = {}
    for line, cells in rows:
        said = {
            meaning: cells[place][:_LONGEST_CELL] if place < len(cells) else ""
            for meaning, place in places.items()
        }
        email = said["email"].casefold()
        if fault := _fault(email, lines):
            faults.append(
                Remark(
                    line=line,
                    found=(said["email"] or " ".join(filter(None, cells)))[:80],
                    text=fault,
                )
            )
            continue
        lines[email] = line
        entry, lost = _entry(email, said, units)
        entries.append(entry)
        notes += [Remark(line=line, found=found[:80], text=text) for found, text in lost]
    return RosterText(
        columns=columns,
        ignored=ignored,
        entries=tuple(entries),
        faults=tuple(faults),
        notes=tuple(notes),
    )


def _fault(email: str, lines: Mapping[str, int]) -> str:
    """Why a line gives no entry; empty where it does."""
    if not email:
        return _("There is no address in this line.")
    if email in lines:
        return _("This address stands in line %(line)d already.") % {"line": lines[email]}
    return "" if _is_address(email) else _("This is no e-mail address.")


def _is_address(email: str) -> bool:
    try:
        _IS_ADDRESS(email)
    except ValidationError:
        return False
    return len(email) <= LONGEST_EMAIL and email.isprintable()


def _entry(
    email: str, said: Mapping[str, str], units: _Units
) -> tuple[Entry, list[tuple[str, str]]]:
    """The entry of a line, and what of it could not be taken, with why."""
    lost: list[tuple[str, str]] = []
    both = f"{said.get('given', '')} {said.get('family', '')}".strip()
    name = "".join(one for one in said.get("name") or both if one.isprintable())
    if len(name) > LONGEST_NAME:
        lost.append(
            (
                name,
                _("The name is longer than %(most)d letters; its end is cut off.")
                % {"most": LONGEST_NAME},
            )
        )
    stage = _chosen(CareerStage, said.get("stage", ""))
    if said.get("stage") and not stage:
        lost.append(
            (
                said["stage"],
                _("This is no career stage that we know; the line is taken without it."),
            )
        )
    discipline = _chosen(Discipline, said.get("discipline", ""))
    if said.get("discipline") and not discipline:
        lost.append(
            (
                said["discipline"],
                _("This is no discipline that we know; the line is taken without it."),
            )
        )
    unit = units.numbers.get(said.get("unit", "").casefold())
    if said.get("unit") and unit is None:
        lost.append(
            (said["unit"], _("The site has no unit of this name; the line is taken without it."))
        )
    entry = Entry(
        email=email, name=name[:LONGEST_NAME], stage=stage, discipline=discipline, unit_id=unit
    )
    return entry, lost


def _chosen(choices: type[CareerStage | Discipline], said: str) -> str:
    """The value that was meant, by its own name or by its label, in one or several people."""
    meant = said.casefold().strip()
    if not meant:
        return ""
    for choice in choices:
        label = str(choice.label).casefold()
        if meant in {choice.value, label, f"{label}s"}:
            return choice.value
    return ""
