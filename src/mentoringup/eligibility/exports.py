"""Rosters as tables for other programs, in the columns in which they can be uploaded again."""

from collections.abc import Iterable, Iterator

from mentoringup.eligibility.models import RosterEntry
from mentoringup.ui.csv_files import csv_lines

COLUMNS = ("email", "name", "stage", "discipline", "unit")


def roster_lines(entries: Iterable[RosterEntry]) -> Iterator[str]:
    """CSV, line by line. The headings are those that an upload understands in any language."""
    rows = (
        [one.email, one.name, one.stage, one.discipline, one.unit.name if one.unit else ""]
        for one in entries
    )
    return csv_lines(list(COLUMNS), rows)
