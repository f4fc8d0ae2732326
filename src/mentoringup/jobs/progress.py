"""How far a row is that is made in the background: begun again after a crash, finished once.

Such a row has `state`, `progress` in percent, `step` (what is being done, in words) and `fault`.
"""

from dataclasses import dataclass
from typing import Any

from django.db.models import Manager

LAST_PERCENT = 99
"""All that is told before what was made is stored."""

_STEP_LENGTH = 200


class NotOursAnyMoreError(Exception):
    """The row was finished by another worker, or is gone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Making:
    """Rows that are made, and their states. Each note is a statement of its own."""

    rows: Manager[Any]
    waiting: str
    working: str
    failed: str
    first_step: str

    def begin(self, row_id: int) -> bool:
        """Start over; whether there is something to do."""
        rows = self.rows.filter(pk=row_id, state__in=[self.waiting, self.working])
        return bool(rows.update(state=self.working, progress=0, step=self.first_step))

    def tell(self, row_id: int, percent: int, step: str) -> None:
        """Note how far it is.

        Raises:
            NotOursAnyMoreError: it isn't being made any more.
        """
        percent = max(0, min(percent, LAST_PERCENT))
        self.change(row_id, progress=percent, step=str(step)[:_STEP_LENGTH])

    def fail(self, row_id: int, fault: str) -> None:
        """Give up what is being made; nothing else is changed."""
        rows = self.rows.filter(pk=row_id, state=self.working)
        rows.update(state=self.failed, step="", fault=fault)

    def change(self, row_id: int, **fields: object) -> None:
        """Change a row that is being made.

        Raises:
            NotOursAnyMoreError: it isn't being made any more.
        """
        if not self.rows.filter(pk=row_id, state=self.working).update(**fields):
            raise NotOursAnyMoreError
