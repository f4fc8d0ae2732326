"""The history as a table for other programs."""

from collections.abc import Iterable, Iterator
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from mentoringup.audit.telling import HistoryLine
from mentoringup.ui.csv_files import csv_lines


def rows_of(lines: Iterable[HistoryLine], *, zone: str) -> Iterator[str]:
    """CSV, line by line."""
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
    return csv_lines(head, (_cells(line, zone) for line in lines))


def _cells(line: HistoryLine, zone: str) -> list[str]:
    return [
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
