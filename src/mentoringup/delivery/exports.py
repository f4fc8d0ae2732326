"""What was delivered as a table for other programs, a line for each item."""

from collections.abc import Iterable, Iterator

from django.utils.translation import gettext as _

from mentoringup.delivery.fidelity import DeliveredSession
from mentoringup.ui.csv_files import csv_lines


def csv_of(sessions: Iterable[DeliveredSession], *, has_notes: bool = False) -> Iterator[str]:
    """CSV, line by line; what the facilitator wrote only where it is asked for."""
    head = [
        _("Session"),
        _("Began"),
        _("Ended"),
        _("Item"),
        _("Module"),
        _("Activity"),
        _("How it went"),
        _("Planned minutes"),
        _("Delivered minutes"),
        _("Delivered seconds"),
        *([_("Note")] if has_notes else []),
    ]
    return csv_lines(head, _rows(sessions, has_notes=has_notes))


def _rows(sessions: Iterable[DeliveredSession], *, has_notes: bool) -> Iterator[list[str]]:
    for session in sessions:
        moments = [
            moment.isoformat(timespec="seconds") if moment else ""
            for moment in (session.started_at, session.ended_at)
        ]
        for line in session.lines:
            yield [
                session.title,
                *moments,
                line.title,
                line.module,
                line.activity,
                str(line.state.label),
                str(line.planned),
                str(line.delivered) if line.seconds is not None else "",
                "" if line.seconds is None else str(line.seconds),
                *([line.note] if has_notes else []),
            ]
