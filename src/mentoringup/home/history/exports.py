"""The history as a table for other programs."""

import csv
from collections.abc import Iterable, Iterator
from typing import Any
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from mentoringup.audit.telling import HistoryLine

_FORMULA = ("=", "+", "-", "@", "＝", "＋", "－", "＠", "\t", "\r", "\n")
"""What a spreadsheet takes for the beginning of a formula."""


class _Echo:
    """A file that gives back each row that is written to it."""

    def write(self, row: str) -> str:
        """The row."""
        return row


def rows_of(lines: Iterable[HistoryLine], *, zone: str) -> Iterator[str]:
    """CSV, line by line, with a byte order mark so that spreadsheets read it as UTF-8."""
    writer = csv.writer(_Echo())
    head = [
        _("When"),
        _("Time zone"),
        _("Who"),
        _("What"),
        _("Verb"),
        _("Thing"),
        _("Kind"),
        _("Id"),
        _("Why"),
        _("Changes"),
        _("Details"),
    ]
    yield "\ufeff" + _written(writer, head)
    for line in lines:
        yield _written(writer, _cells(line, zone))


def _written(writer: Any, cells: list[str]) -> str:
    row: str = writer.writerow(cells)
    return row


def _cells(line: HistoryLine, zone: str) -> list[str]:
    cells = [
        line.at.astimezone(ZoneInfo(zone)).isoformat(timespec="seconds"),
        zone,
        line.actor,
        line.sentence,
        line.verb,
        line.thing,
        line.kind,
        line.thing_id,
        line.reason,
        "; ".join(f"{change.field}: {change.old} → {change.new}" for change in line.changes),
        "; ".join(f"{label}: {text}" for label, text in line.facts),
    ]
    return [f"'{cell}" if cell.startswith(_FORMULA) else cell for cell in cells]
